"""Which works may be one: titles, summaries, files and photographs put together. A person decides what it means."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from contest.screening.rules.radar.photos import same_pictures
from contest.screening.rules.radar.shingles import Told, hashes, overlaps, sketch_of
from contest.screening.rules.radar.titles import Titles
from contest.screening.rules.radar.tokens import names, tokens
from contest.screening.rules.radar.wording import alike_in_wording, wording

Kind = Literal["title", "summary", "text", "told", "file", "photo"]
# From this likelihood on a pair is shown.
SHOWN = 0.5
# The same file in more works than that is a form somebody handed out.
_MOST_HOLDERS = 5
# Where likelihood begins (0) and where it is as good as sure (0.97), for each kind of likeness.
SCALES: dict[str, tuple[float, float]] = {
    "title": (0.5, 0.93),
    "summary": (0.06, 0.36),
    "text": (0.05, 0.16),
    "told": (0.3, 0.65),
}
# By how many of the two texts are descriptions.
_KINDS: tuple[Kind, ...] = ("text", "told", "summary")
_LEAST = min(SCALES[kind][0] for kind in _KINDS)
# The same for the wording of descriptions, whatever the figures; and how much longer one is taken for (see `wording`).
WORDING, _LONGER = (0.19, 0.365), 15.0
_SURE = 0.97


@dataclass(frozen=True, slots=True)
class Work:
    """A work as the radar sees it. `sketches` are those of its files, `pictures` the marks of its photographs,
    `files` their digests; `is_new` when it is this year's: two old works are not compared.
    """

    title: str
    summary: str = ""
    sketches: tuple[bytes, ...] = ()
    pictures: tuple[bytes, ...] = ()
    files: tuple[str, ...] = ()
    is_new: bool = True


class Evidence(NamedTuple):
    """One likeness: its kind, how likely it alone makes the pair (0 to 1), and so much shared of so much."""

    kind: Kind
    likelihood: float
    shared: int
    of: int


@dataclass(slots=True)
class Match:
    """Two works by place, first < second, and what speaks for their being one."""

    first: int
    second: int
    evidence: list[Evidence] = field(default_factory=list)

    @property
    def likelihood(self) -> float:
        """As likely as at least one of the likenesses is no accident: 1 - Π (1 - p)."""
        unlikely = 1.0
        for one in self.evidence:
            unlikely *= 1 - one.likelihood
        return 1 - unlikely


def find(works: Sequence[Work], only: Collection[int] | None = None, shown: float = SHOWN) -> list[Match]:
    """Pairs of works that may be one, the likeliest first; with `only`, pairs that one of these places is in."""
    asked = set(range(len(works))) if only is None else set(only)
    asked_new = [place for place in sorted(asked) if place < len(works)]
    matches: dict[tuple[int, int], Match] = {}

    def note(first: int, second: int, evidence: Evidence) -> None:
        if first > second:
            first, second = second, first
        wanted = (first in asked or second in asked) and (works[first].is_new or works[second].is_new)
        if wanted and first != second and evidence.likelihood > 0:
            matches.setdefault((first, second), Match(first, second)).evidence.append(evidence)

    for first, second, evidence in _by_title(works, asked_new):
        note(first, second, evidence)
    for (first, second), each in _by_text(works, asked_new).items():
        for evidence in each:
            note(first, second, evidence)
    for first, second in _same_files(works):
        note(first, second, Evidence("file", _SURE, 1, 1))
    for first, second, bits in same_pictures([(n, each) for n, work in enumerate(works) for each in work.pictures]):
        note(first, second, Evidence("photo", _SURE - 0.02 * bits, 64 - bits, 64))
    good = [match for match in matches.values() if match.likelihood >= shown]
    return sorted(good, key=lambda match: (-match.likelihood, match.first, match.second))


def _by_text(works: Sequence[Work], asked: Sequence[int]) -> dict[tuple[int, int], list[Evidence]]:
    """The likenesses of texts, each kind once for a pair: what two ways of looking at the same words say is not two."""
    said = [(place, names(work.summary)) for place, work in enumerate(works) if work.summary]
    texts = [Told(place, sketch_of(hashes(words)), is_short=True) for place, words in said]
    texts += [Told(place, each, is_short=False) for place, work in enumerate(works) for each in work.sketches]
    worded = alike_in_wording([(place, wording(words)) for place, words in said], WORDING[0], _LONGER, asked)
    best: dict[tuple[int, int, Kind], Evidence] = {}
    scaled = [(_KINDS[one.shorts], SCALES[_KINDS[one.shorts]], one) for one in overlaps(texts, _LEAST)]
    scaled += [("summary", WORDING, one) for one in worded]
    for kind, scale, one in scaled:
        evidence = Evidence(kind, _likelihood(scale, one.share), one.shared, one.of)
        key = (one.first, one.second, kind)
        if key not in best or best[key].likelihood < evidence.likelihood:
            best[key] = evidence
    found: dict[tuple[int, int], list[Evidence]] = {}
    for (first, second, _), evidence in best.items():
        found.setdefault((first, second), []).append(evidence)
    return found


def _likelihood(scale: tuple[float, float], value: float) -> float:
    begins, sure = scale
    return _SURE * min(1.0, max(0.0, (value - begins) / (sure - begins)))


def _by_title(works: Sequence[Work], asked: Sequence[int]) -> list[tuple[int, int, Evidence]]:
    titles = Titles([tokens(work.title) for work in works])
    found = []
    seen: set[tuple[int, int]] = set()
    for place in asked:
        for other in titles.candidates(place):
            pair = (min(place, other), max(place, other))
            if pair in seen or not (works[place].is_new or works[other].is_new):
                continue
            seen.add(pair)
            alike = titles.compare(place, other, SCALES["title"][0])
            likely = _likelihood(SCALES["title"], alike.score)
            if likely > 0:
                found.append((*pair, Evidence("title", likely, alike.shared, alike.of)))
    return found


def _same_files(works: Sequence[Work]) -> list[tuple[int, int]]:
    holders: dict[str, set[int]] = {}
    for place, work in enumerate(works):
        for digest in work.files:
            holders.setdefault(digest, set()).add(place)
    few = [sorted(those) for those in holders.values() if 1 < len(those) <= _MOST_HOLDERS]
    return [(those[a], those[b]) for those in few for a in range(len(those)) for b in range(a + 1, len(those))]

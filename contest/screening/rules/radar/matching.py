"""Which works may be one: titles, summaries, files and photographs put together. A person decides what it means."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from contest.screening.rules.radar.photos import same_pictures
from contest.screening.rules.radar.shingles import FADES_SHORT, LEAST_THINNED, Overlap, overlaps, sketch, thinned
from contest.screening.rules.radar.titles import Titles
from contest.screening.rules.radar.tokens import tokens
from contest.screening.rules.radar.wording import alike_in_wording

Kind = Literal["title", "summary", "text", "told", "file", "photo"]
# From this likelihood on a pair is shown.
SHOWN = 0.5
# The same file in more works than that is a form somebody handed out.
_MOST_HOLDERS = 5
# Where likelihood begins (0) and where it is as good as sure (0.97), for each kind of likeness.
SCALES: dict[str, tuple[float, float]] = {
    "title": (0.5, 0.93),
    "summary": (0.07, 0.38),
    "text": (0.07, 0.37),
    "told": (0.17, 0.52),
}
# The same for their wording, whatever the figures; and how much longer a text is taken for (see `wording`).
WORDINGS: dict[str, tuple[float, float]] = {"summary": (0.19, 0.365), "text": (0.195, 0.29)}
_LONGER = {"summary": 15.0, "text": 30.0}
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
    summaries = [(place, sketch(work.summary)) for place, work in enumerate(works) if work.summary]
    texts = [(place, each) for place, work in enumerate(works) for each in work.sketches]
    kinds: tuple[tuple[Kind, list[Overlap]], ...] = (
        ("summary", overlaps(summaries, SCALES["summary"][0], fades=FADES_SHORT)),
        ("text", overlaps(texts, SCALES["text"][0])),
        ("told", _told(summaries, texts, len(works))),
    )
    for kind, found in kinds:
        worded = _in_wording(kind, summaries if kind == "summary" else texts, asked_new) if kind in WORDINGS else []
        for pair, evidence in _strongest(kind, found, worded).items():
            note(*pair, evidence)
    for first, second in _same_files(works):
        note(first, second, Evidence("file", _SURE, 1, 1))
    for first, second, bits in same_pictures([(n, each) for n, work in enumerate(works) for each in work.pictures]):
        note(first, second, Evidence("photo", _SURE - 0.02 * bits, 64 - bits, 64))
    good = [match for match in matches.values() if match.likelihood >= shown]
    return sorted(good, key=lambda match: (-match.likelihood, match.first, match.second))


def _in_wording(kind: str, sketches: list[tuple[int, bytes]], asked: Sequence[int]) -> list[Overlap]:
    # Files may be of any length: of each only what a long one keeps, or a short one would weigh four times as much.
    if kind == "text":
        sketches = [(place, thinned(each)) for place, each in sketches]
    return alike_in_wording(sketches, WORDINGS[kind][0], _LONGER[kind], asked)


def _strongest(kind: Kind, found: Sequence[Overlap], worded: Sequence[Overlap]) -> dict[tuple[int, int], Evidence]:
    """One likeness a pair: what two ways of looking at the same words say is not two likenesses."""
    best: dict[tuple[int, int], Evidence] = {}
    for scale, those in ((SCALES[kind], found), (WORDINGS.get(kind, SCALES[kind]), worded)):
        for one in those:
            evidence = Evidence(kind, _likelihood(scale, one.share), one.shared, one.of)
            pair = (min(one.first, one.second), max(one.first, one.second))
            if pair not in best or best[pair].likelihood < evidence.likelihood:
                best[pair] = evidence
    return best


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


def _told(summaries: list[tuple[int, bytes]], texts: list[tuple[int, bytes]], many: int) -> list[Overlap]:
    """Descriptions of one work that stand in a file of another."""
    both = [(place, thinned(each)) for place, each in summaries] + [
        (many + place, thinned(each)) for place, each in texts
    ]
    found = overlaps(both, SCALES["told"][0], LEAST_THINNED)
    return [one._replace(second=one.second - many) for one in found if one.first < many <= one.second]


def _same_files(works: Sequence[Work]) -> list[tuple[int, int]]:
    holders: dict[str, set[int]] = {}
    for place, work in enumerate(works):
        for digest in work.files:
            holders.setdefault(digest, set()).add(place)
    few = [sorted(those) for those in holders.values() if 1 < len(those) <= _MOST_HOLDERS]
    return [(those[a], those[b]) for those in few for a in range(len(those)) for b in range(a + 1, len(those))]

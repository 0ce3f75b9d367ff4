"""Where two texts say the same: passages to be read side by side, the ones that few other works have first.

Runs of four words that both texts have, a few words apart at most and in the same order, make a stretch; what was put
between them, left out or exchanged stays in it. A stretch that was moved elsewhere is found there. Inside a stretch the
words are held against each other one by one (difflib). Runs that many works have are the form's: such a stretch tells
nothing of these two, and is counted instead of shown.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from statistics import median
from typing import Any, NamedTuple

from contest.screening.rules.radar.paged import Words
from contest.screening.rules.radar.shingles import MOST_OWNERS, RUNS, is_kept_always, run_as_kept, runs_of
from contest.screening.rules.radar.showing import Piece, pieces
from contest.screening.rules.radar.tokens import groups

# Of a work with more files, those that were handed in first are compared.
MOST_TEXTS = 8
# A stretch of fewer words in common is a turn of phrase.
LEAST_WORDS = 10
# So many stretches are shown, of each so many words, and so many of what stands around it.
MOST_SHOWN, _MOST_WORDS, _AROUND = 6, 140, 6
_RUN = RUNS[0]
# From the beginning of one run to that of the next: eight words between them may be others.
_APART = 12
# A run that one text has more often begins no stretch: it would meet itself everywhere.
_MOST_PLACES = 4
# How many works have a stretch is asked of so many of its runs, and of so many stretches, the longest.
_MOST_TELLING, _MOST_WEIGHED = 60, 200
# In a small contest the form is what more works have than that, and most of all.
_SEVERAL = 3
_SPACE = re.compile(r"\s+")


class Stretch(NamedTuple):
    """Words `first[0]` to `first[1]` of one text and `second[0]` to `second[1]` of the other: so many are the same."""

    first: tuple[int, int]
    second: tuple[int, int]
    runs: frozenset[int]
    words: int

    @property
    def telling(self) -> list[int]:
        """Some of its runs, by which it is told how many works have it: those that every sketch keeps, if there are."""
        always = [run for run in self.runs if is_kept_always(run)]
        return sorted(always if len(always) > 1 else self.runs)[:_MOST_TELLING]


class Passage(NamedTuple):
    """A stretch to be read: of which file and page (0: none) on each side, how many words both have in it, how many
    other works have it, too; `is_cut` when only its beginning is shown."""

    first_name: str
    first_page: int
    first: list[Piece]
    second_name: str
    second_page: int
    second: list[Piece]
    words: int
    others: int
    is_cut: bool


class Passages(NamedTuple):
    """The passages shown, how many more there are, and how many more that are the form's."""

    shown: list[Passage]
    more: int
    of_forms: int


class Owners:
    """How many works have each of these runs, by the sketches that are kept of their files."""

    def __init__(self, runs: Iterable[int]) -> None:
        import numpy as np  # noqa: PLC0415 - heavy

        by_kept = {run_as_kept(run): run for run in runs}
        self._sought = np.array(sorted(by_kept), dtype=np.uint64)
        self._runs = [by_kept[run] for run in sorted(by_kept)]
        self._works: dict[int, set[int]] = {run: set() for run in self._runs}
        self._all: set[int] = set()

    def add(self, work: int, sketch: bytes) -> None:
        """A file of a work; what two files of one say counts once."""
        import numpy as np  # noqa: PLC0415 - heavy

        kept = np.frombuffer(sketch, dtype="<u8")
        if not len(kept) or not self._runs:
            return
        self._all.add(work)
        at = np.minimum(np.searchsorted(kept, self._sought), len(kept) - 1)
        for place in np.flatnonzero(kept[at] == self._sought).tolist():
            self._works[self._runs[place]].add(work)

    def of(self, stretch: Stretch) -> int:
        """How many works have a stretch, by the middle one of its telling runs."""
        return round(median(len(self._works[run]) for run in stretch.telling))

    def is_form(self, many: int) -> bool:
        """Whether what so many works have is the form's: more than ten have, or several and most of all."""
        return many > MOST_OWNERS or (many > _SEVERAL and 2 * many > len(self._all))


def side_by_side(
    firsts: Sequence[Words], seconds: Sequence[Words], owners_of: Callable[[frozenset[int]], Owners]
) -> Passages:
    """What the texts of two works have in common, each passage once. Two descriptions are not held against each other,
    nor a file against itself: that it is the same says everything.

    `owners_of` tells how many works have each of some runs.
    """
    found = [
        (stretch, first, second)
        for first in firsts
        for second in seconds
        if first.sha256 != second.sha256
        for stretch in stretches(first, second)
    ]
    found = sorted(found, key=lambda one: -one[0].words)[:_MOST_WEIGHED]
    owners = owners_of(frozenset().union(*(stretch.telling for stretch, _, _ in found)))
    known = [(max(2, owners.of(one[0])), *one) for one in found]
    # What is told by two works alone is evidence, what is told by ten hardly any.
    known.sort(key=lambda one: (-one[1].words / (one[0] - 1), -one[1].words))
    seen: set[int] = set()
    shown: list[Passage] = []
    more = of_forms = 0
    for many, stretch, first, second in known:
        if 2 * len(stretch.runs & seen) > len(stretch.runs):
            continue
        seen |= stretch.runs
        if owners.is_form(many):
            of_forms += 1
        elif len(shown) < MOST_SHOWN:
            shown.append(_passage(stretch, first, second, many - 2))
        else:
            more += 1
    return Passages(shown, more, of_forms)


class _Growing:
    """A stretch that may still grow: where its first and its latest run begin in both texts."""

    __slots__ = ("begin", "end", "runs", "words")

    def __init__(self, place: int, other: int, run: int) -> None:
        self.begin = self.end = (place, other)
        self.runs = {run}
        self.words = _RUN

    def follows(self, place: int, other: int) -> bool:
        return place > self.end[0] and 0 < other - self.end[1] <= _APART

    def shift(self, place: int, other: int) -> int:
        return abs((place - self.end[0]) - (other - self.end[1]))

    def take(self, place: int, other: int, run: int) -> None:
        self.words += min(_RUN, place - self.end[0])
        self.end = (place, other)
        self.runs.add(run)


def stretches(first: Words, second: Words) -> list[Stretch]:
    """Where both texts have LEAST_WORDS words and more in common, in the order of the first one."""
    grown: list[_Growing] = []
    growing: list[_Growing] = []
    for place, other, run in _meetings(first.hashes, second.hashes):
        growing = [one for one in growing if place - one.end[0] <= _APART]
        near = [one for one in growing if one.follows(place, other)]
        if near:
            min(near, key=lambda one: one.shift(place, other)).take(place, other, run)
        else:
            growing.append(_Growing(place, other, run))
            grown.append(growing[-1])
    return [
        Stretch(
            (one.begin[0], one.end[0] + _RUN), (one.begin[1], one.end[1] + _RUN), frozenset(one.runs), one.words
        )
        for one in grown
        if one.words >= LEAST_WORDS
    ]  # fmt: skip


def _meetings(first: Any, second: Any) -> Iterable[tuple[int, int, int]]:
    """Where runs of both texts begin, in the order of the first one's words, with the run."""
    import numpy as np  # noqa: PLC0415 - heavy

    if min(len(first), len(second)) < _RUN:
        return
    ours, theirs = runs_of(first, _RUN), runs_of(second, _RUN)
    common = np.intersect1d(ours, theirs)
    places: dict[int, list[int]] = {}
    for place in np.flatnonzero(np.isin(theirs, common)).tolist():
        places.setdefault(int(theirs[place]), []).append(place)
    for place in np.flatnonzero(np.isin(ours, common)).tolist():
        run = int(ours[place])
        if len(places[run]) <= _MOST_PLACES:
            for other in places[run]:
                yield place, other, run


def _passage(stretch: Stretch, first: Words, second: Words, others: int) -> Passage:
    ours, theirs = _said(first, stretch.first), _said(second, stretch.second)
    mine, other = groups(ours), groups(theirs)
    said = [[tuple(word.plain for word in one.tokens) for one in those] for those in (mine, other)]
    aligned = SequenceMatcher(None, said[0], said[1], autojunk=False)
    marks = [False] * len(mine), [False] * len(other)
    for begin, there, size in aligned.get_matching_blocks():
        # A word alone ("và") stands in any two sentences.
        if size > 1:
            marks[0][begin : begin + size] = marks[1][there : there + size] = [True] * size
    return Passage(
        first.name,
        first.page_of(stretch.first[0]),
        pieces(ours, mine, marks[0]),
        second.name,
        second.page_of(stretch.second[0]),
        pieces(theirs, other, marks[1]),
        stretch.words,
        others,
        max(end - begin for begin, end in (stretch.first, stretch.second)) > _MOST_WORDS,
    )


def _said(words: Words, place: tuple[int, int]) -> str:
    """What stands there, and a little before and after it; of a long stretch the beginning."""
    begin, end = place
    before = max(0, begin - _AROUND)
    behind = min(len(words.starts), begin + _MOST_WORDS if end - begin > _MOST_WORDS else end + _AROUND)
    said = _SPACE.sub(" ", words.text[words.starts[before] : words.ends[behind - 1]])
    return f"{'… ' if before else ''}{said}{' …' if behind < len(words.starts) else ''}"

"""How alike two titles are: what they share, weighed by rarity, against what each has alone.

    score = M / (M + SWAPPED · min(A, B) + LEFT · max(A, B))

M is the weight of the words both have, A and B of those only one has. The lesser of A and B is what was exchanged for
something else (another use of the same device) and weighs heavily; the rest is what was added or left out, which
people do to a title they hide, and weighs lightly. A word weighs `kind · log((N + 50) / (n + 0.5)) / log(N + 50)`:
n of N titles have it, and kind says how much words of its sort tell (tokens.py).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log
from typing import Any, NamedTuple

from contest.screening.rules.radar.tokens import DEVICE_WEIGHT, Token

SWAPPED, LEFT = 1.6, 0.2
# Candidates for the exact comparison: scored without slips of the pen, the best so many of each title.
_LEAST_ROUGH, _MOST_CANDIDATES = 0.28, 40
_GRAM = 4
_SLIP = 0.95
# What a word counts that stands beside another word in the other title.
_OUT_OF_PLACE = 0.25


class Alike(NamedTuple):
    """Two titles compared: 0 to 1, and how many telling words the one with fewer shares out of how many."""

    score: float
    shared: int
    of: int


class Titles:
    """All titles, ready to be compared with each other."""

    def __init__(self, lines: Sequence[Sequence[Token]]) -> None:
        import numpy as np  # noqa: PLC0415 - heavy

        self._lines = [list(line) for line in lines]
        self._words = _Index([{token.plain: token.weight for token in line} for line in lines])
        self._grams = _Index([dict.fromkeys(_grams(line), 1.0) for line in lines])
        self._np = np

    def candidates(self, place: int) -> list[int]:
        """Places of titles that may be alike, this one left out."""
        rough = self._np.maximum(self._words.scores(place), self._grams.scores(place))
        rough[place] = 0
        found = self._np.flatnonzero(rough >= _LEAST_ROUGH)
        if len(found) > _MOST_CANDIDATES:
            found = found[self._np.argpartition(-rough[found], _MOST_CANDIDATES)[:_MOST_CANDIDATES]]
        return [int(one) for one in found]

    def compare(self, first: int, second: int) -> Alike:
        """Two titles, slips of the pen and words run together forgiven."""
        return _Pair(self._words, self._lines[first], self._lines[second]).alike()


def _grams(line: Sequence[Token]) -> Iterator[str]:
    glued = "".join(token.plain for token in line if token.weight > 0.1)
    for place in range(len(glued) - _GRAM + 1):
        yield glued[place : place + _GRAM]


class _Index:
    """Features by the works that have them."""

    def __init__(self, features: Sequence[dict[str, float]]) -> None:
        import numpy as np  # noqa: PLC0415 - heavy

        self.count: dict[str, int] = {}
        for one in features:
            for name in one:
                self.count[name] = self.count.get(name, 0) + 1
        self._all = len(features)
        self._scale = log(self._all + 50)
        self._having: dict[str, tuple[Any, Any]] = {}
        having: dict[str, list[tuple[int, float]]] = {}
        for place, one in enumerate(features):
            for name, kind in one.items():
                having.setdefault(name, []).append((place, kind * self.rarity(name)))
        for name, those in having.items():
            self._having[name] = (np.array([place for place, _ in those]), np.array([weight for _, weight in those]))
        self._totals = np.zeros(self._all)
        for places, weights in self._having.values():
            self._totals[places] += weights
        self._features = features
        self._np = np

    def rarity(self, name: str) -> float:
        """How rare a feature is, 0 to 1."""
        rare = (self._all + 50) / (self.count.get(name, 0) + 0.5)
        return log(rare) / self._scale

    def scores(self, place: int) -> Any:
        """The score of every work against this one."""
        shared = self._np.zeros(self._all)
        for name in self._features[place]:
            places, weights = self._having[name]
            shared[places] += weights
        mine = self._np.maximum(self._totals[place] - shared, 0)
        theirs = self._np.maximum(self._totals - shared, 0)
        alone = self._np.minimum(mine, theirs) + LEFT * self._np.maximum(mine, theirs)
        return shared / self._np.maximum(shared + alone, 1e-9)


class _Pair:
    """Two titles side by side; what they share is taken away until only what each has alone is left."""

    def __init__(self, index: _Index, first: Sequence[Token], second: Sequence[Token]) -> None:
        self._index = index
        self._left = (_distinct(first), _distinct(second))
        self._all = (dict(self._left[0]), dict(self._left[1]))
        self._beside = (_neighbours(first), _neighbours(second))
        self._names: dict[str, str] = {}
        self._matched: list[tuple[str, str, float]] = []
        self._missed = 0.0

    def alike(self) -> Alike:
        for plain in [name for name in self._left[0] if name in self._left[1]]:
            self._take([plain], [plain], _accord(self._left[0][plain].marks, self._left[1][plain].marks))
        self._joined(0)
        self._joined(1)
        self._shifted()
        self._slips()
        matched = 0.0
        alone = [sum(map(self._weight, left.values())) + self._missed for left in self._left]
        for ours, theirs, weight in self._matched:
            share = 1.0 if self._in_place(ours, theirs) else _OUT_OF_PLACE
            matched += weight * share
            alone = [each + weight * (1 - share) for each in alone]
        score = matched / max(matched + SWAPPED * min(alone) + LEFT * max(alone), 1e-9)
        telling = [sum(token.weight > DEVICE_WEIGHT for token in line.values()) for line in self._all]
        lost = [sum(token.weight > DEVICE_WEIGHT for token in left.values()) for left in self._left]
        fewer = 0 if telling[0] <= telling[1] else 1
        return Alike(score, telling[fewer] - lost[fewer], telling[fewer])

    def _in_place(self, ours: str, theirs: str) -> bool:
        """Whether the word stands beside the same word in both; half of a compound is another compound's."""
        here, there = self._beside[0].get(ours, set()), self._beside[1].get(theirs, set())
        return not here or not there or any(self._names.get(name, name) in there for name in here)

    def _weight(self, token: Token) -> float:
        return token.weight * self._index.rarity(token.plain)

    def _take(self, first: list[str], second: list[str], share: float) -> None:
        """These words of the two are the same, to this share; what is not, stands on both sides alone."""
        ours = [self._left[0].pop(name) for name in first]
        theirs = [self._left[1].pop(name) for name in second]
        weight = (sum(map(self._weight, ours)) + sum(map(self._weight, theirs))) / 2
        self._matched.append((first[0], second[0], weight * share))
        self._names |= dict.fromkeys(first, second[0])
        if share < 1:
            self._missed += weight * (1 - share)

    def _joined(self, side: int) -> None:
        """A word of one side that is two neighbours of the other run together."""
        one, other = self._left[side], self._left[1 - side]
        names = list(self._all[1 - side])
        for first, second in pairwise(names):
            whole = first + second
            if whole in one and (first in other or second in other):
                parts = [name for name in (first, second) if name in other]
                self._take(*(([whole], parts) if side == 0 else (parts, [whole])), _SLIP)

    def _shifted(self) -> None:
        """Two neighbours of each side that are the same letters, the space between them being elsewhere."""
        theirs = {first + second: (first, second) for first, second in pairwise(self._all[1])}
        for ours in pairwise(self._all[0]):
            other = theirs.get("".join(ours), ours)
            left = [name for name in ours if name in self._left[0]]
            right = [name for name in other if name in self._left[1]]
            if other != ours and left and right:
                self._take(left, right, _SLIP)

    def _slips(self) -> None:
        """A word nobody else writes, one or two letters from a word of the other side."""
        for ours in list(self._left[0]):
            for theirs in list(self._left[1]):
                strange = self._index.count.get(ours, 0) <= 1 or self._index.count.get(theirs, 0) <= 1
                if strange and _is_slip(ours, theirs):
                    self._take([ours], [theirs], _SLIP)
                    break


def _distinct(line: Sequence[Token]) -> dict[str, Token]:
    found: dict[str, Token] = {}
    for token in line:
        if token.plain not in found or found[token.plain].weight < token.weight:
            found[token.plain] = token
    return found


def _neighbours(line: Sequence[Token]) -> dict[str, set[str]]:
    """The telling words right before and after each word."""
    found: dict[str, set[str]] = {}
    for before, after in pairwise(line):
        if after.weight > DEVICE_WEIGHT:
            found.setdefault(before.plain, set()).add(after.plain)
        if before.weight > DEVICE_WEIGHT:
            found.setdefault(after.plain, set()).add(before.plain)
    return found


def _accord(first: str, second: str) -> float:
    """Accents that differ make another word of most; accents left out make none."""
    return 1.0 if first == second or not first or not second else 0.35


def _is_slip(first: str, second: str) -> bool:
    """Whether few letters were lost, doubled, changed: one of up to four, two of more. Figures are never a slip.

    Of two letters only a change of places is one: other words of two letters are one letter apart.
    """
    longer = max(len(first), len(second))
    if first.isdigit() or second.isdigit():
        return False
    if longer <= 2:
        return len(first) == 2 and first == second[::-1]
    if first[0] != second[0] and longer < 4:
        return False
    return _distance(first, second) <= (1 if longer <= 4 else 2)


def _distance(first: str, second: str) -> int:
    """Edits between two words, two letters that changed places being one (optimal string alignment)."""
    rows = [list(range(len(second) + 1))]
    for i, ours in enumerate(first, 1):
        row = [i]
        for j, theirs in enumerate(second, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (ours != theirs))
            if i > 1 and j > 1 and ours == second[j - 2] and first[i - 2] == theirs:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]

"""How alike two titles are: what they share, weighed by rarity, against what each has alone.

    score = M / (M + SWAPPED · min(A, B) + LEFT · max(A, B))

M is the weight of the words both have, A and B of those only one has. The lesser of A and B is what was exchanged for
something else (another use of the same device) and weighs heavily; the rest is what was added or left out, which
people do to a title they hide, and weighs lightly. A word weighs `kind · log((N + 50) / (n + 0.5)) / log(N + 50)`:
n of N titles have it, and kind says how much words of its sort tell (tokens.py). Where other titles have what these
two share, and something else in place of the rest, what was exchanged weighs more still: "Dạy học Ngữ văn lớp 9" and
"Dạy học Hóa học lớp 9" are two of a series.
"""

from collections.abc import Iterator, Sequence
from math import log
from typing import Any

from contest.screening.rules.radar.pairing import LEFT, Alike, Line, Pair
from contest.screening.rules.radar.tokens import Token

# Candidates for the exact comparison: scored without slips of the pen, the best so many of each title.
_LEAST_ROUGH, _MOST_CANDIDATES = 0.34, 20
_GRAM = 4
# A title is of the family of two others when it has so much of what they share.
_FAMILY = 0.95


class Titles:
    """All titles, ready to be compared with each other."""

    def __init__(self, lines: Sequence[Sequence[Token]]) -> None:
        import numpy as np  # noqa: PLC0415 - heavy

        self._words = _Index([{token.plain: token.weight for token in line} for line in lines])
        self._grams = _Index([dict.fromkeys(_grams(line), 1.0) for line in lines])
        self._lines = [Line(line, self._words.rarity, self._words.count) for line in lines]
        self._np = np

    def candidates(self, place: int) -> list[int]:
        """Places of titles that may be alike, this one left out."""
        rough = self._np.maximum(self._words.scores(place), self._grams.scores(place))
        rough[place] = 0
        found = self._np.flatnonzero(rough >= _LEAST_ROUGH)
        if len(found) > _MOST_CANDIDATES:
            found = found[self._np.argpartition(-rough[found], _MOST_CANDIDATES)[:_MOST_CANDIDATES]]
        return [int(one) for one in found]

    def compare(self, first: int, second: int, least: float = 0.0) -> Alike:
        """Two titles, slips of the pen and words run together forgiven.

        From the score `least` on it is also asked how many other titles have what these two share: where others put
        something else in the same place, too, the rest is how people name such things.
        """
        pair = Pair(self._lines[first], self._lines[second])
        alike = pair.alike()
        if alike.score < least or not pair.exchanged:
            return alike
        others = self._words.having_as_much(pair.shared_names(), first, _FAMILY) - 2
        return pair.alike_of(others) if others > 0 else alike


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

    def having_as_much(self, names: Sequence[str], place: int, share: float) -> int:
        """How many works have this share of what the work at `place` has of these words."""
        found = self._np.zeros(self._all)
        for name in names:
            places, weights = self._having[name]
            found[places] += weights
        return int((found >= share * found[place]).sum())

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

"""Two titles side by side: what they share is taken away, slips forgiven, until only what each has is left."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from contest.screening.rules.radar.mending import is_syllable
from contest.screening.rules.radar.tokens import DEVICE_WEIGHT, Token

SWAPPED, LEFT = 1.6, 0.2
_SLIP = 0.95
# What a word counts that stands beside another word in the other title.
_OUT_OF_PLACE = 0.25
# What was exchanged weighs so much more for each other title that has what these two share, up to so many.
_OF_A_FAMILY, _MOST_KIN = 0.5, 4
# With so many others every word that was exchanged tells so much at least, whatever its kind.
_KIN, _TELLS = 2, 0.6
# A title of so much weight that stands whole in another one: what is around it counts so much of it at most.
_ENOUGH, _AROUND = 1.2, 0.3


class Alike(NamedTuple):
    """Two titles compared: 0 to 1, and how many telling words the one with fewer shares out of how many."""

    score: float
    shared: int
    of: int


class Line:
    """A title made ready: its words with what they weigh, which stand beside which, which run together."""

    __slots__ = ("again", "beside", "glued", "rare", "rarity", "telling", "weight", "whole", "words")

    def __init__(self, line: Sequence[Token], rarity: Callable[[str], float], count: Mapping[str, int]) -> None:
        self.words = _distinct(line)
        self.rarity = {name: rarity(name) for name in self.words}
        self.weight = {name: token.weight * self.rarity[name] for name, token in self.words.items()}
        self.whole = f" {' '.join(token.plain for token in line)} "
        self.beside = _neighbours(line)
        self.glued = {first + second: (first, second) for first, second in pairwise(self.words)}
        self.rare = {name for name in self.words if count.get(name, 0) <= 1}
        self.telling = {name for name, token in self.words.items() if token.weight > DEVICE_WEIGHT}
        # Words that are said again, with what that weighs: "môn Sinh học cho học sinh".
        times = Counter(token.plain for token in line)
        self.again = {name: (many - 1) * self.weight[name] for name, many in times.items() if many > 1}


class Pair:
    """Two titles side by side; what they share is taken away until only what each has alone is left."""

    def __init__(self, first: Line, second: Line) -> None:
        self._lines = (first, second)
        self._left = (dict(first.words), dict(second.words))
        self._names: dict[str, Sequence[str]] = {}
        self._matched: list[tuple[str, str, float, bool]] = []
        self._missed = 0.0
        self._found = 0.0
        self._alone = [0.0, 0.0]

    @property
    def exchanged(self) -> float:
        """The weight of what one has in the other's place."""
        return min(self._alone)

    def alike(self) -> Alike:
        here, there = self._left
        for plain in [name for name in here if name in there]:
            self._take([plain], [plain], _accord(here[plain].marks, there[plain].marks))
        if here and there:
            self._joined(0)
            self._joined(1)
            self._shifted()
            self._slips()
        self._found = 0.0
        self._alone = [
            sum(line.weight[name] for name in left) + self._missed + self._said_again(side)
            for side, (line, left) in enumerate(zip(self._lines, self._left, strict=True))
        ]
        for ours, theirs, weight, is_word in self._matched:
            share = 1.0 if not is_word or self._in_place(ours, theirs) else _OUT_OF_PLACE
            self._found += weight * share
            self._alone = [each + weight * (1 - share) for each in self._alone]
        return self.alike_of(0)

    def alike_of(self, others: int) -> Alike:
        """The score when so many other titles have what these two share."""
        alone = self._alone if others < _KIN else [max(*both) for both in zip(self._alone, self._said(), strict=True)]
        swapped = SWAPPED * (1 + _OF_A_FAMILY * min(others, _MOST_KIN)) * min(alone)
        left = LEFT * max(alone)
        if self._found >= _ENOUGH and self._is_within():
            left = min(left, _AROUND * self._found)
        score = self._found / max(self._found + swapped + left, 1e-9)
        telling = [len(line.telling) for line in self._lines]
        lost = [sum(name in line.telling for name in left) for line, left in zip(self._lines, self._left, strict=True)]
        fewer = 0 if telling[0] <= telling[1] else 1
        return Alike(score, telling[fewer] - lost[fewer], telling[fewer])

    def shared_names(self) -> list[str]:
        """The words both have, as the first writes them."""
        return [ours for ours, *_ in self._matched]

    def _said(self) -> list[float]:
        """What each has alone when every word tells: within a family the smallest difference makes another work,
        only devices are exchanged at will."""
        return [
            sum(
                max(token.weight, 0 if token.weight == DEVICE_WEIGHT else _TELLS) * line.rarity[name]
                for name, token in left.items()
            )
            for line, left in zip(self._lines, self._left, strict=True)
        ]

    def _is_within(self) -> bool:
        """Whether one title stands in the other word for word."""
        one, other = (line.whole for line in self._lines)
        return one in other or other in one

    def _said_again(self, side: int) -> float:
        """What this one says twice and the other does not."""
        again = self._lines[1 - side].again
        return sum(weight for name, weight in self._lines[side].again.items() if name not in again)

    def _in_place(self, ours: str, theirs: str) -> bool:
        """Whether the word stands beside the same word in both; half of a compound is another compound's."""
        here, there = self._lines[0].beside.get(ours), self._lines[1].beside.get(theirs)
        return not here or not there or any(not there.isdisjoint(self._names.get(name, (name,))) for name in here)

    def _take(self, first: list[str], second: list[str], share: float) -> None:
        """These words of the two are the same, to this share; what is not, stands on both sides alone."""
        for left, gone in zip(self._left, (first, second), strict=True):
            for name in gone:
                del left[name]
        weight = (
            sum(map(self._lines[0].weight.__getitem__, first)) + sum(map(self._lines[1].weight.__getitem__, second))
        ) / 2
        self._matched.append((first[0], second[0], weight * share, len(first) == len(second) == 1 and share != _SLIP))
        self._names |= dict.fromkeys(first, second)
        if share < 1:
            self._missed += weight * (1 - share)

    def _joined(self, side: int) -> None:
        """A word of one side that is two neighbours of the other run together."""
        one, other = self._left[side], self._left[1 - side]
        glued = self._lines[1 - side].glued
        for whole in [name for name in one if name in glued]:
            parts = [name for name in glued[whole] if name in other]
            if parts:
                self._take(*(([whole], parts) if side == 0 else (parts, [whole])), _SLIP)

    def _shifted(self) -> None:
        """Two neighbours of each side that are the same letters, the space between them being elsewhere."""
        theirs = self._lines[1].glued
        for letters, ours in self._lines[0].glued.items():
            other = theirs.get(letters, ours)
            if other == ours:
                continue
            left = [name for name in ours if name in self._left[0]]
            right = [name for name in other if name in self._left[1]]
            if left and right:
                self._take(left, right, _SLIP)

    def _slips(self) -> None:
        """A word nobody else writes, one or two letters from a word of the other side."""
        rare = (self._lines[0].rare, self._lines[1].rare)
        if rare[0].isdisjoint(self._left[0]) and rare[1].isdisjoint(self._left[1]):
            return
        for ours in list(self._left[0]):
            for theirs in list(self._left[1]):
                if (ours in rare[0] or theirs in rare[1]) and _is_slip(ours, theirs):
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
    if first[0] != second[0] and (longer < 4 or (is_syllable(first) and is_syllable(second))):
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

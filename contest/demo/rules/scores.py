"""Points as judges give them: an entry's quality, a judge's severity, habit and care. Whole numbers until the end."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, Protocol

from contest.demo.rules.dice import Dice

# All in thousandths of full marks.
_MEAN, _SPREAD = 640, 100
_LEAST, _MOST, _KEPT = 180, 840, 895
# One entry in so many stands out from all others, so that a prize with a high threshold has its few.
_BLOCK = 114
_OUTSTANDING = 955


class Cell(Protocol):
    """A criterion, or a part of one: whatever has a key, a maximum and a step."""

    @property
    def key(self) -> str: ...
    @property
    def max(self) -> Decimal: ...
    @property
    def step(self) -> Decimal | None: ...


class _Habit(NamedTuple):
    """How a judge scores: how much below others, how unsteady, and whether only in whole points."""

    severity: int
    unsteadiness: int
    whole_points: bool


def score(entry_index: int, judge_index: int, criteria: Sequence[Cell], seed: int) -> dict[str, Decimal]:
    """The points one judge gives one entry, by key of the cell; the same whoever is asked for first.

    A criterion with parts is scored part by part under `criterion.part`, one without under its own key.
    """
    habit = _habit(seed, judge_index)
    return {
        key: _points(seed, entry_index, judge_index, habit, key, most, step)
        for criterion in criteria
        for key, most, step in _cells(criterion)
    }


def _cells(criterion: Cell) -> list[tuple[str, Decimal, Decimal]]:
    step = criterion.step or Decimal("0.5")
    parts: Sequence[Cell] = getattr(criterion, "parts", ())
    if not parts:
        return [(criterion.key, criterion.max, step)]
    return [(f"{criterion.key}.{part.key}", part.max, part.step or step) for part in parts]


def _points(
    seed: int, entry_index: int, judge_index: int, habit: _Habit, key: str, most: Decimal, step: Decimal
) -> Decimal:
    worth = _quality(seed, entry_index)
    astray = Dice(seed, "cell", entry_index, judge_index, key).bell(habit.unsteadiness) - habit.severity
    astray += _impression(seed, entry_index, judge_index, habit.unsteadiness) + _side(seed, entry_index, key)
    # What is plainly the best leaves little to argue about, and the last tenth is kept for it.
    liked = worth + astray // 2 if worth >= _OUTSTANDING else min(worth + astray, _KEPT)
    if habit.whole_points and step < 1 and 1 % step == 0:
        step = Decimal(1)
    steps = int(most // step)
    given = (2 * liked * steps + 1000) // 2000
    return step * max(0, min(steps, given))


@lru_cache(maxsize=4096)
def _quality(seed: int, entry_index: int) -> int:
    """What the entry is worth, before anybody has looked at it."""
    block, place = divmod(entry_index, _BLOCK)
    if Dice(seed, "outstanding", block).below(_BLOCK) == place:
        return _OUTSTANDING + Dice(seed, "quality", entry_index).below(15)
    natural = _MEAN + Dice(seed, "quality", entry_index).bell(_SPREAD)
    return max(_LEAST, min(_MOST, natural))


@lru_cache(maxsize=16384)
def _side(seed: int, entry_index: int, key: str) -> int:
    """Where the entry is better or worse than on the whole: criteria go together, not in step."""
    return Dice(seed, "side", entry_index, key).bell(35)


@lru_cache(maxsize=16384)
def _impression(seed: int, entry_index: int, judge_index: int, unsteadiness: int) -> int:
    """How the entry struck this judge as a whole, for all criteria alike."""
    return Dice(seed, "sheet", entry_index, judge_index).bell(unsteadiness)


@lru_cache(maxsize=1024)
def _habit(seed: int, judge_index: int) -> _Habit:
    dice = Dice(seed, "judge", judge_index)
    return _Habit(severity=dice.bell(28), unsteadiness=18 + dice.below(30), whole_points=dice.chance(40))

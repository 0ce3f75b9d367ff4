"""The cells of a score sheet and what they add up to, exactly.

A criterion without parts is one cell, named by its key; a criterion with parts has one cell for each part, named
`criterion.part`. In a round of grades the sheet has one cell, `grade`: its points count the grades from the worst
(1) to the best, so that a higher figure is a better grade there too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Protocol

from contest.editions.rules import Criterion, Regulation, Round

GRADE = "grade"
_THOUSANDTH = Decimal("0.001")
# Products of weights and points stay far below so many digits, so nothing is rounded before the written rounding.
_EXACT = Context(prec=60)

Points = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Cell:
    """One place for a figure on a sheet; `name` is the part's, `criterion` the criterion's (the same without parts)."""

    key: str
    criterion_key: str
    name: str
    criterion: str
    least: Decimal
    most: Decimal
    step: Decimal

    @property
    def full_name(self) -> str:
        """As it is called where the criterion is not at hand: "Hiệu quả – Kinh tế"."""
        return self.name if self.name == self.criterion else f"{self.criterion} – {self.name}"


def criteria_for(regulation: Regulation, round_: Round) -> tuple[Criterion, ...]:
    """What a sheet of the round is scored by; a round of grades has the one criterion `grade`."""
    if round_.kind == "grades":
        best = Decimal(len(round_.grades))
        return (Criterion(key=GRADE, name="Xếp loại", max=best, min=Decimal(1), step=Decimal(1)),)
    return regulation.criteria_of(round_.key)


def grade_points(grades: Sequence[str], grade: str) -> Decimal:
    """The figure a grade is kept as; the regulation names the best first. Raises ValueError for an unknown grade."""
    return Decimal(len(grades) - list(grades).index(grade))


def grade_word(grades: Sequence[str], points: Decimal | None) -> str:
    """The grade a figure stands for; "" for none."""
    if points is None or not 1 <= points <= len(grades):
        return ""
    return grades[len(grades) - int(points)]


def cells(criteria: Sequence[Criterion]) -> list[Cell]:
    """Every cell of a sheet, in the regulation's order."""
    return [cell for criterion in criteria for cell in _cells_of(criterion)]


def cells_by_key(criteria: Sequence[Criterion]) -> dict[str, Cell]:
    """The same, each by its key."""
    return {cell.key: cell for cell in cells(criteria)}


def _cells_of(criterion: Criterion) -> Iterator[Cell]:
    key, name, step = criterion.key, criterion.name, criterion.step
    if not criterion.parts:
        yield Cell(key, key, name, name, criterion.min, criterion.max, step)
    for part in criterion.parts:
        own_step = step if part.step is None else part.step
        yield Cell(f"{key}.{part.key}", key, part.name, name, Decimal(0), part.max, own_step)


def criterion_points(criterion: Criterion, points: Points) -> Decimal | None:
    """A criterion's points before its weight; None while one of its cells has no figure."""
    if not criterion.parts:
        return points.get(criterion.key)
    found = [points.get(f"{criterion.key}.{part.key}") for part in criterion.parts]
    given = [one for one in found if one is not None]
    return sum(given, Decimal(0)) if len(given) == len(found) else None


def total(criteria: Sequence[Criterion], points: Points) -> Decimal | None:
    """What a sheet adds up to: weight × points of each criterion; None while a cell has no figure.

    Exact to the last digit; only what weights leave beyond a thousandth is rounded, once, a half upwards.
    """
    whole = Decimal(0)
    for criterion in criteria:
        own = criterion_points(criterion, points)
        if own is None:
            return None
        whole = _EXACT.add(whole, _EXACT.multiply(criterion.weight, own))
    return whole.quantize(_THOUSANDTH, rounding=ROUND_HALF_UP, context=_EXACT)


class Summed(Protocol):
    """A sheet with its total: see scoring.queries.SheetRow."""

    @property
    def entry_id(self) -> int: ...
    @property
    def judge_id(self) -> int: ...
    @property
    def total(self) -> Decimal | None: ...
    @property
    def points(self) -> Points: ...


def stale_totals(criteria: Sequence[Criterion], sheets: Iterable[Summed]) -> dict[tuple[int, int], Decimal]:
    """What sheets add up to whose total no longer follows from their figures: a weight was amended since."""
    found = {}
    for sheet in sheets:
        whole = None if sheet.total is None else total(criteria, sheet.points)
        if whole is not None and whole != sheet.total:
            found[sheet.entry_id, sheet.judge_id] = whole
    return found

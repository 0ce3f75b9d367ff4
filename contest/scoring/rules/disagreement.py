"""When the sheets of one entry lie too far apart, in the total or in a criterion (what becomes of it: cases.py)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from contest.editions.rules import Criterion, Round
from contest.scoring.rules.cells import criterion_points


class SheetFigures(Protocol):
    """What is compared: submitted sheets with a total."""

    @property
    def entry_id(self) -> int:
        """The entry the sheet is about."""

    @property
    def state(self) -> str:
        """The sheet's state; only `submitted` ones are compared."""

    @property
    def total(self) -> Decimal | None:
        """What the sheet adds up to."""

    @property
    def points(self) -> Mapping[str, Decimal | None]:
        """The figures of its cells."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Sheets of one entry that lie further apart than the limit: in the total ("") or in a criterion."""

    entry_id: int
    criterion_key: str
    lowest: Decimal
    highest: Decimal
    limit: Decimal

    @property
    def spread(self) -> Decimal:
        """How far apart they are."""
        return self.highest - self.lowest


def gaps(round_: Round, criteria: Sequence[Criterion], sheets: Sequence[SheetFigures]) -> list[Gap]:
    """Everything that lies too far apart among the sheets that count, widest first."""
    if round_.disagreement is None:
        return []
    limit = round_.disagreement.limit
    by_entry: dict[int, list[SheetFigures]] = {}
    for sheet in sheets:
        if sheet.state == "submitted" and sheet.total is not None:
            by_entry.setdefault(sheet.entry_id, []).append(sheet)
    found = []
    for entry_id, own in by_entry.items():
        for key, figures in _compared(round_.disagreement.of, criteria, own):
            if len(figures) > 1 and max(figures) - min(figures) > limit:
                found.append(Gap(entry_id, key, min(figures), max(figures), limit))
    return sorted(found, key=lambda gap: (-gap.spread, gap.entry_id, gap.criterion_key))


def _compared(
    of: str, criteria: Sequence[Criterion], sheets: Sequence[SheetFigures]
) -> list[tuple[str, list[Decimal]]]:
    if of == "total":
        return [("", [sheet.total for sheet in sheets if sheet.total is not None])]
    by_criterion = []
    for criterion in criteria:
        figures = [criterion_points(criterion, sheet.points) for sheet in sheets]
        by_criterion.append((criterion.key, [one for one in figures if one is not None]))
    return by_criterion


def widest(apart: Sequence[Gap]) -> dict[int, Decimal]:
    """The widest gap of each entry that lies apart."""
    found: dict[int, Decimal] = {}
    for gap in apart:
        found[gap.entry_id] = max(gap.spread, found.get(gap.entry_id, gap.spread))
    return found


def acts(round_: Round) -> bool:
    """Whether the regulation does anything about sheets that lie apart; else they are only shown."""
    return round_.disagreement is not None and round_.disagreement.then != "none"

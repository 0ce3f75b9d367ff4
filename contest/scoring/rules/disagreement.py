"""When the sheets of one entry lie too far apart: a case, which somebody settles with a reason.

A case lives as long as the sheets disagree. Its settlement says how wide the gap was; when the gap grows
afterwards, the case is open again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from contest.editions.rules import Criterion, Round
from contest.foundation.refusal import Reason
from contest.scoring.rules.cells import criterion_points

# How a case may be settled, as the minutes put it.
WAYS = {
    "kept": "Giữ nguyên điểm sau khi xem lại",
    "rescored": "Giám khảo chấm lại sau khi trao đổi",
    "third_judge": "Mời thêm giám khảo chấm",
    "whole_council": "Cả hội đồng cùng xem xét",
}


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
class Case:
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


def spread_cases(round_: Round, criteria: Sequence[Criterion], sheets: Sequence[SheetFigures]) -> list[Case]:
    """Every case of a round, open or settled, widest first."""
    if round_.disagreement is None:
        return []
    limit = round_.disagreement.limit
    by_entry: dict[int, list[SheetFigures]] = {}
    for sheet in sheets:
        if sheet.state == "submitted" and sheet.total is not None:
            by_entry.setdefault(sheet.entry_id, []).append(sheet)
    cases = []
    for entry_id, own in by_entry.items():
        for key, figures in _compared(round_.disagreement.of, criteria, own):
            if len(figures) > 1 and max(figures) - min(figures) > limit:
                cases.append(Case(entry_id, key, min(figures), max(figures), limit))
    return sorted(cases, key=lambda case: (-case.spread, case.entry_id, case.criterion_key))


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


def open_cases(cases: Sequence[Case], settled: Mapping[tuple[int, str], Decimal]) -> list[Case]:
    """The cases nobody has settled, or whose gap has grown since."""
    return [case for case in cases if case.spread > settled.get((case.entry_id, case.criterion_key), Decimal(-1))]


def why_not_settle(case: Case | None, way: str, reason: str, round_state: str) -> list[Reason]:
    """Why a case cannot be settled like this."""
    reasons = []
    if case is None:
        reasons.append(Reason("case_unknown"))
    if round_state != "open":
        reasons.append(Reason("scoring_closed"))
    if way not in WAYS:
        reasons.append(Reason("case_way_missing", where="way"))
    if not reason.strip():
        reasons.append(Reason("case_reason_missing", where="reason"))
    return reasons

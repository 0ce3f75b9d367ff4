"""Why a sheet cannot be written, handed in, marked or opened again; every reason at once, at its cell.

A judge may take a handed-in sheet back as long as the round is open and the sheets of the entry do not disagree (the
figures may be known to the chair then); after that only the chair or the secretariat open it, with a reason. A closed
round is opened first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from contest.editions.rules import Criterion, Round
from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import number
from contest.scoring.rules.cells import Cell, cells, cells_by_key, total

MARKS = ("absent", "abstained", "recused")
_PLACES = 3
_LONGEST_COMMENT = 5_000

Points = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides whether a sheet may be written: the round, the assignment, the sheet as it is ("" for none)."""

    round_state: str
    is_assigned: bool = True
    in_conflict: bool = False
    sheet_state: str = ""
    # The step of the entry's last disagreement ("" when its sheets never lay apart).
    case_step: str = ""

    def but(self, sheet_state: str) -> "Standing":
        """The same with another state of the sheet."""
        return replace(self, sheet_state=sheet_state)


def why_not_write(standing: Standing) -> list[Reason]:
    """Why nobody can put scores on this sheet now."""
    reasons = []
    if standing.round_state == "preparing":
        reasons.append(Reason("scoring_not_open"))
    elif standing.round_state != "open":
        reasons.append(Reason("scoring_closed"))
    if standing.in_conflict or standing.sheet_state == "recused":
        reasons.append(Reason("sheet_in_conflict"))
    elif not standing.is_assigned:
        reasons.append(Reason("sheet_not_yours"))
    if standing.sheet_state == "submitted":
        reasons.append(Reason("sheet_handed_in"))
    return reasons


def why_not_score(
    criteria: Sequence[Criterion], points: Points, known: Mapping[str, Cell] | None = None
) -> list[Reason]:
    """Why figures cannot stand in their cells: one reason a cell, at the cell. A blank is no fault here.

    known: the cells by their keys, where a caller asks for thousands of sheets.
    """
    known = cells_by_key(criteria) if known is None else known
    reasons = [Reason("score_unknown_cell", {"cell": key}, key) for key in points if key not in known]
    for key, cell in known.items():
        value = points.get(key)
        if value is not None:
            reasons.extend(_why_not_figure(cell, value))
    reasons.extend(_sums_below_least(criteria, points))
    return reasons


def _why_not_figure(cell: Cell, value: Decimal) -> list[Reason]:
    if value > cell.most:
        return [Reason("score_above_max", {"given": value, "most": cell.most}, cell.key)]
    if value < cell.least:
        return [Reason("score_below_min", {"given": value, "least": cell.least}, cell.key)]
    if value != round(value, _PLACES):
        return [Reason("points_too_fine", {"value": number(value)}, cell.key)]
    if not _on_step(cell, value):
        return [Reason("score_off_step", {"given": value, "step": cell.step}, cell.key)]
    return []


def _on_step(cell: Cell, value: Decimal) -> bool:
    """Steps are counted from the least; the full marks are always a step."""
    return not cell.step or value == cell.most or (value - cell.least) % cell.step == 0


def _sums_below_least(criteria: Sequence[Criterion], points: Points) -> list[Reason]:
    """A criterion's own least points, where its parts are what is scored."""
    reasons = []
    for criterion in (each for each in criteria if each.parts):
        own = [points.get(f"{criterion.key}.{part.key}") for part in criterion.parts]
        given = [one for one in own if one is not None]
        if own and len(given) == len(own) and sum(given, Decimal(0)) < criterion.min:
            where = f"{criterion.key}.{criterion.parts[0].key}"
            reasons.append(Reason("score_parts_below_min", {"name": criterion.name, "least": criterion.min}, where))
    return reasons


def missing_cells(criteria: Sequence[Criterion], points: Points) -> list[Cell]:
    """The cells that have no figure yet."""
    return [cell for cell in cells(criteria) if points.get(cell.key) is None]


def why_not_hand_in(
    round_: Round,
    criteria: Sequence[Criterion],
    points: Points,
    comment: str,
    standing: Standing,
    *,
    zero_is_meant: bool = False,
) -> list[Reason]:
    """Everything that keeps a sheet from being handed in."""
    reasons = [*why_not_write(standing), *why_not_score(criteria, points)]
    reasons.extend(
        Reason("score_missing", {"name": cell.full_name}, cell.key) for cell in missing_cells(criteria, points)
    )
    if round_.comment == "required" and not comment.strip():
        reasons.append(Reason("comment_missing", where="comment"))
    if len(comment) > _LONGEST_COMMENT:
        reasons.append(Reason("comment_too_long", {"limit": _LONGEST_COMMENT}, "comment"))
    if not reasons and not zero_is_meant and total(criteria, points) == 0:
        reasons.append(Reason("zero_or_absent", where="zero_is_meant"))
    return reasons


def why_not_mark(standing: Standing, state: str, reason: str, *, has_scores: bool) -> list[Reason]:
    """Why a sheet cannot be marked absent, abstained or recused."""
    reasons = []
    if state not in MARKS:
        reasons.append(Reason("mark_unknown", where="state"))
    if standing.round_state != "open":
        reasons.append(Reason("scoring_closed" if standing.round_state == "closed" else "scoring_not_open"))
    if not standing.is_assigned and not standing.sheet_state:
        reasons.append(Reason("sheet_not_yours"))
    if not reason.strip():
        reasons.append(Reason("mark_reason_missing", where="reason"))
    if standing.sheet_state == "submitted":
        reasons.append(Reason("sheet_handed_in"))
    elif state == "absent" and has_scores:
        reasons.append(Reason("absent_has_scores"))
    return reasons


def why_not_reopen_sheet(
    standing: Standing, reason: str, *, by: Literal["judge", "office"], is_disputed: bool = False
) -> list[Reason]:
    """Why a handed-in or marked sheet cannot be opened again; `is_disputed`: the entry's sheets lie too far apart."""
    reasons = []
    if standing.sheet_state in ("", "draft"):
        reasons.append(Reason("sheet_is_open"))
    if standing.round_state != "open":
        reasons.append(Reason("scoring_closed"))
    if by == "judge" and standing.sheet_state in ("absent", "recused"):
        reasons.append(Reason("mark_is_the_offices"))
    if by == "judge" and standing.case_step == "closed":
        reasons.append(Reason("sheet_is_settled"))
    elif by == "judge" and (is_disputed or standing.case_step):
        reasons.append(Reason("sheet_is_disputed"))
    if by == "office" and not reason.strip():
        reasons.append(Reason("reopen_reason_missing", where="reason"))
    return reasons


def changed_elsewhere(
    criteria: Sequence[Criterion], ours: Points, theirs: Points, our_comment: str, their_comment: str
) -> list[Reason]:
    """The cells where another device has saved something else, with both values; empty when nothing differs."""
    reasons = []
    for cell in cells(criteria):
        mine, other = ours.get(cell.key), theirs.get(cell.key)
        if mine != other:
            both = {"ours": _shown(mine), "theirs": _shown(other)}
            reasons.append(Reason("score_changed_elsewhere", both, cell.key))
    if our_comment != their_comment:
        reasons.append(Reason("comment_changed_elsewhere", {"theirs": their_comment or "để trống"}, "comment"))
    return reasons


def _shown(value: Decimal | None) -> str:
    return "để trống" if value is None else number(value)

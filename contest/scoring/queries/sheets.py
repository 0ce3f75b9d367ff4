"""Sheets as they stand: for ranking and papers all of a round, for a deed the one it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Label, Row, Select, bindparam, exists, select
from sqlalchemy.orm import InstrumentedAttribute

from contest.editions.rules import Criterion
from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.database import db
from contest.juries.models import Assignment, Conflict, RoundEntry
from contest.scoring.models import CaseSettlement, Score, ScoreSheet
from contest.scoring.queries.rounds import ScoredRound
from contest.scoring.rules import Standing, criterion_points


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One sheet: its state, its total, its figures by cell (and by criterion, where a criterion has parts).

    `cell_states` says for each cell scored, missing, absent, abstained or recused. The sheet of a judge who turned
    out to be in conflict is `recused` and has no total, whatever was written on it.
    """

    entry_id: int
    judge_id: int
    state: str
    total: Decimal | None
    points: Mapping[str, Decimal | None]
    cell_states: Mapping[str, str]
    comment: str = ""
    reason: str = ""
    tier_key: str = ""


def sheets_of(round_id: int, criteria: Sequence[Criterion] = (), *, cells: bool = True) -> list[SheetRow]:
    """Every sheet of a round, by entry and judge; with `criteria`, the sums of parts stand in `points` too.

    Who needs states and totals only leaves the `cells` out.
    """
    points: dict[int, dict[str, Decimal | None]] = {}
    states: dict[int, dict[str, str]] = {}
    if cells:
        found = db.session.execute(
            select(Score.sheet_id, Score.criterion_key, Score.state, Score.points)
            .join(ScoreSheet, ScoreSheet.id == Score.sheet_id)
            .where(ScoreSheet.round_id == round_id)
        )
        for sheet_id, key, state, figure in found:
            points.setdefault(sheet_id, {})[key] = figure
            states.setdefault(sheet_id, {})[key] = state
    rows = db.session.execute(_sheets(round_id)).all()
    return [_row(row, points.get(row.id, {}), states.get(row.id, {}), criteria) for row in rows]


def _sheets(round_id: int) -> Select[*tuple[Any, ...]]:
    in_conflict = exists().where(
        Conflict.person_id == ScoreSheet.judge_id,
        Conflict.entry_id == ScoreSheet.entry_id,
        Conflict.state != "dismissed",
    )
    return (
        select(
            ScoreSheet.id,
            ScoreSheet.entry_id,
            ScoreSheet.judge_id,
            ScoreSheet.state,
            ScoreSheet.total,
            ScoreSheet.comment,
            ScoreSheet.reason,
            ScoreSheet.tier_key,
            in_conflict.label("in_conflict"),
        )
        .where(ScoreSheet.round_id == round_id)
        .order_by(ScoreSheet.entry_id, ScoreSheet.judge_id)
    )


def _row(
    row: Row[*tuple[Any, ...]], points: dict[str, Decimal | None], states: dict[str, str], criteria: Sequence[Criterion]
) -> SheetRow:
    _, entry_id, judge_id, state, total, comment, reason, tier_key, in_conflict = row
    for criterion in criteria:
        if criterion.parts:
            points[criterion.key] = criterion_points(criterion, points)
    if in_conflict:
        state, total = "recused", None
    return SheetRow(entry_id, judge_id, state, total, points, states, comment, reason, tier_key)


class Place(NamedTuple):
    """An entry in a round, and how one judge stands to it."""

    number: str
    code: str
    title: str
    council_id: int | None
    standing: Standing


_Key = BindParameter[int] | InstrumentedAttribute[int]


def standing_columns(round_id: _Key, entry_id: _Key, judge_id: _Key) -> tuple[Label[bool], Label[bool], Label[bool]]:
    """is_assigned, in_conflict, is_settled: how a judge stands to an entry, as columns of another query."""
    is_assigned = exists().where(
        Assignment.round_id == round_id,
        Assignment.entry_id == entry_id,
        Assignment.judge_id == judge_id,
        Assignment.removed_at.is_(None),
    )
    in_conflict = exists().where(
        Conflict.person_id == judge_id, Conflict.entry_id == entry_id, Conflict.state != "dismissed"
    )
    is_settled = exists().where(CaseSettlement.round_id == round_id, CaseSettlement.entry_id == entry_id)
    return is_assigned.label("is_assigned"), in_conflict.label("in_conflict"), is_settled.label("is_settled")


# Asked with every save: built once.
_ROUND: BindParameter[int] = bindparam("round_id")
_ENTRY: BindParameter[int] = bindparam("entry_id")
_JUDGE: BindParameter[int] = bindparam("judge_id")
_PLACE = (
    select(
        RoundEntry.number,
        Entry.code,
        Entry.title,
        RoundEntry.council_id,
        *standing_columns(_ROUND, _ENTRY, _JUDGE),
    )
    .join(Entry, Entry.id == RoundEntry.entry_id)
    .where(RoundEntry.round_id == _ROUND, RoundEntry.entry_id == _ENTRY, Entry.status.not_in(OUT))
)
_PLACE_LOCKED = _PLACE.with_for_update(of=RoundEntry)
_SHEET = (
    select(ScoreSheet, Score)
    .outerjoin(Score, Score.sheet_id == ScoreSheet.id)
    .where(ScoreSheet.round_id == _ROUND, ScoreSheet.entry_id == _ENTRY, ScoreSheet.judge_id == _JUDGE)
)


def place_of(
    round_: ScoredRound, entry_id: int, judge_id: int, sheet_state: str = "", *, lock: bool = False
) -> Place | None:
    """How a judge stands to an entry of the round; None when the entry is not in it (any more). One query.

    `lock` keeps others from writing on the entry's sheets until the transaction ends.
    """
    found = _PLACE_LOCKED if lock else _PLACE
    keys = {"round_id": round_.id, "entry_id": entry_id, "judge_id": judge_id}
    row = db.session.execute(found, keys).one_or_none()
    if row is None:
        return None
    standing = Standing(round_.state, row.is_assigned, row.in_conflict, sheet_state, row.is_settled)
    return Place(row.number, row.code or "", row.title, row.council_id, standing)


def sheet_with_scores(round_id: int, entry_id: int, judge_id: int) -> tuple[ScoreSheet | None, dict[str, Score]]:
    """The sheet and its cells as rows that a deed may change."""
    keys = {"round_id": round_id, "entry_id": entry_id, "judge_id": judge_id}
    rows = db.session.execute(_SHEET, keys).all()
    if not rows:
        return None, {}
    return rows[0][0], {score.criterion_key: score for _, score in rows if score is not None}

"""Sheets as they stand: for ranking and papers all of a round, for a deed the one it is about."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Label, bindparam, case, exists, func, not_, select
from sqlalchemy.orm import InstrumentedAttribute

from contest.editions.rules import Criterion
from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.bulk import named, worked_out_once
from contest.foundation.database import ask, ask_plainly, db, figures_of, is_one_of
from contest.juries.models import Assignment, Conflict, RoundEntry
from contest.juries.queries import unchanged
from contest.scoring.models import DisagreementCase, Score, ScoreSheet
from contest.scoring.queries.rounds import ScoredRound
from contest.scoring.rules import Standing, criterion_points


class SheetRow(NamedTuple):
    """One sheet: its state, its total, its figures by cell (and by criterion, where a criterion has parts).

    `cell_states` says for each cell scored, missing, absent, abstained or recused. The sheet of a judge who turned
    out to be in conflict is `recused` and has no total, whatever was written on it. A handed-in sheet that does not
    count by decision is `left_out` (of a disagreement) or `set_aside` (its judge was replaced).
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
    source: str = "web"


# All sheets of a round are read again for every deed that rests on a ranking: built once, and on the bare columns,
# which takes half the time of the mapped ones.
_score, _sheet, _conflict = Score.__table__.c, ScoreSheet.__table__.c, Conflict.__table__.c
_OF_ROUND = _sheet.round_id == bindparam("round_id")
_CELLS_OF_ROUND = (
    select(_score.sheet_id, _score.criterion_key, _score.state, _score.points)
    .join(ScoreSheet.__table__, _sheet.id == _score.sheet_id)
    .where(_OF_ROUND)
)
_in_conflict = exists().where(
    _conflict.person_id == _sheet.judge_id, _conflict.entry_id == _sheet.entry_id, _conflict.state != "dismissed"
)
_SHEETS_OF_ROUND = (
    select(
        _sheet.id,
        _sheet.entry_id,
        _sheet.judge_id,
        _sheet.state,
        _sheet.total,
        _sheet.comment,
        _sheet.reason,
        _sheet.tier_key,
        _sheet.use,
        _sheet.source,
        _in_conflict.label("in_conflict"),
    )
    .where(_OF_ROUND)
    .order_by(_sheet.entry_id, _sheet.judge_id)
)
_OF_SOME = _sheet.entry_id.in_(bindparam("entry_ids", expanding=True))
_CELLS_OF_SOME, _SHEETS_OF_SOME = _CELLS_OF_ROUND.where(_OF_SOME), _SHEETS_OF_ROUND.where(_OF_SOME)


def sheets_of(
    round_id: int, criteria: Sequence[Criterion] = (), *, cells: bool = True, entry_ids: Collection[int] | None = None
) -> list[SheetRow]:
    """Every sheet of a round (or of some of its entries), by entry and judge; with `criteria`, the sums of parts too.

    Who needs states and totals only leaves the `cells` out.
    """
    asked = {"round_id": round_id} | ({} if entry_ids is None else {"entry_ids": list(entry_ids)})
    cells_of, sheets = (_CELLS_OF_ROUND, _SHEETS_OF_ROUND) if entry_ids is None else (_CELLS_OF_SOME, _SHEETS_OF_SOME)
    parted = tuple(criterion for criterion in criteria if criterion.parts)
    return list(_rows_of(parted, ask_plainly(cells_of, asked) if cells else [], ask_plainly(sheets, asked)))


# The cells of a thousand entries, five judges and six cells.
@worked_out_once(most=1 << 15)
def _rows_of(
    parted: tuple[Criterion, ...], cells: list[tuple[Any, ...]], sheets: list[tuple[Any, ...]]
) -> list[SheetRow]:
    """The sheets as they were read, with their cells and the sums of criteria that have parts."""
    figure_of = figures_of()
    points: dict[int, dict[str, Decimal | None]] = defaultdict(dict)
    states: dict[int, dict[str, str]] = defaultdict(dict)
    last, own, said = 0, {}, {}
    for sheet_id, key, state, figure in cells:
        # The cells of a sheet mostly come together.
        if sheet_id != last:
            last, own, said = sheet_id, points[sheet_id], states[sheet_id]
        own[key], said[key] = figure_of[figure], state
    rows: list[tuple[Any, ...]] = []
    for sheet_id, entry_id, judge_id, state, kept, comment, reason, tier_key, use, source, in_conflict in sheets:
        own, total = points[sheet_id], figure_of[kept]
        for criterion in parted:
            own[criterion.key] = criterion_points(criterion, own)
        if in_conflict:
            state, total = "recused", None
        elif use != "counts" and state == "submitted":
            state = use
        cells_said = states[sheet_id]
        rows.append((entry_id, judge_id, state, total, own, cells_said, comment, reason, tier_key, source))
    return named(SheetRow, rows)


class HandedIn(NamedTuple):
    """How many sheets of a round a judge has handed in, and how many of these count in its result."""

    done: int
    counted: int


_COUNTS = func.sum(case((_sheet.use == "counts", 1), else_=0))
_HANDED_IN = (
    select(_sheet.judge_id, func.count(), _COUNTS)
    .where(_OF_ROUND, _sheet.state == "submitted", ~_in_conflict)
    .group_by(_sheet.judge_id)
    .order_by(func.min(_sheet.entry_id), _sheet.judge_id)
)


def handed_in(edition_id: int, round_id: int) -> Mapping[int, HandedIn]:
    """By judge, whose sheet comes first in `sheets_of` first; what is in conflict is no sheet.

    Counted anew once something happened in the ledger.
    """

    def counted() -> dict[int, HandedIn]:
        return {row[0]: HandedIn(row[1], int(row[2])) for row in ask(_HANDED_IN, {"round_id": round_id})}

    return unchanged(edition_id, ("handed in", round_id), counted)


class Place(NamedTuple):
    """An entry in a round, and how one judge stands to it."""

    number: str
    code: str
    title: str
    council_id: int | None
    standing: Standing


_Key = BindParameter[int] | InstrumentedAttribute[int]


def standing_columns(
    round_id: _Key, entry_id: _Key, judge_id: _Key
) -> tuple[Label[bool], Label[bool], Label[str | None]]:
    """is_assigned, in_conflict, case_step: how a judge stands to an entry, as columns of another query."""
    is_assigned = exists().where(
        Assignment.round_id == round_id,
        Assignment.entry_id == entry_id,
        Assignment.judge_id == judge_id,
        Assignment.removed_at.is_(None),
    )
    in_conflict = exists().where(
        Conflict.person_id == judge_id, Conflict.entry_id == entry_id, Conflict.state != "dismissed"
    )
    # The step of the entry's last disagreement; none when its sheets never lay apart.
    step = (
        select(DisagreementCase.step)
        .where(DisagreementCase.round_id == round_id, DisagreementCase.entry_id == entry_id)
        .order_by(DisagreementCase.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return is_assigned.label("is_assigned"), in_conflict.label("in_conflict"), step.label("case_step")


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
    .where(RoundEntry.round_id == _ROUND, RoundEntry.entry_id == _ENTRY, not_(is_one_of(Entry.status, OUT)))
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
    row = ask(found, keys).one_or_none()
    if row is None:
        return None
    standing = Standing(round_.state, row.is_assigned, row.in_conflict, sheet_state, row.case_step or "")
    return Place(row.number, row.code or "", row.title, row.council_id, standing)


def sheet_with_scores(round_id: int, entry_id: int, judge_id: int) -> tuple[ScoreSheet | None, dict[str, Score]]:
    """The sheet and its cells as rows that a deed may change."""
    keys = {"round_id": round_id, "entry_id": entry_id, "judge_id": judge_id}
    rows = db.session.execute(_SHEET, keys).all()
    if not rows:
        return None, {}
    return rows[0][0], {score.criterion_key: score for _, score in rows if score is not None}

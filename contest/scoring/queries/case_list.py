"""The disagreements of a round on the council's list and in its papers."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, select, type_coerce

from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.database import Points, db
from contest.foundation.pages import Paging
from contest.juries.models import Conflict, RoundEntry
from contest.people.models import Person
from contest.scoring.models import CaseRequest, DisagreementCase, ScoreSheet
from contest.scoring.queries.cases import case_states
from contest.scoring.queries.rounds import ScoredRound
from contest.scoring.queries.sheets import sheets_of
from contest.scoring.queries.sums import Reach, within
from contest.scoring.rules import gaps, widest
from contest.scoring.rules.cases import AWAITED

IN_ROUND = and_(RoundEntry.round_id == DisagreementCase.round_id, RoundEntry.entry_id == DisagreementCase.entry_id)


class CaseLine(NamedTuple):
    """A case in the list; `waiting` are the names of those who have not answered."""

    entry_id: int
    number: str
    title: str
    step: str
    spread: Decimal
    opened_at: datetime
    way: str
    closed_at: datetime | None
    waiting: tuple[str, ...]


class GapLine(NamedTuple):
    """An entry whose sheets lie apart and of which there is no case (yet)."""

    entry_id: int
    number: str
    spread: Decimal


def case_list(round_: ScoredRound, reach: Reach, page: int, *, only_open: bool, size: int = 50) -> Paging[CaseLine]:
    """The cases of a round, those that wait first. Two queries."""
    which: list[ColumnElement[bool]] = [DisagreementCase.round_id == round_.id, Entry.status.not_in(OUT), within(reach)]
    if only_open:
        which.append(DisagreementCase.closed_at.is_(None))
    rows = db.session.execute(
        select(
            DisagreementCase.id,
            Entry.id.label("entry_id"),
            RoundEntry.number,
            Entry.title,
            DisagreementCase.step,
            DisagreementCase.spread,
            DisagreementCase.opened_at,
            DisagreementCase.way,
            DisagreementCase.closed_at,
            func.count().over().label("whole"),
        )
        .join(RoundEntry, IN_ROUND)
        .join(Entry, Entry.id == DisagreementCase.entry_id)
        .where(*which)
        .order_by(DisagreementCase.closed_at.is_not(None), RoundEntry.number, DisagreementCase.id)
        .limit(size)
        .offset((page - 1) * size)
    ).all()
    if not rows and page > 1:
        return case_list(round_, reach, 1, only_open=only_open, size=size)
    waiting = _waiting([row.id for row in rows if row.closed_at is None])
    lines = [
        CaseLine(
            row.entry_id,
            row.number,
            row.title,
            row.step,
            row.spread,
            row.opened_at,
            row.way,
            row.closed_at,
            tuple(waiting.get(row.id, ())),
        )
        for row in rows
    ]
    return Paging(lines, page, size, rows[0].whole if rows else 0)


def _waiting(case_ids: Sequence[int]) -> dict[int, list[str]]:
    if not case_ids:
        return {}
    rows = db.session.execute(
        select(CaseRequest.case_id, Person.name)
        .join(Person, Person.id == CaseRequest.judge_id)
        .where(CaseRequest.case_id.in_(case_ids), CaseRequest.answer.in_(AWAITED))
        .order_by(CaseRequest.case_id, Person.sort_key)
    )
    found: dict[int, list[str]] = {}
    for case_id, name in rows:
        found.setdefault(case_id, []).append(name)
    return found


def loose_gaps(round_: ScoredRound, reach: Reach) -> list[GapLine]:
    """Entries that lie apart without an open case and without a conclusion that covers it, widest first.

    One query where totals are compared (the database subtracts), else every sheet of the round is read.
    """
    limit = round_.rules.disagreement
    if limit is None or round_.state != "open":
        return []
    rows = _apart_in_total(round_, reach, limit.limit) if limit.of == "total" else _apart_in_a_criterion(round_, reach)
    return sorted(rows, key=lambda line: (-line.spread, line.number))[:_MOST_SHOWN]


_MOST_SHOWN = 100


def _apart_in_total(round_: ScoredRound, reach: Reach, limit: Decimal) -> list[GapLine]:
    spread = func.max(ScoreSheet.total) - func.min(ScoreSheet.total)
    in_conflict = exists().where(
        Conflict.person_id == ScoreSheet.judge_id,
        Conflict.entry_id == ScoreSheet.entry_id,
        Conflict.state != "dismissed",
    )
    rows = db.session.execute(
        select(RoundEntry.entry_id, RoundEntry.number, type_coerce(spread, Points()), _COVERED)
        .join(ScoreSheet, (ScoreSheet.round_id == RoundEntry.round_id) & (ScoreSheet.entry_id == RoundEntry.entry_id))
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .where(
            RoundEntry.round_id == round_.id,
            ScoreSheet.state == "submitted",
            ScoreSheet.use == "counts",
            Entry.status.not_in(OUT),
            within(reach),
            ~in_conflict,
            ~_HAS_OPEN,
        )
        .group_by(RoundEntry.id, RoundEntry.entry_id, RoundEntry.number, RoundEntry.round_id)
        .having(type_coerce(spread, Points()) > limit)
    )
    return [GapLine(*row[:3]) for row in rows if row[3] is None or row[2] > row[3]]


def _apart_in_a_criterion(round_: ScoredRound, reach: Reach) -> list[GapLine]:
    rows = db.session.execute(
        select(RoundEntry.entry_id, RoundEntry.number)
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .where(RoundEntry.round_id == round_.id, Entry.status.not_in(OUT), within(reach))
    )
    numbers = {row[0]: row[1] for row in rows}
    states = case_states(round_.id)
    apart = widest(gaps(round_.rules, round_.criteria, sheets_of(round_.id, round_.criteria)))
    return [
        GapLine(entry_id, numbers[entry_id], spread)
        for entry_id, spread in apart.items()
        if entry_id in numbers and entry_id not in states.open and spread > states.covered.get(entry_id, -1)
    ]


_HAS_OPEN = exists().where(IN_ROUND, DisagreementCase.closed_at.is_(None))
_COVERED = (
    select(DisagreementCase.closing_spread)
    .where(IN_ROUND, DisagreementCase.closed_at.is_not(None))
    .order_by(DisagreementCase.id.desc())
    .limit(1)
    .scalar_subquery()
)


class Concluded(NamedTuple):
    """How a disagreement ended, for the minutes."""

    entry_id: int
    number: str
    spread: Decimal
    way: str
    reason: str
    closed_at: datetime
    by: str
    left_out: tuple[str, ...]


def concluded(round_: ScoredRound) -> list[Concluded]:
    """Every conclusion of a round by judging number, each with the names of those whose sheets do not count."""
    rows = db.session.execute(
        select(
            DisagreementCase.entry_id,
            RoundEntry.number,
            DisagreementCase.spread,
            DisagreementCase.way,
            DisagreementCase.reason,
            DisagreementCase.closed_at,
            Person.name,
        )
        .join(RoundEntry, IN_ROUND)
        .outerjoin(Person, Person.id == DisagreementCase.closed_by_id)
        .where(DisagreementCase.round_id == round_.id, DisagreementCase.closed_at.is_not(None))
        .order_by(RoundEntry.number, DisagreementCase.id)
    ).all()
    if not rows:
        return []
    names: dict[int, list[str]] = {}
    out = db.session.execute(
        select(ScoreSheet.entry_id, Person.name)
        .join(Person, Person.id == ScoreSheet.judge_id)
        .where(ScoreSheet.round_id == round_.id, ScoreSheet.use == "left_out")
        .order_by(ScoreSheet.entry_id, Person.sort_key)
    )
    for entry_id, name in out:
        names.setdefault(entry_id, []).append(name)
    return [
        Concluded(id_, number, spread, way, reason, at, by or "Ban Thư ký", tuple(names.get(id_, ())))
        for id_, number, spread, way, reason, at, by in rows
        if at is not None
    ]

"""How far a round is: by judge, by entry, and exactly what keeps it open."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true

from contest.entries.models import Entry
from contest.foundation.database import db
from contest.foundation.pages import Paging
from contest.foundation.vietnamese import fold
from contest.juries.models import Assignment, RoundEntry
from contest.people.models import Person
from contest.scoring.models import ScoreSheet
from contest.scoring.queries.rounds import ScoredRound

Reach = frozenset[int] | None

SHEET = and_(
    ScoreSheet.round_id == Assignment.round_id,
    ScoreSheet.entry_id == Assignment.entry_id,
    ScoreSheet.judge_id == Assignment.judge_id,
)
IN_ROUND = and_(RoundEntry.round_id == Assignment.round_id, RoundEntry.entry_id == Assignment.entry_id)
_SETTLED = ("submitted", "absent", "abstained", "recused")


class JudgeProgress(NamedTuple):
    """How far one judge is; `marked` are sheets that say absent, abstained or recused."""

    judge_id: int
    name: str
    email: str | None
    assigned: int
    submitted: int
    marked: int
    drafts: int
    last_at: datetime | None

    @property
    def left(self) -> int:
        """How many sheets say nothing yet."""
        return self.assigned - self.submitted - self.marked


class EntryProgress(NamedTuple):
    """How far one entry is, and who is still to score it (judge id, name, state of the sheet)."""

    entry_id: int
    number: str
    code: str
    title: str
    assigned: int
    submitted: int
    waiting: Sequence[tuple[int, str, str]]


class PairRow(NamedTuple):
    """An assigned judge on an entry, and the state of the sheet ("" for none)."""

    entry_id: int
    judge_id: int
    state: str


def within(reach: Reach) -> ColumnElement[bool]:
    """Only entries of the councils somebody may see."""
    return true() if reach is None else RoundEntry.council_id.in_(reach)


def pairs(round_id: int, reach: Reach = None) -> list[PairRow]:
    """Every assigned pair of a round with the state of its sheet. One query."""
    rows = db.session.execute(
        select(Assignment.entry_id, Assignment.judge_id, ScoreSheet.state)
        .join(RoundEntry, IN_ROUND)
        .join(Entry, Entry.id == Assignment.entry_id)
        .outerjoin(ScoreSheet, SHEET)
        .where(
            Assignment.round_id == round_id,
            Assignment.removed_at.is_(None),
            Entry.status != "withdrawn",
            within(reach),
        )
        .order_by(Assignment.entry_id, Assignment.judge_id)
    )
    return [PairRow(entry_id, judge_id, state or "") for entry_id, judge_id, state in rows]


def judges_progress(round_id: int, reach: Reach = None) -> list[JudgeProgress]:
    """Every judge of a round, who has most left first. One query."""
    count = func.count(Assignment.id)
    submitted = func.sum(case((ScoreSheet.state == "submitted", 1), else_=0))
    drafts = func.sum(case((ScoreSheet.state == "draft", 1), else_=0))
    marked = func.sum(case((ScoreSheet.state.in_(_SETTLED[1:]), 1), else_=0))
    rows = db.session.execute(
        select(
            Person.id,
            Person.name,
            Person.email,
            count,
            submitted,
            marked,
            drafts,
            func.max(ScoreSheet.updated_at),
        )
        .select_from(Assignment)
        .join(RoundEntry, IN_ROUND)
        .join(Entry, Entry.id == Assignment.entry_id)
        .join(Person, Person.id == Assignment.judge_id)
        .outerjoin(ScoreSheet, SHEET)
        .where(
            Assignment.round_id == round_id,
            Assignment.removed_at.is_(None),
            Entry.status != "withdrawn",
            within(reach),
        )
        .group_by(Person.id, Person.name, Person.email, Person.sort_key)
        .order_by((count - submitted - marked).desc(), Person.sort_key)
    )
    return [JudgeProgress(*row) for row in rows]


def entries_progress(
    round_: ScoredRound, page: int, *, reach: Reach = None, only_waiting: bool = False, words: str = "", size: int = 50
) -> Paging[EntryProgress]:
    """Entries with how many sheets each has, by number, a page at a time. Two queries."""
    counted = _counted(round_.id, reach, only_waiting=only_waiting, words=words)
    rows = db.session.execute(counted.order_by(RoundEntry.number).limit(size).offset((page - 1) * size)).all()
    waiting = _waiting(round_.id, [row[0] for row in rows])
    lines = [
        EntryProgress(entry_id, number, code, title, assigned, submitted, waiting.get(entry_id, ()))
        for entry_id, number, code, title, assigned, submitted, _ in rows
    ]
    return Paging(lines, page, size, rows[0].whole if rows else 0)


def _counted(round_id: int, reach: Reach, *, only_waiting: bool, words: str) -> Select[*tuple[Any, ...]]:
    submitted = func.coalesce(func.sum(case((ScoreSheet.state == "submitted", 1), else_=0)), 0)
    settled = func.coalesce(func.sum(case((ScoreSheet.state.in_(_SETTLED), 1), else_=0)), 0)
    assigned = func.count(Assignment.id)
    counted = (
        select(
            Entry.id,
            RoundEntry.number,
            func.coalesce(Entry.code, ""),
            Entry.title,
            assigned.label("assigned"),
            submitted.label("submitted"),
            func.count().over().label("whole"),
        )
        .select_from(RoundEntry)
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .outerjoin(Assignment, and_(IN_ROUND, Assignment.removed_at.is_(None)))
        .outerjoin(ScoreSheet, SHEET)
        .where(RoundEntry.round_id == round_id, Entry.status != "withdrawn", within(reach))
        .group_by(Entry.id, RoundEntry.number, Entry.code, Entry.title)
    )
    if words:
        wanted = f"%{fold(words)}%"
        by_number = func.lower(RoundEntry.number).like(wanted)
        # Who sits on a council must not find a blind entry by its author's name.
        counted = counted.where(by_number if reach is not None else or_(by_number, Entry.search_text.like(wanted)))
    if only_waiting:
        counted = counted.having(or_(assigned == 0, settled < assigned))
    return counted


def _waiting(round_id: int, entry_ids: Sequence[int]) -> Mapping[int, list[tuple[int, str, str]]]:
    rows = db.session.execute(
        select(Assignment.entry_id, Person.id, Person.name, ScoreSheet.state)
        .join(Person, Person.id == Assignment.judge_id)
        .outerjoin(ScoreSheet, SHEET)
        .where(
            Assignment.round_id == round_id,
            Assignment.entry_id.in_(entry_ids),
            Assignment.removed_at.is_(None),
            or_(ScoreSheet.state.is_(None), ScoreSheet.state == "draft"),
        )
        .order_by(Assignment.entry_id, Person.sort_key)
    )
    found: dict[int, list[tuple[int, str, str]]] = {}
    for entry_id, judge_id, name, state in rows:
        found.setdefault(entry_id, []).append((judge_id, name, state or ""))
    return found

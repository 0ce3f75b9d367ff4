"""How far a round is: by judge, by entry, and exactly what keeps it open."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Label, and_, case, exists, func, literal, or_, select, true
from sqlalchemy.orm import aliased

from contest.entries.models import Entry
from contest.entries.queries import matching
from contest.entries.rules import OUT
from contest.foundation.database import db
from contest.foundation.pages import Paging
from contest.foundation.vietnamese import fold
from contest.juries.models import Assignment, RoundEntry
from contest.people.models import Person
from contest.scoring.models import DisagreementCase, ScoreSheet
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
    # The step of its open disagreement ("" for none), and how many entries in reach have one.
    case_step: str = ""
    open_cases: int = 0


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
            Entry.status.not_in(OUT),
            within(reach),
        )
        .order_by(Assignment.entry_id, Assignment.judge_id)
    )
    return [PairRow(entry_id, judge_id, state or "") for entry_id, judge_id, state in rows]


def judges_progress(round_id: int, reach: Reach = None) -> list[JudgeProgress]:
    """Every judge of a round, who has most left first. One query, which counts before it looks up names."""
    gone = select(Entry.id).join(RoundEntry, RoundEntry.entry_id == Entry.id)
    gone = gone.where(RoundEntry.round_id == round_id, Entry.status.in_(OUT))
    counted = (
        select(
            Assignment.judge_id,
            func.count(Assignment.id).label("assigned"),
            func.sum(case((ScoreSheet.state == "submitted", 1), else_=0)).label("submitted"),
            func.sum(case((ScoreSheet.state.in_(_SETTLED[1:]), 1), else_=0)).label("marked"),
            func.sum(case((ScoreSheet.state == "draft", 1), else_=0)).label("drafts"),
            func.max(ScoreSheet.updated_at).label("last_at"),
        )
        .outerjoin(ScoreSheet, SHEET)
        .where(Assignment.round_id == round_id, Assignment.removed_at.is_(None), Assignment.entry_id.not_in(gone))
        .group_by(Assignment.judge_id)
    )
    if reach is not None:
        counted = counted.join(RoundEntry, IN_ROUND).where(within(reach))
    own = counted.subquery()
    rows = db.session.execute(
        select(
            Person.id,
            Person.name,
            Person.email,
            own.c.assigned,
            own.c.submitted,
            own.c.marked,
            own.c.drafts,
            own.c.last_at,
        )
        .join(own, own.c.judge_id == Person.id)
        .order_by((own.c.assigned - own.c.submitted - own.c.marked).desc(), Person.sort_key)
    )
    return [JudgeProgress(*row) for row in rows]


def entries_progress(
    round_: ScoredRound, page: int, *, reach: Reach = None, only_waiting: bool = False, words: str = "", size: int = 50
) -> Paging[EntryProgress]:
    """Entries with how many sheets each has, by number, a page at a time. Two queries."""
    found = (
        select(
            Entry.id,
            RoundEntry.number,
            Entry.code,
            Entry.title,
            func.count().over().label("whole"),
            *(
                _cases(reach)
                if round_.rules.disagreement
                else (literal(None).label("case_step"), literal(0).label("cases"))
            ),
        )
        .select_from(RoundEntry)
        .join(Entry, Entry.id == RoundEntry.entry_id)
        .where(RoundEntry.round_id == round_.id, Entry.status.not_in(OUT), within(reach))
    )
    if words:
        # Who sits on a council must not find a blind entry by its author's name.
        by_number = func.lower(RoundEntry.number).contains(fold(words), autoescape=True)
        found = found.where(*(matching(words, RoundEntry.number) if reach is None else [by_number]))
    if only_waiting:
        found = found.where(_waits(round_.id))
    rows = db.session.execute(found.order_by(RoundEntry.number).limit(size).offset((page - 1) * size)).all()
    if not rows and page > 1:
        return entries_progress(round_, 1, reach=reach, only_waiting=only_waiting, words=words, size=size)
    judges = _judges_of(round_.id, [row.id for row in rows])
    lines = [
        _line(row.id, row.number, row.code or "", row.title, judges.get(row.id, ()))._replace(
            case_step=row.case_step or "", open_cases=row.cases
        )
        for row in rows
    ]
    return Paging(lines, page, size, rows[0].whole if rows else 0)


def _cases(reach: Reach) -> tuple[Label[str | None], Label[int]]:
    """The step of an entry's open disagreement, and how many entries of the round in reach have one: two columns."""
    own = (
        select(DisagreementCase.step)
        .where(
            DisagreementCase.round_id == RoundEntry.round_id,
            DisagreementCase.entry_id == Entry.id,
            DisagreementCase.closed_at.is_(None),
        )
        .correlate(RoundEntry, Entry)
        .scalar_subquery()
    )
    place, entry = aliased(RoundEntry), aliased(Entry)
    whole = (
        select(func.count())
        .select_from(DisagreementCase)
        .join(place, and_(place.round_id == DisagreementCase.round_id, place.entry_id == DisagreementCase.entry_id))
        .join(entry, entry.id == DisagreementCase.entry_id)
        .where(
            DisagreementCase.round_id == RoundEntry.round_id,
            DisagreementCase.closed_at.is_(None),
            entry.status.not_in(OUT),
            true() if reach is None else place.council_id.in_(reach),
        )
        .correlate(RoundEntry)
        .scalar_subquery()
    )
    return own.label("case_step"), whole.label("cases")


_NO_CASES = (literal(None).label("case_step"), literal(0).label("cases"))


def _line(entry_id: int, number: str, code: str, title: str, judges: Sequence[tuple[int, str, str]]) -> EntryProgress:
    submitted = sum(state == "submitted" for _, _, state in judges)
    waiting = [judge for judge in judges if judge[2] not in _SETTLED]
    return EntryProgress(entry_id, number, code, title, len(judges), submitted, waiting)


def _waits(round_id: int) -> ColumnElement[bool]:
    """Whether the entry has no judge, or one whose sheet says nothing yet."""
    asked = and_(Assignment.round_id == round_id, Assignment.entry_id == Entry.id, Assignment.removed_at.is_(None))
    answered = exists().where(SHEET, ScoreSheet.state.in_(_SETTLED)).correlate(Assignment)
    anybody = exists().where(asked).correlate(Entry)
    somebody_left = exists().where(asked, ~answered).correlate(Entry)
    return or_(~anybody, somebody_left)


def _judges_of(round_id: int, entry_ids: Sequence[int]) -> Mapping[int, list[tuple[int, str, str]]]:
    """Who judges these entries: key, name, state of the sheet."""
    rows = db.session.execute(
        select(Assignment.entry_id, Person.id, Person.name, ScoreSheet.state)
        .join(Person, Person.id == Assignment.judge_id)
        .outerjoin(ScoreSheet, SHEET)
        .where(Assignment.round_id == round_id, Assignment.entry_id.in_(entry_ids), Assignment.removed_at.is_(None))
        .order_by(Assignment.entry_id, Person.sort_key)
    )
    found: dict[int, list[tuple[int, str, str]]] = {}
    for entry_id, judge_id, name, state in rows:
        found.setdefault(entry_id, []).append((judge_id, name, state or ""))
    return found

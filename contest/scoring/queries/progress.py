"""How far a round is: by judge, by entry, and exactly what keeps it open."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
)

from contest.entries.models import Entry
from contest.entries.queries import called, matching
from contest.entries.rules import OUT
from contest.foundation.database import ask, db
from contest.foundation.pages import Paging, page_there_is
from contest.foundation.vietnamese import fold
from contest.juries.models import Assignment, Council, RoundEntry, Seat
from contest.juries.queries import STAMP, stamped
from contest.people.models import Person
from contest.scoring.models import DisagreementCase, ScoreSheet
from contest.scoring.queries.rounds import ScoredRound
from contest.scoring.queries.sums import IN_ROUND, MARKED, SHEET, Reach, round_progress, within

_SETTLED = ("submitted", *MARKED)


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
    waiting: tuple[tuple[int, str, str], ...]
    # The step of its open disagreement, "" for none.
    case_step: str = ""


class PairRow(NamedTuple):
    """An assigned judge on an entry, and the state of the sheet ("" for none)."""

    entry_id: int
    judge_id: int
    state: str


_SIZE = 50
_FOUND = (
    select(Entry.id, RoundEntry.number, Entry.code, Entry.title)
    .select_from(RoundEntry)
    .join(Entry, Entry.id == RoundEntry.entry_id)
    .where(RoundEntry.round_id == bindparam("round_id"), Entry.status.not_in(OUT))
    .order_by(RoundEntry.number)
)


def _with_sheets(found: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """The entries of a page with their judges and the state of each one's sheet."""
    own = found.limit(bindparam("size")).offset(bindparam("skip")).subquery()
    assigned = (Assignment.round_id == bindparam("round_id")) & (Assignment.entry_id == own.c.id)
    disputed = (DisagreementCase.round_id == bindparam("round_id")) & (DisagreementCase.entry_id == own.c.id)
    return (
        select(
            own.c.id,
            own.c.number,
            own.c.code,
            own.c.title,
            DisagreementCase.step,
            Assignment.judge_id,
            ScoreSheet.state,
        )
        .outerjoin(DisagreementCase, disputed & DisagreementCase.closed_at.is_(None))
        .outerjoin(Assignment, assigned & Assignment.removed_at.is_(None))
        .outerjoin(ScoreSheet, SHEET)
        .order_by(own.c.number)
    )


# The page that is asked for most: built once.
_PAGE = _with_sheets(_FOUND)


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


# Whoever ever sat on a council of the edition: all its judges are among them.
_SITTERS = select(Seat.person_id).join(Council, Council.id == Seat.council_id)
_SITTERS = _SITTERS.where(Council.edition_id == bindparam("edition_id"))
_NAMES = select(Person.id, Person.name, Person.email, *STAMP).where(Person.id.in_(_SITTERS))
_NAMES = _NAMES.order_by(Person.sort_key, Person.id)


def judges_progress(edition_id: int, round_id: int, reach: Reach = None) -> list[JudgeProgress]:
    """Every judge of a round in Vietnamese order. One query for the names, one more once something happened."""
    people = ask(_NAMES, {"edition_id": edition_id}).all()
    if people:
        stamped(edition_id, tuple(people[0][3:]))
    sums = round_progress(edition_id, round_id, reach)
    judges = []
    for judge_id, name, email, *_ in people:
        if judge_id not in sums.assigned:
            continue
        states = sums.states.get(judge_id, {})
        marked = sum(states.get(state, 0) for state in MARKED)
        figures = (sums.assigned[judge_id], states.get("submitted", 0), marked, states.get("draft", 0))
        judges.append(JudgeProgress(judge_id, name, email, *figures, sums.last_at.get(judge_id)))
    return judges


def entries_progress(
    edition_id: int,
    round_: ScoredRound,
    judges: Sequence[JudgeProgress],
    page: int,
    *,
    reach: Reach = None,
    only_waiting: bool = False,
    words: str = "",
    by_names: bool = True,
) -> Paging[EntryProgress]:
    """Entries with how many sheets each has, by number, a page at a time; `judges` are the round's, in order.

    One query, two when only some entries are looked for.
    """
    found = _FOUND if reach is None else _FOUND.where(within(reach))
    if words:
        # Who sits on a council must not find a blind entry by its author's name.
        by_number = func.lower(RoundEntry.number).contains(fold(words), autoescape=True)
        by_all = matching(words, RoundEntry.number) if by_names else [called(words, RoundEntry.number)]
        found = found.where(*(by_all if reach is None else [by_number]))
    if only_waiting:
        found = found.where(_waits(round_.id))
    params = {"round_id": round_.id}
    if words or only_waiting:
        total = db.session.scalar(select(func.count()).select_from(found.order_by(None).subquery()), params) or 0
    else:
        total = round_progress(edition_id, round_.id, reach).entries
    page = page_there_is(page, _SIZE, total)
    asked = _PAGE if found is _FOUND else _with_sheets(found)
    rows = ask(asked, params | {"size": _SIZE, "skip": (page - 1) * _SIZE}).all()
    return Paging(_lines(rows, {judge.judge_id: judge.name for judge in judges}), page, _SIZE, total)


def _lines(rows: Iterable[Any], names: Mapping[int, str]) -> tuple[EntryProgress, ...]:
    entries: dict[int, tuple[str, str, str]] = {}
    steps: dict[int, str] = {}
    judges: dict[int, dict[int, str]] = {}
    for entry_id, number, code, title, step, judge_id, state in rows:
        entries[entry_id], steps[entry_id] = (number, code or "", title), step or ""
        own = judges.setdefault(entry_id, {})
        if judge_id is not None:
            own[judge_id] = state or ""
    order = {judge_id: place for place, judge_id in enumerate(names)}
    return tuple(
        _line(
            entry_id,
            *entry,
            [(id_, names[id_], own[id_]) for id_ in sorted(own, key=order.__getitem__)],
            steps[entry_id],
        )
        for entry_id, entry in entries.items()
        for own in (judges[entry_id],)
    )


def _line(
    entry_id: int, number: str, code: str, title: str, judges: Sequence[tuple[int, str, str]], step: str
) -> EntryProgress:
    submitted = sum(state == "submitted" for _, _, state in judges)
    waiting = tuple(judge for judge in judges if judge[2] not in _SETTLED)
    return EntryProgress(entry_id, number, code, title, len(judges), submitted, waiting, step)


def _waits(round_id: int) -> ColumnElement[bool]:
    """Whether the entry has no judge, or one whose sheet says nothing yet."""
    asked = and_(Assignment.round_id == round_id, Assignment.entry_id == Entry.id, Assignment.removed_at.is_(None))
    answered = exists().where(SHEET, ScoreSheet.state.in_(_SETTLED)).correlate(Assignment)
    anybody = exists().where(asked).correlate(Entry)
    somebody_left = exists().where(asked, ~answered).correlate(Entry)
    return or_(~anybody, somebody_left)

"""A judge's own work: what is left, in the order the judge meets it; nothing before the round is opened.

A judge may have a thousand entries: pages read counts, one page of them, and the neighbours of the one at hand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, case, false, func, select, true

from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.access import Actor
from contest.foundation.clock import today
from contest.foundation.database import db
from contest.foundation.pages import Paging, page_there_is
from contest.foundation.vietnamese import fold
from contest.juries.models import Assignment, RoundEntry
from contest.scoring.models import ScoreSheet
from contest.scoring.queries.rounds import ScoredRound

# So many entries on a page of the list.
LIST_SIZE = 50
FILTERS = {"": "Tất cả", "chua": "Chưa chấm", "nhap": "Đang chấm", "xong": "Đã xong"}
_DONE = ("submitted", "absent", "abstained", "recused")


class Task(NamedTuple):
    """One entry for a judge; `state` is the sheet's ("" when it has not been begun)."""

    entry_id: int
    number: str
    title: str
    state: str
    total: Decimal | None

    @property
    def kind(self) -> str:
        """The filter it falls under."""
        return "xong" if self.state in _DONE else "nhap" if self.state == "draft" else "chua"


@dataclass(frozen=True, slots=True)
class Work:
    """A judge's whole round: how many tasks fall under each filter, and what is asked for now."""

    round: ScoredRound
    counts: Mapping[str, int]
    next: Task | None
    days_left: int | None

    @property
    def whole(self) -> int:
        """How many there are."""
        return self.counts[""]

    @property
    def done(self) -> int:
        """How many are finished."""
        return self.counts["xong"]


class Neighbours(NamedTuple):
    """Where an entry stands in the judge's own order: the numbers before and after, its place from 1, how many."""

    before: str | None
    after: str | None
    place: int
    whole: int


_NOWHERE = Neighbours(None, None, 0, 0)


def work_of(actor: Actor, round_: ScoredRound) -> Work:
    """What a judge has to do in the round. Two queries; drafts are gone on with before something new is begun."""
    days_left = None if round_.rules.ends is None else (round_.rules.ends - today()).days
    state, turn = ScoreSheet.state, Assignment.turn
    counted = own_tasks(actor, round_).with_only_columns(
        func.count(),
        func.sum(case((state.in_(_DONE), 1), else_=0)),
        func.sum(case((state == "draft", 1), else_=0)),
        func.min(case((state == "draft", turn))),
        func.min(case((state.is_(None), turn))),
    )
    whole, done, drafts, first_draft, first_new = db.session.execute(counted).one()
    counts = {"": whole, "chua": whole - (done or 0) - (drafts or 0), "nhap": drafts or 0, "xong": done or 0}
    turn_now = first_new if first_draft is None else first_draft
    if turn_now is None:
        return Work(round_, counts, None, days_left)
    left = _tasks(actor, round_).where(turn == turn_now, ~is_done())
    return Work(round_, counts, next(_read(left.limit(1)), None), days_left)


def page_of_tasks(
    actor: Actor, round_: ScoredRound, kind: str, words: str, page: int, counts: Mapping[str, int]
) -> Paging[Task]:
    """The tasks under a filter whose number or title has the words, accents or not; one query."""
    wanted = fold(words)
    found = _tasks(actor, round_)
    if kind:
        found = found.where(_OF_KIND[kind]())
    if wanted:
        # Not in the database: what it searches there holds authors' names.
        known = [task for task in _read(found) if wanted in fold(f"{task.number} {task.title}")]
        page = page_there_is(page, LIST_SIZE, len(known))
        return Paging(known[(page - 1) * LIST_SIZE : page * LIST_SIZE], page, LIST_SIZE, len(known))
    page = page_there_is(page, LIST_SIZE, counts[kind])
    rows = list(_read(found.limit(LIST_SIZE).offset((page - 1) * LIST_SIZE)))
    return Paging(rows, page, LIST_SIZE, counts[kind])


def numbers_of(actor: Actor, round_: ScoredRound) -> list[str]:
    """The judging numbers of all of a judge's entries, in the judge's order. One query."""
    return list(db.session.scalars(own_tasks(actor, round_).with_only_columns(RoundEntry.number).order_by(*ORDER)))


def unfinished(actor: Actor, round_: ScoredRound) -> frozenset[int]:
    """The entries a judge has still to score. One query."""
    return frozenset(task.entry_id for task in _read(_tasks(actor, round_).where(~is_done())))


def next_after(actor: Actor, round_: ScoredRound, entry_id: int) -> str | None:
    """The number of the next unfinished entry after this one, going round to the beginning. One query."""
    own = (
        select(Assignment.turn)
        .where(Assignment.round_id == round_.id, Assignment.judge_id == actor.id, Assignment.entry_id == entry_id)
        .scalar_subquery()
    )
    behind = case((Assignment.turn > own, 0), else_=1)
    found = (
        own_tasks(actor, round_).with_only_columns(RoundEntry.number).where(~is_done(), Assignment.entry_id != entry_id)
    )
    return db.session.scalar(found.order_by(behind, *ORDER).limit(1))


def neighbours(actor: Actor, round_: ScoredRound, entry_id: int) -> Neighbours:
    """Where an entry stands among a judge's own; nowhere when it is not among them. One query."""
    row = (
        own_tasks(actor, round_)
        .with_only_columns(
            Assignment.entry_id.label("entry_id"),
            func.lag(RoundEntry.number).over(order_by=ORDER).label("before"),
            func.lead(RoundEntry.number).over(order_by=ORDER).label("after"),
            func.row_number().over(order_by=ORDER).label("place"),
            func.count().over().label("whole"),
        )
        .subquery()
    )
    columns = (row.c.before, row.c.after, row.c.place, row.c.whole)
    found = db.session.execute(select(*columns).where(row.c.entry_id == entry_id)).one_or_none()
    return Neighbours(*found) if found else _NOWHERE


ORDER = (Assignment.turn, RoundEntry.number)


def is_done() -> Any:
    """Whether a sheet says something; one that is not there does not."""
    return func.coalesce(ScoreSheet.state, "").in_(_DONE)


_OF_KIND: Mapping[str, Any] = {
    "chua": lambda: ScoreSheet.state.is_(None),
    "nhap": lambda: ScoreSheet.state == "draft",
    "xong": is_done,
}


def own_tasks(actor: Actor, round_: ScoredRound) -> Select[*tuple[Any, ...]]:
    """A judge's assignments in the round, each with its entry and the sheet if there is one."""
    return (
        select()
        .select_from(Assignment)
        .join(RoundEntry, and_(RoundEntry.round_id == Assignment.round_id, RoundEntry.entry_id == Assignment.entry_id))
        .join(Entry, Entry.id == Assignment.entry_id)
        .outerjoin(
            ScoreSheet,
            and_(
                ScoreSheet.round_id == Assignment.round_id,
                ScoreSheet.entry_id == Assignment.entry_id,
                ScoreSheet.judge_id == Assignment.judge_id,
            ),
        )
        .where(
            Assignment.round_id == round_.id,
            true() if round_.state != "preparing" else false(),
            Assignment.judge_id == actor.id,
            Assignment.removed_at.is_(None),
            Entry.status.not_in(OUT),
        )
    )


def _tasks(actor: Actor, round_: ScoredRound) -> Select[*tuple[Any, ...]]:
    columns = (Entry.id, RoundEntry.number, Entry.title, ScoreSheet.state, ScoreSheet.total)
    return own_tasks(actor, round_).with_only_columns(*columns).order_by(*ORDER)


def _read(query: Select[*tuple[Any, ...]]) -> Iterator[Task]:
    for entry_id, number, title, state, total in db.session.execute(query):
        yield Task(entry_id, number, title, state or "", total)

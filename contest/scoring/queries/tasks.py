"""A judge's own work: what is left, in the order the judge meets it; nothing before the round is opened.

A judge may have a thousand entries: pages read counts, one page of them, and the neighbours of the one at hand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Integer, Select, and_, bindparam, case, func, not_, or_, select
from sqlalchemy.orm import aliased

from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.access import Actor
from contest.foundation.clock import today
from contest.foundation.database import ask, is_one_of
from contest.foundation.pages import Paging, page_there_is
from contest.foundation.vietnamese import fold
from contest.juries.models import Assignment, JudgingRound, RoundEntry
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
    values = tasks_of(actor, round_)
    whole, done, drafts = ask(_COUNTS, values).one()
    counts = {"": whole, "chua": whole - (done or 0) - (drafts or 0), "nhap": drafts or 0, "xong": done or 0}
    kind = "nhap" if drafts else "chua"
    first = next(_read(_FIRST_OF_KIND[kind], values), None) if counts[kind] else None
    return Work(round_, counts, first, days_left)


def page_of_tasks(
    actor: Actor, round_: ScoredRound, kind: str, words: str, page: int, counts: Mapping[str, int]
) -> Paging[Task]:
    """The tasks under a filter whose number or title has the words, accents or not; one query."""
    wanted, values = fold(words), tasks_of(actor, round_)
    if wanted:
        # Not in the database: what it searches there holds authors' names.
        found = _read(_OF_KIND[kind], values)
        known = [task for task in found if wanted in fold(f"{task.number} {task.title}")]
        page = page_there_is(page, LIST_SIZE, len(known))
        return Paging(known[(page - 1) * LIST_SIZE : page * LIST_SIZE], page, LIST_SIZE, len(known))
    page = page_there_is(page, LIST_SIZE, counts[kind])
    rows = list(_read(_PAGE_OF_KIND[kind], values | {"before": (page - 1) * LIST_SIZE}))
    return Paging(rows, page, LIST_SIZE, counts[kind])


def numbers_of(actor: Actor, round_: ScoredRound) -> list[str]:
    """The judging numbers of all of a judge's entries, in the judge's order. One query."""
    return list(ask(_NUMBERS, tasks_of(actor, round_)).scalars())


def unfinished(actor: Actor, round_: ScoredRound) -> frozenset[int]:
    """The entries a judge has still to score. One query."""
    return frozenset(task.entry_id for task in _read(_UNFINISHED, tasks_of(actor, round_)))


def next_after(actor: Actor, round_: ScoredRound, entry_id: int) -> str | None:
    """The number of the next unfinished entry after this one, going round to the beginning. One query."""
    return ask(_NEXT_AFTER, tasks_of(actor, round_) | {"entry_id": entry_id}).scalars().first()


def neighbours(actor: Actor, round_: ScoredRound, entry_id: int) -> Neighbours:
    """Where an entry stands among a judge's own; nowhere when it is not among them. One query."""
    found = ask(_NEIGHBOURS, tasks_of(actor, round_) | {"entry_id": entry_id}).one_or_none()
    return Neighbours(*found) if found else _NOWHERE


def tasks_of(actor: Actor, round_: ScoredRound) -> dict[str, Any]:
    """Whose entries of which round OWN_TASKS and its like ask for; nobody's while the round is being prepared."""
    return {"judge_id": actor.id, "round_id": round_.id if round_.state != "preparing" else None}


def _read(query: Select[*tuple[Any, ...]], values: Mapping[str, Any]) -> Iterator[Task]:
    for entry_id, number, title, state, total in ask(query, values):
        yield Task(entry_id, number, title, state or "", total)


# Asked on every page of a judge: built once. A judge's assignments in a round, each with its entry.
ORDER = (Assignment.turn, RoundEntry.number)
_ROUND: BindParameter[int] = bindparam("round_id")
_JUDGE: BindParameter[int] = bindparam("judge_id")
_ENTRY: BindParameter[int] = bindparam("entry_id")
_OWN = (Assignment.round_id == _ROUND, Assignment.judge_id == _JUDGE)
_ASSIGNED = (
    select()
    .select_from(Assignment)
    .join(RoundEntry, and_(RoundEntry.round_id == Assignment.round_id, RoundEntry.entry_id == Assignment.entry_id))
    .join(Entry, Entry.id == Assignment.entry_id)
    .where(*_OWN, Assignment.removed_at.is_(None), not_(is_one_of(Entry.status, OUT)))
)
# With the sheet, if there is one.
OWN_TASKS = _ASSIGNED.outerjoin(
    ScoreSheet,
    and_(
        ScoreSheet.round_id == Assignment.round_id,
        ScoreSheet.entry_id == Assignment.entry_id,
        ScoreSheet.judge_id == Assignment.judge_id,
    ),
)
# A sheet that is not there is not done.
_IS_DONE = is_one_of(func.coalesce(ScoreSheet.state, ""), _DONE)
_IS_DRAFT, _IS_NEW = ScoreSheet.state == "draft", ScoreSheet.state.is_(None)
# Counts look at two indexes, never at entries or at the sheet of each assignment: assignments and sheets are counted
# apart, less what left the contest and what was taken away.
_OUT = (
    select(Entry.id)
    .join(JudgingRound, JudgingRound.edition_id == Entry.edition_id)
    .where(JudgingRound.id == _ROUND, Entry.status.in_(OUT))
)
_STANDING = (*_OWN, Assignment.removed_at.is_(None), Assignment.entry_id.not_in(_OUT))
WHOLE = select(func.count()).where(*_STANDING)
_TAKEN_AWAY = select(Assignment.entry_id).where(*_OWN, Assignment.removed_at.is_not(None))
_COUNTS = select(
    WHOLE.scalar_subquery(),
    func.sum(case((is_one_of(ScoreSheet.state, _DONE), 1), else_=0)),
    func.sum(case((ScoreSheet.state == "draft", 1), else_=0)),
).where(
    ScoreSheet.round_id == _ROUND,
    ScoreSheet.judge_id == _JUDGE,
    ScoreSheet.entry_id.not_in(_OUT),
    ScoreSheet.entry_id.not_in(_TAKEN_AWAY),
)
_TASKS = OWN_TASKS.with_only_columns(Entry.id, RoundEntry.number, Entry.title, ScoreSheet.state, ScoreSheet.total)
_ALL: Select[*tuple[Any, ...]] = _TASKS.order_by(*ORDER)
_UNFINISHED = _ALL.where(not_(_IS_DONE))
_OF_KIND = {"": _ALL, "chua": _ALL.where(_IS_NEW), "nhap": _ALL.where(_IS_DRAFT), "xong": _ALL.where(_IS_DONE)}
_PAGE_OF_KIND = {
    kind: query.limit(LIST_SIZE).offset(bindparam("before", type_=Integer)) for kind, query in _OF_KIND.items()
}
_FIRST_OF_KIND = {kind: query.limit(1) for kind, query in _OF_KIND.items()}
_NUMBERS = _ASSIGNED.with_only_columns(RoundEntry.number).order_by(*ORDER)
_Here, _Named = aliased(Assignment), aliased(RoundEntry)
_IS_HERE = (_Here.round_id == _ROUND, _Here.judge_id == _JUDGE, _Here.entry_id == _ENTRY)
_TURN_HERE = select(_Here.turn).where(*_IS_HERE).scalar_subquery()
_NAME = select(_Named.number).where(_Named.round_id == _ROUND)
_NUMBER_HERE = _NAME.where(_Named.entry_id == _ENTRY).scalar_subquery()
_NUMBER = _NAME.where(_Named.entry_id == Assignment.entry_id).correlate(Assignment).scalar_subquery()
# The first after this one; only when there is none, the first of all: the second is not looked for otherwise.
_OTHERS = OWN_TASKS.with_only_columns(RoundEntry.number).where(not_(_IS_DONE), Assignment.entry_id != _ENTRY)
_OTHERS = _OTHERS.order_by(*ORDER).limit(1)
_NEXT_AFTER = select(
    func.coalesce(
        _OTHERS.where(Assignment.turn > _TURN_HERE).scalar_subquery(),
        _OTHERS.scalar_subquery(),
    )
)
# Both steps go along the index of the judge's order; the number only tells apart what has the same turn.
_NEAR = _ASSIGNED.with_only_columns(RoundEntry.number).limit(1)
_EARLIER = and_(Assignment.turn <= _TURN_HERE, or_(Assignment.turn < _TURN_HERE, RoundEntry.number < _NUMBER_HERE))
_LATER = and_(Assignment.turn >= _TURN_HERE, or_(Assignment.turn > _TURN_HERE, RoundEntry.number > _NUMBER_HERE))
_NEIGHBOURS = select(
    _NEAR.where(_EARLIER).order_by(*(column.desc() for column in ORDER)).scalar_subquery(),
    _NEAR.where(_LATER).order_by(*ORDER).scalar_subquery(),
    # Before it by its turn, and of the same turn by its number: there is itself, too.
    WHOLE.where(Assignment.turn < _TURN_HERE).scalar_subquery()
    + WHOLE.where(Assignment.turn == _TURN_HERE, _NUMBER <= _NUMBER_HERE).scalar_subquery(),
    WHOLE.scalar_subquery(),
).where(WHOLE.where(Assignment.entry_id == _ENTRY).scalar_subquery() > 0)

"""A judge's own work: what is left, in the order the judge meets it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import select

from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.access import Actor
from contest.foundation.clock import today
from contest.foundation.database import db
from contest.foundation.vietnamese import fold
from contest.juries.models import Assignment, RoundEntry
from contest.scoring.models import ScoreSheet
from contest.scoring.queries.rounds import ScoredRound

FILTERS = {"": "Tất cả", "chua": "Chưa chấm", "nhap": "Đang chấm", "xong": "Đã xong"}
_DONE = ("submitted", "absent", "abstained", "recused")


class Task(NamedTuple):
    """One entry for a judge; `state` is the sheet's ("" when it has not been begun)."""

    entry_id: int
    number: str
    title: str
    field_key: str
    state: str
    total: Decimal | None

    @property
    def kind(self) -> str:
        """The filter it falls under."""
        return "xong" if self.state in _DONE else "nhap" if self.state == "draft" else "chua"


@dataclass(frozen=True, slots=True)
class TaskList:
    """A judge's whole round: every task in the judge's own order, and what is asked for now."""

    round: ScoredRound
    tasks: Sequence[Task]
    days_left: int | None

    @property
    def done(self) -> int:
        """How many are finished."""
        return sum(task.kind == "xong" for task in self.tasks)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many fall under each filter."""
        found = dict.fromkeys(FILTERS, 0)
        for task in self.tasks:
            found[task.kind] += 1
        found[""] = len(self.tasks)
        return found

    @property
    def next(self) -> Task | None:
        """The first that is not finished; drafts come before what has not been begun."""
        left = [task for task in self.tasks if task.kind != "xong"]
        return next((task for task in left if task.kind == "nhap"), left[0] if left else None)

    def matching(self, kind: str, words: str) -> list[Task]:
        """Those under a filter whose number or title contains the words, with accents or without."""
        wanted = fold(words)
        return [
            task
            for task in self.tasks
            if (not kind or task.kind == kind) and (not wanted or wanted in fold(f"{task.number} {task.title}"))
        ]

    def after(self, entry_id: int) -> Task | None:
        """The next unfinished one after this entry, going round to the beginning."""
        places = [task.entry_id for task in self.tasks]
        start = places.index(entry_id) + 1 if entry_id in places else 0
        turned = [*self.tasks[start:], *self.tasks[:start]]
        return next((task for task in turned if task.kind != "xong" and task.entry_id != entry_id), None)

    def neighbours(self, entry_id: int) -> tuple[Task | None, Task | None, int]:
        """The tasks before and after this one in the judge's order, and its place from 1 (0 when not there)."""
        for place, task in enumerate(self.tasks):
            if task.entry_id == entry_id:
                before = self.tasks[place - 1] if place else None
                behind = self.tasks[place + 1] if place + 1 < len(self.tasks) else None
                return before, behind, place + 1
        return None, None, 0


def my_tasks(actor: Actor, round_: ScoredRound) -> TaskList:
    """A judge's entries in the round, by turn; nothing before the round is opened. One query."""
    if round_.state == "preparing":
        return TaskList(round_, (), _days_left(round_.rules.ends))
    rows = db.session.execute(
        select(Entry.id, RoundEntry.number, Entry.title, Entry.field_key, ScoreSheet.state, ScoreSheet.total)
        .select_from(Assignment)
        .join(RoundEntry, (RoundEntry.round_id == Assignment.round_id) & (RoundEntry.entry_id == Assignment.entry_id))
        .join(Entry, Entry.id == Assignment.entry_id)
        .outerjoin(
            ScoreSheet,
            (ScoreSheet.round_id == Assignment.round_id)
            & (ScoreSheet.entry_id == Assignment.entry_id)
            & (ScoreSheet.judge_id == Assignment.judge_id),
        )
        .where(
            Assignment.round_id == round_.id,
            Assignment.judge_id == actor.id,
            Assignment.removed_at.is_(None),
            Entry.status.not_in(OUT),
        )
        .order_by(Assignment.turn, RoundEntry.number, Entry.id)
    )
    tasks = [Task(id_, number, title, field, state or "", total) for id_, number, title, field, state, total in rows]
    return TaskList(round_, tasks, _days_left(round_.rules.ends))


def _days_left(ends: date | None) -> int | None:
    return None if ends is None else (ends - today()).days

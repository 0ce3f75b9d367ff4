"""The ceremony as it runs: what is on the stage, who is called there, what is next, who waits at the door."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from contest.ceremony.models import Called, Run, StepTaken
from contest.ceremony.queries.doors import doors_say
from contest.ceremony.queries.order import ceremony_of
from contest.ceremony.queries.script import Line, Script, script_of
from contest.ceremony.rules.attendance import calls_here
from contest.ceremony.rules.calling import Stage, Step, next_step, not_called, steps_left
from contest.foundation.database import ask


class RunRow(NamedTuple):
    """A run as it is on record."""

    id: int
    is_rehearsal: bool
    version: int
    began_at: datetime
    ended_at: datetime | None


class StepRow(NamedTuple):
    """A step of a run as it is on record."""

    id: int
    number: int
    segment_id: int | None
    extra: int
    taken_at: datetime


_RUN = [getattr(Run, name) for name in RunRow._fields]
_STEP = [getattr(StepTaken, name) for name in StepRow._fields]


def last_run(ceremony_id: int) -> RunRow | None:
    """The run that is under way, else the last one."""
    found = select(*_RUN).where(Run.ceremony_id == ceremony_id).order_by(Run.id.desc()).limit(1)
    row = ask(found).one_or_none()
    return RunRow(*row) if row is not None else None


def steps_of(run_id: int) -> list[StepRow]:
    """The steps taken so far."""
    found = select(*_STEP).where(StepTaken.run_id == run_id).order_by(StepTaken.number)
    return [StepRow(*row) for row in ask(found)]


def called_of(run_id: int) -> list[tuple[int, int]]:
    """(step, call) of everybody who was called, in the order they were."""
    found = select(Called.step_id, Called.call_id).join(StepTaken, StepTaken.id == Called.step_id)
    rows = ask(found.where(Called.run_id == run_id).order_by(StepTaken.number, Called.position))
    return [(step_id, call_id) for step_id, call_id in rows]


@dataclass(frozen=True, slots=True)
class Live:
    """A run as it stands: its script, its steps, who is here (calls) and who was called in which step."""

    run: RunRow
    script: Script
    steps: Sequence[StepRow]
    called: Sequence[tuple[int, int]]
    here: Collection[int]

    @property
    def stage(self) -> Stage:
        """Where it stands, for the rule."""
        places = {part.segment.id: place for place, part in enumerate(self.script.parts)}
        card = self.script.order.card
        return Stage(
            max((places.get(step.segment_id or 0, -1) for step in self.steps), default=-1),
            max((step.extra for step in self.steps), default=0),
            frozenset(call_id for _, call_id in self.called),
            {line.call.id: line.people for line in self.script.lines.values()},
            card.group_size,
        )

    @property
    def now(self) -> StepRow | None:
        """The step that is on the stage."""
        return self.steps[-1] if self.steps else None

    @property
    def lines(self) -> list[Line]:
        """Who is called in it."""
        known, now = self.script.lines, self.now
        return [known[call_id] for step_id, call_id in self.called if now and step_id == now.id and call_id in known]

    @property
    def next(self) -> Step | None:
        """What comes after it, as the doors stand."""
        return next_step(self.script.plan, self.stage, self.here)

    @property
    def left(self) -> list[Step]:
        """All that comes after it, as the doors stand."""
        return steps_left(self.script.plan, self.stage, self.here)

    @property
    def waiting(self) -> list[Line]:
        """Who is here and whose own group is over."""
        plan = self.script.plan[: self.stage.place + 1]
        return [self.script.lines[call] for call in not_called(plan, self.stage.called, self.here)]

    def title(self, step: Step | StepRow) -> str:
        """What a step is called."""
        part = self.script.part_of(step.segment_id)
        return part.title if part else "Trao bổ sung"


def live_of(edition_id: int) -> Live | None:
    """The run that is under way or the last one, with the script by what the doors noted; None before the first.

    In a rehearsal everybody is taken to be here.
    """
    card = ceremony_of(edition_id)
    run = last_run(card.id) if card is not None else None
    if card is None or run is None:
        return None
    doors = {} if run.is_rehearsal else doors_say(card)
    script = script_of(edition_id, doors)
    if script is None:
        return None
    facts = [line.facts for line in script.lines.values()]
    here = frozenset(script.lines) if run.is_rehearsal else calls_here(facts, doors)
    return Live(run, script, steps_of(run.id), called_of(run.id), here)

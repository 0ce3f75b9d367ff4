"""The ceremony as it runs: what is on the stage, who is called there, what is next, who waits at the door."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select

from contest.ceremony.models import Called, Run, StepTaken
from contest.ceremony.queries.doors import doors_say
from contest.ceremony.queries.order import CeremonyCard, ceremony_of
from contest.ceremony.queries.script import Line, Part, Script, script_of
from contest.ceremony.rules.attendance import calls_here
from contest.ceremony.rules.calling import Stage, Step, next_step, not_called, steps_left
from contest.ceremony.rules.leading import LATE, walk
from contest.foundation.database import ask
from contest.papers.queries.winners import Winners


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


_TAKEN = (
    select(*_STEP, Called.call_id)
    .outerjoin(Called, Called.step_id == StepTaken.id)
    .where(StepTaken.run_id == bindparam("run_id"))
    .order_by(StepTaken.number, Called.position)
)


def _steps_of(run_id: int) -> tuple[list[StepRow], list[tuple[int, int]]]:
    """The steps taken so far; and (step, call) of everybody who was called, in the order they were."""
    steps: dict[int, StepRow] = {}
    called = []
    for *step, call_id in ask(_TAKEN, {"run_id": run_id}):
        row = steps.setdefault(step[0], StepRow(*step))
        if call_id is not None:
            called.append((row.id, call_id))
    return list(steps.values()), called


@dataclass(frozen=True, slots=True)
class Read:
    """A part of the script as it is read from beginning to end: whom it calls, and whom of its own it does not.

    number: of its step, 0 before the first; part: None for a last group of latecomers.
    """

    number: int
    title: str
    part: Part | None
    lines: Sequence[Line]
    dropped: Sequence[Line]


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
    def taken(self) -> list[Step]:
        """The steps taken, as the rule has those to come."""
        own: dict[int, list[int]] = {step.id: [] for step in self.steps}
        for step_id, call_id in self.called:
            own[step_id].append(call_id)
        return [Step(step.segment_id, step.extra, tuple(own[step.id])) for step in self.steps]

    @property
    def waiting(self) -> list[Line]:
        """Who is here and whose own group is over."""
        plan = self.script.plan[: self.stage.place + 1]
        return [self.script.lines[call] for call in not_called(plan, self.stage.called, self.here)]

    @property
    def whole(self) -> list[Read]:
        """The script from beginning to end, as it went and as it would go on as the doors stand."""
        known, found = self.script.lines, []
        plan = [part.segment.id for part in self.script.parts if part.lines or not part.segment.is_group]
        for number, segment_id, step in walk(plan, [*self.taken, *self.left]):
            part, calls = self.script.part_of(segment_id), step.calls if step else ()
            lines = [known[call] for call in calls if call in known]
            dropped = [line for line in part.lines if line.call.id not in calls] if part else []
            if step or dropped:
                found.append(Read(number, part.title if part else LATE, part, lines, dropped))
        return found

    def title(self, step: Step | StepRow) -> str:
        """What a step is called."""
        part = self.script.part_of(step.segment_id)
        return part.title if part else LATE


def live_of(edition_id: int, card: CeremonyCard | None = None) -> Live | None:
    """The run that is under way or the last one, with the script by what the doors noted; None before the first.

    In a rehearsal everybody is taken to be here.
    """
    card = card or ceremony_of(edition_id)
    run = last_run(card.id) if card is not None else None
    if card is None or run is None:
        return None
    return _live(edition_id, card, run)


def run_led(card: CeremonyCard | None, given: Winners, *, is_rehearsal: bool) -> Live | None:
    """The run of this kind that is under way, of winners at hand, where one press moves script and slides."""
    run = last_run(card.id) if card is not None and card.is_led_as_one else None
    if card is None or run is None or run.ended_at is not None or run.is_rehearsal != is_rehearsal:
        return None
    return _live(given.edition_id, card, run, given)


def _live(edition_id: int, card: CeremonyCard, run: RunRow, given: Winners | None = None) -> Live | None:
    doors = {} if run.is_rehearsal else doors_say(card)
    script = script_of(edition_id, doors, given, card)
    if script is None:
        return None
    facts = [line.facts for line in script.lines.values()]
    here = frozenset(script.lines) if run.is_rehearsal else calls_here(facts, doors)
    return Live(run, script, *_steps_of(run.id), here)

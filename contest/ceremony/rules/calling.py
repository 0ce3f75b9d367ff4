"""The script as it runs: who is absent drops out, who comes late is called later, nobody twice and nobody never.

A step of the script is a segment that is on the stage, or a last group of latecomers. Who is called is settled in the
moment a step is taken; so the rule only ever answers what the next step is.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from contest.foundation.refusal import Reason


@dataclass(frozen=True, slots=True)
class Planned:
    """A segment with the lines planned for it (keys of calls); kind of award as in Winner."""

    id: int
    is_group: bool
    kind: tuple[str, str] = ("", "")
    calls: tuple[int, ...] = ()


class Step(NamedTuple):
    """What is next: a segment (None: a last group of latecomers, the `extra`th) and who is called in it."""

    segment_id: int | None
    extra: int
    calls: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a run stands: the place of its segment in the plan (-1 before the first), last groups so far, the called.

    people: how many go up for each call; size: how many the stage holds.
    """

    place: int
    extra: int
    called: frozenset[int]
    people: Mapping[int, int]
    size: int


def next_step(plan: Sequence[Planned], stage: Stage, here: Collection[int]) -> Step | None:
    """The next step, given whose winners are here; None when nothing is left.

    A group calls its own who are here and, as far as the stage has room, those of the same prize who came after their
    own group. Groups without anybody are passed over. Who is left when no group can take them any more is called in a
    last group, before the ceremony goes on to thanks and the end.
    """
    begun, rest = plan[: stage.place + 1], plan[stage.place + 1 :]
    steps = [_step(segment, begun, stage, here) for segment in rest]
    late = not_called(begun, stage.called, here)
    if late and not any(step.calls for step in steps):
        return Step(None, stage.extra + 1, _fitting(late, stage.people, stage.size, at_least=1))
    going = (step for segment, step in zip(rest, steps, strict=True) if step.calls or not segment.is_group)
    return next(going, None)


def steps_left(plan: Sequence[Planned], stage: Stage, here: Collection[int]) -> list[Step]:
    """All steps that are left if nobody comes or leaves any more."""
    places = {segment.id: place for place, segment in enumerate(plan)}
    found = []
    while (step := next_step(plan, stage, here)) is not None:
        found.append(step)
        place = stage.place if step.segment_id is None else places[step.segment_id]
        stage = Stage(place, max(stage.extra, step.extra), stage.called | set(step.calls), stage.people, stage.size)
    return found


def not_called(plan: Sequence[Planned], called: Collection[int], here: Collection[int]) -> list[int]:
    """Who is here and was not called, in the plan's order."""
    return [call for segment in plan for call in segment.calls if call in here and call not in called]


def why_not_end(plan: Sequence[Planned], called: Collection[int], here: Collection[int]) -> list[Reason]:
    """Why the ceremony cannot be ended: somebody who is here waits to be called."""
    waiting = len(not_called(plan, called, here))
    return [Reason("ceremony_not_called", {"count": waiting})] if waiting else []


def _step(segment: Planned, begun: Sequence[Planned], stage: Stage, here: Collection[int]) -> Step:
    if not segment.is_group:
        return Step(segment.id, 0, ())
    own = not_called([segment], stage.called, here)
    late = not_called([each for each in begun if each.kind == segment.kind], stage.called, here)
    room = stage.size - sum(stage.people.get(call, 1) for call in own)
    return Step(segment.id, 0, (*own, *_fitting(late, stage.people, room, at_least=0 if own else 1)))


def _fitting(calls: Sequence[int], people: Mapping[int, int], room: int, *, at_least: int) -> tuple[int, ...]:
    """The first of them for whom there is room."""
    found: list[int] = []
    for call in calls:
        room -= people.get(call, 1)
        if room < 0 and len(found) >= at_least:
            break
        found.append(call)
    return tuple(found)

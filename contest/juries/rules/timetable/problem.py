"""What a timetable is made of, and how two of them differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from contest.foundation.refusal import Reason
from contest.juries.rules.timetable.grid import Frame


class Placed(NamedTuple):
    """An entry's time and room; minutes it is in the room."""

    entry_id: int
    room: str
    starts: datetime
    minutes: int

    @property
    def ends(self) -> datetime:
        """When the room is free again."""
        return self.starts + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Show:
    """An entry to be presented: its council, its unit, and everybody it needs (a key that is one person's → name).

    turn: its place in the order of the call, from 0; entries of a unit that stays together have turns in a row.
    """

    entry_id: int
    label: str
    council_id: int | None
    unit: str
    turn: int
    people: Mapping[str, str]


class Elsewhere(NamedTuple):
    """A presentation of another round: its room is taken and its people are there. Its entry ids are its own."""

    placed: Placed
    show: Show


@dataclass(frozen=True, slots=True)
class Problem:
    """The frame, the entries, what stays where it is (pinned), and where the others are now (kept if possible).

    elsewhere: what other rounds present in the same days.
    """

    frame: Frame
    shows: Sequence[Show]
    pinned: Sequence[Placed] = ()
    now: Sequence[Placed] = ()
    units_together: bool = True
    elsewhere: Sequence[Elsewhere] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """The timetable with what is pinned, in the order of time and room; entries without a place, each with the reason.

    travels: units that must come on more than one day.
    """

    placed: tuple[Placed, ...]
    unplaced: Mapping[int, Reason] = field(default_factory=dict)
    travels: tuple[str, ...] = ()


class Change(NamedTuple):
    """What becomes of an entry: from nothing (new), to nothing (taken out), or from one place to another."""

    entry_id: int
    before: Placed | None
    after: Placed | None


def changes(before: Sequence[Placed], after: Sequence[Placed]) -> list[Change]:
    """What differs between two timetables, in the order of `after`; what stays is not among them."""
    old = {one.entry_id: one for one in before}
    new = {one.entry_id: one for one in after}
    moved = [Change(one.entry_id, old.get(one.entry_id), one) for one in after if old.get(one.entry_id) != one]
    gone = [Change(one.entry_id, one, None) for one in before if one.entry_id not in new]
    return [*moved, *gone]

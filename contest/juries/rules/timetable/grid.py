"""The grid of a round of presentations: days with their hours, rooms with their councils, slots of equal length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from contest.foundation.clock import LOCAL
from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import date as day_words
from contest.foundation.vietnamese import fold

MOST_DAYS, MOST_ROOMS = 14, 20


class Day(NamedTuple):
    """A day of presentations on a clock in Vietnam; without a pause both its ends are None."""

    on: date
    opens: time
    closes: time
    pause_from: time | None = None
    pause_to: time | None = None


class Room(NamedTuple):
    """A room, and the councils that sit in it; none named: any may."""

    name: str
    council_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What the timetable is made in. minutes: to speak; questions: to answer; changeover: until the next is called.

    After `rest_after` presentations everybody rests `rest_minutes`; 0 is never.
    """

    days: tuple[Day, ...]
    rooms: tuple[Room, ...]
    minutes: int
    questions: int = 0
    changeover: int = 0
    rest_after: int = 0
    rest_minutes: int = 0

    @property
    def length(self) -> int:
        """Minutes an entry is in the room."""
        return self.minutes + self.questions


class Cell(NamedTuple):
    """A slot of the grid, the same in every room: its number from 0 in the order of time, its day, its beginning."""

    number: int
    day: int
    starts: datetime


def cells(frame: Frame) -> list[Cell]:
    """Every slot in the order of time."""
    found: list[Cell] = []
    for place, day in enumerate(sorted(frame.days)):
        for starts in _of_day(frame, day):
            found.append(Cell(len(found), place, starts))
    return found


def _of_day(frame: Frame, day: Day) -> Iterator[datetime]:
    length, step = timedelta(minutes=frame.length), timedelta(minutes=frame.length + frame.changeover)
    at, closes = _moment(day.on, day.opens), _moment(day.on, day.closes)
    pause = None
    if day.pause_from and day.pause_to:
        pause = _moment(day.on, day.pause_from), _moment(day.on, day.pause_to)
    in_a_row = 0
    while at + length <= closes:
        if pause and at < pause[1] and at + length > pause[0]:
            at, in_a_row = pause[1], 0
            continue
        if frame.rest_after and in_a_row == frame.rest_after:
            at, in_a_row = at + timedelta(minutes=frame.rest_minutes), 0
            continue
        yield at
        at, in_a_row = at + step, in_a_row + 1


def _moment(on: date, at: time) -> datetime:
    return datetime.combine(on, at, LOCAL)


def why_not_frame(frame: Frame) -> list[Reason]:
    """Everything that is wrong with a frame, each at its field."""
    reasons = []
    if not frame.days:
        reasons.append(Reason("timetable_no_days", {}, "days"))
    if not frame.rooms:
        reasons.append(Reason("timetable_no_rooms", {}, "rooms"))
    if not frame.minutes > 0:
        reasons.append(Reason("timetable_no_minutes", {}, "minutes"))
    reasons += _faults_of_days(frame.days)
    names = [fold(room.name) for room in frame.rooms]
    reasons += [
        Reason("timetable_room_twice", {"room": room.name}, "rooms")
        for place, room in enumerate(frame.rooms)
        if names[place] in names[:place]
    ]
    if not reasons and not cells(frame):
        reasons.append(Reason("timetable_day_short", {"minutes": frame.length}, "days"))
    return reasons


def _faults_of_days(days: Sequence[Day]) -> Iterator[Reason]:
    for place, day in enumerate(days):
        words = {"day": day_words(day.on)}
        if day.on in [other.on for other in days[:place]]:
            yield Reason("timetable_day_twice", words, "days")
        if day.closes <= day.opens:
            yield Reason("timetable_day_backwards", words, "days")
        elif day.pause_from and day.pause_to and not day.opens <= day.pause_from < day.pause_to <= day.closes:
            yield Reason("timetable_pause_outside", words, "days")

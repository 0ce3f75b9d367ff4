"""Appointments as an iCalendar file (RFC 5545) that a telephone's calendar takes; the only user of icalendar.

The same appointment always has the same uid; a higher sequence replaces what a calendar has, and a cancelled one
is struck out there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from contest.foundation.clock import local

MEDIA_TYPE = "text/calendar; charset=utf-8"
_ZONE = "Asia/Ho_Chi_Minh"
_REMINDER = timedelta(minutes=-30)


@dataclass(frozen=True, slots=True)
class Appointment:
    """One entry of a calendar. uid: stable, without the host; changed_at: when it was last written."""

    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    summary: str
    place: str
    changed_at: datetime
    words: str = ""
    cancelled: bool = False


def write(name: str, host: str, appointments: Sequence[Appointment]) -> bytes:
    """The file: CANCEL when all it says is that something no longer takes place, PUBLISH otherwise."""
    from icalendar import Calendar  # noqa: PLC0415 - heavy

    calendar = Calendar()
    calendar.add("prodid", "-//contest//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    over = bool(appointments) and all(one.cancelled for one in appointments)
    calendar.add("method", "CANCEL" if over else "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", _ZONE)
    for one in appointments:
        calendar.add_component(_event(one, host))
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def _event(one: Appointment, host: str) -> Any:
    from icalendar import Alarm, Event  # noqa: PLC0415 - heavy

    event = Event()
    event.add("uid", f"{one.uid}@{host}")
    event.add("sequence", one.sequence)
    event.add("dtstamp", one.changed_at)
    event.add("last-modified", one.changed_at)
    event.add("dtstart", local(one.starts))
    event.add("dtend", local(one.ends))
    event.add("summary", one.summary)
    event.add("location", one.place)
    if one.words:
        event.add("description", one.words)
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if one.cancelled else "OPAQUE")
    if not one.cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", one.summary)
        alarm.add("trigger", _REMINDER)
        event.add_component(alarm)
    return event

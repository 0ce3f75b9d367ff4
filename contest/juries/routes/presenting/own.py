"""Everybody's own presentations: an entrant's hours, a judge's rounds of them, and both as a calendar."""

from typing import NamedTuple

from flask import Response, g, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from contest.foundation.access import Permission
from contest.foundation.clock import local
from contest.foundation.pages import SIGNED_IN, page
from contest.foundation.vietnamese import file_name
from contest.foundation.writers import ics
from contest.foundation.writers.ics import Appointment
from contest.juries.queries.presenting import OwnRound, SlotRow, frame_card, own_slots, room_names, slot_rows
from contest.juries.routes.blueprint import routes
from contest.juries.routes.presenting.views import STATES, hour, rooms_of, standing_or_404, weekday


class Line(NamedTuple):
    """An own slot in words; `place` is the number of its room's board."""

    label: str
    title: str
    day: str
    starts: str
    ends: str
    planned: str
    room: str
    place: int
    word: str
    kind: str
    delay: int


class OwnPart(NamedTuple):
    """A round on the page."""

    key: str
    name: str
    entered: tuple[Line, ...]
    judged: tuple[Line, ...]


@routes.get("/<slug>/lich-thuyet-trinh")
@page(SIGNED_IN)
def my_presentations() -> ResponseReturnValue:
    """The hours of one's own entries, and of those one judges; nobody else's."""
    parts = [_part(round_) for round_ in own_slots(g.actor, g.edition.id)]
    return render_template("juries/my_presentations.html", parts=parts)


def _part(round_: OwnRound) -> OwnPart:
    frame = frame_card(round_.id)
    rooms = room_names((*round_.entered, *round_.judged), [one.name for one in frame.frame.rooms] if frame else ())
    judged = tuple(_line(slot, rooms, slot.number if round_.blind else slot.code) for slot in round_.judged)
    return OwnPart(round_.key, round_.name, tuple(_line(slot, rooms, slot.code) for slot in round_.entered), judged)


def _line(slot: SlotRow, rooms: list[str], label: str) -> Line:
    word, kind = STATES[slot.state]
    place = rooms.index(slot.room) + 1
    return Line(
        label, slot.title, weekday(slot.day), hour(slot.starts_at), hour(slot.ends_at), hour(slot.planned_at),
        slot.room, place, word, kind, slot.delay,
    )  # fmt: skip


@routes.get("/<slug>/lich-thuyet-trinh.ics")
@page(SIGNED_IN)
def my_calendar() -> ResponseReturnValue:
    """One's own slots for the calendar of a telephone; what no longer takes place is struck out there."""
    found = []
    for round_ in own_slots(g.actor, g.edition.id):
        found += [
            _appointment(slot, "du-thi", f"Thuyết trình hồ sơ {slot.code}", round_.name) for slot in round_.entered
        ]
        for slot in round_.judged:
            label = slot.number if round_.blind else slot.code
            found.append(_appointment(slot, "cham", f"Chấm thuyết trình {label}", round_.name))
    if not found:
        raise NotFound
    return _file("Lịch thuyết trình", found)


@routes.get("/<slug>/thuyet-trinh/<round_key>/phong/<int:place>.ics")
@page(Permission.PRESENTATION_READ)
def room_calendar(round_key: str, place: int) -> ResponseReturnValue:
    """All slots of a room."""
    standing = standing_or_404(round_key)
    rows = slot_rows(standing.card.id)
    names = rooms_of(standing, rows)
    if not 0 < place <= len(names):
        raise NotFound
    here = [row for row in rows if row.room == names[place - 1]]
    labels = {row.id: row.code if standing.names else row.number for row in here}
    words = standing.rules.name
    found = [_appointment(row, "phong", f"Thuyết trình {labels[row.id]}", words) for row in here]
    return _file(f"{names[place - 1]} {words}", found)


def _appointment(slot: SlotRow, audience: str, summary: str, words: str) -> Appointment:
    """The same slot is another appointment for those who present and those who judge."""
    return Appointment(
        uid=f"thuyet-trinh-{audience}-{slot.id}",
        sequence=slot.calls,
        starts=slot.starts_at,
        ends=slot.ends_at,
        summary=f"{summary}: {slot.title}",
        place=slot.room,
        changed_at=local(slot.changed_at),
        words=f"{words}, {g.edition.title}",
        cancelled=slot.state == "cancelled",
    )


def _file(name: str, appointments: list[Appointment]) -> Response:
    host = request.host.partition(":")[0]
    content = ics.write(name, host, appointments)
    answer = Response(content, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name(g.edition.slug, name, "ics")}"'
    return answer

"""What the pages of presentations show: slots by day and room, each named as its reader may know it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from flask import g
from werkzeug.exceptions import NotFound

from contest.editions.rules import Round
from contest.foundation.access import Permission
from contest.foundation.clock import local
from contest.juries import queries
from contest.juries.queries import RoundCard
from contest.juries.queries.presenting import FrameCard, SlotRow, framed_round, leavers, room_names
from contest.juries.routes.blueprint import round_or_404

# The words of a state, and how it looks.
STATES = {
    "planned": ("Chờ đến lượt", "neutral"),
    "late": ("Báo đến muộn", "attention"),
    "called": ("Đang trong phòng", "waiting"),
    "done": ("Đã thuyết trình", "done"),
    "absent": ("Vắng mặt", "refused"),
    "cancelled": ("Không thuyết trình", "refused"),
}
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


class Shown(NamedTuple):
    """A slot as somebody may see it: `label` a code, a judging number or a turn; title and unit may be empty.

    out: members of the council in conflict, who are not in the room meanwhile; only where names may be read.
    """

    slot: SlotRow
    label: str
    title: str
    unit: str
    starts: str
    ends: str
    planned: str
    word: str
    kind: str
    out: tuple[str, ...] = ()


class RoomPart(NamedTuple):
    """A room of a day; place: its number in addresses, from 1."""

    name: str
    place: int
    slots: tuple[Shown, ...]


class DayPart(NamedTuple):
    """A day: "Thứ Sáu, 12/06/2026"."""

    words: str
    on: date
    rooms: tuple[RoomPart, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A prepared round with presentations. sees: reads the office's page; names: codes and units, not numbers."""

    rules: Round
    card: RoundCard
    frame: FrameCard | None
    sees: bool
    names: bool
    has_draft: bool


def standing_or_404(round_key: str) -> Standing:
    """The round of this address. Raises NotFound when it has no presentations or is not prepared."""
    rules = round_or_404(round_key)
    framed = framed_round(g.edition.id, round_key)
    if framed is None or not rules.is_presented:
        raise NotFound
    sees = g.actor.may(Permission.PRESENTATION_READ, g.edition.id)
    # Who leads a council or writes for it knows an entry of a blind round by its number, as its judges do.
    names = sees and (not rules.blind or queries.reads_names(g.actor, g.edition.id))
    return Standing(rules, framed.card, framed.frame, sees, names, framed.has_draft)


def weekday(on: date) -> str:
    """ "Thứ Sáu, 12/06/2026"."""
    return f"{_WEEKDAYS[on.weekday()]}, {on:%d/%m/%Y}"


def hour(at: datetime) -> str:
    """ "08:20" on a clock in Vietnam."""
    return f"{local(at):%H:%M}"


def shown(slot: SlotRow, turn: int, standing: Standing, out: tuple[str, ...] = ()) -> Shown:
    """A slot as the reader may see it: names for the office, numbers for judges, codes (or turns) for everybody."""
    if standing.names:
        label, title, unit = slot.code, slot.title, slot.unit
    elif standing.sees:
        # At the door people know their turn: the number is nobody's but the council's.
        turn_too = f"{slot.number}, lượt {turn}" if standing.rules.blind else slot.number
        label, title, unit = turn_too, slot.title, ""
    else:
        label, title, unit = (f"Lượt {turn}" if standing.rules.blind else slot.code), "", ""
    word, kind = STATES[slot.state]
    hours = hour(slot.starts_at), hour(slot.ends_at), hour(slot.planned_at)
    return Shown(slot, label, title, unit, *hours, word, kind, out if standing.names else ())


def day_parts(rows: Sequence[SlotRow], standing: Standing) -> list[DayPart]:
    """Slots by day, then by room in the order of the frame."""
    names = rooms_of(standing, rows)
    out = out_of(standing)
    parts = []
    for on in sorted({row.day for row in rows}):
        rooms = []
        for place, name in enumerate(names, 1):
            here = [row for row in rows if row.day == on and row.room == name]
            if here:
                slots = tuple(shown(row, turn, standing, out.get(row.entry_id, ())) for turn, row in enumerate(here, 1))
                rooms.append(RoomPart(name, place, slots))
        parts.append(DayPart(weekday(on), on, tuple(rooms)))
    return parts


def out_of(standing: Standing) -> dict[int, tuple[str, ...]]:
    """Who must be out for which entry, for those who may read names."""
    if not standing.names:
        return {}
    return leavers(g.edition.id, standing.card.id, joint=standing.rules.joint_council)


def rooms_of(standing: Standing, rows: Iterable[SlotRow]) -> list[str]:
    """Every room that has a page."""
    return room_names(rows, [room.name for room in standing.frame.frame.rooms] if standing.frame else ())

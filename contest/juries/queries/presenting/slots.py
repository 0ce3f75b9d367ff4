"""The slots of a round as rows, and the timetable that waits for a decision."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.clock import local
from contest.foundation.database import ask, db
from contest.juries.models import Council, PresentationSlot, RoundEntry, TimetableDraft
from contest.juries.rules.timetable import Placed


class SlotRow(NamedTuple):
    """A presentation. state "cancelled" also when the entry left the contest since; delay in minutes."""

    id: int
    entry_id: int
    code: str
    number: str
    title: str
    unit: str
    council_id: int | None
    council: str
    room: str
    planned_at: datetime
    starts_at: datetime
    minutes: int
    is_pinned: bool
    state: str
    sequence: int
    told: int | None
    changed_at: datetime
    has_left: bool

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def day(self) -> date:
        """The day in Vietnam."""
        return local(self.starts_at).date()

    @property
    def delay(self) -> int:
        """Minutes later than planned."""
        return round((self.starts_at - self.planned_at).total_seconds() / 60)

    @property
    def is_out(self) -> bool:
        """Whether it was taken out by hand, and stays out when the timetable is built again."""
        return self.state == "cancelled" and self.is_pinned

    @property
    def calls(self) -> int:
        """The sequence of its calendar entry: a withdrawal that nobody has dealt with yet is one change more."""
        return self.sequence + (1 if self.has_left else 0)


class DraftCard(NamedTuple):
    """A timetable that was built. unplaced: pairs of entry id and why in words."""

    id: int
    round_id: int
    seed: int
    made_at: datetime
    placed: tuple[Placed, ...]
    unplaced: tuple[tuple[int, str], ...]
    travels: tuple[str, ...]
    facts: str


_SLOTS = (
    select(
        PresentationSlot.id, PresentationSlot.entry_id, Entry.code, RoundEntry.number, Entry.title, Entry.unit,
        RoundEntry.council_id, Council.name, PresentationSlot.room, PresentationSlot.planned_at,
        PresentationSlot.starts_at, PresentationSlot.minutes, PresentationSlot.is_pinned, PresentationSlot.state,
        PresentationSlot.sequence, PresentationSlot.told, PresentationSlot.changed_at, Entry.status,
    )
    .join(Entry, Entry.id == PresentationSlot.entry_id)
    .outerjoin(
        RoundEntry,
        (RoundEntry.round_id == PresentationSlot.round_id) & (RoundEntry.entry_id == PresentationSlot.entry_id),
    )
    .outerjoin(Council, Council.id == RoundEntry.council_id)
    .order_by(PresentationSlot.starts_at, PresentationSlot.room, PresentationSlot.id)
)  # fmt: skip

_OF_ROUND = _SLOTS.where(PresentationSlot.round_id == bindparam("round_id"))


def slot_rows(round_id: int, *, room: str | None = None, entry_ids: Iterable[int] | None = None) -> list[SlotRow]:
    """The presentations of a round in the order of time and room; of one room, or of some entries."""
    if room is None and entry_ids is None:
        return [as_slot(row) for row in ask(_OF_ROUND, {"round_id": round_id})]
    query = _SLOTS.where(PresentationSlot.round_id == round_id)
    if room is not None:
        query = query.where(PresentationSlot.room == room)
    if entry_ids is not None:
        query = query.where(PresentationSlot.entry_id.in_(list(entry_ids)))
    return [as_slot(row) for row in db.session.execute(query)]


def slot_by_id(round_id: int, slot_id: int) -> SlotRow | None:
    """One presentation of a round."""
    found = db.session.execute(
        _SLOTS.where(PresentationSlot.round_id == round_id, PresentationSlot.id == slot_id)
    ).one_or_none()
    return as_slot(found) if found else None


def as_slot(row: Any) -> SlotRow:
    """A row of the query above."""
    *values, status = row
    slot = SlotRow._make([*values, False])
    gone = status in OUT and slot.state != "cancelled"
    return slot._replace(
        code=slot.code or slot.number or "",
        number=slot.number or "",
        council=slot.council or "",
        state="cancelled" if gone else slot.state,
        has_left=gone,
    )


def placed_of(rows: Iterable[SlotRow]) -> list[Placed]:
    """Slots that take place, as the rules see them, at the hours expected now."""
    return [Placed(row.entry_id, row.room, row.starts_at, row.minutes) for row in rows if row.state != "cancelled"]


def room_names(rows: Iterable[SlotRow], known: Iterable[str]) -> list[str]:
    """The rooms of the frame, then rooms that only older slots name."""
    return list(dict.fromkeys([*known, *(row.room for row in rows)]))


def open_draft(round_id: int) -> DraftCard | None:
    """The newest timetable that waits for a decision."""
    row = db.session.scalar(
        select(TimetableDraft)
        .where(TimetableDraft.round_id == round_id, TimetableDraft.settled_at.is_(None))
        .order_by(TimetableDraft.id.desc())
        .limit(1)
    )
    return None if row is None else _draft(row)


def draft_by_id(draft_id: int) -> DraftCard | None:
    """A timetable that waits for a decision."""
    row = db.session.get(TimetableDraft, draft_id)
    return None if row is None or row.settled_at is not None else _draft(row)


def _draft(row: TimetableDraft) -> DraftCard:
    result = row.result
    placed = tuple(
        Placed(entry, room, datetime.fromisoformat(at), length) for entry, room, at, length in result["slots"]
    )
    unplaced = tuple((entry, why) for entry, why in result["unplaced"])
    return DraftCard(
        row.id, row.round_id, row.seed, row.made_at, placed, unplaced, tuple(result["travels"]), result["facts"]
    )

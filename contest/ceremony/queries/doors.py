"""Who is awaited at the doors, and what the doors noted."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from contest.ceremony.models import DoorNote
from contest.ceremony.queries.order import CeremonyCard
from contest.ceremony.rules.attendance import Attendance, Guest, Note, attendance
from contest.foundation.database import ask


class NoteRow(NamedTuple):
    """A note as it is on record."""

    id: int
    author_id: int | None
    unit: str
    state: str
    stand_in: str
    door: str
    noted_at: datetime
    after_id: int | None


_NOTE = [getattr(DoorNote, name) for name in NoteRow._fields]


def notes_of(card: CeremonyCard) -> list[NoteRow]:
    """The notes that count, in the order in which they came in."""
    which = [DoorNote.ceremony_id == card.id]
    if card.door_since is not None:
        which.append(DoorNote.kept_at >= card.door_since)
    return [NoteRow(*row) for row in ask(select(*_NOTE).where(*which).order_by(DoorNote.id))]


def standing_of(notes: Sequence[NoteRow]) -> dict[Guest, Attendance]:
    """What holds of each guest of whom anything was noted."""
    by_guest: dict[Guest, list[Note]] = defaultdict(list)
    for row in notes:
        note = Note(row.id, row.state, row.stand_in, row.door, row.noted_at, row.after_id)
        by_guest[Guest(row.author_id, row.unit)].append(note)
    found = {guest: attendance(own) for guest, own in by_guest.items()}
    return {guest: one for guest, one in found.items() if one is not None}


def doors_say(card: CeremonyCard) -> dict[Guest, Attendance]:
    """What holds of each guest, from the notes that count."""
    return standing_of(notes_of(card))

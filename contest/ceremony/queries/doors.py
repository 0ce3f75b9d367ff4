"""Who is awaited at the doors, and what the doors noted."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from contest.ceremony.models import DoorNote
from contest.ceremony.queries.order import CeremonyCard
from contest.ceremony.queries.winners import sealed_from
from contest.ceremony.rules.attendance import Attendance, Guest, Note, attendance
from contest.foundation.database import ask
from contest.foundation.vietnamese import name_key
from contest.papers.models import Certificate
from contest.papers.queries.guests import guest_list
from contest.papers.queries.winners import winners
from contest.papers.rules.guests import GROUPS, GuestFacts


class GuestRow(NamedTuple):
    """Somebody awaited: name and unit as the dossier says them, what is on their papers, how many they are."""

    guest: Guest
    name: str
    unit: str
    codes: tuple[str, ...]
    people: int = 1


def awaited(edition_id: int, goes_up: str) -> list[GuestRow]:
    """Everybody who is awaited, each once, by name; their prizes are not the door's to know.

    First whom the sealed result brings, then whoever else is invited by the list of guests.
    """
    given = winners(edition_id)
    sealed = sealed_from(given, goes_up)
    if sealed is None:
        return []
    certificates, invited = _certificate_codes(edition_id), guest_list(given)
    units = {one.unit: one for one in invited if one.group == "unit"}
    found: dict[Guest, GuestRow] = {}
    for winner in sealed.winners:
        if winner.entry_id is None:
            guest = Guest(None, winner.unit)
            own = units.get(winner.named)
            # As many as its invitation is for, and by the square that is on it; somebody comes for the award anyway.
            codes, people = ((own.code,), max(1, own.seats)) if own else ((), 1)
            found[guest] = GuestRow(guest, f"Đại diện {winner.named}", winner.named, codes, people)
            continue
        entry = sealed.entries[winner.entry_id]
        for author_id, author in sealed.authors.get(winner.entry_id, {}).items():
            of_entry = (*certificates[winner.entry_id, None], *certificates[winner.entry_id, author_id])
            unit = author.unit or entry.unit
            found[Guest(author_id)] = GuestRow(Guest(author_id), author.name, unit, (entry.code, *of_entry))
    brought = sorted(found.values(), key=lambda row: (row.guest.author_id is None, name_key(row.name), row.guest.key))
    return [*brought, *_invited(invited, {winner.named for winner in sealed.winners if winner.entry_id is None})]


def _invited(invited: Iterable[GuestFacts], units: Collection[str]) -> list[GuestRow]:
    """Of the list of guests those who go up for nobody; units: those with an award, who are awaited already."""
    return [
        GuestRow(
            Guest(None, "", one.code), one.name, f"{GROUPS[one.group]}. {one.unit}".rstrip(". "), (one.code,), one.seats
        )
        for one in invited
        if one.seats and one.entry_id is None and not (one.group == "unit" and one.unit in units)
    ]


def _certificate_codes(edition_id: int) -> dict[tuple[int | None, int | None], tuple[str, ...]]:
    """The codes of certificates by entry and author, as their squares say them."""
    found: dict[tuple[int | None, int | None], tuple[str, ...]] = defaultdict(tuple)
    rows = ask(
        select(Certificate.entry_id, Certificate.author_id, Certificate.code).where(
            Certificate.edition_id == edition_id, Certificate.entry_id.is_not(None), Certificate.state == "valid"
        )
    )
    for entry_id, author_id, code in rows:
        found[entry_id, author_id] += (code,)
    return found


class NoteRow(NamedTuple):
    """A note as it is on record."""

    id: int
    author_id: int | None
    unit: str
    guest_code: str
    state: str
    stand_in: str
    door: str
    noted_at: datetime
    after_id: int | None
    follows_id: int | None
    people: int


_NOTE = [getattr(DoorNote, name) for name in NoteRow._fields]


def notes_of(card: CeremonyCard) -> list[NoteRow]:
    """The notes that count, in the order in which they came in."""
    which = [DoorNote.ceremony_id == card.id]
    if card.door_since is not None:
        which.append(DoorNote.kept_at >= card.door_since)
    return [NoteRow(*row) for row in ask(select(*_NOTE).where(*which).order_by(DoorNote.id))]


def standing_of(notes: Sequence[NoteRow], seats: Mapping[Guest, int] | None = None) -> dict[Guest, Attendance]:
    """What holds of each guest of whom anything was noted. seats: how many a guest is, where it is more than one."""
    by_guest: dict[Guest, list[Note]] = defaultdict(list)
    for row in notes:
        note = Note(row.id, row.state, row.stand_in, row.door, row.noted_at, row.after_id, row.follows_id, row.people)
        by_guest[Guest(row.author_id, row.unit, row.guest_code)].append(note)
    many = seats or {}
    found = {guest: attendance(own, many.get(guest, 1)) for guest, own in by_guest.items()}
    return {guest: one for guest, one in found.items() if one is not None}


def doors_say(card: CeremonyCard, seats: Mapping[Guest, int] | None = None) -> dict[Guest, Attendance]:
    """What holds of each guest, from the notes that count."""
    return standing_of(notes_of(card), seats)

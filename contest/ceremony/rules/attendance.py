"""Who is here, from what several doors noted without always knowing of each other."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from contest.foundation.refusal import Reason

HERE = ("present", "stand_in")


class Guest(NamedTuple):
    """Somebody who is awaited at the door: an author by key, or whoever comes for a unit with an award of its own."""

    author_id: int | None
    unit: str = ""

    @property
    def key(self) -> str:
        """The same as one word, for telephones."""
        return f"a{self.author_id}" if self.author_id is not None else f"u{self.unit}"


def guest_of(key: str) -> Guest | None:
    """The guest of a word; None for a word that is none."""
    kind, rest = key[:1], key[1:]
    if kind == "a" and rest.isascii() and rest.isdecimal() and len(rest) < 10:
        return Guest(int(rest))
    return Guest(None, rest) if kind == "u" and rest else None


@dataclass(frozen=True, slots=True)
class Note:
    """What a door noted of one guest; after: the last note of the same guest that it knew of."""

    id: int
    state: str
    stand_in: str
    door: str
    noted_at: datetime
    after: int | None


@dataclass(frozen=True, slots=True)
class Attendance:
    """What holds of a guest: the note that counts, and the one against it while a person has not settled the two."""

    note: Note
    against: Note | None = None
    last: int = 0

    @property
    def is_here(self) -> bool:
        """Whether somebody can go up."""
        return self.note.state in HERE


def attendance(notes: Iterable[Note]) -> Attendance | None:
    """What holds by a guest's notes, in the order in which they came in; None when there are none.

    A note that knew of the last one replaces it. One that did not and says something else stands against it: until
    somebody settles it, what happened later at a door counts.
    """
    found: Attendance | None = None
    for note in notes:
        if found is None or note.after == found.last:
            found = Attendance(note, None, note.id)
        elif _says(note) == _says(found.note):
            found = Attendance(found.note, found.against, note.id)
        else:
            first, second = sorted((found.note, note), key=lambda each: (each.noted_at, each.id))
            found = Attendance(second, first, note.id)
    return found


def _says(note: Note) -> tuple[str, str]:
    return note.state, note.stand_in.strip().casefold()


class CallFacts(NamedTuple):
    """Who may go up for a call: any of these guests."""

    id: int
    guests: tuple[Guest, ...]


def calls_here(calls: Iterable[CallFacts], standing: Mapping[Guest, Attendance]) -> frozenset[int]:
    """The calls for which somebody is here."""
    here = {guest for guest, one in standing.items() if one.is_here}
    return frozenset(call.id for call in calls if any(guest in here for guest in call.guests))


def why_not_note(state: str, stand_in: str, guest: Guest | None, awaited: Collection[Guest]) -> list[Reason]:
    """Why a door's note cannot be kept."""
    if guest is None or guest not in awaited:
        return [Reason("door_unknown_guest")]
    if state == "stand_in" and not stand_in.strip():
        return [Reason("door_stand_in_missing", where="stand_in")]
    return []

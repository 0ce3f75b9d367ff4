"""Who is here, from what several doors noted without always knowing of each other."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from contest.foundation.refusal import Reason

HERE = ("present", "stand_in")


class Guest(NamedTuple):
    """Somebody who is awaited at the door: an author by key, whoever comes for a unit with an award of its own, or
    somebody of the list of guests by code.
    """

    author_id: int | None
    unit: str = ""
    code: str = ""

    @property
    def key(self) -> str:
        """The same as one word, for telephones."""
        if self.author_id is not None:
            return f"a{self.author_id}"
        return f"u{self.unit}" if self.unit else f"g{self.code}"


def guest_of(key: str) -> Guest | None:
    """The guest of a word; None for a word that is none."""
    kind, rest = key[:1], key[1:]
    if kind == "a" and rest.isascii() and rest.isdecimal() and len(rest) < 10:
        return Guest(int(rest))
    if kind == "g" and rest:
        return Guest(None, "", rest)
    return Guest(None, rest) if kind == "u" and rest else None


@dataclass(frozen=True, slots=True)
class Note:
    """What a door noted of one guest; after: the last note of the same guest that the door had from the house.

    follows: the door's own note before this one, where it was made without a line upon that. people: of those who are
    present, how many came by this door, of an invitation for several.
    """

    id: int
    state: str
    stand_in: str
    door: str
    noted_at: datetime
    after: int | None
    follows: int | None = None
    people: int = 1


@dataclass(frozen=True, slots=True)
class Attendance:
    """What holds of a guest: the note that counts, and the one against it while a person has not settled the two.

    people: how many of the invitation are here.
    """

    note: Note
    against: Note | None = None
    last: int = 0
    people: int = 0

    @property
    def is_here(self) -> bool:
        """Whether somebody can go up."""
        return self.note.state in HERE


def attendance(notes: Iterable[Note], seats: int = 1) -> Attendance | None:
    """What holds by a guest's notes, in the order in which they came in; None when there are none.

    A note replaces those its door knew of: all that the house had told it, and its own. Of those that are left because
    no later door knew of them, two that say different things stand against each other until somebody who has seen both
    settles it; meanwhile what happened later at a door counts.

    seats: how many the guest is. Of several some come by one door, some by another: counts of doors that did not know
    of each other are added up, unless more would have come than are awaited.
    """
    standing: list[Note] = []
    chains: dict[int, frozenset[int]] = {}
    last = 0
    for note in notes:
        own = chains.get(note.follows or 0, frozenset()) | ({note.follows} if note.follows else frozenset())
        chains[note.id], last = own, note.id
        standing = [each for each in standing if each.id > (note.after or 0) and each.id not in own]
        standing.append(note)
    if not standing:
        return None
    *earlier, note = sorted(standing, key=lambda each: (each.noted_at, each.id))
    total = sum(each.people for each in standing)
    if seats > 1 and total <= seats and all(each.state == "present" for each in standing):
        return Attendance(note, None, last, total)
    # Of several, two counts that cannot both be of other people stand against each other, too.
    others = [each for each in earlier if _says(each) != _says(note) or (seats > 1 and note.state == "present")]
    return Attendance(note, others[-1] if others else None, last, note.people if note.state in HERE else 0)


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

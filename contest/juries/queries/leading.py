"""Who acts on an entry where the chair, or somebody of the office, must not or cannot; entries nobody is left for."""

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import bindparam, select

from contest.entries.models import Entry
from contest.foundation.access import Role
from contest.foundation.database import ask, db
from contest.juries.models import Conflict, Council, JudgingRound, RoundEntry, Seat
from contest.juries.rules.seating import leaders
from contest.people.models import Person
from contest.people.queries import holders_of

LEADS = ("chair", "deputy")


class Leaderless(NamedTuple):
    """An entry for which its council has nobody who may conclude."""

    council: str
    code: str


def leaders_of(council_id: int | None, entry_id: int) -> frozenset[int]:
    """Who acts for a council on an entry: the chair, or the deputies where the chair is away or in conflict."""
    seats = db.session.execute(
        select(Seat.person_id, Seat.role, Seat.is_away).where(Seat.council_id == council_id, Seat.left_at.is_(None))
    )
    barred = select(Conflict.person_id).where(Conflict.entry_id == entry_id, Conflict.state != "dismissed")
    return leaders(((person, role, away) for person, role, away in seats), set(db.session.scalars(barred)))


_LEADERS_IN_CONFLICT = (
    select(Council.name, Entry.code, RoundEntry.council_id, Entry.id, Seat.person_id)
    .select_from(Seat)
    .join(Council, Council.id == Seat.council_id)
    .join(Conflict, (Conflict.person_id == Seat.person_id) & (Conflict.edition_id == Council.edition_id))
    .join(Entry, Entry.id == Conflict.entry_id)
    .join(RoundEntry, (RoundEntry.entry_id == Entry.id) & (RoundEntry.council_id == Council.id))
    .join(JudgingRound, JudgingRound.id == RoundEntry.round_id)
    .where(
        Council.edition_id == bindparam("edition_id"),
        JudgingRound.state != "closed",
        Conflict.state != "dismissed",
        Seat.left_at.is_(None),
        Seat.role.in_(LEADS),
    )
    .order_by(Council.id, Entry.code)
)


_LEADERS = select(Seat.council_id, Seat.person_id, Seat.role, Seat.is_away).where(
    Seat.council_id.in_(bindparam("ids", expanding=True)), Seat.left_at.is_(None), Seat.role.in_(LEADS)
)


def leaderless(edition_id: int) -> list[Leaderless]:
    """Entries of rounds not closed whose chair and deputies are all in conflict, or away. One query, two when some of
    them have a conflict."""
    # From the chairs and deputies in conflict to their entries: those are few, however many entries there are.
    touched = ask(_LEADERS_IN_CONFLICT, {"edition_id": edition_id}).all()
    barred: dict[tuple[str, str, int | None, int], set[int]] = defaultdict(set)
    for name, code, council_id, entry_id, person_id in touched:
        barred[name, code or "", council_id, entry_id].add(person_id)
    if not barred:
        return []
    seats: dict[int, list[tuple[int, str, bool]]] = defaultdict(list)
    for council_id, person_id, role, away in ask(_LEADERS, {"ids": list({key[2] for key in barred})}).all():
        seats[council_id].append((person_id, role, away))
    return [
        Leaderless(name, code)
        for (name, code, council_id, _), people in barred.items()
        if not leaders(seats[council_id or 0], people)
    ]


def able_in_office(edition_id: int, entry_id: int) -> list[str]:
    """Who of the office may act on an entry: the secretariat and the committee without a conflict with it, by name."""
    apart = select(Conflict.person_id).where(Conflict.entry_id == entry_id, Conflict.state != "dismissed")
    office = holders_of(edition_id, [Role.SECRETARY, Role.ORGANISER])
    rows = select(Person.name).where(Person.id.in_(office), Person.id.not_in(apart), Person.joined_into_id.is_(None))
    return list(db.session.scalars(rows.order_by(Person.sort_key, Person.id)))


def codes_apart(edition_id: int, person_id: int, entry_ids: Collection[int]) -> list[str]:
    """The codes of those of these entries that somebody has a conflict with."""
    return sorted(
        db.session.scalars(
            select(Entry.code)
            .join(Conflict, Conflict.entry_id == Entry.id)
            .where(
                Entry.edition_id == edition_id,
                Entry.id.in_(entry_ids),
                Conflict.person_id == person_id,
                Conflict.state != "dismissed",
                Entry.code.is_not(None),
            )
            .distinct()
        )
    )

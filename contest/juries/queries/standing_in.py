"""Facts for choosing who stands in for a secretary in conflict; who does it now; whom it lets through which door."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    FromClause,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    union,
)

from contest.entries.models import Entry
from contest.entries.rules import OUT
from contest.foundation.access import Role
from contest.foundation.database import ask, db
from contest.juries.models import Conflict, Council, RoundEntry, Seat, StandIn
from contest.juries.rules.seating import VOTING
from contest.juries.rules.standing_in import OFFICE, Need, Pool
from contest.people.models import Person, RoleGrant

# Drafts are nobody's business yet, what left the contest is nobody's any more.
_NO_MATTER = ("draft", *OUT)
IS_SEATED_CLERK = and_(Seat.person_id == Conflict.person_id, Seat.role == "clerk", Seat.left_at.is_(None))
IS_SECRETARY = and_(
    RoleGrant.person_id == Conflict.person_id,
    RoleGrant.edition_id == Conflict.edition_id,
    RoleGrant.role == str(Role.SECRETARY),
)
_STANDS = and_(Conflict.edition_id == bindparam("edition_id"), Conflict.state != "dismissed")


def needed(*more: Any) -> CompoundSelect[*tuple[Any, ...]]:
    """The parts that need somebody else, each once: entry, council or 0, code, the council's name or "".

    more: conditions on the conflicts. Asked with `edition_id`.
    """
    clerks = (
        select(Conflict.entry_id, Seat.council_id, Entry.code, Council.name.label("council"))
        .join(Seat, IS_SEATED_CLERK)
        .join(Council, and_(Council.id == Seat.council_id, Council.edition_id == Conflict.edition_id))
        .join(Entry, Entry.id == Conflict.entry_id)
        .where(
            _STANDS,
            Entry.status.not_in(_NO_MATTER),
            exists().where(RoundEntry.entry_id == Conflict.entry_id, RoundEntry.council_id == Seat.council_id),
            *more,
        )
    )
    office = (
        select(Conflict.entry_id, literal(OFFICE), Entry.code, literal("").label("council"))
        .join(RoleGrant, IS_SECRETARY)
        .join(Entry, Entry.id == Conflict.entry_id)
        .where(_STANDS, Entry.status.not_in(_NO_MATTER), *more)
    )
    return union(clerks, office)


_ALL = needed()
_OF_ENTRIES = needed(Conflict.entry_id.in_(bindparam("entry_ids", expanding=True)))


def needs(edition_id: int, entry_ids: Collection[int] | None = None) -> set[Need]:
    """The parts in entries (or in these) whose secretary is in conflict. One query."""
    if entry_ids is None:
        rows = ask(_ALL, {"edition_id": edition_id})
    else:
        rows = ask(_OF_ENTRIES, {"edition_id": edition_id, "entry_ids": sorted(entry_ids)})
    return {Need(entry_id, council_id) for entry_id, council_id, *_ in rows}


def pool_of(edition_id: int) -> Pool:
    """Who could stand in, in the order of Vietnamese lists: nobody who is away, who judges, whose account is closed.

    Two queries.
    """
    roles: dict[str, list[int]] = {}
    grants = (
        select(RoleGrant.role, Person.id)
        .join(Person, Person.id == RoleGrant.person_id)
        .where(RoleGrant.edition_id == edition_id, Person.active.is_(True))
        .order_by(Person.sort_key, Person.id)
    )
    for role, person_id in ask(grants):
        roles.setdefault(role, []).append(person_id)
    seats = ask(
        select(Seat.council_id, Person.id, Seat.role, Seat.is_away)
        .join(Council, Council.id == Seat.council_id)
        .join(Person, Person.id == Seat.person_id)
        .where(Council.edition_id == edition_id, Seat.left_at.is_(None), Person.active.is_(True))
        .order_by(Person.sort_key, Person.id)
    ).all()
    judge = {person_id for role in (Role.JUDGE, Role.CHAIR) for person_id in roles.get(str(role), ())}
    judge |= {person_id for _, person_id, role, _ in seats if role in VOTING}
    clerks: dict[int, list[int]] = {}
    for council_id, person_id, role, is_away in seats:
        if role == "clerk" and not is_away and person_id not in judge:
            clerks.setdefault(council_id, []).append(person_id)
    secretariat, committee = (
        [person_id for person_id in roles.get(str(role), ()) if person_id not in judge]
        for role in (Role.SECRETARY, Role.ORGANISER)
    )
    return Pool(clerks, secretariat, committee)


def barred_by_entry(edition_id: int, entry_ids: Collection[int]) -> dict[int, set[int]]:
    """Who must be kept from each of these entries. One query."""
    found: dict[int, set[int]] = {}
    rows = ask(
        select(Conflict.entry_id, Conflict.person_id).where(
            Conflict.edition_id == edition_id, Conflict.entry_id.in_(entry_ids), Conflict.state != "dismissed"
        )
    )
    for entry_id, person_id in rows:
        found.setdefault(entry_id, set()).add(person_id)
    return found


class Unserved(NamedTuple):
    """A part in an entry that nobody without a conflict is left for; council "" is the secretariat's."""

    council: str
    code: str


def stands_in_for(need: FromClause) -> ColumnElement[bool]:
    """Who stands in now in a part of an entry (entry_id, council_id or 0 for the secretariat's), for a join."""
    is_office = and_(StandIn.council_id.is_(None), need.c.council_id == OFFICE)
    is_part = or_(StandIn.council_id == need.c.council_id, is_office)
    return and_(StandIn.entry_id == need.c.entry_id, StandIn.ended_at.is_(None), is_part)


def _unserved(need: FromClause) -> Select[str, str | None]:
    return (
        select(need.c.council, need.c.code)
        .outerjoin(StandIn, stands_in_for(need))
        .where(StandIn.id.is_(None))
        .order_by(need.c.council, need.c.code, need.c.entry_id)
    )


# A long statement, asked on several desks: built once.
_UNSERVED = _unserved(_ALL.subquery())


def unserved(edition_id: int) -> list[Unserved]:
    """The parts nobody stands in for although somebody has to. One query."""
    return [Unserved(council, code or "") for council, code in ask(_UNSERVED, {"edition_id": edition_id}).all()]


def replacing(person_id: Any, edition_id: Any, entry_id: Any) -> Select[Any]:
    """The names of who stands in for somebody at an entry; values, or columns of another query."""
    clerk_of = select(Seat.council_id).where(Seat.person_id == person_id, Seat.role == "clerk", Seat.left_at.is_(None))
    is_secretary = exists().where(
        RoleGrant.person_id == person_id, RoleGrant.edition_id == edition_id, RoleGrant.role == str(Role.SECRETARY)
    )
    return (
        select(Person.name)
        .join(StandIn, StandIn.person_id == Person.id)
        .where(
            StandIn.entry_id == entry_id,
            StandIn.ended_at.is_(None),
            or_(StandIn.council_id.in_(clerk_of), and_(StandIn.council_id.is_(None), is_secretary)),
        )
        .order_by(Person.sort_key, Person.id)
    )


def stand_in_names(edition_id: int, person_id: int, entry_id: int) -> list[str]:
    """Who stands in for somebody of the secretariat, or a clerk, at an entry. One query."""
    return list(dict.fromkeys(db.session.scalars(replacing(person_id, edition_id, entry_id))))


_LENT = select(func.coalesce(StandIn.council_id, OFFICE)).where(
    StandIn.person_id == bindparam("person_id"),
    StandIn.entry_id == bindparam("entry_id"),
    StandIn.ended_at.is_(None),
    StandIn.council_id.is_not(None),
)


def councils_lent(person_id: int, entry_id: int) -> frozenset[int]:
    """The councils whose clerk's part in an entry somebody has while they stand in. One query."""
    return frozenset(row[0] for row in ask(_LENT, {"person_id": person_id, "entry_id": entry_id}))


class Stood(NamedTuple):
    """Somebody had, or has, the clerk's part in an entry from one moment to another (None: still)."""

    entry_id: int
    name: str
    made_at: datetime
    ended_at: datetime | None

    def stood_at(self, moment: datetime | None) -> bool:
        """Whether at that moment; now without one."""
        if moment is None:
            return self.ended_at is None
        return self.made_at <= moment and (self.ended_at is None or moment < self.ended_at)


def clerks_instead(council_id: int | None, entry_ids: Collection[int]) -> list[Stood]:
    """Who has or had the clerk's part of a council (of all with None) in these entries. One query."""
    rows = ask(
        select(StandIn.entry_id, Person.name, StandIn.made_at, StandIn.ended_at)
        .join(Person, Person.id == StandIn.person_id)
        .where(
            StandIn.entry_id.in_(entry_ids),
            StandIn.council_id.is_not(None) if council_id is None else StandIn.council_id == council_id,
        )
        .order_by(Person.sort_key, Person.id)
    )
    return [Stood(*row) for row in rows]


def instead_at(edition_id: int, person_id: int, entry_ids: Collection[int]) -> dict[int, str]:
    """Of entries a secretary is in conflict with, who stands in, by entry; "" for nobody. One query at most."""
    if not entry_ids:
        return {}
    name = replacing(person_id, edition_id, Entry.id).limit(1).correlate(Entry).scalar_subquery()
    rows = ask(select(Entry.id, func.coalesce(name, "")).where(Entry.id.in_(entry_ids)))
    return dict(rows.all())


def councils_of_stand_in(edition_id: int, person_id: int) -> frozenset[int]:
    """The councils whose clerk's part somebody has in some entry. One query."""
    rows = ask(
        select(func.coalesce(StandIn.council_id, OFFICE)).where(
            StandIn.edition_id == edition_id, StandIn.person_id == person_id, StandIn.ended_at.is_(None)
        )
    )
    return frozenset(row[0] for row in rows) - {OFFICE}


def entries_lent(council_id: int | None, person_id: int) -> frozenset[int]:
    """The entries in which somebody has a council's clerk's part while they stand in. One query."""
    rows = ask(
        select(StandIn.entry_id).where(
            StandIn.person_id == person_id, StandIn.council_id == council_id, StandIn.ended_at.is_(None)
        )
    )
    return frozenset(row[0] for row in rows) if council_id is not None else frozenset()


def labels(edition_id: int, parts: Collection[Need]) -> Mapping[Need, str]:
    """What each entry is called to who has that part: its code for the office, its last judging number for clerks."""
    entry_ids = {need.entry_id for need in parts}
    asked_codes = select(Entry.id, Entry.code).where(Entry.edition_id == edition_id, Entry.id.in_(entry_ids))
    codes = {entry_id: code or "" for entry_id, code in ask(asked_codes)}
    numbers: dict[tuple[int, int | None], str] = {}
    asked = select(RoundEntry.entry_id, RoundEntry.council_id, RoundEntry.number).order_by(RoundEntry.round_id)
    for entry_id, council_id, number in ask(asked.where(RoundEntry.entry_id.in_(entry_ids))):
        numbers[entry_id, council_id] = number
    return {
        need: numbers.get((need.entry_id, need.council_id), "") if need.council_id else codes.get(need.entry_id, "")
        for need in parts
    }

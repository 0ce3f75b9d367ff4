"""Who has a presentation: one's own slots, and whom a letter about a slot goes to."""

from typing import NamedTuple

from sqlalchemy import bindparam, select

from contest.editions.queries import regulation_of
from contest.entries.models import Entry
from contest.entries.queries import owned_by
from contest.foundation.access import Actor, Permission
from contest.foundation.database import ask, db
from contest.foundation.mail import Recipient
from contest.juries.models import (
    Assignment,
    Conflict,
    Council,
    JudgingRound,
    PresentationSlot,
    RoundEntry,
    Seat,
    Timetable,
)
from contest.juries.queries.presenting.slots import SlotRow, slot_rows
from contest.people.models import Person


class OwnRound(NamedTuple):
    """Announced presentations of one round that concern somebody: as an entrant, and as a judge."""

    id: int
    key: str
    name: str
    blind: bool
    entered: tuple[SlotRow, ...]
    judged: tuple[SlotRow, ...]


class Told(NamedTuple):
    """A slot whose people must be written to, and their address."""

    slot: SlotRow
    to: Recipient


def own_slots(actor: Actor, edition_id: int) -> list[OwnRound]:
    """Every announced round in which somebody presents or judges, in the order of the regulation."""
    rows = db.session.execute(
        select(JudgingRound.id, JudgingRound.key)
        .join(Timetable, Timetable.round_id == JudgingRound.id)
        .where(JudgingRound.edition_id == edition_id, Timetable.announced_at.is_not(None))
    )
    ids = {key: round_id for round_id, key in rows}
    found = []
    for round_ in regulation_of(edition_id).rounds:
        if round_.key not in ids:
            continue
        round_id = ids[round_.key]
        mine = _entered(actor, round_id)
        judged = _judged(actor, edition_id, round_id)
        slots = {slot.entry_id: slot for slot in slot_rows(round_id, entry_ids=mine | judged)}
        found.append(
            OwnRound(
                round_id,
                round_.key,
                round_.name,
                round_.blind,
                tuple(slot for slot in slots.values() if slot.entry_id in mine),
                tuple(slot for slot in slots.values() if slot.entry_id in judged),
            )
        )
    return [each for each in found if each.entered or each.judged]


def _entered(actor: Actor, round_id: int) -> set[int]:
    query = (
        select(Entry.id)
        .join(PresentationSlot, PresentationSlot.entry_id == Entry.id)
        .where(PresentationSlot.round_id == round_id, owned_by(actor))
    )
    return set(db.session.scalars(query))


def _judged(actor: Actor, edition_id: int, round_id: int) -> set[int]:
    if not actor.may(Permission.SCORE_GIVE, edition_id):
        return set()
    query = select(Assignment.entry_id).where(
        Assignment.round_id == round_id, Assignment.judge_id == actor.id, Assignment.removed_at.is_(None)
    )
    return set(db.session.scalars(query))


_IN_CONFLICT = (
    select(Conflict.entry_id, Person.name)
    .join(Person, Person.id == Conflict.person_id)
    .join(Seat, Seat.person_id == Person.id)
    .join(Council, Council.id == Seat.council_id)
    .join(RoundEntry, RoundEntry.entry_id == Conflict.entry_id)
    .where(
        RoundEntry.round_id == bindparam("round_id"),
        Conflict.edition_id == bindparam("edition_id"),
        Conflict.state != "dismissed",
        Seat.left_at.is_(None),
    )
    .order_by(Person.sort_key, Person.id)
)
# By whether the round is judged by all councils together.
_LEAVERS = {
    True: _IN_CONFLICT.where(Council.edition_id == bindparam("edition_id")),
    False: _IN_CONFLICT.where(Seat.council_id == RoundEntry.council_id),
}


def leavers(edition_id: int, round_id: int, *, joint: bool) -> dict[int, tuple[str, ...]]:
    """Who must be out of the room for which entry: members of its council (of any, in a joint round) in conflict."""
    rows = ask(_LEAVERS[joint], {"edition_id": edition_id, "round_id": round_id})
    found: dict[int, dict[str, None]] = {}
    for entry_id, name in rows:
        found.setdefault(entry_id, {})[name] = None
    return {entry_id: tuple(names) for entry_id, names in found.items()}


def may_run(actor: Actor, edition_id: int, council_id: int | None, *, joint: bool) -> bool:
    """Whether somebody runs the presentations of a council's entries: the office all, others those of their council."""
    if not actor.may(Permission.PRESENTATION_RUN, edition_id):
        return False
    if joint or actor.may(Permission.JURY_MANAGE, edition_id):
        return True
    own = select(Seat.id).where(Seat.person_id == actor.id, Seat.council_id == council_id, Seat.left_at.is_(None))
    return db.session.scalar(own.limit(1)) is not None


def to_tell(round_id: int) -> list[Told]:
    """Slots that nobody was told about as they are now, each with the address of the dossier or of its account."""
    waiting = [row for row in slot_rows(round_id) if must_hear(row)]
    ids = {row.entry_id for row in waiting}
    found = db.session.execute(
        select(Entry.id, Entry.email, Entry.phone, Person.id, Person.name, Person.email, Person.phone)
        .outerjoin(Person, Person.id == Entry.owner_id)
        .where(Entry.id.in_(ids))
    )
    addresses = {
        entry_id: Recipient(name or "", mail or own_mail or "", phone or own_phone or "", person_id)
        for entry_id, mail, phone, person_id, name, own_mail, own_phone in found
    }
    return [Told(row, addresses[row.entry_id]) for row in waiting]


def must_hear(row: SlotRow) -> bool:
    """Who was never told hears of a slot that takes place; who was told hears of every change."""
    if row.told is None:
        return row.state not in ("cancelled", "done", "absent")
    return row.told < row.calls

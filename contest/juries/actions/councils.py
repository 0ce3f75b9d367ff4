"""Councils made from the regulation, and who sits on them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.entries.models import Entry, EntryAuthor
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission, Role
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.ledger import Happening
from contest.foundation.refusal import refuse, refuse_with
from contest.foundation.vietnamese import nfc
from contest.juries.actions.standing_in import see_to_stand_ins
from contest.juries.actions.taking import take_away
from contest.juries.models import Council, Seat
from contest.juries.queries.answers import answer_at
from contest.juries.queries.councils import teams_of
from contest.juries.rules.seating import ROLE_OF_SEAT, SeatFacts, why_not_seat
from contest.people.actions import ensure_person, grant_role, invite, resend_invitation, revoke_role
from contest.people.queries import holders_of, people_cards

# What a regulation without councils of its own is judged by.
_ONLY = ("c1", "Hội đồng giám khảo")


@dataclass(frozen=True, slots=True)
class SeatWish:
    """What a seat is to be; expertise holds keys of fields and free words, team a key of the council's teams."""

    role: str = "member"
    expertise: tuple[str, ...] = ()
    most_entries: int | None = None
    team: str = ""


@action(Permission.JURY_MANAGE)
def ensure_councils(actor: Actor, edition_id: int) -> dict[str, int]:
    """Make the regulation's councils and keep their names and fields as it says; gives their keys."""
    regulation = regulation_of(edition_id)
    wanted = [(council.key, council.name, list(council.fields)) for council in regulation.councils]
    wanted = wanted or [(*_ONLY, [field.key for field in regulation.fields])]
    known = {row.key: row for row in db.session.scalars(select(Council).where(Council.edition_id == edition_id))}
    for key, name, fields in wanted:
        council = known.get(key)
        if council is None:
            known[key] = council = Council(edition_id=edition_id, key=key, name=name, field_keys=fields)
            db.session.add(council)
        elif (council.name, council.field_keys) != (name, fields):
            council.name, council.field_keys = name, fields
    db.session.flush()
    return {key: known[key].id for key, _, _ in wanted}


@action(Permission.JURY_MANAGE)
def seat_judge(
    actor: Actor,
    edition_id: int,
    council_id: int,
    name: str,
    email: str,
    *,
    unit: str = "",
    role: str = "member",
    expertise: Sequence[str] = (),
    most_entries: int | None = None,
    team: str = "",
    invites: bool = False,
) -> int:
    """Give somebody a seat (again, if the person left), and the role that goes with it; returns the seat's key.

    invites: send the letter by which somebody new takes the account over, or declines.
    Raises Refusal: council_gone, judge_has_entered, chair_taken, seat_role_unknown, seat_team_unknown.
    """
    if role not in ROLE_OF_SEAT:
        raise refuse_with("seat_role_unknown", "role", role=role)
    council = council_of(edition_id, council_id)
    _must_be_team(edition_id, council, team)
    person_id = ensure_person(actor, edition_id, name, email, unit)
    wish = SeatWish(role, tuple(expertise), most_entries, team)
    return take_seat(actor, edition_id, council, person_id, nfc(name), wish, email if invites else "").id


def _must_be_team(edition_id: int, council: Council, team: str) -> None:
    if team and team not in {each.key for each in teams_of(regulation_of(edition_id), council.key)}:
        raise refuse_with("seat_team_unknown", "team", council=council.name)


def council_of(edition_id: int, council_id: int) -> Council:
    """The council. Raises Refusal: council_gone."""
    council = db.session.get(Council, council_id)
    if council is None or council.edition_id != edition_id:
        raise refuse_with("council_gone")
    return council


def take_seat(
    actor: Actor,
    edition_id: int,
    council: Council,
    person_id: int,
    name: str,
    wish: SeatWish,
    invited_at: str = "",
) -> Seat:
    """The seat as wished, and the role for the edition; with an address, a letter of invitation goes there first."""
    rows = list(db.session.scalars(select(Seat).where(Seat.council_id == council.id)))
    entered = bool(who_entered(edition_id, [person_id]))
    seat, before = put_in_seat(council.id, rows, person_id, name, wish, entered=entered)
    db.session.flush()
    role = ROLE_OF_SEAT[wish.role]
    if invited_at and person_id not in holders_of(edition_id, [role]):
        invite(actor, edition_id, role, name, invited_at)
    grant_role(actor, edition_id, person_id, role)
    if before is not None and before != wish.role:
        give_up_role(actor, edition_id, person_id, ROLE_OF_SEAT[before])
    if before != wish.role:
        ledger.note_all(actor, edition_id, [seated(council, person_id, wish.role)])
        see_to_stand_ins(actor, edition_id)
    return seat


def put_in_seat(
    council_id: int, rows: list[Seat], person_id: int, name: str, wish: SeatWish, *, entered: bool
) -> tuple[Seat, str | None]:
    """The seat as wished, not written yet, and the role it had, if somebody sat on it.

    rows: the council's seats, those left too; a new one is put among them. Raises Refusal: judge_has_entered,
    chair_taken.
    """
    held = [SeatFacts(row.person_id, row.role) for row in rows if row.left_at is None]
    refuse(why_not_seat(held, wish.role, person_id, name, entered=entered))
    seat = next((row for row in rows if row.person_id == person_id), None)
    before = seat.role if seat is not None and seat.left_at is None else None
    if seat is None:
        seat = Seat(council_id=council_id, person_id=person_id, seated_at=now(), expertise=[])
        db.session.add(seat)
        rows.append(seat)
    elif seat.left_at is not None:
        seat.left_at, seat.left_reason, seat.seated_at = None, "", now()
    seat.role, seat.most_entries, seat.team_key = wish.role, wish.most_entries, wish.team
    if list(seat.expertise) != list(wish.expertise):
        seat.expertise = list(wish.expertise)
    return seat, before


def seated(council: Council, person_id: int, role: str) -> Happening:
    """What the ledger is told of somebody who takes a seat."""
    payload = {"council": council.key, "person": person_id, "role": role}
    return Happening("jury.seated", f"council:{council.key}", payload)


def who_entered(edition_id: int, person_ids: Collection[int]) -> set[int]:
    """Who of these is an author of an entry of this edition that was not withdrawn."""
    authors = (
        select(EntryAuthor.person_id)
        .join(Entry, Entry.id == EntryAuthor.entry_id)
        .where(Entry.edition_id == edition_id, Entry.status != "withdrawn", EntryAuthor.person_id.in_(person_ids))
    )
    return {person_id for person_id in db.session.scalars(authors) if person_id is not None}


@action(Permission.JURY_MANAGE)
def change_seat(
    actor: Actor,
    edition_id: int,
    seat_id: int,
    *,
    role: str,
    expertise: Sequence[str] = (),
    most_entries: int | None = None,
    team: str = "",
    away: bool = False,
) -> None:
    """Another role, team, expertise or ceiling for somebody who sits; away: not there for now, the deputy acts.

    Raises Refusal: seat_gone, chair_taken, seat_team_unknown.
    """
    if role not in ROLE_OF_SEAT:
        raise refuse_with("seat_role_unknown", "role", role=role)
    seat, council = _present_seat(edition_id, seat_id)
    _must_be_team(edition_id, council, team)
    name = people_cards([seat.person_id])[seat.person_id].name
    wish = SeatWish(role, tuple(expertise), most_entries, team)
    take_seat(actor, edition_id, council, seat.person_id, name, wish)
    if seat.is_away != away:
        seat.is_away = away
        payload = {"council": council.key, "person": seat.person_id, "away": away}
        ledger.note(actor, edition_id, "jury.away" if away else "jury.back", f"council:{council.key}", payload)
        see_to_stand_ins(actor, edition_id)


@action(Permission.JURY_MANAGE)
def invite_again(actor: Actor, edition_id: int, seat_id: int) -> str:
    """Write the invitation to somebody who sits (again), with a new link and term; returns the address.

    Raises Refusal: seat_gone, seat_without_address.
    """
    seat, council = _present_seat(edition_id, seat_id)
    card = people_cards([seat.person_id])[seat.person_id]
    if not card.email:
        raise refuse_with("seat_without_address", name=card.name)
    role = ROLE_OF_SEAT[seat.role]
    known = answer_at(seat_id, edition_id)
    if known is not None and known.state != "accepted":
        resend_invitation(actor, edition_id, known.invitation_id)
    else:
        # The role is held since the seat was given; the letter asks whether the person will come.
        revoke_role(actor, edition_id, seat.person_id, role)
        invite(actor, edition_id, role, card.name, card.email)
        grant_role(actor, edition_id, seat.person_id, role)
    payload = {"council": council.key, "person": seat.person_id, "role": seat.role}
    ledger.note(actor, edition_id, "jury.invited", f"council:{council.key}", payload)
    return card.email


@action(Permission.JURY_MANAGE)
def unseat(actor: Actor, edition_id: int, seat_id: int, reason: str) -> int:
    """Somebody leaves a council: the seat stays on record, what was assigned there is taken away.

    Scores already given stay; returns how many entries now lack this judge. Raises Refusal: seat_gone,
    jury_reason_needed.
    """
    if not nfc(reason):
        raise refuse_with("jury_reason_needed", "reason")
    seat, council = _present_seat(edition_id, seat_id)
    seat.left_at, seat.left_reason = now(), nfc(reason)
    db.session.flush()
    give_up_role(actor, edition_id, seat.person_id, ROLE_OF_SEAT[seat.role])
    lost = 0 if _still_votes(edition_id, seat.person_id) else take_away(edition_id, seat.person_id, nfc(reason))
    payload = {"council": council.key, "person": seat.person_id, "role": seat.role, "entries": lost}
    ledger.note(actor, edition_id, "jury.left", f"council:{council.key}", payload)
    see_to_stand_ins(actor, edition_id)
    return lost


def _present_seat(edition_id: int, seat_id: int) -> tuple[Seat, Council]:
    seat = db.session.get(Seat, seat_id)
    council = db.session.get(Council, seat.council_id) if seat is not None and seat.left_at is None else None
    if seat is None or council is None or council.edition_id != edition_id:
        raise refuse_with("seat_gone")
    return seat, council


def _seats_of(edition_id: int, person_id: int) -> list[Seat]:
    return list(
        db.session.scalars(
            select(Seat)
            .join(Council, Council.id == Seat.council_id)
            .where(Council.edition_id == edition_id, Seat.person_id == person_id, Seat.left_at.is_(None))
        )
    )


def give_up_role(actor: Actor, edition_id: int, person_id: int, role: Role) -> None:
    """Take the role away unless another seat still needs it."""
    if role not in {ROLE_OF_SEAT[seat.role] for seat in _seats_of(edition_id, person_id)}:
        revoke_role(actor, edition_id, person_id, role)


def _still_votes(edition_id: int, person_id: int) -> bool:
    return any(seat.role != "clerk" for seat in _seats_of(edition_id, person_id))

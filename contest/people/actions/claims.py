"""Accounts for people without e-mail: a code on paper, made by the office or a unit, opens that of a telephone."""

import hmac

from sqlalchemy import select

from contest.foundation.access import Actor, Permission, Role
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse, refuse_with
from contest.foundation.tokens import fingerprint, random_code
from contest.foundation.vietnamese import parse_phone
from contest.people.actions.persons import by_phone, check_password, fresh_key, hashed, new_person
from contest.people.actions.units import give_unit_account, living_unit
from contest.people.models import ClaimCode, Person, RoleGrant
from contest.people.queries.claims import Handout
from contest.people.rules import (
    CLAIM_LIVES,
    CODE_LENGTH,
    CODE_LETTERS,
    Ticket,
    readable_code,
    tidy_code,
    why_not_claim,
    why_not_hand_out,
)


@action(Permission.CODE_HAND_OUT)
def make_claim_code(actor: Actor, edition_id: int, name: str, phone: str, unit: str = "") -> Handout:
    """Make a code for the account of a telephone, new or known; the code is in the answer and nowhere else.

    A new code ends the one before. Raises Refusal: phone_unreadable, name_missing, code_not_…
    """
    phone = parse_phone(phone, "phone")
    person = by_phone(phone)
    if person is None:
        person = new_person(name, phone=phone, unit=unit)
    else:
        _check_known(actor, edition_id, person)
    code = random_code(CODE_LETTERS, CODE_LENGTH)
    for old in _codes(person.id):
        old.expires_at = min(old.expires_at, now())
    line = ClaimCode(
        person_id=person.id,
        edition_id=edition_id,
        code_hash=_hash(phone, code),
        made_at=now(),
        made_by_id=actor.id,
        expires_at=now() + CLAIM_LIVES,
    )
    db.session.add(line)
    db.session.flush()
    return Handout(line.id, person.name, phone, readable_code(code), line.expires_at, person.id)


@action(Permission.PERSON_INVITE)
def hand_out_for_unit(actor: Actor, edition_id: int, unit_id: int, name: str, phone: str) -> Handout:
    """A code on paper for whoever registers the entries of a unit; the role is theirs at once."""
    unit = living_unit(unit_id)
    paper = make_claim_code(actor, edition_id, name, phone, unit.name)
    give_unit_account(actor, edition_id, unit_id, paper.person_id)
    return paper


@action(Permission.ACCOUNT_OPEN)
def note_code_try(actor: Actor, phone: str) -> None:
    """Count a try of the present code of a telephone before it is compared, so that guessing ends it."""
    code = _present_code(phone)
    if code is not None and code.used_at is None:
        code.tries += 1


@action(Permission.ACCOUNT_OPEN)
def claim_account(actor: Actor, phone: str, code: str, password: str) -> int:
    """Take over the account of a telephone with the code from the paper and give it a password; returns its key."""
    digest = hashed(password)
    line = _present_code(phone)
    if line is None:
        raise refuse_with("code_wrong", "code")
    refuse(why_not_claim(Ticket(line.expires_at, line.used_at is not None, line.tries - 1), now()))
    if not hmac.compare_digest(line.code_hash, _hash(phone, tidy_code(code))):
        raise refuse_with("code_wrong", "code")
    person = db.session.get_one(Person, line.person_id)
    check_password(password, person.name, person.phone)
    line.used_at = now()
    person.password = digest
    person.fs_uniquifier = fresh_key()
    person.confirmed_at = person.confirmed_at or now()
    return person.id


def _check_known(actor: Actor, edition_id: int, person: Person) -> None:
    """The office speaks for its edition, a unit for itself; an account taken over elsewhere is none of theirs."""
    roles = {Role(word) for word in db.session.scalars(select(RoleGrant.role).where(RoleGrant.person_id == person.id))}
    earlier = _codes(person.id)
    if actor.may(Permission.PERSON_INVITE, edition_id):
        own = person.password is None or any(code.edition_id == edition_id for code in earlier)
    else:
        own = bool(earlier) and earlier[0].made_by_id == actor.id
    refuse(why_not_hand_out(roles, person.email, own=own))


def _codes(person_id: int) -> list[ClaimCode]:
    return list(db.session.scalars(select(ClaimCode).where(ClaimCode.person_id == person_id).order_by(ClaimCode.id)))


def _present_code(phone: str) -> ClaimCode | None:
    """The newest code of this telephone, locked, whatever has become of it."""
    return db.session.scalar(
        select(ClaimCode)
        .join(Person, Person.id == ClaimCode.person_id)
        .where(Person.phone == phone, Person.active.is_(True))
        .order_by(ClaimCode.id.desc())
        .limit(1)
        .with_for_update(of=ClaimCode)
    )


def _hash(phone: str, code: str) -> str:
    return fingerprint("people.claim", f"{phone}:{code}")

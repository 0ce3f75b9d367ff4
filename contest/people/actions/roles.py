"""Roles given and taken, and people made known by the office before they have an account of their own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import func, select

from contest.foundation.access import ROLE_WORDS, Actor, Permission, Role
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.foundation.tokens import random_key
from contest.people.actions.accounts import send_reset
from contest.people.actions.persons import (
    by_email,
    check_password,
    describe,
    fresh_key,
    hashed,
    new_person,
    person_of,
    unsaved_person,
)
from contest.people.models import Person, RoleGrant
from contest.people.rules import tidy_email, why_not_enter, why_not_give, why_not_give_to, why_not_take

# Is given who does it, and the edition.
Follower = Callable[[Actor, int], None]
F = TypeVar("F", bound=Follower)
_FOLLOWERS: list[Follower] = []
# Whom the office of an edition is made of.
_OFFICE_ROLES = (Role.SECRETARY, Role.ORGANISER)


def when_office_changes(follow: F) -> F:
    """Call this, in the same transaction, whenever somebody joins or leaves the office of an edition."""
    _FOLLOWERS.append(follow)
    return follow


def office_changed(actor: Actor, edition_id: int) -> None:
    """Tell them, once it is written who holds which role now."""
    db.session.flush()
    for follow in _FOLLOWERS:
        follow(actor, edition_id)


def _follow(actor: Actor, edition_id: int | None, role: Role) -> None:
    if edition_id is not None and role in _OFFICE_ROLES:
        office_changed(actor, edition_id)


@action(Permission.PERSON_INVITE)
def ensure_person(actor: Actor, edition_id: int, name: str, email: str, unit: str = "") -> int:
    """The key of the person with this address; made known without a password when nobody has it yet."""
    person = by_email(email)
    if person is None:
        return new_person(name, email=email, unit=unit).id
    if unit and not person.unit:
        describe(person, person.name, unit)
    return person.id


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody the office knows: what a line of a list says."""

    name: str
    email: str
    unit: str = ""


@action(Permission.PERSON_INVITE)
def ensure_people(actor: Actor, edition_id: int, named: Sequence[Named]) -> dict[str, int]:
    """The same for many, in two statements; their keys by their addresses, tidied."""
    emails = [tidy_email(one.email) for one in named]
    known = {person.email: person for person in db.session.scalars(select(Person).where(Person.email.in_(emails)))}
    for email, one in zip(emails, named, strict=True):
        person = known.get(email)
        if person is None:
            known[email] = unsaved_person(one.name, email=email, unit=one.unit)
        elif one.unit and not person.unit:
            describe(person, person.name, one.unit)
    db.session.flush()
    return {email: known[email].id for email in emails}


@action(Permission.PERSON_INVITE)
def grant_role(actor: Actor, edition_id: int, person_id: int, role: Role) -> None:
    """Give a role of the edition; giving it twice changes nothing."""
    refuse(why_not_give(actor, edition_id, role))
    person = person_of(person_id)
    held = held_in(person.id, edition_id)
    refuse(why_not_give_to(held, role))
    if role not in held:
        add_grant(actor, person.id, edition_id, role)


@action(Permission.PERSON_INVITE)
def grant_roles(actor: Actor, edition_id: int, wanted: Sequence[tuple[int, Role]]) -> dict[int, list[Reason]]:
    """Give roles of the edition to many at once; why not, by the keys of those who must not hold theirs.

    Raises Refusal: what the actor may not give, no_such_person.
    """
    refuse([reason for role in {role for _, role in wanted} for reason in why_not_give(actor, edition_id, role)])
    ids = sorted({person_id for person_id, _ in wanted})
    people = select(Person).where(Person.id.in_(ids)).order_by(Person.id).with_for_update()
    known = {one.id: one for one in db.session.scalars(people.execution_options(populate_existing=True)) if one.active}
    refuse([Reason("no_such_person", {"name": f"số {person_id}"}) for person_id in ids if person_id not in known])
    held: dict[int, set[Role]] = {person_id: set() for person_id in ids}
    for person_id, word in db.session.execute(
        select(RoleGrant.person_id, RoleGrant.role).where(
            RoleGrant.person_id.in_(ids), RoleGrant.edition_id == edition_id
        )
    ):
        held[person_id].add(Role(word))
    against: dict[int, list[Reason]] = {}
    for person_id, role in wanted:
        reasons = why_not_give_to(held[person_id], role)
        if reasons:
            against[person_id] = reasons
        elif role not in held[person_id]:
            held[person_id].add(role)
            _write_grant(actor, known[person_id], edition_id, role)
    db.session.flush()
    for role in {role for _, role in wanted}:
        _follow(actor, edition_id, role)
    return against


@action(Permission.PERSON_INVITE)
def revoke_role(actor: Actor, edition_id: int, person_id: int, role: Role) -> None:
    """Take a role of the edition away. Raises Refusal: role_not_held."""
    refuse(why_not_give(actor, edition_id, role))
    _drop(person_of(person_id), edition_id, role)
    _follow(actor, edition_id, role)


@action(Permission.ENTRY_START)
def become_entrant(actor: Actor, edition_id: int) -> None:
    """Record that somebody enters the edition, so that nobody makes them its judge; twice changes nothing."""
    if actor.id is None:
        return
    held = held_in(person_of(actor.id).id, edition_id)
    refuse(why_not_enter(held))
    if Role.ENTRANT not in held:
        add_grant(actor, actor.id, edition_id, Role.ENTRANT)


@action(Permission.ENTRY_MANAGE)
def record_entrant(actor: Actor, edition_id: int, person_id: int) -> None:
    """The same for somebody into whose hands entries are put."""
    held = held_in(person_of(person_id).id, edition_id)
    refuse(why_not_enter(held))
    if Role.ENTRANT not in held:
        add_grant(actor, person_id, edition_id, Role.ENTRANT)


@action(Permission.CODE_HAND_OUT)
def enter_as(actor: Actor, edition_id: int, person_id: int) -> None:
    """Record that an author somebody gave a code to enters the edition; twice changes nothing."""
    held = held_in(person_id, edition_id)
    refuse(why_not_enter(held))
    if Role.ENTRANT not in held:
        add_grant(actor, person_id, edition_id, Role.ENTRANT)


@dataclass(frozen=True, slots=True)
class Made:
    """An administrator that was made: the key, and the password (made up when none was given)."""

    person_id: int
    password: str


@action(Permission.INSTALLATION_RUN)
def create_admin(
    actor: Actor, email: str, password: str | None, name: str = "Quản trị hệ thống", digest: str = ""
) -> Made:
    """Make the administrator of an installation, or make an existing account one; the password given is set.

    digest: the password's slow hash where the caller has it already, for several accounts at once.
    """
    password = password or random_key()
    email = tidy_email(email)
    check_password(password, name, email)
    digest = digest or hashed(password)
    person = by_email(email) or new_person(name, email=email)
    person.password, person.fs_uniquifier = digest, fresh_key()
    person.confirmed_at = person.confirmed_at or now()
    grant_admin(actor, person.id)
    return Made(person.id, password)


@action(Permission.INSTALLATION_RUN)
def add_person(actor: Actor, name: str, email: str) -> Person:
    """Make an account without a password; a letter lets its owner set one. Raises Refusal: address_known."""
    if by_email(email):
        raise refuse_with("address_known", "email")
    return new_person(name, email=email)


@action(Permission.INSTALLATION_RUN)
def grant_admin(actor: Actor, person_id: int) -> None:
    """Make somebody an administrator of the installation."""
    refuse(why_not_give(actor, None, Role.ADMIN))
    person = person_of(person_id)
    if Role.ADMIN not in held_in(person.id, None):
        add_grant(actor, person.id, None, Role.ADMIN)


@action(Permission.INSTALLATION_RUN)
def revoke_admin(actor: Actor, person_id: int) -> None:
    """Take the administrator's role away; the last one keeps it."""
    refuse(why_not_take(Role.ADMIN, _admins()))
    _drop(person_of(person_id), None, Role.ADMIN)


def held_in(person_id: int, edition_id: int | None) -> set[Role]:
    """The roles somebody holds in the edition (or, with None, in the installation)."""
    where = RoleGrant.edition_id.is_(None) if edition_id is None else RoleGrant.edition_id == edition_id
    return {
        Role(word) for word in db.session.scalars(select(RoleGrant.role).where(RoleGrant.person_id == person_id, where))
    }


def add_grant(actor: Actor, person_id: int, edition_id: int | None, role: Role) -> None:
    """Write the grant; who gave it is recorded."""
    _write_grant(actor, db.session.get_one(Person, person_id), edition_id, role)
    db.session.flush()
    _follow(actor, edition_id, role)


def _write_grant(actor: Actor, person: Person, edition_id: int | None, role: Role) -> None:
    if role is not Role.ENTRANT:
        _leave_to_the_address(actor, person)
    db.session.add(
        RoleGrant(person_id=person.id, edition_id=edition_id, role=str(role), granted_at=now(), granted_by_id=actor.id)
    )


def _leave_to_the_address(actor: Actor, person: Person) -> None:
    """A role is given to whom an address belongs. Anybody may have opened an account with somebody else's address:
    while no letter has proved it, its password and sessions end, and a letter lets the owner set one."""
    if person.email and person.confirmed_at is None and person.password is not None:
        person.password, person.fs_uniquifier = None, fresh_key()
        db.session.flush()
        send_reset(actor, person.email)


def _admins() -> int:
    """How many open accounts are administrators."""
    return int(
        db.session.scalar(
            select(func.count())
            .select_from(RoleGrant)
            .join(Person, Person.id == RoleGrant.person_id)
            .where(RoleGrant.role == str(Role.ADMIN), RoleGrant.edition_id.is_(None), Person.active.is_(True))
        )
        or 0
    )


def _drop(person: Person, edition_id: int | None, role: Role) -> None:
    where = RoleGrant.edition_id.is_(None) if edition_id is None else RoleGrant.edition_id == edition_id
    held = db.session.scalars(
        select(RoleGrant).where(RoleGrant.person_id == person.id, RoleGrant.role == str(role), where)
    ).all()
    if not held:
        raise refuse_with("role_not_held", name=person.name, role=ROLE_WORDS[role])
    for grant in held:
        db.session.delete(grant)


def set_unit_of(person_id: int, edition_id: int, unit_id: int) -> None:
    """The role "unit" that is held in the edition is held for this unit."""
    for grant in db.session.scalars(
        select(RoleGrant).where(
            RoleGrant.person_id == person_id, RoleGrant.edition_id == edition_id, RoleGrant.role == str(Role.UNIT)
        )
    ):
        grant.unit_id = unit_id

"""Accounts: opened by e-mail, proved by a letter, their passwords, addresses and sessions."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select

from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.mail import link, write_letter_from
from contest.foundation.refusal import refuse, refuse_with
from contest.foundation.tokens import signed
from contest.people.actions.persons import (
    by_email,
    check_own_name,
    check_password,
    describe,
    fresh_key,
    hashed,
    new_person,
    person_of,
)
from contest.people.models import Person
from contest.people.queries import tokens
from contest.people.rules import tidy_email, why_not_address

_CONFIRM_LIVES = timedelta(days=7)
_RESET_LIVES = timedelta(hours=2)


@action(Permission.ACCOUNT_OPEN)
def register(actor: Actor, name: str, email: str | None, phone: str | None, password: str) -> Person:
    """Open an account by e-mail and send the confirming letter; a telephone alone needs a code from the office."""
    by_operator = actor.may(Permission.INSTALLATION_RUN)
    check_own_name(name)
    check_password(password, name, email, phone)
    digest = hashed(password)
    if phone and not by_operator:
        raise refuse_with("phone_needs_code", "phone")
    if email and by_email(email):
        raise refuse_with("address_known", "email")
    person = new_person(name, email=email, phone=phone)
    person.password = digest
    if by_operator:
        person.confirmed_at = now()
    else:
        _letter_of_confirmation(person)
    return person


@action(Permission.ACCOUNT_OWN)
def send_confirmation(actor: Actor) -> None:
    """Send the confirming letter again; nothing happens when the address is already confirmed."""
    person = person_of(actor.id)
    if person.confirmed_at is None and person.email:
        _letter_of_confirmation(person)


@action(Permission.ACCOUNT_OWN)
def confirm_address(actor: Actor) -> None:
    """The person pressed the button behind the link of the letter: the address is theirs."""
    person = person_of(actor.id)
    person.confirmed_at = person.confirmed_at or now()


@action(Permission.ACCOUNT_OPEN)
def send_reset(actor: Actor, email: str) -> None:
    """Send the letter with which a password is set anew; an address that nobody has gets none."""
    person = by_email(email)
    if person is None or not person.active or not person.email:
        return
    token = signed(tokens.RESET, [person.fs_uniquifier], _RESET_LIVES)
    write_letter_from(
        "people/mail/reset.txt" if person.password else "people/mail/first_password.txt",
        person.email,
        "people.reset",
        name=person.name,
        link=link("people.new_password", token=token),
    )


@action(Permission.ACCOUNT_OWN)
def reset_password(actor: Actor, password: str) -> None:
    """Set a new password by the letter's link; the letter proved the address, and all sessions and letters end."""
    person = _with_password(actor.id, password)
    person.confirmed_at = person.confirmed_at or now()
    _letter_of_change(person)


@action(Permission.ACCOUNT_OWN)
def change_password(actor: Actor, password: str) -> None:
    """Change one's own password (the page has asked for the present one); every other session ends."""
    person = _with_password(actor.id, password)
    _letter_of_change(person)


@action(Permission.INSTALLATION_RUN)
def set_password(actor: Actor, person_id: int, password: str) -> None:
    """The operator gives somebody a password; all their sessions end."""
    person = _with_password(person_id, password)
    person.confirmed_at = person.confirmed_at or now()


@action(Permission.INSTALLATION_RUN)
def set_password_hash(actor: Actor, person_ids: Iterable[int], digest: str) -> None:
    """Give many people the same password, hashed once with `hashed`; for demonstrations."""
    for person in db.session.scalars(select(Person).where(Person.id.in_(list(person_ids)))):
        person.password, person.fs_uniquifier = digest, fresh_key()
        person.confirmed_at = person.confirmed_at or now()


@action(Permission.ACCOUNT_OWN)
def change_profile(actor: Actor, name: str, unit: str) -> None:
    """Correct one's own name and unit. Raises Refusal: name_missing."""
    person = person_of(actor.id)
    check_own_name(name)
    describe(person, name, unit)


@action(Permission.ACCOUNT_OWN)
def send_new_address(actor: Actor, email: str) -> None:
    """Send a letter to a new address; the address changes when its link is used, and the old one is told."""
    person = person_of(actor.id)
    email = tidy_email(email)
    refuse(why_not_address(email))
    if by_email(email):
        raise refuse_with("address_known", "email")
    token = signed(tokens.NEW_ADDRESS, [person.fs_uniquifier, person.email or "", email], _CONFIRM_LIVES)
    write_letter_from(
        "people/mail/new_address.txt",
        email,
        "people.new_address",
        name=person.name,
        link=link("people.new_address", token=token),
    )
    if person.email:
        write_letter_from(
            "people/mail/address_leaves.txt", person.email, "people.address_leaves", name=person.name, email=email
        )


@action(Permission.ACCOUNT_OWN)
def change_address(actor: Actor, email: str) -> None:
    """Take the new address that a letter has proved."""
    person = person_of(actor.id)
    if by_email(email):
        raise refuse_with("address_known", "email")
    person.email = tidy_email(email)
    person.confirmed_at = now()
    describe(person, person.name, person.unit)


@action(Permission.ACCOUNT_OWN)
def sign_out_everywhere(actor: Actor) -> str:
    """End every session of the account; returns the key with which this one may go on."""
    person = person_of(actor.id)
    person.fs_uniquifier = fresh_key()
    return person.fs_uniquifier


def _with_password(person_id: int | None, password: str) -> Person:
    """The person with the new password; every session and every letter of before is dead."""
    digest = hashed(password)
    person = person_of(person_id)
    check_password(password, person.name, person.email, person.phone)
    person.password, person.fs_uniquifier = digest, fresh_key()
    return person


def _letter_of_change(person: Person) -> None:
    if person.email:
        write_letter_from("people/mail/password_changed.txt", person.email, "people.password_changed", name=person.name)


def _letter_of_confirmation(person: Person) -> None:
    if not person.email:
        return
    token = signed(tokens.CONFIRM, [person.fs_uniquifier, person.email], _CONFIRM_LIVES)
    write_letter_from(
        "people/mail/confirm.txt",
        person.email,
        "people.confirm",
        name=person.name,
        link=link("people.confirmation", token=token),
    )

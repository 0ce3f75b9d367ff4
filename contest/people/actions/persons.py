"""Making and keeping the row of a person; the doors are in the files beside this one."""

import uuid

from flask_security.utils import hash_password
from sqlalchemy import select

from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.foundation.vietnamese import fold, name_key, nfc, plausible_name
from contest.people.models import Person
from contest.people.rules import plain_password, tidy_email, why_not_address, why_not_password


def hashed(password: str) -> str:
    """The slow hash of a password. Call it before the first query, or it holds the writers' lock for long."""
    return str(hash_password(plain_password(password)))


def new_person(name: str, *, email: str | None = None, phone: str | None = None, unit: str = "") -> Person:
    """Add a person without a password. Raises Refusal: name_missing, address_missing, email_unreadable."""
    person = unsaved_person(name, email=email, phone=phone, unit=unit)
    db.session.flush()
    return person


def unsaved_person(name: str, *, email: str | None = None, phone: str | None = None, unit: str = "") -> Person:
    """The same, added and not written yet: for whoever adds many."""
    email = tidy_email(email) if email else None
    reasons = [] if nfc(name) else [Reason("name_missing", {}, "name")]
    if email is None and phone is None:
        reasons.append(Reason("address_missing", {}, "email"))
    refuse([*reasons, *(why_not_address(email) if email else [])])
    person = Person(email=email, phone=phone, fs_uniquifier=fresh_key(), created_at=now())
    describe(person, name, unit)
    db.session.add(person)
    return person


def describe(person: Person, name: str, unit: str) -> None:
    """Write a person's name and unit, and everything that is derived from them."""
    person.name, person.unit = nfc(name), nfc(unit)
    person.sort_key = name_key(person.name)
    person.search_text = fold(f"{person.name} {person.unit} {person.email or ''} {person.phone or ''}")


def fresh_key() -> str:
    """A new key for sessions: changing it signs the account out everywhere."""
    return uuid.uuid4().hex


def person_of(person_id: int | None) -> Person:
    """The open account of this key, locked for writing. Raises Refusal: no_such_person."""
    person = db.session.get(Person, person_id, with_for_update=True) if person_id is not None else None
    if person is None or not person.active:
        raise refuse_with("no_such_person", name=f"số {person_id}")
    return person


def by_email(email: str) -> Person | None:
    """The account of this address, open or closed."""
    return db.session.scalar(select(Person).where(Person.email == tidy_email(email)))


def by_phone(phone: str) -> Person | None:
    """The account of this telephone, open or closed."""
    return db.session.scalar(select(Person).where(Person.phone == phone))


def check_own_name(name: str) -> None:
    """Refuse what cannot be the name one gives oneself (the office may write what its papers say). Raises Refusal."""
    name = nfc(name)
    if not name:
        raise refuse_with("name_missing", "name")
    if not plausible_name(name):
        raise refuse_with("name_strange", "name", value=name[:60])


def check_password(password: str, *about: str | None, where: str = "password") -> None:
    """Refuse a password that is too weak. Raises Refusal."""
    refuse(why_not_password(password, about, where))

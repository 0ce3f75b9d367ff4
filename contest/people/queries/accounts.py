"""Who is asking: the account behind a session, a key or an address, with every role it holds, in one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from contest.foundation.access import Actor, Role
from contest.foundation.database import ask, db
from contest.foundation.refusal import refuse_with
from contest.people.models import Person, RoleGrant
from contest.people.rules import tidy_email


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody signed in, as pages and Flask-Login know them; never a row of the database."""

    id: int
    name: str
    email: str | None
    phone: str | None
    unit: str
    fs_uniquifier: str
    confirmed_at: datetime | None
    has_password: bool
    actor: Actor

    is_authenticated: ClassVar[bool] = True
    is_active: ClassVar[bool] = True
    is_anonymous: ClassVar[bool] = False
    # Flask-Security asks; the house's roles are RoleGrant's, held for an edition.
    roles: ClassVar[tuple[()]] = ()

    def get_id(self) -> str:
        """What the session keeps: a key that is changed to sign the account out everywhere."""
        return self.fs_uniquifier


_COLUMNS = (
    Person.id,
    Person.name,
    Person.email,
    Person.phone,
    Person.unit,
    Person.fs_uniquifier,
    Person.confirmed_at,
    Person.password.is_not(None).label("has_password"),
    RoleGrant.role,
    RoleGrant.edition_id,
)


_ACCOUNTS = select(*_COLUMNS).outerjoin(RoleGrant, RoleGrant.person_id == Person.id).where(Person.active.is_(True))
# Asked on every page: built once.
_BY_KEY = _ACCOUNTS.where(Person.fs_uniquifier == bindparam("key"))


def account_by_key(key: str) -> Account | None:
    """The account whose session this is, or None when it was signed out everywhere or closed."""
    rows = ask(_BY_KEY, {"key": key}).all()
    return _from_rows(rows) if rows else None


def account_by_id(person_id: int) -> Account | None:
    """The open account of this person."""
    return _account(Person.id == person_id)


def account_by_email(email: str) -> Account | None:
    """The open account of this address."""
    return _account(Person.email == tidy_email(email))


def actor_of(person_id: int) -> Actor:
    """Somebody as the doors see them. Raises Refusal: no_such_person."""
    account = account_by_id(person_id)
    if account is None:
        raise refuse_with("no_such_person", name=f"số {person_id}")
    return account.actor


def actor_by_email(email: str) -> Actor:
    """The person of this address as the doors see them. Raises Refusal: no_such_person."""
    account = account_by_email(email)
    if account is None:
        raise refuse_with("no_such_person", name=email)
    return account.actor


_CONFIRMED = select(Person.confirmed_at.is_not(None)).where(Person.id == bindparam("person_id"))


def is_confirmed(person_id: int) -> bool:
    """Whether the person's address was confirmed (or the phone account claimed): needed to submit an entry."""
    return bool(ask(_CONFIRMED, {"person_id": person_id}).scalar())


# An account that was joined into another is opened by that one's password.
_KEPT = aliased(Person)


def credential(who: str) -> tuple[int, str] | None:
    """The key and the password's hash of the account with this address or telephone; None when it cannot sign in.

    The address of an account that was joined into another opens that one.
    """
    row = ask(
        select(_KEPT.id, _KEPT.password)
        .select_from(Person)
        .join(_KEPT, _KEPT.id == func.coalesce(Person.joined_into_id, Person.id))
        .where(or_(Person.email == who, Person.phone == who), _KEPT.active.is_(True), _KEPT.password.is_not(None))
    ).first()
    return (row.id, str(row.password)) if row else None


def person_id_of(who: str) -> int | None:
    """The account of this address or telephone, open or closed."""
    return db.session.scalar(select(Person.id).where(or_(Person.email == who, Person.phone == who)))


def first_admin() -> str | None:
    """The address of an administrator of the installation, or None when there is none yet."""
    return db.session.scalar(
        select(Person.email)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(
            RoleGrant.role == str(Role.ADMIN),
            RoleGrant.edition_id.is_(None),
            Person.active.is_(True),
            Person.email.is_not(None),
        )
        .order_by(RoleGrant.id)
        .limit(1)
    )


def _account(which: ColumnElement[bool]) -> Account | None:
    rows = ask(_ACCOUNTS.where(which)).all()
    return _from_rows(rows) if rows else None


def _from_rows(rows: Sequence[Any]) -> Account:
    first = rows[0]
    roles = frozenset((Role(row.role), row.edition_id) for row in rows if row.role)
    return Account(
        first.id,
        first.name,
        first.email,
        first.phone,
        first.unit,
        first.fs_uniquifier,
        first.confirmed_at,
        first.has_password,
        Actor(first.id, first.name, roles, signed_in=True),
    )

"""People for tests, all invented."""

import secrets

from contest.editions.models import Edition
from contest.foundation.access import Actor, Role
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.vietnamese import fold, name_key
from contest.people.models import Person, RoleGrant


def make_person(name: str = "Nguyễn Thị Ánh", email: str | None = None, unit: str = "") -> Person:
    """Somebody with a confirmed account; the address is made up when none is given."""
    person = Person(
        name=name,
        sort_key=name_key(name),
        search_text=fold(name),
        email=email or f"{secrets.token_hex(4)}@example.org",
        unit=unit,
        fs_uniquifier=secrets.token_hex(16),
        created_at=now(),
        confirmed_at=now(),
    )
    db.session.add(person)
    db.session.flush()
    return person


def grant(person: Person, edition: Edition | None, role: Role) -> None:
    """Give somebody a role for an edition (or, with None, for the installation)."""
    db.session.add(
        RoleGrant(person_id=person.id, edition_id=edition.id if edition else None, role=str(role), granted_at=now())
    )
    db.session.flush()


def actor_of(person: Person, *roles: tuple[Role, Edition | None]) -> Actor:
    """Somebody as the door sees them, with the roles said here."""
    held = frozenset((role, edition.id if edition else None) for role, edition in roles)
    return Actor(person.id, person.name, held, signed_in=True)

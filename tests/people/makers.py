"""People for tests, all invented."""

import secrets
from typing import Any

from contest.editions.models import Edition
from contest.foundation.access import OPERATOR, Actor, Role
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.vietnamese import fold, name_key
from contest.people import actions
from contest.people.models import Person, RoleGrant
from contest.people.rules.units import UnitFacts, likely_kind, likely_level


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


def make_unit(edition: Edition, name: str = "Trường THCS Bình Minh", commune: str = "xã Bình Minh", **more: Any) -> int:
    """A unit of the directory, in Lâm Đồng unless told otherwise; its key."""
    facts = UnitFacts(
        name, more.pop("kind", likely_kind(name)), likely_level(name), province_key=more.pop("province", "lam_dong"),
        commune=commune, **more,
    )  # fmt: skip
    return actions.add_unit(OPERATOR, edition.id, facts)


def grant_unit(person: Person, edition: Edition, unit_id: int) -> None:
    """Let somebody register entries for a unit."""
    actions.give_unit_account(OPERATOR, edition.id, unit_id, person.id)

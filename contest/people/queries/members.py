"""Who holds which role in an edition, and short cards of people for other rooms' pages."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, column, select, table

from contest.foundation.access import Role
from contest.foundation.database import ask, db
from contest.foundation.refusal import refuse_with
from contest.people.models import Person, RoleGrant
from contest.people.rules import tidy_email


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as lists and pickers show them."""

    id: int
    name: str
    email: str | None
    phone: str | None
    unit: str


@dataclass(frozen=True, slots=True)
class Member:
    """One role held by one person in one edition."""

    person_id: int
    name: str
    email: str | None
    phone: str | None
    unit: str
    role: Role
    granted_at: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of `contest people list`."""

    name: str
    email: str | None
    phone: str | None
    unit: str
    role: str | None
    edition: str | None


# By name, like RoleGrant's foreign key: editions come later in the life than people.
_EDITION = table("edition", column("id"), column("title"), column("slug"))

_CARD = (Person.id, Person.name, Person.email, Person.phone, Person.unit)


_CARDS = select(*_CARD).where(Person.id.in_(bindparam("ids", expanding=True)))


def people_cards(ids: Collection[int]) -> dict[int, PersonCard]:
    """Cards of these people, by key."""
    if not ids:
        return {}
    return {row[0]: PersonCard(*row) for row in ask(_CARDS, {"ids": list(set(ids))}).all()}


def person_by_email(email: str) -> PersonCard:
    """The person with this address. Raises Refusal: no_such_person."""
    row = ask(select(*_CARD).where(Person.email == tidy_email(email), Person.active.is_(True))).first()
    if row is None:
        raise refuse_with("no_such_person", "email", name=email)
    return PersonCard(*row)


def members(edition_id: int) -> list[Member]:
    """Every role held in the edition but the entrants', in the Vietnamese order of names."""
    rows = ask(
        select(*_CARD, RoleGrant.role, RoleGrant.granted_at)
        .join(Person, Person.id == RoleGrant.person_id)
        .where(RoleGrant.edition_id == edition_id, RoleGrant.role != str(Role.ENTRANT))
        .order_by(Person.sort_key, Person.id, RoleGrant.id)
    )
    return [Member(*row[:5], role=Role(row.role), granted_at=row.granted_at) for row in rows]


def holders_of(edition_id: int, roles: Collection[Role]) -> set[int]:
    """The people who hold any of these roles in the edition."""
    return set(
        db.session.scalars(
            select(RoleGrant.person_id).where(
                RoleGrant.edition_id == edition_id, RoleGrant.role.in_([str(role) for role in roles])
            )
        )
    )


def roles_in(person_id: int, edition_id: int) -> set[Role]:
    """The roles somebody holds in an edition."""
    held = select(RoleGrant.role).where(RoleGrant.person_id == person_id, RoleGrant.edition_id == edition_id)
    return {Role(word) for word in db.session.scalars(held)}


def roles_of(person_id: int) -> list[tuple[Role, str]]:
    """Every role somebody holds, with the edition's title (empty for the installation)."""
    rows = ask(
        select(RoleGrant.role, _EDITION.c.title)
        .outerjoin(_EDITION, _EDITION.c.id == RoleGrant.edition_id)
        .where(RoleGrant.person_id == person_id)
        .order_by(RoleGrant.edition_id.desc(), RoleGrant.id)
    )
    return [(Role(row.role), row.title or "") for row in rows]


def edition_title(edition_id: int) -> str:
    """What the edition is called, for letters to people who do not see it yet."""
    return str(db.session.scalar(select(_EDITION.c.title).where(_EDITION.c.id == edition_id)) or "")


def edition_id_of(slug: str) -> int:
    """The key of the edition with this address. Raises Refusal: no_such_edition."""
    found = db.session.scalar(select(_EDITION.c.id).where(_EDITION.c.slug == slug))
    if found is None:
        raise refuse_with("no_such_edition", slug=slug)
    return int(found)


def listed(edition_id: int | None) -> list[Listed]:
    """Members of the edition, or (with None) every open account once for each role it holds."""
    rows = select(Person.name, Person.email, Person.phone, Person.unit, RoleGrant.role, _EDITION.c.slug)
    if edition_id is None:
        rows = rows.select_from(Person).outerjoin(RoleGrant, RoleGrant.person_id == Person.id)
    else:
        rows = rows.select_from(RoleGrant).join(Person, RoleGrant.person_id == Person.id)
        rows = rows.where(RoleGrant.edition_id == edition_id)
    rows = rows.outerjoin(_EDITION, _EDITION.c.id == RoleGrant.edition_id).where(Person.active.is_(True))
    return [Listed(*row) for row in ask(rows.order_by(Person.sort_key, Person.id, RoleGrant.id))]

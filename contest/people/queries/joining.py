"""What hangs on an account, in every room: found by the foreign keys, which say what joining means to them."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, bindparam, func, literal, select, union_all

from contest.foundation.access import Role
from contest.foundation.database import Table, ask
from contest.people.models import Person, RoleGrant
from contest.people.rules.joining import AccountFacts


@dataclass(frozen=True, slots=True)
class Hanging:
    """A column that names a person: of which table, and in which words what it stands for moves along."""

    table: type[Any]
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class JoinPreview:
    """Two accounts before they are made one: what moves, by words."""

    kept: "JoinSide"
    closed: "JoinSide"
    moves: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class JoinSide:
    """One of the two accounts as the page shows it."""

    id: int
    name: str
    email: str
    phone: str
    unit: str


def hanging(kind: str) -> list[Hanging]:
    """Every column that names a person and moves along ("joins"), or cannot ("binds"); whichever room it is in."""
    found = []
    for mapper in sorted(Table.registry.mappers, key=lambda mapper: str(mapper.local_table)):
        for column in mapper.local_table.columns:
            if kind in column.info and names_a_person(column):
                found.append(Hanging(mapper.class_, column.name, column.info[kind]))
    return found


def names_a_person(column: Any) -> bool:
    """Whether the column points to a person."""
    return any(key.column.table is Person.__table__ for key in column.foreign_keys)


@cache
def _counts(kind: str) -> CompoundSelect[str, int]:
    """How many rows of each such column name a person, in one question; built once, when every room is known."""
    return union_all(
        *(
            select(literal(each.words), func.count())
            .select_from(each.table)
            .where(getattr(each.table, each.column) == bindparam("person_id"))
            for each in hanging(kind)
        )
    )


def counts_of(person_id: int, kind: str) -> dict[str, int]:
    """How much of what hangs on an account."""
    found: Counter[str] = Counter()
    for words, many in ask(_counts(kind), {"person_id": person_id}):
        if many:
            found[words] += many
    return dict(found)


def account_facts(person_id: int) -> AccountFacts:
    """An account as the rule about joining looks at it. Raises sqlalchemy.exc.NoResultFound."""
    person = ask(select(Person.active, Person.confirmed_at).where(Person.id == person_id)).one()
    roles: dict[int | None, set[Role]] = {}
    for row in ask(select(RoleGrant.edition_id, RoleGrant.role).where(RoleGrant.person_id == person_id)):
        roles.setdefault(row.edition_id, set()).add(Role(row.role))
    is_confirmed = person.confirmed_at is not None
    return AccountFacts(person_id, person.active, is_confirmed, roles, counts_of(person_id, "binds"))


def join_preview(kept_id: int, closed_id: int) -> JoinPreview:
    """What joining would do."""
    moves = sorted(counts_of(closed_id, "joins").items())
    return JoinPreview(_side(kept_id), _side(closed_id), moves)


def _side(person_id: int) -> JoinSide:
    row = ask(
        select(Person.id, Person.name, Person.email, Person.phone, Person.unit).where(Person.id == person_id)
    ).one()
    return JoinSide(row.id, row.name, row.email or "", row.phone or "", row.unit)

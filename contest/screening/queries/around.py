"""What stands around entries: others of the same title, of the same people, of the same unit; who may not enter."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, func, select, true

from contest.editions.rules import Regulation
from contest.entries.models import Entry, EntryAuthor
from contest.entries.queries import Held
from contest.entries.rules import ACTIVE, EntryFacts
from contest.entries.rules.search import title_key
from contest.foundation.access import ROLE_WORDS, Role
from contest.foundation.database import db
from contest.foundation.vietnamese import fold, name_key
from contest.people.models import Person, RoleGrant
from contest.screening.rules import Around

_BARRED = {
    "judges_of_this_edition": (Role.JUDGE, Role.CHAIR),
    "organisers_of_this_edition": (Role.ORGANISER,),
    "secretaries_of_this_edition": (Role.SECRETARY,),
}
# Above so many, all of the edition are asked for instead of naming them.
_MANY = 300
_LONGEST_NAME_KEY = 600


def around(
    edition_id: int, entries: Mapping[int, Held], regulation: Regulation, *, only_failing: bool = False
) -> dict[int, Around]:
    """What stands around each of these entries, in at most four questions whatever their number."""
    facts = {key: one.facts for key, one in entries.items()}
    titles = {} if only_failing else _titles(edition_id, facts)
    persons = _persons(edition_id, facts) if regulation.entrants.quota.per_person is not None else {}
    units = _units(edition_id, facts) if regulation.entrants.quota.per_unit is not None else {}
    insiders = {} if only_failing else _insiders(edition_id, regulation)
    return {
        key: Around(
            same_title=tuple(code for other, code in titles.get(title_key(one.title), ()) if other != key),
            of_person=_others(key, one, persons),
            of_unit=units.get(_unit(one), 0),
            insiders=insiders,
        )
        for key, one in facts.items()
    }


def _among(column: Any, values: Collection[Any]) -> ColumnElement[bool]:
    return column.in_(values) if len(values) <= _MANY else true()


def _titles(edition_id: int, facts: Mapping[int, EntryFacts]) -> dict[bytes, list[tuple[int, str]]]:
    rows = db.session.execute(
        select(Entry.title_key, Entry.id, Entry.code)
        .where(
            Entry.edition_id == edition_id,
            Entry.status.not_in(("draft", "withdrawn")),
            _among(Entry.title_key, {title_key(one.title) for one in facts.values()}),
        )
        .order_by(Entry.code)
    )
    found: dict[bytes, list[tuple[int, str]]] = defaultdict(list)
    for key, entry_id, code in rows:
        found[key].append((entry_id, code or ""))
    return found


Persons = Mapping[tuple[bytes, Any], list[tuple[int, str]]]


def _persons(edition_id: int, facts: Mapping[int, EntryFacts]) -> Persons:
    """Entries by author: the same name and the same birth date are one person, a name alone is not."""
    names = {_sort_key(author.name) for one in facts.values() for author in one.authors}
    rows = db.session.execute(
        select(EntryAuthor.sort_key, EntryAuthor.birth_on, Entry.id, Entry.code)
        .join(Entry, Entry.id == EntryAuthor.entry_id)
        .where(
            Entry.edition_id == edition_id,
            Entry.status.in_(ACTIVE),
            EntryAuthor.birth_on.is_not(None),
            _among(EntryAuthor.sort_key, names),
        )
        .order_by(Entry.code)
    )
    found: dict[tuple[bytes, Any], list[tuple[int, str]]] = defaultdict(list)
    for key, birth_on, entry_id, code in rows:
        found[key, birth_on].append((entry_id, code or ""))
    return found


def _sort_key(name: str) -> bytes:
    return name_key(name)[:_LONGEST_NAME_KEY]


def _others(key: int, facts: EntryFacts, persons: Persons) -> dict[str, tuple[str, ...]]:
    return {
        author.name: tuple(
            code for other, code in persons.get((_sort_key(author.name), author.birth_on), ()) if other != key
        )
        for author in facts.authors
    }


def _unit(facts: EntryFacts) -> str:
    return fold(facts.unit)[:300]


def _units(edition_id: int, facts: Mapping[int, EntryFacts]) -> dict[str, int]:
    rows = db.session.execute(
        select(Entry.unit_key, func.count())
        .where(
            Entry.edition_id == edition_id,
            Entry.status.in_(ACTIVE),
            _among(Entry.unit_key, {_unit(one) for one in facts.values()}),
        )
        .group_by(Entry.unit_key)
    )
    return {str(row[0]): int(row[1]) for row in rows}


def _insiders(edition_id: int, regulation: Regulation) -> dict[str, str]:
    """Who holds a role that bars from entering, by folded name."""
    roles = [str(role) for kind in regulation.entrants.excludes for role in _BARRED[kind]]
    rows = db.session.execute(
        select(Person.name, RoleGrant.role)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(RoleGrant.edition_id == edition_id, RoleGrant.role.in_(roles))
    )
    return {fold(name): ROLE_WORDS[Role(role)].lower() for name, role in rows} if roles else {}

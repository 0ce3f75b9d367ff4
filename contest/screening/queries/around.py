"""What stands around entries: others of the same title, of the same people, of the same unit; who may not enter."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import CursorResult, Select, bindparam, func, not_, select
from sqlalchemy.orm import InstrumentedAttribute

from contest.editions.rules import Regulation
from contest.entries.models import Entry, EntryAuthor
from contest.entries.queries import Held
from contest.entries.rules import ACTIVE, EntryFacts
from contest.entries.rules.search import title_key
from contest.foundation.access import ROLE_WORDS, Role
from contest.foundation.database import ask, is_one_of
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
            same_title=_twins(key, one, titles) if titles else (),
            of_person=_others(key, one, persons),
            of_unit=units.get(_unit(one), 0),
            insiders=insiders,
        )
        for key, one in facts.items()
    }


class _Asked(NamedTuple):
    """The same question about the entries of the edition with one of some keys, and about all of them."""

    some: Select[*tuple[Any, ...]]
    all: Select[*tuple[Any, ...]]

    def rows(self, edition_id: int, keys: Collection[Any]) -> CursorResult[*tuple[Any, ...]]:
        """What is found for these keys at least."""
        if len(keys) > _MANY:
            return ask(self.all, {"edition_id": edition_id})
        return ask(self.some, {"edition_id": edition_id, "keys": list(keys)})


def _asking(key: InstrumentedAttribute[Any], asked: Select[*tuple[Any, ...]]) -> _Asked:
    whole = asked.where(Entry.edition_id == bindparam("edition_id"))
    return _Asked(whole.where(key.in_(bindparam("keys", expanding=True))), whole)


# Asked for every page of the desk: built once.
_SAME_TITLE = _asking(
    Entry.title_key,
    select(Entry.title_key, Entry.id, Entry.code)
    .where(not_(is_one_of(Entry.status, ("draft", "withdrawn"))))
    .order_by(Entry.code),
)
_SAME_PERSON = _asking(
    EntryAuthor.sort_key,
    select(EntryAuthor.sort_key, EntryAuthor.birth_on, Entry.id, Entry.code)
    .join(Entry, Entry.id == EntryAuthor.entry_id)
    .where(is_one_of(Entry.status, ACTIVE), EntryAuthor.birth_on.is_not(None))
    .order_by(Entry.code),
)
_SAME_UNIT = _asking(
    Entry.unit_key,
    select(Entry.unit_key, func.count()).where(is_one_of(Entry.status, ACTIVE)).group_by(Entry.unit_key),
)


def _titles(edition_id: int, facts: Mapping[int, EntryFacts]) -> dict[bytes, list[tuple[int, str]]]:
    found: dict[bytes, list[tuple[int, str]]] = defaultdict(list)
    for key, entry_id, code in _SAME_TITLE.rows(edition_id, {title_key(one.title) for one in facts.values()}):
        found[key].append((entry_id, code or ""))
    return found


def _twins(key: int, facts: EntryFacts, titles: Mapping[bytes, list[tuple[int, str]]]) -> tuple[str, ...]:
    return tuple(code for other, code in titles.get(title_key(facts.title), ()) if other != key)


Persons = Mapping[tuple[bytes, Any], list[tuple[int, str]]]


def _persons(edition_id: int, facts: Mapping[int, EntryFacts]) -> Persons:
    """Entries by author: the same name and the same birth date are one person, a name alone is not."""
    names = {_sort_key(author.name) for one in facts.values() for author in one.authors}
    found: dict[tuple[bytes, Any], list[tuple[int, str]]] = defaultdict(list)
    for key, birth_on, entry_id, code in _SAME_PERSON.rows(edition_id, names):
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
    rows = _SAME_UNIT.rows(edition_id, {_unit(one) for one in facts.values()})
    return {str(row[0]): int(row[1]) for row in rows}


def _insiders(edition_id: int, regulation: Regulation) -> dict[str, str]:
    """Who holds a role that bars from entering, by folded name."""
    roles = [str(role) for kind in regulation.entrants.excludes for role in _BARRED[kind]]
    rows = ask(
        select(Person.name, RoleGrant.role)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(RoleGrant.edition_id == edition_id, RoleGrant.role.in_(roles))
    )
    return {fold(name): ROLE_WORDS[Role(role)].lower() for name, role in rows} if roles else {}

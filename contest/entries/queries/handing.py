"""Who looks after how many entries, and which."""

from typing import NamedTuple

from sqlalchemy import func, select

from contest.entries.models import Entry
from contest.foundation.database import ask
from contest.people.models import Person


class Keeper(NamedTuple):
    """Somebody who looks after entries of the edition."""

    person_id: int
    name: str
    email: str | None
    phone: str | None
    unit: str
    entries: int


class Kept(NamedTuple):
    """An entry somebody looks after."""

    id: int
    code: str
    title: str
    status: str


def keepers(edition_id: int, words: str = "") -> list[Keeper]:
    """Everybody who looks after entries that are not withdrawn, those with many first."""
    many = func.count(Entry.id)
    query = (
        select(Person.id, Person.name, Person.email, Person.phone, Person.unit, many)
        .join(Entry, Entry.owner_id == Person.id)
        .where(Entry.edition_id == edition_id, Entry.status != "withdrawn")
        .group_by(Person.id, Person.name, Person.email, Person.phone, Person.unit, Person.sort_key)
        .order_by(many.desc(), Person.sort_key)
        .limit(300)
    )
    for word in words.split()[:8]:
        query = query.where(Person.search_text.contains(word, autoescape=True))
    return [Keeper(*row) for row in ask(query)]


def kept_by(edition_id: int, person_id: int) -> list[Kept]:
    """The entries somebody looks after, drafts too."""
    rows = ask(
        select(Entry.id, Entry.code, Entry.title, Entry.status)
        .where(Entry.edition_id == edition_id, Entry.owner_id == person_id, Entry.status != "withdrawn")
        .order_by(Entry.code, Entry.id)
    )
    return [Kept(row.id, row.code or "", row.title, row.status) for row in rows]

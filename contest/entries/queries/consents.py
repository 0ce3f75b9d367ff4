"""Consents of an entry's authors as they stand, who put them on record, and who opened identity papers."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select

from contest.editions.rules import Regulation
from contest.entries.models import Consent, Entry, EntryAuthor, EntryFile, FileReading
from contest.entries.queries.held import authors_by_id, authors_of, authors_with_ids
from contest.entries.rules import ACTIVE
from contest.entries.rules.consents import givers
from contest.foundation.access import Actor, Permission
from contest.foundation.audit import until_a_change
from contest.foundation.database import ask, db
from contest.people.models import Person

_MOST_ENTRIES = 200


class ConsentCell(NamedTuple):
    """One consent of one giver: given when and how, or taken back when and by whom; both None for never asked."""

    given_at: datetime | None = None
    source: str = ""
    recorded_by: str = ""
    note: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""

    @property
    def stands(self) -> bool:
        """Whether it holds today."""
        return self.given_at is not None and self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class AuthorConsents:
    """One author: who has a say, and each say by (purpose, giver)."""

    author_id: int
    position: int
    name: str
    givers: tuple[str, ...]
    cells: dict[tuple[str, str], ConsentCell]
    is_forgotten: bool
    person_id: int | None


def consents_of(entry_id: int, regulation: Regulation) -> list[AuthorConsents]:
    """Every author of the entry with every consent the regulation asks for."""
    rows = db.session.execute(
        select(
            Consent,
            Person.name,
            EntryAuthor.id.label("author"),
            EntryAuthor.position,
            EntryAuthor.forgotten_at,
            EntryAuthor.person_id,
        )
        .select_from(EntryAuthor)
        .outerjoin(Consent, Consent.author_id == EntryAuthor.id)
        .outerjoin(Person, Person.id == Consent.recorded_by_id)
        .where(EntryAuthor.entry_id == entry_id)
        .order_by(EntryAuthor.position)
    ).all()
    cells: dict[int, dict[tuple[str, str], ConsentCell]] = {}
    seen: dict[int, tuple[int, bool, int | None]] = {}
    for row in rows:
        seen[row.author] = (row.position, row.forgotten_at is not None, row.person_id)
        one = row.Consent
        if one is not None:
            cells.setdefault(row.author, {})[(one.purpose, one.given_by)] = ConsentCell(
                one.given_at, one.source, row.name or "", one.note, one.withdrawn_at, one.withdrawn_by
            )
    facts = authors_with_ids(entry_id)
    found = []
    for author_id, (position, is_forgotten, person_id) in seen.items():
        author = facts[author_id]
        asked = givers(author, regulation)
        own: dict[tuple[str, str], ConsentCell] = {
            (purpose, by): cells.get(author_id, {}).get((purpose, by), ConsentCell())
            for purpose in regulation.consents
            for by in asked
        }
        found.append(AuthorConsents(author_id, position, author.name, asked, own, is_forgotten, person_id))
    return found


# Both asked on every page of a dossier: built once.
_LEFT = (
    select(EntryAuthor.id, EntryAuthor.name)
    .where(EntryAuthor.entry_id == bindparam("entry_id"), EntryAuthor.forgotten_at.is_(None))
    .order_by(EntryAuthor.position)
)
_READINGS = (
    select(EntryFile.name, FileReading.by_name, FileReading.at)
    .join(EntryFile, EntryFile.id == FileReading.file_id)
    .where(EntryFile.entry_id == bindparam("entry_id"))
    .order_by(FileReading.id.desc())
    .limit(50)
)


def authors_left(entry_id: int) -> list[tuple[int, str]]:
    """Authors of the entry who have not been forgotten: key and name."""
    return [(author_id, name) for author_id, name in ask(_LEFT, {"entry_id": entry_id})]


class Reading(NamedTuple):
    """Somebody opened an identity paper."""

    file_name: str
    by_name: str
    at: datetime


def readings(entry_id: int) -> list[Reading]:
    """Who opened identity papers of the entry, the last first."""
    return [Reading(*row) for row in ask(_READINGS, {"entry_id": entry_id})]


class Lacking(NamedTuple):
    """An author whose consents are not complete: what is missing, what was taken back, as (purpose, giver)."""

    entry_id: int
    code: str
    title: str
    author: str
    missing: tuple[tuple[str, str], ...]
    taken_back: tuple[tuple[str, str], ...]


def lacking(edition_id: int, regulation: Regulation) -> list[Lacking]:
    """Authors of entries that take part who have not agreed to everything the regulation asks, by code.

    Kept until something changes: it goes through every author there is.
    """
    return until_a_change(("lacking consents", edition_id), lambda: _lacking(edition_id, regulation))


def _lacking(edition_id: int, regulation: Regulation) -> list[Lacking]:
    """Three questions to the database, however many entries there are."""
    which = [Entry.edition_id == edition_id, Entry.status.in_(ACTIVE)]
    rows = db.session.execute(select(Entry.id, Entry.code, Entry.title).where(*which).order_by(Entry.code, Entry.id))
    authors = authors_of(which)
    found = []
    for row in rows:
        for author in authors.get(row.id, ()):
            asked = [(purpose, by) for purpose in regulation.consents for by in givers(author, regulation)]
            missing = tuple(one for one in asked if one not in author.consents and one not in author.refused)
            back = tuple(one for one in asked if one in author.refused)
            if (missing or back) and author.forgotten_at is None:
                found.append(Lacking(row.id, row.code or "", row.title, author.name, missing, back))
    return found


class ConsentSheet(NamedTuple):
    """A sheet for one giver of one author, to be answered by its code or signed."""

    entry_id: int
    code: str
    title: str
    author_id: int
    author: str
    given_by: str


def consent_sheets(actor: Actor, edition_id: int, regulation: Regulation, entry_id: int | None) -> list[ConsentSheet]:
    """Sheets for everybody who has something left to say: of one's own entries, or of the one named.

    Of another's entry only for the office: whoever has a sheet answers in its giver's name.
    """
    which = [Entry.edition_id == edition_id, Entry.status.in_(ACTIVE)]
    if entry_id is not None:
        which.append(Entry.id == entry_id)
    if entry_id is None or not actor.may(Permission.ENTRY_MANAGE, edition_id):
        which.append(Entry.owner_id == actor.id)
    rows = db.session.execute(
        select(Entry.id, Entry.code, Entry.title).where(*which).order_by(Entry.code).limit(_MOST_ENTRIES)
    ).all()
    authors = authors_by_id([*which, Entry.id.in_([row.id for row in rows])])
    return [
        ConsentSheet(row.id, row.code or "", row.title, author_id, author.name, by)
        for row in rows
        for author_id, author in authors.get(row.id, {}).items()
        if author.forgotten_at is None
        for by in givers(author, regulation)
        if any((purpose, by) not in author.consents for purpose in regulation.consents)
    ]

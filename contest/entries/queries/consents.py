"""Consents of an entry's authors as they stand, who put them on record, and who opened identity papers."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from contest.editions.rules import Regulation
from contest.entries.models import Consent, EntryAuthor, EntryFile, FileReading
from contest.entries.queries.held import authors_with_ids
from contest.entries.rules.consents import givers
from contest.foundation.database import db
from contest.people.models import Person


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


def consents_of(entry_id: int, regulation: Regulation) -> list[AuthorConsents]:
    """Every author of the entry with every consent the regulation asks for."""
    rows = db.session.execute(
        select(Consent, Person.name, EntryAuthor.id.label("author"), EntryAuthor.position, EntryAuthor.forgotten_at)
        .select_from(EntryAuthor)
        .outerjoin(Consent, Consent.author_id == EntryAuthor.id)
        .outerjoin(Person, Person.id == Consent.recorded_by_id)
        .where(EntryAuthor.entry_id == entry_id)
        .order_by(EntryAuthor.position)
    ).all()
    cells: dict[int, dict[tuple[str, str], ConsentCell]] = {}
    seen: dict[int, tuple[int, bool]] = {}
    for row in rows:
        seen[row.author] = (row.position, row.forgotten_at is not None)
        one = row.Consent
        if one is not None:
            cells.setdefault(row.author, {})[(one.purpose, one.given_by)] = ConsentCell(
                one.given_at, one.source, row.name or "", one.note, one.withdrawn_at, one.withdrawn_by
            )
    facts = authors_with_ids(entry_id)
    found = []
    for author_id, (position, is_forgotten) in seen.items():
        author = facts[author_id]
        asked = givers(author, regulation)
        own: dict[tuple[str, str], ConsentCell] = {
            (purpose, by): cells.get(author_id, {}).get((purpose, by), ConsentCell())
            for purpose in regulation.consents
            for by in asked
        }
        found.append(AuthorConsents(author_id, position, author.name, asked, own, is_forgotten))
    return found


def authors_left(entry_id: int) -> list[tuple[int, str]]:
    """Authors of the entry who have not been forgotten: key and name."""
    rows = db.session.execute(
        select(EntryAuthor.id, EntryAuthor.name)
        .where(EntryAuthor.entry_id == entry_id, EntryAuthor.forgotten_at.is_(None))
        .order_by(EntryAuthor.position)
    )
    return [(row.id, row.name) for row in rows]


class Reading(NamedTuple):
    """Somebody opened an identity paper."""

    file_name: str
    by_name: str
    at: datetime


def readings(entry_id: int) -> list[Reading]:
    """Who opened identity papers of the entry, the last first."""
    rows = db.session.execute(
        select(EntryFile.name, FileReading.by_name, FileReading.at)
        .join(EntryFile, EntryFile.id == FileReading.file_id)
        .where(EntryFile.entry_id == entry_id)
        .order_by(FileReading.id.desc())
        .limit(50)
    )
    return [Reading(*row) for row in rows]

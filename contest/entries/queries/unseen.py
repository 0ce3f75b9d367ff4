"""Files no name can be taken out of by machine, and files whose text names who made the work: judges of blind rounds
get them once somebody has looked."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import and_, bindparam, func, select, true

from contest.editions.rules import Regulation
from contest.entries.models import Entry, EntryFile
from contest.entries.queries.files import names_by_kind, shows_who
from contest.entries.rules import ACTIVE, NAMES_FOUND
from contest.foundation.audit import until_a_change
from contest.foundation.database import ask, is_one_of
from contest.foundation.kinds import CLEANED, OFFICE_FILES, PDF, UNCLEANED
from contest.people.models import Person

# Whose text a machine can read.
_READ = (PDF, *sorted(OFFICE_FILES))


class Unseen(NamedTuple):
    """A file that judges of blind rounds would get once somebody of the office has looked into it, or have since."""

    entry_id: int
    code: str
    title: str
    file_id: int
    part: str
    name: str
    size: int
    cleared_at: datetime | None
    cleared_by: str
    names_in: str

    @property
    def found_words(self) -> str:
        """What a machine found in its text: "tên người và tên đơn vị"."""
        return " và ".join(NAMES_FOUND[kind] for kind in self.names_in.split(",") if kind)


def parts_for_judges(regulation: Regulation) -> dict[str, str]:
    """The parts, by key, whose files judges of a blind round get; none without a blind round."""
    if not any(round_.blind for round_ in regulation.rounds):
        return {}
    return {part.key: part.name for part in regulation.dossier if not (part.sensitive or shows_who(part))}


# An outer join keeps the order of the tables: from the few files of such kinds to their entries.
_UNSEEN = (
    select(EntryFile.part_key, func.count(Entry.id))
    .select_from(EntryFile)
    .outerjoin(
        Entry,
        and_(
            Entry.id == EntryFile.entry_id,
            Entry.edition_id == bindparam("edition_id"),
            is_one_of(Entry.status, ACTIVE),
        ),
    )
    .where(
        # Two small indexes, one after the other.
        is_one_of(EntryFile.media_type, UNCLEANED) | (EntryFile.names_in > ""),
        EntryFile.cleared_at.is_(None),
        EntryFile.removed_at.is_(None),
    )
    .group_by(EntryFile.part_key)
)


def unseen_count(edition_id: int, regulation: Regulation) -> int:
    """How many files wait for somebody to look before judges of a blind round get them. Two queries at most."""
    parts = parts_for_judges(regulation)
    if not parts:
        return 0

    def count() -> Mapping[str, int]:
        rows = ask(_UNSEEN, {"edition_id": edition_id})
        return MappingProxyType({row[0]: row[1] for row in rows})

    by_part = until_a_change(("unseen files", edition_id), count)
    return sum(many for part, many in by_part.items() if part in parts)


def unseen_files(edition_id: int, regulation: Regulation, entry_id: int | None = None) -> list[Unseen]:
    """Files that may name somebody, those nobody has looked into first; none without a blind round."""
    parts = parts_for_judges(regulation)
    if not parts:
        return []
    rows = ask(
        select(
            Entry.id, Entry.code, Entry.title, EntryFile.id, EntryFile.part_key, EntryFile.name, EntryFile.size,
            EntryFile.cleared_at, Person.name, EntryFile.names_in,
        )
        .join(Entry, Entry.id == EntryFile.entry_id)
        .outerjoin(Person, Person.id == EntryFile.cleared_by_id)
        .where(
            Entry.edition_id == edition_id,
            Entry.status.in_(ACTIVE),
            true() if entry_id is None else Entry.id == entry_id,
            EntryFile.part_key.in_(parts),
            EntryFile.media_type.not_in(CLEANED) | (EntryFile.names_in > ""),
            EntryFile.removed_at.is_(None),
        )
        .order_by(EntryFile.cleared_at.is_not(None), Entry.code, EntryFile.id)
        .limit(500)
    )  # fmt: skip
    return [
        Unseen(row[0], row[1] or "", row[2], row[3], parts[row[4]], *row[5:8], row[8] or "", row[9]) for row in rows
    ]


class Searched(NamedTuple):
    """A file whose text is to be searched, and what for: names by kind, as `told_kinds` wants them."""

    file_id: int
    sha256: str
    names: Mapping[str, frozenset[str]]


def files_to_search(edition_id: int, regulation: Regulation, most: int) -> list[Searched]:
    """Files with a text that judges of a blind round get and that were not searched since their dossier changed."""
    parts = parts_for_judges(regulation)
    if not parts:
        return []
    rows = ask(
        select(EntryFile.id, EntryFile.sha256, Entry.id)
        .join(Entry, Entry.id == EntryFile.entry_id)
        .where(
            Entry.edition_id == edition_id,
            Entry.status.in_(ACTIVE),
            EntryFile.part_key.in_(parts),
            EntryFile.media_type.in_(_READ),
            EntryFile.removed_at.is_(None),
            EntryFile.searched_at.is_(None) | (EntryFile.searched_at < Entry.updated_at),
        )
        .order_by(EntryFile.id)
        .limit(most)
    ).all()
    return [Searched(row[0], row[1], names_by_kind(edition_id, row[2])) for row in rows]

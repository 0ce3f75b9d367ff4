"""Entries with their authors, consents and files as facts, many at once in three questions to the database."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, select

from contest.entries.models import Consent, Entry, EntryAuthor, EntryFile
from contest.entries.queries.deadlines import allowed_until
from contest.entries.rules import AuthorFacts, EntryFacts, FileFacts, Standing
from contest.entries.rules.matching import OnRecord
from contest.foundation.database import ask, db


@dataclass(frozen=True, slots=True)
class Held:
    """One entry as it is on record."""

    id: int
    code: str
    owner_id: int | None
    standing: Standing
    facts: EntryFacts
    status_reason: str = ""


_ENTRY = (
    Entry.id,
    Entry.code,
    Entry.owner_id,
    Entry.status,
    Entry.supplement_by,
    Entry.source,
    Entry.submitted_at,
    Entry.sent_on,
    Entry.received_at,
    Entry.late_reason,
    Entry.status_reason,
    Entry.parts_in,
)
_TEXTS = (
    Entry.title,
    Entry.short_title,
    Entry.summary,
    Entry.field_key,
    Entry.division_key,
    Entry.entrant_type,
    Entry.unit,
    Entry.locality,
    Entry.phone,
    Entry.email,
    Entry.mentor,
    Entry.facts,
    Entry.answers,
)
_AUTHOR = (
    EntryAuthor.id,
    EntryAuthor.entry_id,
    EntryAuthor.name,
    EntryAuthor.birth_on,
    EntryAuthor.birth_year,
    EntryAuthor.gender,
    EntryAuthor.share,
    EntryAuthor.position_title,
    EntryAuthor.unit,
    EntryAuthor.qualification,
    EntryAuthor.ethnicity,
    EntryAuthor.union_member,
    EntryAuthor.is_representative,
    EntryAuthor.guardian,
    EntryAuthor.forgotten_at,
)
_FILE = (
    EntryFile.id,
    EntryFile.part_key,
    EntryFile.name,
    EntryFile.sha256,
    EntryFile.size,
    EntryFile.media_type,
    EntryFile.uploaded_at,
    EntryFile.cleared_at.is_not(None),
    EntryFile.pages,
    EntryFile.counted_at.is_not(None),
    EntryFile.names_in,
)


def held(
    edition_id: int, ids: Collection[int] | Select[int] | None = None, values: Mapping[str, Any] | None = None
) -> dict[int, Held]:
    """Entries of an edition on record (all that were ever handed in, or those named), in the order of their codes.

    `ids` may be a statement that is kept and not built anew, with `values` for its parameters.
    """
    if ids is None or isinstance(ids, Select):
        asked, given = _asking(ids), {**(values or {}), "edition_id": edition_id}
        rows = ask(asked.entries, given).all()
        by_id = _authors(ask(asked.authors, given).all())
        authors = {entry_id: tuple(own.values()) for entry_id, own in by_id.items()}
        files = _files(ask(asked.files, given).all())
    else:
        rows = ask(_HELD_NAMED, {"edition_id": edition_id, "ids": list(ids)}).all()
        authors, files = authors_in(ids), files_in(ids)
    return {row.id: _held(row, authors.get(row.id, ()), files.get(row.id, ())) for row in rows}


# Long, and asked with every save: built once.
_HELD = select(*_ENTRY, *_TEXTS, allowed_until().label("allowed_until")).order_by(Entry.code, Entry.id)
_AUTHORS = (
    select(*_AUTHOR, Consent.purpose, Consent.given_by, Consent.withdrawn_at)
    .join(Entry, Entry.id == EntryAuthor.entry_id)
    .outerjoin(Consent, Consent.author_id == EntryAuthor.id)
    .order_by(EntryAuthor.entry_id, EntryAuthor.position)
)
_FILES = (
    select(EntryFile.entry_id, *_FILE)
    .join(Entry, Entry.id == EntryFile.entry_id)
    .where(EntryFile.removed_at.is_(None))
    .order_by(EntryFile.id)
)
_NAMED = Entry.id.in_(bindparam("ids", expanding=True))
_HELD_NAMED = _HELD.where(Entry.edition_id == bindparam("edition_id"), _NAMED)
_AUTHORS_NAMED, _FILES_NAMED = _AUTHORS.where(_NAMED), _FILES.where(_NAMED)


class _Asked(NamedTuple):
    """The same entries asked for themselves, for their authors with their consents, and for their files."""

    entries: Select[*tuple[Any, ...]]
    authors: Select[*tuple[Any, ...]]
    files: Select[*tuple[Any, ...]]


@lru_cache(maxsize=16)
def _asking(ids: Select[int] | None) -> _Asked:
    """Built once for each statement: the entries it names, or all that were ever handed in."""
    which = Entry.status != "draft" if ids is None else Entry.id.in_(ids)
    of_edition = Entry.edition_id == bindparam("edition_id")
    return _Asked(*(each.where(of_edition, which) for each in (_HELD, _AUTHORS, _FILES)))


# Found by position: a column asked by name costs ten times as much.
_FACTS = tuple(column.key for column in _TEXTS)
_AUTHOR_FACTS = tuple(column.key for column in _AUTHOR[2:])


def _held(row: Any, authors: tuple[AuthorFacts, ...], files: tuple[FileFacts, ...]) -> Held:
    texts = dict(zip(_FACTS, row[len(_ENTRY) : -1], strict=True))
    standing = Standing(
        status=row.status,
        supplement_by=row.supplement_by,
        source=row.source,
        submitted_at=row.submitted_at,
        sent_on=row.sent_on,
        received_at=row.received_at,
        late_reason=row.late_reason,
        allowed_until=row.allowed_until,
        parts_in=frozenset(row.parts_in or ()),
    )
    facts = EntryFacts(**texts, authors=authors, files=files)
    return Held(row.id, row.code or "", row.owner_id, standing, facts, row.status_reason)


def authors_of(which: Collection[ColumnElement[bool]]) -> dict[int, tuple[AuthorFacts, ...]]:
    """The authors of the entries that fulfil all conditions, in printed order, with their consents."""
    return _listed(authors_by_id(which))


def authors_in(ids: Collection[int]) -> dict[int, tuple[AuthorFacts, ...]]:
    """The authors of these entries, in printed order, with their consents."""
    return _listed(_authors(ask(_AUTHORS_NAMED, {"ids": list(ids)}).all()))


def _listed(found: Mapping[int, Mapping[int, AuthorFacts]]) -> dict[int, tuple[AuthorFacts, ...]]:
    return {entry_id: tuple(authors.values()) for entry_id, authors in found.items()}


def authors_with_ids(entry_id: int) -> dict[int, AuthorFacts]:
    """The authors of one entry, in printed order, by their own key."""
    return authors_by_id([Entry.id == entry_id]).get(entry_id, {})


def authors_by_id(which: Collection[ColumnElement[bool]]) -> dict[int, dict[int, AuthorFacts]]:
    """The same, each author under its own key."""
    return _authors(ask(_AUTHORS.where(*which)).all())


def _authors(rows: Sequence[Any]) -> dict[int, dict[int, AuthorFacts]]:
    found: dict[int, dict[int, list[Any]]] = defaultdict(dict)
    for row in rows:
        author_id, entry_id, *_, purpose, given_by, withdrawn_at = row
        authors = found[entry_id]
        if author_id not in authors:
            authors[author_id] = [row, set(), set()]
        if purpose is not None:
            authors[author_id][1 if withdrawn_at is None else 2].add((purpose, given_by))
    return {
        entry_id: {key: _author(row, frozenset(given), frozenset(back)) for key, (row, given, back) in authors.items()}
        for entry_id, authors in found.items()
    }


def _author(row: Any, consents: frozenset[tuple[str, str]], refused: frozenset[tuple[str, str]]) -> AuthorFacts:
    named = dict(zip(_AUTHOR_FACTS, row[2:-3], strict=True))
    return AuthorFacts(**named, consents=consents, refused=refused)


def files_of(which: Collection[ColumnElement[bool]]) -> dict[int, tuple[FileFacts, ...]]:
    """The files of the entries that fulfil all conditions, in the order they came; removed ones are left out."""
    return _files(ask(_FILES.where(*which)).all())


def files_in(ids: Collection[int]) -> dict[int, tuple[FileFacts, ...]]:
    """The files of these entries, in the order they came; removed ones are left out."""
    return _files(ask(_FILES_NAMED, {"ids": list(ids)}).all())


def _files(rows: Sequence[Any]) -> dict[int, tuple[FileFacts, ...]]:
    found: dict[int, list[FileFacts]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(_file(row[1:]))
    return {entry_id: tuple(files) for entry_id, files in found.items()}


def _file(row: Any) -> FileFacts:
    """A row of `_FILE`."""
    return FileFacts(*row)


_FILES_OF_ENTRY = (
    select(*_FILE)
    .where(EntryFile.entry_id == bindparam("entry_id"), EntryFile.removed_at.is_(None))
    .order_by(EntryFile.id)
)


def files_of_entry(entry_id: int) -> tuple[FileFacts, ...]:
    """The files of one entry, in the order they came; removed ones are left out."""
    return tuple(_file(row) for row in ask(_FILES_OF_ENTRY, {"entry_id": entry_id}))


def removed_files(entry_id: int) -> list[FileFacts]:
    """Files that were taken out of an entry or replaced, the last one first."""
    rows = ask(
        select(*_FILE)
        .where(EntryFile.entry_id == entry_id, EntryFile.removed_at.is_not(None), EntryFile.erased_at.is_(None))
        .order_by(EntryFile.removed_at.desc(), EntryFile.id.desc())
        .limit(200)
    )
    return [_file(row) for row in rows]


def known(edition_id: int) -> list[OnRecord]:
    """Every entry that ever got a code, as much of it as an import needs."""
    rows = ask(
        select(Entry.id, Entry.code, Entry.status, Entry.title, Entry.unit, Entry.fingerprint).where(
            Entry.edition_id == edition_id, Entry.code.is_not(None)
        )
    )
    return [OnRecord(row[0], row[1] or "", *row[2:]) for row in rows]


def codes(edition_id: int) -> set[str]:
    """Every code that was ever given."""
    return set(db.session.scalars(select(Entry.code).where(Entry.edition_id == edition_id, Entry.code.is_not(None))))


@dataclass(frozen=True, slots=True)
class Moments:
    """When what happened to an entry."""

    created_at: datetime
    updated_at: datetime
    submitted_at: datetime | None
    amended_at: datetime | None
    received_at: datetime | None
    withdrawn_at: datetime | None
    sent_on: date | None

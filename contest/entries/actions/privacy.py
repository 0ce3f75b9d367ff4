"""Personal data that has served: identity papers are read on record, then destroyed; an author is forgotten."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from sqlalchemy import or_, select

from contest.editions.queries import regulation_of
from contest.entries.actions.writing import entry_of, fill, note_step
from contest.entries.models import Consent, Entry, EntryAuthor, EntryDraft, EntryFile, FileReading
from contest.entries.queries.held import held
from contest.entries.queries.naming import INSTEAD
from contest.entries.rules import AuthorFacts
from contest.entries.rules.consents import FORGOTTEN
from contest.foundation import files as store
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, after_commit
from contest.foundation.audit import mask_pending
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.forgetting import (
    compact_later,
    forget_about_entry,
    forget_elsewhere,
    forget_in_audit,
    forget_in_letters,
)
from contest.foundation.naming import Names
from contest.foundation.refusal import refuse_with
from contest.foundation.vietnamese import name_key

_HIDDEN = "•"
_PLACES = ("entry_id", "position")
# What the office writes into an entry.
_OF_OFFICE = tuple(column.name for column in Entry.__table__.columns if column.info.get("of_office"))
_OF_ENTRANTS = ("entry", "entry_author", "entry_file", "entry_upload", "entry_draft")
_ERASED_NAME = "(đã xóa)"


@action(Permission.IDENTITY_READ)
def note_reading(actor: Actor, edition_id: int, entry_id: int, file_id: int) -> None:
    """Put on record that somebody of the office opens an identity paper."""
    entry_of(actor, edition_id, entry_id)
    db.session.add(FileReading(file_id=file_id, by_id=actor.id, by_name=actor.name, at=now()))


@action(Permission.ENTRY_MANAGE)
def erase_papers(actor: Actor, edition_id: int, part_keys: Collection[str]) -> int:
    """Destroy every file of these parts, also those taken out before; the lines stay. Returns how many there were."""
    rows = list(
        db.session.scalars(
            select(EntryFile)
            .join(Entry, Entry.id == EntryFile.entry_id)
            .where(Entry.edition_id == edition_id, EntryFile.part_key.in_(part_keys), EntryFile.erased_at.is_(None))
            .order_by(EntryFile.id)
        )
    )
    by_entry: dict[int, int] = {}
    for row in rows:
        by_entry[row.entry_id] = by_entry.get(row.entry_id, 0) + 1
    erase(rows)
    for entry in db.session.scalars(select(Entry).where(Entry.id.in_(by_entry))):
        note_step(entry, "erased", actor, f"{by_entry[entry.id]} tệp giấy tờ nhân thân")
    return len(rows)


def erase(rows: Collection[EntryFile]) -> None:
    """Take the bytes away once the lines say so; bytes that another dossier has as well stay for it."""
    for row in rows:
        row.erased_at = now()
        row.removed_at = row.removed_at or row.erased_at
        # A file's name is often the child's.
        row.name = _ERASED_NAME
    db.session.flush()
    gone = {row.sha256 for row in rows}
    still = set(
        db.session.scalars(select(EntryFile.sha256).where(EntryFile.sha256.in_(gone), EntryFile.erased_at.is_(None)))
    )
    for sha256 in gone - still:
        after_commit(partial(store.destroy, sha256))


@action(Permission.PERSON_FORGET)
def forget_author(
    actor: Actor, edition_id: int, entry_id: int, author_id: int, sure: bool, file_ids: Collection[int] = ()
) -> None:
    """Delete what is known of one author; the place in the list, the share, scores and prizes stay under a pseudonym.

    The name goes from every table, the history of changes and letters; files that show who somebody is are destroyed,
    those taken out before, and whatever files the office names besides. What was printed, exported or backed up before
    is beyond reach. Raises Refusal: author_unknown, author_forgotten, forget_not_sure.
    """
    entry = entry_of(actor, edition_id, entry_id)
    if not sure:
        raise refuse_with("forget_not_sure", "sure")
    row = db.session.scalar(select(EntryAuthor).where(EntryAuthor.id == author_id, EntryAuthor.entry_id == entry_id))
    if row is None:
        raise refuse_with("author_unknown")
    if row.forgotten_at is not None:
        raise refuse_with("author_forgotten")
    names = Names([name for name in (row.name, row.guardian) if name], INSTEAD)
    forget_row(row, f"Tác giả thứ {row.position} (đã xóa tên)")
    left = _forget_around(entry, file_ids)
    about = forget_about_entry(names, edition_id, entry_id)
    forget_elsewhere(names)
    # The keys it is searched and known again by are made of the names.
    fill(entry, held(edition_id, [entry_id])[entry_id].facts)
    note_step(entry, "forgotten", actor)
    forget_in_letters(names, edition_id, entry_id, everybody=not left)
    db.session.flush()
    mask = partial(_without, author_id=author_id, names=names, about=about)
    mask_pending(mask)
    forget_in_audit(mask, names, edition_id)
    compact_later()


def forget_row(row: EntryAuthor, pseudonym: str) -> None:
    """An author's line without anything that is known of the author; consents count as gone."""
    blank = AuthorFacts(name=pseudonym)
    for name in ("birth_on", "birth_year", "gender", "position_title", "unit", "qualification", "ethnicity"):
        setattr(row, name, getattr(blank, name))
    row.union_member = row.guardian = ""
    row.name, row.sort_key = pseudonym, name_key(pseudonym)
    row.person_id, row.unit_id, row.forgotten_at = None, None, now()
    for consent in db.session.scalars(select(Consent).where(Consent.author_id == row.id)):
        consent.note = ""
        if consent.withdrawn_at is None:
            consent.withdrawn_at, consent.withdrawn_by = now(), FORGOTTEN


def _forget_around(entry: Entry, file_ids: Collection[int]) -> int:
    """The draft, files, contact data once nobody is left. Returns how many authors are left."""
    shown = {part.key for part in regulation_of(entry.edition_id).dossier if part.sensitive}
    gone = or_(EntryFile.part_key.in_(shown), EntryFile.removed_at.is_not(None), EntryFile.id.in_(file_ids))
    papers = select(EntryFile).where(EntryFile.entry_id == entry.id, EntryFile.erased_at.is_(None), gone)
    erase(list(db.session.scalars(papers)))
    draft = db.session.get(EntryDraft, entry.id)
    if draft is not None:
        db.session.delete(draft)
    db.session.flush()
    authors = list(db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == entry.id)))
    left = sum(author.forgotten_at is None for author in authors)
    if not left:
        entry.phone = entry.email = ""
    db.session.flush()
    return left


def _without(change: list[Any], author_id: int, names: Names, about: Mapping[str, Collection[Any]]) -> list[Any]:
    """A change of the history: nothing of the author, and no name, but for those of others in their own dossiers."""
    table, key, column, before, after = change
    if table == "entry_author" and key == author_id:
        return [table, key, column, hidden(before), hidden(after)]
    if table in _OF_ENTRANTS and key not in about.get(table, ()) and column not in _OF_OFFICE:
        return change
    return [table, key, column, names.of(before), names.of(after)]


def hidden(value: Any) -> Any:
    """A value, or each value of a row that came with a register, as a dot."""
    if isinstance(value, dict):
        return {column: one if column in _PLACES else one and _HIDDEN for column, one in value.items()}
    return value and _HIDDEN

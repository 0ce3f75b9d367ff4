"""Files of a dossier: the bytes are already in the store, these deeds only say whose they are."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.rules import Regulation
from contest.entries.actions.drafts import standing_of
from contest.entries.actions.writing import entry_of
from contest.entries.models import Entry, EntryFile
from contest.entries.queries.held import files_in, held
from contest.entries.rules import FileFacts, part_of, why_not_attach, why_not_edit, why_not_remove
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now, today
from contest.foundation.database import db
from contest.foundation.files import StoredFile
from contest.foundation.jobs import later
from contest.foundation.kinds import has_pages
from contest.foundation.refusal import refuse, refuse_with


@action(Permission.ENTRY_OWN)
def attach_file(actor: Actor, edition_id: int, entry_id: int, part_key: str, stored: StoredFile) -> int:
    """Put a stored file into a part of the dossier; where one file is allowed it takes the old one's place.

    The same content sent twice into a part is there once. Returns the file's id.
    """
    entry = entry_of(actor, edition_id, entry_id)
    regulation = regulation_of(edition_id)
    check_time(actor, edition_id, entry, regulation)
    files = files_in([entry_id]).get(entry_id, ())
    same = next((file for file in files if file.part_key == part_key and file.sha256 == stored.sha256), None)
    if same is not None:
        return same.id
    _make_room(entry_id, files, part_key, regulation)
    row = EntryFile(
        entry_id=entry_id,
        part_key=part_key,
        name=stored.name,
        sha256=stored.sha256,
        size=stored.size,
        media_type=stored.media_type,
        uploaded_at=now(),
        uploaded_by_id=actor.id,
    )
    _count(row, regulation)
    db.session.add(row)
    db.session.flush()
    later("entries.looks", unique_key=f"looks:{stored.sha256}", sha256=stored.sha256, media_type=stored.media_type)
    return row.id


def _count(row: EntryFile, regulation: Regulation) -> None:
    """Have the pages counted where the part has a limit; what was counted before is known."""
    part = part_of(regulation, row.part_key)
    if part is None or part.max_pages is None or not has_pages(row.media_type):
        return
    same = select(EntryFile.pages, EntryFile.counted_at).where(
        EntryFile.sha256 == row.sha256, EntryFile.counted_at.is_not(None)
    )
    known = db.session.execute(same.limit(1)).first()
    if known is not None:
        row.pages, row.counted_at = known
        return
    later("entries.count_pages", unique_key=f"pages:{row.sha256}", sha256=row.sha256, media_type=row.media_type)


@action(Permission.INSTALLATION_RUN)
def note_pages(actor: Actor, sha256: str, pages: int | None) -> None:
    """Put down how many pages a file has, wherever it is; None when no machine can tell."""
    for row in db.session.scalars(select(EntryFile).where(EntryFile.sha256 == sha256)):
        row.pages, row.counted_at = pages, now()


@action(Permission.ENTRY_OWN)
def remove_file(actor: Actor, edition_id: int, entry_id: int, file_id: int) -> None:
    """Take a file out of the dossier; its row stays with the moment."""
    entry = entry_of(actor, edition_id, entry_id)
    check_time(actor, edition_id, entry)
    facts = held(edition_id, [entry_id])[entry_id].facts
    refuse(why_not_remove(standing_of(entry), facts, file_id, regulation_of(edition_id)))
    _take_away(entry_id, file_id)


def check_time(actor: Actor, edition_id: int, entry: Entry, regulation: Regulation | None = None) -> None:
    """Whether files may come and go now: for the secretariat always, since paper comes at any time.

    For the entrant while the dossier may be changed. Raises Refusal.
    """
    if actor.may(Permission.ENTRY_MANAGE, edition_id) and entry.owner_id != actor.id:
        return
    regulation = regulation or regulation_of(edition_id)
    refuse(why_not_edit(standing_of(entry), regulation, edition_by_id(edition_id).stage, now(), today()))


@action(Permission.ENTRY_OWN)
def restore_file(actor: Actor, edition_id: int, entry_id: int, file_id: int) -> None:
    """Put back a file that was taken out or replaced; where one file is allowed it takes the present one's place."""
    entry = entry_of(actor, edition_id, entry_id)
    check_time(actor, edition_id, entry)
    row = db.session.scalar(
        select(EntryFile).where(
            EntryFile.id == file_id,
            EntryFile.entry_id == entry_id,
            EntryFile.removed_at.is_not(None),
            EntryFile.erased_at.is_(None),
        )
    )
    if row is None:
        raise refuse_with("file_unknown")
    files = held(edition_id, [entry_id])[entry_id].facts.files
    if any(file.part_key == row.part_key and file.sha256 == row.sha256 for file in files):
        return
    _make_room(entry_id, files, row.part_key, regulation_of(edition_id))
    row.removed_at = None


@action(Permission.ENTRY_MANAGE)
def clear_file(actor: Actor, edition_id: int, entry_id: int, file_id: int, cleared: bool) -> None:
    """Put on record that the office has looked into a file and it names nobody: judges may have it. Or take that back.

    Raises Refusal: file_unknown.
    """
    entry_of(actor, edition_id, entry_id)
    row = db.session.scalar(
        select(EntryFile).where(EntryFile.id == file_id, EntryFile.entry_id == entry_id, EntryFile.removed_at.is_(None))
    )
    if row is None:
        raise refuse_with("file_unknown")
    row.cleared_at, row.cleared_by_id = (now(), actor.id) if cleared else (None, None)


@action(Permission.INSTALLATION_RUN)
def note_names(actor: Actor, found: Mapping[int, str], at: datetime) -> None:
    """Put down what the texts of files name, by file, as they were at that moment.

    One that names more than when somebody looked into it waits again.
    """
    for row in db.session.scalars(select(EntryFile).where(EntryFile.id.in_(found))):
        if not set(found[row.id].split(",")) <= {"", *row.names_in.split(",")}:
            row.cleared_at, row.cleared_by_id = None, None
        row.names_in, row.searched_at = found[row.id], at


def _make_room(entry_id: int, files: Sequence[FileFacts], part_key: str, regulation: Regulation) -> None:
    """Refuse where a part is full; where it holds one file, that one goes."""
    refuse(why_not_attach(files, part_key, regulation))
    part = part_of(regulation, part_key)
    if part is not None and part.max_files == 1:
        for file in files:
            if file.part_key == part_key:
                _take_away(entry_id, file.id)


def _take_away(entry_id: int, file_id: int) -> None:
    row = db.session.scalar(
        select(EntryFile).where(EntryFile.id == file_id, EntryFile.entry_id == entry_id, EntryFile.removed_at.is_(None))
    )
    if row is None:
        raise refuse_with("file_unknown")
    row.removed_at = now()

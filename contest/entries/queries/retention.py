"""Personal data by how long it is kept: what there is of each kind, for the office to see before it goes."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, func, or_, select

from contest.entries.models import Entry, EntryFile
from contest.foundation.database import db


def files_left(edition_id: int, ids: Collection[int]) -> list[EntryFile]:
    """Every file of these entries whose bytes are there, also those taken out."""
    which = [Entry.edition_id == edition_id, EntryFile.entry_id.in_(ids), EntryFile.erased_at.is_(None)]
    rows = select(EntryFile).join(Entry, Entry.id == EntryFile.entry_id).where(*which).order_by(EntryFile.id)
    return list(db.session.scalars(rows))


def paper_counts(edition_id: int) -> dict[str, int]:
    """How many files there are of each part of the dossier, by the part's key."""
    rows = db.session.execute(
        select(EntryFile.part_key, func.count())
        .join(Entry, Entry.id == EntryFile.entry_id)
        .where(Entry.edition_id == edition_id, EntryFile.erased_at.is_(None))
        .group_by(EntryFile.part_key)
    )
    return dict(rows.all())


def drafts_kept(edition_id: int) -> list[int]:
    """Drafts that were never handed in and still hold something."""
    return _ids(edition_id, Entry.code.is_(None), Entry.wiped_at.is_(None))


def out_with_files(edition_id: int) -> list[int]:
    """Rejected and withdrawn entries that still have files."""
    has_files = select(EntryFile.id).where(EntryFile.entry_id == Entry.id, EntryFile.erased_at.is_(None)).exists()
    return _ids(edition_id, Entry.status.in_(("ineligible", "withdrawn")), Entry.code.is_not(None), has_files)


def with_contacts(edition_id: int) -> int:
    """How many entries have a telephone or an address."""
    which = [Entry.edition_id == edition_id, or_(Entry.phone != "", Entry.email != "")]
    return db.session.scalar(select(func.count()).select_from(Entry).where(*which)) or 0


def _ids(edition_id: int, *which: ColumnElement[bool]) -> list[int]:
    return list(db.session.scalars(select(Entry.id).where(Entry.edition_id == edition_id, *which).order_by(Entry.id)))

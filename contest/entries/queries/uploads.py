"""Files on their way in pieces: how far they are, and how much of a dossier's room is taken."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from contest.entries.models import Entry, EntryFile, EntryUpload
from contest.entries.rules import Room
from contest.foundation.access import Actor
from contest.foundation.database import ask, db


@dataclass(frozen=True, slots=True)
class UploadCard:
    """An upload: `received` of `size` bytes are on disk; `file_id` once it is a file of the dossier."""

    key: str
    part_key: str
    name: str
    size: int
    received: int
    digest: str
    file_id: int | None
    touched_at: datetime


_CARD = (
    EntryUpload.key,
    EntryUpload.part_key,
    EntryUpload.name,
    EntryUpload.size,
    EntryUpload.received,
    EntryUpload.digest,
    EntryUpload.file_id,
    EntryUpload.touched_at,
)


def upload_of(actor: Actor, entry_id: int) -> ColumnElement[bool]:
    """Uploads into this entry that the actor began: whoever else writes on the dossier has their own."""
    return (EntryUpload.entry_id == entry_id) & (EntryUpload.by_id == actor.id)


def upload_card(actor: Actor, edition_id: int, entry_id: int, key: str) -> UploadCard | None:
    """An upload for whoever began it; None hides it."""
    row = ask(
        select(*_CARD)
        .join(Entry, Entry.id == EntryUpload.entry_id)
        .where(EntryUpload.key == key, upload_of(actor, entry_id), Entry.edition_id == edition_id)
    ).one_or_none()
    return UploadCard(*row) if row else None


def uploads_under_way(actor: Actor, entry_id: int) -> list[UploadCard]:
    """What the actor began to send into this entry and has not finished."""
    rows = ask(select(*_CARD).where(upload_of(actor, entry_id), EntryUpload.file_id.is_(None)).order_by(EntryUpload.id))
    return [UploadCard(*row) for row in rows]


def room_of(entry_id: int) -> Room:
    """The bytes an entry takes: every file it ever had (the same content once), and every file on its way."""
    once = select(EntryFile.sha256, func.max(EntryFile.size).label("size")).where(EntryFile.entry_id == entry_id)
    stored = db.session.scalar(select(func.sum(once.group_by(EntryFile.sha256).subquery().c.size))) or 0
    rows = ask(
        select(EntryUpload.part_key, func.count(), func.sum(EntryUpload.size))
        .where(EntryUpload.entry_id == entry_id, EntryUpload.file_id.is_(None))
        .group_by(EntryUpload.part_key)
    ).all()
    return Room(int(stored) + sum(int(row[2]) for row in rows), {row[0]: row[1] for row in rows})

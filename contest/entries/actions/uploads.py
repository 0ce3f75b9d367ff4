"""Large files in pieces: an upload is begun, grows, becomes a file of the dossier, or is forgotten.

The bytes are on disk before a deed says so; each deed here is one short transaction.
"""

import secrets
from datetime import timedelta
from functools import partial

from sqlalchemy import delete, select, update

from contest.editions.queries import regulation_of
from contest.entries.actions.files import attach_file, check_time
from contest.entries.actions.writing import entry_of
from contest.entries.models import EntryUpload
from contest.entries.queries.held import held
from contest.entries.queries.uploads import room_of, upload_of
from contest.entries.rules import UploadAsked, why_not_attach, why_not_upload
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, after_commit
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.files import StoredFile
from contest.foundation.partial import begin, discard, is_there, sweep
from contest.foundation.refusal import refuse, refuse_with

# How long a file that stopped half way waits for its rest.
KEPT_FOR = timedelta(days=7)


@action(Permission.ENTRY_OWN)
def begin_upload(actor: Actor, edition_id: int, entry_id: int, part_key: str, asked: UploadAsked) -> str:
    """Begin a file in pieces, or find the one this person began before with the same file. Returns its key.

    Raises Refusal: too large for the part or for the dossier, part full, dossier closed, disk full.
    """
    entry = entry_of(actor, edition_id, entry_id)
    check_time(actor, edition_id, entry)
    regulation = regulation_of(edition_id)
    known = _begun_before(actor, entry_id, part_key, asked)
    if known is not None and is_there(known):
        return known
    if known is not None:
        # The instance was restored from a backup, which holds no half files.
        db.session.execute(delete(EntryUpload).where(EntryUpload.key == known))
    files = held(edition_id, [entry_id])[entry_id].facts.files
    refuse(why_not_attach(files, part_key, regulation))
    refuse(why_not_upload(asked, part_key, regulation, room_of(entry_id)))
    key = secrets.token_urlsafe(24)
    begin(key, asked.size, asked.name)
    db.session.add(
        EntryUpload(
            key=key,
            entry_id=entry_id,
            part_key=part_key,
            name=asked.name,
            fingerprint=asked.fingerprint,
            size=asked.size,
            by_id=actor.id,
            begun_at=now(),
            touched_at=now(),
        )
    )
    return key


def _begun_before(actor: Actor, entry_id: int, part_key: str, asked: UploadAsked) -> str | None:
    if not asked.fingerprint:
        return None
    return db.session.scalar(
        select(EntryUpload.key)
        .where(
            EntryUpload.entry_id == entry_id,
            EntryUpload.part_key == part_key,
            EntryUpload.by_id == actor.id,
            EntryUpload.fingerprint == asked.fingerprint,
            EntryUpload.size == asked.size,
            EntryUpload.file_id.is_(None),
        )
        .order_by(EntryUpload.id.desc())
    )


@action(Permission.ENTRY_OWN)
def grow_upload(actor: Actor, edition_id: int, entry_id: int, key: str, offset: int, length: int) -> int:
    """A piece is on disk. Returns how much there is now. Raises Refusal: upload_elsewhere when another came first."""
    _of(actor, edition_id, entry_id, key)
    grown = db.session.execute(
        update(EntryUpload)
        .where(EntryUpload.key == key, EntryUpload.received == offset, EntryUpload.size >= offset + length)
        .values(received=offset + length, touched_at=now())
        .returning(EntryUpload.id)
    )
    if grown.one_or_none() is None:
        raise refuse_with("upload_elsewhere")
    return offset + length


@action(Permission.ENTRY_OWN)
def note_digest(actor: Actor, edition_id: int, entry_id: int, key: str, digest: str) -> None:
    """All bytes are there and are the ones that were sent; from here on the file may be cleaned."""
    _of(actor, edition_id, entry_id, key)
    db.session.execute(update(EntryUpload).where(EntryUpload.key == key).values(digest=digest))


@action(Permission.ENTRY_OWN)
def restart_upload(actor: Actor, edition_id: int, entry_id: int, key: str) -> None:
    """What came is not what was sent: from the beginning."""
    _of(actor, edition_id, entry_id, key)
    db.session.execute(update(EntryUpload).where(EntryUpload.key == key).values(received=0, digest=""))


@action(Permission.ENTRY_OWN)
def finish_upload(actor: Actor, edition_id: int, entry_id: int, key: str, stored: StoredFile) -> int:
    """The upload is in the store: make it a file of its part. Returns the file's id; asked again, the same."""
    upload = _of(actor, edition_id, entry_id, key)
    if upload.file_id is not None:
        return upload.file_id
    file_id = attach_file(actor, edition_id, entry_id, upload.part_key, stored)
    db.session.execute(update(EntryUpload).where(EntryUpload.key == key).values(file_id=file_id, touched_at=now()))
    after_commit(partial(discard, key))
    return file_id


@action(Permission.ENTRY_OWN)
def drop_upload(actor: Actor, edition_id: int, entry_id: int, key: str) -> None:
    """Forget an upload and its bytes; one that became a file keeps the file."""
    _of(actor, edition_id, entry_id, key)
    db.session.execute(delete(EntryUpload).where(EntryUpload.key == key))
    after_commit(partial(discard, key))


def _of(actor: Actor, edition_id: int, entry_id: int, key: str) -> EntryUpload:
    entry = entry_of(actor, edition_id, entry_id)
    check_time(actor, edition_id, entry)
    upload = db.session.scalar(
        select(EntryUpload).where(EntryUpload.key == key, upload_of(actor, entry_id)).with_for_update()
    )
    if upload is None:
        raise refuse_with("upload_gone", name="")
    return upload


@action(Permission.INSTALLATION_RUN)
def sweep_uploads(actor: Actor) -> int:
    """Forget uploads nobody has touched for a week, and bytes nobody knows."""
    limit = now() - KEPT_FOR
    old = list(db.session.scalars(select(EntryUpload.key).where(EntryUpload.touched_at < limit)))
    db.session.execute(delete(EntryUpload).where(EntryUpload.key.in_(old)))
    known = set(db.session.scalars(select(EntryUpload.key).where(EntryUpload.file_id.is_(None))))
    after_commit(partial(sweep, known, KEPT_FOR.total_seconds()))
    for key in old:
        after_commit(partial(discard, key))
    return len(old)

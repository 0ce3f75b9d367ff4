"""Dossiers that another house of contests hands over, whole: facts, consents and files at once."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.entries.actions.writing import CodeGiver, fill, lock_edition, note_step, set_authors
from contest.entries.models import Entry, EntryFile
from contest.entries.queries.held import codes
from contest.entries.rules import EntryFacts
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.files import StoredFile
from contest.foundation.jobs import later


class IncomingFile(NamedTuple):
    """A file that lies in the store already, and the part of the dossier it belongs to."""

    part_key: str
    stored: StoredFile


@action(Permission.ENTRY_IMPORT)
def take_dossier(actor: Actor, edition_id: int, facts: EntryFacts, files: Sequence[IncomingFile], note: str) -> int:
    """A new entry under the next code, received by the office; returns its key."""
    lock_edition(edition_id)
    giver = CodeGiver(edition_id, regulation_of(edition_id).entry_code, codes(edition_id))
    entry = Entry(edition_id=edition_id, code=giver.take(facts.field_key), status="received", source="import")
    entry.created_at = entry.updated_at = entry.submitted_at = entry.received_at = now()
    fill(entry, facts)
    db.session.add(entry)
    db.session.flush()
    set_authors(entry, facts.authors, {}, actor, from_paper=True)
    _put(actor, entry, files)
    note_step(entry, "received", actor, note)
    db.session.flush()
    return entry.id


@action(Permission.ENTRY_IMPORT)
def renew_dossier(
    actor: Actor, edition_id: int, entry_id: int, facts: EntryFacts, files: Sequence[IncomingFile], note: str
) -> None:
    """The entry as it was handed over again: its facts, its authors, its files."""
    entry = db.session.scalars(
        select(Entry).where(Entry.id == entry_id, Entry.edition_id == edition_id).with_for_update()
    ).one()
    fill(entry, facts)
    set_authors(entry, facts.authors, {}, actor, from_paper=True)
    _put(actor, entry, files)
    entry.updated_at = now()
    note_step(entry, "changed", actor, note)
    db.session.flush()


def _put(actor: Actor, entry: Entry, files: Sequence[IncomingFile]) -> None:
    """Exactly these files are in the dossier; those that were and are no more are taken out."""
    which = (EntryFile.entry_id == entry.id) & EntryFile.removed_at.is_(None)
    there = {(row.part_key, row.sha256): row for row in db.session.scalars(select(EntryFile).where(which))}
    wanted = {(one.part_key, one.stored.sha256): one for one in files}
    for key in there.keys() - wanted.keys():
        there[key].removed_at = now()
    for key in sorted(wanted.keys() - there.keys()):
        stored = wanted[key].stored
        db.session.add(
            EntryFile(
                entry_id=entry.id,
                part_key=key[0],
                name=stored.name,
                sha256=stored.sha256,
                size=stored.size,
                media_type=stored.media_type,
                uploaded_at=now(),
                uploaded_by_id=actor.id,
            )
        )
        later("entries.looks", unique_key=f"looks:{stored.sha256}", sha256=stored.sha256, media_type=stored.media_type)

"""Entries of an edition led to the units of the directory that their names mean."""

from sqlalchemy import select

from contest.entries.models import Entry, EntryAuthor
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.database import db
from contest.people.queries import known_units


@action(Permission.UNIT_MANAGE)
def link_units(actor: Actor, edition_id: int) -> int:
    """Lead every entry and author without a unit of the directory to the one meant; returns how many entries were.

    What nobody can tell (same-named units, names that are not there) stays as it is; what was typed is not changed.
    """
    entries = db.session.scalars(
        select(Entry).where(Entry.edition_id == edition_id, Entry.unit_id.is_(None)).with_for_update()
    ).all()
    authors = db.session.execute(
        select(EntryAuthor, Entry.locality)
        .join(Entry, Entry.id == EntryAuthor.entry_id)
        .where(Entry.edition_id == edition_id, EntryAuthor.unit_id.is_(None), EntryAuthor.unit != "")
    ).all()
    meant = known_units(
        {(entry.unit, entry.locality) for entry in entries} | {(author.unit, place) for author, place in authors}
    )
    count = 0
    for entry in entries:
        entry.unit_id = meant.get((entry.unit, entry.locality))
        count += entry.unit_id is not None
    for author, place in authors:
        author.unit_id = meant.get((author.unit, place))
    return count

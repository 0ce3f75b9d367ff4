"""Entries by the unit that sends them, for its covering list; and those that came on paper, for their labels."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select

from contest.entries.models import Entry
from contest.entries.rules import ACTIVE
from contest.foundation.database import ask, db
from contest.foundation.vietnamese import sort_key


class UnitGroup(NamedTuple):
    """A unit that sends entries: its key in addresses ("12" in the directory, "=thcs a" by its name alone)."""

    key: str
    name: str
    entries: int


def unit_groups(edition_id: int) -> list[UnitGroup]:
    """Every unit with entries handed in and not out, in the order of names."""
    rows = ask(
        select(Entry.unit_id, Entry.unit_key, func.max(Entry.unit), func.count())
        .where(Entry.edition_id == edition_id, Entry.status.in_(ACTIVE), Entry.unit != "")
        .group_by(Entry.unit_id, Entry.unit_key)
    )
    found: dict[str, UnitGroup] = {}
    for unit_id, unit_key, name, count in rows:
        key = str(unit_id) if unit_id is not None else f"={unit_key}"
        known = found.get(key)
        found[key] = UnitGroup(key, known.name if known else name, count + (known.entries if known else 0))
    return sorted(found.values(), key=lambda group: sort_key(group.name))


def ids_of_unit(edition_id: int, key: str) -> list[int]:
    """The entries of a unit, handed in and not out, in the order of their codes; none for an unknown key."""
    which: ColumnElement[bool]
    if key.startswith("="):
        which = Entry.unit_id.is_(None) & (Entry.unit_key == key[1:]) & (Entry.unit != "")
    elif key.isascii() and key.isdecimal() and len(key) < 10:
        which = Entry.unit_id == int(key)
    else:
        return []
    rows = db.session.scalars(
        select(Entry.id)
        .where(Entry.edition_id == edition_id, Entry.status.in_(ACTIVE), which)
        .order_by(Entry.code, Entry.id)
    )
    return list(rows)


def ids_to_label(edition_id: int, sources: Iterable[str] = ()) -> list[int]:
    """Entries that have a code and are not withdrawn, in its order; only those that came in these ways, if any."""
    which = [Entry.edition_id == edition_id, Entry.code.is_not(None), Entry.status != "withdrawn"]
    if wanted := list(sources):
        which.append(Entry.source.in_(wanted))
    return list(db.session.scalars(select(Entry.id).where(*which).order_by(Entry.code, Entry.id)))

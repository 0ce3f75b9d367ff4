"""Supplements: the items of one entry, and every open item of the edition for the office."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from contest.entries.models import Entry, SupplementItem
from contest.entries.rules import Item
from contest.foundation.database import ask, db

_ITEM = (
    SupplementItem.id,
    SupplementItem.part_key,
    SupplementItem.words,
    SupplementItem.due_on,
    SupplementItem.state,
    SupplementItem.asked_at,
    SupplementItem.answer,
    SupplementItem.answered_at,
    SupplementItem.note,
    SupplementItem.times,
)


def items(entry_id: int) -> list[Item]:
    """Everything that was ever asked of an entry, in the order it was asked."""
    rows = ask(select(*_ITEM).where(SupplementItem.entry_id == entry_id).order_by(SupplementItem.id))
    return [_item(row) for row in rows]


def _item(row: Any) -> Item:
    return Item(*row)


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item that waits: for its entrant (asked), or for the office (answered)."""

    entry_id: int
    code: str
    title: str
    unit: str
    phone: str
    words: str
    due_on: date
    state: str
    times: int
    answered_at: datetime | None


def open_items(edition_id: int, most: int = 1000) -> list[OpenItem]:
    """Every open item, the earliest due first."""
    rows = ask(
        select(
            Entry.id,
            Entry.code,
            Entry.title,
            Entry.unit,
            Entry.phone,
            SupplementItem.words,
            SupplementItem.due_on,
            SupplementItem.state,
            SupplementItem.times,
            SupplementItem.answered_at,
        )
        .join(Entry, Entry.id == SupplementItem.entry_id)
        .where(
            Entry.edition_id == edition_id,
            Entry.status != "withdrawn",
            SupplementItem.state.in_(("asked", "answered")),
        )
        .order_by(SupplementItem.due_on, Entry.code, SupplementItem.id)
        .limit(most)
    )
    return [_open_item(row) for row in rows]


def _open_item(row: Any) -> OpenItem:
    return OpenItem(row[0], row[1] or "", *row[2:])


def entries_with_open_items(edition_id: int) -> set[int]:
    """The entries of which something was asked that is not settled."""
    return set(
        db.session.scalars(
            select(SupplementItem.entry_id)
            .join(Entry, Entry.id == SupplementItem.entry_id)
            .where(Entry.edition_id == edition_id, SupplementItem.state.in_(("asked", "answered")))
        )
    )

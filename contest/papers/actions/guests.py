"""The list of guests: filled in from a spreadsheet, all or nothing, or changed one by one on its page."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.database import db
from contest.foundation.refusal import refuse, refuse_with
from contest.foundation.sheets import Heading, read_sheet
from contest.foundation.vietnamese import nfc
from contest.papers.models import EntryPlace, Guest
from contest.papers.queries.guests import guest_list
from contest.papers.queries.winners import winners
from contest.papers.rules.guests import (
    LABELS,
    Filled,
    GuestFacts,
    Noted,
    group_of,
    next_code,
    noted_of,
    own_code,
    why_not_take,
)

_HEADINGS = (
    Heading("code", ("Mã số",)),
    *(Heading(key, (label,), required=False) for key, label in LABELS.items()),
)


def filled_guests(source: BinaryIO | Path) -> list[Filled]:
    """The filled lines of a table: those with a code or a name. Raises Refusal: what sheets say, guest_none."""
    sheet = read_sheet(source, _HEADINGS)
    columns = [key for key in LABELS if key in sheet.found]
    rows = [
        Filled(row.number, row.text("code"), {key: row.text(key) for key in columns})
        for row in sheet.rows
        if row.text("code") or ("name" in columns and row.text("name"))
    ]
    if not rows:
        raise refuse_with("guest_none", "file")
    return rows


@action(Permission.EXPORT_MAKE)
def take_guests(actor: Actor, edition_id: int, rows: Sequence[Filled]) -> tuple[int, int]:
    """Keep a filled table of guests, all or nothing; returns how many are new and how many changed.

    Rows without a code are new guests; guests that are not in the table stay as they are. Raises Refusal: guest_…,
    each fault at its line.
    """
    known = {guest.code: guest for guest in guest_list(winners(edition_id))}
    refuse(why_not_take(rows, known))
    kept = {row.code: row for row in db.session.scalars(select(Guest).where(Guest.edition_id == edition_id))}
    number, made, changed = next_code(known), 0, 0
    for row in rows:
        guest = known.get(row.code)
        if guest is None:
            new = Guest(edition_id=edition_id, code=own_code(number), group_key="other")
            number, made = number + 1, made + 1
            db.session.add(_own(new, row.cells, noted_of(row, None)))
        elif _change(edition_id, guest, kept.get(row.code), row):
            changed += 1
    db.session.flush()
    if made or changed:
        told = {"new": made, "changed": changed}
        ledger.note(actor, edition_id, "guests.taken", f"edition:{edition_id}", told)
    return made, changed


def _own(row: Guest, cells: Mapping[str, str], noted: Noted) -> Guest:
    row.group_key = group_of(cells["group"]) or row.group_key if cells.get("group") else row.group_key
    row.name = nfc(cells.get("name", row.name))
    row.unit = nfc(cells.get("unit", row.unit))
    return _noted(row, noted)


def _noted(row: Guest, noted: Noted) -> Guest:
    for name, value in noted._asdict().items():
        setattr(row, name, value)
    return row


def _change(edition_id: int, guest: GuestFacts, kept: Guest | None, row: Filled) -> bool:
    """Whether what a row says of a guest is anything new; it is kept then."""
    noted = noted_of(row, guest)
    if guest.is_own and kept is not None:
        before = (kept.group_key, kept.name, kept.unit)
        _own(kept, row.cells, noted)
        return before != (kept.group_key, kept.name, kept.unit) or noted != guest.noted
    if noted == guest.noted:
        return False
    if guest.entry_id is not None:
        _place(guest.entry_id, noted)
        noted = noted._replace(seat="", booth="")
    if kept is None:
        if noted == Noted():
            return True
        kept = Guest(edition_id=edition_id, code=guest.code, group_key="")
        db.session.add(kept)
    _noted(kept, noted)
    return True


def _place(entry_id: int, noted: Noted) -> None:
    place = db.session.get(EntryPlace, entry_id)
    if place is None:
        if not (noted.seat or noted.booth):
            return
        place = EntryPlace(entry_id=entry_id)
        db.session.add(place)
    place.seat, place.booth = noted.seat, noted.booth


@action(Permission.EXPORT_MAKE)
def change_guest(actor: Actor, edition_id: int, code: str, cells: Mapping[str, str]) -> None:
    """Change what stands of one guest, or write down a new one (code ""). Raises Refusal: guest_… at its field."""
    take_guests(actor, edition_id, [Filled(0, code, cells)])


@action(Permission.EXPORT_MAKE)
def drop_guest(actor: Actor, edition_id: int, code: str) -> None:
    """Take a guest who was written down by hand off the list. Raises Refusal: guest_gone."""
    own = (Guest.edition_id == edition_id, Guest.code == code, Guest.group_key != "")
    row = db.session.scalar(select(Guest).where(*own))
    if row is None:
        raise refuse_with("guest_gone")
    db.session.delete(row)
    ledger.note(actor, edition_id, "guests.dropped", f"guest:{code}", {})


@action(Permission.ENTRY_MANAGE)
def erase_guests(actor: Actor, edition_id: int) -> int:
    """Delete the guests who were written down by hand, once they have served; returns how many."""
    rows = list(db.session.scalars(select(Guest).where(Guest.edition_id == edition_id, Guest.group_key != "")))
    for row in rows:
        db.session.delete(row)
    return len(rows)

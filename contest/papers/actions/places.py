"""Seats and booths come back from the spreadsheet they were filled in; what judges are paid is set once."""

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.entries.queries import ids_of_codes
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.database import db
from contest.foundation.refusal import refuse, refuse_with
from contest.foundation.sheets import Heading, read_sheet
from contest.papers.actions.guests import take_guests
from contest.papers.models import EntryPlace, JudgeFee
from contest.papers.queries.guests import guest_list
from contest.papers.queries.places import places_of
from contest.papers.queries.winners import winners
from contest.papers.rules.guests import Filled as GuestRow
from contest.papers.rules.places import Filled, why_not_place

_HEADINGS = (
    Heading("code", ("Mã số",)),
    Heading("seat", ("Chỗ ngồi",), required=False),
    Heading("booth", ("Gian trưng bày",), required=False),
)
_MOST_VND = 10_000_000


def filled_places(source: BinaryIO | Path) -> list[Filled]:
    """The filled lines of a table: those with a code. Raises Refusal: place_columns_missing, and what sheets say."""
    sheet = read_sheet(source, _HEADINGS)
    there = sheet.found
    if not there & {"seat", "booth"}:
        raise refuse_with("place_columns_missing", "file")
    return [
        Filled(
            row.number,
            row.text("code"),
            row.text("seat") if "seat" in there else None,
            row.text("booth") if "booth" in there else None,
        )
        for row in sheet.rows
        if row.text("code")
    ]


@action(Permission.EXPORT_MAKE)
def place_entries(actor: Actor, edition_id: int, rows: list[Filled]) -> int:
    """Keep seats and booths by the codes of entries and of other guests, all or nothing; returns how many changed.

    A blank cell takes the place away; who is not in the table keeps theirs. Raises Refusal: place_….
    """
    entries, placed = ids_of_codes(edition_id), places_of(edition_id)
    guests = {guest.code: guest for guest in guest_list(winners(edition_id)) if guest.entry_id is None}
    known: dict[str, Hashable] = {**{code: code for code in guests}, **entries}
    booths: dict[Hashable, str] = {entry_id: place.booth for entry_id, place in placed.items()}
    refuse(why_not_place(rows, known, booths | {code: guest.noted.booth for code, guest in guests.items()}))
    kept = {row.entry_id: row for row in db.session.scalars(select(EntryPlace).where(EntryPlace.entry_id.in_(placed)))}
    others = [row for row in rows if row.code not in entries]
    changed = sum(_place(entries[row.code], kept.get(entries[row.code]), row) for row in rows if row.code in entries)
    return changed + (take_guests(actor, edition_id, [_as_guest(row) for row in others])[1] if others else 0)


def _place(entry_id: int, place: EntryPlace | None, row: Filled) -> bool:
    """Whether a row says anything new of an entry's places; it is kept then."""
    seat = row.seat if row.seat is not None else place.seat if place else ""
    booth = row.booth if row.booth is not None else place.booth if place else ""
    if place is None:
        if seat or booth:
            db.session.add(EntryPlace(entry_id=entry_id, seat=seat, booth=booth))
        return bool(seat or booth)
    is_new = (place.seat, place.booth) != (seat, booth)
    place.seat, place.booth = seat, booth
    return is_new


def _as_guest(row: Filled) -> GuestRow:
    cells = {"seat": row.seat, "booth": row.booth}
    return GuestRow(row.number, row.code, {key: words for key, words in cells.items() if words is not None})


@action(Permission.FEE_KEEP)
def set_fees(actor: Actor, edition_id: int, fees: Mapping[str, int | None]) -> None:
    """Keep what a sheet of each round is paid with, in đồng; None takes it away. Raises Refusal: fee_… at its round."""
    known = {round_.key for round_ in regulation_of(edition_id).rounds}
    kept = {row.round_key: row for row in db.session.scalars(select(JudgeFee).where(JudgeFee.edition_id == edition_id))}
    for key, amount in fees.items():
        if key not in known:
            raise refuse_with("fee_round_unknown", key)
        if amount is not None and not 0 <= amount <= _MOST_VND:
            raise refuse_with("fee_odd", key)
        if amount is None:
            if key in kept:
                db.session.delete(kept[key])
        elif key in kept:
            kept[key].amount_vnd = amount
        else:
            db.session.add(JudgeFee(edition_id=edition_id, round_key=key, amount_vnd=amount))

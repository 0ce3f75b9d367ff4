"""Who sits where and what is exhibited where, from the one list of guests; both come back by the code."""

from collections.abc import Sequence

from contest.foundation.report import Column, Report, Row
from contest.papers.queries.guests import guest_list
from contest.papers.queries.winners import Winners
from contest.papers.reports.winning.parts import only, winner_row
from contest.papers.rules.guests import GROUPS, GuestFacts

SEAT, BOOTH = "Chỗ ngồi", "Gian trưng bày"
_NOTE = "Ghi cột cuối rồi nhập lại bảng này ở trang Chỗ ngồi và gian trưng bày; được sắp xếp, tô màu"


def seating_list(given: Winners) -> Sequence[Report]:
    """Every entry with a prize in calling order, then whoever else is invited: how many come and where they sit."""
    columns = (
        Column("number", "STT", "index"),
        Column("code", "Mã số"),
        Column("authors", "Họ và tên"),
        Column("unit", "Đơn vị"),
        Column("award", "Thành phần", strong=True),
        Column("people", "Số người", "number"),
        Column("seat", SEAT, width=18),
    )
    rows: list[Row] = [
        {
            "code": guest.code,
            "authors": guest.name,
            "unit": guest.unit,
            "award": guest.why if guest.group == "winner" else GROUPS[guest.group],
            "people": guest.seats,
            "seat": guest.noted.seat,
        }
        for guest in guest_list(given)
        if guest.seats
    ]
    people = sum(value for row in rows if isinstance(value := row["people"], int))
    counted = f"{len(rows)} lời mời, {people} người"
    seated = given.entries and rows
    return [_list(given, "SƠ ĐỒ CHỖ NGỒI TẠI LỄ TRAO GIẢI", "Chỗ ngồi", columns, rows, counted)] if seated else ()


def booth_list(given: Winners) -> Sequence[Report]:
    """Every entry with a prize with the booth it is exhibited in, then sponsors and whoever else has a booth."""
    columns = (
        Column("number", "STT", "index"),
        Column("code", "Mã số"),
        Column("title", f"Tên {given.regulation.entry_word}"),
        Column("authors", "Tác giả"),
        Column("unit", "Đơn vị"),
        Column("field", "Lĩnh vực"),
        Column("award", "Giải", strong=True),
        Column("booth", BOOTH, width=16),
    )
    first = {each.entry.id: each for each in reversed(given.entries)}
    rows = []
    for guest in guest_list(given):
        if guest.entry_id is not None:
            row = {**winner_row(given, first[guest.entry_id]), "award": guest.why, "booth": guest.noted.booth}
            rows.append(only(row, columns))
        elif guest.noted.booth or (guest.group == "sponsor" and guest.noted.is_invited):
            rows.append(_beside(guest))
    counted = f"{len(rows)} gian"
    shown = given.entries and rows
    return [_list(given, "DANH SÁCH GIAN TRƯNG BÀY", "Gian trưng bày", columns, rows, counted)] if shown else ()


def _beside(guest: GuestFacts) -> Row:
    """Somebody without an entry who has a booth."""
    told = {"code": guest.code, "title": "", "authors": guest.name, "unit": guest.unit, "field": ""}
    return told | {"award": GROUPS[guest.group], "booth": guest.noted.booth}


def _list(
    given: Winners, title: str, sheet: str, columns: Sequence[Column], rows: Sequence[Row], counted: str
) -> Report:
    """Nothing stands below the rows, so that they can be sorted and read back."""
    return Report(
        title=title,
        subtitle=[given.title, f"({counted}. {_NOTE})"],
        columns=columns,
        rows=rows,
        sheet=sheet,
        frozen=2,
    )

"""Who sits where and what is exhibited where; both come back by the entry's code (actions.places)."""

from collections.abc import Sequence

from contest.foundation.report import Column, Report, Row
from contest.papers.queries.places import Place, places_of
from contest.papers.queries.winners import Winners
from contest.papers.reports.winning.parts import only, winner_row
from contest.prizes.rules import TIER_AWARD

SEAT, BOOTH = "Chỗ ngồi", "Gian trưng bày"
_NOTE = "Ghi cột cuối rồi nhập lại bảng này ở trang Chỗ ngồi và gian trưng bày; được sắp xếp, tô màu"
_NOBODY = Place("", "")


def seating_list(given: Winners) -> Sequence[Report]:
    """Every entry with a prize, in calling order, with how many come and where they sit."""
    columns = (
        Column("number", "STT", "index"),
        Column("code", "Mã số"),
        Column("authors", "Tác giả"),
        Column("unit", "Đơn vị"),
        Column("award", "Giải", strong=True),
        Column("people", "Số người", "number"),
        Column("seat", SEAT, width=18),
    )
    rows = _rows(given, columns)
    people = sum(value for row in rows if isinstance(value := row["people"], int))
    counted = f"{len(rows)} hồ sơ, {people} người"
    return [_list(given, "SƠ ĐỒ CHỖ NGỒI TẠI LỄ TRAO GIẢI", "Chỗ ngồi", columns, rows, counted)] if rows else ()


def booth_list(given: Winners) -> Sequence[Report]:
    """Every entry with a prize, with the booth it is exhibited in."""
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
    rows = _rows(given, columns)
    return (
        [_list(given, "DANH SÁCH GIAN TRƯNG BÀY", "Gian trưng bày", columns, rows, f"{len(rows)} hồ sơ")]
        if rows
        else ()
    )


def _rows(given: Winners, columns: Sequence[Column]) -> list[Row]:
    """A row an entry, with its tier prize where it has several: nobody sits twice."""
    placed, rows = places_of(given.edition_id), {}
    first = sorted(given.entries, key=lambda each: each.award_key != TIER_AWARD)
    chosen = {each.entry.id: each for each in reversed(first)}
    for each in given.entries:
        if chosen[each.entry.id] is each:
            place = placed.get(each.entry.id, _NOBODY)
            row = {**winner_row(given, each), "people": len(each.people), "seat": place.seat, "booth": place.booth}
            rows[each.entry.id] = only(row, columns)
    return list(rows.values())


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

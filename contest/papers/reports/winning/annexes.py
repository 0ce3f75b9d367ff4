"""The annexes of the decision: prizes by tier with sub-counts and sums, awards beside the tiers, units."""

from collections.abc import Iterable, Sequence

from contest.foundation.report import Column, Report, Row
from contest.foundation.vietnamese import roman
from contest.papers.queries.winners import Winner, Winners
from contest.papers.queries.winners import by_prize as as_read
from contest.papers.reports.winning.parts import (
    AMOUNT,
    MAKER,
    by_prize,
    head_signs,
    only,
    subtotal,
    sums_of,
    unit_row,
    winner_row,
    with_decision,
)
from contest.prizes.rules import TIER_AWARD


def annexes(given: Winners) -> Sequence[Report]:
    """An annex for the tiers, one for the awards beside them, one for units: those that have anybody.

    In the order of the decision they go with, the best prize first, not in that of the ceremony.
    """
    entries = [each for held in as_read(given.regulation, given.entries) for each in held]
    tiers = [each for each in entries if each.award_key == TIER_AWARD]
    beside = [each for each in entries if each.award_key != TIER_AWARD]
    word = given.regulation.entry_word
    found: list[Report] = []
    for title, sheet, columns, rows, counted in (
        (f"DANH SÁCH {word.upper()} ĐẠT GIẢI", "Theo bậc giải", _columns(word), _rows(given, tiers, word), "giải"),
        ("DANH SÁCH GIẢI PHỤ", "Giải phụ", _columns(word), _rows(given, beside, word), "giải"),
        ("DANH SÁCH ĐƠN VỊ ĐƯỢC KHEN THƯỞNG", "Giải tập thể", _UNITS, _units(given), "đơn vị"),
    ):
        if rows:
            found.append(_annex(given, len(found) + 1, title, sheet, columns, rows, counted))
    return found


def _annex(
    given: Winners,
    place: int,
    title: str,
    sheet: str,
    columns: Sequence[Column],
    rows: Sequence[tuple[str, Row]],
    counted: str,
) -> Report:
    totals, closing = sums_of((row for _, row in rows), f"{len(rows):02} {counted}")
    return Report(
        title=f"PHỤ LỤC {roman(place)}\n{title}",
        subtitle=[given.title, with_decision(given.decision)],
        columns=columns,
        groups=by_prize(rows, counted, subtotal),
        totals=totals,
        closing=closing,
        signatures=[MAKER, head_signs(given.regulation)],
        sheet=f"Phụ lục {roman(place)} – {sheet}",
        frozen=2,
    )


def _rows(given: Winners, chosen: Iterable[Winner], word: str) -> list[tuple[str, Row]]:
    columns = _columns(word)
    return [(each.prize, only(winner_row(given, each), columns)) for each in chosen]


def _units(given: Winners) -> list[tuple[str, Row]]:
    units = [each for held in as_read(given.regulation, given.units) for each in held]
    return [(each.prize, only(unit_row(each), _UNITS)) for each in units]


def _columns(word: str) -> list[Column]:
    return [
        Column("number", "STT", "index"),
        Column("code", "Mã số"),
        Column("title", f"Tên {word}"),
        Column("authors", "Tác giả, nhóm tác giả"),
        Column("posts", "Chức danh, lớp – Đơn vị"),
        Column("field", "Lĩnh vực"),
        Column("award", "Giải", strong=True),
        Column(AMOUNT, "Mức thưởng (đồng)", "money"),
    ]


_UNITS = (
    Column("number", "STT", "index"),
    Column("unit", "Đơn vị", width=44),
    Column("award", "Giải", strong=True, width=24),
    Column("reason", "Căn cứ", width=48),
    Column(AMOUNT, "Mức thưởng (đồng)", "money"),
)

"""The list on which money is received: a line for each prize, or for each author with the own share."""

from collections.abc import Sequence

from contest.editions.reports import letterhead
from contest.foundation.report import Column, Report, Row, Signature
from contest.papers.queries.winners import Winners
from contest.papers.reports.winning.parts import (
    AMOUNT,
    MAKER,
    by_prize,
    head_signs,
    only,
    post_of,
    subtotal,
    sums_of,
    unit_row,
    winner_row,
    with_decision,
)
from contest.papers.rules.shares import shares_of

_SIGN = Column("signed", "Ký nhận", width=20)
_BY_ENTRY = (
    Column("number", "STT", "index"),
    Column("code", "Mã số"),
    Column("authors", "Họ và tên"),
    Column("unit", "Đơn vị"),
    Column("award", "Giải", strong=True),
    Column(AMOUNT, "Số tiền (đồng)", "money"),
    _SIGN,
)
_BY_AUTHOR = (
    Column("number", "STT", "index"),
    Column("code", "Mã số"),
    Column("authors", "Họ và tên"),
    Column("unit", "Chức danh, lớp – Đơn vị"),
    Column("award", "Giải", strong=True),
    Column("share", "Tỷ lệ", align="center"),
    Column(AMOUNT, "Số tiền (đồng)", "money"),
    _SIGN,
)


def receipts(given: Winners) -> Sequence[Report]:
    """One line and one signature for each prize that money goes with; nothing where none does."""
    paid = paid_prizes(given)
    rows: list[tuple[str, Row]] = [
        (each.prize, only(winner_row(given, each), _BY_ENTRY)) for each in given.entries if each.prize in paid
    ]
    rows += [(each.prize, only(unit_row(each), _BY_ENTRY)) for each in given.units if each.prize in paid]
    return _list(given, rows, _BY_ENTRY, "giải", "Ký nhận theo giải")


def receipts_by_author(given: Winners) -> Sequence[Report]:
    """One line for each author, with the share of the prize by what the dossier says of the shares of the work."""
    paid = paid_prizes(given)
    rows: list[tuple[str, Row]] = []
    for each in given.entries:
        if each.prize in paid:
            weights = [person.facts.share for person in each.people]
            parts = shares_of(each.amount_vnd or 0, weights)
            for person, part, weight in zip(each.people, parts, weights, strict=True):
                row: Row = {
                    "code": each.entry.code,
                    "authors": person.facts.name,
                    "unit": post_of(person, each.entry.unit),
                    "award": each.prize,
                    "share": _percent(weight) if all(weights) else "đều nhau" if len(weights) > 1 else "",
                    AMOUNT: part,
                }
                rows.append((each.prize, row))
    rows += [(each.prize, only(unit_row(each), _BY_AUTHOR)) for each in given.units if each.prize in paid]
    return _list(given, rows, _BY_AUTHOR, "lượt nhận", "Ký nhận theo tác giả")


def paid_prizes(given: Winners) -> frozenset[str]:
    """The prizes that money goes with."""
    entries = {each.prize for each in given.entries if each.amount_vnd}
    return frozenset(entries | {each.prize for each in given.units if each.amount_vnd})


def _percent(hundredths: int | None) -> str:
    whole, part = divmod(hundredths or 0, 100)
    return f"{whole}%" if not part else f"{whole},{part:02}%"


def _list(
    given: Winners, rows: Sequence[tuple[str, Row]], columns: Sequence[Column], word: str, sheet: str
) -> Sequence[Report]:
    if not rows:
        return ()
    totals, closing = sums_of((row for _, row in rows), f"{len(rows):02} {word}")
    regulation = given.regulation
    return [
        Report(
            title="DANH SÁCH KÝ NHẬN TIỀN THƯỞNG",
            subtitle=[given.title, with_decision(given.decision)],
            letterhead=letterhead(regulation),
            columns=columns,
            groups=by_prize(rows, word, subtotal),
            totals=totals,
            closing=closing,
            signatures=[MAKER, Signature("KẾ TOÁN"), Signature("THỦ QUỸ"), head_signs(regulation)],
            sheet=sheet,
            tall=True,
            frozen=3,
        )
    ]

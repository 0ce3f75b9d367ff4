"""What is packed for the ceremony: an envelope and its certificates for each prize, and how many of each there are."""

from collections import Counter
from collections.abc import Sequence

from contest.editions.reports import letterhead
from contest.foundation.report import Column, Formula, Report, Row, Signature, Total
from contest.papers.queries.winners import Winners
from contest.papers.reports.winning.merging import awards_of
from contest.papers.reports.winning.parts import AMOUNT, MAKER, money_of, only, unit_row, winner_row
from contest.papers.rules.certificates import due

_SHEET = "Xếp phong bì"
_COLUMNS = (
    Column("number", "Phong bì số", "index"),
    Column("code", "Mã số"),
    Column("authors", "Người nhận"),
    Column("unit", "Đơn vị"),
    Column("award", "Giải", strong=True),
    Column("people", "Số người", "number"),
    Column("certificates", "Giấy chứng nhận", "number"),
    Column("gift", "Quà, kỷ niệm chương"),
    Column(AMOUNT, "Tiền trong phong bì (đồng)", "money"),
    Column("packed", "Đã xếp", width=8),
)
_COUNTS = (
    Column("number", "STT", "index"),
    Column("award", "Giải", width=34),
    Column("envelopes", "Số phong bì", "number"),
    Column("people", "Số người", "number"),
    Column("certificates", "Giấy chứng nhận", "number"),
    Column(AMOUNT, "Tiền (đồng)", "money"),
)


def packing_lists(given: Winners) -> Sequence[Report]:
    """Envelope after envelope in calling order, then the counts by prize, which follow the first sheet by formulas."""
    papers = _certificates(given)
    gifts = {tier.key: tier.gift for tier in given.regulation.prizes.tiers}
    rows: list[Row] = []
    for each in given.entries:
        row = {**winner_row(given, each), "gift": gifts.get(each.tier_key, ""), "people": len(each.people)}
        rows.append(only({**row, "certificates": papers[each.entry.id, each.award_key, each.author]}, _COLUMNS))
    rows += [
        only({**unit_row(one), "certificates": papers[one.unit, one.award_key, 0], "people": None}, _COLUMNS)
        for one in given.units
    ]
    if not rows:
        return ()
    return [_list(given, rows), _counts(given, rows)]


def _certificates(given: Winners) -> Counter[tuple[int | str, str, int]]:
    """How many certificates go with each prize."""
    found: Counter[tuple[int | str, str, int]] = Counter()
    awards, units = awards_of(given)
    authors = {key: tuple(own) for key, own in given.authors.items()}
    for award in awards:
        for each in due(given.regulation, [award], (), authors):
            found[each.entry_id or 0, each.award_key, int(str(award["author"]))] += 1
    for each in due(given.regulation, (), units, authors):
        found[each.unit, each.award_key, 0] += 1
    return found


def _list(given: Winners, rows: Sequence[Row]) -> Report:
    sums = {
        "people": Formula("=SUM({rows})", _sum(rows, "people")),
        "certificates": Formula("=SUM({rows})", _sum(rows, "certificates")),
        AMOUNT: Formula("=SUM({rows})", money_of(rows)),
    }
    return Report(
        title="BẢNG XẾP PHONG BÌ, GIẤY CHỨNG NHẬN VÀ QUÀ",
        subtitle=[given.title, "(Theo thứ tự xướng tên)"],
        letterhead=letterhead(given.regulation),
        columns=_COLUMNS,
        rows=rows,
        totals=[Total(f"CỘNG ({len(rows)} phong bì)", sums)],
        signatures=[MAKER, Signature("NGƯỜI KIỂM TRA")],
        sheet=_SHEET,
        frozen=2,
    )


def _counts(given: Winners, rows: Sequence[Row]) -> Report:
    """Sums by prize, live: who takes a line out of the first sheet sees it here."""
    # The first sheet's rows lie below its letterhead and headings, and end before the total, which names no prize.
    end = len(rows) + 30
    letters = {column.key: chr(ord("A") + place) for place, column in enumerate(_COLUMNS)}

    def over(key: str) -> str:
        return f"'{_SHEET}'!${letters[key]}$1:${letters[key]}${end}"

    counted: list[Row] = []
    for prize in dict.fromkeys(str(row["award"]) for row in rows):
        own = [row for row in rows if row["award"] == prize]
        counted.append(
            {
                "award": prize,
                "envelopes": Formula(f"=COUNTIF({over('award')},{{award}})", len(own)),
                "people": Formula(f"=SUMIF({over('award')},{{award}},{over('people')})", _sum(own, "people")),
                "certificates": Formula(
                    f"=SUMIF({over('award')},{{award}},{over('certificates')})", _sum(own, "certificates")
                ),
                AMOUNT: Formula(f"=SUMIF({over('award')},{{award}},{over(AMOUNT)})", money_of(own)),
            }
        )
    keys = ("envelopes", "people", "certificates", AMOUNT)
    values = (len(rows), _sum(rows, "people"), _sum(rows, "certificates"), money_of(rows))
    sums = {key: Formula("=SUM({rows})", value) for key, value in zip(keys, values, strict=True)}
    return Report(
        title="SỐ LƯỢNG THEO GIẢI",
        subtitle=[given.title, "(Tính từ bảng xếp phong bì)"],
        columns=_COUNTS,
        rows=counted,
        totals=[Total("CỘNG", sums)],
        signatures=[MAKER],
        landscape=False,
        sheet="Số lượng theo giải",
    )


def _sum(rows: Sequence[Row], key: str) -> int:
    return sum(value for row in rows if isinstance(value := row.get(key), int))

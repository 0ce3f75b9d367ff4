"""What judges are paid: the sheets each has handed in, times what a sheet of the round is paid with."""

from collections.abc import Sequence

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.reports import letterhead
from contest.foundation.report import Column, Formula, Group, Report, Row, Signature, Total
from contest.foundation.vietnamese import money_in_words, roman
from contest.papers.queries.places import fees_of, work_of
from contest.papers.reports.winning.parts import AMOUNT, MAKER, head_signs, money_of

_COLUMNS = (
    Column("number", "STT", "index"),
    Column("name", "Họ và tên"),
    Column("unit", "Đơn vị"),
    Column("sheets", "Số phiếu chấm", "number"),
    Column("fee", "Mức chi mỗi phiếu (đồng)", "money"),
    Column(AMOUNT, "Thành tiền (đồng)", "money", formula="={sheets}*{fee}"),
    Column("signed", "Ký nhận", width=20),
)


def judge_fees(edition_id: int) -> Sequence[Report]:
    """A group for each round with what it costs; nothing while no fee is set or nothing was handed in."""
    fees, regulation = fees_of(edition_id), regulation_of(edition_id)
    work = [line for line in work_of(edition_id) if line.round_key in fees]
    if not work:
        return ()
    groups: list[Group] = []
    for round_ in regulation.rounds:
        fee = fees.get(round_.key, 0)
        rows: list[Row] = [
            {"name": line.name, "unit": line.unit, "sheets": line.sheets, "fee": fee, AMOUNT: line.sheets * fee}
            for line in work
            if line.round_key == round_.key
        ]
        if rows:
            heading = f"{roman(len(groups) + 1)}. VÒNG {round_.name.upper()}"
            groups.append(Group(heading, rows, f"{len(rows):02} giám khảo", [Total("Cộng", _sums(rows))]))
    every = [row for group in groups for row in group.rows]
    total = money_of(every)
    return [
        Report(
            title="BẢNG KÊ THÙ LAO CHẤM ĐIỂM",
            subtitle=[edition_by_id(edition_id).title, "(Theo số phiếu đã nộp)"],
            letterhead=letterhead(regulation),
            columns=_COLUMNS,
            groups=groups,
            totals=[Total("TỔNG CỘNG", _sums(every))],
            closing=[f"Bằng chữ: {money_in_words(total)}."] if total else [],
            signatures=[MAKER, Signature("KẾ TOÁN"), head_signs(regulation)],
            sheet="Thù lao chấm điểm",
            tall=True,
            frozen=2,
        )
    ]


def _sums(rows: Sequence[Row]) -> dict[str, Formula]:
    sheets = sum(value for row in rows if isinstance(value := row["sheets"], int))
    return {"sheets": Formula("=SUM({rows})", sheets), AMOUNT: Formula("=SUM({rows})", money_of(rows))}

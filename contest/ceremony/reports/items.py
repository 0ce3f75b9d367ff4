"""Things on paper: what is packed for which group, with room to tick, and what each award gets."""

from contest.ceremony.queries.items import ItemBook
from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.reports import letterhead
from contest.foundation.report import REHEARSAL, Column, Formula, Group, Report, Row, Signature, Total
from contest.foundation.settings import settings


def packing_list(edition_id: int, book: ItemBook) -> Report:
    """Group by group in the order of the stage: each award with how many of each thing, summed for the group."""
    keys = {item.id: f"thing{place}" for place, item in enumerate(book.items)}
    columns = [
        Column("number", "STT", "index"),
        Column("code", "Mã số", width=12),
        Column("whom", "Người nhận", width=46),
        Column("prize", "Giải", width=22),
        *(Column(keys[item.id], item.name, "number", places=0, width=13) for item in book.items),
        Column("tick", "Đã xếp", width=9, align="center"),
    ]
    groups: dict[str, list[Row]] = {}
    sums = dict.fromkeys(keys.values(), 0)
    for award in book.awards:
        row: dict[str, str | int] = {
            "code": award.code,
            "whom": ", ".join(award.names) or award.unit,
            "prize": award.prize,
            "tick": "☐",
        }
        for item, count, _ in book.due_of(award.ref):
            row[keys[item.id]] = count
            sums[keys[item.id]] += count
        groups.setdefault(award.group, []).append(row)
    return Report(
        title="DANH SÁCH XẾP HIỆN VẬT TRAO GIẢI",
        subtitle=[edition_by_id(edition_id).title],
        letterhead=letterhead(regulation_of(edition_id)),
        columns=columns,
        groups=[Group(name, rows, f"{len(rows):02} giải") for name, rows in groups.items()],
        totals=[Total("TỔNG CỘNG", {key: Formula("=SUM({rows})", value) for key, value in sums.items()})],
        signatures=[Signature("NGƯỜI XẾP"), Signature("NGƯỜI KIỂM")],
        sheet="Xếp hiện vật",
        stamp=REHEARSAL if settings().rehearsal else "",
        frozen=3,
    )

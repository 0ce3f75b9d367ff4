"""The counts by field and unit as they are sent around while an edition is open, and whom to call."""

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.reports import letterhead
from contest.entries.queries import Standing
from contest.foundation.clock import now
from contest.foundation.report import Column, Report, Row, Total, Value
from contest.foundation.vietnamese import moment


def count_sheets(edition_id: int, standing: Standing, by: str) -> list[Report]:
    """A sheet of counts, and one of the units that have handed in nothing."""
    regulation = regulation_of(edition_id)
    edition = edition_by_id(edition_id)
    keys = {key: f"field_{place}" for place, (key, *_) in enumerate(standing.fields)}
    columns = [Column("number", "STT", "index"), Column("name", "Đơn vị" if by == "unit" else "Xã, phường")]
    if by == "unit":
        columns.append(Column("place", "Địa phương"))
    columns += [Column(keys[key], name, "number", over="Lĩnh vực") for key, name, *_ in standing.fields]
    columns.append(Column("total", "Tổng số", "number", strong=True))
    if standing.before is not None:
        columns.append(Column("before", "Lần trước", "number"))
    rows: list[Row] = []
    for line in standing.rows:
        row: dict[str, Value] = {"name": line.name, "total": line.total}
        row |= {column: line.by_field.get(key, 0) or None for key, column in keys.items()}
        row |= {"place": line.place} if by == "unit" else {}
        row |= {"before": line.before} if standing.before is not None else {}
        rows.append(row)
    sums: dict[str, Value] = {"total": standing.total}
    sums |= {keys[key]: count for key, _, count, _ in standing.fields}
    sums |= {"before": standing.before} if standing.before is not None else {}
    at = f"(Tính đến {moment(now())})"
    counts = Report(
        "SỐ HỒ SƠ ĐÃ NHẬN", columns, rows, subtitle=[edition.title, at], letterhead=letterhead(regulation),
        totals=[Total("Tổng cộng", sums)], sheet="Số hồ sơ", frozen=2,
    )  # fmt: skip
    return [counts, _silent(standing, edition.title, at)]


def _silent(standing: Standing, title: str, at: str) -> Report:
    columns = [
        Column("number", "STT", "index"),
        Column("name", "Đơn vị"),
        Column("place", "Địa phương"),
        Column("contact", "Người liên hệ"),
        Column("phone", "Điện thoại"),
        Column("email", "Thư điện tử"),
        Column("before", "Lần trước", "number"),
    ]
    rows: list[Row] = [
        {
            "name": each.card.label,
            "place": each.card.place,
            "contact": each.card.contact,
            "phone": each.card.phone,
            "email": each.card.email,
            "before": each.before,
        }
        for each in standing.silent
    ]
    return Report("ĐƠN VỊ CHƯA CÓ HỒ SƠ", columns, rows, subtitle=[title, at], sheet="Chưa có hồ sơ", frozen=2)

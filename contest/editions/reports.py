"""Forms to download: the empty register for units, a score sheet to fill in by hand; the head of all papers."""

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.foundation.report import Column, Letterhead, Report, Signature, Total
from contest.foundation.vietnamese import number

_EMPTY_ROWS = 30


def letterhead(regulation: Regulation) -> Letterhead:
    """Who issues an official paper of the edition; the number and the day are filled in by hand."""
    bodies = [regulation.bodies.standing, regulation.bodies.organiser]
    return Letterhead(bodies=[body.upper() for body in bodies], place=regulation.bodies.place or "")


def register_template(edition_id: int) -> Report:
    """The empty register a unit fills in; its headings are those the import knows."""
    regulation = regulation_of(edition_id)
    columns = [
        Column("number", "STT", "index", width=5),
        Column("title", "Tên giải pháp", width=40),
        Column("field", "Lĩnh vực", width=24),
    ]
    if regulation.divisions:
        columns.append(Column("division", "Bảng", width=12))
    columns += [
        Column("authors", "Tác giả", width=34),
        Column("unit", "Đơn vị", width=24),
        Column("locality", "Địa phương", width=18),
        Column("summary", "Tóm tắt", width=40),
        Column("phone", "Điện thoại", width=14),
        Column("email", "Email", width=22),
        Column("mentor", "Giáo viên hướng dẫn", width=22),
        Column("handed_in", "Ngày nộp", width=12),
    ]
    notes = [
        "Cột Tác giả: mỗi tác giả một dòng trong cùng ô, ghi Họ tên | ngày sinh | giới tính | tỷ lệ % | lớp hoặc "
        "chức danh | trường hoặc đơn vị (chỉ họ tên là bắt buộc).",
        f"Lĩnh vực: {'; '.join(field.name for field in regulation.fields)}.",
    ]
    if regulation.divisions:
        notes.append(f"Bảng: {'; '.join(division.name for division in regulation.divisions)}.")
    return Report(
        title="Bảng kê hồ sơ dự thi",
        columns=columns,
        rows=[{} for _ in range(_EMPTY_ROWS)],
        subtitle=[regulation.title],
        notes=notes,
        sheet="Bảng kê",
        signatures=[Signature("Người lập"), Signature("Thủ trưởng đơn vị", remark="(Ký tên, đóng dấu)")],
    )


def blank_score_sheets(edition_id: int) -> list[Report]:
    """An empty sheet for each scored round, to be filled in by hand."""
    regulation = regulation_of(edition_id)
    return [
        _blank_score_sheet(regulation, round_.key, round_.name)
        for round_ in regulation.rounds
        if round_.kind == "scores"
    ]


def _blank_score_sheet(regulation: Regulation, round_key: str, round_name: str) -> Report:
    rows: list[dict[str, str]] = []
    for criterion in regulation.criteria_of(round_key):
        rows.append({"name": criterion.name, "most": number(criterion.max), "note": criterion.note})
        rows += [{"name": f"– {part.name}", "most": number(part.max)} for part in criterion.parts]
    return Report(
        title=f"Phiếu chấm điểm vòng {round_name}",
        columns=[
            Column("number", "STT", "index", width=5),
            Column("name", "Tiêu chí", width=38),
            Column("most", "Điểm tối đa", width=10, align="center"),
            Column("given", "Điểm chấm", width=12),
            Column("note", "Ghi chú", width=26),
        ],
        rows=rows,
        subtitle=[regulation.title, "Mã số hồ sơ: ........................  Tên: ..................................."],
        letterhead=Letterhead([regulation.bodies.organiser], place=regulation.bodies.place or ""),
        totals=[Total("Tổng điểm (bằng số và bằng chữ)")],
        closing=["Nhận xét: .............................................................................."],
        signatures=[Signature("Giám khảo")],
        landscape=False,
        sheet=round_name[:31],
    )

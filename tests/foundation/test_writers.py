"""Reports as workbooks: what stands in the cells, that nothing typed becomes a formula, that it prints as it is."""

import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import load_workbook

from contest.foundation.report import Column, Formula, Group, Letterhead, Report, Signature, Total, printed
from contest.foundation.writers.ics import Appointment
from contest.foundation.writers.ics import write as calendar_file
from contest.foundation.writers.measure import balanced, text_width, wrapped
from contest.foundation.writers.xlsx import write
from contest.foundation.writers.xlsx.widths import PAGE, columns_in_points
from tests.office import recalculated

LONG = (
    'Ứng dụng kiến thức đối lưu - bức xạ nhiệt, vật lí 8 để chế tạo "máy sấy đa năng, thông minh" giúp giáo viên '
    "và học sinh vùng cao bảo quản nông sản sau thu hoạch trong mùa mưa ở các xã Cư M’gar và Đắk R’lấp"
)
COLUMNS = (
    Column("n", "STT", "index"),
    Column("code", "Mã số"),
    Column("title", "Tên giải pháp"),
    Column("on", "Ngày nộp", "date"),
    Column("a", "GK1", "points", places=1, over="Điểm của giám khảo"),
    Column("b", "GK2", "points", places=1, over="Điểm của giám khảo"),
    Column("mean", "Điểm TB", "points", places=2, formula="=ROUND(AVERAGE({a},{b}),2)"),
    Column("money", "Tiền thưởng", "money"),
)
ROWS = (
    {"code": "KT-001", "title": LONG, "on": date(2026, 3, 5), "a": Decimal("87.5"), "b": Decimal(90),
     "mean": Decimal("88.75"), "money": 40_000_000},
    {"code": "KT-002", "title": "=HYPERLINK(1)", "on": date(2026, 3, 6), "a": Decimal(0), "b": "vắng",
     "mean": Decimal(0), "money": 8_000_000},
)  # fmt: skip


def sample(**changes: Any) -> Report:
    parts: dict[str, Any] = {
        "title": "DANH SÁCH GIẢI PHÁP ĐOẠT GIẢI",
        "columns": COLUMNS,
        "rows": ROWS,
        "subtitle": ("Hội thi Sáng tạo Kỹ thuật tỉnh Bình Minh lần thứ 3", "(Kèm theo Quyết định số 12/QĐ-BTC)"),
        "letterhead": Letterhead(
            ("LIÊN HIỆP CÁC HỘI KHOA HỌC VÀ KỸ THUẬT TỈNH BÌNH MINH", "BAN TỔ CHỨC HỘI THI"),
            "Số: 12/QĐ-BTC",
            "Bình Minh",
        ),
        "totals": (Total("Tổng cộng", {"money": Formula("=SUM({rows})", 48_000_000)}),),
        "closing": ("Bằng chữ: Bốn mươi tám triệu đồng.",),
        "signatures": (Signature("NGƯỜI LẬP"), Signature("TRƯỞNG BAN", "Nguyễn Văn Đức")),
    }
    return Report(**{**parts, **changes})


def sheet_of(report: Report, *, values: bool = False) -> Any:
    return load_workbook(io.BytesIO(write(report)), data_only=values).worksheets[0]


def find(sheet: Any, text: str) -> Any:
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert write(sample()) == write(sample())


def test_values_keep_their_types_and_headings_can_be_found() -> None:
    sheet = sheet_of(sample())
    head = find(sheet, "Mã số").row
    first = sheet[head + 2]
    assert [cell.value for cell in first[:4]] == [1, "KT-001", LONG, datetime(2026, 3, 5)]  # noqa: DTZ001
    assert first[3].number_format == r"dd\/mm\/yyyy"
    assert "#,##0" in first[7].number_format


def test_text_is_never_a_formula_and_ours_are() -> None:
    sheet = sheet_of(sample())
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert {cell.value.split("(")[0] for cell in cells} == {"=ROUND", "=SUM"}
    assert find(sheet, "=HYPERLINK(1)").data_type == "s"
    assert find(sheet, "=HYPERLINK(1)").quotePrefix


def test_formulas_carry_the_values_we_computed() -> None:
    sheet = sheet_of(sample(), values=True)
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert 88.75 in values
    assert 48_000_000 in values


def test_a_sheet_prints_on_a4_with_its_headings_on_every_page() -> None:
    sheet = sheet_of(sample())
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == ("9", "landscape") or (
        sheet.page_setup.paperSize == 9 and sheet.page_setup.orientation == "landscape"
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    head = find(sheet, "Mã số").row
    assert sheet.print_title_rows == f"${head}:${head + 1}"
    assert sheet.freeze_panes == f"A{head + 2}"
    assert "Trang" in sheet.oddFooter.right.text


def test_a_long_sheet_says_its_scale_itself_so_that_nobody_measures_it_for_every_page() -> None:
    columns = [Column("number", "STT", "index"), *(Column(f"c{place}", "Tiêu chí", width=20) for place in range(9))]
    long = Report(title="ĐIỂM CỦA TỪNG PHIẾU", columns=columns, rows=[{} for _ in range(400)])
    sheet = sheet_of(long)
    assert not (sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage)
    wide = sum(each.width for each in sheet.column_dimensions.values()) * 6
    printed = 270 / 25.4 * 72
    assert 0.95 < wide * sheet.page_setup.scale / 100 / printed < 1


def test_a_column_of_figures_is_wide_enough_and_the_page_is_filled() -> None:
    widths = columns_in_points(sample())
    assert sum(widths) >= PAGE[True] - 1
    assert widths[7] > text_width("40.000.000", 12)


def test_groups_have_headings_counts_and_totals() -> None:
    report = sample(
        rows=(),
        groups=(
            Group(
                "I. GIẢI NHẤT", ROWS[:1], "01 giải", (Total("Cộng", {"money": Formula("=SUM({rows})", 40_000_000)}),)
            ),
            Group("II. GIẢI NHÌ", ROWS[1:], "01 giải"),
        ),
    )
    sheet = sheet_of(report)
    assert find(sheet, "I. GIẢI NHẤT (01 giải)")
    total = find(sheet, "Tổng cộng").row
    formula = sheet.cell(total, 8).value
    assert formula.count(":") == 2


def test_a_rehearsal_is_stamped_on_every_page() -> None:
    sheet = sheet_of(sample(stamp="BẢN DIỄN TẬP"))
    assert "DIỄN TẬP" in sheet.oddHeader.center.text
    assert find(sheet, "BẢN DIỄN TẬP").row == 1


def test_a_moment_stands_in_vietnamese_time() -> None:
    report = Report("T", (Column("at", "Lúc", "moment"),), ({"at": datetime(2026, 3, 5, 17, 30, tzinfo=UTC)},))
    assert find(sheet_of(report), datetime(2026, 3, 6, 0, 30))  # noqa: DTZ001


def test_two_sheets_of_one_name_are_told_apart() -> None:
    book = load_workbook(io.BytesIO(write([sample(sheet="Hội đồng"), sample(sheet="Hội đồng")])))
    assert book.sheetnames == ["Hội đồng", "Hội đồng (2)"]


@pytest.mark.parametrize(
    "changes",
    [{"rows": ({"nothing": 1},)}, {"columns": ()}, {"totals": (Total("x", {"nothing": 1}),)}],
)
def test_a_report_that_does_not_fit_together_is_a_fault_of_ours(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="“DANH SÁCH"):
        sample(**changes)


def test_printed_figures_are_vietnamese() -> None:
    assert printed(Decimal("1234.5"), "points", 2) == "1.234,50"
    assert printed(date(2026, 3, 5), "date") == "05/03/2026"


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_whatever_is_typed_comes_back_as_text(text: str) -> None:
    report = Report("T", (Column("x", "Nội dung"),), ({"x": text},))
    sheet = sheet_of(report)
    cell = sheet.cell(find(sheet, "Nội dung").row + 1, 1)
    assert cell.data_type in ("s", "n", "inlineStr")
    assert cell.data_type != "n" or cell.value is None


@given(st.lists(st.text(alphabet="abcđêễ ", min_size=1, max_size=12), max_size=12), st.integers(30, 300))
def test_wrapping_keeps_every_word_and_every_line_fits(words: list[str], room: int) -> None:
    text = " ".join(" ".join(words).split())
    lines = wrapped(text, room, 12)
    assert " ".join(lines).split() == text.split()
    assert all(text_width(line, 12) <= room or " " not in line for line in lines)


@given(st.lists(st.text(alphabet="abcđêễ", min_size=1, max_size=12), min_size=1, max_size=12), st.integers(80, 300))
@settings(max_examples=50)
def test_balanced_lines_are_as_many_as_needed_and_none_is_wider(words: list[str], room: int) -> None:
    text = " ".join(words)
    lines = balanced(text, room, 14, bold=True).split("\n")
    assert " ".join(lines) == text
    assert len(lines) == len(wrapped(text, room, 14, bold=True))
    assert max(text_width(line, 14, bold=True) for line in lines) <= max(
        room, *(text_width(word, 14, bold=True) for word in words)
    )


def test_no_lone_word_ends_a_title() -> None:
    title = "Họp xét giải Hội thi Sáng tạo Kỹ thuật thành phố Sông Hồng lần thứ 2 (2025-2026)"
    first, second = balanced(title, 448, 14, bold=True).split("\n")
    assert 0.7 < text_width(second, 14, bold=True) / text_width(first, 14, bold=True) < 1.4


def test_no_line_of_a_title_breaks_between_the_syllables_of_one_word() -> None:
    title = "CUỘC THI SÁNG TẠO THANH THIẾU NIÊN, NHI ĐỒNG THÀNH PHỐ SÔNG HỒNG LẦN THỨ 20 (2026)"
    assert balanced(title, 459, 13, bold=True).split("\n") == [
        "CUỘC THI SÁNG TẠO THANH THIẾU NIÊN, NHI ĐỒNG",
        "THÀNH PHỐ SÔNG HỒNG LẦN THỨ 20 (2026)",
    ]


def test_signatures_take_the_last_rows_of_the_table_to_their_page() -> None:
    plain = tuple({"n": None, "code": f"KT-{n:03}"} for n in range(40))
    broken = {}
    for many in range(10, 40):
        sheet = sheet_of(sample(rows=plain[:many], columns=COLUMNS[:2], totals=()))
        broken.update((many, sheet.cell(each.id + 1, 1).value) for each in sheet.row_breaks.brk)
    # A page holds about twenty rows: only where it would end in the signatures does it end earlier, two rows above.
    assert 5 < len(broken) < 20
    assert all(first == many - 1 for many, first in broken.items())


@pytest.mark.office
def test_libreoffice_computes_what_we_computed(tmp_path: Path) -> None:
    sheet = recalculated(write(sample()), tmp_path).worksheets[0]
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert 88.75 in values
    assert 48_000_000 in values


@given(st.text(max_size=200), st.text(max_size=60))
def test_whatever_stands_in_a_calendar_is_read_back_as_it_was(summary: str, place: str) -> None:
    at = datetime(2026, 6, 12, 1, 20, tzinfo=UTC)
    one = Appointment(
        "luot-1", 3, at, at + timedelta(minutes=20), " ".join(summary.split()), " ".join(place.split()), at
    )
    content = calendar_file("Lịch", "hoithi.example", [one])
    event = Calendar.from_ical(content).walk("VEVENT")[0]
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == (one.summary, one.place)
    assert (str(event["UID"]), event["SEQUENCE"]) == ("luot-1@hoithi.example", 3)
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (one.starts, one.ends)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75

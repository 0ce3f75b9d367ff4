"""Spreadsheets sent in by people: read exactly, within limits, with every fault at its cell."""

import io
import time
import unicodedata
import zipfile
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook

from contest.foundation.refusal import Refusal
from contest.foundation.sheets import Heading, Sheet, read_sheet
from contest.foundation.sheets.archive import MOST_INFLATED

HEADINGS = (
    Heading("code", ("Mã số",), required=False),
    Heading("title", ("Tên giải pháp", "Tên đề tài")),
    Heading("authors", ("Tác giả",)),
    Heading("on", ("Ngày nộp",), required=False),
    Heading("points", ("Điểm",), required=False),
)


def book_of(lines: Sequence[Sequence[Any]], merge: str = "") -> io.BytesIO:
    book = Workbook()
    sheet = book.active
    for line in lines:
        sheet.append(list(line))
    if merge:
        sheet.merge_cells(merge)
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def read(lines: Sequence[Sequence[Any]], merge: str = "") -> Sheet:
    return read_sheet(book_of(lines, merge), HEADINGS)


def refusal_of(file: io.BytesIO) -> dict[str, str]:
    with pytest.raises(Refusal) as refused:
        read_sheet(file, HEADINGS)
    return {reason.code: reason.where for reason in refused.value.reasons}


def test_headings_are_found_by_name_whatever_their_order_case_accents_and_spaces() -> None:
    sheet = read(
        [
            ["DANH SÁCH HỒ SƠ"],
            [],
            [" TÁC  GIẢ (*)", "Ghi chú", "ten giai phap:"],
            ["Nguyễn Thị Ánh", "x", "Máy gắp mía"],
        ]
    )
    assert [(row.number, row.text("title"), row.text("authors")) for row in sheet.rows] == [
        (4, "Máy gắp mía", "Nguyễn Thị Ánh")
    ]
    assert sheet.unknown == ["Ghi chú"]


def test_decomposed_headings_and_values_are_read_as_composed() -> None:
    nfd = unicodedata.normalize("NFD", "Tên giải pháp")
    sheet = read([[nfd, "Tác giả"], [unicodedata.normalize("NFD", "Đỗ Thị Hồng Ánh"), "A"]])
    assert sheet.rows[0].text("title") == "Đỗ Thị Hồng Ánh"


def test_figures_are_exact_and_blanks_are_not_zero() -> None:
    sheet = read([["Tên giải pháp", "Tác giả", "Điểm"], ["A", "B", 87.3], ["C", "D", 0], ["E", "F", None]])
    assert [row.value("points") for row in sheet.rows] == [Decimal("87.3"), 0, None]


def test_a_float_is_what_the_program_showed() -> None:
    sheet = read([["Tên giải pháp", "Tác giả", "Điểm"], ["A", "B", 0.1 + 0.2], ["C", "D", 12.0]])
    assert [row.value("points") for row in sheet.rows] == [Decimal("0.3"), 12]


def test_dates_stay_dates() -> None:
    sheet = read([["Tên giải pháp", "Tác giả", "Ngày nộp"], ["A", "B", datetime(2026, 3, 5)]])  # noqa: DTZ001
    assert sheet.rows[0].text("on") == "05/03/2026"


def test_text_that_looks_like_a_formula_stays_text() -> None:
    file = io.BytesIO()
    book = Workbook()
    book.active.append(["Tên giải pháp", "Tác giả"])
    book.active.append(["x", '=HYPERLINK("http://a.example","b")'])
    book.active["B2"].data_type = "s"
    book.save(file)
    file.seek(0)
    assert read_sheet(file, HEADINGS).rows[0].text("authors").startswith("=HYPERLINK")


def test_a_formula_that_was_never_computed_is_named_at_its_cell() -> None:
    file = book_of([["Tên giải pháp", "Tác giả", "Điểm"], ["A", "B", "=1+1"]])
    assert refusal_of(file) == {"sheet_formula_uncomputed": "dòng 2, cột “Điểm” (ô C2)"}


def test_missing_headings_are_named_with_the_nearest_row() -> None:
    with pytest.raises(Refusal) as refused:
        read([["Danh sách"], ["Tên giải pháp", "Đơn vị"], ["A", "B"]])
    reason = refused.value.reasons[0]
    assert (reason.code, reason.params["row"], reason.params["missing"]) == ("sheet_no_headings", 2, "“Tác giả”")


def test_a_heading_that_stands_twice_is_refused() -> None:
    file = book_of([["Tên giải pháp", "Tác giả", "Tác giả"], ["A", "B", "C"]])
    assert refusal_of(file) == {"sheet_heading_twice": "dòng 1"}


def test_merged_cells_among_the_data_are_refused_and_above_it_are_not() -> None:
    lines = [["Danh sách", "", ""], ["Tên giải pháp", "Tác giả", ""], ["A", "B", ""], ["C", None, ""]]
    assert refusal_of(book_of(lines, "B3:B4")) == {"sheet_merged": "ô B3:B4"}
    assert len(read(lines, "A1:C1").rows) == 2


def test_headings_merged_over_two_columns_are_refused() -> None:
    lines = [["Tên giải pháp", "Tác giả", None], ["A", "B", "C"]]
    assert refusal_of(book_of(lines, "B1:C1")) == {"sheet_merged": "ô B1:C1"}


def test_empty_lines_are_passed_over_and_an_empty_sheet_is_said() -> None:
    assert len(read([["Tên giải pháp", "Tác giả"], [], ["A", "B"], [], []]).rows) == 1
    assert refusal_of(book_of([["Tên giải pháp", "Tác giả"]])) == {"sheet_empty": ""}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sheet_not_xlsx"),
        (b"MZ\x90\x00", "sheet_not_xlsx"),
        (b"%PDF-1.7", "sheet_not_xlsx"),
        (b"PK\x03\x04 no zip at all", "sheet_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "sheet_old_excel"),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(content: bytes, code: str) -> None:
    assert refusal_of(io.BytesIO(content)) == {code: ""}


def zip_of(members: dict[str, bytes]) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    file.seek(0)
    return file


def test_a_zip_bomb_is_refused_before_it_is_inflated() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as member:
            for _ in range((MOST_INFLATED >> 20) + 1):
                member.write(bytes(1 << 20))
    file.seek(0)
    began = time.perf_counter()
    assert refusal_of(file) == {"sheet_too_large": ""}
    assert time.perf_counter() - began < 1


def test_macros_other_zips_and_entity_bombs_are_refused() -> None:
    assert refusal_of(zip_of({"xl/workbook.xml": b"<a/>", "xl/vbaProject.bin": b"x"})) == {"sheet_macros": ""}
    assert refusal_of(zip_of({"readme.txt": b"hello"})) == {"sheet_not_xlsx": ""}
    laughs = b'<!DOCTYPE a [<!ENTITY b "ha">]><workbook>&b;</workbook>'
    assert refusal_of(zip_of({"xl/workbook.xml": laughs, "[Content_Types].xml": laughs})) == {"sheet_damaged": ""}


def test_a_damaged_workbook_is_refused_in_words() -> None:
    whole = book_of([["Tên giải pháp", "Tác giả"], ["A", "B"]]).getvalue()
    broken = zip_of({"xl/workbook.xml": b"<workbook", "[Content_Types].xml": b"nonsense"})
    assert refusal_of(broken) == {"sheet_damaged": ""}
    assert refusal_of(io.BytesIO(whole[: len(whole) // 2])) == {"sheet_damaged": ""}


def test_a_lying_dimension_is_not_believed() -> None:
    whole = book_of([["Tên giải pháp", "Tác giả"], ["A", "B"], ["C", "D"]]).getvalue()
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            out.writestr(name, source.read(name).replace(b'ref="A1:B3"', b'ref="A1:A1"'))
    target.seek(0)
    assert len(read_sheet(target, HEADINGS).rows) == 2

"""Workbooks made to keep a server busy: each is answered at once."""

import io
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest

from contest.foundation.refusal import Refusal
from contest.foundation.sheets import read_sheet
from contest.foundation.vietnamese import fold, is_legacy_font, nfc, parse_date, parse_money, parse_phone, parse_points
from tests.foundation.test_sheets import HEADINGS, book_of, refusal_of

SHEET = "xl/worksheets/sheet1.xml"
# Generous, for a busy machine: the attacks took minutes.
SOON = 6.0


def book_with(change: Callable[[str], str]) -> io.BytesIO:
    """An honest workbook whose sheet was changed by hand."""
    honest = zipfile.ZipFile(book_of([["Tên giải pháp", "Tác giả"], ["Máy gắp mía", "Nguyễn Thị Ánh"]]))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in honest.namelist():
            content = honest.read(name)
            archive.writestr(name, change(content.decode()) if name == SHEET else content)
    made.seek(0)
    return made


@pytest.mark.parametrize("line", ["1048576", "9999999999"])
def test_a_line_far_below_the_others_is_refused_instead_of_walked_to(line):
    began = time.process_time()
    assert list(refusal_of(book_with(lambda xml: xml.replace('<row r="2"', f'<row r="{line}"')))) == ["sheet_too_far"]
    assert time.process_time() - began < SOON


@pytest.mark.parametrize("piece", ["<mergeCell ", '<mergeCell ref="A', "<a:mergeCell ref="])
def test_merged_cells_that_never_end_are_not_looked_for_again_and_again(piece):
    began = time.process_time()
    comment = f"<!--{piece * 60_000}-->"
    sheet = read_sheet(book_with(lambda xml: xml.replace("</sheetData>", f"{comment}</sheetData>")), HEADINGS)
    assert [row.text("title") for row in sheet.rows] == ["Máy gắp mía"]
    assert time.process_time() - began < SOON


LONG = [
    "a" * 200_000,
    "1." * 100_000,
    "1 " * 100_000,
    "0" * 200_000,
    " " * 200_000 + "x",
    "+84" * 60_000,
    "Ðð" * 100_000,
    "e\u0302\u0301" * 60_000,
    "\u0301" * 100_000,
    "ñ" * 100_000,
    "aÄ" * 100_000,
    "1/" * 100_000,
]


@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_no_reader_of_ours_takes_long_over_a_long_text(text):
    for read in (nfc, fold, is_legacy_font, parse_date, parse_money, parse_phone, parse_points):
        began = time.process_time()
        with suppress(Refusal):
            read(text)
        assert time.process_time() - began < SOON, read.__name__

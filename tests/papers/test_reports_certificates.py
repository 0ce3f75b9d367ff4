"""Certificates as the print shop gets them: every name whole, long titles wrapped, the QR readable; all invented."""

import csv
import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import zxingcpp
from pypdf import PdfReader

from contest.entries.rules import AuthorFacts
from contest.foundation.clock import now
from contest.foundation.paths import PACKAGE
from contest.foundation.refusal import Refusal
from contest.papers.queries.certificates import Design, Line, People
from contest.papers.reports.certificates import certificates_pdf
from tests.editions.makers import make_edition
from tests.printed import off_the_page, pdf_words, pictures_of, squeezed

DESIGN = Design(
    "Ban Tổ chức Hội thi Sáng tạo Kỹ thuật", "Giấy chứng nhận", "15/QĐ-BTC", date(2026, 11, 2), "Bình Minh",
    "Trưởng Ban Tổ chức", "Nguyễn Thị Ánh Nguyệt",
)  # fmt: skip
GIVEN = ("Quỳnh", "Ưu", "Ổn", "Ẵm", "Đỗ", "Yến", "Thuỷ", "Hằng", "Tuý", "Quí")
TEN = tuple(f"Nguyễn Hoàng Phương {given}" for given in GIVEN)


def address(code: str) -> str:
    return f"https://hoithi.example.org/thu-nghiem/chung-nhan/{code}"


def line_of(number: int) -> Line:
    """A certificate as the register has it, printed never."""
    code = f"ABCDEFGH{number:04}".replace("0", "Z").replace("1", "Y")
    whose = (code, number, None, "", "tier", "first", "Giải Nhất")
    return Line(number, "certificate", number, f"{number:04}/GCN", *whose, now(), "", None, "valid", None, "")


def lines_for(titles: list[str], names: tuple[str, ...] = ("Ngô Thị Ưng",)) -> tuple[list[Line], People]:
    numbers = range(1, len(titles) + 1)
    authors = {place: AuthorFacts(name) for place, name in enumerate(names)}
    units = dict.fromkeys(numbers, "Trường THPT Nguyễn Trãi, xã Bình Minh")
    people = People(dict(zip(numbers, titles, strict=True)), units, {}, dict.fromkeys(numbers, authors))
    return [line_of(number) for number in numbers], people


def longest_titles(count: int) -> list[str]:
    with (PACKAGE / "demo" / "data" / "titles.csv").open(encoding="utf-8", newline="") as file:
        return sorted((row["title"] for row in csv.DictReader(file)), key=len)[-count:]


def test_the_fifty_longest_titles_and_ten_authors_stand_whole_on_one_page_each(db: Any) -> None:
    edition, titles = make_edition(), longest_titles(50)
    lines, people = lines_for(titles, TEN)
    made = certificates_pdf(edition.id, DESIGN, lines, people, address)
    pages = PdfReader(io.BytesIO(made)).pages
    assert len(pages) == 50
    for page, title, line in zip(pages, titles, lines, strict=True):
        words = squeezed(page.extract_text())
        assert squeezed(title) in words
        assert all(squeezed(name) in words for name in TEN)
        assert squeezed(line.label) in words
    # Words keep clear of the frame, 11 mm inside the sheet, which lies 3 mm inside the page.
    assert off_the_page(made, margin=40) == []


def test_a_camera_reads_the_address_of_its_certificate(db: Any) -> None:
    lines, people = lines_for(["Máy gieo hạt"])
    made = certificates_pdf(make_edition().id, DESIGN, lines, people, address)
    (page,) = pictures_of(made, 2)
    (read,) = zxingcpp.read_barcodes(page)
    assert read.text == address(lines[0].code)


def test_the_sheet_lies_inside_the_page_by_what_the_guillotine_takes(db: Any) -> None:
    edition = make_edition()
    lines, people = lines_for(["Máy gieo hạt"])
    (page,) = PdfReader(io.BytesIO(certificates_pdf(edition.id, DESIGN, lines, people, address))).pages
    assert [round(float(side) * 25.4 / 72) for side in page.mediabox] == [0, 0, 303, 216]
    assert [round(float(side) * 25.4 / 72) for side in page.trimbox] == [3, 3, 300, 213]
    plain = certificates_pdf(edition.id, DESIGN._replace(has_bleed=False), lines, people, address)
    assert [round(float(side) * 25.4 / 72) for side in PdfReader(io.BytesIO(plain)).pages[0].mediabox] == [
        0,
        0,
        297,
        210,
    ]


def test_on_printed_forms_only_the_words_are_set(db: Any) -> None:
    lines, people = lines_for(["Máy gieo hạt"])
    words = pdf_words(certificates_pdf(make_edition().id, DESIGN._replace(is_on_forms=True), lines, people, address))
    assert "CỘNG HÒA" not in words
    assert "Ngô Thị Ưng" in words


def test_what_cannot_fit_stops_the_print_and_says_which(db: Any) -> None:
    lines, people = lines_for(["dài " * 700])
    with pytest.raises(Refusal) as told:
        certificates_pdf(make_edition().id, DESIGN, lines, people, address)
    assert told.value.reasons[0].code == "certificate_too_long"
    assert told.value.reasons[0].params["which"] == "0001/GCN"


def test_a_certificate_made_while_rehearsing_says_so(app: Any, db: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "CONTEST", replace(app.config["CONTEST"], rehearsal=True))
    lines, people = lines_for(["Máy gieo hạt"])
    (page,) = PdfReader(io.BytesIO(certificates_pdf(make_edition().id, DESIGN, lines, people, address))).pages
    assert squeezed("KHÔNG CÓ GIÁ TRỊ") in squeezed(page.extract_text())

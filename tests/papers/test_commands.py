"""The closing package made by its command and read back: every figure the same in every file; all invented."""

import hashlib
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from docx import Document as read_docx
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from contest.cli import assemble
from contest.entries.models import EntryAuthor
from contest.foundation.ledger import LedgerEvent
from contest.papers.actions.certificates import issue_certificates
from contest.papers.actions.places import set_fees
from contest.papers.queries.certificates import register
from contest.papers.queries.winners import winners
from contest.prizes.models import Award
from contest.results.actions import publish_results, seal_results
from tests.printed import pdf_pages, pdf_words, squeezed
from tests.results.makers import make_decided

MONEY = 40_000_000 + 2 * 32_000_000 + 24_000_000
PRIZES = {"Giải Nhất": 1, "Giải Nhì": 2, "Giải Ba": 1}


@pytest.fixture
def run(app: Flask, db: Any) -> Any:
    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(assemble(), list(arguments), obj=lambda: app)

    return invoke


def ended(db: Any) -> tuple[Any, list[Any], Any]:
    """A contest that is over: sealed, public, with numbered certificates and fees."""
    edition, entries, organiser, _ = make_decided(["90", "84", "80", "66"], stage="published")
    db.session.add(EntryAuthor(entry_id=entries[0].id, position=2, name="Vũ Thị Hà"))
    db.session.commit()
    seal_results(organiser, edition.id)
    publish_results(organiser, edition.id)
    issue_certificates(organiser, edition.id)
    set_fees(organiser, edition.id, {"final": 150_000})
    db.session.commit()
    return edition, entries, organiser


class Sheet:
    """A sheet of a workbook as a reader sees it: rows by their headings, totals, every word."""

    def __init__(self, path: Path, place: int = 0) -> None:
        cells = load_workbook(io.BytesIO(path.read_bytes())).worksheets[place]
        self.rows = [[cell.value for cell in row] for row in cells.iter_rows()]
        top = next(at for at, row in enumerate(self.rows) if {"STT", "TT", "Phong bì số"} & set(map(str, row)))
        self.keys = [str(each) for each in self.rows[top]]
        found = [dict(zip(self.keys, row, strict=True)) for row in self.rows[top + 1 :]]
        self.lines = [row for row in found if isinstance(row[self.keys[0]], int)]

    def column(self, heading: str) -> list[Any]:
        return [row[heading] for row in self.lines]

    def has(self, words: str) -> bool:
        return any(words in str(cell) for row in self.rows for cell in row if cell is not None)


def test_every_figure_of_the_package_is_the_same_in_every_file(db: Any, run: Any, tmp_path: Path) -> None:
    edition, entries, _ = ended(db)
    out = tmp_path / "bo-ho-so"
    made = run("package", "thu-nghiem", "--out", str(out), "--json")
    assert made.exit_code == 0, made.output
    told = json.loads(made.stdout)
    sums = dict(line.split("  ")[::-1] for line in (out / "SHA256SUMS.txt").read_text().splitlines())
    there = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()} - {"SHA256SUMS.txt"}
    assert sums == {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in there}
    assert {one["path"] for one in told["files"]} == there - {"muc-luc.xlsx"}
    books = out / "bang-tinh"
    for name, heading, money in (
        ("danh-sach-dat-giai.xlsx", "Giải", "Tiền thưởng"),
        ("phu-luc-quyet-dinh.xlsx", "Giải", "Mức thưởng (đồng)"),
        ("ky-nhan-theo-giai.xlsx", "Giải", "Số tiền (đồng)"),
        ("xep-phong-bi.xlsx", "Giải", "Tiền trong phong bì (đồng)"),
    ):
        sheet = Sheet(books / name)
        assert Counter(sheet.column(heading)) == PRIZES, name
        assert sum(sheet.column(money)) == MONEY, name
        assert not sheet.has("DỰ THẢO")
    assert Sheet(books / "phu-luc-quyet-dinh.xlsx").has("Một trăm hai mươi tám triệu đồng")
    authors = Sheet(books / "ky-nhan-theo-tac-gia.xlsx")
    assert sum(authors.column("Số tiền (đồng)")) == MONEY
    names = [name for each in winners(edition.id).entries for name in each.names]
    assert authors.column("Họ và tên") == names
    assert Sheet(books / "danh-sach-tron-giay-chung-nhan.xlsx").column("Họ và tên") == names
    seats = Sheet(books / "cho-ngoi.xlsx")
    people = list(zip(seats.column("Thành phần"), seats.column("Số người"), strict=True))
    assert sum(count for group, count in people if group in PRIZES) == len(names)
    # Seats, invitations and the list of guests are one list.
    assert sum(count for _, count in people) == sum(Sheet(books / "danh-sach-khach.xlsx").column("Số người"))
    assert sum(Sheet(books / "thu-lao-cham-diem.xlsx").column("Số phiếu chấm")) == 12
    assert len(Sheet(books / "danh-muc-ho-so.xlsx").lines) == len(entries)
    _read_documents(out / "van-ban")
    _read_certificates(next((out / "giay-chung-nhan").glob("*.pdf")).read_bytes(), edition.id, names)
    _read_contents(out / "muc-luc.xlsx", told)
    event = db.session.scalars(select(LedgerEvent).where(LedgerEvent.subject == "package")).one()
    assert event.payload["sha256"] == told["sha256"]


def _read_documents(folder: Path) -> None:
    """The decision and the submission say the sum and the sub-counts of the spreadsheets, in figures and in words."""
    for name in ("quyet-dinh-cong-nhan-ket-qua.docx", "to-trinh-cong-nhan-ket-qua.docx"):
        words = "\n".join(one.text for one in read_docx(str(folder / name)).paragraphs)
        assert "128.000.000 đồng (Bằng chữ: Một trăm hai mươi tám triệu đồng)" in words, name
    decision = read_docx(str(folder / "quyet-dinh-cong-nhan-ket-qua.docx"))
    assert "04 giải" in (words := "\n".join(one.text for one in decision.paragraphs))
    assert all(f"{count:02} {prize}" in words for prize, count in PRIZES.items())
    cells = [cell.text for table in decision.tables for row in table.rows for cell in row.cells]
    assert "40.000.000" in cells


def _read_certificates(content: bytes, edition_id: int, names: list[str]) -> None:
    words = squeezed(pdf_words(content))
    lines = register(edition_id)
    assert pdf_pages(content) == len(lines) == len(names)
    assert all(squeezed(each) in words for each in [*names, *(line.label for line in lines)])


def _read_contents(path: Path, told: dict[str, Any]) -> None:
    assert Sheet(path).column("SHA-256") == [one["sha256"] for one in told["files"]]
    assert Sheet(path, 1).column("Nội dung") == [one["title"] for one in told["missing"]]
    sources = Sheet(path, 2)
    assert {row["Nguồn"]: row["Cộng"] for row in sources.lines}["Kết quả niêm phong"] == 4
    assert set(sources.column("Cộng")) == {4}
    assert set(sources.column("Tiền thưởng (đồng)")) <= {MONEY, None}


def test_a_package_is_refused_with_the_reasons_and_leaves_nothing(db: Any, run: Any, tmp_path: Path) -> None:
    _, entries, _ = ended(db)
    out = tmp_path / "bo-ho-so"
    db.session.scalars(select(Award).where(Award.entry_id == entries[3].id)).one().amount_vnd = 23_999_999
    db.session.commit()
    refused = run("package", "thu-nghiem", "--out", str(out))
    assert refused.exit_code == 1
    assert "Kết quả đã đổi sau lần niêm phong 1" in refused.stderr
    assert "lệch 1 đồng" in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_package_is_not_put_over_another(db: Any, run: Any, tmp_path: Path) -> None:
    ended(db)
    (tmp_path / "cu.txt").write_text("đã ký")
    refused = run("package", "thu-nghiem", "--out", str(tmp_path))
    assert refused.exit_code == 1
    assert "chọn một thư mục mới" in refused.stderr

"""While the installation rehearses, or a room does, no paper leaves without saying so."""

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask, g
from pypdf import PdfReader

from contest.foundation.document import Document, Paragraph
from contest.foundation.report import REHEARSAL, Column, Report
from contest.foundation.writers import docx, pdf, templated, xlsx
from contest.foundation.writers.stamping import stamp_now

PAPER = Document("Giấy mời", [Paragraph("Trân trọng kính mời")])
TABLE = Report(title="Danh sách", columns=[Column("name", "Họ tên")], rows=[{"name": "Ngô Thị Ưng"}])


@pytest.fixture
def rehearsing(app: Flask, db: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "CONTEST", replace(app.config["CONTEST"], rehearsal=True))


def packed(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return " ".join(file.read(name).decode(errors="replace") for name in file.namelist())


def set_text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)


@pytest.mark.usefixtures("rehearsing")
def test_every_writer_stamps_what_nobody_stamped_and_what_has_another_stamp_keeps_it() -> None:
    assert REHEARSAL in packed(xlsx.write(TABLE))
    assert REHEARSAL in packed(docx.write(PAPER))
    assert REHEARSAL in set_text(pdf.write(PAPER))
    given = templated.template("Giấy mời", "Kính gửi: {{ ten }}")
    assert REHEARSAL not in packed(given)
    assert REHEARSAL in packed(templated.filled("Giấy mời", given, {"ten": "Ngô Thị Ưng"}))
    assert stamp_now("DỰ THẢO") == f"DỰ THẢO · {REHEARSAL}"
    assert stamp_now(REHEARSAL) == REHEARSAL


@pytest.mark.usefixtures("db")
def test_a_room_that_is_rehearsed_stamps_its_own_papers_and_others_have_none() -> None:
    assert "TỔNG DUYỆT" not in packed(xlsx.write(TABLE))
    g.stamp = "TỔNG DUYỆT"
    assert "TỔNG DUYỆT" in packed(xlsx.write(TABLE))
    assert "TỔNG DUYỆT" in set_text(pdf.write(PAPER))
    g.pop("stamp")

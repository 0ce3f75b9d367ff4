"""The covering list of a unit: the same rows in Word, PDF and Excel, its own for the unit, on record for the office."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from contest.entries.models import Entry
from contest.foundation.access import Role
from contest.foundation.ledger import LedgerEvent
from tests.editions.makers import make_edition
from tests.entries.makers import make_entry
from tests.entries.papers import TITLE
from tests.people.makers import grant, grant_unit, make_person, make_unit
from tests.printed import as_pages, docx_words, off_the_page, pdf_words, squeezed

HERE = "/thu-nghiem/van-ban/danh-sach-gui-kem"


@pytest.fixture
def edition(db: Any) -> Any:
    """A contest with a unit of sixty entries and another of one."""
    made = make_edition()
    made.unit_id = make_unit(made, "Trường THCS Nguyễn Bỉnh Khiêm")
    for place in range(60):
        title = TITLE if place % 7 == 0 else f"Máy gặt lúa số {place}"
        names = ("Đỗ Thị Hồng Ánh", "Y Thuôn Ayŭn") if place % 2 else ("Lê Văn Tám",)
        entry = make_entry(made, f"KT-{place:03}", title=title, authors=names, unit="THCS NBK", field="ict")
        entry.unit_id = made.unit_id
    make_entry(made, "KT-100", title="Bếp không khói", unit="Hợp tác xã Ánh Dương", field="agri")
    make_entry(made, "KT-101", title="Đã rút", unit="Hợp tác xã Ánh Dương", status="withdrawn")
    db.session.flush()
    return made


@pytest.fixture
def office(client_of: Any, edition: Any) -> Any:
    """The browser of the secretariat."""
    ada = make_person("Phạm Thị Ái")
    grant(ada, edition, Role.SECRETARY)
    return client_of(ada)


def test_the_three_files_say_what_the_database_says(office: Any, edition: Any, db: Any) -> None:
    key = str(edition.unit_id)
    files = {ending: office.post(f"{HERE}/{ending}", data={"don_vi": key}).data for ending in ("docx", "pdf", "xlsx")}
    sheet = load_workbook(io.BytesIO(files["xlsx"])).worksheets[0]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    told = [pdf_words(files["pdf"]), docx_words(files["docx"]), " ".join(cells)]
    rows = db.session.execute(select(Entry.code, Entry.title).where(Entry.unit_id == edition.unit_id)).all()
    assert len(rows) == 60
    for words in map(squeezed, told):
        assert [code for code, title in rows if code not in words or squeezed(title)[:30] not in words] == []
        for said in ("TRƯỜNG THCS NGUYỄN BỈNH KHIÊM", "Danh sách có 60 giải pháp của 90 lượt tác giả.",
                     "(Ký tên, đóng dấu)", "Độc lập - Tự do - Hạnh phúc"):  # fmt: skip
            assert squeezed(said) in words, said
        assert "KT-100" not in words
    assert off_the_page(files["pdf"]) == []
    assert pdf_words(files["pdf"]).count("Mã số") >= 4, "the head is repeated on each page"


def test_each_copy_of_the_office_is_on_record(office: Any, edition: Any, db: Any) -> None:
    office.post(f"{HERE}/xlsx", data={"don_vi": str(edition.unit_id)})
    event = db.session.scalars(select(LedgerEvent).where(LedgerEvent.kind == "export.made")).one()
    assert event.subject == "covering-list"


def test_a_unit_known_by_its_name_alone_has_its_list_too(office: Any) -> None:
    page = office.get(HERE).text
    assert "Hợp tác xã Ánh Dương" in page
    words = docx_words(office.post(f"{HERE}/docx", data={"don_vi": "=hop tac xa anh duong"}).data)
    assert "Bếp không khói" in words
    assert "Đã rút" not in words


def test_a_unit_gets_its_own_list_and_no_other(client_of: Any, edition: Any) -> None:
    teacher = make_person("Vũ Thị Lan")
    grant_unit(teacher, edition, edition.unit_id)
    browser = client_of(teacher)
    page = browser.get(HERE).text
    assert "60 hồ sơ" in page
    assert "Ánh Dương" not in page
    answer = browser.post(f"{HERE}/pdf", data={"don_vi": str(edition.unit_id)})
    assert answer.status_code == 200
    assert browser.post(f"{HERE}/pdf", data={"don_vi": "=hop tac xa anh duong"}).status_code == 404
    assert browser.post(f"{HERE}/exe", data={"don_vi": str(edition.unit_id)}).status_code == 404


def test_whoever_is_neither_office_nor_unit_gets_none(client_of: Any, client: Any, edition: Any) -> None:
    assert client_of(make_person("Người lạ")).get(HERE).status_code == 403
    assert client_of(make_person("Người lạ")).post(f"{HERE}/pdf", data={"don_vi": "1"}).status_code == 403
    assert client.get(HERE).status_code == 303


@pytest.mark.office
def test_libreoffice_prints_the_list_whole(office: Any, edition: Any, tmp_path: Any, monkeypatch: Any) -> None:
    made = office.post(f"{HERE}/docx", data={"don_vi": str(edition.unit_id)}).data
    pages = as_pages(made, tmp_path / "office", monkeypatch)
    assert off_the_page(pages, margin=10) == []
    assert squeezed("KT-059") in squeezed(pdf_words(pages))

"""The one list of guests through its page, its table and every list that reads it; all invented."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import docx
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from contest.foundation.action import transaction
from contest.foundation.clock import today
from contest.foundation.ledger import LedgerEvent
from contest.papers.jobs.guests import erase
from contest.papers.models import EntryPlace, Guest
from contest.papers.queries.guests import guest_list
from contest.papers.queries.winners import winners
from contest.papers.reports import workbook
from contest.papers.rules.guests import GuestFacts
from contest.people.models import Person
from contest.results.actions import seal_results
from tests.results.makers import make_decided

ClientOf = Callable[[Person], FlaskClient]
PAGE = "/thu-nghiem/van-ban/khach-moi"


def sealed(client_of: ClientOf) -> tuple[Any, list[Any], FlaskClient]:
    edition, entries, organiser, person = make_decided()
    seal_results(organiser, edition.id)
    return edition, entries, client_of(person)


def guests_of(edition: Any) -> dict[str, GuestFacts]:
    return {guest.code: guest for guest in guest_list(winners(edition.id))}


def table(edition: Any, kind: str = "guests") -> Any:
    return load_workbook(io.BytesIO(workbook(edition.id, kind)[1]))


def head_of(sheet: Any) -> tuple[int, dict[str, int]]:
    top = next(row for row in sheet if "Mã số" in [cell.value for cell in row])
    return top[0].row, {str(cell.value): cell.column for cell in top if cell.value}


def send(browser: FlaskClient, book: Any) -> Any:
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return browser.post(PAGE, data={"file": (out, "khach.xlsx")})


def words(edition: Any, kind: str) -> str:
    return "\n".join(str(cell) for sheet in table(edition, kind) for row in sheet.values for cell in row if cell)


def test_a_guest_who_is_written_down_stands_in_every_list_and_at_the_door(db: Any, client_of: ClientOf) -> None:
    edition, entries, browser = sealed(client_of)
    assert "Khách mời" in browser.get("/thu-nghiem/van-ban").text
    sponsor = {
        "group": "Nhà tài trợ",
        "name": "Công ty Hoa Sen",
        "unit": "Giám đốc Lê Mai",
        "people": "2",
        "invited": "y",
    }
    bad = browser.post(f"{PAGE}/moi", data=sponsor | {"name": "", "people": "hai"})
    assert bad.status_code == 422
    assert "hãy ghi họ tên" in bad.text
    assert "số nguyên từ 1 đến 500" in bad.text
    assert 'value="Giám đốc Lê Mai"' in bad.text
    assert browser.post(f"{PAGE}/moi", data=sponsor | {"seat": "Hàng A", "booth": "G9"}).status_code == 303
    for kind in ("guests", "invitations", "seating", "booths", "name-cards"):
        assert "Công ty Hoa Sen" in words(edition, kind), kind
    browser.post("/thu-nghiem/le-trao-giai/lap", data={})
    paper = browser.post("/thu-nghiem/van-ban/hanh-chinh/invitation/tai.docx").data
    said = [line.text for line in docx.Document(io.BytesIO(paper)).paragraphs]
    assert said.count("Công ty Hoa Sen") == 1
    assert said.count("Chỗ ngồi: Hàng A.") == 1
    # Who does not come is not seated; who is not invited stands on the list alone.
    browser.post(f"{PAGE}/K-001", data=sponsor | {"coming": "Không"})
    assert "Công ty Hoa Sen" not in words(edition, "seating")
    assert "Công ty Hoa Sen" in words(edition, "invitations")
    browser.post(f"{PAGE}/K-001", data={key: value for key, value in sponsor.items() if key != "invited"})
    assert "Công ty Hoa Sen" not in words(edition, "invitations")
    assert "Công ty Hoa Sen" in words(edition, "guests")
    assert browser.post(f"{PAGE}/K-001/bo").status_code == 303
    assert "K-001" not in guests_of(edition)
    assert browser.post(f"{PAGE}/{entries[0].code}/bo").status_code == 409


def test_the_table_comes_back_as_it_was_and_filled_in_all_at_once_or_not_at_all(db: Any, client_of: ClientOf) -> None:
    edition, entries, browser = sealed(client_of)
    before = guests_of(edition)
    assert send(browser, table(edition)).status_code == 303
    assert guests_of(edition) == before
    assert db.session.scalars(select(Guest)).all() == []
    book = table(edition)
    sheet = book.worksheets[0]
    top, places = head_of(sheet)
    rows = {sheet.cell(row, places["Mã số"]).value: row for row in range(top + 1, sheet.max_row + 1)}
    own = rows[entries[0].code]
    sheet.cell(own, places["Chỗ ngồi"]).value = "Hàng A 1-2"
    sheet.cell(own, places["Xác nhận dự"]).value = "Dự"
    new = sheet.max_row + 1
    for heading, value in (("Nhóm", "Đại biểu"), ("Họ và tên", "Ông Lê Quang"), ("Xác nhận dự", "có lẽ")):
        sheet.cell(new, places[heading]).value = value
    wrong = send(browser, book)
    assert wrong.status_code == 422
    assert f"Dòng {new}: xác nhận dự ghi Dự, Không" in wrong.text
    assert guests_of(edition) == before
    sheet.cell(new, places["Xác nhận dự"]).value = 1
    assert send(browser, book).status_code == 303
    after = guests_of(edition)
    assert (after[entries[0].code].noted.seat, after[entries[0].code].reply) == ("Hàng A 1-2", "Dự")
    assert (after["K-001"].name, after["K-001"].seats) == ("Ông Lê Quang", 1)
    # Seats of winners are those of their entries, the same for the table of seats.
    assert db.session.scalars(select(EntryPlace.seat)).all() == ["Hàng A 1-2"]
    assert "Hàng A 1-2" in words(edition, "seating")
    assert send(browser, table(edition)).status_code == 303
    assert guests_of(edition) == after
    assert len(db.session.scalars(select(LedgerEvent).where(LedgerEvent.kind == "guests.taken")).all()) == 1


def test_the_name_of_a_winner_is_not_typed_in_the_table(db: Any, client_of: ClientOf) -> None:
    edition, entries, browser = sealed(client_of)
    book = table(edition)
    sheet = book.worksheets[0]
    top, places = head_of(sheet)
    row = next(
        row for row in range(top + 1, sheet.max_row + 1) if sheet.cell(row, places["Mã số"]).value == entries[0].code
    )
    sheet.cell(row, places["Họ và tên"]).value = "Người Khác"
    refused = send(browser, book)
    assert refused.status_code == 422
    assert "đọc từ hồ sơ" in refused.text


def test_guests_who_were_written_down_go_when_the_contest_has_ended_long_enough(
    db: Any, client_of: ClientOf, monkeypatch: Any
) -> None:
    edition, entries, browser = sealed(client_of)
    browser.post(f"{PAGE}/moi", data={"group": "Đại biểu", "name": "Ông Lê Quang", "people": "1", "invited": "y"})
    browser.post(f"{PAGE}/{entries[0].code}", data={"seat": "Hàng A", "people": "1", "invited": "y"})
    assert "Khách mời ghi tay" in browser.get("/thu-nghiem/quan-ly/luu-giu").text
    left = []
    for days in (729, 730):
        monkeypatch.setattr("contest.papers.jobs.guests.ended_on", lambda _, ago=days: today() - timedelta(days=ago))
        with transaction():
            erase(edition.id)
        left.append("K-001" in guests_of(edition))
    assert left == [True, False]
    assert guests_of(edition)[entries[0].code].noted.seat == "Hàng A"

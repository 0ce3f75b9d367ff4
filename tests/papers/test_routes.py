"""The download desk: who may take copies, what is not ready yet, and that each copy is on record."""

import io
from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.foundation.access import Role
from contest.foundation.ledger import LedgerEvent
from contest.papers.queries.places import fees_of, places_of
from contest.papers.rules import KINDS
from contest.people.models import Person
from tests.editions.makers import make_edition
from tests.entries.makers import make_entry
from tests.people.makers import grant, make_person

ClientOf = Callable[[Person], FlaskClient]


def secretary_of(edition: Any) -> Person:
    person = make_person("Phạm Quốc Tuấn")
    grant(person, edition, Role.SECRETARY)
    return person


def test_the_desk_names_every_kind_of_paper(db: Any, client_of: ClientOf) -> None:
    edition = make_edition()
    text = client_of(secretary_of(edition)).get("/thu-nghiem/van-ban").text
    # What judges are paid is the committee's alone.
    assert [kind.key for kind in KINDS if kind.name not in text] == ["judge-fees"]


def test_a_filled_table_is_taken_back_and_a_wrong_one_changes_nothing(db: Any, client_of: ClientOf) -> None:
    edition = make_edition()
    entry = make_entry(edition, title="Máy gắp mía thuỷ lực")
    browser = client_of(secretary_of(edition))
    address = "/thu-nghiem/van-ban/cho-ngoi-gian-hang"
    wrong = browser.post(address, data={"file": (filled(entry.code, "KT-999"), "cho-ngoi.xlsx")})
    assert wrong.status_code == 422
    assert "không có hồ sơ mã KT-999" in wrong.text
    assert places_of(edition.id) == {}
    assert browser.post(address, data={"file": (filled(entry.code), "cho-ngoi.xlsx")}).status_code == 303
    assert places_of(edition.id)[entry.id].seat == "Hàng A"
    assert browser.post(address).status_code == 422


def filled(*codes: str | None) -> io.BytesIO:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Chỗ ngồi", "Mã số"])
    for code in codes:
        sheet.append(["Hàng A", code])
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def test_a_fee_that_is_no_amount_is_told_at_its_round_and_stays_as_typed(db: Any, client_of: ClientOf) -> None:
    edition = make_edition()
    person = make_person("Ada")
    grant(person, edition, Role.ORGANISER)
    key = regulation_of(edition.id).rounds[0].key
    browser = client_of(person)
    wrong = browser.post("/thu-nghiem/van-ban/thu-lao", data={f"fee-{key}": "một trăm"})
    assert wrong.status_code == 422
    assert "một trăm" in wrong.text
    assert browser.post("/thu-nghiem/van-ban/thu-lao", data={f"fee-{key}": "150.000"}).status_code == 303
    assert fees_of(edition.id) == {key: 150_000}
    assert "150.000" in browser.get("/thu-nghiem/van-ban/thu-lao").text
    assert client_of(secretary_of(edition)).get("/thu-nghiem/van-ban/thu-lao").status_code == 403


def test_a_paper_is_a_workbook_and_its_copy_is_on_record(db: Any, client_of: ClientOf) -> None:
    edition = make_edition()
    make_entry(edition, title="Máy gắp mía thuỷ lực")
    answer = client_of(secretary_of(edition)).post("/thu-nghiem/van-ban/register")
    sheet = load_workbook(io.BytesIO(answer.data)).worksheets[0]
    assert "Máy gắp mía thuỷ lực" in [cell.value for row in sheet.iter_rows() for cell in row]
    assert answer.headers["Content-Disposition"] == "attachment; filename=thu-nghiem_danh-muc-ho-so.xlsx"
    event = db.session.scalars(select(LedgerEvent).where(LedgerEvent.kind == "export.made")).one()
    assert (event.subject, event.payload["bytes"]) == ("register", len(answer.data))


def test_a_paper_that_cannot_be_made_yet_says_why(db: Any, client_of: ClientOf) -> None:
    edition = make_edition()
    browser = client_of(secretary_of(edition))
    for kind in ("prize-list", "tabulation", "workload"):
        answer = browser.post(f"/thu-nghiem/van-ban/{kind}")
        assert answer.status_code == 409
        assert "Chưa lập được" in answer.text


def test_an_unknown_kind_is_refused_with_the_kinds_there_are(db: Any, client_of: ClientOf) -> None:
    edition = make_edition()
    answer = client_of(secretary_of(edition)).post("/thu-nghiem/van-ban/nothing")
    assert answer.status_code == 409
    assert "prize-list" in answer.text


def test_a_judge_takes_no_copies(db: Any, client_of: ClientOf) -> None:
    edition = make_edition()
    judge = make_person("Lý Thị Quý")
    grant(judge, edition, Role.JUDGE)
    assert client_of(judge).post("/thu-nghiem/van-ban/register").status_code == 403

"""The download desk: who may take copies, what is not ready yet, and that each copy is on record."""

import io
from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from contest.foundation.access import Role
from contest.foundation.ledger import LedgerEvent
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
    assert all(kind.name in text for kind in KINDS)


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

"""The page of bundles: ordered, watched, fetched by whoever it was put on record for, and by nobody else."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from contest.foundation import jobs
from contest.foundation.access import Role
from contest.foundation.ledger import LedgerEvent
from contest.papers import queries
from contest.papers.models import Bundle
from tests.editions.makers import make_edition
from tests.papers.makers import full_judging
from tests.people.makers import grant, make_person

HERE = "/thu-nghiem/van-ban/ho-so-cham"
ORDER = {"round_key": "preliminary", "council": "", "kind": "zip"}


@pytest.fixture
def judging(db: Any) -> Any:
    """A blind round of two."""
    return full_judging(2)


@pytest.fixture
def office(client_of: Any, judging: Any) -> Any:
    """The browser of the secretariat."""
    return client_of(judging.secretary)


def test_an_order_is_watched_fetched_and_on_record(office: Any, judging: Any, db: Any) -> None:
    assert office.post(HERE, data=ORDER).status_code == 303
    bundle_id = db.session.scalar(select(Bundle.id))
    page = office.get(HERE).text
    assert "Chờ đến lượt" in page
    assert office.get(f"{HERE}/{bundle_id}/tien-do").json == {"state": "waiting", "done": 0, "total": 2}
    assert office.post(f"{HERE}/{bundle_id}/tai").status_code == 409
    jobs.work_all()
    assert office.get(f"{HERE}/{bundle_id}/tien-do").json == {"state": "done", "done": 2, "total": 2}
    assert re.search(r"Tải về \(\d+ KB\)", office.get(HERE).text)
    link = office.post(f"{HERE}/{bundle_id}/tai").location
    with office.get(link) as answer:
        assert answer.status_code == 200
        assert answer.data.startswith(b"PK")
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=thu-nghiem_ho-so-cham-so-khao")
    with office.get(link, headers={"Range": "bytes=0-3"}) as piece:
        assert (piece.status_code, piece.data) == (206, b"PK\x03\x04")
    event = db.session.scalars(select(LedgerEvent).where(LedgerEvent.kind == "export.made")).one()
    assert (event.subject, event.payload["entries"]) == ("dossiers-zip", 2)


def test_a_link_opens_for_nobody_else(office: Any, client_of: Any, judging: Any, db: Any) -> None:
    office.post(HERE, data=ORDER)
    jobs.work_all()
    bundle_id = db.session.scalar(select(Bundle.id))
    link = office.post(f"{HERE}/{bundle_id}/tai").location
    colleague = make_person("Phạm Thị Ái")
    grant(colleague, judging.edition, Role.SECRETARY)
    assert client_of(colleague).get(link).status_code == 404
    assert client_of(judging.judges[0]).get(link).status_code == 403
    assert office.get(link[:-3]).status_code == 404
    office.post(f"{HERE}/{bundle_id}/bo")
    assert office.get(link).status_code == 404


def test_a_file_that_is_not_on_this_server_is_said_to_be_gone(office: Any, db: Any) -> None:
    office.post(HERE, data=ORDER)
    jobs.work_all()
    (card,) = queries.bundles(db.session.scalar(select(Bundle.edition_id)))
    queries.bundle_path(card).unlink()
    answer = office.post(f"{HERE}/{card.id}/tai")
    assert answer.status_code == 409
    assert "không còn trên máy chủ" in answer.text


def test_another_edition_s_office_sees_none_of_it(office: Any, client_of: Any, judging: Any, db: Any) -> None:
    office.post(HERE, data=ORDER)
    bundle_id = db.session.scalar(select(Bundle.id))
    other = make_edition(slug="cuoc-thi-khac")
    stranger = make_person("Người khác")
    grant(stranger, other, Role.SECRETARY)
    browser = client_of(stranger)
    assert browser.get(f"/cuoc-thi-khac/van-ban/ho-so-cham/{bundle_id}/tien-do").status_code == 404
    assert browser.post(f"/cuoc-thi-khac/van-ban/ho-so-cham/{bundle_id}/tai").status_code == 409
    assert browser.get(HERE).status_code == 403


def test_a_refusal_is_said_on_the_page(office: Any) -> None:
    office.post(HERE, data=ORDER | {"round_key": "final"})
    assert "Vòng này chưa có danh sách hồ sơ." in office.get(HERE).text


def test_without_a_round_the_page_says_what_comes_first(client_of: Any, db: Any) -> None:
    edition = make_edition()
    ada = make_person("Phạm Thị Ái")
    grant(ada, edition, Role.SECRETARY)
    assert "Chưa có vòng chấm nào" in client_of(ada).get(HERE).text

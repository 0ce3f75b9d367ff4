"""The reconciler at the doors: drafts before the seal, prints after it, what a planted fault stops; all invented."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import select

from contest.entries.models import EntryAuthor
from contest.papers.actions.certificates import issue_certificates
from contest.papers.models import Certificate
from contest.papers.queries import tallies
from contest.papers.queries.tallies import brings_tally
from contest.papers.queries.winners import Winners, items_of
from contest.papers.rules.reconciling import Tally
from contest.people.models import Person
from contest.prizes.models import Award
from contest.results.actions import publish_results, seal_results
from tests.results.makers import make_decided

ClientOf = Callable[[Person], FlaskClient]
PAGE, LIST = "/thu-nghiem/van-ban/doi-soat", "/thu-nghiem/van-ban/prize-list"


def words_of(content: bytes) -> str:
    book = load_workbook(io.BytesIO(content))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)


def test_before_the_seal_a_list_is_a_draft_on_its_face_and_after_it_is_not(db: Any, client_of: ClientOf) -> None:
    edition, _, organiser, person = make_decided()
    browser = client_of(person)
    assert "chưa được niêm phong" in browser.get(PAGE).text
    assert "DỰ THẢO" in words_of(browser.post(LIST).data)
    seal_results(organiser, edition.id)
    page = browser.get(PAGE).text
    assert "Các nguồn khớp nhau" in page
    assert "DỰ THẢO" not in words_of(browser.post(LIST).data)


def test_every_source_stands_beside_the_seal_and_agrees(db: Any, client_of: ClientOf) -> None:
    edition, _, organiser, person = make_decided(public="title, authors, unit, prize, amount")
    seal_results(organiser, edition.id)
    issue_certificates(organiser, edition.id)
    publish_results(organiser, edition.id)
    page = client_of(person).get(PAGE).text
    assert "Các nguồn khớp nhau" in page
    for source in ("Kết quả niêm phong", "Danh sách đạt giải", "Sổ cấp", "Trang kết quả công khai"):
        assert source in page


def test_a_result_that_changed_since_stops_lists_and_certificates(db: Any, client_of: ClientOf) -> None:
    edition, entries, organiser, person = make_decided()
    seal_results(organiser, edition.id)
    issue_certificates(organiser, edition.id)
    db.session.scalars(select(Award).where(Award.entry_id == entries[2].id)).one().amount_vnd = 1
    db.session.commit()
    browser = client_of(person)
    answer = browser.post(LIST)
    assert answer.status_code == 409
    assert "đã đổi sau lần niêm phong 1" in answer.text
    kind = db.session.scalars(select(Certificate.kind_key)).first()
    assert browser.post(f"/thu-nghiem/van-ban/giay-chung-nhan/{kind}/in").status_code == 409
    assert f"{entries[2].code} (" in browser.get(PAGE).text


def test_an_author_without_a_certificate_stops_the_print_until_it_has_one(db: Any, client_of: ClientOf) -> None:
    edition, entries, organiser, person = make_decided()
    seal_results(organiser, edition.id)
    issue_certificates(organiser, edition.id)
    db.session.add(EntryAuthor(entry_id=entries[0].id, position=2, name="Vũ Thị Ẩn"))
    db.session.commit()
    browser = client_of(person)
    answer = browser.post(LIST)
    assert answer.status_code == 409
    assert f"thiếu Vũ Thị Ẩn của {entries[0].code}" in answer.text
    issue_certificates(organiser, edition.id)
    assert browser.post(LIST).status_code == 200


@pytest.fixture
def posters(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A later room's list; `change` is what is wrong with it."""
    held: dict[str, Any] = {"change": lambda items: items}
    monkeypatch.setattr(tallies, "_BRINGS", dict(tallies._BRINGS))

    @brings_tally("posters", "Áp phích")
    def _posters(given: Winners) -> list[Tally]:
        return [Tally("posters", "Áp phích", held["change"](items_of(given)))]

    return held


def test_a_later_room_brings_its_own_list_and_is_held_to_it(
    db: Any, client_of: ClientOf, posters: dict[str, Any]
) -> None:
    edition, _, organiser, person = make_decided()
    seal_results(organiser, edition.id)
    browser = client_of(person)
    assert browser.post(LIST).status_code == 200
    posters["change"] = lambda items: (*items, items[0])
    answer = browser.post(LIST)
    assert answer.status_code == 409
    assert "Áp phích" in answer.text
    assert "đứng 2 lần" in answer.text

"""The pages of certificates: the office numbers and prints, anybody checks; all invented."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from contest.entries.models import EntryAuthor
from contest.papers.queries.certificates import register
from contest.people.models import Person
from contest.results.actions import publish_results, revoke_prize, seal_results
from tests.printed import pdf_pages, pdf_words
from tests.results.makers import award_id, consent, make_decided, withdraw

ClientOf = Callable[[Person], FlaskClient]
OFFICE = "/thu-nghiem/van-ban/giay-chung-nhan"


def numbered(
    client_of: ClientOf, name: str = "small_technical", **parts: Any
) -> tuple[Any, list[Any], Any, FlaskClient]:
    edition, entries, organiser, person = make_decided(name=name, **parts)
    seal_results(organiser, edition.id)
    browser = client_of(person)
    assert browser.post(f"{OFFICE}/cap-so").status_code == 303
    return edition, entries, organiser, browser


def test_numbers_are_given_and_the_print_has_every_name(db: Any, client_of: ClientOf) -> None:
    edition, entries, _, browser = numbered(client_of)
    page = browser.get(OFFICE).text
    lines = register(edition.id)
    assert all(line.label in page for line in lines)
    made = browser.post(f"{OFFICE}/{lines[0].kind_key}/in")
    assert made.mimetype == "application/pdf"
    assert pdf_pages(made.data) == len(lines) == 3
    words = pdf_words(made.data)
    for author in db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id.in_([one.id for one in entries]))):
        assert " ".join(author.name.split()) in words.replace("\xa0", " ")


def test_a_name_mended_after_the_print_is_told_and_printed_alone(db: Any, client_of: ClientOf) -> None:
    edition, entries, _, browser = numbered(client_of)
    kind = register(edition.id)[0].kind_key
    browser.post(f"{OFFICE}/{kind}/in")
    author = db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == entries[0].id)).one()
    author.name = "Phan Thị Tuý"
    db.session.commit()
    assert "Đã sửa sau khi in" in browser.get(OFFICE).text
    made = browser.post(f"{OFFICE}/{kind}/in", data={"chi_moi": "1"})
    assert pdf_pages(made.data) == 1
    assert "Phan Thị Tuý" in pdf_words(made.data).replace("\xa0", " ")


def test_before_the_seal_the_page_says_what_to_do_and_gives_no_number(db: Any, client_of: ClientOf) -> None:
    edition, _, _, person = make_decided()
    browser = client_of(person)
    assert "chưa được niêm phong" in browser.get(OFFICE).text
    assert browser.post(f"{OFFICE}/cap-so").status_code == 409
    assert register(edition.id) == []


def test_a_design_is_kept_and_a_wrong_date_keeps_the_rest(db: Any, client_of: ClientOf) -> None:
    edition, _, _, browser = numbered(client_of)
    kind = register(edition.id)[0].kind_key
    given = {"body": "UBND tỉnh Bình Minh", "heading": "Bằng khen", "decided_on": "31/02/2026", "signatory": "Lê Ưng"}
    wrong = browser.post(f"{OFFICE}/{kind}/mau", data=given)
    assert wrong.status_code == 422
    assert "Lê Ưng" in wrong.text
    assert browser.post(f"{OFFICE}/{kind}/mau", data=given | {"decided_on": "02/11/2026"}).status_code == 303
    shown = browser.get(f"{OFFICE}/{kind}/xem-thu.pdf")
    words = pdf_words(shown.data)
    assert "UBND TỈNH BÌNH MINH" in words
    assert "BẢN XEM THỬ" in words


def test_anybody_checks_a_certificate_once_the_result_is_public(
    db: Any, client_of: ClientOf, client: FlaskClient
) -> None:
    edition, entries, organiser, _ = numbered(client_of)
    line = next(each for each in register(edition.id) if each.entry_id == entries[0].id)
    address = f"/thu-nghiem/chung-nhan/{line.code}"
    assert client.get(address).status_code == 404
    publish_results(organiser, edition.id)
    page = client.get(address).text
    assert line.label in page
    assert "Có giá trị" in page
    typed = client.post("/thu-nghiem/chung-nhan", data={"code": f" {line.code[:4].lower()}-{line.code[4:]}"})
    assert typed.location.endswith(address)
    assert client.get("/thu-nghiem/chung-nhan/ABCDABCDABCD").status_code == 404
    revoke_prize(organiser, edition.id, award_id(entries[0]), "7/QĐ-BTC", date(2026, 11, 2), "Sao chép", [])
    gone = client.get(address).text
    assert "đã bị thu hồi" in gone
    assert entries[0].title not in gone


def test_a_child_is_named_to_a_stranger_only_as_consents_allow(
    db: Any, client_of: ClientOf, client: FlaskClient
) -> None:
    edition, entries, organiser, _ = numbered(client_of, "small_youth")
    author = db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == entries[0].id)).one()
    author.birth_on, author.name = date(2018, 1, 1), "Đặng Thuỳ Chi Mai"
    db.session.commit()
    publish_results(organiser, edition.id)
    line = next(each for each in register(edition.id) if each.entry_id == entries[0].id)
    address = f"/thu-nghiem/chung-nhan/{line.code}"
    assert "Chi Mai" not in client.get(address).text
    consent(author, "guardian", "self")
    db.session.commit()
    assert "Đặng Thuỳ Chi Mai" in client.get(address).text
    withdraw(author)
    db.session.commit()
    assert "Chi Mai" not in client.get(address).text

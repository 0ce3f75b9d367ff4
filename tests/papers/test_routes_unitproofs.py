"""Proofs of the certificates of units, from the letter to the print, through the real database; all invented."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from contest.foundation.access import Role
from contest.foundation.clock import today
from contest.foundation.mail import Letter
from contest.foundation.vietnamese import date as shown_date
from contest.papers.actions.certificates import issue_certificates
from contest.papers.models import UnitProof
from contest.papers.queries.certificates import register
from contest.papers.queries.unitproofs import unit_lines
from contest.papers.queries.winners import winners
from contest.papers.reports.winning import merge_lists
from contest.people.models import Person
from contest.prizes import actions
from contest.results.actions import seal_results
from tests.people.makers import actor_of, grant, grant_unit, make_person, make_unit
from tests.printed import pdf_words, squeezed
from tests.prizes.test_actions_units import make

ClientOf = Callable[[Person], FlaskClient]
OFFICE = "/thu-nghiem/van-ban/giay-chung-nhan"
RIGHT = "Trường THPT Bê"


def asked(db: Any, client_of: ClientOf) -> tuple[Any, FlaskClient]:
    """Two units with an award: B has an account here, C an address in the directory; both were asked."""
    edition, _, organiser = make("Trường A", "Trường B", "Trường B", "Trường C", "Trường C", "Trường D")
    actions.propose_awards(organiser, edition.id)
    actions.confirm_awards(organiser, edition.id)
    edition.stage = "decided"
    seal_results(organiser, edition.id)
    account, person = make_person("Cô Hoa"), make_person("Ban Thư ký")
    account.email = "co-hoa@example.org"
    grant_unit(account, edition, make_unit(edition, "Trường B"))
    make_unit(edition, "Trường C", email="truong-c@example.org")
    grant(person, edition, Role.ORGANISER)
    db.session.commit()
    browser = client_of(person)
    kinds = re.findall(r'name="kinds" type="checkbox" value="([^"]+)"', browser.get(f"{OFFICE}/xac-nhan").text)
    sent = browser.post(f"{OFFICE}/xac-nhan", data={"due_on": shown_date(today() + timedelta(days=2)), "kinds": kinds})
    assert sent.status_code == 303, sent.text
    return edition, browser


def letters(db: Any) -> dict[str, str]:
    rows = db.session.scalars(select(Letter).where(Letter.event.like("certificate.unit%")).order_by(Letter.id))
    return {row.to_address: re.findall(r"(/xac-nhan-giay/don-vi/\S+)", row.text)[0] for row in rows}


def seen_on(page: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


def states(edition: Any) -> dict[str, str]:
    return {line.proof.unit: line.state for line in unit_lines(edition.id)}


def test_units_are_written_to_and_their_print_says_who_has_not_confirmed(
    db: Any, client_of: ClientOf, client: FlaskClient
) -> None:
    edition, browser = asked(db, client_of)
    assert set(letters(db)) == {"co-hoa@example.org", "truong-c@example.org"}
    here = letters(db)["truong-c@example.org"]
    page = client.get(here).text
    assert "Trường C" in page
    assert "Đạt giải (in theo quyết định)" in page
    assert "Trường B" not in page
    assert "Giải tập thể" not in page
    nobody = client.post(here, data={"seen": seen_on(page), "right": "1", "name": " "})
    assert nobody.status_code == 422
    assert "thay mặt đơn vị" in nobody.text
    assert (
        client.post(here, data={"seen": seen_on(page), "right": "1", "name": "Cô Lan, Hiệu trưởng"}).status_code == 303
    )
    assert states(edition) == {"Trường B": "waiting", "Trường C": "confirmed"}
    assert "Trường B" in browser.get(f"{OFFICE}/xac-nhan?trang_thai=waiting").text
    # Who is signed in with the unit's account is told on the desk, and led to the same page.
    account = client_of(db.session.scalars(select(Person).where(Person.email == "co-hoa@example.org")).one())
    assert "/xac-nhan-giay/don-vi" in account.get("/thu-nghiem/ban-lam-viec").text
    led = account.get("/thu-nghiem/xac-nhan-giay/don-vi", follow_redirects=True)
    assert "Trường B" in led.text
    assert browser.get("/thu-nghiem/xac-nhan-giay/don-vi").status_code == 404
    # The reminder goes to who has not answered, once a day.
    for _ in range(2):
        assert browser.post(f"{OFFICE}/xac-nhan/nhac").status_code == 303
    sent = db.session.scalars(select(Letter.to_address).where(Letter.event == "certificate.unit_proof")).all()
    assert sorted(sent) == ["co-hoa@example.org", "co-hoa@example.org", "truong-c@example.org"]


def test_a_name_that_a_unit_asks_for_is_printed_once_the_office_agrees_and_confirmed_anew(
    db: Any, client_of: ClientOf, client: FlaskClient
) -> None:
    edition, browser = asked(db, client_of)
    organiser = actor_of(make_person("Dũng"), (Role.ORGANISER, edition))
    here = letters(db)["co-hoa@example.org"]
    who = {"name": "Cô Hoa, Phó Hiệu trưởng", "seen": seen_on(client.get(here).text)}
    same = client.post(here, data=who | {"wanted": "Trường B", "why": ""})
    assert same.status_code == 422
    assert "Hãy ghi vì sao sửa tên đơn vị" in same.text
    assert client.post(here, data=who | {"wanted": RIGHT, "why": "Tên mới từ 2026"}).status_code == 303
    assert states(edition)["Trường B"] == "correcting"
    row = db.session.scalars(select(UnitProof).where(UnitProof.unit == "Trường B")).one()
    case = f"{OFFICE}/xac-nhan/don-vi/{row.id}"
    assert "Tên mới từ 2026" in browser.get(case).text
    refused = browser.post(case, data={"deed": "refuse", "answer": " "})
    assert refused.status_code == 422
    assert browser.post(case, data={"deed": "accept"}).status_code == 303
    assert states(edition)["Trường B"] == "again"
    issue_certificates(organiser, edition.id)
    (kind,) = {line.kind_key for line in register(edition.id) if line.unit}
    stopped = browser.post(f"{OFFICE}/{kind}/in")
    assert stopped.status_code == 422
    page = client.get(letters(db)["co-hoa@example.org"]).text
    assert RIGHT in page
    client.post(here, data={"name": "Cô Hoa", "seen": seen_on(page), "right": "1"})
    assert states(edition)["Trường B"] == "confirmed"
    printed = squeezed(
        pdf_words(browser.post(f"{OFFICE}/{kind}/in", data={"ly_do": "Các hồ sơ khác xác nhận sau"}).data)
    )
    assert squeezed(RIGHT) in printed
    merged = [row["name"] for report in merge_lists(winners(edition.id)) for row in report.all_rows()]
    assert RIGHT in merged
    told = browser.get(f"{OFFICE}/xac-nhan").text
    assert RIGHT in told

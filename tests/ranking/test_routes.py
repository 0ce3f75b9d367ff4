"""The ranking's pages: what they show, who may do what there, how many queries they take."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from contest.editions.models import Edition
from contest.foundation.access import OPERATOR, Role
from contest.foundation.audit import record
from contest.foundation.database import db as database
from contest.foundation.ledger import note
from contest.juries.models import JudgingRound
from contest.people.models import Person
from contest.ranking.actions import run_ranking, settle_tie
from contest.ranking.queries import latest_run
from contest.scoring.models import ScoreSheet
from tests.editions.makers import make_edition
from tests.people.makers import actor_of, grant, make_person
from tests.ranking.makers import make_entries, make_scored_round

ClientOf = Callable[[Person], FlaskClient]


def person_with(edition: Edition, role: Role) -> Person:
    person = make_person(f"Người {role}")
    grant(person, edition, role)
    return person


@pytest.fixture
def house(db: Any, client_of: ClientOf) -> Any:
    """A closed preliminary round with a tie at 80, an organiser's browser."""
    edition = make_edition(stage="judging")
    entries = make_entries(edition, 5)
    rows = [["90"] * 3, ["80"] * 3, ["80"] * 3, ["70"] * 3, ["50", "50", "absent"]]
    make_scored_round(edition, entries, rows, key="preliminary")
    organiser = person_with(edition, Role.ORGANISER)
    db.session.commit()
    return edition, entries, client_of(organiser), actor_of(organiser, (Role.ORGANISER, edition))


def test_before_the_ranking_the_page_says_what_to_do(house: Any) -> None:
    _, _, browser, _ = house
    page = browser.get("/thu-nghiem/xep-hang/preliminary").text
    assert "Vòng chấm đã đóng và có thể xếp hạng." in page
    assert 'action="/thu-nghiem/xep-hang/preliminary"' in page


def test_an_unknown_round_is_not_found(house: Any) -> None:
    _, _, browser, _ = house
    assert browser.get("/thu-nghiem/xep-hang/semi").status_code == 404
    assert browser.post("/thu-nghiem/xep-hang/semi/bieu-quyet/1").status_code == 404
    assert browser.get("/thu-nghiem/xep-hang/preliminary/bieu-quyet/1").status_code == 404


def test_a_round_is_ranked_and_the_page_shows_places_ties_and_the_cut(house: Any) -> None:
    _, _, browser, _ = house
    answer = browser.post("/thu-nghiem/xep-hang/preliminary", follow_redirects=True)
    page = answer.text
    assert answer.status_code == 200
    assert "Đã xếp hạng (lần 1)." in page
    assert 'class="tie"' in page
    assert "Ranh giới vào vòng sau: 4 hồ sơ phía trên" in page
    assert "3 phiếu: 90; 90; 90. Trung bình của 3 phiếu = 90" in page


def test_a_round_that_is_open_shows_why_it_cannot_be_ranked(house: Any, db: Any) -> None:
    _, _, browser, _ = house
    db.session.scalar(select(JudgingRound)).state = "open"
    db.session.commit()
    page = browser.get("/thu-nghiem/xep-hang/preliminary").text
    assert "chưa đóng" in page
    assert 'aria-disabled="true"' in page
    assert browser.post("/thu-nghiem/xep-hang/preliminary").status_code == 409


def test_the_council_settles_a_tie_on_the_page(house: Any) -> None:
    edition, entries, browser, organiser = house
    run_ranking(organiser, edition.id, "preliminary")
    places = {f"place-{entries[1].id}": "2", f"place-{entries[2].id}": "1"}
    url = f"/thu-nghiem/xep-hang/preliminary/bieu-quyet/{entries[1].id}"
    assert "Đồng hạng 2, 80 điểm: 2 hồ sơ." in browser.get(url).text
    refused = browser.post(url, data=places)
    assert refused.status_code == 422
    assert "Mục này chưa được điền." in refused.text
    same = browser.post(url, data=dict.fromkeys(places, "1") | {"reason": "5/7 phiếu"})
    assert same.status_code == 422
    assert "một thứ tự riêng" in same.text
    assert browser.post(url, data=places | {"reason": "5/7 phiếu"}).status_code == 303
    run = latest_run(edition.id, "preliminary")
    assert run is not None
    assert (run.number, run.waiting) == (2, 0)


def test_a_vote_taken_down_wrongly_is_taken_back_on_the_page(house: Any, client_of: ClientOf, db: Any) -> None:
    edition, entries, browser, organiser = house
    run_ranking(organiser, edition.id, "preliminary")
    page = "/thu-nghiem/xep-hang/preliminary/bieu-quyet"
    assert "Chưa ghi biểu quyết nào" in browser.get(page).text
    settle_tie(organiser, edition.id, "preliminary", [entries[2].id, entries[1].id], "5/7 phiếu")
    db.session.commit()
    assert "Biểu quyết đã ghi (1)" in browser.get("/thu-nghiem/xep-hang/preliminary").text
    shown = browser.get(page).text
    assert shown.index(f">{entries[2].code}<") < shown.index(f">{entries[1].code}<")
    (address,) = re.findall(r'action="([^"]+/rut)"', shown)
    name = re.search(r'<textarea[^>]*name="([^"]+)"', shown)
    assert name is not None
    empty = browser.post(address, data={name[1]: " "})
    assert (empty.status_code, "Mục này chưa được điền." in empty.text) == (422, True)
    done = browser.post(address, data={name[1]: "Ghi ngược thứ tự"}, follow_redirects=True).text
    assert "Đã rút biểu quyết và xếp hạng lại (lần 3)." in done
    assert ("Ghi ngược thứ tự" in done, "Đã rút" in done, address in done) == (True, True, False)
    again = browser.post(address, data={name[1]: "Lần nữa"})
    assert (again.status_code, "Biểu quyết này đã được rút." in again.text) == (422, True)
    observer = client_of(person_with(edition, Role.OBSERVER))
    db.session.commit()
    assert ("Ghi ngược thứ tự" in observer.get(page).text, observer.post(address).status_code) == (True, 403)


def test_those_who_go_on_are_put_into_the_next_round(house: Any) -> None:
    edition, _, browser, organiser = house
    run_ranking(organiser, edition.id, "preliminary")
    page = browser.post("/thu-nghiem/xep-hang/preliminary/vao-vong-sau", follow_redirects=True).text
    assert "Đã đưa 4 hồ sơ vào vòng Chung khảo." in page


def test_the_list_is_searched_with_and_without_accents(house: Any) -> None:
    edition, _, browser, organiser = house
    run_ranking(organiser, edition.id, "preliminary")
    page = browser.get("/thu-nghiem/xep-hang/preliminary?tim=phuong an 3").text
    assert ("KT-003" in page, "KT-001" in page.split("<table")[1]) == (True, False)
    for nobody in ("robot", "%25", "_"):
        assert "Không có hồ sơ nào khớp" in browser.get(f"/thu-nghiem/xep-hang/preliminary?tim={nobody}").text
    assert "KT-001" in browser.get("/thu-nghiem/xep-hang/preliminary?trang=9").text


@pytest.mark.parametrize(
    ("role", "reads", "runs"),
    [
        (Role.ORGANISER, 200, 303),
        (Role.SECRETARY, 200, 403),
        (Role.OBSERVER, 200, 403),
        (Role.JUDGE, 403, 403),
        (Role.ENTRANT, 403, 403),
    ],
)
def test_who_sees_and_who_ranks(house: Any, client_of: ClientOf, db: Any, role: Role, reads: int, runs: int) -> None:
    edition, *_ = house
    browser = client_of(person_with(edition, role))
    db.session.commit()
    assert browser.get("/thu-nghiem/xep-hang/preliminary").status_code == reads
    assert browser.post("/thu-nghiem/xep-hang/preliminary").status_code == runs


def test_the_page_takes_the_same_few_queries_however_many_entries(
    db: Any, client_of: ClientOf, count_queries: Any
) -> None:
    taken = []
    for slug, entries in (("it", 5), ("nhieu", 70)):
        edition = make_edition(slug=slug, stage="judging")
        rows = [[str(90 - place % 9)] * 3 for place in range(entries)]
        make_scored_round(edition, make_entries(edition, entries), rows, key="preliminary")
        organiser = person_with(edition, Role.ORGANISER)
        run_ranking(actor_of(organiser, (Role.ORGANISER, edition)), edition.id, "preliminary")
        db.session.commit()
        browser = client_of(organiser)
        with count_queries() as asked:
            assert browser.get(f"/{slug}/xep-hang/preliminary").status_code == 200
        taken.append(asked)
    assert len(taken[0]) == len(taken[1]) <= 8, "\n".join(taken[1])


def test_how_well_a_closed_round_was_judged_is_shown_to_the_office(house: Any) -> None:
    _, _, browser, _ = house
    assert "/thu-nghiem/xep-hang/preliminary/chat-luong" in browser.get("/thu-nghiem/xep-hang/preliminary").text
    page = browser.get("/thu-nghiem/xep-hang/preliminary/chat-luong").text
    assert "Hệ số alpha của Krippendorff" in page
    assert "Độ tin cậy của trung bình 3 phiếu" in page
    assert page.count('data-label="Giám khảo"') == 3


def test_how_a_round_was_judged_is_worked_out_again_once_something_happened(
    house: Any, at: Any, count_queries: Any
) -> None:
    edition, _, browser, _ = house
    address, seen, asked = "/thu-nghiem/xep-hang/preliminary/chat-luong", [], []

    def look() -> None:
        with count_queries() as these:
            seen.append(browser.get(address).text.partition("Krippendorff")[2])
        asked.append(len(these))

    at("2027-05-01T10:00")
    record(OPERATOR, "people.register", None)
    database.session.commit()
    at("2027-05-01T10:02")
    look()
    look()
    assert (seen[1] == seen[0], asked[1] < asked[0]) == (True, True)
    # A sheet leaves an event in the ledger and nothing in the audit.
    database.session.scalars(select(ScoreSheet).order_by(ScoreSheet.id)).first().total = 10
    note(OPERATOR, edition.id, "sheet.changed", "", {})
    database.session.commit()
    look()
    assert seen[2] != seen[0]
    # A name lies in an audited table.
    judge = database.session.scalars(
        select(Person).where(Person.id == select(ScoreSheet.judge_id).limit(1).scalar_subquery())
    ).one()
    judge.name = "Giám khảo đổi tên"
    record(OPERATOR, "people.change_profile", None)
    database.session.commit()
    at("2027-05-01T10:04")
    look()
    assert ("Giám khảo đổi tên" in seen[2], "Giám khảo đổi tên" in seen[3]) == (False, True)


def test_while_a_round_is_open_nobody_sees_how_it_is_judged(house: Any) -> None:
    edition, _, browser, _ = house
    round_ = database.session.scalars(select(JudgingRound).where(JudgingRound.edition_id == edition.id)).one()
    round_.state = "open"
    database.session.commit()
    page = browser.get("/thu-nghiem/xep-hang/preliminary/chat-luong").text
    assert "chỉ xem được sau khi đóng vòng" in page
    assert "Krippendorff" not in page

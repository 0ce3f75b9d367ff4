"""Voting on the public page: a letter, a button, one ballot; nothing of the voter is kept, totals wait for the end."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook
from sqlalchemy import select, text

from contest.foundation.access import OPERATOR, Role
from contest.foundation.ledger import LedgerEvent
from contest.foundation.mail import Letter
from contest.people.models import Person
from contest.ranking.actions import delete_old_votes, run_ranking
from contest.ranking.models import PublicBallot, VoteCount
from contest.ranking.queries import latest_run
from tests.editions.makers import make_edition, text_of
from tests.people.makers import actor_of, grant, make_person
from tests.ranking.makers import make_entries, make_scored_round

ClientOf = Callable[[Person], FlaskClient]
Clock = Callable[[str], None]
_PARTS = """    parts:
      - {key: council, name: Hội đồng, weight: 80, from: criteria}
      - {key: public, name: Bình chọn, weight: 20, from: votes, scaled_to: highest,
         rounding: {places: 1, rule: half_up}, opens: 2026-09-01T08:00, closes: 2026-09-10T17:00}
"""
OPEN, OVER = "2026-09-05T10:00:00+07:00", "2026-09-10T17:00:00+07:00"
OFFICE = "/thu-nghiem/xep-hang/preliminary/binh-chon"


@pytest.fixture
def vote(db: Any, client_of: ClientOf, at: Clock) -> Any:
    """A closed round of three entries that the public votes on, an organiser's browser."""
    at(OPEN)
    text_ = text_of("small_technical").replace("  - key: final\n", _PARTS + "  - key: final\n")
    edition = make_edition(stage="judging", text=text_)
    entries = make_entries(edition, 3)
    make_scored_round(edition, entries, [["90"] * 3, ["80"] * 3, ["70"] * 3], key="preliminary")
    organiser = make_person("Người tổ chức")
    grant(organiser, edition, Role.ORGANISER)
    db.session.commit()
    return edition, entries, client_of(organiser), actor_of(organiser, (Role.ORGANISER, edition))


def link_to(db: Any, email: str) -> str:
    letter = db.session.scalars(select(Letter).where(Letter.to_address == email).order_by(Letter.id.desc())).first()
    found = re.search(r"https?://[^/]+(/thu-nghiem/binh-chon/xac-nhan/\S+)", letter.text)
    assert found
    return found[1]


def cast(db: Any, client: FlaskClient, entry: Any, email: str) -> int:
    sent = client.post(f"/thu-nghiem/binh-chon/{entry.id}", data={"email": email})
    assert sent.status_code == 200, sent.text
    return client.post(link_to(db, email)).status_code


def test_a_vote_is_a_letter_and_a_button_and_the_page_names_no_author(db: Any, client: FlaskClient, vote: Any) -> None:
    _, entries, _, _ = vote
    page = client.get("/thu-nghiem/binh-chon").text
    assert "KT-001" in page
    assert "Lê Thị Thử" not in page
    assert "Trường THPT" not in page
    assert client.get("/thu-nghiem/binh-chon?tim=Lê Thị Thử").text.count('class="code"') == 0
    answer = client.post(f"/thu-nghiem/binh-chon/{entries[0].id}", data={"email": "An.Nguyen@gmail.com"})
    assert "Đã gửi thư đến An.Nguyen@gmail.com" in answer.text
    assert db.session.scalars(select(PublicBallot)).all() == []
    link = link_to(db, "An.Nguyen@gmail.com")
    assert "Xác nhận bình chọn" in client.get(link).text
    assert db.session.scalars(select(PublicBallot)).all() == []
    assert "phiếu đã được tính" in client.post(link).text
    assert "Địa chỉ thư này đã bình chọn" in client.post(link).text
    assert cast(db, client, entries[1], "annguyen+2@googlemail.com") == 409
    ballot = db.session.scalars(select(PublicBallot)).one()
    assert ballot.entry_id == entries[0].id
    kept = " ".join(str(value) for value in vars(ballot).values())
    assert "annguyen" not in kept.lower()
    assert "127.0.0.1" not in kept


def test_outside_the_window_and_with_a_forged_link_nobody_votes(client: FlaskClient, vote: Any, at: Clock) -> None:
    _, entries, _, _ = vote
    assert client.get("/thu-nghiem/binh-chon/xac-nhan/la-lung").status_code == 409
    for moment, words in (("2026-08-31T10:00:00+07:00", "Bình chọn mở lúc"), (OVER, "Bình chọn đã kết thúc lúc")):
        at(moment)
        assert words in client.get("/thu-nghiem/binh-chon").text
        answer = client.post(f"/thu-nghiem/binh-chon/{entries[0].id}", data={"email": "a@gmail.com"})
        assert answer.status_code == 422
        assert words in answer.text


def test_many_tries_are_slowed_down_and_a_mailbox_gets_few_letters(db: Any, client: FlaskClient, vote: Any) -> None:
    _, entries, _, _ = vote
    for _ in range(3):
        assert client.post(f"/thu-nghiem/binh-chon/{entries[0].id}", data={"email": "b@gmail.com"}).status_code == 200
    assert client.post(f"/thu-nghiem/binh-chon/{entries[0].id}", data={"email": "b@gmail.com"}).status_code == 422
    assert len(db.session.scalars(select(Letter).where(Letter.to_address == "b@gmail.com")).all()) == 3
    bad = client.post(f"/thu-nghiem/binh-chon/{entries[0].id}", data={"email": "không phải thư"})
    assert bad.status_code == 422
    assert "không phải thư" in bad.text


def test_totals_wait_for_the_end_a_series_is_set_aside_with_a_reason_and_the_count_enters_the_ranking(
    db: Any, client: FlaskClient, vote: Any, at: Clock
) -> None:
    edition, entries, browser, actor = vote
    for number in range(5):
        assert cast(db, client, entries[2], f"meo{number}@gmail.com") == 200
    for name in ("an", "binh", "chi"):
        assert cast(db, client, entries[1], f"{name}@gmail.com") == 200
    office = browser.get(OFFICE).text
    assert "chỉ hiện sau khi bình chọn kết thúc" in office
    assert '<th scope="col" class="num">Hợp lệ</th>' not in office
    assert "cùng" not in office.partition("Bình chọn của công chúng")[2].partition("phiếu từ nơi khác")[0]
    assert browser.post(f"{OFFICE}/kiem-phieu").status_code == 409
    at(OVER)
    office = browser.get(OFFICE).text
    found = re.search(r'name="group" value="(alike-[\d-]+)"', office)
    assert found
    silent = browser.post(f"{OFFICE}/gac-phieu", data={"group": found[1], "reason": " "})
    assert silent.status_code == 422
    browser.post(f"{OFFICE}/gac-phieu", data={"group": found[1], "reason": "Năm địa chỉ lập cùng lúc"})
    browser.post(f"{OFFICE}/kiem-phieu")
    votes = {row.entry_id: row.votes for row in db.session.scalars(select(VoteCount))}
    assert votes == {entries[0].id: 0, entries[1].id: 3, entries[2].id: 0}
    kinds = set(db.session.scalars(select(LedgerEvent.kind)))
    assert {"ranking.votes_set_aside", "ranking.votes"} <= kinds
    run_ranking(actor, edition.id, "preliminary")
    run = latest_run(edition.id, "preliminary")
    assert run is not None
    page = browser.get("/thu-nghiem/xep-hang/preliminary").text
    assert page.index("KT-002") < page.index("KT-001")
    assert "Bình chọn: 20 × 3/3 = 20" in page
    again = re.search(r'name="group" value="(\d+)"', browser.get(OFFICE).text)
    assert again
    browser.post(f"{OFFICE}/gac-phieu", data={"group": again[1], "reason": "Một lớp học, đã gọi điện"})
    browser.post(f"{OFFICE}/kiem-phieu")
    assert "Đã kiểm phiếu." in browser.get(OFFICE).text
    assert max(row.votes for row in db.session.scalars(select(VoteCount))) == 5


def test_the_pages_of_a_vote_ask_few_questions_however_many_voted(
    db: Any, client: FlaskClient, vote: Any, count_queries: Any
) -> None:
    _, entries, browser, _ = vote

    def asked() -> list[int]:
        counts = []
        for visitor, path in ((client, "/thu-nghiem/binh-chon"), (browser, OFFICE)):
            visitor.get(path)
            with count_queries() as questions:
                assert visitor.get(path).status_code == 200
            counts.append(len(questions))
        return counts

    few = asked()
    for number in range(6):
        cast(db, client, entries[number % 3], f"nguoi{number}@example.org")
    assert asked() == few
    assert max(few) <= 8


def test_ballots_and_letters_go_by_schedule_and_the_counts_stay(
    db: Any, client: FlaskClient, vote: Any, at: Clock
) -> None:
    _, entries, browser, _ = vote
    assert cast(db, client, entries[0], "an@gmail.com") == 200
    at(OVER)
    browser.post(f"{OFFICE}/kiem-phieu")
    assert delete_old_votes(OPERATOR) == 0
    assert db.session.scalars(select(Letter).where(Letter.to_address == "an@gmail.com")).all() == []
    at("2026-11-10T17:00:00+07:00")
    assert delete_old_votes(OPERATOR) == 1
    assert db.session.scalar(text("select count(*) from public_ballot")) == 0
    assert sum(row.votes for row in db.session.scalars(select(VoteCount))) == 1


def test_votes_from_elsewhere_are_typed_or_come_as_a_workbook(db: Any, vote: Any) -> None:
    _, _, browser, _ = vote
    book = Workbook()
    for row in (["Mã số", "Số phiếu"], ["KT-001", 12], ["KT-002", "1.200"], ["KT-003", 0]):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    browser.post(OFFICE, data={"file": (content, "phieu.xlsx"), "votes": ""}, content_type="multipart/form-data")
    assert sorted(row.votes for row in db.session.scalars(select(VoteCount))) == [0, 12, 1200]
    wrong = browser.post(OFFICE, data={"votes": "KT-009 4\nKT-001 nhiều"})
    assert wrong.status_code == 422
    assert "Dòng 2" in wrong.text
    assert "KT-001 nhiều" in wrong.text

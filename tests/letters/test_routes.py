"""The pages of the outbox, as the secretariat, the committee, a unit and a stranger meet them."""

import pytest
from sqlalchemy import select

from contest.foundation.access import Role
from contest.foundation.jobs import work_all
from contest.foundation.mail import Letter, LetterRule
from contest.letters import actions
from contest.letters.models import ReminderStop
from tests.editions.makers import make_edition
from tests.entries.makers import make_entry
from tests.letters.makers import make_letter, make_text
from tests.people.makers import grant, make_person


@pytest.fixture
def edition(db):
    return make_edition()


@pytest.fixture
def office(edition, client_of):
    person = make_person("Cúc")
    grant(person, edition, Role.SECRETARY)
    return client_of(person)


@pytest.fixture
def committee(edition, client_of):
    person = make_person("Bình")
    grant(person, edition, Role.ORGANISER)
    return client_of(person)


def test_the_office_reads_each_letter_as_it_leaves_and_goes_on_to_the_next(db, edition, office):
    first, second = make_letter(edition), make_letter(edition, to_address="binh@example.org")
    page = office.get("/thu-nghiem/thu").text
    assert "an@example.org" in page
    assert "binh@example.org" in page
    page = office.get(f"/thu-nghiem/thu/{first.id}").text
    assert "Hồ sơ KT-001 đủ điều kiện." in page
    assert "khong-tra-loi@contest.invalid" in page
    seen = page.split('name="seen" value="')[1].split('"')[0]
    answer = office.post(f"/thu-nghiem/thu/{first.id}/quyet", data={"deed": "approve", "seen": seen})
    assert answer.location == f"/thu-nghiem/thu/{second.id}"
    work_all()
    assert db.session.get(Letter, first.id).state == "sent"


def test_an_empty_wording_is_refused_at_its_field_and_what_was_typed_stays(db, edition, office):
    letter = make_letter(edition)
    page = office.get(f"/thu-nghiem/thu/{letter.id}?sua=1").text
    seen = page.split('name="seen" type="hidden" value="')[1].split('"')[0]
    answer = office.post(f"/thu-nghiem/thu/{letter.id}", data={"subject": "", "text": "Chữ của tôi", "seen": seen})
    assert answer.status_code == 422
    assert "Hãy ghi tiêu đề của thư." in answer.text
    assert "Chữ của tôi" in answer.text
    answer = office.post(f"/thu-nghiem/thu/{letter.id}", data={"subject": "Mới", "text": "Chữ của tôi", "seen": seen})
    assert answer.status_code == 303
    assert db.session.get(Letter, letter.id).text == "Chữ của tôi\n"


def test_ticked_letters_are_decided_together(db, edition, office):
    ids = [make_letter(edition).id for _ in range(3)]
    office.post("/thu-nghiem/thu?nhom=cho-duyet", data={"deed": "hold", "letter": ids[:2]})
    states = db.session.scalars(select(Letter.state).order_by(Letter.id)).all()
    assert states == ["held", "held", "waiting"]


def test_all_that_the_filter_lets_through_are_decided_at_once(db, edition, office):
    for _ in range(60):
        make_letter(edition)
    other = make_letter(edition, event="round.opened")
    office.post("/thu-nghiem/thu?nhom=cho-duyet&loai=screening.eligible", data={"deed": "approve", "every": "y"})
    db.session.expire_all()
    assert set(db.session.scalars(select(Letter.state).where(Letter.event == "screening.eligible"))) == {"queued"}
    assert db.session.get(Letter, other.id).state == "waiting"


def test_nothing_ticked_is_said(db, edition, office):
    make_letter(edition)
    office.post("/thu-nghiem/thu", data={"deed": "approve"})
    assert "Chưa chọn thư nào." in office.get("/thu-nghiem/thu").text


def test_a_letter_that_failed_is_shown_with_its_reason_and_sent_again(db, edition, office):
    fault = "Máy chủ thư không nhận địa chỉ người nhận (mã 550)."
    letter = make_letter(edition, "failed", fault=fault)
    assert fault in office.get("/thu-nghiem/thu?nhom=su-co").text
    assert fault in office.get(f"/thu-nghiem/thu/{letter.id}").text
    office.post(f"/thu-nghiem/thu/{letter.id}/quyet", data={"deed": "again"})
    work_all()
    db.session.expire_all()
    assert db.session.get(Letter, letter.id).state == "sent"


def test_the_committee_changes_rule_and_words_with_a_preview(db, edition, committee):
    assert "Chờ duyệt" in committee.get("/thu-nghiem/thu/quy-tac").text
    answer = committee.post("/thu-nghiem/thu/quy-tac/entry.draft_reminder", data={"mode": "ask", "times": "ba ngày"})
    assert answer.status_code == 422
    assert "“ba ngày” không đọc được" in answer.text
    committee.post("/thu-nghiem/thu/quy-tac/entry.draft_reminder", data={"mode": "ask", "times": "3 ngày, 6 giờ"})
    row = db.session.scalars(select(LetterRule)).one()
    assert (row.mode, row.times) == ("ask", "72,6")
    address = "/thu-nghiem/thu/mau/screening.eligible"
    looked = committee.post(address, data={"subject": "Chúc mừng {mã số}", "text": "Chào {tên hồ sơ}", "go": "look"})
    assert looked.status_code == 200
    assert "Chúc mừng KT-017" in looked.text
    assert len(db.session.scalars(select(LetterRule)).all()) == 1
    wrong = committee.post(address, data={"subject": "Chúc mừng {mã}", "text": "Chào {tên hồ sơ}"})
    assert wrong.status_code == 422
    assert "“{mã}” không phải là một chỗ điền" in wrong.text
    committee.post(address, data={"subject": "Chúc mừng {mã số}", "text": "Chào {tên hồ sơ}"})
    assert "Mẫu riêng" in committee.get("/thu-nghiem/thu/quy-tac").text
    committee.post(address + "/tra-lai")
    assert "Mẫu riêng" not in committee.get("/thu-nghiem/thu/quy-tac").text


def test_a_text_is_copied_by_hand_and_ticked(db, edition, office):
    letter = make_text(edition)
    assert "0912345678" in office.get("/thu-nghiem/tin-nhan").text
    office.post(f"/thu-nghiem/tin-nhan/{letter.id}", data={"done": "y"})
    assert "0912345678" not in office.get("/thu-nghiem/tin-nhan").text
    assert "0912345678" in office.get("/thu-nghiem/tin-nhan?nhom=da-nhan").text


def test_a_stranger_silences_reminders_by_a_button_and_not_by_looking(db, edition, client):
    entry = make_entry(edition, None, status="draft")
    address = f"/thoi-nhac/{actions.stop_token(entry.id)}"
    assert "Thôi nhắc tôi" in client.get(address).text
    assert db.session.get(ReminderStop, entry.id) is None
    assert "không nhận thư nhắc" in client.post(address).text
    assert db.session.get(ReminderStop, entry.id) is not None
    assert client.post("/thoi-nhac/gia").status_code == 409


def test_a_letter_of_another_edition_is_not_there(db, edition, office):
    letter = make_letter(make_edition(slug="khac"))
    assert office.get(f"/thu-nghiem/thu/{letter.id}").status_code == 404


def test_the_board_says_what_waits_to_be_looked_at(db, edition, office):
    make_letter(edition)
    make_letter(edition, "failed")
    page = office.get("/thu-nghiem/ban-lam-viec").text
    assert "1 thư chờ duyệt trước khi gửi." in page
    assert "1 thư không gửi được." in page


def test_the_outbox_asks_the_database_little_however_many_letters_there_are(db, edition, office, count_queries):
    for _ in range(60):
        make_letter(edition)
    office.get("/thu-nghiem/thu")
    with count_queries() as asked:
        office.get("/thu-nghiem/thu")
    assert len(asked) <= 8


def test_the_board_says_when_somebody_does_not_want_to_be_judged_any_more(db, edition, office):
    entry = make_entry(edition, "KT-001", status="halted")
    db.session.flush()
    assert "1 hồ sơ tạm dừng chấm vì có người đã rút đồng ý chấm thi." in office.get("/thu-nghiem/ban-lam-viec").text
    entry.status = "withdrawn"
    db.session.flush()
    assert "rút đồng ý chấm thi" not in office.get("/thu-nghiem/ban-lam-viec").text

"""An account is deleted on request: asked for on its page, carried out or declined by an administrator."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from contest.foundation.access import Role
from contest.foundation.audit import AuditLine
from contest.foundation.clock import now
from contest.foundation.jobs import work_all
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.people import actions, queries
from contest.people.models import ForgetRequest, Invitation, Person, RoleGrant
from tests.editions.makers import make_edition
from tests.foundation.post_office import open_office
from tests.letters.makers import make_letter
from tests.people.makers import actor_of, grant, make_person
from tests.scoring.makers import make_judging, score

OWN, DESK = "/tai-khoan/xoa", "/quan-tri/xoa-tai-khoan"


@pytest.fixture
def lan(db: Any) -> Person:
    """Somebody who has had enough."""
    return make_person("Trần Thị Lan", "lan@truong.vn", "Trường Hoa Phượng")


@pytest.fixture
def chief(db: Any) -> Person:
    """An administrator."""
    person = make_person("Phạm Ái", "ai@example.org")
    grant(person, None, Role.ADMIN)
    return person


def codes(refusal: pytest.ExceptionInfo[Refusal]) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


def test_the_holder_asks_may_take_it_back_and_reads_why_not(
    db: Any, lan: Person, chief: Person, client_of: Any
) -> None:
    own, desk = client_of(lan), client_of(chief)
    assert "yêu cầu xóa tài khoản" in own.get("/tai-khoan").text
    page = own.get(OWN).text
    assert "Bản nháp chưa nộp" in page
    assert "Hồ sơ đã nộp" in page
    assert own.post(OWN, data={"words": "Em đã ra trường"}).status_code == 303
    again = own.post(OWN, data={"words": "lần nữa"})
    assert (again.status_code, "Bạn đã gửi yêu cầu rồi" in again.text) == (422, True)
    own.post(f"{OWN}/rut-lai")
    assert "Người yêu cầu đã rút lại" in own.get(OWN).text
    own.post(OWN, data={"words": ""})
    request_id = db.session.scalar(select(ForgetRequest.id).where(ForgetRequest.state == "asked"))
    assert "Trần Thị Lan" in desk.get(DESK).text
    refused = desk.post(f"{DESK}/{request_id}/chua", data={"answer": " "})
    assert (refused.status_code, "Hãy ghi lý do chưa xóa" in refused.text) == (422, True)
    desk.post(f"{DESK}/{request_id}/chua", data={"answer": "Xin bàn giao hồ sơ của trường trước."})
    assert "Xin bàn giao hồ sơ của trường trước." in own.get(OWN).text


def test_what_is_known_of_the_account_goes_from_rows_history_and_letters(
    db: Any, lan: Person, chief: Person, client_of: Any
) -> None:
    edition = make_edition()
    grant(lan, edition, Role.ENTRANT)
    actions.invite(actor_of(chief, (Role.ADMIN, None)), edition.id, Role.UNIT, "Trần Thị Lan", "lan@truong.vn")
    make_letter(edition, to_address="lan@truong.vn", text="Chào cô Trần Thị Lan", person_id=lan.id)
    actions.change_profile(actor_of(lan), "Trần Thị Lan", "Trường mới")
    db.session.commit()
    desk = client_of(chief)
    answer = desk.post(DESK, data={"who": "lan@truong.vn", "words": "Đơn ngày 12/5"})
    case = answer.location
    assert "1 vai trò" in desk.get(case).text
    assert "1 yêu cầu xóa tài khoản" not in desk.get(case).text
    unsure = desk.post(case, data={})
    assert (unsure.status_code, "Hãy đánh dấu vào ô xác nhận" in unsure.text) == (422, True)
    assert desk.post(case, data={"sure": "y"}).status_code == 303
    db.session.expire_all()
    gone = db.session.get(Person, lan.id)
    assert (gone.name, gone.email, gone.phone, gone.unit) == (f"Tài khoản số {lan.id} (đã xóa)", None, None, "")
    assert (gone.active, gone.password) == (False, None)
    assert db.session.scalars(select(RoleGrant).where(RoleGrant.person_id == lan.id)).all() == []
    assert db.session.scalars(select(Invitation.email)).all() == ["(đã xóa)"]
    assert db.session.scalars(select(Letter.text)).all()[0] == ""
    told = " ".join(f"{line.actor_name} {line.changes}" for line in db.session.scalars(select(AuditLine)))
    for words in ("Trần Thị Lan", "lan@truong.vn", "Trường mới"):
        assert words not in told
    assert client_of(lan).get("/tai-khoan").status_code != 200
    assert "Đã xóa" in desk.get(DESK).text


def test_who_judged_keeps_the_name_in_the_record_and_nothing_else(db: Any, chief: Person) -> None:
    judging = make_judging(1, 1)
    score(judging, 0, 0)
    judge, admin = judging.judges[0], actor_of(chief, (Role.ADMIN, None))
    asked = actions.ask_to_be_forgotten(actor_of(judge))
    with pytest.raises(Refusal) as refused:
        actions.forget_account(admin, asked, True)
    assert codes(refused) == ["forget_official"]
    for grant_ in db.session.scalars(select(RoleGrant).where(RoleGrant.person_id == judge.id)):
        db.session.delete(grant_)
    db.session.flush()
    assert queries.remaining(judge.id).keeps_name
    name = judge.name
    actions.forget_account(admin, asked, True)
    assert (judge.name, judge.email, judge.active) == (name, None, False)


def test_nobody_deletes_the_account_they_work_with(db: Any, chief: Person) -> None:
    admin = actor_of(chief, (Role.ADMIN, None))
    asked = actions.ask_to_be_forgotten(admin)
    with pytest.raises(Refusal) as refused:
        actions.forget_account(admin, asked, True)
    assert codes(refused) == ["forget_own_account", "forget_official"]


def test_a_request_that_waits_stands_first_on_the_administrators_board(
    db: Any, lan: Person, chief: Person, client_of: Any
) -> None:
    make_edition()
    db.session.add(ForgetRequest(person_id=lan.id, asked_at=now()))
    db.session.flush()
    assert "1 người yêu cầu xóa tài khoản" in client_of(chief).get("/thu-nghiem/ban-lam-viec").text


def test_who_is_gone_is_told_once_and_then_nobody_knows_where(
    db: Any, lan: Person, chief: Person, client_of: Any, at: Any
) -> None:
    at("2026-05-01T10:00")
    asked = actions.ask_to_be_forgotten(actor_of(lan))
    answer = client_of(chief).post(f"{DESK}/{asked}", data={"sure": "y"}, follow_redirects=True)
    assert "Thư xác nhận được gửi đến địa chỉ cũ" in answer.text
    letter = db.session.scalars(select(Letter)).one()
    assert (letter.to_address, letter.subject) == ("lan@truong.vn", "Tài khoản của bạn đã được xóa")
    assert "đã được xóa ngày 01/05/2026" in letter.text
    assert "Trần Thị Lan" not in letter.text
    # Somebody rehearses here, so it never leaves; a week later nobody knows any more.
    at("2026-05-08T11:00")
    work_all()
    db.session.expire_all()
    assert (letter.to_address, letter.text, letter.subject) == ("", "", "(đã xóa)")
    assert "lan@truong.vn" not in " ".join(str(line.changes) for line in db.session.scalars(select(AuditLine)))


def test_the_last_letter_goes_out_and_takes_its_address_with_it(
    db: Any, app: Flask, lan: Person, chief: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_office() as office:
        monkeypatch.setitem(app.config, "CONTEST", replace(app.config["CONTEST"], mail_url=office.url))
        asked = actions.ask_to_be_forgotten(actor_of(lan))
        assert actions.forget_account(actor_of(chief, (Role.ADMIN, None)), asked, True)
        db.session.commit()
        work_all()
        assert "RCPT TO:<lan@truong.vn>" in " ".join(office.heard).replace("rcpt", "RCPT")
    db.session.expire_all()
    letter = db.session.scalars(select(Letter)).one()
    assert (letter.state, letter.to_address, letter.text) == ("sent", "", "")

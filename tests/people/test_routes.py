"""The doors of people: what each page lets in, says and sends."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from flask import request
from sqlalchemy import select

from contest.app import create_app
from contest.config import read_settings
from contest.foundation.access import ANONYMOUS, OPERATOR, Role
from contest.foundation.mail import Letter
from contest.foundation.pages import whence
from contest.foundation.refusal import Refusal
from contest.people import actions, queries
from contest.people.models import Person
from tests.editions.makers import make_edition
from tests.people.makers import grant, make_person

GOOD = "mèo xanh nhảy dây"


@pytest.fixture
def anh(app, db):
    """Somebody with a password, whose address is confirmed."""
    with app.test_request_context():
        person = actions.register(ANONYMOUS, "Nguyễn Thị Ánh", "anh@example.org", None, GOOD)
        actions.confirm_address(queries.actor_of(person.id))
    return person


def link_in_last_letter(db) -> str:
    text = db.session.scalars(select(Letter.text).order_by(Letter.id.desc())).first()
    return urlsplit(re.search(r"https?://\S+", text).group()).path


def sign_in(client, who="anh@example.org", password=GOOD, **more):
    return client.post("/dang-nhap", data={"who": who, "password": password, **more})


def test_signing_in_leads_to_the_page_one_wanted(client, anh):
    asked = client.get("/tai-khoan")
    assert asked.status_code == 303
    back = client.post(asked.location, data={"who": "ANH@example.org ", "password": GOOD})
    assert (back.status_code, back.location) == (303, "/tai-khoan")
    assert "Nguyễn Thị Ánh" in client.get("/tai-khoan").text


@pytest.mark.parametrize("onward", ["https://example.com", "//example.com", "/\\example.com", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_house_after_signing_in(client, anh, onward):
    back = client.post("/dang-nhap", query_string={"next": onward}, data={"who": "anh@example.org", "password": GOOD})
    assert (back.status_code, back.location) == (303, "/")


@pytest.mark.parametrize("name", ["anh@example.org", "khong-ai@example.org", "0912345678", "không phải địa chỉ"])
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(client, anh, name):
    answer = sign_in(client, who=name, password="sai mật khẩu rồi")
    assert answer.status_code == 422
    assert "Địa chỉ hoặc mật khẩu không đúng." in answer.text
    assert "sai mật khẩu rồi" not in answer.text


def test_who_was_found_out_to_be_closed_does_not_get_in(client, anh, db):
    anh.active = False
    assert sign_in(client).status_code == 422


def test_a_password_typed_with_separate_marks_lets_in(client, anh):
    assert sign_in(client, password="mèo xanh nhảy dây").status_code == 303


def test_a_session_lasts_only_when_asked_to_and_its_cookie_is_closed_to_scripts(client, anh):
    cookie = sign_in(client).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires" not in cookie
    assert "Secure" not in cookie


def test_a_session_begun_over_https_never_travels_in_the_open(app, anh):
    data = {"who": "anh@example.org", "password": GOOD, "stay": "y"}
    cookie = app.test_client().post("/dang-nhap", data=data, base_url="https://localhost").headers["Set-Cookie"]
    assert "Secure" in cookie
    assert "Expires" in cookie


def test_who_asks_is_told_by_the_proxy_only_where_one_is_known_to_stand(tmp_path):
    environment = {"CONTEST_INSTANCE": str(tmp_path), "CONTEST_SECRET_KEY": "for tests only"}
    told = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "hoithi.example.vn"}
    for proxies, expected in (("0", "http://localhost 127.0.0.1"), ("1", "https://hoithi.example.vn 203.0.113.7")):
        house = create_app(read_settings(environment | {"CONTEST_PROXIES": proxies}))
        house.add_url_rule("/ai", "whoami", lambda: f"{request.host_url.rstrip('/')} {request.remote_addr}")
        assert house.test_client().get("/ai", headers=told).text == expected
    with pytest.raises(Refusal):
        read_settings(environment | {"CONTEST_PROXIES": "nhiều"})


def test_nothing_of_the_session_before_signing_in_is_taken_over(client, anh):
    with client.session_transaction() as session:
        session["planted"] = "x"
    sign_in(client)
    with client.session_transaction() as session:
        assert "planted" not in session
        assert session["_user_id"] == anh.fs_uniquifier


def test_the_eleventh_wrong_password_waits_and_so_does_the_right_one(client, anh):
    for _ in range(10):
        assert sign_in(client, password="sai mật khẩu rồi").status_code == 422
    answer = sign_in(client)
    assert answer.status_code == 422
    assert "Bạn đã thử quá nhiều lần" in answer.text


def test_the_right_password_forgives_the_wrong_ones(client, anh, app):
    for _ in range(9):
        sign_in(client, password="sai mật khẩu rồi")
    sign_in(client)
    other = app.test_client()
    for _ in range(9):
        sign_in(other, password="sai mật khẩu rồi")
    assert sign_in(other).status_code == 303


def test_addresses_of_one_household_count_as_one(app):
    for given, counted in (("203.0.113.5", "203.0.113.5"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"), ("", "")):
        with app.test_request_context(environ_overrides={"REMOTE_ADDR": given}):
            assert whence() == counted


def test_too_many_letters_are_refused_as_too_many(client_of):
    person = make_person()
    person.confirmed_at = None
    browser = client_of(person)
    answers = [browser.post("/tai-khoan/thu-xac-nhan").status_code for _ in range(6)]
    assert answers == [303] * 5 + [429]


def test_signing_out_needs_a_pressed_button(client, anh):
    sign_in(client)
    assert client.get("/dang-xuat", follow_redirects=True).status_code == 404
    assert client.get("/tai-khoan").status_code == 200
    assert client.post("/dang-xuat").status_code == 303
    assert client.get("/tai-khoan").status_code == 303


def test_a_new_entrant_is_signed_in_and_told_of_the_letter(client, db):
    data = {"name": "Trần Bình", "email": "binh@example.org", "password": GOOD}
    answer = client.post("/dang-ky", data=data, query_string={"next": "/tai-khoan"})
    assert (answer.status_code, answer.location) == (303, "/tai-khoan")
    page = client.get("/tai-khoan").text
    assert "chưa được xác nhận" in page
    path = link_in_last_letter(db)
    assert client.get(path).status_code == 200
    assert "chưa được xác nhận" in client.get("/tai-khoan").text, "opening a link must not confirm: scanners open links"
    assert client.post(path).status_code == 303
    assert "chưa được xác nhận" not in client.get("/tai-khoan").text


def test_a_registration_that_cannot_be_taken_says_why_at_the_field_and_keeps_what_was_typed(client, anh):
    data = {"name": "Trần Bình", "email": "anh@example.org", "password": GOOD}
    answer = client.post("/dang-ky", data=data)
    assert answer.status_code == 422
    assert "Địa chỉ này đã có tài khoản" in answer.text
    assert 'value="Trần Bình"' in answer.text
    assert GOOD not in answer.text
    answer = client.post("/dang-ky", data={"name": "", "email": "x", "password": "ngắn"})
    assert "Chưa điền họ và tên." in answer.text


def test_a_forgotten_password_is_set_anew_by_letter_whether_or_not_the_address_is_known(client, anh, db, at):
    at("2026-05-01T10:00")
    unknown = client.post("/quen-mat-khau", data={"email": "khong-ai@example.org"})
    known = client.post("/quen-mat-khau", data={"email": "anh@example.org"})
    assert known.status_code == unknown.status_code == 200
    assert known.text.replace("anh@example.org", "") == unknown.text.replace("khong-ai@example.org", "")
    path = link_in_last_letter(db)
    assert client.post(path, data={"password": "ngắn"}).status_code == 422
    assert client.post(path, data={"password": "một mật khẩu khác hẳn"}).status_code == 303
    assert client.get(path).status_code == 409
    assert sign_in(client).status_code == 422
    assert sign_in(client, password="một mật khẩu khác hẳn").status_code == 303


def test_letters_link_to_the_configured_address_and_not_to_the_one_an_attacker_names(app, client, anh, db):
    asked = dict(app.config)
    app.config["CONTEST"] = _with_url(app.config["CONTEST"], "https://hoithi.example.vn")
    try:
        client.post("/quen-mat-khau", data={"email": "anh@example.org"}, headers={"Host": "attacker.example"})
    finally:
        app.config["CONTEST"] = asked["CONTEST"]
    text = db.session.scalars(select(Letter.text).order_by(Letter.id.desc())).first()
    assert "https://hoithi.example.vn/mat-khau-moi/" in text
    assert "attacker" not in text


def _with_url(settings, url):
    return replace(settings, public_url=url)


def test_changing_the_password_ends_other_sessions_and_not_this_one(app, client, anh):
    other = app.test_client()
    sign_in(client)
    sign_in(other)
    wrong = client.post("/tai-khoan/mat-khau", data={"present": "sai rồi", "password": "một mật khẩu khác hẳn"})
    assert "Mật khẩu hiện tại không đúng." in wrong.text
    right = client.post("/tai-khoan/mat-khau", data={"present": GOOD, "password": "một mật khẩu khác hẳn"})
    assert right.status_code == 303
    assert client.get("/tai-khoan").status_code == 200
    assert other.get("/tai-khoan").status_code == 303


def test_other_devices_can_be_signed_out(app, client, anh):
    other = app.test_client()
    sign_in(client)
    sign_in(other)
    assert client.post("/tai-khoan/phien").status_code == 303
    assert client.get("/tai-khoan").status_code == 200
    assert other.get("/tai-khoan").status_code == 303


def test_the_address_changes_when_the_letter_is_answered(client, anh, db):
    sign_in(client)
    data = {"email": "moi@example.org", "present": GOOD}
    assert client.post("/tai-khoan/thu-dien-tu", data=data).status_code == 303
    path = urlsplit(re.search(r"https?://\S+/thu-moi/\S+", _letter_to(db, "moi@example.org")).group()).path
    client.get(path)
    assert "anh@example.org" in client.get("/tai-khoan").text
    client.post(path)
    assert "moi@example.org" in client.get("/tai-khoan").text
    assert client.get(path).status_code == 409


def _letter_to(db, address: str) -> str:
    return db.session.scalars(select(Letter.text).where(Letter.to_address == address)).first()


def test_name_and_unit_can_be_corrected(client_of):
    browser = client_of(make_person("Nguyen Anh"))
    assert browser.post("/tai-khoan/ho-so", data={"name": "  Nguyễn   Ánh ", "unit": "Trường A"}).status_code == 303
    page = browser.get("/tai-khoan").text
    assert "Nguyễn Ánh" in page
    assert "Trường A" in page


def test_a_code_on_paper_is_shown_once_and_opens_the_account(app, client, client_of, db):
    edition, secretary = make_edition(), make_person()
    grant(secretary, edition, Role.SECRETARY)
    office = client_of(secretary)
    data = {"name": "Vũ Dung", "phone": "0912 345 678", "unit": "Xã B"}
    paper = office.post(f"/{edition.slug}/ma-nhan", data=data)
    code = re.search(r"[A-Z2-9]{5}-[A-Z2-9]{5}", paper.text).group()
    listed = office.get(f"/{edition.slug}/ma-nhan").text
    assert "Vũ Dung" in listed
    assert code not in listed
    strange = client.post("/nhan-tai-khoan", data={"phone": "0912", "code": code, "password": GOOD})
    assert 'id="phone-error"' in strange.get_data(as_text=True), "said at its field"
    weak = client.post("/nhan-tai-khoan", data={"phone": "0912345678", "code": code, "password": "0912345678"})
    assert "Mật khẩu không được là" in weak.text
    wrong = client.post("/nhan-tai-khoan", data={"phone": "0912345678", "code": "AAAAA-AAAAA", "password": GOOD})
    assert "Số điện thoại hoặc mã không đúng." in wrong.text
    right = client.post("/nhan-tai-khoan", data={"phone": "0912345678", "code": code, "password": GOOD})
    assert right.status_code == 303
    assert sign_in(app.test_client(), who="+84912345678").status_code == 303


def test_a_wrong_code_is_counted_although_the_page_refuses(client, db):
    edition = make_edition()
    actions.make_claim_code(OPERATOR, edition.id, "Vũ Dung", "0912345678")
    for _ in range(6):
        answer = client.post("/nhan-tai-khoan", data={"phone": "0912345678", "code": "AAAAA-AAAAA", "password": GOOD})
    assert "nên bị khóa" in answer.text


def test_opening_an_invitation_accepts_nothing_and_the_button_does(app, client, client_of, db):
    edition, organiser = make_edition(), make_person("Lê Chi")
    grant(organiser, edition, Role.ORGANISER)
    office = client_of(organiser)
    data = {"name": "Trần Bình", "email": "binh@example.org", "role": "judge"}
    assert office.post(f"/{edition.slug}/thanh-vien/moi", data=data).status_code == 303
    path = link_in_last_letter(db)
    assert client.get(path).status_code == 200
    assert client.head(path).status_code == 200
    assert client.get(f"{path}/nhan-loi").status_code == 405
    assert queries.holders_of(edition.id, [Role.JUDGE]) == set()
    assert client.post(f"{path}/nhan-loi", data={"name": "Trần Bình", "password": "ngắn"}).status_code == 422
    assert client.post(f"{path}/nhan-loi", data={"name": "Trần Bình", "password": GOOD}).status_code == 303
    assert client.get("/tai-khoan").status_code == 200
    assert "Lời mời này đã được trả lời." in client.get(path).text
    assert "Trần Bình" in office.get(f"/{edition.slug}/thanh-vien").text


def test_an_invitation_can_be_declined_sent_again_and_withdrawn(client, client_of, db):
    edition, organiser = make_edition(), make_person()
    grant(organiser, edition, Role.ORGANISER)
    office = client_of(organiser)
    office.post(
        f"/{edition.slug}/thanh-vien/moi", data={"name": "Bình", "email": "binh@example.org", "role": "secretary"}
    )
    path = link_in_last_letter(db)
    assert client.post(f"{path}/tu-choi", data={"reason": "Bận công tác"}).status_code == 303
    page = office.get(f"/{edition.slug}/thanh-vien").text
    assert "Bận công tác" in page
    (row,) = queries.invitations(edition.id)
    assert office.post(f"/{edition.slug}/thanh-vien/loi-moi/{row.id}/gui-lai").status_code == 303
    assert client.get(path).status_code == 404
    assert client.get(link_in_last_letter(db)).status_code == 200
    assert office.post(f"/{edition.slug}/thanh-vien/loi-moi/{row.id}/rut-lai").status_code == 303
    assert client.get(link_in_last_letter(db)).status_code == 404


def test_roles_are_given_and_taken_on_the_members_page(client_of):
    edition, organiser, judge = make_edition(), make_person(), make_person("Trần Bình", "binh@example.org")
    grant(organiser, edition, Role.ORGANISER)
    office = client_of(organiser)
    where = f"/{edition.slug}/thanh-vien"
    assert office.post(f"{where}/vai-tro", data={"email": "binh@example.org", "role": "judge"}).status_code == 303
    assert queries.holders_of(edition.id, [Role.JUDGE]) == {judge.id}
    assert office.post(f"{where}/vai-tro", data={"email": "binh@example.org", "role": "admin"}).status_code == 422
    unknown = office.post(f"{where}/vai-tro", data={"email": "ai@example.org", "role": "judge"})
    assert "Không tìm thấy tài khoản ai@example.org." in unknown.text
    assert office.post(f"{where}/{judge.id}/judge/thu-hoi").status_code == 303
    assert queries.holders_of(edition.id, [Role.JUDGE]) == set()
    assert office.post(f"{where}/{judge.id}/vua/thu-hoi").status_code == 404


def test_a_secretary_is_not_offered_what_only_the_committee_gives(client_of):
    edition, secretary = make_edition(), make_person()
    grant(secretary, edition, Role.SECRETARY)
    page = client_of(secretary).get(f"/{edition.slug}/thanh-vien/moi").text
    assert 'value="judge"' in page
    assert 'value="organiser"' not in page


def test_members_do_not_cost_a_query_each(client_of, app, db, count_queries):
    edition, organiser = make_edition(), make_person()
    grant(organiser, edition, Role.ORGANISER)
    for number in range(30):
        grant(make_person(f"Người {number}"), edition, Role.JUDGE)
    office = client_of(organiser)
    with count_queries() as asked:
        assert office.get(f"/{edition.slug}/thanh-vien").status_code == 200
    assert len(asked) <= 4


def test_a_stranger_costs_no_query_and_somebody_signed_in_costs_one(client, client_of, count_queries):
    with count_queries() as asked:
        client.get("/dang-nhap")
    assert asked == []
    browser = client_of(make_person())
    with count_queries() as asked:
        browser.get("/tai-khoan/mat-khau")
    assert len(asked) == 1


def test_the_english_pages_of_the_library_cannot_be_reached(app):
    rules = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert not [endpoint for endpoint in rules if endpoint.startswith("security")]
    assert "users" not in app.cli.commands


def test_no_token_in_an_address_or_a_header_opens_the_house(app, anh):
    token = Person.__name__
    answer = app.test_client().get(
        "/tai-khoan", query_string={"auth_token": token}, headers={"Authentication-Token": token}
    )
    assert answer.status_code == 303

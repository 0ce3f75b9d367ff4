"""A form's token is signed once for a session, and is good for that session alone."""

import re

import pytest

from tests.people.makers import make_person


@pytest.fixture
def guarded(app, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)


def _token(browser):
    return re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/tai-khoan/ho-so").text).group(1)


def _renamed(browser, token):
    return browser.post("/tai-khoan/ho-so", data={"csrf_token": token, "name": "Tên mới", "unit": ""}).status_code


def test_every_page_of_a_session_carries_a_token_that_it_takes(client_of, guarded):
    browser = client_of(make_person())
    first = _token(browser)
    # The same secret; the second in which a token was signed stands behind it.
    assert _token(browser).partition(".")[0] == first.partition(".")[0]
    assert _renamed(browser, first) == 303
    assert _renamed(browser, _token(browser)) == 303


def test_the_token_of_one_session_is_no_good_in_another(client_of, guarded):
    one, other = client_of(make_person()), client_of(make_person())
    tokens = _token(one), _token(other)
    assert tokens[0] != tokens[1]
    assert _renamed(one, tokens[1]) == 400
    assert _renamed(other, tokens[0]) == 400
    assert _renamed(other, tokens[1]) == 303


def test_who_signs_out_leaves_the_token_behind(client_of, guarded):
    browser = client_of(make_person())
    token = _token(browser)
    assert browser.post("/dang-xuat", data={"csrf_token": token}).status_code == 303
    page = browser.get("/dang-nhap").text
    fresh = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
    assert fresh != token
    old = browser.post("/dang-nhap", data={"csrf_token": token, "who": "ai@example.org", "password": "không đúng"})
    assert old.status_code == 400

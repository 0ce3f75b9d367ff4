"""People on a telephone: open an account, answer the letter, sign out and in; with a real browser."""

import re

import pytest
from sqlalchemy import select

from contest.foundation.database import db as database
from contest.foundation.mail import Letter
from tests.looking import too_wide

pytestmark = pytest.mark.browser


def test_somebody_opens_an_account_confirms_it_and_signs_in_again(live, browser):
    page = browser.new_page()
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live.url}/dang-ky")
    page.get_by_label("Họ và tên").fill("Nguyễn Thị Ánh")
    page.get_by_label("Thư điện tử").fill("anh@example.org")
    page.get_by_label("Mật khẩu").fill("ngắn")
    page.get_by_role("button", name="Mở tài khoản").click()
    assert "Mật khẩu cần ít nhất 10 ký tự" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Họ và tên").input_value() == "Nguyễn Thị Ánh"
    page.get_by_label("Mật khẩu").fill("mèo xanh nhảy dây")
    page.get_by_role("button", name="Mở tài khoản").click()
    page.wait_for_url(f"{live.url}/")
    with live.app.app_context():
        text = database.session.scalar(select(Letter.text))
    page.goto(re.search(r"https?://\S+", text).group())
    page.get_by_role("button", name="Xác nhận địa chỉ này").click()
    page.goto(f"{live.url}/tai-khoan")
    assert page.get_by_text("chưa được xác nhận").count() == 0
    page.get_by_role("button", name="Đăng xuất", exact=True).click()
    page.wait_for_url("**/dang-nhap")
    page.get_by_label("Thư điện tử hoặc số điện thoại").fill("Anh@Example.org")
    page.get_by_label("Mật khẩu").fill("mèo xanh nhảy dây")
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(f"{live.url}/")
    assert page.get_by_text("Nguyễn Thị Ánh").count() >= 1
    # A 422 is how a form says no; the browser mentions it.
    assert [words for words in complaints if "422" not in words] == []


def test_no_page_of_people_is_wider_than_a_telephone(live, browser):
    page = browser.new_page()
    for address in ("/dang-nhap", "/dang-ky", "/quen-mat-khau", "/nhan-tai-khoan"):
        page.goto(f"{live.url}{address}")
        assert too_wide(page) == 0, address

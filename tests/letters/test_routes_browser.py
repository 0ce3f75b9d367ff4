"""Letters and consents in a real browser: read, changed, let go; a text copied. For axe: tests/life/road.py."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from contest.entries.actions import consent_token
from contest.entries.models import Consent, EntryAuthor
from contest.foundation.access import Role
from contest.foundation.database import db as database
from contest.foundation.mail import Letter
from tests.editions.makers import make_edition
from tests.entries.makers import make_entry
from tests.letters.makers import make_letter, make_text
from tests.live import Live, cookie_of
from tests.people.makers import grant, make_person

pytestmark = pytest.mark.browser


@pytest.fixture
def stage(live: Live, browser: Any) -> Any:
    """A published youth edition's organiser, signed in on a telephone; an entry, letters, a guardian's link."""
    with live.writing():
        edition = make_edition("small_youth")
        organiser, owner = make_person("Ada"), make_person("Cô Lan", "lan@truong.vn")
        grant(organiser, edition, Role.ORGANISER)
        entry = make_entry(edition, "SH-001", authors=("Lê Thị Na", "Bùi An"), field="green", owner=owner)
        author = database.session.scalars(select(EntryAuthor).order_by(EntryAuthor.position)).first()
        author.birth_on = date(2018, 1, 1)
        first = make_letter(edition)
        make_letter(edition, to_address="binh@example.org")
        make_letter(edition, "failed", fault="Máy chủ thư không nhận địa chỉ người nhận (mã 550).")
        make_text(edition)
        keys = {"entry": entry.id, "author": author.id, "letter": first.id, "owner": owner.id}
        key = organiser.fs_uniquifier
    with live.app.app_context():
        keys["token"] = consent_token(keys["author"], "Lê Thị Na", "guardian")
    browser.add_cookies([{"name": "session", "value": cookie_of(live.app, key), "url": live.url}])
    return keys


def test_a_letter_is_read_changed_and_let_go(live: Live, browser: Any, stage: Any) -> None:
    page = browser.new_page()
    page.goto(f"{live.url}/thu-nghiem/thu")
    page.get_by_role("link", name="Hồ sơ KT-001 hợp lệ").first.click()
    assert "Hồ sơ KT-001 đủ điều kiện." in page.locator(".letter-text").inner_text()
    page.get_by_role("link", name="Sửa thư này").click()
    page.get_by_label("Nội dung").fill("Chúc mừng.\nHồ sơ đủ điều kiện.")
    page.get_by_role("button", name="Lưu thư").click()
    page.get_by_role("button", name="Duyệt, gửi đi").click()
    page.wait_for_url(f"{live.url}/thu-nghiem/thu/{stage['letter'] + 1}")
    with live.app.app_context():
        letter = database.session.get(Letter, stage["letter"])
        assert (letter.state, letter.text) == ("queued", "Chúc mừng.\nHồ sơ đủ điều kiện.\n")


def test_a_text_is_copied_with_one_tap(live: Live, browser: Any, stage: Any) -> None:
    browser.grant_permissions(["clipboard-read", "clipboard-write"], origin=live.url)
    page = browser.new_page()
    page.goto(f"{live.url}/thu-nghiem/tin-nhan")
    page.get_by_role("button", name="Chép tin").click()
    page.get_by_role("button", name="Đã chép").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "Hồ sơ KT-001 đủ điều kiện."
    page.get_by_role("button", name="Đã nhắn").click()
    page.get_by_text("Không có tin nào cần nhắn").wait_for()


def test_a_guardian_answers_on_a_telephone_without_an_account(live: Live, browser: Any, stage: Any) -> None:
    browser.clear_cookies()
    page = browser.new_page()
    page.goto(f"{live.url}/dong-y/{stage['token']}")
    page.get_by_label("Sử dụng hồ sơ để chấm thi").check()
    page.get_by_role("button", name="Lưu lựa chọn").click()
    page.get_by_text("Đã ghi nhận lựa chọn của bạn").wait_for()
    assert page.get_by_label("Sử dụng hồ sơ để chấm thi").is_checked()
    with live.app.app_context():
        assert database.session.execute(select(Consent.purpose, Consent.given_by)).all() == [("judging", "guardian")]

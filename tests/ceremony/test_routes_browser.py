"""The door in a real browser: checked in without a line, found again when it is back; all invented."""

import pytest
from sqlalchemy import select

from contest.ceremony.models import DoorNote
from contest.foundation.database import db
from tests.ceremony.makers import make_stage
from tests.gallery import cookie_of
from tests.looking import Eyes, until

pytestmark = pytest.mark.browser
STATE = "(document.getElementById('tinh-trang')?.textContent || '')"


def notes(live) -> list[tuple[str, str, str]]:
    with live.app.app_context():
        rows = db.session.scalars(select(DoorNote).order_by(DoorNote.id)).all()
        return [(row.state, row.stand_in, row.door) for row in rows]


def test_a_door_notes_without_a_line_outlives_a_reload_and_sends_each_note_once(live, browser, shot):
    with live.writing():
        stage = make_stage()
        stage.author(0).name, stage.author(1).name = "Đặng Thị Hồng Ánh", "Đặng Văn Hoàng"
        cookie = cookie_of(live.app, stage.person.fs_uniquifier)
    browser.add_cookies([{"name": "session", "value": cookie, "url": live.url}])
    page = browser.new_page()
    page.goto(f"{live.url}/thu-nghiem/le-trao-giai/diem-danh")
    until(page, f"{STATE}.includes('không còn gì chờ gửi')")
    until(page, "document.getElementById('mo-lai')?.textContent.includes('vẫn mở lại được')")
    until(page, "navigator.serviceWorker.controller !== null")

    browser.set_offline(True)
    # Typed without accents; lists of people go by the given name.
    page.fill("#tim", "dang ho")
    first = page.locator(".guest").first
    first.get_by_role("button", name="Có mặt").click()
    until(page, f"{STATE}.includes('còn 1 chờ gửi')")
    page.evaluate("document.body.dataset.old = 'yes'")
    page.reload()
    until(page, f"!document.body.dataset.old && {STATE}.includes('còn 1 chờ gửi')")
    until(page, "document.getElementById('mo-lai')?.textContent.includes('vẫn mở lại được')")
    second = page.locator(".guest").nth(1)
    second.get_by_role("button", name="Nhận thay").click()
    page.fill("#hoi-ten", "Bà Lê Lan")
    page.keyboard.press("Enter")
    until(page, f"{STATE}.includes('còn 2 chờ gửi')")
    shot(page, "door-offline")
    assert notes(live) == []

    browser.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    until(page, f"{STATE}.includes('không còn gì chờ gửi')")
    assert notes(live) == [("present", "", ""), ("stand_in", "Bà Lê Lan", "")]
    assert Eyes().faults(page) == []
    shot(page, "door-online")

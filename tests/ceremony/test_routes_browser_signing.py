"""On a tablet: somebody signs while there is no line; the signature waits on the machine and is sent once."""

from typing import Any

import pytest
from sqlalchemy import select

from contest.ceremony.models import PrizeReceipt
from contest.foundation.database import db
from contest.foundation.files import path_of
from tests.ceremony.makers import make_stage
from tests.live import Live, cookie_of
from tests.looking import too_wide

pytestmark = pytest.mark.browser
PAGE = "/thu-nghiem/le-trao-giai/ky-nhan/may-tinh-bang"


def receipts(live: Live) -> list[tuple[str, str]]:
    with live.app.app_context():
        return [(row.signed_by, row.picture_sha256) for row in db.session.scalars(select(PrizeReceipt))]


def test_a_signature_drawn_without_a_line_is_kept_and_sent_once(browser: Any, live: Live) -> None:
    with live.writing():
        key = make_stage().person.fs_uniquifier
    browser.add_cookies([{"name": "session", "value": cookie_of(live.app, key), "url": live.url}])
    page = browser.new_page()
    page.goto(live.url + PAGE)
    assert too_wide(page) == 0
    page.locator("[data-sign]").first.click()
    page.locator("[data-sign-send]").click()
    page.get_by_text("Chưa có chữ ký").wait_for()
    box = page.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    for step in range(1, 8):
        page.mouse.move(box["x"] + 20 + 20 * step, box["y"] + 20 + (step % 2) * 40)
    page.mouse.up()
    page.locator("#sign-name").fill("Nguyễn Thị Thuý")
    browser.set_offline(True)
    page.locator("[data-sign-send]").click()
    page.get_by_text("1 chữ ký đang giữ trên máy").wait_for()
    assert receipts(live) == []
    browser.set_offline(False)
    # As after the machine was shut: what waited is still there, and goes.
    page.reload()
    page.locator("[data-signed] a").first.wait_for()
    kept = receipts(live)
    assert [name for name, _ in kept] == ["Nguyễn Thị Thuý"]
    with live.app.app_context():
        assert path_of(kept[0][1]).read_bytes().startswith(b"\x89PNG")
    page.reload()
    page.locator("[data-signed] a").first.wait_for()
    assert len(receipts(live)) == 1

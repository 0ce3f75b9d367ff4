"""In the browser: the deadline passes while a form is open, and the page says so without a word from the server."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.editions.makers import make_edition
from tests.entries.makers import authors_typed, drafted, solution_typed
from tests.live import Live, cookie_of
from tests.people.makers import actor_of, make_person

pytestmark = pytest.mark.browser


def test_a_form_that_is_open_when_the_deadline_passes_says_what_still_can_be_done(
    browser: Any, live: Live, at: Callable[[str], None]
) -> None:
    with live.writing():
        edition = make_edition()
        binh = make_person("Nguyễn Văn Bình")
        entry_id = drafted(actor_of(binh), edition, solution_typed(), authors_typed(), "description")
        key = binh.fs_uniquifier
    browser.add_cookies([{"name": "session", "value": cookie_of(live.app, key), "url": live.url}])
    at("2030-06-30T16:59:57")
    page = browser.new_page()
    page.goto(f"{live.url}/thu-nghiem/ho-so/{entry_id}/nop")
    note = page.get_by_role("alert").filter(has_text="vừa qua trong lúc trang này đang mở")
    note.wait_for(state="visible", timeout=15_000)
    # The announced deadline has passed, the server still takes it: nobody is told of the grace, nobody is turned away.
    at("2030-06-30T17:00:30")
    page.get_by_label("Tôi cam đoan").check()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    assert "KT-001" in page.locator("main").inner_text()
    assert "23:59" not in page.content()


def test_after_the_last_moment_the_page_keeps_what_was_typed_and_says_whom_to_ask(
    browser: Any, live: Live, at: Callable[[str], None]
) -> None:
    with live.writing():
        edition = make_edition()
        binh = make_person("Nguyễn Văn Bình")
        entry_id = drafted(actor_of(binh), edition, solution_typed(), authors_typed(), "description")
        key = binh.fs_uniquifier
    browser.add_cookies([{"name": "session", "value": cookie_of(live.app, key), "url": live.url}])
    at("2030-06-30T16:00")
    page = browser.new_page()
    page.goto(f"{live.url}/thu-nghiem/ho-so/{entry_id}/nop")
    at("2030-07-01T00:00")
    page.get_by_label("Tôi cam đoan").check()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    told = page.locator("main").inner_text()
    assert "Đã hết hạn nộp hồ sơ (17:00 ngày 30/06/2030)" in told
    assert "Sau hạn nộp còn làm được gì" in told
    assert "0200 3800 000" in told
    assert "Máy gặt lúa mini cho ruộng bậc thang" in told
    page.get_by_role("link", name="nhập mã nộp muộn").click()
    assert page.get_by_label("Mã nộp muộn").is_visible()

"""A judge's evening on a telephone: scoring, losing the signal, two windows, the session that ends."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from contest.foundation.database import db
from contest.scoring.models import ScoreSheet
from tests.live import Live, cookie_of
from tests.looking import WINDOW, too_wide
from tests.scoring.makers import Judging, make_judging, number_of

pytestmark = pytest.mark.browser


class Phone:
    """A judge's phone: signed in, on the score card of an entry."""

    def __init__(self, live: Live, window: Any, judging: "Known") -> None:
        self.live, self.window, self.judging = live, window, judging
        window.add_cookies([{"name": "session", "value": cookie_of(live.app, judging.key), "url": live.url}])
        self.page = self.open(0)

    def open(self, entry: int) -> Any:
        """A tab on the card of an entry."""
        page = self.window.new_page()
        page.goto(f"{self.live.url}/thu-nghiem/cham-diem/preliminary/{number_of(entry)}")
        return page

    def sheets(self) -> dict[int, tuple[str, Any]]:
        """What the server holds: state and total by entry."""
        with self.live.app.app_context():
            rows = db.session.execute(select(ScoreSheet.entry_id, ScoreSheet.state, ScoreSheet.total)).all()
            return {entry: (state, None if total is None else str(total)) for entry, state, total in rows}


class Known:
    """What is known of the round outside its database session."""

    def __init__(self, judging: Judging) -> None:
        self.entry_ids = [entry.id for entry in judging.entries]
        self.key = judging.judges[0].fs_uniquifier
        self.chair_key = judging.chair.fs_uniquifier
        self.other_key = judging.judges[1].fs_uniquifier
        self.judge_id = judging.judges[0].id


@pytest.fixture
def phone(live: Live, browser: Any) -> Phone:
    """A judge with three entries, on the first card."""
    with live.writing():
        known = Known(make_judging())
    return Phone(live, browser, known)


def state(page: Any) -> str:
    """What the head of the card says of saving."""
    return str(page.locator("#trang-thai-luu").inner_text())


def wait_saved(page: Any) -> None:
    """Until the server has acknowledged."""
    page.wait_for_selector('#trang-thai-luu[data-kind="done"]')


def wait_told(page: Any, words: str) -> None:
    """Until the head of the card says so."""
    page.wait_for_selector(f"#trang-thai-luu:has-text('{words}')")


def fill(page: Any, novelty: str, use: str, effect: str) -> None:
    """Type the scores."""
    for name, value in (("novelty", novelty), ("use", use), ("effect", effect)):
        page.fill(f'[name="{name}"]', value)


def test_three_entries_are_scored_one_after_the_other_by_thumb(phone: Phone) -> None:
    page = phone.page
    for novelty in ("35,5", "30.5", "28"):
        fill(page, novelty, "20", "22")
        wait_saved(page)
        with page.expect_navigation():
            page.click('button[value="nop"]')
    assert "đã hoàn thành cả 3 hồ sơ" in page.inner_text("main")
    assert sorted(phone.sheets().values()) == [
        ("submitted", "70.000"),
        ("submitted", "72.500"),
        ("submitted", "77.500"),
    ]


def test_the_total_runs_along_exactly_and_minus_and_plus_go_by_the_step(phone: Phone) -> None:
    page = phone.page
    fill(page, "0,1", "0,2", "")
    assert page.inner_text("#tong") == "–"
    page.fill('[name="effect"]', "0")
    assert page.inner_text("#tong") == "0,3"
    fill(page, "39,5", "20", "22")
    plus = page.locator('[data-cell="novelty"] .step[data-by="1"]')
    plus.click()
    plus.click()
    assert page.input_value('[name="novelty"]') == "40"
    assert page.inner_text("#tong") == "82"
    wait_saved(page)
    assert re.fullmatch(r"Đã lưu \d\d:\d\d", state(page))
    assert list(phone.sheets().values()) == [("draft", "82.000")]


def test_everything_within_reach_is_big_enough_and_nothing_is_wider_than_the_phone(phone: Phone) -> None:
    page = phone.page
    assert too_wide(page) == 0
    for target in page.locator(".cell-input input, .step, .act-bar button").all():
        box = target.bounding_box()
        assert min(box["width"], box["height"]) >= 44
    # The wheel is turned, not waited for: the page scrolls when it comes to it.
    page.mouse.wheel(0, 900)
    for _ in range(60):
        if page.evaluate("scrollY") > 400:
            break
        page.wait_for_timeout(50)
    assert page.evaluate("scrollY") > 400
    assert page.locator(".card-head").bounding_box()["y"] <= 1


def test_a_score_that_cannot_be_is_told_while_typing_and_not_sent(phone: Phone) -> None:
    page = phone.page
    fill(page, "41", "20", "22")
    page.press('[name="effect"]', "Tab")
    assert "41 vượt mức tối đa 40 điểm." in page.inner_text('[data-cell="novelty"]')
    assert "Chưa lưu" in state(page)
    page.wait_for_timeout(1200)
    assert phone.sheets() == {}
    page.fill('[name="novelty"]', "40")
    wait_saved(page)
    assert list(phone.sheets().values()) == [("draft", "82.000")]


def test_without_a_signal_scores_stay_on_the_phone_and_reach_the_server_once(phone: Phone) -> None:
    page = phone.page
    phone.window.set_offline(True)
    fill(page, "35,5", "20", "22")
    wait_told(page, "giữ trên máy")
    assert phone.sheets() == {}
    page.close()
    phone.window.set_offline(False)
    again = phone.open(0)
    wait_saved(again)
    assert again.input_value('[name="novelty"]') == "35,5"
    assert list(phone.sheets().values()) == [("draft", "77.500")]
    assert again.evaluate("Object.keys(localStorage).length") == 0


def test_a_signal_that_comes_back_is_enough(phone: Phone) -> None:
    page = phone.page
    phone.window.set_offline(True)
    fill(page, "35,5", "20", "22")
    wait_told(page, "giữ trên máy")
    phone.window.set_offline(False)
    wait_saved(page)
    assert list(phone.sheets().values()) == [("draft", "77.500")]


def test_two_windows_never_overwrite_each_other_unseen(phone: Phone) -> None:
    first, second = phone.page, phone.open(0)
    fill(first, "35,5", "20", "22")
    wait_saved(first)
    fill(second, "10", "20", "22")
    second.wait_for_selector("#noi-khac:not([hidden])")
    told = second.inner_text("#noi-khac")
    assert "tại đây 10, nơi khác 35,5" in told
    assert list(phone.sheets().values()) == [("draft", "77.500")]
    second.click("text=Giữ điểm tại đây")
    wait_saved(second)
    assert list(phone.sheets().values()) == [("draft", "52.000")]


def test_a_session_that_ended_loses_nothing(phone: Phone) -> None:
    page = phone.page
    phone.window.clear_cookies()
    fill(page, "35,5", "20", "22")
    wait_told(page, "Đăng nhập lại")
    assert phone.sheets() == {}
    cookie = {"name": "session", "value": cookie_of(phone.live.app, phone.judging.key), "url": phone.live.url}
    phone.window.add_cookies([cookie])
    page.reload()
    wait_saved(page)
    assert list(phone.sheets().values()) == [("draft", "77.500")]


def test_the_card_works_without_any_script(live: Live, chromium: Any) -> None:
    with live.writing():
        known = Known(make_judging())
    window = chromium.new_context(**WINDOW, java_script_enabled=False, viewport={"width": 390, "height": 844})
    try:
        phone = Phone(live, window, known)
        fill(phone.page, "35,5", "20", "41")
        phone.page.click('button[value="nop"]')
        assert "41 vượt mức tối đa 30 điểm." in phone.page.inner_text('[data-cell="effect"]')
        assert phone.page.input_value('[name="novelty"]') == "35,5"
        phone.page.fill('[name="effect"]', "22")
        phone.page.click('button[value="nop"]')
        assert list(phone.sheets().values()) == [("submitted", "77.500")]
    finally:
        window.close()


def test_no_page_of_scoring_breaks_the_content_security_policy(phone: Phone) -> None:
    complaints: list[str] = []
    page = phone.window.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    cookie = {"name": "session", "value": cookie_of(phone.live.app, phone.judging.chair_key), "url": phone.live.url}
    for address in ("cham-diem", f"cham-diem/preliminary/{number_of(0)}"):
        page.goto(f"{phone.live.url}/thu-nghiem/{address}")
    phone.window.add_cookies([cookie])
    for address in ("tien-do/preliminary", "tien-do/preliminary/dong", "tien-do/preliminary/chenh-lech"):
        page.goto(f"{phone.live.url}/thu-nghiem/{address}")
        assert too_wide(page) == 0
    assert complaints == []


def test_what_is_typed_before_the_script_has_come_is_kept_too(phone: Phone) -> None:
    page = phone.window.new_page()
    waiting: list[Any] = []
    page.route("**/scoring/sheet.js*", lambda route: waiting.append(route))
    address = f"{phone.live.url}/thu-nghiem/cham-diem/preliminary/{number_of(0)}"
    page.goto(address, wait_until="commit")
    page.wait_for_selector('[name="effect"]')
    fill(page, "35,5", "20", "22")
    while not waiting:
        page.wait_for_timeout(50)
    waiting[0].continue_()
    wait_saved(page)
    assert phone.sheets()[phone.judging.entry_ids[0]][1] == "77.500"


def test_a_forgotten_cell_is_filled_and_handed_in_without_meeting_ones_own_draft(phone: Phone) -> None:
    page = phone.page
    fill(page, "35,5", "20", "")
    page.click('button[value="nop"]')
    page.wait_for_selector(".form-summary")
    page.fill('[name="effect"]', "22")
    page.click('button[value="nop"]')
    page.wait_for_selector(".flash")
    assert ("submitted", "77.500") in phone.sheets().values()

"""Listening with a telephone in the hand: the clock at its limits, notes without a line and in two tabs."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contest.foundation.database import db
from contest.scoring.models import JudgeNote
from tests.editions.makers import text_of
from tests.live import Live
from tests.outage import Line, line_to
from tests.scoring.makers import make_judging, number_of
from tests.scoring.test_routes_browser import Known, Phone

pytestmark = pytest.mark.browser
OPENED = datetime(2031, 1, 1, 8, tzinfo=UTC)
SAVED = '#trang-thai-luu[data-kind="done"]'


@pytest.fixture
def line(live: Live) -> Iterator[Line]:
    """The line that the phone hangs on."""
    with line_to(live.url) as line:
        yield line


@pytest.fixture
def phone(live: Live, line: Line, browser: Any) -> Phone:
    """A judge of a round that is presented: seven minutes to speak, three to answer."""
    text = text_of("small_technical").replace(
        "key: preliminary", "key: preliminary\n    presentation: {minutes: 7, questions: 3}", 1
    )
    with live.writing():
        known = Known(make_judging(text=text))
    return Phone(Live(line.url, live.app), browser, known)


def listening(phone: Phone, timed: bool = False) -> Any:
    """A tab on the page of the first entry; `timed`: with a clock that the test turns."""
    page = phone.window.new_page()
    if timed:
        page.clock.install(time=OPENED)
    page.goto(f"{phone.live.url}/thu-nghiem/cham-diem/preliminary/{number_of(0)}/nghe")
    page.wait_for_selector("#dong-ho:not([hidden])")
    if timed:
        # From here on no second passes but those the test lets pass, however slow the machine is.
        page.clock.pause_at(OPENED + timedelta(hours=1))
    return page


def notes(phone: Phone) -> list[tuple[str, int | None]]:
    """What the server holds."""
    with phone.live.app.app_context():
        return [(one.text, one.spoken) for one in db.session.query(JudgeNote).all()]


def wait_clock(page: Any, words: str) -> None:
    page.wait_for_selector(f"#dong-ho output:text-is('{words}')")


def test_the_clock_counts_down_warns_before_the_end_and_goes_on_after_it(phone: Phone, shot: Any) -> None:
    page = listening(phone, timed=True)
    wait_clock(page, "07:00")
    page.click("text=Bắt đầu")
    page.clock.run_for(5 * 60_000 + 30_000)
    wait_clock(page, "01:30")
    assert page.get_attribute("#dong-ho", "data-kind") == ""
    page.clock.run_for(45_000)
    page.wait_for_selector("#dong-ho[data-kind=near]:has-text('Sắp hết giờ trình bày, còn dưới 1 phút')")
    page.clock.run_for(65_000)
    page.wait_for_selector("#dong-ho[data-kind=over]:has-text('Đã hết giờ trình bày')")
    wait_clock(page, "+00:20")
    shot(page, "clock-390")
    page.click("text=Sang hỏi đáp")
    wait_clock(page, "03:00")
    page.clock.run_for(2_000)
    page.wait_for_selector(SAVED)
    assert notes(phone) == [("", 440)]


def test_a_page_that_is_reloaded_does_not_stop_the_clock(phone: Phone) -> None:
    page = listening(phone, timed=True)
    page.click("text=Bắt đầu")
    page.clock.run_for(60_000)
    page.reload()
    page.wait_for_selector("#dong-ho:has-text('Dừng')")
    page.clock.run_for(60_000)
    wait_clock(page, "05:00")
    page.click("text=Dừng")
    page.clock.run_for(60_000)
    wait_clock(page, "05:00")


def test_notes_keep_themselves_without_a_line_and_arrive_once(phone: Phone, line: Line) -> None:
    page = listening(phone)
    page.fill("#text", "Máy chạy êm")
    page.wait_for_selector(SAVED)
    line.cut()
    page.fill("#text", "Máy chạy êm, dễ dùng")
    page.wait_for_selector("#trang-thai-luu:has-text('giữ trên máy')")
    page.set_input_files("#photo", {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": b"x"})
    page.click("text=Gửi ảnh")
    page.wait_for_selector("#anh-cho:has-text('Chưa có mạng')")
    page.close()
    assert notes(phone) == [("Máy chạy êm", None)]
    line.mend()
    again = listening(phone)
    again.wait_for_selector(SAVED)
    assert notes(phone) == [("Máy chạy êm, dễ dùng", None)]


def test_two_tabs_never_overwrite_each_others_notes_unseen(phone: Phone) -> None:
    first, second = listening(phone), listening(phone)
    first.fill("#text", "Từ tab thứ nhất")
    first.wait_for_selector(SAVED)
    second.fill("#text", "Từ tab thứ hai")
    second.wait_for_selector("#noi-khac:has-text('Nơi khác: Từ tab thứ nhất')")
    assert notes(phone) == [("Từ tab thứ nhất", None)]
    second.click("text=Giữ ghi chú tại đây")
    second.wait_for_selector(SAVED)
    assert notes(phone) == [("Từ tab thứ hai", None)]


def test_the_page_fits_a_telephone_and_breaks_no_policy(phone: Phone) -> None:
    complaints: list[str] = []
    page = listening(phone)
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.reload()
    page.wait_for_selector("#dong-ho:not([hidden])")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints == []

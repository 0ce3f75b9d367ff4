"""The line goes while the office decides and while a school registers: what was typed and chosen stays, what was sent
twice is done once."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from contest.entries.models import Entry
from contest.foundation.access import Role
from contest.foundation.database import db
from contest.foundation.mail import Letter
from contest.screening.models import ScreeningDecision
from tests.editions.makers import make_edition
from tests.entries.makers import make_entry
from tests.entries.test_routes_unit import sixty
from tests.live import Live, cookie_of
from tests.looking import Eyes
from tests.outage import Line, line_to
from tests.people.makers import grant, grant_unit, make_person, make_unit

pytestmark = pytest.mark.browser
REASON = "Giải pháp đã đạt giải ở kỳ trước, chưa được cải tiến."


@pytest.fixture
def line(live: Live) -> Iterator[Line]:
    """What lies between the browser and the house."""
    with line_to(live.url) as between:
        yield between


def page_of(browser: Any, live: Live, line: Line, key: str) -> Any:
    browser.add_cookies([{"name": "session", "value": cookie_of(live.app, key), "url": line.url}])
    return browser.new_page()


def counted(live: Live, *rows: Any) -> list[int]:
    with live.app.app_context():
        return [db.session.scalar(select(func.count()).select_from(row)) or 0 for row in rows]


def lose_the_answer(page: Any, line: Line, button: str) -> None:
    """The house gets what is posted, the browser never hears of it and shows a page of its own; the line is mended."""

    def swallowed(route: Any) -> None:
        if route.request.method == "POST":
            line.deafen()
        route.continue_()

    page.route("**", swallowed)
    page.get_by_role("button", name=button).click()
    last = time.monotonic() + 60
    while not page.url.startswith("chrome-error"):
        assert time.monotonic() < last, page.url
        page.wait_for_timeout(50)
    page.unroute_all()
    line.mend()


def test_a_decision_is_kept_while_the_line_is_gone_and_stands_once(browser: Any, live: Live, line: Line) -> None:
    with live.writing():
        edition = make_edition(stage="screening")
        ada = make_person("Phạm Thị Ái")
        grant(ada, edition, Role.SECRETARY)
        entry_id = make_entry(edition, owner=make_person("Nguyễn Văn Bình")).id
        key = ada.fs_uniquifier
    address = f"{line.url}/thu-nghiem/tham-dinh/{entry_id}"
    page = page_of(browser, live, line, key)
    page.goto(address)
    page.get_by_label("Không hợp lệ").check()
    page.get_by_label("Lý do, hoặc").fill(REASON)
    line.cut()
    page.get_by_role("button", name="Ghi kết luận").click()
    page.get_by_role("alert").get_by_text("Chưa có mạng, chưa gửi được").wait_for()
    assert page.get_by_label("Lý do, hoặc").input_value() == REASON
    assert Eyes().faults(page) == []
    line.mend()
    assert counted(live, ScreeningDecision) == [0]
    lose_the_answer(page, line, "Ghi kết luận")
    page.goto(address)
    page.get_by_text("Mạng đã đứt trong lúc gửi").wait_for()
    expect(page.get_by_label("Lý do, hoặc")).to_have_value(REASON)
    assert page.get_by_label("Không hợp lệ").is_checked()
    assert counted(live, ScreeningDecision, Letter) == [1, 1]
    page.get_by_role("button", name="Ghi kết luận").click()
    page.locator(".flash", has_text="KT-001: không hợp lệ").wait_for()
    assert counted(live, ScreeningDecision, Letter) == [1, 1]
    page.goto(address)
    assert page.get_by_label("Lý do, hoặc").input_value() == ""
    assert page.evaluate("Object.keys(sessionStorage)") == []


def test_a_chosen_register_stays_chosen_while_the_line_is_gone_and_is_taken_in_once(
    browser: Any, live: Live, line: Line, tmp_path: Path
) -> None:
    with live.writing():
        edition = make_edition("small_youth")
        unit_id = make_unit(edition, "Trường THCS Nguyễn Huệ", "xã Cư Jút", phone="02623888111")
        teacher = make_person("Lê Thị Mai")
        grant_unit(teacher, edition, unit_id)
        key = teacher.fs_uniquifier
    book = tmp_path / "ds.xlsx"
    book.write_bytes(sixty().getvalue())
    page = page_of(browser, live, line, key)
    page.goto(f"{line.url}/thu-nghiem/ho-so/don-vi/nhap")
    page.get_by_label("Tệp Excel").set_input_files(book)
    for words, seen in (("Xem trước", "Tệp Excel"), ("Đăng ký các hồ sơ này", "")):
        line.cut()
        page.get_by_role("button", name=words).click()
        page.get_by_role("alert").get_by_text("Chưa có mạng, chưa gửi được").wait_for()
        assert not seen or page.get_by_label(seen).evaluate("each => each.files[0].name") == "ds.xlsx"
        line.mend()
        if seen:
            page.get_by_role("button", name=words).click()
            page.locator("h1", has_text="Xem trước: ds.xlsx").wait_for()
            # What keeps a form while the line is gone is there once the page has come whole.
            page.wait_for_load_state("load")
    lose_the_answer(page, line, "Đăng ký các hồ sơ này")
    assert counted(live, Entry) == [60]
    page.goto(f"{line.url}/thu-nghiem/ho-so/don-vi/nhap")
    page.get_by_label("Tệp Excel").set_input_files(book)
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_text("Mọi hồ sơ trong tệp đã có").wait_for()
    assert counted(live, Entry) == [60]

"""Judging in a hall without a signal: dossiers fetched ahead, scores kept on the phone, each on the server once."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import func, select

from contest.entries.models import EntryFile
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.files import keep
from contest.foundation.ledger import LedgerEvent
from contest.scoring.models import ScoreSheet
from tests.live import Live, cookie_of
from tests.looking import WINDOW, until
from tests.outage import Line, line_to
from tests.scoring.makers import make_judging, number_of
from tests.scoring.test_routes_browser import Known, Phone, fill, wait_told

pytestmark = pytest.mark.browser
COUNT = 12
NOTED = "#tai-san [role=status]:has-text('Đã có sẵn 12 hồ sơ')"


@pytest.fixture
def line(live: Live) -> Iterator[Line]:
    """The line that the phone hangs on."""
    with line_to(live.url) as line:
        yield line


@pytest.fixture
def phone(live: Live, browser: Any, line: Line) -> Phone:
    """A judge with twelve entries, on the first card."""
    with live.writing():
        known = Known(make_judging(entries=COUNT))
    return Phone(Live(line.url, live.app), browser, known)


def fetch_ahead(phone: Phone) -> Any:
    """The page of tasks after everything was fetched."""
    page = phone.window.new_page()
    page.goto(f"{phone.live.url}/thu-nghiem/cham-diem")
    page.click("#tai-san button")
    page.wait_for_selector(NOTED)
    return page


def test_twelve_entries_scored_in_airplane_mode_outlive_the_session_and_each_is_on_the_server_once(
    phone: Phone, line: Line
) -> None:
    page = fetch_ahead(phone)
    phone.page.close()
    line.cut()
    page.goto(f"{phone.live.url}/thu-nghiem/cham-diem")
    page.click("text=Chấm hồ sơ này")
    for place in range(COUNT):
        page.wait_for_selector(f".card-number:has-text('A{place + 1:03}')")
        fill(page, "35,5", "20", f"{10 + place}")
        wait_told(page, "giữ trên máy")
        page.click('button[value="nop"]')
    page.wait_for_selector("#cho-gui:has-text('12 phiếu')")
    assert phone.sheets() == {}
    page.close()  # the tab is killed
    phone.window.clear_cookies()  # and the session ended before there is a line again
    line.mend()
    again = phone.window.new_page()
    again.goto(f"{phone.live.url}/thu-nghiem/cham-diem")
    again.wait_for_selector("input[type=password]")
    assert phone.sheets() == {}
    cookie = {"name": "session", "value": cookie_of(phone.live.app, phone.judging.key), "url": phone.live.url}
    phone.window.add_cookies([cookie])
    again.goto(f"{phone.live.url}/thu-nghiem/cham-diem")
    again.wait_for_selector("text=đã hoàn thành cả 12 hồ sơ")
    assert sorted(phone.sheets().values()) == [("submitted", f"{65.5 + place:.3f}") for place in range(COUNT)]
    with phone.live.app.app_context():
        handed = select(func.count()).select_from(LedgerEvent).where(LedgerEvent.kind == "score.handed_in")
        assert db.session.scalar(handed) == COUNT
        assert db.session.scalars(select(ScoreSheet.source)).all() == ["offline"] * COUNT
    assert again.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('contest.sheet:')).length") == 0


def test_without_a_signal_the_dossier_and_its_pictures_are_at_hand(phone: Phone, line: Line) -> None:
    with phone.live.writing():
        picture = keep_picture()
        db.session.add(
            EntryFile(
                entry_id=phone.judging.entry_ids[2],
                part_key="photos",
                name="anh.png",
                sha256=picture.sha256,
                size=picture.size,
                media_type="image/png",
                uploaded_at=now(),
            )
        )
    page = fetch_ahead(phone)
    line.cut()
    page.goto(f"{phone.live.url}/thu-nghiem/cham-diem/preliminary/{number_of(2)}")
    page.click("#ho-so > summary")
    until(page, "document.querySelector('#ho-so img')?.naturalWidth > 0")
    assert "Nội dung chủ yếu." in page.inner_text("#ho-so")


def keep_picture() -> Any:
    """A small picture in the store."""
    stream = BytesIO()
    Image.new("RGB", (40, 30), "#336699").save(stream, "PNG")
    stream.seek(0)
    return keep(stream, "anh.png")


def test_a_page_that_was_not_fetched_says_so_in_vietnamese(phone: Phone, line: Line) -> None:
    fetch_ahead(phone)
    page = phone.window.new_page()
    page.goto(f"{phone.live.url}/thu-nghiem/cham-diem")
    until(page, "navigator.serviceWorker.controller !== null")
    line.cut()
    page.goto(f"{phone.live.url}/thu-nghiem/cham-diem/preliminary/999999")
    assert "Trang này chưa được tải sẵn về máy" in page.inner_text("body")


def test_scores_of_another_device_are_never_overwritten_by_those_that_waited(
    live: Live, phone: Phone, line: Line, chromium: Any
) -> None:
    page = fetch_ahead(phone)
    phone.page.close()
    line.cut()
    page.goto(f"{phone.live.url}/thu-nghiem/cham-diem/preliminary/{number_of(0)}")
    fill(page, "10", "20", "22")
    page.click('button[value="nop"]')
    page.wait_for_selector(".card-number:has-text('A002')")
    page.close()
    tablet = chromium.new_context(**WINDOW, viewport={"width": 800, "height": 900})
    try:
        other = Phone(live, tablet, phone.judging)
        fill(other.page, "35,5", "20", "22")
        other.page.wait_for_selector('#trang-thai-luu[data-kind="done"]')
    finally:
        tablet.close()
    line.mend()
    again = phone.window.new_page()
    again.goto(f"{phone.live.url}/thu-nghiem/cham-diem")
    again.click("text=Có phiếu cần ông/bà xem lại")
    again.wait_for_selector("#noi-khac:has-text('tại đây 10, nơi khác 35,5')")
    assert list(phone.sheets().values()) == [("draft", "77.500")]


def test_who_signs_out_leaves_no_dossier_on_the_phone(phone: Phone) -> None:
    page = fetch_ahead(phone)
    assert any(name.startswith("contest-judge-") for name in page.evaluate("caches.keys()"))
    page.click("text=Đăng xuất")
    page.wait_for_selector("text=Đăng nhập")
    assert not any(name.startswith("contest-judge-") for name in page.evaluate("caches.keys()"))


def test_the_next_judge_on_the_same_phone_finds_nothing_of_the_one_before(phone: Phone) -> None:
    fetch_ahead(phone)
    phone.window.clear_cookies()
    cookie = {"name": "session", "value": cookie_of(phone.live.app, phone.judging.other_key), "url": phone.live.url}
    phone.window.add_cookies([cookie])
    page = phone.window.new_page()
    page.goto(f"{phone.live.url}/thu-nghiem/cham-diem")
    page.wait_for_selector("#tai-san:not([hidden])")
    assert page.evaluate("caches.keys()") == ["contest-static"] or page.evaluate("caches.keys()") == []


def test_the_judging_pages_can_be_installed(phone: Phone) -> None:
    page = phone.window.new_page()
    page.goto(f"{phone.live.url}/thu-nghiem/cham-diem")
    manifest = page.evaluate("fetch(document.querySelector('link[rel=manifest]').href).then((answer) => answer.json())")
    assert manifest["display"] == "standalone"
    assert manifest["start_url"] == manifest["scope"] == "/thu-nghiem/cham-diem"
    for icon in manifest["icons"]:
        assert page.evaluate("(src) => fetch(src).then((answer) => answer.status)", icon["src"]) == 200

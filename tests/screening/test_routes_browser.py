"""The secretary's road in the browser: screen, ask for a supplement, the entrant answers, accept; paper and a model."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from contest.editions.models import Edition, RegulationVersion
from contest.entries.models import Entry
from contest.foundation.access import Role
from contest.foundation.database import db
from contest.people.models import Person
from tests.editions.makers import make_edition, text_of
from tests.entries.makers import PDF, make_entry, workbook
from tests.live import Live, cookie_of
from tests.looking import WINDOW, Eyes
from tests.people.makers import grant, make_person

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def shot() -> Callable[[Any, str], None]:
    """`shot(page, "name")` keeps a picture of the page where CONTEST_TEST_PICTURES says, for eyes to look at."""
    folder = os.environ.get("CONTEST_TEST_PICTURES")

    def take(page: Any, name: str) -> None:
        if folder:
            page.screenshot(path=f"{folder}/{name}.png", full_page=True)

    return take


@pytest.fixture
def office(live: Live) -> dict[str, Any]:
    """A contest whose dossiers are being looked at, somebody of the secretariat, somebody who entered, two entries."""
    with live.writing():
        edition = make_edition(stage="screening")
        ada, binh = make_person("Phạm Thị Ái"), make_person("Nguyễn Văn Bình")
        grant(ada, edition, Role.SECRETARY)
        first = make_entry(edition, "KT-001", owner=binh)
        second = make_entry(edition, "KT-002", title="Bếp không khói cho hộ nghèo vùng cao")
        second.facts = {"applied_on": "2021-05"}
        return {"ada": ada.fs_uniquifier, "binh": binh.fs_uniquifier, "first": first.id, "second": second.id}


def page_of(browser: Any, live: Live, key: str, desk: bool = False) -> Any:
    """A window of somebody who has signed in, as wide as a telephone or a desk."""
    window = browser.browser.new_context(**WINDOW, viewport=DESK if desk else {"width": 390, "height": 844})
    window.add_cookies([{"name": "session", "value": cookie_of(live.app, key), "url": live.url}])
    return window.new_page()


def looked_at(page: Any, shot: Any, name: str) -> None:
    """Nothing hinders anybody, and nothing is wider than the window."""
    assert Eyes().faults(page) == [], page.url
    shot(page, f"{name}-{page.viewport_size['width']}")


def pressed(page: Any, button: Any) -> None:
    """A form that asks first whether the house can be reached leaves the page a little later."""
    with page.expect_navigation():
        button.click()


def test_the_secretary_screens_asks_and_accepts_what_the_entrant_brings(
    browser: Any, live: Live, office: dict[str, Any], shot: Any, tmp_path: Path
) -> None:
    desk = page_of(browser, live, office["ada"], desk=True)
    desk.goto(f"{live.url}/thu-nghiem/tham-dinh")
    looked_at(desk, shot, "desk")
    desk.get_by_role("link", name="Máy gặt lúa mini").click()
    looked_at(desk, shot, "check")
    # A person settles what the machine leaves open, with the evidence one tap away.
    finding = desk.locator("li", has_text="sinh sống hoặc làm việc tại tỉnh Bình Minh").first
    finding.get_by_text("Xem và ghi nhận").click()
    finding.get_by_role("button", name="Đạt", exact=True).click()
    assert "Phạm Thị Ái đã xem, đạt" in desk.locator("#doi-chieu").inner_text()
    desk.get_by_role("link", name="Yêu cầu bổ sung từng mục").click()
    assert desk.locator("#part-description").is_checked()
    looked_at(desk, shot, "ask")
    pressed(desk, desk.get_by_role("button", name="Gửi yêu cầu bổ sung"))
    assert "Chờ bổ sung" in desk.locator("#bo-sung").inner_text()

    phone = page_of(browser, live, office["binh"])
    phone.goto(f"{live.url}/thu-nghiem/ho-so/{office['first']}")
    looked_at(phone, shot, "supplement")
    path = tmp_path / "ban-mo-ta.pdf"
    path.write_bytes(PDF)
    phone.locator("#bo-sung input[type=file]").first.set_input_files(path)
    item = phone.locator("#bo-sung li", has_text="Bản mô tả giải pháp").first
    pressed(phone, item.get_by_role("button", name="Gửi bổ sung"))
    while phone.locator("#bo-sung details[open] textarea").count():
        phone.locator("#bo-sung details[open] textarea").first.fill("Đã viết trong bản mô tả kèm theo.")
        item = phone.locator("#bo-sung details[open]").first
        pressed(phone, item.get_by_role("button", name="Gửi bổ sung"))
    assert "Đã bổ sung đủ các mục" in phone.locator("main").inner_text()
    looked_at(phone, shot, "supplemented")

    desk.goto(f"{live.url}/thu-nghiem/danh-muc/bo-sung")
    looked_at(desk, shot, "open-items")
    desk.get_by_role("link", name="KT-001").first.click()
    while desk.locator("#bo-sung").get_by_role("button", name="Chấp nhận").count():
        desk.locator("#bo-sung").get_by_role("button", name="Chấp nhận").first.click()
    desk.get_by_label("Hợp lệ", exact=True).check()
    pressed(desk, desk.get_by_role("button", name="Ghi kết luận"))
    with live.app.app_context():
        assert db.session.get_one(Entry, office["first"]).status == "eligible"


def test_entries_are_rejected_by_rule_after_a_look_at_the_letters_and_taken_back(
    browser: Any, live: Live, office: dict[str, Any], shot: Any
) -> None:
    for wide in (True, False):
        page = page_of(browser, live, office["ada"], desk=wide)
        page.goto(f"{live.url}/thu-nghiem/tham-dinh/theo-quy-dinh")
        looked_at(page, shot, "by-rule")
        page.get_by_role("link", name="Áp dụng từ 01/01/2023").click()
        looked_at(page, shot, "rejection")
        page.get_by_label("KT-002").first.check()
        page.get_by_role("button", name="Xem trước thư").click()
        assert "không đủ điều kiện dự" in page.locator("main").inner_text()
        looked_at(page, shot, "letters")
        page.get_by_role("button", name="Ghi kết luận không hợp lệ").click()
        looked_at(page, shot, "batches")
        page.get_by_role("button", name="Rút lại cả đợt").first.click()
        with page.expect_navigation():
            page.locator("dialog").get_by_role("button", name="Rút lại cả đợt").click()
        assert "Đã đưa 1 hồ sơ về trạng thái trước đó" in page.locator("main").inner_text()


def test_an_envelope_is_taken_in_by_the_keyboard_alone_and_its_model_by_a_telephone(
    browser: Any, live: Live, office: dict[str, Any], shot: Any
) -> None:
    desk = page_of(browser, live, office["ada"], desk=True)
    desk.goto(f"{live.url}/thu-nghiem/danh-muc/nhan-nhanh")
    looked_at(desk, shot, "quick-paper")
    typed = ("Máy tách vỏ cà phê", "Lê Văn Ba; Trần Thị Tư", "Hợp tác xã Đồng Tâm")
    for words in typed:
        desk.keyboard.type(words)
        desk.keyboard.press("Enter")
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        desk.keyboard.press(key)
    for words in ("", "01/06/2026", "", "1", ""):
        desk.keyboard.type(words)
        desk.keyboard.press("Enter")
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    assert "Đã nhận, biên nhận số 1" in desk.locator("main").inner_text()
    assert desk.locator("#unit").input_value() == "Hợp tác xã Đồng Tâm"
    assert desk.evaluate("document.activeElement.id") == "title"
    looked_at(desk, shot, "quick-paper-taken")
    address = desk.get_by_role("link", name="Mô hình 1").get_attribute("href")

    phone = page_of(browser, live, office["ada"])
    phone.goto(f"{live.url}{address}")
    looked_at(phone, shot, "thing")
    phone.get_by_label("Chỗ để").fill("Kho A, kệ 2")
    pressed(phone, phone.get_by_role("button", name="Cất vào chỗ"))
    assert "Đã cất giữ: Kho A, kệ 2" in phone.locator("main").inner_text()
    for name in ("hien-vat", "hien-vat/phieu", "danh-muc/han-nop", "danh-muc/bo-sung", "ho-so/nop-muon"):
        phone.goto(f"{live.url}/thu-nghiem/{name}")
        looked_at(phone, shot, name.replace("/", "-"))
        desk.goto(f"{live.url}/thu-nghiem/{name}")
        looked_at(desk, shot, name.replace("/", "-"))


def test_who_would_flip_is_seen_before_an_amendment_and_hands_are_asked_before_a_file(
    browser: Any, live: Live, office: dict[str, Any], shot: Any, tmp_path: Path
) -> None:
    with live.writing():
        ada = db.session.scalars(select(Person).where(Person.fs_uniquifier == office["ada"])).one()
        edition = db.session.scalars(select(Edition)).one()
        grant(ada, edition, Role.ORGANISER)
        text = f"{text_of('small_technical')}\nprivacy: {{lists: [received]}}\n"
        db.session.scalars(select(RegulationVersion)).one().text = text
    path = tmp_path / "ket-luan.xlsx"
    path.write_bytes(workbook(("Mã số", "Kết luận"), ("KT-001", "Hợp lệ"), ("KT-002", "Hợp lệ")).getvalue())
    for wide in (True, False):
        page = page_of(browser, live, office["ada"], desk=wide)
        page.goto(f"{live.url}/thu-nghiem/quan-ly/the-le-tep")
        page.locator("textarea[name=text]").fill(text.replace("applied_since: 2023-01-01", "applied_since: 2020-01-01"))
        page.locator("form:has(textarea[name=text]) button[type=submit]").last.click()
        told = page.locator("main").inner_text()
        assert "1 hồ sơ có mục đối chiếu ra kết quả khác" in told
        assert "KT-002" in told
        looked_at(page, shot, "amendment")
        page.goto(f"{live.url}/thu-nghiem/tham-dinh/{office['first']}")
        page.get_by_label("Không hợp lệ").check()
        page.get_by_label("Lý do, hoặc").fill("Ngoài lĩnh vực")
        pressed(page, page.get_by_role("button", name="Ghi kết luận"))
        page.goto(f"{live.url}/thu-nghiem/tham-dinh/nhap")
        page.locator("#file").set_input_files(path)
        pressed(page, page.get_by_role("button", name="Xem trước"))
        assert "Khác kết luận đã ghi bằng tay" in page.locator("main").inner_text()
        looked_at(page, shot, "hands")
        page.goto(f"{live.url}/thu-nghiem/danh-sach-ho-so")
        assert "KT-001" in page.locator("main").inner_text()
        looked_at(page, shot, "announced")
        page.goto(f"{live.url}/thu-nghiem/quan-ly/gia-han")
        looked_at(page, shot, "extension")

"""On a telephone: an entrant fills the form, loses the network, comes back, and hands in with a file."""

import re
from pathlib import Path
from typing import Any

import pytest

from contest.entries import queries
from contest.entries.models import Entry
from contest.foundation.database import db
from contest.people.models import Person
from tests.editions.makers import make_edition
from tests.entries.makers import PDF
from tests.gallery import cookie_of
from tests.live import Live
from tests.people.makers import actor_of, make_person

pytestmark = pytest.mark.browser


@pytest.fixture
def cleo(live: Live) -> Person:
    """Somebody who enters."""
    with live.writing():
        make_edition()
        return make_person("Nguyễn Văn Bình")


def signed_in(browser: Any, live: Live, person: Person) -> Any:
    cookie = cookie_of(live.app, person.fs_uniquifier)
    browser.add_cookies([{"name": "session", "value": cookie, "url": live.url}])
    return browser.new_page()


def fits(page: Any) -> None:
    """Nothing is wider than the telephone."""
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390, f"{page.url} is {width} pixels wide"


def test_an_entrant_fills_and_hands_in_on_a_telephone(
    browser: Any, live: Live, cleo: Person, tmp_path: Path, shot: Any
) -> None:
    page = signed_in(browser, live, cleo)
    page.goto(f"{live.url}/thu-nghiem/ho-so/cua-toi")
    shot(page, "mine-empty")
    page.get_by_role("link", name="Lập hồ sơ mới").click()
    shot(page, "start")
    fits(page)
    page.get_by_role("button", name="Bắt đầu").click()
    page.get_by_label("Tên giải pháp").fill("Máy gặt lúa mini cho ruộng bậc thang")
    page.get_by_label("Lĩnh vực dự thi").select_option(label="Cơ khí tự động hóa, xây dựng, giao thông vận tải")
    page.get_by_label("Dự thi với tư cách").select_option(label="Nhóm tác giả")
    page.get_by_label("Tóm tắt").fill("Máy nhẹ, một người vác được.")
    page.get_by_label("Giải pháp đã biết và hạn chế").fill("Máy lớn không vào được ruộng bậc thang.")
    page.get_by_label("Nội dung chủ yếu").fill("Khung nhôm, lưỡi cắt đôi.")
    page.get_by_label("Thời gian áp dụng lần đầu").fill("13/2024")
    page.get_by_label("Nơi áp dụng").fill("Xã Bình Minh, tỉnh Bình Minh")
    page.get_by_label("Điện thoại liên hệ").fill("0912 345 678")
    fits(page)
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    assert "Không đọc được “13/2024”" in page.locator("#fact_applied_on-error").inner_text()
    shot(page, "solution-fault")
    page.get_by_label("Thời gian áp dụng lần đầu").fill("05/2024")
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    _authors(page, shot)
    path = tmp_path / "ban-mo-ta.pdf"
    path.write_bytes(PDF)
    # A chosen file is on its way: whoever goes on without pressing "Tải lên" has not left it behind.
    with page.expect_navigation():
        page.locator("#file-description").set_input_files(path)
    assert "ban-mo-ta.pdf" in page.locator("#files-description").inner_text()
    shot(page, "files")
    fits(page)
    page.get_by_role("link", name="Kiểm tra và nộp").last.click()
    shot(page, "review")
    fits(page)
    page.get_by_label("Tôi cam đoan").check()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    page.wait_for_url("**/bien-nhan")
    assert page.locator(".receipt-code").inner_text().endswith("KT-001")
    shot(page, "receipt")
    fits(page)
    page.get_by_role("link", name="Xem hồ sơ").click()
    shot(page, "entry")
    fits(page)
    with live.app.app_context():
        entry = db.session.query(Entry).one()
        assert (entry.status, entry.code) == ("submitted", "KT-001")


def _authors(page: Any, shot: Any) -> None:
    page.locator("#rows-0-name").fill("Nguyễn Văn Bình")
    page.locator("#rows-0-birth_on").fill("05/03/1990")
    page.locator("#rows-0-unit").fill("Hợp tác xã Bình Minh")
    page.locator("#rows-0-share").fill("60")
    page.get_by_role("button", name="Thêm tác giả").click()
    page.locator("#rows-1-name").fill("Trần Thị Hoà")
    page.locator("#rows-1-birth_on").fill("12/09/1992")
    page.locator("#rows-1-unit").fill("Hợp tác xã Bình Minh")
    page.locator("#rows-1-share").fill("39")
    page.locator("#representative").check()
    page.get_by_role("button", name="Lưu và tiếp tục").last.click()
    assert "là 99 %" in page.locator("#rows-1-share-error").inner_text()
    shot(page, "authors-fault")
    fits(page)
    page.locator("#rows-1-share").fill("40")
    page.get_by_role("button", name="Lưu và tiếp tục").last.click()
    page.wait_for_url("**/tep")


def test_what_was_typed_survives_the_loss_of_the_network(browser: Any, live: Live, cleo: Person) -> None:
    page = signed_in(browser, live, cleo)
    page.goto(f"{live.url}/thu-nghiem/ho-so/moi")
    page.get_by_role("button", name="Bắt đầu").click()
    address = page.url
    saved = page.locator("[data-saved]")
    page.get_by_label("Tên giải pháp").fill("Máy gặt")
    saved.get_by_text(re.compile(r"Đã lưu \d\d:\d\d")).wait_for()
    browser.set_offline(True)
    page.get_by_label("Tóm tắt").fill("Viết khi không có mạng")
    saved.get_by_text("Chưa có mạng, đã giữ trên máy").wait_for()
    page.close()
    browser.set_offline(False)
    page = browser.new_page()
    page.goto(address)
    assert page.get_by_label("Tóm tắt").input_value() == "Viết khi không có mạng"
    page.locator("[data-saved]").get_by_text(re.compile(r"Đã lưu \d\d:\d\d")).wait_for()
    with live.app.app_context():
        edition_id = db.session.query(Entry.edition_id).scalar()
        entry_id = db.session.query(Entry.id).scalar()
        card = queries.entry_card(actor_of(cleo), edition_id, entry_id)
        assert card is not None
        assert card.draft is not None
        assert card.draft["solution"]["summary"] == "Viết khi không có mạng"


def test_two_tabs_never_overwrite_each_other_silently(browser: Any, live: Live, cleo: Person) -> None:
    first = signed_in(browser, live, cleo)
    first.goto(f"{live.url}/thu-nghiem/ho-so/moi")
    first.get_by_role("button", name="Bắt đầu").click()
    second = browser.new_page()
    second.goto(first.url)
    first.get_by_label("Tên giải pháp").fill("Tên ở cửa sổ thứ nhất")
    first.locator("[data-saved]").get_by_text(re.compile(r"Đã lưu \d\d:\d\d")).wait_for()
    second.get_by_label("Tên giải pháp").fill("Tên ở cửa sổ thứ hai")
    second.locator("[data-saved]").get_by_text("Chưa có gì bị ghi đè").wait_for()
    second.get_by_role("button", name="Lưu và tiếp tục").click()
    beside = second.get_by_role("region", name="Bản vừa lưu và bản đang nhập").inner_text()
    assert "Tên ở cửa sổ thứ nhất" in beside
    assert "Tên ở cửa sổ thứ hai" in beside
    assert second.get_by_label("Tên giải pháp").input_value() == "Tên ở cửa sổ thứ hai"

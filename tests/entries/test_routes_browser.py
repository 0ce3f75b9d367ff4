"""On a telephone: an entrant fills the form, loses the network, comes back, and hands in with a file."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from contest.entries import queries
from contest.entries.models import Entry, EntryDraft
from contest.foundation.database import db
from contest.people.models import Person
from tests.editions.makers import make_edition
from tests.entries.makers import PDF
from tests.live import Live, cookie_of
from tests.looking import Eyes, too_wide
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
    assert too_wide(page) == 0, page.url


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
    assert "Chưa chọn" in page.locator("#files-description .file-pick").inner_text()
    # A chosen file is on its way: whoever goes on without pressing "Tải lên" has not left it behind.
    page.locator("#file-description").set_input_files(path)
    page.locator("#files-description .sent").wait_for()
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


@pytest.fixture
def begun(browser: Any, live: Live, cleo: Person) -> Any:
    """A draft with a title saved, open on the first step."""
    page = signed_in(browser, live, cleo)
    page.goto(f"{live.url}/thu-nghiem/ho-so/moi")
    page.get_by_role("button", name="Bắt đầu").click()
    page.get_by_label("Tên giải pháp").fill("Máy gặt")
    saved(page)
    return page


def saved(page: Any) -> None:
    """Wait until the page says it saved."""
    page.locator("[data-saved]").get_by_text(re.compile(r"Đã lưu \d\d:\d\d")).first.wait_for()


def drafted_now(live: Live) -> dict[str, Any]:
    """What the server holds of the only draft."""
    with live.app.app_context():
        content = db.session.query(EntryDraft.content).scalar()
        return dict(content)


def test_two_tabs_that_change_different_fields_are_put_together(begun: Any, browser: Any, live: Live) -> None:
    second = browser.new_page()
    second.goto(begun.url)
    begun.get_by_label("Tóm tắt").fill("Viết ở cửa sổ thứ nhất")
    begun.wait_for_timeout(1500)
    saved(begun)
    second.get_by_label("Nơi áp dụng").fill("Xã Bình Minh")
    second.locator("[data-saved]").get_by_text("Có nội dung vừa được sửa ở nơi khác").wait_for()
    assert second.get_by_label("Tóm tắt").input_value() == "Viết ở cửa sổ thứ nhất"
    solution = drafted_now(live)["solution"]
    assert (solution["summary"], solution["fact_applied_in"]) == ("Viết ở cửa sổ thứ nhất", "Xã Bình Minh")


def test_one_field_changed_twice_is_chosen_field_by_field(begun: Any, browser: Any, live: Live) -> None:
    second = browser.new_page()
    second.goto(begun.url)
    begun.get_by_label("Tóm tắt").fill("Bản thứ nhất")
    begun.get_by_label("Nơi áp dụng").fill("Xã Bình Minh")
    begun.wait_for_timeout(1500)
    saved(begun)
    second.get_by_label("Tóm tắt").fill("Bản thứ hai")
    second.locator("[data-saved]").get_by_text("Chưa có gì bị ghi đè").wait_for()
    second.get_by_role("button", name="Lưu, để sau").click()
    beside = second.get_by_role("region", name="Bản vừa lưu và bản đang nhập")
    assert beside.get_by_role("rowheader").all_inner_texts() == ["Tóm tắt"]
    assert second.get_by_label("Nơi áp dụng").input_value() == "Xã Bình Minh"
    assert second.get_by_label("Tóm tắt").input_value() == "Bản thứ hai"
    second.get_by_role("button", name=re.compile(r"Dùng bản này\s*: Tóm tắt")).click()
    second.get_by_role("button", name="Lưu, để sau").click()
    second.wait_for_url("**/cua-toi")
    assert drafted_now(live)["solution"]["summary"] == "Bản thứ nhất"


def test_a_sign_in_that_ends_while_typing_loses_nothing(begun: Any, browser: Any, live: Live, cleo: Person) -> None:
    address = begun.url
    browser.clear_cookies()
    begun.get_by_label("Tóm tắt").fill("Viết khi phiên đã hết")
    begun.get_by_role("link", name="Đăng nhập lại").wait_for()
    begun.close()
    page = signed_in(browser, live, cleo)
    page.goto(address)
    assert page.get_by_label("Tóm tắt").input_value() == "Viết khi phiên đã hết"
    saved(page)
    assert drafted_now(live)["solution"]["summary"] == "Viết khi phiên đã hết"


def test_two_tabs_without_a_network_that_are_closed_lose_nothing(begun: Any, browser: Any, live: Live) -> None:
    address = begun.url
    second = browser.new_page()
    second.goto(address)
    browser.set_offline(True)
    begun.get_by_label("Tóm tắt").fill("Cửa sổ thứ nhất")
    second.get_by_label("Nơi áp dụng").fill("Cửa sổ thứ hai")
    for page in (begun, second):
        page.locator("[data-saved]").get_by_text("đã giữ trên máy").wait_for()
        page.close()
    browser.set_offline(False)
    page = browser.new_page()
    page.goto(address)
    expect(page.get_by_label("Tóm tắt")).to_have_value("Cửa sổ thứ nhất")
    expect(page.get_by_label("Nơi áp dụng")).to_have_value("Cửa sổ thứ hai")
    solution = drafted_now(live)["solution"]
    assert (solution["summary"], solution["fact_applied_in"]) == ("Cửa sổ thứ nhất", "Cửa sổ thứ hai")
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('entry-'))") == []


def test_what_no_paper_can_print_is_told_at_the_field_while_one_types(begun: Any) -> None:
    field = begun.get_by_label("Tóm tắt")
    field.fill("Máy gặt 😀 kiểu 機 mới, chạy êm")
    told = begun.locator("#summary-unprintable")
    told.get_by_text("không có ký tự 😀 機").wait_for()
    assert "summary-unprintable" in field.get_attribute("aria-describedby").split()
    assert Eyes().faults(begun) == []
    begun.reload()
    begun.locator("#summary-unprintable").get_by_text("không có ký tự 😀 機").wait_for()
    begun.get_by_label("Tóm tắt").fill("Máy gặt kiểu mới, chạy êm: 5 m²/giờ – “êm”")
    begun.locator("#summary-unprintable").wait_for(state="detached")


def test_an_author_typed_without_a_network_on_a_new_line_comes_back(begun: Any, browser: Any, live: Live) -> None:
    address = begun.url.replace("giai-phap", "tac-gia")
    begun.goto(address)
    begun.locator("#rows-0-name").fill("Nguyễn Văn Bình")
    begun.get_by_role("button", name="Thêm tác giả").click()
    begun.locator("#rows-1-name").wait_for()
    browser.set_offline(True)
    begun.locator("#rows-1-name").fill("Trần Thị Hoà")
    begun.locator("[data-saved]").get_by_text("đã giữ trên máy").wait_for()
    begun.close()
    browser.set_offline(False)
    page = browser.new_page()
    page.goto(address)
    page.locator("#rows-1-name").wait_for()
    assert page.locator("#rows-1-name").input_value() == "Trần Thị Hoà"
    assert [row["name"] for row in drafted_now(live)["authors"]["rows"]] == ["Nguyễn Văn Bình", "Trần Thị Hoà"]


def test_what_is_typed_before_the_script_has_come_is_saved_too(browser: Any, live: Live, cleo: Person) -> None:
    page = signed_in(browser, live, cleo)
    page.goto(f"{live.url}/thu-nghiem/ho-so/moi")
    held: list[Any] = []
    page.route("**/entries/autosave.js*", lambda route: held.append(route))
    with page.expect_navigation(wait_until="commit"):
        page.get_by_role("button", name="Bắt đầu").click()
    page.get_by_label("Tên giải pháp").fill("Máy gặt lúa mini")
    while not held:
        page.wait_for_timeout(50)
    held[0].continue_()
    page.locator("[data-saved]").get_by_text(re.compile(r"Đã lưu \d\d:\d\d")).wait_for()

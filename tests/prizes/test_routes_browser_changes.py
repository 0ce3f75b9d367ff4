"""A figure typed wrongly is put right: the secretary proposes, two of the committee approve what they see."""

from typing import Any

import pytest

from contest.foundation.access import Role
from contest.prizes.actions import propose_awards
from tests.live import Live, cookie_of
from tests.looking import too_wide
from tests.people.makers import grant, make_person
from tests.prizes.test_actions import make_ranked
from tests.prizes.test_actions_changes import POINTS

pytestmark = pytest.mark.browser


@pytest.fixture
def sign_in(live: Live, browser: Any) -> Any:
    """The same window for three people, one after another."""
    keys = {}
    with live.writing():
        edition, _, organiser = make_ranked(POINTS)
        propose_awards(organiser, edition.id)
        for name, role in (("an", Role.ORGANISER), ("binh", Role.ORGANISER), ("cam", Role.SECRETARY)):
            person = make_person(f"Nguyễn Thị {name.title()}")
            grant(person, edition, role)
            keys[name] = person.fs_uniquifier
    window = browser.new_page()

    def as_(name: str, path: str) -> Any:
        session = cookie_of(live.app, keys[name])
        browser.add_cookies([{"name": "session", "value": session, "url": live.url}])
        window.goto(f"{live.url}/thu-nghiem/giai-thuong/{path}")
        return window

    return as_


def test_two_approvals_make_what_was_seen(sign_in: Any) -> None:
    page = sign_in("cam", "thay-doi")
    page.get_by_role("link", name="Sửa điểm của một phiếu").click()
    page.get_by_label("Mã số hồ sơ").fill("KT-002")
    page.get_by_role("button", name="Xem các phiếu").click()
    page.get_by_role("link", name="Sửa phiếu này").first.click()
    page.get_by_role("heading", name="Phiếu của").wait_for()
    page.get_by_label("Tính mới").fill("20")
    page.get_by_label("Vì sao thay đổi").fill("Phiếu giấy ghi 20, nhập nhầm thành 40")
    assert too_wide(page) == 0
    page.get_by_role("button", name="Xem trước ảnh hưởng").click()
    page.get_by_role("heading", name="Ảnh hưởng nếu thực hiện").wait_for()
    assert page.get_by_text("40 → 20").count() == 1
    assert page.get_by_role("button", name="Duyệt").count() == 0
    assert too_wide(page) == 0
    path = page.url.split("/giai-thuong/")[1]
    for name, button, words in (
        ("an", "Duyệt", "Đã duyệt. Cần thêm một người nữa duyệt."),
        ("binh", "Duyệt và thực hiện", "Đã duyệt và thực hiện thay đổi."),
    ):
        page = sign_in(name, path)
        page.get_by_role("button", name=button, exact=True).click()
        page.get_by_role("dialog").get_by_role("button", name=button, exact=True).click()
        page.get_by_text(words).wait_for()
    assert page.get_by_text("Đã thực hiện").count() >= 1
    page = sign_in("an", "do-chac-chan")
    page.get_by_role("heading", name="Ở các ranh giới").wait_for()
    assert too_wide(page) == 0
    codes = page.locator(".sure-line th[scope=row]").evaluate_all("all => all.map(one => one.offsetWidth)")
    assert max(codes) < 120, "a code leaves the telephone's width to what the result would be"
    tables = page.locator(".sure-line .table-scroll")
    assert tables.evaluate_all("all => all.every(one => one.scrollWidth <= one.clientWidth)"), "nothing to be scrolled"

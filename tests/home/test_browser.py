"""The look in a real browser: no violations for axe, no sideways scrolling, and comfort that works."""

from typing import Any

import pytest

from contest.foundation.access import Role
from tests.editions.makers import make_edition
from tests.home.makers import make_council, make_entry, make_round
from tests.live import Live, cookie_of
from tests.looking import Eyes
from tests.people.makers import grant, make_person

pytestmark = pytest.mark.browser

PAGES = ["/", "/dang-nhap", "/thu-nghiem/", "/thu-nghiem/ban-lam-viec", "/thu-nghiem/quan-ly/giai-doan",
         "/thu-nghiem/quan-ly/vong-cham", "/khong/co/trang/nay"]  # fmt: skip


@pytest.fixture
def organiser(live: Live, browser: Any) -> Any:
    """The organiser's telephone, in an edition that is being judged."""
    with live.writing():
        edition = make_edition(stage="judging")
        judges = make_council(edition, judges=3)
        make_round(edition, [make_entry(edition, number) for number in range(1, 9)], judges)
        person = make_person("Đặng Thị Thanh Huyền")
        grant(person, edition, Role.ORGANISER)
        key = person.fs_uniquifier
    browser.add_cookies([{"name": "session", "value": cookie_of(live.app, key), "url": live.url}])
    page = browser.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(live: Live, organiser: Any, theme: str) -> None:
    eyes = Eyes()
    organiser.emulate_media(color_scheme=theme)
    for path in PAGES:
        organiser.goto(live.url + path)
        assert eyes.faults(organiser) == [], path


def test_the_menu_opens_and_closes_without_script_of_ours(live: Live, organiser: Any) -> None:
    organiser.goto(live.url + "/thu-nghiem/ban-lam-viec")
    places = organiser.get_by_role("navigation", name="Mục lục")
    assert not places.is_visible()
    organiser.get_by_role("button", name="Mục lục").click()
    assert places.get_by_role("link", name="Giai đoạn").is_visible()
    organiser.keyboard.press("Escape")
    assert not places.is_visible()


def test_on_paper_there_are_no_menus_but_the_editions_name(live: Live, organiser: Any) -> None:
    organiser.goto(live.url + "/thu-nghiem/quan-ly/vong-cham")
    organiser.emulate_media(media="print")
    for hidden in (".site", ".edition-bar", "#menu", ".foot"):
        assert not organiser.locator(hidden).is_visible(), hidden
    assert organiser.locator(".print-head").inner_text().startswith("Hội thi Sáng tạo Kỹ thuật tỉnh Bình Minh")


def test_a_great_deed_is_asked_about_once_more(live: Live, organiser: Any) -> None:
    with live.writing():
        make_edition("small_youth", slug="moi", stage="draft")
        person = make_person("Lý Văn Quản")
        grant(person, None, Role.ADMIN)
        key = person.fs_uniquifier
    cookie = {"name": "session", "value": cookie_of(live.app, key), "url": live.url}
    organiser.context.add_cookies([cookie])
    organiser.goto(live.url + "/moi/quan-ly/giai-doan")
    button = organiser.get_by_role("button", name="Mở nhận hồ sơ")
    button.click()
    asked = organiser.get_by_role("dialog")
    assert "Chuyển hội thi sang giai đoạn “Đang nhận hồ sơ”?" in asked.inner_text()
    asked.get_by_role("button", name="Quay lại").click()
    assert not asked.is_visible()
    button.click()
    asked.get_by_role("button", name="Mở nhận hồ sơ").click()
    organiser.wait_for_load_state()
    assert organiser.get_by_role("status").inner_text() == "Hội thi đã chuyển sang giai đoạn: Đang nhận hồ sơ."


def test_the_time_left_is_counted_on_the_servers_clock(live: Live, organiser: Any) -> None:
    with live.writing():
        make_edition("small_youth", slug="moi", stage="open")
    organiser.clock.install(time="2031-01-01T00:00:00Z")
    organiser.goto(live.url + "/")
    words = organiser.locator("[data-deadline]").first.inner_text()
    assert words.startswith("17:00 ngày 15/07/2030 (còn ")

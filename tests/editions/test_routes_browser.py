"""The editor in a real browser: on a telephone, with and without script."""

from collections.abc import Iterator
from typing import Any

import pytest

from contest.editions import queries
from contest.editions.forms.sections import SECTIONS
from contest.editions.rules import parse
from contest.foundation.access import Role
from tests.editions.makers import make_edition
from tests.live import Live, cookie_of
from tests.looking import WINDOW, Eyes
from tests.people.makers import grant, make_person

pytestmark = pytest.mark.browser


@pytest.fixture
def key(live: Live) -> str:
    """By which the organiser of a draft is signed in."""
    with live.writing():
        edition = make_edition("small_technical", slug="ban", stage="draft")
        person = make_person("Đặng Thị Thanh Huyền")
        grant(person, edition, Role.ORGANISER)
        return person.fs_uniquifier


@pytest.fixture
def telephone(live: Live, browser: Any, key: str) -> Any:
    """The organiser's telephone."""
    browser.add_cookies([{"name": "session", "value": cookie_of(live.app, key), "url": live.url}])
    page = browser.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    return page


@pytest.fixture
def plain(live: Live, chromium: Any, key: str) -> Iterator[Any]:
    """A browser without script."""
    window = chromium.new_context(**WINDOW, java_script_enabled=False, viewport={"width": 390, "height": 844})
    window.set_default_timeout(20_000)
    window.add_cookies([{"name": "session", "value": cookie_of(live.app, key), "url": live.url}])
    yield window.new_page()
    window.close()


def test_axe_finds_nothing_in_any_section_and_nothing_is_wider_than_a_phone(live: Live, telephone: Any) -> None:
    eyes = Eyes()
    paths = [f"/ban/quan-ly/the-le/{section.key}" for section in SECTIONS]
    for path in ["/ban/", "/ban/the-le", "/ban/quan-ly/the-le", "/ban/quan-ly/the-le-tep", *paths]:
        telephone.goto(live.url + path)
        telephone.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        assert eyes.faults(telephone) == [], path


def test_a_field_is_added_without_a_line_of_script(live: Live, plain: Any) -> None:
    plain.goto(live.url + "/ban/quan-ly/the-le/linh-vuc")
    plain.get_by_role("button", name="Thêm lĩnh vực").click()
    assert plain.get_by_text("Thay đổi chưa được lưu").is_visible()
    plain.locator("[id='fields.3.name']").fill("Y dược")
    plain.get_by_role("button", name="Lưu phần này").click()
    assert plain.get_by_role("link", name="không có hội đồng nào chấm").first.is_visible()
    plain.locator("[id='councils.1.fields']").get_by_label("Y dược").check()
    plain.get_by_role("button", name="Lưu phần này").click()
    assert plain.get_by_text("Đã lưu thể lệ.").is_visible()
    with live.app.app_context():
        edition = queries.edition_named("ban")
        assert "y_duoc" in [field.key for field in parse(queries.regulation_text(edition.id)).fields]


def test_what_does_not_apply_is_not_asked(live: Live, telephone: Any) -> None:
    telephone.goto(live.url + "/ban/quan-ly/the-le/cham-diem")
    limit = telephone.locator("[id='rounds.1.goes_on.top']")
    assert not limit.is_visible()
    telephone.locator("[id='rounds.1.goes_on.__on']").check()
    assert limit.is_visible()


def test_a_fault_of_the_file_puts_the_cursor_at_its_line(live: Live, telephone: Any) -> None:
    telephone.goto(live.url + "/ban/quan-ly/the-le-tep")
    text = telephone.locator("#text")
    text.fill(text.input_value().replace("quorum: 2", "quorum: 9"))
    telephone.get_by_role("button", name="Lưu tệp").click()
    telephone.get_by_role("link", name="cần 9 phiếu").click()
    chosen = telephone.evaluate(
        "(() => { const t = document.getElementById('text');"
        " return t.value.slice(t.selectionStart, t.selectionEnd); })()"
    )
    assert chosen.strip() == "quorum: 9"

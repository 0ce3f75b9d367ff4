"""Two units equal for one place, decided by the committee on a telephone."""

from typing import Any

import pytest

from contest.foundation.access import Role
from contest.prizes.actions import propose_awards
from tests.live import Live, cookie_of
from tests.looking import too_wide
from tests.people.makers import grant, make_person
from tests.prizes.test_actions import make_ranked
from tests.prizes.test_actions_units import TEXT

pytestmark = pytest.mark.browser


@pytest.fixture
def page(live: Live, browser: Any) -> Any:
    """The organiser's window on the extra awards: A has the most points, B and C are equal for the place left."""
    with live.writing():
        edition, entries, organiser = make_ranked(["90", "84", "80", "74"], text=TEXT)
        for entry, unit in zip(entries, ("Trường A", "Trường B", "Trường C", "Trường D"), strict=True):
            entry.unit = unit
        propose_awards(organiser, edition.id)
        person = make_person("Nguyễn Thị Tổ Chức")
        grant(person, edition, Role.ORGANISER)
        key = person.fs_uniquifier
    session = cookie_of(live.app, key)
    browser.add_cookies([{"name": "session", "value": session, "url": live.url}])
    window = browser.new_page()
    window.goto(f"{live.url}/thu-nghiem/giai-thuong/giai-them")
    return window


def test_equal_units_wait_until_the_committee_has_chosen(page: Any) -> None:
    award = page.locator("#units")
    assert award.get_by_text("Bằng nhau, chờ quyết định").count() == 1
    award.get_by_text("Quyết định cho một đơn vị").click()
    award.get_by_label("Đơn vị").select_option("Trường C")
    award.get_by_label("Trao", exact=True).check()
    award.get_by_role("button", name="Ghi quyết định").click()
    # Without a reason nothing is sent away or lost.
    assert award.get_by_label("Đơn vị").input_value() == "Trường C"
    award.get_by_label("Lý do").fill("6/9 phiếu")
    assert too_wide(page) == 0
    award.get_by_role("button", name="Ghi quyết định").click()
    page.get_by_text("Đã ghi quyết định.").wait_for()
    assert award.get_by_text("Ban Tổ chức quyết định: 6/9 phiếu").count() == 1
    page.get_by_role("link", name="Xét giải", exact=True).first.click()
    page.get_by_role("button", name="Xác nhận giải").wait_for()
    assert page.locator("form[data-confirm='Xác nhận 6 giải?']").count() == 1

"""A prize taken back and a complaint, on a telephone: what is shown fits, is named for who cannot see, and is sent."""

from typing import Any

import pytest

from contest.foundation.access import Role
from tests.live import Live, cookie_of
from tests.looking import Eyes
from tests.people.makers import grant, make_person
from tests.results.test_actions_revoking import make_public

pytestmark = pytest.mark.browser


def looked_at(page: Any, shot: Any, name: str) -> None:
    shot(page, name)
    assert Eyes().faults(page) == [], name


@pytest.fixture
def case(live: Live, browser: Any) -> Any:
    """A published result; the entrant of the second entry, who works in no office, and the organiser."""
    with live.writing():
        edition, entries, _, organiser = make_public(moves_up=True)
        entrant = make_person("Lê Thị Dự")
        entries[1].owner_id = entrant.id
        grant(entrant, edition, Role.ENTRANT)
        keys = {"organiser": organiser.fs_uniquifier, "entrant": entrant.fs_uniquifier}
        ids = [entry.id for entry in entries]

    def window_of(who: str) -> Any:
        session = cookie_of(live.app, keys[who])
        browser.clear_cookies()
        browser.add_cookies([{"name": "session", "value": session, "url": live.url}])
        return browser.new_page()

    return live, window_of, ids


def test_a_prize_is_taken_back_after_it_was_seen_who_moves_up(case: Any, shot: Any) -> None:
    live, window_of, _ = case
    page = window_of("organiser")
    page.goto(f"{live.url}/thu-nghiem/thu-hoi")
    looked_at(page, shot, "thu-hoi-trong")
    page.get_by_label("Mã số hồ sơ").fill("KT-001")
    page.get_by_role("button", name="Xem giải").click()
    page.get_by_role("heading", name="Hồ sơ được chuyển lên theo thể lệ").wait_for()
    looked_at(page, shot, "thu-hoi-xem")
    page.get_by_label("Số quyết định thu hồi").fill("15/QĐ-BTC")
    page.get_by_label("Lý do").fill("Trùng với hồ sơ đã đạt giải")
    page.get_by_role("button", name="Thu hồi giải").click()
    page.get_by_role("dialog").get_by_role("button", name="Thu hồi giải").click()
    page.get_by_text("Đã thu hồi giải.").wait_for()
    looked_at(page, shot, "thu-hoi")
    page.goto(f"{live.url}/thu-nghiem/ket-qua")
    page.get_by_role("heading", name="Giải đã thu hồi").wait_for()
    looked_at(page, shot, "ket-qua")


def test_an_entrant_reads_the_own_account_and_complains(case: Any, shot: Any) -> None:
    live, window_of, ids = case
    page = window_of("entrant")
    page.goto(f"{live.url}/thu-nghiem/ho-so/{ids[1]}/ket-qua")
    looked_at(page, shot, "ket-qua-cua-toi")
    page.get_by_role("link", name="Khiếu nại").last.click()
    page.get_by_role("heading", name="Gửi đơn khiếu nại").wait_for()
    looked_at(page, shot, "khieu-nai-moi")
    page.get_by_label("Điểm số, cách tính điểm").check()
    page.get_by_label("Nội dung").fill("Điểm tính mới thấp hơn nhận xét của hội đồng.\nĐề nghị xem lại.")
    page.get_by_role("button", name="Gửi đơn").click()
    page.get_by_role("heading", name="Đơn số 1").wait_for()
    looked_at(page, shot, "khieu-nai-cua-toi")
    assert page.locator(".as-typed").inner_text().splitlines()[1:] == ["Đề nghị xem lại."], (
        "in the lines it was written in"
    )
    feet = page.locator(".crumbs li").evaluate_all(
        "all => all.map(one => { const range = document.createRange(); range.selectNodeContents(one);"
        " return Math.round(range.getClientRects()[range.getClientRects().length - 1].bottom); })"
    )
    assert max(feet) - min(feet) <= 1, "where one is stands on the line of the way there"
    office = window_of("organiser")
    for address, name in (
        ("khieu-nai", "khieu-nai"),
        ("khieu-nai/1", "khieu-nai-1"),
        ("khieu-nai/don-giay", "don-giay"),
        (f"giai-trinh/{ids[1]}", "giai-trinh"),
        ("cong-bo", "cong-bo"),
    ):
        office.goto(f"{live.url}/thu-nghiem/{address}")
        looked_at(office, shot, name)

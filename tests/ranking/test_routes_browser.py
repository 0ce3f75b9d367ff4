"""The council's vote on a tie as the committee takes it down on a telephone: wrongly, back again, and rightly."""

from typing import Any

import pytest

from contest.foundation.access import Role
from contest.ranking.actions import run_ranking
from contest.ranking.queries import latest_run, placings
from tests.editions.makers import make_edition
from tests.live import Live, cookie_of
from tests.looking import too_wide
from tests.people.makers import actor_of, grant, make_person
from tests.ranking.makers import make_entries, make_scored_round

pytestmark = pytest.mark.browser


class Desk:
    """The organiser's window on a ranked round with a tie of the second and third."""

    def __init__(self, live: Live, window: Any) -> None:
        self.live = live
        with live.writing():
            edition = make_edition(stage="judging")
            entries = make_entries(edition, 4)
            make_scored_round(edition, entries, [["90"] * 3, ["80"] * 3, ["80"] * 3, ["70"] * 3], key="preliminary")
            organiser = make_person("Nguyễn Thị Tổ Chức")
            grant(organiser, edition, Role.ORGANISER)
            run_ranking(actor_of(organiser, (Role.ORGANISER, edition)), edition.id, "preliminary")
            self.edition_id, self.entries = edition.id, [(entry.id, entry.code) for entry in entries]
            key = organiser.fs_uniquifier
        session = cookie_of(live.app, key)
        window.add_cookies([{"name": "session", "value": session, "url": live.url}])
        self.page = window.new_page()
        self.page.goto(f"{live.url}/thu-nghiem/xep-hang/preliminary")

    def vote(self, *order: int) -> None:
        """Take down the order of the tied entries (their places in `entries`), best first."""
        self.page.get_by_role("link", name="Ghi kết quả biểu quyết").click()
        for place, entry in enumerate(order, 1):
            self.page.get_by_label(f"Thứ tự của {self.entries[entry][1]}").select_option(str(place))
        self.page.get_by_label("Kết quả biểu quyết và lý do").fill("5/7 phiếu cho hồ sơ đứng trước")
        self.page.get_by_role("button", name="Ghi kết quả biểu quyết").click()
        self.page.get_by_text("Đã ghi kết quả biểu quyết và xếp hạng lại.").wait_for()

    def order(self) -> list[int]:
        """The places in `entries` of the ranked, the best first, as the database has them."""
        with self.live.app.app_context():
            run = latest_run(self.edition_id, "preliminary")
            assert run is not None
            ids = [entry_id for entry_id, _ in self.entries]
            return [ids.index(row.entry_id) for row in placings(run.id)]


def fits(page: Any) -> bool:
    """Nothing of the page lies beyond its right edge."""
    return too_wide(page) == 0


def test_a_vote_is_taken_down_taken_back_and_taken_down_rightly(live: Live, browser: Any) -> None:
    desk = Desk(live, browser)
    page = desk.page
    desk.vote(2, 1)
    assert desk.order() == [0, 2, 1, 3]
    page.get_by_role("link", name="Biểu quyết đã ghi (1)").click()
    assert fits(page)
    page.get_by_text("Rút biểu quyết này", exact=True).click()
    page.get_by_label("Vì sao rút biểu quyết này").fill("Ghi ngược thứ tự so với phiếu kiểm")
    page.get_by_role("button", name="Rút biểu quyết").click()
    page.get_by_text("Đã rút biểu quyết và xếp hạng lại (lần 3).").wait_for()
    assert page.get_by_text("Ghi ngược thứ tự so với phiếu kiểm").count() == 1
    page.get_by_role("link", name="Đến bảng xếp hạng").click()
    desk.vote(1, 2)
    assert desk.order() == [0, 1, 2, 3]
    assert page.get_by_role("link", name="Biểu quyết đã ghi (2)").count() == 1

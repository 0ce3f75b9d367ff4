"""A disagreement from its opening to its conclusion, on telephones: two judges, the clerk, a third judge, the chair."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.live import Live, cookie_of
from tests.looking import Eyes
from tests.scoring.makers import make_judging, off_the_entry, score
from tests.scoring.test_routes_cases import LOW

pytestmark = pytest.mark.browser
WHY = "đã xem lại mẫu và bản mô tả"
Shot = Callable[[Any, str], None]


class Hands:
    """Everybody's telephone, in turn: one window, the session changed."""

    def __init__(self, live: Live, window: Any, shot: Shot) -> None:
        self.live, self.window, self.eyes, self.shot = live, window, Eyes(), shot
        self.page = window.new_page()

    def pass_to(self, key: str, path: str) -> Any:
        """Somebody else opens a page of the contest."""
        self.window.add_cookies([{"name": "session", "value": cookie_of(self.live.app, key), "url": self.live.url}])
        self.page.goto(f"{self.live.url}/thu-nghiem/{path}")
        return self.page

    def look(self, name: str) -> None:
        """Nothing hinders anybody, nothing is wider than the telephone."""
        assert self.eyes.faults(self.page) == []
        self.shot(self.page, f"case-{name}")


def test_a_disagreement_from_its_opening_to_the_minutes(live: Live, browser: Any, shot: Shot) -> None:
    with live.writing():
        judging = make_judging(entries=1, judges=4)
        for place in (2, 3):
            off_the_entry(judging, place, judging.entries[0])
        score(judging, 0, 0)
        score(judging, 1, 0, LOW)
        keys = {one.name: one.fs_uniquifier for one in (*judging.judges, judging.clerk, judging.chair)}
        one, other, *standbys = (judge.name for judge in judging.judges)
        clerk, chair = judging.clerk.name, judging.chair.name
        case = f"tien-do/preliminary/chenh-lech/{judging.entries[0].id}"
    hands = Hands(live, browser, shot)
    page = hands.pass_to(keys[one], "cham-diem/preliminary/A001")
    page.get_by_text("Xin xem lại phiếu này").wait_for()
    assert "52,5" not in page.content()
    hands.look("asked")
    page.get_by_label("Giữ nguyên điểm").check()
    page.get_by_role("button", name="Trả lời", exact=True).click()
    page.get_by_text("Cần ghi lý do").first.wait_for()
    page.get_by_label("Lý do").fill(WHY)
    page.get_by_role("button", name="Trả lời", exact=True).click()
    page.get_by_text("giữ nguyên điểm hồ sơ A001").first.wait_for()

    page = hands.pass_to(keys[clerk], "tien-do/preliminary")
    hands.look("board")
    page.get_by_role("link", name="Chênh lệch: giám khảo đang xem lại phiếu").click()
    page.get_by_role("heading", name="Các phiếu", exact=True).wait_for()

    page = hands.pass_to(keys[clerk], "tien-do/preliminary/chenh-lech")
    page.get_by_role("link", name="Nhập phiếu giấy").wait_for()
    page.get_by_role("link", name="A001").click()
    page.get_by_role("heading", name="Các phiếu", exact=True).wait_for()
    assert page.get_by_role("link", name="Phiếu in sẵn").is_visible()
    page.get_by_text("Ghi câu trả lời trên giấy").click()
    page.get_by_label("Giữ nguyên điểm").check()
    page.get_by_label("Lý do của giám khảo").fill(f"{other}: {WHY}")
    page.get_by_role("button", name="Ghi", exact=True).click()
    page.get_by_role("heading", name="Mời giám khảo thứ ba").wait_for()
    hands.look("choosing")
    proposed = page.locator("fieldset input:checked").locator("xpath=..").inner_text()
    page.get_by_role("button", name="Xác nhận và mời").click()
    page.get_by_text("Đã mời chấm thêm 1 người").wait_for()

    third = next(name for name in standbys if name in proposed)
    page = hands.pass_to(keys[third], "cham-diem/preliminary/A001")
    for cell, figure in (("novelty", "33,5"), ("use", "20"), ("effect", "22")):
        page.fill(f'[name="{cell}"]', figure)
    page.wait_for_selector('#trang-thai-luu[data-kind="done"]')
    page.click('button[value="nop"]')
    page.get_by_text("Đã nộp phiếu A001").wait_for()

    page = hands.pass_to(keys[chair], case)
    page.get_by_role("heading", name="Kết luận").wait_for()
    hands.look("closing")
    page.get_by_label("Tính hai phiếu gần nhau nhất").check()
    page.get_by_role("button", name="Ghi kết luận").click()
    page.get_by_text("Cần ghi lý do để đưa vào biên bản.").first.wait_for()
    assert page.get_by_label("Tính hai phiếu gần nhau nhất").is_checked()
    page.get_by_label("Lý do, ghi vào biên bản").fill(WHY)
    page.get_by_role("button", name="Ghi kết luận").click()
    page.get_by_text("Tính hai phiếu gần nhau nhất.", exact=True).wait_for()
    assert "Không tính" in page.get_by_role("row", name=other).inner_text()
    hands.look("closed")
    page.get_by_text("Mở lại để kết luận khác").click()
    page.get_by_label("Lý do mở lại").fill("có tình tiết mới")
    page.get_by_role("button", name="Mở lại kết luận").click()
    page.get_by_text("Kết luận đã mở lại").wait_for()

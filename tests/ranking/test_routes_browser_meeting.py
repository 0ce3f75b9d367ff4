"""A meeting in real browsers: a chair and two members, one of them in conflict; a lost line in between."""

import re
from typing import Any

import pytest

from contest.ranking.actions import meeting as actions
from tests.live import Live, cookie_of
from tests.looking import WINDOW
from tests.scoring.makers import conflict, make_judging

pytestmark = pytest.mark.browser


def _window(chromium: Any, live: Live, key: str, width: int = 390) -> Any:
    window = chromium.new_context(**WINDOW, viewport={"width": width, "height": 844})
    window.set_default_timeout(40_000)
    window.add_cookies([{"name": "session", "value": cookie_of(live.app, key), "url": live.url}])
    return window


def test_a_chair_and_two_members_see_the_same_table_and_vote_on_it(live: Live, chromium: Any, shot: Any) -> None:
    with live.writing():
        judging = make_judging(judges=3)
        conflict(judging, judging.judges[1], judging.entries[0])
        edition = judging.edition
        made = actions.call_meeting(judging.the_chair, edition.id, judging.round.key, judging.council.id)
        for codes in ("A001", "A002 A003"):
            actions.add_item(judging.the_chair, edition.id, made, codes)
        for person in (judging.chair, *judging.judges):
            actions.mark_presence(judging.the_chair, edition.id, made, person.id, present=True)
        keys = [person.fs_uniquifier for person in (judging.chair, judging.judges[0], judging.judges[1])]
        address = f"{live.url}/{edition.slug}/hop/{judging.round.key}/{made}"
    windows = [_window(chromium, live, key, width) for key, width in zip(keys, (1280, 390, 390), strict=True)]
    chair, member, barred = (window.new_page() for window in windows)
    for page in (chair, member, barred):
        page.goto(address)
        page.get_by_text("Cuộc họp chưa bắt đầu.").wait_for()
    chair.get_by_role("button", name="Bắt đầu họp").click()
    member.get_by_text("Chưa bàn nội dung nào").wait_for()
    chair.get_by_role("button", name="Đưa ra bàn").first.click()
    barred.get_by_text("Xin mời ông/bà ra ngoài").wait_for()
    member.get_by_text("Ra khỏi phòng: Trần Văn Bình.").wait_for()
    shot(barred, "meeting-out")
    chair.get_by_text("Biểu quyết", exact=True).click()
    chair.get_by_role("button", name="Mở bỏ phiếu").click()
    chair.get_by_text("Đã bỏ 0/3 phiếu.").wait_for()
    member.get_by_role("button", name="Đồng ý", exact=True).click()
    member.get_by_role("dialog").get_by_role("button", name="Đồng ý", exact=True).click()
    member.get_by_text("Ông/bà đã bỏ phiếu").wait_for()
    chair.get_by_text("Đã bỏ 1/3 phiếu.").wait_for()
    windows[1].set_offline(True)
    member.get_by_text(re.compile("Mất kết nối. Đang hiện tình trạng lúc")).wait_for()
    assert member.get_by_text("Ông/bà đã bỏ phiếu").is_visible()
    shot(member, "meeting-lost")
    chair.get_by_role("button", name="Đồng ý", exact=True).click()
    chair.get_by_role("dialog").get_by_role("button", name="Đồng ý", exact=True).click()
    chair.get_by_text("Đã bỏ 2/3 phiếu.").wait_for()
    chair.get_by_role("button", name="Kiểm phiếu").click()
    chair.get_by_role("dialog").get_by_role("button", name="Kiểm phiếu").click()
    chair.get_by_text("Kết quả: Đồng ý").wait_for()
    windows[1].set_offline(False)
    member.get_by_text("Kết quả: Đồng ý").wait_for()
    member.get_by_text("Mất kết nối").wait_for(state="hidden")
    assert not barred.get_by_text("Kết quả: Đồng ý").is_visible()
    chair.get_by_text("Kết luận", exact=True).click()
    chair.get_by_label("Kết luận và lý do").fill("Giữ nguyên điểm.")
    chair.get_by_role("button", name="Ghi kết luận").click()
    barred.get_by_text("Chưa bàn nội dung nào").wait_for()
    shot(chair, "meeting-chair")
    for window in windows:
        window.close()

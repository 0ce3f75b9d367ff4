"""The board at a room's door on telephones: what the clerk says is seen by those who wait, also after a lost line."""

import re
from typing import Any

import pytest

from contest.foundation.access import OPERATOR, Role
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.juries.actions import presenting
from contest.juries.models import Seat
from contest.juries.queries.presenting import slot_rows
from tests.juries.presenting import ROUND, make_final, make_timetable
from tests.live import Live, cookie_of
from tests.looking import WINDOW
from tests.people.makers import grant, make_person

pytestmark = pytest.mark.browser


@pytest.fixture
def door(live: Live, browser: Any) -> tuple[str, Any]:
    """The address of a room's board, announced; and the clerk's telephone."""
    with live.writing():
        edition = make_final()
        clerk = make_person("Trần Thị Thư Ký")
        grant(clerk, edition, Role.CLERK)
        round_id = make_timetable(edition)
        room = next(row for row in slot_rows(round_id) if row.room == "Phòng 1")
        db.session.add(
            Seat(council_id=room.council_id, person_id=clerk.id, role="clerk", expertise=[], seated_at=now())
        )
        presenting.announce_timetable(OPERATOR, edition.id, ROUND)
        key = clerk.fs_uniquifier
    browser.add_cookies([{"name": "session", "value": cookie_of(live.app, key), "url": live.url}])
    return f"{live.url}/thu-nghiem/thuyet-trinh/{ROUND}/phong/1", browser.new_page()


def test_who_waits_at_the_door_sees_what_the_clerk_does_and_since_when_the_line_is_lost(
    door: tuple[str, Any], chromium: Any, shot: Any
) -> None:
    address, clerk = door
    waiting = chromium.new_context(**WINDOW)
    waiting.set_default_timeout(40_000)
    phone = waiting.new_page()
    phone.goto(address)
    phone.get_by_text("Chưa có ai").wait_for()
    clerk.goto(address)
    clerk.get_by_role("button", name="Mời vào").first.click()
    clerk.get_by_role("button", name="Đã xong").wait_for()
    phone.get_by_text("Đang trong phòng").nth(1).wait_for()
    waiting.set_offline(True)
    phone.get_by_text(re.compile("Mất kết nối. Đang hiện tình trạng lúc")).wait_for()
    shot(phone, "door-lost")
    clerk.get_by_role("button", name="Đã xong").click()
    clerk.get_by_text("Đã thuyết trình").wait_for()
    clerk.get_by_role("button", name="15 phút", exact=True).click()
    clerk.get_by_text("Phòng đang muộn khoảng 15 phút").wait_for()
    waiting.set_offline(False)
    phone.get_by_text("Phòng đang muộn khoảng 15 phút").wait_for()
    phone.get_by_text("Mất kết nối").wait_for(state="hidden")
    waiting.close()

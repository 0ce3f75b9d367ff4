"""The pages of posting, nominations, all editions and the fairness sheet in a real browser, on a telephone."""

from typing import Any

import pytest

from contest.editions.models import Edition
from contest.foundation.database import db
from contest.results import actions
from tests.live import Live, cookie_of
from tests.looking import Eyes
from tests.prizes.test_actions import one_round
from tests.results.makers import make_decided

pytestmark = pytest.mark.browser

POSTED = ["niem-yet", "quan-ly/niem-yet", "de-cu/1", "nhan-de-cu", "quan-ly/cac-lan"]
PUBLIC = ["ket-qua", "minh-bach", "cac-lan"]
PAST = "Lần,Năm,Hồ sơ nhận,Tổng số giải,Giải Nhất,Giải Nhì,Giải Ba,Giải Khuyến khích\n1,2024,40,20,1,3,6,10\n"


def clean(eyes: Eyes, page: Any, live: Live, paths: list[str], theme: str) -> None:
    page.emulate_media(color_scheme=theme)
    for path in paths:
        assert page.goto(f"{live.url}/thu-nghiem/{path}").status == 200, path
        assert eyes.faults(page) == [], path


def test_axe_finds_nothing_and_a_strangers_remark_reaches_the_office(
    live: Live, browser: Any, monkeypatch: Any
) -> None:
    eyes = Eyes()
    with_list = "nomination: {to: Hội thi toàn quốc, at_most: 2, by: rank}"
    monkeypatch.setattr("tests.results.makers.one_round", lambda text, old=one_round: f"{old(text)}\n{with_list}\n")
    with live.writing():
        edition, _, organiser, person = make_decided(stage="deliberation")
        actions.post_results(organiser, edition.id)
        actions.propose_nominees(organiser, edition.id, 1)
        actions.import_past(organiser, edition.id, actions.read_past(PAST.encode()))
        edition_id, key = edition.id, person.fs_uniquifier
    page = browser.new_page()
    page.goto(f"{live.url}/thu-nghiem/niem-yet")
    page.get_by_label("Ý kiến").fill("Đơn vị của giải Nhất ghi chưa đúng")
    page.get_by_role("button", name="Gửi ý kiến").click()
    page.get_by_text("Đã nhận ý kiến").wait_for()
    assert "Đơn vị của giải Nhất" not in page.inner_text("main")
    browser.add_cookies([{"name": "session", "value": cookie_of(live.app, key), "url": live.url}])
    clean(eyes, page, live, POSTED, "light")
    page.goto(f"{live.url}/thu-nghiem/quan-ly/niem-yet")
    assert "Đơn vị của giải Nhất ghi chưa đúng" in page.inner_text("main")
    with live.writing():
        db.session.get_one(Edition, edition_id).stage = "decided"
        db.session.flush()
        actions.seal_results(organiser, edition_id)
        actions.publish_results(organiser, edition_id)
        actions.make_fairness_sheet(organiser, edition_id)
    clean(eyes, page, live, PUBLIC, "dark")

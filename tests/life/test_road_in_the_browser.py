"""Every page of a dossier's road, for each who goes it, on a telephone and at a desk: axe finds nothing, nothing is
too wide, nothing is complained of. One sign-in for each, one load for each page."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.engines import fresh_url
from tests.life.road import Road, furnish
from tests.live import Live, cookie_of, open_house, served
from tests.looking import WINDOW, Eyes

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDTHS = (390, 1280)
STRANGER = "stranger"

# Who goes where. {names} are places of the road; /nhan takes entries, /duyet looks at them.
ROAD: dict[str, tuple[str, ...]] = {
    STRANGER: (
        "/", "/dang-nhap", "/dang-ky", "/quen-mat-khau", "/nhan-tai-khoan", "/nhan/", "/nhan/the-le", "/nhan/bieu-mau",
        "/nhan/hoi-dap", "/dong-y/{consent}", "/thoi-nhac/{stop}", "/duyet/danh-sach-ho-so",
    ),
    "entrant": (
        "/nhan/ban-lam-viec", "/nhan/ho-so/cua-toi", "/nhan/ho-so/moi", "/nhan/ho-so/{draft}/giai-phap",
        "/nhan/ho-so/{draft}/tac-gia", "/nhan/ho-so/{draft}/tep", "/nhan/ho-so/{draft}/tep/{explanation}/xem",
        "/nhan/ho-so/{draft}/tep/{photos}/xem", "/nhan/ho-so/{draft}/tep/{video}/xem", "/nhan/ho-so/{draft}/nop",
        "/nhan/ho-so/{sent}", "/nhan/ho-so/{sent}/bien-nhan", "/nhan/ho-so/{sent}/dong-y", "/nhan/ho-so/{sent}/rut",
        "/nhan/ho-so/nop-muon", "/nhan/dong-y/phieu", "/nhan/hoi-dap", "/duyet/ho-so/{asked}", "/tai-khoan",
        "/tai-khoan/ho-so", "/tai-khoan/thu-dien-tu", "/tai-khoan/mat-khau", "/tai-khoan/gop", "/tai-khoan/xoa",
    ),
    "unit": (
        "/nhan/ban-lam-viec", "/nhan/ho-so/don-vi", "/nhan/ho-so/don-vi/nhap", "/nhan/ho-so/{of_unit}",
        "/nhan/ho-so/{of_unit}/ma-tac-gia", "/nhan/ma-nhan", "/nhan/van-ban/danh-sach-gui-kem", "/nhan/tin-nhan",
        "/nhan/dong-y/phieu",
    ),
    "secretary": (
        "/nhan/ban-lam-viec", "/nhan/danh-muc", "/nhan/danh-muc/{sent}", "/nhan/danh-muc/{sent}/sua",
        "/nhan/danh-muc/{sent}/gia-han", "/nhan/danh-muc/{sent}/dai-dien", "/nhan/danh-muc/{sent}/toan-canh",
        "/nhan/danh-muc/{sent}/hien-vat", "/nhan/danh-muc/nhap", "/nhan/danh-muc/ho-so-giay",
        "/nhan/danh-muc/nhan-nhanh", "/nhan/danh-muc/nhan", "/nhan/danh-muc/han-nop", "/nhan/danh-muc/so-lieu",
        "/duyet/danh-muc/bo-sung", "/nhan/hien-vat", "/nhan/hien-vat/{thing}", "/nhan/hien-vat/phieu", "/nhan/dong-y",
        "/nhan/nguoi-phu-trach", "/nhan/nguoi-phu-trach/{entrant}", "/nhan/tep-can-xem", "/nhan/don-vi",
        "/nhan/don-vi/{unit}", "/nhan/don-vi/moi", "/nhan/don-vi/nhap", "/nhan/don-vi/trung-lap",
        "/nhan/don-vi/gop/{unit}/{double}", "/nhan/thanh-vien", "/nhan/thanh-vien/moi", "/nhan/thanh-vien/vai-tro",
        "/nhan/thu", "/nhan/thu?nhom=su-co", "/nhan/thu?nhom=da-gui", "/nhan/tin-nhan",
        "/nhan/thu/{letter}", "/nhan/thu/{letter}?sua=1", "/nhan/van-ban",
        "/nhan/van-ban/ho-so-cham", "/nhan/quan-ly/giai-doan", "/nhan/quan-ly/vong-cham", "/nhan/quan-ly/luu-giu",
        "/duyet/tham-dinh", "/duyet/tham-dinh/{first}", "/duyet/tham-dinh/{first}/bo-sung", "/duyet/tham-dinh/nhap",
        "/duyet/tham-dinh/theo-quy-dinh", "/duyet/tham-dinh/theo-quy-dinh/applied_since", "/duyet/tham-dinh/dot",
        "/duyet/tham-dinh/nghi-trung", "/duyet/tham-dinh/nghi-trung/{pair}",
        "/duyet/tham-dinh/nghi-trung/{pair}/tep", "/duyet/tham-dinh/nghi-trung/ten-cu",
    ),
    "admin": (
        "/nhan/danh-muc/{sent}/xoa/{author}", "/nhan/quan-ly/gia-han", "/nhan/thu/quy-tac",
        "/nhan/thu/quy-tac/entry.draft_reminder", "/nhan/thu/mau/screening.needs_supplement",
        "/quan-tri/xoa-tai-khoan", "/quan-tri/xoa-tai-khoan/{forget}", "/quan-tri/gop-tai-khoan",
    ),
}  # fmt: skip


# Rooms every page of which is on the road, and what in them is no page or belongs to another road.
ROOMS = ("entries", "screening", "letters", "people")
NO_PAGES = {
    "entries.blank_form",
    "entries.blank_register",
    "entries.by_code",
    "entries.counts_file",
    "entries.download",
    "entries.film",
    "entries.labels",
    "entries.picture",
    "entries.printed",
    "entries.thing_label",
    "entries.thing_photo",
    "entries.thing_picture",
    "people.directory_file",
    "people.unit_suggestions",
    "screening.pair_picture",
}
BY_LETTER = {"people.confirmation", "people.invitation", "people.new_address", "people.new_password"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, engine: str, worker: str) -> Iterator[tuple[Live, Road]]:
    """One house for all of them."""
    folder = tmp_path_factory.mktemp("road")
    with served(open_house(folder, fresh_url(engine, f"road_{worker}", folder))) as live:
        with live.writing():
            road = furnish()
        yield live, road


def test_no_page_of_entrants_units_and_office_is_left_out(app: Flask) -> None:
    gone = app.url_map.bind("localhost")
    # Every place is a number but these; what stands in it does not matter here.
    words = defaultdict(lambda: "1", thing="ABC", consent="x", stop="x")
    known = {gone.match(address.partition("?")[0].format_map(words))[0] for each in ROAD.values() for address in each}
    pages = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint.partition(".")[0] in ROOMS
    }
    assert pages - known - NO_PAGES - BY_LETTER == set()
    assert (NO_PAGES | BY_LETTER) & known == set()


def test_the_eyes_see_what_is_wrong(chromium: Any) -> None:
    page = chromium.new_page()
    page.set_content("<main><input><p style='width:3000px;color:#eee'>Chữ quá nhạt, dòng quá dài</p></main>")
    faults = [fault.partition(":")[0] for fault in Eyes().faults(page)]
    page.close()
    assert {"label", "color-contrast"} <= set(faults)
    assert faults[-1].endswith("px too wide")


FAINT = {
    "shown": "p {display: none; color: #eee} @media (min-width: 800px) {p {display: block}}",
    "coloured": "@media (min-width: 800px) {p {color: #eee}}",
    "behind": "@media (min-width: 800px) {main {background: #222}}",
}


@pytest.mark.parametrize("change", FAINT)
def test_a_second_look_sees_what_is_faint_only_in_a_wide_window(chromium: Any, change: str) -> None:
    page, eyes = chromium.new_page(viewport={"width": 390, "height": 844}), Eyes()
    page.set_content(f"<html lang='vi'><title>Trang</title><style>{FAINT[change]}</style><main><h1>Tên</h1><p>Chữ</p>")
    narrow = eyes.faults(page)
    page.set_viewport_size({"width": 1280, "height": 844})
    wide, again = eyes.faults(page), eyes.faults(page)
    page.close()
    assert narrow == []
    assert [fault.partition(":")[0] for fault in wide] == ["color-contrast"]
    # It is told as long as it is there.
    assert again == wide


@pytest.mark.parametrize("role", ROAD)
def test_axe_finds_nothing_on_the_road_and_nothing_is_too_wide(
    chromium: Any, house: tuple[Live, Road], role: str, shot: Any
) -> None:
    live, road = house
    window = chromium.new_context(**WINDOW)
    if role != STRANGER:
        cookie = cookie_of(live.app, road.keys[role])
        window.add_cookies([{"name": "session", "value": cookie, "url": live.url}])
    page, wrong = window.new_page(), []
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on("console", lambda told: wrong.append(f"{page.url}: {told.text}") if told.type == "error" else None)
    eyes = Eyes()
    eyes.stay(page)
    for address in ROAD[role]:
        answer = page.goto(live.url + address.format(**road.places), wait_until="load")
        if answer.status != 200:
            wrong.append(f"{address}: {answer.status}")
            continue
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            # The frame of a wide window, menu and all, is one on all pages of a person.
            where = "main" if width > WIDTHS[0] and address != ROAD[role][0] else ""
            wrong += [f"{width} {address}: {fault}" for fault in eyes.faults(page, where)]
            shot(page, f"road-{role}-{re.sub(r'[^a-z0-9]+', '-', address)}-{width}")
    window.close()
    assert wrong == []

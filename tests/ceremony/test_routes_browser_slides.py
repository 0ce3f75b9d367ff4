"""A telephone leads, a machine of the hall follows, the public reads what was called out; then the line is lost."""

import csv
import html
from typing import Any

import pytest

from contest.entries.models import EntryAuthor
from contest.foundation.database import db
from contest.foundation.paths import PACKAGE
from contest.results.actions import hold_results, seal_results
from tests.live import Live, cookie_of
from tests.looking import WINDOW, too_wide
from tests.looking import until as comes_true
from tests.results.makers import make_decided

pytestmark = pytest.mark.browser
TEN = range(2, 11)
AT = "/thu-nghiem/le-trao-giai/trinh-chieu"
# What sticks out of its slide, is cut off by it, or lies over what stands below.
OUT = """() => [...document.querySelectorAll(".slide")].flatMap((slide) => {
  for (const each of document.querySelectorAll(".slide")) each.hidden = each !== slide;
  const frame = slide.getBoundingClientRect(), body = slide.querySelector(".slide-body, .slide-list, .slide-middle");
  const inner = body.getBoundingClientRect(), children = [...body.children].map((each) => each.getBoundingClientRect());
  const all = [...slide.querySelectorAll("*")];
  const cut = all.filter((each) => each.clientWidth && each.scrollWidth > each.clientWidth + 2);
  return children.some((box) => box.bottom > inner.bottom + 2 || box.top < inner.top - 2 || box.right > frame.right)
    || inner.bottom > frame.bottom || cut.length ? [slide.dataset.key] : [];
})"""

# Everything that lies in the machine's stores, as text.
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const store = await caches.open(name);
    for (const request of await store.keys()) found.push(await (await store.match(request)).text());
  }
  return [...found, JSON.stringify(localStorage), location.href].join("\\n");
}"""


def longest_titles(count: int) -> list[str]:
    with (PACKAGE / "demo" / "data" / "titles.csv").open(encoding="utf-8", newline="") as file:
        return sorted((row["title"] for row in csv.DictReader(file)), key=len)[-count:]


def make_held(live: Live) -> str:
    """A sealed result of the longest real titles, ten authors each, that is kept back; the organiser's key."""
    with live.writing():
        edition, entries, organiser, person = make_decided([str(90 - place) for place in range(8)])
        for entry, title in zip(entries, longest_titles(len(entries)), strict=True):
            entry.title, entry.unit = title, "Trường Phổ thông Dân tộc bán trú Trung học cơ sở Nguyễn Bỉnh Khiêm"
            names = [EntryAuthor(entry_id=entry.id, position=at, name=f"Nguyễn Thị Hồng Nhung {at}") for at in TEN]
            db.session.add_all(names)
        db.session.flush()
        seal_results(organiser, edition.id)
        hold_results(organiser, edition.id)
        key = person.fs_uniquifier
    return key


def until(page: Any, words: str) -> None:
    """The slide that is up says these words."""
    page.locator(".slide:not([hidden])", has_text=words).wait_for()


def pressed(phone: Any, words: str) -> None:
    """Press a button of the telephone, and wait until it shows the step after it."""
    seen = phone.locator("[data-press] input[name=version]").first.input_value()
    phone.locator(".remote button:not([disabled])", has_text=words).first.click()
    comes_true(phone, f"document.querySelector('[data-press] input[name=version]').value !== '{seen}'")


def public(page: Any, live: Live) -> str:
    """The public's page of the result."""
    return html.unescape(page.request.get(f"{live.url}/thu-nghiem/ket-qua").text())


def test_next_next_open_and_the_public_reads_it_the_line_lost_and_back(browser: Any, chromium: Any, live: Live) -> None:
    key = make_held(live)
    browser.add_cookies([{"name": "session", "value": cookie_of(live.app, key), "url": live.url}])
    phone, hall = browser.new_page(), chromium.new_context(**WINDOW, viewport={"width": 1280, "height": 720})
    hall.set_default_timeout(20_000)
    phone.goto(live.url + AT)
    phone.get_by_role("button", name="Bắt đầu lễ").click()
    phone.get_by_role("dialog").get_by_role("button", name="Bắt đầu lễ").click()
    phone.get_by_role("button", name="Lấy mã mới").click()
    code = phone.locator(".screen-code").inner_text()
    phone.get_by_role("link", name="Về bảng điều khiển").click()
    phone.locator(".remote-buttons").wait_for()
    assert too_wide(phone) == 0
    screen = hall.new_page()
    screen.goto(f"{live.url}/thu-nghiem/man-hinh")
    screen.get_by_label("Mã trên điện thoại").fill(code)
    screen.get_by_role("button", name="Mở màn hình").click()
    until(screen, "Lễ tổng kết và trao giải")
    screen.locator(".screen-kept", has_text="Đã giữ trên máy này").wait_for()
    pressed(phone, "Tiếp")
    until(screen, "02 giải")
    pressed(phone, "Mở giải")
    first = phone.locator(".remote-slide span").inner_text()
    until(screen, first)
    assert first in public(phone, live)
    # The keys of the machine do nothing while the line holds.
    screen.keyboard.press("ArrowRight")
    until(screen, first)
    hall.set_offline(True)
    screen.locator(".screen-line", has_text="Mất kết nối").wait_for()
    # Somebody reloads the machine: what it kept is sealed on it, and goes on from where it stood.
    assert first not in screen.evaluate(KEPT)
    screen.evaluate("document.body.dataset.old = 'yes'")
    screen.reload()
    screen.locator("body:not([data-old])").wait_for()
    until(screen, first)
    screen.keyboard.press("Space")
    screen.locator(".slide:not([hidden])").filter(has_not_text=first).wait_for()
    second = screen.locator(".slide:not([hidden]) .slide-title").inner_text()
    assert second not in public(phone, live)
    hall.set_offline(False)
    phone.locator(".remote-astray", has_text=second).wait_for()
    pressed(phone, "Nhận trang này và mở 1 giải")
    until(screen, second)
    assert second in public(phone, live)
    for width, height in ((1280, 720), (1920, 1080), (1024, 768)):
        screen.set_viewport_size({"width": width, "height": height})
        assert screen.evaluate(OUT) == [], f"{width} × {height}"
    hall.close()

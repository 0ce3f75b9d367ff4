"""The door in a real browser: checked in without a line, found again when it is back; all invented."""

import io
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

from contest.ceremony.models import DoorNote
from contest.foundation.database import db
from contest.foundation.writers import qr
from contest.papers.actions.guests import change_guest
from tests.ceremony.makers import make_stage
from tests.live import cookie_of
from tests.looking import WINDOW, Eyes, program, until

pytestmark = pytest.mark.browser
STATE = "(document.getElementById('tinh-trang')?.textContent || '')"


def notes(live) -> list[tuple[str, str, str, int]]:
    with live.app.app_context():
        rows = db.session.scalars(select(DoorNote).order_by(DoorNote.id)).all()
        return [(row.state, row.stand_in, row.door, row.people) for row in rows]


def film(path: Path, address: str) -> None:
    """What a camera sees that is held before an invitation: a square in the middle of a grey sheet (YUV4MPEG2)."""
    square = Image.open(io.BytesIO(qr.png(address))).convert("L").resize((260, 260))
    sheet = Image.new("L", (640, 480), 170)
    sheet.paste(square, (190, 110))
    flat = b"\x80" * (320 * 240)
    path.write_bytes(b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n" + (b"FRAME\n" + sheet.tobytes() + flat * 2) * 5)


def test_the_camera_finds_whose_square_it_is_where_the_browser_cannot_read_one(live, chromium, tmp_path):
    with live.writing():
        stage = make_stage()
        cookie, code = cookie_of(live.app, stage.person.fs_uniquifier), stage.codes(2)[0]
        other = stage.author(3).name
    film(tmp_path / "giay-moi.y4m", f"{live.url}/kiem-tra/{code}")
    camera = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    camera.append(f"--use-file-for-fake-video-capture={tmp_path / 'giay-moi.y4m'}")
    phone = chromium.browser_type.launch(executable_path=program(), args=["--no-sandbox", *camera])
    page = phone.new_page(**WINDOW, viewport={"width": 390, "height": 844})
    page.set_default_timeout(20_000)
    page.context.add_cookies([{"name": "session", "value": cookie, "url": live.url}])
    # Of the browsers that read squares by themselves this one is none, whatever it is.
    page.add_init_script("delete window.BarcodeDetector")
    page.goto(f"{live.url}/thu-nghiem/le-trao-giai/diem-danh")
    page.locator(".guest").nth(5).wait_for()
    page.get_by_role("button", name="Quét mã").click()
    until(page, f"document.getElementById('tim').value === '{code}'")
    assert page.locator(".guest").count() == 1
    # The same by hand, the last digits of the code: a guest of the list may have the same.
    page.get_by_role("button", name="Gõ số").click()
    assert page.locator("#tim").evaluate("field => [field.inputMode, field.value]") == ["numeric", ""]
    page.fill("#tim", "004")
    names = [text.strip() for text in page.locator(".guest-name").all_inner_texts()]
    assert (other in names, len(names) <= 2) == (True, True)
    phone.close()


def test_a_door_notes_without_a_line_outlives_a_reload_and_sends_each_note_once(live, browser, shot):
    with live.writing():
        stage = make_stage()
        stage.author(0).name, stage.author(1).name = "Đặng Thị Hồng Ánh", "Đặng Văn Hoàng"
        sponsor = {"group": "Nhà tài trợ", "name": "Công ty Hoa Sen", "unit": "", "people": "3"}
        change_guest(stage.organiser, stage.edition.id, "", sponsor)
        cookie = cookie_of(live.app, stage.person.fs_uniquifier)
    browser.add_cookies([{"name": "session", "value": cookie, "url": live.url}])
    page = browser.new_page()
    page.goto(f"{live.url}/thu-nghiem/le-trao-giai/diem-danh")
    until(page, f"{STATE}.includes('không còn gì chờ gửi')")
    until(page, "document.getElementById('mo-lai')?.textContent.includes('vẫn mở lại được')")
    until(page, "navigator.serviceWorker.controller !== null")

    browser.set_offline(True)
    # Typed without accents; lists of people go by the given name.
    page.fill("#tim", "dang ho")
    first = page.locator(".guest").first
    first.get_by_role("button", name="Có mặt").click()
    until(page, f"{STATE}.includes('còn 1 chờ gửi')")
    page.evaluate("document.body.dataset.old = 'yes'")
    page.reload()
    until(page, f"!document.body.dataset.old && {STATE}.includes('còn 1 chờ gửi')")
    until(page, "document.getElementById('mo-lai')?.textContent.includes('vẫn mở lại được')")
    second = page.locator(".guest").nth(1)
    second.get_by_role("button", name="Nhận thay").click()
    page.fill("#hoi-ten", "Bà Lê Lan")
    page.keyboard.press("Enter")
    until(page, f"{STATE}.includes('còn 2 chờ gửi')")
    # Of an invitation for three two came so far, one after the other.
    page.fill("#tim", "hoa sen")
    for came in (1, 2):
        page.get_by_role("button", name="Thêm 1 người: Công ty Hoa Sen").click()
        until(page, f"document.querySelector('.guest-state').textContent.includes('Có mặt {came}/3 người')")
    shot(page, "door-offline")
    assert notes(live) == []

    browser.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    until(page, f"{STATE}.includes('không còn gì chờ gửi')")
    assert notes(live) == [
        ("present", "", "", 1), ("stand_in", "Bà Lê Lan", "", 1), ("present", "", "", 1), ("present", "", "", 2),
    ]  # fmt: skip
    assert Eyes().faults(page) == []
    shot(page, "door-online")

    # What the server answers while a button is held down does not take it from under the finger.
    button = page.get_by_role("button", name="Đủ 3 người: Công ty Hoa Sen")
    button.hover()
    page.mouse.down()
    button.evaluate("each => { each.dataset.old = 'yes'; }")
    with page.expect_response("**/danh-sach"):
        page.evaluate("window.dispatchEvent(new Event('online'))")
    page.wait_for_timeout(300)
    assert button.get_attribute("data-old") == "yes"
    page.mouse.up()
    until(page, "document.querySelector('.guest-state').textContent.includes('Có mặt 3/3 người')")
    until(page, f"{STATE}.includes('không còn gì chờ gửi')")
    assert notes(live)[-1] == ("present", "", "", 3)

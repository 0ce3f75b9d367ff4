"""Looking at files on a telephone and on a desk: nothing too wide, nothing wrong for axe, pictures that really come."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfWriter
from sqlalchemy import select

from contest.entries import actions
from contest.entries.models import EntryFile
from contest.foundation import files
from contest.foundation.access import Role
from contest.foundation.database import db
from tests.editions.makers import make_edition, text_of
from tests.entries.makers import authors_typed, solution_typed
from tests.live import Live, cookie_of
from tests.looking import Eyes
from tests.people.makers import actor_of, grant, make_person

pytestmark = pytest.mark.browser

PARTS = """  - {key: video, name: Video giới thiệu sản phẩm, required: false, formats: [mp4, mov], max_mb: 500}
  - {key: photos,"""


def pdf_of(pages: int) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


def photograph() -> bytes:
    image, out = Image.new("RGB", (1600, 1200), "#3a6ea5"), io.BytesIO()
    ImageDraw.Draw(image).ellipse((300, 200, 1300, 1000), fill="#e8c547")
    image.save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def place(live: Live) -> tuple[str, dict[str, str], str, str]:
    """A dossier with a paper and a photograph: its address, its files by part, its entrant's and an office's cookie."""
    with live.writing():
        edition = make_edition(text=text_of("small_technical").replace("  - {key: photos,", PARTS))
        cleo, ada = make_person("Nguyễn Văn Bình"), make_person("Phạm Thị Ái")
        grant(ada, edition, Role.SECRETARY)
        db.session.commit()
        actor = actor_of(cleo)
        entry_id = actions.start_entry(actor, edition.id)
        actions.save_draft(actor, edition.id, entry_id, {"solution": solution_typed(), "authors": authors_typed()})
        given = (
            ("description", pdf_of(3), "ban-mo-ta.pdf"),
            ("photos", photograph(), "may-gat-tren-ruong-bac-thang.jpg"),
        )
        for part, content, name in given:
            kept = files.keep(io.BytesIO(content), name)
            actions.attach_file(actor, edition.id, entry_id, part, kept)
        here = f"/thu-nghiem/ho-so/{entry_id}"
        rows = db.session.execute(select(EntryFile.part_key, EntryFile.id)).all()
        addresses = {part: f"{here}/tep/{file_id}" for part, file_id in rows}
        return here, addresses, cookie_of(live.app, cleo.fs_uniquifier), cookie_of(live.app, ada.fs_uniquifier)


@pytest.mark.parametrize("width", [390, 1280])
def test_files_are_looked_at_by_their_entrant_and_by_the_office(
    browser: Any, live: Live, place: Any, width: int, shot: Callable[[Any, str], None]
) -> None:
    eyes = Eyes()
    here, addresses, own, office = place
    complaints: list[str] = []
    for who, cookie, pages in (
        ("own", own, (f"{here}/tep", f"{addresses['description']}/xem", f"{addresses['photos']}/xem", f"{here}/nop")),
        ("office", office, (f"{addresses['description']}/xem", here.replace("/ho-so/", "/danh-muc/"))),
    ):
        browser.clear_cookies()
        browser.add_cookies([{"name": "session", "value": cookie, "url": live.url}])
        page = browser.new_page()
        page.set_viewport_size({"width": width, "height": 844})
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        for number, address in enumerate(pages):
            answer = page.goto(live.url + address)
            if answer.status == 404:
                continue
            if address.endswith("/xem"):
                image = page.locator(".look img, .sheets img").first
                image.evaluate("each => each.decode()")
                assert image.evaluate("each => each.naturalWidth") > 1000
            assert eyes.faults(page) == [], address
            shot(page, f"look-{who}-{number}-{width}")
        page.close()
    assert complaints == []


def test_a_replaced_file_is_had_back_on_a_telephone(browser: Any, live: Live, place: Any) -> None:
    here, _, own, _ = place
    browser.add_cookies([{"name": "session", "value": own, "url": live.url}])
    page = browser.new_page()
    page.goto(f"{live.url}{here}/tep")
    part = page.locator("#files-description")
    part.get_by_role("button", name="Bỏ").click()
    page.locator("#files-description").get_by_text("Tệp đã bỏ (1)").click()
    assert "Còn thiếu 1 phần" in page.locator("#con-thieu").inner_text()
    page.locator("#files-description").get_by_role("button", name="Lấy lại").click()
    page.locator("#files-description").get_by_text("Đã có 1 tệp").wait_for()
    assert "Đã đủ các tệp bắt buộc" in page.locator("#con-thieu").inner_text()

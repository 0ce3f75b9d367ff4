"""The radar's pages in a browser, on a telephone and a desk: nothing axe complains about, a wrong list taken back."""

import random
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.screening.models import RadarPair, RadarReading
from contest.screening.rules.radar import PICTURE_BYTES
from tests.entries.makers import workbook
from tests.live import Live
from tests.looking import until
from tests.screening.radar_photos import photo
from tests.screening.test_actions_radar import PARAGRAPHS, WORD, attach, word_file
from tests.screening.test_routes_browser import looked_at, office, page_of, shot

__all__ = ["office", "shot"]

OF_HERE = "Phần mở đầu của hồ sơ này không giống hồ sơ nào."

pytestmark = pytest.mark.browser


@pytest.fixture
def pair_id(live: Live, office: dict[str, Any]) -> int:
    """A pair that was found of the two entries, nobody having judged it."""
    with live.writing():
        first, second = db.session.scalars(select(Entry).order_by(Entry.id)).all()
        edition = db.session.scalar(select(Edition.id))
        pair = RadarPair(
            edition_id=edition, entry_id=first.id, other_id=second.id, likelihood=930, found_at=now(), print="x",
            evidence=[["title", 900, 3, 4], ["told", 700, 20, 40]],
        )  # fmt: skip
        db.session.add(pair)
        db.session.flush()
        copied, picture = " ".join(PARAGRAPHS[:2]), photo(random.Random(8))
        for entry, name, page in ((first, "mo-ta.docx", [copied]), (second, "thuyet-minh.docx", [OF_HERE, copied])):
            attach(entry, word_file(page), name, WORD, "description", db)
            kept = attach(entry, picture, f"anh-{entry.code}.jpg", "image/jpeg", "photos", db)
        db.session.add(RadarReading(sha256=kept.sha256, picture=bytes(PICTURE_BYTES), read_at=now()))
        return pair.id


def test_axe_finds_nothing_on_the_radars_pages_and_a_wrong_list_is_taken_back(
    browser: Any, live: Live, office: dict[str, Any], pair_id: int, shot: Any, tmp_path: Path
) -> None:
    listed = tmp_path / "ten-cu.xlsx"
    listed.write_bytes(workbook(("Năm", "Tên giải pháp"), (2019, "Cối xay bột đá"), (2021, "Gậy hái xoài")).getvalue())
    radar = f"{live.url}/thu-nghiem/tham-dinh/nghi-trung"
    for wide in (False, True):
        page = page_of(browser, live, office["ada"], desk=wide)
        page.goto(radar)
        looked_at(page, shot, "radar")
        page.goto(f"{radar}/{pair_id}")
        page.locator(".passages mark", has_text="Cụm thứ 1 gồm trục vít").first.wait_for()
        # What lies far below is only fetched when somebody comes near it.
        for picture in page.locator("img[loading=lazy]").all():
            picture.scroll_into_view_if_needed()
        until(page, "[...document.images].every((each) => each.loading != 'lazy' || each.naturalWidth)")
        looked_at(page, shot, "radar-pair")
        page.goto(f"{radar}/{pair_id}/tep")
        looked_at(page, shot, "radar-passages")
        page.goto(f"{radar}/ten-cu")
        looked_at(page, shot, "radar-old-titles")
        page.get_by_label("Tệp Excel (.xlsx)").set_input_files(listed)
        page.get_by_role("button", name="Nhận danh sách").click()
        page.get_by_text("Đã nhận 2 tên giải pháp cũ").wait_for()
        page.goto(f"{radar}/ten-cu")
        page.get_by_text("2 tên, năm 2019 đến 2021").wait_for()
        looked_at(page, shot, "radar-lists")
        page.get_by_role("button", name="Rút lại danh sách").click()
        asked = page.locator("dialog[open]")
        asked.get_by_text("Rút lại 2 tên giải pháp cũ?").wait_for()
        looked_at(page, shot, "radar-lists-asked")
        asked.get_by_role("button", name="Rút lại danh sách").click()
        page.get_by_text("Đã rút lại 2 tên giải pháp cũ.").wait_for()
        page.context.close()

"""The whole road by hand in a browser: from an entrant's form to the workbook the ceremony is run from."""

import io
import os
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from contest.editions.queries import edition_by_slug
from contest.foundation import ledger
from contest.foundation.access import OPERATOR, Role
from contest.foundation.database import db
from contest.juries.actions import import_judges, read_judges
from contest.people.models import Person
from tests.editions.makers import make_edition
from tests.entries.makers import PDF
from tests.life.books import JUDGES, write_books
from tests.live import Live, cookie_of
from tests.looking import too_wide
from tests.people.makers import grant, make_person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SLUG = "hoi-thi-3"
TITLE = "Máy gặt lúa mini cho ruộng bậc thang"
# Four of the five agree; the fifth is stricter: the mean is 86,60.
GIVEN = (("36", "27", "25"), ("36", "27", "25"), ("36", "27", "25"), ("35,5", "27", "25"), ("34", "24.5", "23"))


class Road:
    """A running house with its people, and a window for each of them."""

    def __init__(self, live: Live, chromium: Any, folder: Path) -> None:
        self.live, self.folder = live, folder
        self._chromium = chromium
        self._keys: dict[str, str] = {}
        self._pages: dict[tuple[str, int], Any] = {}
        self._shots = os.environ.get("CONTEST_SHOTS", "")
        write_books(folder)
        with live.writing():
            edition = make_edition(slug=SLUG, stage="open", text=(folder / "the-le.yaml").read_text(encoding="utf-8"))
            for name, role in (
                ("secretary", Role.SECRETARY),
                ("organiser", Role.ORGANISER),
                ("deputy", Role.ORGANISER),
            ):
                person = make_person(f"Người {name}", f"{name}@example.org")
                grant(person, edition, role)
                self._keys[name] = person.fs_uniquifier
            self._keys["entrant"] = make_person("Nguyễn Văn Bình", "binh@example.org").fs_uniquifier
            import_judges(OPERATOR, edition.id, read_judges(folder / "giam-khao.xlsx").rows)
            db.session.commit()
            for place, (_, email) in enumerate(JUDGES[:5]):
                person = db.session.scalars(select(Person).where(Person.email == email)).one()
                self._keys[f"judge {place}"] = person.fs_uniquifier

    def page_of(self, who: str, width: int = 1280) -> Any:
        """The window of somebody who has signed in; one for all that is done in it."""
        if (who, width) not in self._pages:
            self._pages[who, width] = self._open(who, width)
        return self._pages[who, width]

    def close(self) -> None:
        """Put away all windows: they would go on working beside the tests that come after."""
        for page in self._pages.values():
            page.context.close()

    def _open(self, who: str, width: int) -> Any:
        # Not tests.looking.WINDOW: once, things move as they do for most people.
        window = self._chromium.new_context(
            viewport={"width": width, "height": 844}, locale="vi-VN", accept_downloads=True
        )
        cookie = cookie_of(self.live.app, self._keys[who])
        window.add_cookies([{"name": "session", "value": cookie, "url": self.live.url}])
        page = window.new_page()
        page.set_default_timeout(15_000)
        page.on("dialog", lambda dialog: dialog.accept())
        return page

    def go(self, page: Any, path: str) -> None:
        """Open a page of the edition; nothing on it may be wider than the window."""
        answer = page.goto(f"{self.live.url}/{SLUG}/{path}")
        assert answer.status == 200, f"{path} answered {answer.status}"
        assert too_wide(page) == 0

    def press(self, page: Any, name: str) -> None:
        """Press a button, say yes when the page asks, and wait for the next page."""
        self._press(page, page.get_by_role("button", name=name, exact=True).first)

    def _press(self, page: Any, button: Any) -> None:
        with page.expect_navigation():
            button.click()
            asked = page.locator("dialog[open] .btn-primary, dialog[open] .btn-danger")
            if asked.count():
                asked.first.click()

    def advance(self, stage: str, reason: str = "") -> None:
        """The organiser takes the edition to its next stage."""
        page = self.page_of("organiser")
        self.go(page, "quan-ly/giai-doan")
        if reason:
            page.get_by_label("Lý do").first.fill(reason)
        self._press(page, page.locator("main form .btn-primary").first)
        with self.live.app.app_context():
            edition = edition_by_slug(SLUG)
            assert edition is not None
            assert edition.stage == stage, page.inner_text("main")

    def shot(self, page: Any, name: str) -> None:
        """Keep a picture when somebody wants to look (CONTEST_SHOTS names the folder)."""
        if self._shots:
            page.screenshot(path=f"{self._shots}/{name}.png", full_page=True)


def test_an_entry_goes_from_a_telephone_to_the_prize_list(live: Live, chromium: Any, tmp_path: Path) -> None:
    road = Road(live, chromium, tmp_path)
    hand_in(road)
    accept(road)
    assign(road)
    for place, points in enumerate(GIVEN):
        score(road, place, points)
    close_and_rank(road)
    give_prizes(road)
    seal_and_publish(road)
    take_the_list(road)
    road.close()
    with live.app.app_context():
        assert ledger.verify().broken_id is None


def hand_in(road: Road) -> None:
    page = road.page_of("entrant", 390)
    road.go(page, "ho-so/moi")
    road.press(page, "Bắt đầu")
    page.get_by_label("Tên giải pháp").fill(TITLE)
    page.get_by_label("Lĩnh vực dự thi").select_option(index=2)
    page.get_by_label("Dự thi với tư cách").select_option(label="Cá nhân")
    page.get_by_label("Tóm tắt").fill("Máy nhẹ, một người vác được.")
    page.get_by_label("Giải pháp đã biết và hạn chế").fill("Máy lớn không vào được ruộng bậc thang.")
    page.get_by_label("Nội dung chủ yếu").fill("Khung nhôm, lưỡi cắt đôi.")
    page.get_by_label("Thời gian áp dụng lần đầu").fill("05/2024")
    page.get_by_label("Nơi áp dụng").fill("Xã Bình Minh, tỉnh Bình Minh")
    page.get_by_label("Điện thoại liên hệ").fill("0912 345 678")
    road.press(page, "Lưu và tiếp tục")
    page.locator("#rows-0-name").fill("Nguyễn Văn Bình")
    page.locator("#rows-0-birth_on").fill("05/03/1990")
    page.locator("#rows-0-unit").fill("Hợp tác xã Bình Minh")
    page.locator("#rows-0-share").fill("100")
    page.locator("#representative").check()
    page.get_by_role("button", name="Lưu và tiếp tục").last.click()
    page.wait_for_url("**/tep")
    description = road.folder / "ban-mo-ta.pdf"
    description.write_bytes(PDF)
    page.locator("#file-description").set_input_files(description)
    page.locator("#files-description .sent").wait_for()
    page.get_by_role("link", name="Kiểm tra và nộp").last.click()
    page.get_by_label("Tôi cam đoan").check()
    road.press(page, "Nộp hồ sơ")
    page.wait_for_url("**/bien-nhan")
    assert page.locator(".receipt-code").inner_text().endswith("KT-001")
    road.shot(page, "1-receipt")


def accept(road: Road) -> None:
    road.advance("closed", "Đã nhận đủ hồ sơ")
    road.advance("screening")
    page = road.page_of("secretary")
    road.go(page, "tham-dinh")
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_label("Hợp lệ", exact=True).check()
    road.shot(page, "2-screening")
    road.press(page, "Ghi kết luận")
    road.advance("judging")


def assign(road: Road) -> None:
    page = road.page_of("secretary")
    road.go(page, "phan-cong/final")
    road.press(page, "Chuẩn bị vòng chấm")
    road.press(page, "Chạy phân công")
    road.shot(page, "3-plan")
    road.press(page, "Chấp nhận phương án")
    road.shot(page, "3b-accepted")
    road.press(page, "Mở vòng chấm")
    assert "Đang chấm" in page.inner_text("main")


def score(road: Road, place: int, points: tuple[str, str, str]) -> None:
    page = road.page_of(f"judge {place}", 390)
    road.go(page, "cham-diem")
    page.get_by_role("link", name="K-001").first.click()
    for name, value in zip(("novelty", "use", "effect"), points, strict=True):
        page.fill(f'[name="{name}"]', value)
    page.wait_for_selector('#trang-thai-luu[data-kind="done"]')
    road.shot(page, f"4-card-{place}")
    page.click('button[value="nop"]')
    page.get_by_text("đã hoàn thành").first.wait_for()
    assert "đã hoàn thành" in page.inner_text("main")


def close_and_rank(road: Road) -> None:
    page = road.page_of("organiser")
    road.go(page, "tien-do/final/dong")
    road.shot(page, "5-closing")
    road.press(page, "Đóng vòng chấm")
    road.go(page, "xep-hang/final")
    road.press(page, "Xếp hạng")
    assert "86,60" in page.inner_text("main")
    road.shot(page, "6-ranking")
    road.advance("deliberation")


def give_prizes(road: Road) -> None:
    page = road.page_of("organiser")
    road.go(page, "giai-thuong")
    road.press(page, "Đề xuất giải")
    assert "Giải Nhất" in page.inner_text("main")
    road.shot(page, "7-prizes")
    # Two of the committee confirm, each from their own account.
    road.press(page, "Xác nhận giải")
    deputy = road.page_of("deputy")
    road.go(deputy, "giai-thuong")
    road.press(deputy, "Xác nhận giải")
    assert "Đã xác nhận" in deputy.inner_text("main")
    road.go(page, "quan-ly/niem-yet")
    road.press(page, "Niêm yết")
    road.advance("decided", "Không có ý kiến nào, Ban Tổ chức quyết định sớm theo văn bản số 12")


def seal_and_publish(road: Road) -> None:
    page = road.page_of("organiser")
    road.go(page, "cong-bo")
    road.press(page, "Niêm phong")
    road.press(page, "Công bố")
    road.shot(page, "8-publication")
    road.advance("published")
    public = road.page_of("entrant", 390)
    road.go(public, "ket-qua")
    assert TITLE in public.inner_text("main")
    road.shot(public, "9-results")


def take_the_list(road: Road) -> None:
    page = road.page_of("organiser")
    road.go(page, "van-ban")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Tải về danh sách đạt giải", exact=True).click()
    sheet = load_workbook(io.BytesIO(Path(taken.value.path()).read_bytes())).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    line = next(row for row in rows if TITLE in row)
    assert "KT-001" in line
    assert "Giải Nhất" in line
    assert 40_000_000 in line

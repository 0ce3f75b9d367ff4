"""A teacher registers sixty entries in a real browser: twelve faults at their cells, mended, none twice."""

from pathlib import Path
from typing import Any

import pytest

from contest.entries.models import Entry
from contest.foundation.database import db
from contest.people.models import Person
from tests.editions.makers import make_edition
from tests.entries.test_routes_browser import signed_in
from tests.entries.test_routes_unit import PLANTED, sixty
from tests.live import Live
from tests.looking import Eyes, until
from tests.people.makers import grant_unit, make_person, make_unit

pytestmark = pytest.mark.browser


@pytest.fixture
def teacher(live: Live) -> Person:
    """Somebody who registers for a school; another school has the same name."""
    with live.writing():
        edition = make_edition("small_youth")
        unit_id = make_unit(edition, "Trường THCS Nguyễn Huệ", "xã Cư Jút", phone="02623888111")
        make_unit(edition, "Trường THCS Nguyễn Huệ", "xã Đắk Mil")
        person = make_person("Lê Thị Mai")
        grant_unit(person, edition, unit_id)
        return person


def content(page: Any) -> None:
    """Nothing is too wide for a telephone or a desk, and axe finds nothing."""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert Eyes().faults(page) == [], (page.url, width)


def choose(page: Any, path: Path) -> None:
    page.get_by_label("Tệp Excel").set_input_files(path)
    with page.expect_navigation():
        page.get_by_role("button", name="Xem trước").click()


def test_a_teacher_registers_sixty_entries_on_a_telephone(
    browser: Any, live: Live, teacher: Person, tmp_path: Path, shot: Any
) -> None:
    bad, good = tmp_path / "ds-loi.xlsx", tmp_path / "ds.xlsx"
    bad.write_bytes(sixty(**{line: changes for line, (changes, _, _) in PLANTED.items()}).getvalue())
    good.write_bytes(sixty().getvalue())
    page = signed_in(browser, live, teacher)
    page.goto(f"{live.url}/thu-nghiem/ho-so/don-vi")
    assert "Trường THCS Nguyễn Huệ (xã Cư Jút)" in page.locator("h1").inner_text()
    shot(page, "unit-empty")
    content(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Đăng ký từ Excel").first.click()
    with page.expect_download() as blank:
        page.get_by_role("link", name="Tải mẫu danh sách").click()
    assert blank.value.suggested_filename.endswith("mau-danh-sach-ho-so.xlsx")
    content(page)
    choose(page, bad)
    faults = page.locator("#form-errors li")
    assert faults.count() == 12
    assert "(ô A4)" in faults.first.inner_text()
    until(page, "document.activeElement.id === 'form-errors'")
    shot(page, "unit-faults")
    content(page)
    choose(page, good)
    assert page.locator(".stat", has_text="hồ sơ mới").inner_text().startswith("60")
    shot(page, "unit-preview")
    content(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Đăng ký các hồ sơ này").click()
    assert "Đã nhập 60 hồ sơ mới" in page.locator(".flash").inner_text()
    shot(page, "unit-desk")
    content(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Đăng ký từ Excel").first.click()
    choose(page, good)
    assert page.locator(".stat", has_text="hồ sơ đã có, không đổi").inner_text().startswith("60")
    shot(page, "unit-again")
    with live.app.app_context():
        assert db.session.query(Entry).count() == 60
    page.goto(f"{live.url}/thu-nghiem/ho-so/don-vi")
    with page.expect_navigation():
        page.get_by_role("link", name="Thùng rác").first.click()
    with page.expect_navigation():
        page.get_by_role("link", name="Mã cho tác giả").click()
    content(page)
    page.get_by_label("Số điện thoại").fill("0987 654 321")
    with page.expect_navigation():
        page.get_by_role("button", name="Lập mã").click()
    assert "Nguyễn Thị Ánh" in page.locator("main").inner_text()


def test_who_types_before_the_script_has_come_keeps_the_field_and_is_offered_units(browser: Any, live: Live) -> None:
    with live.writing():
        edition = make_edition("small_youth")
        make_unit(edition, "Trường Trung học cơ sở Nguyễn Huệ", "xã Cư Jút")
        person = make_person("Nguyễn Văn Bình")
    page = signed_in(browser, live, person)
    held: list[Any] = []
    page.route("**/people/units.js*", lambda route: held.append(route))
    page.goto(f"{live.url}/thu-nghiem/ho-so/moi", wait_until="commit")
    page.get_by_role("button", name="Bắt đầu").click(no_wait_after=True)
    field = page.get_by_label("Trường gửi hồ sơ")
    field.press_sequentially("thcs ngu")
    held[0].continue_()
    field.and_(page.get_by_role("combobox")).wait_for()
    page.keyboard.type("yen hue")
    page.locator(".suggestions li").wait_for(state="visible")
    assert field.input_value() == "thcs nguyen hue"


def test_units_of_the_directory_are_offered_while_one_types(browser: Any, live: Live, shot: Any) -> None:
    with live.writing():
        edition = make_edition("small_youth")
        make_unit(edition, "Trường Trung học cơ sở Nguyễn Huệ", "xã Cư Jút")
        make_unit(edition, "Trường Trung học cơ sở Nguyễn Huệ", "xã Đắk Mil")
        person = make_person("Nguyễn Văn Bình")
    page = signed_in(browser, live, person)
    page.goto(f"{live.url}/thu-nghiem/ho-so/moi")
    page.get_by_role("button", name="Bắt đầu").click()
    field = page.get_by_label("Trường gửi hồ sơ")
    field.press_sequentially("thcs nguyen hue")
    options = page.locator(".suggestions li")
    options.nth(1).wait_for(state="visible")
    assert options.count() == 2
    shot(page, "suggestions")
    content(page)
    field.press("ArrowDown")
    field.press("ArrowDown")
    field.press("Enter")
    assert field.input_value() == "Trường Trung học cơ sở Nguyễn Huệ (xã Đắk Mil)"
    assert page.locator(".suggestions:visible").count() == 0
    field.fill("Trường của em")
    field.press("Escape")
    assert field.input_value() == "Trường của em"

"""The office at a desk and on a telephone: directory, doubles, an old register mapped, counts."""

from pathlib import Path
from typing import Any

import pytest

from contest.foundation.access import Role
from contest.people.models import Person
from tests.editions.makers import make_edition
from tests.entries.makers import make_entry
from tests.entries.test_routes_browser import signed_in
from tests.entries.test_routes_columns import old_register
from tests.live import Live
from tests.looking import Eyes
from tests.people.makers import grant, make_person, make_unit

pytestmark = pytest.mark.browser


@pytest.fixture
def secretary(live: Live) -> Person:
    """A secretary, an edition with one before it, and a directory with a double."""
    with live.writing():
        before = make_edition("small_youth", slug="nam-ngoai")
        make_unit(before, "Trường THCS Nguyễn Huệ", "xã Cư Jút", phone="0912345678", contact="Lê Thị Mai")
        make_unit(before, "Nguyễn Huệ THCS", "", province="")
        make_unit(before, "Trường THCS Lê Lợi", "xã Đắk Mil", email="leloi@example.org")
        make_entry(before, "TN-001", unit="Trường THCS Lê Lợi", field="green", title="Một")
        now = make_edition("small_youth")
        make_entry(now, "TN-001", unit="Trường THCS Nguyễn Huệ (xã Cư Jút)", field="green", title="Hai")
        make_entry(now, "TN-002", unit="Nhà thiếu nhi huyện", field="software", title="Ba")
        person = make_person("Trần Thư Ký")
        grant(person, now, Role.SECRETARY)
        return person


def looked_at(page: Any, shot: Any, name: str) -> None:
    """At 390 and at 1280 pixels: nothing wider than the window, nothing for axe."""
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert Eyes().faults(page) == [], (page.url, width)
        shot(page, f"{name}-{width}")


def test_the_office_keeps_the_directory_maps_a_register_and_counts(
    browser: Any, live: Live, secretary: Person, tmp_path: Path, shot: Any
) -> None:
    page = signed_in(browser, live, secretary)
    page.goto(f"{live.url}/thu-nghiem/don-vi/trung-lap")
    with page.expect_navigation():
        page.get_by_role("link", name="Xem trước khi gộp").click()
    looked_at(page, shot, "merge")
    with page.expect_navigation():
        page.get_by_role("button", name="Gộp hai đơn vị").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Hoàn tác").click()
    assert "Đã hoàn tác" in page.locator(".flash").inner_text()
    register = tmp_path / "cu.xlsx"
    register.write_bytes(old_register().getvalue())
    page.goto(f"{live.url}/thu-nghiem/danh-muc/nhap")
    page.get_by_label("Tệp Excel").set_input_files(register)
    with page.expect_navigation():
        page.get_by_role("button", name="Xem trước").click()
    assert page.get_by_label("Tên giải pháp, sản phẩm").input_value() == "1"
    looked_at(page, shot, "columns")
    with page.expect_navigation():
        page.get_by_role("button", name="Xem trước").click()
    assert page.locator(".stat", has_text="hồ sơ mới").inner_text().startswith("2")
    with page.expect_navigation():
        page.get_by_role("button", name="Nhập vào danh mục").click()
    assert "Đã nhập 2 hồ sơ mới" in page.locator(".flash").inner_text()
    browser.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{live.url}/thu-nghiem/danh-muc/so-lieu")
    page.get_by_role("button", name="Chép danh sách").click()
    page.get_by_text("Đã chép.").wait_for()
    assert "Nguyễn Huệ THCS: chưa có liên hệ" in page.evaluate("navigator.clipboard.readText()")

"""Mid-term counts: by field and unit beside the edition before, who has handed in nothing, and whom to call."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from contest.entries import actions, queries
from contest.entries.models import Entry
from contest.foundation.access import OPERATOR, Role
from tests.editions.makers import make_edition
from tests.entries.makers import make_entry
from tests.people.makers import grant, make_person, make_unit

URL = "/thu-nghiem/danh-muc/so-lieu"


@pytest.fixture
def two(db: Any) -> Any:
    """This year's edition, last year's of the same series, and three schools of the directory."""
    before = make_edition("small_youth", slug="nam-ngoai")
    hue = make_unit(before, "Trường THCS Nguyễn Huệ", "xã Cư Jút", phone="0912345678", contact="Lê Thị Mai")
    make_unit(before, "Trường THCS Lê Lợi", "xã Đắk Mil", email="leloi@example.org")
    make_unit(before, "Trường THCS Quang Trung", "xã Đắk Mil")
    make_entry(before, "TN-001", unit="THCS Nguyễn Huệ", field="green", title="Một")
    make_entry(before, "TN-002", unit="THCS Lê Lợi", field="green", title="Hai")
    make_entry(before, "TN-003", unit="THCS Lê Lợi", field="study", title="Ba", status="withdrawn")
    now = make_edition("small_youth")
    make_entry(now, "TN-001", unit="Trường Trung học cơ sở Nguyễn Huệ", field="green", title="Bốn")
    make_entry(now, "TN-002", unit="Trường THCS Nguyễn Huệ", field="software", title="Năm")
    make_entry(now, "TN-003", unit="Nhà thiếu nhi huyện", field="software", title="Sáu")
    make_entry(now, None, unit="Trường THCS Quang Trung", field="software", title="Nháp", status="draft")
    return now, before, hue


@pytest.fixture
def office(two: Any, client_of: Any) -> Any:
    secretary = make_person("Trần Thư Ký")
    grant(secretary, two[0], Role.SECRETARY)
    return client_of(secretary)


def test_counts_stand_beside_those_of_the_edition_before(two: Any) -> None:
    standing = queries.counted(two[0].id)
    assert (standing.total, standing.before) == (3, 2)
    assert standing.before_title == two[1].title
    rows = [(row.name, dict(row.by_field), row.before, row.is_known) for row in standing.rows]
    assert rows == [
        ("Trường THCS Nguyễn Huệ", {"green": 1, "software": 1}, 1, True),
        ("Nhà thiếu nhi huyện", {"software": 1}, 0, False),
        ("Trường THCS Lê Lợi", {}, 1, True),
    ]
    assert [(key, now, before) for key, _, now, before in standing.fields] == [
        ("study", 0, 0), ("software", 2, 0), ("green", 1, 2),
    ]  # fmt: skip


def test_those_who_have_handed_in_nothing_are_named_the_faithful_first(two: Any) -> None:
    silent = queries.counted(two[0].id).silent
    assert [(each.card.name, each.before) for each in silent] == [
        ("Trường THCS Lê Lợi", 1), ("Trường THCS Quang Trung", 0),
    ]  # fmt: skip


def test_places_are_counted_by_the_commune_of_the_unit(two: Any) -> None:
    standing = queries.counted(two[0].id, "place")
    assert [(row.name, row.total, row.before) for row in standing.rows] == [
        ("xã Cư Jút", 2, 1), ("Chưa ghi", 1, 0), ("xã Đắk Mil", 0, 1),
    ]  # fmt: skip


def test_without_an_earlier_edition_there_is_nothing_beside(db: Any) -> None:
    edition = make_edition("small_youth")
    make_entry(edition, "TN-001", unit="THCS Một", field="green")
    standing = queries.counted(edition.id)
    assert (standing.total, standing.before, standing.rows[0].before) == (1, None, None)


def test_the_page_offers_contacts_to_copy_and_a_workbook(office: Any, two: Any) -> None:
    page = office.get(URL).get_data(as_text=True)
    assert "Trường THCS Lê Lợi: leloi@example.org" in page
    assert "Trường THCS Quang Trung: chưa có liên hệ" in page
    book = load_workbook(io.BytesIO(office.get(f"{URL}/tep").data))
    assert book.sheetnames == ["Số hồ sơ", "Chưa có hồ sơ"]
    words = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"Trường THCS Nguyễn Huệ", "leloi@example.org"} <= words
    assert "Xã, phường" in office.get(f"{URL}?theo=dia-phuong").get_data(as_text=True)


def test_an_observer_sees_counts_but_no_contacts_to_copy(two: Any, client_of: Any) -> None:
    observer = make_person("Quan sát")
    grant(observer, two[0], Role.OBSERVER)
    page = client_of(observer).get(URL).get_data(as_text=True)
    assert "Số liệu nhận hồ sơ" in page
    assert 'id="contacts"' not in page


def test_entries_are_led_to_units_that_came_into_the_directory_later(office: Any, two: Any, db: Any) -> None:
    assert queries.counted(two[0].id).unknown == 1
    unit_id = make_unit(two[0], "Nhà Thiếu nhi huyện", "xã Cư Jút")
    assert office.post(f"{URL}/noi").status_code == 303
    entry = db.session.query(Entry).filter_by(title="Sáu").one()
    assert (entry.unit_id, entry.unit) == (unit_id, "Nhà thiếu nhi huyện")
    assert actions.link_units(OPERATOR, two[0].id) == 0


def test_the_page_asks_as_often_for_many_units_as_for_few(office: Any, two: Any, count_queries: Any) -> None:
    with count_queries() as few:
        office.get(URL)
    for number in range(60):
        make_unit(two[0], f"Trường THCS số {number}", "xã Cư Jút")
        make_entry(two[0], f"TN-1{number:02}", unit=f"Trường THCS số {number}", field="green", title=f"Máy {number}")
    with count_queries() as many:
        office.get(URL)
    assert len(many) == len(few) <= 8, [one[:90] for one in many]


def test_the_register_is_narrowed_by_any_spelling_the_directory_knows(office: Any, two: Any) -> None:
    rows = queries.register(two[0].id, queries.RegisterFilter(unit="thcs nguyen hue"), 1).rows
    assert [row.title for row in rows] == ["Bốn", "Năm"]

"""The directory in the browser: faults at their field or cell, what was typed stays, files all or nothing."""

import io
import re

import pytest
from openpyxl import Workbook, load_workbook

from contest.foundation.access import Role
from contest.people import queries
from contest.people.models import Commune, Unit
from tests.editions.makers import make_edition
from tests.people.makers import grant, make_person, make_unit


@pytest.fixture
def edition(db):
    return make_edition("small_youth")


@pytest.fixture
def office(edition, client_of):
    secretary = make_person("Trần Thư Ký")
    grant(secretary, edition, Role.SECRETARY)
    return client_of(secretary)


def workbook(head, *rows) -> io.BytesIO:
    book, out = Workbook(), io.BytesIO()
    for row in (head, *rows):
        book.active.append(row)
    book.save(out)
    out.seek(0)
    return out


def sent(office, book, what="units"):
    return office.post(
        "/thu-nghiem/don-vi/nhap", data={"file": (book, "don-vi.xlsx"), "what": what},
        content_type="multipart/form-data",
    )  # fmt: skip


def test_a_unit_is_added_and_put_right(office, edition):
    typed = {
        "kind": "",
        "level": "",
        "name": "Trường THCS Nguyễn Huệ",
        "province": "Lâm Đồng",
        "commune": "xã Cư Jút",
        "phone": "0262 388 8111",
    }
    answer = office.post("/thu-nghiem/don-vi/moi", data=typed)
    assert answer.status_code == 303
    (card,) = queries.unit_cards()
    assert (card.kind, card.level, card.place) == ("school", "thcs", "xã Cư Jút, Lâm Đồng")
    page = office.get(answer.location).get_data(as_text=True)
    assert "Trường THCS Nguyễn Huệ" in page
    wrong = office.post(answer.location, data=typed | {"phone": "12", "ended_on": "31/02/2026"})
    text = wrong.get_data(as_text=True)
    assert wrong.status_code == 422
    assert 'id="phone-error"' in text
    assert 'id="ended_on-error"' in text
    assert 'value="31/02/2026"' in text
    assert office.post(answer.location, data=typed | {"address": "12 Hùng Vương"}).status_code == 303
    assert queries.unit_cards()[0].address == "12 Hùng Vương"


def test_a_commune_without_a_province_is_asked_for_at_the_field(office):
    answer = office.post(
        "/thu-nghiem/don-vi/moi",
        data={"kind": "", "level": "", "province": "", "name": "Trường THCS Lê Lợi", "commune": "xã Cư Jút"},
    )
    assert answer.status_code == 422
    assert 'id="province-error"' in answer.get_data(as_text=True)


def test_suggestions_tell_names_and_places_but_no_contacts(edition, client_of):
    make_unit(edition, "Trường THCS Nguyễn Huệ", "xã Cư Jút", phone="0912345678", contact="Lê Thị Mai")
    answer = client_of(make_person()).get("/thu-nghiem/don-vi/goi-y?tim=thcs+nguyen")
    assert answer.json == {"units": [{"label": "Trường THCS Nguyễn Huệ", "place": "xã Cư Jút, Lâm Đồng"}]}


def test_every_fault_of_a_file_is_told_at_its_cell_and_nothing_is_taken(office, db):
    book = workbook(
        ("Tên đơn vị", "Tỉnh, thành phố", "Xã, phường", "Điện thoại", "Loại"),
        ("Trường THCS Lê Lợi", "Đắk Nông", "xã Cư Jút", "0912345678", ""),
        ("", "Lâm Đồng", "xã Cư Jút", "", ""),
        ("Trường THCS Nguyễn Huệ", "Tỉnh Không Có", "", "12", "quán ăn"),
        ("THCS Lê Lợi", "Lâm Đồng", "Xã Cư Jút", "", ""),
    )
    answer = sent(office, book)
    text = re.sub(r"<[^>]+>", "", answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert "Có 5 chỗ cần sửa" in text
    for place in ("ô A3", "ô B4", "ô D4", "ô E4", "ô A5"):
        assert f"({place})" in text, place
    assert db.session.query(Unit).count() == 0


def test_a_file_is_looked_at_then_taken_and_comes_back_out_the_same(office, db):
    book = workbook(
        ("Tên đơn vị", "Tỉnh, thành phố", "Xã, phường", "Điện thoại", "Từ ngày"),
        ("Trường THCS Lê Lợi", "Đắk Nông", "xã Cư Jút", "0912345678", "01/09/1998"),
        ("Công ty Cổ phần Bình Minh", "TP. Hồ Chí Minh", "phường Sài Gòn", "", ""),
    )
    page = sent(office, book).get_data(as_text=True)
    assert db.session.query(Unit).count() == 0
    token = re.search(r'name="token"[^>]*value="([^"]+)"', page)[1]
    assert office.post("/thu-nghiem/don-vi/nhap/xac-nhan", data={"token": token}).status_code == 303
    assert [card.place for card in queries.unit_cards()] == ["phường Sài Gòn, Hồ Chí Minh", "xã Cư Jút, Lâm Đồng"]
    assert queries.unit_cards()[1].former_place == "tỉnh Đắk Nông"
    out = office.get("/thu-nghiem/don-vi/tep").data
    names = {cell.value for row in load_workbook(io.BytesIO(out)).active.iter_rows() for cell in row}
    assert {"Trường THCS Lê Lợi", "Công ty Cổ phần Bình Minh"} <= names
    again = sent(office, io.BytesIO(out)).get_data(as_text=True)
    assert "<b>2</b><span>đơn vị không đổi</span>" in again


def test_a_forged_or_foreign_token_takes_nothing_in(office, db):
    assert office.post("/thu-nghiem/don-vi/nhap/xac-nhan", data={"token": "a" * 64}).status_code == 409
    assert db.session.query(Unit).count() == 0


def test_communes_are_taken_in_with_those_before_the_merger(office, db):
    book = workbook(
        ("Xã, phường", "Tỉnh, thành phố", "Nay thuộc"),
        ("Xã Cư Jút", "Lâm Đồng", ""),
        ("Xã Tâm Thắng", "Đắk Nông", "Xã Cư Jút"),
    )
    page = sent(office, book, "communes").get_data(as_text=True)
    token = re.search(r'name="token"[^>]*value="([^"]+)"', page)[1]
    office.post("/thu-nghiem/don-vi/nhap/xac-nhan", data={"token": token})
    former = db.session.query(Commune).filter_by(name="Tâm Thắng").one()
    assert former.ended_on is not None
    assert db.session.get(Commune, former.successor_id).name == "Cư Jút"


def test_the_office_gives_a_unit_its_account_by_letter_or_on_paper(office, edition):
    unit_id = make_unit(edition)
    address = f"/thu-nghiem/don-vi/{unit_id}/tai-khoan"
    assert office.post(address, data={"person": "Lê Thị Mai", "reach": "mai@example.org"}).status_code == 303
    paper = office.post(address, data={"person": "Phạm Văn Nam", "reach": "0987 654 321"})
    assert paper.status_code == 200
    assert "0987654321" in paper.get_data(as_text=True).replace(" ", "")
    assert [each.name for each in queries.unit_accounts(edition.id, unit_id)] == ["Phạm Văn Nam"]
    wrong = office.post(address, data={"person": "Phạm Văn Nam", "reach": "123"})
    assert wrong.status_code == 422
    assert 'id="reach-error"' in wrong.get_data(as_text=True)


def test_the_list_asks_the_database_as_often_for_many_units_as_for_few(office, edition, count_queries):
    for number in range(3):
        make_unit(edition, f"Trường THCS số {number}")
    with count_queries() as few:
        office.get("/thu-nghiem/don-vi")
    for number in range(3, 40):
        make_unit(edition, f"Trường THCS số {number}")
    with count_queries() as many:
        office.get("/thu-nghiem/don-vi")
    assert len(many) == len(few) <= 8

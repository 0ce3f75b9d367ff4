"""Any old register, mapped column by column in the browser: guessed, put right, looked at, taken in, remembered."""

import io
import re
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from contest.entries.models import Entry, EntryAuthor, RegisterMapping
from contest.foundation.access import Role
from tests.editions.makers import make_edition
from tests.people.makers import grant, grant_unit, make_person, make_unit

URL = "/thu-nghiem/danh-muc/nhap"


def old_register(*more: tuple[Any, ...], field: str = "Môi trường", born: Any = date(2012, 9, 12)) -> io.BytesIO:
    """A register as a department keeps it: a title above, merged cells, one author a line, its own words for fields."""
    book, out = Workbook(), io.BytesIO()
    sheet: Any = book.active
    for row in (
        ("DANH SÁCH SẢN PHẨM DỰ THI NĂM 2026",),
        ("(Kèm theo Công văn số 12/PGD)",),
        (),
        ("STT", "Tên sản phẩm dự thi", "Lĩnh vực dự thi", "Khối", "Họ và tên học sinh", "Ngày sinh", "Lớp", "Trường"),
        (1, "Thùng rác thông minh", field, "THCS", "Lê Thị Na", born, "8A", "Trường THCS Nguyễn Huệ"),
        (None, None, None, None, "Trần Văn Bách", "05/03/2012", "8B", None),
        (2, "Phần mềm học chữ", "Tin học", "THCS", "Phạm Gia Khánh", 2011, "9A", "Trường THCS Lê Lợi"),
        *more,
        ("Tổng cộng: 02 sản phẩm",),
    ):
        sheet.append(row)
    sheet.merge_cells("A1:H1")
    sheet.merge_cells("A5:A6")
    sheet.merge_cells("B5:B6")
    book.save(out)
    out.seek(0)
    return out


@pytest.fixture
def edition(db: Any) -> Any:
    return make_edition("small_youth")


@pytest.fixture
def office(edition: Any, client_of: Any) -> Any:
    secretary = make_person("Trần Thư Ký")
    grant(secretary, edition, Role.SECRETARY)
    return client_of(secretary)


def sent(browser: Any, book: io.BytesIO, url: str = URL) -> str:
    answer = browser.post(url, data={"file": (book, "cu.xlsx")}, content_type="multipart/form-data")
    return answer.get_data(as_text=True)


def typed(page: str) -> dict[str, str]:
    """The form of the page as a browser would send it unchanged."""
    form = re.search(r'<form method="post" action="[^"]*/cot"[^>]*>.*?</form>', page, re.S)[0]
    values = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    for name, inside in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', inside)
        values[name] = chosen[1] if chosen else ""
    values |= dict(re.findall(r'type="radio" name="([^"]+)"[^>]*value="([^"]+)" checked', form))
    values |= dict.fromkeys(re.findall(r'type="checkbox" name="([^"]+)"[^>]*checked', form), "1")
    return values | {"go": "preview"}


def test_a_register_that_is_not_ours_opens_with_guesses_and_is_taken_in_and_remembered(
    office: Any, db: Any, edition: Any
) -> None:
    page = sent(office, old_register())
    assert "Chỉ cột: cu.xlsx" in page
    form = typed(page)
    assert (form["head"], form["col-title"], form["col-authors"], form["per_row"]) == ("4", "1", "4", "1")
    assert (form["means-field-0"], form["means-field-1"]) == ("green", "software")
    looked = office.post(f"{URL}/cot", data=form).get_data(as_text=True)
    assert "<b>2</b><span>hồ sơ mới</span>" in looked
    assert db.session.scalar(select(func.count()).select_from(Entry)) == 0
    token = re.search(r'name="token" value="([^"]+)"', looked)[1]
    assert office.post(f"{URL}/xac-nhan", data={"token": token}).status_code == 303
    entries = db.session.execute(select(Entry.title, Entry.field_key, Entry.unit).order_by(Entry.code)).all()
    assert entries == [
        ("Thùng rác thông minh", "green", "Trường THCS Nguyễn Huệ"),
        ("Phần mềm học chữ", "software", "Trường THCS Lê Lợi"),
    ]
    authors = db.session.execute(
        select(EntryAuthor.name, EntryAuthor.birth_on, EntryAuthor.birth_year, EntryAuthor.position_title)
        .order_by(EntryAuthor.id)
    ).all()  # fmt: skip
    assert authors == [
        ("Lê Thị Na", date(2012, 9, 12), None, "8A"), ("Trần Văn Bách", date(2012, 3, 5), None, "8B"),
        ("Phạm Gia Khánh", None, 2011, "9A"),
    ]  # fmt: skip
    again = sent(office, old_register((3, "Máy gieo hạt", "Môi trường", "THCS", "Hồ Thu", 2012, "8A", "THCS Lê Lợi")))
    assert "đã được nhập trước đây" in again
    looked = office.post(f"{URL}/cot", data=typed(again)).get_data(as_text=True)
    assert "<b>1</b><span>hồ sơ mới</span>" in looked
    assert "<b>2</b><span>hồ sơ đã có, không đổi</span>" in looked


def test_faults_stand_at_their_cells_and_every_choice_stays(office: Any, edition: Any, db: Any) -> None:
    page = sent(office, old_register(field="=1/0", born="31/02/2012"))
    form = typed(page) | {"means-field-0": "", "split": "dashes"}
    answer = office.post(f"{URL}/cot", data=form)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    for place in ("Dòng 5, ô C5", "Dòng 5, ô E5", "Dòng 7, ô C7"):
        assert place in text, place
    kept, sent_before = typed(text), typed(page)
    for name in ("csrf_token", "token", "means-field-0"):
        kept.pop(name, "")
        sent_before.pop(name, "")
    assert kept == sent_before | {"split": "dashes"}
    assert db.session.scalar(select(func.count()).select_from(RegisterMapping)) == 0


def test_a_needed_column_that_was_not_chosen_is_asked_for_at_its_field(office: Any, edition: Any) -> None:
    form = typed(sent(office, old_register())) | {"col-title": ""}
    answer = office.post(f"{URL}/cot", data=form)
    assert answer.status_code == 422
    assert 'href="#col-title"' in answer.get_data(as_text=True)


def test_all_rows_may_be_of_one_field_and_another_line_may_be_the_headings(office: Any, edition: Any, db: Any) -> None:
    form = typed(sent(office, old_register())) | {"col-field": "=study"}
    assert "<b>2</b><span>hồ sơ mới</span>" in office.post(f"{URL}/cot", data=form).get_data(as_text=True)
    moved = office.post(f"{URL}/cot", data=form | {"head": "5", "go": "again"}).get_data(as_text=True)
    assert typed(moved)["head"] == "5"


def test_a_forged_token_or_a_strange_form_takes_nothing_in(office: Any, edition: Any) -> None:
    assert office.post(f"{URL}/cot", data={"token": "x"}).status_code == 409
    form = typed(sent(office, old_register()))
    strange = form | {"head": "-1", "col-title": "9999", "col-code": "__import__", "split": "x"}
    assert office.post(f"{URL}/cot", data=strange).status_code == 422


def test_a_unit_maps_its_own_list_too(edition: Any, client_of: Any, db: Any) -> None:
    teacher = make_person("Lê Thị Mai")
    unit_id = make_unit(edition, "Trường THCS Nguyễn Huệ", "xã Cư Jút")
    grant_unit(teacher, edition, unit_id)
    school = client_of(teacher)
    url = "/thu-nghiem/ho-so/don-vi/nhap"
    form = typed(sent(school, old_register(), url))
    text = school.post(f"{url}/cot", data=form).get_data(as_text=True)
    assert "“Trường THCS Lê Lợi” khác đơn vị của tài khoản" in text
    looked = school.post(f"{url}/cot", data=form | {"col-unit": "", "col-author_unit": "7"}).get_data(as_text=True)
    token = re.search(r'name="token" value="([^"]+)"', looked)[1]
    assert school.post(f"{url}/xac-nhan", data={"token": token}).status_code == 303
    assert {entry.unit_id for entry in db.session.scalars(select(Entry))} == {unit_id}
    office = make_person("Trần Thư Ký")
    grant(office, edition, Role.SECRETARY)
    assert client_of(office).post(f"{URL}/xac-nhan", data={"token": token}).status_code == 409

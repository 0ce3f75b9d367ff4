"""A school registers its entries from one workbook: every fault at its cell, all or none, never twice, in its quota."""

import io
import re
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from contest.entries.actions import extend_unit
from contest.entries.models import Entry, EntryAuthor
from contest.foundation.access import Role
from contest.foundation.clock import LOCAL
from contest.people.models import Person, RoleGrant
from tests.editions.makers import make_edition, text_of
from tests.entries.makers import make_entry, workbook
from tests.people.makers import actor_of, grant, grant_unit, make_person, make_unit

HEAD = ("Tên giải pháp", "Lĩnh vực", "Bảng", "Tác giả", "Đơn vị", "Tóm tắt", "Điện thoại", "Email", "Đồng ý công bố")
FIELDS = ("Đồ dùng dành cho học tập", "Phần mềm tin học", "Sản phẩm thân thiện với môi trường")
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ")
GIVEN = ("Thị Ánh", "Văn Bình", "Minh Châu", "Quốc Dũng", "Thu Hằng", "Gia Khánh")
THINGS = ("Thùng rác biết phân loại", "Đèn học tự tắt", "Bảng chữ nổi", "Máy gieo hạt", "Kệ sách xoay", "Vòi rửa tay")
URL = "/thu-nghiem/ho-so/don-vi"


def row(number: int, **changes: Any) -> list[Any]:
    """One of the school's sixty entries, all of them different."""
    name = f"{FAMILIES[number % 10]} {GIVEN[number // 10]}"
    cells = {
        "title": f"{THINGS[number // 10]} kiểu {FAMILIES[number % 10]}",
        "field": FIELDS[number % 3],
        "division": "THCS",
        "authors": f"{name} | 12/09/2012 | Nữ | | 8A",
        "unit": "",
        "summary": "Mô hình do học sinh tự làm.",
        "phone": "0912345678",
        "email": "",
        "consent": "Có",
    } | changes
    return list(cells.values())


def sixty(**rows: dict[str, Any]) -> io.BytesIO:
    """The school's workbook; `r5={...}` changes cells of the entry on line 5 of the file."""
    return workbook(HEAD, *(tuple(row(number, **rows.get(f"r{number + 2}", {}))) for number in range(60)))


# Twelve faults, each of another kind, and the cell each must be told at.
PLANTED: dict[str, tuple[dict[str, Any], str, str]] = {
    "r4": ({"title": ""}, "A4", "chưa có nội dung"),
    "r7": ({"field": "Thiên văn học"}, "B7", "không có trong thể lệ"),
    "r11": ({"division": "Mẫu giáo"}, "C11", "không có trong thể lệ"),
    "r15": ({"authors": "Nguyễn Thị Ánh | 31/02/2012 | Nữ"}, "D15", "không có trong lịch"),
    "r19": ({"authors": "Nguyễn Thị Ánh | 01/01/1999 | Nữ"}, "D19", "ngoài khoảng thể lệ"),
    "r23": ({"authors": "Lê Văn An | 12/09/2012 | x"}, "D23", "ghi Nam hoặc Nữ"),
    "r27": ({"authors": "; ".join(f"Lê Văn {name}" for name in ("Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám"))}, "D27",
            "nhiều nhất 5"),
    "r31": ({"unit": "Trường THCS Khác"}, "E31", "khác đơn vị của tài khoản"),
    "r38": ({"phone": "ghi sau"}, "G38", "không phải số điện thoại"),
    "r42": ({"email": "mai@"}, "H42", "không đúng"),
    "r50": ({"consent": "chắc là có"}, "I50", "ghi Có hoặc Không"),
    "r58": ({"summary": "=1/0"}, "F58", "công thức chưa tính"),
}  # fmt: skip


@pytest.fixture
def edition(db: Any) -> Any:
    return make_edition("small_youth")


@pytest.fixture
def unit_id(edition: Any) -> int:
    return make_unit(edition, "Trường THCS Nguyễn Huệ", "xã Cư Jút", phone="02623888111")


@pytest.fixture
def teacher(edition: Any, unit_id: int) -> Person:
    person = make_person("Lê Thị Mai")
    grant_unit(person, edition, unit_id)
    return person


@pytest.fixture
def school(teacher: Person, client_of: Any) -> Any:
    return client_of(teacher)


def sent(school: Any, book: io.BytesIO) -> Any:
    return school.post(f"{URL}/nhap", data={"file": (book, "ds.xlsx")}, content_type="multipart/form-data")


def faults_of(answer: Any) -> list[str]:
    page = answer.get_data(as_text=True)
    block = re.search(r'id="form-errors".*?</ul>', page, re.S)
    return [re.sub(r"<[^>]+>", "", line) for line in re.findall(r"<li>.*?</li>", block[0], re.S)] if block else []


def confirmed(school: Any, answer: Any, **choices: str) -> Any:
    token = re.search(r'name="token" value="([^"]+)"', answer.get_data(as_text=True))
    assert token, faults_of(answer)
    return school.post(f"{URL}/nhap/xac-nhan", data={"token": token[1], **choices})


def count(db: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(Entry))


def test_twelve_planted_faults_are_all_told_at_their_cells_and_nothing_is_taken(school: Any, db: Any) -> None:
    answer = sent(school, sixty(**{line: changes for line, (changes, _, _) in PLANTED.items()}))
    assert answer.status_code == 422
    faults = faults_of(answer)
    assert len(faults) == 12, "\n".join(faults)
    for (_, cell, words), told in zip(PLANTED.values(), faults, strict=True):
        assert f"(ô {cell})" in told, told
        assert words in told, told
    assert count(db) == 0


def test_a_school_registers_sixty_entries_and_a_second_import_doubles_none(
    school: Any, db: Any, unit_id: int, teacher: Person
) -> None:
    looked = sent(school, sixty())
    assert "<b>60</b><span>hồ sơ mới</span>" in looked.get_data(as_text=True)
    assert count(db) == 0
    assert confirmed(school, looked).status_code == 303
    entries = db.session.scalars(select(Entry).order_by(Entry.code)).all()
    assert [entry.code for entry in entries][::59] == ["TN-001", "TN-060"]
    assert {(e.status, e.source, e.unit_id, e.owner_id, e.unit) for e in entries} == {
        ("submitted", "unit", unit_id, teacher.id, "Trường THCS Nguyễn Huệ")
    }
    authors = db.session.scalars(select(EntryAuthor)).all()
    assert {(a.unit, a.unit_id, a.person_id) for a in authors} == {("Trường THCS Nguyễn Huệ", unit_id, None)}
    again = sent(school, sixty())
    page = again.get_data(as_text=True)
    assert "<b>60</b><span>hồ sơ đã có, không đổi</span>" in page
    assert "Mọi hồ sơ trong tệp đã có" in page
    assert confirmed(school, again).status_code == 303
    assert count(db) == 60


def test_differences_of_a_second_import_are_offered_as_updates(school: Any, db: Any) -> None:
    confirmed(school, sent(school, sixty()))
    changed = {
        "r3": {"summary": "Đã làm lại mô hình."},
        "r5": {"title": "Đèn học tự bật"},
    }
    looked = sent(school, sixty(**changed))
    page = looked.get_data(as_text=True)
    assert "đổi tóm tắt" in page
    assert "giống hồ sơ TN-004 nhưng khác tên" in re.sub("Giống", "giống", page)
    confirmed(school, looked, **{"row-5": "update"})
    assert count(db) == 60
    assert db.session.scalar(select(Entry.summary).where(Entry.code == "TN-002")) == "Đã làm lại mô hình."
    assert db.session.scalar(select(Entry.title).where(Entry.code == "TN-004")) == "Đèn học tự bật"


def test_the_quota_of_the_regulation_is_shown_and_enforced_row_by_row(db: Any, client_of: Any) -> None:
    text = text_of("small_youth").replace("  submitted_by: either", "  submitted_by: either\n  quota: {per_unit: 3}")
    edition = make_edition("small_youth", text=text)
    teacher = make_person("Lê Thị Mai")
    grant_unit(teacher, edition, make_unit(edition, "Trường THCS Nguyễn Huệ", "xã Cư Jút"))
    school = client_of(teacher)
    make_entry(edition, "TN-900", unit="THCS Nguyễn Huệ", field="green", division="secondary")
    answer = sent(school, workbook(HEAD, *(tuple(row(number)) for number in range(4))))
    assert [re.search(r"ô (\w+)", told)[1] for told in faults_of(answer)] == ["A4", "A5"]
    assert "nhiều nhất 3 hồ sơ, đã có 1" in faults_of(answer)[0]
    confirmed(school, sent(school, workbook(HEAD, *(tuple(row(number)) for number in range(2)))))
    desk = school.get(URL).get_data(as_text=True)
    assert 'max="3" value="3"' in desk
    assert "được gửi nhiều nhất 3 hồ sơ; đã nộp 3" in desk


def test_nobody_else_s_entries_are_known_or_touched(school: Any, edition: Any, db: Any) -> None:
    make_entry(
        edition, "TN-900", title=row(0)[0], unit="Trường THCS Lê Lợi", authors=("Nguyễn Thị Ánh",), field="green"
    )
    stranger = workbook(("Mã số", *HEAD), ("TN-900", *row(0)))
    answer = sent(school, stranger)
    (told,) = faults_of(answer)
    assert "TN-900" in told
    assert "Lê Lợi" not in answer.get_data(as_text=True)
    assert "<b>1</b><span>hồ sơ mới</span>" in sent(school, workbook(HEAD, tuple(row(0)))).get_data(as_text=True)


def test_who_follows_in_office_sees_and_mends_what_was_registered(
    school: Any, edition: Any, unit_id: int, client_of: Any, db: Any
) -> None:
    confirmed(school, sent(school, workbook(HEAD, tuple(row(0)))))
    entry_id = db.session.scalar(select(Entry.id))
    successor, outsider = make_person("Phạm Văn Nam"), make_person("Đỗ Văn Kim")
    assert client_of(successor).get(f"/thu-nghiem/ho-so/{entry_id}").status_code == 404
    grant_unit(successor, edition, unit_id)
    grant_unit(outsider, edition, make_unit(edition, "Trường THCS Lê Lợi"))
    assert client_of(successor).get(f"/thu-nghiem/ho-so/{entry_id}/giai-phap").status_code == 200
    assert client_of(outsider).get(f"/thu-nghiem/ho-so/{entry_id}").status_code == 404
    assert row(0)[0] in client_of(successor).get(URL).get_data(as_text=True)
    assert row(0)[0] not in client_of(outsider).get(URL).get_data(as_text=True)


def test_the_desk_says_what_each_entry_lacks_in_a_constant_number_of_questions(school: Any, count_queries: Any) -> None:
    confirmed(school, sent(school, workbook(HEAD, *(tuple(row(number)) for number in range(3)))))
    with count_queries() as few:
        page = school.get(URL).get_data(as_text=True)
    assert "Chưa có tệp cho phần “Bản thuyết minh”." in page
    confirmed(school, sent(school, workbook(HEAD, *(tuple(row(number)) for number in range(40)))))
    with count_queries() as many:
        school.get(URL)
    assert len(many) == len(few), "\n".join(many)


def test_the_desk_says_who_handed_in_what_the_unit_did_not_register(school: Any, edition: Any, db: Any) -> None:
    for code, source in (("TN-801", "web"), ("TN-802", "import")):
        entry = make_entry(edition, code, title=f"Máy {code}", unit="Trường THCS Nguyễn Huệ", field="green")
        entry.source = source
    page = school.get(URL).get_data(as_text=True)
    assert (page.count("Tác giả tự nộp"), page.count("Ban Thư ký nhập")) == (1, 1)


def test_an_entry_by_form_opens_with_the_unit_and_stays_the_unit_s(school: Any, db: Any, unit_id: int) -> None:
    assert school.post("/thu-nghiem/ho-so/moi", data={"start_key": "a"}).status_code == 303
    entry = db.session.scalar(select(Entry))
    page = school.get(f"/thu-nghiem/ho-so/{entry.id}/giai-phap").get_data(as_text=True)
    assert 'value="Trường THCS Nguyễn Huệ"' in page
    assert (entry.source, entry.unit_id) == ("unit", unit_id)


def test_an_author_claims_the_place_in_an_entry_with_a_code_on_paper(
    school: Any, edition: Any, db: Any, client_of: Any
) -> None:
    confirmed(school, sent(school, workbook(HEAD, tuple(row(0)))))
    entry_id = db.session.scalar(select(Entry.id))
    assert "Nguyễn Thị Ánh" in school.get(f"/thu-nghiem/ho-so/{entry_id}/ma-tac-gia").get_data(as_text=True)
    wrong = school.post(f"/thu-nghiem/ho-so/{entry_id}/ma-tac-gia", data={"author": "1", "phone": "12"})
    assert wrong.status_code == 422
    page = wrong.get_data(as_text=True)
    assert 'value="12"' in page
    assert '<a href="#phone">“12” không phải số điện thoại' in page
    assert "không phải số điện thoại" in page.split('<label for="phone">')[1].split("<input")[0], "at its field, too"
    paper = school.post(f"/thu-nghiem/ho-so/{entry_id}/ma-tac-gia", data={"author": "1", "phone": "0987654321"})
    assert paper.status_code == 200
    pupil = db.session.scalar(select(Person).where(Person.phone == "0987654321"))
    assert client_of(pupil).get(f"/thu-nghiem/ho-so/{entry_id}").status_code == 200
    roles = set(db.session.scalars(select(RoleGrant.role).where(RoleGrant.person_id == pupil.id)))
    assert roles == {str(Role.ENTRANT)}
    twice = school.post(f"/thu-nghiem/ho-so/{entry_id}/ma-tac-gia", data={"author": "1", "phone": "0987654322"})
    assert "đã có tài khoản" in twice.get_data(as_text=True)


def test_a_unit_account_without_a_unit_is_told_what_to_do(edition: Any, client_of: Any) -> None:
    person = make_person("Không đơn vị")
    grant(person, edition, Role.UNIT)
    browser = client_of(person)
    assert "chưa gắn với đơn vị nào" in browser.get(URL).get_data(as_text=True)
    assert browser.get(f"{URL}/nhap").status_code == 409


def test_nothing_is_registered_after_the_deadline(school: Any, db: Any, at: Any) -> None:
    at("2030-07-15T23:50")
    looked = sent(school, workbook(HEAD, tuple(row(0))))
    at("2030-07-16T00:10")
    assert confirmed(school, looked).status_code == 422
    assert count(db) == 0


def test_time_given_to_the_school_lets_its_workbook_in_after_the_deadline(
    client_of: Any, teacher: Person, edition: Any, at: Any
) -> None:
    office = actor_of(make_person("Phạm Thị Ái"), (Role.SECRETARY, edition))
    browser = client_of(teacher)
    at("2030-07-16T08:00")
    book = {"file": (workbook(HEAD, tuple(row(1))), "so.xlsx")}
    answer = browser.post(f"{URL}/nhap", data=book, content_type="multipart/form-data")
    assert "Đã hết hạn nộp hồ sơ" in answer.get_data(as_text=True)
    until = datetime(2030, 7, 20, 17, tzinfo=LOCAL)
    extend_unit(office, edition.id, "trường thcs NGUYỄN HUỆ", until, "Bão số 3")
    book = {"file": (workbook(HEAD, tuple(row(1))), "so.xlsx")}
    answer = browser.post(f"{URL}/nhap", data=book, content_type="multipart/form-data")
    assert "Đã hết hạn nộp hồ sơ" not in answer.get_data(as_text=True)
    assert "17:00 ngày 20/07/2030" in browser.get(URL).get_data(as_text=True)

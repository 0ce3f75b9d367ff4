"""The secretariat's pages: the register, the record, corrections, paper, and files from units."""

import io
import re
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from contest.editions.actions import ask_question
from contest.editions.queries import regulation_of
from contest.entries import queries, reports
from contest.entries.models import Entry, EntryAuthor
from contest.foundation.access import Role
from contest.foundation.post import message_of
from contest.foundation.writers import xlsx
from contest.people.models import Person, RoleGrant
from tests.editions.makers import make_edition
from tests.editions.makers import text_of as regulation_text
from tests.entries.makers import authors_typed, flat, handed_in, make_entry, solution_typed, workbook
from tests.entries.test_actions_import import HEAD, ROW
from tests.letters.makers import make_letter
from tests.people.makers import actor_of, grant, make_person


@pytest.fixture
def edition(db: Any) -> Any:
    """A small technical contest."""
    return make_edition()


@pytest.fixture
def office(client_of: Any, edition: Any) -> Any:
    """The browser of somebody of the secretariat."""
    ada = make_person("Phạm Thị Ái")
    grant(ada, edition, Role.SECRETARY)
    return client_of(ada)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def codes_on(page: str) -> list[str]:
    return re.findall(r'class="code">(KT-\d+)<', page)


def some(edition: Any) -> None:
    make_entry(edition, "KT-001", title="Đèn năng lượng mặt trời", authors=("Đỗ Thị Hồng Ánh",), field="ict")
    make_entry(edition, "KT-002", title="Bếp không khói", unit="Trường THPT Số 1", field="agri", status="eligible")
    make_entry(edition, "KT-003", title="Âm thanh cho lớp học", authors=("Vũ Đình", "Lò Văn Hòa"), field="ict")
    make_entry(edition, None, title="Đang soạn", status="draft")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["KT-001", "KT-002", "KT-003"]),
        ("?tim=den+nang", ["KT-001"]),
        ("?tim=Đèn+năng", ["KT-001"]),
        ("?tim=dén", []),
        ("?tim=hoà", ["KT-003"]),
        ("?tim=HONG+anh", ["KT-001"]),
        ("?tim=kt-002", ["KT-002"]),
        ("?tim=100%25", []),
        ("?tim=_", []),
        ("?linh_vuc=ict", ["KT-001", "KT-003"]),
        ("?trang_thai=eligible", ["KT-002"]),
        ("?don_vi=so+1", ["KT-002"]),
        ("?linh_vuc=ict&tim=den", ["KT-001"]),
        ("?xep=title", ["KT-003", "KT-002", "KT-001"]),
        ("?xep=nonsense&trang_thai=nonsense&trang=-4", ["KT-001", "KT-002", "KT-003"]),
    ],
)
def test_the_register_is_searched_filtered_and_sorted(office: Any, edition: Any, query: str, found: list[str]) -> None:
    some(edition)
    assert codes_on(office.get(f"/thu-nghiem/danh-muc{query}").get_data(as_text=True)) == found


def test_every_icon_of_the_register_is_drawn_before_it_is_used_again(office: Any, edition: Any) -> None:
    some(edition)
    page = office.get("/thu-nghiem/danh-muc").get_data(as_text=True)
    used = set(re.findall(r'<use href="#(bi-[^"]+)"', page))
    assert used
    assert used <= set(re.findall(r'<g id="(bi-[^"]+)"', page))


def test_drafts_are_seen_only_when_asked_for(office: Any, edition: Any) -> None:
    some(edition)
    assert "Đang soạn" not in text_of(office.get("/thu-nghiem/danh-muc"))
    assert "Đang soạn" in text_of(office.get("/thu-nghiem/danh-muc?trang_thai=draft"))


def test_the_register_asks_the_same_few_questions_whatever_its_length(
    office: Any, edition: Any, questions: Any
) -> None:
    counts = []
    for target in (10, 300):
        for place in range(len(queries.briefs(edition.id)), target):
            make_entry(edition, f"KT-{place:03}", title=f"Giải pháp {place}", authors=("Lê An", "Lê Bình"))
        with questions() as asked:
            page = office.get("/thu-nghiem/danh-muc").get_data(as_text=True)
        counts.append(len([words for words in asked if words.startswith(("SELECT", "INSERT", "UPDATE"))]))
        assert len(codes_on(page)) == min(target, 50)
    assert counts[0] == counts[1]
    assert counts[1] <= 8


def test_pages_of_the_register_hold_fifty(office: Any, edition: Any) -> None:
    for place in range(1, 122):
        make_entry(edition, f"KT-{place:03}", title=f"Giải pháp {place}")
    assert codes_on(office.get("/thu-nghiem/danh-muc?trang=3").get_data(as_text=True))[0] == "KT-101"
    assert "trong 121" in text_of(office.get("/thu-nghiem/danh-muc?trang=99"))


def test_only_the_office_sees_the_register(client_of: Any, edition: Any) -> None:
    cleo = make_person("Nguyễn Văn Bình")
    receipt = handed_in(actor_of(cleo), edition)
    browser = client_of(cleo)
    for path in ("danh-muc", f"danh-muc/{receipt.entry_id}", f"danh-muc/{receipt.entry_id}/sua", "danh-muc/nhap"):
        assert browser.get(f"/thu-nghiem/{path}").status_code == 403


def test_the_record_shows_everything_and_who_changed_what(office: Any, edition: Any, db: Any) -> None:
    receipt = handed_in(actor_of(make_person("Nguyễn Văn Bình")), edition)
    url = f"/thu-nghiem/danh-muc/{receipt.entry_id}"
    page = text_of(office.get(url))
    for words in ("KT-001", "Máy gặt lúa mini", "Trần Thị Hoà", "60 %", "ban-mo-ta.pdf", "Nộp hồ sơ"):
        assert words in page
    typed = solution_typed(field_key="agri") | flat(authors_typed()) | {"reason": "Sai lĩnh vực"}
    form = text_of(office.get(f"{url}/sua"))
    version = re.search(r'name="version" value="(\d+)"', form)
    assert version
    assert office.post(f"{url}/sua", data=typed | {"version": version[1]}).status_code == 303
    page = text_of(office.get(url))
    assert "Sai lĩnh vực" in page
    assert "Ban Thư ký sửa hồ sơ" in page
    answer = office.post(f"{url}/sua", data=typed | {"version": version[1]})
    assert answer.status_code == 422
    assert "vừa được người khác thay đổi" in text_of(answer)


def test_a_correction_with_a_bad_value_keeps_the_form(office: Any, edition: Any) -> None:
    entry = make_entry(edition)
    typed = solution_typed(fact_applied_on="31/02/2024") | flat(authors_typed()) | {"reason": "x", "version": "1"}
    answer = office.post(f"/thu-nghiem/danh-muc/{entry.id}/sua", data=typed)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Ngày “31/02/2024” không có trong lịch." in page
    assert 'value="31/02/2024"' in page


def test_a_paper_dossier_is_taken_in(office: Any, edition: Any, db: Any) -> None:
    assert "Nhận hồ sơ giấy" in text_of(office.get("/thu-nghiem/danh-muc/ho-so-giay"))
    typed = solution_typed() | flat(authors_typed()) | {"code": "", "sent_on": "30/02/2026"}
    answer = office.post("/thu-nghiem/danh-muc/ho-so-giay", data=typed)
    assert (answer.status_code, "“30/02/2026” không có trong lịch" in text_of(answer)) == (422, True)
    answer = office.post("/thu-nghiem/danh-muc/ho-so-giay", data=typed | {"sent_on": "28/02/2026"})
    assert answer.status_code == 303
    page = text_of(office.get(answer.location))
    assert "28/02/2026" in page
    assert "Hồ sơ giấy" in page


def test_receipt_of_the_signed_dossier_is_confirmed(office: Any, edition: Any, db: Any) -> None:
    entry = make_entry(edition)
    assert office.post(f"/thu-nghiem/danh-muc/{entry.id}/tiep-nhan").status_code == 303
    assert db.session.get(Entry, entry.id).status == "received"


def test_a_register_is_looked_at_and_then_taken_in(office: Any, edition: Any, db: Any) -> None:
    url = "/thu-nghiem/danh-muc/nhap"
    assert "Họ tên | ngày sinh" in text_of(office.get(url))
    assert office.post(url, data={}).status_code == 422
    bad = workbook(HEAD, (*ROW[:2], "Thiên văn", *ROW[3:]))
    answer = office.post(url, data={"file": (bad, "ds.xlsx")}, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Dòng 2, cột “Lĩnh vực” (ô C2):" in text_of(answer)
    good = workbook(HEAD, ROW)
    answer = office.post(url, data={"file": (good, "ds.xlsx")}, content_type="multipart/form-data")
    page = text_of(answer)
    assert "Chưa có gì được ghi." in page
    assert db.session.query(Entry).count() == 0
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    assert office.post(f"{url}/xac-nhan", data={"token": token[1][:-2] + "xx"}).status_code == 409
    assert office.post(f"{url}/xac-nhan", data={"token": token[1]}).status_code == 303
    assert db.session.query(EntryAuthor).count() == 2
    assert office.post(f"{url}/xac-nhan", data={"file": "../../etc/passwd"}).status_code == 409


def test_a_file_that_was_looked_at_in_one_contest_is_not_taken_into_another(office: Any, edition: Any, db: Any) -> None:
    url = "/thu-nghiem/danh-muc/nhap"
    answer = office.post(url, data={"file": (workbook(HEAD, ROW), "ds.xlsx")}, content_type="multipart/form-data")
    token = re.search(r'name="token" value="([^"]+)"', text_of(answer))
    assert token
    other = make_edition(slug="khac", stage="open")
    secretary = db.session.scalar(select(Person).join(RoleGrant, RoleGrant.person_id == Person.id))
    grant(secretary, other, Role.SECRETARY)
    assert office.post("/khac/danh-muc/nhap/xac-nhan", data={"token": token[1]}).status_code == 409
    assert db.session.query(Entry).count() == 0


def test_a_formula_fault_hides_no_other_fault(office: Any, edition: Any) -> None:
    book = workbook(HEAD, ("=A1", *ROW[1:]), (None, "Máy khác", "Thiên văn", *ROW[3:]), (None, None, *ROW[2:]))
    answer = office.post(
        "/thu-nghiem/danh-muc/nhap", data={"file": (book, "ds.xlsx")}, content_type="multipart/form-data"
    )
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Có 3 chỗ cần sửa" in page
    for place in ("(ô A2)", "(ô C3)", "(ô B4)"):
        assert place in page


def test_the_blank_register_has_the_lists_of_the_contest_and_can_be_filled_and_taken_in(
    office: Any, edition: Any, tmp_path: Any
) -> None:
    answer = office.get("/thu-nghiem/danh-muc/mau")
    path = tmp_path / "mau.xlsx"
    path.write_bytes(answer.data)
    book = load_workbook(path)
    sheet, guide, lists = book.worksheets
    heads = [cell.value for cell in sheet[1]]
    assert heads[:4] == ["Mã số", "Tên giải pháp", "Lĩnh vực", "Tác giả"]
    assert "Bảng" not in heads
    assert [cell.value for cell in lists["A"]][1:3] == [field.name for field in regulation_of(edition.id).fields][:2]
    rule = next(one for one in sheet.data_validations.dataValidation if "C2" in str(one.sqref))
    assert rule.formula1.startswith("'Danh sách'!$A$2:$A$")
    example = {row[0].value: row[2].value for row in guide.iter_rows(min_row=5)}
    for place, head in enumerate(heads, 1):
        sheet.cell(2, place, example.get(head))
    book.save(path)
    taken = office.post(
        "/thu-nghiem/danh-muc/nhap", data={"file": (path.open("rb"), "mau.xlsx")}, content_type="multipart/form-data"
    )
    assert "<b>1</b><span>hồ sơ mới</span>" in text_of(taken)
    untouched = office.post(
        "/thu-nghiem/danh-muc/nhap",
        data={"file": (io.BytesIO(answer.data), "mau.xlsx")},
        content_type="multipart/form-data",
    )
    assert "không có dòng dữ liệu" in text_of(untouched)


def test_something_else_than_a_spreadsheet_is_said_to_be_so(office: Any, edition: Any) -> None:
    bad = workbook(HEAD)
    bad.write(b"\x00" * 10)
    bad.seek(0)
    data = {"file": (bad, "ds.xlsx")}
    answer = office.post("/thu-nghiem/danh-muc/nhap", data=data, content_type="multipart/form-data")
    assert (answer.status_code, "Excel" in text_of(answer)) == (422, True)


def test_the_register_on_paper_has_no_birth_dates_and_no_telephones(edition: Any, db: Any, tmp_path: Any) -> None:
    handed_in(actor_of(make_person("Nguyễn Văn Bình")), edition, title="=1+1 là tên")
    path = tmp_path / "danh-muc.xlsx"
    path.write_bytes(xlsx.write(reports.register(edition.id)))
    book = load_workbook(path)
    cells = [str(cell.value) for row in book.active.iter_rows() for cell in row if cell.value is not None]
    book.close()
    whole = "\n".join(cells)
    assert "DANH MỤC HỒ SƠ DỰ THI" in whole
    assert "Nguyễn Văn Bình (Kỹ sư)" in whole
    for hidden in ("0912345678", "05/03/1990", "binh@example.org"):
        assert hidden not in whole
    title = next(cell for row in load_workbook(path).active.iter_rows() for cell in row if cell.value == "=1+1 là tên")
    assert title.data_type == "s"


def test_the_register_is_printed_whole_whatever_a_page_of_it_holds(office: Any, edition: Any, db: Any) -> None:
    for number in range(1, 61):
        make_entry(edition, f"KT-{number:03}", title=f"Máy số {number}")
    db.session.commit()
    page = office.get("/thu-nghiem/danh-muc").text
    assert ("KT-050" in page, "KT-051" in page) == (True, False)
    assert "Bản in đủ 60 dòng" in page
    whole = office.get("/thu-nghiem/danh-muc?in=1").text
    assert all(f"KT-{number:03}" in whole for number in range(1, 61))
    assert 'rel="next"' not in whole
    assert "KT-060" in office.get("/thu-nghiem/danh-muc?in=1&tim=so+60").text
    assert "KT-059" not in office.get("/thu-nghiem/danh-muc?in=1&tim=so+60").text


def test_an_answer_that_names_an_entrant_is_not_released_and_what_was_typed_is_kept(db, client_of):
    edition = make_edition("small_youth")
    make_entry(edition, "TN-001", authors=("Đặng Thuỳ Chi Mai",), field="green")
    asker, secretary = make_person("Cô Lan"), make_person("Cúc")
    grant(secretary, edition, Role.SECRETARY)
    question = ask_question(actor_of(asker), edition.id, "Em dang thuy chi mai nộp muộn được không?")
    db.session.commit()
    desk, here = client_of(secretary), f"/thu-nghiem/hoi-dap/{question}"
    typed = {f"q{question}-text": "Em Đặng Thùy Chi Mai nộp muộn được không?", f"q{question}-answer": "Được."}
    refused = desk.post(f"{here}/tra-loi", data={**typed, f"q{question}-publish": "y"})
    assert refused.status_code == 422
    assert "có họ tên một tác giả" in refused.text
    assert "Em Đặng Thùy Chi Mai nộp muộn được không?" in refused.text
    # Only the asker sees it: nothing stands against the name.
    assert desk.post(f"{here}/tra-loi", data=typed).status_code == 303
    assert desk.post(f"{here}/cong-khai").status_code == 409
    neutral = {**typed, f"q{question}-text": "Tác giả nộp muộn được không?", f"q{question}-publish": "y"}
    assert desk.post(f"{here}/tra-loi", data=neutral).status_code == 303
    assert "Tác giả nộp muộn được không?" in client_of(asker).get("/thu-nghiem/hoi-dap").text


def test_a_letter_is_answered_to_the_office(db):
    edition = make_edition(
        "small_youth", text=regulation_text("small_youth") + "contact: {email: 'banthuky@example.org'}\n"
    )
    letter = make_letter(edition)
    assert message_of(letter)["Reply-To"] == "banthuky@example.org"
    letter.edition_id = None
    assert message_of(letter)["Reply-To"] is None

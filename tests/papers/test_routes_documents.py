"""The pages of administrative documents: made, numbered, signed, replaced; texts changed in Word; all invented."""

import copy
import hashlib
import io
import os
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx import oxml
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from flask.testing import FlaskClient

from contest.foundation.files import path_of
from contest.foundation.pruning import sweep_store
from contest.papers.queries import citation
from contest.papers.queries.documents import newest
from contest.people.models import Person
from contest.results.actions import seal_results
from tests.results.makers import make_decided

ClientOf = Callable[[Person], FlaskClient]
OFFICE = "/thu-nghiem/van-ban/hanh-chinh"
TEXTS = "/thu-nghiem/van-ban/mau"
SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


@pytest.fixture
def office(db: Any, client_of: ClientOf) -> tuple[Any, FlaskClient]:
    edition, _, organiser, person = make_decided()
    seal_results(organiser, edition.id)
    return edition, client_of(person)


def words(content: bytes) -> str:
    """Everything a Word file says."""
    made = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in made.paragraphs), *cells])


def heads(content: bytes) -> str:
    """What stands above the pages."""
    section = docx.Document(io.BytesIO(content)).sections[0]
    lines = [*section.header.paragraphs, *section.first_page_header.paragraphs]
    return "\n".join(line.text for line in lines)


def test_a_decision_goes_from_draft_to_signed_and_everything_says_so(office: tuple[Any, FlaskClient]) -> None:
    edition, browser = office
    assert "Chưa có số" in browser.get(OFFICE).text
    draft = browser.post(f"{OFFICE}/result_decision/tai.docx").data
    assert "BẢN NHÁP" in heads(draft)
    assert "Số: ....../" in words(draft)
    described = browser.post(
        f"{OFFICE}/result_decision/the-thuc",
        data={"body": "Liên hiệp hội tỉnh Bình Minh", "place": "Bình Minh", "signatory_title": "CHỦ TỊCH",
              "signatory": "Lê Thị Ưng", "summary": "Về việc trao giải", "symbol": "QĐ-LHH"},
    )  # fmt: skip
    assert described.status_code == 303
    numbered = browser.post(
        f"{OFFICE}/result_decision/so-ngay", data={"number": "5", "symbol": "QĐ-LHH", "issued_on": "05/03/2024"}
    )
    assert numbered.status_code == 303
    issued = browser.post(f"{OFFICE}/result_decision/tai.docx").data
    assert "BẢN NHÁP" not in heads(issued)
    assert "Số: 05/QĐ-LHH" in words(issued)
    assert "Bình Minh, ngày 05 tháng 3 năm 2024" in words(issued)
    assert "(Kèm theo Quyết định số 05/QĐ-LHH ngày 05 tháng 3 năm 2024 của Liên hiệp hội tỉnh Bình Minh)" in words(
        issued
    )
    assert "LÊ THỊ ƯNG" not in words(issued)
    assert "Lê Thị Ưng" in words(issued)
    wrong = browser.post(f"{OFFICE}/result_decision/ban-ky", data={"scan": (io.BytesIO(b"MZ\x90\x00"), "ban-ky.pdf")})
    assert wrong.status_code == 422
    assert "không đúng loại" in wrong.text
    back = browser.post(f"{OFFICE}/result_decision/ban-ky", data={"scan": (io.BytesIO(SCAN), "ban-ky.pdf")})
    assert back.status_code == 303
    page = browser.get(f"{OFFICE}/result_decision").text
    assert "Đã ký" in page
    assert "Sửa số, ngày" not in page
    line = newest(edition.id, "result_decision")
    assert line is not None
    assert browser.get(f"{OFFICE}/result_decision/ban-ky/{line.id}").data == SCAN
    closed = browser.post(
        f"{OFFICE}/result_decision/so-ngay",
        data={"number": "6", "symbol": "QĐ-LHH", "issued_on": "05/03/2024", "reason": "nhầm"},
    )
    assert closed.status_code == 422
    assert "lập văn bản thay thế" in closed.text
    # The announcement of the result cites what was noted once.
    told = words(browser.post(f"{OFFICE}/result_announcement/tai.docx").data)
    assert "Căn cứ Quyết định số 05/QĐ-LHH ngày 05 tháng 3 năm 2024 của Liên hiệp hội tỉnh Bình Minh" in told


def test_what_is_refused_keeps_what_was_typed_at_its_field(office: tuple[Any, FlaskClient]) -> None:
    edition, browser = office
    wrong = browser.post(
        f"{OFFICE}/result_decision/so-ngay", data={"number": "", "symbol": "QĐ-XYZ", "issued_on": "05/03/2124"}
    )
    assert wrong.status_code == 422
    assert "QĐ-XYZ" in wrong.text
    assert "Hãy ghi số văn bản" in wrong.text
    assert "Ngày ban hành chưa tới" in wrong.text
    assert citation(edition.id, "result_decision") is None
    assert browser.get(f"{OFFICE}/khong-co").status_code == 404


def test_nothing_that_names_winners_is_made_before_the_seal(db: Any, client_of: ClientOf) -> None:
    _, _, _, person = make_decided()
    browser = client_of(person)
    assert "chưa được niêm phong" in browser.get(f"{OFFICE}/result_decision").text
    assert browser.post(f"{OFFICE}/result_decision/tai.docx").status_code == 409
    assert browser.post(f"{OFFICE}/contest_announcement/tai.docx").status_code == 200


def changed(content: bytes, *changes: tuple[str, str]) -> io.BytesIO:
    """The template as somebody changes it in Word."""
    made = docx.Document(io.BytesIO(content))
    for line in made.paragraphs:
        for old, new in changes:
            if old in line.text:
                line.runs[0].text = line.text.replace(old, new)
                for run in line.runs[1:]:
                    run.text = ""
    out = io.BytesIO()
    made.save(out)
    out.seek(0)
    return out


def test_a_text_changed_in_word_is_used_until_the_shipped_one_is_taken_back(office: tuple[Any, FlaskClient]) -> None:
    _, browser = office
    given = browser.get(f"{TEXTS}/result_decision/dangdung.docx").data
    assert "{{ ten_cuoc_thi }}" in words(given)
    mine = changed(given, ("Công nhận kết quả", "Nay công nhận kết quả"))
    assert browser.post(f"{TEXTS}/result_decision", data={"file": (mine, "mau.docx")}).status_code == 303
    made = words(browser.post(f"{OFFICE}/result_decision/tai.docx").data)
    assert "Nay công nhận kết quả" in made
    assert "{{" not in made
    assert "Mẫu của Ban Tổ chức" in browser.get(OFFICE).text
    assert browser.post(f"{TEXTS}/result_decision/mau-goc").status_code == 303
    assert "Nay công nhận" not in words(browser.post(f"{OFFICE}/result_decision/tai.docx").data)


def test_every_fault_of_a_text_is_named_with_its_place(office: tuple[Any, FlaskClient]) -> None:
    _, browser = office
    given = browser.get(f"{TEXTS}/result_decision/goc.docx").data
    bad = changed(
        given,
        ("{{ ten_cuoc_thi }}", "{{ ten_hoi_thi }}"),
        ("{%p for can_cu in cac_can_cu %}", "{%p for can_cu in ten_du_thi %}"),
        ("có hiệu lực", "{{ nguoi_ky có hiệu lực"),
    )
    answer = browser.post(f"{TEXTS}/result_decision", data={"file": (bad, "mau.docx")})
    assert answer.status_code == 422
    assert "Không có mục “ten_hoi_thi”" in answer.text
    assert "Công nhận kết quả" in answer.text
    assert "“ten_du_thi” không phải là danh sách" in answer.text
    assert "chưa đủ đôi" in answer.text
    assert "mau.docx" not in browser.get(f"{TEXTS}/result_decision").text


def word_left(content: bytes) -> io.BytesIO:
    """The template as Word leaves it: tags in pieces of other faces, tracked changes, spaces that do not break."""
    made = docx.Document(io.BytesIO(content))
    for line in (Paragraph(each, made) for each in list(made.element.body.iter(oxml.ns.qn("w:p")))):
        for run in list(line.runs):
            if "{{ so_ky_hieu }}" in run.text:
                run.text = run.text.replace("{{ so_ky_hieu }}", "")
            if "{" in run.text and len(run.text) > 4:
                half = copy.deepcopy(run._r)
                run.text, after = run.text[: len(run.text) // 2], run.text[len(run.text) // 2 :]
                run._r.addnext(half)
                Run(half, line).text = after.replace(" ", "\N{NO-BREAK SPACE}")
                run.bold = not run.bold
    asked = next(line for line in made.paragraphs if "Công nhận kết quả" in line.text)
    inserted, deleted = (oxml.OxmlElement(f"w:{name}") for name in ("ins", "del"))
    asked._p.append(inserted)
    inserted.append(copy.deepcopy(asked.runs[0]._r))
    Run(inserted[0], asked).text = " Them mot cau."
    asked._p.append(deleted)
    gone = copy.deepcopy(asked.runs[0]._r)
    for word in gone.findall(oxml.ns.qn("w:t")):
        word.tag, word.text = oxml.ns.qn("w:delText"), "{{ bo_di"
    deleted.append(gone)
    out = io.BytesIO()
    made.save(out)
    out.seek(0)
    return out


def test_a_text_is_taken_as_word_leaves_it_and_what_it_no_longer_asks_for_is_told(
    office: tuple[Any, FlaskClient],
) -> None:
    _, browser = office
    given = browser.get(f"{TEXTS}/result_decision/goc.docx").data
    taken = browser.post(
        f"{TEXTS}/result_decision", data={"file": (word_left(given), "mau.docx")}, follow_redirects=True
    )
    assert "Mẫu dùng được" in taken.text
    assert "Mẫu không còn chỗ điền: Số và ký hiệu." in taken.text
    made = words(browser.post(f"{OFFICE}/result_decision/tai.docx").data)
    assert "{" not in made
    assert "bo_di" not in made
    assert "Them mot cau." in made
    assert "Số: ....../" not in made


def test_a_text_that_was_refused_does_not_stay_in_the_store(office: tuple[Any, FlaskClient]) -> None:
    _, browser = office
    refused = changed(browser.get(f"{TEXTS}/result_decision/goc.docx").data, ("{{ ten_cuoc_thi }}", "{{ ten_la }}"))
    sha256 = hashlib.sha256(refused.getvalue()).hexdigest()
    assert browser.post(f"{TEXTS}/result_decision", data={"file": (refused, "mau.docx")}).status_code == 422
    os.utime(path_of(sha256), (0, 0))
    sweep_store(lambda done, total: None)
    with pytest.raises(FileNotFoundError):
        path_of(sha256)

"""The pages of paper: printed sheets read back, a sheet opened by its code, keyed in twice, photographed, decided."""

import io
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
import zxingcpp
from flask.testing import FlaskClient
from PIL import Image, ImageFilter
from pypdf import PdfReader
from sqlalchemy import select

from contest.foundation.access import Role
from contest.people.models import Person
from contest.scoring import actions, queries
from contest.scoring.models import PaperSheet, ScoreSheet
from contest.scoring.reports import paper_sheets
from tests.entries.makers import picture
from tests.people.makers import grant, make_person
from tests.printed import docx_words, off_the_page, pdf_pages, pdf_words, pictures_of, squeezed
from tests.scoring.makers import Judging, make_judging
from tests.scoring.test_actions_paper import first_code

ClientOf = Callable[[Person], FlaskClient]
BOARD = "/thu-nghiem/tien-do/preliminary/phieu-giay"
SHEETS = "/thu-nghiem/phieu-cham"
READ = {"novelty": "35,5", "use": "20.0", "effect": "22", "control": "77,5"}


def plain(answer: Any) -> str:
    """A page's words without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", answer.get_data(as_text=True)).split())


def another(judging: Judging, name: str = "Hồ Thị Mai") -> Person:
    """One more of the secretariat."""
    person = make_person(name)
    grant(person, judging.edition, Role.SECRETARY)
    return person


def photographed(browser: FlaskClient, code: str) -> Any:
    """Send a photograph that tells where it was taken."""
    photo = {"photo": (io.BytesIO(picture()), "phieu.jpg")}
    return browser.post(f"{SHEETS}/{code}/anh", data=photo, content_type="multipart/form-data", follow_redirects=True)


def test_a_council_gets_a_page_for_each_entry_and_judge_with_everything_on_it(client_of: ClientOf) -> None:
    judging = make_judging(entries=2, judges=3)
    answer = client_of(judging.secretary).post(BOARD, data={"council_id": judging.council.id, "ending": "pdf"})
    assert answer.mimetype == "application/pdf"
    content = answer.get_data()
    assert pdf_pages(content) == 6
    assert off_the_page(content) == []
    said = pdf_words(content)
    for words in ("PHIẾU CHẤM ĐIỂM", "A001", "A002", "Nguyễn Thị Ánh", "Máy gieo hạt tự hành số 2", "GIÁM KHẢO", "40"):
        assert words in said
    assert "Ngô Bảo Tác Giả" not in said
    assert "Hoa Phượng" not in said
    for code in queries.printed_codes(judging.round.id).values():
        assert f"{code[:3]}-{code[3:]}" in said


def test_word_says_the_same_as_pdf(client_of: ClientOf) -> None:
    judging = make_judging(entries=1, judges=1)
    browser = client_of(judging.secretary)
    pdf = pdf_words(browser.post(BOARD, data={"ending": "pdf"}).get_data())
    word = docx_words(browser.post(BOARD, data={"ending": "docx"}).get_data())
    left = squeezed(word).replace(".", "").replace("\t", "")
    for words in ("Tính mới", "Tổng điểm, tối đa 100", "GIÁM KHẢO", "Nguyễn Thị Ánh", "Hồ sơ số: A001"):
        assert squeezed(words) in left
        assert squeezed(words) in squeezed(pdf)


def test_the_square_opens_the_sheet_and_the_longest_title_leaves_it_on_one_page(client_of: ClientOf) -> None:
    judging = make_judging(entries=1, judges=1)
    title = ("Nghiên cứu chế tạo hệ thống giám sát " * 7)[:231]
    judging.entries[0].title = title
    opened: list[str] = []
    pairs = actions.print_paper(judging.office, judging.edition.id, "preliminary")
    document = paper_sheets(
        judging.edition.id, "preliminary", pairs, lambda code: opened.append(code) or f"http://x/{code}"
    )
    assert opened == [pairs[0].code]
    assert document.pictures[f"{pairs[0].code}.svg"].startswith(b"<svg")
    content = client_of(judging.secretary).post(BOARD, data={"ending": "pdf"}).get_data()
    assert pdf_pages(content) == 1
    assert squeezed(title) in squeezed(pdf_words(content))


def photographed_badly(page: Image.Image, degrees: float, blur: float) -> Image.Image:
    """The page as a telephone sees it: turned, out of focus, grey light, small."""
    seen = page.convert("L").rotate(degrees, expand=True, fillcolor=200, resample=Image.Resampling.BICUBIC)
    seen = seen.filter(ImageFilter.GaussianBlur(blur)).point(lambda light: 60 + light // 2)
    return seen.resize((seen.width * 3 // 4, seen.height * 3 // 4))


def test_a_camera_held_askew_reads_the_printed_square_and_opens_the_sheet_beside_whose_code_it_stands(
    client_of: ClientOf,
) -> None:
    judging = make_judging(entries=1, judges=2)
    browser = client_of(judging.secretary)
    content = browser.post(BOARD, data={"council_id": judging.council.id, "ending": "pdf"}).get_data()
    pages = list(zip(pictures_of(content, 2.5), PdfReader(io.BytesIO(content)).pages, strict=True))
    for (seen, page), (degrees, blur) in zip(pages, ((7, 2), (193, 1.5)), strict=True):
        (read,) = zxingcpp.read_barcodes(photographed_badly(seen, degrees, blur))
        printed = re.search(r"\b[A-Z0-9]{3}-[A-Z0-9]{3}\b", page.extract_text())
        assert printed is not None
        code = printed[0].replace("-", "")
        assert read.text == f"http://localhost{SHEETS}/{code}"
        # The short code, typed by whoever has no camera, leads to the same page.
        assert browser.get(f"{SHEETS}?ma={printed[0]}").location.endswith(urlsplit(read.text).path)
        opened = plain(browser.get(urlsplit(read.text).path))
        whose = next(name for name in (judge.name for judge in judging.judges) if name in page.extract_text())
        assert f"Giám khảo {whose}" in opened
    assert zxingcpp.read_barcodes(photographed_badly(pages[0][0], 7, 12)) == []


def test_spare_sheets_have_codes_and_nobodys_name(client_of: ClientOf, db: Any) -> None:
    judging = make_judging()
    given = {"council_id": judging.council.id, "ending": "pdf", "deed": "trong", "spares": "3"}
    content = client_of(judging.secretary).post(BOARD, data=given).get_data()
    assert pdf_pages(content) == 3
    assert "Nguyễn Thị Ánh" not in pdf_words(content)
    assert db.session.scalars(select(PaperSheet.is_spare)).all() == [True] * 3


def test_nothing_to_print_is_said_on_the_page(client_of: ClientOf) -> None:
    judging = make_judging(entries=0)
    answer = client_of(judging.secretary).post(BOARD, data={"ending": "pdf"})
    assert answer.status_code == 422
    assert "Không có phiếu nào để in" in plain(answer)


def test_a_stranger_who_photographs_the_square_is_asked_to_sign_in_and_a_judge_is_turned_away(
    client: FlaskClient, client_of: ClientOf
) -> None:
    judging = make_judging()
    code = first_code(judging)
    answer = client.get(f"{SHEETS}/{code}")
    assert (answer.status_code, "next=" in answer.location) == (303, True)
    assert client_of(judging.judges[1]).get(f"{SHEETS}/{code}").status_code == 403


def test_the_code_may_be_typed_and_a_slip_is_told_before_anything_opens(client_of: ClientOf) -> None:
    judging = make_judging()
    code = first_code(judging)
    browser = client_of(judging.secretary)
    answer = browser.get(f"{SHEETS}?ma={code[:3].lower()}-{code[3:]}")
    assert answer.location.endswith(f"{SHEETS}/{code}")
    wrong = code[1] + code[0] + code[2:] if code[0] != code[1] else ("A" if code[0] != "A" else "B") + code[1:]
    page = plain(browser.get(f"{SHEETS}?ma={wrong}"))
    assert "ký tự kiểm tra không khớp" in page


def test_whose_sheet_it_is_is_shown_back_and_two_people_bring_it_into_the_scores(client_of: ClientOf, db: Any) -> None:
    judging = make_judging()
    code = first_code(judging)
    first, second = client_of(judging.secretary), client_of(another(judging))
    page = plain(first.get(f"{SHEETS}/{code}"))
    assert "Hồ sơ số A001 Giám khảo Nguyễn Thị Ánh" in page
    assert "chờ một người khác" in plain(first.post(f"{SHEETS}/{code}", data=READ, follow_redirects=True))
    assert "Lần thứ hai phải do người khác nhập" in plain(first.get(f"{SHEETS}/{code}"))
    blind = second.get(f"{SHEETS}/{code}").get_data(as_text=True)
    assert "Lần nhập thứ hai" in blind
    assert not re.search(r"(?<!:)35[.,]5|77[.,]5", blind)
    assert "đã vào điểm" in plain(second.post(f"{SHEETS}/{code}", data=READ, follow_redirects=True))
    sheet = db.session.scalar(select(ScoreSheet))
    assert (str(sheet.total), sheet.source, sheet.state) == ("77.500", "paper", "submitted")
    entry = plain(second.get(f"/thu-nghiem/tien-do/preliminary/ho-so/{judging.entries[0].id}"))
    assert f"Phiếu giấy {code[:3]}-{code[3:]}" in entry


def test_a_total_that_is_not_the_sum_asks_and_keeps_what_was_typed(client_of: ClientOf) -> None:
    judging = make_judging()
    code = first_code(judging)
    browser = client_of(judging.secretary)
    answer = browser.post(f"{SHEETS}/{code}", data={**READ, "use": "2"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Tổng ghi trên phiếu là 77,5, cộng các mục vừa nhập được 59,5." in plain(answer)
    assert 'value="35,5"' in page
    assert 'name="as_written"' in page
    answer = browser.post(f"{SHEETS}/{code}", data={**READ, "control": "bảy mươi"})
    assert (answer.status_code, 'id="control-error"' in answer.get_data(as_text=True)) == (422, True)


def test_two_different_readings_are_decided_by_a_third_with_the_photograph_before_the_eyes(
    client_of: ClientOf, db: Any
) -> None:
    judging = make_judging()
    code = first_code(judging)
    first, second = client_of(judging.secretary), client_of(another(judging))
    third = client_of(another(judging, "Lý Văn Nam"))
    first.post(f"{SHEETS}/{code}", data=READ)
    page = plain(
        second.post(f"{SHEETS}/{code}", data={**READ, "novelty": "33,5", "control": "75,5"}, follow_redirects=True)
    )
    assert "hai lần nhập khác nhau" in page
    assert second.get(f"{SHEETS}/{code}/doi-chieu").status_code == 404
    assert "Cần đối chiếu (1)" in plain(third.get(BOARD))
    look = third.get(f"{SHEETS}/{code}/doi-chieu")
    assert "Chưa có ảnh phiếu" in plain(look)
    assert "đã giữ ảnh" in plain(photographed(third, code)).lower()
    look = third.get(f"{SHEETS}/{code}/doi-chieu")
    assert "35,5 33,5" in plain(look)
    (seen,) = re.findall(r'name="seen"[^>]*value="(\w+)"', look.get_data(as_text=True))
    given = {"novelty": "35,5", "use": "20", "effect": "22", "seen": seen, "reason": ""}
    answer = third.post(f"{SHEETS}/{code}/doi-chieu", data=given)
    assert (answer.status_code, "Ghi lý do" in plain(answer)) == (422, True)
    given["reason"] = "Trên ảnh là 35,5, nét 5 rõ."
    page = plain(third.post(f"{SHEETS}/{code}/doi-chieu", data=given, follow_redirects=True))
    assert "đã đối chiếu và vào điểm" in page
    assert str(db.session.scalar(select(ScoreSheet.total))) == "77.500"


def test_the_photograph_loses_place_and_camera_and_stays_from_judges(client_of: ClientOf) -> None:
    judging = make_judging()
    code = first_code(judging)
    browser = client_of(judging.secretary)
    assert "Chưa chọn ảnh" in plain(browser.post(f"{SHEETS}/{code}/anh", follow_redirects=True))
    photographed(browser, code)
    with browser.get(f"{SHEETS}/{code}/anh/vua") as answer:
        shown = Image.open(io.BytesIO(answer.get_data()))
    assert dict(shown.getexif()) == {}
    judge = another(judging)
    grant(judge, judging.edition, Role.JUDGE)
    assert client_of(judge).get(f"{SHEETS}/{code}/anh/vua").status_code == 404


def test_a_spare_sheet_is_keyed_in_with_the_number_and_the_judge_written_on_it(client_of: ClientOf, db: Any) -> None:
    judging = make_judging()
    code = actions.print_spares(judging.office, judging.edition.id, "preliminary", 1, judging.council.id)[0].code
    first, second = client_of(judging.secretary), client_of(another(judging))
    answer = first.post(f"{SHEETS}/{code}", data=READ)
    assert "Chọn hồ sơ và giám khảo ghi trên phiếu dự phòng." in plain(answer)
    whose = {"entry_id": "a001", "judge_id": str(judging.judges[0].id)}
    for browser in (first, second):
        assert browser.post(f"{SHEETS}/{code}", data={**READ, **whose}).status_code == 303
    sheet = db.session.scalar(select(ScoreSheet))
    assert (sheet.entry_id, sheet.judge_id) == (judging.entries[0].id, judging.judges[0].id)


@pytest.mark.parametrize(("address", "most"), [(BOARD, 8), (SHEETS + "/{code}", 7)])
def test_pages_of_paper_ask_the_same_number_of_questions_for_three_entries_and_thirty(
    client_of: ClientOf, count_queries: Any, address: str, most: int
) -> None:
    costs = []
    for entries, slug in ((3, "thu-nghiem"), (30, "lon-hon")):
        judging = make_judging(entries=entries, slug=slug)
        where = address.format(code=first_code(judging)).replace("thu-nghiem", slug)
        browser = client_of(judging.secretary)
        browser.get(where)
        with count_queries() as asked:
            assert browser.get(where).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]
    assert costs[0] <= most

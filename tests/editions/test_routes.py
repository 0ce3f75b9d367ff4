"""Pages of an edition: who sees what."""

import io

import openpyxl

from contest.editions import actions
from contest.editions.rules.slugs import RESERVED
from contest.foundation.access import OPERATOR, Role
from tests.editions.makers import make_edition, text_of
from tests.people.makers import grant, make_person


def test_the_page_of_an_open_edition_is_for_everybody(client, db):
    make_edition(slug="hai-phong-4")
    answer = client.get("/hai-phong-4/")
    assert answer.status_code == 200
    assert "Hội thi Sáng tạo Kỹ thuật tỉnh Bình Minh" in answer.text
    assert "Nộp hồ sơ" in answer.text
    assert "40.000.000 đ" in answer.text


def test_an_unknown_address_and_a_draft_are_not_found(client, db):
    make_edition(slug="nhap", stage="draft")
    for path in ("/khong-co/", "/nhap/", "/nhap/the-le", "/nhap/hoi-dap"):
        assert client.get(path).status_code == 404


def test_those_who_prepare_a_draft_see_it(client_of, db):
    edition = make_edition(slug="nhap", stage="draft")
    organiser = make_person()
    grant(organiser, edition, Role.ORGANISER)
    answer = client_of(organiser).get("/nhap/")
    assert answer.status_code == 200
    assert "chưa công khai" in answer.text


def test_the_whole_regulation_reads_as_articles(client, db):
    make_edition("small_youth", slug="tn")
    answer = client.get("/tn/the-le")
    assert answer.status_code == 200
    assert "Điều 2. Đối tượng và điều kiện dự thi" in answer.text
    assert "Tải tệp thể lệ" not in answer.text


def test_the_file_is_for_the_office_and_comes_word_for_word(client, client_of, db):
    edition = make_edition(slug="kt")
    observer = make_person()
    grant(observer, edition, Role.OBSERVER)
    assert client.get("/kt/the-le.yaml").status_code == 303
    answer = client_of(observer).get("/kt/the-le.yaml")
    assert answer.data == text_of("small_technical").encode()


def test_an_amendment_is_shown_as_what_it_changes(client, db):
    edition = make_edition(slug="kt")
    text = text_of("small_technical").replace("quorum: 2", "quorum: 3")
    actions.amend_regulation(OPERATOR, edition.id, text, "Theo góp ý của hội đồng")
    answer = client.get("/kt/the-le/sua-doi/2")
    assert "Theo góp ý của hội đồng" in answer.text
    assert "Số phiếu tối thiểu để có kết quả" in answer.text
    assert client.get("/kt/the-le/sua-doi/1").status_code == 404
    assert "Đây là bản cũ" in client.get("/kt/the-le?ban=1").text


def test_a_question_is_asked_answered_and_released(client, client_of, db):
    edition = make_edition(slug="kt")
    asker, secretary, other = make_person(), make_person(), make_person()
    grant(secretary, edition, Role.SECRETARY)
    assert client_of(asker).post("/kt/hoi-dap", data={"text": ""}).status_code == 422
    assert client_of(asker).post("/kt/hoi-dap", data={"text": "Nộp qua bưu điện được không"}).status_code == 303
    assert "Nộp qua bưu điện" in client_of(asker).get("/kt/hoi-dap").text
    assert "Nộp qua bưu điện" not in client_of(other).get("/kt/hoi-dap").text
    desk = client_of(secretary)
    page = desk.get("/kt/hoi-dap").text
    number = page.split('id="hoi-')[1].split('"')[0]
    answered = {f"q{number}-text": "Nộp qua bưu điện?", f"q{number}-answer": "Được, tính theo dấu bưu điện."}
    assert desk.post(f"/kt/hoi-dap/{number}/tra-loi", data={}).status_code == 422
    assert desk.post(f"/kt/hoi-dap/{number}/tra-loi", data=answered).status_code == 303
    assert "tính theo dấu bưu điện" not in client.get("/kt/hoi-dap").text
    assert desk.post(f"/kt/hoi-dap/{number}/cong-khai").status_code == 303
    assert "tính theo dấu bưu điện" in client.get("/kt/hoi-dap").text
    assert client_of(other).post(f"/kt/hoi-dap/{number}/cong-khai").status_code == 403


def test_forms_to_download_are_made_by_the_house(client, db):
    make_edition("small_youth", slug="tn")
    answer = client.get("/tn/bieu-mau/register")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    cells = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {"Tên giải pháp", "Lĩnh vực", "Bảng", "Tác giả"} <= cells
    assert client.get("/tn/bieu-mau/sheet").status_code == 200
    assert client.get("/tn/bieu-mau/khac").status_code == 404


def test_no_edition_can_take_an_address_of_the_house(app):
    first_words = {rule.rule.split("/")[1] for rule in app.url_map.iter_rules() if not rule.rule.startswith("/<")}
    assert {word for word in first_words if word and "<" not in word} <= RESERVED

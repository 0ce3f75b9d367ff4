"""The entrant's pages: the whole road, every bad input at its place, and whose entry it is."""

import io
import json
import re
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import stream_encode_multipart

from contest.entries import actions, queries
from contest.foundation.access import Role
from tests.editions.makers import make_edition
from tests.entries.makers import (
    PDF,
    author_typed,
    authors_typed,
    drafted,
    flat,
    handed_in,
    picture,
    solution_typed,
    stored,
    youth_typed,
)
from tests.people.makers import actor_of, grant, make_person


@pytest.fixture
def cleo(db: Any) -> Any:
    """Somebody who enters."""
    return make_person("Nguyễn Văn Bình")


def upload(browser: Any, url: str, *named: tuple[bytes, str]) -> Any:
    files = MultiDict(("file", FileStorage(io.BytesIO(content), name)) for content, name in named)
    stream, _, boundary = stream_encode_multipart(files, use_tempfile=False)
    return browser.post(url, input_stream=stream, content_type=f'multipart/form-data; boundary="{boundary}"')


def begun(browser: Any) -> str:
    answer = browser.post("/thu-nghiem/ho-so/moi", data={"start_key": "k"})
    assert answer.status_code == 303
    return answer.location.removesuffix("/giai-phap")


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def test_the_whole_road_from_the_first_word_to_the_receipt(client_of: Any, cleo: Any) -> None:
    make_edition()
    browser = client_of(cleo)
    assert "Lập hồ sơ đầu tiên" in text_of(browser.get("/thu-nghiem/ho-so/cua-toi"))
    assert "Bản mô tả giải pháp" in text_of(browser.get("/thu-nghiem/ho-so/moi"))
    here = begun(browser)
    answer = browser.post(f"{here}/giai-phap", data=solution_typed() | {"version": "0", "go": "next"})
    assert (answer.status_code, answer.location) == (303, f"{here}/tac-gia")
    answer = browser.post(f"{here}/tac-gia", data=flat(authors_typed()) | {"version": "0", "go": "next"})
    assert (answer.status_code, answer.location) == (303, f"{here}/tep")
    assert upload(browser, f"{here}/tep/description", (PDF, "mô tả.pdf")).status_code == 303
    page = text_of(browser.get(f"{here}/nop"))
    assert "Hồ sơ đã đủ" in page
    key = re.search(r'name="submission_key" value="([^"]+)"', page)
    assert key
    answer = browser.post(f"{here}/nop", data={"submission_key": key[1], "committed": "y"})
    assert (answer.status_code, answer.location) == (303, f"{here}/bien-nhan")
    receipt = text_of(browser.get(f"{here}/bien-nhan"))
    assert "KT-001" in receipt
    assert "mô tả.pdf" in receipt
    assert "Đã nộp" in text_of(browser.get(here))
    # The browser sends the same form again.
    answer = browser.post(f"{here}/nop", data={"submission_key": key[1], "committed": "y"})
    assert (answer.status_code, answer.location) == (303, f"{here}/bien-nhan")


def test_the_form_of_the_youth_asks_for_class_guardian_and_consents(client_of: Any, cleo: Any) -> None:
    edition = make_edition("small_youth")
    actor = actor_of(cleo)
    entry_id = drafted(actor, edition, *youth_typed(), "explanation")
    browser = client_of(cleo)
    page = text_of(browser.get(f"/thu-nghiem/ho-so/{entry_id}/tac-gia"))
    for words in ("Lớp", "Người giám hộ", "Sử dụng hồ sơ để chấm thi", "Cung cấp thông tin cho báo chí"):
        assert words in page
    assert "Tỷ lệ đóng góp" not in page
    page = text_of(browser.get(f"/thu-nghiem/ho-so/{entry_id}/nop"))
    assert "Chưa có tệp cho phần “Ảnh sản phẩm”." in page


def test_a_title_of_forty_thousand_letters_keeps_the_rest_of_the_form(client_of: Any, cleo: Any) -> None:
    make_edition()
    browser = client_of(cleo)
    here = begun(browser)
    typed = solution_typed(title="Ơ" * 40_000) | {"version": "0", "go": "next"}
    answer = browser.post(f"{here}/giai-phap", data=typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Nội dung dài 40.000 ký tự, nhiều nhất là 500." in page
    for kept in ("Ơ" * 40_000, typed["summary"], typed["answer_content"], typed["phone"]):
        assert kept in page
    assert typed["summary"] in browser.get(f"{here}/giai-phap").get_data(as_text=True)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("fact_created_on", "31/02/2024", "Ngày “31/02/2024” không có trong lịch."),
        ("fact_applied_on", "tháng mười ba", "Không đọc được “tháng mười ba”."),
        ("phone", "12", "“12” không phải số điện thoại Việt Nam."),
        ("email", "binh@", "Địa chỉ thư điện tử “binh@” không đúng."),
        ("field_key", "khong-co", "Lựa chọn “khong-co” không có trong thể lệ."),
        ("answer_known", "chữ " * 501, "Có 501 từ, nhiều nhất là 500 từ."),
        ("title", "Maùy gaët luùa cho Nguyeãn", "phông cũ"),
    ],
)
def test_a_bad_value_is_said_at_its_field(client_of: Any, cleo: Any, name: str, value: str, words: str) -> None:
    make_edition()
    browser = client_of(cleo)
    here = begun(browser)
    answer = browser.post(f"{here}/giai-phap", data=solution_typed(**{name: value}) | {"version": "0"})
    page = text_of(answer)
    assert answer.status_code == 422
    error = re.search(rf'id="{name}-error">(.*?)</div>', page)
    assert error
    assert words in error[1]


@pytest.mark.parametrize(
    ("first", "second", "total"), [("60", "39", "99"), ("60", "41", "101"), ("33,33", "66,66", "99,99")]
)
def test_shares_of_99_and_101_percent_are_refused_at_the_field(
    client_of: Any, cleo: Any, first: str, second: str, total: str
) -> None:
    make_edition()
    browser = client_of(cleo)
    here = begun(browser)
    rows = authors_typed(author_typed(share=first), author_typed("Trần Thị Hoà", share=second))
    answer = browser.post(f"{here}/tac-gia", data=flat(rows) | {"version": "0", "go": "next"})
    page = text_of(answer)
    assert answer.status_code == 422
    error = re.search(r'id="rows-1-share-error">(.*?)</div>', page)
    assert error
    assert f"Tổng tỷ lệ đóng góp là {total} %, phải đúng bằng 100 %." in error[1]
    assert 'value="Trần Thị Hoà"' in page


def test_authors_are_added_and_taken_away_without_script(client_of: Any, cleo: Any) -> None:
    edition = make_edition()
    browser = client_of(cleo)
    here = begun(browser)
    rows = flat(authors_typed(author_typed(share="50"))) | {"version": "0"}
    answer = browser.post(f"{here}/tac-gia", data=rows | {"go": "add"})
    assert answer.status_code == 303
    assert "rows-1-name" in browser.get(answer.location).get_data(as_text=True)
    three = [author_typed(name, share="1") for name in ("Nguyễn Văn An", "Trần Thị Bé", "Lê Văn Cường")]
    posted = flat(authors_typed(*three, representative="2")) | {"version": "1", "remove": "1"}
    assert browser.post(f"{here}/tac-gia", data=posted).status_code == 303
    card = queries.entry_card(actor_of(cleo), edition.id, int(here.rsplit("/", 1)[1]))
    assert card is not None
    assert card.draft is not None
    assert [row["name"] for row in card.draft["authors"]["rows"]] == ["Nguyễn Văn An", "Lê Văn Cường"]
    assert card.draft["authors"]["representative"] == "1"


def test_text_in_decomposed_letters_is_kept_composed(client_of: Any, cleo: Any) -> None:
    edition = make_edition()
    browser = client_of(cleo)
    here = begun(browser)
    browser.post(f"{here}/giai-phap", data=solution_typed(title="Ma\u0301y ga\u0323\u0306t") | {"version": "0"})
    card = queries.entry_card(actor_of(cleo), edition.id, int(here.rsplit("/", 1)[1]))
    assert card is not None
    assert card.draft is not None
    assert card.draft["solution"]["title"] == "Máy gặt"


def test_a_stale_form_gets_both_versions_and_overwrites_nothing(client_of: Any, cleo: Any) -> None:
    make_edition()
    browser = client_of(cleo)
    here = begun(browser)
    browser.post(f"{here}/giai-phap", data=solution_typed(summary="Của cửa sổ thứ nhất") | {"version": "0"})
    answer = browser.post(f"{here}/giai-phap", data=solution_typed(summary="Của cửa sổ thứ hai") | {"version": "0"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Chưa có gì bị ghi đè" in page
    assert "Của cửa sổ thứ nhất" in page
    assert "Của cửa sổ thứ hai</textarea>" in page
    assert "Của cửa sổ thứ nhất</textarea>" in text_of(browser.get(f"{here}/giai-phap"))
    # Having seen both, saving again is meant.
    typed = solution_typed(summary="Của cửa sổ thứ hai") | {"version": "1"}
    assert browser.post(f"{here}/giai-phap", data=typed).status_code == 303


def test_the_page_saves_by_itself_and_hears_of_conflicts(client_of: Any, cleo: Any) -> None:
    edition = make_edition()
    browser = client_of(cleo)
    here = begun(browser)
    body = {"part": "solution", "version": 0, "values": [["title", "Máy"], ["phone", "ghi sau"]]}
    answer = browser.post(f"{here}/luu", json=body)
    assert answer.json["version"] == 1
    assert re.fullmatch(r"\d\d:\d\d", answer.json["at"])
    # The same once more is no conflict: nothing could be lost.
    assert browser.post(f"{here}/luu", json=body).json["version"] == 1
    conflict = browser.post(f"{here}/luu", json=body | {"values": [["title", "Máy khác"]]})
    assert (conflict.status_code, conflict.json["error"]["code"]) == (409, "stale_version")
    card = queries.entry_card(actor_of(cleo), edition.id, int(here.rsplit("/", 1)[1]))
    assert card is not None
    assert card.draft is not None
    assert card.draft["solution"]["phone"] == "ghi sau"
    assert browser.post(f"{here}/luu", data="{", content_type="application/json").status_code == 400
    for odd in ([], {"part": "x"}, {"part": "authors", "version": 0, "values": "a"}, {"part": [], "values": []}):
        assert browser.post(f"{here}/luu", data=json.dumps(odd), content_type="application/json").status_code == 400


def test_the_sign_in_may_end_while_the_page_saves(client: Any, db: Any) -> None:
    make_edition()
    answer = client.post("/thu-nghiem/ho-so/1/luu", json={"part": "solution", "version": 0, "values": []})
    assert (answer.status_code, answer.json["error"]["code"]) == (401, "signed_out")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "rong.pdf", "rỗng (0 byte)"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + b"\x00" * 200, "ban-mo-ta.pdf", "không đúng loại"),
        (b"<html><script>alert(1)</script></html>", "trang.pdf", "không đúng loại"),
        (PDF + b"0" * (21 << 20), "lon.pdf", "lớn hơn 20 MB"),
    ],
)
def test_a_bad_file_is_said_at_its_part(client_of: Any, cleo: Any, content: bytes, name: str, words: str) -> None:
    edition = make_edition()
    browser = client_of(cleo)
    here = begun(browser)
    answer = upload(browser, f"{here}/tep/description", (content, name))
    page = text_of(answer)
    assert answer.status_code == 422
    section = re.search(r'id="files-description"(.*?)</section>', page)
    assert section
    assert words in section[1]
    card = queries.entry_card(actor_of(cleo), edition.id, int(here.rsplit("/", 1)[1]))
    assert card is not None
    assert card.facts.files == ()


def test_a_part_takes_as_many_files_as_the_regulation_says(client_of: Any, cleo: Any) -> None:
    make_edition()
    browser = client_of(cleo)
    here = begun(browser)
    photos = [(picture() + bytes([place]), f"anh{place}.jpg") for place in range(11)]
    answer = upload(browser, f"{here}/tep/photos", *photos[:1], *photos[1:2])
    assert answer.status_code == 303
    assert upload(browser, f"{here}/tep/khong-co", (PDF, "a.pdf")).status_code == 404


def test_photographs_are_stored_without_place_and_camera(client_of: Any, cleo: Any) -> None:
    edition = make_edition()
    browser = client_of(cleo)
    here = begun(browser)
    assert b"Exif" in picture()
    assert upload(browser, f"{here}/tep/photos", (picture(), "vuon.jpg")).status_code == 303
    card = queries.entry_card(actor_of(cleo), edition.id, int(here.rsplit("/", 1)[1]))
    assert card is not None
    with browser.get(f"{here}/tep/{card.facts.files[0].id}/tai-ve") as got:
        content = got.data
    assert content.startswith(b"\xff\xd8")
    assert b"Exif" not in content


def test_a_download_is_an_attachment_and_only_for_those_who_may(client_of: Any, cleo: Any) -> None:
    edition = make_edition()
    receipt = handed_in(actor_of(cleo), edition)
    card = queries.entry_card(actor_of(cleo), edition.id, receipt.entry_id)
    assert card is not None
    url = f"/thu-nghiem/ho-so/{receipt.entry_id}/tep/{card.facts.files[0].id}/tai-ve"
    with client_of(cleo).get(url) as got:
        assert got.data.startswith(b"%PDF")
        assert got.headers["Content-Disposition"].startswith("attachment")
        assert got.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in got.headers["Content-Security-Policy"]
    with client_of(cleo).get(url, headers={"Range": "bytes=0-3"}) as part:
        assert (part.status_code, part.data) == (206, b"%PDF")
    assert client_of(make_person("Dương Văn Đan")).get(url).status_code == 404
    ada = make_person("Phạm Thị Ái")
    grant(ada, edition, Role.SECRETARY)
    with client_of(ada).get(url) as got:
        assert got.status_code == 200


def test_every_page_of_an_entry_is_hidden_from_others(client_of: Any, cleo: Any) -> None:
    edition = make_edition()
    receipt = handed_in(actor_of(cleo), edition)
    dan = client_of(make_person("Dương Văn Đan"))
    here = f"/thu-nghiem/ho-so/{receipt.entry_id}"
    for path in ("", "/giai-phap", "/tac-gia", "/tep", "/nop", "/bien-nhan", "/rut"):
        assert dan.get(here + path).status_code == 404
    for path in ("/giai-phap", "/tac-gia", "/nop", "/rut", "/bo-ban-sua", "/tep/description"):
        assert dan.post(here + path, data={"committed": "y"}).status_code == 404
    assert dan.post(f"{here}/luu", json={"part": "solution", "version": 0, "values": []}).status_code == 404
    assert "Máy gặt" not in dan.get("/thu-nghiem/ho-so/cua-toi").get_data(as_text=True)


def test_an_entry_is_not_found_under_another_edition(client_of: Any, cleo: Any) -> None:
    receipt = handed_in(actor_of(cleo), make_edition())
    make_edition("small_youth", slug="khac")
    assert client_of(cleo).get(f"/khac/ho-so/{receipt.entry_id}").status_code == 404


def test_the_deadline_passes_while_the_form_is_open(client_of: Any, cleo: Any, at: Any) -> None:
    edition = make_edition()
    at("2030-06-30T23:50")
    entry_id = drafted(actor_of(cleo), edition, solution_typed(), authors_typed(), "description")
    browser = client_of(cleo)
    here = f"/thu-nghiem/ho-so/{entry_id}"
    assert "Hồ sơ đã đủ" in text_of(browser.get(f"{here}/nop"))
    at("2030-07-01T00:00")
    answer = browser.post(f"{here}/nop", data={"submission_key": "k", "committed": "y"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Đã hết hạn nộp hồ sơ" in page
    assert "Máy gặt lúa mini" in page


def test_handing_in_needs_the_declaration(client_of: Any, cleo: Any) -> None:
    edition = make_edition()
    entry_id = drafted(actor_of(cleo), edition, solution_typed(), authors_typed(), "description")
    answer = client_of(cleo).post(f"/thu-nghiem/ho-so/{entry_id}/nop", data={"submission_key": "k"})
    assert answer.status_code == 422
    assert "Hãy đánh dấu vào ô cam đoan" in text_of(answer)


def test_what_is_missing_leads_to_its_place(client_of: Any, cleo: Any) -> None:
    make_edition()
    browser = client_of(cleo)
    here = begun(browser)
    page = text_of(browser.get(f"{here}/nop"))
    assert f'href="{here}/giai-phap#title"' in page
    assert f'href="{here}/tep#files-description"' in page
    answer = browser.post(f"{here}/nop", data={"submission_key": "k", "committed": "y"})
    assert answer.status_code == 422


def test_a_withdrawal_asks_for_the_reason(client_of: Any, cleo: Any) -> None:
    receipt = handed_in(actor_of(cleo), make_edition())
    browser = client_of(cleo)
    url = f"/thu-nghiem/ho-so/{receipt.entry_id}/rut"
    assert "Rút hồ sơ" in text_of(browser.get(url))
    answer = browser.post(url, data={"reason": ""})
    assert (answer.status_code, "Hãy ghi lý do." in text_of(answer)) == (422, True)
    assert browser.post(url, data={"reason": "Nhóm tách ra"}).status_code == 303
    assert "Đã rút" in text_of(browser.get("/thu-nghiem/ho-so/cua-toi"))


def test_an_amendment_shows_what_would_change(client_of: Any, cleo: Any) -> None:
    edition = make_edition()
    receipt = handed_in(actor_of(cleo), edition)
    browser = client_of(cleo)
    here = f"/thu-nghiem/ho-so/{receipt.entry_id}"
    answer = browser.post(f"{here}/giai-phap", data=solution_typed(title="Máy gặt kiểu mới") | {"version": "0"})
    assert answer.status_code == 303
    page = text_of(browser.get(f"{here}/nop"))
    assert "Những chỗ thay đổi so với bản đã nộp" in page
    assert "Máy gặt kiểu mới" in page
    assert browser.post(f"{here}/bo-ban-sua").status_code == 303
    assert "Máy gặt kiểu mới" not in text_of(browser.get(f"{here}/nop"))


def test_names_that_look_like_formulas_or_pages_stay_text(client_of: Any, cleo: Any) -> None:
    make_edition()
    browser = client_of(cleo)
    here = begun(browser)
    typed = solution_typed(title='=HYPERLINK("http://x","y")', summary="<script>alert(1)</script>")
    assert browser.post(f"{here}/giai-phap", data=typed | {"version": "0"}).status_code == 303
    page = browser.get(f"{here}/giai-phap").get_data(as_text=True)
    assert "<script>alert(1)" not in page
    assert "=HYPERLINK(&#34;http://x&#34;,&#34;y&#34;)" in page


def test_a_supplement_is_asked_for_and_brought(client_of: Any, cleo: Any, at: Any) -> None:
    edition = make_edition(stage="screening")
    actor = actor_of(cleo)
    edition.stage = "open"
    receipt = handed_in(actor, edition)
    edition.stage = "screening"
    entry = actions.submission.entry_of(actor, edition.id, receipt.entry_id)
    entry.status, entry.status_reason = "needs_supplement", "Bổ sung bản mô tả có chữ ký"
    browser = client_of(cleo)
    here = f"/thu-nghiem/ho-so/{receipt.entry_id}"
    assert "Bổ sung bản mô tả có chữ ký" in text_of(browser.get(here))
    assert upload(browser, f"{here}/tep/description", (PDF + b"x", "co-chu-ky.pdf")).status_code == 303
    page = text_of(browser.get(f"{here}/nop"))
    key = re.search(r'name="submission_key" value="([^"]+)"', page)
    assert key
    assert browser.post(f"{here}/nop", data={"submission_key": key[1], "committed": "y"}).status_code == 303
    assert "Đã nộp" in text_of(browser.get(here))


def test_stored_files_are_kept_once(db: Any) -> None:
    assert stored().sha256 == stored().sha256

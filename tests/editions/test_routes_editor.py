"""The organiser's editor: what is typed is what is kept, and nothing is lost on the way."""

import io
import re
from html.parser import HTMLParser

import pytest

from contest.editions import queries
from contest.editions.forms.sections import SECTIONS
from contest.editions.rules import parse
from contest.editions.rules.words.differences import differences
from contest.foundation.access import Role
from tests.editions.makers import make_edition, text_of
from tests.people.makers import grant, make_person


class Sent(HTMLParser):
    """What a browser would send of the page's last form."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: list[tuple[str, str]] = []
        self._select = self._area = ""
        self._first: str | None = None
        self.feed(page[page.index('class="regulation-form"') :])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "select":
            self._select, self._first = name, None
        elif tag == "option" and ("selected" in given or self._first is None):
            self._first = given.get("value") or ""
        elif tag == "textarea":
            self._area = name
            self.values.append((name, ""))
        elif tag == "input" and name and (given.get("type") != "checkbox" or "checked" in given):
            self.values.append((name, given.get("value") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.values.append((self._select, self._first or ""))
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            name, text = self.values[-1]
            self.values[-1] = (name, text + data)

    def form(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, value in self.values:
            found.setdefault(name, []).append(value)
        return found


@pytest.fixture
def desk(client_of, db):
    """An organiser's browser on a draft of each small regulation."""

    def open_(name: str, stage: str = "draft"):
        edition = make_edition(name, slug="ban", stage=stage)
        organiser = make_person()
        grant(organiser, edition, Role.ORGANISER)
        return client_of(organiser), edition.id

    return open_


@pytest.mark.parametrize("name", ["small_technical", "small_youth"])
def test_saving_every_section_as_it_is_changes_nothing(desk, name):
    browser, edition_id = desk(name)
    before = parse(text_of(name))
    for section in SECTIONS:
        path = f"/ban/quan-ly/the-le/{section.key}"
        answer = browser.post(path, data=Sent(browser.get(path).text).form())
        assert answer.status_code == 303, re.findall(r"field-error.*?</p>", answer.text)
    after = parse(queries.regulation_text(edition_id))
    assert differences(before, after) == []
    assert after == before


def test_a_changed_value_is_kept(desk):
    browser, edition_id = desk("small_technical")
    path = "/ban/quan-ly/the-le/cham-diem"
    sent = Sent(browser.get(path).text).form()
    sent["rounds.0.quorum"] = ["3"]
    sent["rounds.0.criteria.0.step"] = ["0,25"]
    assert browser.post(path, data=sent).status_code == 303
    rules = parse(queries.regulation_text(edition_id))
    assert rules.rounds[0].quorum == 3
    assert str(rules.rounds[0].criteria[0].step) == "0.25"


def test_rows_are_added_moved_and_dropped_without_saving(desk):
    browser, edition_id = desk("small_technical")
    path = "/ban/quan-ly/the-le/linh-vuc"
    sent = Sent(browser.get(path).text).form()
    added = browser.post(path, data={**sent, "op": ["add:fields"]})
    assert added.status_code == 200
    assert "chưa được lưu" in added.text
    form = Sent(added.text).form()
    assert form["fields.__rows"] == ["4"]
    form["fields.3.name"] = ["Y dược"]
    moved = Sent(browser.post(path, data={**form, "op": ["up:fields.3"]}).text).form()
    assert moved["fields.2.name"] == ["Y dược"]
    assert moved["fields.2.key"] == ["y_duoc"]
    dropped = Sent(browser.post(path, data={**moved, "op": ["drop:fields.2"]}).text).form()
    assert dropped["fields.__rows"] == ["3"]
    assert len(parse(queries.regulation_text(edition_id)).fields) == 3
    refused = browser.post(path, data=moved)
    assert refused.status_code == 422
    assert "không có hội đồng nào chấm" in refused.text
    moved["councils.1.fields"] = ["agri", "y_duoc"]
    assert browser.post(path, data=moved).status_code == 303
    assert [field.key for field in parse(queries.regulation_text(edition_id)).fields] == [
        "ict",
        "mech",
        "y_duoc",
        "agri",
    ]


def test_a_fault_stands_at_its_input_and_everything_typed_stays(desk):
    browser, _ = desk("small_technical")
    path = "/ban/quan-ly/the-le/giai-thuong"
    sent = Sent(browser.get(path).text).form()
    sent["prizes.tiers.1.amount"] = ["năm triệu"]
    answer = browser.post(path, data=sent)
    assert answer.status_code == 422
    assert 'href="#prizes.tiers.1.amount"' in answer.text
    assert Sent(answer.text).form()["prizes.tiers.1.amount"] == ["năm triệu"]


def test_an_open_edition_shows_the_differences_and_asks_for_a_reason(desk):
    browser, edition_id = desk("small_technical", stage="open")
    path = "/ban/quan-ly/the-le/giai-thuong"
    sent = Sent(browser.get(path).text).form()
    sent["prizes.tiers.3.amount"] = ["9.000.000"]
    preview = browser.post(path, data=sent)
    assert preview.status_code == 200
    assert "9.000.000" in preview.text
    assert queries.edition_by_id(edition_id).regulation_number == 1
    hidden = re.search(r'<textarea name="text" hidden>(.*?)</textarea>', preview.text, re.S)
    seen = re.search(r'name="seen" value="(\w+)"', preview.text)
    data = {"text": html_text(hidden.group(1)), "seen": seen.group(1)}
    assert browser.post("/ban/quan-ly/the-le-sua-doi", data={**data, "reason": ""}).status_code == 422
    assert browser.post("/ban/quan-ly/the-le-sua-doi", data={**data, "reason": "QĐ 15"}).status_code == 303
    assert queries.edition_by_id(edition_id).regulation_number == 2
    stale = browser.post("/ban/quan-ly/the-le-sua-doi", data={**data, "reason": "Lần nữa"})
    assert stale.status_code == 422


def test_once_judging_has_begun_one_person_alone_amends_nothing(desk):
    browser, edition_id = desk("small_technical", stage="judging")
    sent = Sent(browser.get("/ban/quan-ly/the-le/giai-thuong").text).form()
    sent["prizes.tiers.3.amount"] = ["9.000.000"]
    preview = browser.post("/ban/quan-ly/the-le/giai-thuong", data=sent)
    assert "Gửi đề nghị sửa đổi" in preview.text
    assert 'action="/ban/giai-thuong/thay-doi/the-le"' in preview.text
    hidden = re.search(r'<textarea name="text" hidden>(.*?)</textarea>', preview.text, re.S)
    data = {"text": html_text(hidden.group(1)), "reason": "QĐ 15"}
    alone = browser.post("/ban/quan-ly/the-le-sua-doi", data=data)
    assert alone.status_code == 422
    assert "cần hai người của Ban Tổ chức duyệt" in alone.text
    asked = browser.post("/ban/giai-thuong/thay-doi/the-le", data=data)
    assert asked.status_code == 303
    assert "Chờ duyệt" in browser.get(asked.location).text
    assert queries.edition_by_id(edition_id).regulation_number == 1


def html_text(text: str) -> str:
    for entity, letter in (("&#34;", '"'), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, letter)
    return text.replace("\n", "\r\n")


def test_the_file_keeps_its_comments_and_its_faults_are_named_by_line(desk):
    browser, edition_id = desk("small_technical")
    text = "# Ghi chú của Ban Thư ký\n" + text_of("small_technical")
    bad = browser.post("/ban/quan-ly/the-le-tep", data={"text": text.replace("quorum: 2", "quorum: 9")})
    assert bad.status_code == 422
    assert "Dòng 42: cần 9 phiếu" in bad.text
    assert browser.post("/ban/quan-ly/the-le-tep", data={"text": text.replace("\n", "\r\n")}).status_code == 303
    assert queries.regulation_text(edition_id) == text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n\x00\x01", "là văn bản Word, PDF, ảnh hoặc tệp rỗng"),
        (b"PK\x03\x04\x14\x00", "là văn bản Word, PDF, ảnh hoặc tệp rỗng"),
        (b" \n", "là văn bản Word, PDF, ảnh hoặc tệp rỗng"),
        ("kind: tuổi".encode("utf-16"), "tệp không phải dạng UTF-8"),
    ],
)
def test_an_upload_that_is_no_text_is_refused_at_its_field_and_what_was_typed_stays(desk, client_of, content, words):
    browser, edition_id = desk("small_technical")
    before, typed = queries.regulation_text(edition_id), "# Đang gõ dở\n" + text_of("small_technical")
    sent = {"file": (io.BytesIO(content), "thể lệ.docx"), "text": typed}
    answer = browser.post("/ban/quan-ly/the-le-tep", data=sent)
    assert (answer.status_code, "# Đang gõ dở" in answer.text) == (422, True)
    assert words in answer.text.split('<label for="file">')[1].split('<input class="form-control" type="file"')[0]
    assert queries.regulation_text(edition_id) == before
    admin = make_person()
    grant(admin, None, Role.ADMIN)
    answer = client_of(admin).post("/tao-moi", data={"file": (io.BytesIO(content), "thể lệ.docx")})
    assert (answer.status_code, words in answer.text) == (422, True)
    assert 'class="field-error"' in answer.text.split('<label for="file">')[1].split("<input")[0]


def test_two_editors_do_not_overwrite_each_other(desk):
    browser, edition_id = desk("small_technical")
    path = "/ban/quan-ly/the-le/lien-he"
    first, second = Sent(browser.get(path).text).form(), Sent(browser.get(path).text).form()
    first["contact.phone"], second["contact.phone"] = ["0200 1"], ["0200 2"]
    assert browser.post(path, data=first).status_code == 303
    assert browser.post(path, data=second).status_code == 409
    assert parse(queries.regulation_text(edition_id)).contact.phone == "0200 1"


def test_only_organisers_edit(client_of, db):
    edition = make_edition(slug="ban")
    secretary = make_person()
    grant(secretary, edition, Role.SECRETARY)
    browser = client_of(secretary)
    for path in ("/ban/quan-ly/the-le", "/ban/quan-ly/the-le/chung", "/ban/quan-ly/the-le-tep"):
        assert browser.get(path).status_code == 403


def test_an_edition_is_made_from_a_file_or_another_edition(client_of, db):
    make_edition(slug="cu")
    admin = make_person()
    grant(admin, None, Role.ADMIN)
    browser = client_of(admin)
    assert "Lặp lại: Hội thi" in browser.get("/tao-moi").text
    assert browser.post("/tao-moi", data={}).status_code == 422
    assert browser.post("/tao-moi", data={"preset": "ky:cu", "slug": "static"}).status_code == 422
    answer = browser.post("/tao-moi", data={"preset": "ky:cu", "slug": "moi"})
    assert answer.status_code == 303
    assert answer.location.endswith("/moi/quan-ly/the-le")
    assert queries.edition_by_slug("moi").stage == "draft"

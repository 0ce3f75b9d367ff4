"""The desk: the queue, the evidence, the decision, and many at once with a preview."""

import io
import re
from typing import Any

import pytest

from contest.entries.actions import note_pages
from contest.entries.models import Entry, EntryFile
from contest.foundation.access import OPERATOR, Role
from contest.foundation.audit import record
from contest.foundation.clock import now
from contest.foundation.database import forget_sums
from contest.screening.queries import rule_rows
from tests.editions.makers import make_edition
from tests.editions.makers import text_of as text_of_edition
from tests.entries.makers import PDF, make_entry, workbook
from tests.people.makers import grant, make_person


@pytest.fixture
def edition(db: Any) -> Any:
    """A small technical contest whose dossiers are being looked at."""
    return make_edition(stage="screening")


@pytest.fixture
def desk(client_of: Any, edition: Any) -> Any:
    """The browser of somebody of the secretariat."""
    ada = make_person("Phạm Thị Ái")
    grant(ada, edition, Role.SECRETARY)
    return client_of(ada)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def test_the_queue_shows_who_waits_and_what_does_not_fit(desk: Any, edition: Any) -> None:
    assert "Không còn hồ sơ nào chờ thẩm định" in text_of(desk.get("/thu-nghiem/tham-dinh"))
    make_entry(edition, "KT-001")
    make_entry(edition, "KT-002", status="eligible")
    page = text_of(desk.get("/thu-nghiem/tham-dinh"))
    assert "Bắt đầu từ KT-001" in page
    assert "không đạt" in page
    assert "KT-002" not in page
    assert "KT-002" in text_of(desk.get("/thu-nghiem/tham-dinh?nhom=eligible"))
    assert desk.get("/thu-nghiem/tham-dinh?nhom=nonsense").status_code == 200


def test_one_goes_through_the_queue_decision_by_decision(desk: Any, edition: Any, db: Any) -> None:
    first, second = make_entry(edition, "KT-001"), make_entry(edition, "KT-002")
    url = f"/thu-nghiem/tham-dinh/{first.id}"
    page = text_of(desk.get(url))
    assert "Có Bản mô tả giải pháp" in page
    assert f"/thu-nghiem/tham-dinh/{second.id}" in page
    answer = desk.post(url, data={"verdict": "ineligible", "reason": ""})
    assert (answer.status_code, "Hãy ghi lý do để tác giả biết." in text_of(answer)) == (422, True)
    answer = desk.post(url, data={"verdict": "needs_supplement", "reason": "Bản mô tả", "supplement_by": "31/02/2099"})
    assert (answer.status_code, "“31/02/2099” không có trong lịch" in text_of(answer)) == (422, True)
    assert "Bản mô tả</textarea>" in text_of(answer)
    answer = desk.post(url, data={"verdict": "eligible"})
    assert (answer.status_code, answer.location) == (303, f"/thu-nghiem/tham-dinh/{second.id}")
    assert db.session.get(Entry, first.id).status == "eligible"
    assert "đang có hiệu lực" in text_of(desk.get(url))
    assert desk.post(url, data={}).status_code == 422


def test_many_are_accepted_only_after_they_were_looked_at(desk: Any, edition: Any, db: Any) -> None:
    first, second = make_entry(edition, "KT-001"), make_entry(edition, "KT-002")
    url = "/thu-nghiem/tham-dinh/chap-nhan"
    assert desk.post(url, data={}).status_code == 303
    page = text_of(desk.post(url, data={"all": "y"}))
    assert "Chấp nhận 2 hồ sơ" in page
    assert db.session.get(Entry, first.id).status == "submitted"
    assert desk.post(url, data={"entry": [str(first.id)], "confirmed": "y"}).status_code == 303
    assert db.session.get(Entry, first.id).status == "eligible"
    assert db.session.get(Entry, second.id).status == "submitted"
    assert desk.post(url, data={"entry": ["x", "-1", "9" * 40]}).status_code in (200, 303)


def test_decisions_come_from_a_file(desk: Any, edition: Any, db: Any) -> None:
    entry = make_entry(edition, "KT-001")
    url = "/thu-nghiem/tham-dinh/nhap"
    assert desk.get(url).status_code == 200
    assert desk.post(url, data={}).status_code == 422
    bad = workbook(("Mã số", "Kết luận"), ("KT-009", "Hợp lệ"))
    answer = desk.post(url, data={"file": (bad, "kl.xlsx")}, content_type="multipart/form-data")
    assert (answer.status_code, "Dòng 2, cột “Mã số” (ô A2):" in text_of(answer)) == (422, True)
    good = workbook(("Mã số", "Kết luận"), ("KT-001", "Hợp lệ"))
    answer = desk.post(url, data={"file": (good, "kl.xlsx")}, content_type="multipart/form-data")
    assert "Chưa có gì được ghi" in text_of(answer)
    assert db.session.get(Entry, entry.id).status == "submitted"
    answer = desk.post(f"{url}/xac-nhan", data=hidden_in(answer))
    assert answer.status_code == 303
    assert db.session.get(Entry, entry.id).status == "eligible"
    assert desk.post(f"{url}/xac-nhan", data={"file": "x"}).status_code == 400


def hidden_in(answer: Any) -> dict[str, str]:
    """What the page would post again by itself."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.get_data(as_text=True)))


def test_a_file_asks_before_it_overrules_what_a_hand_decided(desk: Any, edition: Any, db: Any) -> None:
    first, second = make_entry(edition, "KT-001"), make_entry(edition, "KT-002")
    for entry in (first, second):
        desk.post(f"/thu-nghiem/tham-dinh/{entry.id}", data={"verdict": "ineligible", "reason": "Ngoài lĩnh vực"})
    book = workbook(("Mã số", "Kết luận"), ("KT-001", "Hợp lệ"), ("KT-002", "Hợp lệ"))
    url = "/thu-nghiem/tham-dinh/nhap"
    answer = desk.post(url, data={"file": (book, "kl.xlsx")}, content_type="multipart/form-data")
    assert "Khác kết luận đã ghi bằng tay" in text_of(answer)
    assert "Phạm Thị Ái" in text_of(answer)
    answer = desk.post(f"{url}/xac-nhan", data=hidden_in(answer) | {"overrule": "KT-002"})
    assert answer.status_code == 303
    states = [db.session.get(Entry, entry.id).status for entry in (first, second)]
    assert states == ["ineligible", "eligible"]


def test_entries_failing_a_rule_are_rejected_after_a_preview_with_the_letter_and_come_back(
    desk: Any, edition: Any, db: Any
) -> None:
    entries = [make_entry(edition, f"KT-00{place}") for place in (1, 2, 3)]
    for entry in entries:
        entry.facts = {"applied_on": "2021-05" if entry.code != "KT-003" else "2024-05"}
    url = "/thu-nghiem/tham-dinh/theo-quy-dinh"
    assert "Áp dụng từ 01/01/2023" in text_of(desk.get(url))
    url = f"{url}/applied_since"
    page = text_of(desk.get(url))
    assert "Áp dụng lần đầu: 05/2021" in page
    assert "KT-003" not in page
    assert desk.post(url, data={}).status_code == 422
    chosen = {"entry": [str(entry.id) for entry in entries], f"reason-{entries[0].id}": "Áp dụng trước hạn"}
    answer = desk.post(url, data=chosen)
    assert "Chưa có gì được ghi" in text_of(answer)
    assert "Lý do: Áp dụng trước hạn" in text_of(answer)
    assert "không đủ điều kiện dự" in text_of(answer)
    assert db.session.get(Entry, entries[0].id).status == "submitted"
    answer = desk.post(url, data=chosen | {"confirmed": "y"})
    assert answer.status_code == 303
    assert [db.session.get(Entry, entry.id).status for entry in entries] == ["ineligible", "ineligible", "submitted"]
    page = text_of(desk.get("/thu-nghiem/tham-dinh/dot"))
    assert "Loại theo quy định: không hợp lệ, 2 hồ sơ" in page
    (undo,) = re.findall(r'action="([^"]+/rut-lai)"', page)
    assert desk.post(undo).status_code == 303
    assert [db.session.get(Entry, entry.id).status for entry in entries] == ["submitted"] * 3
    assert "Đã rút lại 2 hồ sơ" in text_of(desk.get("/thu-nghiem/tham-dinh/dot"))
    assert desk.post(undo).status_code == 409
    assert desk.get("/thu-nghiem/tham-dinh/theo-quy-dinh/nonsense").status_code == 404


def test_a_person_settles_what_the_machine_leaves_open_and_says_why_not(desk: Any, edition: Any, db: Any) -> None:
    entry = make_entry(edition)
    url = f"/thu-nghiem/tham-dinh/{entry.id}"
    assert "Xem và ghi nhận" in text_of(desk.get(url))
    desk.post(f"{url}/da-xem", data={"key": "residence", "verdict": "fail", "note": ""})
    assert "Hãy ghi vì sao không đạt" in text_of(desk.get(url))
    desk.post(f"{url}/da-xem", data={"key": "residence", "verdict": "fail", "note": "Hộ khẩu ở tỉnh khác"})
    page = text_of(desk.get(url))
    assert "Phạm Thị Ái đã xem, không đạt" in page
    assert "Hộ khẩu ở tỉnh khác" in page
    # Another datum, and the look holds no more.
    entry.unit = "Xã khác"
    assert "đã xem, không đạt" not in text_of(desk.get(url))
    entry.unit = "Hợp tác xã Bình Minh"
    desk.post(f"{url}/da-xem", data={"key": "residence", "verdict": ""})
    assert "đã xem, không đạt" not in text_of(desk.get(url))
    # What the machine knows needs nobody.
    desk.post(f"{url}/da-xem", data={"key": "field", "verdict": "pass"})
    assert "không cần người xem" in text_of(desk.get(url))


def test_the_desk_asks_the_same_number_of_questions_for_few_and_many(
    desk: Any, edition: Any, count_queries: Any
) -> None:
    numbers = []
    for count in (2, 30):
        for place in range(count):
            make_entry(edition, f"KT-{count:02}{place:02}", title=f"Máy {count} {place}")
        with count_queries() as asked:
            assert desk.get("/thu-nghiem/tham-dinh").status_code == 200
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]
    assert numbers[0] <= 8


def test_what_desk_and_register_show_is_kept_until_something_changes_and_no_longer(
    desk: Any, edition: Any, at: Any, count_queries: Any
) -> None:
    def seen() -> list[str]:
        pages = (
            "tham-dinh", "tham-dinh?nhom=eligible", "tham-dinh/theo-quy-dinh", "danh-muc?tim=may", "ban-lam-viec",
        )  # fmt: skip
        return [text_of(desk.get(f"/thu-nghiem/{page}")) for page in pages]

    def asked() -> int:
        with count_queries() as questions:
            seen()
        return len(questions)

    at("2026-05-01T08:00")
    first, second = make_entry(edition, "KT-001"), make_entry(edition, "KT-002")
    url = "/thu-nghiem/tham-dinh/"
    desk.post(f"{url}{second.id}", data={"verdict": "eligible"})
    deeds = (
        (f"{url}{first.id}/da-xem", {"key": "residence", "verdict": "fail", "note": "Hộ khẩu ở tỉnh khác"}),
        (f"{url}{first.id}", {"verdict": "ineligible", "reason": "Nộp ngoài đối tượng"}),
    )
    at("2026-05-01T08:30")
    assert asked() > asked()
    for minute, (path, typed) in enumerate(deeds):
        at(f"2026-05-01T09:{minute}0")
        before = seen()
        desk.post(path, data=typed, follow_redirects=True)
        at(f"2026-05-01T09:{minute}5")
        shown = seen()
        forget_sums()
        assert shown == seen()
        assert shown != before


def test_what_is_counted_of_a_file_is_seen_on_the_desk_though_its_findings_are_kept(
    client_of: Any, db: Any, at: Any
) -> None:
    limited = text_of_edition("small_technical").replace("max_mb: 20}", "max_mb: 20, max_pages: 2}", 1)
    edition = make_edition(stage="screening", text=limited)
    ada = make_person("Phạm Thị Ái")
    grant(ada, edition, Role.SECRETARY)
    desk = client_of(ada)
    entry = make_entry(edition)
    at("2026-05-01T08:00")
    file = EntryFile(
        entry_id=entry.id,
        part_key="description",
        name="mo-ta.docx",
        sha256="5" * 64,
        size=9,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        uploaded_at=now(),
    )
    db.session.add(file)
    record(OPERATOR, "entries.attach_file", edition.id)
    db.session.commit()
    words = "Bản mô tả giải pháp không quá 2 trang"
    at("2026-05-01T08:10")
    sees = [rule.words for rule in rule_rows(edition.id)]
    assert words in sees
    before = text_of(desk.get("/thu-nghiem/tham-dinh"))
    note_pages(OPERATOR, file.sha256, 2)
    at("2026-05-01T08:20")
    assert words not in [rule.words for rule in rule_rows(edition.id)]
    assert text_of(desk.get("/thu-nghiem/tham-dinh")) != before


def test_an_observer_looks_and_decides_nothing(client_of: Any, edition: Any) -> None:
    ira = make_person("Bùi Thị Ơn")
    grant(ira, edition, Role.OBSERVER)
    entry = make_entry(edition)
    browser = client_of(ira)
    page = text_of(browser.get("/thu-nghiem/tham-dinh"))
    assert "KT-001" in page
    assert "chấp nhận các hồ sơ" not in page
    assert browser.get(f"/thu-nghiem/tham-dinh/{entry.id}").status_code == 403
    assert browser.post("/thu-nghiem/tham-dinh/chap-nhan", data={"all": "y"}).status_code == 403


def test_the_office_asks_item_by_item_and_the_entrant_answers_on_their_page(
    desk: Any, client_of: Any, edition: Any, db: Any
) -> None:
    binh = make_person("Nguyễn Văn Bình")
    entry = make_entry(edition, owner=binh)
    url = f"/thu-nghiem/tham-dinh/{entry.id}/bo-sung"
    page = text_of(desk.get(url))
    # What fails is ticked already: the description is missing.
    assert 'id="part-description" checked' in page
    assert 'value="Mục “Nội dung chủ yếu của giải pháp”"' in page
    answer = desk.post(url, data={"due": "31/02/2099", "part-description": "y", "words-description": "Bản mô tả"})
    assert (answer.status_code, "không có trong lịch" in text_of(answer)) == (422, True)
    assert 'value="Bản mô tả"' in text_of(answer)
    answer = desk.post(url, data={"due": "01/02/2099"})
    assert (answer.status_code, "Chưa chọn mục nào" in text_of(answer)) == (422, True)
    posted = {"due": "01/02/2099", "part-description": "y", "words-description": "Bản mô tả", "due-1": "03/02/2099"}
    assert desk.post(url, data=posted | {"words-1": "Nơi áp dụng"}).status_code == 303
    own = client_of(binh)
    page = text_of(own.get(f"/thu-nghiem/ho-so/{entry.id}"))
    assert "Trước hết ngày 01/02/2099" in page
    assert "Trước hết ngày 03/02/2099" in page
    first, second = re.findall(rf"/thu-nghiem/ho-so/{entry.id}/bo-sung/(\d+)", page)
    answering = f"/thu-nghiem/ho-so/{entry.id}/bo-sung"
    answer = own.post(f"{answering}/{first}", data={})
    assert (answer.status_code, "Hãy tải tệp lên hoặc ghi câu trả lời" in text_of(answer)) == (422, True)
    bad = {"file": (io.BytesIO(b"hello"), "a.txt"), "answer": "Xin gửi"}
    answer = own.post(f"{answering}/{first}", data=bad, content_type="multipart/form-data")
    assert (answer.status_code, "không đúng loại cho phép" in text_of(answer)) == (422, True)
    assert "Xin gửi</textarea>" in text_of(answer)
    good = {"file": (io.BytesIO(PDF), "mo-ta.pdf")}
    assert own.post(f"{answering}/{first}", data=good, content_type="multipart/form-data").status_code == 303
    # An item of words takes no file.
    wrong = {"file": (io.BytesIO(PDF), "x.pdf")}
    assert own.post(f"{answering}/{second}", data=wrong, content_type="multipart/form-data").status_code == 422
    assert own.post(f"{answering}/{second}", data={"answer": "Xã Bình Minh"}).status_code == 303
    assert db.session.get(Entry, entry.id).status == "submitted"
    page = text_of(desk.get(f"/thu-nghiem/tham-dinh/{entry.id}"))
    assert "mo-ta.pdf" in page
    assert "Xã Bình Minh" in page
    assert "Đã bổ sung, chờ xem" in text_of(desk.get("/thu-nghiem/danh-muc/bo-sung"))
    item = f"/thu-nghiem/tham-dinh/{entry.id}/bo-sung/{first}"
    desk.post(item, data={"deed": "again", "note": "", "due": "05/02/2099"})
    assert "vì sao nội dung đã bổ sung chưa đạt" in text_of(desk.get(f"/thu-nghiem/tham-dinh/{entry.id}"))
    desk.post(item, data={"deed": "again", "note": "Thiếu trang 2", "due": "05/02/2099"})
    page = text_of(own.get(f"/thu-nghiem/ho-so/{entry.id}"))
    assert "Thiếu trang 2" in page
    desk.post(item, data={"deed": "accept"})
    desk.post(f"/thu-nghiem/tham-dinh/{entry.id}/bo-sung/{second}", data={"deed": "drop"})
    assert db.session.get(Entry, entry.id).status == "submitted"
    assert "Không có mục nào đang bổ sung" in text_of(desk.get("/thu-nghiem/danh-muc/bo-sung"))
    assert own.post(f"{answering}/999999", data={"answer": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("stage", "lists", "shown"),
    [
        ("open", "[received, eligible]", None),
        ("closed", "[received, eligible]", {"KT-001", "KT-002"}),
        ("screening", "[eligible]", None),
        ("judging", "[received, eligible]", {"KT-001"}),
        ("judging", "[received]", {"KT-001", "KT-002"}),
        ("judging", "[]", None),
    ],
)
def test_lists_are_announced_as_the_regulation_says_and_name_nobody(
    client: Any, db: Any, stage: str, lists: str, shown: set[str] | None
) -> None:
    edition = make_edition(stage=stage, text=f"{text_of_edition('small_technical')}\nprivacy: {{lists: {lists}}}\n")
    make_entry(edition, "KT-001", status="eligible", authors=("Nguyễn Văn Bình",))
    make_entry(edition, "KT-002", status="ineligible", authors=("Lê Thị Na",))
    make_entry(edition, "KT-003", status="withdrawn")
    answer = client.get("/thu-nghiem/danh-sach-ho-so")
    assert answer.status_code == (404 if shown is None else 200)
    page = text_of(answer)
    assert {code for code in ("KT-001", "KT-002", "KT-003") if code in page} == (shown or set())
    assert "Nguyễn Văn Bình" not in page
    assert "Lê Thị Na" not in page
    assert ("Danh sách hồ sơ" in text_of(client.get("/thu-nghiem/"))) == (shown is not None)


@pytest.mark.parametrize(("stage", "blind", "told"), [("judging", True, False), ("judging", False, True),
                                                      ("deliberation", True, True)])  # fmt: skip
def test_the_lists_say_no_unit_while_judges_score_blind(
    client: Any, db: Any, stage: str, blind: bool, told: bool
) -> None:
    text = text_of_edition("small_technical").replace("blind: true", f"blind: {str(blind).lower()}")
    edition = make_edition(stage=stage, text=f"{text}\nprivacy: {{lists: [eligible]}}\n")
    make_entry(edition, "KT-001", status="eligible", unit="Trường THCS Hoa Mai")
    page = text_of(client.get("/thu-nghiem/danh-sach-ho-so"))
    assert ("Hoa Mai" in page) == told
    assert ("Đơn vị được công bố sau khi chấm xong" in page) == (not told)

"""Pages of the juries: what the office sees and does, what a judge may see, what nobody else may."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook
from sqlalchemy import event
from sqlalchemy.engine import Engine

from contest.foundation.access import OPERATOR, Role
from contest.foundation.database import forget_sums
from contest.juries import actions, queries
from contest.people.models import Person
from tests.editions.makers import make_edition
from tests.juries.makers import make_entries, make_entry, make_judges
from tests.people.makers import grant, make_person

ROUND = "preliminary"
Browser = Callable[[Person], FlaskClient]


@pytest.fixture
def office(db: Any, client_of: Browser) -> tuple[Any, FlaskClient]:
    """An edition in judging, with a secretary's browser."""
    edition = make_edition(stage="judging")
    person = make_person("Lê Thị Thư Ký")
    grant(person, edition, Role.SECRETARY)
    return edition, client_of(person)


def _filled(edition: Any, entries: int = 9) -> list[Any]:
    councils = actions.ensure_councils(OPERATOR, edition.id)
    made = make_entries(edition, entries)
    make_judges(edition, councils["c1"], 4, prefix="mot", expertise=("ict",))
    make_judges(edition, councils["c2"], 4, prefix="hai")
    return made


def _judge(edition: Any, db: Any) -> Person:
    seat = next(one for one in queries.seats(edition.id) if one.role == "member")
    person: Person = db.session.get(Person, seat.person_id)
    return person


@contextmanager
def _counted() -> Iterator[list[str]]:
    """What is asked by whoever comes first after a change."""
    forget_sums()
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if statement.startswith(("SELECT", "WITH")):
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


def test_an_empty_edition_says_what_to_do_first(office: Any) -> None:
    edition, browser = office
    page = browser.get(f"/{edition.slug}/hoi-dong").get_data(as_text=True)
    assert "Lập hội đồng theo thể lệ" in page
    answer = browser.post(f"/{edition.slug}/hoi-dong/lap", follow_redirects=True)
    assert "Đã lập 2 hội đồng theo thể lệ." in answer.get_data(as_text=True)
    assert "Chưa có chủ tịch hội đồng." in answer.get_data(as_text=True)


def test_a_secretary_adds_somebody_to_a_council_and_what_is_wrong_is_said_at_the_field(office: Any) -> None:
    edition, browser = office
    council_id = actions.ensure_councils(OPERATOR, edition.id)["c1"]
    url = f"/{edition.slug}/hoi-dong/{council_id}/them"
    answer = browser.post(url, data={"name": "", "email": "", "role": "chair"})
    assert answer.status_code == 422
    data = {"name": "Đỗ Hải An", "email": "an@example.org", "role": "chair", "fields": ["ict"], "words": "thủy lợi"}
    page = browser.post(url, data=data, follow_redirects=True).get_data(as_text=True)
    assert "Đỗ Hải An đã vào Hội đồng Công nghệ và Cơ khí (Chủ tịch)." in page
    assert queries.seats(edition.id)[0].expertise == ("ict", "thủy lợi")
    again = browser.post(url, data={"name": "Lý Minh Bảo", "email": "bao@example.org", "role": "chair"})
    assert again.status_code == 422
    assert "Hội đồng đã có chủ tịch" in again.get_data(as_text=True)
    assert "bao@example.org" in again.get_data(as_text=True)


def test_a_seat_is_changed_and_given_up_with_a_reason(office: Any) -> None:
    edition, browser = office
    council_id = actions.ensure_councils(OPERATOR, edition.id)["c1"]
    seat_id = actions.seat_judge(OPERATOR, edition.id, council_id, "Đỗ Hải An", "an@example.org")
    browser.post(f"/{edition.slug}/hoi-dong/ghe/{seat_id}", data={"role": "deputy", "most_entries": "12"})
    seat = queries.seats(edition.id)[0]
    assert (seat.role, seat.most_entries) == ("deputy", 12)
    assert browser.post(f"/{edition.slug}/hoi-dong/ghe/{seat_id}/roi", data={"reason": " "}).status_code == 422
    browser.post(f"/{edition.slug}/hoi-dong/ghe/{seat_id}/roi", data={"reason": "Đi công tác"})
    assert queries.seats(edition.id) == []
    assert browser.get(f"/{edition.slug}/hoi-dong/ghe/{seat_id}").status_code == 404


def _workbook(*lines: tuple[str, ...]) -> io.BytesIO:
    book = Workbook()
    sheet = book.active
    sheet.append(["Họ và tên", "Email", "Đơn vị", "Hội đồng", "Vai trò", "Chuyên môn", "Xung đột"])
    for line in lines:
        sheet.append(line)
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


def test_judges_come_from_a_spreadsheet_after_it_was_looked_at(office: Any) -> None:
    edition, browser = office
    make_entry(edition, "KT-001")
    council = "Hội đồng Công nghệ và Cơ khí"
    file = _workbook(
        ("Đỗ Hải An", "an@example.org", "Sở KH&CN", council, "Chủ tịch", "", ""),
        ("Lý Minh Bảo", "bao@example.org", "Trường Đại học", council, "", "", "KT-001"),
    )
    answer = browser.post(f"/{edition.slug}/hoi-dong/nhap", data={"file": (file, "gk.xlsx")})
    page = answer.get_data(as_text=True)
    assert "Nhập 2 người" in page
    assert queries.seats(edition.id) == []
    token = page.split('name="token"')[1].split('value="')[1].split('"')[0]
    page = browser.post(
        f"/{edition.slug}/hoi-dong/nhap/xac-nhan", data={"token": token}, follow_redirects=True
    ).get_data(as_text=True)
    assert "Đã nhập 2 người: 2 chỗ mới, 0 chỗ thay đổi, 1 xung đột mới." in page
    assert len(queries.seats(edition.id)) == 2


def test_every_fault_of_a_spreadsheet_is_said_at_its_cell_and_nothing_is_kept(office: Any) -> None:
    edition, browser = office
    file = _workbook(
        ("Đỗ Hải An", "không có", "", "Hội đồng X", "Trưởng thôn", "", "KT-999"),
        ("12345", "", "", "Hội đồng Công nghệ và Cơ khí", "", "", ""),
    )
    answer = browser.post(f"/{edition.slug}/hoi-dong/nhap", data={"file": (file, "gk.xlsx")})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Dòng 2, cột “Email” (ô B2):" in page
    for words in ("“không có” không phải là một địa chỉ", "Không có hội đồng “Hội đồng X”", "“Trưởng thôn”", "KT-999"):
        assert words in page
    assert queries.seats(edition.id) == []


def test_a_forged_or_foreign_token_imports_nothing(office: Any) -> None:
    edition, browser = office
    answer = browser.post(f"/{edition.slug}/hoi-dong/nhap/xac-nhan", data={"token": "bịa"})
    assert answer.status_code == 409


def test_a_round_is_prepared_run_looked_at_accepted_and_opened(office: Any) -> None:
    edition, browser = office
    _filled(edition)
    url = f"/{edition.slug}/phan-cong/{ROUND}"
    assert "Chuẩn bị vòng chấm" in browser.get(url).get_data(as_text=True)
    assert "Vòng Sơ khảo có 9 hồ sơ." in browser.post(f"{url}/chuan-bi", follow_redirects=True).get_data(as_text=True)
    page = browser.post(f"{url}/chay", data={"seed": "3"}, follow_redirects=True).get_data(as_text=True)
    assert "Phương án chờ quyết định" in page
    assert "Còn 9 hồ sơ chưa đủ giám khảo" in page
    plan_id = page.split("/phuong-an/")[1].split('"')[0]
    page = browser.post(f"{url}/phuong-an/{plan_id}", follow_redirects=True).get_data(as_text=True)
    assert "Đã áp dụng phương án: 27 lượt chấm." in page
    page = browser.post(f"{url}/mo-vong", follow_redirects=True).get_data(as_text=True)
    assert "Vòng Sơ khảo đã mở" in page
    assert queries.prepared_round(edition.id, ROUND).state == "open"


def test_somebody_is_put_on_an_entry_and_taken_off_by_hand(office: Any) -> None:
    edition, browser = office
    made = _filled(edition)
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    url = f"/{edition.slug}/phan-cong/{ROUND}/ho-so/{made[2].id}"
    page = browser.get(url).get_data(as_text=True)
    council = next(row.id for row in queries.councils(edition.id) if row.key == "c1")
    judge_id = next(one.person_id for one in queries.seats(edition.id) if one.council_id == council)
    page = browser.post(f"{url}/giam-khao/{judge_id}", follow_redirects=True).get_data(as_text=True)
    assert "Đã phân công" in page
    page = browser.post(f"{url}/giam-khao/{judge_id}/rut", data={"reason": ""}, follow_redirects=True)
    assert "Hãy ghi lý do." in page.get_data(as_text=True)
    page = browser.post(f"{url}/giam-khao/{judge_id}/rut", data={"reason": "Bận"}, follow_redirects=True)
    assert "Đã rút phân công" in page.get_data(as_text=True)
    assert browser.get(f"/{edition.slug}/phan-cong/{ROUND}/giam-khao/{judge_id}").status_code == 200
    listed = f"/{edition.slug}/phan-cong/{ROUND}/ho-so"
    assert "KT-003" in browser.get(f"{listed}?tim=KT-003").get_data(as_text=True).split("<table")[1]
    assert "KT-003" in browser.get(f"{listed}?trang=9").get_data(as_text=True)
    assert "KT-003" not in browser.get(f"{listed}?tim=%25").get_data(as_text=True)


def test_the_entries_of_a_round_are_put_in_order_anew_when_a_judge_comes_or_goes_and_not_before(
    office: Any, at: Any, count_queries: Any
) -> None:
    edition, browser = office
    at("2026-05-01T10:00")
    made = _filled(edition)
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    at("2026-05-01T10:05")
    listed, judge_id = f"/{edition.slug}/phan-cong/{ROUND}/ho-so", queries.seats(edition.id)[0].person_id
    last, codes = f"{listed}/{made[0].id}/giam-khao/{judge_id}", [entry.code for entry in made]

    def order() -> list[str]:
        return re.findall(r'data-label="Mã số">([^<]+)<', browser.get(listed).text)

    assert order() == codes
    with count_queries() as asked:
        assert order() == codes
    assert [statement for statement in asked if "GROUP BY assignment.entry_id" in statement] == []
    browser.post(last)
    at("2026-05-01T10:10")
    assert order() == [*codes[1:], codes[0]]
    browser.post(f"{last}/rut", data={"reason": "Bận"})
    at("2026-05-01T10:15")
    assert order() == codes
    # Who is in a round changes without a line of the audit.
    made.append(make_entry(edition, "KT-020"))
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    at("2026-05-01T10:20")
    assert order() == [entry.code for entry in made]


def test_conflicts_are_recorded_found_and_settled(office: Any) -> None:
    edition, browser = office
    _filled(edition)
    url = f"/{edition.slug}/hoi-dong/xung-dot"
    judge_id = queries.seats(edition.id)[0].person_id
    answer = browser.post(url, data={"person_id": judge_id, "code": "KT-404", "reason": "Anh em"})
    assert answer.status_code == 422
    assert "Không có hồ sơ mã số KT-404." in answer.get_data(as_text=True)
    browser.post(url, data={"person_id": judge_id, "code": "kt-001", "reason": "Anh em"})
    row = queries.conflict_list(edition.id, "confirmed", 1, 1).rows[0]
    assert row.code == "KT-001"
    assert "Hãy ghi lý do." in browser.post(f"{url}/{row.id}/dismissed", follow_redirects=True).get_data(as_text=True)
    browser.post(f"{url}/{row.id}/dismissed", data={"reason": "Nhầm người"})
    assert queries.conflict_pairs(edition.id) == set()
    assert "Nhầm người" in browser.get(f"{url}?loc=dismissed").get_data(as_text=True)
    assert "Không tìm thấy" in browser.post(f"{url}/tim", follow_redirects=True).get_data(as_text=True)


def test_a_judge_sees_numbers_and_titles_only_and_declares_a_conflict(office: Any, db: Any, client_of: Browser) -> None:
    edition, _ = office
    councils = actions.ensure_councils(OPERATOR, edition.id)
    make_judges(edition, councils["c1"], 4)
    make_entry(edition, "KT-001", author="Phùng Bí Mật", unit="Xí nghiệp Giấu Tên", title="Máy gặt mini")
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    browser = client_of(_judge(edition, db))
    url = f"/{edition.slug}/xung-dot-cua-toi"
    page = browser.get(url).get_data(as_text=True)
    assert "Máy gặt mini" in page
    assert "K-001" in page
    for secret in ("KT-001", "Phùng Bí Mật", "Giấu Tên"):
        assert secret not in page
    assert f'action="{url}/{ROUND}/K-001"' in page
    own = f"{url}/{ROUND}/K-001"
    page = browser.post(own, data={"reason": "Người thân"}, follow_redirects=True).get_data(as_text=True)
    assert "Đã khai" in page
    assert len(queries.conflict_pairs(edition.id)) == 1


def test_what_the_office_found_about_a_judge_is_not_told_to_the_judge(office: Any, db: Any, client_of: Browser) -> None:
    edition, _ = office
    councils = actions.ensure_councils(OPERATOR, edition.id)
    make_judges(edition, councils["c1"], 2, unit="Xí nghiệp Giấu Tên")
    make_entry(edition, "KT-001", unit="Xí nghiệp Giấu Tên")
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    person = _judge(edition, db)
    assert len(queries.conflict_pairs(edition.id)) == 2
    page = client_of(person).get(f"/{edition.slug}/xung-dot-cua-toi").get_data(as_text=True)
    assert "Giấu Tên" not in page
    assert "Cần xem xét" not in page


@pytest.mark.parametrize(
    "path",
    ["hoi-dong", "hoi-dong/xung-dot", "hoi-dong/nhap", "phan-cong", f"phan-cong/{ROUND}", f"phan-cong/{ROUND}/ho-so"],
)
def test_the_pages_of_the_office_are_closed_to_judges_and_strangers(
    path: str, office: Any, db: Any, client_of: Browser
) -> None:
    edition, _ = office
    _filled(edition, 3)
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    assert client_of(_judge(edition, db)).get(f"/{edition.slug}/{path}").status_code == 403
    assert client_of(make_person()).get(f"/{edition.slug}/{path}").status_code == 403


def test_an_observer_reads_and_changes_nothing(office: Any, client_of: Browser) -> None:
    edition, _ = office
    _filled(edition)
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    person = make_person()
    grant(person, edition, Role.OBSERVER)
    browser = client_of(person)
    page = browser.get(f"/{edition.slug}/phan-cong/{ROUND}").get_data(as_text=True)
    assert "Chạy phân công" not in page
    assert browser.post(f"/{edition.slug}/phan-cong/{ROUND}/chay").status_code == 403
    assert browser.post(f"/{edition.slug}/hoi-dong/xung-dot/tim").status_code == 403


@pytest.mark.parametrize("path", ["hoi-dong", "hoi-dong/xung-dot", f"phan-cong/{ROUND}", f"phan-cong/{ROUND}/ho-so"])
def test_a_page_asks_the_same_few_questions_however_many_entries_there_are(path: str, office: Any) -> None:
    edition, browser = office
    _filled(edition)
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    outcome = actions.propose_plan(OPERATOR, edition.id, ROUND)
    actions.apply_plan(OPERATOR, edition.id, outcome.plan_id)
    url = f"/{edition.slug}/{path}"
    browser.get(url)
    with _counted() as few:
        browser.get(url)
    make_entry(edition, "KT-500")
    for place in range(30):
        make_entry(edition, f"KT-6{place:02}")
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    outcome = actions.propose_plan(OPERATOR, edition.id, ROUND)
    actions.apply_plan(OPERATOR, edition.id, outcome.plan_id)
    with _counted() as many:
        browser.get(url)
    assert len(many) == len(few) <= 8


def test_a_pair_that_should_not_always_meet_is_put_down_and_taken_off(office: Any) -> None:
    edition, browser = office
    _filled(edition)
    url = f"/{edition.slug}/hoi-dong/cap"
    assert "Chưa có cặp nào" in browser.get(url).get_data(as_text=True)
    first, second = (seat.person_id for seat in queries.seats(edition.id)[:2])
    answer = browser.post(url, data={"first_id": first, "second_id": first, "reason": "Vợ chồng"})
    assert answer.status_code == 422
    assert "Hãy chọn hai người khác nhau." in answer.get_data(as_text=True)
    assert 'value="Vợ chồng"' in answer.get_data(as_text=True)
    page = browser.post(url, data={"first_id": first, "second_id": second, "reason": "Vợ chồng"}, follow_redirects=True)
    assert "Vợ chồng" in page.get_data(as_text=True)
    pair_id = queries.pair_list(edition.id)[0].id
    assert "Đã bỏ khỏi danh sách." in browser.post(f"{url}/{pair_id}/bo", follow_redirects=True).get_data(as_text=True)
    assert queries.pair_list(edition.id) == ()


def test_a_run_with_links_shows_what_changes_and_a_bad_number_is_said_at_its_field(office: Any) -> None:
    edition, browser = office
    _filled(edition)
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    outcome = actions.propose_plan(OPERATOR, edition.id, ROUND)
    actions.apply_plan(OPERATOR, edition.id, outcome.plan_id)
    url = f"/{edition.slug}/phan-cong/{ROUND}"
    answer = browser.post(f"{url}/chay", data={"seed": "0", "links": "2000"})
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert "Nhập một số nguyên từ 1." in text
    assert "Nhập một số từ 0 đến 1.000." in text
    assert 'value="2000"' in text
    page = browser.post(f"{url}/chay", data={"seed": "1", "links": "1"}, follow_redirects=True).get_data(as_text=True)
    assert "hồ sơ nối giữa các hội đồng" in page
    assert "2 hồ sơ đổi giám khảo" in page
    assert "Thôi chấm" in page

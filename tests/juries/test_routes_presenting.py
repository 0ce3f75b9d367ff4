"""Pages of presentations: who sees which slots, how they are named, calendars, papers, the board at the door."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader

from contest.entries.models import Entry, EntryAuthor
from contest.foundation.access import OPERATOR, Role
from contest.foundation.refusal import Refusal
from contest.juries import actions
from contest.juries.actions import presenting
from contest.juries.models import PresentationSlot, Seat
from contest.juries.queries import prepared_round
from contest.juries.queries.presenting import needs_of, needs_on_page, open_draft, slot_rows
from contest.papers.reports.workbooks import workbook
from contest.people.models import Person
from tests.editions.makers import text_of
from tests.juries.presenting import ROUND, make_final, make_timetable
from tests.people.makers import grant, make_person

Browser = Callable[[Person], FlaskClient]


@pytest.fixture
def office(db: Any, client_of: Browser) -> tuple[Any, FlaskClient]:
    """A final with its frame, and a secretary's browser."""
    edition = make_final()
    person = make_person("Lê Thị Thư Ký")
    grant(person, edition, Role.SECRETARY)
    return edition, client_of(person)


def _base(edition: Any) -> str:
    return f"/{edition.slug}/thuyet-trinh/{ROUND}"


def _owner(db: Any, code: str) -> Person:
    person: Person = make_person("Phạm Thị Phụ Trách")
    db.session.query(Entry).filter_by(code=code).one().owner_id = person.id
    db.session.flush()
    return person


def _judge(db: Any, email: str) -> Person:
    person: Person = db.session.query(Person).filter_by(email=email).one()
    return person


def _assign(edition: Any) -> None:
    plan = actions.propose_plan(OPERATOR, edition.id, ROUND)
    actions.apply_plan(OPERATOR, edition.id, plan.plan_id)


def test_a_timetable_is_built_looked_at_and_accepted(office: Any) -> None:
    edition, browser = office
    page = browser.get(_base(edition)).get_data(as_text=True)
    assert "Chưa có lượt nào" in page
    page = browser.post(f"{_base(edition)}/lap", data={"seed": "3"}, follow_redirects=True).get_data(as_text=True)
    assert "Phương án chờ quyết định" in page
    assert "số bốc thăm 3" in page
    draft = open_draft(prepared_round(edition.id, ROUND).id)
    assert draft is not None
    answer = browser.post(f"{_base(edition)}/phuong-an/{draft.id}/nhan", follow_redirects=True)
    page = answer.get_data(as_text=True)
    assert "Đã áp dụng lịch: 6 lượt mới hoặc đổi." in page
    assert "Thứ Sáu, 12/06/2026" in page
    assert page.count('<li class="slot') == 6


def test_the_frame_keeps_what_was_typed_and_says_what_is_wrong_where(office: Any) -> None:
    edition, browser = office
    typed = {
        "days-0-on": "2026-06-12", "days-0-opens": "08:00", "days-0-closes": "07:00", "days-1-on": "2026-06-13",
        "rooms-0-name": "Hội trường A", "minutes": "12", "questions": "3", "changeover": "5", "call_order": "code",
    }  # fmt: skip
    answer = browser.post(f"{_base(edition)}/khung", data=typed)
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "Dòng 2: hãy ghi đủ ngày, giờ bắt đầu và giờ kết thúc." in page
    assert "Hội trường A" in page
    typed |= {"days-0-closes": "11:30", "days-1-on": ""}
    page = browser.post(f"{_base(edition)}/khung", data=typed, follow_redirects=True).get_data(as_text=True)
    assert "Đã lưu khung giờ." in page
    assert 'value="Hội trường A"' in browser.get(f"{_base(edition)}/khung").get_data(as_text=True)


def test_moving_by_hand_shows_what_stands_against_each_place_before_saving(office: Any, db: Any) -> None:
    edition, browser = office
    for author in db.session.query(EntryAuthor).filter(EntryAuthor.name.in_(["Tác giả 1", "Tác giả 2"])):
        author.name, author.unit = "Nguyễn Văn Cùng", "Trường số 1"
    round_id = make_timetable(edition)
    first = next(row for row in slot_rows(round_id) if row.code == "KT-001")
    second = next(row for row in slot_rows(round_id) if row.room == first.room and row.id != first.id)
    address = f"{_base(edition)}/ho-so/{first.entry_id}"
    page = browser.get(address).get_data(as_text=True)
    assert f"đổi với {second.code}" in page
    assert "vướng" in page
    busy = re.search(r'value="([td]:[^"]+)">[^<]+ – vướng', page)
    assert busy is not None
    assert "Nguyễn Văn Cùng phải ở hai phòng cùng lúc" in page
    answer = browser.post(address, data={"to": busy[1]})
    assert answer.status_code == 422
    assert "phải ở hai phòng cùng lúc" in answer.get_data(as_text=True)
    foreign = re.search(r'value="(t:[^"]+)">[^<]+ – phòng của hội đồng khác', page)
    assert foreign is not None
    answer = browser.post(address, data={"to": foreign[1]})
    assert "xin đánh dấu “Vẫn chuyển”" in answer.get_data(as_text=True)
    page = browser.post(address, data={"to": f"d:{second.id}"}, follow_redirects=True).get_data(as_text=True)
    assert f"Đã chuyển hồ sơ {first.code}." in page
    assert next(row for row in slot_rows(round_id) if row.id == first.id).starts_at == second.starts_at


def test_nobody_outside_sees_the_timetable_before_it_is_announced(office: Any, client: FlaskClient) -> None:
    edition, browser = office
    make_timetable(edition)
    assert client.get(f"{_base(edition)}/phong/1").status_code == 404
    assert browser.get(f"{_base(edition)}/phong/1").status_code == 200
    browser.post(f"{_base(edition)}/bao")
    assert client.get(f"{_base(edition)}/phong/1").status_code == 200


def test_strangers_at_the_door_see_codes_and_hours_and_nothing_else(office: Any, client: FlaskClient) -> None:
    edition, browser = office
    make_timetable(edition)
    browser.post(f"{_base(edition)}/bao")
    page = client.get(f"{_base(edition)}/phong/1").get_data(as_text=True)
    assert "KT-00" in page
    for hidden in ("Giải pháp thứ", "Trường số", "Tác giả", "Mời vào"):
        assert hidden not in page.partition("<main")[2], hidden


def test_in_a_blind_round_the_door_shows_turns_and_judges_see_numbers(db: Any, client: FlaskClient, client_of: Browser):
    text = text_of("small_technical").replace("evidence: [presentation]", "evidence: [presentation]\n    blind: true")
    edition = make_final(text=text)
    make_timetable(edition)
    _assign(edition)
    presenting.announce_timetable(OPERATOR, edition.id, ROUND)
    door = client.get(f"{_base(edition)}/phong/1").get_data(as_text=True)
    assert "Lượt 1" in door
    assert "KT-00" not in door
    judge = client_of(_judge(db, "mot1@example.org"))
    own = judge.get(f"/{edition.slug}/lich-thuyet-trinh").get_data(as_text=True)
    assert "K-00" in own
    assert "KT-00" not in own
    calendar = judge.get(f"/{edition.slug}/lich-thuyet-trinh.ics").get_data(as_text=True)
    assert "K-00" in calendar
    assert "KT-00" not in calendar
    chair = client_of(_judge(db, "mot0@example.org"))
    for address in (_base(edition), f"{_base(edition)}/phong/1", f"{_base(edition)}/phong/1.ics"):
        page = chair.get(address).get_data(as_text=True)
        assert "K-00" in page, address
        assert "KT-00" not in page, address
        assert "Trường số" not in page, address


def test_an_entrant_sees_the_own_slot_and_no_other(office: Any, db: Any, client_of: Browser) -> None:
    edition, browser = office
    make_timetable(edition)
    entrant = client_of(_owner(db, "KT-003"))
    assert "KT-003" not in entrant.get(f"/{edition.slug}/lich-thuyet-trinh").get_data(as_text=True)
    browser.post(f"{_base(edition)}/bao")
    page = entrant.get(f"/{edition.slug}/lich-thuyet-trinh").get_data(as_text=True)
    assert "KT-003" in page
    assert not re.search(r"KT-00[12456]", page)


def test_the_calendar_has_a_stable_uid_and_a_rising_sequence_and_strikes_out(
    office: Any, db: Any, client_of: Browser
) -> None:
    edition, browser = office
    round_id = make_timetable(edition)
    entrant = client_of(_owner(db, "KT-003"))
    browser.post(f"{_base(edition)}/bao")
    address = f"/{edition.slug}/lich-thuyet-trinh.ics"

    def event() -> tuple[Any, Any]:
        answer = entrant.get(address)
        assert answer.mimetype == "text/calendar"
        calendar = Calendar.from_ical(answer.get_data())
        return calendar, calendar.walk("VEVENT")[0]

    calendar, first = event()
    slot = next(row for row in slot_rows(round_id) if row.code == "KT-003")
    assert str(calendar["METHOD"]) == "PUBLISH"
    assert first["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert first.decoded("DTSTART") == slot.starts_at
    presenting.delay_room(OPERATOR, edition.id, ROUND, slot.id, 10)
    _, later = event()
    assert (later["UID"], later["SEQUENCE"]) == (first["UID"], first["SEQUENCE"] + 1)
    db.session.query(Entry).filter_by(code="KT-003").one().status = "withdrawn"
    calendar, gone = event()
    assert str(calendar["METHOD"]) == "CANCEL"
    assert (gone["UID"], str(gone["STATUS"]), gone["SEQUENCE"]) == (first["UID"], "CANCELLED", later["SEQUENCE"] + 1)


def test_the_door_is_kept_up_to_date_and_nothing_is_sent_while_nothing_changes(office: Any) -> None:
    edition, browser = office
    round_id = make_timetable(edition)
    first, second, *_ = [row for row in slot_rows(round_id) if row.room == "Phòng 1"]
    board = f"{_base(edition)}/phong/1/hien-tai"
    answer = browser.get(board)
    mark = answer.headers["ETag"]
    assert browser.get(board, headers={"If-None-Match": mark}).status_code == 304
    browser.post(f"{_base(edition)}/luot/{first.id}/tinh-trang/vao")
    answer = browser.get(board, headers={"If-None-Match": mark})
    assert answer.status_code == 200
    assert "Đang trong phòng" in answer.get_data(as_text=True)
    page = browser.post(f"{_base(edition)}/luot/{second.id}/tinh-trang/vao", follow_redirects=True).get_data(
        as_text=True
    )
    assert f"Phòng 1 đang có hồ sơ {first.code}." in page
    browser.post(f"{_base(edition)}/luot/{first.id}/tinh-trang/xong")
    page = browser.post(
        f"{_base(edition)}/luot/{second.id}/lui", data={"minutes": "15"}, follow_redirects=True
    ).get_data(as_text=True)
    assert "Phòng đang muộn khoảng 15 phút so với lịch." in page


def test_the_timetable_on_paper_says_the_same_in_three_formats(office: Any) -> None:
    edition, browser = office
    make_timetable(edition)
    book = load_workbook(io.BytesIO(browser.get(f"{_base(edition)}/lich.xlsx").get_data()))
    words = " ".join(str(cell.value) for row in book.active.iter_rows() for cell in row if cell.value)
    assert "LỊCH THUYẾT TRÌNH" in words
    assert "Ngày 12/06/2026, Phòng 1" in words
    assert words.count("KT-00") == 6
    printed = PdfReader(io.BytesIO(browser.get(f"{_base(edition)}/lich.pdf").get_data()))
    assert "KT-001" in "".join(page.extract_text() for page in printed.pages)
    assert browser.get(f"{_base(edition)}/lich.docx").get_data()[:2] == b"PK"
    signs = PdfReader(io.BytesIO(browser.get(f"{_base(edition)}/bien-phong.pdf").get_data()))
    assert len(signs.pages) == 2
    assert "/phong/2" in signs.pages[1].extract_text().replace("\n", "")


def test_the_page_asks_the_database_the_same_however_many_entries(
    office: Any, count_queries: Any, client_of: Browser, db: Any
) -> None:
    edition, browser = office
    make_timetable(edition)
    with count_queries() as few:
        browser.get(_base(edition))
    large = make_final(14, slug="lon-hon")
    make_timetable(large)
    person = make_person("Trần Thị Lớn")
    grant(person, large, Role.SECRETARY)
    secretary = client_of(person)
    with count_queries() as many:
        assert secretary.get(_base(large)).status_code == 200
    assert len(many) == len(few) <= 14


def test_those_who_run_the_day_read_who_must_be_out_of_the_room(office: Any, db: Any, client: FlaskClient) -> None:
    edition, browser = office
    judge = _judge(db, "mot1@example.org")
    entry = db.session.query(Entry).filter_by(code="KT-001").one()
    actions.record_conflict(OPERATOR, edition.id, judge.id, entry.id, "Cùng đơn vị")
    make_timetable(edition)
    browser.post(f"{_base(edition)}/bao")
    said = f"Ra khỏi phòng: {judge.name}"
    for address in (_base(edition), f"{_base(edition)}/phong/1"):
        assert browser.get(address).get_data(as_text=True).count(said) == 1, address
    assert said not in client.get(f"{_base(edition)}/phong/1").get_data(as_text=True)
    book = load_workbook(io.BytesIO(browser.get(f"{_base(edition)}/lich.xlsx").get_data()))
    assert said in {cell.value for row in book.active.iter_rows() for cell in row}


def test_what_is_wrong_with_building_is_said_at_its_field_and_what_was_typed_stays(office: Any) -> None:
    edition, browser = office
    answer = browser.post(f"{_base(edition)}/lap", data={"seed": "7", "codes": "KT-777"})
    assert answer.status_code == 422
    make_timetable(edition)
    page = browser.post(f"{_base(edition)}/lap", data={"seed": "7", "codes": "KT-777"}).get_data(as_text=True)
    assert "Không có hồ sơ “KT-777” trong vòng này, hoặc hồ sơ đã rút." in page
    assert 'value="KT-777"' in page


def test_the_timetable_is_among_the_papers_of_the_office(office: Any) -> None:
    edition, _ = office
    with pytest.raises(Refusal):
        workbook(edition.id, "presentations")
    make_timetable(edition)
    kind, content = workbook(edition.id, "presentations")
    assert kind.file_name == "lich-thuyet-trinh.xlsx"
    assert load_workbook(io.BytesIO(content)).sheetnames == ["Lịch thuyết trình"]


def test_a_clerk_runs_the_rooms_of_the_own_council_only(office: Any, db: Any, client_of: Browser) -> None:
    edition, browser = office
    round_id = make_timetable(edition)
    browser.post(f"{_base(edition)}/bao")
    clerk = make_person("Trần Thị Ghi")
    grant(clerk, edition, Role.CLERK)
    own = next(row for row in slot_rows(round_id) if row.room == "Phòng 1")
    other = next(row for row in slot_rows(round_id) if row.room == "Phòng 2")
    db.session.add(
        Seat(council_id=own.council_id, person_id=clerk.id, role="clerk", expertise=[], seated_at=own.changed_at)
    )
    hands = client_of(clerk)
    assert "Mời vào" in hands.get(f"{_base(edition)}/phong/1").get_data(as_text=True)
    assert "Mời vào" not in hands.get(f"{_base(edition)}/phong/2").get_data(as_text=True)
    hands.post(f"{_base(edition)}/luot/{own.id}/tinh-trang/vao")
    page = hands.post(f"{_base(edition)}/luot/{other.id}/tinh-trang/vao", follow_redirects=True).get_data(as_text=True)
    assert "Lượt này thuộc hội đồng khác" in page
    states = {row.id: row.state for row in slot_rows(round_id)}
    assert (states[own.id], states[other.id]) == ("called", "planned")


def test_of_a_long_round_the_page_names_whoever_has_a_slot_and_the_first_without_and_counts_the_rest(
    db: Any, client_of: Browser
) -> None:
    edition = make_final(75)
    person = make_person("Lê Thị Thư Ký")
    grant(person, edition, Role.SECRETARY)
    browser = client_of(person)
    round_id = make_timetable(edition)
    held = [row.entry_id for row in slot_rows(round_id)]
    assert len(held) == 14
    card = prepared_round(edition.id, ROUND)

    def look() -> tuple[int, list[str]]:
        needs, entries = needs_on_page(edition.id, card, held)
        whole = needs_of(edition.id, card)
        assert entries == len(whole.called)
        assert needs.people == {key: people for key, people in whole.people.items() if key in held}
        rest = [one for one in whole.called if one.entry_id not in standing()]
        assert [one for one in needs.called if one.entry_id not in standing()] == rest[:60]
        page = browser.get(_base(edition)).text
        told = re.search(r"Hồ sơ (?:chưa có lượt|không thuyết trình) \((\d+)\)", page)
        assert told is not None
        links = re.findall(r'<a class="code" href="[^"]*">([^<]*)</a>', page)
        assert [each for each in links if each in {one.label for one in rest}] == [one.label for one in rest[:60]]
        return int(told[1]), links

    def standing() -> set[int]:
        return {row.entry_id for row in slot_rows(round_id) if row.state != "cancelled"}

    assert look()[0] == 61
    db.session.get(Entry, held[0]).status = "withdrawn"
    db.session.commit()
    assert look()[0] == 61
    slot = db.session.query(PresentationSlot).filter_by(entry_id=held[1]).one()
    slot.state = "cancelled"
    db.session.commit()
    assert look()[0] == 62
    outside = next(each for each in db.session.query(Entry).order_by(Entry.code) if each.id not in held)
    outside.status = "halted"
    db.session.commit()
    count, links = look()
    assert count == 61
    assert outside.code not in links

"""A complaint from its filing to its answer: deadlines, receipts, who may handle it, and what the pages keep."""

import io
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from contest.editions.models import RegulationVersion
from contest.editions.rules import Regulation
from contest.foundation.access import Role
from contest.foundation.clock import now, today
from contest.foundation.ledger import LedgerEvent
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.juries.models import Conflict, Council, Seat
from contest.people.models import Person
from contest.prizes.queries import awards
from contest.results import actions, queries
from contest.results.models import Complaint, Publication
from contest.results.queries import package, sealed_result
from contest.results.rules import checking
from contest.results.rules.checking import page
from contest.results.rules.complaints import Taking, answer_by, last_day, why_not_file, why_not_record
from contest.scoring.models import ScoreSheet
from tests.editions.makers import regulation
from tests.people.makers import actor_of, grant, make_person
from tests.results.test_actions_revoking import make_public
from tests.results.test_queries import files_of

FIRST = date(2026, 8, 1)


def codes(refused: Any) -> list[str]:
    return [reason.code for reason in getattr(refused, "value", refused).reasons]


def rules(**parts: Any) -> Regulation:
    known = regulation()
    until = parts.pop("complaints_until", None)
    return known.but(timeline=known.timeline.model_copy(update={"complaints_until": until}), **parts)


def test_the_last_day_is_the_later_of_the_regulation_s_day_and_its_days_from_the_publication() -> None:
    assert last_day(rules(appeals_days=10), FIRST) == date(2026, 8, 11)
    assert last_day(rules(appeals_days=10, complaints_until=date(2026, 8, 20)), FIRST) == date(2026, 8, 20)
    assert last_day(rules(complaints_until=date(2026, 7, 20), appeals_days=10), FIRST) == date(2026, 8, 11)
    assert (last_day(rules(appeals_days=None), FIRST), last_day(rules(appeals_days=10), None)) == (None, None)
    assert answer_by(rules(answer_days=15), FIRST) == date(2026, 8, 16)
    assert answer_by(rules(), FIRST) == date(2026, 8, 31)


@pytest.mark.parametrize(
    ("taking", "on", "found"),
    [
        (Taking(True, date(2026, 8, 11)), date(2026, 8, 11), []),
        (Taking(True, date(2026, 8, 11)), date(2026, 8, 12), ["complaint_over"]),
        (Taking(True, None), date(2027, 8, 12), []),
        (Taking(False, None), FIRST, ["complaint_not_yet"]),
        (Taking(True, None, 4), FIRST, ["complaint_open"]),
    ],
)
def test_the_page_takes_a_complaint_until_the_end_of_the_last_day(taking: Any, on: date, found: list[str]) -> None:
    assert [reason.code for reason in why_not_file(taking, on, "Chấm sai")] == found


def test_a_late_paper_is_taken_with_a_reason_only_and_one_in_time_needs_none() -> None:
    taking, late = Taking(True, date(2026, 8, 11)), date(2026, 8, 14)
    on = date(2026, 8, 20)
    assert [r.code for r in why_not_record(taking, late, on, "x", "Bà Lan", "")] == ["complaint_late_reason"]
    assert why_not_record(taking, late, on, "x", "Bà Lan", "Bưu điện chậm") == []
    in_time = why_not_record(taking, FIRST, on, " ", " ", "Bưu điện chậm")
    assert [r.code for r in in_time] == [
        "complaint_late_needless", "complaint_from_missing", "complaint_text_missing",
    ]  # fmt: skip


@pytest.fixture
def case(db: Any) -> Any:
    """A published result; the entrant of the second entry, a secretary without and one with a conflict."""
    edition, entries, organiser, _ = make_public(moves_up=False)
    entrant = make_person("Lê Thị Dự")
    entries[1].owner_id = entrant.id
    free, apart = make_person("Phạm Thư Ký"), make_person("Đỗ Có Liên Quan")
    for person in (free, apart):
        grant(person, edition, Role.SECRETARY)
    conflict = Conflict(edition_id=edition.id, person_id=apart.id, entry_id=entries[1].id, kind="declared")
    conflict.state, conflict.made_at = "declared", now()
    db.session.add(conflict)
    db.session.commit()
    return edition, entries, organiser, entrant, free, apart


def file(case: Any, **parts: Any) -> int:
    edition, entries, _, entrant, *_ = case
    given = {"about": "score", "text": "Điểm tính mới thấp hơn nhận xét."} | parts
    return actions.file_complaint(actor_of(entrant, (Role.ENTRANT, edition)), edition.id, entries[1].id, **given)


def test_an_entrant_complains_once_gets_a_receipt_and_nothing_of_it_is_in_the_ledger(case: Any, db: Any) -> None:
    entries = case[1]
    assert file(case) == 1
    letter = db.session.scalars(select(Letter).where(Letter.event == "complaint.received")).one()
    assert (letter.to_address, "đơn khiếu nại số 1" in letter.text) == (entries[1].email, True)
    with pytest.raises(Refusal) as refused:
        file(case)
    assert codes(refused) == ["complaint_open"]
    noted = db.session.scalars(select(LedgerEvent).where(LedgerEvent.kind == "complaints.received")).one()
    assert noted.payload == {"number": 1, "way": "site", "about": "score", "late": False}


def test_nobody_complains_about_another_s_entry(case: Any) -> None:
    edition, entries, organiser, entrant, *_ = case
    with pytest.raises(Refusal) as refused:
        actions.file_complaint(actor_of(entrant), edition.id, entries[0].id, "score", "x")
    assert codes(refused) == ["complaint_not_yours"]
    with pytest.raises(Refusal) as refused:
        actions.file_complaint(organiser, edition.id, entries[0].id, "score", "x")
    assert codes(refused) == ["complaint_not_yours"]


def test_after_the_last_day_the_page_refuses_and_the_office_takes_paper_with_a_reason(case: Any, db: Any) -> None:
    edition, entries, organiser, *_ = case
    shown = db.session.scalars(select(Publication)).one()
    shown.published_at = now() - timedelta(days=40)
    text = edition_text(edition, db)
    text.text += "\nappeals_days: 10\n"
    edition.regulation_number = text.number = text.number + 1
    db.session.commit()
    with pytest.raises(Refusal) as refused:
        file(case)
    assert codes(refused) == ["complaint_over"]
    paper = actions.Paper(entries[1].code, "Lê Thị Dự", today())
    with pytest.raises(Refusal) as refused:
        actions.record_complaint(organiser, edition.id, paper, "score", "Điểm thấp")
    assert codes(refused) == ["complaint_late_reason"]
    late = actions.Paper(entries[1].code, "Lê Thị Dự", today(), "Tác giả nằm viện")
    assert actions.record_complaint(organiser, edition.id, late, "score", "Điểm thấp") == 1
    assert queries.complaints(edition.id)[0].is_late


def edition_text(edition: Any, db: Any) -> Any:
    return db.session.scalars(select(RegulationVersion).where(RegulationVersion.edition_id == edition.id)).one()


def test_who_handles_it_has_no_conflict_and_has_not_scored_the_entry(case: Any, db: Any) -> None:
    edition, entries, organiser, entrant, free, apart = case
    number = file(case)
    judge = db.session.scalars(select(ScoreSheet.judge_id).where(ScoreSheet.entry_id == entries[1].id)).first()
    for person_id, found in (
        (apart.id, ["complaint_handler_conflict"]),
        (entrant.id, ["complaint_handler_unknown"]),
        (judge, ["complaint_handler_unknown"]),
    ):
        with pytest.raises(Refusal) as refused:
            actions.assign_complaint(organiser, edition.id, number, person_id)
        assert codes(refused) == found
    free_ids = {key for key, _ in queries.free_handlers(edition.id, entries[1].id, entrant.id)}
    assert (free.id in free_ids, apart.id in free_ids) == (True, False)
    actions.assign_complaint(organiser, edition.id, number, free.id)
    letter = db.session.scalars(select(Letter).where(Letter.event == "complaint.assigned")).one()
    assert letter.to_address == free.email


def test_only_the_handler_answers_with_a_conclusion_and_words(case: Any, db: Any) -> None:
    edition, _, organiser, _, free, _ = case
    number = file(case)
    handler = actor_of(free, (Role.SECRETARY, edition))
    with pytest.raises(Refusal) as refused:
        actions.answer_complaint(handler, edition.id, number, "dismissed", "Đã xem")
    assert codes(refused) == ["complaint_unassigned"]
    actions.assign_complaint(organiser, edition.id, number, free.id)
    with pytest.raises(Refusal) as refused:
        actions.answer_complaint(organiser, edition.id, number, "dismissed", "Đã xem")
    assert codes(refused) == ["complaint_not_handler"]
    with pytest.raises(Refusal) as refused:
        actions.answer_complaint(handler, edition.id, number, "", " ")
    assert codes(refused) == ["complaint_outcome_missing", "complaint_answer_missing"]
    actions.answer_complaint(handler, edition.id, number, "dismissed", "Đã đối chiếu ba phiếu, cộng đúng.")
    letter = db.session.scalars(select(Letter).where(Letter.event == "complaint.answered")).one()
    assert "Kết luận: Khiếu nại không có căn cứ." in letter.text
    assert "Đã đối chiếu ba phiếu" in letter.text
    for again in (
        lambda: actions.withdraw_complaint(organiser, edition.id, number),
        lambda: actions.answer_complaint(handler, edition.id, number, "upheld", "Khác"),
    ):
        with pytest.raises(Refusal) as refused:
            again()
        assert codes(refused) == ["complaint_settled"]


def test_a_withdrawn_complaint_makes_room_for_another(case: Any) -> None:
    edition, _, _, entrant, *_ = case
    first = file(case)
    actions.withdraw_complaint(actor_of(entrant), edition.id, first, "Đã hiểu cách tính")
    assert file(case) == 2
    assert [one.state for one in queries.complaints(edition.id)] == ["received", "withdrawn"]


def test_the_pages_take_a_complaint_with_its_file_and_keep_what_was_typed(case: Any, client_of: Any, db: Any) -> None:
    edition, entries, _, entrant, free, apart = case
    grant(entrant, edition, Role.ENTRANT)
    db.session.commit()
    browser, address = client_of(entrant), f"/thu-nghiem/ho-so/{entries[1].id}/khieu-nai"
    assert "Gửi đơn khiếu nại" in browser.get(address).text
    assert browser.get(f"/thu-nghiem/ho-so/{entries[0].id}/khieu-nai").status_code == 404
    wrong = browser.post(address, data={"text": "Điểm thấp hơn nhận xét"})
    assert (wrong.status_code, "Điểm thấp hơn nhận xét" in wrong.text) == (422, True)
    sent = {"about": "score", "text": "Điểm thấp hơn nhận xét"}
    bad = browser.post(address, data=sent | {"files": (io.BytesIO(b"MZ nothing"), "vi-rut.exe")})
    assert (bad.status_code, "không đúng loại cho phép" in bad.text) == (422, True)
    page = browser.post(
        address, data=sent | {"files": (io.BytesIO(b"%PDF-1.4\n%%EOF\n"), "nhan-xet.pdf")}, follow_redirects=True
    ).text
    assert ("Đơn số 1" in page, "nhan-xet.pdf" in page) == (True, True)
    file_id = queries.complaint_card(edition.id, 1).files[0].id
    taken = f"/thu-nghiem/khieu-nai/1/tep/{file_id}"
    assert browser.get(taken).status_code == 200
    office, other = client_of(free), client_of(apart)
    assert "Đơn số 1" in office.get("/thu-nghiem/khieu-nai").text
    assert "Điểm thấp hơn nhận xét" in office.get("/thu-nghiem/khieu-nai/1").text
    assert "Đơn số 1" not in other.get("/thu-nghiem/khieu-nai").text
    assert [other.get(at).status_code for at in ("/thu-nghiem/khieu-nai/1", taken)] == [403, 404]
    assert client_of(make_stranger(db)).get(taken).status_code == 404


def make_stranger(db: Any) -> Any:
    person = make_person("Người Lạ")
    db.session.commit()
    return person


def test_the_office_records_gives_and_answers_on_its_pages(case: Any, client_of: Any, db: Any) -> None:
    edition, entries, _, _, free, _ = case
    chief = db.session.get_one(type(free), case[2].id)
    browser = client_of(chief)
    sent = {"code": entries[1].code, "from_name": "Lê Thị Dự", "received_on": today().isoformat(), "about": "prize"}
    short = browser.post("/thu-nghiem/khieu-nai/don-giay", data=sent)
    assert (short.status_code, "Lê Thị Dự" in short.text) == (422, True)
    page = browser.post(
        "/thu-nghiem/khieu-nai/don-giay", data=sent | {"text": "Xin xét lại"}, follow_redirects=True
    ).text
    assert "Đơn số 1" in page
    assert "Đỗ Có Liên Quan" not in page
    given = browser.post(
        "/thu-nghiem/khieu-nai/1/phan-cong", data={"handler": str(free.id)}, follow_redirects=True
    ).text
    assert "Phạm Thư Ký" in given
    handler = client_of(free)
    empty = handler.post("/thu-nghiem/khieu-nai/1/tra-loi", data={"answer": "Đã xem xét"})
    assert (empty.status_code, "Đã xem xét" in empty.text) == (422, True)
    done = handler.post(
        "/thu-nghiem/khieu-nai/1/tra-loi", data={"outcome": "partly", "answer": "Đã xem xét"}, follow_redirects=True
    ).text
    assert "Khiếu nại đúng một phần" in done
    assert db.session.scalars(select(Complaint.state)).one() == "answered"
    # While prizes are still being decided, what is right leads to a change that is seen first and made by two.
    assert "thay-doi/phieu" not in done
    edition.stage = "deliberation"
    db.session.commit()
    page = handler.get("/thu-nghiem/khieu-nai/1").text
    assert f"/thu-nghiem/giai-thuong/thay-doi/phieu?ma={entries[1].code}&amp;don=1" in page
    sheets = handler.get(f"/thu-nghiem/giai-thuong/thay-doi/phieu?ma={entries[1].code}&don=1").text
    first = sheets.split('#sua">')[0].rsplit('href="', 1)[1].replace("&amp;", "&")
    assert "Theo kết luận đơn khiếu nại số 1" in handler.get(first).text


def make_judge(edition: Any, db: Any, name: str = "Hoàng Văn Phúc Tra") -> Any:
    """A judge on the edition's council who has scored nothing."""
    person = make_person(name)
    grant(person, edition, Role.JUDGE)
    council = db.session.scalars(select(Council.id).where(Council.edition_id == edition.id)).first()
    db.session.add(Seat(council_id=council, person_id=person.id, role="member", seated_at=now()))
    db.session.commit()
    return person


@pytest.fixture
def assigned(case: Any, db: Any) -> Any:
    """The complaint given to the secretary, and a judge who may look anew."""
    edition, entries, organiser, _, free, _ = case
    number = file(case)
    actions.assign_complaint(organiser, edition.id, number, free.id)
    judge = make_judge(edition, db)
    return edition, entries, organiser, actor_of(free, (Role.SECRETARY, edition)), number, judge


def test_only_judges_who_have_not_scored_and_have_no_conflict_look_anew(assigned: Any, db: Any) -> None:
    edition, entries, _, handler, number, judge = assigned
    card = queries.complaint_card(edition.id, number)
    scored = db.session.scalars(select(ScoreSheet.judge_id).where(ScoreSheet.entry_id == entries[1].id)).first()
    ((free, told),) = queries.free_judges(edition.id, card.entry_id, card.id)
    assert (free, told.startswith(f"{judge.name}, Hội đồng ")) == (judge.id, True)
    with pytest.raises(Refusal) as refused:
        actions.ask_looks(handler, edition.id, number, [scored, handler.id])
    assert sorted(codes(refused)) == ["anew_not_judge", "anew_scored"]
    actions.ask_looks(handler, edition.id, number, [judge.id])
    with pytest.raises(Refusal) as refused:
        actions.ask_looks(handler, edition.id, number, [judge.id])
    assert codes(refused) == ["anew_asked"]
    with pytest.raises(Refusal) as refused:
        actions.answer_complaint(handler, edition.id, number, "upheld", "Đúng")
    assert codes(refused) == ["complaint_looks_open"]


def test_a_new_look_stands_beside_the_old_figure_and_changes_nothing(assigned: Any, db: Any) -> None:
    edition, entries, _, handler, number, judge = assigned
    actions.ask_looks(handler, edition.id, number, [judge.id])
    look = queries.my_looks(edition.id, judge.id)[0]
    looker = actor_of(judge, (Role.JUDGE, edition))
    points = {"novelty": Decimal(40), "use": Decimal("29.5"), "effect": None}
    with pytest.raises(Refusal) as refused:
        actions.give_look(looker, edition.id, look.id, points, "")
    assert codes(refused) == ["score_missing", "anew_comment_missing"]
    before = [(one.entry_id, one.tier_key) for one in awards(edition.id)]
    actions.give_look(looker, edition.id, look.id, points | {"effect": Decimal(24)}, "Tính mới rõ")
    card = queries.complaint_card(edition.id, number)
    found = queries.outcome_of(edition.id, entries[1].id, queries.looks_of(card.id))
    assert found is not None
    assert (found.old, found.old_rank, found.new, found.difference, found.rank) == (
        Decimal(91), 2, Decimal("93.50"), Decimal("2.50"), 1,
    )  # fmt: skip
    assert [(one.entry_id, one.tier_key) for one in awards(edition.id)] == before
    with pytest.raises(Refusal) as refused:
        actions.decline_look(looker, edition.id, look.id, "Muộn")
    assert codes(refused) == ["anew_settled"]


def test_a_prize_changes_by_a_decision_of_somebody_who_did_not_answer(assigned: Any, db: Any) -> None:
    edition, entries, organiser, handler, number, judge = assigned
    actions.ask_looks(handler, edition.id, number, [judge.id])
    looker = actor_of(judge, (Role.JUDGE, edition))
    actions.decline_look(looker, edition.id, queries.my_looks(edition.id, judge.id)[0].id, "Quen tác giả")
    decided = ("first", "18/QĐ-BTC", date(2026, 1, 5), "Cộng sai điểm")
    with pytest.raises(Refusal) as refused:
        actions.redress(organiser, edition.id, number, *decided)
    assert codes(refused) == ["redress_not_upheld"]
    actions.answer_complaint(handler, edition.id, number, "upheld", "Đúng: cộng sai.")
    chief = actor_of(db.session.get_one(Person, handler.id), (Role.SECRETARY, edition), (Role.ORGANISER, edition))
    with pytest.raises(Refusal) as refused:
        actions.redress(chief, edition.id, number, *decided)
    assert codes(refused) == ["redress_same_person"]
    actions.redress(organiser, edition.id, number, *decided)
    held = {one.entry_id: one for one in awards(edition.id)}
    assert held[entries[1].id].tier_key == "first"
    assert held[entries[1].id].reason.startswith("Theo Quyết định số 18/QĐ-BTC ngày 05/01/2026")
    sealed = sealed_result(edition.id)
    assert sealed is not None
    assert (sealed.version, checking.check(files_of(package(edition.id, sealed)))[0]) == (2, [])
    assert page.check(files_of(package(edition.id, sealed)))[0] == []


def test_who_answered_is_told_before_typing_a_decision_that_it_is_another_s(
    assigned: Any, client_of: Any, db: Any
) -> None:
    edition, _, organiser, handler, number, _ = assigned
    actions.answer_complaint(handler, edition.id, number, "upheld", "Đúng: cộng sai.\nXin lỗi tác giả.")
    person = db.session.get_one(Person, handler.id)
    grant(person, edition, Role.ORGANISER)
    db.session.commit()
    page = client_of(person).get(f"/thu-nghiem/khieu-nai/{number}").text
    assert ("Người trả lời đơn không tự quyết định" in page, 'name="decision"' in page) == (True, False)
    page = client_of(db.session.get_one(Person, organiser.id)).get(f"/thu-nghiem/khieu-nai/{number}").text
    assert ("Người trả lời đơn không tự quyết định về giải" in page, 'name="decision"' in page) == (False, True)


def test_a_judge_looks_anew_on_a_page_that_tells_no_score(assigned: Any, client_of: Any, db: Any) -> None:
    edition, entries, _, handler, number, judge = assigned
    office = client_of(db.session.get_one(Person, handler.id))
    asked = office.post(f"/thu-nghiem/khieu-nai/{number}/phuc-tra", data={"judges": [str(judge.id)]})
    assert asked.status_code == 303
    browser, look = client_of(judge), queries.my_looks(edition.id, judge.id)[0].id
    assert entries[1].title in browser.get("/thu-nghiem/phuc-tra").text
    page = browser.get(f"/thu-nghiem/phuc-tra/{look}").text
    assert ("Phiếu phúc tra" in page, ">91" in page, "Trần Văn Chấm" in page) == (True, False, False)
    sent = {"novelty": "41", "use": "29,5", "effect": "24", "comment": "Tính mới rõ"}
    wrong = browser.post(f"/thu-nghiem/phuc-tra/{look}", data=sent)
    assert (wrong.status_code, "29,5" in wrong.text) == (422, True)
    nothing_right = {"novelty": "41", "use": "mười", "effect": "", "comment": ""}
    wrong = browser.post(f"/thu-nghiem/phuc-tra/{look}", data=nothing_right).text
    summary = wrong.split('id="form-errors"')[1].split("</ul>")[0]
    places = [part.split('"')[0] for part in summary.split('href="#')[1:]]
    assert places == ["novelty", "use", "effect", "comment"], "every fault at once, in the order of the page"
    assert browser.post(f"/thu-nghiem/phuc-tra/{look}", data=sent | {"novelty": "40"}).status_code == 303
    page = office.get(f"/thu-nghiem/khieu-nai/{number}").text
    assert "Nếu tính theo phúc tra" in page
    assert f"/thu-nghiem/giai-trinh/{entries[1].id}" in page
    assert page.index("Gửi trả lời") > page.index("Nội dung đơn")
    other = make_judge(edition, db, "Người Khác")
    assert client_of(other).get(f"/thu-nghiem/phuc-tra/{look}").status_code == 404

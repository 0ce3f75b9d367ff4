"""Deadlines: what is announced, what the server enforces, time for one, for a unit, by a code, by the postmark."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from contest.editions.rules.extension import extended, moment_typed
from contest.entries import actions, queries
from contest.entries.models import Entry, EntryStep, LateCode
from contest.entries.rules import Standing, reference_day, why_not_take
from contest.foundation.access import Role
from contest.foundation.clock import LOCAL
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.foundation.words import sentence
from tests.editions.makers import make_edition, regulation
from tests.entries.makers import authors_typed, drafted, handed_in, make_entry, solution_typed
from tests.people.makers import actor_of, grant, make_person, make_unit

RULES = regulation()
SHOWN = RULES.timeline.submission.shown_deadline
AFTER = "2030-07-01T09:00"
UNTIL = datetime(2030, 7, 3, 17, tzinfo=LOCAL)


@pytest.fixture
def edition(db: Any) -> Any:
    """A small technical contest that takes dossiers until 17:00 on 30/06/2030, and in secret until 23:59."""
    return make_edition()


@pytest.fixture
def ada(edition: Any) -> Any:
    """Somebody of the secretariat."""
    return actor_of(make_person("Phạm Thị Ái"), (Role.SECRETARY, edition))


@pytest.fixture
def cleo(edition: Any) -> Any:
    """Somebody who enters."""
    return actor_of(make_person("Nguyễn Văn Bình"), (Role.ENTRANT, edition))


def codes_of(refusal: pytest.ExceptionInfo[Refusal]) -> set[tuple[str, str]]:
    return {(reason.code, reason.where) for reason in refusal.value.reasons}


def whole(cleo: Any, edition: Any) -> int:
    return drafted(cleo, edition, solution_typed(), authors_typed(), "description")


def test_the_server_takes_a_little_longer_than_it_says_and_then_names_the_announced_deadline(
    edition: Any, cleo: Any, at: Any
) -> None:
    first, second = whole(cleo, edition), whole(cleo, edition)
    at("2030-06-30T23:58")
    assert actions.submit_entry(cleo, edition.id, first, "a").code == "KT-001"
    at("2030-07-01T00:00")
    with pytest.raises(Refusal) as refusal:
        actions.submit_entry(cleo, edition.id, second, "b")
    (reason,) = refusal.value.reasons
    assert "17:00 ngày 30/06/2030" in sentence(reason)
    assert "23:59" not in sentence(reason)


def test_time_for_one_entry_lets_in_that_one_until_its_end_and_tells_its_entrant(
    edition: Any, ada: Any, cleo: Any, at: Any, db: Any
) -> None:
    first, second = whole(cleo, edition), whole(cleo, edition)
    db.session.get(Entry, first).email = "binh@example.org"
    edition.stage = "closed"
    at(AFTER)
    actions.extend_entry(ada, edition.id, first, UNTIL, "Mất điện diện rộng")
    with pytest.raises(Refusal):
        actions.submit_entry(cleo, edition.id, second, "b")
    assert actions.submit_entry(cleo, edition.id, first, "a").code == "KT-001"
    assert (
        "17:00 ngày 03/07/2030" in db.session.scalars(select(Letter.text).where(Letter.event == "entry.extended")).one()
    )
    assert "extended" in db.session.scalars(select(EntryStep.status).where(EntryStep.entry_id == first)).all()
    at("2030-07-04T00:00")
    with pytest.raises(Refusal):
        actions.save_draft(cleo, edition.id, first, {"solution": solution_typed(title="Tên khác")})


def test_time_for_a_unit_lets_in_all_its_entries_however_the_unit_is_typed(
    edition: Any, ada: Any, cleo: Any, at: Any
) -> None:
    own = whole(cleo, edition)
    other = drafted(cleo, edition, solution_typed(unit="Công ty Khác"), authors_typed(), "description")
    at(AFTER)
    actions.extend_unit(ada, edition.id, "hop tac xa BINH MINH", UNTIL, "Bão số 3")
    assert actions.submit_entry(cleo, edition.id, own, "a").code
    with pytest.raises(Refusal):
        actions.submit_entry(cleo, edition.id, other, "b")
    (row,) = queries.extensions(edition.id)
    actions.end_extension(ada, edition.id, row.id)
    assert queries.allowed_until_of(own) is None


def test_time_needs_a_reason_and_lies_behind_the_deadline(edition: Any, ada: Any, cleo: Any, db: Any) -> None:
    entry_id = whole(cleo, edition)
    db.session.commit()
    with pytest.raises(Refusal) as refusal:
        actions.extend_entry(ada, edition.id, entry_id, SHOWN - timedelta(days=1), " ")
    assert codes_of(refusal) == {("time_not_later", "until"), ("entry_reason_missing", "reason")}
    with pytest.raises(Refusal) as refusal:
        actions.extend_unit(ada, edition.id, "", None, "x")
    assert codes_of(refusal) == {("time_missing", "until"), ("unit_missing", "unit")}
    with pytest.raises(Refusal) as refusal:
        actions.extend_entry(cleo, edition.id, entry_id, UNTIL, "Xin thêm")
    assert codes_of(refusal) == {("not_permitted", "")}


def test_a_code_opens_the_door_once_and_says_who_gave_it(edition: Any, ada: Any, cleo: Any, at: Any, db: Any) -> None:
    first, second = whole(cleo, edition), whole(cleo, edition)
    at(AFTER)
    handout = actions.give_late_code(ada, edition.id, "Ông Bình", UNTIL, "Ốm, có giấy của bệnh viện")
    assert handout.code not in str(db.session.execute(select(LateCode.__table__)).all())
    typed = handout.code.lower().replace("-", " ")
    assert actions.use_late_code(cleo, edition.id, typed, first) == first
    assert actions.submit_entry(cleo, edition.id, first, "a").code == "KT-001"
    with pytest.raises(Refusal) as refusal:
        actions.use_late_code(cleo, edition.id, handout.code, second)
    assert codes_of(refusal) == {("late_code_used", "code")}
    (row,) = queries.late_codes(edition.id)
    assert (row.given_by, row.given_to, row.entry_id) == ("Phạm Thị Ái", "Ông Bình", first)


def test_a_code_begins_a_new_entry_when_dossiers_are_closed(edition: Any, ada: Any, cleo: Any, at: Any) -> None:
    edition.stage = "closed"
    at(AFTER)
    handout = actions.give_late_code(ada, edition.id, "Bà Hoà", UNTIL, "Bưu điện chậm")
    entry_id = actions.use_late_code(cleo, edition.id, handout.code)
    actions.save_draft(cleo, edition.id, entry_id, {"solution": solution_typed()})
    assert queries.entry_card(cleo, edition.id, entry_id).standing.allowed_until == UNTIL


def test_a_code_that_is_wrong_over_ended_or_of_another_edition_opens_nothing(
    edition: Any, ada: Any, cleo: Any, at: Any, db: Any
) -> None:
    other = make_edition(slug="khac")
    at(AFTER)
    first = actions.give_late_code(ada, edition.id, "A", UNTIL, "x")
    second = actions.give_late_code(ada, edition.id, "B", UNTIL, "x")
    newest = queries.late_codes(edition.id)[0]
    actions.end_late_code(ada, edition.id, newest.id)
    db.session.commit()
    for where, code, why in (
        (edition, "ABCDE-FGHJK", "late_code_unknown"),
        (edition, second.code, "late_code_over"),
        (other, first.code, "late_code_unknown"),
    ):
        with pytest.raises(Refusal) as refusal:
            actions.use_late_code(cleo, where.id, code)
        assert codes_of(refusal) == {(why, "code")}
    at("2030-07-04T00:00")
    with pytest.raises(Refusal) as refusal:
        actions.use_late_code(cleo, edition.id, first.code)
    assert codes_of(refusal) == {("late_code_over", "code")}


def test_nobody_sees_or_uses_the_draft_of_another_with_a_code(edition: Any, ada: Any, cleo: Any, at: Any) -> None:
    entry_id = whole(cleo, edition)
    other = actor_of(make_person("Lê Thị Na"), (Role.ENTRANT, edition))
    at(AFTER)
    handout = actions.give_late_code(ada, edition.id, "A", UNTIL, "x")
    with pytest.raises(Refusal) as refusal:
        actions.use_late_code(other, edition.id, handout.code, entry_id)
    assert codes_of(refusal) == {("entry_not_visible", "")}


@pytest.mark.parametrize(
    ("sent", "received", "reason", "refused"),
    [
        (date(2030, 6, 30), date(2030, 7, 5), "", False),
        (date(2030, 7, 1), date(2030, 7, 2), "", True),
        (date(2030, 7, 1), date(2030, 7, 2), "Bưu điện nghỉ bão", False),
        # Without a postmark nobody can say that it is late.
        (None, date(2030, 7, 2), "", False),
    ],
)
def test_paper_is_late_by_its_postmark_and_is_then_taken_with_a_reason(
    edition: Any, ada: Any, at: Any, sent: date | None, received: date, reason: str, refused: bool
) -> None:
    at("2030-07-06T09:00")
    paper = actions.PaperFacts(sent_on=sent, received_on=received, late_reason=reason)
    content = {"solution": {"title": "Máy gặt", "field_key": "mech"}, "authors": authors_typed()}
    if not refused:
        assert actions.receive_entry(ada, edition.id, content, paper)
        return
    with pytest.raises(Refusal) as refusal:
        actions.receive_entry(ada, edition.id, content, paper)
    assert codes_of(refusal) == {("late_paper", "late_reason")}
    assert "dấu bưu điện ngày 01/07/2030" in sentence(refusal.value.reasons[0])


def test_handing_in_needs_no_more_questions_for_the_extension(edition: Any, cleo: Any, count_queries: Any) -> None:
    handed_in(cleo, edition)
    with count_queries() as asked:
        queries.held(edition.id)
    assert len(asked) == 3


FIRST = datetime(2030, 6, 1, tzinfo=LOCAL)
moments = st.integers(0, 60 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))


@given(until=moments, moment=moments)
def test_an_extension_for_all_moves_both_deadlines_by_the_same_and_ages_are_counted_as_before(
    until: datetime, moment: datetime
) -> None:
    rules = extended(RULES, until)
    before, after = RULES.timeline.submission, rules.timeline.submission
    assert after.shown_deadline == max(before.shown_deadline, until)
    assert after.enforced_deadline - after.shown_deadline == before.enforced_deadline - before.shown_deadline
    assert reference_day(rules) == reference_day(RULES)
    taken = not why_not_take(rules, Standing("draft"), "open", moment)
    assert taken == (moment <= after.enforced_deadline)


@given(allowed=moments, moment=moments)
def test_time_given_to_one_is_never_less_than_everybodys(allowed: datetime, moment: datetime) -> None:
    everybody = why_not_take(RULES, Standing("draft"), "open", moment)
    own = why_not_take(RULES, Standing("draft", allowed_until=allowed), "open", moment)
    assert not own or everybody
    assert (not own) == (moment <= max(allowed, RULES.timeline.submission.enforced_deadline))


@pytest.mark.parametrize(
    ("clock", "hour", "minute"),
    [("", 17, 0), ("17:00", 17, 0), ("8h30", 8, 30), ("23.59", 23, 59), ("9", 9, 0), ("9h", 9, 0)],
)
def test_an_hour_is_read_as_it_is_written(clock: str, hour: int, minute: int) -> None:
    assert moment_typed("30/06/2030", clock) == datetime(2030, 6, 30, hour, minute, tzinfo=LOCAL)


@pytest.mark.parametrize("clock", ["25:00", "17:70", "chiều"])
def test_an_hour_that_is_none_is_refused_at_its_field(clock: str) -> None:
    with pytest.raises(Refusal) as refusal:
        moment_typed("30/06/2030", clock)
    assert codes_of(refusal) == {("clock_unreadable", "clock")}


def test_time_for_a_school_is_not_for_another_of_its_name_and_the_office_says_which(
    db: Any, edition: Any, ada: Any, at: Any
) -> None:
    here = make_unit(edition, "Trường THCS Hoa Phượng", "xã An Phú")
    there = make_unit(edition, "Trường THCS Hoa Phượng", "xã Bình Hòa")
    mine, others = (make_entry(edition, None, status="draft", unit="Trường THCS Hoa Phượng") for _ in range(2))
    mine.unit_id, others.unit_id = here, there
    db.session.commit()
    with pytest.raises(Refusal) as refused:
        actions.extend_unit(ada, edition.id, "Trường THCS Hoa Phượng", UNTIL, "Bão")
    assert codes_of(refused) == {("unit_ambiguous", "unit")}
    assert "xã An Phú" in sentence(refused.value.reasons[0])
    actions.extend_unit(ada, edition.id, "Trường THCS Hoa Phượng (xã An Phú)", UNTIL, "Bão")
    assert queries.allowed_until_of(mine.id) == UNTIL
    assert queries.allowed_until_of(others.id) is None
    assert queries.unit_allowed_until(edition.id, there, "truong thcs hoa phuong (xa binh hoa)") is None


def test_codes_cannot_be_guessed_on_and_on(db: Any, edition: Any, ada: Any, client_of: Any, at: Any) -> None:
    at(AFTER)
    handout = actions.give_late_code(ada, edition.id, "Trường An", UNTIL, "Mất điện")
    person = make_person("Nguyễn Văn Bình")
    grant(person, edition, Role.ENTRANT)
    browser, here = client_of(person), "/thu-nghiem/ho-so/nop-muon"
    for _ in range(5):
        assert "Bạn đã thử quá nhiều lần" not in browser.post(here, data={"entry": "new", "code": "AAAA-BBBB"}).text
    answer = browser.post(here, data={"entry": "new", "code": handout.code})
    assert (answer.status_code, "Bạn đã thử quá nhiều lần" in answer.text) == (422, True)
    at("2030-07-01T09:20")
    assert browser.post(here, data={"entry": "new", "code": handout.code}).status_code == 303

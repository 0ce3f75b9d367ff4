"""Presentations as deeds: proposed and accepted, moved by hand, pinned, announced, and the day itself."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from contest.entries.models import Entry, EntryAuthor
from contest.foundation.access import OPERATOR
from contest.foundation.clock import LOCAL, local
from contest.foundation.ledger import LedgerEvent
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.juries import actions
from contest.juries.actions import presenting
from contest.juries.models import Assignment, PresentationSlot
from contest.juries.queries import prepared_round
from contest.juries.queries.presenting import SlotRow, frame_card, open_draft, slot_rows
from contest.people.models import Person
from contest.people.queries import actor_of
from tests.editions.makers import text_of
from tests.juries.makers import make_entry
from tests.juries.presenting import DAY, ROUND, frame_of, make_final, make_timetable
from tests.people.makers import make_person

pytestmark = pytest.mark.usefixtures("db")


def _slot(round_id: int, code: str) -> SlotRow:
    return next(row for row in slot_rows(round_id) if row.code == code)


def _at(text: str) -> datetime:
    return datetime.combine(DAY, time.fromisoformat(text), LOCAL)


def _owner(db: Any, code: str) -> Person:
    person: Person = make_person("Phạm Thị Phụ Trách", f"{code.lower()}@example.org")
    db.session.query(Entry).filter_by(code=code).one().owner_id = person.id
    db.session.flush()
    return person


def test_a_proposal_moves_nothing_until_it_is_accepted() -> None:
    edition = make_final()
    presenting.propose_timetable(OPERATOR, edition.id, ROUND)
    card = actions_round(edition)
    assert slot_rows(card) == []
    draft = open_draft(card)
    assert draft is not None
    assert presenting.accept_timetable(OPERATOR, edition.id, ROUND, draft.id) == 6
    rows = slot_rows(card)
    assert {row.room for row in rows if row.council.startswith("Hội đồng Nông")} == {"Phòng 2"}
    assert len({(row.room, row.starts_at) for row in rows}) == 6


def actions_round(edition: Any) -> int:
    return prepared_round(edition.id, ROUND).id


def test_a_proposal_is_refused_when_what_it_rests_on_has_changed(db: Any) -> None:
    edition = make_final()
    draft = presenting.propose_timetable(OPERATOR, edition.id, ROUND)
    db.session.query(Entry).filter_by(code="KT-003").one().status = "withdrawn"
    db.session.flush()
    with pytest.raises(Refusal) as refused:
        presenting.accept_timetable(OPERATOR, edition.id, ROUND, draft)
    assert refused.value.reasons[0].code == "timetable_stale"


def test_an_author_of_entries_in_two_councils_is_never_in_two_rooms_at_once(db: Any) -> None:
    edition = make_final(8)
    for author in db.session.query(EntryAuthor):
        author.name, author.unit = "Nguyễn Văn Cùng", "Trường số 1"
    db.session.flush()
    round_id = make_timetable(edition)
    rows = slot_rows(round_id)
    assert len({row.starts_at for row in rows}) == len(rows) == 7
    draft = presenting.propose_timetable(OPERATOR, edition.id, ROUND)
    found = open_draft(round_id)
    assert found is not None
    assert found.id == draft
    assert next(why for _, why in found.unplaced).startswith("Nguyễn Văn Cùng phải có mặt ở 8 hồ sơ")


def test_moving_by_hand_names_who_would_be_in_two_rooms(db: Any) -> None:
    edition = make_final()
    round_id = make_timetable(edition)
    judge = db.session.query(Person).filter_by(email="mot1@example.org").one()
    first = next(row for row in slot_rows(round_id) if row.room == "Phòng 1")
    other = next(row for row in slot_rows(round_id) if row.room == "Phòng 2")
    for row in (first, other):
        db.session.add(
            Assignment(
                round_id=round_id, entry_id=row.entry_id, judge_id=judge.id, assigned_at=_at("07:00"), turn=1,
                removed_reason="",
            )
        )  # fmt: skip
    db.session.flush()
    with pytest.raises(Refusal) as refused:
        presenting.move_slot(
            OPERATOR, edition.id, ROUND, other.entry_id, "Phòng 2", first.starts_at + timedelta(minutes=5)
        )
    reasons = {reason.code: reason for reason in refused.value.reasons}
    assert reasons["timetable_person_twice"].params["person"] == judge.name
    with pytest.raises(Refusal) as taken:
        presenting.move_slot(OPERATOR, edition.id, ROUND, other.entry_id, "Phòng 1", first.starts_at)
    assert taken.value.reasons[0].code == "timetable_room_taken"
    presenting.move_slot(OPERATOR, edition.id, ROUND, other.entry_id, "Phòng 2", _at("11:00"))
    moved = _slot(round_id, other.code)
    assert (moved.is_pinned, moved.sequence, local(moved.starts_at).hour) == (True, 1, 11)


def test_pinned_slots_stay_when_the_timetable_is_built_again(db: Any) -> None:
    edition = make_final()
    round_id = make_timetable(edition, seed=1)
    entry = _slot(round_id, "KT-001")
    presenting.move_slot(OPERATOR, edition.id, ROUND, entry.entry_id, "Phòng 1", _at("10:57"))
    presenting.accept_timetable(
        OPERATOR, edition.id, ROUND, presenting.propose_timetable(OPERATOR, edition.id, ROUND, 9, fresh=True)
    )
    assert f"{local(_slot(round_id, 'KT-001').starts_at):%H:%M}" == "10:57"


def test_a_new_entry_joins_without_moving_the_others() -> None:
    edition = make_final()
    round_id = make_timetable(edition)
    before = {row.code: (row.room, row.starts_at) for row in slot_rows(round_id)}
    new = make_entry(edition, "KT-099", field="ict", author="Người Mới")
    actions.prepare_round(OPERATOR, edition.id, ROUND, [row.entry_id for row in slot_rows(round_id)] + [new.id])
    make_timetable(edition)
    after = {row.code: (row.room, row.starts_at) for row in slot_rows(round_id)}
    assert {code: after[code] for code in before} == before
    assert "KT-099" in after


def test_everybody_is_told_once_and_again_only_what_changed(db: Any) -> None:
    edition = make_final()
    round_id = make_timetable(edition)
    for code in ("KT-001", "KT-002"):
        _owner(db, code)
    assert presenting.announce_timetable(OPERATOR, edition.id, ROUND) == 6
    card = frame_card(round_id)
    assert card is not None
    assert card.announced_at is not None
    assert presenting.announce_timetable(OPERATOR, edition.id, ROUND) == 0
    presenting.move_slot(OPERATOR, edition.id, ROUND, _slot(round_id, "KT-001").entry_id, "Phòng 1", _at("11:05"))
    assert presenting.announce_timetable(OPERATOR, edition.id, ROUND) == 1
    letters = db.session.query(Letter).order_by(Letter.id).all()
    assert [letter.event for letter in letters] == ["presentation.announced"] * 2 + ["presentation.changed"]
    assert "11:05" in letters[-1].subject
    assert letters[-1].to_address == "kt-001@example.org"


def test_who_withdraws_after_being_told_is_told_that_the_slot_is_gone(db: Any) -> None:
    edition = make_final()
    round_id = make_timetable(edition)
    _owner(db, "KT-002")
    presenting.announce_timetable(OPERATOR, edition.id, ROUND)
    db.session.query(Entry).filter_by(code="KT-002").one().status = "withdrawn"
    db.session.flush()
    gone = _slot(round_id, "KT-002")
    assert (gone.state, gone.has_left, gone.calls) == ("cancelled", True, 1)
    assert presenting.announce_timetable(OPERATOR, edition.id, ROUND) == 1
    assert db.session.query(Letter).order_by(Letter.id.desc()).first().event == "presentation.cancelled"
    row = db.session.query(PresentationSlot).filter_by(id=gone.id).one()
    assert (row.state, row.sequence, row.told) == ("cancelled", 1, 1)


def test_a_room_that_runs_late_moves_its_rest_and_nobody_is_written_to(db: Any) -> None:
    edition = make_final()
    round_id = make_timetable(edition)
    presenting.announce_timetable(OPERATOR, edition.id, ROUND)
    room = [row for row in slot_rows(round_id) if row.room == "Phòng 1"]
    presenting.delay_room(OPERATOR, edition.id, ROUND, room[1].id, 10)
    late = [row for row in slot_rows(round_id) if row.room == "Phòng 1"]
    assert [row.delay for row in late] == [0, 10, 10]
    assert [row.delay for row in slot_rows(round_id) if row.room == "Phòng 2"] == [0, 0, 0]
    assert presenting.announce_timetable(OPERATOR, edition.id, ROUND) == 0
    assert late[1].sequence == 1
    presenting.delay_room(OPERATOR, edition.id, ROUND, room[1].id, -10)
    assert [row.delay for row in slot_rows(round_id) if row.room == "Phòng 1"] == [0, 0, 0]


def test_one_entry_at_a_time_is_in_a_room_and_an_absence_is_on_record(db: Any) -> None:
    edition = make_final()
    round_id = make_timetable(edition)
    first, second, *_ = [row for row in slot_rows(round_id) if row.room == "Phòng 1"]
    presenting.mark_slot(OPERATOR, edition.id, ROUND, first.id, "called")
    with pytest.raises(Refusal) as refused:
        presenting.mark_slot(OPERATOR, edition.id, ROUND, second.id, "called")
    assert refused.value.reasons[0].params["entry"] == first.code
    with pytest.raises(Refusal) as begun:
        presenting.take_out(OPERATOR, edition.id, ROUND, first.id)
    assert begun.value.reasons[0].code == "timetable_slot_begun"
    presenting.mark_slot(OPERATOR, edition.id, ROUND, first.id, "done")
    presenting.mark_slot(OPERATOR, edition.id, ROUND, second.id, "absent")
    marked = db.session.query(LedgerEvent).filter_by(kind="presentation.marked").all()
    assert [event.payload["state"] for event in marked] == ["done", "absent"]


def test_two_change_places_and_both_must_hear_of_it() -> None:
    edition = make_final()
    round_id = make_timetable(edition)
    presenting.announce_timetable(OPERATOR, edition.id, ROUND)
    first, second, *_ = [row for row in slot_rows(round_id) if row.room == "Phòng 1"]
    presenting.swap_slots(OPERATOR, edition.id, ROUND, first.id, second.id)
    assert _slot(round_id, first.code).starts_at == second.starts_at
    assert _slot(round_id, second.code).starts_at == first.starts_at
    assert presenting.announce_timetable(OPERATOR, edition.id, ROUND) == 2


def test_two_rounds_of_one_day_share_neither_rooms_nor_people_at_one_hour() -> None:
    both = text_of("small_technical").replace("name: Sơ khảo\n", "name: Sơ khảo\n    evidence: [presentation]\n", 1)
    edition = make_final(text=both)
    final = slot_rows(make_timetable(edition))
    presenting.set_frame(OPERATOR, edition.id, "preliminary", frame_of(actions.ensure_councils(OPERATOR, edition.id)))
    draft = presenting.propose_timetable(OPERATOR, edition.id, "preliminary")
    presenting.accept_timetable(OPERATOR, edition.id, "preliminary", draft)
    rows = slot_rows(prepared_round(edition.id, "preliminary").id)
    assert len(rows) == 6
    assert not {(row.room, row.starts_at) for row in rows} & {(row.room, row.starts_at) for row in final}
    first = next(row for row in rows if row.room == "Phòng 1")
    taken = next(row for row in final if row.room == "Phòng 1")
    with pytest.raises(Refusal) as refused:
        presenting.move_slot(OPERATOR, edition.id, "preliminary", first.entry_id, "Phòng 1", taken.starts_at)
    (reason,) = refused.value.reasons
    assert reason.code == "timetable_room_taken"
    assert {reason.params["first"], reason.params["second"]} == {first.code, f"{taken.code} (Chung khảo)"}
    # What another round has moved meanwhile makes a proposal old.
    draft = presenting.propose_timetable(OPERATOR, edition.id, "preliminary", fresh=True)
    presenting.take_out(OPERATOR, edition.id, ROUND, taken.id)
    with pytest.raises(Refusal) as stale:
        presenting.accept_timetable(OPERATOR, edition.id, "preliminary", draft)
    assert stale.value.reasons[0].code == "timetable_stale"


def test_the_room_of_another_council_is_taken_only_knowingly() -> None:
    edition = make_final()
    round_id = make_timetable(edition)
    first = next(row for row in slot_rows(round_id) if row.room == "Phòng 1")
    there = (OPERATOR, edition.id, ROUND, first.entry_id, "Phòng 2", _at("11:00"))
    with pytest.raises(Refusal) as refused:
        presenting.move_slot(*there)
    (reason,) = refused.value.reasons
    assert (reason.code, reason.params["council"]) == ("timetable_room_of_others", first.council)
    presenting.move_slot(*there, anywhere=True)
    assert _slot(round_id, first.code).room == "Phòng 2"


def test_the_frame_is_refused_for_a_round_without_presentations() -> None:
    edition = make_final()
    card = frame_card(actions_round(edition))
    assert card is not None
    with pytest.raises(Refusal) as refused:
        presenting.set_frame(OPERATOR, edition.id, "preliminary", card)
    assert refused.value.reasons[0].code == "timetable_not_here"


def test_the_call_is_drawn_again_by_whoever_knows_the_seed(at: Callable[[str], None]) -> None:
    at("2026-06-01T08:00")
    edition = make_final()
    round_id = make_timetable(edition, seed=5)
    first = [(row.code, row.room, row.starts_at) for row in slot_rows(round_id)]
    presenting.accept_timetable(
        OPERATOR, edition.id, ROUND, presenting.propose_timetable(OPERATOR, edition.id, ROUND, 5, fresh=True)
    )
    assert [(row.code, row.room, row.starts_at) for row in slot_rows(round_id)] == first


def test_who_was_taken_out_by_hand_stays_out_until_called_back() -> None:
    edition = make_final()
    round_id = make_timetable(edition)
    presenting.take_out(OPERATOR, edition.id, ROUND, _slot(round_id, "KT-004").id)
    make_timetable(edition)
    assert _slot(round_id, "KT-004").state == "cancelled"
    draft = presenting.propose_timetable(OPERATOR, edition.id, ROUND, codes="kt-004")
    presenting.accept_timetable(OPERATOR, edition.id, ROUND, draft)
    assert _slot(round_id, "KT-004").state == "planned"


def test_where_only_some_entries_are_presented_the_council_names_them() -> None:
    some = text_of("small_technical").replace("evidence: [presentation]", "evidence_of_some: [presentation]")
    edition = make_final(text=some)
    for codes, code in (("", "timetable_choose_entries"), ("KT-001 KT-777", "timetable_code_unknown")):
        with pytest.raises(Refusal) as refused:
            presenting.propose_timetable(OPERATOR, edition.id, ROUND, codes=codes)
        assert [(why.code, why.where) for why in refused.value.reasons] == [(code, "codes")]
    draft = presenting.propose_timetable(OPERATOR, edition.id, ROUND, codes="KT-001; KT-004")
    presenting.accept_timetable(OPERATOR, edition.id, ROUND, draft)
    round_id = actions_round(edition)
    presenting.accept_timetable(
        OPERATOR, edition.id, ROUND, presenting.propose_timetable(OPERATOR, edition.id, ROUND, codes="KT-002")
    )
    assert sorted(row.code for row in slot_rows(round_id)) == ["KT-001", "KT-002", "KT-004"]


def test_a_judge_gets_one_letter_for_all_slots_and_another_only_when_one_of_them_changes(db: Any) -> None:
    edition = make_final()
    plan = actions.propose_plan(OPERATOR, edition.id, ROUND)
    actions.apply_plan(OPERATOR, edition.id, plan.plan_id)
    round_id = make_timetable(edition)
    presenting.announce_timetable(OPERATOR, edition.id, ROUND)
    letters = db.session.query(Letter).filter_by(event="presentation.judging").all()
    assert len(letters) == 6
    assert "chấm 3 lượt, lượt đầu lúc 08:00 ngày 12/06/2026" in letters[0].text
    presenting.move_slot(OPERATOR, edition.id, ROUND, _slot(round_id, "KT-001").entry_id, "Phòng 1", _at("11:05"))
    presenting.announce_timetable(OPERATOR, edition.id, ROUND)
    assert db.session.query(Letter).filter_by(event="presentation.judging").count() == 9


def test_a_slot_is_run_by_others_than_who_is_in_conflict_with_its_entry(
    db: Any, client_of: Callable[[Person], FlaskClient]
) -> None:
    edition = make_final()
    round_id = make_timetable(edition)
    councils = actions.ensure_councils(OPERATOR, edition.id)
    people = {}
    for key in ("c1", "c2"):
        people[key] = make_person(f"Thư ký {key}", f"thuky-{key}@example.org")
        actions.seat_judge(OPERATOR, edition.id, councils[key], people[key].name, people[key].email, role="clerk")
    mine, other = [row for row in slot_rows(round_id) if row.council_id == councils["c1"]][:2]
    actions.record_conflict(OPERATOR, edition.id, people["c1"].id, mine.entry_id, "con gái")
    db.session.commit()
    clerk, instead = (actor_of(people[key].id) for key in ("c1", "c2"))
    with pytest.raises(Refusal) as refused:
        presenting.mark_slot(clerk, edition.id, ROUND, mine.id, "absent")
    assert [(one.code, one.params) for one in refused.value.reasons] == [("entry_apart_instead", {"who": "Thư ký c2"})]
    presenting.mark_slot(clerk, edition.id, ROUND, other.id, "late")
    page = client_of(people["c2"]).get(f"/thu-nghiem/thuyet-trinh/{ROUND}/phong/1").text
    assert (f"/luot/{mine.id}/tinh-trang/" in page, f"/luot/{other.id}/tinh-trang/" in page) == (True, False)
    presenting.mark_slot(instead, edition.id, ROUND, mine.id, "late")
    with pytest.raises(Refusal) as refused:
        presenting.mark_slot(instead, edition.id, ROUND, other.id, "planned")
    assert [one.code for one in refused.value.reasons] == ["timetable_not_yours"]

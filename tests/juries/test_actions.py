"""Deeds of the juries: seats, conflicts, rounds, plans, changes by hand."""

from collections import Counter
from typing import Any

import pytest
from sqlalchemy import select

from contest.foundation.access import OPERATOR, Actor, Permission, Role
from contest.foundation.ledger import LedgerEvent
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.juries import actions, queries
from contest.juries.models import Assignment
from contest.people.queries import actor_of
from tests.editions.makers import make_edition
from tests.juries.makers import make_entries, make_entry, make_judges, make_secretary
from tests.people.makers import grant, make_person

ROUND = "preliminary"


def _codes(refusal: pytest.ExceptionInfo[Refusal]) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


def _ready(entries: int = 12, judges: int = 5) -> tuple[Any, dict[str, int], list[Any]]:
    edition = make_edition(stage="judging")
    councils = actions.ensure_councils(OPERATOR, edition.id)
    made = make_entries(edition, entries)
    make_judges(edition, councils["c1"], judges, prefix="mot", expertise=("ict", "mech"))
    make_judges(edition, councils["c2"], judges, prefix="hai")
    return edition, councils, made


def _assigned(edition: Any) -> set[tuple[int, int]]:
    card = queries.prepared_round(edition.id, ROUND)
    return {(row.entry_id, row.judge_id) for row in queries.assignments(card.id)}


def _plan_and_apply(edition: Any) -> actions.PlanOutcome:
    outcome = actions.propose_plan(OPERATOR, edition.id, ROUND)
    actions.apply_plan(OPERATOR, edition.id, outcome.plan_id)
    return outcome


def test_councils_are_made_as_the_regulation_says_and_only_once(db: Any) -> None:
    edition = make_edition()
    first = actions.ensure_councils(OPERATOR, edition.id)
    assert actions.ensure_councils(OPERATOR, edition.id) == first
    assert [(row.key, row.field_keys) for row in queries.councils(edition.id)] == [
        ("c1", ("ict", "mech")),
        ("c2", ("agri",)),
    ]


def test_a_seat_gives_its_role_and_leaving_takes_it(db: Any) -> None:
    edition = make_edition()
    councils = actions.ensure_councils(OPERATOR, edition.id)
    secretary = make_secretary(edition)
    seat_id = actions.seat_judge(secretary, edition.id, councils["c1"], "Đỗ Hải An", "an@example.org", role="chair")
    person_id = queries.seats(edition.id)[0].person_id
    assert actor_of(person_id).has(Role.CHAIR, edition.id)
    actions.change_seat(secretary, edition.id, seat_id, role="member")
    assert not actor_of(person_id).has(Role.CHAIR, edition.id)
    assert actor_of(person_id).has(Role.JUDGE, edition.id)
    actions.unseat(secretary, edition.id, seat_id, "Bận công tác")
    assert queries.seats(edition.id) == []
    assert not actor_of(person_id).has(Role.JUDGE, edition.id)


def test_who_sits_on_two_councils_keeps_the_role_until_the_last_seat_is_given_up(db: Any) -> None:
    edition = make_edition()
    councils = actions.ensure_councils(OPERATOR, edition.id)
    one = actions.seat_judge(OPERATOR, edition.id, councils["c1"], "Đỗ Hải An", "an@example.org")
    actions.seat_judge(OPERATOR, edition.id, councils["c2"], "Đỗ Hải An", "an@example.org")
    actions.unseat(OPERATOR, edition.id, one, "Chuyển hội đồng")
    assert actor_of(queries.seats(edition.id)[0].person_id).has(Role.JUDGE, edition.id)


def test_somebody_new_is_invited_by_letter_when_asked_and_an_old_hand_is_not_asked_twice(db: Any) -> None:
    edition = make_edition()
    councils = actions.ensure_councils(OPERATOR, edition.id)
    secretary = make_secretary(edition)
    actions.seat_judge(secretary, edition.id, councils["c1"], "Đỗ Hải An", "an@example.org", invites=True)
    actions.seat_judge(secretary, edition.id, councils["c2"], "Đỗ Hải An", "an@example.org", invites=True)
    letters = db.session.query(Letter).filter_by(to_address="an@example.org").all()
    assert [letter.event for letter in letters] == ["people.invitation"]
    parts = queries.council_parts(edition.id)
    assert [one.has_account for part in parts for one in part.sitters] == [False, False]


def test_a_council_has_one_chair(db: Any) -> None:
    edition = make_edition()
    councils = actions.ensure_councils(OPERATOR, edition.id)
    actions.seat_judge(OPERATOR, edition.id, councils["c1"], "Đỗ Hải An", "an@example.org", role="chair")
    with pytest.raises(Refusal) as refusal:
        actions.seat_judge(OPERATOR, edition.id, councils["c1"], "Lý Minh Bảo", "bao@example.org", role="chair")
    assert _codes(refusal) == ["chair_taken"]


def test_an_author_of_the_edition_takes_no_seat(db: Any) -> None:
    edition = make_edition()
    councils = actions.ensure_councils(OPERATOR, edition.id)
    person = make_person("Đỗ Hải An", "an@example.org")
    make_entry(edition, "KT-001", person_id=person.id)
    with pytest.raises(Refusal) as refusal:
        actions.seat_judge(OPERATOR, edition.id, councils["c1"], "Đỗ Hải An", "an@example.org")
    assert "judge_has_entered" in _codes(refusal)


def test_only_those_who_manage_juries_seat_judges(db: Any) -> None:
    edition = make_edition()
    councils = actions.ensure_councils(OPERATOR, edition.id)
    with pytest.raises(Refusal) as refusal:
        actions.seat_judge(actor_of(make_person().id), edition.id, councils["c1"], "A B", "a@example.org")
    assert _codes(refusal) == ["not_permitted"]


def test_a_round_takes_the_eligible_entries_each_to_its_council_with_a_neutral_number(db: Any) -> None:
    edition, councils, made = _ready()
    make_entry(edition, "KT-900", status="received")
    assert actions.prepare_round(OPERATOR, edition.id, ROUND) == 12
    rows = queries.round_entries(queries.prepared_round(edition.id, ROUND).id)
    fields = {entry.id: entry.field_key for entry in made}
    assert all(row.council_id == councils["c2" if fields[row.entry_id] == "agri" else "c1"] for row in rows)
    assert sorted(row.number for row in rows) == [f"K-{number:03}" for number in range(1, 13)]
    assert [row.entry_id for row in rows] != sorted(row.entry_id for row in rows)


def test_preparing_again_brings_in_late_entries_and_keeps_the_numbers_given(db: Any) -> None:
    edition, _, _ = _ready()
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    card = queries.prepared_round(edition.id, ROUND)
    before = {row.entry_id: row.number for row in queries.round_entries(card.id)}
    late = make_entry(edition, "KT-100")
    assert actions.prepare_round(OPERATOR, edition.id, ROUND) == 13
    after = {row.entry_id: row.number for row in queries.round_entries(card.id)}
    assert after == before | {late.id: "K-013"}


def test_a_later_round_waits_for_those_who_go_on(db: Any) -> None:
    edition, _, made = _ready()
    with pytest.raises(Refusal) as refusal:
        actions.prepare_round(OPERATOR, edition.id, "final")
    assert _codes(refusal) == ["jury_round_later"]
    assert actions.prepare_round(OPERATOR, edition.id, "final", [made[0].id, made[3].id]) == 2


def test_a_plan_is_only_a_proposal_until_it_is_applied(db: Any) -> None:
    edition, _, _ = _ready()
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    outcome = actions.propose_plan(OPERATOR, edition.id, ROUND)
    assert (outcome.entries, outcome.judges, outcome.per_entry) == (12, 10, (3, 3))
    assert _assigned(edition) == set()
    actions.apply_plan(OPERATOR, edition.id, outcome.plan_id)
    assert _assigned(edition) == set(outcome.pairs)
    assert set(Counter(entry for entry, _ in _assigned(edition)).values()) == {3}


def test_every_judge_gets_an_order_from_one_on(db: Any) -> None:
    edition, _, _ = _ready()
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    _plan_and_apply(edition)
    rows = queries.assignments(queries.prepared_round(edition.id, ROUND).id)
    for judge_id in {row.judge_id for row in rows}:
        turns = [row.turn for row in rows if row.judge_id == judge_id]
        assert turns == list(range(1, len(turns) + 1))


def test_a_plan_is_stale_once_a_conflict_was_declared(db: Any) -> None:
    edition, _, made = _ready()
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    outcome = actions.propose_plan(OPERATOR, edition.id, ROUND)
    judge_id = outcome.pairs[0][1]
    actions.record_conflict(OPERATOR, edition.id, judge_id, made[0].id, "Anh em ruột")
    with pytest.raises(Refusal) as refusal:
        actions.apply_plan(OPERATOR, edition.id, outcome.plan_id)
    assert _codes(refusal) == ["plan_stale"]


def test_a_plan_is_applied_once(db: Any) -> None:
    edition, _, _ = _ready()
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    outcome = _plan_and_apply(edition)
    with pytest.raises(Refusal) as refusal:
        actions.apply_plan(OPERATOR, edition.id, outcome.plan_id)
    assert _codes(refusal) == ["plan_applied"]


def test_a_conflict_takes_the_entry_away_and_is_never_assigned_again(db: Any) -> None:
    edition, _, _ = _ready()
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    entry_id, judge_id = _plan_and_apply(edition).pairs[0]
    judge = actor_of(judge_id)
    actions.declare_conflict(judge, edition.id, entry_id, "Là đồng nghiệp của tác giả")
    assert (entry_id, judge_id) not in _assigned(edition)
    outcome = _plan_and_apply(edition)
    assert (entry_id, judge_id) not in _assigned(edition)
    assert (outcome.added, outcome.removed) == (1, 0)
    with pytest.raises(Refusal) as refusal:
        actions.assign_by_hand(OPERATOR, edition.id, ROUND, entry_id, judge_id)
    assert "pair_in_conflict" in _codes(refusal)


def test_a_conflict_needs_a_reason_and_an_entry_of_ones_own_council(db: Any) -> None:
    edition, _, made = _ready()
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    judge = actor_of(queries.seats(edition.id)[0].person_id)
    with pytest.raises(Refusal) as refusal:
        actions.declare_conflict(judge, edition.id, made[0].id, "  ")
    assert _codes(refusal) == ["conflict_reason_needed"]
    stranger = make_person()
    grant(stranger, edition, Role.JUDGE)
    with pytest.raises(Refusal) as refusal:
        actions.declare_conflict(actor_of(stranger.id), edition.id, made[0].id, "Quen biết")
    assert _codes(refusal) == ["entry_not_yours_to_judge"]


def test_conflicts_found_keep_apart_until_somebody_dismisses_them_and_stay_dismissed(db: Any) -> None:
    edition = make_edition(stage="judging")
    councils = actions.ensure_councils(OPERATOR, edition.id)
    judges = make_judges(edition, councils["c1"], 4, unit="Trường THPT Bình Minh")
    entry = make_entry(edition, "KT-001", unit="Trường Trung học phổ thông Bình Minh")
    assert actions.look_for_conflicts(OPERATOR, edition.id) == 4
    assert queries.conflict_pairs(edition.id) == {(judge, entry.id) for judge in judges}
    row = queries.conflict_list(edition.id, "found", 1, 1).rows[0]
    with pytest.raises(Refusal):
        actions.settle_conflict(OPERATOR, edition.id, row.id, "dismissed", "")
    actions.settle_conflict(OPERATOR, edition.id, row.id, "dismissed", "Hai trường khác nhau")
    assert actions.look_for_conflicts(OPERATOR, edition.id) == 0
    assert len(queries.conflict_pairs(edition.id)) == 3
    assert queries.conflict_counts(edition.id) == {"declared": 0, "found": 3, "confirmed": 0, "dismissed": 1}


def test_an_author_never_judges_the_own_entry_whatever_the_secretariat_says(db: Any) -> None:
    edition = make_edition(stage="judging")
    councils = actions.ensure_councils(OPERATOR, edition.id)
    judge_id = make_judges(edition, councils["c1"], 1)[0]
    make_entry(edition, "KT-001", person_id=judge_id)
    actions.look_for_conflicts(OPERATOR, edition.id)
    row = next(one for one in queries.conflict_list(edition.id, "", 1, 50).rows if one.kind == "author")
    with pytest.raises(Refusal) as refusal:
        actions.settle_conflict(OPERATOR, edition.id, row.id, "dismissed", "Không sao")
    assert _codes(refusal) == ["conflict_author_stays"]


def test_who_drops_out_is_replaced_and_nobody_else_moves(db: Any) -> None:
    edition, _, _ = _ready(entries=18, judges=6)
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    _plan_and_apply(edition)
    before = _assigned(edition)
    seat = next(one for one in queries.seats(edition.id) if one.role == "member")
    lost = actions.unseat(OPERATOR, edition.id, seat.seat_id, "Ốm")
    kept = {pair for pair in before if pair[1] != seat.person_id}
    assert len(before) - len(kept) == lost > 0
    outcome = _plan_and_apply(edition)
    assert kept <= _assigned(edition)
    assert (outcome.added, outcome.removed) == (lost, 0)


def test_what_was_put_by_hand_is_pinned_through_the_next_plan(db: Any) -> None:
    edition, councils, made = _ready()
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    judge_id = next(one.person_id for one in queries.seats(edition.id) if one.council_id == councils["c1"])
    entry = next(one for one in made if one.field_key == "ict")
    actions.assign_by_hand(OPERATOR, edition.id, ROUND, entry.id, judge_id)
    outcome = actions.propose_plan(OPERATOR, edition.id, ROUND, seed=7, fresh=True)
    actions.apply_plan(OPERATOR, edition.id, outcome.plan_id)
    assert (entry.id, judge_id) in _assigned(edition)


def test_a_judge_of_another_council_is_not_put_on_an_entry(db: Any) -> None:
    edition, councils, made = _ready()
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    judge_id = next(one.person_id for one in queries.seats(edition.id) if one.council_id == councils["c2"])
    entry = next(one for one in made if one.field_key == "ict")
    with pytest.raises(Refusal) as refusal:
        actions.assign_by_hand(OPERATOR, edition.id, ROUND, entry.id, judge_id)
    assert _codes(refusal) == ["judge_not_of_council"]


def test_one_judge_too_many_is_said_and_a_full_judge_is_refused(db: Any) -> None:
    edition, _, made = _ready()
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    _plan_and_apply(edition)
    entry_id = made[0].id
    taken = {judge for entry, judge in _assigned(edition) if entry == entry_id}
    council = next(row.council_id for row in queries.round_entries(queries.prepared_round(edition.id, ROUND).id)
                   if row.entry_id == entry_id)  # fmt: skip
    seat = next(one for one in queries.seats(edition.id)
                if one.council_id == council and one.person_id not in taken and one.role == "member")  # fmt: skip
    warnings = actions.assign_by_hand(OPERATOR, edition.id, ROUND, entry_id, seat.person_id)
    assert "entry_over_demand" in [one.code for one in warnings]
    actions.remove_assignment(OPERATOR, edition.id, ROUND, entry_id, seat.person_id, "Đủ người")
    actions.change_seat(OPERATOR, edition.id, seat.seat_id, role="member", most_entries=1)
    with pytest.raises(Refusal) as refusal:
        actions.assign_by_hand(OPERATOR, edition.id, ROUND, entry_id, seat.person_id)
    assert _codes(refusal) == ["judge_full"]


def test_a_round_opens_only_when_every_entry_has_its_judges(db: Any) -> None:
    edition, _, _ = _ready()
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    with pytest.raises(Refusal) as refusal:
        actions.open_round(OPERATOR, edition.id, ROUND)
    assert _codes(refusal) == ["plan_incomplete"]
    assert refusal.value.reasons[0].params["count"] == 12
    _plan_and_apply(edition)
    actions.open_round(OPERATOR, edition.id, ROUND)
    assert queries.prepared_round(edition.id, ROUND).state == "open"
    with pytest.raises(Refusal) as refusal:
        actions.open_round(OPERATOR, edition.id, ROUND)
    assert _codes(refusal) == ["jury_round_open"]
    with pytest.raises(Refusal):
        actions.prepare_round(OPERATOR, edition.id, ROUND)


def test_a_round_does_not_open_before_the_edition_has_come_to_judging(db: Any) -> None:
    edition, _, _ = _ready()
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    _plan_and_apply(edition)
    edition.stage = "screening"
    db.session.flush()
    with pytest.raises(Refusal) as refusal:
        actions.open_round(OPERATOR, edition.id, ROUND)
    assert _codes(refusal) == ["jury_stage_not_judging"]


def test_in_an_open_round_only_gaps_are_filled_and_orders_only_grow(db: Any) -> None:
    edition, _, _ = _ready(entries=18, judges=6)
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    _plan_and_apply(edition)
    actions.open_round(OPERATOR, edition.id, ROUND)
    card = queries.prepared_round(edition.id, ROUND)
    before = {(row.entry_id, row.judge_id): row.turn for row in queries.assignments(card.id)}
    seat = next(one for one in queries.seats(edition.id) if one.role == "member")
    actions.unseat(OPERATOR, edition.id, seat.seat_id, "Ốm")
    outcome = actions.propose_plan(OPERATOR, edition.id, ROUND, seed=99, fresh=True)
    actions.apply_plan(OPERATOR, edition.id, outcome.plan_id)
    after = {(row.entry_id, row.judge_id): row.turn for row in queries.assignments(card.id)}
    stayed = {pair: turn for pair, turn in before.items() if pair[1] != seat.person_id}
    assert stayed.items() <= after.items()


def test_entries_without_enough_judges_say_why_and_what_would_help(db: Any) -> None:
    edition = make_edition(stage="judging")
    councils = actions.ensure_councils(OPERATOR, edition.id)
    make_entries(edition, 6)
    make_judges(edition, councils["c1"], 5)
    make_judges(edition, councils["c2"], 2, prefix="it")
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    outcome = actions.propose_plan(OPERATOR, edition.id, ROUND)
    assert [code for code, _ in outcome.unassignable] == ["KT-002", "KT-005"]
    assert outcome.unassignable[0][1] == (
        "Chỉ có 2 giám khảo được phép chấm, cần 3. Hãy mời thêm 1 người vào Hội đồng Nông nghiệp và Môi trường."
    )


def test_a_whole_council_judges_where_the_regulation_says_so_without_clerk_and_conflicts(db: Any) -> None:
    edition, councils, made = _ready(judges=4)
    actions.seat_judge(OPERATOR, edition.id, councils["c1"], "Tạ Đình Phong", "thuky@example.org", role="clerk")
    entry = next(one for one in made if one.field_key == "ict")
    judges = {one.person_id for one in queries.seats(edition.id)
              if one.council_id == councils["c1"] and one.role != "clerk"}  # fmt: skip
    barred = min(judges)
    actions.record_conflict(OPERATOR, edition.id, barred, entry.id, "Anh em")
    actions.prepare_round(OPERATOR, edition.id, "final", [entry.id])
    outcome = actions.propose_plan(OPERATOR, edition.id, "final")
    assert {judge for _, judge in outcome.pairs} == judges - {barred}
    assert outcome.unassignable == ()


def test_the_ledger_tells_what_was_done_with_codes_and_keys_only(db: Any) -> None:
    edition, _, _ = _ready()
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    _plan_and_apply(edition)
    actions.open_round(OPERATOR, edition.id, ROUND)
    events = db.session.query(LedgerEvent).filter_by(edition_id=edition.id).order_by(LedgerEvent.id).all()
    kinds = [event.kind for event in events]
    assert kinds[-3:] == ["round.prepared", "assignment.applied", "round.opened"]
    assert kinds.count("jury.seated") == 10
    assert "Đỗ Hải An" not in str([event.payload for event in events])


def test_what_was_taken_away_stays_on_record(db: Any) -> None:
    edition, _, _ = _ready()
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    entry_id, judge_id = _plan_and_apply(edition).pairs[0]
    actions.remove_assignment(OPERATOR, edition.id, ROUND, entry_id, judge_id, "Đổi lịch")
    row = db.session.query(Assignment).filter_by(entry_id=entry_id, judge_id=judge_id).one()
    assert (row.removed_at is not None, row.removed_reason) == (True, "Đổi lịch")
    assert not queries.is_assigned(row.round_id, entry_id, judge_id)


def test_a_judge_may_not_assign(db: Any) -> None:
    edition, _, _ = _ready()
    judge = actor_of(queries.seats(edition.id)[0].person_id)
    assert not judge.may(Permission.JURY_ASSIGN, edition.id)
    with pytest.raises(Refusal) as refusal:
        actions.prepare_round(judge, edition.id, ROUND)
    assert _codes(refusal) == ["not_permitted"]


def test_the_operator_is_named_for_what_a_command_does(db: Any) -> None:
    edition, _, _ = _ready()
    event = db.session.query(LedgerEvent).filter_by(edition_id=edition.id).first()
    assert isinstance(OPERATOR, Actor)
    assert event.actor_name == OPERATOR.name


def test_a_plan_tells_which_entries_change_judges_and_who_comes_and_goes(db: Any) -> None:
    edition, _, _ = _ready()
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    _plan_and_apply(edition)
    seat = next(one for one in queries.seats(edition.id) if one.role == "member")
    before = _assigned(edition)
    theirs = {entry for entry, judge in before if judge == seat.person_id}
    actions.unseat(OPERATOR, edition.id, seat.seat_id, "Ốm")
    outcome = actions.propose_plan(OPERATOR, edition.id, ROUND)
    plan = queries.board(edition.id, ROUND, "judging").plan
    assert plan is not None
    assert {line.entry_id for line in plan.changes} == theirs
    assert plan.changes_count == len(theirs)
    for line in plan.changes:
        assert len(line.coming) == 1
        assert line.going == ()
    actions.apply_plan(OPERATOR, edition.id, outcome.plan_id)
    assert queries.board(edition.id, ROUND, "judging").plan is None


def test_links_between_councils_are_planned_kept_by_the_round_and_told_in_the_ledger(db: Any) -> None:
    edition, _, _ = _ready(entries=12)
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    outcome = actions.propose_plan(OPERATOR, edition.id, ROUND, links=2)
    board = queries.board(edition.id, ROUND, "judging")
    assert (board.links, board.may_link) == (2, True)
    assert board.plan is not None
    assert board.plan.linked == 4
    actions.apply_plan(OPERATOR, edition.id, outcome.plan_id)
    again = actions.propose_plan(OPERATOR, edition.id, ROUND, seed=5)
    assert (again.added, again.removed) == (0, 0)
    event = db.session.scalars(select(LedgerEvent).where(LedgerEvent.kind == "assignment.applied")).one()
    assert event.payload["links"] == 2
    off = actions.propose_plan(OPERATOR, edition.id, ROUND, links=0)
    assert off.added == off.removed == 4


def test_entries_whose_judges_are_all_full_say_who_is_full_and_how_many_places_are_missing(db: Any) -> None:
    edition = make_edition(stage="judging")
    councils = actions.ensure_councils(OPERATOR, edition.id)
    make_entries(edition, 4, ("ict",))
    judges = make_judges(edition, councils["c1"], 4)
    for seat in queries.seats(edition.id):
        actions.change_seat(OPERATOR, edition.id, seat.seat_id, role=seat.role, most_entries=2)
    entry = make_entry(edition, "KT-009", field="ict")
    actions.record_conflict(OPERATOR, edition.id, judges[3], entry.id, "Người nhà")
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    outcome = actions.propose_plan(OPERATOR, edition.id, ROUND)
    reason = dict(outcome.unassignable)[min(code for code, _ in outcome.unassignable)]
    # Of many equally good assignments one is found; in some the fifth entry holds a place the four could have.
    entries = 5 if "5 hồ sơ" in reason else 4
    assert f"{entries} hồ sơ" in reason
    assert f"cần {3 * entries} lượt chấm" in reason
    assert "chỉ còn nhận được 8" in reason
    assert f"Cần thêm {3 * entries - 8} chỗ" in reason
    for name in ("Đỗ Hải An (2/2)", "Lý Minh Bảo (2/2)", "Vũ Thu Cúc (2/2)"):
        assert name in reason
    assert "mời thêm người vào Hội đồng Công nghệ và Cơ khí" in reason


def test_an_entry_with_too_few_judges_names_those_in_conflict(db: Any) -> None:
    edition = make_edition(stage="judging")
    councils = actions.ensure_councils(OPERATOR, edition.id)
    entry = make_entry(edition, "KT-001", field="ict")
    judges = make_judges(edition, councils["c1"], 3)
    actions.record_conflict(OPERATOR, edition.id, judges[1], entry.id, "Người nhà")
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    outcome = actions.propose_plan(OPERATOR, edition.id, ROUND)
    assert outcome.unassignable == (
        (
            "KT-001",
            "Chỉ có 2 giám khảo được phép chấm, cần 3. Có xung đột với hồ sơ này: Lý Minh Bảo. Hãy mời thêm 1 người "
            "vào Hội đồng Công nghệ và Cơ khí hoặc xem lại xung đột nếu khai chưa đúng.",
        ),
    )


def test_a_named_pair_is_kept_apart_as_far_as_the_council_allows_and_the_rest_is_told(db: Any) -> None:
    edition, councils, _ = _ready(entries=12, judges=6)
    first, second = [seat.person_id for seat in queries.seats(edition.id) if seat.council_id == councils["c1"]][:2]
    pair_id = actions.put_apart(OPERATOR, edition.id, second, first, "Vợ chồng")
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    outcome = _plan_and_apply(edition)
    both = [entry for entry, judge in outcome.pairs if judge == first and (entry, second) in set(outcome.pairs)]
    assert both == []
    assert queries.pair_list(edition.id)[0].meetings == 0
    actions.let_meet(OPERATOR, edition.id, pair_id)
    assert queries.apart_pairs(edition.id) == frozenset()
    kinds = [event.kind for event in db.session.scalars(select(LedgerEvent).order_by(LedgerEvent.id))]
    assert [kind for kind in kinds if kind.startswith("pair.")] == ["pair.put_apart", "pair.let_meet"]


def test_a_named_pair_of_a_council_of_three_meets_all_the_same_and_the_plan_says_how_often(db: Any) -> None:
    edition, councils, _ = _ready(entries=6, judges=3)
    first, second = [seat.person_id for seat in queries.seats(edition.id) if seat.council_id == councils["c1"]][:2]
    actions.put_apart(OPERATOR, edition.id, first, second, "Vợ chồng")
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    outcome = actions.propose_plan(OPERATOR, edition.id, ROUND)
    assert not outcome.unassignable
    said = [words for words in outcome.remarks if "không nên luôn chấm chung" in words]
    assert len(said) == 1
    assert "vẫn chấm chung 4 hồ sơ" in said[0]


def test_a_plan_is_stale_once_a_pair_was_put_apart(db: Any) -> None:
    edition, councils, _ = _ready()
    first, second = [seat.person_id for seat in queries.seats(edition.id) if seat.council_id == councils["c1"]][:2]
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    outcome = actions.propose_plan(OPERATOR, edition.id, ROUND)
    actions.put_apart(OPERATOR, edition.id, first, second, "Thầy trò")
    with pytest.raises(Refusal) as refusal:
        actions.apply_plan(OPERATOR, edition.id, outcome.plan_id)
    assert _codes(refusal) == ["plan_stale"]


@pytest.mark.parametrize(
    ("first", "second", "reason", "code"),
    [(0, 0, "Bạn", "pair_of_one"), (0, -1, "Bạn", "not_a_judge_here"), (0, 1, "  ", "jury_reason_needed")],
)
def test_a_pair_needs_two_judges_of_the_contest_and_a_reason(
    db: Any, first: int, second: int, reason: str, code: str
) -> None:
    edition, councils, _ = _ready()
    people = [seat.person_id for seat in queries.seats(edition.id) if seat.council_id == councils["c1"]][:2]
    stranger = make_person("Người Ngoài").id
    chosen = [*people, stranger]
    with pytest.raises(Refusal) as refusal:
        actions.put_apart(OPERATOR, edition.id, chosen[first], chosen[second], reason)
    assert _codes(refusal) == [code]
    actions.put_apart(OPERATOR, edition.id, *people, "Vợ chồng")
    with pytest.raises(Refusal) as twice:
        actions.put_apart(OPERATOR, edition.id, people[1], people[0], "Vợ chồng")
    assert _codes(twice) == ["pair_known"]

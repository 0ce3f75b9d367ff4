"""A judge replaced in the middle of a round: what was scored stays and is said to count or not, only the rest moves."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from contest.foundation.ledger import LedgerEvent
from contest.foundation.refusal import Refusal
from contest.foundation.words import sentence
from contest.juries.models import Assignment
from contest.scoring import actions, queries
from contest.scoring.models import DisagreementCase, ScoreSheet
from tests.scoring.makers import FULL, Judging, conflict, make_judging, off_the_entry, score

D = Decimal
WHY = "đi công tác nước ngoài"


def codes(refused: Any) -> list[tuple[str, str]]:
    """What a refusal says, and where."""
    for reason in refused.value.reasons:
        assert sentence(reason)
    return [(reason.code, reason.where) for reason in refused.value.reasons]


def with_reserves(entries: int = 4) -> Judging:
    """Two judges on every entry, two more members on none."""
    judging = make_judging(entries=entries, judges=4)
    for place in (2, 3):
        for entry in judging.entries:
            off_the_entry(judging, place, entry)
    return judging


def assigned(db: Any, judging: Judging) -> set[tuple[int, int]]:
    """Who is to judge what now, by places: (judge, entry)."""
    people = {judge.id: place for place, judge in enumerate(judging.judges)} | {judging.chair.id: 9}
    entries = {entry.id: place for place, entry in enumerate(judging.entries)}
    rows = db.session.execute(select(Assignment.judge_id, Assignment.entry_id).where(Assignment.removed_at.is_(None)))
    return {(people[judge], entries[entry]) for judge, entry in rows}


def replace(judging: Judging, old: int, new: int | None, **more: Any) -> actions.Replacement:
    """Replace one judge by another."""
    chosen = None if new is None else judging.judges[new].id
    return actions.replace_judge(
        judging.office,
        judging.edition.id,
        "preliminary",
        judging.judges[old].id,
        chosen,
        more.pop("reason", WHY),
        **more,
    )


def test_what_is_left_goes_to_the_replacement_and_nothing_else_moves(db: Any) -> None:
    judging = with_reserves()
    score(judging, 0, 0)
    before = assigned(db, judging)
    done = replace(judging, 0, 2)
    assert (done.moves.to_others, done.moves.stuck) == ((), ())
    after = assigned(db, judging)
    assert before - after == {(0, 1), (0, 2), (0, 3)}
    assert after - before == {(2, 1), (2, 2), (2, 3)}
    score(judging, 1, 0)
    row = queries.sheets_of(judging.round.id, entry_ids=[judging.entries[0].id])[0]
    assert (row.judge_id, row.state) == (judging.judges[0].id, "submitted")  # kept, and counted


def test_sheets_that_are_not_to_count_are_kept_and_their_entries_scored_again(db: Any) -> None:
    judging = with_reserves()
    score(judging, 0, 0)
    replace(judging, 0, 2, keeps=False)
    sheet = db.session.execute(select(ScoreSheet)).scalar_one()
    assert (sheet.state, sheet.use, sheet.total) == ("submitted", "set_aside", D("77.5"))
    assert (2, 0) in assigned(db, judging)
    assert queries.sheets_of(judging.round.id)[0].state == "set_aside"
    report = queries.closing_of(queries.scored_round(judging.edition.id, "preliminary")).report
    assert len(report.missing) == 8  # the replacement's four and the other judge's four


def test_what_the_replacement_must_not_judge_goes_to_somebody_else_of_the_council(db: Any) -> None:
    judging = with_reserves()
    conflict(judging, judging.judges[2], judging.entries[1])
    done = replace(judging, 0, 2)
    moved = dict(done.moves.to_others)
    assert set(moved) == {judging.entries[1].id}
    assert moved[judging.entries[1].id] in {judging.judges[3].id, judging.chair.id}
    assert (2, 1) not in assigned(db, judging)


def test_what_nobody_can_take_is_named(db: Any) -> None:
    judging = make_judging(entries=2, judges=2)
    conflict(judging, judging.chair, judging.entries[1])
    done = replace(judging, 0, None)
    assert done.moves.stuck == (judging.entries[1].id,)
    assert [judge for _, judge in done.moves.to_others] == [judging.chair.id]


def test_a_judge_marked_absent_is_replaced_on_those_entries(db: Any) -> None:
    judging = with_reserves(entries=2)
    actions.mark_judge_absent(judging.office, judging.edition.id, "preliminary", judging.judges[0].id, "ốm")
    replace(judging, 0, 3)
    assert {(3, 0), (3, 1)} <= assigned(db, judging)


def test_a_replacement_is_refused_without_reason_or_work_or_by_somebody_from_outside(db: Any) -> None:
    judging = with_reserves(entries=1)
    with pytest.raises(Refusal) as refused:
        replace(judging, 0, 2, reason=" ")
    assert codes(refused) == [("replace_reason_missing", "reason")]
    with pytest.raises(Refusal) as refused:
        replace(judging, 2, 3)
    assert ("replace_nothing", "") in codes(refused)
    with pytest.raises(Refusal) as refused:
        actions.replace_judge(
            judging.office, judging.edition.id, "preliminary", judging.judges[0].id, judging.secretary.id, WHY
        )
    assert codes(refused) == [("replace_who", "replacement_id")]
    with pytest.raises(Refusal):
        actions.replace_judge(judging.the_chair, judging.edition.id, "preliminary", judging.judges[0].id, None, WHY)


def test_the_ledger_says_what_moved_and_what_counts(db: Any) -> None:
    judging = with_reserves(entries=2)
    score(judging, 0, 0)
    replace(judging, 0, 2)
    event = db.session.execute(select(LedgerEvent).where(LedgerEvent.kind == "judge.replaced")).scalar_one()
    assert event.payload["moved"] == [["A002", judging.judges[2].id]]
    assert (event.payload["scored"], event.payload["scored_count"]) == (["A001"], True)


def test_whether_a_kept_sheet_counts_is_decided_again_with_a_reason(db: Any) -> None:
    judging = with_reserves(entries=1)
    score(judging, 0, 0)
    where = (judging.edition.id, "preliminary", judging.entries[0].id, judging.judges[0].id)
    with pytest.raises(Refusal) as refused:
        actions.decide_sheet(judging.office, *where, False, "x")
    assert codes(refused) == [("sheet_not_kept", "")]  # the judge is still on the entry
    replace(judging, 0, 2, keeps=False)
    with pytest.raises(Refusal) as refused:
        actions.decide_sheet(judging.office, *where, True, "")
    assert codes(refused) == [("replace_reason_missing", "reason")]
    actions.decide_sheet(judging.office, *where, True, "hội đồng thống nhất vẫn tính")
    assert queries.sheets_of(judging.round.id)[0].state == "submitted"
    kinds = list(db.session.scalars(select(LedgerEvent.kind).order_by(LedgerEvent.id)))
    assert kinds[-1] == "score.counted"


def test_a_disagreement_with_a_sheet_that_is_set_aside_ends(db: Any) -> None:
    judging = with_reserves(entries=1)
    score(judging, 0, 0)
    score(judging, 1, 0, FULL | {"novelty": D(10)})
    assert db.session.scalar(select(DisagreementCase.step)) == "again"
    replace(judging, 0, 2, keeps=False)
    actions.answer_case(
        judging.judge(1), judging.edition.id, "preliminary", judging.entries[0].id, "kept", "đã xem lại"
    )
    assert db.session.scalar(select(DisagreementCase.step)) == "closing"

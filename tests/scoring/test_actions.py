"""The deeds of scoring: what changed, what is on record, what a refusal leaves alone."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from contest.foundation.access import Actor, Role
from contest.foundation.jobs import Job, work_all
from contest.foundation.ledger import LedgerEvent, verify
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.foundation.words import sentence
from contest.juries.models import Assignment, Conflict, JudgingRound
from contest.scoring import actions, queries
from contest.scoring.actions import PaperSheet
from contest.scoring.models import Score, ScoreSheet
from contest.scoring.rules import CellRead
from tests.people.makers import actor_of
from tests.scoring.makers import FULL, Judging, conflict, make_judging, score, score_all

D = Decimal


def codes(refused: Any) -> list[tuple[str, str]]:
    """What a refusal says, and where."""
    for reason in refused.value.reasons:
        assert sentence(reason)
    return [(reason.code, reason.where) for reason in refused.value.reasons]


def events(db: Any, kind: str) -> list[LedgerEvent]:
    """The ledger's events of a kind."""
    return list(db.session.scalars(select(LedgerEvent).where(LedgerEvent.kind == kind).order_by(LedgerEvent.id)))


def save(judging: Judging, points: dict[str, Any], **more: Any) -> actions.SavedSheet:
    """The first judge keeps a draft on the first entry."""
    return actions.save_sheet(judging.judge(), judging.edition.id, "preliminary", judging.entries[0].id, points, **more)


def hand_in(judging: Judging, points: dict[str, Any], **more: Any) -> actions.SavedSheet:
    """The first judge hands in the sheet on the first entry."""
    return actions.hand_in_sheet(
        judging.judge(), judging.edition.id, "preliminary", judging.entries[0].id, points, **more
    )


# saving


def test_a_draft_keeps_blanks_as_missing_and_zeros_as_scores(db: Any) -> None:
    judging = make_judging()
    saved = save(judging, {"novelty": D(0), "use": None})
    assert (saved.state, saved.version, saved.total) == ("draft", 1, None)
    cells = dict(db.session.execute(select(Score.criterion_key, Score.state)).all())
    assert cells == {"novelty": "scored", "use": "missing", "effect": "missing"}
    row = queries.sheets_of(judging.round.id)[0]
    assert row.points == {"novelty": D(0), "use": None, "effect": None}


def test_the_total_is_kept_at_save_exactly(db: Any) -> None:
    judging = make_judging()
    assert save(judging, FULL).total == D("77.5")
    assert db.session.scalar(select(ScoreSheet.total)) == D("77.500")


def test_the_same_save_sent_twice_is_answered_once(db: Any) -> None:
    judging = make_judging()
    first = save(judging, FULL, version=0, save_key="k1")
    again = save(judging, FULL, version=0, save_key="k1")
    assert first == again
    assert len(events(db, "score.saved")) == 1
    assert db.session.scalar(select(func.count(ScoreSheet.id))) == 1


def test_handing_in_twice_with_the_same_key_is_answered_once(db: Any) -> None:
    judging = make_judging()
    first = hand_in(judging, FULL, version=0, save_key="k1")
    assert hand_in(judging, FULL, version=0, save_key="k1") == first
    assert hand_in(judging, FULL, version=0, save_key="another press").version == first.version
    assert len(events(db, "score.handed_in")) == 1


def test_a_save_that_changes_nothing_leaves_no_trace(db: Any) -> None:
    judging = make_judging()
    save(judging, FULL)
    save(judging, FULL, version=1, save_key="again")
    assert len(events(db, "score.saved")) == 1


def test_two_tabs_see_both_values_and_nothing_is_overwritten(db: Any) -> None:
    judging = make_judging()
    save(judging, FULL, version=0, save_key="a")
    save(judging, FULL | {"novelty": D(30)}, version=1, save_key="b")
    with pytest.raises(Refusal) as refused:
        save(judging, FULL | {"novelty": D(12)}, version=1, save_key="c")
    assert codes(refused) == [("sheet_changed_elsewhere", ""), ("score_changed_elsewhere", "novelty")]
    assert sentence(refused.value.reasons[1]) == "Nơi khác đã lưu: 30. Tại đây: 12."
    assert queries.sheets_of(judging.round.id)[0].points["novelty"] == D(30)
    assert save(judging, FULL | {"novelty": D(12)}, version=2, save_key="d").version == 3


def test_two_tabs_that_agree_do_not_disturb_each_other(db: Any) -> None:
    judging = make_judging()
    save(judging, FULL, version=0, save_key="a")
    save(judging, FULL | {"novelty": D(30)}, version=1, save_key="b")
    assert save(judging, FULL | {"novelty": D(30)}, version=1, save_key="c").total == D(72)


def test_the_ledger_holds_every_cell_and_no_name(db: Any) -> None:
    judging = make_judging()
    hand_in(judging, FULL | {"effect": D(0)}, comment="Nhận xét riêng")
    event = events(db, "score.handed_in")[0]
    assert event.payload == {
        "round": "preliminary",
        "entry": "KT-001",
        "judge": judging.judges[0].id,
        "state": "submitted",
        "total": "55.500",
        "cells": {"novelty": "35.5", "use": "20", "effect": "0"},
        "version": 1,
    }
    assert verify().broken_id is None


def test_a_score_above_the_maximum_is_refused_at_its_cell_and_nothing_is_kept(db: Any) -> None:
    judging = make_judging()
    with pytest.raises(Refusal) as refused:
        hand_in(judging, FULL | {"novelty": D("40.5"), "use": D("0.3")})
    assert codes(refused) == [("score_above_max", "novelty"), ("score_off_step", "use")]
    assert db.session.scalar(select(func.count(ScoreSheet.id))) == 0


def test_a_sheet_of_zeros_counts_only_when_it_is_meant(db: Any) -> None:
    judging = make_judging()
    zeros = dict.fromkeys(FULL, D(0))
    with pytest.raises(Refusal) as refused:
        hand_in(judging, zeros)
    assert codes(refused) == [("zero_or_absent", "zero_is_meant")]
    assert hand_in(judging, zeros, zero_is_meant=True).total == D(0)


def test_who_is_not_assigned_scores_nothing(db: Any) -> None:
    judging = make_judging()
    db.session.execute(select(Assignment)).scalars().first().removed_at = judging.round.made_at
    db.session.commit()
    with pytest.raises(Refusal) as refused:
        save(judging, FULL)
    assert codes(refused) == [("sheet_not_yours", "")]


def test_who_is_in_conflict_scores_nothing_and_what_was_scored_does_not_count(db: Any) -> None:
    judging = make_judging()
    hand_in(judging, FULL)
    conflict(judging, judging.judges[0], judging.entries[0])
    with pytest.raises(Refusal) as refused:
        save(judging, FULL)
    assert ("sheet_in_conflict", "") in codes(refused)
    row = queries.sheets_of(judging.round.id)[0]
    assert (row.state, row.total, row.points["novelty"]) == ("recused", None, D("35.5"))


def test_a_dismissed_conflict_stands_in_nobodys_way(db: Any) -> None:
    judging = make_judging()
    conflict(judging, judging.judges[0], judging.entries[0], "dismissed")
    assert hand_in(judging, FULL).state == "submitted"


@pytest.mark.parametrize(("state", "code"), [("preparing", "scoring_not_open"), ("closed", "scoring_closed")])
def test_nothing_is_scored_before_or_after_the_round(db: Any, state: str, code: str) -> None:
    judging = make_judging(state=state)
    with pytest.raises(Refusal) as refused:
        save(judging, FULL)
    assert (code, "") in codes(refused)


def test_only_judges_score(db: Any) -> None:
    judging = make_judging()
    for actor in (judging.office, judging.the_clerk, judging.organiser):
        with pytest.raises(Refusal) as refused:
            actions.save_sheet(actor, judging.edition.id, "preliminary", judging.entries[0].id, FULL)
        assert codes(refused) == [("not_permitted", "")]


# taking back, declining


def test_a_handed_in_sheet_is_locked_until_its_judge_takes_it_back(db: Any) -> None:
    judging = make_judging()
    hand_in(judging, FULL)
    with pytest.raises(Refusal) as refused:
        save(judging, FULL | {"novelty": D(1)}, version=1)
    assert codes(refused) == [("sheet_handed_in", "")]
    back = actions.take_back_sheet(judging.judge(), judging.edition.id, "preliminary", judging.entries[0].id)
    assert (back.state, back.total) == ("draft", D("77.5"))
    assert hand_in(judging, FULL | {"novelty": D(1)}, version=back.version).total == D(43)
    assert events(db, "score.reopened")[0].payload["was_total"] == "77.500"


def test_the_office_opens_a_sheet_again_only_with_a_reason(db: Any) -> None:
    judging = make_judging()
    hand_in(judging, FULL)
    where = (judging.edition.id, "preliminary", judging.entries[0].id, judging.judges[0].id)
    with pytest.raises(Refusal) as refused:
        actions.reopen_sheet(judging.the_chair, *where, " ")
    assert codes(refused) == [("reopen_reason_missing", "reason")]
    assert actions.reopen_sheet(judging.the_chair, *where, "ghi nhầm cột").state == "draft"
    assert events(db, "score.reopened")[0].payload["reason"] == "ghi nhầm cột"


def test_declining_keeps_what_was_written_and_gives_no_total(db: Any) -> None:
    judging = make_judging()
    save(judging, {"novelty": D(30)})
    declined = actions.decline_sheet(
        judging.judge(), judging.edition.id, "preliminary", judging.entries[0].id, "ngoài chuyên môn"
    )
    row = queries.sheets_of(judging.round.id)[0]
    assert (declined.state, row.total, row.reason) == ("abstained", None, "ngoài chuyên môn")
    assert row.cell_states == {"novelty": "scored", "use": "abstained", "effect": "abstained"}


def test_a_declared_conflict_takes_the_entry_away_for_good(db: Any) -> None:
    judging = make_judging()
    actions.recuse_sheet(judging.judge(), judging.edition.id, "preliminary", judging.entries[0].id, "người nhà")
    assert db.session.scalar(select(func.count(Conflict.id))) == 1
    assert queries.sheets_of(judging.round.id)[0].state == "recused"
    round_ = queries.scored_round(judging.edition.id, "preliminary")
    work = queries.work_of(judging.judge(), round_)
    left = queries.page_of_tasks(judging.judge(), round_, "", "", 1, work.counts)
    assert judging.entries[0].id not in [task.entry_id for task in left.rows]
    assert queries.neighbours(judging.judge(), round_, judging.entries[0].id).place == 0


# marks and paper


def test_a_clerk_marks_an_absent_judge_and_the_cells_say_so(db: Any) -> None:
    judging = make_judging()
    actions.mark_sheet(
        judging.the_clerk,
        judging.edition.id,
        "preliminary",
        judging.entries[0].id,
        judging.judges[0].id,
        "absent",
        "ốm",
    )
    row = queries.sheets_of(judging.round.id)[0]
    assert (row.state, row.total, set(row.cell_states.values()), set(row.points.values())) == (
        "absent",
        None,
        {"absent"},
        {None},
    )


def test_marking_a_judge_absent_touches_only_what_is_not_handed_in(db: Any) -> None:
    judging = make_judging()
    score(judging, 0, 0)
    actions.save_sheet(judging.judge(), judging.edition.id, "preliminary", judging.entries[1].id, {"novelty": D(9)})
    count = actions.mark_judge_absent(
        judging.the_clerk, judging.edition.id, "preliminary", judging.judges[0].id, "đi công tác"
    )
    states = {row.entry_id: row.state for row in queries.sheets_of(judging.round.id)}
    assert (count, [states[entry.id] for entry in judging.entries]) == (2, ["submitted", "abstained", "absent"])


def test_a_clerk_of_another_council_touches_nothing_here(db: Any) -> None:
    judging = make_judging()
    stranger = make_judging(slug="khac")
    actor = Actor(stranger.clerk.id, "x", frozenset({(Role.CLERK, judging.edition.id)}), signed_in=True)
    with pytest.raises(Refusal) as refused:
        actions.mark_sheet(
            actor, judging.edition.id, "preliminary", judging.entries[0].id, judging.judges[0].id, "absent", "x"
        )
    assert codes(refused) == [("not_your_council", "")]


def paper(judging: Judging, entry: int, cells: dict[str, Any], **more: Any) -> PaperSheet:
    """The first judge's paper sheet on an entry; words for marks, figures for scores."""
    read = {
        key: CellRead(value) if isinstance(value, str) else CellRead("scored", value) for key, value in cells.items()
    }
    return PaperSheet(judging.entries[entry].id, judging.judges[0].id, read, **more)


def test_keyed_in_paper_is_whole_a_draft_or_a_mark(db: Any) -> None:
    judging = make_judging()
    saved = actions.key_in(
        judging.the_clerk,
        judging.edition.id,
        "preliminary",
        [
            paper(judging, 0, dict(FULL)),
            paper(judging, 1, {"novelty": D(0), "use": "missing", "effect": "missing"}),
            paper(judging, 2, dict.fromkeys(FULL, "absent")),
        ],
    )
    assert [one.state for one in saved] == ["submitted", "draft", "absent"]
    sheet = db.session.scalars(select(ScoreSheet).order_by(ScoreSheet.id)).first()
    assert (sheet.source, sheet.keyed_by_id) == ("paper", judging.clerk.id)
    assert len(events(db, "score.keyed_in")) == 3


def test_keying_in_names_every_fault_by_line_and_cell_and_takes_nothing(db: Any) -> None:
    judging = make_judging()
    with pytest.raises(Refusal) as refused:
        actions.key_in(
            judging.the_clerk,
            judging.edition.id,
            "preliminary",
            [
                paper(judging, 0, dict(FULL)),
                paper(judging, 1, FULL | {"use": D(31)}),
                paper(judging, 2, dict.fromkeys(FULL, D(0))),
            ],
        )
    assert codes(refused) == [
        ("score_above_max", f"{judging.entries[1].id}:use"),
        ("zero_or_absent", f"{judging.entries[2].id}:zero_is_meant"),
    ]
    assert db.session.scalar(select(func.count(ScoreSheet.id))) == 0


def test_keying_in_does_not_overwrite_what_a_judge_has_saved_meanwhile(db: Any) -> None:
    judging = make_judging()
    save(judging, FULL)
    with pytest.raises(Refusal) as refused:
        actions.key_in(
            judging.the_clerk, judging.edition.id, "preliminary", [paper(judging, 0, FULL | {"use": D(1)}, version=0)]
        )
    where = judging.entries[0].id
    assert codes(refused) == [("sheet_changed_elsewhere", f"{where}:"), ("score_changed_elsewhere", f"{where}:use")]


# closing


def close(judging: Judging, actor: Actor | None = None) -> actions.ClosedRound:
    """Close the round."""
    return actions.close_round(actor or judging.the_chair, judging.edition.id, "preliminary")


def test_a_round_with_missing_sheets_stays_open_and_lists_them(db: Any) -> None:
    judging = make_judging(entries=2, judges=3)
    for judge in range(3):
        score(judging, judge, 0)
    score(judging, 0, 1)
    actions.save_sheet(judging.judge(1), judging.edition.id, "preliminary", judging.entries[1].id, {"use": D(3)})
    with pytest.raises(Refusal) as refused:
        close(judging)
    assert [(reason.where, sentence(reason)) for reason in refused.value.reasons] == [
        ("A002", "Phiếu của Trần Văn Bình còn là bản nháp."),
        ("A002", "Lê Thị Cúc chưa chấm."),
    ]
    assert db.session.scalar(select(JudgingRound.state)) == "open"


def test_a_whole_round_closes_once_and_says_what_it_holds(db: Any) -> None:
    judging = make_judging()
    score_all(judging)
    closed = close(judging)
    assert (closed.entries, closed.sheets, closed.was_closed) == (3, 9, False)
    again = close(judging)
    assert (again.digest, again.was_closed) == (closed.digest, True)
    assert [event.payload["sheets"] for event in events(db, "round.closed")] == [9]


def test_the_quorum_of_the_regulation_lets_one_absent_judge_pass(db: Any) -> None:
    judging = make_judging(entries=1)  # three judges, quorum two
    score(judging, 0, 0)
    score(judging, 1, 0)
    actions.mark_judge_absent(judging.the_clerk, judging.edition.id, "preliminary", judging.judges[2].id, "ốm")
    assert close(judging).sheets == 2


def test_below_the_quorum_only_a_recorded_decision_closes(db: Any) -> None:
    judging = make_judging(entries=1)
    score(judging, 0, 0)
    for place in (1, 2):
        actions.mark_judge_absent(judging.the_clerk, judging.edition.id, "preliminary", judging.judges[place].id, "ốm")
    with pytest.raises(Refusal) as refused:
        close(judging)
    assert codes(refused) == [("entry_below_quorum", "A001")]
    where = (judging.edition.id, "preliminary", 1)
    with pytest.raises(Refusal) as refused:
        actions.lower_quorum(judging.organiser, *where, "")
    assert codes(refused) == [("quorum_reason_missing", "reason")]
    actions.lower_quorum(judging.organiser, *where, "hai giám khảo ốm, họp ngày 5/3")
    assert close(judging).sheets == 1
    assert events(db, "round.quorum_lowered")[0].payload["quorum"] == 1


def test_a_chair_lowers_the_quorum_of_an_entry_but_not_of_the_round(db: Any) -> None:
    judging = make_judging(entries=1)
    with pytest.raises(Refusal) as refused:
        actions.lower_quorum(judging.the_chair, judging.edition.id, "preliminary", 1, "x")
    assert codes(refused) == [("not_your_council", "")]
    actions.lower_quorum(judging.the_chair, judging.edition.id, "preliminary", 1, "x", judging.entries[0].id)
    assert queries.lowered_quorums(judging.round.id) == {judging.entries[0].id: 1}


def test_while_sheets_disagree_a_judge_does_not_take_the_own_one_back(db: Any) -> None:
    judging = make_judging(entries=1)
    for judge, points in enumerate((FULL, FULL, FULL | {"novelty": D(10)})):
        score(judging, judge, 0, points)
    where = (judging.edition.id, "preliminary", judging.entries[0].id)
    with pytest.raises(Refusal) as refused:
        actions.take_back_sheet(judging.judge(2), *where)
    assert codes(refused) == [("sheet_is_disputed", "")]
    assert actions.reopen_sheet(judging.office, *where, judging.judges[2].id, "chấm lại").state == "draft"


def test_a_closed_round_is_opened_again_with_a_reason_by_who_sees_all_of_it(db: Any) -> None:
    judging = make_judging()
    score_all(judging)
    close(judging)
    with pytest.raises(Refusal):
        actions.reopen_round(judging.the_chair, judging.edition.id, "preliminary", "x")
    actions.reopen_round(judging.organiser, judging.edition.id, "preliminary", "sót một phiếu")
    assert db.session.scalar(select(JudgingRound.state)) == "open"
    assert events(db, "round.reopened")[0].payload["reason"] == "sót một phiếu"


def test_a_round_the_next_one_runs_on_is_not_opened_again(db: Any) -> None:
    judging = make_judging()
    score_all(judging)
    close(judging)
    db.session.add(
        JudgingRound(edition_id=judging.edition.id, key="final", state="open", made_at=judging.round.made_at)
    )
    db.session.commit()
    with pytest.raises(Refusal) as refused:
        actions.reopen_round(judging.organiser, judging.edition.id, "preliminary", "x")
    assert codes(refused) == [("scoring_round_followed", "")]


@pytest.mark.parametrize("status", ["withdrawn", "ineligible", "halted"])
def test_an_entry_out_of_the_contest_is_nobodys_work_and_keeps_no_round_open(db: Any, status: str) -> None:
    judging = make_judging(entries=2)
    for judge in range(3):
        score(judging, judge, 0)
    judging.entries[1].status = status
    db.session.commit()
    assert close(judging).entries == 1


# reminding


def test_who_has_sheets_left_gets_a_letter_who_has_no_address_is_named(db: Any) -> None:
    judging = make_judging(entries=2, judges=3)
    score(judging, 0, 0)
    score(judging, 0, 1)
    judging.judges[2].phone, judging.judges[2].email = "0912345678", None
    db.session.commit()
    late = actions.remind_judges(judging.the_clerk, judging.edition.id, "preliminary", link="https://x/cham-diem")
    assert {judge.judge_id for judge in late} == {judging.judges[1].id, judging.judges[2].id}
    letters = db.session.scalars(select(Letter)).all()
    assert [letter.to_address for letter in letters] == [judging.judges[1].email]
    assert "còn 2 trên 2 phiếu" in letters[0].text
    assert "https://x/cham-diem" in letters[0].text


def test_the_job_reminds_everybody_who_is_late(db: Any) -> None:
    judging = make_judging(entries=1, judges=2)
    db.session.add(
        Job(
            name="scoring.remind",
            arguments={"edition_id": judging.edition.id, "round_key": "preliminary"},
            run_at=judging.round.made_at,
        )
    )
    db.session.commit()
    assert work_all() >= 1
    assert len(db.session.scalars(select(Letter)).all()) == 2


def test_an_observer_reads_and_changes_nothing(db: Any) -> None:
    judging = make_judging()
    observer = actor_of(judging.secretary, (Role.OBSERVER, judging.edition))
    with pytest.raises(Refusal) as refused:
        actions.close_round(observer, judging.edition.id, "preliminary")
    assert codes(refused) == [("not_permitted", "")]

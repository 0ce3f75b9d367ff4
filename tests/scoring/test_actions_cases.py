"""A disagreement from the last sheet to the conclusion: what opens, who is asked, what counts, what is on record."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from contest.foundation.jobs import work_all
from contest.foundation.ledger import LedgerEvent, verify
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.foundation.words import sentence
from contest.juries.actions import remove_assignment
from contest.juries.models import Assignment
from contest.ranking.actions import run_ranking
from contest.ranking.queries import derivations, placings
from contest.ranking.reports import tabulation
from contest.ranking.rules.explain import explain
from contest.scoring import actions, queries
from contest.scoring.actions import PaperSheet
from contest.scoring.models import CaseEvent, CaseRequest, DisagreementCase, ScoreSheet, SheetVersion
from contest.scoring.rules import CellRead
from tests.editions.makers import text_of
from tests.scoring.makers import FULL, Judging, conflict, make_judging, off_the_entry, score

D = Decimal
LOW = FULL | {"novelty": D(10)}  # 52 where FULL is 77.5; the limit is 20
WHY = "đã xem lại mẫu và bản mô tả"


def codes(refused: Any) -> list[tuple[str, str]]:
    """What a refusal says, and where."""
    for reason in refused.value.reasons:
        assert sentence(reason)
    return [(reason.code, reason.where) for reason in refused.value.reasons]


def two_apart(**more: Any) -> Judging:
    """Two judges lie 25.5 points apart on the first entry; two more members could be called."""
    judging = make_judging(entries=more.pop("entries", 1), judges=4, **more)
    for place in (2, 3):
        for entry in judging.entries:
            off_the_entry(judging, place, entry)
    score(judging, 0, 0)
    score(judging, 1, 0, LOW)
    return judging


def where(judging: Judging, entry: int = 0) -> tuple[int, str, int]:
    """Edition, round and entry, as the deeds want them."""
    return judging.edition.id, judging.round.key, judging.entries[entry].id


def case_of(db: Any) -> DisagreementCase:
    """The only case there is."""
    return db.session.execute(select(DisagreementCase)).scalar_one()


def answers(db: Any) -> dict[int, tuple[str, str]]:
    """Kind and answer of each request."""
    rows = db.session.scalars(select(CaseRequest).order_by(CaseRequest.id))
    return {row.judge_id: (row.kind, row.answer) for row in rows}


def history(db: Any) -> list[str]:
    """The kinds of the case's history."""
    return list(db.session.scalars(select(CaseEvent.kind).order_by(CaseEvent.id)))


def keep(judging: Judging, judge: int) -> None:
    """A judge keeps the own points."""
    actions.answer_case(judging.judge(judge), *where(judging), "kept", WHY)


def change(judging: Judging, judge: int, points: dict[str, Decimal]) -> None:
    """A judge opens the own sheet and hands it in with other points."""
    actions.answer_case(judging.judge(judge), *where(judging), "changing", WHY)
    score(judging, judge, 0, points)


def both_keep(judging: Judging) -> None:
    """Nobody changes anything."""
    keep(judging, 0)
    keep(judging, 1)


# opening


def test_a_case_opens_by_itself_with_the_last_sheet_and_asks_those_who_scored(db: Any) -> None:
    judging = make_judging(entries=1, judges=3)
    score(judging, 0, 0)
    score(judging, 1, 0, LOW)
    assert db.session.scalar(select(DisagreementCase.id)) is None
    score(judging, 2, 0)
    case = case_of(db)
    assert (case.step, case.spread, case.opened_by_id) == ("again", D("25.5"), None)
    assert answers(db) == {judge.id: ("again", "") for judge in judging.judges}
    assert history(db) == ["opened", "asked", "asked", "asked"]
    opened = db.session.execute(select(LedgerEvent).where(LedgerEvent.kind == "case.opened")).scalar_one()
    assert (opened.payload["by_itself"], D(opened.payload["spread"])) == (True, D("25.5"))


def test_letters_to_those_asked_say_nothing_of_figures_or_names(db: Any) -> None:
    judging = two_apart()
    letters = list(db.session.scalars(select(Letter).where(Letter.event == "case.look_again")))
    assert {letter.person_id for letter in letters} == {judging.judges[0].id, judging.judges[1].id}
    for letter in letters:
        others = [judge.name for judge in judging.judges if judge.id != letter.person_id]
        assert "A001" in letter.subject
        assert not [word for word in (*others, "77,5", "52", "25,5") if word in letter.subject + letter.text]


def test_a_mark_may_be_the_last_word_that_opens_a_case(db: Any) -> None:
    judging = make_judging(entries=1, judges=3)
    score(judging, 0, 0)
    score(judging, 1, 0, LOW)
    actions.decline_sheet(judging.judge(2), *where(judging), "không mở được tệp")
    assert set(answers(db)) == {judging.judges[0].id, judging.judges[1].id}


def test_a_keyed_in_paper_opens_a_case_too(db: Any) -> None:
    judging = make_judging(entries=1, judges=2)
    score(judging, 0, 0)
    cells = {key: CellRead("scored", points) for key, points in LOW.items()}
    paper = PaperSheet(judging.entries[0].id, judging.judges[1].id, cells)
    actions.key_in(judging.the_clerk, judging.edition.id, "preliminary", [paper])
    assert case_of(db).step == "again"


def test_when_a_judge_who_had_not_scored_is_taken_off_the_case_opens_by_a_job(db: Any) -> None:
    judging = make_judging(entries=1, judges=3)
    score(judging, 0, 0)
    score(judging, 1, 0, LOW)
    remove_assignment(judging.office, *where(judging), judging.judges[2].id, "ốm")
    assert db.session.scalar(select(DisagreementCase.id)) is None
    work_all()
    assert case_of(db).step == "again"


def test_where_the_regulation_only_tells_nothing_opens_but_by_hand(db: Any) -> None:
    text = text_of("small_technical").replace("then: third_judge", "then: none")
    judging = two_apart(text=text)
    assert db.session.scalar(select(DisagreementCase.id)) is None
    assert queries.closing_of(queries.scored_round(judging.edition.id, "preliminary")).report.is_ready
    with pytest.raises(Refusal) as refused:
        actions.open_case(judging.office, *where(judging), " ")
    assert codes(refused) == [("case_reason_missing", "reason")]
    actions.open_case(judging.the_clerk, *where(judging), "chủ tịch yêu cầu")
    assert case_of(db).opened_by_id == judging.clerk.id
    both_keep(judging)
    assert case_of(db).step == "closing"  # nobody is called where the regulation calls nobody


# looking again


def test_a_judge_answers_only_what_was_asked_and_with_a_reason(db: Any) -> None:
    judging = two_apart()
    with pytest.raises(Refusal) as refused:
        actions.answer_case(judging.judge(2), *where(judging), "kept", WHY)
    assert codes(refused) == [("case_not_asked", "")]
    with pytest.raises(Refusal) as refused:
        actions.answer_case(judging.judge(0), *where(judging), "kept", "  ")
    assert codes(refused) == [("case_reason_missing", "reason")]
    keep(judging, 0)
    with pytest.raises(Refusal) as refused:
        keep(judging, 0)
    assert codes(refused) == [("case_is_answered", "")]


def test_a_changed_sheet_keeps_its_old_version_and_may_end_the_disagreement(db: Any) -> None:
    judging = two_apart()
    keep(judging, 0)
    change(judging, 1, FULL | {"novelty": D(30)})
    old = db.session.execute(select(SheetVersion)).scalar_one()
    assert (old.total, D(old.cells["novelty"]), old.reason) == (D(52), D(10), WHY)
    assert old.kept_by_id == judging.judges[1].id
    assert answers(db)[judging.judges[1].id] == ("again", "changed")
    assert case_of(db).step == "closing"
    assert history(db)[-2:] == ["changed", "agreed"]


def test_a_sheet_opened_and_handed_in_as_it_was_counts_as_kept(db: Any) -> None:
    judging = two_apart()
    actions.answer_case(judging.judge(1), *where(judging), "changing", WHY)
    actions.save_sheet(judging.judge(1), *where(judging), LOW | {"novelty": D(11)})
    score(judging, 1, 0, LOW)
    assert answers(db)[judging.judges[1].id] == ("again", "kept")


def test_while_a_case_is_open_a_judge_changes_nothing_without_answering(db: Any) -> None:
    judging = two_apart()
    with pytest.raises(Refusal) as refused:
        actions.take_back_sheet(judging.judge(1), *where(judging))
    assert codes(refused) == [("sheet_is_disputed", "")]


def test_the_clerk_writes_down_what_a_judge_answered_on_paper(db: Any) -> None:
    judging = two_apart()
    actions.record_answer(judging.the_clerk, *where(judging), judging.judges[0].id, "kept", WHY)
    actions.record_answer(judging.the_clerk, *where(judging), judging.judges[1].id, "changing", WHY)
    cells = {key: CellRead("scored", points) for key, points in FULL.items()}
    paper = PaperSheet(judging.entries[0].id, judging.judges[1].id, cells)
    actions.key_in(judging.the_clerk, judging.edition.id, "preliminary", [paper])
    assert answers(db)[judging.judges[1].id] == ("again", "changed")
    assert case_of(db).step == "closing"


def test_a_sheet_the_office_opens_meanwhile_is_an_answer_when_it_comes_back(db: Any) -> None:
    judging = two_apart()
    actions.reopen_sheet(judging.office, *where(judging), judging.judges[1].id, "giám khảo gọi điện xin sửa")
    assert answers(db)[judging.judges[1].id] == ("again", "changing")
    score(judging, 1, 0)
    assert answers(db)[judging.judges[1].id] == ("again", "changed")


def test_going_on_without_an_answer_puts_a_sheet_under_change_back(db: Any) -> None:
    judging = two_apart()
    keep(judging, 0)
    actions.answer_case(judging.judge(1), *where(judging), "changing", WHY)
    actions.save_sheet(judging.judge(1), *where(judging), {"novelty": D(1)})
    with pytest.raises(Refusal) as refused:
        actions.stop_waiting(judging.the_chair, *where(judging), "")
    assert codes(refused) == [("case_reason_missing", "reason")]
    actions.stop_waiting(judging.the_chair, *where(judging), "giám khảo đi công tác, không liên lạc được")
    sheet = db.session.execute(select(ScoreSheet).where(ScoreSheet.judge_id == judging.judges[1].id)).scalar_one()
    assert (sheet.state, sheet.total) == ("submitted", D(52))
    assert answers(db)[judging.judges[1].id] == ("again", "not_awaited")
    assert case_of(db).step == "choosing"


def test_a_judge_found_in_conflict_meanwhile_is_no_longer_waited_for(db: Any) -> None:
    judging = two_apart()
    keep(judging, 0)
    conflict(judging, judging.judges[1], judging.entries[0])
    actions.look_at_round(judging.office, judging.edition.id, "preliminary")
    assert answers(db)[judging.judges[1].id] == ("again", "marked")
    assert case_of(db).step == "closing"  # one sheet is left: nothing lies apart


# the third judge, the whole council


def test_still_apart_the_house_proposes_a_third_judge_and_the_clerk_confirms(db: Any) -> None:
    judging = two_apart(entries=2)
    conflict(judging, judging.judges[2], judging.entries[0])
    both_keep(judging)
    case = case_of(db)
    third = judging.judges[3]
    assert (case.step, case.proposed) == ("choosing", [third.id])  # not the one in conflict, not the chair
    actions.call_judges(judging.the_clerk, *where(judging), [third.id])
    assert case_of(db).step == "called"
    row = db.session.execute(
        select(Assignment).where(Assignment.judge_id == third.id, Assignment.entry_id == judging.entries[0].id)
    ).scalar_one()
    assert (row.removed_at, row.is_pinned) == (None, True)
    letter = db.session.execute(select(Letter).where(Letter.event == "case.called")).scalar_one()
    assert letter.person_id == third.id
    assert judging.judges[0].name not in letter.text
    score(judging, 3, 0)
    assert case_of(db).step == "closing"
    told = list(db.session.scalars(select(Letter.person_id).where(Letter.event == "case.to_conclude")))
    assert told in ([judging.chair.id], [])  # a chair without an address is not written to


def test_proposals_are_spread_over_those_who_could_be_called(db: Any) -> None:
    judging = two_apart(entries=3)
    for entry in (1, 2):
        score(judging, 0, entry)
        score(judging, 1, entry, LOW)
    for entry in range(3):
        for place in (0, 1):
            actions.answer_case(judging.judge(place), *where(judging, entry), "kept", WHY)
    proposed = [ids[0] for ids in db.session.scalars(select(DisagreementCase.proposed).order_by(DisagreementCase.id))]
    assert len(set(proposed)) == 2


def test_another_than_proposed_needs_a_reason_and_must_be_callable(db: Any) -> None:
    judging = two_apart()
    both_keep(judging)
    proposed = case_of(db).proposed[0]
    other = next(judge.id for judge in judging.judges[2:] if judge.id != proposed)
    with pytest.raises(Refusal) as refused:
        actions.call_judges(judging.office, *where(judging), [other])
    assert codes(refused) == [("case_other_reason_missing", "reason")]
    with pytest.raises(Refusal) as refused:
        actions.call_judges(judging.office, *where(judging), [judging.judges[0].id], "x")
    assert codes(refused) == [("case_not_callable", "judge_id")]
    actions.call_judges(judging.office, *where(judging), [other], "đúng chuyên môn hơn")
    assert answers(db)[other] == ("called", "")
    assert "chosen" in history(db)


def test_a_third_judge_who_cannot_score_makes_room_for_another(db: Any) -> None:
    judging = two_apart()
    both_keep(judging)
    first = case_of(db).proposed[0]
    actions.call_judges(judging.office, *where(judging), [first])
    place = [judge.id for judge in judging.judges].index(first)
    actions.recuse_sheet(judging.judge(place), *where(judging), "tác giả là học trò cũ")
    case = case_of(db)
    assert case.step == "choosing"
    assert case.proposed == [judge.id for judge in judging.judges[2:] if judge.id != first]


def test_when_nobody_can_be_called_the_chair_concludes_on_what_there_is(db: Any) -> None:
    judging = make_judging(entries=1, judges=2)
    score(judging, 0, 0)
    score(judging, 1, 0, LOW)
    both_keep(judging)
    assert case_of(db).step == "closing"
    assert "nobody" in history(db)


def test_a_called_judge_no_longer_waited_for_is_off_the_entry_again(db: Any) -> None:
    judging = two_apart()
    both_keep(judging)
    third = case_of(db).proposed[0]
    actions.call_judges(judging.office, *where(judging), [third])
    actions.stop_waiting(judging.office, *where(judging), "không trả lời trong hai ngày")
    assert case_of(db).step == "closing"
    report = queries.closing_of(queries.scored_round(judging.edition.id, "preliminary")).report
    assert not report.missing


def test_the_whole_council_is_called_where_the_regulation_says_so(db: Any) -> None:
    text = text_of("small_technical").replace("then: third_judge", "then: whole_council")
    judging = two_apart(text=text)
    both_keep(judging)
    called = {judging.judges[2].id, judging.judges[3].id, judging.chair.id}
    assert set(case_of(db).proposed) == called
    actions.call_judges(judging.the_clerk, *where(judging), case_of(db).proposed)
    score(judging, 2, 0)
    score(judging, 3, 0)
    assert case_of(db).step == "called"  # the chair votes too
    actions.hand_in_sheet(judging.the_chair, *where(judging), FULL, "Tốt.")
    assert case_of(db).step == "closing"


# concluding


def concluded(judging: Judging, way: str = "closest_two", left_out: tuple[int, ...] = ()) -> None:
    """Both keep, a third judge agrees with the first, the chair concludes."""
    both_keep(judging)
    page = queries.case_page(queries.scored_round(judging.edition.id, "preliminary"), judging.entries[0].id, None)
    assert page is not None
    third = page.proposed[0]
    actions.call_judges(judging.office, *where(judging), [third])
    place = [judge.id for judge in judging.judges].index(third)
    score(judging, place, 0, FULL | {"novelty": D(34)})
    actions.conclude_case(judging.the_chair, *where(judging), way, WHY, left_out)


def test_the_chair_concludes_with_a_reason_and_the_ranking_counts_what_was_concluded(db: Any) -> None:
    judging = two_apart()
    with pytest.raises(Refusal) as refused:
        actions.conclude_case(judging.the_chair, *where(judging), "all", WHY)
    assert codes(refused) == [("case_not_at_step", "")]
    with pytest.raises(Refusal) as refused:
        actions.close_round(judging.organiser, judging.edition.id, "preliminary")
    assert codes(refused) == [("case_open", "A001")]
    concluded(judging)
    uses = dict(db.session.execute(select(ScoreSheet.judge_id, ScoreSheet.use)).all())
    assert uses[judging.judges[1].id] == "left_out"
    assert sorted(uses.values()) == ["counts", "counts", "left_out"]
    actions.close_round(judging.organiser, judging.edition.id, "preliminary")
    run = run_ranking(judging.organiser, judging.edition.id, "preliminary")
    (row,) = placings(run.id)
    assert row.points == D("76.75")  # (77.5 + 76) / 2, without the 52
    words = " ".join(explain(derivations(run.id)[row.entry_id], round_names={}, criterion_names={}))
    assert "1 phiếu không tính theo kết luận về điểm chênh lệch (52)" in words
    event = db.session.execute(select(LedgerEvent).where(LedgerEvent.kind == "case.concluded")).scalar_one()
    assert {judge: D(total) for judge, total in event.payload["left_out"].items()} == {str(judging.judges[1].id): D(52)}
    assert event.payload["reason"] == WHY
    assert verify().broken_id is None


def test_the_reason_stands_in_the_tabulation_the_minutes_annex(db: Any) -> None:
    judging = two_apart()
    concluded(judging)
    reports = tabulation(judging.edition.id, "preliminary")
    notes = str(reports[0].rows[0]["notes"])
    assert WHY in notes
    assert "tính hai phiếu gần nhau nhất" in notes
    assert "(52)" in map(str, reports[0].rows[0].values())


def test_chosen_sheets_are_left_out_and_one_must_remain(db: Any) -> None:
    judging = make_judging(entries=1, judges=2)
    score(judging, 0, 0)
    score(judging, 1, 0, LOW)
    both_keep(judging)
    everybody = [judge.id for judge in judging.judges]
    with pytest.raises(Refusal) as refused:
        actions.conclude_case(judging.the_chair, *where(judging), "chosen", WHY, everybody)
    assert codes(refused) == [("case_nothing_counts", "left_out")]
    actions.conclude_case(judging.the_chair, *where(judging), "chosen", WHY, everybody[1:])
    report = queries.closing_of(queries.scored_round(judging.edition.id, "preliminary")).report
    assert not report.cases


def test_a_regulation_that_binds_the_conclusion_knows_no_other(db: Any) -> None:
    text = text_of("small_technical").replace("then: third_judge", "then: third_judge, counts: closest_two")
    judging = two_apart(text=text)
    both_keep(judging)
    actions.stop_waiting(judging.office, *where(judging), "không mời thêm")
    with pytest.raises(Refusal) as refused:
        actions.conclude_case(judging.the_chair, *where(judging), "all", WHY)
    assert codes(refused) == [("case_way_missing", "way")]
    actions.conclude_case(judging.the_chair, *where(judging), "closest_two", WHY)


def test_a_conclusion_is_taken_back_with_a_reason_and_all_sheets_count_until_the_next(db: Any) -> None:
    judging = two_apart()
    concluded(judging)
    with pytest.raises(Refusal) as refused:
        actions.reopen_case(judging.the_chair, *where(judging), "")
    assert codes(refused) == [("case_reason_missing", "reason")]
    actions.reopen_case(judging.the_chair, *where(judging), "chủ tịch xem lại biên bản")
    assert case_of(db).step == "closing"
    assert set(db.session.scalars(select(ScoreSheet.use))) == {"counts"}
    actions.conclude_case(judging.office, *where(judging), "all", "lấy trung bình cả ba")
    assert history(db)[-2:] == ["reopened", "closed"]


def test_a_wider_gap_after_the_conclusion_is_a_new_case(db: Any) -> None:
    judging = make_judging(entries=1, judges=2)
    score(judging, 0, 0)
    score(judging, 1, 0, LOW)
    both_keep(judging)
    actions.conclude_case(judging.the_chair, *where(judging), "all", WHY)
    actions.reopen_sheet(judging.office, *where(judging), judging.judges[1].id, "ghi nhầm")
    score(judging, 1, 0, LOW)
    assert len(list(db.session.scalars(select(DisagreementCase.id)))) == 1  # covered by the conclusion
    actions.reopen_sheet(judging.office, *where(judging), judging.judges[1].id, "ghi nhầm")
    score(judging, 1, 0, LOW | {"use": D(1)})
    assert [row.step for row in db.session.scalars(select(DisagreementCase).order_by(DisagreementCase.id))] == [
        "closed",
        "again",
    ]


def test_who_leads_another_council_touches_no_case_here(db: Any) -> None:
    judging = two_apart()
    elsewhere = make_judging(entries=1, judges=2, slug="noi-khac")
    from_elsewhere = elsewhere.the_chair
    with pytest.raises(Refusal):
        actions.stop_waiting(from_elsewhere, *where(judging), "x")


def test_a_reminder_is_written_to_those_still_awaited_once_an_hour(db: Any) -> None:
    judging = two_apart()
    keep(judging, 0)
    assert actions.remind_asked(judging.the_clerk, *where(judging)) == 1
    assert actions.remind_asked(judging.the_clerk, *where(judging)) == 0
    letters = list(db.session.scalars(select(Letter).where(Letter.person_id == judging.judges[1].id)))
    assert len(letters) == 2

"""Printing, keying twice, the third look, and the way back, through the real database."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from sqlalchemy import select

from contest.foundation.access import Actor, Role
from contest.foundation.database import db
from contest.foundation.ledger import LedgerEvent
from contest.foundation.refusal import Refusal
from contest.scoring import actions, queries
from contest.scoring.actions import PaperSheet
from contest.scoring.models import PaperKeying, ScoreSheet
from contest.scoring.rules import CellRead, Reading, why_not_code
from tests.people.makers import actor_of, grant, make_person
from tests.scoring.makers import FULL, Judging, make_judging

pytestmark = pytest.mark.usefixtures("db")
PHOTO = "ab" * 32


def second(judging: Judging, name: str = "Hồ Thị Mai") -> Actor:
    """Another one of the secretariat."""
    person = make_person(name)
    grant(person, judging.edition, Role.SECRETARY)
    return actor_of(person, (Role.SECRETARY, judging.edition))


def printed(judging: Judging) -> dict[tuple[int, int], str]:
    """The codes of all sheets, by entry and judge."""
    pairs = actions.print_paper(judging.office, judging.edition.id, judging.round.key)
    return {(pair.entry_id, pair.judge_id): pair.code for pair in pairs}


def reading(judging: Judging, points: Mapping[str, Decimal] | None = None, control: str | None = "77.5") -> Reading:
    """What stands on the first judge's sheet of the first entry."""
    cells = {key: CellRead("scored", figure) for key, figure in (points or FULL).items()}
    total = None if control is None else Decimal(control)
    return Reading(judging.entries[0].id, judging.judges[0].id, cells, total)


def first_code(judging: Judging) -> str:
    return printed(judging)[judging.entries[0].id, judging.judges[0].id]


def key(actor: Actor, judging: Judging, code: str, read: Reading, **more: bool) -> str:
    return actions.key_paper(actor, judging.edition.id, code, read, **more).state


def codes_of(refusal: pytest.ExceptionInfo[Refusal]) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


def sheet_of(judging: Judging) -> ScoreSheet | None:
    found = select(ScoreSheet).where(
        ScoreSheet.entry_id == judging.entries[0].id, ScoreSheet.judge_id == judging.judges[0].id
    )
    return db.session.scalar(found)


def events(kind: str) -> list[LedgerEvent]:
    return list(db.session.scalars(select(LedgerEvent).where(LedgerEvent.kind == kind).order_by(LedgerEvent.id)))


def test_each_entry_and_judge_gets_a_code_that_stays_when_it_is_printed_again():
    judging = make_judging(entries=2, judges=2)
    codes = printed(judging)
    assert len(set(codes.values())) == 4
    assert all(why_not_code(code) == [] for code in codes.values())
    assert printed(judging) == codes


def test_sheets_handed_in_online_are_not_printed():
    judging = make_judging(entries=1, judges=2)
    actions.hand_in_sheet(judging.judge(0), judging.edition.id, "preliminary", judging.entries[0].id, FULL, "Tốt.")
    assert [pair.judge_id for pair in actions.print_paper(judging.office, judging.edition.id, "preliminary")] == [
        judging.judges[1].id
    ]
    with pytest.raises(Refusal) as refused:
        actions.print_paper(judging.office, judging.edition.id, "preliminary", judge_id=judging.judges[0].id)
    assert codes_of(refused) == ["paper_nothing_to_print"]


def test_two_people_who_read_the_same_make_one_score_that_says_it_came_from_paper():
    judging, code = (made := make_judging()), first_code(made)
    assert key(judging.office, judging, code, reading(judging)) == "once"
    assert sheet_of(judging) is None
    other = second(judging)
    actions.keep_paper_photo(other, judging.edition.id, code, PHOTO, "image/jpeg")
    assert key(other, judging, code, reading(judging)) == "entered"
    sheet = sheet_of(judging)
    assert sheet is not None
    assert (sheet.state, sheet.total, sheet.source, sheet.keyed_by_id) == (
        "submitted",
        Decimal("77.5"),
        "paper",
        other.id,
    )
    facts = events("score.keyed_in")[-1].payload
    assert (facts["paper"], facts["photo"], facts["keyed_by"]) == (code, PHOTO, [judging.office.id, other.id])


def test_a_round_does_not_close_over_a_paper_that_somebody_began_to_key_in():
    """The judge was marked absent, and a paper of theirs turns up: read once or twice, it is a reason of its own."""
    judging, code = (made := make_judging(entries=1)), first_code(made)
    where = (judging.edition.id, "preliminary", judging.entries[0].id)
    key(judging.office, judging, code, reading(judging))
    for judge in judging.judges:
        actions.mark_sheet(judging.office, *where, judge.id, "absent", "ốm")
    assert why_open(judging) == [("entry_below_quorum", "A001"), ("paper_keyed_once", "A001")]
    wrong = {**FULL, "novelty": Decimal("33.5")}
    other, third = second(judging), second(judging, "Lý Văn Nam")
    actions.key_paper(other, judging.edition.id, code, reading(judging, wrong, "75.5"))
    assert why_open(judging)[-1] == ("paper_waits", "A001")
    actions.keep_paper_photo(third, judging.edition.id, code, PHOTO, "image/jpeg")
    actions.settle_paper(third, judging.edition.id, code, reading(judging).cells, "Ảnh ghi rõ 35,5", PHOTO)
    assert why_open(judging) == [("entry_below_quorum", "A001")]


def test_a_paper_that_can_no_longer_become_a_score_keeps_no_round_open():
    judging, code = (made := make_judging(entries=1)), first_code(made)
    key(judging.office, judging, code, reading(judging))
    actions.hand_in_sheet(judging.judge(0), judging.edition.id, "preliminary", judging.entries[0].id, FULL, "Tốt.")
    assert "paper_keyed_once" not in [reason for reason, _ in why_open(judging)]


def why_open(judging: Judging) -> list[tuple[str, str]]:
    """Why the round cannot be closed: reasons, each with the entry."""
    with pytest.raises(Refusal) as refused:
        actions.close_round(judging.organiser, judging.edition.id, "preliminary")
    return [(reason.code, reason.where) for reason in refused.value.reasons]


def test_the_same_person_cannot_be_both_however_often_they_try():
    judging, code = (made := make_judging()), first_code(made)
    key(judging.office, judging, code, reading(judging))
    with pytest.raises(Refusal) as refused:
        key(judging.office, judging, code, reading(judging))
    assert codes_of(refused) == ["paper_same_person"]
    actions.withdraw_keying(judging.office, judging.edition.id, code)
    assert key(judging.office, judging, code, reading(judging)) == "once"


def test_nothing_in_the_ledger_tells_the_second_what_the_first_read():
    judging, code = (made := make_judging()), first_code(made)
    key(judging.office, judging, code, reading(judging))
    told = " ".join(f"{event.kind} {event.payload}" for event in db.session.scalars(select(LedgerEvent)))
    assert code in told
    assert "35.5" not in told
    assert "77.5" not in told


def test_readings_that_differ_wait_for_a_third_person_and_the_photograph():
    judging, code = (made := make_judging()), first_code(made)
    key(judging.office, judging, code, reading(judging))
    other, third = second(judging), second(judging, "Lý Văn Nam")
    wrong = {**FULL, "novelty": Decimal("33.5")}
    outcome = actions.key_paper(other, judging.edition.id, code, reading(judging, wrong, "75.5"))
    assert (outcome.state, outcome.differences) == ("differs", ("novelty", "control"))
    assert sheet_of(judging) is None
    right = reading(judging).cells
    with pytest.raises(Refusal) as refused:
        actions.settle_paper(third, judging.edition.id, code, right, "Ảnh ghi rõ 35,5", "")
    assert codes_of(refused) == ["paper_photo_missing"]
    actions.keep_paper_photo(third, judging.edition.id, code, PHOTO, "image/jpeg")
    with pytest.raises(Refusal) as refused:
        actions.settle_paper(other, judging.edition.id, code, right, "Ảnh ghi rõ 35,5", PHOTO)
    assert codes_of(refused) == ["paper_third_person"]
    actions.settle_paper(third, judging.edition.id, code, right, "Ảnh ghi rõ 35,5", PHOTO)
    sheet = sheet_of(judging)
    assert sheet is not None
    assert sheet.total == Decimal("77.5")
    facts = events("score.keyed_in")[-1].payload
    assert facts["settled"] == "Ảnh ghi rõ 35,5"
    assert [read["novelty"] for read in facts["read"]] == ["35.5", "33.5"]


def test_who_erred_may_look_at_the_photograph_and_key_in_anew_without_seeing_the_other_reading():
    judging, code = (made := make_judging()), first_code(made)
    key(judging.office, judging, code, reading(judging))
    other = second(judging)
    assert key(other, judging, code, reading(judging, {**FULL, "use": Decimal(2)}, None)) == "differs"
    assert actions.withdraw_keying(other, judging.edition.id, code) == "once"
    assert key(other, judging, code, reading(judging)) == "entered"


def test_a_wrong_sum_on_the_paper_is_asked_about_and_then_looked_at_by_a_third():
    judging, code = (made := make_judging()), first_code(made)
    with pytest.raises(Refusal) as refused:
        key(judging.office, judging, code, reading(judging, control="87.5"))
    assert codes_of(refused) == ["paper_control_differs"]
    assert key(judging.office, judging, code, reading(judging, control="87.5"), as_written=True) == "once"
    assert key(second(judging), judging, code, reading(judging, control="87.5"), as_written=True) == "differs"


def test_an_online_draft_is_not_overwritten_by_paper_unseen():
    judging, code = (made := make_judging()), first_code(made)
    draft = {"novelty": Decimal(30), "use": None, "effect": None}
    actions.save_sheet(judging.judge(0), judging.edition.id, "preliminary", judging.entries[0].id, draft)
    key(judging.office, judging, code, reading(judging))
    outcome = actions.key_paper(second(judging), judging.edition.id, code, reading(judging))
    assert (outcome.state, outcome.differences) == ("differs", ("draft",))


def test_what_the_judge_hands_in_online_meanwhile_counts_and_the_paper_is_refused():
    judging, code = (made := make_judging()), first_code(made)
    key(judging.office, judging, code, reading(judging))
    actions.hand_in_sheet(judging.judge(0), judging.edition.id, "preliminary", judging.entries[0].id, FULL, "Tốt.")
    with pytest.raises(Refusal) as refused:
        key(second(judging), judging, code, reading(judging))
    assert codes_of(refused) == ["paper_scored_online"]


def test_an_entered_sheet_is_opened_again_with_a_reason_and_keyed_in_from_the_beginning():
    judging, code = (made := make_judging()), first_code(made)
    other = second(judging)
    key(judging.office, judging, code, reading(judging))
    key(other, judging, code, reading(judging))
    with pytest.raises(Refusal) as refused:
        key(second(judging, "Lý Văn Nam"), judging, code, reading(judging))
    assert codes_of(refused) == ["paper_entered"]
    with pytest.raises(Refusal) as refused:
        actions.reopen_paper(judging.office, judging.edition.id, code, "")
    assert codes_of(refused) == ["reopen_reason_missing"]
    actions.reopen_paper(judging.office, judging.edition.id, code, "Nhầm phiếu")
    better = {**FULL, "use": Decimal(21)}
    assert key(judging.office, judging, code, reading(judging, better, "78.5")) == "once"
    assert key(other, judging, code, reading(judging, better, "78.5")) == "entered"
    sheet = sheet_of(judging)
    assert sheet is not None
    assert (sheet.state, sheet.total) == ("submitted", Decimal("78.5"))
    assert len(list(db.session.scalars(select(PaperKeying)))) == 4


def test_a_mistyped_code_names_the_check_letter_and_a_strange_one_is_unknown():
    judging, code = (made := make_judging()), first_code(made)
    wrong = ("A" if code[0] != "A" else "B") + code[1:]
    with pytest.raises(Refusal) as refused:
        key(judging.office, judging, wrong, reading(judging))
    assert codes_of(refused) == ["paper_code_mistyped"]


def test_a_page_of_another_sheet_cannot_put_figures_on_this_one():
    judging = make_judging()
    codes = printed(judging)
    other = codes[judging.entries[1].id, judging.judges[0].id]
    with pytest.raises(Refusal) as refused:
        key(judging.office, judging, other, reading(judging))
    assert codes_of(refused) == ["paper_code_unknown"]


def test_a_spare_sheet_says_by_both_readings_whose_it_is():
    judging = make_judging()
    spare = actions.print_spares(judging.office, judging.edition.id, "preliminary", 2, judging.council.id)
    assert key(judging.office, judging, spare[0].code, reading(judging)) == "once"
    with pytest.raises(Refusal) as refused:
        key(judging.office, judging, spare[1].code, reading(judging))
    assert codes_of(refused) == ["paper_pair_taken"]
    elsewhere = Reading(judging.entries[1].id, judging.judges[0].id, reading(judging).cells, Decimal("77.5"))
    other = second(judging)
    assert key(other, judging, spare[0].code, elsewhere) == "differs"
    third = second(judging, "Lý Văn Nam")
    actions.keep_paper_photo(third, judging.edition.id, spare[0].code, PHOTO, "image/jpeg")
    with pytest.raises(Refusal) as refused:
        actions.settle_paper(third, judging.edition.id, spare[0].code, elsewhere.cells, "Theo ảnh", PHOTO)
    assert codes_of(refused) == ["paper_whose_differs"]
    actions.withdraw_keying(other, judging.edition.id, spare[0].code)
    assert key(other, judging, spare[0].code, reading(judging)) == "entered"
    card = queries.paper_card(judging.edition.id, spare[0].code)
    assert card is not None
    assert (card.entry_id, card.judge_id) == (judging.entries[0].id, judging.judges[0].id)


def test_a_clerk_keys_in_the_own_councils_sheets_only_and_a_judge_none():
    judging, code = (made := make_judging()), first_code(made)
    assert key(judging.the_clerk, judging, code, reading(judging)) == "once"
    stranger = make_person("Mai Văn Xa")
    grant(stranger, judging.edition, Role.CLERK)
    with pytest.raises(Refusal) as refused:
        key(actor_of(stranger, (Role.CLERK, judging.edition)), judging, code, reading(judging))
    assert codes_of(refused) == ["not_your_council"]
    both = actor_of(judging.judges[1], (Role.JUDGE, judging.edition), (Role.SECRETARY, judging.edition))
    with pytest.raises(Refusal) as refused:
        key(both, judging, code, reading(judging))
    assert codes_of(refused) == ["paper_judge_keys"]


def test_a_printed_sheet_cannot_be_keyed_in_once_by_the_grid_or_a_workbook():
    judging, code = (made := make_judging()), first_code(made)
    paper = PaperSheet(judging.entries[0].id, judging.judges[0].id, reading(judging).cells)
    with pytest.raises(Refusal) as refused:
        actions.key_in(judging.office, judging.edition.id, "preliminary", [paper])
    assert [reason.params["paper"].replace("-", "") for reason in refused.value.reasons] == [code]


def test_a_closed_round_takes_no_paper():
    judging, code = (made := make_judging()), first_code(made)
    judging.round.state = "closed"
    with pytest.raises(Refusal) as refused:
        key(judging.office, judging, code, reading(judging))
    assert "scoring_closed" in codes_of(refused)


def test_no_score_was_given_is_read_by_two_as_well():
    judging, code = (made := make_judging()), first_code(made)
    words = {cell: CellRead("missing") for cell in FULL} | {"novelty": CellRead("abstained")}
    said = Reading(judging.entries[0].id, judging.judges[0].id, words)
    key(judging.office, judging, code, said)
    assert key(second(judging), judging, code, said) == "entered"
    sheet = sheet_of(judging)
    assert sheet is not None
    assert (sheet.state, sheet.total) == ("abstained", None)


def test_the_board_counts_what_was_keyed_once_twice_and_what_waits():
    judging = make_judging(entries=2, judges=2)
    code = first_code(judging)
    key(judging.office, judging, code, reading(judging))
    counts = queries.paper_counts(judging.round.id)
    assert counts.by_state == {"printed": 3, "once": 1}
    assert (counts.whole, counts.unphotographed, counts.online) == (4, 1, 0)
    line = queries.paper_list(judging.round.id, "once", 1, counts).rows[0]
    assert (line.code, line.number, [one.person_id for one in line.keyings]) == (code, "A001", [judging.secretary.id])

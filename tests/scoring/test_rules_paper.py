"""Sheets of paper: the check letter, one reading, two readings, who may decide."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.editions.rules import Criterion, CriterionPart
from contest.people.rules import CODE_LETTERS
from contest.scoring.rules import (
    CellRead,
    PaperStanding,
    Reading,
    cells,
    paper_differences,
    readable_paper_code,
    tidy_paper_code,
    why_not_code,
    why_not_key,
    why_not_reading,
    why_not_settle_paper,
    with_check,
)

CRITERIA = (
    Criterion(key="novelty", name="Tính mới", max=Decimal(40), step=Decimal("0.5")),
    Criterion(key="use", name="Khả năng áp dụng", max=Decimal(30), step=Decimal("0.5")),
    Criterion(
        key="effect",
        name="Hiệu quả",
        max=Decimal(30),
        parts=(
            CriterionPart(key="money", name="Kinh tế", max=Decimal(20)),
            CriterionPart(key="people", name="Xã hội", max=Decimal(10)),
        ),
    ),
)
CELLS = cells(CRITERIA)
codes = st.text(CODE_LETTERS, min_size=5, max_size=5).map(with_check)


def scored(*figures: str) -> dict[str, CellRead]:
    """Cells with figures, in order; "" is a blank."""
    return {
        cell.key: CellRead("scored", Decimal(figure)) if figure else CellRead("missing")
        for cell, figure in zip(CELLS, figures, strict=True)
    }


def reading(*figures: str, control: str = "", **more: str) -> Reading:
    """What somebody read."""
    return Reading(1, 2, scored(*figures), Decimal(control) if control else None, **more)


def said(reasons: list) -> list[tuple[str, str]]:
    return [(reason.code, reason.where) for reason in reasons]


@given(codes, st.integers(0, 5), st.sampled_from(CODE_LETTERS))
def test_one_wrong_letter_is_always_found(code, place, letter):
    wrong = code[:place] + letter + code[place + 1 :]
    assert bool(why_not_code(wrong)) == (wrong != code)


@given(codes, st.integers(0, 5), st.integers(0, 5))
def test_two_letters_exchanged_are_always_found_wherever_they_stand(code, one, other):
    letters = list(code)
    letters[one], letters[other] = letters[other], letters[one]
    wrong = "".join(letters)
    assert bool(why_not_code(wrong)) == (wrong != code)


@given(codes)
def test_a_code_is_read_however_it_is_typed(code):
    readable = readable_paper_code(code)
    assert tidy_paper_code(f" {readable.lower()} ") == code
    assert why_not_code(readable) == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "paper_code_missing"),
        ("ABC", "paper_code_length"),
        ("ABC-0EF", "paper_code_letter"),
        ("AAA-AAB", "paper_code_mistyped"),
    ],
)
def test_what_is_no_code_says_why(typed, code):
    assert [one.code for one in why_not_code(typed)] == [code]


def test_a_whole_reading_whose_total_is_right_has_no_fault():
    assert why_not_reading(CRITERIA, CELLS, reading("35.5", "20", "15", "7", control="77.5"), as_written=False) == []
    assert why_not_reading(CRITERIA, CELLS, reading("35.5", "20", "15", "7"), as_written=False) == []


def test_the_written_total_finds_a_wrong_figure_and_is_believed_when_it_was_looked_at_again():
    read = reading("33.5", "20", "15", "7", control="77.5")
    fault = why_not_reading(CRITERIA, CELLS, read, as_written=False)
    assert said(fault) == [("paper_control_differs", "control")]
    assert fault[0].params == {"written": Decimal("77.5"), "sum": Decimal("75.5")}
    assert why_not_reading(CRITERIA, CELLS, read, as_written=True) == []


def test_a_figure_out_of_range_or_off_its_step_is_told_before_the_total_is_looked_at():
    found = why_not_reading(CRITERIA, CELLS, reading("355", "20.3", "15", "7", control="77.5"), as_written=False)
    assert said(found) == [("score_above_max", "novelty"), ("score_off_step", "use")]


def test_a_blank_is_never_taken_from_a_signed_sheet():
    found = why_not_reading(CRITERIA, CELLS, reading("35.5", "", "15", "", control="57.5"), as_written=True)
    assert said(found) == [("paper_blank", "use"), ("paper_blank", "effect.people")]
    assert len(why_not_reading(CRITERIA, CELLS, reading("", "", "", ""), as_written=False)) == 4


def test_one_word_says_that_nothing_was_given_and_two_words_contradict_each_other():
    word = {**scored("", "", "", ""), "use": CellRead("abstained")}
    assert why_not_reading(CRITERIA, CELLS, Reading(1, 2, word), as_written=False) == []
    word["novelty"] = CellRead("absent")
    assert said(why_not_reading(CRITERIA, CELLS, Reading(1, 2, word), as_written=False)) == [("import_two_marks", "")]


def test_two_readings_that_say_the_same_leave_nothing_to_decide():
    read = reading("35.5", "20", "15", "7", control="77.5")
    assert paper_differences(CRITERIA, read, reading("35.50", "20", "15", "7.0", control="77.5")) == []
    assert paper_differences(CRITERIA, read, read, {"novelty": Decimal("35.5"), "use": None}) == []


@pytest.mark.parametrize(
    ("second", "found"),
    [
        (reading("33.5", "20", "15", "7", control="77.5"), ["novelty"]),
        (reading("35.5", "20", "15", "7", control="75.5"), ["control"]),
        (reading("35.5", "20", "15", "7", control="77.5", tier_key="first"), ["tier_key"]),
        (Reading(9, 2, scored("35.5", "20", "15", "7"), Decimal("77.5")), ["whose"]),
    ],
)
def test_what_differs_is_named(second, found):
    assert paper_differences(CRITERIA, reading("35.5", "20", "15", "7", control="77.5"), second) == found


def test_a_total_that_both_read_alike_but_is_not_the_sum_needs_a_third_look():
    wrong = reading("35.5", "20", "15", "7", control="78")
    assert paper_differences(CRITERIA, wrong, wrong) == ["control"]


def test_an_online_draft_with_other_figures_is_not_overwritten_unseen():
    read = reading("35.5", "20", "15", "7", control="77.5")
    assert paper_differences(CRITERIA, read, read, {"novelty": Decimal(30)}) == ["draft"]


def test_who_may_key_in():
    assert why_not_key(PaperStanding("printed", (), 2, 7)) == []
    assert why_not_key(PaperStanding("once", (6,), 2, 7)) == []
    assert said(why_not_key(PaperStanding("once", (7,), 2, 7))) == [("paper_same_person", "")]
    assert said(why_not_key(PaperStanding("printed", (), 7, 7))) == [("paper_own_sheet", "")]
    assert said(why_not_key(PaperStanding("printed", (), 2, 7, actor_judges=True))) == [("paper_judge_keys", "")]
    assert said(why_not_key(PaperStanding("differs", (5, 6), 2, 7))) == [("paper_differs", "")]
    assert said(why_not_key(PaperStanding("entered", (5, 6), 2, 7))) == [("paper_entered", "")]


def test_a_third_person_decides_by_the_photograph_with_a_reason():
    third = PaperStanding("differs", (5, 6), 2, 7)
    assert why_not_settle_paper(third, "Ảnh ghi rõ 35,5", "aa", "aa") == []
    assert said(why_not_settle_paper(third, "", "", "")) == [
        ("paper_photo_missing", ""),
        ("paper_reason_missing", "reason"),
    ]
    assert said(why_not_settle_paper(third, "Ảnh ghi rõ 35,5", "bb", "aa")) == [("paper_photo_changed", "")]
    assert said(why_not_settle_paper(PaperStanding("differs", (5, 7), 2, 7), "Ảnh rõ", "aa", "aa")) == [
        ("paper_third_person", "")
    ]
    assert said(why_not_settle_paper(PaperStanding("once", (5,), 2, 7), "Ảnh rõ", "aa", "aa")) == [("paper_agrees", "")]

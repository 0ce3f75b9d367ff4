"""The life of a disagreement: steps, who is called, which sheets count, why not."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.editions.rules import Round
from contest.foundation.words import sentence, tell
from contest.scoring import rules
from contest.scoring.rules import cases
from contest.scoring.rules.cases import Asked

tell(rules.WORDS)
D = Decimal
TOTALS = st.dictionaries(st.integers(1, 9), st.decimals(0, 100, places=1), min_size=1, max_size=7)


def codes(reasons: list[object]) -> list[tuple[str, str]]:
    """Each reason's code and place; its sentence must be there."""
    for reason in reasons:
        assert sentence(reason)
    return [(reason.code, reason.where) for reason in reasons]


@pytest.mark.parametrize(
    ("totals", "kept"),
    [
        ({1: 77, 2: 52, 3: 74}, {1, 3}),
        ({1: 60, 2: 70, 3: 80}, {1, 2, 3}),  # both pairs ten apart: neither may be preferred
        ({1: 60, 2: 60, 3: 90, 4: 90}, {1, 2, 3, 4}),
        ({1: 60, 2: 90}, {1, 2}),
        ({1: 60}, {1}),
    ],
)
def test_the_closest_two_count_and_pairs_equally_close_alike(totals: dict[int, int], kept: set[int]) -> None:
    assert cases.closest_two({judge: D(total) for judge, total in totals.items()}) == kept


@given(TOTALS)
def test_no_two_sheets_lie_closer_than_the_closest_two(totals: dict[int, Decimal]) -> None:
    kept = cases.closest_two(totals)
    gaps = {(a, b): abs(totals[a] - totals[b]) for a in totals for b in totals if a < b}
    assert kept
    assert kept <= set(totals)
    if len(totals) > 2:
        least = min(gaps.values())
        assert kept == {judge for pair, gap in gaps.items() if gap == least for judge in pair}


@given(TOTALS, st.sampled_from(list(cases.WAYS)), st.sets(st.integers(1, 9)))
def test_only_sheets_that_are_there_count_and_only_the_chosen_way_leaves_out_by_hand(
    totals: dict[int, Decimal], way: str, left_out: set[int]
) -> None:
    counted = cases.counting(way, totals, left_out)
    assert counted <= set(totals)
    if way == "all":
        assert counted == set(totals)
    if way == "chosen":
        assert counted == set(totals) - left_out


@pytest.mark.parametrize(
    ("kind", "answer", "state", "is_same", "becomes"),
    [
        ("again", "", "submitted", False, ""),  # not answered by what was there before
        ("again", "changing", "draft", False, "changing"),
        ("again", "changing", "submitted", True, "kept"),
        ("again", "changing", "submitted", False, "changed"),
        ("again", "", "recused", False, "marked"),
        ("again", "kept", "recused", False, "kept"),
        ("called", "", "", False, ""),
        ("called", "", "draft", False, ""),
        ("called", "", "submitted", False, "scored"),
        ("called", "", "abstained", False, "marked"),
    ],
)
def test_an_answer_follows_from_the_sheet(kind: str, answer: str, state: str, is_same: bool, becomes: str) -> None:
    assert cases.answer_of(Asked(1, kind, answer, state), is_same=is_same) == becomes


@pytest.mark.parametrize(
    ("step", "apart", "then", "standbys", "next_step"),
    [
        ("again", True, "third_judge", [7], "choosing"),
        ("again", True, "whole_council", [7, 8], "choosing"),
        ("again", True, "third_judge", [], "closing"),
        ("again", False, "third_judge", [7], "closing"),
        ("again", True, "none", [7], "closing"),
        ("called", True, "third_judge", [7], "closing"),
    ],
)
def test_each_step_leads_to_the_next(step: str, apart: bool, then: str, standbys: list[int], next_step: str) -> None:
    assert cases.step_after(step, apart=apart, then=then, standbys=standbys) == next_step


def test_a_third_judge_is_the_fittest_who_does_not_lead_the_council() -> None:
    assert cases.proposal("third_judge", [5, 7, 8], leads={5}) == [7]
    assert cases.proposal("third_judge", [5], leads={5}) == []
    assert cases.proposal("whole_council", [5, 7], leads={5}) == [5, 7]


@pytest.mark.parametrize(
    ("counts", "ways"),
    [("chair", ["all", "closest_two", "chosen"]), ("all", ["all"]), ("closest_two", ["closest_two"])],
)
def test_the_regulation_may_bind_the_conclusion(counts: str, ways: list[str]) -> None:
    round_ = Round.model_validate({"key": "r", "disagreement": {"limit": 5, "then": "third_judge", "counts": counts}})
    assert cases.ways_of(round_) == ways


@pytest.mark.parametrize(
    ("asked", "answer", "reason", "state", "expected"),
    [
        (Asked(1, "again", ""), "kept", "xem lại rồi", "open", []),
        (None, "kept", "x", "open", [("case_not_asked", "")]),
        (Asked(1, "called", ""), "kept", "x", "open", [("case_not_asked", "")]),
        (Asked(1, "again", "changing"), "kept", "x", "open", [("case_is_changing", "")]),
        (Asked(1, "again", "kept"), "changing", "x", "open", [("case_is_answered", "")]),
        (
            Asked(1, "again", ""),
            "",
            " ",
            "closed",
            [("scoring_closed", ""), ("case_answer_missing", "answer"), ("case_reason_missing", "reason")],
        ),
        (Asked(1, "again", ""), "kept", "x" * 2001, "open", [("case_reason_long", "reason")]),
    ],
)
def test_why_a_judge_cannot_answer(
    asked: Asked | None, answer: str, reason: str, state: str, expected: list[tuple[str, str]]
) -> None:
    assert codes(cases.why_not_answer(asked, answer, reason, state)) == expected


@pytest.mark.parametrize(
    ("step", "then", "chosen", "reason", "expected"),
    [
        ("choosing", "third_judge", [7], "", []),
        ("choosing", "third_judge", [8], "", [("case_other_reason_missing", "reason")]),
        ("choosing", "third_judge", [8], "đúng chuyên môn hơn", []),
        ("choosing", "third_judge", [7, 8], "x", [("case_one_only", "judge_id")]),
        ("choosing", "whole_council", [7, 8], "x", []),
        ("choosing", "third_judge", [9], "x", [("case_not_callable", "judge_id")]),
        ("choosing", "third_judge", [], "", [("case_nobody_chosen", "judge_id")]),
        ("again", "third_judge", [7], "", [("case_not_at_step", "")]),
    ],
)
def test_why_nobody_can_be_called_like_this(
    step: str, then: str, chosen: list[int], reason: str, expected: list[tuple[str, str]]
) -> None:
    assert codes(cases.why_not_call(step, then, chosen, [7, 8], [7], reason)) == expected


@pytest.mark.parametrize(
    ("step", "way", "counted", "reason", "state", "expected"),
    [
        ("closing", "all", 3, "hội đồng đã xem", "open", []),
        ("again", "all", 3, "x", "open", [("case_not_at_step", "")]),
        (
            "closing", "", 0, "", "closed",
            [("scoring_closed", ""), ("case_way_missing", "way"), ("case_reason_missing", "reason")],
        ),
        ("closing", "chosen", 0, "x", "open", [("case_nothing_counts", "left_out")]),
        ("closing", "chosen", 3, "x", "open", [("case_nothing_left_out", "left_out")]),
    ],
)  # fmt: skip
def test_why_a_case_cannot_be_concluded_like_this(
    step: str, way: str, counted: int, reason: str, state: str, expected: list[tuple[str, str]]
) -> None:
    ways = list(cases.WAYS)
    assert codes(cases.why_not_conclude(step, way, ways, counted, 3, reason, state)) == expected


def test_a_conclusion_that_the_regulation_does_not_know_is_refused() -> None:
    assert codes(cases.why_not_conclude("closing", "all", ["closest_two"], 3, 3, "x", "open")) == [
        ("case_way_missing", "way")
    ]


@pytest.mark.parametrize(
    ("has_open", "is_apart", "reason", "expected"),
    [
        (False, True, "thấy cần", []),
        (True, True, "x", [("case_is_open", "")]),
        (False, False, "x", [("case_unknown", "")]),
        (False, True, "", [("case_reason_missing", "reason")]),
    ],
)
def test_why_a_case_cannot_be_opened_by_hand(
    has_open: bool, is_apart: bool, reason: str, expected: list[tuple[str, str]]
) -> None:
    found = cases.why_not_open(has_open=has_open, is_apart=is_apart, reason=reason, round_state="open")
    assert codes(found) == expected

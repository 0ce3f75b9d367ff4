"""How long a list is posted, what is taken from the public, and what stands against deciding."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.results.rules import PostingFacts, last_day, why_not_post, why_not_remark, why_wait

DAY = date(2030, 6, 1)


def codes(reasons):
    return [reason.code for reason in reasons]


def test_the_day_of_posting_does_not_count():
    assert last_day(DAY, 15) == date(2030, 6, 16)


@pytest.mark.parametrize(
    ("facts", "today", "expected"),
    [
        (PostingFacts(), DAY, []),
        (PostingFacts(15), DAY, ["posting_missing"]),
        (PostingFacts(15, DAY, True), DAY, ["posting_not_over"]),
        (PostingFacts(15, DAY, True), DAY + timedelta(days=1), []),
        (PostingFacts(15, DAY, False), DAY + timedelta(days=1), ["posting_outdated"]),
        (PostingFacts(0, DAY, True), DAY, ["posting_not_over"]),
        (PostingFacts(15, DAY, True, 2), DAY + timedelta(days=1), ["posting_remarks_open"]),
    ],
)
def test_nothing_is_decided_before_the_days_have_passed(facts, today, expected):
    reasons = why_wait(facts, today)
    assert codes(reasons) == expected
    assert {reason.where for reason in reasons} <= {"reason"}


@given(st.integers(1, 90), st.integers(-5, 120))
def test_the_decision_is_open_on_the_day_after_the_last_and_never_before(days, after):
    facts = PostingFacts(days, last_day(DAY, days), True)
    assert bool(why_wait(facts, DAY + timedelta(days=after))) == (after <= days)


@pytest.mark.parametrize(
    ("stage", "confirmed", "awards", "days", "asked", "expected"),
    [
        ("deliberation", True, 3, None, 15, []),
        ("deliberation", True, 3, 20, 15, []),
        ("deliberation", True, 3, 14, 15, ["posting_days_few"]),
        ("deliberation", True, 3, None, 0, ["posting_days_missing"]),
        ("deliberation", True, 0, 15, 15, ["posting_no_awards"]),
        ("decided", False, 0, 91, 15, ["posting_not_now", "posting_prizes_open", "posting_days_missing"]),
    ],
)
def test_a_list_is_posted_when_the_prizes_are_confirmed_for_as_long_as_asked(
    stage, confirmed, awards, days, asked, expected
):
    assert codes(why_not_post(stage, confirmed=confirmed, awards=awards, days=days, asked_days=asked)) == expected


@pytest.mark.parametrize(
    ("text", "until", "waiting", "expected"),
    [
        ("Tên đơn vị chưa đúng", DAY, 0, []),
        ("  ngắn   ", DAY, 0, ["remark_short"]),
        ("Tên đơn vị chưa đúng", DAY - timedelta(days=1), 300, ["remark_over", "remark_too_many"]),
        ("Tên đơn vị chưa đúng", None, 0, ["posting_none"]),
    ],
)
def test_a_remark_is_taken_while_the_list_is_posted(text, until, waiting, expected):
    assert codes(why_not_remark(text, until, DAY, waiting)) == expected

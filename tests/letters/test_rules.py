"""When reminders are due, how times are typed, what a letter in a state takes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.foundation.mail import STATES
from contest.foundation.refusal import Refusal
from contest.letters.rules import GROUPS, STATE_KINDS, STATE_WORDS, due_time, left_words, read_times, times_words
from contest.letters.rules.deeds import _DEEDS, why_not_change

DEADLINE = datetime(2026, 6, 30, 10, tzinfo=UTC)
LONG_AGO = DEADLINE - timedelta(days=100)


def before(**time):
    return DEADLINE - timedelta(**time)


@pytest.mark.parametrize(
    ("at", "began", "expected"),
    [
        (before(days=8), LONG_AGO, None),
        (before(days=7), LONG_AGO, 168),
        (before(days=3), LONG_AGO, 168),
        (before(hours=24), LONG_AGO, 24),
        (before(hours=1), LONG_AGO, 24),
        (DEADLINE, LONG_AGO, None),
        (DEADLINE + timedelta(days=1), LONG_AGO, None),
        # Begun after the first moment: not reminded of what was begun a minute ago.
        (before(days=3), before(days=4), None),
        (before(hours=5), before(days=4), 24),
        (before(hours=5), before(hours=6), None),
    ],
)
def test_only_the_latest_reminder_that_is_due_is_written(at, began, expected):
    assert due_time((168, 24), DEADLINE, began, at) == expected


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("7 ngày, 24 giờ", (168, 24)),
        ("24 giờ; 7 ngày", (168, 24)),
        ("3 ngày và 2 giờ trước", (72, 2)),
        ("3 NGAY", (72,)),
        ("", ()),
        ("1 giờ, 1 giờ", (1,)),
    ],
)
def test_times_are_read_as_they_are_typed(typed, hours):
    assert read_times(typed) == hours


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("bảy ngày", "letters_times_unreadable"),
        ("7", "letters_times_unreadable"),
        ("0 giờ", "letters_times_far"),
        ("61 ngày", "letters_times_far"),
        ("1 giờ, 2 giờ, 3 giờ, 4 giờ, 5 giờ, 6 giờ", "letters_times_many"),
    ],
)
def test_times_that_cannot_be_are_refused(typed, code):
    with pytest.raises(Refusal) as refusal:
        read_times(typed)
    assert [(each.code, each.where) for each in refusal.value.reasons] == [(code, "times")]


@given(st.sets(st.integers(1, 1440), min_size=1, max_size=5))
def test_times_written_out_are_read_back(hours):
    times = tuple(sorted(hours, reverse=True))
    assert read_times(times_words(times)) == times


@pytest.mark.parametrize(
    ("hours", "words"), [(72, "3 ngày"), (48, "2 ngày"), (47, "47 giờ"), (0.5, "chưa đầy một giờ")]
)
def test_what_is_left_is_said_as_people_say_it(hours, words):
    assert left_words(DEADLINE, DEADLINE - timedelta(hours=hours)) == words


def test_every_state_has_words_and_one_tab():
    assert set(STATE_WORDS) == set(STATE_KINDS) == set(STATES)
    assert sorted(state for _, states in GROUPS.values() for state in states) == sorted(STATES)


def test_a_letter_sent_or_on_its_way_takes_nothing_that_would_send_it_again():
    for state in ("sent", "sending", "queued", "copied", "rehearsal"):
        assert [deed for deed in _DEEDS if deed != "untick" and not why_not_change(state, deed)] == []

"""What may be done when, by the server's clock."""

from datetime import datetime

import pytest

from contest.editions.rules.calendar import countdown, phases, why_not_submit
from contest.foundation.clock import moment_of
from tests.editions.makers import regulation

RULES = regulation("small_technical")


@pytest.mark.parametrize(
    ("stage", "at", "codes"),
    [
        ("open", "2025-09-30T23:59", ["submission_not_open"]),
        ("open", "2025-10-01T00:00", []),
        ("open", "2030-06-30T17:30", []),
        ("open", "2030-06-30T23:59", []),
        ("open", "2030-07-01T00:00", ["submission_over"]),
        ("draft", "2026-01-01T00:00", ["submission_not_open"]),
        ("closed", "2026-01-01T00:00", ["edition_not_taking"]),
    ],
)
def test_dossiers_are_taken_from_the_opening_to_the_enforced_deadline(stage, at, codes):
    assert [reason.code for reason in why_not_submit(RULES, stage, moment_of(at))] == codes


@pytest.mark.parametrize(
    ("stage", "at", "words", "until"),
    [
        ("open", "2025-09-01T00:00", "Bắt đầu nhận hồ sơ", "2025-10-01T00:00"),
        ("open", "2026-01-01T00:00", "Hạn nộp hồ sơ", "2030-06-30T17:00"),
        ("open", "2030-06-30T17:01", "Đã hết hạn nộp hồ sơ", None),
        ("judging", "2026-01-01T00:00", "Đã hết hạn nộp hồ sơ", None),
        ("published", "2026-01-01T00:00", "Đã công bố kết quả", None),
    ],
)
def test_the_public_counts_down_to_the_shown_deadline_only(stage, at, words, until):
    found = countdown(RULES, stage, moment_of(at))
    assert found.words == words
    assert found.until == (moment_of(until) if until else None)


def test_phases_stand_in_order_and_the_present_one_is_marked():
    found = phases(RULES, moment_of("2026-01-01T00:00"))
    assert [(phase.words, phase.is_past, phase.is_now) for phase in found] == [
        ("Phát động", True, False),
        ("Nhận hồ sơ", False, True),
    ]
    assert all(isinstance(phase.starts, datetime) or phase.starts for phase in found)

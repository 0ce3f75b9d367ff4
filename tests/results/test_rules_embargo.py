"""What may be kept back, called out, lifted; and which award is which."""

from datetime import timedelta
from typing import Any

import pytest

from contest.foundation.clock import now
from contest.foundation.refusal import Reason
from contest.results.rules import Held, reference, why_not_begin, why_not_hold, why_not_lift, why_not_reveal

AT = now()
OUTDATED = [Reason("result_seal_outdated")]
HELD, BEGUN, HALF = Held(), Held(is_begun=True), Held(is_begun=True, revealed=3)


def codes(reasons: list[Reason]) -> list[str]:
    return [reason.code for reason in reasons]


@pytest.mark.parametrize(
    ("held", "is_public", "hours", "expected"),
    [
        (None, False, None, []),
        (None, False, 1, []),
        (HELD, False, 1, []),
        (None, False, 0, ["embargo_past"]),
        (None, True, None, ["embargo_public"]),
        (BEGUN, False, 1, ["embargo_begun"]),
    ],
)
def test_a_result_is_kept_back_while_nobody_knows_it_until_a_moment_to_come(
    held: Held | None, is_public: bool, hours: int | None, expected: list[str]
) -> None:
    opens_at = None if hours is None else AT + timedelta(hours=hours)
    assert codes(why_not_hold(held, is_public=is_public, opens_at=opens_at, at=AT)) == expected


@pytest.mark.parametrize(
    ("held", "publishing", "unknown", "expected"),
    [
        (BEGUN, [], 0, []),
        (BEGUN, [], 1, ["embargo_unknown_award"]),
        (HELD, [], 0, ["embargo_not_begun"]),
        (None, [], 0, ["embargo_none"]),
        (BEGUN, OUTDATED, 1, ["result_seal_outdated"]),
    ],
)
def test_awards_are_called_out_once_the_committee_has_begun_and_from_a_seal_that_stands(
    held: Held | None, publishing: list[Reason], unknown: int, expected: list[str]
) -> None:
    assert codes(why_not_reveal(held, publishing, unknown=unknown)) == expected


def test_calling_out_begins_when_the_result_could_be_shown() -> None:
    assert codes(why_not_begin(None, [])) == ["embargo_none"]
    assert codes(why_not_begin(HELD, OUTDATED)) == ["result_seal_outdated"]


def test_lifting_asks_a_reason_and_cannot_hide_what_was_called_out() -> None:
    assert codes(why_not_lift(HELD, OUTDATED, "Hoãn lễ")) == []
    assert codes(why_not_lift(HELD, [], " ")) == ["embargo_reason_missing"]
    assert codes(why_not_lift(HALF, OUTDATED, "Hoãn lễ")) == ["result_seal_outdated"]
    assert codes(why_not_lift(None, [], "")) == ["embargo_none"]


def test_another_tier_another_author_or_another_unit_is_another_award() -> None:
    award: dict[str, Any] = {"entry": 7, "award": "tier", "tier": "first", "title": "A"}
    others = [award | {"tier": "second"}, award | {"author": 2}, award | {"entry": 8}, {"award": "tier", "unit": "A"}]
    assert len({reference(each) for each in (award, *others)}) == 5
    assert reference(award | {"title": "B", "points": "9"}) == reference(award)

"""The simulation of keying mistakes: everything a defence exists for is caught, and what none can see is said."""

import pytest

from bench.paper import Outcome, Rates, simulate

pytestmark = pytest.mark.usefixtures("db")


def uncaught(out: Outcome, kind: str) -> int:
    """Mistakes of a kind that no defence met."""
    return out.made[kind] - sum(count for (made, _), count in out.caught.items() if made == kind)


def test_with_totals_on_every_sheet_each_mistake_is_caught_and_every_score_is_right() -> None:
    rates = Rates(slip=0.1, alike=0.03, wrong_sheet=0.1, mistyped=0.1, no_total=0)
    out = simulate(40, 7, rates)
    assert out.total_kept == {"entered": 40}
    assert out.wrong_in_the_end == 0
    for kind in ("slip", "misread alike", "code mistyped", "wrong sheet"):
        assert out.made[kind] > 0
        assert uncaught(out, kind) == 0
    assert out.caught["code mistyped", "check letter"] == out.made["code mistyped"]


def test_what_both_misread_on_a_sheet_without_a_total_is_the_one_thing_nothing_finds() -> None:
    out = simulate(20, 3, Rates(slip=0, alike=0.5, wrong_sheet=0, mistyped=0, no_total=1))
    assert out.wrong_in_the_end == uncaught(out, "misread alike") > 0
    assert {by for _, by in out.caught} <= {"range or step"}


def test_without_totals_two_people_still_find_each_others_slips() -> None:
    out = simulate(20, 5, Rates(slip=0.2, alike=0, wrong_sheet=0.1, mistyped=0, no_total=1))
    assert out.caught["slip", "control sum"] == 0
    assert out.caught["slip", "double keying"] > 0
    assert out.wrong_in_the_end == 0

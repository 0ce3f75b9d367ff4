"""What the lists of winners decide: shares of a prize, places that somebody filled in; all invented."""

from hypothesis import given, settings
from hypothesis import strategies as st

from contest.papers.rules.places import Filled, why_not_place
from contest.papers.rules.shares import shares_of

KNOWN = {"KT-001": 1, "KT-002": 2, "KT-003": 3}


@settings(max_examples=40)
@given(st.integers(0, 10**9), st.lists(st.integers(1, 10_000), min_size=1, max_size=8))
def test_shares_add_up_to_the_prize_and_nobody_is_a_dong_from_the_own_part(amount: int, weights: list[int]) -> None:
    parts = shares_of(amount, weights)
    assert sum(parts) == amount
    whole = sum(weights)
    assert all(abs(part * whole - amount * weight) < whole for part, weight in zip(parts, weights, strict=True))


def test_a_prize_is_shared_equally_where_one_has_said_nothing_and_the_first_gets_what_is_over() -> None:
    assert shares_of(4_000_000, [None, 4000, 6000]) == (1_333_334, 1_333_333, 1_333_333)
    assert shares_of(5_000_000, [7000, 3000]) == (3_500_000, 1_500_000)
    assert shares_of(5_000_000, []) == ()


def codes(*rows: Filled, booths: dict[int, str] | None = None) -> list[tuple[str, str]]:
    return [(reason.code, reason.where) for reason in why_not_place(rows, KNOWN, booths or {})]


def test_a_filled_table_tells_every_fault_at_its_line() -> None:
    assert codes(
        Filled(5, "KT-001", "A1", "12"),
        Filled(6, "KT-001", "A2", "13"),
        Filled(7, "KT-009", "A3", "14"),
        Filled(8, "KT-002", "x" * 41, "12"),
    ) == [
        ("place_code_twice", "row:6"),
        ("place_code_unknown", "row:7"),
        ("place_too_long", "row:8"),
        ("place_booth_taken", "row:8"),
    ]


def test_two_entries_may_change_booths_with_each_other_and_not_take_a_third_ones() -> None:
    swapped = (Filled(5, "KT-001", None, "2"), Filled(6, "KT-002", None, "1"))
    assert codes(*swapped, booths={1: "1", 2: "2", 3: "3"}) == []
    assert codes(Filled(5, "KT-001", None, "3"), booths={3: "3"}) == [("place_booth_taken", "row:5")]

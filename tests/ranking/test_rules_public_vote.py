"""The public's vote: its window, one name for a mailbox, what looks like one hand behind many."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.foundation.refusal import Refusal
from contest.ranking.rules import rank_round, read_votes, rederive
from contest.ranking.rules.public_vote import (
    KEPT,
    Cast,
    Window,
    likeness,
    mailbox,
    suspicions,
    why_not_count,
    why_not_vote,
    window_of,
)
from contest.ranking.rules.votes import votes_of_rows
from tests.ranking.makers import CRITERIA, contender, make_round

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
OPEN = Window(NOON, NOON + timedelta(days=10))
SECOND = timedelta(seconds=1)
PARTS = [
    {"key": "council", "weight": 80, "from": "criteria"},
    {"key": "public", "weight": 20, "from": "votes", "scaled_to": "highest", "rounding": {"places": 1}},
]


def test_votes_are_taken_from_the_opening_until_just_before_the_end() -> None:
    assert [r.code for r in why_not_vote(OPEN, NOON - SECOND)] == ["vote_not_yet"]
    assert why_not_vote(OPEN, NOON) == why_not_vote(OPEN, OPEN.closes - SECOND) == []
    assert [r.code for r in why_not_vote(OPEN, OPEN.closes)] == ["vote_over"]
    assert [r.code for r in why_not_vote(None, NOON)] == ["vote_none"]


def test_nobody_counts_before_the_end_nor_after_the_ballots_are_gone() -> None:
    assert [r.code for r in why_not_count(OPEN, OPEN.closes - SECOND)] == ["vote_running"]
    assert why_not_count(OPEN, OPEN.closes) == why_not_count(OPEN, OPEN.closes + KEPT - SECOND) == []
    assert [r.code for r in why_not_count(OPEN, OPEN.closes + KEPT)] == ["vote_gone"]


def test_the_window_is_the_regulations() -> None:
    windows = {"opens": OPEN.opens.isoformat(), "closes": OPEN.closes.isoformat()}
    assert window_of(make_round(parts=[PARTS[0], PARTS[1] | windows])) == OPEN
    assert window_of(make_round(parts=PARTS)) is None


@pytest.mark.parametrize(
    ("typed", "one"),
    [
        ("An.Nguyen+thi@GMAIL.com", "annguyen@gmail.com"),
        ("annguyen@googlemail.com", "annguyen@gmail.com"),
        (" An.Nguyen@truong.edu.vn", "an.nguyen@truong.edu.vn"),
        ("+@truong.edu.vn", "+@truong.edu.vn"),
    ],
)
def test_one_mailbox_has_one_name_however_it_is_typed(typed: str, one: str) -> None:
    assert mailbox(typed) == one


def test_addresses_of_a_series_are_alike_and_others_are_not() -> None:
    assert likeness("meo12@gmail.com") == likeness("me.o997@gmail.com") == "meo#@gmail.com"
    assert likeness("meo@gmail.com") == ""


def cast(number: int, *, network: str = "", provider: str = "gmail.com", alike: str = "", minutes: float = 0) -> Cast:
    return Cast(number, 7, network or f"n{number}", provider, alike, NOON + timedelta(minutes=minutes))


def test_a_crowd_from_one_network_in_ten_minutes_is_shown_and_a_whole_day_of_them_is_not() -> None:
    crowd = [cast(n, network="school", minutes=n) for n in range(8)]
    assert [(each.kind, each.ballots) for each in suspicions(crowd)] == [("network", tuple(range(8)))]
    assert suspicions(crowd[:7]) == []
    assert suspicions(cast(n, network="school", minutes=60 * n) for n in range(40)) == []
    late = [*crowd, cast(90, network="school", minutes=300)]
    assert suspicions(late)[0].ballots == tuple(range(8))


def test_an_unusual_provider_and_addresses_of_a_series_are_shown() -> None:
    assert [each.provider for each in suspicions(cast(n, provider="hop-thu.example") for n in range(5))] == [
        "hop-thu.example"
    ]
    assert suspicions(cast(n, provider="gmail.com") for n in range(50)) == []
    assert [each.kind for each in suspicions(cast(n, alike="h") for n in range(5))] == ["alike"]


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 30)), max_size=30), st.randoms())
@settings(max_examples=30)
def test_what_is_suspicious_does_not_hang_on_the_order_ballots_come_in(
    rows: list[tuple[int, int, int]], chance: object
) -> None:
    ballots = [cast(n, network=f"w{w}", provider=f"p{p}", minutes=m) for n, (w, p, m) in enumerate(rows)]
    assert suspicions(reversed(ballots)) == suspicions(ballots)


def test_council_eighty_and_public_twenty_by_the_highest_rounded_to_a_tenth() -> None:
    """The real rule: 20 × votes ÷ the most votes, to one decimal; 345 of 1,000 is 6.9, 3 is 0.1, none is nought."""
    round_ = make_round(parts=PARTS)
    given_ = [contender(1, "90", votes=345), contender(2, "80", votes=1000), contender(3, "85", votes=3),
              contender(4, "70", votes=0)]  # fmt: skip
    placed, _ = rank_round(round_, CRITERIA, given_)
    points = {each.entry_id: each.points for each in placed}
    assert points == {1: Decimal("78.90"), 2: Decimal("84.00"), 3: Decimal("68.10"), 4: Decimal("56.00")}
    assert all(each.points == rederive(each.derivation) for each in placed)


def test_an_entry_whose_votes_nobody_took_down_waits_instead_of_counting_as_none() -> None:
    placed, _ = rank_round(make_round(parts=PARTS), CRITERIA, [contender(1, "90", votes=5), contender(2, "80")])
    assert [(each.entry_id, each.status) for each in placed] == [(1, "ranked"), (2, "votes_missing")]


def test_votes_of_a_workbook_are_read_and_every_bad_line_is_named() -> None:
    assert votes_of_rows([(2, "A1", 5), (3, "A2", "1.234"), (4, "A3", Decimal(7)), (5, "A4", 0)]) == {
        "A1": 5, "A2": 1234, "A3": 7, "A4": 0,
    }  # fmt: skip
    with pytest.raises(Refusal) as refused:
        votes_of_rows(
            [(2, "A1", -1), (3, "A2", "nhiều"), (4, "", 3), (5, "A3", Decimal("1.5")), (6, "B", 1), (7, "B", 1)]
        )
    assert [(r.code, r.params["line"]) for r in refused.value.reasons] == [
        *(("ranking_votes_line", line) for line in (2, 3, 4, 5)), ("ranking_votes_twice", 7),
    ]  # fmt: skip
    assert read_votes("HS-1 5") == {"HS-1": 5}

"""Things that are handed over: every one is in one place, and what does not agree is said."""

import random
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from contest.ceremony.rules.items import (
    Due,
    Move,
    balances,
    differences,
    places,
    told_together,
    usual_items,
    why_not_move,
)
from contest.prizes.rules import TIER_AWARD
from tests.editions.makers import regulation

MEDAL, ENVELOPE = 1, 2
DUES = [Due(MEDAL, "a", 2), Due(MEDAL, "b", 1), Due(ENVELOPE, "a", 1)]


def codes(move: Move, moves: list[Move]) -> list[str]:
    return [reason.code for reason in why_not_move(move, DUES, moves)]


def test_nothing_is_laid_out_that_is_not_there_and_nobody_gets_more_than_theirs() -> None:
    moves = [Move(MEDAL, "", "stocked", 3)]
    assert codes(Move(MEDAL, "a", "packed", 3), moves) == ["item_too_many"]
    assert codes(Move(MEDAL, "a", "packed", 4), moves) == ["item_no_packed"]
    assert codes(Move(MEDAL, "a", "handed", 1), moves) == ["item_no_handed"]
    moves.append(Move(MEDAL, "a", "packed", 2))
    assert codes(Move(MEDAL, "b", "packed", 1), moves) == []
    assert codes(Move(MEDAL, "a", "collected", 1), moves) == ["item_too_many"]
    assert codes(Move(MEDAL, "a", "handed", 2), moves) == []
    assert codes(Move(MEDAL, "b", "handed", 1), moves) == ["item_no_handed"]
    assert codes(Move(MEDAL, "a", "packed", 0), moves) == ["item_count"]
    assert codes(Move(MEDAL, "a", "taken_back", 1), moves) == ["item_no_taken_back"]


def test_what_does_not_agree_is_named_until_it_does() -> None:
    moves = [Move(MEDAL, "", "stocked", 3), Move(MEDAL, "a", "packed", 2), Move(ENVELOPE, "", "stocked", 1)]
    told = {(each.kind, each.award): each.count for each in differences([MEDAL, ENVELOPE], DUES, moves)}
    assert told == {("on_table", "a"): 2}
    moves += [Move(MEDAL, "a", "handed", 1), Move(MEDAL, "a", "unpacked", 1), Move(MEDAL, "", "spoilt", 1)]
    told = {(each.kind, each.award): each.count for each in differences([MEDAL, ENVELOPE], DUES, moves)}
    assert told == {("missing", ""): 1}
    assert [each.kind for each in differences([MEDAL], [Due(MEDAL, "b", 1)], moves)] == ["over"]


def test_a_count_of_the_store_is_held_against_the_book_of_that_moment() -> None:
    moves = [Move(MEDAL, "", "stocked", 5), Move(MEDAL, "", "counted", 4), Move(MEDAL, "", "stocked", 1)]
    assert balances([MEDAL], [], moves)[0].counted == -1
    assert [each.kind for each in differences([MEDAL], [], moves)] == ["counted"]
    moves.append(Move(MEDAL, "", "spoilt", 1))
    moves.append(Move(MEDAL, "", "counted", 5))
    assert differences([MEDAL], [], moves) == []


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["stocked", "packed", "unpacked", "handed", "collected", "taken_back", "spoilt"]),
            st.sampled_from("ab"),
            st.integers(1, 3),
        ),
        max_size=40,
    )
)
def test_whatever_is_taken_each_thing_is_in_one_place(steps: list[tuple[str, str, int]]) -> None:
    moves: list[Move] = []
    for kind, award, count in steps:
        move = Move(MEDAL, "" if kind in ("stocked", "spoilt") else award, kind, count)
        if not why_not_move(move, DUES, moves):
            moves.append(move)
    whole, by_award = places(moves)
    came = sum(each.count for each in moves if each.kind == "stocked")
    assert sum(whole[MEDAL]) == came
    assert all(part >= 0 for place in (*whole.values(), *by_award.values()) for part in (place.table, place.given))
    assert whole[MEDAL].store >= 0
    for due in DUES[:2]:
        place = by_award[MEDAL, due.award]
        assert place.table + place.given <= due.count


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_two_hundred_winners_some_absent_some_late_reconcile_to_zero(seed: int) -> None:
    """15 % absent, five of them arrive late and are handed theirs at the end; the rest collect it later."""
    dice = random.Random(seed)
    awards = [f"w{place:03}" for place in range(200)]
    dues = [Due(MEDAL, award, dice.choice((1, 1, 2, 3))) for award in awards] + [
        Due(ENVELOPE, award, 1) for award in awards
    ]
    absent = set(dice.sample(awards, 30))
    late = set(dice.sample(sorted(absent), 5))
    moves = [
        Move(item, "", "stocked", sum(due.count for due in dues if due.item_id == item)) for item in (MEDAL, ENVELOPE)
    ]

    def moved(kind: Literal["packed", "handed", "unpacked", "collected"], whose: set[str]) -> None:
        for due in dues:
            if due.award in whose:
                moves.append(Move(due.item_id, due.award, kind, due.count))

    moved("packed", set(awards))
    lying = differences([MEDAL, ENVELOPE], dues, moves)
    assert len(lying) == len(dues)
    assert [each.count for each in told_together(lying)] == [
        sum(due.count for due in dues if due.item_id == MEDAL),
        200,
    ]
    moved("handed", set(awards) - absent)
    moved("unpacked", absent)
    assert differences([MEDAL, ENVELOPE], dues, moves) == []
    assert sum(each.to_give for each in balances([ENVELOPE], dues, moves)) == 30
    moved("packed", late)
    moved("handed", late)
    moved("collected", absent - late)
    told = balances([MEDAL, ENVELOPE], dues, moves)
    assert differences([MEDAL, ENVELOPE], dues, moves) == []
    assert all((each.to_give, each.place.store, each.place.table) == (0, 0, 0) for each in told)
    assert all(each.place.given == each.needed == each.stocked for each in told)


def test_the_regulation_says_what_an_award_usually_comes_with() -> None:
    found = {one.name: one for one in usual_items(regulation("small_technical"), TIER_AWARD)}
    assert "Phong bì tiền thưởng" in found
    assert set(found["Phong bì tiền thưởng"].counts) <= set(found["Hoa"].counts)
    assert all(count == 1 for one in found.values() for count in one.counts.values())

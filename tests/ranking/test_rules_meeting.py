"""A council's meeting: who leaves the room how often, who presides, what a vote decides."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.editions.rules import Vote
from contest.ranking.rules.meeting import (
    MOTION,
    Member,
    Terms,
    agenda_order,
    counted,
    departures,
    entitled,
    needed_present,
    presiding,
    terms_of,
    why_not_cast,
    why_not_vote,
)

NOBODY: frozenset[int] = frozenset()
TERMS = Terms(secret=False, majority=Fraction(1, 2), quorum=Fraction(2, 3), chair_decides=True)
CHAIR, DEPUTY, CLERK = Member(1, "An", "chair", True), Member(2, "Bảo", "deputy", True), Member(9, "Yến", "clerk", True)
MEMBERS = [CHAIR, DEPUTY, Member(3, "Cúc", "member", True), Member(4, "Dũng", "member", False), CLERK]


def outs(*groups: str) -> dict[int, frozenset[int]]:
    return {place: frozenset(ord(letter) for letter in group) for place, group in enumerate(groups, 1)}


def test_who_is_out_stays_out_between_two_items_that_follow_each_other():
    out = outs("a", "", "a", "ab")
    assert departures([1, 2, 3, 4], out) == 3
    order = agenda_order([1, 2, 3, 4], out)
    assert departures(order, out) == 2


def test_nobody_in_conflict_keeps_the_given_order():
    assert agenda_order([3, 1, 2], outs("", "", "")) == [3, 1, 2]


def test_whoever_is_outside_already_is_used_first():
    out = outs("", "b")
    assert agenda_order([1, 2], out, frozenset({ord("b")})) == [2, 1]


CONFLICTS = st.lists(st.frozensets(st.integers(1, 4), max_size=3), min_size=1, max_size=6)


@given(CONFLICTS, st.frozensets(st.integers(1, 4), max_size=2))
def test_for_a_small_agenda_no_order_has_fewer_departures(groups: list[frozenset[int]], now: frozenset[int]):
    out = dict(enumerate(groups))
    order = agenda_order(list(out), out, now)
    assert sorted(order) == sorted(out)
    assert departures(order, out, now) == min(departures(each, out, now) for each in permutations(out))


@settings(max_examples=25)
@given(st.lists(st.frozensets(st.integers(1, 9), min_size=1, max_size=4), min_size=14, max_size=30, unique=True))
def test_a_long_agenda_is_never_made_worse_and_close_to_what_must_be(groups: list[frozenset[int]]):
    out = dict(enumerate(groups))
    order = agenda_order(list(out), out)
    assert sorted(order) == sorted(out)
    found = departures(order, out)
    assert found <= departures(list(out), out)
    # Everybody in conflict with something must go out once at least.
    assert found >= len(frozenset().union(*groups))
    assert agenda_order(list(out), out) == order


def test_a_deputy_presides_while_the_chair_is_in_conflict_or_away():
    assert presiding(MEMBERS, NOBODY) == CHAIR
    assert presiding(MEMBERS, frozenset({1})) == DEPUTY
    assert presiding(MEMBERS, frozenset({1, 2})) is None
    assert presiding([CHAIR, DEPUTY], NOBODY) == CHAIR


def test_clerks_and_who_is_in_conflict_have_no_vote():
    assert [one.person_id for one in entitled(MEMBERS, frozenset({3}))] == [1, 2, 4]


@pytest.mark.parametrize(("may_vote", "quorum", "needed"), [(3, "2/3", 2), (4, "2/3", 3), (5, "1/2", 3), (1, "1/9", 1)])
def test_the_quorum_is_a_share_of_those_who_may_vote(may_vote: int, quorum: str, needed: int):
    assert needed_present(may_vote, Fraction(quorum)) == needed


def test_too_few_there_or_nobody_to_preside_is_said():
    lonely = [Member(1, "An", "chair", False), Member(3, "Cúc", "member", True), Member(4, "Dũng", "member", False)]
    assert {why.code for why in why_not_vote(lonely, NOBODY, TERMS)} == {"meeting_no_quorum", "meeting_nobody_presides"}
    assert why_not_vote(MEMBERS, NOBODY, TERMS) == []


@pytest.mark.parametrize(
    ("person", "out", "voted", "code"),
    [
        (3, frozenset({3}), NOBODY, "meeting_vote_conflict"),
        (9, NOBODY, NOBODY, "meeting_vote_none"),
        (77, NOBODY, NOBODY, "meeting_vote_none"),
        (3, NOBODY, frozenset({3}), "meeting_vote_twice"),
        (4, NOBODY, NOBODY, "meeting_vote_absent"),
    ],
)
def test_who_may_not_vote_is_told_why(person: int, out: frozenset[int], voted: frozenset[int], code: str):
    assert [why.code for why in why_not_cast(person, MEMBERS, out, voted)] == [code]


def test_who_may_vote_does():
    assert why_not_cast(3, MEMBERS, NOBODY, frozenset({1})) == []


@pytest.mark.parametrize(
    ("counts", "present", "majority", "casting", "chosen", "tied"),
    [
        ((3, 1, 0), 5, "1/2", None, 0, ()),
        ((2, 1, 2), 5, "1/2", None, None, ()),  # three of five are needed
        ((2, 2, 0), 4, "1/2", None, None, (0, 1)),
        ((2, 2, 0), 4, "1/2", 1, 1, ()),
        ((2, 2, 0), 4, "1/2", 2, None, (0, 1)),  # who presides has abstained
        ((1, 1, 3), 5, "1/2", 0, None, ()),  # abstaining carries nothing, nor does a tie below what is needed
        ((4, 1, 0), 5, "2/3", None, 0, ()),
        ((3, 2, 0), 5, "2/3", None, None, ()),
        ((5, 0, 0), 5, "1", None, 0, ()),
        ((0, 0, 0), 5, "1/2", None, None, ()),
    ],
)
def test_what_a_vote_decides(
    counts: tuple[int, ...], present: int, majority: str, casting: int | None, chosen: int | None, tied: tuple[int, ...]
):
    terms = Terms(secret=False, majority=Fraction(majority), quorum=Fraction(1, 2), chair_decides=True)
    outcome = counted(MOTION, counts, present, terms, casting)
    assert (outcome.chosen, outcome.tied) == (chosen, tied)


def test_where_the_chair_does_not_decide_a_tie_carries_nothing():
    terms = Terms(secret=False, majority=Fraction(1, 2), quorum=Fraction(1, 2), chair_decides=False)
    assert counted(MOTION, (2, 2, 0), 4, terms, 0).chosen is None
    assert counted(MOTION, (2, 2, 0), 4, terms, 0).tied == ()


def test_the_regulation_says_how_a_vote_is_taken_and_silence_has_a_meaning():
    assert terms_of(None) == TERMS
    secret = Vote(on="all", majority=Fraction(2, 3), secret=True, quorum=Fraction(3, 4), chair_decides=False)
    assert terms_of(secret) == Terms(True, Fraction(2, 3), Fraction(3, 4), False)

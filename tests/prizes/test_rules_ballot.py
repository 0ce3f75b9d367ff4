"""A vote of the committee: exact shares of all members, who may vote, who enters paper, who counts."""

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.editions.rules.awards import Approval
from contest.foundation.clock import LOCAL
from contest.prizes.rules.ballot import (
    ABSTAIN,
    AGAINST,
    FOR,
    Count,
    Roll,
    Running,
    Terms,
    Voted,
    count,
    needed,
    outcome,
    quorum,
    terms_of,
    why_not_approved,
    why_not_cast,
    why_not_close,
    why_not_decide,
    why_not_open,
    why_not_paper,
    why_not_to_paper,
)

NOW = datetime(2026, 8, 20, 9, tzinfo=LOCAL)
TWO_THIRDS = Terms(Fraction(2, 3))


def codes(reasons: Any) -> list[str]:
    return [each.code for each in reasons]


@pytest.mark.parametrize(
    ("members", "terms", "least"),
    [
        (9, TWO_THIRDS, 6),
        (10, TWO_THIRDS, 7),
        (11, TWO_THIRDS, 8),
        (1, TWO_THIRDS, 1),
        (8, Terms(Fraction(1, 2), over=True), 5),
        (9, Terms(Fraction(1, 2), over=True), 5),
        (8, Terms(Fraction(1, 2)), 4),
        (3, Terms(Fraction(1)), 3),
    ],
)
def test_the_share_is_of_all_members_and_exact(members: int, terms: Terms, least: int) -> None:
    assert needed(members, terms) == least
    assert why_not_decide(Count(members, least), terms) == []
    assert codes(why_not_decide(Count(members, least - 1, members - least + 1), terms)) == ["ballot_short"]


@given(st.integers(1, 60), st.integers(1, 12), st.integers(1, 12), st.booleans(), st.data())
def test_a_vote_carries_exactly_when_the_share_is_reached(
    members: int, top: int, bottom: int, over: bool, data: st.DataObject
) -> None:
    share = min(Fraction(top, bottom), Fraction(1))
    agree = data.draw(st.integers(0, members))
    reached = Fraction(agree, members) > share if over else Fraction(agree, members) >= share
    assert (why_not_decide(Count(members, agree), Terms(share, over)) == []) == reached


def test_who_abstains_takes_part_and_agrees_to_nothing() -> None:
    terms = Terms(Fraction(2, 3), quorum=Fraction(3, 4))
    assert quorum(9, terms) == 7
    assert codes(why_not_decide(Count(9, 6), terms)) == ["ballot_no_quorum"]
    assert why_not_decide(Count(9, 6, 0, 1), terms) == []
    assert codes(why_not_decide(Count(9, 5, 0, 4), terms)) == ["ballot_short"]


def test_votes_here_and_on_paper_are_one_count() -> None:
    found = count(11, {FOR: 5, AGAINST: 1}, {FOR: 3, ABSTAIN: 1})
    assert found == Count(11, 8, 1, 1)
    assert outcome(found, TWO_THIRDS) == {
        "members": 11, "for": 8, "against": 1, "abstain": 1, "needed": 8, "quorum": 0, "carried": True,
    }  # fmt: skip


def test_without_a_share_in_the_regulation_more_than_half_carries_and_terms_are_read_as_kept() -> None:
    assert terms_of(Approval()) == Terms(Fraction(1, 2), over=True)
    for terms in (terms_of(Approval()), Terms(Fraction(2, 3), quorum=Fraction(1, 2))):
        assert Terms.read(terms.document()) == terms


ROLL = Roll(phone=frozenset({1, 2, 3}), paper=frozenset({4}), others=2, out=frozenset({5}), presides=1)
RUNNING = Running("open", ROLL, frozenset({2}), None, "meeting", {})


@pytest.mark.parametrize(
    ("person", "changed", "code"),
    [
        (1, {}, []),
        (2, {}, ["ballot_voted"]),
        (4, {}, ["ballot_on_paper"]),
        (5, {}, ["ballot_conflict"]),
        (9, {}, ["ballot_not_member"]),
        (None, {}, ["ballot_not_member"]),
        (1, {"state": "closed"}, ["ballot_over"]),
        (1, {"moved": True}, ["ballot_moved"]),
        (1, {"closes_at": NOW}, ["ballot_late"]),
    ],
)
def test_a_member_votes_once_while_it_is_open(person: int | None, changed: dict[str, Any], code: list[str]) -> None:
    assert codes(why_not_cast(replace(RUNNING, **changed), person, FOR, NOW)) == code
    if not code:
        assert codes(why_not_cast(RUNNING, person, "yes", NOW)) == ["ballot_choice_unknown"]


def test_paper_is_entered_by_another_than_who_counts_and_never_more_than_who_votes_on_it() -> None:
    assert why_not_paper(RUNNING, 2, {FOR: 2, AGAINST: 1}, "Phiếu ở kho", has_scan=False) == []
    assert codes(why_not_paper(RUNNING, 1, {FOR: 1}, "x", has_scan=True)) == ["ballot_paper_presides"]
    assert codes(why_not_paper(RUNNING, 2, {FOR: 4}, "x", has_scan=True)) == ["ballot_paper_many"]
    assert codes(why_not_paper(RUNNING, 2, {FOR: 1}, " ", has_scan=False)) == ["ballot_paper_nothing"]
    assert codes(why_not_paper(RUNNING, 2, {FOR: -1}, "x", has_scan=True)) == ["ballot_paper_negative"]
    assert codes(why_not_to_paper(RUNNING, 2)) == ["ballot_member_voted"]
    assert why_not_to_paper(RUNNING, 3) == []


def test_who_presides_counts_once_paper_is_in_and_by_circulation_not_before_its_time() -> None:
    ready = replace(RUNNING, paper={FOR: 3})
    assert why_not_close(ready, 1, NOW) == []
    assert codes(why_not_close(ready, 2, NOW)) == ["ballot_not_presiding"]
    assert codes(why_not_close(RUNNING, 1, NOW)) == ["ballot_paper_waits"]
    letter = replace(ready, way="circulation", closes_at=NOW + timedelta(hours=1))
    assert codes(why_not_close(letter, 1, NOW)) == ["ballot_running"]
    assert why_not_close(letter, 1, NOW + timedelta(hours=1)) == []
    assert why_not_close(replace(letter, voted=frozenset({1, 2, 3})), 1, NOW) == []


def test_a_vote_needs_two_members_a_presiding_one_and_an_end_when_it_goes_round() -> None:
    fine = {"is_open": False, "confirmed": False, "is_now": True, "awards": 3}
    everybody = {1, 2, 3, 4, 5}
    assert why_not_open(ROLL, everybody, "meeting", None, NOW, **fine) == []
    assert codes(why_not_open(ROLL, everybody, "circulation", NOW, NOW, **fine)) == ["ballot_needs_end"]
    assert codes(why_not_open(ROLL, {1, 2}, "meeting", None, NOW, **fine)) == ["ballot_member_unknown"]
    alone = Roll(frozenset({1}), frozenset(), 0, frozenset(), 1)
    assert codes(why_not_open(alone, everybody, "meeting", None, NOW, **fine)) == ["ballot_few_members"]
    assert codes(why_not_open(ROLL._replace(presides=5), everybody, "meeting", None, NOW, **fine)) == [
        "ballot_presides_unknown"
    ]
    late = fine | {"is_now": False, "confirmed": True}
    assert codes(why_not_open(ROLL, everybody, "post", None, NOW, **late)) == [
        "ballot_not_now",
        "ballot_confirmed",
        "ballot_way_unknown",
    ]


def test_prizes_are_approved_by_the_newest_vote_on_this_very_list() -> None:
    asks = Approval(share=Fraction(2, 3))
    assert why_not_approved(Approval(), None) == []
    assert codes(why_not_approved(asks, None)) == ["ballot_missing"]
    assert codes(why_not_approved(asks, Voted(1, Count(9, 9), TWO_THIRDS, current=False))) == ["ballot_outdated"]
    assert codes(why_not_approved(asks, Voted(1, Count(9, 5), TWO_THIRDS, current=True))) == ["ballot_short"]
    # The regulation's terms of today count, whatever it was voted on.
    assert codes(why_not_approved(asks, Voted(1, Count(9, 5), Terms(Fraction(1, 2)), current=True))) == ["ballot_short"]
    assert why_not_approved(asks, Voted(1, Count(9, 6), TWO_THIRDS, current=True)) == []

"""Extra awards that can be found by looking, with their ties."""

from datetime import date
from typing import Any

import pytest

from contest.editions.rules.awards import ExtraAward
from contest.prizes.rules.extras import Who, Work, extra_lines, suggest, undecided_extras

WORKS = [
    Work(1, "A", unit="Trường Một", rank=1, tier_key="first", authors=(Who(date(2010, 1, 1), "nam", "Kinh"),)),
    Work(2, "B", unit="trường  một", rank=2, tier_key="third", authors=(Who(date(2012, 5, 1), "nu", "Mường"),)),
    Work(3, "C", unit="Trường Hai", rank=3, tier_key="", authors=(Who(date(2016, 1, 1), "nu"), Who())),
    Work(4, "D", unit="Trường Hai", rank=4, tier_key="third", authors=(Who(date(2012, 5, 1), "nam"),)),
    Work(5, "E", unit="Trường Ba", authors=(Who(date(2005, 1, 1), "nu"),)),
]


def award(by: str, of: str = "authors_of_winners", **parts: Any) -> ExtraAward:
    return ExtraAward.model_validate({"key": "x", "name": "Giải", "by": by, "of": of, **parts})


def found(extra: ExtraAward) -> tuple[list[tuple[int, Any]], bool]:
    suggestion = suggest(extra, WORKS)
    assert suggestion is not None
    return [(each.place, each.entry_id or each.name) for each in suggestion.found], suggestion.is_tied


@pytest.mark.parametrize(
    ("extra", "expected", "tied"),
    [
        (award("youngest"), [(1, 2), (1, 4)], True),
        (award("youngest", quantity={"exact": 2}), [(1, 2), (1, 4)], False),
        (award("youngest", of="authors_of_finalists"), [(1, 3)], False),
        (award("oldest"), [(1, 1)], False),
        (award("oldest", of="authors"), [(1, 5)], False),
        (award("female"), [(1, 2)], False),
        (award("female", of="authors_of_finalists", quantity={"at_most": 2}), [(1, 2), (2, 3)], False),
        (award("female", of="entries"), [(1, 2)], False),
        (award("best_overall", of="entries", stacks=False), [(1, 3)], False),
        (award("minority"), [(1, 2)], False),
        (award("best_overall", of="entries"), [(1, 1)], False),
    ],
)
def test_who_an_award_would_go_to(extra: ExtraAward, expected: Any, tied: bool) -> None:
    assert found(extra) == (expected, tied)


def test_units_are_counted_under_one_name_however_it_is_typed() -> None:
    assert found(award("most_finalists", of="units")) == ([(1, "Trường Hai"), (1, "Trường Một")], True)
    assert found(award("most_entries", of="units", quantity={"at_most": 3})) == (
        [(1, "Trường Hai"), (1, "Trường Một"), (3, "Trường Ba")],
        False,
    )


def test_units_are_ordered_by_points_of_taking_part_and_of_prizes() -> None:
    points = {"entered": 1, "tiers": {"first": 5, "third": 2}}
    extra = award("points", of="units", points=points, quantity={"at_most": 2})
    suggestion = suggest(extra, WORKS)
    assert suggestion is not None
    assert [(each.place, each.name, each.figure) for each in suggestion.found] == [
        (1, "Trường Một", "9 điểm"),
        (2, "Trường Hai", "4 điểm"),
    ]


def test_an_award_of_the_council_is_not_computed() -> None:
    assert suggest(award("council"), WORKS) is None


ANN, BO = Who(date(2010, 1, 1), "nu", key="#1"), Who(date(2009, 1, 1), "nam", key="#2")
SHARED = [
    Work(1, "A", rank=5, tier_key="third", authors=(BO, ANN)),
    Work(2, "B", rank=2, tier_key="second", authors=(ANN,)),
    Work(3, "C", rank=7, authors=(BO,)),
    Work(4, "D", authors=(ANN,)),
]


def test_the_author_with_most_finalists_is_one_person_in_several_entries() -> None:
    """Of the two with two finalists each: a tie, each shown with the best placed entry; who did not get far counts."""
    suggestion = suggest(award("most_finalists", of="authors_of_finalists"), SHARED)
    assert suggestion is not None
    assert [(each.place, each.entry_id, each.author, each.figure) for each in suggestion.found] == [
        (1, 1, 1, "2 hồ sơ vào vòng cuối"),
        (1, 2, 1, "2 hồ sơ vào vòng cuối"),
    ]
    entered = suggest(award("most_entries", of="authors"), SHARED)
    assert entered is not None
    assert [(each.entry_id, each.author, each.figure) for each in entered.found] == [(2, 1, "3 hồ sơ")]


def test_the_reason_of_an_authors_award_names_no_day_and_a_tie_waits_until_it_is_decided() -> None:
    youngest = award("youngest", amount=2_000_000)
    suggestion = suggest(youngest, SHARED)
    assert suggestion is not None
    (line,) = extra_lines(suggestion)
    assert (line.entry_id, line.author, line.amount_vnd, line.waits) == (2, 1, 2_000_000, False)
    assert line.reason == "Thứ 1: nhỏ tuổi nhất trong các tác giả đạt giải; có 1 suất."
    tied = award("youngest")
    equals = suggest(tied, WORKS)
    assert equals is not None
    lines = extra_lines(equals)
    assert [(each.entry_id, each.author, each.waits) for each in lines] == [(2, 1, True), (4, 1, True)]
    assert "2 người bằng nhau cho 1 suất" in lines[0].reason
    assert undecided_extras([tied], lines, [], []) == ["Giải"]
    assert undecided_extras([tied], lines, [("x", 2, 1)], ["x"]) == []
    assert undecided_extras([tied], lines, [("x", 2, 1)], []) == ["Giải"]
    assert undecided_extras([tied], lines, [("x", 2, 1), ("x", 4, 1)], []) == []


def test_two_equals_in_one_entry_are_two_people() -> None:
    twins = Work(1, "A", rank=1, tier_key="first", authors=(Who(date(2012, 5, 1)), Who(date(2012, 5, 1))))
    suggestion = suggest(award("youngest"), [twins])
    assert suggestion is not None
    assert (suggestion.is_tied, [each.author for each in suggestion.found]) == (True, [1, 2])

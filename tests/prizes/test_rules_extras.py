"""Extra awards that can be found by looking, with their ties."""

from datetime import date
from typing import Any

import pytest

from contest.editions.rules.awards import ExtraAward
from contest.prizes.rules.extras import Who, Work, suggest

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

"""Counts as people write them, what does not add up, and bars that show what is there."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.results.rules.past import (
    COUNTS,
    TIER_PLACES,
    PastRow,
    count_of,
    in_order,
    read_line,
    side_by_side,
    stacked,
)


def row(label="1", years="", **counts):
    return PastRow(label, years, {key: counts.get(key) for key in COUNTS})


@pytest.mark.parametrize(("text", "count"), [("", None), (" 35 ", 35), ("1.572", 1572), ("1 572", 1572), ("0", 0)])
def test_a_count_is_read_as_people_write_it(text, count):
    assert count_of(text) == count


@pytest.mark.parametrize("text", ["gần 100", ">1000", "1,5", "-3", "1.57", "99999999999", "²"])
def test_what_is_no_count_is_never_guessed(text):
    with pytest.raises(ValueError, match=r".*"):
        count_of(text)


@pytest.mark.parametrize(
    ("counts", "remark"),
    [
        # Published totals of Tiền Giang youth 15 and Cần Thơ youth 2015-16 do not add up.
        ({"awards": 35, "special": 1, "first": 5, "second": 17, "third": 13, "consolation": 0}, "36"),
        ({"awards": 35, "first": 5, "second": 5, "third": 5, "consolation": 22}, "37"),
        ({"awards": 30, "first": 1, "second": 5, "third": 10, "consolation": 14}, ""),
        ({"awards": 35, "first": 3}, ""),
        ({"first": 3}, ""),
    ],
)
def test_a_total_that_does_not_add_up_is_said_and_not_corrected(counts, remark):
    said = row(**counts).remark
    assert (remark in said) if remark else said == ""


def test_every_fault_of_a_line_is_told_at_its_cell():
    _, wrong = read_line({"label": "", "entries": "nhiều", "awards": "?"}, {"entries": "dòng 2"})
    assert [(reason.code, reason.where) for reason in wrong] == [
        ("past_count", "dòng 2"),
        ("past_count", ""),
        ("past_label_missing", ""),
    ]


def test_editions_stand_by_their_years():
    rows = [row("X", "2022-2023"), row("VII"), row("9", "2020-2021")]
    assert [one.label for one in in_order(rows)] == ["VII", "9", "X"]


@given(st.lists(st.dictionaries(st.sampled_from(sorted(TIER_PLACES)), st.integers(0, 10_000)), max_size=12))
def test_bars_stay_inside_the_drawing_and_stand_on_one_another(many):
    rows = [row(str(place), **counts) for place, counts in enumerate(many)]
    drawn = stacked(rows)
    for bar in drawn.bars:
        assert 0 <= bar.x <= bar.x + bar.width <= drawn.width
        assert 0 < bar.y <= bar.y + bar.height <= drawn.ground
    by_edition = {}
    for bar in drawn.bars:
        by_edition.setdefault(bar.x, []).append(bar)
    for bars in by_edition.values():
        assert all(above.y + above.height == below.y for below, above in pairwise(bars))


def test_an_unknown_count_has_no_bar_and_nought_has_none_of_height():
    drawn = side_by_side([row(entries=10, awards=0), row(awards=5)], ("entries", "awards"))
    assert [(bar.kind, bar.figure, bar.height) for bar in drawn.bars] == [
        ("entries", "10", 160),
        ("awards", "0", 0),
        ("awards", "5", 80),
    ]

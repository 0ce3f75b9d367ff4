"""No small count is shown, and none can be computed from what is shown."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.results.rules.fairness import (
    HIDDEN,
    SMALLEST,
    complaint_counts,
    few,
    hidden_cells,
    shown_table,
    spread_of,
    with_totals,
)

TABLES = st.integers(2, 3).flatmap(
    lambda columns: st.lists(st.lists(st.integers(0, 5), min_size=columns, max_size=columns), min_size=1, max_size=3)
)


def completions(rows, hidden):
    """Every table of counts that agrees with what is shown, hidden cells taken from around what they are."""
    inner = [(r, c) for r, row in enumerate(rows) for c in range(len(row)) if (r, c) in hidden]
    shown = {
        (r, c): value for r, row in enumerate(with_totals(rows)) for c, value in enumerate(row) if (r, c) not in hidden
    }
    for values in product(*(range(max(0, rows[r][c] - 1), rows[r][c] + 2) for r, c in inner)):
        tried = [list(row) for row in rows]
        for (r, c), value in zip(inner, values, strict=True):
            tried[r][c] = value
        whole = with_totals(tried)
        if all(whole[r][c] == value for (r, c), value in shown.items()):
            yield whole


@settings(max_examples=40)
@given(TABLES, st.booleans())
def test_no_small_count_can_be_computed_from_what_is_shown(rows, first_is_known):
    known = (0,) if first_is_known else ()
    hidden = hidden_cells(rows, known)
    if hidden is None:
        return
    table = with_totals(rows)
    last_row, last = len(rows), len(rows[0])
    small = {
        (r, c)
        for r, row in enumerate(table)
        for c, value in enumerate(row)
        if 0 < value < SMALLEST and c not in known and c != last
    }
    assert small <= hidden
    assert (last_row, last) not in hidden
    assert not any(c in known for _, c in hidden)
    if len(hidden) <= 8:
        found = list(completions(rows, hidden))
        for r, c in small:
            assert len({whole[r][c] for whole in found}) > 1


def test_a_table_without_small_counts_is_shown_whole():
    rows = [[3, 4], [0, 5]]
    assert hidden_cells(rows) == set()
    assert shown_table(rows) == [["3", "4", "7"], ["0", "5", "5"], ["3", "9", "12"]]


def test_one_small_count_takes_three_others_with_it_and_the_smallest():
    rows = [[9, 1, 9], [9, 4, 5], [9, 30, 40]]
    hidden = hidden_cells(rows)
    assert hidden == {(0, 1), (0, 2), (1, 1), (1, 2)}
    assert sum(row.count(HIDDEN) for row in shown_table(rows)) == 4


def test_a_column_everybody_knows_protects_nothing():
    rows = [[5, 1, 6], [5, 7, 8]]
    assert hidden_cells(rows, (0,)) == {(0, 1), (0, 2), (1, 1), (1, 2)}
    assert hidden_cells([[5, 1], [5, 7]], (0,)) == {(0, 1), (0, 2), (1, 1), (1, 2)}


@pytest.mark.parametrize(
    ("found", "received", "parts"),
    [
        ({}, "0", []),
        ({"upheld": 1, "rejected": 1}, "dưới 3", []),
        ({"upheld": 3, "rejected": 4}, "7", ["3", "0", "4", "0", "0"]),
        # What the total would give back is hidden with it.
        ({"upheld": 1, "rejected": 9}, "10", ["*", "0", "*", "0", "0"]),
        ({"upheld": 1, "rejected": 9, "open": 4}, "14", ["*", "0", "9", "0", "*"]),
        ({"rejected": 5}, "5", ["0", "0", "5", "0", "0"]),
    ],
)
def test_complaints_are_counted_without_telling_of_one(found, received, parts):
    told = complaint_counts(found)
    assert told["received"] == received
    assert [count for _, count in told["parts"]] == parts


def test_a_table_of_one_line_with_a_small_count_is_not_shown():
    assert hidden_cells([[5, 1, 0]], (0,)) is None
    assert shown_table([[5, 1, 0]], (0,)) is None


@pytest.mark.parametrize(("count", "said"), [(0, "0"), (1, "dưới 3"), (2, "dưới 3"), (3, "3"), (1572, "1.572")])
def test_a_count_that_stands_alone_is_said_from_three_on(count, said):
    assert few(count) == said


def test_the_quarters_of_points_are_told_of_eight_entries_and_more():
    points = [Decimal(value) for value in (50, 60, 70, 80, 90, 100, 40, 30)]
    assert spread_of(points) == ("47,5", "65,0", "82,5")
    assert spread_of(points[:7]) is None

"""Rounds, criteria and sheets for the ranking's tests, built by hand."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from contest.editions.rules import Criterion, Round
from contest.ranking.rules import Contender, Sheet

CRITERIA = (
    Criterion(key="novelty", name="Tính mới", max=Decimal(40)),
    Criterion(key="use", name="Khả năng áp dụng", max=Decimal(30)),
    Criterion(key="effect", name="Hiệu quả", max=Decimal(30)),
)


def make_round(**parts: Any) -> Round:
    """A last round that asks one sheet an entry unless told otherwise."""
    return Round.model_validate({"key": "final", "name": "Chung khảo", "judges_per_entry": 1, **parts})


def sheets(*totals: Any) -> tuple[Sheet, ...]:
    """Handed-in sheets of judges 1, 2, …; a word instead of a figure is the state of a sheet that says nothing."""
    return tuple(
        Sheet(judge, total) if isinstance(total, str) and total.isalpha() else Sheet(judge, "submitted", Decimal(total))
        for judge, total in enumerate(totals, 1)
    )


def contender(entry_id: int, *totals: Any, **parts: Any) -> Contender:
    """An entry with sheets of these totals."""
    return Contender(entry_id, sheets(*totals), **parts)


def by_criteria(entry_id: int, rows: Sequence[Mapping[str, Any]], **parts: Any) -> Contender:
    """An entry with a sheet for every row of points by criterion."""
    made = []
    for judge, row in enumerate(rows, 1):
        points = {key: Decimal(value) for key, value in row.items()}
        made.append(Sheet(judge, "submitted", sum(points.values(), Decimal(0)), points))
    return Contender(entry_id, tuple(made), **parts)

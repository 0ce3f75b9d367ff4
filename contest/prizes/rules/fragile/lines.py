"""Where one prize ends and the next begins, and who stands near: what the picture is drawn from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from contest.prizes.rules.fragile.causes import without
from contest.prizes.rules.fragile.table import Table
from contest.ranking.rules.sheets import SUBMITTED

# Entries drawn on either side of a line.
_EITHER_SIDE = 5


class Near(NamedTuple):
    """An entry near a line: its points, and between which they lie when any one of its sheets is left out."""

    entry_id: int
    mark: str
    points: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """The line between two marks in a pool. gap: points between the last above and the first below, 0 for equals.

    above and below: the marks the line parts; within: so many stand above it in the pool.
    """

    scope: str
    scope_key: str
    above: str
    below: str
    gap: Decimal
    within: int
    near: tuple[Near, ...]

    @property
    def at(self) -> Decimal:
        """Where the line is drawn: halfway between the two it parts."""
        high = min((each.points for each in self.near[: self._upper]), default=Decimal(0))
        low = max((each.points for each in self.near[self._upper :]), default=high)
        return (high + low) / 2

    @property
    def _upper(self) -> int:
        return min(self.within, _EITHER_SIDE)


def lines_of(table: Table) -> list[Line]:
    """Every line of a table, the best first, pool by pool."""
    return [line for scope, key, pool in _pools(table) for line in _in_pool(table, scope, key, pool)]


def _pools(table: Table) -> Iterator[tuple[str, str, list[int]]]:
    if table.gives_prizes:
        assert table.world.plan is not None
        scopes = [table.world.plan.scope_of(tier) for tier in table.world.plan.prizes.tiers]
        scope = max(scopes, key=scopes.count, default="edition")
    else:
        scope = table.rules.goes_on.per if table.rules.goes_on else "edition"
    for key, pool in table.pools(scope).items():
        yield scope, key, pool


def _in_pool(table: Table, scope: str, key: str, pool: Sequence[int]) -> Iterator[Line]:
    marks = [table.base.get(entry_id, "") for entry_id in pool]
    for place in range(1, len(pool)):
        if marks[place - 1] == marks[place]:
            continue
        near = [_near(table, each) for each in pool[max(0, place - _EITHER_SIDE) : place + _EITHER_SIDE]]
        gap = _points(table, pool[place - 1]) - _points(table, pool[place])
        yield Line(scope, key, marks[place - 1], marks[place], gap, place, tuple(near))


def _near(table: Table, entry_id: int) -> Near:
    contender, points = table.at(entry_id).scored.contender, _points(table, entry_id)
    others = [
        table.figure(without(contender, sheet.judge_id)).scored.points
        for sheet in contender.sheets
        if sheet.state == SUBMITTED
    ]
    known = [points, *(each for each in others if each is not None)]
    return Near(entry_id, table.base.get(entry_id, ""), points, min(known), max(known))


def _points(table: Table, entry_id: int) -> Decimal:
    points = table.points(entry_id)
    return Decimal(0) if points is None else points

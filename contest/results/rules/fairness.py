"""What the public may know of how a contest was judged: counts without anybody in them who could be told apart.

A small count is hidden, and so is whatever it could be computed from. Rows and columns of a table with its totals are
the two sides of a graph, hidden cells its edges: by the totals a hidden cell can be computed exactly when its edge is a
bridge. So cells are hidden until no small one is a bridge. Every hidden cell is at least 1, so each can be one more or
less.
"""

import heapq
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from contest.foundation.vietnamese import number

# Counts of 1 and 2 are not said.
SMALLEST = 3
FEWER = f"dưới {SMALLEST}"
HIDDEN = "*"
# Of fewer figures the quarters say too much of single ones.
_MOST_TELLING = 8

Cell = tuple[int, int]


def few(count: int) -> str:
    """A count that stands alone, as it is said."""
    return FEWER if 0 < count < SMALLEST else number(count)


def with_totals(rows: Sequence[Sequence[int]]) -> list[list[int]]:
    """The table with a total after each row, and a row of totals."""
    wide = [[*row, sum(row)] for row in rows]
    return [*wide, [sum(column) for column in zip(*wide, strict=True)]]


def hidden_cells(rows: Sequence[Sequence[int]], known: Collection[int] = ()) -> set[Cell] | None:
    """The cells of the table with totals that are not shown; None when the table cannot be shown at all.

    known: columns everybody knows from elsewhere: they are shown, and protect nothing. The grand total is known, too.
    """
    table = with_totals(rows)
    last_row, last_column = len(table) - 1, len(table[0]) - 1
    usable = {
        (r, c)
        for r, row in enumerate(table)
        for c, value in enumerate(row)
        if value > 0 and c not in known and (r, c) != (last_row, last_column)
    }
    small = {(r, c) for r, c in usable if c != last_column and table[r][c] < SMALLEST}
    hidden = set(small)
    for cell in sorted(small):
        if _joined(cell, hidden - {cell}):
            continue
        path = _cheapest(cell, usable - {cell}, hidden, table)
        if path is None:
            return None
        hidden |= path
    return hidden


def _joined(cell: Cell, edges: Collection[Cell]) -> bool:
    """Whether the cell's row and column hang together without it."""
    return _cheapest(cell, edges, edges, None) is not None


def _cheapest(
    cell: Cell, edges: Collection[Cell], free: Collection[Cell], table: Sequence[Sequence[int]] | None
) -> set[Cell] | None:
    """The way from the cell's row to its column that hides the least; what is hidden (free) costs nothing."""
    start, goal = (0, cell[0]), (1, cell[1])
    best: dict[tuple[int, int], int] = {start: 0}
    came: dict[tuple[int, int], tuple[tuple[int, int], Cell]] = {}
    waiting = [(0, start)]
    while waiting:
        cost, node = heapq.heappop(waiting)
        if node == goal:
            break
        if cost > best[node]:
            continue
        for edge, other in _from(node, edges):
            further = cost + (0 if edge in free or table is None else table[edge[0]][edge[1]])
            if further < best.get(other, 1 << 60):
                best[other], came[other] = further, (node, edge)
                heapq.heappush(waiting, (further, other))
    if goal not in came:
        return None
    path, node = set(), goal
    while node != start:
        node, edge = came[node]
        path.add(edge)
    return path


def _from(node: tuple[int, int], edges: Collection[Cell]) -> Iterator[tuple[Cell, tuple[int, int]]]:
    side, place = node
    for edge in sorted(edges):
        if edge[side] == place:
            yield edge, (1 - side, edge[1 - side])


def shown_table(rows: Sequence[Sequence[int]], known: Collection[int] = ()) -> list[list[str]] | None:
    """The table with totals as it is printed: hidden cells as a star; None when none is printed."""
    hidden = hidden_cells(rows, known)
    if hidden is None:
        return None
    return [
        [HIDDEN if (r, c) in hidden else number(value) for c, value in enumerate(row)]
        for r, row in enumerate(with_totals(rows))
    ]


COMPLAINTS = {
    "upheld": "Kết luận: đúng",
    "partly": "Kết luận: đúng một phần",
    "rejected": "Kết luận: không đúng",
    "withdrawn": "Đã rút",
    "open": "Đang giải quyết",
}


def complaint_counts(found: Mapping[str, int]) -> dict[str, Any]:
    """How many complaints there were, and what became of them where that can be told without telling of one.

    The parts stand in one row with its total: a small part is hidden together with another, so that the total does
    not give it back; where no other part is there to hide it, only the total is told, and a small total as any count.
    """
    row = [found.get(key, 0) for key in COMPLAINTS]
    total = sum(row)
    shown = shown_table([row]) if total >= SMALLEST else None
    parts = [[words, count] for words, count in zip(COMPLAINTS.values(), shown[0], strict=False)] if shown else []
    return {"received": few(total), "parts": parts}


class Spread(NamedTuple):
    """The quarters of a round's points, each rounded to one place after the comma."""

    low: str
    middle: str
    high: str


def spread_of(points: Sequence[Decimal]) -> Spread | None:
    """Quarters of the entries' points by linear interpolation; None of so few that single ones could be told."""
    if len(points) < _MOST_TELLING:
        return None
    ordered = sorted(points)

    def at(part: Decimal) -> str:
        place = part * (len(ordered) - 1)
        below = int(place)
        above = min(below + 1, len(ordered) - 1)
        return number(ordered[below] + (ordered[above] - ordered[below]) * (place - below), 1)

    return Spread(at(Decimal("0.25")), at(Decimal("0.5")), at(Decimal("0.75")))

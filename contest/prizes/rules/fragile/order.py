"""Everybody's points in a round and the order they come to: read at one go where there are very many."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from contest.editions.rules import Round
from contest.prizes.rules.plan import EDITION
from contest.ranking.rules import Contender
from contest.ranking.rules.columns import Columns, reached


@dataclass(slots=True)
class Order:
    """The ranked entries, the best first, equals by their key; falling: their points, negative so that they rise.

    points: of any entry, None for one that is not ranked.
    """

    entries: list[int]
    falling: list[Decimal]
    points: Callable[[int], Decimal | None]
    contender: Callable[[int], Contender]
    _pools: dict[str, Mapping[str, Sequence[int]]] = field(init=False, default_factory=dict)

    def pool(self, scope: str) -> Mapping[str, Sequence[int]]:
        """Where the entries of each pool stand in the order."""
        if scope not in self._pools:
            self._pools[scope] = self._parted(scope)
        return self._pools[scope]

    def _parted(self, scope: str) -> Mapping[str, Sequence[int]]:
        if scope == EDITION and self.entries:
            return {"": range(len(self.entries))}
        found: dict[str, list[int]] = {}
        for place, entry_id in enumerate(self.entries):
            found.setdefault(self.contender(entry_id).scope(scope), []).append(place)
        return found

    def between(self, low: Decimal, high: Decimal) -> list[int]:
        """Who has points from low to high."""
        return self.entries[bisect_left(self.falling, -high) : bisect_right(self.falling, -low)]

    def whole(self, size: int) -> int:
        """So many of the best, and all that equal the last of them."""
        return bisect_right(self.falling, self.falling[size - 1]) if size > 0 else 0


def order_of(contenders: Sequence[Contender], reach: Callable[[Contender], Decimal | None]) -> Order:
    """The order, entry after entry. reach: gives the points of one, None where it has none."""
    known = {each.entry_id: each for each in contenders}
    points = {key: reach(each) for key, each in known.items()}
    ranked = sorted((-own, key) for key, own in points.items() if own is not None)
    entries, falling = [key for _, key in ranked], [own for own, _ in ranked]
    return Order(entries, falling, points.__getitem__, known.__getitem__)


def order_in(columns: Columns, rules: Round) -> Order:
    """The same at one go."""
    found, row_of = reached(columns, rules.combine), columns.row_of

    def points(key: int) -> Decimal | None:
        row = row_of[key]
        return Decimal(int(found.points[row])).scaleb(-found.places) if columns.ranked[row] else None

    entries = columns.keys[found.order].tolist()
    return Order(entries, found.decimals(-1), points, lambda key: columns.contenders[row_of[key]])

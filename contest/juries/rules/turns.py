"""The order in which each judge meets the entries: counterbalanced, so that nobody is always first or last."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable


def turns(pairs: Iterable[tuple[int, int]], seed: int = 1) -> dict[tuple[int, int], int]:
    """For each pair (entry, judge) its place, from 1, in that judge's order. Deterministic, whatever the row order.

    Judge after judge, the entries that came late with those before come early now; equals fall by a seeded hash.
    With every judge on every entry the second order is the first one turned round. A last pass takes an entry that
    would close every list out of one of them.
    """
    held: dict[int, list[int]] = defaultdict(list)
    for entry, judge in sorted(set(pairs)):
        held[judge].append(entry)
    late: dict[int, float] = defaultdict(float)
    orders: dict[int, list[int]] = {}
    for judge in sorted(held, key=lambda one: _hash(seed, one, 0)):
        order = sorted(held[judge], key=lambda entry: (-round(late[entry], 9), _hash(seed, judge, entry)))
        for place, entry in enumerate(order):
            late[entry] += (place + 0.5) / len(order) - 0.5
        orders[judge] = order
    _spare_the_last(orders)
    return {(entry, judge): place for judge, order in orders.items() for place, entry in enumerate(order, 1)}


def _spare_the_last(orders: dict[int, list[int]]) -> None:
    lists: dict[int, int] = defaultdict(int)
    closes: dict[int, list[int]] = defaultdict(list)
    for judge, order in orders.items():
        for entry in order:
            lists[entry] += 1
        closes[order[-1]].append(judge)
    for entry, judges in sorted(closes.items()):
        if lists[entry] == len(judges) > 1:
            longest = max(judges, key=lambda judge: (len(orders[judge]), judge))
            order = orders[longest]
            middle = len(order) // 2
            order[middle], order[-1] = order[-1], order[middle]


def numbers(entry_ids: Iterable[int], secret: str, taken: Iterable[int] = ()) -> dict[int, str]:
    """Neutral judging numbers ("K-017") in an order that only the secret knows; numbers in use are passed over."""
    shuffled = sorted(set(entry_ids), key=lambda entry: hashlib.sha256(f"{secret}:{entry}".encode()).digest())
    used = set(taken)
    width = max(3, len(str(len(shuffled) + len(used))))
    free = (number for number in range(1, len(shuffled) + len(used) + 1) if number not in used)
    return {entry: f"K-{number:0{width}}" for entry, number in zip(shuffled, free, strict=False)}


def _hash(seed: int, left: int, right: int) -> bytes:
    return hashlib.sha256(f"{seed}:{left}:{right}".encode()).digest()

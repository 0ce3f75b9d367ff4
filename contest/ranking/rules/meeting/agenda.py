"""The order of an agenda in which members in conflict leave the room as seldom as possible.

Who is out for one item and for the next stays outside between them, so what counts is how often somebody gets up:
the sum, over the items, of those who must be out and are not yet. Items with the same people out stand together.
"""

from collections.abc import Mapping, Sequence

Out = frozenset[int]
# Up to so many different groups of people the best order is found for certain (Held and Karp).
_EXACT = 11
_ROUNDS = 40


def departures(order: Sequence[int], out: Mapping[int, Out], now: Out = frozenset()) -> int:
    """How often somebody leaves the room in this order; `now`: who is outside when it begins."""
    total, outside = 0, now
    for item in order:
        must = out.get(item, frozenset())
        total += len(must - outside)
        outside = must
    return total


def agenda_order(items: Sequence[int], out: Mapping[int, Out], now: Out = frozenset()) -> list[int]:
    """The items in an order with the fewest departures; of equal orders one near the given. `out`: who, by item."""
    groups: dict[Out, list[int]] = {}
    for item in items:
        groups.setdefault(out.get(item, frozenset()), []).append(item)
    sets = list(groups)
    places = _exact(sets, now) if len(sets) <= _EXACT else _improved(sets, now)
    return [item for place in places for item in groups[sets[place]]]


def _exact(sets: Sequence[Out], now: Out) -> list[int]:
    """Held and Karp: for every part of the groups and every last one of it, the fewest departures."""
    if not sets:
        return []
    best: dict[tuple[int, int], tuple[int, tuple[int, ...]]] = {
        (1 << place, place): (len(group - now), (place,)) for place, group in enumerate(sets)
    }
    for _ in range(len(sets) - 1):
        longer: dict[tuple[int, int], tuple[int, tuple[int, ...]]] = {}
        for (part, last), (cost, order) in best.items():
            for place, group in enumerate(sets):
                if part >> place & 1:
                    continue
                key = part | 1 << place, place
                found = cost + len(group - sets[last]), (*order, place)
                if key not in longer or found < longer[key]:
                    longer[key] = found
        best = longer
    return list(min(best.values())[1])


def _improved(sets: Sequence[Out], now: Out) -> list[int]:
    """The nearest group next, then groups moved and stretches turned round while that helps; never worse than given."""
    given = list(range(len(sets)))
    order = min(given, _nearest(sets, now), key=lambda each: _cost(each, sets, now))
    cost = _cost(order, sets, now)
    for _ in range(_ROUNDS):
        better = min(_neighbours(order), key=lambda each: _cost(each, sets, now))
        found = _cost(better, sets, now)
        if found >= cost:
            return order
        order, cost = better, found
    return order


def _cost(order: Sequence[int], sets: Sequence[Out], now: Out) -> int:
    return departures(order, dict(enumerate(sets)), now)


def _nearest(sets: Sequence[Out], now: Out) -> list[int]:
    left, outside, order = set(range(len(sets))), now, []
    while left:
        # Of groups for which nobody must get up, the largest first: whoever sits outside stays there.
        place = min(left, key=lambda each: (len(sets[each] - outside), len(outside - sets[each]), each))
        order.append(place)
        outside = sets[place]
        left.remove(place)
    return order


def _neighbours(order: list[int]) -> list[list[int]]:
    found = []
    for start in range(len(order)):
        for end in range(len(order)):
            moved = order[:start] + order[start + 1 :]
            moved.insert(end, order[start])
            found.append(moved)
            if end > start + 1:
                found.append(order[:start] + order[start : end + 1][::-1] + order[end + 1 :])
    return found

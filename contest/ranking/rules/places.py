"""From an order to places: equals share a place and the next is skipped."""

from collections.abc import Iterable, Sequence


def places(groups: Iterable[Sequence[int]]) -> dict[int, int]:
    """The place of everybody, given groups of equals from the best: [[a], [b, c], [d]] is 1, 2, 2, 4."""
    found: dict[int, int] = {}
    next_place = 1
    for group in groups:
        for member in group:
            found[member] = next_place
        next_place += len(group)
    return found

"""Names of entrants have no place in what cannot be changed (the ledger) or what everybody reads (answers).

The ground knows no entrants: a room that does registers how to take them out of texts of an edition.
"""

from collections.abc import Callable
from functools import reduce

# Takes the names out of a text.
Masker = Callable[[str], str]
# The masker of an edition, which asks for its names once, when it is first used.
Shield = Callable[[int], Masker]
_SHIELDS: list[Shield] = []


def shield(way: Shield) -> Shield:
    """Register a way to take the names of an edition's entrants out of texts."""
    _SHIELDS.append(way)
    return way


def masker_of(edition_id: int | None) -> Masker:
    """What makes a text one that everybody may read for ever; nothing to take out of those of no edition."""
    ways = [] if edition_id is None else [way(edition_id) for way in _SHIELDS]
    return lambda text: reduce(lambda told, way: way(told), ways, text) if text.strip() else text

"""Names of entrants have no place in what cannot be changed (the ledger) or what everybody reads (answers).

The ground knows no entrants: a room that does registers how to take them out of texts of an edition.
"""

from collections.abc import Callable, Hashable, Sequence
from functools import reduce

from contest.foundation.database import asked_anew

# Takes the names out of a text.
Masker = Callable[[str], str]
# The masker of an edition, which asks for its names once, when it is first used.
Shield = Callable[[int], Masker]
# What is another one whenever the names of an edition may be others.
Stamp = Callable[[int], Hashable]
_SHIELDS: list[tuple[Shield, Stamp]] = []


def shield(stamp: Stamp) -> Callable[[Shield], Shield]:
    """Register a way to take the names of an edition's entrants out of texts."""

    def register(way: Shield) -> Shield:
        _SHIELDS.append((way, stamp))
        return way

    return register


def masker_of(edition_id: int | None) -> Masker:
    """What makes a text one that everybody may read for ever; nothing to take out of those of no edition."""
    ways = [] if edition_id is None else [way(edition_id) for way, _ in _SHIELDS]
    return lambda text: reduce(lambda told, way: way(told), ways, text) if text.strip() else text


def without_names(edition_id: int, texts: Sequence[str]) -> Sequence[str]:
    """Texts everybody reads, without the names of who entered since; worked out once until names change.

    What was released named nobody then; whoever enters later, or takes a consent back, is not named by it either.
    """
    if not texts:
        return texts
    stamp = tuple(stamp(edition_id) for _, stamp in _SHIELDS)
    told = asked_anew((__name__, edition_id), stamp, lambda: _Told(masker_of(edition_id)))
    return [told[text] for text in texts]


# Long texts on a page of questions, titles on one of entries.
_MOST_TOLD = 2048


class _Told(dict[str, str]):
    """Texts as everybody may read them, by how they were written; each is worked out once."""

    def __init__(self, masker: Masker) -> None:
        super().__init__()
        self._masker = masker

    def __missing__(self, text: str) -> str:
        told = self._masker(text)
        if len(self) < _MOST_TOLD:
            self[text] = told
        return told

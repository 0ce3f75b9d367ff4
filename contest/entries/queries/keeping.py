"""Which entries somebody must not touch: the room that knows says it when it is imported, rooms before it ask here."""

from collections.abc import Callable, Collection, Sequence

from sqlalchemy import select

from contest.entries.models import Entry
from contest.foundation.access import Actor
from contest.foundation.database import ask

# Is given the edition and the person (None for nobody in particular).
Keeper = Callable[[int, int | None], frozenset[int]]
_KEEPERS: list[Keeper] = []


def keeps_away(keeper: Keeper) -> Keeper:
    """Register who knows from which entries somebody is kept away."""
    _KEEPERS.append(keeper)
    return keeper


def kept_from_entries(actor: Actor, edition_id: int) -> frozenset[int]:
    """The entries of an edition somebody must not touch. One query for each who knows."""
    return frozenset().union(*(keeper(edition_id, actor.id) for keeper in _KEEPERS))


def codes_of(entry_ids: Collection[int]) -> Sequence[str]:
    """The codes of entries, in their order. One query; none where there are no entries."""
    if not entry_ids:
        return ()
    rows = ask(select(Entry.code).where(Entry.id.in_(entry_ids), Entry.code.is_not(None)).order_by(Entry.code))
    return [code for (code,) in rows if code]

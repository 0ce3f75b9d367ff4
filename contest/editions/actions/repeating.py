"""The next edition of a series: the regulation with its number raised, and what later rooms keep of the last one.

A later room says by `when_repeated` what of its texts goes along. Nothing personal does: no entries, no people, no
scores, no names of who signs, no numbers of decisions.
"""

from collections.abc import Callable

from contest.editions import queries
from contest.editions.actions.editions import create_edition
from contest.editions.queries import EditionCard
from contest.editions.rules.repeating import next_edition
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action

# Is given who repeats, the edition that is repeated, and the new one.
Repeater = Callable[[Actor, int, int], None]
_REPEATERS: list[Repeater] = []


def when_repeated(repeat: Repeater) -> Repeater:
    """Call this whenever an edition is repeated, in the same transaction."""
    _REPEATERS.append(repeat)
    return repeat


@action(Permission.EDITION_CREATE)
def repeat_edition(actor: Actor, of_id: int, slug: str | None = None) -> EditionCard:
    """A draft of the next edition from this one. Raises Refusal: slug_taken."""
    card = create_edition(actor, next_edition(queries.regulation_of(of_id)), slug)
    for repeat in _REPEATERS:
        repeat(actor, of_id, card.id)
    return card

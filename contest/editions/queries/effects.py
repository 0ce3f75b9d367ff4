"""What an amendment would turn in rooms that come later; they say it themselves, the amendment's page only asks.

Editions never look at entries. A later room registers a function with `tells_effects` when it is loaded; it is the
one arrow of this kind, and it brings plain rows.
"""

from collections.abc import Callable
from dataclasses import dataclass

from contest.editions.rules import Regulation


@dataclass(frozen=True, slots=True)
class Effect:
    """A rule that comes out otherwise for an entry: before and after in words; `worse`: not fulfilled then."""

    entry_id: int
    code: str
    title: str
    status: str
    rule: str
    before: str
    after: str
    worse: bool
    datum: str


Teller = Callable[[int, Regulation, Regulation], list[Effect]]
_TELLERS: list[Teller] = []


def tells_effects(teller: Teller) -> Teller:
    """Register a room's function; asked before an amendment comes into force."""
    _TELLERS.append(teller)
    return teller


def effects_of(edition_id: int, before: Regulation, after: Regulation) -> list[Effect]:
    """Everything that would come out otherwise under the regulation `after`."""
    return [effect for teller in _TELLERS for effect in teller(edition_id, before, after)]

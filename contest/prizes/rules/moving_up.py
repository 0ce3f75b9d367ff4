"""Who gets a better prize when one is taken back: the tiers are given out again without the entry."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from contest.prizes.rules.allocate import allocate
from contest.prizes.rules.plan import Candidate, Plan


class Held(NamedTuple):
    """The tier prize an entry has ("" for none), where it counts, and whether people decided it."""

    tier_key: str
    scope_key: str
    is_by_hand: bool


class MovedUp(NamedTuple):
    """An entry that comes to a better prize, with the sentence of the rules."""

    entry_id: int
    code: str
    from_tier: str
    to_tier: str
    scope_key: str
    reason: str


def moving_up(
    plan: Plan, candidates: Sequence[Candidate], held: Mapping[int, Held], without: Set[int]
) -> list[MovedUp]:
    """Everybody whom the rules give a better prize without those entries, the best prize first.

    Nobody loses a prize, nobody is moved whose prize people decided, and no tier gets more than it has: a place that
    a decision has filled is not free.
    """
    order = {tier.key: place for place, tier in enumerate(plan.prizes.tiers)}
    found = allocate(plan, [each for each in candidates if each.entry_id not in without])
    given = Counter((one.tier_key, one.scope_key) for key, one in held.items() if one.tier_key and key not in without)
    moves = []
    for award in sorted(found.awards, key=lambda each: (order[each.tier_key], each.rank, each.code)):
        own = held.get(award.entry_id, Held("", "", is_by_hand=False))
        better = not own.tier_key or order[award.tier_key] < order.get(own.tier_key, len(order))
        pool = award.tier_key, award.scope_key
        planned = found.planned[pool]
        if own.is_by_hand or not better or (planned is not None and given[pool] >= planned):
            continue
        given[pool] += 1
        if own.tier_key:
            given[own.tier_key, own.scope_key] -= 1
        moves.append(MovedUp(award.entry_id, award.code, own.tier_key, award.tier_key, award.scope_key, award.reason))
    return moves

"""The order in which prizes are called: tier by tier from the lowest or from the highest, extra awards after them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol, TypeVar

from contest.editions.rules import Regulation

TIER_AWARD = "tier"

A = TypeVar("A", bound="Called")


class Called(Protocol):
    """What the order looks at."""

    @property
    def award_key(self) -> str: ...
    @property
    def tier_key(self) -> str: ...
    @property
    def scope_key(self) -> str: ...
    @property
    def rank(self) -> int | None: ...
    @property
    def points(self) -> Decimal | None: ...
    @property
    def entry_id(self) -> int | None: ...


def tiers_in_order(regulation: Regulation) -> list[str]:
    """Tier keys as they are called."""
    keys = [tier.key for tier in regulation.prizes.tiers]
    return keys[::-1] if regulation.prizes.calling_order == "lowest_first" else keys


def in_calling_order(regulation: Regulation, awards: Sequence[A]) -> list[A]:
    """The awards as they are called; inside a tier from the best place, equals by their key."""
    tiers = {key: place for place, key in enumerate(tiers_in_order(regulation))}
    extras = {award.key: place for place, award in enumerate((*regulation.extra_awards, *regulation.topic_awards))}

    def key(award: A) -> tuple[int, int, int, int]:
        extra = award.award_key != TIER_AWARD
        place = extras.get(award.award_key, 99) if extra else tiers.get(award.tier_key, 99)
        return int(extra), place, award.rank or 10**9, award.entry_id or 0

    return sorted(awards, key=key)

"""What is peculiar to each real regulation is a rule in our form, not a remark: one check for every peculiarity."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from contest.editions.rules import Regulation, parse
from contest.editions.rules.awards import ExtraAward, Tier
from contest.editions.rules.participation import DossierPart

REGULATIONS = Path(__file__).parent / "regulations"
Check = Callable[[Regulation], bool]


@cache
def of(stem: str) -> Regulation:
    """The regulation of one file of regulations/."""
    return parse((REGULATIONS / f"{stem}.yaml").read_text(encoding="utf-8"))


def tier_of(regulation: Regulation, key: str) -> Tier:
    """The prize tier of this key."""
    tier = regulation.tier_of(key)
    assert tier is not None
    return tier


def extra(regulation: Regulation, key: str) -> ExtraAward:
    """The extra award of this key."""
    return next(award for award in regulation.extra_awards if award.key == key)


def part_of(regulation: Regulation, key: str) -> DossierPart:
    """The part of the dossier of this key."""
    return next(part for part in regulation.dossier if part.key == key)


def is_pyramid_per_field(regulation: Regulation, *each: int) -> bool:
    """The special prize apart, every tier is so many times the number of fields."""
    tiers = [tier for tier in regulation.prizes.tiers if tier.key != "special"]
    totals = [tier.quantity.exact or tier.quantity.at_most for tier in tiers]
    return totals == [number * len(regulation.fields) for number in each]


def special_stands_above_first(regulation: Regulation) -> bool:
    """Whether the best tier is the special prize, the first prize next."""
    return [tier.key for tier in regulation.prizes.tiers][:2] == ["special", "first"]


def has_fewer_groups_than_fields(regulation: Regulation) -> bool:
    """Whether every field is judged by one group, some groups judging several."""
    in_groups = sorted(key for council in regulation.councils for key in council.fields)
    return len(regulation.councils) < len(regulation.fields) and in_groups == sorted(f.key for f in regulation.fields)

"""The sealed awards as the stage sees them: one line for each time somebody is called."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from contest.editions.rules import Regulation
from contest.prizes.rules import TIER_AWARD
from contest.prizes.rules.order import tiers_in_order


class Winner(NamedTuple):
    """An award as it is called: of an entry, of one of its authors (counted from 1), or of a unit.

    key: which award it is, the same in every sealed version. people: how many go up for it. unit: as the award says,
    by which it is known; named: as it is read out.
    """

    key: str
    entry_id: int | None
    author: int
    unit: str
    award_key: str
    tier_key: str
    prize: str
    people: int = 1
    amount_vnd: int | None = None
    named: str = ""

    @property
    def kind(self) -> tuple[str, str]:
        """What is called in groups of its own: the award, and of the tiers' prize the tier."""
        return self.award_key, self.tier_key


def key_of(award: Mapping[str, Any]) -> str:
    """Which award of a sealed document this is; a prize that became better keeps its key."""
    if award.get("entry") is None:
        return f"{award['award']}:{award['unit']}"
    return f"{award['award']}:{award['entry']}:{award.get('author', 0)}"


def winners(
    awards: Iterable[Mapping[str, Any]],
    unit_awards: Iterable[Mapping[str, Any]],
    authors: Mapping[int, int],
    *,
    all_go_up: bool,
) -> list[Winner]:
    """The sealed awards as lines, in their order.

    authors: how many each entry has; all_go_up: whether all of them go to the stage for the entry's prize.
    """
    found = []
    for award in awards:
        author = award.get("author", 0)
        people = authors.get(award["entry"], 1) if all_go_up and not author else 1
        named = award["award"], award["tier"] or "", award["name"]
        found.append(Winner(key_of(award), award["entry"], author, "", *named, max(1, people), award.get("amount_vnd")))
    for award in unit_awards:
        named = award["award"], "", award["name"]
        shown = award.get("named", award["unit"])
        found.append(Winner(key_of(award), None, 0, award["unit"], *named, 1, award.get("amount_vnd"), shown))
    return found


def kinds_in_order(regulation: Regulation, calling_order: str) -> list[tuple[str, str]]:
    """Every kind of award as it is called: the tiers from the lowest or from the highest, then the other awards."""
    tiers = tiers_in_order(regulation)
    if calling_order != regulation.prizes.calling_order:
        tiers = tiers[::-1]
    others = [(award.key, "") for award in (*regulation.extra_awards, *regulation.topic_awards)]
    return [*((TIER_AWARD, tier) for tier in tiers), *others]

"""What the rules would give now, computed and not kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.rules import Regulation
from contest.editions.rules.awards import Tier
from contest.foundation.refusal import refuse
from contest.prizes.queries.awards import tier_awards
from contest.prizes.queries.computed import suggestions, unit_suggestions
from contest.prizes.queries.inputs import candidates_of, plan_for
from contest.prizes.rules import (
    Allocation,
    ExtraLine,
    UnitLine,
    allocate,
    awards_of_units,
    computed_awards,
    extra_lines,
    unit_lines,
    why_not_propose,
)
from contest.prizes.rules.extras import Suggestion
from contest.ranking.queries import RunCard, is_current, latest_run


@dataclass(frozen=True, slots=True)
class Preview:
    """An allocation with the regulation and the ranking it comes from."""

    regulation: Regulation
    run: RunCard
    allocation: Allocation
    units: tuple[UnitLine, ...] = ()
    extras: tuple[ExtraLine, ...] = ()

    def documents(self) -> dict[str, list[Any]]:
        """The allocation as it is kept with a proposal."""
        found = self.allocation
        return {
            "awards": [
                {
                    "entry_id": each.entry_id,
                    "tier": each.tier_key,
                    "scope": each.scope,
                    "scope_key": each.scope_key,
                    "rank": each.rank,
                    "place": each.place,
                    "points": None if each.points is None else format(each.points, "f"),
                    "reason": each.reason,
                }
                for each in found.awards
            ],
            "unfilled": [
                {"tier": each.tier_key, "scope_key": each.scope_key, "count": each.count, "reason": each.reason}
                for each in found.unfilled
            ],
            "ties": [
                {
                    "tier": each.tier_key,
                    "scope_key": each.scope_key,
                    "entries": list(each.entry_ids),
                    "codes": list(each.codes),
                    "places": each.places,
                    "policy": each.policy,
                    "about": each.about,
                    "tiers": list(each.tiers),
                }
                for each in found.ties
            ],
            "passed_over": [
                {"entry_id": each.entry_id, "tier": each.tier_key, "reason": each.reason} for each in found.passed_over
            ],
            "planned": [[tier, key, places] for (tier, key), places in found.planned.items()],
        }


def preview(edition_id: int) -> Preview:
    """Allocate the prizes of the latest ranking of the last round. Raises Refusal: prize_not_now …"""
    regulation = regulation_of(edition_id)
    last = regulation.last_round
    run = latest_run(edition_id, last.key)
    fresh = run is not None and is_current(edition_id, run)
    stage = edition_by_id(edition_id).stage
    refuse(why_not_propose(stage, ranked=run is not None, fresh=fresh, round_name=last.name))
    assert run is not None
    found = allocate(plan_for(edition_id, regulation, run), candidates_of(regulation, run))
    tiers = {each.entry_id: each.tier_key for each in found.awards}
    has_computed = bool(awards_of_units(regulation) or computed_awards(regulation))
    for award in tier_awards(edition_id).values() if has_computed else ():
        if award.is_by_hand:
            tiers[award.entry_id] = award.tier_key if award.state != "removed" else ""
    units = lines_of(unit_suggestions(edition_id, regulation, run, tiers))
    return Preview(regulation, run, found, units, extras_of(suggestions(edition_id, regulation, run, tiers)))


def extras_of(suggestions_: Iterable[Suggestion]) -> tuple[ExtraLine, ...]:
    """What is recorded of computed awards of entries and authors."""
    return tuple(line for suggestion in suggestions_ for line in extra_lines(suggestion))


def lines_of(suggestions: Iterable[Suggestion]) -> tuple[UnitLine, ...]:
    """What is recorded of computed awards of units."""
    return tuple(line for suggestion in suggestions for line in unit_lines(suggestion))


def amount_of(tier: Tier, scope_key: str) -> int | None:
    """What a prize of the tier is worth in a field, division or council; None where the regulation does not say."""
    return tier.amount_by_scope.get(scope_key, tier.amount)

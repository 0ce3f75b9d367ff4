"""When the organisers may change, confirm and take back prizes, and what they are warned of."""

from collections.abc import Sequence
from decimal import Decimal

from contest.editions.rules import Regulation
from contest.foundation.refusal import Reason
from contest.prizes.rules.ballot import Voted, why_not_approved

DECIDABLE_STAGES = ("judging", "deliberation")


def why_not_propose(stage: str, *, ranked: bool, fresh: bool, round_name: str) -> list[Reason]:
    """Why prizes cannot be proposed now."""
    reasons = []
    if stage not in DECIDABLE_STAGES:
        reasons.append(Reason("prize_not_now"))
    if not ranked:
        reasons.append(Reason("prize_needs_ranking", {"round": round_name}))
    elif not fresh:
        reasons.append(Reason("prize_ranking_outdated", {"round": round_name}))
    return reasons


def why_not_move(
    regulation: Regulation, stage: str, tier_key: str, current: str, reason: str, *, ranked: bool
) -> list[Reason]:
    """Why an entry cannot be given the tier ("" takes its prize away)."""
    reasons = []
    if stage not in DECIDABLE_STAGES:
        reasons.append(Reason("prize_not_now"))
    if tier_key and regulation.tier_of(tier_key) is None:
        reasons.append(Reason("prize_tier_unknown", where="tier"))
    if not ranked:
        reasons.append(Reason("prize_needs_rank"))
    if tier_key == current and not reasons:
        reasons.append(Reason("prize_unchanged", where="tier"))
    if not reason.strip():
        reasons.append(Reason("prize_reason_missing", where="reason"))
    return reasons


def move_warnings(
    regulation: Regulation,
    tier_key: str,
    points: Decimal | None,
    given: int,
    planned: int | None,
    unit_has: int,
    author_has: int,
) -> list[Reason]:
    """What the organisers should know of a change they may make all the same; numbers count the others' prizes."""
    tier = regulation.tier_of(tier_key)
    if tier is None:
        return []
    warnings = []
    if planned is not None and given >= planned:
        warnings.append(Reason("prize_beyond_plan", {"tier": tier.name, "planned": planned, "given": given + 1}))
    if tier.threshold is not None and (points is None or not tier.threshold.holds(points)):
        warnings.append(Reason("prize_below_threshold", {"tier": tier.name}))
    caps = regulation.prizes.caps
    if caps.per_unit is not None and unit_has >= caps.per_unit:
        warnings.append(Reason("prize_unit_full", {"most": caps.per_unit}))
    if caps.per_author is not None and author_has >= caps.per_author:
        warnings.append(Reason("prize_author_full", {"most": caps.per_author}))
    return warnings


def why_not_confirm(
    regulation: Regulation,
    stage: str,
    *,
    awards: int,
    waiting: Sequence[Sequence[str]],
    units_waiting: Sequence[str] = (),
    extras_waiting: Sequence[str] = (),
    fresh: bool,
    voted: Voted | None,
) -> list[Reason]:
    """Why the prizes cannot be confirmed: no awards, ties without a decision, an outdated proposal, no vote.

    voted: the committee's newest vote on the whole list.
    """
    reasons = []
    if stage not in DECIDABLE_STAGES:
        reasons.append(Reason("prize_not_now"))
    if not awards:
        reasons.append(Reason("prize_none_to_confirm"))
    if not fresh:
        reasons.append(Reason("prize_proposal_outdated"))
    reasons.extend(Reason("prize_tie_undecided", {"codes": ", ".join(codes)}) for codes in waiting)
    if units_waiting:
        reasons.append(Reason("prize_unit_waits", {"awards": ", ".join(units_waiting)}))
    if extras_waiting:
        reasons.append(Reason("prize_extra_waits", {"awards": ", ".join(extras_waiting)}))
    reasons.extend(why_not_approved(regulation.prizes.approval, voted))
    return reasons


def why_not_extra(
    regulation: Regulation, stage: str, award_key: str, reason: str, has_tier: bool, author: int = 0, authors: int = 0
) -> list[Reason]:
    """Why an extra or topic award cannot be given to an entry, or to one of its `authors` (`author` from 1)."""
    awards = {award.key: award for award in (*regulation.extra_awards, *regulation.topic_awards)}
    reasons = []
    if stage not in DECIDABLE_STAGES:
        reasons.append(Reason("prize_not_now"))
    award = awards.get(award_key)
    if award is None:
        reasons.append(Reason("prize_extra_unknown", where="award"))
    elif has_tier and not award.stacks:
        reasons.append(Reason("prize_extra_does_not_stack", {"award": award.name}, "award"))
    elif not 0 <= author <= authors:
        reasons.append(Reason("prize_author_unknown", where="author"))
    elif award.of == "entries" and author:
        reasons.append(Reason("prize_extra_of_entry", {"award": award.name}, "author"))
    elif award.of != "entries" and not author:
        reasons.append(Reason("prize_extra_of_author", {"award": award.name}, "author"))
    if not reason.strip():
        reasons.append(Reason("prize_reason_missing", where="reason"))
    return reasons

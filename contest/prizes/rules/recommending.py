"""What a council may ask for its entries, and when; the organisers decide, and say why where they decide otherwise."""

from collections.abc import Collection, Mapping

from contest.editions.rules import Regulation
from contest.foundation.refusal import Reason
from contest.prizes.rules.deeds import DECIDABLE_STAGES


def why_not_recommend(
    regulation: Regulation,
    stage: str,
    wanted: Mapping[int, str],
    own: Collection[int],
    reason: str,
    *,
    ranked: bool,
    confirmed: bool,
) -> list[Reason]:
    """Why a council cannot ask for these tiers by entry ("" for none); `own` are the entries it may speak for."""
    reasons = []
    if stage not in DECIDABLE_STAGES:
        reasons.append(Reason("prize_not_now"))
    if confirmed:
        reasons.append(Reason("prize_all_confirmed"))
    if not ranked:
        reasons.append(Reason("prize_needs_ranking", {"round": regulation.last_round.name}))
    if any(tier and regulation.tier_of(tier) is None for tier in wanted.values()):
        reasons.append(Reason("prize_tier_unknown", where="tier"))
    if ranked and not set(wanted) <= set(own):
        reasons.append(Reason("prize_recommend_not_yours"))
    if not wanted and not reasons:
        reasons.append(Reason("prize_recommend_nothing"))
    if not reason.strip():
        reasons.append(Reason("prize_reason_missing", where="reason"))
    return reasons

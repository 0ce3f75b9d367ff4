"""When the council's vote on a tie may be taken down or taken back: while nothing is built on the order."""

from collections.abc import Sequence
from dataclasses import dataclass

from contest.foundation.refusal import Reason

_STAGES = ("judging", "deliberation")


@dataclass(frozen=True, slots=True)
class Built:
    """What already rests on a round's order: later rounds by name, confirmed prizes, a sealed result."""

    later_rounds: tuple[str, ...] = ()
    confirmed: bool = False
    sealed: bool = False


def why_votes_stand(stage: str, built: Built) -> list[Reason]:
    """Why no vote can be taken down or back any more."""
    if built.sealed:
        return [Reason("ranking_votes_sealed")]
    if built.confirmed:
        return [Reason("ranking_votes_confirmed")]
    reasons = []
    if stage not in _STAGES:
        reasons.append(Reason("ranking_votes_not_now"))
    if built.later_rounds:
        reasons.append(Reason("ranking_votes_later_round", {"rounds": ", ".join(built.later_rounds)}))
    return reasons


def why_not_settle(order: Sequence[int], waiting: Sequence[Sequence[int]], reason: str) -> list[Reason]:
    """Every reason for which the council's vote on a tie cannot be taken down."""
    reasons = []
    if sorted(order) not in [sorted(group) for group in waiting]:
        reasons.append(Reason("ranking_tie_unknown"))
    if len(set(order)) != len(order):
        reasons.append(Reason("ranking_tie_order"))
    if not reason.strip():
        reasons.append(Reason("ranking_tie_reason_missing", where="reason"))
    return reasons


def why_not_revoke(reason: str, *, is_revoked: bool) -> list[Reason]:
    """Why a vote cannot be taken back."""
    if is_revoked:
        return [Reason("ranking_vote_revoked")]
    return [] if reason.strip() else [Reason("ranking_revoke_reason_missing", where="reason")]

"""The council's vote on a tie: taken down with the reason or taken back with one, and the round is ranked anew."""

from collections.abc import Sequence

from contest.editions.queries import edition_by_id
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.ranking.actions.running import run_ranking
from contest.ranking.models import TieSettlement
from contest.ranking.queries import RunCard, latest_run, votes_standing, waiting_groups
from contest.ranking.rules import why_not_revoke, why_not_settle, why_votes_stand
from contest.scoring.queries import scored_round


@action(Permission.TIE_SETTLE)
def settle_tie(actor: Actor, edition_id: int, round_key: str, entry_ids: Sequence[int], reason: str) -> RunCard:
    """Take down the council's order of a waiting tie (best first) and rank anew. Raises Refusal."""
    run = _run(edition_id, round_key)
    refuse([*_stand(edition_id, round_key), *why_not_settle(entry_ids, waiting_groups(run.id), reason)])
    db.session.add(
        TieSettlement(
            round_id=run.round_id,
            entry_ids=list(entry_ids),
            reason=reason.strip(),
            settled_at=now(),
            settled_by_id=actor.id,
        )
    )
    db.session.flush()
    payload = {"order": list(entry_ids), "run": run.number, "reason": reason.strip()}
    ledger.note(actor, edition_id, "ranking.tie_settled", f"round:{round_key}", payload)
    return run_ranking(actor, edition_id, round_key)


@action(Permission.TIE_SETTLE)
def revoke_settlement(actor: Actor, edition_id: int, round_key: str, settlement_id: int, reason: str) -> RunCard:
    """Take back a vote that was taken down wrongly, with the reason, and rank anew; the vote stays on record.

    Raises Refusal: ranking_vote_unknown, ranking_vote_revoked, ranking_revoke_reason_missing, and whatever holds the
    ranking fast (why_votes_stand).
    """
    run = _run(edition_id, round_key)
    settlement = db.session.get(TieSettlement, settlement_id)
    if settlement is None or settlement.round_id != run.round_id:
        raise refuse_with("ranking_vote_unknown")
    refuse([*_stand(edition_id, round_key), *why_not_revoke(reason, is_revoked=settlement.revoked_at is not None)])
    settlement.revoked_at, settlement.revoked_by_id = now(), actor.id
    settlement.revoke_reason = reason.strip()
    db.session.flush()
    payload = {"vote": settlement.id, "order": list(settlement.entry_ids), "run": run.number, "reason": reason.strip()}
    ledger.note(actor, edition_id, "ranking.tie_reopened", f"round:{round_key}", payload)
    return run_ranking(actor, edition_id, round_key)


def _run(edition_id: int, round_key: str) -> RunCard:
    """The round's newest ranking, with the round held so that nobody else ranks or votes meanwhile."""
    round_ = scored_round(edition_id, round_key, "alone")
    run = latest_run(edition_id, round_key)
    if run is None:
        raise refuse_with("ranking_missing", round=round_.rules.name)
    return run


def _stand(edition_id: int, round_key: str) -> list[Reason]:
    return why_votes_stand(edition_by_id(edition_id).stage, votes_standing(edition_id, round_key))

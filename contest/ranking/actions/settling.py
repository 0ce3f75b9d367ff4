"""The council has voted on a tie: its order is taken down with the reason, and the round is ranked anew."""

from collections.abc import Sequence

from sqlalchemy import select

from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse, refuse_with
from contest.ranking.actions.running import run_ranking
from contest.ranking.models import TieSettlement
from contest.ranking.queries import RunCard, latest_run, waiting_groups
from contest.ranking.rules import why_not_settle


@action(Permission.TIE_SETTLE)
def settle_tie(actor: Actor, edition_id: int, round_key: str, entry_ids: Sequence[int], reason: str) -> RunCard:
    """Take down the council's order of a waiting tie (best first) and rank anew. Raises Refusal."""
    run = latest_run(edition_id, round_key)
    if run is None:
        raise refuse_with("ranking_missing", round=round_key)
    refuse(why_not_settle(entry_ids, waiting_groups(run.id), reason))
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
def revoke_settlement(actor: Actor, edition_id: int, round_key: str, entry_ids: Sequence[int], reason: str) -> RunCard:
    """Take a vote on these entries back, with the reason, and rank anew. Raises Refusal: ranking_tie_unknown."""
    run = latest_run(edition_id, round_key)
    if run is None:
        raise refuse_with("ranking_missing", round=round_key)
    if not reason.strip():
        raise refuse_with("ranking_tie_reason_missing", "reason")
    standing = db.session.scalars(
        select(TieSettlement).where(TieSettlement.round_id == run.round_id, TieSettlement.revoked_at.is_(None))
    )
    found = [row for row in standing if set(row.entry_ids) == set(entry_ids)]
    if not found:
        raise refuse_with("ranking_tie_unknown")
    for row in found:
        row.revoked_at = now()
    db.session.flush()
    payload = {"entries": sorted(entry_ids), "reason": reason.strip()}
    ledger.note(actor, edition_id, "ranking.tie_reopened", f"round:{round_key}", payload)
    return run_ranking(actor, edition_id, round_key)

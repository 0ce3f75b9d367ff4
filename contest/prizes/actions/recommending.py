"""Councils ask for tiers, and the organisers follow them: each change with who, when and why."""

from collections.abc import Mapping

from sqlalchemy import select

from contest.editions.queries import edition_by_id, regulation_of
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse, refuse_with
from contest.prizes.actions.moving import move_award
from contest.prizes.models import Recommendation
from contest.prizes.queries import latest_proposal
from contest.prizes.queries.recommending import asked_for, councils_of, wishes
from contest.prizes.rules import why_not_recommend
from contest.ranking.queries import latest_run


@action(Permission.PRIZE_RECOMMEND)
def recommend(actor: Actor, edition_id: int, wanted: Mapping[int, str], reason: str) -> int:
    """Ask for these tiers by entry ("" for none), with one reason; returns how many are new.

    A chair speaks for the own council, the committee writes down what any council said. Raises Refusal.
    """
    regulation = regulation_of(edition_id)
    run, proposal = latest_run(edition_id, regulation.last_round.key), latest_proposal(edition_id)
    councils = None if actor.may(Permission.PRIZE_DECIDE, edition_id) else councils_of(edition_id, actor.id)
    known = asked_for(edition_id, run, actor.id, councils, wanted) if run else {}
    new = {i: tier for i, tier in wanted.items() if i not in known or known[i].wanted != tier}
    refuse(
        why_not_recommend(
            regulation,
            edition_by_id(edition_id).stage,
            new,
            list(known),
            reason,
            ranked=run is not None,
            confirmed=bool(proposal and proposal.confirmed_at),
        )
    )
    rows = {
        row.entry_id: row for row in db.session.scalars(select(Recommendation).where(Recommendation.entry_id.in_(new)))
    }
    for entry_id, tier in new.items():
        row = rows.get(entry_id) or Recommendation(edition_id=edition_id, entry_id=entry_id)
        row.council_id, row.tier_key, row.reason = known[entry_id].council_id, tier, reason.strip()
        row.made_at, row.made_by_id = now(), actor.id
        if entry_id not in rows:
            db.session.add(row)
    payload = {"wanted": sorted(new.items()), "reason": reason.strip()}
    ledger.note(actor, edition_id, "prizes.recommended", f"edition:{edition_id}", payload)
    return len(new)


@action(Permission.PRIZE_DECIDE)
def follow_councils(actor: Actor, edition_id: int) -> int:
    """Give every entry the tier its council asks for; returns how many were changed. Raises Refusal."""
    found = [wish for wish in wishes(edition_id) if wish.differs]
    if not found:
        raise refuse_with("prize_recommend_none")
    for wish in found:
        move_award(actor, edition_id, wish.entry_id, wish.tier_key, f"Theo đề nghị của {wish.council}: {wish.reason}")
    return len(found)

"""The organising committee confirms the prizes; opening them again is a deed with a reason."""

from collections.abc import Sequence

from sqlalchemy import select

from contest.editions.queries import edition_by_id, regulation_of
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse
from contest.prizes.actions.computed import extras_waiting
from contest.prizes.actions.units import unit_rows, units_waiting
from contest.prizes.models import Award, Confirmation, UnitAward
from contest.prizes.queries import ProposalCard, latest_proposal, tier_awards
from contest.prizes.queries.ballots import Carried, digest_now, newest_vote
from contest.prizes.rules import DECIDABLE_STAGES, why_not_confirm
from contest.ranking.queries import is_current, latest_run


@action(Permission.PRIZE_DECIDE)
def confirm_awards(actor: Actor, edition_id: int) -> int:
    """Confirm every award that stands; returns how many. Confirming again changes nothing.

    Where the regulation asks for a share of the committee, its newest vote on this very list must have carried.
    Pages and commands call it on such a vote or for two people (`ask_for`). Raises Refusal: prize_tie_undecided,
    prize_proposal_outdated, ballot_missing, ballot_short, ballot_outdated …
    """
    proposal, standing = latest_proposal(edition_id), _standing(edition_id)
    if proposal is not None and proposal.confirmed_at is not None:
        return len(standing)
    refuse(why_not_confirm_now(edition_id))
    assert proposal is not None
    vote = newest_vote(edition_id, digest_now(edition_id))
    _keep(actor, edition_id, proposal, standing, vote if vote and vote.voted.current else None)
    # Equals for whom no place was left once the organisers had filled them.
    for row in unit_rows(edition_id):
        if row.state == "waits":
            row.state = "removed"
    return len(standing)


def _standing(edition_id: int) -> list[Award | UnitAward]:
    rows = db.session.scalars(select(Award).where(Award.edition_id == edition_id, Award.state != "removed"))
    return [*rows, *(row for row in unit_rows(edition_id) if row.state in ("proposed", "confirmed"))]


def why_not_confirm_now(edition_id: int) -> list[Reason]:
    """Why the prizes cannot be confirmed as things stand."""
    regulation, proposal = regulation_of(edition_id), latest_proposal(edition_id)
    if proposal is not None and proposal.confirmed_at is not None:
        return [Reason("prize_all_confirmed")]
    run = latest_run(edition_id, regulation.last_round.key)
    fresh = run is not None and proposal is not None and proposal.run_id == run.id and is_current(edition_id, run)
    vote = newest_vote(edition_id, digest_now(edition_id, regulation))
    return why_not_confirm(
        regulation,
        edition_by_id(edition_id).stage,
        awards=len(_standing(edition_id)),
        waiting=undecided(edition_id, proposal),
        units_waiting=units_waiting(regulation, unit_rows(edition_id)),
        extras_waiting=extras_waiting(edition_id, regulation, run) if run else [],
        fresh=fresh,
        voted=vote.voted if vote else None,
    )


def _keep(
    actor: Actor,
    edition_id: int,
    proposal: ProposalCard,
    standing: Sequence[Award | UnitAward],
    vote: Carried | None,
) -> None:
    for row in standing:
        row.state, row.decided_at, row.decided_by_id = "confirmed", now(), actor.id
    found = vote.voted.found if vote else None
    votes_for, votes_of = (found.agree, found.members) if found else (None, None)
    confirmation = Confirmation(
        edition_id=edition_id,
        proposal_id=proposal.id,
        awards=len(standing),
        votes_for=votes_for,
        votes_of=votes_of,
        ballot_id=vote.id if vote else None,
        confirmed_at=now(),
        confirmed_by_id=actor.id,
    )
    db.session.add(confirmation)
    payload = {"awards": len(standing), "proposal": proposal.number, "votes_for": votes_for, "votes_of": votes_of}
    payload |= {"ballot": vote.voted.number} if vote else {}
    ledger.note(actor, edition_id, "prizes.confirmed", f"edition:{edition_id}", payload)


def undecided(edition_id: int, proposal: ProposalCard | None) -> list[list[str]]:
    """The codes of each tie left to the council in which somebody has no decision yet."""
    decided = {entry_id for entry_id, award in tier_awards(edition_id).items() if award.is_by_hand}
    pending = proposal.pending() if proposal else []
    return [tie["codes"] for tie in pending if not decided.issuperset(tie["entries"])]


@action(Permission.PRIZE_DECIDE)
def reopen_awards(actor: Actor, edition_id: int, reason: str) -> None:
    """Take the confirmation back, so that prizes can be changed; pages do it for two people (`ask_for`).

    Raises Refusal: prize_not_confirmed …
    """
    reasons = why_not_reopen_now(edition_id)
    if not reason.strip():
        reasons.append(Reason("prize_reason_missing", where="reason"))
    refuse(reasons)
    for confirmation in _confirmations(edition_id):
        confirmation.reopened_at, confirmation.reopened_by_id = now(), actor.id
        confirmation.reopen_reason = reason.strip()
    awards = db.session.scalars(select(Award).where(Award.edition_id == edition_id, Award.state == "confirmed"))
    units = [row for row in unit_rows(edition_id) if row.state == "confirmed"]
    confirmed: list[Award | UnitAward] = [*awards, *units]
    for row in confirmed:
        row.state, row.decided_at, row.decided_by_id = "proposed", None, None
    ledger.note(actor, edition_id, "prizes.reopened", f"edition:{edition_id}", {"reason": reason.strip()})


def _confirmations(edition_id: int) -> list[Confirmation]:
    """Confirmations that stand; one at most."""
    found = select(Confirmation).where(Confirmation.edition_id == edition_id, Confirmation.reopened_at.is_(None))
    return list(db.session.scalars(found))


def why_not_reopen_now(edition_id: int) -> list[Reason]:
    """Why there is no confirmation that could be taken back."""
    reasons = []
    if edition_by_id(edition_id).stage not in DECIDABLE_STAGES:
        reasons.append(Reason("prize_not_now"))
    if not _confirmations(edition_id):
        reasons.append(Reason("prize_not_confirmed"))
    return reasons

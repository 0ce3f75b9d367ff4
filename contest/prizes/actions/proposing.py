"""Prizes are proposed by rule; what the organisers decided by hand stays as they decided it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from contest.editions.rules import Regulation
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.jobs import later
from contest.foundation.refusal import refuse_with
from contest.prizes.actions.computed import lay_down_extras
from contest.prizes.actions.units import lay_down_units
from contest.prizes.models import Award, Proposal
from contest.prizes.queries import Preview, amount_of, latest_proposal, preview
from contest.prizes.rules import TIER_AWARD, ProposedAward


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was proposed; is_new is False when everything was already so."""

    number: int
    preview: Preview
    is_new: bool


@action(Permission.PRIZE_PROPOSE)
def propose_awards(actor: Actor, edition_id: int) -> Outcome:
    """Record what the rules give on the latest ranking. Raises Refusal: prize_not_now, prize_all_confirmed …"""
    found = preview(edition_id)
    known = latest_proposal(edition_id)
    if known is not None and known.confirmed_at is not None:
        raise refuse_with("prize_all_confirmed")
    documents = found.documents()
    kept = db.session.get(Proposal, known.id) if known is not None else None
    if known is not None and kept is not None and kept.run_id == found.run.id and _same(kept, documents):
        lay_down_units(edition_id, found.regulation, found.units)
        lay_down_extras(edition_id, found.regulation, found.run, found.extras)
        return Outcome(known.number, found, is_new=False)
    newest = select(func.max(Proposal.number)).where(Proposal.edition_id == edition_id)
    proposal = Proposal(
        edition_id=edition_id,
        number=(db.session.scalar(newest) or 0) + 1,
        run_id=found.run.id,
        made_at=now(),
        made_by_id=actor.id,
        **documents,
    )
    db.session.add(proposal)
    _lay_down(edition_id, found)
    lay_down_units(edition_id, found.regulation, found.units)
    lay_down_extras(edition_id, found.regulation, found.run, found.extras)
    payload = {
        "proposal": proposal.number,
        "run": found.run.number,
        "fingerprint": found.run.fingerprint,
        "awards": [[each.code, each.tier_key] for each in found.allocation.awards],
        "unfilled": [[each.tier_key, each.scope_key, each.count] for each in found.allocation.unfilled],
        "ties": [[each.tier_key, each.scope_key, list(each.codes), each.policy] for each in found.allocation.ties],
        "extras": [[line.award_key, line.entry_id, line.author, line.waits] for line in found.extras],
        "units": [[line.award_key, line.unit, line.waits] for line in found.units],
    }
    ledger.note(actor, edition_id, "prizes.proposed", f"edition:{edition_id}", payload)
    later("prizes.weigh", edition_id=edition_id)
    return Outcome(proposal.number, found, is_new=True)


def _same(known: Proposal, documents: Mapping[str, list[Any]]) -> bool:
    kept = {
        "awards": list(known.awards),
        "unfilled": list(known.unfilled),
        "ties": list(known.ties),
        "passed_over": list(known.passed_over),
        "planned": [list(each) for each in known.planned],
    }
    return kept == documents


def _lay_down(edition_id: int, found: Preview) -> None:
    """Make the awards what the rules say, but for those decided by hand; their rank and points are kept up to date."""
    rows = {
        row.entry_id: row
        for row in db.session.scalars(
            select(Award).where(Award.edition_id == edition_id, Award.award_key == TIER_AWARD)
        )
    }
    wanted = {each.entry_id: each for each in found.allocation.awards}
    for entry_id, row in rows.items():
        row.rule_tier = wanted[entry_id].tier_key if entry_id in wanted else ""
        if not row.is_by_hand and entry_id not in wanted and row.state != "removed":
            row.state = "removed"
    for entry_id, proposed in wanted.items():
        known = rows.get(entry_id)
        award = known or Award(
            edition_id=edition_id, entry_id=entry_id, award_key=TIER_AWARD, rule_tier=proposed.tier_key
        )
        if known is None:
            db.session.add(award)
        if award.is_by_hand:
            award.rank, award.points = proposed.rank, proposed.points
        else:
            _write(award, proposed, found.regulation)


def _write(row: Award, proposed: ProposedAward, regulation: Regulation) -> None:
    tier = regulation.tier_of(proposed.tier_key)
    row.tier_key, row.scope_key = proposed.tier_key, proposed.scope_key
    row.rank, row.points, row.reason = proposed.rank, proposed.points, proposed.reason
    row.amount_vnd = amount_of(tier, proposed.scope_key) if tier else None
    row.state, row.is_by_hand = "proposed", False

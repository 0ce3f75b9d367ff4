"""The organisers give an entry another prize, or none, with the reason the minutes carry."""

from sqlalchemy import select

from contest.editions.queries import edition_by_id, regulation_of
from contest.editions.rules import Regulation
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.prizes.actions.computed import refresh_extras
from contest.prizes.actions.units import refresh_units
from contest.prizes.models import Award, AwardChange
from contest.prizes.queries import amount_of, candidates_of, latest_proposal, tier_awards
from contest.prizes.rules import TIER_AWARD, Candidate, move_warnings, why_not_move
from contest.ranking.queries import latest_run


@action(Permission.PRIZE_DECIDE)
def move_award(actor: Actor, edition_id: int, entry_id: int, tier_key: str, reason: str) -> list[Reason]:
    """Give the entry this tier ("" for none). Returns what the organisers should know of it. Raises Refusal."""
    regulation = regulation_of(edition_id)
    proposal = latest_proposal(edition_id)
    if proposal is not None and proposal.confirmed_at is not None:
        raise refuse_with("prize_all_confirmed")
    run = latest_run(edition_id, regulation.last_round.key)
    candidates = {each.entry_id: each for each in candidates_of(regulation, run)} if run else {}
    row = _row_of(edition_id, entry_id)
    current = row.tier_key if row is not None and row.state != "removed" else ""
    refuse(_why_not(edition_id, regulation, row, tier_key, reason, ranked=entry_id in candidates))
    candidate = candidates[entry_id]
    planned = {(tier, key): places for tier, key, places in proposal.planned} if proposal else {}
    warnings = _warnings(edition_id, regulation, candidates, candidate, tier_key, planned)
    _write(edition_id, regulation, row, candidate, tier_key, reason.strip())
    change = AwardChange(
        edition_id=edition_id,
        entry_id=entry_id,
        from_tier=current,
        to_tier=tier_key,
        reason=reason.strip(),
        changed_at=now(),
        changed_by_id=actor.id,
    )
    db.session.add(change)
    payload = {
        "code": candidate.code,
        "from": current,
        "to": tier_key,
        "reason": reason.strip(),
        "warnings": [warning.code for warning in warnings],
    }
    ledger.note(actor, edition_id, "prizes.moved", f"entry:{entry_id}", payload)
    if run is not None:
        refresh_units(edition_id, regulation, run)
        refresh_extras(edition_id, regulation, run)
    return warnings


def why_not_move_now(edition_id: int, entry_id: int, tier_key: str, reason: str) -> list[Reason]:
    """Why the entry cannot be given this tier as things stand."""
    regulation = regulation_of(edition_id)
    run = latest_run(edition_id, regulation.last_round.key)
    ranked = run is not None and any(each.entry_id == entry_id for each in candidates_of(regulation, run))
    return _why_not(edition_id, regulation, _row_of(edition_id, entry_id), tier_key, reason, ranked=ranked)


def _row_of(edition_id: int, entry_id: int) -> Award | None:
    return db.session.scalar(
        select(Award).where(Award.edition_id == edition_id, Award.entry_id == entry_id, Award.award_key == TIER_AWARD)
    )


def _why_not(
    edition_id: int, regulation: Regulation, row: Award | None, tier_key: str, reason: str, *, ranked: bool
) -> list[Reason]:
    current = row.tier_key if row is not None and row.state != "removed" else ""
    decided = row is not None and row.is_by_hand
    # Saying "no prize" of an entry without one is a decision too: it settles a tie.
    unchanged = current if current or decided else "?"
    return why_not_move(regulation, edition_by_id(edition_id).stage, tier_key, unchanged, reason, ranked=ranked)


def scope_key_of(regulation: Regulation, candidate: Candidate, tier_key: str) -> str:
    """The field, division or council a tier's prize of this entry belongs to."""
    tier = regulation.tier_of(tier_key)
    return candidate.scope_key(tier.scope or regulation.prizes.scope) if tier else ""


def _write(
    edition_id: int, regulation: Regulation, row: Award | None, candidate: Candidate, tier_key: str, reason: str
) -> None:
    if row is None:
        row = Award(edition_id=edition_id, entry_id=candidate.entry_id, award_key=TIER_AWARD)
        db.session.add(row)
    tier = regulation.tier_of(tier_key)
    row.tier_key = tier_key
    row.scope_key = scope_key_of(regulation, candidate, tier_key)
    row.rank, row.points = candidate.rank, candidate.points
    row.amount_vnd = amount_of(tier, row.scope_key) if tier else None
    row.reason = f"Ban Tổ chức quyết định: {reason}"
    row.state, row.is_by_hand = ("proposed" if tier else "removed"), True


def _warnings(
    edition_id: int,
    regulation: Regulation,
    candidates: dict[int, Candidate],
    candidate: Candidate,
    tier_key: str,
    planned: dict[tuple[str, str], int | None],
) -> list[Reason]:
    others = [
        (candidates[each.entry_id], each)
        for each in tier_awards(edition_id).values()
        if each.state != "removed" and each.entry_id != candidate.entry_id and each.entry_id in candidates
    ]
    key = scope_key_of(regulation, candidate, tier_key)
    authors = [sum(author in other.authors for other, _ in others) for author in candidate.authors]
    return move_warnings(
        regulation,
        tier_key,
        candidate.points,
        given=sum(award.tier_key == tier_key and award.scope_key == key for _, award in others),
        planned=planned.get((tier_key, key)),
        unit_has=sum(bool(candidate.unit) and other.unit == candidate.unit for other, _ in others),
        author_has=max(authors, default=0),
    )

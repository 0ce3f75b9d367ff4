"""A prize is taken back by a decision, others move up where the regulation says so, and a decision may undo it."""

from collections.abc import Sequence
from datetime import date

from contest.editions.queries import edition_by_id, regulation_of
from contest.entries.actions.telling import write_to_entrant
from contest.entries.models import Entry
from contest.entries.queries import briefs
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now, today
from contest.foundation.database import db
from contest.foundation.refusal import refuse, refuse_with
from contest.foundation.vietnamese import date as day
from contest.juries.queries import in_conflict
from contest.prizes.actions import revoking
from contest.prizes.queries import named, tier_awards
from contest.prizes.rules import MovedUp
from contest.results.actions.sealing import seal_results
from contest.results.models import Revocation
from contest.results.queries import moves_for, newest_seal
from contest.results.rules import by_decision, why_not_revoke_prize, why_not_undo


@action(Permission.PRIZE_DECIDE)
def revoke_prize(
    actor: Actor,
    edition_id: int,
    award_id: int,
    decision: str,
    decided_on: date | None,
    reason: str,
    moving: Sequence[tuple[int, str]] = (),
) -> int:
    """Take a confirmed award back by its key; `moving`: who moves up for it with the tiers, as the actor saw them.

    A result that was sealed is sealed anew; the public page shows at once that the prize is no longer one. Returns the
    revocation's key. Raises Refusal: revocation_no_prize, revocation_decision_missing, revocation_no_move_up, …
    """
    regulation, stage = regulation_of(edition_id), edition_by_id(edition_id).stage
    award = revoking.confirmed_award(edition_id, award_id)
    if award is not None and actor.id is not None and in_conflict(actor.id, award.entry_id):
        raise refuse_with("revocation_conflict")
    refuse(why_not_revoke_prize(stage, decision, decided_on, reason, today(), has_prize=award is not None))
    assert award is not None
    assert decided_on is not None
    moves = moves_for(edition_id, regulation, award.entry_id, award.award_key)
    if moving and regulation.prizes.after_revocation != "move_up":
        raise refuse_with("revocation_no_move_up")
    if sorted(moving) != sorted((move.entry_id, move.to_tier) for move in moves):
        raise refuse_with("revocation_changed")
    words = by_decision(decision, decided_on, reason)
    row = Revocation(
        edition_id=edition_id,
        entry_id=award.entry_id,
        award_id=award.id,
        award_key=award.award_key,
        author=award.author,
        tier_key=award.tier_key,
        name=named(regulation, award.award_key, award.tier_key),
        decision=decision.strip(),
        decided_on=decided_on,
        reason=reason.strip(),
        made_at=now(),
        made_by_id=actor.id,
    )
    revoking.take_back(actor, edition_id, award, words)
    up = f"Chuyển lên sau khi thu hồi giải theo Quyết định số {decision.strip()}."
    before = revoking.move_up(actor, edition_id, regulation, moves, up)
    row.moved = [[move.entry_id, *had, move.to_tier] for move, had in zip(moves, before, strict=True)]
    db.session.add(row)
    db.session.flush()
    _done(actor, row, "results.revoked", "prize.revoked", decision, reason, moves)
    return row.id


@action(Permission.PRIZE_DECIDE)
def undo_revocation(actor: Actor, edition_id: int, revocation_id: int, decision: str, reason: str) -> None:
    """Give the prize back, and to those who moved up what they had before. Raises Refusal: revocation_undone, …"""
    row = db.session.get(Revocation, revocation_id)
    if row is None or row.edition_id != edition_id:
        raise refuse_with("revocation_no_prize")
    regulation = regulation_of(edition_id)
    moved = {entry_id: revoking.Before(tier, scope, why) for entry_id, tier, scope, why, _ in row.moved}
    got = {entry_id: after for entry_id, _, _, _, after in row.moved}
    held = {key: one.tier_key for key, one in tier_awards(edition_id).items() if one.state != "removed"}
    codes = {key: one.code for key, one in briefs(edition_id, list(moved)).items()}
    refuse(
        why_not_undo(
            decision,
            reason,
            is_undone=row.undone_at is not None,
            moved=[(codes[entry_id], after) for entry_id, after in got.items()],
            now_held={codes[entry_id]: held.get(entry_id, "") for entry_id in moved},
        )
    )
    words = f"Hủy bỏ việc thu hồi theo Quyết định số {decision.strip()}: {reason.strip()}"
    revoking.move_back(actor, edition_id, regulation, moved, words)
    revoking.give_back(actor, edition_id, row.award_id, words)
    row.undone_at, row.undone_by_id = now(), actor.id
    row.undo_decision, row.undo_reason = decision.strip(), reason.strip()
    _done(actor, row, "results.revocation_undone", "prize.restored", decision, reason)


def _done(
    actor: Actor, row: Revocation, kind: str, letter: str, decision: str, reason: str, moves: Sequence[MovedUp] = ()
) -> None:
    """On record, told to the entrant, and sealed anew where the result was sealed."""
    payload = {
        "award": row.award_key,
        "tier": row.tier_key,
        "decision": decision.strip(),
        "reason": reason.strip(),
        "moved": [[move.code, move.from_tier, move.to_tier] for move in moves],
    }
    ledger.note(actor, row.edition_id, kind, f"entry:{row.entry_id}", payload)
    title = edition_by_id(row.edition_id).title
    more = {"giải": row.name, "số quyết định": decision.strip(), "ngày quyết định": day(row.decided_on)}
    write_to_entrant(db.session.get_one(Entry, row.entry_id), title, letter, more | {"lý do": reason.strip()})
    db.session.flush()
    if newest_seal(row.edition_id) is not None:
        seal_results(actor, row.edition_id)

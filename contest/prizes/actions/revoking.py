"""A confirmed prize is taken back or given back, and others move up: what the room after this one decides, on record.

Results decides and calls these; they are doors all the same, for whoever else would come.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select

from contest.editions.rules import Regulation
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.prizes.models import Award, AwardChange
from contest.prizes.queries import amount_of, candidates_of
from contest.prizes.rules import TIER_AWARD, MovedUp
from contest.ranking.queries import latest_run


def confirmed_award(edition_id: int, award_id: int) -> Award | None:
    """A confirmed award of an entry by its key, to be changed."""
    return db.session.scalar(
        select(Award).where(Award.edition_id == edition_id, Award.id == award_id, Award.state == "confirmed")
    )


@action(Permission.PRIZE_DECIDE)
def take_back(actor: Actor, edition_id: int, award: Award, reason: str) -> None:
    """The prize is no longer the entry's: by decision, so that no later proposal gives it back."""
    _note(actor, award, award.tier_key or award.award_key, "", reason)
    award.state, award.is_by_hand = "removed", True


@action(Permission.PRIZE_DECIDE)
def give_back(actor: Actor, edition_id: int, award_id: int, reason: str) -> None:
    """The prize is the entry's again."""
    award = db.session.scalars(select(Award).where(Award.edition_id == edition_id, Award.id == award_id)).one()
    award.state = "confirmed"
    _note(actor, award, "", award.tier_key or award.award_key, reason)


class Before(NamedTuple):
    """What an entry had before it moved: its tier ("" for none), the scope it counted in, the reason."""

    tier_key: str
    scope_key: str
    reason: str


@action(Permission.PRIZE_DECIDE)
def move_up(
    actor: Actor, edition_id: int, regulation: Regulation, moves: Sequence[MovedUp], words: str
) -> list[Before]:
    """Each has its better prize, confirmed, with the sentence of the rules behind `words`. Returns what each had."""
    run = latest_run(edition_id, regulation.last_round.key)
    places = {each.entry_id: each for each in candidates_of(regulation, run)} if run else {}
    before = []
    for move in moves:
        award = _tier_award(edition_id, move.entry_id)
        if award is None:
            award = Award(edition_id=edition_id, entry_id=move.entry_id, award_key=TIER_AWARD, tier_key="", reason="")
            db.session.add(award)
        before.append(Before(move.from_tier, award.scope_key or "", award.reason))
        award.rank, award.points = places[move.entry_id].rank, places[move.entry_id].points
        _set(actor, award, regulation, Before(move.to_tier, move.scope_key, f"{words} {move.reason}"), move.from_tier)
    return before


@action(Permission.PRIZE_DECIDE)
def move_back(actor: Actor, edition_id: int, regulation: Regulation, moved: Mapping[int, Before], words: str) -> None:
    """Each has again what it had before it moved up."""
    for entry_id, before in moved.items():
        award = _tier_award(edition_id, entry_id)
        assert award is not None
        _set(actor, award, regulation, before, award.tier_key, words)


@action(Permission.PRIZE_DECIDE)
def give_tier(actor: Actor, edition_id: int, regulation: Regulation, entry_id: int, tier_key: str, words: str) -> str:
    """The entry has this tier by decision, confirmed, with these words as its reason. Returns the tier's name."""
    run = latest_run(edition_id, regulation.last_round.key)
    place = next((one for one in candidates_of(regulation, run) if one.entry_id == entry_id), None) if run else None
    award = _tier_award(edition_id, entry_id)
    if award is None:
        award = Award(edition_id=edition_id, entry_id=entry_id, award_key=TIER_AWARD, tier_key="", reason="")
        db.session.add(award)
    before = award.tier_key if award.state == "confirmed" else ""
    tier = regulation.tier_of(tier_key)
    scope = (tier.scope if tier else None) or regulation.prizes.scope
    if place is not None:
        award.rank, award.points = place.rank, place.points
    _set(actor, award, regulation, Before(tier_key, place.scope_key(scope) if place else "", words), before)
    award.is_by_hand = True
    return tier.name if tier else tier_key


def _tier_award(edition_id: int, entry_id: int) -> Award | None:
    return db.session.scalar(
        select(Award).where(Award.edition_id == edition_id, Award.entry_id == entry_id, Award.award_key == TIER_AWARD)
    )


def _set(actor: Actor, award: Award, regulation: Regulation, to: Before, before: str, words: str = "") -> None:
    """Confirm this tier of the award, or take it away where there was none."""
    tier = regulation.tier_of(to.tier_key)
    award.tier_key, award.scope_key, award.reason = to.tier_key, to.scope_key, to.reason
    award.amount_vnd = amount_of(tier, to.scope_key) if tier else None
    award.state, award.decided_at, award.decided_by_id = "confirmed" if tier else "removed", now(), actor.id
    db.session.flush()
    _note(actor, award, before, to.tier_key, words or to.reason)


def _note(actor: Actor, award: Award, before: str, after: str, reason: str) -> None:
    db.session.add(
        AwardChange(
            edition_id=award.edition_id,
            entry_id=award.entry_id,
            award_key=award.award_key,
            from_tier=before,
            to_tier=after,
            reason=reason,
            changed_at=now(),
            changed_by_id=actor.id,
        )
    )

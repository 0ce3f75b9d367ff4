"""Extra and topic awards: given by the council or by decision, beside a tier's prize or instead of one."""

from sqlalchemy import func, select

from contest.editions.queries import edition_by_id, regulation_of
from contest.entries.models import Entry, EntryAuthor
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse, refuse_with
from contest.prizes.models import Award, AwardChange
from contest.prizes.queries import latest_proposal, tier_awards
from contest.prizes.rules import why_not_extra
from contest.ranking.queries import latest_run, place_in


@action(Permission.PRIZE_DECIDE)
def give_extra(actor: Actor, edition_id: int, entry_id: int, award_key: str, reason: str, author: int = 0) -> None:
    """Give an entry, or one of its authors (from 1), an extra award with the reason.

    Raises Refusal: prize_extra_unknown, prize_extra_given_already …
    """
    regulation = regulation_of(edition_id)
    code = _code(edition_id, entry_id)
    has_tier = entry_id in {each.entry_id for each in tier_awards(edition_id).values() if each.state != "removed"}
    refuse(
        why_not_extra(
            regulation, edition_by_id(edition_id).stage, award_key, reason, has_tier, author, _authors(entry_id)
        )
    )
    _refuse_when_confirmed(edition_id)
    row = _row(edition_id, entry_id, award_key, author)
    if row is not None and row.state != "removed":
        raise refuse_with("prize_extra_given_already", "award")
    extra = next(each for each in (*regulation.extra_awards, *regulation.topic_awards) if each.key == award_key)
    run = latest_run(edition_id, regulation.last_round.key)
    rank, points = place_in(run.id, entry_id) if run else (None, None)
    if row is None:
        row = Award(edition_id=edition_id, entry_id=entry_id, award_key=award_key, tier_key="", author=author)
        db.session.add(row)
    row.rank, row.points, row.amount_vnd = rank, points, extra.amount
    row.reason, row.state, row.is_by_hand = reason.strip(), "proposed", True
    _note(actor, edition_id, entry_id, award_key, code, reason, given=True)


@action(Permission.PRIZE_DECIDE)
def take_extra(actor: Actor, edition_id: int, entry_id: int, award_key: str, reason: str, author: int = 0) -> None:
    """Take an extra award away again, a computed one for good. Raises Refusal: prize_extra_not_given …"""
    code = _code(edition_id, entry_id)
    _refuse_when_confirmed(edition_id)
    row = _row(edition_id, entry_id, award_key, author)
    if row is None or row.state == "removed":
        raise refuse_with("prize_extra_not_given", "award")
    if not reason.strip():
        raise refuse_with("prize_reason_missing", "reason")
    row.state, row.is_by_hand = "removed", True
    _note(actor, edition_id, entry_id, award_key, code, reason, given=False)


def _code(edition_id: int, entry_id: int) -> str:
    entry = db.session.get(Entry, entry_id)
    if entry is None or entry.edition_id != edition_id:
        raise refuse_with("prize_entry_unknown")
    return entry.code or ""


def _authors(entry_id: int) -> int:
    count = select(func.count()).select_from(EntryAuthor).where(EntryAuthor.entry_id == entry_id)
    return db.session.scalar(count) or 0


def _row(edition_id: int, entry_id: int, award_key: str, author: int) -> Award | None:
    return db.session.scalar(
        select(Award).where(
            Award.edition_id == edition_id,
            Award.entry_id == entry_id,
            Award.award_key == award_key,
            Award.author == author,
        )
    )


def _refuse_when_confirmed(edition_id: int) -> None:
    proposal = latest_proposal(edition_id)
    if proposal is not None and proposal.confirmed_at is not None:
        raise refuse_with("prize_all_confirmed")


def _note(actor: Actor, edition_id: int, entry_id: int, award_key: str, code: str, reason: str, *, given: bool) -> None:
    change = AwardChange(
        edition_id=edition_id,
        entry_id=entry_id,
        award_key=award_key,
        from_tier="" if given else award_key,
        to_tier=award_key if given else "",
        reason=reason.strip(),
        changed_at=now(),
        changed_by_id=actor.id,
    )
    db.session.add(change)
    kind = "prizes.extra_given" if given else "prizes.extra_taken"
    ledger.note(
        actor, edition_id, kind, f"entry:{entry_id}", {"code": code, "award": award_key, "reason": reason.strip()}
    )

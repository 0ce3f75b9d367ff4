"""The authors of an entry say who should not judge it; the office then confirms or dismisses what is found by it."""

from sqlalchemy import select

from contest.entries.models import Entry
from contest.entries.queries import owned_by
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse, refuse_with
from contest.juries.models import Avoidance
from contest.juries.queries import avoidances, rounds
from contest.juries.rules.wishes import why_not_avoid


@action(Permission.ENTRY_OWN)
def ask_to_avoid(actor: Actor, edition_id: int, entry_id: int, name: str, reason: str) -> None:
    """Name somebody who should not judge the own entry, with the reason.

    Raises Refusal: avoid_name_missing, avoid_reason_missing, avoid_too_many, avoid_twice, avoid_too_late.
    """
    entry = _own(actor, edition_id, entry_id)
    words, why = whole(name, 200, "name"), whole(reason, 1000, "reason")
    known = [row.name for row in avoidances(entry_id)]
    refuse(why_not_avoid(words, why, known, is_judged=any(card.state != "preparing" for card in rounds(edition_id))))
    db.session.add(
        Avoidance(edition_id=edition_id, entry_id=entry_id, name=words, reason=why, made_at=now(), made_by_id=actor.id)
    )
    db.session.flush()
    ledger.note(actor, edition_id, "conflict.wished", f"entry:{entry.code or entry_id}", {"named": len(known) + 1})


@action(Permission.ENTRY_OWN)
def take_back_avoidance(actor: Actor, edition_id: int, entry_id: int, avoidance_id: int) -> None:
    """Take a name back; what the office has decided stays. Raises Refusal: avoid_gone."""
    _own(actor, edition_id, entry_id)
    row = db.session.get(Avoidance, avoidance_id)
    if row is None or row.entry_id != entry_id or row.withdrawn_at is not None:
        raise refuse_with("avoid_gone")
    row.withdrawn_at = now()


def _own(actor: Actor, edition_id: int, entry_id: int) -> Entry:
    entry = db.session.scalar(
        select(Entry).where(Entry.id == entry_id, Entry.edition_id == edition_id, owned_by(actor))
    )
    if entry is None:
        raise refuse_with("avoid_not_yours")
    return entry

"""A change to what was judged or decided: proposed, shown as it would come out, approved by two, made as it was seen.

Nothing here writes a score, a prize, a decision on an entry or a text of the regulation: that is done by the deeds of
the rooms before, one after another in one transaction. What alters figures is compared with what was seen, and given
up where it differs.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from contest.editions.actions import digest_of
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse, refuse_with
from contest.foundation.vietnamese import moment
from contest.juries.queries import in_conflict
from contest.prizes.actions.plain import PlainDeed
from contest.prizes.actions.seen import SeenChange, seen_change
from contest.prizes.actions.telling import tell_approvers
from contest.prizes.models import ChangeApproval, ChangePreview, ProposedChange
from contest.prizes.queries.changing import ChangeCard, change_card
from contest.prizes.rules.changes import (
    CHANGE_LASTS,
    why_not_approve_change,
    why_not_look_again,
    why_not_withdraw_change,
)
from contest.prizes.rules.changes.plain import PLAIN_WORDS


@action(Permission.CHANGE_PROPOSE)
def propose_change(
    actor: Actor, edition_id: int, kind: str, terms: Mapping[str, Any], reason: str, text: str = ""
) -> int:
    """Propose a change and work out what it would alter; returns its key.

    kind and terms: score {round, entry, judge, points: {cell: "7.5"}}, entry {entry}, judge {round, judge}, regulation
    (amendment while nothing is ranked) {} with the whole new text, round {round}, confirm {}, reopen {}. The same deed
    asked for again while it waits is the same proposal. Raises Refusal: change_not_now, change_outdated,
    change_reason_missing, change_nothing …
    """
    if kind in ("regulation", "amendment"):
        terms = {"digest": digest_of(text)}
    looked = _looked(edition_id, kind, terms, text)
    refuse(looked.why_not(reason))
    entry_id = terms.get("entry")
    _must_be_free(actor, entry_id)
    if kind in PLAIN_WORDS and (same := _waiting(edition_id, kind, terms)) is not None:
        return same
    row = ProposedChange(
        edition_id=edition_id,
        kind=kind,
        entry_id=entry_id,
        terms=looked.kept,
        text=text,
        reason=reason.strip(),
        proposed_at=now(),
        proposed_by_id=actor.id,
        expires_at=now() + CHANGE_LASTS,
    )
    db.session.add(row)
    db.session.flush()
    _keep(actor, row, looked, 1)
    payload = {"kind": kind, "terms": dict(row.terms), "reason": row.reason, "fingerprint": looked.fingerprint}
    ledger.note(actor, edition_id, "change.proposed", f"change:{row.id}", payload)
    tell_approvers(edition_id, row.id, kind, actor.name, row.expires_at, actor.id)
    return row.id


def _waiting(edition_id: int, kind: str, terms: Mapping[str, Any]) -> int | None:
    """A proposal of the same deed that still waits."""
    rows = db.session.scalars(
        select(ProposedChange).where(
            ProposedChange.edition_id == edition_id,
            ProposedChange.kind == kind,
            ProposedChange.state == "waiting",
            ProposedChange.expires_at > now(),
        )
    )
    return next((row.id for row in rows if row.terms == dict(terms)), None)


@action(Permission.CHANGE_PROPOSE)
def ask_for(
    actor: Actor, edition_id: int, kind: str, terms: Mapping[str, Any], reason: str, text: str = ""
) -> tuple[int, bool]:
    """Ask for a deed that takes two; who may approve approves at once. Its key, and whether it is done now.

    Asked for by a second person who may approve, it is done: both said the same of the same. Raises Refusal as
    `propose_change` and `approve_change` do.
    """
    change_id = propose_change(actor, edition_id, kind, terms, reason, text)
    if actor.id is None or not actor.may(Permission.CHANGE_APPROVE, edition_id):
        return change_id, False
    card = change_card(edition_id, change_id)
    assert card is not None
    looked = _looked(edition_id, card.kind, card.terms, card.text)
    if looked.fingerprint != card.fingerprint:
        look_again(actor, edition_id, change_id)
    elif actor.id in card.standing.approved_by:
        return change_id, False
    return change_id, approve_change(actor, edition_id, change_id, looked.fingerprint)


@action(Permission.CHANGE_PROPOSE)
def look_again(actor: Actor, edition_id: int, change_id: int) -> int:
    """Work the preview out anew on what stands now; approvals of the one before no longer count. Its number."""
    row, card = _taken_up(edition_id, change_id)
    looked = _looked(edition_id, card.kind, card.terms, card.text)
    refuse(
        why_not_look_again(card.standing, now(), looked.fingerprint, moment(card.expires_at))
        or looked.why_not(card.reason)
    )
    _keep(actor, row, looked, card.number + 1)
    payload = {"preview": card.number + 1, "fingerprint": looked.fingerprint}
    ledger.note(actor, edition_id, "change.seen_again", f"change:{row.id}", payload)
    return card.number + 1


@action(Permission.CHANGE_APPROVE)
def approve_change(actor: Actor, edition_id: int, change_id: int, seen: str) -> bool:
    """Approve what was seen (the preview's fingerprint); the second approval makes the change. True once it is made.

    Raises Refusal: change_moved, change_seen_other, change_approved_already, change_expired, change_conflict …
    """
    row, card = _taken_up(edition_id, change_id)
    looked = _looked(edition_id, card.kind, card.terms, card.text)
    until = moment(card.expires_at)
    why = why_not_approve_change(card.standing, actor.id, now(), seen, looked.fingerprint, until)
    refuse(why or (looked.why_not_now(card.reason) if isinstance(looked, SeenChange) else looked.why_not(card.reason)))
    _must_be_free(actor, card.entry_id)
    db.session.add(ChangeApproval(preview_id=card.preview_id, person_id=actor.id, approved_at=now()))
    db.session.flush()
    payload = {"preview": card.number, "fingerprint": card.fingerprint}
    ledger.note(actor, edition_id, "change.approved", f"change:{row.id}", payload)
    if card.standing.needed > 1:
        return False
    looked.make(actor, card)
    row.state, row.ended_at, row.ended_by_id = "made", now(), actor.id
    approved_by = sorted({*card.standing.approved_by, actor.id or 0})
    payload = {"preview": card.number, "fingerprint": card.fingerprint, "approved_by": approved_by}
    ledger.note(actor, edition_id, "change.made", f"change:{row.id}", payload)
    return True


@action(Permission.CHANGE_PROPOSE)
def withdraw_change(actor: Actor, edition_id: int, change_id: int, reason: str) -> None:
    """Take a proposal back, with a reason; what was seen of it stays. Raises Refusal."""
    row, card = _taken_up(edition_id, change_id)
    may = actor.id == card.proposed_by_id or actor.may(Permission.CHANGE_APPROVE, edition_id)
    refuse(why_not_withdraw_change(card.standing, reason, may=may))
    row.state, row.ended_at, row.ended_by_id = "withdrawn", now(), actor.id
    row.end_reason = reason.strip()
    ledger.note(actor, edition_id, "change.withdrawn", f"change:{row.id}", {"reason": reason.strip()})


def _looked(edition_id: int, kind: str, terms: Mapping[str, Any], text: str) -> SeenChange | PlainDeed:
    """What is asked for, held against what stands now."""
    return (
        PlainDeed(edition_id, kind, terms, text) if kind in PLAIN_WORDS else seen_change(edition_id, kind, terms, text)
    )


def _must_be_free(actor: Actor, entry_id: int | None) -> None:
    if entry_id is not None and actor.id is not None and in_conflict(actor.id, entry_id):
        raise refuse_with("change_conflict")


def _keep(actor: Actor, row: ProposedChange, looked: SeenChange | PlainDeed, number: int) -> None:
    db.session.add(
        ChangePreview(
            change_id=row.id,
            number=number,
            fingerprint=looked.fingerprint,
            content=looked.content(),
            made_at=now(),
            made_by_id=actor.id,
        )
    )
    db.session.flush()


def _taken_up(edition_id: int, change_id: int) -> tuple[ProposedChange, ChangeCard]:
    """The row, held until the deed is done, and its card."""
    row = db.session.scalar(
        select(ProposedChange)
        .where(ProposedChange.id == change_id, ProposedChange.edition_id == edition_id)
        .with_for_update()
    )
    card = change_card(edition_id, change_id) if row else None
    if row is None or card is None:
        raise refuse_with("change_unknown")
    return row, card

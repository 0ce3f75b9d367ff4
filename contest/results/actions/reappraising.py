"""Judges who had not scored an entry look at it anew; what follows for its prize is a decision of somebody else."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from contest.editions.queries import edition_by_id, regulation_of
from contest.entries.actions.telling import write_to_entrant
from contest.entries.models import Entry
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now, today
from contest.foundation.database import db
from contest.foundation.mail import Recipient, link, post
from contest.foundation.refusal import Reason, Refusal, refuse, refuse_with
from contest.foundation.vietnamese import date as day
from contest.people.queries import people_cards
from contest.prizes.actions.revoking import give_tier
from contest.prizes.queries import tier_awards
from contest.results.actions.sealing import seal_results
from contest.results.models import Complaint, Reappraisal
from contest.results.queries import newest_seal
from contest.results.queries.reappraisals import invited, scored_round_of
from contest.results.rules import faults_of_decision
from contest.results.rules.complaints import OPEN
from contest.results.rules.reappraising import Invited, by_redress, why_not_look, why_not_redress
from contest.scoring.rules import cells, total, why_not_score


@action(Permission.COMPLAINT_HANDLE)
def ask_looks(actor: Actor, edition_id: int, number: int, judge_ids: Collection[int]) -> None:
    """Ask judges to look at the entry of a complaint anew. Raises Refusal: anew_scored, anew_conflict, anew_asked …"""
    row = _complaint(edition_id, number)
    if row.state not in OPEN:
        raise refuse_with("complaint_settled")
    key = scored_round_of(edition_id, row.entry_id)
    known, cards = invited(edition_id, row.entry_id, row.id), people_cards(list(judge_ids))
    reasons = [] if judge_ids else [Reason("anew_nobody", where="judges")]
    reasons += [] if key else [Reason("anew_no_round")]
    for judge_id in judge_ids:
        name = cards[judge_id].name if judge_id in cards else ""
        reasons += why_not_look(known.get(judge_id, Invited(name, False, False, False, False)))
    refuse(reasons)
    for judge_id in judge_ids:
        look = Reappraisal(complaint_id=row.id, round_key=key, judge_id=judge_id, asked_at=now(), asked_by_id=actor.id)
        db.session.add(look)
        db.session.flush()
        _invite(edition_id, look.id, judge_id, key or "")
    _note(actor, row, "complaints.looks_asked", {"judges": sorted(judge_ids)})


@action(Permission.SCORE_GIVE)
def give_look(actor: Actor, edition_id: int, look_id: int, points: Mapping[str, Decimal | None], comment: str) -> None:
    """A judge's new look, whole and with words.

    Raises Refusal: anew_settled, anew_comment_missing, score_missing, score_above_max …
    """
    look, row = _mine(actor, edition_id, look_id)
    criteria = regulation_of(edition_id).criteria_of(look.round_key)
    reasons = why_not_score(criteria, points)
    reasons += [
        Reason("score_missing", {"name": cell.full_name}, cell.key)
        for cell in cells(criteria)
        if points.get(cell.key) is None
    ]
    if not comment.strip():
        reasons.append(Reason("anew_comment_missing", where="comment"))
    refuse(reasons)
    look.points = {key: format(value, "f") for key, value in points.items() if value is not None}
    look.total, look.comment = total(criteria, points), comment.strip()
    look.state, look.given_at = "given", now()
    _note(actor, row, "complaints.look_given", {"judge": look.judge_id, "total": look.total})


@action(Permission.SCORE_GIVE)
def decline_look(actor: Actor, edition_id: int, look_id: int, reason: str) -> None:
    """A judge does not look anew, with the reason. Raises Refusal: anew_settled, anew_reason_missing."""
    look, row = _mine(actor, edition_id, look_id)
    if not reason.strip():
        raise refuse_with("anew_reason_missing", "reason")
    look.state, look.comment, look.given_at = "declined", reason.strip(), now()
    _note(actor, row, "complaints.look_declined", {"judge": look.judge_id})


@action(Permission.COMPLAINT_HANDLE)
def drop_look(actor: Actor, edition_id: int, number: int, look_id: int, reason: str) -> None:
    """The office waits for a look no longer, with the reason. Raises Refusal: anew_settled, anew_reason_missing."""
    row, look = _complaint(edition_id, number), db.session.get(Reappraisal, look_id)
    if look is None or look.complaint_id != row.id or look.state != "asked":
        raise refuse_with("anew_settled")
    if not reason.strip():
        raise refuse_with("anew_reason_missing", "reason")
    look.state, look.comment, look.given_at = "declined", reason.strip(), now()
    _note(actor, row, "complaints.look_dropped", {"judge": look.judge_id})


@action(Permission.PRIZE_DECIDE)
def redress(
    actor: Actor, edition_id: int, number: int, tier_key: str, decision: str, decided_on: date | None, reason: str
) -> None:
    """Give the entry of an upheld complaint another tier by a decision of somebody who did not answer it.

    Others keep their prizes. A sealed result is sealed anew. Raises Refusal: redress_not_upheld, redress_same_person,
    redress_unchanged, revocation_decision_missing …
    """
    row, regulation = _complaint(edition_id, number), regulation_of(edition_id)
    held = tier_awards(edition_id).get(row.entry_id)
    refuse(
        why_not_redress(
            edition_by_id(edition_id).stage,
            outcome=row.outcome,
            is_handler=actor.id is not None and actor.id == row.answered_by_id,
            tiers=[tier.key for tier in regulation.prizes.tiers],
            tier_key=tier_key,
            current=held.tier_key if held is not None and held.state != "removed" else "",
            faults_of_decision=faults_of_decision(decision, decided_on, reason, today()),
        )
    )
    assert decided_on is not None
    words = by_redress(number, decision, decided_on, reason)
    name = give_tier(actor, edition_id, regulation, row.entry_id, tier_key, words)
    payload = {"tier": tier_key, "decision": decision.strip(), "reason": reason.strip()}
    _note(actor, row, "complaints.redressed", payload)
    more = {
        "giải": name,
        "số quyết định": decision.strip(),
        "ngày quyết định": day(decided_on),
        "lý do": reason.strip(),
    }
    write_to_entrant(db.session.get_one(Entry, row.entry_id), edition_by_id(edition_id).title, "prize.redressed", more)
    db.session.flush()
    if newest_seal(edition_id) is not None:
        seal_results(actor, edition_id)


def _complaint(edition_id: int, number: int) -> Complaint:
    row = db.session.scalar(select(Complaint).where(Complaint.edition_id == edition_id, Complaint.number == number))
    if row is None:
        raise refuse_with("complaint_settled")
    return row


def _mine(actor: Actor, edition_id: int, look_id: int) -> tuple[Reappraisal, Complaint]:
    look = db.session.get(Reappraisal, look_id)
    row = db.session.get(Complaint, look.complaint_id) if look is not None else None
    if look is None or row is None or row.edition_id != edition_id or look.judge_id != actor.id:
        raise refuse_with("anew_settled")
    if look.state != "asked" or row.state not in OPEN:
        raise refuse_with("anew_settled")
    return look, row


def _invite(edition_id: int, look_id: int, judge_id: int, round_key: str) -> None:
    card, edition = people_cards([judge_id])[judge_id], edition_by_id(edition_id)
    round_ = regulation_of(edition_id).round_of(round_key)
    try:
        address = link("results.look", slug=edition.slug, look_id=look_id)
    except Refusal:
        address = ""
    values = {
        "hội thi": edition.title,
        "họ tên": card.name,
        "vòng chấm": round_.name if round_ else "",
        "đường dẫn": address,
    }
    to = Recipient(card.name, card.email or "", card.phone or "", card.id)
    post("complaint.look", edition_id, to, values, about=f"look:{look_id}", once=f"complaint.look:{look_id}")


def _note(actor: Actor, row: Complaint, kind: str, payload: Mapping[str, object]) -> None:
    ledger.note(actor, row.edition_id, kind, f"entry:{row.entry_id}", {"number": row.number, **payload})

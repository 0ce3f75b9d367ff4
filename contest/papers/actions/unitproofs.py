"""Units read the proof of their certificates: they are asked, say it is right or ask for their name to be corrected."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import select

from contest.editions.queries import edition_by_id, regulation_of
from contest.entries.actions import Mend, mend_printed
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.mail import link, post, rule_of
from contest.foundation.refusal import refuse, refuse_with
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import nfc
from contest.papers.models import UnitProof
from contest.papers.queries.unitproofs import (
    Proof,
    linked_unit,
    recipients_of_unit,
    unit_line,
    unit_lines,
    unit_proof,
    unit_proofs,
    unit_token,
    written_as,
)
from contest.papers.rules.unitproofs import why_not_answer, why_not_ask_name, why_not_settle
from contest.prizes.actions import name_unit


def put_unit_proofs(edition_id: int, wanted: Mapping[str, Sequence[str]], due_on: date) -> tuple[int, int]:
    """Ask these units within the present deed; returns how many have not confirmed, and how many were written to.

    wanted: the kinds of certificates by unit. Who has confirmed what would be printed is left in peace.
    """
    known = {row.unit: row for row in db.session.scalars(select(UnitProof).where(UnitProof.edition_id == edition_id))}
    for unit, kinds in wanted.items():
        row = known.get(unit)
        if row is None:
            row = UnitProof(edition_id=edition_id, unit=unit, asked_at=now(), due_on=due_on)
            db.session.add(row)
        row.kinds, row.due_on = list(kinds), due_on
    db.session.flush()
    lines = [line for line in unit_lines(edition_id) if line.proof.unit in wanted]
    to_write = {line.proof.unit for line in lines if line.state not in ("confirmed", "correcting")}
    for row in db.session.scalars(select(UnitProof).where(UnitProof.edition_id == edition_id)):
        if row.unit in to_write and row.unit in known:
            row.asked_at, row.times = now(), row.times + 1
    db.session.flush()
    asked = [proof for proof in unit_proofs(edition_id) if proof.unit in to_write]
    return len(asked), write_units("certificate.unit_proof", asked)


def write_units(event: str, asked: Collection[Proof], answer: str = "", once: str = "") -> int:
    """The letter of an event to these units; returns of how many somebody was written to.

    once: about this occasion one letter leaves to each.
    """
    written = set()
    for proof in asked:
        values = {
            "hội thi": edition_by_id(proof.edition_id).title,
            "đơn vị": proof.name,
            "hạn xác nhận": day(proof.due_on),
            "đường dẫn": link("papers.unit_proof_answer", token=unit_token(proof)),
            "trả lời": answer,
        }
        for place, to in enumerate(recipients_of_unit(proof.edition_id, proof.unit)):
            key = f"unit_proof:{proof.id}:{to.person_id or place}:{once}" if once else None
            if post(event, proof.edition_id, to, values, once=key, rule=rule_of(proof.edition_id, event)):
                written.add(proof.id)
    return len(written)


@action(Permission.LETTER_SEND)
def remind_units(actor: Actor, edition_id: int, occasion: str) -> int:
    """Write again to the units that have not answered, once for the occasion; returns of how many."""
    silent = [proof for proof in unit_proofs(edition_id) if proof.answered_at is None]
    return write_units("certificate.unit_proof", silent, once=occasion)


@action(Permission.ACCOUNT_OPEN)
def confirm_unit(actor: Actor, token: str, seen: str, name: str) -> None:
    """Say by the link that the unit's certificates are right as they were read. Raises Refusal: proof_none, proof_…"""
    proof = _linked(token)
    _answered(actor, proof, seen, name, "unit", right=True)


@action(Permission.ENTRY_MANAGE)
def record_unit(actor: Actor, edition_id: int, proof_id: int, seen: str, name: str) -> None:
    """Put on record that a unit confirmed on paper or by telephone; name: who, how and when."""
    proof = unit_proof(edition_id, proof_id)
    if proof is None:
        raise refuse_with("proof_none")
    _answered(actor, proof, seen, name, "office", right=True)


@action(Permission.ACCOUNT_OPEN)
def ask_unit_name(actor: Actor, token: str, seen: str, name: str, wanted: str, why: str) -> None:
    """Ask by the link for the unit's name to be corrected. Raises Refusal: proof_…, each at its field."""
    proof = _linked(token)
    row = _answered(actor, proof, seen, name, "unit", right=False, wanted=nfc(wanted), why=nfc(why))
    row.wanted, row.why, row.answer = nfc(wanted), nfc(why), ""
    row.settled_at, row.settled_by_id = None, None


def _linked(token: str) -> Proof:
    proof = linked_unit(token)
    if proof is None:
        raise refuse_with("proof_none")
    return proof


def _answered(
    actor: Actor, proof: Proof, seen: str, name: str, way: str, *, right: bool, wanted: str = "", why: str = ""
) -> UnitProof:
    row = db.session.get_one(UnitProof, proof.id, with_for_update=True)
    line = unit_line(proof, regulation_of(proof.edition_id), edition_by_id(proof.edition_id).title)
    reasons = why_not_answer(name, seen=seen, now=line.seen, is_open=proof.is_open)
    refuse(reasons if right else [*reasons, *why_not_ask_name(wanted, proof.name, why)])
    row.answered_at, row.answered_as, row.answered_by = now(), way, whole(name, 200, "name")
    row.is_right, row.seen = right, line.seen
    return row


@action(Permission.ENTRY_MANAGE)
def settle_unit(
    actor: Actor, edition_id: int, proof_id: int, accept: bool, answer: str, *, dossiers: bool = False
) -> int:
    """Print the name that was asked for, or say why not; the unit is told and reads once more.

    dossiers: also where dossiers of winners spell the unit as its award does. Returns in how many of them.
    Raises Refusal: proof_settled, proof_answer_missing.
    """
    proof = unit_proof(edition_id, proof_id)
    refuse(why_not_settle(answer, is_open=proof is not None and proof.is_open, accept=accept))
    assert proof is not None
    row = db.session.get_one(UnitProof, proof_id, with_for_update=True)
    mended: set[int] = set()
    if accept:
        places = written_as(edition_id, {proof.unit, proof.name}) if dossiers else []
        name_unit(actor, edition_id, row.unit, row.wanted)
        for place in places:
            mend = Mend(place.author_id, "unit", row.wanted)
            mend_printed(actor, edition_id, place.entry_id, mend, _MENDED)
            mended.add(place.entry_id)
    row.answer, row.settled_at, row.settled_by_id = whole(answer, 500, "answer"), now(), actor.id
    db.session.flush()
    payload = {"accepted": accept, "dossiers": len(mended)}
    ledger.note(actor, edition_id, "certificates.unit_name_settled", f"unit_proof:{proof_id}", payload)
    became = "đã sửa theo đề nghị" if accept else "không sửa"
    settled = unit_proof(edition_id, proof_id)
    if settled is not None:
        words = f"Tên đơn vị: {became}{f'. {row.answer}' if row.answer else ''}"
        write_units("certificate.unit_proof_settled", [settled], words)
    return len(mended)


_MENDED = "Sửa tên đơn vị theo đề nghị của đơn vị khi xác nhận giấy chứng nhận"

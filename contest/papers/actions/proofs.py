"""Proofs of certificates: asked for, reminded of, corrections settled by the office."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import select

from contest.editions.queries import edition_by_id, regulation_of
from contest.entries.actions import Mend, mend_printed
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now, today
from contest.foundation.database import db
from contest.foundation.forgetting import when_forgotten
from contest.foundation.mail import Recipient, link, post, rule_of
from contest.foundation.refusal import refuse, refuse_with
from contest.foundation.vietnamese import date as day
from contest.papers.actions.unitproofs import put_unit_proofs
from contest.papers.models import CertificateCorrection, CertificateProof
from contest.papers.queries.certificates import due_of, people_of
from contest.papers.queries.proofs import (
    Correction,
    Proof,
    corrections,
    holders,
    proof_lines,
    proof_of,
    proof_token,
    proofs,
)
from contest.papers.rules.certificates import kinds_of, why_not_issue
from contest.papers.rules.proofs import (
    label_of,
    values_of,
    why_not_ask,
)
from contest.results.queries.standing import standing_seal


@action(Permission.ENTRY_MANAGE)
def ask_proofs(actor: Actor, edition_id: int, due_on: date | None, kinds: Sequence[str]) -> tuple[int, int]:
    """Ask the holder of every winning entry, and every unit with an award, to read these kinds of certificates.

    Returns how many have not confirmed yet, and of how many of them somebody was written to.

    Said again, the last day moves and only who has not confirmed is written to.
    Raises Refusal: certificate_unsealed …, proof_due_past, proof_no_kind, proof_nobody.
    """
    regulation, seal = regulation_of(edition_id), standing_seal(edition_id)
    faults = seal.faults if seal else ()
    refuse(
        [
            *why_not_issue(sealed=seal is not None, faults=faults, current=bool(seal and seal.is_current)),
            *why_not_ask(due_on, kinds, [kind.key for kind in kinds_of(regulation)], today()),
        ]
    )
    assert seal is not None
    assert due_on is not None
    people = people_of(edition_id, {award["entry"] for award in seal.awards})
    wanted: dict[int, list[str]] = {}
    units: dict[str, list[str]] = {}
    for due in due_of(regulation, seal, people):
        if due.kind_key in kinds:
            own = wanted.setdefault(due.entry_id, []) if due.entry_id is not None else units.setdefault(due.unit, [])
            own += [due.kind_key] if due.kind_key not in own else []
    if not wanted and not units:
        raise refuse_with("proof_nobody", "kinds")
    unit_asked, unit_written = put_unit_proofs(edition_id, units, due_on)
    _put(edition_id, wanted, due_on)
    # Who has confirmed what would be printed, or waits for an answer of ours, is left in peace.
    lines = [line for line in proof_lines(edition_id, people) if line.proof.entry_id in wanted]
    to_write = [line.proof.entry_id for line in lines if line.state not in ("confirmed", "correcting")]
    _renew(edition_id, to_write)
    asked = proofs(edition_id)
    written = _write("certificate.proof", edition_id, [asked[key] for key in to_write])
    payload = {"entries": len(wanted), "units": len(units), "kinds": list(kinds), "due": due_on.isoformat()}
    ledger.note(actor, edition_id, "certificates.proofs_asked", f"edition:{edition_id}", payload)
    return len(to_write) + unit_asked, written + unit_written


def _put(edition_id: int, wanted: Mapping[int, Sequence[str]], due_on: date) -> None:
    of_edition = CertificateProof.edition_id == edition_id
    known = {row.entry_id: row for row in db.session.scalars(select(CertificateProof).where(of_edition))}
    for entry_id, kinds in wanted.items():
        row = known.get(entry_id)
        if row is None:
            row = CertificateProof(edition_id=edition_id, entry_id=entry_id, asked_at=now(), due_on=due_on)
            db.session.add(row)
        row.kinds, row.due_on = list(kinds), due_on
    db.session.flush()


def _renew(edition_id: int, entry_ids: Collection[int]) -> None:
    """Asked from now on: links of before are dead."""
    own = (CertificateProof.edition_id == edition_id, CertificateProof.entry_id.in_(list(entry_ids)))
    for row in db.session.scalars(select(CertificateProof).where(*own)):
        row.asked_at = now()
    db.session.flush()


def _write(
    event: str, edition_id: int, asked: Collection[Proof], more: Mapping[str, str] | None = None, once: str = ""
) -> int:
    """The letter of an event to everybody who holds these entries; returns of how many entries somebody was written to.

    once: about this occasion one letter leaves to each.
    """
    edition, rule = edition_by_id(edition_id), rule_of(edition_id, event)
    by_entry = {proof.entry_id: proof for proof in asked}
    written = set()
    for holder in holders(by_entry):
        proof = by_entry[holder.entry_id]
        values = {
            "hội thi": edition.title,
            "mã số": holder.code,
            "tên hồ sơ": holder.title,
            "hạn xác nhận": day(proof.due_on),
            "đường dẫn": link("papers.proof_answer", token=proof_token(proof)),
        }
        key = f"proof:{proof.id}:{_whom(holder.to)}:{once}" if once else None
        about = f"entry:{holder.entry_id}"
        if post(event, edition_id, holder.to, values | dict(more or {}), about=about, once=key, rule=rule):
            written.add(holder.entry_id)
    return len(written)


def _whom(to: Recipient) -> str:
    return str(to.person_id or "") or "0"


@action(Permission.LETTER_SEND)
def remind_of_proofs(actor: Actor, edition_id: int, entry_ids: Collection[int], occasion: str) -> int:
    """Write again to those who have not answered, once for the occasion; returns of how many entries."""
    waiting = [proof for key, proof in proofs(edition_id).items() if key in entry_ids and proof.answered_at is None]
    return _write("certificate.proof_reminder", edition_id, waiting, once=occasion)


@action(Permission.ENTRY_MANAGE)
def settle_correction(
    actor: Actor, edition_id: int, entry_id: int, correction_id: int, accept: bool, answer: str, *, anew: bool = False
) -> str:
    """Do what was asked, in the dossier itself, or refuse it with the reason; the holder is told and reads once more.

    anew: it is known that the dossier says something else by now. Returns which part of it was put right; "" for none.
    Raises Refusal: proof_settled, proof_answer_missing, proof_overtaken.
    """
    proof = proof_of(edition_id, entry_id)
    row = db.session.get(CertificateCorrection, correction_id, with_for_update=True)
    if proof is None or row is None or row.proof_id != proof.id or row.state != "open":
        raise refuse_with("proof_settled")
    if not accept and not answer.strip():
        raise refuse_with("proof_answer_missing", f"tra-loi-{correction_id}")
    if accept:
        people = people_of(edition_id, [entry_id])
        values = values_of(people.titles[entry_id], people.units[entry_id], people.authors.get(entry_id, {}))
        if values.get((row.author_id, row.part)) != row.was and not anew:
            raise refuse_with("proof_overtaken", f"tra-loi-{correction_id}")
        label = label_of(row.part, row.author_id).lower()
        reason = f"Sửa {label} theo đề nghị khi xác nhận giấy chứng nhận"
        mend_printed(actor, edition_id, entry_id, Mend(row.author_id, row.part, row.wanted), reason)
    row.state, row.answer = ("accepted" if accept else "refused"), answer.strip()
    row.settled_at, row.settled_by_id = now(), actor.id
    db.session.flush()
    own = corrections(edition_id, entry_id)[proof.id]
    if not any(each.state == "open" for each in own):
        # Told once, when everything of this answer is settled.
        last = [each for each in own if each.asked_at == own[-1].asked_at]
        _write(
            "certificate.proof_settled", edition_id, [proof], {"trả lời": "\n".join(_outcome(each) for each in last)}
        )
    return row.part if accept else ""


def _outcome(one: Correction) -> str:
    """What became of a correction, without repeating a name in a letter."""
    became = "đã sửa theo đề nghị" if one.state == "accepted" else "không sửa"
    return f"- {label_of(one.part, one.author_id)}: {became}{f'. {one.answer}' if one.answer else ''}"


@when_forgotten
def forget_answers(edition_id: int, entry_id: int) -> None:
    """Who confirmed for somebody who is forgotten, and what they read, is forgotten with them."""
    of_entry = (CertificateProof.edition_id == edition_id, CertificateProof.entry_id == entry_id)
    for row in db.session.scalars(select(CertificateProof).where(*of_entry)):
        row.answered_by, row.told = "", []
        of_proof = CertificateCorrection.proof_id == row.id
        for correction in db.session.scalars(select(CertificateCorrection).where(of_proof)):
            correction.was = correction.wanted = correction.why = ""

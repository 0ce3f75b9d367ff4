"""What holders say of the proof of their certificates: right, or what is to be corrected and why."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action, whole
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.papers.models import CertificateCorrection, CertificateProof
from contest.papers.queries.certificates import people_of
from contest.papers.queries.proofs import corrections, has_minors, is_childs_account, linked_proof, shown
from contest.papers.rules.proofs import (
    Wanted,
    digest,
    told,
    values_of,
    why_not_answer,
    why_not_ask_correction,
)
from contest.results.queries import owns


@action(Permission.ENTRY_OWN)
def confirm_proof(actor: Actor, edition_id: int, entry_id: int, seen: str, way: str, name: str = "") -> None:
    """Say that one's own certificates are right as they were read (`seen`: their digest).

    Raises Refusal: proof_none, proof_child, proof_way_missing, proof_changed, proof_correcting …
    """
    _check_own(actor, edition_id, entry_id)
    _confirm(actor, edition_id, entry_id, seen, way, name)


@action(Permission.ACCOUNT_OPEN)
def confirm_by_link(actor: Actor, token: str, seen: str, way: str, name: str = "") -> None:
    """The same by the link of the letter, without an account. Raises Refusal: proof_none …"""
    edition_id, entry_id = _linked(token)
    _confirm(actor, edition_id, entry_id, seen, way, name)


@action(Permission.ENTRY_MANAGE)
def record_confirmation(actor: Actor, edition_id: int, entry_id: int, seen: str, name: str) -> None:
    """Put on record that somebody confirmed on paper or by telephone; name: who, how and when."""
    _confirm(actor, edition_id, entry_id, seen, "office", name)


def _confirm(actor: Actor, edition_id: int, entry_id: int, seen: str, way: str, name: str) -> None:
    row, lines, _ = _taken(actor, edition_id, entry_id, seen, way, name)
    row.is_right = True
    _answer(row, actor, lines, way, name)


@action(Permission.ENTRY_OWN)
def ask_correction(
    actor: Actor, edition_id: int, entry_id: int, seen: str, way: str, name: str, wanted: Sequence[Wanted]
) -> int:
    """Ask for one's own certificates to be corrected, part by part; returns how many corrections.

    Raises Refusal: as confirm_proof, and proof_why_missing, proof_empty, author_name_strange … at their fields.
    """
    _check_own(actor, edition_id, entry_id)
    return _ask_correction(actor, edition_id, entry_id, seen, way, name, wanted)


@action(Permission.ACCOUNT_OPEN)
def ask_correction_by_link(actor: Actor, token: str, seen: str, way: str, name: str, wanted: Sequence[Wanted]) -> int:
    """The same by the link of the letter, without an account."""
    edition_id, entry_id = _linked(token)
    return _ask_correction(actor, edition_id, entry_id, seen, way, name, wanted)


def _ask_correction(
    actor: Actor, edition_id: int, entry_id: int, seen: str, way: str, name: str, wanted: Sequence[Wanted]
) -> int:
    faults = why_not_ask_correction(wanted)
    row, lines, values = _taken(actor, edition_id, entry_id, seen, way, name, faults)
    if any((each.author_id, each.part) not in values for each in wanted):
        raise refuse_with("proof_part_unknown")
    row.is_right = False
    _answer(row, actor, lines, way, name)
    for each in wanted:
        db.session.add(
            CertificateCorrection(
                proof_id=row.id,
                author_id=each.author_id,
                part=each.part,
                was=values[each.author_id, each.part],
                wanted=each.wanted,
                why=each.why.strip(),
                asked_at=now(),
                asked_by_id=actor.id,
                asked_as=way,
            )
        )
    return len(wanted)


def _check_own(actor: Actor, edition_id: int, entry_id: int) -> None:
    if not owns(actor, edition_id, entry_id):
        raise refuse_with("entry_not_visible")


def _linked(token: str) -> tuple[int, int]:
    found = linked_proof(token)
    if found is None:
        raise refuse_with("proof_none")
    return found[0], found[1].entry_id


def _taken(
    actor: Actor, edition_id: int, entry_id: int, seen: str, way: str, name: str, faults: Sequence[Reason] = ()
) -> tuple[CertificateProof, list[dict[str, Any]], Mapping[tuple[int | None, str], str]]:
    """The proof, locked, with what would be printed today and what of it is in the dossier, if an answer is taken."""
    of_entry = (CertificateProof.edition_id == edition_id, CertificateProof.entry_id == entry_id)
    row = db.session.scalar(select(CertificateProof).where(*of_entry).with_for_update())
    if row is None:
        raise refuse_with("proof_none")
    regulation, people = regulation_of(edition_id), people_of(edition_id, [entry_id])
    lines = told(shown(edition_id, regulation, people, entry_id, row.kinds))
    open_ones = sum(each.state == "open" for each in corrections(edition_id, entry_id).get(row.id, ()))
    why = why_not_answer(
        way,
        name,
        minors=has_minors(regulation, people, entry_id),
        is_child=way != "office" and is_childs_account(actor, regulation, people, entry_id),
        seen=seen,
        now=digest(lines),
        open_corrections=open_ones,
    )
    refuse([*why, *faults])
    values = values_of(people.titles[entry_id], people.units[entry_id], people.authors.get(entry_id, {}))
    return row, lines, values


def _answer(row: CertificateProof, actor: Actor, lines: list[dict[str, Any]], way: str, name: str) -> None:
    row.answered_at, row.answered_by_id, row.answered_as = now(), actor.id, way
    row.answered_by = whole(name, 200, "name")
    row.told, row.seen = lines, digest(lines)

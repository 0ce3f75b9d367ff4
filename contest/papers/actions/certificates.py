"""Certificates are numbered, replaced, printed: numbers without gaps, each change with who, when and why."""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.foundation import ledger, tokens
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.foundation.refusal import refuse, refuse_with
from contest.papers.models import Certificate, CertificateDesign
from contest.papers.queries.certificates import (
    Design,
    Line,
    People,
    due_of,
    last_numbers,
    people_of,
    register,
    texts_of,
    worths,
)
from contest.papers.rules.certificates import (
    CODE_LENGTH,
    CODE_LETTERS,
    Due,
    kind_named,
    label_of,
    why_not_issue,
    why_not_print,
)
from contest.results.queries.standing import StandingSeal, standing_seal


@action(Permission.RESULT_SEAL)
def issue_certificates(actor: Actor, edition_id: int) -> tuple[int, int]:
    """Give numbers to all the sealed result calls for and has not got, and end those it calls for no more.

    Returns how many were issued and how many ended; said again, nothing happens. A certificate whose prize changed is
    replaced by one with a new number. Raises Refusal: certificate_unsealed, certificate_faulty, certificate_overtaken,
    certificate_twice, certificate_nameless.
    """
    regulation, seal = regulation_of(edition_id), _sealed(edition_id)
    people = people_of(edition_id, {award["entry"] for award in seal.awards})
    refuse(why_not_print(seal.awards, {key: tuple(own.values()) for key, own in people.authors.items()}))
    wanted = due_of(regulation, seal, people)
    lines = register(edition_id)
    worth = worths(edition_id, lines)
    standing = {line.whose: line for line in lines if line.state == "valid"}
    called = {each.whose for each in wanted}
    gone = [line for line in standing.values() if line.whose not in called or worth[line.id] == "revoked"]
    changed = {line.whose for line in standing.values() if line.whose in called and worth[line.id] == "replaced"}
    for line in gone:
        _end(actor, line.id, "revoked", "Giải không còn trong kết quả được niêm phong.")
    for whose in changed:
        _end(actor, standing[whose].id, "replaced", "Giải đã đổi: cấp giấy mới thay giấy này.")
    new = [each for each in wanted if each.whose not in standing or each.whose in changed]
    issued = _issue(actor, edition_id, regulation, seal, new)
    if issued or gone:
        payload = {
            "version": seal.version,
            "issued": [[each.kind_key, each.number] for each in issued],
            "ended": [[line.kind_key, line.number] for line in gone],
        }
        ledger.note(actor, edition_id, "certificates.issued", f"edition:{edition_id}", payload)
    return len(issued), len(gone)


def _sealed(edition_id: int) -> StandingSeal:
    seal = standing_seal(edition_id)
    faults = seal.faults if seal else ()
    refuse(why_not_issue(sealed=seal is not None, faults=faults, current=bool(seal and seal.is_current)))
    assert seal is not None
    return seal


def _issue(
    actor: Actor, edition_id: int, regulation: Regulation, seal: StandingSeal, wanted: Iterable[Due]
) -> list[Certificate]:
    """Number them one after another; two who do it at once get one after the other, for writers wait in line."""
    last, made = last_numbers(edition_id), []
    for each in wanted:
        kind = kind_named(regulation, each.kind_key)
        assert kind is not None
        number = last[each.kind_key] = last.get(each.kind_key, 0) + 1
        made.append(
            Certificate(
                edition_id=edition_id,
                number=number,
                label=label_of(kind, number),
                code=tokens.random_code(CODE_LETTERS, CODE_LENGTH),
                seal_id=seal.id,
                issued_at=now(),
                issued_by_id=actor.id,
                **each._asdict(),
            )
        )
    db.session.add_all(made)
    db.session.flush()
    return made


@action(Permission.RESULT_SEAL)
def replace_certificate(actor: Actor, edition_id: int, certificate_id: int, reason: str) -> str:
    """Put one with a new number in the place of a valid one (lost, spoilt, misspelt); returns the new number.

    Raises Refusal: certificate_reason_missing, certificate_not_valid, certificate_unsealed …
    """
    if not reason.strip():
        raise refuse_with("certificate_reason_missing", "reason")
    seal, regulation = _sealed(edition_id), regulation_of(edition_id)
    line = next((each for each in register(edition_id) if each.id == certificate_id), None)
    if line is None or worths(edition_id, [line])[line.id] != "valid":
        raise refuse_with("certificate_not_valid")
    _end(actor, line.id, "replaced", reason.strip())
    whose = Due(line.kind_key, line.entry_id, line.author_id, line.unit, line.award_key, line.tier_key, line.prize)
    made = _issue(actor, edition_id, regulation, seal, [whose])[0]
    payload = {"kind": line.kind_key, "number": line.number, "by": made.number, "reason": reason.strip()}
    ledger.note(actor, edition_id, "certificates.replaced", f"edition:{edition_id}", payload)
    return made.label


def _end(actor: Actor, certificate_id: int, state: str, reason: str) -> None:
    certificate = db.session.get_one(Certificate, certificate_id)
    certificate.state, certificate.end_reason = state, reason
    certificate.ended_at, certificate.ended_by_id = now(), actor.id


@action(Permission.RESULT_SEAL)
def design_certificate(actor: Actor, edition_id: int, kind_key: str, design: Design) -> None:
    """Keep how a kind looks. Raises Refusal: certificate_kind_unknown."""
    if kind_named(regulation_of(edition_id), kind_key) is None:
        raise refuse_with("certificate_kind_unknown")
    found = db.session.scalar(
        select(CertificateDesign).where(
            CertificateDesign.edition_id == edition_id, CertificateDesign.kind_key == kind_key
        )
    )
    if found is None:
        found = CertificateDesign(edition_id=edition_id, kind_key=kind_key)
        db.session.add(found)
    for name, value in design._asdict().items():
        setattr(found, name, value)


class Printed(NamedTuple):
    """A file of certificates: its digest, how many proofs in it were not confirmed, and why it was printed so."""

    sha256: str
    unconfirmed: int = 0
    reason: str = ""


@action(Permission.EXPORT_MAKE)
def note_printed(actor: Actor, edition_id: int, lines: Collection[Line], people: People, made: Printed) -> None:
    """Keep of each certificate which texts were printed, and on the record that a file of them was made."""
    regulation, by_id = regulation_of(edition_id), {line.id: line for line in lines}
    for certificate in db.session.scalars(select(Certificate).where(Certificate.id.in_(list(by_id)))):
        certificate.printed = texts_of(edition_id, regulation, people, by_id[certificate.id]).digest()
        certificate.printed_at = now()
    payload: dict[str, Any] = {"sha256": made.sha256, "certificates": len(by_id)}
    if made.unconfirmed:
        payload |= {"unconfirmed": made.unconfirmed, "reason": made.reason}
    ledger.note(actor, edition_id, "export.made", "certificates", payload)

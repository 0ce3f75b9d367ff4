"""Administrative documents get their number and day once, come back signed, and are replaced, never overwritten."""

import hashlib
from datetime import date
from typing import cast

from sqlalchemy import func, select

from contest.editions.queries import edition_by_id, regulation_of
from contest.foundation import ledger
from contest.foundation.access import Actor, Permission
from contest.foundation.action import action
from contest.foundation.clock import now, today
from contest.foundation.database import db
from contest.foundation.files import StoredFile
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.juries.queries import barred_entries
from contest.papers.models import DocumentTemplate, IssuedDocument
from contest.papers.queries.winners import stated, winners
from contest.papers.rules.decided import told_of
from contest.papers.rules.documents import (
    RESULT_DECISION,
    Details,
    DocumentKind,
    document_kind,
    number_key,
    number_of,
    usual_details,
    why_not_change,
    why_not_issue,
    why_not_replace,
    why_not_sign,
)
from contest.papers.rules.documents.register import State

# What names entries that are judged or won, before the result is public.
_OF_ENTRIES = frozenset(
    {
        "council_minutes",
        "prize_minutes",
        "submission",
        "result_decision",
        "result_announcement",
        "invitation",
        "closing_report",
    }
)


@action(Permission.DOCUMENT_KEEP)
def describe_document(actor: Actor, edition_id: int, kind: str, about: str, details: Details) -> int:
    """Write down who issues and signs a document and what it is about, while it is a draft. Returns its id.

    Raises Refusal: document_unknown, document_closed, document_body_missing.
    """
    if not details.body.strip():
        raise refuse_with("document_body_missing", "body")
    row = _draft(edition_id, kind, about)
    if row.state != "draft":
        raise refuse_with("document_closed" if row.state == "signed" else "document_numbered")
    for name, value in details._asdict().items():
        setattr(row, name, value)
    db.session.flush()
    return row.id


@action(Permission.DOCUMENT_KEEP)
def issue_document(
    actor: Actor,
    edition_id: int,
    kind: str,
    about: str,
    number: int | None,
    symbol: str,
    issued_on: date,
    *,
    facts: str = "",
    template_version: int = 0,
) -> int:
    """Note number and day: once, and from then on every other paper cites them from here. Returns the document's id.

    What it replaces is replaced from now on. facts: the digest of what the paper states. Raises Refusal:
    document_unknown, document_numbered, document_number_missing, document_number_taken, document_future …
    """
    row = _draft(edition_id, kind, about)
    known, key = _kind(kind), number_key(row.body, symbol, number, issued_on)
    taken = _is_taken(key, row.id)
    refuse(why_not_issue(known, cast(State, row.state), number, symbol, issued_on, today=today(), taken=taken))
    row.number, row.symbol, row.issued_on, row.number_key = number, symbol.strip(), issued_on, key
    row.state, row.issued_at, row.issued_by_id = "issued", now(), actor.id
    row.facts, row.template_version = facts, template_version
    row.lines = _lines_of(edition_id) if kind == RESULT_DECISION else {}
    for older in _versions(edition_id, kind, about):
        if older.id != row.id and older.state in ("issued", "signed"):
            older.state = "replaced"
    db.session.flush()
    _note(actor, row, "document.issued")
    return row.id


def _lines_of(edition_id: int) -> dict[str, str]:
    """What the decision says of each prize as it gets its number; nothing before there is a sealed result."""
    given = winners(edition_id)
    return told_of(stated(given)) if given.seal is not None else {}


@action(Permission.DOCUMENT_KEEP)
def correct_document(
    actor: Actor, edition_id: int, document_id: int, number: int | None, symbol: str, issued_on: date, reason: str
) -> None:
    """Put a number or day right that was noted wrongly, before the signed scan is back.

    Raises Refusal: document_gone, document_closed, document_reason_missing, document_number_taken …
    """
    row = _row(edition_id, document_id)
    key = number_key(row.body, symbol, number, issued_on)
    refuse(
        why_not_change(
            _kind(row.kind),
            cast(State, row.state),
            number,
            symbol,
            issued_on,
            reason,
            today=today(),
            taken=_is_taken(key, row.id),
        )
    )
    row.number, row.symbol, row.issued_on, row.number_key = number, symbol.strip(), issued_on, key
    row.change_reason = reason.strip()
    db.session.flush()
    _note(actor, row, "document.corrected")


@action(Permission.DOCUMENT_KEEP)
def sign_document(actor: Actor, edition_id: int, document_id: int, scan: StoredFile) -> None:
    """The signed paper is back as a scan: the document is closed. Raises Refusal: document_gone, document_unnumbered,
    document_closed.
    """
    row = _row(edition_id, document_id)
    refuse(why_not_sign(cast(State, row.state)))
    row.scan_sha256, row.scan_name = scan.sha256, scan.name
    row.scan_media_type, row.scan_size = scan.media_type, scan.size
    row.state, row.signed_at, row.signed_by_id = "signed", now(), actor.id
    db.session.flush()
    _note(actor, row, "document.signed")


@action(Permission.DOCUMENT_KEEP)
def replace_document(actor: Actor, edition_id: int, document_id: int, reason: str) -> int:
    """Begin a new version in the place of one that has its number; the old one stands until the new one has its own.

    Returns the new one's id. Raises Refusal: document_gone, document_unnumbered, document_reason_missing,
    document_under_way.
    """
    row = _row(edition_id, document_id)
    refuse(why_not_replace(cast(State, row.state), reason))
    last = _versions(edition_id, row.kind, row.about)[0]
    if last.id != row.id:
        raise refuse_with("document_under_way")
    made = IssuedDocument(
        edition_id=edition_id,
        kind=row.kind,
        about=row.about,
        version=row.version + 1,
        replace_reason=reason.strip(),
        **{name: getattr(row, name) for name in Details._fields},
    )
    db.session.add(made)
    db.session.flush()
    return made.id


def _kind(key: str) -> DocumentKind:
    kind = document_kind(key)
    if kind is None:
        raise refuse_with("document_unknown")
    return kind


def _versions(edition_id: int, kind: str, about: str) -> list[IssuedDocument]:
    """The versions of a document, the newest first; who writes waits for whoever is writing."""
    wanted = select(IssuedDocument).where(
        IssuedDocument.edition_id == edition_id, IssuedDocument.kind == kind, IssuedDocument.about == about
    )
    return list(db.session.scalars(wanted.order_by(IssuedDocument.version.desc()).with_for_update()))


def _draft(edition_id: int, kind: str, about: str) -> IssuedDocument:
    """The newest version, whatever its state; a first draft as the regulation has it where there is none."""
    known = _kind(kind)
    if bool(known.for_each) != bool(about):
        raise refuse_with("document_unknown")
    versions = _versions(edition_id, kind, about)
    if versions:
        return versions[0]
    usual = usual_details(regulation_of(edition_id), known)
    row = IssuedDocument(edition_id=edition_id, kind=kind, about=about, version=1, state="draft", **usual._asdict())
    db.session.add(row)
    db.session.flush()
    return row


def _row(edition_id: int, document_id: int) -> IssuedDocument:
    own = select(IssuedDocument).where(IssuedDocument.edition_id == edition_id, IssuedDocument.id == document_id)
    row = db.session.scalar(own.with_for_update())
    if row is None:
        raise refuse_with("document_gone")
    return row


def _is_taken(key: str | None, document_id: int) -> bool:
    if key is None:
        return False
    other = select(IssuedDocument.id).where(IssuedDocument.number_key == key, IssuedDocument.id != document_id)
    return db.session.scalar(other) is not None


def _note(actor: Actor, row: IssuedDocument, kind: str) -> None:
    payload = {
        "kind": row.kind,
        "version": row.version,
        "number": number_of(row.number, row.symbol) if row.number is not None else "",
        "issued_on": row.issued_on.isoformat() if row.issued_on else "",
        "scan": row.scan_sha256,
    }
    ledger.note(actor, row.edition_id, kind, f"document:{row.id}", payload)


@action(Permission.DOCUMENT_KEEP)
def hand_out_document(actor: Actor, edition_id: int, kind: str, content: bytes) -> str:
    """Note that a copy of a document left the house; returns its SHA-256. Raises Refusal: export_in_conflict."""
    public = edition_by_id(edition_id).stage in ("published", "archived")
    apart = bool(barred_entries(edition_id, actor.id)) and kind in _OF_ENTRIES
    refuse([Reason("export_in_conflict")] if apart and not public else [])
    digest = hashlib.sha256(content).hexdigest()
    ledger.note(actor, edition_id, "export.made", f"document-{kind}", {"sha256": digest, "bytes": len(content)})
    return digest


@action(Permission.DOCUMENT_KEEP)
def keep_template(actor: Actor, edition_id: int, kind: str, file: StoredFile) -> int:
    """Use this text for the kind from now on; it has been checked. Returns its version.

    Raises Refusal: document_unknown.
    """
    _kind(kind)
    own = (DocumentTemplate.edition_id == edition_id, DocumentTemplate.kind == kind)
    version = 1 + (db.session.scalar(select(func.max(DocumentTemplate.version)).where(*own)) or 0)
    _lay_aside(edition_id, kind)
    db.session.add(
        DocumentTemplate(
            edition_id=edition_id,
            kind=kind,
            version=version,
            name=file.name,
            sha256=file.sha256,
            size=file.size,
            kept_at=now(),
            kept_by_id=actor.id,
        )
    )
    return version


@action(Permission.DOCUMENT_KEEP)
def use_shipped_template(actor: Actor, edition_id: int, kind: str) -> None:
    """Go back to the text the product brings; the edition's own stays on record. Raises Refusal: document_unknown."""
    _kind(kind)
    _lay_aside(edition_id, kind)


def _lay_aside(edition_id: int, kind: str) -> None:
    own = (DocumentTemplate.edition_id == edition_id, DocumentTemplate.kind == kind)
    for row in db.session.scalars(select(DocumentTemplate).where(*own, DocumentTemplate.laid_aside_at.is_(None))):
        row.laid_aside_at = now()
    db.session.flush()

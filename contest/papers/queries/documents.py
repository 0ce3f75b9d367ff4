"""The register of administrative documents, and how others cite one that stands."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import select

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.foundation.database import ask
from contest.papers.models import DocumentTemplate, IssuedDocument
from contest.papers.rules.documents import RESULT_DECISION, Citation, Details, DocumentKind, number_of, usual_details
from contest.papers.rules.documents.bases import cited_by_regulation
from contest.papers.rules.documents.register import State

_STANDS = ("issued", "signed")


class DocumentLine(NamedTuple):
    """A version of a document as it is kept."""

    id: int
    kind: str
    about: str
    version: int
    state: State
    number: int | None
    symbol: str
    issued_on: date | None
    place: str
    parent_body: str
    body: str
    signatory_title: str
    signatory: str
    summary: str
    template_version: int
    facts: str
    issued_at: datetime | None
    scan_sha256: str
    scan_name: str
    scan_media_type: str
    scan_size: int
    signed_at: datetime | None
    change_reason: str
    replace_reason: str

    @property
    def label(self) -> str:
        """Number and symbol as printed; empty for a paper that bears none."""
        return number_of(self.number, self.symbol) if self.number is not None else ""

    @property
    def details(self) -> Details:
        """What stands around its text."""
        return Details(*(getattr(self, name) for name in Details._fields))

    @property
    def key(self) -> tuple[str, str]:
        """Which document it is a version of."""
        return self.kind, self.about


_COLUMNS = [getattr(IssuedDocument, name) for name in DocumentLine._fields]


def documents(edition_id: int) -> list[DocumentLine]:
    """Every version of every document of the edition, document by document, the newest version first."""
    rows = ask(
        select(*_COLUMNS)
        .where(IssuedDocument.edition_id == edition_id)
        .order_by(IssuedDocument.kind, IssuedDocument.about, IssuedDocument.version.desc())
    )
    return [DocumentLine(*row) for row in rows]


def document(edition_id: int, document_id: int) -> DocumentLine | None:
    """One version by its key."""
    own = select(*_COLUMNS).where(IssuedDocument.edition_id == edition_id, IssuedDocument.id == document_id)
    row = ask(own).one_or_none()
    return DocumentLine(*row) if row else None


def newest(edition_id: int, kind: str, about: str = "") -> DocumentLine | None:
    """The newest version, a draft or not."""
    row = ask(
        select(*_COLUMNS)
        .where(IssuedDocument.edition_id == edition_id, IssuedDocument.kind == kind, IssuedDocument.about == about)
        .order_by(IssuedDocument.version.desc())
        .limit(1)
    ).one_or_none()
    return DocumentLine(*row) if row else None


def replaced_by(edition_id: int, line: DocumentLine | None) -> Citation | None:
    """The version that this one takes the place of, as it is cited; None for a first version."""
    if line is None or line.version < 2:
        return None
    before = select(*_COLUMNS).where(
        IssuedDocument.edition_id == edition_id,
        IssuedDocument.kind == line.kind,
        IssuedDocument.about == line.about,
        IssuedDocument.version == line.version - 1,
    )
    row = ask(before).one_or_none()
    return _citing(DocumentLine(*row)) if row else None


def details_of(regulation: Regulation, kind: DocumentKind, line: DocumentLine | None) -> Details:
    """What stands around the text: as it was written down, else as the regulation has it."""
    return line.details if line else usual_details(regulation, kind)


def citations(
    edition_id: int, kinds: Collection[str] = (), regulation: Regulation | None = None
) -> dict[str, Citation]:
    """The documents that stand, by kind (all, or these): of several the newest version, of minutes the last meeting.

    What was issued before the edition came here is cited from the regulation, which is looked up unless it is given.
    """
    wanted = [IssuedDocument.edition_id == edition_id, IssuedDocument.state.in_(_STANDS)]
    if kinds:
        wanted.append(IssuedDocument.kind.in_(list(kinds)))
    rows = ask(select(*_COLUMNS).where(*wanted).order_by(IssuedDocument.issued_on, IssuedDocument.id))
    own = {line.kind: citing for line in (DocumentLine(*row) for row in rows) if (citing := _citing(line))}
    before = cited_by_regulation(regulation or regulation_of(edition_id))
    return {kind: each for kind, each in before.items() if not kinds or kind in kinds} | own


def citation(edition_id: int, kind: str) -> Citation | None:
    """The document of the kind that stands: its number, day, body and signatory; None while it has no number yet."""
    return citations(edition_id, [kind]).get(kind)


class Decided(NamedTuple):
    """The decision on the results: its number, what was kept of its lines when it got it, the numbers it replaced."""

    label: str = ""
    lines: Mapping[str, str] = MappingProxyType({})
    replaced: frozenset[str] = frozenset()


def decided(edition_id: int) -> Decided:
    """The decision that is in force; an empty one while none has a number."""
    own = select(*_COLUMNS, IssuedDocument.lines).where(
        IssuedDocument.edition_id == edition_id,
        IssuedDocument.kind == RESULT_DECISION,
        IssuedDocument.state.in_((*_STANDS, "replaced")),
    )
    rows = [(DocumentLine(*row[:-1]), row[-1]) for row in ask(own.order_by(IssuedDocument.version.desc()))]
    standing = [(line.label, lines) for line, lines in rows if line.state in _STANDS]
    label, lines = standing[0] if standing else ("", {})
    return Decided(label, lines, frozenset(line.label for line, _ in rows if line.state == "replaced") - {label})


def _citing(line: DocumentLine) -> Citation | None:
    if line.issued_on is None:
        return None
    return Citation(
        line.kind,
        line.label,
        line.issued_on,
        line.body,
        line.parent_body,
        line.place,
        line.signatory_title,
        line.signatory,
        line.summary,
        line.state == "signed",
    )


class TemplateLine(NamedTuple):
    """A template of the edition's own: which version, the file's name, when it was kept; laid aside or in force."""

    id: int
    kind: str
    version: int
    name: str
    sha256: str
    size: int
    kept_at: datetime
    laid_aside_at: datetime | None


_TEMPLATE = [getattr(DocumentTemplate, name) for name in TemplateLine._fields]


def templates(edition_id: int) -> dict[str, TemplateLine]:
    """The edition's own templates that are in force, by kind."""
    rows = ask(
        select(*_TEMPLATE)
        .where(DocumentTemplate.edition_id == edition_id, DocumentTemplate.laid_aside_at.is_(None))
        .order_by(DocumentTemplate.version)
    )
    return {row.kind: TemplateLine(*row) for row in rows}


def template_in_force(edition_id: int, kind: str) -> TemplateLine | None:
    """The edition's own template of a kind; None while the shipped one is used."""
    return templates(edition_id).get(kind)

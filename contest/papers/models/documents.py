"""Administrative documents: what was issued under which number, the signed scan, and the texts organisers made."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.foundation.database import Table
from contest.people.models import Person


class IssuedDocument(Table):
    """A document of the edition, from draft to signed: its number and date stand here and nowhere else.

    `about` tells documents of one kind apart ("meeting:7" for minutes, else empty); of the same kind and about there
    are versions, each replacing the one before it when it is issued. `state` is "draft", "issued" (it has its number),
    "signed" (the scan is back: nothing may change) or "replaced".
    """

    __tablename__ = "issued_document"
    __table_args__ = (
        UniqueConstraint("edition_id", "kind", "about", "version"),
        CheckConstraint("state IN ('draft', 'issued', 'signed', 'replaced')", name="state"),
        CheckConstraint("state = 'draft' OR issued_on IS NOT NULL", name="issued_has_a_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    kind: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(String(60), default="")
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(String(10), default="draft")
    # None while it has none; a paper without a number (minutes) has a day alone.
    number: Mapped[int | None]
    symbol: Mapped[str] = mapped_column(String(60), default="")
    # Body, symbol, year and number: no two papers of a body bear the same one, whatever the edition.
    number_key: Mapped[str | None] = mapped_column(String(500), unique=True, info={"derived": True})
    issued_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(String(100), default="")
    parent_body: Mapped[str] = mapped_column(String(300), default="")
    body: Mapped[str] = mapped_column(String(300))
    signatory_title: Mapped[str] = mapped_column(String(200), default="")
    signatory: Mapped[str] = mapped_column(String(200), default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    # Whose text it was made with: 0 the one the product brings, else the version of DocumentTemplate.
    template_version: Mapped[int] = mapped_column(default=0)
    # The digest of the facts the paper stated when it was issued: what changed since is told.
    facts: Mapped[str] = mapped_column(String(64), default="")
    # Of a decision that names winners, the digest of each line as it was issued, by the prize: see rules/decided.
    lines: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    issued_at: Mapped[datetime | None]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    scan_sha256: Mapped[str] = mapped_column(String(64), default="")
    scan_name: Mapped[str] = mapped_column(String(200), default="")
    scan_media_type: Mapped[str] = mapped_column(String(100), default="")
    scan_size: Mapped[int] = mapped_column(BigInteger, default=0)
    signed_at: Mapped[datetime | None]
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # Why the last number or day was changed before signing, and why this version replaces the one before it.
    change_reason: Mapped[str] = mapped_column(Text, default="")
    replace_reason: Mapped[str] = mapped_column(Text, default="")


class DocumentTemplate(Table):
    """The text of a kind of document as an organiser changed it in Word; the newest that is not laid aside is used."""

    __tablename__ = "document_template"
    __table_args__ = (UniqueConstraint("edition_id", "kind", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    kind: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    kept_at: Mapped[datetime]
    kept_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    laid_aside_at: Mapped[datetime | None]

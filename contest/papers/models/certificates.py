"""Certificates: the register with its numbers, how each kind looks, what authors said of the proof."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.entries.models import Entry, EntryAuthor
from contest.foundation.database import Table
from contest.people.models import Person
from contest.results.models import Seal


class Certificate(Table):
    """A line of the register: a number that is given once and never again, for whom, for which prize.

    No name stands here: it is read from the dossier when the certificate is printed, and `printed` is the digest of
    what was printed, so that a later correction is seen. An award of a unit has no entry.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("edition_id", "kind_key", "number"),
        CheckConstraint("state IN ('valid', 'replaced', 'revoked')", name="state"),
        Index("ix_certificate_entry_id_author_id", "entry_id", "author_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    kind_key: Mapped[str] = mapped_column(String(60))
    number: Mapped[int]
    # As printed: the number in the regulation's pattern.
    label: Mapped[str] = mapped_column(String(100))
    # What the QR leads to; nobody can guess it.
    code: Mapped[str] = mapped_column(String(20), unique=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey(Entry.id))
    author_id: Mapped[int | None] = mapped_column(ForeignKey(EntryAuthor.id))
    unit: Mapped[str] = mapped_column(String(300), default="")
    award_key: Mapped[str] = mapped_column(String(60))
    tier_key: Mapped[str] = mapped_column(String(60), default="")
    prize: Mapped[str] = mapped_column(String(500))
    # The version of the result it was issued from.
    seal_id: Mapped[int] = mapped_column(ForeignKey(Seal.id))
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    printed: Mapped[str] = mapped_column(String(64), default="")
    printed_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(10), default="valid")
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    end_reason: Mapped[str] = mapped_column(Text, default="")


class CertificateDesign(Table):
    """How a kind of certificate looks: its texts, its decision, who signs. What is empty is not printed."""

    __tablename__ = "certificate_design"
    __table_args__ = (UniqueConstraint("edition_id", "kind_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    kind_key: Mapped[str] = mapped_column(String(60))
    body: Mapped[str] = mapped_column(String(300))
    heading: Mapped[str] = mapped_column(String(100))
    decision: Mapped[str] = mapped_column(String(200), default="")
    decided_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(String(100), default="")
    signatory_title: Mapped[str] = mapped_column(String(200), default="")
    signatory: Mapped[str] = mapped_column(String(200), default="")
    # Printed forms bring their own frame and country's heading.
    is_on_forms: Mapped[bool] = mapped_column(default=False)
    has_bleed: Mapped[bool] = mapped_column(default=True)
    # The organiser's own picture behind the texts, in the store under its hash; "" for the house's frame. Its size in
    # pixels, of a PDF in points.
    background_sha256: Mapped[str] = mapped_column(String(64), default="")
    background_name: Mapped[str] = mapped_column(String(255), default="")
    background_type: Mapped[str] = mapped_column(String(60), default="")
    background_width: Mapped[int] = mapped_column(default=0)
    background_height: Mapped[int] = mapped_column(default=0)


class CertificateProof(Table):
    """The proof of an entry's certificates: what its holder said of it, and of which texts (kept, and their digest)."""

    __tablename__ = "certificate_proof"
    __of_entrant__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), unique=True)
    # The kinds of certificate it is about, by key.
    kinds: Mapped[list[Any]] = mapped_column(JSON, default=list)
    asked_at: Mapped[datetime]
    due_on: Mapped[date]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # As what: author, guardian, unit, office; and who, where no account says it.
    answered_as: Mapped[str] = mapped_column(String(10), default="")
    answered_by: Mapped[str] = mapped_column(String(200), default="", info={"secret": True})
    is_right: Mapped[bool | None]
    seen: Mapped[str] = mapped_column(String(64), default="")
    told: Mapped[list[Any]] = mapped_column(JSON, default=list, info={"secret": True})


class CertificateCorrection(Table):
    """A change that somebody asked for on a proof: of the entry or of one author, from what to what and why."""

    __tablename__ = "certificate_correction"
    __of_entrant__ = True
    __table_args__ = (CheckConstraint("state IN ('open', 'accepted', 'refused')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proof_id: Mapped[int] = mapped_column(ForeignKey(CertificateProof.id), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey(EntryAuthor.id))
    part: Mapped[str] = mapped_column(String(20))
    was: Mapped[str] = mapped_column(Text, default="", info={"secret": True})
    wanted: Mapped[str] = mapped_column(Text, default="", info={"secret": True})
    why: Mapped[str] = mapped_column(Text, default="", info={"secret": True})
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    asked_as: Mapped[str] = mapped_column(String(10), default="")
    state: Mapped[str] = mapped_column(String(10), default="open")
    answer: Mapped[str] = mapped_column(Text, default="", info={"of_office": True})
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class UnitProof(Table):
    """The proof of a unit's certificates: what it said of its name as it would be printed, and what became of that.

    The name the office agreed to print stands with the awards (UnitName), where every list reads it.
    """

    __tablename__ = "unit_proof"
    __table_args__ = (UniqueConstraint("edition_id", "unit"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    # As the award names it.
    unit: Mapped[str] = mapped_column(String(300))
    kinds: Mapped[list[Any]] = mapped_column(JSON, default=list)
    asked_at: Mapped[datetime]
    # How often: the link bears it, so that only the newest opens.
    times: Mapped[int] = mapped_column(default=1)
    due_on: Mapped[date]
    answered_at: Mapped[datetime | None]
    answered_as: Mapped[str] = mapped_column(String(10), default="")
    answered_by: Mapped[str] = mapped_column(String(200), default="", info={"secret": True})
    is_right: Mapped[bool | None]
    seen: Mapped[str] = mapped_column(String(64), default="")
    # A name that was asked for and why, until the office has answered.
    wanted: Mapped[str] = mapped_column(String(300), default="")
    why: Mapped[str] = mapped_column(String(500), default="")
    answer: Mapped[str] = mapped_column(String(500), default="", info={"of_office": True})
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))

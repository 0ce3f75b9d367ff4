"""Entries, their authors, files and consents."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.foundation.clock import now
from contest.foundation.database import Table
from contest.people.models import Person, Unit

# The entry's own states; what later rooms make of it (in a round, awarded …) is derived where all is known.
STATUSES = ("draft", "submitted", "needs_supplement", "received", "eligible", "ineligible", "withdrawn", "halted")


class Entry(Table):
    """One work handed in; `version` rises with every save so that two people never overwrite each other silently."""

    __tablename__ = "entry"
    __of_entrant__ = True
    __table_args__ = (
        UniqueConstraint("edition_id", "code"),
        UniqueConstraint("edition_id", "submission_key"),
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        CheckConstraint("status = 'draft' OR status = 'withdrawn' OR code IS NOT NULL", name="coded"),
        # With the field, so that boards count entries by state and field on the index alone.
        Index("ix_entry_edition_id_status", "edition_id", "status", "field_key"),
        Index("ix_entry_edition_id_title_key", "edition_id", "title_key"),
        Index("ix_entry_edition_id_submitted_at", "edition_id", "submitted_at"),
        Index("ix_entry_edition_id_unit_key", "edition_id", "unit_key"),
        Index("ix_entry_edition_id_unit_id", "edition_id", "unit_id"),
        # Whether anything changed since a moment is asked on every page of a ranking.
        Index("ix_entry_edition_id_updated_at", "edition_id", "updated_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    code: Mapped[str | None] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(20), default="draft")
    title: Mapped[str] = mapped_column(String(500), default="")
    short_title: Mapped[str] = mapped_column(String(120), default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    field_key: Mapped[str] = mapped_column(String(60), default="")
    division_key: Mapped[str] = mapped_column(String(60), default="")
    entrant_type: Mapped[str] = mapped_column(String(20), default="")
    # The unit that forwards the entry; each author has a school or workplace of their own.
    unit: Mapped[str] = mapped_column(String(300), default="")
    # fold() of the unit: what filters and quotas compare.
    unit_key: Mapped[str] = mapped_column(String(300), default="", info={"derived": True})
    # The unit of the directory, where it is known; then it is what quotas and counts go by.
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(Unit.id), index=True)
    locality: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(20), default="", info={"secret": True})
    email: Mapped[str] = mapped_column(String(254), default="", info={"secret": True})
    mentor: Mapped[str] = mapped_column(String(300), default="")
    # Facts about the solution the regulation asks for: created_on, applied_on, applied_in, earlier entries …
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    # Answers to the regulation's questions, by key.
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    # fold() of title, authors, unit, code: what the search looks through.
    search_text: Mapped[str] = mapped_column(Text, default="", info={"derived": True})
    title_key: Mapped[bytes] = mapped_column(LargeBinary, default=b"", info={"derived": True})
    # Folded title, unit and authors: the same entry imported twice has the same.
    fingerprint: Mapped[str] = mapped_column(String(64), default="", index=True, info={"derived": True})
    source: Mapped[str] = mapped_column(String(10), default="web")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True, info={"joins": "hồ sơ phụ trách"})
    # Idempotency key of the submission form: a second press finds the first one's result.
    submission_key: Mapped[str | None] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(onupdate=now)
    submitted_at: Mapped[datetime | None]
    sent_on: Mapped[date | None]
    received_at: Mapped[datetime | None]
    # The number on the receipt of a dossier that came on paper, and which parts of the dossier lay in it.
    paper_number: Mapped[int | None]
    parts_in: Mapped[list[Any]] = mapped_column(JSON, default=list)
    # Why a dossier that came after the deadline was taken all the same.
    late_reason: Mapped[str] = mapped_column(Text, default="", info={"of_office": True})
    amended_at: Mapped[datetime | None]
    # SHA-256 of what the entrant handed in last, as printed on the receipt.
    receipt_digest: Mapped[str] = mapped_column(String(64), default="")
    # What the entrant is told of the present state: why not eligible, what to supplement and by which day.
    status_reason: Mapped[str] = mapped_column(Text, default="", info={"of_office": True})
    supplement_by: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="", info={"of_office": True})
    # A draft that was never handed in and has been deleted: nothing of it is left but this line.
    wiped_at: Mapped[datetime | None]
    # The state it goes back to when it is halted no longer.
    halted_from: Mapped[str] = mapped_column(String(20), default="")

    __mapper_args__: dict[str, Any] = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form


class EntryAuthor(Table):
    """An author of an entry, in printed order. `share` is hundredths of a percent; a child's data, so kept few."""

    __tablename__ = "entry_author"
    __of_entrant__ = True
    __table_args__ = (UniqueConstraint("entry_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    sort_key: Mapped[bytes] = mapped_column(LargeBinary, default=b"", info={"derived": True})
    birth_on: Mapped[date | None] = mapped_column(info={"secret": True})
    # For registers that only know the year.
    birth_year: Mapped[int | None] = mapped_column(info={"secret": True})
    gender: Mapped[str] = mapped_column(String(10), default="", info={"secret": True})
    share: Mapped[int | None] = mapped_column(BigInteger)
    # Chức danh of an adult, lớp of a pupil.
    position_title: Mapped[str] = mapped_column(String(200), default="")
    unit: Mapped[str] = mapped_column(String(300), default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(Unit.id), index=True)
    qualification: Mapped[str] = mapped_column(String(200), default="")
    ethnicity: Mapped[str] = mapped_column(String(60), default="", info={"secret": True})
    union_member: Mapped[str] = mapped_column(String(200), default="")
    is_representative: Mapped[bool] = mapped_column(default=False)
    guardian: Mapped[str] = mapped_column(String(200), default="", info={"secret": True})
    # Asked to be forgotten: what remains is a place in the list, so that scores and prizes still add up.
    forgotten_at: Mapped[datetime | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True, info={"joins": "hồ sơ có tên"})


class Consent(Table):
    """A consent given for one author and one purpose, by the guardian or by the child; withdrawal is a moment, too."""

    __tablename__ = "consent"
    __table_args__ = (UniqueConstraint("author_id", "purpose", "given_by"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey(EntryAuthor.id), index=True)
    purpose: Mapped[str] = mapped_column(String(30))
    given_by: Mapped[str] = mapped_column(String(10))
    given_at: Mapped[datetime]
    # Who put it on record: the entrant on line, or the secretariat from a paper the unit collected.
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # online: ticked in the form of the dossier; paper: the office saw it signed; link: by the giver's own link.
    source: Mapped[str] = mapped_column(String(10), default="online")
    # Where the paper lies, or why it was taken back.
    note: Mapped[str] = mapped_column(String(300), default="")
    withdrawn_at: Mapped[datetime | None]
    # guardian, self, entrant or office.
    withdrawn_by: Mapped[str] = mapped_column(String(10), default="")


class EntryFile(Table):
    """A file of a dossier part; the bytes lie in the store under their hash. Removing is a moment, not a deletion."""

    __tablename__ = "entry_file"
    __of_entrant__ = True
    # Kinds no name can be taken out of are few, and so are files that name somebody: the board counts them.
    __table_args__ = (Index("ix_entry_file_media_type", "media_type"), Index("ix_entry_file_names_in", "names_in"))

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    part_key: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(String(120))
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    removed_at: Mapped[datetime | None]
    # The bytes were destroyed by schedule or on request; this line is the record of it.
    erased_at: Mapped[datetime | None]
    # Somebody of the office has looked into a file no name can be taken out of by machine: judges may have it.
    cleared_at: Mapped[datetime | None]
    cleared_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # What its text names of whose the entry is, as kinds with commas ("people,units"); "" for nothing, or not read.
    names_in: Mapped[str] = mapped_column(String(40), default="")
    searched_at: Mapped[datetime | None] = mapped_column(info={"derived": True})
    # Counted where the part has a limit; counted without a number: nobody but a person can tell.
    # Audited, though they follow from the bytes: what the desk found is kept until the audit tells of a change.
    pages: Mapped[int | None]
    counted_at: Mapped[datetime | None]


class FileReading(Table):
    """Somebody of the office opened an identity paper."""

    __tablename__ = "file_reading"
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey(EntryFile.id), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    by_name: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]


class EntryUpload(Table):
    """A file on its way in pieces (tus): how much of it is safely on disk. Its row is the truth, not the file's length.

    `digest` is the SHA-256 of the bytes as they came, once they all had; `file_id` what they became.
    """

    __tablename__ = "entry_upload"
    __of_entrant__ = True
    __unaudited__ = True
    __table_args__ = (CheckConstraint("received <= size", name="received"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    part_key: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(255))
    # What the browser knows the file by (its size, its beginning and its end), so that it finds the upload again.
    fingerprint: Mapped[str] = mapped_column(String(64), default="")
    size: Mapped[int] = mapped_column(BigInteger)
    received: Mapped[int] = mapped_column(BigInteger, default=0)
    digest: Mapped[str] = mapped_column(String(64), default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    begun_at: Mapped[datetime]
    touched_at: Mapped[datetime] = mapped_column(index=True)
    file_id: Mapped[int | None] = mapped_column(ForeignKey(EntryFile.id))


class EntryDraft(Table):
    """What is being typed, word for word, faults included; becomes the entry when it is handed in.

    `content` has the parts of the form ("solution", "authors"); `versions` counts the saves of each part, so that
    a second tab or a second person never overwrites the first silently.
    """

    __tablename__ = "entry_draft"
    __of_entrant__ = True
    __unaudited__ = True

    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    versions: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    saved_at: Mapped[datetime]


class EntryStep(Table):
    """A state the entry came to: when, by whom, with which words for the entrant. The timeline of the entry."""

    __tablename__ = "entry_step"
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    # A status of the entry, or "amended".
    status: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    by_name: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(Text, default="")


class CodeCounter(Table):
    """The last number given in a series of entry codes; raised inside the submitting transaction."""

    __tablename__ = "code_counter"
    __table_args__ = (UniqueConstraint("edition_id", "series"),)
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    series: Mapped[str] = mapped_column(String(80))
    last: Mapped[int] = mapped_column(default=0)


class RegisterMapping(Table):
    """Which column of a foreign register is which of ours, remembered by the register's headings."""

    __tablename__ = "register_mapping"
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    signature: Mapped[str] = mapped_column(String(64), unique=True)
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    used_at: Mapped[datetime]

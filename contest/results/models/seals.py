"""Sealed results and their publication; a later change is a new version beside the old one."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.foundation.database import Table
from contest.people.models import Person


class Seal(Table):
    """The result frozen: the whole document, and the SHA-256 of its canonical JSON."""

    __tablename__ = "seal"
    __of_record__ = True
    __table_args__ = (UniqueConstraint("edition_id", "version"),)
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    version: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    # The digest of what is compared to see whether the result is still the same: the document without the places of
    # its rankings, which never change once they are made.
    mark: Mapped[str] = mapped_column(String(64), default="")
    sealed_at: Mapped[datetime]
    sealed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # What the package's own program found wrong when it was sealed: nothing, unless a person should look.
    faults: Mapped[list[str]] = mapped_column(JSON, default=list)


class SealFile(Table):
    """A file of a sealed version's package, word for word as it was sealed: scores, regulation, the program."""

    __tablename__ = "seal_file"
    __of_record__ = True
    __table_args__ = (UniqueConstraint("seal_id", "name"),)
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    seal_id: Mapped[int] = mapped_column(ForeignKey(Seal.id))
    name: Mapped[str] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(Text)


class Publication(Table):
    """A sealed version was shown to the public; taking it down is a moment with a reason."""

    __tablename__ = "publication"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    seal_id: Mapped[int] = mapped_column(ForeignKey(Seal.id))
    published_at: Mapped[datetime]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    retracted_at: Mapped[datetime | None]
    retract_reason: Mapped[str] = mapped_column(Text, default="")

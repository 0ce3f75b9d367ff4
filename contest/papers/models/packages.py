"""Closing packages: who ordered one, what came of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.foundation.database import Table
from contest.people.models import Person


class ClosingPackage(Table):
    """One package, numbered from 1; digest: of who won as it stood in it, so that one overtaken is known.

    It holds what its orderer may have, and nobody else fetches it. why_not: the reasons, as sentences, of one that was
    stopped; missing: what could not be made yet, each as a sentence.
    """

    __tablename__ = "closing_package"
    __unaudited__ = True
    __table_args__ = (UniqueConstraint("edition_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    number: Mapped[int]
    # Names the job and the file.
    key: Mapped[str] = mapped_column(String(40), unique=True)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    asked_by: Mapped[str] = mapped_column(String(200))
    asked_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
    files: Mapped[int] = mapped_column(default=0)
    missing: Mapped[list[Any]] = mapped_column(JSON, default=list)
    why_not: Mapped[list[Any]] = mapped_column(JSON, default=list)
    digest: Mapped[str] = mapped_column(String(64), default="")
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    removed_at: Mapped[datetime | None]

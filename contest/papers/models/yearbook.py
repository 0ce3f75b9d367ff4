"""The yearbook of an edition: what stands on its cover, and its prints."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.foundation.database import Table
from contest.people.models import Person


class Yearbook(Table):
    """Cover and foreword, as somebody of the office typed them."""

    __tablename__ = "yearbook"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), unique=True)
    title: Mapped[str] = mapped_column(String(300), default="")
    subtitle: Mapped[str] = mapped_column(String(300), default="")
    foreword: Mapped[str] = mapped_column(Text, default="")
    signatory_title: Mapped[str] = mapped_column(String(200), default="")
    signatory: Mapped[str] = mapped_column(String(200), default="")
    size: Mapped[str] = mapped_column(String(4), default="A5")
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class YearbookPrint(Table):
    """One print, numbered from 1; digest: of what stood in it, so that one overtaken by a withdrawn name is known."""

    __tablename__ = "yearbook_print"
    __unaudited__ = True
    __table_args__ = (UniqueConstraint("edition_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    # Names the job and the file.
    key: Mapped[str] = mapped_column(String(40), unique=True)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    asked_by: Mapped[str] = mapped_column(String(200))
    asked_at: Mapped[datetime]
    solutions: Mapped[int]
    ready_at: Mapped[datetime | None]
    digest: Mapped[str] = mapped_column(String(64), default="")
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    removed_at: Mapped[datetime | None]

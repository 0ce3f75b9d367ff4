"""Editions before this installation, a row each."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.foundation.database import Table
from contest.people.models import Person


class PastEdition(Table):
    """An edition of a series as it was published: counts that are not known are empty. No person's name is in it."""

    __tablename__ = "past_edition"
    __table_args__ = (UniqueConstraint("series", "label", "years"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    series: Mapped[str] = mapped_column(String(80))
    label: Mapped[str] = mapped_column(String(80))
    years: Mapped[str] = mapped_column(String(40), default="")
    entries: Mapped[int | None]
    eligible: Mapped[int | None]
    finalists: Mapped[int | None]
    awards: Mapped[int | None]
    authors: Mapped[int | None]
    special: Mapped[int | None]
    first: Mapped[int | None]
    second: Mapped[int | None]
    third: Mapped[int | None]
    consolation: Mapped[int | None]
    other: Mapped[str] = mapped_column(Text, default="")
    money: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(Text, default="")
    written_at: Mapped[datetime]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))

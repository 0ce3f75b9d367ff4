"""The result kept back until the ceremony, and what has been called out of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.database import Table
from contest.people.models import Person


class Embargo(Table):
    """The result is kept back: until it has all been called out, or a moment has come, or somebody lifts it.

    ended_how: "" while it stands, then "revealed", "moment" or "lifted".
    """

    __tablename__ = "embargo"
    __table_args__ = (
        UniqueConstraint("edition_id", "number"),
        CheckConstraint("ended_how IN ('', 'revealed', 'moment', 'lifted')", name="ended_how"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    number: Mapped[int]
    held_at: Mapped[datetime]
    held_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # All of it at this moment, without a ceremony.
    opens_at: Mapped[datetime | None]
    begun_at: Mapped[datetime | None]
    begun_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    ended_how: Mapped[str] = mapped_column(String(10), default="")
    end_reason: Mapped[str] = mapped_column(Text, default="")


class Reveal(Table):
    """An award was called out: from this moment on anybody may know it."""

    __tablename__ = "reveal"
    __table_args__ = (UniqueConstraint("embargo_id", "reference"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    embargo_id: Mapped[int] = mapped_column(ForeignKey(Embargo.id))
    # None of an award of a unit.
    entry_id: Mapped[int | None] = mapped_column(ForeignKey(Entry.id), index=True)
    # Which award of the sealed document: contest/results/rules/embargo.py.
    reference: Mapped[str] = mapped_column(String(64))
    revealed_at: Mapped[datetime]
    revealed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))

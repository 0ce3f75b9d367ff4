"""What the office grants and keeps around dossiers: more time for one, codes for late ones."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.entries.models.dossier import Entry
from contest.foundation.database import Table
from contest.people.models import Person, Unit


class EntryExtension(Table):
    """More time for one entry, or for all entries of one unit; who gave it, and why."""

    __tablename__ = "entry_extension"
    __table_args__ = (
        CheckConstraint("(entry_id IS NULL) != (unit_key = '')", name="entry_or_unit"),
        Index("ix_entry_extension_edition_id_unit_key", "edition_id", "unit_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey(Entry.id), index=True)
    unit: Mapped[str] = mapped_column(String(300), default="")
    # The unit of the directory, where it is known: then time is for it alone, not for others of the same name.
    unit_id: Mapped[int | None] = mapped_column(ForeignKey(Unit.id), index=True)
    # fold() of the unit, as entries have it.
    unit_key: Mapped[str] = mapped_column(String(300), default="", info={"secret": True})
    until: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text)
    given_at: Mapped[datetime]
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    ended_at: Mapped[datetime | None]


class LateCode(Table):
    """A code the office hands to somebody who is late: it opens the door once, for one entry, until a moment."""

    __tablename__ = "late_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True, info={"secret": True})
    # Whom it was handed to, as the office writes it.
    given_to: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)
    valid_until: Mapped[datetime]
    given_at: Mapped[datetime]
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    used_at: Mapped[datetime | None]
    entry_id: Mapped[int | None] = mapped_column(ForeignKey(Entry.id), index=True)
    ended_at: Mapped[datetime | None]

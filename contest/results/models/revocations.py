"""Prizes that were taken back by a decision, who moved up for it, and decisions that were undone."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.database import Table
from contest.people.models import Person
from contest.prizes.models import Award


class Revocation(Table):
    """A prize taken back: which, by which decision, why. It stands until a later decision undoes it."""

    __tablename__ = "revocation"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    # Which award of the entry: two of one key differ by the author they are for (0: of the entry).
    award_id: Mapped[int] = mapped_column(ForeignKey(Award.id), index=True)
    award_key: Mapped[str] = mapped_column(String(60))
    author: Mapped[int] = mapped_column(default=0)
    tier_key: Mapped[str] = mapped_column(String(60), default="")
    # How the prize was called then.
    name: Mapped[str] = mapped_column(String(500))
    decision: Mapped[str] = mapped_column(String(200))
    decided_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # Who moved up: [[entry, tier before, its scope, its reason, tier after], …]; the tier "" is no prize.
    moved: Mapped[list[Any]] = mapped_column(JSON, default=list)
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    undo_decision: Mapped[str] = mapped_column(String(200), default="")
    undo_reason: Mapped[str] = mapped_column(Text, default="")

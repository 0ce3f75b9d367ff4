"""Decisions on eligibility; the latest one of an entry counts, the earlier ones stay."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from contest.entries.models import Entry
from contest.foundation.database import Table
from contest.people.models import Person

VERDICTS = ("eligible", "ineligible", "needs_supplement")


class ScreeningDecision(Table):
    """The secretariat found an entry eligible, not eligible, or in need of a supplement by a day."""

    __tablename__ = "screening_decision"
    __table_args__ = (CheckConstraint(f"verdict IN {VERDICTS}", name="verdict"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    verdict: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    supplement_by: Mapped[date | None]
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))

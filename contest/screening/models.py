"""Decisions on eligibility (the latest one of an entry counts, the earlier ones stay), and what persons looked at."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.database import Table
from contest.people.models import Person

VERDICTS = ("eligible", "ineligible", "needs_supplement")
# How a decision came about: by hand on the entry's page, with many others, by a rule of the regulation, from a file.
WAYS = ("hand", "many", "rule", "file")


class ScreeningBatch(Table):
    """One deed on many entries; it can be taken back as a whole while dossiers are still looked at."""

    __tablename__ = "screening_batch"
    __table_args__ = (CheckConstraint(f"way IN {WAYS}", name="way"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    way: Mapped[str] = mapped_column(String(10))
    # Empty when the file had several.
    verdict: Mapped[str] = mapped_column(String(20), default="")
    # The rule as the regulation has it, or the file's name.
    words: Mapped[str] = mapped_column(Text, default="")
    count: Mapped[int]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # How many entries went back; those decided on anew meanwhile keep what was decided.
    undone_count: Mapped[int | None]


class ScreeningDecision(Table):
    """The secretariat found an entry eligible, not eligible, or in need of a supplement by a day."""

    __tablename__ = "screening_decision"
    __table_args__ = (
        CheckConstraint(f"verdict IN {VERDICTS}", name="verdict"),
        CheckConstraint(f"way IN {WAYS}", name="way"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    verdict: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    supplement_by: Mapped[date | None]
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    way: Mapped[str] = mapped_column(String(10), default="hand")
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ScreeningBatch.id), index=True)
    # Where the entry stood before, to go back to when the batch is taken back.
    status_before: Mapped[str] = mapped_column(String(20), default="")
    reason_before: Mapped[str] = mapped_column(Text, default="")
    supplement_before: Mapped[date | None]
    undone_at: Mapped[datetime | None]


class ScreeningLook(Table):
    """A person looked at what no machine can judge and said whether the rule is fulfilled.

    It holds as long as the datum is the same; `datum_digest` is SHA-256 of it, so that nothing personal is kept twice.
    """

    __tablename__ = "screening_look"
    __table_args__ = (
        UniqueConstraint("entry_id", "rule_key"),
        CheckConstraint("verdict IN ('pass', 'fail')", name="verdict"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    rule_key: Mapped[str] = mapped_column(String(120))
    datum_digest: Mapped[str] = mapped_column(String(64))
    verdict: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text, default="")
    looked_at: Mapped[datetime]
    looked_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))

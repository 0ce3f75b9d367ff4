"""Editions, every version of their regulation word for word, their stages, and the public's questions."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.rules.stages import STAGES
from contest.foundation.database import Table
from contest.people.models import Person


class Edition(Table):
    """One contest of one year."""

    __tablename__ = "edition"
    __of_record__ = True
    __table_args__ = (CheckConstraint(f"stage IN {STAGES}", name="stage"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(500))
    kind: Mapped[str] = mapped_column(String(20))
    series: Mapped[str] = mapped_column(String(80), default="", index=True)
    stage: Mapped[str] = mapped_column(String(20), default="draft")
    # The version in force; raised by an amendment.
    regulation_number: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]


class RegulationVersion(Table):
    """The regulation as it was given, word for word; never changed once the edition is open."""

    __tablename__ = "regulation_version"
    __of_record__ = True
    __table_args__ = (UniqueConstraint("edition_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    # Why the regulation was amended; empty for the version the edition opened with.
    reason: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class StageChange(Table):
    """An edition went to another stage: when, by whom, and why if it went back."""

    __tablename__ = "stage_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    from_stage: Mapped[str] = mapped_column(String(20))
    to_stage: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    reason: Mapped[str] = mapped_column(Text, default="")


class Question(Table):
    """A question of the public, shown on the edition's page once the secretariat has answered and released it."""

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), info={"joins": "câu hỏi đã gửi"})
    asked_at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    published_at: Mapped[datetime | None]


class DeadlineExtension(Table):
    """More time for everybody to hand in, by a numbered decision; the latest one holds."""

    __tablename__ = "deadline_extension"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    # The announced deadline from now on; the time of grace behind it stays as long as it was.
    until: Mapped[datetime]
    number: Mapped[str] = mapped_column(String(120))
    decided_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))

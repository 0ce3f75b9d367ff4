"""Score sheets and their cells. Blank, 0, absent, abstained and recused are different things in every column."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.entries.models import Entry
from contest.foundation.database import Points, Table
from contest.juries.models import JudgingRound
from contest.people.models import Person

SHEET_STATES = ("draft", "submitted", "absent", "abstained", "recused")
CELL_STATES = ("scored", "missing", "absent", "abstained", "recused")


class ScoreSheet(Table):
    """One judge's sheet on one entry in one round; the total is kept at save, exact. `version` guards two devices."""

    __tablename__ = "score_sheet"
    __table_args__ = (
        UniqueConstraint("round_id", "entry_id", "judge_id"),
        CheckConstraint(f"state IN {SHEET_STATES}", name="state"),
        Index("ix_score_sheet_round_id_state", "round_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id))
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    state: Mapped[str] = mapped_column(String(10), default="draft")
    total: Mapped[Decimal | None] = mapped_column(Points)
    comment: Mapped[str] = mapped_column(Text, default="")
    # Why absent, abstained or recused.
    reason: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(String(10), default="web")
    keyed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # The key of the last accepted save: the same save sent twice is answered, not done again.
    save_key: Mapped[str] = mapped_column(String(64), default="")
    version: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form


class Score(Table):
    """One cell: a criterion (or a part of one) on a sheet."""

    __tablename__ = "score"
    __table_args__ = (
        UniqueConstraint("sheet_id", "criterion_key"),
        CheckConstraint(f"state IN {CELL_STATES}", name="state"),
        CheckConstraint("(state = 'scored') = (points IS NOT NULL)", name="points_when_scored"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey(ScoreSheet.id), index=True)
    criterion_key: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(10))
    points: Mapped[Decimal | None] = mapped_column(Points)

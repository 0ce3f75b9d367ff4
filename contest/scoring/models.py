"""Score sheets and their cells, and what a council decided about them.

Blank, 0, absent, abstained and recused are different things in every column.
"""

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
    # The ledger's event of a save holds every cell.
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id))
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True, info={"binds": "phiếu chấm"})
    state: Mapped[str] = mapped_column(String(10), default="draft")
    total: Mapped[Decimal | None] = mapped_column(Points)
    comment: Mapped[str] = mapped_column(Text, default="")
    # The tier the judge proposes, where the regulation's sheet asks for one.
    tier_key: Mapped[str] = mapped_column(String(60), default="")
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
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey(ScoreSheet.id), index=True)
    criterion_key: Mapped[str] = mapped_column(String(90))
    state: Mapped[str] = mapped_column(String(10))
    points: Mapped[Decimal | None] = mapped_column(Points)


class CaseSettlement(Table):
    """How a disagreement on an entry was settled, for the minutes; covers gaps up to `spread`, wider ones reopen it."""

    __tablename__ = "case_settlement"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    # "" for the total.
    criterion_key: Mapped[str] = mapped_column(String(90), default="")
    spread: Mapped[Decimal] = mapped_column(Points)
    way: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text)
    settled_at: Mapped[datetime]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class QuorumDecision(Table):
    """A recorded decision that fewer scored sheets suffice: for one entry, or (no entry) for the whole round."""

    __tablename__ = "quorum_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id), index=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey(Entry.id), index=True)
    quorum: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class RoundReopening(Table):
    """A closed round was opened again: when, by whom, why."""

    __tablename__ = "round_reopening"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id), index=True)
    reason: Mapped[str] = mapped_column(Text)
    reopened_at: Mapped[datetime]
    reopened_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))

"""Score sheets and their cells, and what a council decided about them.

Blank, 0, absent, abstained and recused are different things in every column.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.database import Points, Table
from contest.juries.models import Council, JudgingRound
from contest.people.models import Person
from contest.scoring.rules import PAPER_STATES

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


class PaperSheet(Table):
    """A printed score sheet, found by the code beside its QR code; a spare one says whose it is when it is keyed in.

    `photo_sha256` names the photograph of the signed sheet in the store of files, without place and camera.
    """

    __tablename__ = "paper_sheet"
    __table_args__ = (
        UniqueConstraint("edition_id", "code"),
        CheckConstraint(f"state IN {PAPER_STATES}", name="state"),
        Index("ix_paper_sheet_round_id_state", "round_id", "state"),
        Index("ix_paper_sheet_pair", "round_id", "entry_id", "judge_id"),
    )
    # The ledger says what became of it; who reads second must not find the first's figures in the audit.
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id))
    code: Mapped[str] = mapped_column(String(8))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey(Entry.id), index=True)
    judge_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True, info={"binds": "phiếu chấm giấy"})
    # Whose clerk may key it in; a spare one without a council is the secretariat's.
    council_id: Mapped[int | None] = mapped_column(ForeignKey(Council.id), index=True)
    is_spare: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(10), default="printed")
    printed_at: Mapped[datetime]
    printed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    photo_sha256: Mapped[str] = mapped_column(String(64), default="", index=True)
    photo_type: Mapped[str] = mapped_column(String(40), default="")
    settled_reason: Mapped[str] = mapped_column(Text, default="")
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class PaperKeying(Table):
    """What one person read from a sheet of paper; one that was taken back stays, with when."""

    __tablename__ = "paper_keying"
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey(PaperSheet.id), index=True)
    keyed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    keyed_at: Mapped[datetime]
    # Whose the sheet is: on a spare one it is read like a figure.
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True)
    # By cell: the figure in its exact digits, or absent, abstained, recused.
    cells: Mapped[dict[str, Any]] = mapped_column(JSON)
    control: Mapped[Decimal | None] = mapped_column(Points)
    tier_key: Mapped[str] = mapped_column(String(60), default="")
    comment: Mapped[str] = mapped_column(Text, default="")
    withdrawn_at: Mapped[datetime | None]


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

"""Score sheets and their cells, and what a council decided about them.

Blank, 0, absent, abstained and recused are different things in every column.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from contest.entries.models import Entry
from contest.foundation.database import Points, Table
from contest.juries.models import JudgingRound
from contest.people.models import Person

SHEET_STATES = ("draft", "submitted", "absent", "abstained", "recused")
SHEET_USES = ("counts", "left_out", "set_aside")
CELL_STATES = ("scored", "missing", "absent", "abstained", "recused")
CASE_STEPS = ("again", "choosing", "called", "closing", "closed")
CASE_ANSWERS = ("", "kept", "changing", "changed", "scored", "marked", "not_awaited")


class ScoreSheet(Table):
    """One judge's sheet on one entry in one round; the total is kept at save, exact. `version` guards two devices."""

    __tablename__ = "score_sheet"
    __table_args__ = (
        UniqueConstraint("round_id", "entry_id", "judge_id"),
        CheckConstraint(f"state IN {SHEET_STATES}", name="state"),
        CheckConstraint(f"use IN {SHEET_USES}", name="use"),
        Index("ix_score_sheet_round_id_state", "round_id", "state"),
        # How far a judge is, counted on the index alone.
        Index("ix_score_sheet_own", "judge_id", "round_id", "entry_id", "state"),
    )
    # The ledger's event of a save holds every cell.
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id))
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey(Person.id), info={"binds": "phiếu chấm"})
    state: Mapped[str] = mapped_column(String(10), default="draft")
    total: Mapped[Decimal | None] = mapped_column(Points)
    comment: Mapped[str] = mapped_column(Text, default="")
    # The tier the judge proposes, where the regulation's sheet asks for one.
    tier_key: Mapped[str] = mapped_column(String(60), default="")
    # Why absent, abstained or recused.
    reason: Mapped[str] = mapped_column(Text, default="")
    # A handed-in sheet may be left out when a disagreement is concluded, or set aside when its judge was replaced.
    use: Mapped[str] = mapped_column(String(10), default="counts")
    # The way its figures came: a key of SOURCE_WORDS.
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


class SheetVersion(Table):
    """A handed-in sheet as it was before it was opened again: what it said then can be read for ever."""

    __tablename__ = "sheet_version"
    __table_args__ = (UniqueConstraint("sheet_id", "version"),)
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey(ScoreSheet.id))
    version: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    total: Mapped[Decimal | None] = mapped_column(Points)
    # Figures as text by cell; null where there was none.
    cells: Mapped[dict[str, Any]] = mapped_column(JSON)
    comment: Mapped[str] = mapped_column(Text, default="")
    tier_key: Mapped[str] = mapped_column(String(60), default="")
    handed_in_at: Mapped[datetime | None]
    # Why and by whom it was opened again.
    kept_at: Mapped[datetime]
    kept_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    reason: Mapped[str] = mapped_column(Text, default="")


class DisagreementCase(Table):
    """The sheets of an entry lie too far apart: from the judges' second look to the chair's conclusion.

    An entry has one case at a time. A closed one covers gaps up to `closing_spread`; a wider one is a new case.
    """

    __tablename__ = "disagreement_case"
    __table_args__ = (
        CheckConstraint(f"step IN {CASE_STEPS}", name="step"),
        CheckConstraint("(step = 'closed') = (closed_at IS NOT NULL)", name="closed_when_closed"),
        Index("ix_disagreement_case_round_id_entry_id", "round_id", "entry_id"),
        Index(
            "uq_disagreement_case_open",
            "round_id",
            "entry_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id))
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    step: Mapped[str] = mapped_column(String(10), default="again")
    # The widest gap when it was opened.
    spread: Mapped[Decimal] = mapped_column(Points)
    opened_at: Mapped[datetime]
    # Nobody: it opened by itself with the last sheet.
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # Whom the house proposes to call, until somebody confirms it.
    proposed: Mapped[list[int]] = mapped_column(JSON, default=list)
    way: Mapped[str] = mapped_column(String(20), default="")
    # The widest gap between all sheets when it was concluded.
    closing_spread: Mapped[Decimal | None] = mapped_column(Points)
    reason: Mapped[str] = mapped_column(Text, default="")
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class CaseRequest(Table):
    """Somebody is asked in a case: to look at the own sheet again, or to score the entry too."""

    __tablename__ = "case_request"
    __table_args__ = (
        UniqueConstraint("case_id", "judge_id"),
        CheckConstraint("kind IN ('again', 'called')", name="kind"),
        CheckConstraint(f"answer IN {CASE_ANSWERS}", name="answer"),
        Index("ix_case_request_judge_id_answer", "judge_id", "answer"),
    )
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(DisagreementCase.id))
    judge_id: Mapped[int] = mapped_column(ForeignKey(Person.id), info={"binds": "lời mời xem lại điểm"})
    kind: Mapped[str] = mapped_column(String(10))
    # "" while the answer is awaited; `changing` while a sheet opened for it is not handed in again.
    answer: Mapped[str] = mapped_column(String(12), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class CaseEvent(Table):
    """One line of a case's history; only added to."""

    __tablename__ = "case_event"
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey(DisagreementCase.id), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    # Who did it (nobody: the house), and the judge it is about.
    by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    judge_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), info={"binds": "lời mời xem lại điểm"})
    words: Mapped[str] = mapped_column(Text, default="")


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

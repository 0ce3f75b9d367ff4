"""Score sheets printed on paper, and what people read from them."""

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
    judge_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True, info={"binds": "phiếu chấm giấy"})
    # By cell: the figure in its exact digits, or absent, abstained, recused.
    cells: Mapped[dict[str, Any]] = mapped_column(JSON)
    control: Mapped[Decimal | None] = mapped_column(Points)
    tier_key: Mapped[str] = mapped_column(String(60), default="")
    comment: Mapped[str] = mapped_column(Text, default="")
    withdrawn_at: Mapped[datetime | None]

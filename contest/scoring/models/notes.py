"""What a judge takes down of an entry: notes, the time of a presentation, photographs as evidence."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.entries.models import Entry
from contest.foundation.database import Table
from contest.juries.models import JudgingRound
from contest.people.models import Person


class JudgeNote(Table):
    """What a judge took down of an entry, and how long it was presented; read by nobody else until the round closes."""

    __tablename__ = "judge_note"
    __table_args__ = (UniqueConstraint("round_id", "entry_id", "judge_id"),)
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id))
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True, info={"binds": "ghi chú khi chấm"})
    text: Mapped[str] = mapped_column(Text, default="")
    # Seconds, as the judge's own clock counted them.
    spoken: Mapped[int | None]
    save_key: Mapped[str] = mapped_column(String(64), default="")
    version: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own form


class JudgeFile(Table):
    """A photograph a judge took as evidence, without place and camera; one that was taken away keeps its line."""

    __tablename__ = "judge_file"
    __table_args__ = (Index("ix_judge_file_round_id_entry_id", "round_id", "entry_id"),)
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id))
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True, info={"binds": "ảnh chụp khi chấm"})
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    media_type: Mapped[str] = mapped_column(String(40))
    caption: Mapped[str] = mapped_column(String(300), default="")
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

"""The ceremony as it runs: the steps that were taken, and who was called in each."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from contest.ceremony.models.order import Call, Ceremony, Segment
from contest.foundation.database import Table
from contest.people.models import Person


class Run(Table):
    """The ceremony runs, or its rehearsal does, for whichever telephone leads it.

    version counts what happens to it: who does something says which they saw, so that two telephones do it once.
    """

    __tablename__ = "ceremony_run"
    __table_args__ = (
        # One at a time.
        Index(
            "uq_ceremony_run_open",
            "ceremony_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ceremony_id: Mapped[int] = mapped_column(ForeignKey(Ceremony.id), index=True)
    is_rehearsal: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    began_at: Mapped[datetime]
    began_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class StepTaken(Table):
    """A step of a run, counted from 1; the last one is on the stage.

    segment_id: what came on; None for a last group of latecomers, the `extra`th.
    """

    __tablename__ = "ceremony_step"
    __table_args__ = (UniqueConstraint("run_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey(Run.id))
    number: Mapped[int]
    segment_id: Mapped[int | None] = mapped_column(ForeignKey(Segment.id), index=True)
    extra: Mapped[int] = mapped_column(default=0)
    taken_at: Mapped[datetime]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class Called(Table):
    """A winner was called, in which step: once in a run, which the database holds, too."""

    __tablename__ = "ceremony_called"
    __table_args__ = (UniqueConstraint("run_id", "call_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey(Run.id))
    step_id: Mapped[int] = mapped_column(ForeignKey(StepTaken.id), index=True)
    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id), index=True)
    position: Mapped[int]
    called_at: Mapped[datetime]
    called_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))

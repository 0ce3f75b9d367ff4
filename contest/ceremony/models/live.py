"""The ceremony as it runs: where it stands, and who was called."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from contest.ceremony.models.order import Call, Ceremony, Segment
from contest.foundation.database import Table
from contest.people.models import Person


class Run(Table):
    """The ceremony runs, or its rehearsal does: where it stands, for whichever telephone leads it.

    segment_id: the segment on the stage; None before the first one, and in the last groups of latecomers (`extra` of
    them so far). version counts the steps: who takes one says which they saw, so that two telephones take it once.
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
    segment_id: Mapped[int | None] = mapped_column(ForeignKey(Segment.id))
    extra: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    began_at: Mapped[datetime]
    began_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    ended_at: Mapped[datetime | None]


class Called(Table):
    """A winner was called: once in a run, which the database holds, too.

    segment_id and extra: in which group, the own one or the one that took a latecomer.
    """

    __tablename__ = "ceremony_called"
    __table_args__ = (UniqueConstraint("run_id", "call_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey(Run.id))
    call_id: Mapped[int] = mapped_column(ForeignKey(Call.id), index=True)
    segment_id: Mapped[int | None] = mapped_column(ForeignKey(Segment.id), index=True)
    extra: Mapped[int] = mapped_column(default=0)
    position: Mapped[int]
    called_at: Mapped[datetime]
    called_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))

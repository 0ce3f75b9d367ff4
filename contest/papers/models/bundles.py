"""Dossiers put together for a council: which, for whom, and where the file lies meanwhile."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.foundation.database import Table
from contest.juries.models import Council
from contest.people.models import Person


class Bundle(Table):
    """One order: a round's dossiers, of one council or of all, as ZIP or PDF. The file is gone after some days.

    left_out: what is not in it, each as a sentence (films in print, files that cannot be opened).
    """

    __tablename__ = "paper_bundle"
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    round_key: Mapped[str] = mapped_column(String(60))
    council_id: Mapped[int | None] = mapped_column(ForeignKey(Council.id))
    kind: Mapped[str] = mapped_column(String(10))
    with_films: Mapped[bool] = mapped_column(default=False)
    # Names the job and the file.
    key: Mapped[str] = mapped_column(String(40), unique=True)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    asked_by: Mapped[str] = mapped_column(String(200))
    asked_at: Mapped[datetime]
    entries: Mapped[int]
    ready_at: Mapped[datetime | None]
    # The ending of the file: a PDF too large for one is a ZIP of volumes.
    ending: Mapped[str] = mapped_column(String(10), default="")
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    left_out: Mapped[list[str]] = mapped_column(JSON, default=list)
    removed_at: Mapped[datetime | None]

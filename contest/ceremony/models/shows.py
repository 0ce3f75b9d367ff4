"""The slides as they are shown: where they stand, and the screens that follow."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.foundation.database import Table
from contest.people.models import Person


class Show(Table):
    """The slides are open, in earnest or for a rehearsal: where they stand, for whichever telephone leads them.

    slide_key: the slide that is shown; place: where it stood in the order then, should it be gone. is_waiting: the
    screen shows the picture for breaks instead. version counts the steps: who takes one says which they saw.
    moved_by_id, moved_at: who took the last one, which the other telephones are told.
    """

    __tablename__ = "ceremony_show"
    __table_args__ = (
        # One at a time.
        Index(
            "uq_ceremony_show_open",
            "edition_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    is_rehearsal: Mapped[bool] = mapped_column(default=False)
    # A rehearsal whose hall may not read a name yet.
    has_stand_ins: Mapped[bool] = mapped_column(default=False)
    slide_key: Mapped[str] = mapped_column(String(80))
    place: Mapped[int] = mapped_column(default=0)
    is_waiting: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    # The fingerprint of the code with which a screen is opened, once and not after.
    code_print: Mapped[str] = mapped_column(String(64), default="", info={"secret": True})
    code_until: Mapped[datetime | None]
    moved_at: Mapped[datetime | None]
    moved_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    began_at: Mapped[datetime]
    began_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    ended_at: Mapped[datetime | None]


class Screen(Table):
    """A screen in the hall that follows a show, known by a key in its address; what it said it shows, and when."""

    __tablename__ = "ceremony_screen"
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    show_id: Mapped[int] = mapped_column(ForeignKey(Show.id), index=True)
    key_print: Mapped[str] = mapped_column(String(64), unique=True)
    opened_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    slide_key: Mapped[str] = mapped_column(String(80), default="")
    # It went on by its own keys while the line was gone.
    is_astray: Mapped[bool] = mapped_column(default=False)

"""How an author's name is said aloud."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from contest.entries.models import EntryAuthor
from contest.foundation.database import Table
from contest.people.models import Person


class StageName(Table):
    """How an author is called in the hall: how the name sounds, and what the family agreed to where it may not be said.

    called_as: the words instead of the name ("em học sinh lớp 5A"), agreed by whom and when.
    """

    __tablename__ = "stage_name"

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey(EntryAuthor.id), unique=True)
    sounds: Mapped[str] = mapped_column(String(200), default="", info={"secret": True})
    called_as: Mapped[str] = mapped_column(String(200), default="", info={"secret": True})
    agreed_by: Mapped[str] = mapped_column(String(200), default="", info={"secret": True})
    agreed_on: Mapped[date | None]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))

"""How solutions with a prize are presented in the gallery and in the yearbook."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.database import Table
from contest.people.models import Person


class Showcase(Table):
    """What the office chose for one entry: pictures of its dossier in their order, words in place of its summary."""

    __tablename__ = "showcase"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), unique=True)
    summary: Mapped[str] = mapped_column(Text, default="")
    # Keys of files of the dossier; one that was taken out since is not shown.
    pictures: Mapped[list[Any]] = mapped_column(JSON, default=list)
    place: Mapped[int | None]
    is_left_out: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))

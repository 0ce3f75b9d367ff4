"""The proposed result as it was posted, and what the public said to it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.database import Table
from contest.people.models import Person


class Posting(Table):
    """A list was posted: what stood in it (awards without names, as in a seal), from when to which last day."""

    __tablename__ = "posting"
    __of_record__ = True
    __table_args__ = (UniqueConstraint("edition_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    number: Mapped[int]
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    # The digest of who has which award: by it the house sees whether what would be decided is what is posted.
    mark: Mapped[str] = mapped_column(String(64))
    days: Mapped[int]
    posted_at: Mapped[datetime]
    posted_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    ends_on: Mapped[date]
    removed_at: Mapped[datetime | None]
    remove_reason: Mapped[str] = mapped_column(Text, default="")


class PostingRemark(Table):
    """What somebody said to a posted list: for the office alone. Who, and how to reach them, only if they wish."""

    __tablename__ = "posting_remark"
    __table_args__ = (
        UniqueConstraint("posting_id", "text_digest"),
        Index("ix_posting_remark_edition_id_settled_at", "edition_id", "settled_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    posting_id: Mapped[int] = mapped_column(ForeignKey(Posting.id))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey(Entry.id), index=True)
    text: Mapped[str] = mapped_column(Text, info={"secret": True})
    # The same words sent twice are one remark.
    text_digest: Mapped[str] = mapped_column(String(64), info={"derived": True})
    sender: Mapped[str] = mapped_column(String(200), default="", info={"secret": True})
    contact: Mapped[str] = mapped_column(String(200), default="", info={"secret": True})
    sent_at: Mapped[datetime]
    conclusion: Mapped[str] = mapped_column(Text, default="")
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))

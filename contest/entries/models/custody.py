"""Models, products and paper dossiers as things: where they are, and every hand they went through."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.entries.models.dossier import Entry
from contest.entries.rules.custody import CUSTODY_STATES, KINDS
from contest.foundation.database import Table
from contest.people.models import Person


class CustodyItem(Table):
    """A thing in the office's keeping, found by the short code on its label."""

    __tablename__ = "custody_item"
    __table_args__ = (
        UniqueConstraint("edition_id", "short_code"),
        CheckConstraint(f"kind IN {tuple(KINDS)}", name="kind"),
        CheckConstraint(f"state IN {CUSTODY_STATES}", name="state"),
        Index("ix_custody_item_edition_id_state", "edition_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    # Which of several of one entry: 1, 2 …
    number: Mapped[int] = mapped_column(default=1)
    short_code: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(10), default="received")
    place: Mapped[str] = mapped_column(String(200), default="")
    # What it is and what belongs to it: "mô hình gỗ, 2 thùng, có bộ nguồn".
    words: Mapped[str] = mapped_column(String(300), default="")
    updated_at: Mapped[datetime]


class CustodyMove(Table):
    """A thing went from hand to hand or from place to place: who did it, when, where, to whom, with which picture."""

    __tablename__ = "custody_move"
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey(CustodyItem.id), index=True)
    state: Mapped[str] = mapped_column(String(10))
    place: Mapped[str] = mapped_column(String(200), default="")
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    by_name: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(Text, default="")
    photo_sha256: Mapped[str] = mapped_column(String(64), default="", index=True)

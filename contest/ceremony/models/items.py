"""Things that are handed over: what there is, what each award gets, and where each one went."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.ceremony.rules.items import ITEM_KINDS, MOVES
from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.database import Table
from contest.people.models import Person


class CeremonyItem(Table):
    """A kind of thing: a medal, an envelope, flowers; one for an award or one for each of its authors."""

    __tablename__ = "ceremony_item"
    __table_args__ = (
        CheckConstraint(f"kind IN {tuple(ITEM_KINDS)}", name="kind"),
        CheckConstraint("per IN ('entry', 'author')", name="per"),
        UniqueConstraint("edition_id", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    per: Mapped[str] = mapped_column(String(10), default="entry")
    position: Mapped[int] = mapped_column(default=0)


class ItemRule(Table):
    """So many of a thing go with an award, of a tier's prize with this tier's."""

    __tablename__ = "ceremony_item_rule"
    __table_args__ = (UniqueConstraint("item_id", "award_key", "tier_key"), CheckConstraint("count > 0", name="count"))

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey(CeremonyItem.id))
    award_key: Mapped[str] = mapped_column(String(60))
    tier_key: Mapped[str] = mapped_column(String(60), default="")
    count: Mapped[int]


class ItemMove(Table):
    """So many of a thing went from one place to another; lines are added, never changed.

    award: the reference of the award it is for, "" for moves of the store alone. move_key: of the form that sent it, so
    that a second press moves nothing twice.
    """

    __tablename__ = "ceremony_item_move"
    __of_entrant__ = True
    __table_args__ = (
        CheckConstraint(f"kind IN {MOVES}", name="kind"),
        CheckConstraint("count > 0 OR kind = 'counted'", name="count"),
        UniqueConstraint("edition_id", "move_key", "item_id", "award"),
        Index("ix_ceremony_item_move_edition_id_award", "edition_id", "award"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    item_id: Mapped[int] = mapped_column(ForeignKey(CeremonyItem.id))
    award: Mapped[str] = mapped_column(String(64), default="")
    entry_id: Mapped[int | None] = mapped_column(ForeignKey(Entry.id), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    count: Mapped[int]
    # Who came for it later, or why it is gone.
    note: Mapped[str] = mapped_column(String(300), default="")
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    move_key: Mapped[str] = mapped_column(String(64))

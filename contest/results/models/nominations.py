"""Entries sent to the next level and what came back; dossiers received from the level below."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.database import Table
from contest.people.models import Person


class Nominee(Table):
    """An entry on the list for a contest above, by rule or by people with a reason; dropping is a moment, too.

    outcome: what the level above made of it, "" while nothing is known.
    """

    __tablename__ = "nominee"
    __table_args__ = (
        UniqueConstraint("edition_id", "target", "entry_id"),
        CheckConstraint("outcome IN ('', 'awarded', 'not_awarded', 'not_taken')", name="outcome"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    # The contest above, as the regulation names it.
    target: Mapped[str] = mapped_column(String(500))
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    is_by_hand: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(Text, default="")
    chosen_at: Mapped[datetime]
    chosen_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    dropped_at: Mapped[datetime | None]
    drop_reason: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(String(20), default="")
    award: Mapped[str] = mapped_column(String(200), default="")
    outcome_note: Mapped[str] = mapped_column(Text, default="")
    outcome_at: Mapped[datetime | None]
    outcome_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class FieldAbove(Table):
    """What a field of this edition is called in the contest above."""

    __tablename__ = "field_above"
    __table_args__ = (UniqueConstraint("edition_id", "target", "field_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    target: Mapped[str] = mapped_column(String(500))
    field_key: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(300))


class NominationPackage(Table):
    """A package of dossiers was made to be sent: how many, and the digest that is written in the letter."""

    __tablename__ = "nomination_package"
    __unaudited__ = True
    __table_args__ = (Index("ix_nomination_package_edition_id", "edition_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    target: Mapped[str] = mapped_column(String(500))
    digest: Mapped[str] = mapped_column(String(64))
    entries: Mapped[int]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class ReceivedDossier(Table):
    """An entry that came in a package from the level below: whose, under which code there, with which content."""

    __tablename__ = "received_dossier"
    __table_args__ = (UniqueConstraint("edition_id", "sender_key", "sender_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), unique=True)
    sender_key: Mapped[str] = mapped_column(String(200))
    sender: Mapped[str] = mapped_column(String(500))
    sender_code: Mapped[str] = mapped_column(String(40))
    # SHA-256 of the dossier as it came: the same again changes nothing.
    digest: Mapped[str] = mapped_column(String(64))
    package_digest: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime]
    received_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))

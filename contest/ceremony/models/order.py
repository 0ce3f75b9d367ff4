"""The running order: the ceremony, its segments, and who is called in the groups among them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.ceremony.rules.kinds import SEGMENT_KINDS
from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.database import Table
from contest.people.models import Person
from contest.results.models import Seal


class Ceremony(Table):
    """The ceremony of an edition: when, where, how winners go up, and from which sealed version its order was made."""

    __tablename__ = "ceremony"
    __table_args__ = (
        CheckConstraint("calling_order IN ('lowest_first', 'highest_first')", name="calling_order"),
        CheckConstraint("goes_up IN ('authors', 'representative')", name="goes_up"),
        CheckConstraint("group_size > 0", name="group_size"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), unique=True)
    starts_at: Mapped[datetime | None]
    place: Mapped[str] = mapped_column(String(300), default="")
    calling_order: Mapped[str] = mapped_column(String(20))
    # How many people the stage holds; whether all authors of an entry go up, or one of them.
    group_size: Mapped[int]
    goes_up: Mapped[str] = mapped_column(String(20))
    # One press moves script and slides; apart where whoever sits at the screen leads the slides.
    is_led_as_one: Mapped[bool] = mapped_column(default=True)
    seal_id: Mapped[int | None] = mapped_column(ForeignKey(Seal.id))
    # Counts every change of the order: who changes it says which one they saw.
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # What doors noted before was a trial and does not count.
    door_since: Mapped[datetime | None]


class Segment(Table):
    """A part of the ceremony; one of kind "awarding" is a group on the stage, of one tier or of one other award."""

    __tablename__ = "ceremony_segment"
    __table_args__ = (
        CheckConstraint(f"kind IN {SEGMENT_KINDS}", name="kind"),
        CheckConstraint("minutes >= 0", name="minutes"),
        Index("ix_ceremony_segment_ceremony_id_position", "ceremony_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ceremony_id: Mapped[int] = mapped_column(ForeignKey(Ceremony.id))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(300), default="")
    words: Mapped[str] = mapped_column(Text, default="")
    minutes: Mapped[int] = mapped_column(default=0)
    # Of a group: which award, and of a tier's prize which tier; who hands the prizes over.
    award_key: Mapped[str] = mapped_column(String(60), default="")
    tier_key: Mapped[str] = mapped_column(String(60), default="")
    hands_over: Mapped[str] = mapped_column(String(300), default="")
    # Counts the changes of what is written here.
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class Call(Table):
    """A winner's line in a group: an award of an entry, of one of its authors, or of a unit.

    No name stands here, and no prize: they are read from the dossier and from the sealed result when they are shown.
    """

    __tablename__ = "ceremony_call"
    __table_args__ = (
        UniqueConstraint("ceremony_id", "key"),
        Index("ix_ceremony_call_segment_id_position", "segment_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ceremony_id: Mapped[int] = mapped_column(ForeignKey(Ceremony.id))
    segment_id: Mapped[int] = mapped_column(ForeignKey(Segment.id))
    position: Mapped[int]
    # Which award of the sealed result it is (rules/awards.py).
    key: Mapped[str] = mapped_column(String(400))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey(Entry.id), index=True)
    # Who is known to come up instead, and who hands over to this one when it is not the group's person.
    stand_in: Mapped[str] = mapped_column(String(200), default="")
    hands_over: Mapped[str] = mapped_column(String(300), default="")

"""What was noted at the doors, on however many telephones."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.ceremony.models.order import Ceremony
from contest.ceremony.rules.kinds import DOOR_STATES
from contest.entries.models import EntryAuthor
from contest.foundation.database import Table
from contest.people.models import Person


class DoorNote(Table):
    """Somebody expected came, sent somebody, left, or is awaited again. Notes are added, never changed.

    About an author, about a unit with an award of its own, or about somebody of the list of guests by code. `after_id`
    is the last note about the same person that the telephone had from the house, `follows_id` its own one upon that:
    two doors that did not know of each other are found by them. `note_key` is the telephone's own for this note: sent
    twice, it is kept once.
    """

    __tablename__ = "door_note"
    __table_args__ = (
        UniqueConstraint("ceremony_id", "note_key"),
        CheckConstraint(f"state IN {DOOR_STATES}", name="state"),
        CheckConstraint(
            "(CASE WHEN author_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN unit = '' THEN 0 ELSE 1 END)"
            " + (CASE WHEN guest_code = '' THEN 0 ELSE 1 END) = 1",
            name="about_one",
        ),
        Index("ix_door_note_ceremony_id_author_id", "ceremony_id", "author_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ceremony_id: Mapped[int] = mapped_column(ForeignKey(Ceremony.id))
    author_id: Mapped[int | None] = mapped_column(ForeignKey(EntryAuthor.id))
    unit: Mapped[str] = mapped_column(String(300), default="")
    guest_code: Mapped[str] = mapped_column(String(60), default="")
    state: Mapped[str] = mapped_column(String(10))
    # Of an invitation for several: how many are here by this note.
    people: Mapped[int] = mapped_column(default=1)
    stand_in: Mapped[str] = mapped_column(String(200), default="")
    door: Mapped[str] = mapped_column(String(60), default="")
    after_id: Mapped[int | None]
    follows_id: Mapped[int | None]
    note_key: Mapped[str] = mapped_column(String(40))
    # When it happened at the door, and when the line let it through.
    noted_at: Mapped[datetime]
    kept_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))

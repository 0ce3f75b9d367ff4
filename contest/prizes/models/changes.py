"""Changes to what was judged or decided: proposed, looked at, and made by two."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.database import Table
from contest.people.models import Person

# The first four alter figures and are seen beforehand; the others take two people only: prizes.rules.changes.plain.
KINDS = ("score", "entry", "judge", "regulation", "round", "amendment", "confirm", "reopen")


class ProposedChange(Table):
    """A change that takes two, proposed: what (`terms`, see prizes.actions.changing), why, until when it can be made.

    text: the regulation's new text where it is amended.
    """

    __tablename__ = "proposed_change"
    __table_args__ = (
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint("state IN ('waiting', 'made', 'withdrawn')", name="state"),
        Index("ix_proposed_change_edition_id_state", "edition_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    kind: Mapped[str] = mapped_column(String(10))
    # The entry it is about, where it is about one.
    entry_id: Mapped[int | None] = mapped_column(ForeignKey(Entry.id), index=True)
    terms: Mapped[dict[str, Any]] = mapped_column(JSON)
    text: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    proposed_at: Mapped[datetime]
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id), index=True)
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    end_reason: Mapped[str] = mapped_column(Text, default="")


class ChangePreview(Table):
    """What a change would alter, as it was worked out from what stood then; never changed, followed by another."""

    __tablename__ = "change_preview"
    __unaudited__ = True
    __table_args__ = (UniqueConstraint("change_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey(ProposedChange.id))
    number: Mapped[int]
    # Over everything it was worked out from, and the change itself.
    fingerprint: Mapped[str] = mapped_column(String(64))
    # See prizes.rules.changes.Difference; "warnings": what else follows, in words.
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class ChangeApproval(Table):
    """Somebody approved a change on a preview they had seen; a newer preview needs approving anew."""

    __tablename__ = "change_approval"
    __table_args__ = (UniqueConstraint("preview_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    preview_id: Mapped[int] = mapped_column(ForeignKey(ChangePreview.id))
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True, info={"binds": "phiếu duyệt thay đổi"})
    approved_at: Mapped[datetime]

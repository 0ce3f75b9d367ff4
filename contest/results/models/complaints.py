"""Complaints about a result, what is attached to them, and new looks by judges who had not scored the entry."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.database import Points, Table
from contest.people.models import Person


class Complaint(Table):
    """A complaint of an entrant, filed on the page or recorded from paper, until it is answered or withdrawn."""

    __tablename__ = "complaint"
    __of_entrant__ = True
    __table_args__ = (
        UniqueConstraint("edition_id", "number"),
        CheckConstraint("state IN ('received', 'assigned', 'answered', 'withdrawn')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    number: Mapped[int]
    # "site" or "paper", and what it is about: score, prize, procedure, revocation.
    way: Mapped[str] = mapped_column(String(10))
    about: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    # Who signed the paper; of one filed on the page the account says it.
    from_name: Mapped[str] = mapped_column(String(200), default="")
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    received_on: Mapped[date]
    made_at: Mapped[datetime]
    # Why it was taken after the last day.
    late_reason: Mapped[str] = mapped_column(Text, default="", info={"of_office": True})
    answer_by: Mapped[date]
    state: Mapped[str] = mapped_column(String(10), default="received")
    handler_id: Mapped[int | None] = mapped_column(
        ForeignKey(Person.id), index=True, info={"joins": "giải quyết khiếu nại"}
    )
    assigned_at: Mapped[datetime | None]
    assigned_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # "upheld", "partly", "dismissed", once it is answered.
    outcome: Mapped[str] = mapped_column(String(10), default="")
    answer: Mapped[str] = mapped_column(Text, default="", info={"of_office": True})
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    withdrawn_at: Mapped[datetime | None]
    withdraw_reason: Mapped[str] = mapped_column(Text, default="")


class ComplaintFile(Table):
    """Something attached to a complaint: evidence, or the signed paper."""

    __tablename__ = "complaint_file"
    __of_entrant__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey(Complaint.id), index=True)
    name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    kept_at: Mapped[datetime]


class Reappraisal(Table):
    """A judge's new look at an entry because of a complaint; it stands beside the scores and changes nothing."""

    __tablename__ = "reappraisal"
    __table_args__ = (
        UniqueConstraint("complaint_id", "judge_id"),
        CheckConstraint("state IN ('asked', 'given', 'declined')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey(Complaint.id), index=True)
    round_key: Mapped[str] = mapped_column(String(40))
    judge_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True, info={"binds": "phúc tra"})
    state: Mapped[str] = mapped_column(String(10), default="asked")
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # Points by cell, as decimals in text.
    points: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    total: Mapped[Decimal | None] = mapped_column(Points(3))
    comment: Mapped[str] = mapped_column(Text, default="")
    given_at: Mapped[datetime | None]

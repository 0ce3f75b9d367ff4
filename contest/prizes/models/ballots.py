"""Votes of the organising committee on prizes: on what, by whom, on which terms, what it came to."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.database import Table
from contest.people.models import Person


class CommitteeBallot(Table):
    """A vote of the committee: on the whole list of prizes, or on one entry's prize (`tier_key`, "" for none).

    Its terms and the list it is on are kept with it. state: open, closed (counted), cancelled (with a reason).
    """

    __tablename__ = "committee_ballot"
    __table_args__ = (
        UniqueConstraint("edition_id", "number"),
        CheckConstraint("way IN ('meeting', 'circulation')", name="way"),
        CheckConstraint("state IN ('open', 'closed', 'cancelled')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    number: Mapped[int]
    way: Mapped[str] = mapped_column(String(12))
    # What it is about: an entry's prize, or (no entry) everything that stands, by the digest of that list.
    entry_id: Mapped[int | None] = mapped_column(ForeignKey(Entry.id), index=True)
    tier_key: Mapped[str] = mapped_column(String(60), default="")
    list_digest: Mapped[str] = mapped_column(String(64), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    # {"share": "2/3", "over": false, "quorum": "1/2" | null}: see prizes.rules.ballot.
    terms: Mapped[dict[str, Any]] = mapped_column(JSON)
    # Nobody sees the counts before it is closed; secret: nobody ever learns who chose what.
    is_hidden: Mapped[bool]
    is_secret: Mapped[bool]
    presides_id: Mapped[int | None] = mapped_column(
        ForeignKey(Person.id), info={"joins": "chủ trì biểu quyết của Ban Tổ chức"}
    )
    state: Mapped[str] = mapped_column(String(10), default="open")
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    closes_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    cancel_reason: Mapped[str] = mapped_column(Text, default="")
    # Members without an account here; what was counted on paper: {"for": 4, "against": 1, "abstain": 0}, by whom, and
    # its photograph or scan, or why there is none.
    on_paper: Mapped[int] = mapped_column(default=0)
    paper: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    paper_reason: Mapped[str] = mapped_column(Text, default="")
    paper_sha256: Mapped[str] = mapped_column(String(64), default="", index=True)
    paper_type: Mapped[str] = mapped_column(String(40), default="")
    paper_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # {"members": n, "for": n, "against": n, "abstain": n, "needed": n, "carried": true}.
    result: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class CommitteeMember(Table):
    """Who may vote in a ballot of the committee and how: by telephone, on paper, or not (out: in conflict with it).

    choice: what was chosen in an open vote; a secret one is only counted.
    """

    __tablename__ = "committee_member"
    __table_args__ = (
        UniqueConstraint("ballot_id", "person_id"),
        CheckConstraint("way IN ('phone', 'paper', 'out')", name="way"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ballot_id: Mapped[int] = mapped_column(ForeignKey(CommitteeBallot.id))
    person_id: Mapped[int] = mapped_column(
        ForeignKey(Person.id), index=True, info={"binds": "phiếu biểu quyết của Ban Tổ chức"}
    )
    way: Mapped[str] = mapped_column(String(10), default="phone")
    voted_at: Mapped[datetime | None]
    choice: Mapped[str] = mapped_column(String(10), default="")


class CommitteeCount(Table):
    """How many votes a choice has. Not audited: a line for each vote with its voter would undo the secret."""

    __tablename__ = "committee_count"
    __unaudited__ = True
    __table_args__ = (UniqueConstraint("ballot_id", "choice"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ballot_id: Mapped[int] = mapped_column(ForeignKey(CommitteeBallot.id))
    choice: Mapped[str] = mapped_column(String(10))
    votes: Mapped[int] = mapped_column(default=0)

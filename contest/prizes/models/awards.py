"""Awards as proposed by rule and as decided by the organisers; every change with who, when and why."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.database import Points, Table
from contest.juries.models import Council
from contest.people.models import Person
from contest.prizes.models.ballots import CommitteeBallot
from contest.ranking.models import RankingRun


class Proposal(Table):
    """One run of the prize rules over one ranking: what was proposed, what stayed unfilled, which ties stand."""

    __tablename__ = "proposal"
    __unaudited__ = True
    __table_args__ = (UniqueConstraint("edition_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    number: Mapped[int]
    run_id: Mapped[int] = mapped_column(ForeignKey(RankingRun.id))
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    awards: Mapped[list[Any]] = mapped_column(JSON)
    unfilled: Mapped[list[Any]] = mapped_column(JSON)
    ties: Mapped[list[Any]] = mapped_column(JSON)
    # Candidates a cap kept from a prize, and the places of every tier and pool: [[tier, scope key, number | null], …].
    passed_over: Mapped[list[Any]] = mapped_column(JSON, default=list)
    planned: Mapped[list[Any]] = mapped_column(JSON, default=list)
    # Entries whose result by rule one judge or one step would turn: [[entry, ["judge", "step"]], …].
    fragile: Mapped[list[Any]] = mapped_column(JSON, default=list)
    # When that was worked out; before, nothing is known of it.
    weighed_at: Mapped[datetime | None]


class Award(Table):
    """A prize of an entry as it stands now. One tier prize an entry; extra awards stack and carry their own key."""

    __tablename__ = "award"
    __table_args__ = (
        UniqueConstraint("edition_id", "entry_id", "award_key", "author"),
        CheckConstraint("state IN ('proposed', 'confirmed', 'removed')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    # "tier" for the prize of the tiers; the key of an extra award otherwise.
    award_key: Mapped[str] = mapped_column(String(60), default="tier")
    tier_key: Mapped[str] = mapped_column(String(60))
    # An extra award of one author: which, by the place in the entry; 0 for all of them.
    author: Mapped[int] = mapped_column(default=0)
    # The tier the rules gave in the newest proposal, whatever was decided: "" for none, and for extra awards.
    rule_tier: Mapped[str] = mapped_column(String(60), default="")
    # The field, division or council the place belongs to; empty for the whole edition.
    scope_key: Mapped[str] = mapped_column(String(60), default="")
    rank: Mapped[int | None]
    points: Mapped[Decimal | None] = mapped_column(Points(6))
    amount_vnd: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default="proposed")
    # The organisers decided it themselves: proposing again leaves it as it is. Without a tier: no prize by decision.
    is_by_hand: Mapped[bool] = mapped_column(default=False)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class UnitAward(Table):
    """An award of a unit (collective, movement) as it stands now, found by the figures or given by decision.

    state: "waits" is one of equals of whom not all can have it, until the organisers have decided.
    """

    __tablename__ = "unit_award"
    __table_args__ = (
        UniqueConstraint("edition_id", "award_key", "unit_key"),
        CheckConstraint("state IN ('proposed', 'waits', 'confirmed', 'removed')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    award_key: Mapped[str] = mapped_column(String(60))
    unit: Mapped[str] = mapped_column(String(300))
    # fold() of the unit's name: how it is known again.
    unit_key: Mapped[str] = mapped_column(String(300), info={"secret": True})
    # The place by the figures, and the figure in words; none for one that people chose.
    place: Mapped[int | None]
    figure: Mapped[str] = mapped_column(String(100), default="")
    amount_vnd: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default="proposed")
    is_by_hand: Mapped[bool] = mapped_column(default=False)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class UnitName(Table):
    """How a unit with an award is printed, where it asked for another name than its award says and the office agreed.

    The award keeps its own: what was decided and sealed does not change by it.
    """

    __tablename__ = "unit_name"
    __table_args__ = (UniqueConstraint("edition_id", "unit"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    # As the award names it.
    unit: Mapped[str] = mapped_column(String(300))
    printed_as: Mapped[str] = mapped_column(String(300))


class Recommendation(Table):
    """The tier a council asks for one of its entries ("" for none), with its reason; the organisers decide."""

    __tablename__ = "recommendation"
    __table_args__ = (UniqueConstraint("edition_id", "entry_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    council_id: Mapped[int | None] = mapped_column(ForeignKey(Council.id), index=True)
    tier_key: Mapped[str] = mapped_column(String(60), default="")
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class AwardChange(Table):
    """The organisers departed from the proposal: from which tier to which, and the reason printed in the minutes.

    About an entry, or about a unit by its name.
    """

    __tablename__ = "award_change"
    __table_args__ = (CheckConstraint("entry_id IS NOT NULL OR unit <> ''", name="about"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey(Entry.id), index=True)
    unit: Mapped[str] = mapped_column(String(300), default="")
    # "tier", or the key of an extra award that was given ("" to its key) or taken away.
    award_key: Mapped[str] = mapped_column(String(60), default="tier")
    from_tier: Mapped[str] = mapped_column(String(60), default="")
    to_tier: Mapped[str] = mapped_column(String(60), default="")
    reason: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class Confirmation(Table):
    """The prizes were confirmed, by so many votes where the regulation asks for a share; reopening is a moment too."""

    __tablename__ = "prize_confirmation"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey(Proposal.id))
    awards: Mapped[int]
    votes_for: Mapped[int | None]
    votes_of: Mapped[int | None]
    # The committee's vote it rests on; none where two of the committee confirmed.
    ballot_id: Mapped[int | None] = mapped_column(ForeignKey(CommitteeBallot.id))
    confirmed_at: Mapped[datetime]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    reopened_at: Mapped[datetime | None]
    reopened_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    reopen_reason: Mapped[str] = mapped_column(Text, default="")

"""Rankings as runs, never changed, only followed by another; the council's meetings with their votes and decisions."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.entries.models import Entry
from contest.foundation.database import Points, Table
from contest.juries.models import Council, JudgingRound
from contest.people.models import Person


class RankingRun(Table):
    """One computed order of a round; `fingerprint` covers every input, so equal inputs are seen to be equal."""

    __tablename__ = "ranking_run"
    __unaudited__ = True
    __table_args__ = (UniqueConstraint("round_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id), index=True)
    number: Mapped[int]
    method: Mapped[str] = mapped_column(String(30))
    regulation_number: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # When, and under which version of the regulation, the inputs were last found to be the same.
    checked_at: Mapped[datetime | None]
    checked_regulation: Mapped[int | None]
    # Ties met and how each was settled or left standing: long where many are equal, so no page reads it.
    ties: Mapped[list[Any]] = mapped_column(JSON, default=list)
    # What the pages say first: entries with a rank and without, those who go on, and how many groups stand equal
    # until the council has voted.
    ranked: Mapped[int] = mapped_column(default=0)
    unranked: Mapped[int] = mapped_column(default=0)
    going: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int] = mapped_column(default=0)
    # The other ranking beside this one, for people to look at: "adjusted", "raw", "" for none; what to know of it, or
    # why there is none, a sentence a line.
    beside: Mapped[str] = mapped_column(String(10), default="")
    beside_words: Mapped[str] = mapped_column(Text, default="")


class Placing(Table):
    """An entry's place in a run; not ranked carries no rank and says why in `status`."""

    __tablename__ = "placing"
    __table_args__ = (UniqueConstraint("run_id", "entry_id"), Index("ix_placing_run_id_rank", "run_id", "rank"))
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey(RankingRun.id))
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    rank: Mapped[int | None]
    # A regulation may round a final figure to as many as six places.
    points: Mapped[Decimal | None] = mapped_column(Points(6))
    sheets: Mapped[int]
    status: Mapped[str] = mapped_column(String(60))
    goes_on: Mapped[bool | None]
    grade: Mapped[str] = mapped_column(String(200), default="")
    # "" alone on the place, "shared" by the regulation, "needs_vote" until the council has voted.
    tie_state: Mapped[str] = mapped_column(String(12), default="")
    # What the entry reached in this round alone, before earlier rounds are carried in.
    own: Mapped[Decimal | None] = mapped_column(Points(6))
    # In the other ranking (RankingRun.beside): figure, place, and the span nine of ten drawn rankings put it in.
    beside_points: Mapped[Decimal | None] = mapped_column(Points(6))
    beside_rank: Mapped[int | None]
    beside_low: Mapped[int | None]
    beside_high: Mapped[int | None]
    # How the figure came about: sheets counted and dropped, before and after rounding, carried rounds.
    derivation: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    # The same in sentences, a line each, with the names the regulation had then: what the pages show.
    explanation: Mapped[str] = mapped_column(Text, default="")


class TieSettlement(Table):
    """The council's vote on a tie: the order of the tied entries, with the reason the minutes carry."""

    __tablename__ = "tie_settlement"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id), index=True)
    # Entry ids, best first; equal places are not possible here.
    entry_ids: Mapped[list[int]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text)
    settled_at: Mapped[datetime]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # A later vote on the same entries, or a withdrawal of the vote, ends this one.
    revoked_at: Mapped[datetime | None]
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    revoke_reason: Mapped[str] = mapped_column(Text, default="")


class VoteCount(Table):
    """How many votes of the public an entry got, as brought in; the newest count of an entry counts."""

    __tablename__ = "vote_count"
    __table_args__ = (UniqueConstraint("round_id", "entry_id"), CheckConstraint("votes >= 0", name="votes"))

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    votes: Mapped[int]
    counted_at: Mapped[datetime]
    counted_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class VotesSetAside(Table):
    """Ballots of the public that are not counted, by whose decision and why; stays when the ballots are gone."""

    __tablename__ = "votes_set_aside"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    # What looked like one hand: see ranking.rules.public_vote.
    kind: Mapped[str] = mapped_column(String(12))
    ballots: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    restored_at: Mapped[datetime | None]
    restored_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    restore_reason: Mapped[str] = mapped_column(Text, default="")


class PublicBallot(Table):
    """A confirmed vote of the public. Of the voter only keyed hashes are kept, and the name of the mail provider.

    Not audited: lines for ever of who voted when would outlive the ballots, which go by schedule.
    """

    __tablename__ = "public_ballot"
    __unaudited__ = True
    __table_args__ = (UniqueConstraint("round_id", "voter_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id))
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    voter_key: Mapped[str] = mapped_column(String(64))
    network_key: Mapped[str] = mapped_column(String(64))
    likeness_key: Mapped[str] = mapped_column(String(64), default="")
    provider: Mapped[str] = mapped_column(String(254))
    cast_at: Mapped[datetime]
    set_aside_id: Mapped[int | None] = mapped_column(ForeignKey(VotesSetAside.id), index=True)


class Meeting(Table):
    """A meeting of a council (or of all of them, in a joint round) on one round."""

    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("round_id", "council_id", "number"),
        CheckConstraint("state IN ('preparing', 'open', 'closed')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id), index=True)
    council_id: Mapped[int | None] = mapped_column(ForeignKey(Council.id), index=True)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(10), default="preparing")
    place: Mapped[str] = mapped_column(String(200), default="")
    made_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # What else was said, as the minutes carry it.
    remarks: Mapped[str] = mapped_column(Text, default="")


class MeetingItem(Table):
    """Something on the agenda, about one entry or up to four; one item of a meeting is on the table at a time."""

    __tablename__ = "meeting_item"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'table', 'done')", name="state"),
        CheckConstraint("kind IN ('entry', 'tie', 'case')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey(Meeting.id), index=True)
    place: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(String(300), default="")
    entry_ids: Mapped[list[int]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    decision: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class MeetingPresence(Table):
    """Somebody came to a meeting; who left has the moment."""

    __tablename__ = "meeting_presence"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey(Meeting.id))
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True, info={"binds": "có mặt trong cuộc họp"})
    came_at: Mapped[datetime]
    left_at: Mapped[datetime | None]


class Ballot(Table):
    """A vote on an item, on terms that are kept with it. result: what it came to, once it is counted."""

    __tablename__ = "ballot"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey(MeetingItem.id), index=True)
    question: Mapped[str] = mapped_column(String(500))
    options: Mapped[list[str]] = mapped_column(JSON)
    is_secret: Mapped[bool]
    # {"majority": "1/2", "quorum": "2/3", "chair_decides": true}
    terms: Mapped[dict[str, Any]] = mapped_column(JSON)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    # {"counts": […], "chosen": place | null, "tied": […], "present": n, "entitled": n, "needed": n, "casting": place}.
    result: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class BallotVoter(Table):
    """Somebody has voted: once. `choice` is the option's place in an open vote; a secret one is only counted."""

    __tablename__ = "ballot_voter"
    __table_args__ = (UniqueConstraint("ballot_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ballot_id: Mapped[int] = mapped_column(ForeignKey(Ballot.id))
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True, info={"binds": "phiếu biểu quyết"})
    choice: Mapped[int | None]


class BallotCount(Table):
    """How many votes an option has. Not audited: a line for each vote with its voter would undo the secret."""

    __tablename__ = "ballot_count"
    __unaudited__ = True
    __table_args__ = (UniqueConstraint("ballot_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ballot_id: Mapped[int] = mapped_column(ForeignKey(Ballot.id))
    place: Mapped[int]
    votes: Mapped[int] = mapped_column(default=0)

"""Councils and their seats, conflicts of interest, judged rounds and their entries, assignments, presentations."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.database import Table
from contest.people.models import Person

_IS_GONE = "removed_at IS NOT NULL"
_IS_CURRENT = "ended_at IS NULL"
_IS_OFFICE = f"{_IS_CURRENT} AND council_id IS NULL"
SEAT_ROLES = ("chair", "deputy", "clerk", "member")
# late: said to come later; called: asked in, or in the room; absent: did not come; cancelled: no longer presented.
SLOT_STATES = ("planned", "late", "called", "done", "absent", "cancelled")


class Council(Table):
    """A judging group; made from the regulation, its fields are the regulation's."""

    __tablename__ = "council"
    __table_args__ = (UniqueConstraint("edition_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    key: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(200))
    field_keys: Mapped[list[str]] = mapped_column(JSON)


class Seat(Table):
    """Somebody's place on a council; who left keeps the row, with when and why."""

    __tablename__ = "seat"
    __table_args__ = (
        UniqueConstraint("council_id", "person_id"),
        CheckConstraint(f"role IN {SEAT_ROLES}", name="role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey(Council.id), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True, info={"joins": "ghế trong hội đồng"})
    role: Mapped[str] = mapped_column(String(10))
    # The regulation's key of an expert team of the council; "" for who sits on the council as a whole.
    team_key: Mapped[str] = mapped_column(String(60), default="")
    # Keys of fields, and free words, the judge is expert in.
    expertise: Mapped[list[str]] = mapped_column(JSON, default=list)
    most_entries: Mapped[int | None]
    seated_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    left_reason: Mapped[str] = mapped_column(Text, default="")
    # Still sits, but is away for now: who deputises acts.
    is_away: Mapped[bool] = mapped_column(default=False)


class Conflict(Table):
    """A conflict of interest between a person and an entry: declared or found, then confirmed or dismissed."""

    __tablename__ = "conflict"
    __table_args__ = (
        UniqueConstraint("person_id", "entry_id", "kind"),
        CheckConstraint("state IN ('declared', 'found', 'confirmed', 'dismissed')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True, info={"joins": "khai báo liên quan"})
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    reason: Mapped[str] = mapped_column(Text, default="")
    # Everything but dismissed keeps the two apart.
    state: Mapped[str] = mapped_column(String(10))
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class StandIn(Table):
    """Who does the clerk's part of a council in an entry, or the secretariat's (no council), for whom a conflict keeps
    away. Who no longer does keeps the row, with when and why."""

    __tablename__ = "stand_in"
    __table_args__ = (
        Index("uq_stand_in_clerk", "entry_id", "council_id", unique=True, sqlite_where=text(_IS_CURRENT),
              postgresql_where=text(_IS_CURRENT)),
        Index("uq_stand_in_office", "entry_id", unique=True, sqlite_where=text(_IS_OFFICE),
              postgresql_where=text(_IS_OFFICE)),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    council_id: Mapped[int | None] = mapped_column(ForeignKey(Council.id))
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True, info={"joins": "hồ sơ xử lý thay"})
    # From where the person was taken; nobody chose by hand where `made_by_id` is empty.
    way: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str] = mapped_column(String(10), default="")


class Avoidance(Table):
    """Somebody the authors of an entry ask to be kept away from it, by name: councils need not be known yet."""

    __tablename__ = "avoidance"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    name: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    withdrawn_at: Mapped[datetime | None]


class JudgePair(Table):
    """Two judges who should not always meet on the same entries, and why; one that is taken off is deleted."""

    __tablename__ = "judge_pair"
    __table_args__ = (UniqueConstraint("edition_id", "first_id", "second_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    first_id: Mapped[int] = mapped_column(ForeignKey(Person.id), index=True, info={"joins": "cặp giám khảo chấm riêng"})
    second_id: Mapped[int] = mapped_column(
        ForeignKey(Person.id), index=True, info={"joins": "cặp giám khảo chấm riêng"}
    )
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class JudgingRound(Table):
    """One judged round of the regulation, as it runs."""

    __tablename__ = "judging_round"
    __table_args__ = (
        UniqueConstraint("edition_id", "key"),
        CheckConstraint("state IN ('preparing', 'open', 'closed')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    key: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(10), default="preparing")
    made_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # How many entries of each council were last to get one judge of another council.
    links: Mapped[int] = mapped_column(default=0)


class RoundEntry(Table):
    """An entry in a round, with the number by which judges know it when the round is blind.

    Not audited row by row: the ledger says who prepared the round.
    """

    __unaudited__ = True
    __tablename__ = "round_entry"
    __table_args__ = (UniqueConstraint("round_id", "entry_id"), UniqueConstraint("round_id", "number"))

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    council_id: Mapped[int | None] = mapped_column(ForeignKey(Council.id), index=True)
    number: Mapped[str] = mapped_column(String(20))


class AssignmentPlan(Table):
    """A proposed assignment, looked at before it is applied; kept as evidence of how judges were chosen."""

    __tablename__ = "assignment_plan"
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id), index=True)
    seed: Mapped[int]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    applied_at: Mapped[datetime | None]
    # What the page shows: loads, unassignable entries with reasons, objective.
    result: Mapped[dict[str, Any]] = mapped_column(JSON)
    # [[entry_id, judge_id], …]: read when the plan is applied, not to look at it.
    pairs: Mapped[list[list[int]]] = mapped_column(JSON)


class Assignment(Table):
    """A judge is to score an entry in a round; `turn` is the counterbalanced place in the judge's own order."""

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("round_id", "entry_id", "judge_id"),
        # Finds the few that were taken away, so that the boards count the others without looking at each. Only those
        # are in it: with all, SQLite took it for what finds the assignments of one entry, and read the whole round.
        Index("ix_assignment_gone", "round_id", sqlite_where=text(_IS_GONE), postgresql_where=text(_IS_GONE)),
        # A judge's own in the judge's order: pages stop after fifty, counts and places read nothing else.
        Index("ix_assignment_own", "judge_id", "round_id", "turn", "entry_id", "removed_at"),
    )
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id))
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey(Person.id), info={"binds": "hồ sơ được phân công chấm"})
    turn: Mapped[int] = mapped_column(default=0)
    is_pinned: Mapped[bool] = mapped_column(default=False)
    assigned_at: Mapped[datetime]
    assigned_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # Taken away again, with the reason; scores already given stay and are said to count or not.
    removed_at: Mapped[datetime | None]
    removed_reason: Mapped[str] = mapped_column(Text, default="")


class Timetable(Table):
    """The frame in which a round's entries are presented: days, rooms, minutes, the order of the call."""

    __tablename__ = "timetable"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id), unique=True)
    # [[day, opens, closes, pause from | "", pause to | ""], …] as ISO texts of Vietnamese time.
    days: Mapped[list[Any]] = mapped_column(JSON)
    # [[name, [council ids]], …]; without councils any may sit there.
    rooms: Mapped[list[Any]] = mapped_column(JSON)
    minutes: Mapped[int]
    questions: Mapped[int]
    changeover: Mapped[int]
    rest_after: Mapped[int] = mapped_column(default=0)
    rest_minutes: Mapped[int] = mapped_column(default=0)
    call_order: Mapped[str] = mapped_column(String(20))
    units_together: Mapped[bool] = mapped_column(default=True)
    made_at: Mapped[datetime]
    # Entrants and judges see it from then on.
    announced_at: Mapped[datetime | None]


class TimetableDraft(Table):
    """A timetable that was built and waits to be looked at; an accepted one stays as evidence of how it was drawn."""

    __tablename__ = "timetable_draft"
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id), index=True)
    seed: Mapped[int]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    settled_at: Mapped[datetime | None]
    is_accepted: Mapped[bool] = mapped_column(default=False)
    # {"slots": [[entry id, room, begins, minutes], …], "unplaced": [[entry id, why]], "travels": […], "facts": hash}.
    result: Mapped[dict[str, Any]] = mapped_column(JSON)


class PresentationSlot(Table):
    """When and where an entry is presented. `planned_at` is the timetable's hour, `starts_at` the one expected now.

    Never deleted: who has it in a calendar is told that it is cancelled. `sequence` rises with every change that people
    who were told must hear of; `told` is the sequence of the last letter, none before the first.
    """

    __tablename__ = "presentation_slot"
    __table_args__ = (
        UniqueConstraint("round_id", "entry_id"),
        CheckConstraint(f"state IN {SLOT_STATES}", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey(JudgingRound.id), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    room: Mapped[str] = mapped_column(String(80))
    planned_at: Mapped[datetime]
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    is_pinned: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(10), default="planned")
    sequence: Mapped[int] = mapped_column(default=0)
    told: Mapped[int | None]
    changed_at: Mapped[datetime]

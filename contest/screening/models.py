"""Decisions on eligibility (the latest one of an entry counts, the earlier ones stay), and what persons looked at."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.database import Table
from contest.people.models import Person

VERDICTS = ("eligible", "ineligible", "needs_supplement")
# How a decision came about: by hand on the entry's page, with many others, by a rule of the regulation, from a file.
WAYS = ("hand", "many", "rule", "file")


class ScreeningBatch(Table):
    """One deed on many entries; it can be taken back as a whole while dossiers are still looked at."""

    __tablename__ = "screening_batch"
    __table_args__ = (CheckConstraint(f"way IN {WAYS}", name="way"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    way: Mapped[str] = mapped_column(String(10))
    # Empty when the file had several.
    verdict: Mapped[str] = mapped_column(String(20), default="")
    # The rule as the regulation has it, or the file's name.
    words: Mapped[str] = mapped_column(Text, default="")
    count: Mapped[int]
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    # How many entries went back; those decided on anew meanwhile keep what was decided.
    undone_count: Mapped[int | None]


class ScreeningDecision(Table):
    """The secretariat found an entry eligible, not eligible, or in need of a supplement by a day."""

    __tablename__ = "screening_decision"
    __table_args__ = (
        CheckConstraint(f"verdict IN {VERDICTS}", name="verdict"),
        CheckConstraint(f"way IN {WAYS}", name="way"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    verdict: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    supplement_by: Mapped[date | None]
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    way: Mapped[str] = mapped_column(String(10), default="hand")
    batch_id: Mapped[int | None] = mapped_column(ForeignKey(ScreeningBatch.id), index=True)
    # Where the entry stood before, to go back to when the batch is taken back.
    status_before: Mapped[str] = mapped_column(String(20), default="")
    reason_before: Mapped[str] = mapped_column(Text, default="")
    supplement_before: Mapped[date | None]
    undone_at: Mapped[datetime | None]


class ScreeningLook(Table):
    """A person looked at what no machine can judge and said whether the rule is fulfilled.

    It holds as long as the datum is the same; `datum_digest` is SHA-256 of it, so that nothing personal is kept twice.
    """

    __tablename__ = "screening_look"
    __table_args__ = (
        UniqueConstraint("entry_id", "rule_key"),
        CheckConstraint("verdict IN ('pass', 'fail')", name="verdict"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    rule_key: Mapped[str] = mapped_column(String(120))
    datum_digest: Mapped[str] = mapped_column(String(64))
    verdict: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text, default="")
    looked_at: Mapped[datetime]
    looked_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


RADAR_VERDICTS = ("same", "different", "other_use")


class RadarReading(Table):
    """What the radar keeps of a file, by its hash: hashes of its runs of words, or of its picture; nothing to read."""

    __tablename__ = "radar_reading"
    __unaudited__ = True

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    sketch: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    picture: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    # Why there is nothing: "content", "time", "memory", "crash" of the workshop; "" when it was read.
    fault: Mapped[str] = mapped_column(String(10), default="")
    read_at: Mapped[datetime]


class RadarOldTitle(Table):
    """A title of an edition that was never in this installation, from a list; all editions are compared with it."""

    __tablename__ = "radar_old_title"

    id: Mapped[int] = mapped_column(primary_key=True)
    # The edition whose office brought the list.
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    year: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(500))
    unit: Mapped[str] = mapped_column(String(300), default="")
    result: Mapped[str] = mapped_column(String(200), default="")
    # Somebody's words of years ago: that they came is on record, not what they say.
    summary: Mapped[str] = mapped_column(Text, default="", info={"secret": True})
    # The list it came in, by a random name, and when: a list that was the wrong one is taken back whole.
    batch: Mapped[str] = mapped_column(String(32), index=True, default="")
    brought_at: Mapped[datetime | None]


class RadarPair(Table):
    """An entry of this year, and another work that may be the same: an entry of any edition, or an old title.

    `print` is SHA-256 of what was compared on both sides; a judgement holds as long as it stays the same.
    `verdict` is the judgement that holds, "" while the pair is open.
    """

    __tablename__ = "radar_pair"
    __unaudited__ = True
    __table_args__ = (
        UniqueConstraint("entry_id", "other_id"),
        UniqueConstraint("entry_id", "old_title_id"),
        CheckConstraint("(other_id IS NULL) <> (old_title_id IS NULL)", name="one_other"),
        CheckConstraint(f"verdict IN {('', *RADAR_VERDICTS)}", name="verdict"),
        Index("ix_radar_pair_edition_id_verdict", "edition_id", "verdict", "likelihood"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id))
    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), index=True)
    other_id: Mapped[int | None] = mapped_column(ForeignKey(Entry.id), index=True)
    old_title_id: Mapped[int | None] = mapped_column(ForeignKey(RadarOldTitle.id), index=True)
    # Thousandths.
    likelihood: Mapped[int]
    # Lists of kind, likelihood in thousandths, shared, of.
    evidence: Mapped[list[Any]] = mapped_column(JSON)
    print: Mapped[str] = mapped_column(String(64))
    verdict: Mapped[str] = mapped_column(String(10), default="")
    found_at: Mapped[datetime]


class RadarJudgement(Table):
    """A person compared the two works of a pair; earlier judgements stay."""

    __tablename__ = "radar_judgement"
    __table_args__ = (CheckConstraint(f"verdict IN {RADAR_VERDICTS}", name="verdict"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    pair_id: Mapped[int] = mapped_column(ForeignKey(RadarPair.id), index=True)
    verdict: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text, default="")
    print: Mapped[str] = mapped_column(String(64))
    judged_at: Mapped[datetime]
    judged_by_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))


class RadarSeen(Table):
    """How an entry was when the radar compared it last; one that is the same need not be compared again."""

    __tablename__ = "radar_seen"
    __unaudited__ = True

    entry_id: Mapped[int] = mapped_column(ForeignKey(Entry.id), primary_key=True, autoincrement=False)
    print: Mapped[str] = mapped_column(String(64))


class RadarRun(Table):
    """One sweep of the radar: asked for by a person, or by the clock after entries came in."""

    __tablename__ = "radar_run"
    __unaudited__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey(Edition.id), index=True)
    # Everything is compared with everything; otherwise only what changed since.
    whole: Mapped[bool]
    asked_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    # Works compared, and pairs found.
    works: Mapped[int] = mapped_column(default=0)
    pairs: Mapped[int] = mapped_column(default=0)
    seconds: Mapped[int] = mapped_column(default=0)

"""Decisions so far: of one entry, of batches, and those a file must not overrule silently."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from contest.entries.models import Entry
from contest.foundation.access import OPERATOR
from contest.foundation.database import ask
from contest.people.models import Person
from contest.screening.models import ScreeningBatch, ScreeningDecision


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that was taken; `way` is how, `is_undone` whether it was taken back with its batch."""

    verdict: str
    reason: str
    supplement_by: date | None
    at: datetime
    by_name: str
    way: str
    is_undone: bool


def decisions(entry_id: int) -> list[Decision]:
    """Every decision on an entry, the one in force first."""
    rows = ask(
        select(
            ScreeningDecision.verdict,
            ScreeningDecision.reason,
            ScreeningDecision.supplement_by,
            ScreeningDecision.decided_at,
            Person.name,
            ScreeningDecision.way,
            ScreeningDecision.undone_at,
        )
        .outerjoin(Person, Person.id == ScreeningDecision.decided_by_id)
        .where(ScreeningDecision.entry_id == entry_id)
        .order_by(ScreeningDecision.id.desc())
    )
    return [Decision(*row[:4], row[4] or OPERATOR.name, row[5], row[6] is not None) for row in rows]


@dataclass(frozen=True, slots=True)
class Batch:
    """A deed on many entries, and whether it was taken back."""

    id: int
    way: str
    verdict: str
    words: str
    count: int
    at: datetime
    by_name: str
    undone_at: datetime | None
    undone_count: int | None


def batches(edition_id: int) -> list[Batch]:
    """Deeds on many entries, the newest first."""
    rows = ask(
        select(
            ScreeningBatch.id,
            ScreeningBatch.way,
            ScreeningBatch.verdict,
            ScreeningBatch.words,
            ScreeningBatch.count,
            ScreeningBatch.made_at,
            Person.name,
            ScreeningBatch.undone_at,
            ScreeningBatch.undone_count,
        )
        .outerjoin(Person, Person.id == ScreeningBatch.made_by_id)
        .where(ScreeningBatch.edition_id == edition_id)
        .order_by(ScreeningBatch.id.desc())
        .limit(200)
    )
    return [Batch(*row[:6], row[6] or OPERATOR.name, *row[7:]) for row in rows]


@dataclass(frozen=True, slots=True)
class ByHand:
    """What somebody decided by hand on an entry and holds now."""

    verdict: str
    reason: str
    at: datetime
    by_name: str


def by_hand(edition_id: int) -> dict[str, ByHand]:
    """The decisions in force that were taken by hand, by the entry's code."""
    last = (
        select(func.max(ScreeningDecision.id))
        .join(Entry, Entry.id == ScreeningDecision.entry_id)
        .where(Entry.edition_id == edition_id, ScreeningDecision.undone_at.is_(None))
        .group_by(ScreeningDecision.entry_id)
    )
    rows = ask(
        select(
            Entry.code,
            ScreeningDecision.verdict,
            ScreeningDecision.reason,
            ScreeningDecision.decided_at,
            Person.name,
        )
        .join(Entry, Entry.id == ScreeningDecision.entry_id)
        .outerjoin(Person, Person.id == ScreeningDecision.decided_by_id)
        # A supplement that was answered is no verdict any more: the entry waits again.
        .where(
            ScreeningDecision.id.in_(last), ScreeningDecision.way == "hand", Entry.status == ScreeningDecision.verdict
        )
    )
    return {str(row[0]): ByHand(*row[1:4], row[4] or OPERATOR.name) for row in rows}


def latest_reasons(edition_id: int) -> dict[int, str]:
    """The words given with the present state of each entry, where there are any."""
    rows = ask(select(Entry.id, Entry.status_reason).where(Entry.edition_id == edition_id, Entry.status_reason != ""))
    return {row[0]: row[1] for row in rows}

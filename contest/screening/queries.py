"""Reads for the desk: who waits, the evidence about one entry, the decisions so far."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries.models import Entry
from contest.entries.queries import held, status_counts
from contest.entries.rules import EntryFacts, Standing
from contest.entries.rules.search import title_key
from contest.foundation.database import db
from contest.foundation.pages import Paging, page_there_is
from contest.people.models import Person
from contest.screening.models import ScreeningDecision
from contest.screening.rules import WAITING, Finding, Sum, checks, sum_of

# The tabs of the desk and the states in each.
GROUPS: dict[str, tuple[str, ...]] = {
    "waiting": WAITING,
    "needs_supplement": ("needs_supplement",),
    "eligible": ("eligible",),
    "ineligible": ("ineligible",),
}


@dataclass(frozen=True, slots=True)
class DeskRow:
    """An entry on the desk, with how its checks came out."""

    id: int
    code: str
    title: str
    unit: str
    field_key: str
    status: str
    reason: str
    supplement_by: date | None
    sum: Sum
    failed: tuple[str, ...]


def desk(edition_id: int, group: str, page: int, size: int = 50) -> Paging[DeskRow]:
    """One page of a group in the order of codes."""
    which = (Entry.edition_id == edition_id, Entry.status.in_(GROUPS[group]))
    total = db.session.scalar(select(func.count()).select_from(Entry).where(*which)) or 0
    page = page_there_is(page, size, total)
    rows = db.session.execute(
        select(Entry.id, Entry.status_reason)
        .where(*which)
        .order_by(Entry.code, Entry.id)
        .limit(size)
        .offset((page - 1) * size)
    ).all()
    reasons = {row.id: row.status_reason for row in rows}
    return Paging(_rows(edition_id, list(reasons), reasons), page, size, total)


def desk_rows(edition_id: int, ids: Collection[int]) -> list[DeskRow]:
    """The named entries with their checks, for a preview before a deed on many."""
    return _rows(edition_id, ids, {}) if ids else []


def _rows(edition_id: int, ids: Collection[int], reasons: dict[int, str]) -> list[DeskRow]:
    if not ids:
        return []
    regulation = regulation_of(edition_id)
    found = []
    for entry in held(edition_id, ids).values():
        findings = checks(entry.facts, entry.standing, regulation)
        failed = tuple(dict.fromkeys(one.words for one in findings if one.verdict == "fail"))
        found.append(
            DeskRow(
                id=entry.id,
                code=entry.code,
                title=entry.facts.title,
                unit=entry.facts.unit,
                field_key=entry.facts.field_key,
                status=entry.standing.status,
                reason=reasons.get(entry.id, ""),
                supplement_by=entry.standing.supplement_by,
                sum=sum_of(findings),
                failed=failed,
            )
        )
    return found


def group_counts(edition_id: int) -> dict[str, int]:
    """How many entries stand in each group of the desk."""
    counts = status_counts(edition_id)
    return {group: sum(counts.get(status, 0) for status in states) for group, states in GROUPS.items()}


def group_of(status: str) -> str:
    """The tab an entry of this state stands under; the waiting ones when it stands under none."""
    return next((group for group, states in GROUPS.items() if status in states), "waiting")


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that was taken."""

    verdict: str
    reason: str
    supplement_by: date | None
    at: datetime
    by_name: str


def decisions(entry_id: int) -> list[Decision]:
    """All decisions on an entry, the latest first; only the first one counts."""
    rows = db.session.execute(
        select(
            ScreeningDecision.verdict,
            ScreeningDecision.reason,
            ScreeningDecision.supplement_by,
            ScreeningDecision.decided_at,
            func.coalesce(Person.name, "Người vận hành hệ thống"),
        )
        .outerjoin(Person, Person.id == ScreeningDecision.decided_by_id)
        .where(ScreeningDecision.entry_id == entry_id)
        .order_by(ScreeningDecision.id.desc())
    )
    return [Decision(*row) for row in rows]


def evidence(
    facts: EntryFacts, standing: Standing, edition_id: int, entry_id: int, regulation: Regulation
) -> list[Finding]:
    """Every check of one entry, entries of the same title included."""
    same = db.session.scalars(
        select(Entry.code).where(
            Entry.edition_id == edition_id,
            Entry.title_key == title_key(facts.title),
            Entry.id != entry_id,
            Entry.status.not_in(("draft", "withdrawn")),
        )
    )
    return checks(facts, standing, regulation, [code or "" for code in same])


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The entries before and after in the same group; None at its ends."""

    previous: int | None
    next: int | None


def neighbours(edition_id: int, status: str, code: str) -> Neighbours:
    """Where the arrows of the desk lead."""
    which = (Entry.edition_id == edition_id, Entry.status.in_(GROUPS[group_of(status)]))
    before = select(Entry.id).where(*which, Entry.code < code).order_by(Entry.code.desc()).limit(1)
    after = select(Entry.id).where(*which, Entry.code > code).order_by(Entry.code).limit(1)
    row = db.session.execute(select(before.scalar_subquery(), after.scalar_subquery())).one()
    return Neighbours(row[0], row[1])


def waiting_ids(edition_id: int) -> list[int]:
    """Everything that waits for a decision."""
    rows = select(Entry.id).where(Entry.edition_id == edition_id, Entry.status.in_(WAITING)).order_by(Entry.code)
    return list(db.session.scalars(rows))


def latest_reasons(edition_id: int) -> dict[int, str]:
    """The words given with the present state of each entry, where there are any."""
    rows = db.session.execute(
        select(Entry.id, Entry.status_reason).where(Entry.edition_id == edition_id, Entry.status_reason != "")
    )
    return {row[0]: row[1] for row in rows}

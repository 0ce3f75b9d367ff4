"""Reads for the desk: who waits, and how their checks came out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Integer, bindparam, select

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries.models import Entry
from contest.entries.queries import Held, held, status_counts
from contest.foundation.audit import until_a_change
from contest.foundation.database import ask, db, is_one_of
from contest.foundation.pages import Paging, page_there_is
from contest.screening.queries.evidence import evidence
from contest.screening.rules import WAITING, Sum, sum_of

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


def desk(edition_id: int, group: str, page: int, regulation: Regulation, total: int, size: int = 50) -> Paging[DeskRow]:
    """One page of a group in the order of codes; `total` is the group's count, known already from the tabs."""
    page = page_there_is(page, size, total)
    if not total:
        return Paging((), page, size, total)

    def rows() -> list[DeskRow]:
        shown = held(edition_id, _OF_GROUP[group], {"most": size, "before": (page - 1) * size})
        return _rows(edition_id, shown, regulation)

    # Every rule is held against every entry: what came of it stands until a dossier, a look or the regulation changes.
    return Paging(until_a_change(("desk", edition_id, group, page, size), rows), page, size, total)


# Built once for each group: the keys of one page of it.
_OF_GROUP = {
    group: select(Entry.id)
    .where(Entry.edition_id == bindparam("edition_id"), is_one_of(Entry.status, states))
    .order_by(Entry.code, Entry.id)
    .limit(bindparam("most", type_=Integer))
    .offset(bindparam("before", type_=Integer))
    for group, states in GROUPS.items()
}


def desk_rows(edition_id: int, ids: Collection[int]) -> list[DeskRow]:
    """The named entries with their checks, for a preview before a deed on many."""
    return _rows(edition_id, held(edition_id, ids), regulation_of(edition_id)) if ids else []


def _rows(edition_id: int, entries: Mapping[int, Held], regulation: Regulation) -> list[DeskRow]:
    found = []
    evidences = evidence(edition_id, entries, regulation, only_failing=True)
    for entry in entries.values():
        findings = evidences[entry.id]
        failed = tuple(dict.fromkeys(one.words for one in findings if one.verdict == "fail"))
        found.append(
            DeskRow(
                id=entry.id,
                code=entry.code,
                title=entry.facts.title,
                unit=entry.facts.unit,
                field_key=entry.facts.field_key,
                status=entry.standing.status,
                reason=entry.status_reason,
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
class Neighbours:
    """The entries before and after in the same group; None at its ends."""

    previous: int | None
    next: int | None


def neighbours(edition_id: int, status: str, code: str) -> Neighbours:
    """Where the arrows of the desk lead."""
    which = (Entry.edition_id == edition_id, Entry.status.in_(GROUPS[group_of(status)]))
    before = select(Entry.id).where(*which, Entry.code < code).order_by(Entry.code.desc()).limit(1)
    after = select(Entry.id).where(*which, Entry.code > code).order_by(Entry.code).limit(1)
    row = ask(select(before.scalar_subquery(), after.scalar_subquery())).one()
    return Neighbours(row[0], row[1])


def waiting_ids(edition_id: int) -> list[int]:
    """Everything that waits for a decision."""
    rows = select(Entry.id).where(Entry.edition_id == edition_id, Entry.status.in_(WAITING)).order_by(Entry.code)
    return list(db.session.scalars(rows))

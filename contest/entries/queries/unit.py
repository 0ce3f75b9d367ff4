"""What a unit sees of its entries: all that it registered or that name it, each with its state."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import func, select

from contest.editions.rules import Regulation
from contest.entries.models import Entry, EntryAuthor
from contest.entries.queries.cards import visible_to
from contest.entries.queries.held import held
from contest.entries.rules import ACTIVE, missing
from contest.foundation.access import Actor
from contest.foundation.database import ask, db
from contest.foundation.pages import Paging, page_there_is
from contest.foundation.refusal import Reason, refuse_with


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """An entry of the unit. `is_own`: registered by an account of the unit, which may open and mend it;
    `by_office`: taken in by the secretariat."""

    id: int
    code: str
    title: str
    field_key: str
    division_key: str
    authors: tuple[str, ...]
    status: str
    is_own: bool
    by_office: bool
    missing: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """How many of the unit's entries stand where; `counting`: those the quota counts."""

    by_status: dict[str, int]

    @property
    def counting(self) -> int:
        """Entries that count towards the quota."""
        return sum(self.by_status.get(status, 0) for status in ACTIVE)

    @property
    def total(self) -> int:
        """All of them, drafts and withdrawn ones too."""
        return sum(self.by_status.values())


def unit_counts(edition_id: int, unit_id: int) -> UnitCounts:
    """The unit's entries by state."""
    rows = ask(
        select(Entry.status, func.count())
        .where(Entry.edition_id == edition_id, Entry.unit_id == unit_id)
        .group_by(Entry.status)
    )
    return UnitCounts(dict(Counter({str(row[0]): int(row[1]) for row in rows})))


def unit_entries(edition_id: int, unit_id: int, regulation: Regulation, page: int, size: int = 50) -> Paging[UnitEntry]:
    """One page of the unit's entries in the order of their codes, drafts last, with what each still lacks.

    A draft somebody else is writing is nobody's business but theirs.
    """
    which = (
        Entry.edition_id == edition_id,
        Entry.unit_id == unit_id,
        (Entry.status != "draft") | (Entry.source == "unit"),
    )
    total = db.session.scalar(select(func.count()).select_from(Entry).where(*which)) or 0
    page = page_there_is(page, size, total)
    rows = ask(
        select(Entry.id, Entry.source, Entry.status)
        .where(*which)
        .order_by(Entry.code.is_(None), Entry.code, Entry.id)
        .limit(size)
        .offset((page - 1) * size)
    ).all()
    whole = held(edition_id, [row.id for row in rows])
    lines = []
    for row in rows:
        facts = whole[row.id].facts
        own = row.source == "unit"
        lacking = tuple(missing(facts, regulation)) if own and row.status in ACTIVE else ()
        names = tuple(author.name for author in facts.authors)
        lines.append(
            UnitEntry(
                row.id, whole[row.id].code, facts.title, facts.field_key, facts.division_key, names, row.status, own,
                row.source in ("import", "paper"), lacking,
            )
        )  # fmt: skip
    return Paging(lines, page, size, total)


class Claimable(NamedTuple):
    """An author, and whether an account is linked already."""

    position: int
    name: str
    unit: str
    has_account: bool


def claimable(actor: Actor, edition_id: int, entry_id: int) -> list[Claimable]:
    """The authors of an entry the actor may see. Raises Refusal: entry_not_visible."""
    rows = ask(
        select(EntryAuthor.position, EntryAuthor.name, EntryAuthor.unit, EntryAuthor.person_id.is_not(None))
        .join(Entry, Entry.id == EntryAuthor.entry_id)
        .where(Entry.id == entry_id, visible_to(actor, edition_id))
        .order_by(EntryAuthor.position)
    ).all()
    if not rows:
        raise refuse_with("entry_not_visible")
    return [Claimable(*row) for row in rows]

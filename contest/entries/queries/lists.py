"""Lists of entries: the register page by page, briefs for other rooms, counts."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, bindparam, func, or_, select

from contest.entries.models import Entry, EntryAuthor
from contest.entries.queries.search import matching
from contest.foundation.database import db
from contest.foundation.pages import Paging, page_there_is
from contest.foundation.vietnamese import fold
from contest.people.models import Unit


@dataclass(frozen=True, slots=True)
class EntryBrief:
    """As much of an entry as other rooms print."""

    id: int
    code: str
    title: str
    short_title: str
    field_key: str
    division_key: str
    unit: str
    locality: str
    authors: tuple[str, ...]
    status: str


def briefs(edition_id: int, ids: Collection[int] | None = None) -> dict[int, EntryBrief]:
    """Entries handed in (or those named) in the order of their codes."""
    which = [Entry.edition_id == edition_id]
    which.append(Entry.status != "draft" if ids is None else Entry.id.in_(ids))
    rows = db.session.execute(
        select(
            Entry.id,
            Entry.code,
            Entry.title,
            Entry.short_title,
            Entry.field_key,
            Entry.division_key,
            Entry.unit,
            Entry.locality,
            Entry.status,
        )
        .where(*which)
        .order_by(Entry.code, Entry.id)
    ).all()
    names = _names(which)
    return {
        row[0]: EntryBrief(row[0], row[1] or "", *row[2:8], authors=tuple(names.get(row[0], ())), status=row[8])
        for row in rows
    }


def _names(which: Collection[ColumnElement[bool]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = db.session.execute(
        select(EntryAuthor.entry_id, EntryAuthor.name)
        .join(Entry, Entry.id == EntryAuthor.entry_id)
        .where(*which)
        .order_by(EntryAuthor.entry_id, EntryAuthor.position)
    )
    for entry_id, name in rows:
        found[entry_id].append(name)
    return found


def eligible_ids(edition_id: int) -> list[int]:
    """Entries found eligible, in the order of their codes."""
    rows = select(Entry.id).where(Entry.edition_id == edition_id, Entry.status == "eligible").order_by(Entry.code)
    return list(db.session.scalars(rows))


def id_of_code(edition_id: int, code: str) -> int | None:
    """The entry with this code."""
    return db.session.scalar(select(Entry.id).where(Entry.edition_id == edition_id, Entry.code == code))


def ids_of_codes(edition_id: int) -> dict[str, int]:
    """Every code of the edition and its entry."""
    rows = db.session.execute(
        select(Entry.code, Entry.id).where(Entry.edition_id == edition_id, Entry.code.is_not(None))
    )
    return {str(code): entry_id for code, entry_id in rows}


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What the register is narrowed to; blanks narrow nothing. `sort` is code, title, unit or time."""

    text: str = ""
    field: str = ""
    division: str = ""
    status: str = ""
    unit: str = ""
    sort: str = "code"


class RegisterRow(NamedTuple):
    """A line of the register."""

    id: int
    code: str
    title: str
    field_key: str
    division_key: str
    unit: str
    status: str
    submitted_at: datetime | None
    authors: str


_ORDERS: dict[str, tuple[Any, ...]] = {
    "code": (Entry.code, Entry.id),
    "title": (Entry.title_key, Entry.id),
    "unit": (Entry.unit_key, Entry.code, Entry.id),
    "time": (Entry.submitted_at.desc(), Entry.id),
}
SORTS = tuple(_ORDERS)


def register(
    edition_id: int, filters: RegisterFilter, page: int, size: int = 50, total: int | None = None
) -> Paging[RegisterRow]:
    """One page of the register; drafts are only there when they are asked for. A caller may know the total."""
    which = _conditions(edition_id, filters)
    if total is None:
        total = db.session.scalar(select(func.count()).select_from(Entry).where(*which)) or 0
    page = page_there_is(page, size, total)
    rows = db.session.execute(
        select(
            Entry.id,
            Entry.code,
            Entry.title,
            Entry.field_key,
            Entry.division_key,
            Entry.unit,
            Entry.status,
            Entry.submitted_at,
        )
        .where(*which)
        .order_by(*_ORDERS.get(filters.sort, _ORDERS["code"]))
        .limit(size)
        .offset((page - 1) * size)
    ).all()
    names: dict[int, list[str]] = defaultdict(list)
    for entry_id, name in db.session.execute(_NAMES_OF, {"ids": [row[0] for row in rows]}) if rows else ():
        names[entry_id].append(name)
    lines = [RegisterRow(row[0], row[1] or "", *row[2:], authors=", ".join(names.get(row[0], ()))) for row in rows]
    return Paging(lines, page, size, total)


# Asked on every page of the register: built once.
_NAMES_OF = (
    select(EntryAuthor.entry_id, EntryAuthor.name)
    .where(EntryAuthor.entry_id.in_(bindparam("ids", expanding=True)))
    .order_by(EntryAuthor.entry_id, EntryAuthor.position)
)


def _conditions(edition_id: int, filters: RegisterFilter) -> list[ColumnElement[bool]]:
    which = [Entry.edition_id == edition_id]
    which.append(Entry.status == filters.status if filters.status else Entry.status != "draft")
    if filters.field:
        which.append(Entry.field_key == filters.field)
    if filters.division:
        which.append(Entry.division_key == filters.division)
    if filters.unit:
        # By what was typed, and by every spelling the directory knows.
        of_directory = select(Unit.id).where(Unit.search_text.contains(fold(filters.unit), autoescape=True))
        typed = Entry.unit_key.contains(fold(filters.unit), autoescape=True)
        which.append(or_(typed, Entry.unit_id.in_(of_directory)))
    return [*which, *matching(filters.text)]


_BY_STATUS = (
    select(Entry.status, func.count()).where(Entry.edition_id == bindparam("edition_id")).group_by(Entry.status)
)


def status_counts(edition_id: int) -> dict[str, int]:
    """How many entries stand in which state, drafts included."""
    rows = db.session.execute(_BY_STATUS, {"edition_id": edition_id})
    return {str(row[0]): int(row[1]) for row in rows}

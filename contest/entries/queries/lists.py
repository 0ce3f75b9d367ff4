"""Lists of entries: the register page by page, briefs for other rooms, counts."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Integer, Select, bindparam, func, or_, select

from contest.entries.models import Entry, EntryAuthor
from contest.entries.queries.held import authors_by_id
from contest.entries.queries.search import ESCAPE, escaped, term_values, with_terms
from contest.entries.rules import AuthorFacts
from contest.entries.rules.search import search_terms
from contest.foundation.audit import until_a_change
from contest.foundation.database import ask, db
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
    return _briefs(which, lambda: _names(which))


def briefs_with_authors(
    edition_id: int, ids: Collection[int]
) -> tuple[Mapping[int, EntryBrief], Mapping[int, Mapping[int, AuthorFacts]]]:
    """These entries, and each one's authors with their consents by their own key; kept while nothing changes anywhere.

    In two queries, beside the one that tells whether anything changed.
    """

    def found() -> tuple[dict[int, EntryBrief], dict[int, dict[int, AuthorFacts]]]:
        authors = authors_by_id([Entry.id.in_(ids)])
        names = {entry_id: [each.name for each in own.values()] for entry_id, own in authors.items()}
        return _briefs([Entry.edition_id == edition_id, Entry.id.in_(ids)], lambda: names), authors

    return until_a_change(("briefs", edition_id, frozenset(ids)), found) if ids else ({}, {})


_BRIEF = (
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


def _briefs(
    which: Collection[ColumnElement[bool]], names_of: Callable[[], Mapping[int, Sequence[str]]]
) -> dict[int, EntryBrief]:
    rows = ask(select(*_BRIEF).where(*which).order_by(Entry.code, Entry.id)).all()
    names = names_of()
    return {
        row[0]: EntryBrief(row[0], row[1] or "", *row[2:8], authors=tuple(names.get(row[0], ())), status=row[8])
        for row in rows
    }


def _names(which: Collection[ColumnElement[bool]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = ask(
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
    """The entry with this code; small letters will do where no code is written so."""
    rows = select(Entry.code, Entry.id).where(Entry.edition_id == edition_id, Entry.code.in_({code, code.upper()}))
    found = {str(row.code): row.id for row in ask(rows)}
    return found.get(code, found.get(code.upper()))


def ids_of_codes(edition_id: int) -> dict[str, int]:
    """Every code of the edition and its entry."""
    rows = ask(select(Entry.code, Entry.id).where(Entry.edition_id == edition_id, Entry.code.is_not(None)))
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
    terms = search_terms(filters.text)
    narrowed = tuple(name for name in ("status", "field", "division", "unit") if getattr(filters, name))
    rows_of, count_of = _asking(narrowed, tuple(term != toned for term, toned in terms), filters.sort)
    given = {"edition_id": edition_id, **{name: getattr(filters, name) for name in narrowed}, **term_values(terms)}
    if filters.unit:
        given["unit"] = escaped(fold(filters.unit))
    if total is None:
        total = until_a_change(("register", *sorted(given.items())), lambda: ask(count_of, given).scalar_one())
    page = page_there_is(page, size, total)
    rows = ask(rows_of, given | {"most": size, "before": (page - 1) * size}).all()
    names: dict[int, list[str]] = defaultdict(list)
    for entry_id, name in ask(_NAMES_OF, {"ids": [row[0] for row in rows]}) if rows else ():
        names[entry_id].append(name)
    lines = [RegisterRow._make((row[0], row[1] or "", *row[2:], ", ".join(names.get(row[0], ())))) for row in rows]
    return Paging(lines, page, size, total)


# Asked on every page of the register: built once.
_NAMES_OF = (
    select(EntryAuthor.entry_id, EntryAuthor.name)
    .where(EntryAuthor.entry_id.in_(bindparam("ids", expanding=True)))
    .order_by(EntryAuthor.entry_id, EntryAuthor.position)
)
_ROW = (
    Entry.id,
    Entry.code,
    Entry.title,
    Entry.field_key,
    Entry.division_key,
    Entry.unit,
    Entry.status,
    Entry.submitted_at,
)
# By what was typed, and by every spelling the directory knows.
_UNIT_SOUGHT: BindParameter[str] = bindparam("unit")
_NARROWED: dict[str, ColumnElement[bool]] = {
    "status": Entry.status == bindparam("status"),
    "field": Entry.field_key == bindparam("field"),
    "division": Entry.division_key == bindparam("division"),
    "unit": or_(
        Entry.unit_key.contains(_UNIT_SOUGHT, escape=ESCAPE),
        Entry.unit_id.in_(select(Unit.id).where(Unit.search_text.contains(_UNIT_SOUGHT, escape=ESCAPE))),
    ),
}


@lru_cache(maxsize=256)
def _asking(
    narrowed: tuple[str, ...], terms: tuple[bool, ...], sort: str
) -> tuple[Select[*tuple[Any, ...]], Select[*tuple[Any, ...]]]:
    """A page of the register so narrowed, searched for so many words and so sorted; and how many lines it has."""
    which = [Entry.edition_id == bindparam("edition_id"), *(_NARROWED[name] for name in narrowed), *with_terms(terms)]
    if "status" not in narrowed:
        which.append(Entry.status != "draft")
    ordered = select(*_ROW).where(*which).order_by(*_ORDERS.get(sort, _ORDERS["code"]))
    rows = ordered.limit(bindparam("most", type_=Integer)).offset(bindparam("before", type_=Integer))
    return rows, select(func.count()).select_from(Entry).where(*which)

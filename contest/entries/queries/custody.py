"""Things in the office's keeping: one by its short code, all by place and state, those of one entry."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select

from contest.entries.models import CustodyItem, CustodyMove, Entry
from contest.entries.queries.search import matching
from contest.entries.rules.custody import tidy_short
from contest.foundation.database import ask, db
from contest.foundation.pages import Paging, page_there_is

_COLUMNS = (
    CustodyItem.id,
    CustodyItem.short_code,
    CustodyItem.kind,
    CustodyItem.number,
    CustodyItem.state,
    CustodyItem.place,
    CustodyItem.words,
    CustodyItem.updated_at,
    Entry.id,
    Entry.code,
    Entry.title,
    Entry.unit,
    Entry.phone,
)


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing in the office's keeping, with the entry it belongs to."""

    id: int
    short_code: str
    kind: str
    number: int
    state: str
    place: str
    words: str
    updated_at: datetime
    entry_id: int
    entry_code: str
    title: str
    unit: str
    phone: str


def _thing(row: Any) -> Thing:
    values: list[Any] = [*row[:9], row[9] or "", *row[10:]]
    return Thing(*values)


def thing(edition_id: int, short_code: str) -> Thing | None:
    """The thing with this code, however it was typed; None when there is none."""
    row = ask(
        select(*_COLUMNS)
        .join(Entry, Entry.id == CustodyItem.entry_id)
        .where(CustodyItem.edition_id == edition_id, CustodyItem.short_code == tidy_short(short_code)[:12])
    ).one_or_none()
    return _thing(row) if row is not None else None


# Asked on every page of a dossier: built once.
_OF_ENTRY = (
    select(*_COLUMNS)
    .join(Entry, Entry.id == CustodyItem.entry_id)
    .where(CustodyItem.entry_id == bindparam("entry_id"))
    .order_by(CustodyItem.id)
)


def things_of(entry_id: int) -> list[Thing]:
    """Every thing of an entry."""
    return [_thing(row) for row in ask(_OF_ENTRY, {"entry_id": entry_id})]


@dataclass(frozen=True, slots=True)
class CustodyFilter:
    """What the list of things is narrowed to; `state` may be "kept": everything that was not returned."""

    text: str = ""
    kind: str = ""
    state: str = ""
    place: str = ""


def things(edition_id: int, filters: CustodyFilter, page: int, size: int = 50) -> Paging[Thing]:
    """One page of the things, by place and code."""
    which = _conditions(edition_id, filters)
    joined = select(func.count()).select_from(CustodyItem).join(Entry, Entry.id == CustodyItem.entry_id)
    total = db.session.scalar(joined.where(*which)) or 0
    page = page_there_is(page, size, total)
    rows = ask(
        select(*_COLUMNS)
        .join(Entry, Entry.id == CustodyItem.entry_id)
        .where(*which)
        .order_by(CustodyItem.place, Entry.code, CustodyItem.id)
        .limit(size)
        .offset((page - 1) * size)
    )
    return Paging([_thing(row) for row in rows], page, size, total)


def _conditions(edition_id: int, filters: CustodyFilter) -> list[Any]:
    which: list[Any] = [CustodyItem.edition_id == edition_id]
    if filters.kind:
        which.append(CustodyItem.kind == filters.kind)
    if filters.state == "kept":
        which.append(CustodyItem.state != "returned")
    elif filters.state:
        which.append(CustodyItem.state == filters.state)
    if filters.place:
        which.append(CustodyItem.place == filters.place)
    if filters.text:
        which.append(or_(CustodyItem.short_code == tidy_short(filters.text)[:12], and_(*matching(filters.text))))
    return which


@dataclass(frozen=True, slots=True)
class CustodyCounts:
    """How many things are in which state, and where those are that were not returned."""

    by_state: dict[str, int]
    by_place: list[tuple[str, int]]


def custody_counts(edition_id: int) -> CustodyCounts:
    """Counts by state and place."""
    rows = ask(
        select(CustodyItem.state, CustodyItem.place, func.count())
        .where(CustodyItem.edition_id == edition_id)
        .group_by(CustodyItem.state, CustodyItem.place)
        .order_by(CustodyItem.place)
    ).all()
    states: dict[str, int] = {}
    places: dict[str, int] = {}
    for state, place, count in rows:
        states[state] = states.get(state, 0) + count
        if state != "returned" and place:
            places[place] = places.get(place, 0) + count
    return CustodyCounts(states, list(places.items()))


def things_named(edition_id: int, ids: list[int]) -> list[Thing]:
    """These things, in the order of their entries' codes."""
    rows = ask(
        select(*_COLUMNS)
        .join(Entry, Entry.id == CustodyItem.entry_id)
        .where(CustodyItem.edition_id == edition_id, CustodyItem.id.in_(ids))
        .order_by(Entry.code, CustodyItem.id)
    )
    return [_thing(row) for row in rows]


@dataclass(frozen=True, slots=True)
class Move:
    """A step of a thing."""

    id: int
    state: str
    place: str
    at: datetime
    by_name: str
    note: str
    photo_sha256: str


def moves(item_id: int) -> list[Move]:
    """Every hand a thing went through, the latest first."""
    rows = ask(
        select(
            CustodyMove.id,
            CustodyMove.state,
            CustodyMove.place,
            CustodyMove.at,
            CustodyMove.by_name,
            CustodyMove.note,
            CustodyMove.photo_sha256,
        )
        .where(CustodyMove.item_id == item_id)
        .order_by(CustodyMove.id.desc())
    )
    return [Move(*row) for row in rows]

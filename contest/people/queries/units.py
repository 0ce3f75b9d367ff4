"""The directory of units: found by any spelling, listed, counted with what hangs on it, known again by name."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from contest.foundation.access import Role
from contest.foundation.clock import today
from contest.foundation.database import ask, db
from contest.foundation.pages import Paging, page_there_is
from contest.foundation.vietnamese import fold
from contest.people.models import Commune, Person, RoleGrant, Unit, UnitMerge
from contest.people.rules.units import (
    Candidate,
    Listed,
    commune_title,
    keys_of,
    known_unit,
    place_words,
    unit_key,
    unit_label,
)

_MOST_AT_ONCE = 400
_SUGGESTED = 10


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A line of the directory."""

    id: int
    name: str
    kind: str
    level: str
    place: str
    contact: str
    phone: str
    email: str
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class UnitCard:
    """A unit, whole."""

    id: int
    name: str
    kind: str
    level: str
    address: str
    province_key: str
    commune: str
    former_place: str
    contact: str
    phone: str
    email: str
    since_on: date | None
    ended_on: date | None
    merged_into_id: int | None
    place: str
    label: str


@dataclass(frozen=True, slots=True)
class UnitFilter:
    """What the list is narrowed to."""

    text: str = ""
    kind: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit as it is offered while somebody types: what is put into the form, and what is shown."""

    id: int
    label: str
    place: str


@dataclass(frozen=True, slots=True)
class UnitAccount:
    """Somebody who holds the role "unit" for a unit of the directory."""

    person_id: int
    name: str
    email: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A merge that was made."""

    id: int
    kept: str
    gone: str
    made_at: Any
    undone_at: Any


def _living() -> ColumnElement[bool]:
    return Unit.merged_into_id.is_(None)


def _conditions(filters: UnitFilter) -> list[ColumnElement[bool]]:
    which = [_living()]
    which += [Unit.search_text.contains(word, autoescape=True) for word in fold(filters.text).split()[:10]]
    if filters.kind:
        which.append(Unit.kind == filters.kind)
    if filters.province:
        which.append(Unit.province_key == filters.province)
    return which


_ROW = (
    Unit.id, Unit.name, Unit.kind, Unit.level, Commune.kind.label("commune_kind"), Commune.name.label("commune"),
    Unit.province_key, Unit.contact, Unit.phone, Unit.email, Unit.ended_on,
)  # fmt: skip


def _row(row: Any) -> UnitRow:
    commune = commune_title(row.commune_kind or "", row.commune or "")
    return UnitRow(
        row.id, row.name, row.kind, row.level, place_words(commune, row.province_key), row.contact, row.phone,
        row.email, row.ended_on,
    )  # fmt: skip


def units(filters: UnitFilter, page: int, size: int = 50) -> Paging[UnitRow]:
    """One page of the directory, in the order of names."""
    which = _conditions(filters)
    total = db.session.scalar(select(func.count()).select_from(Unit).where(*which)) or 0
    page = page_there_is(page, size, total)
    rows = ask(
        select(*_ROW)
        .outerjoin(Commune, Commune.id == Unit.commune_id)
        .where(*which)
        .order_by(Unit.name_key, Unit.id)
        .limit(size)
        .offset((page - 1) * size)
    )
    return Paging([_row(row) for row in rows], page, size, total)


def unit_cards(ids: Collection[int] | None = None) -> list[UnitCard]:
    """Units whole (every living one, or those named, merged ones too), in the order of names."""
    shared = select(Unit.name_key).where(_living()).group_by(Unit.name_key).having(func.count() > 1)
    found = (
        select(Unit.__table__, Commune.kind.label("commune_kind"), Commune.name.label("commune"),
               Unit.name_key.in_(shared).label("is_shared"))
        .outerjoin(Commune, Commune.id == Unit.commune_id)
        .where(_living() if ids is None else Unit.id.in_(set(ids)))
        .order_by(Unit.name_key, Unit.id)
    )  # fmt: skip
    return [_card(row) for row in ask(found)]


def _card(row: Any) -> UnitCard:
    commune = commune_title(row.commune_kind or "", row.commune or "")
    return UnitCard(
        row.id, row.name, row.kind, row.level, row.address, row.province_key, commune, row.former_place, row.contact,
        row.phone, row.email, row.since_on, row.ended_on, row.merged_into_id, place_words(commune, row.province_key),
        unit_label(row.name, commune, is_shared=row.is_shared),
    )  # fmt: skip


def unit_ids() -> list[int]:
    """The living units, in the order in which they came into the directory."""
    return list(db.session.scalars(select(Unit.id).where(_living()).order_by(Unit.id)))


def unit_card(unit_id: int | None) -> UnitCard | None:
    """One unit, also one that was merged away."""
    return next(iter(unit_cards([unit_id])), None) if unit_id is not None else None


def suggestions(text: str) -> list[Suggestion]:
    """Units whose name or place holds every word typed; those still standing, the shortest names first."""
    words = fold(text).split()[:8]
    if not "".join(words):
        return []
    # What is typed may be abbreviated where the directory is not, and the other way round.
    by_key = [Unit.match_key.contains(word, autoescape=True) for word in unit_key(text).split()[:8]]
    by_text = [Unit.search_text.contains(word, autoescape=True) for word in words]
    match = or_(and_(*by_text), and_(*by_key)) if by_key else and_(*by_text)
    ids = db.session.scalars(
        select(Unit.id)
        .where(_living(), or_(Unit.ended_on.is_(None), Unit.ended_on >= today()), match)
        .order_by(func.length(Unit.name), Unit.name_key, Unit.id)
        .limit(_SUGGESTED)
    ).all()
    return [Suggestion(card.id, card.label, card.place) for card in unit_cards(ids)] if ids else []


def known_units(texts: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Which units of the directory are meant by these (name, locality); those nobody can tell are left out."""
    wanted = {(name, locality): keys_of(name) for name, locality in texts if name}
    candidates = _candidates({key for keys in wanted.values() for key in keys})
    found: dict[tuple[str, str], int] = {}
    for (name, locality), keys in wanted.items():
        meant = known_unit(name, locality, [each for key in keys for each in candidates.get(key, ())])
        if meant is not None:
            found[name, locality] = meant
    return found


def meant_units(text: str) -> list[UnitCard]:
    """Every living unit that may be meant by a name."""
    ids = db.session.scalars(select(Unit.id).where(_living(), Unit.match_key.in_(keys_of(text)))).all()
    return unit_cards(ids) if ids else []


_former = aliased(Commune)
_CANDIDATES = (
    select(Unit.id, Unit.match_key, Unit.merged_into_id, Commune.name_key, _former.name_key)
    .outerjoin(Commune, Commune.id == Unit.commune_id)
    .outerjoin(_former, or_(_former.successor_id == Commune.id, _former.id == Commune.successor_id))
    .where(Unit.match_key.in_(bindparam("keys", expanding=True)))
)


def _candidates(keys: Collection[str]) -> dict[str, list[Candidate]]:
    """Every unit under these match keys; one that was merged leads to the unit that was kept."""
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    ordered = sorted(keys)
    for start in range(0, len(ordered), _MOST_AT_ONCE):
        part = ordered[start : start + _MOST_AT_ONCE]
        for unit_id, key, kept, place, other in ask(_CANDIDATES, {"keys": part}).all():
            found[key, kept or unit_id] |= {each for each in (place, other) if each}
    by_key: dict[str, list[Candidate]] = defaultdict(list)
    for (key, unit_id), places in found.items():
        by_key[key].append(Candidate(unit_id, key, frozenset(places)))
    return by_key


def listed_units() -> list[Listed]:
    """Every living unit as the search for doubles needs it."""
    rows = ask(
        select(Unit.id, Unit.name, Unit.match_key, Unit.province_key, Unit.commune_id, Commune.successor_id)
        .outerjoin(Commune, Commune.id == Unit.commune_id)
        .where(_living())
        .order_by(Unit.id)
    )
    return [Listed(*row[:5], commune_now=row[5] or row[4]) for row in rows]


def unit_accounts(edition_id: int, unit_id: int) -> list[UnitAccount]:
    """Who registers entries for the unit in this edition."""
    rows = ask(
        select(Person.id, Person.name, Person.email, Person.phone)
        .join(RoleGrant, RoleGrant.person_id == Person.id)
        .where(RoleGrant.edition_id == edition_id, RoleGrant.unit_id == unit_id, RoleGrant.role == str(Role.UNIT))
        .order_by(Person.sort_key, Person.id)
    )
    return [UnitAccount(*row) for row in rows]


def unit_of(person_id: int | None, edition_id: int) -> UnitCard | None:
    """The unit somebody registers entries for in this edition."""
    held = select(RoleGrant.unit_id).where(
        RoleGrant.person_id == person_id, RoleGrant.edition_id == edition_id, RoleGrant.role == str(Role.UNIT)
    )
    return unit_card(db.session.scalar(held.where(RoleGrant.unit_id.is_not(None)).order_by(RoleGrant.id)))


def units_in_charge(edition_id: int) -> set[int]:
    """Units that have an account in this edition."""
    held = select(RoleGrant.unit_id).where(RoleGrant.edition_id == edition_id, RoleGrant.unit_id.is_not(None))
    return {unit_id for unit_id in db.session.scalars(held) if unit_id is not None}


def merges(limit: int = 50) -> list[MergeRow]:
    """The newest merges, the last one first."""
    kept, gone = aliased(Unit), aliased(Unit)
    rows = ask(
        select(UnitMerge.id, kept.name, gone.name, UnitMerge.made_at, UnitMerge.undone_at)
        .join(kept, kept.id == UnitMerge.kept_id)
        .join(gone, gone.id == UnitMerge.gone_id)
        .order_by(UnitMerge.id.desc())
        .limit(limit)
    )
    return [MergeRow(*row) for row in rows]


def commune_count() -> int:
    """How many communes the directory knows."""
    return db.session.scalar(select(func.count()).select_from(Commune)) or 0

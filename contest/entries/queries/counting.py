"""Counts while an edition is open: by field and by unit or place, beside those of the edition before; who has none."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import func, select

from contest.editions.models import Edition
from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.entries.models import Entry
from contest.foundation.clock import today
from contest.foundation.database import ask
from contest.foundation.vietnamese import fold
from contest.people.queries import UnitCard, unit_cards, units_in_charge
from contest.people.rules.provinces import present_province, province_of
from contest.people.rules.units import unit_key

_NOT_COUNTED = ("draft", "withdrawn")
NOWHERE = "Chưa ghi"


@dataclass(frozen=True, slots=True)
class CountRow:
    """A unit or a place: entries by field, all of them, and how many the edition before had (None: no such one)."""

    name: str
    place: str
    by_field: Mapping[str, int]
    before: int | None
    is_known: bool = True

    @property
    def total(self) -> int:
        """Entries of all fields."""
        return sum(self.by_field.values())


@dataclass(frozen=True, slots=True)
class Silent:
    """A unit of the directory that has handed in nothing; `before`: what it handed in the last time."""

    card: UnitCard
    before: int
    has_account: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the edition stands. fields: key, name, entries now and before."""

    rows: list[CountRow]
    fields: list[tuple[str, str, int, int | None]]
    total: int
    before: int | None
    before_title: str
    silent: list[Silent]
    unknown: int


class _Counted(NamedTuple):
    """Entries of one unit, place and field."""

    unit_id: int | None
    name: str
    locality: str
    field_key: str
    entries: int


@dataclass(slots=True)
class _Bag:
    """What is counted of one unit or place."""

    name: str
    place: str = ""
    fields: Counter[str] = field(default_factory=Counter)
    is_known: bool = True


def counted(edition_id: int, by: str = "unit") -> Standing:
    """Everything handed in and not withdrawn, by unit (or, with by="place", by commune), the most first."""
    regulation = regulation_of(edition_id)
    cards = {card.id: card for card in unit_cards()}
    earlier = _edition_before(edition_id)
    rows = _rows([edition_id, *([earlier.id] if earlier else [])])
    rows_now, rows_before = rows[edition_id], rows[earlier.id] if earlier else []
    now, before = _bags(rows_now, cards, by), _bags(rows_before, cards, by)
    totals = {key: bag.fields.total() for key, bag in before.items()}
    lines = [
        CountRow(bag.name, bag.place, dict(bag.fields), totals.get(key, 0) if earlier else None, bag.is_known)
        for key, bag in now.items()
    ]
    lines += [
        CountRow(bag.name, bag.place, {}, totals[key], bag.is_known) for key, bag in before.items() if key not in now
    ]
    lines.sort(key=lambda row: (-row.total, -(row.before or 0), fold(row.name)))
    total = sum(row.total for row in lines)
    return Standing(
        rows=lines,
        fields=_fields(regulation, now, before, earlier.id if earlier else None),
        total=total,
        before=sum(totals.values()) if earlier else None,
        before_title=earlier.title if earlier else "",
        silent=_silent(edition_id, regulation, cards, rows_now, rows_before),
        unknown=sum(row.total for row in lines if not row.is_known),
    )


def _edition_before(edition_id: int) -> Any:
    """The last edition of the same series that came before this one."""
    own = select(Edition.series).where(Edition.id == edition_id).scalar_subquery()
    return ask(
        select(Edition.id, Edition.title)
        .where(Edition.series == own, Edition.series != "", Edition.id < edition_id)
        .order_by(Edition.id.desc())
        .limit(1)
    ).first()


def _rows(edition_ids: Sequence[int]) -> dict[int, list[_Counted]]:
    """How many entries by unit, place and field, of each of these editions."""
    keys = (Entry.edition_id, Entry.unit_id, Entry.unit_key, Entry.locality, Entry.field_key)
    found = ask(
        select(Entry.edition_id, Entry.unit_id, func.min(Entry.unit), Entry.locality, Entry.field_key, func.count())
        .where(Entry.edition_id.in_(edition_ids), Entry.status.not_in(_NOT_COUNTED))
        .group_by(*keys)
        .order_by(Entry.unit_key, Entry.locality)
    )
    rows: dict[int, list[_Counted]] = {edition_id: [] for edition_id in edition_ids}
    for row in found:
        rows[row[0]].append(_Counted(*row[1:]))
    return rows


def _bags(rows: Sequence[_Counted], cards: Mapping[int, UnitCard], by: str) -> dict[str, _Bag]:
    bags: dict[str, _Bag] = {}
    for row in rows:
        card = cards.get(row.unit_id) if row.unit_id is not None else None
        sign, bag = _bag(card, row.name, row.locality) if by == "unit" else _place_bag(card, row.locality)
        bags.setdefault(sign, bag).fields[row.field_key] += row.entries
    return bags


def _bag(card: UnitCard | None, name: str, locality: str) -> tuple[str, _Bag]:
    if card is not None:
        return f"unit:{card.id}", _Bag(card.label, card.place)
    return f"text:{fold(name)}", _Bag(name or NOWHERE, locality, is_known=False)


def _place_bag(card: UnitCard | None, locality: str) -> tuple[str, _Bag]:
    """The commune of the unit, or what the entry says; both begin with the commune and may go on with the province."""
    text = card.place if card is not None and card.place else locality
    name = text.split(",")[0].strip()
    return fold(name), _Bag(name or NOWHERE, is_known=card is not None)


def _fields(
    regulation: Regulation, now: Mapping[str, _Bag], before: Mapping[str, _Bag], earlier_id: int | None
) -> list[tuple[str, str, int, int | None]]:
    """Each field with its entries; fields of the edition before are known again by key or by name."""
    present: Counter[str] = Counter()
    past: Counter[str] = Counter()
    for bag in now.values():
        present.update(bag.fields)
    for bag in before.values():
        past.update(bag.fields)
    keys = {each.key for each in regulation.fields}
    named: Counter[str] = Counter()
    if earlier_id is not None and past.keys() - keys:
        names = {each.key: each.name for each in regulation_of(earlier_id).fields}
        for key in past.keys() - keys:
            named[fold(names.get(key, key))] += past[key]
    return [
        (
            each.key,
            each.name,
            present[each.key],
            None if earlier_id is None else past[each.key] + named[fold(each.name)],
        )
        for each in regulation.fields
    ]


def _silent(
    edition_id: int,
    regulation: Regulation,
    cards: Mapping[int, UnitCard],
    rows_now: Sequence[_Counted],
    rows_before: Sequence[_Counted],
) -> list[Silent]:
    """Units of the edition's province (all, where it has none) that have handed in nothing, the faithful ones first."""
    province = province_of(regulation.locality or "")
    where = present_province(province).key if province else ""
    heard = {row.unit_id for row in rows_now}
    keys = {unit_key(row.name) for row in rows_now if row.unit_id is None}
    past: Counter[int | None] = Counter()
    for row in rows_before:
        past[row.unit_id] += row.entries
    accounts = units_in_charge(edition_id)
    silent = [
        Silent(card, past.get(card.id, 0), card.id in accounts)
        for card in cards.values()
        if card.id not in heard
        and unit_key(card.name) not in keys
        and (card.ended_on is None or card.ended_on >= today())
        and (not where or not card.province_key or card.province_key == where)
    ]
    return sorted(silent, key=lambda each: (-each.before, fold(each.card.name), each.card.id))

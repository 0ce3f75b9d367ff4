"""Extra awards that can be found by looking: the youngest author, the most finalists, points of a unit; ties shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from contest.editions.rules.awards import ExtraAward, Quantity
from contest.foundation.vietnamese import fold, number

_MAJORITY, _FEMALE = "kinh", "nu"
# Whose name the award asks for is the council's, not a figure's, business.
BY_PEOPLE = ("council", "decision")


@dataclass(frozen=True, slots=True)
class Who:
    """What extra awards look at in an author; never printed."""

    born: date | None = None
    gender: str = ""
    ethnicity: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """An entry as extra awards see it: its place in the last round and its tier, if any."""

    entry_id: int
    code: str
    title: str = ""
    unit: str = ""
    field_key: str = ""
    rank: int | None = None
    tier_key: str = ""
    authors: tuple[Who, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Found:
    """An entry or a unit an award would go to; `figure` in words where it may be printed. equals share a place."""

    place: int
    entry_id: int | None
    name: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the figures say of one award: its candidates within its places, more than those when the last are equal."""

    award: ExtraAward
    found: tuple[Found, ...]
    places: int
    is_tied: bool


def suggest(award: ExtraAward, works: Sequence[Work]) -> Suggestion | None:
    """Who would get a computed award; None for one that people choose."""
    if award.by in BY_PEOPLE:
        return None
    pool = [work for work in works if _belongs(award, work)]
    scored = _units(award, pool) if award.of == "units" else _entries(award, pool)
    scored.sort(key=lambda pair: (pair[0], pair[1].name))
    places = _places(award.quantity)
    found = []
    for value, each in scored:
        place = 1 + sum(other < value for other, _ in scored)
        if place <= places:
            found.append(replace(each, place=place))
    return Suggestion(award, tuple(found), places, len(found) > places)


# What an award compares by, the less the better, and what would get it.
_Scored = list[tuple[Decimal, Found]]


def _belongs(award: ExtraAward, work: Work) -> bool:
    if award.fields and work.field_key not in award.fields:
        return False
    if award.of == "authors_of_winners":
        return bool(work.tier_key)
    return work.rank is not None if award.of == "authors_of_finalists" else True


def _places(quantity: Quantity) -> int:
    if quantity.exact is not None:
        return quantity.exact
    return quantity.at_most if quantity.at_most is not None else 1


def _entries(award: ExtraAward, pool: Sequence[Work]) -> _Scored:
    measure = _MEASURES.get(award.by)
    if measure is None:
        return []
    return [
        (Decimal(value), Found(0, work.entry_id, f"{work.code} {work.title}".strip()))
        for work in pool
        if (value := measure(work)) is not None
    ]


def _youngest(work: Work) -> int | None:
    days = [who.born.toordinal() for who in work.authors if who.born]
    return -max(days) if days else None


def _oldest(work: Work) -> int | None:
    days = [who.born.toordinal() for who in work.authors if who.born]
    return min(days) if days else None


def _best_with(fits: Callable[[Who], bool]) -> Callable[[Work], int | None]:
    return lambda work: work.rank if any(fits(who) for who in work.authors) else None


_MEASURES: dict[str, Callable[[Work], int | None]] = {
    "youngest": _youngest,
    "oldest": _oldest,
    "best_overall": lambda work: work.rank,
    "female": _best_with(lambda who: who.gender == _FEMALE),
    "minority": _best_with(lambda who: bool(who.ethnicity) and fold(who.ethnicity) != _MAJORITY),
}


def _units(award: ExtraAward, pool: Sequence[Work]) -> _Scored:
    """Units by what their entries reached; a unit is known by its folded name."""
    totals: dict[str, Decimal] = {}
    names: dict[str, str] = {}
    for work in pool:
        key = fold(work.unit)
        names.setdefault(key, work.unit)
        totals[key] = totals.get(key, Decimal(0)) + _worth(award, work)
    return [
        (-total, Found(0, None, names[key], _unit_words(award, total)))
        for key, total in totals.items()
        if key and total
    ]


def _worth(award: ExtraAward, work: Work) -> Decimal:
    if award.by == "most_entries":
        return Decimal(1)
    if award.by == "most_finalists":
        return Decimal(work.rank is not None)
    if award.points is None:
        return Decimal(0)
    finalist = award.points.finalist if work.rank is not None else Decimal(0)
    return award.points.entered + finalist + award.points.tiers.get(work.tier_key, Decimal(0))


def _unit_words(award: ExtraAward, total: Decimal) -> str:
    what = {"most_entries": "hồ sơ", "most_finalists": "hồ sơ vào vòng cuối"}.get(award.by, "điểm")
    return f"{number(total)} {what}"

"""Extra awards that can be found by looking: the youngest author, the most finalists, points of a unit; ties shown."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from contest.editions.rules import Regulation
from contest.editions.rules.awards import ExtraAward, Quantity
from contest.foundation.vietnamese import fold, number

_MAJORITY, _FEMALE = "kinh", "nu"
# Whose name the award asks for is the council's, not a figure's, business.
BY_PEOPLE = ("council", "decision")


@dataclass(frozen=True, slots=True)
class Who:
    """What extra awards look at in an author; never printed but for the name. key: the same in all their entries."""

    born: date | None = None
    gender: str = ""
    ethnicity: str = ""
    key: str = ""
    name: str = ""


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
    """An entry, an author of one or a unit an award would go to; equals share a place.

    figure: in words where it may be printed; author: which author of the entry, counted from 1, 0 for the entry.
    """

    place: int
    entry_id: int | None
    name: str
    figure: str = ""
    author: int = 0
    author_name: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the figures say of one award: its candidates within its places, more than those when the last are equal."""

    award: ExtraAward
    found: tuple[Found, ...]
    places: int
    is_tied: bool


def computed_awards(regulation: Regulation) -> list[ExtraAward]:
    """The regulation's awards of entries and authors that figures find."""
    awards = (*regulation.extra_awards, *regulation.topic_awards)
    return [award for award in awards if award.of not in ("units", "persons") and award.by not in BY_PEOPLE]


def suggest(award: ExtraAward, works: Sequence[Work]) -> Suggestion | None:
    """Who would get a computed award; None for one that people choose."""
    if award.by in BY_PEOPLE:
        return None
    pool = [work for work in works if _belongs(award, work)]
    ways = {"units": _units, "entries": _entries}
    scored = ways.get(award.of, _authors)(award, pool)
    scored.sort(key=lambda pair: (pair[0], pair[1].name, pair[1].author))
    places = _places(award.quantity)
    values = [value for value, _ in scored]
    found = []
    for value, each in scored:
        place = 1 + bisect_left(values, value)
        if place > places:
            break
        found.append(replace(each, place=place))
    return Suggestion(award, tuple(found), places, len(found) > places)


# What an award compares by, the less the better, and what would get it.
_Scored = list[tuple[Decimal, Found]]


def _belongs(award: ExtraAward, work: Work) -> bool:
    if award.fields and work.field_key not in award.fields:
        return False
    if award.of == "authors_of_winners":
        return bool(work.tier_key)
    if not award.stacks and work.tier_key:
        return False
    return work.rank is not None if award.of == "authors_of_finalists" else True


def _places(quantity: Quantity) -> int:
    if quantity.exact is not None:
        return quantity.exact
    return quantity.at_most if quantity.at_most is not None else 1


def _entries(award: ExtraAward, pool: Sequence[Work]) -> _Scored:
    """Entries by their place, or by the best of their authors."""
    found: _Scored = []
    for work in pool:
        values = [value for who in work.authors if (value := _measured(award, work, who)) is not None]
        if award.by == "best_overall" and work.rank is not None:
            values = [Decimal(work.rank)]
        if values:
            found.append((min(values), Found(0, work.entry_id, _title(work), _place_words(award, work))))
    return found


def _authors(award: ExtraAward, pool: Sequence[Work]) -> _Scored:
    """Authors, each once however many entries they have: in the best placed of those that speak for them."""
    best: dict[str, tuple[Decimal, int, Found]] = {}
    entries = _entries_of(pool) if award.by in _COUNTED else {}
    for work in pool:
        for place, who in enumerate(work.authors, 1):
            key = who.key or f"{work.entry_id}.{place}"
            count = entries.get(key, (0, 0))[award.by == "most_finalists"]
            value = -Decimal(count) if count else _measured(award, work, who)
            if value is None:
                continue
            words = f"{count} {_COUNTED[award.by]}" if count else _place_words(award, work)
            each = (value, work.rank or 10**9, Found(0, work.entry_id, _title(work), words, place, who.name))
            if key not in best or each[:2] < best[key][:2]:
                best[key] = each
    return [(value, found) for value, _, found in best.values()]


_COUNTED = {"most_entries": "hồ sơ", "most_finalists": "hồ sơ vào vòng cuối"}


def _entries_of(pool: Sequence[Work]) -> dict[str, tuple[int, int]]:
    """Of every author how many entries there are, and how many of them in the last round."""
    found: dict[str, tuple[int, int]] = {}
    for work in pool:
        for place, who in enumerate(work.authors, 1):
            key = who.key or f"{work.entry_id}.{place}"
            entries, ranked = found.get(key, (0, 0))
            found[key] = (entries + 1, ranked + (work.rank is not None))
    return found


def _title(work: Work) -> str:
    return f"{work.code} {work.title}".strip()


def _place_words(award: ExtraAward, work: Work) -> str:
    return f"hạng {work.rank}" if award.by in ("best_overall", "female", "minority") and work.rank else ""


def _measured(award: ExtraAward, work: Work, who: Who) -> Decimal | None:
    """What an author counts for the award, the less the better; None for one it does not speak of."""
    if award.by in ("youngest", "oldest"):
        if who.born is None:
            return None
        day = Decimal(who.born.toordinal())
        return -day if award.by == "youngest" else day
    fits = {
        "best_overall": True,
        "female": who.gender == _FEMALE,
        "minority": bool(who.ethnicity) and fold(who.ethnicity) != _MAJORITY,
    }
    return Decimal(work.rank) if work.rank is not None and fits.get(award.by, False) else None


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
    what = _COUNTED.get(award.by, "điểm")
    return f"{number(total)} {what}"


@dataclass(frozen=True, slots=True)
class ExtraLine:
    """An entry or an author the figures speak for; waits: not all of its equals can have the award."""

    award_key: str
    entry_id: int
    author: int
    place: int
    amount_vnd: int | None
    waits: bool
    reason: str

    @property
    def key(self) -> tuple[str, int, int]:
        """By what the award is known again."""
        return self.award_key, self.entry_id, self.author


_WHY = {
    "youngest": "nhỏ tuổi nhất",
    "oldest": "cao tuổi nhất",
    "female": "tác giả nữ có hạng cao nhất",
    "minority": "tác giả là người dân tộc thiểu số có hạng cao nhất",
    "best_overall": "hạng cao nhất",
    "most_finalists": "nhiều hồ sơ vào vòng cuối nhất",
    "most_entries": "nhiều hồ sơ nhất",
}
_AMONG = {
    "authors_of_winners": "trong các tác giả đạt giải",
    "authors_of_finalists": "trong các tác giả vào vòng cuối",
    "authors": "trong các tác giả dự thi",
    "entries": "trong các hồ sơ",
}


def extra_lines(suggestion: Suggestion) -> list[ExtraLine]:
    """Whom a computed award goes to, and after them equals too many for the places that are left; with the reason.

    No day of birth is in the words, nor how far two are apart: only the order.
    """
    award, lines = suggestion.award, []
    for each in suggestion.found:
        if each.entry_id is None:
            continue
        equals = sum(other.place == each.place for other in suggestion.found)
        waits = each.place - 1 + equals > suggestion.places
        why = f"{_WHY.get(award.by, '')} {_AMONG.get(award.of, '')}".strip()
        said = f"Thứ {each.place}: {why}{f' ({each.figure})' if each.figure else ''}; có {suggestion.places} suất"
        if waits:
            said += f", {equals} người bằng nhau cho {suggestion.places - each.place + 1} suất"
        lines.append(ExtraLine(award.key, each.entry_id, each.author, each.place, award.amount, waits, f"{said}."))
    return lines


def undecided_extras(
    awards: Iterable[ExtraAward],
    lines: Sequence[ExtraLine],
    decided: Iterable[tuple[str, int, int]],
    given: Sequence[str],
) -> list[str]:
    """The names of computed awards in which equals wait though places are left.

    decided: the (award, entry, author) somebody has said yes or no to; given: the award keys of all that stand.
    """
    known = set(decided)
    return [
        award.name
        for award in awards
        if {line.key for line in lines if line.waits and line.award_key == award.key} - known
        and given.count(award.key) < _places(award.quantity)
    ]

"""Any value of a regulation as a reader meets it, whatever part it stands in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, get_origin

from pydantic import BaseModel

from contest.editions.rules.expected import bare, expected_at, item_of, keys_of
from contest.editions.rules.faults import Path
from contest.editions.rules.regulation import Regulation
from contest.editions.rules.words.choices import choice_word
from contest.editions.rules.words.labels import label_of
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import moment, number


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a regulation: where it stands (keys instead of numbers), what its place is called, the value."""

    path: Path
    labels: tuple[str, ...]
    value: str


def lines_of(regulation: Regulation) -> list[Line]:
    """Every value, also those left to their default, in the order of the schema; items are known by their keys."""
    return list(_walk(regulation, (), (), Names(regulation)))


class Names:
    """The printed names of what a regulation calls by key."""

    def __init__(self, regulation: Regulation) -> None:
        criteria = {each.key: each.name for round_ in regulation.rounds for each in round_.criteria}
        self.kinds: dict[str, dict[str, str]] = {
            "field": {each.key: each.name for each in regulation.fields},
            "division": {each.key: each.name for each in regulation.divisions},
            "council": {each.key: each.name for each in regulation.councils},
            "round": {each.key: each.name for each in regulation.rounds},
            "tier": {each.key: each.name for each in regulation.prizes.tiers},
            "certificate": {each.key: each.name for each in regulation.certificates},
            "criterion": {f"criterion:{key}": f"điểm {name}" for key, name in criteria.items()},
        }

    def of(self, part: str, key: str, value: str) -> str:
        """The name of what the value names there; the value's own word where it names nothing."""
        for kind in NAMING.get((part, key), ()):
            if value in self.kinds[kind]:
                return self.kinds[kind][value]
        return choice_word(part, key, value) if _is_choice(part, key) else value


_PLACES = ("field", "division", "council")
NAMING: dict[tuple[str, str], tuple[str, ...]] = {
    ("Council", "fields"): ("field",),
    ("Council", "divisions"): ("division",),
    ("Council", "rounds"): ("round",),
    ("Team", "fields"): ("field",),
    ("Round", "same_as"): ("round",),
    ("Round", "carry"): ("round",),
    ("Round", "ties"): ("criterion",),
    ("Tier", "certificates"): ("certificate",),
    ("Tier", "amount_by_scope"): _PLACES,
    ("Quantity", "by_scope"): _PLACES,
    ("ExtraAward", "certificates"): ("certificate",),
    ("ExtraAward", "fields"): ("field",),
    ("AwardPoints", "tiers"): ("tier",),
    ("Nomination", "from_tiers"): ("tier",),
}


def _walk(part: BaseModel, path: Path, labels: tuple[str, ...], names: Names) -> Iterator[Line]:
    kind = type(part).__name__
    for name, info in type(part).model_fields.items():
        key, value = info.alias or name, getattr(part, name)
        here, called = (*path, key), (*labels, label_of(kind, key))
        if isinstance(value, BaseModel):
            yield from _walk(value, here, called, names)
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            for place, item in enumerate(value):
                yield from _walk(item, (*here, _own(item, place)), (*called, title_of(item, place)), names)
        elif isinstance(value, Mapping):
            for own, each in value.items():
                yield Line((*here, own), (*called, names.of(kind, key, own)), shown(each, kind, key, names))
        elif not (value is None and _is_part(type(part), key)):
            yield Line(here, called, shown(value, kind, key, names))


def _is_part(parent: type[BaseModel], key: str) -> bool:
    kind = expected_at(parent, (key,))
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _own(item: BaseModel, place: int) -> str:
    return str(getattr(item, "key", place + 1))


def title_of(item: BaseModel, place: int) -> str:
    """What an item of a list is called: its name or question, else its number."""
    for name in ("name", "label", "about", "to", "text", "question", "office"):
        value = getattr(item, name, None)
        if isinstance(value, str) and value:
            return value
    return str(place + 1)


def shown(value: Any, part: str = "", key: str = "", names: Names | None = None) -> str:
    """One value in words; what it names by key is called by its name where the names are given."""
    if value is None or value == () or value == "":
        return "không nêu"
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, tuple):
        words = [shown(each, part, key, names) for each in value]
        return ("; " if any("," in word for word in words) else ", ").join(words)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, (int, Decimal)):
        return number(value)
    if names is not None:
        return names.of(part, key, str(value))
    return choice_word(part, key, value) if _is_choice(part, key) else str(value)


def _is_choice(part: str, key: str) -> bool:
    """Whether the key takes one of given words (then its word is shown), or free text."""
    return (part, key) in _CHOSEN


def _chosen() -> frozenset[tuple[str, str]]:
    found: set[tuple[str, str]] = {("Round", "ties"), ("Round", "judges_per_entry")}
    waiting: list[type[BaseModel]] = [Regulation]
    seen: set[type[BaseModel]] = set()
    while waiting:
        part = waiting.pop()
        if part in seen:
            continue
        seen.add(part)
        for key in keys_of(part):
            kind = expected_at(part, (key,))
            inner = item_of(kind)
            kind = bare(inner) if inner is not None else kind
            if get_origin(kind) is Literal:
                found.add((part.__name__, key))
            elif isinstance(kind, type) and issubclass(kind, BaseModel):
                waiting.append(kind)
    return frozenset(found)


_CHOSEN = _chosen()

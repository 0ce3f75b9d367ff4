"""The shape of a regulation for those who build forms of it: each key with its kind, label, choices and references."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from contest.editions.rules.expected import bare, item_of, keys_of
from contest.editions.rules.regulation import Regulation
from contest.editions.rules.words.choices import choice_word
from contest.editions.rules.words.labels import label_of
from contest.editions.rules.words.values import NAMING

Kind = Literal[
    "line", "text", "number", "share", "truth", "day", "moment", "choice", "ticks", "lines", "ladder", "pairs",
    "group", "rows", "fixed",
]  # fmt: skip
Choice = tuple[str, str]

# Texts of several lines; all others are one line.
_LONG = frozenset({"note", "notes", "who", "help", "answer", "condition", "about"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A key of a part. `refers`: kinds of things it names by key; `inner`: the part it holds."""

    part: str
    key: str
    label: str
    kind: Kind
    is_needed: bool
    default: Any
    choices: tuple[Choice, ...] = ()
    refers: tuple[str, ...] = ()
    inner: str = ""


@cache
def spots(part: str) -> tuple[Spot, ...]:
    """The keys of a part in order. Raises KeyError for an unknown part."""
    return tuple(_spot(part, key, info) for key, info in keys_of(_parts()[part]).items())


def spot_of(part: str, key: str) -> Spot:
    """One key of a part. Raises KeyError."""
    return {spot.key: spot for spot in spots(part)}[key]


@cache
def _parts() -> dict[str, type[BaseModel]]:
    found: dict[str, type[BaseModel]] = {}
    waiting: list[type[BaseModel]] = [Regulation]
    while waiting:
        part = waiting.pop()
        if part.__name__ not in found:
            found[part.__name__] = part
            for info in keys_of(part).values():
                inner = _innermost(info.annotation)
                if isinstance(inner, type) and issubclass(inner, BaseModel):
                    waiting.append(inner)
    return found


def _innermost(annotation: Any) -> Any:
    kind = bare(annotation)
    inner = item_of(kind)
    return bare(inner) if inner is not None else kind


def _spot(part: str, key: str, info: FieldInfo) -> Spot:
    kind, inner = bare(info.annotation), _innermost(info.annotation)
    default = None if info.is_required() else info.get_default(call_default_factory=True)
    chosen = get_args(inner) if get_origin(inner) is Literal else ()
    refers = NAMING.get((part, key), ())
    if get_origin(kind) is dict:
        named = get_args(bare(get_args(kind)[0])) if get_origin(bare(get_args(kind)[0])) is Literal else ()
        chosen = named or chosen
    return Spot(
        part=part,
        key=key,
        label=label_of(part, key),
        kind=_kind(part, key, kind, inner, bool(refers)),
        is_needed=info.is_required(),
        default=default,
        choices=tuple((str(value), choice_word(part, key, value)) for value in chosen),
        refers=refers,
        inner=inner.__name__ if isinstance(inner, type) and issubclass(inner, BaseModel) else "",
    )


def _kind(part: str, key: str, kind: Any, inner: Any, refers: bool) -> Kind:
    is_part = isinstance(inner, type) and issubclass(inner, BaseModel)
    if (part, key) == ("Round", "ties"):
        return "ladder"
    if get_origin(kind) is tuple:
        if is_part:
            return "rows"
        return "ticks" if refers or get_origin(inner) is Literal else "lines"
    if get_origin(kind) is dict:
        return "pairs"
    if is_part:
        return "group"
    if get_origin(kind) is Literal:
        return "choice" if len(get_args(kind)) > 1 else "fixed"
    if refers:
        return "choice"
    return _plain_kind(key, kind)


_PLAIN: dict[Any, Kind] = {
    bool: "truth",
    datetime: "moment",
    date: "day",
    int: "number",
    Decimal: "number",
    Fraction: "share",
}


def _plain_kind(key: str, kind: Any) -> Kind:
    found = _PLAIN.get(kind)
    if found is not None:
        return found
    return "text" if key in _LONG else "line"

"""What the schema expects at a place of the file: for suggestions, and for a stand-in where something is faulty."""

import types
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, Literal, Union, get_args, get_origin
from zoneinfo import ZoneInfo

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from contest.editions.rules.faults import Path

_NOON = datetime(2026, 1, 1, 12, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
_STANDINS: dict[type, Any] = {
    bool: False,
    int: 1,
    Decimal: Decimal(1),
    date: date(2026, 1, 1),
    datetime: _NOON.isoformat(),
    Fraction: "1/2",
}


def keys_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The keys of a part as they stand in the file."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def bare(annotation: Any) -> Any:
    """The type without its limits and without "or nothing"."""
    while True:
        if hasattr(annotation, "__metadata__"):
            annotation = annotation.__origin__
        elif get_origin(annotation) in (Union, types.UnionType):
            rest = [each for each in get_args(annotation) if each is not type(None)]
            annotation = rest[0]
        else:
            return annotation


def item_of(annotation: Any) -> Any:
    """What a list or mapping of this type holds; None for anything else."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is tuple and arguments:
        return arguments[0]
    if origin is dict:
        return arguments[1]
    return None


def expected_at(root: type[BaseModel], path: Path) -> Any:
    """The bare type expected at the path, or None where the schema knows no such place."""
    current: Any = root
    for step in path:
        current = bare(current)
        if isinstance(current, type) and issubclass(current, BaseModel):
            info = keys_of(current).get(str(step))
            current = info.annotation if info else None
        else:
            current = item_of(current)
        if current is None:
            return None
    return bare(current)


def is_needed(root: type[BaseModel], path: Path) -> bool:
    """Whether the key at the path must be there (items of a list count as needed: they keep their places)."""
    if not path or isinstance(path[-1], int):
        return True
    parent = expected_at(root, path[:-1])
    if isinstance(parent, type) and issubclass(parent, BaseModel):
        info = keys_of(parent).get(path[-1])
        return info is not None and info.is_required()
    return False


def standin(annotation: Any) -> Any:
    """The least value of a type, put in the place of a faulty one so that the rest can be checked."""
    kind = bare(annotation)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return {
            key: standin(info.annotation) if not _is_pattern(info) else "standin"
            for key, info in keys_of(kind).items()
            if info.is_required()
        }
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if get_origin(kind) is tuple:
        return [standin(get_args(kind)[0])]
    if get_origin(kind) is dict:
        return {}
    return _STANDINS.get(kind, "standin")


def _is_pattern(info: FieldInfo) -> bool:
    return info.annotation is str


def nearest(wrong: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or an empty string."""
    folded = {word.lower().replace("_", ""): word for word in known}
    close = get_close_matches(wrong.lower().replace("_", "").replace("-", ""), folded, n=1, cutoff=0.7)
    return folded[close[0]] if close else ""

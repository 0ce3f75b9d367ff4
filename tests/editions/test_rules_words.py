"""Every key and every choice of a regulation has a Vietnamese word."""

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from contest.editions.rules import Regulation
from contest.editions.rules.expected import bare, item_of, keys_of
from contest.editions.rules.schema import spots
from contest.editions.rules.words.choices import CHOICES
from contest.editions.rules.words.labels import LABELS


def parts_of(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[tuple[str, str, Any]]:
    if model in seen:
        return
    seen.add(model)
    for key, info in keys_of(model).items():
        kind = bare(info.annotation)
        inner = bare(item_of(kind)) if item_of(kind) is not None else kind
        yield model.__name__, key, inner
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from parts_of(inner, seen)


SCHEMA = list(parts_of(Regulation, set()))


def test_every_key_has_a_label_and_no_label_is_left_over() -> None:
    assert {(part, key) for part, key, _ in SCHEMA} == {(part, key) for part in LABELS for key in LABELS[part]}


def test_every_named_key_of_a_mapping_has_a_word() -> None:
    choices = [
        (spot, value) for part in LABELS for spot in spots(part) if spot.kind == "pairs" for value in spot.choices
    ]
    assert [f"{spot.part}.{spot.key}={key}" for spot, (key, word) in choices if key == word] == []
    assert len(choices) > 10


def test_every_choice_has_a_word() -> None:
    wordless = [
        f"{part}.{key}={value}"
        for part, key, kind in SCHEMA
        if get_origin(kind) is Literal
        for value in get_args(kind)
        if f"{part}.{key}={value}" not in CHOICES and str(value) not in CHOICES and key != "entry_word"
    ]
    assert wordless == []

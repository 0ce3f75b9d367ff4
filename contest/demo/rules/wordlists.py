"""The word lists and real titles shipped with the demo, read once."""

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class RealTitle(NamedTuple):
    """A title from a public page; division is empty when the page names no school level."""

    title: str
    field_key: str
    division_key: str


def _text(name: str) -> str:
    return (files("contest.demo") / "data" / name).read_text(encoding="utf-8")


def technical_regulation() -> str:
    """The regulation of the demo for adults, as YAML."""
    return _text("tech_demo.yaml")


@cache
def grammar() -> dict[str, Any]:
    """What titles and summaries are put together from."""
    return tomllib.loads(_text("grammar.toml"))


@cache
def people() -> dict[str, Any]:
    """What names, schools and places are put together from."""
    return tomllib.loads(_text("people.toml"))


@cache
def real_titles() -> tuple[RealTitle, ...]:
    """The real titles as printed, repeats included."""
    rows = csv.DictReader(_text("titles.csv").splitlines())
    return tuple(RealTitle(row["title"], row["field"], row["division"]) for row in rows)

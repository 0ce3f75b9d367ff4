"""Entries found by words, in the same way in every room that lists them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, or_
from sqlalchemy.orm import InstrumentedAttribute

from contest.entries.models import Entry
from contest.entries.rules.search import search_terms
from contest.foundation.vietnamese import fold

# What stands before a sign that means itself in a pattern.
ESCAPE = "/"


def matching(words: str, *others: InstrumentedAttribute[Any]) -> list[ColumnElement[bool]]:
    """What an entry must fulfil: each of the words stands in its search text, or in one of the other columns."""
    conditions: list[ColumnElement[bool]] = []
    for term, toned in search_terms(words):
        texts = [Entry.search_text.contains(each, autoescape=True) for each in dict.fromkeys((term, toned))]
        conditions.append(or_(*texts, *(func.lower(each).contains(term, autoescape=True) for each in others)))
    return conditions


def called(words: str, *names: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """The same for who must not find an entry by its people: the words stand in its code, title or another column."""
    sought = {words.lower(), fold(words)}
    columns = (Entry.code, Entry.title, *names)
    return or_(*(func.lower(each).contains(word, autoescape=True) for each in columns for word in sorted(sought)))


def with_terms(terms: Sequence[bool]) -> list[ColumnElement[bool]]:
    """The same for a statement built once for so many words, each with two spellings or with one (False).

    `term_values` are what it is asked with.
    """
    return [
        or_(*(Entry.search_text.contains(bindparam(f"{kind}_{place}"), escape=ESCAPE) for kind in _SPELLINGS[two]))
        for place, two in enumerate(terms)
    ]


_SPELLINGS = {False: ("term",), True: ("term", "toned")}


def term_values(terms: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The words of a search, as `search_terms` reads them, for a statement with `with_terms`."""
    values = {}
    for place, (term, toned) in enumerate(terms):
        values[f"term_{place}"] = escaped(term)
        if toned != term:
            values[f"toned_{place}"] = escaped(toned)
    return values


def escaped(text: str) -> str:
    """A text whose every sign means itself in a pattern with ESCAPE."""
    for sign in (ESCAPE, "%", "_"):
        text = text.replace(sign, ESCAPE + sign)
    return text

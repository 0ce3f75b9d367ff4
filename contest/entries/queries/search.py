"""Entries found by words, in the same way in every room that lists them."""

from typing import Any

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy.orm import InstrumentedAttribute

from contest.entries.models import Entry
from contest.entries.rules.search import search_terms


def matching(words: str, *others: InstrumentedAttribute[Any]) -> list[ColumnElement[bool]]:
    """What an entry must fulfil: each of the words stands in its search text, or in one of the other columns."""
    conditions: list[ColumnElement[bool]] = []
    for term, toned in search_terms(words):
        texts = [Entry.search_text.contains(each, autoescape=True) for each in dict.fromkeys((term, toned))]
        conditions.append(or_(*texts, *(func.lower(each).contains(term, autoescape=True) for each in others)))
    return conditions

"""The Vietnamese sentence of a reason; each room tells the words of its own codes when the house is opened."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from contest.foundation import action, vietnamese
from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import moment, number

_WORDS: dict[str, str] = {}


def tell(words: Mapping[str, str]) -> None:
    """Add the words of a room; the same code twice with other words is a fault. Raises ValueError."""
    for code, sentence_ in words.items():
        if _WORDS.get(code, sentence_) != sentence_:
            raise ValueError(f"two sentences for the reason {code}")
        _WORDS[code] = sentence_


def sentence(reason: Reason) -> str:
    """The reason as a reader meets it. Raises KeyError for a code without words (a house test walks them all)."""
    return _WORDS[reason.code].format(**{name: _shown(value) for name, value in reason.params.items()})


def codes() -> frozenset[str]:
    """Every code that has words."""
    return frozenset(_WORDS)


def _shown(value: object) -> object:
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    return value


tell(action.WORDS)
tell(vietnamese.WORDS)

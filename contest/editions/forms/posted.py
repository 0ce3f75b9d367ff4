"""From a posted section back to the document: what was typed, as it would stand in the file."""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from decimal import Decimal
from typing import Any

from contest.editions.rules.schema import Spot, spot_of, spots
from contest.foundation.forms import clean, clean_lines
from contest.foundation.vietnamese import fold

Document = dict[str, Any]
# More rows than any regulation has; a request that claims more is cut off.
_MOST_ROWS = 200
_NUMBER = re.compile(r"[-+]?[0-9]{1,15}(?:[.,][0-9]{1,9})?", re.ASCII)
_GROUPED = re.compile(r"[0-9]{1,3}(?:[. ][0-9]{3})+", re.ASCII)


class Posted:
    """The values of a posted form by name."""

    def __init__(self, values: Mapping[str, Sequence[str]]) -> None:
        self._values = values

    def one(self, name: str) -> str:
        """The value of a single input, cleaned; empty when it was not sent."""
        given = self._values.get(name) or [""]
        return str(clean(given[0]))

    def text(self, name: str) -> str:
        """A text of several lines."""
        given = self._values.get(name) or [""]
        return str(clean_lines(given[0]))

    def many(self, name: str) -> list[str]:
        """The values of ticked boxes or of several selects."""
        return [str(clean(each)) for each in self._values.get(name) or []]

    def has(self, name: str) -> bool:
        """Whether anything of this name was sent."""
        return name in self._values

    def under(self, name: str) -> list[str]:
        """The last words of the names directly below a name."""
        start = f"{name}."
        return [each[len(start) :] for each in self._values if each.startswith(start) and "." not in each[len(start) :]]


def section_values(posted: Posted, keys: Sequence[str]) -> Document:
    """The top-level keys of a section as they were posted."""
    found: Document = {}
    for key in keys:
        value = _value(posted, spot_of("Regulation", key), key)
        if value is not None:
            found[key] = value
    return found


def _value(posted: Posted, spot: Spot, name: str) -> Any:
    """What was posted for a key; None leaves the key out."""
    if spot.kind == "group":
        return _group(posted, spot, name)
    if spot.kind == "rows":
        count = min(int(posted.one(f"{name}.__rows") or 0), _MOST_ROWS) if posted.one(f"{name}.__rows").isdigit() else 0
        return [_part(posted, spot.inner, f"{name}.{place}") for place in range(count)]
    return _READERS.get(spot.kind, _line)(posted, spot, name)


def _group(posted: Posted, spot: Spot, name: str) -> Document | None:
    may_be_out = not spot.is_needed and spot.default is None
    if may_be_out and not posted.has(f"{name}.__on"):
        return None
    return _part(posted, spot.inner, name)


def _part(posted: Posted, part: str, name: str) -> Document:
    found: Document = {}
    for spot in spots(part):
        value = _value(posted, spot, f"{name}.{spot.key}")
        if value is not None:
            found[spot.key] = value
    if "key" in {spot.key for spot in spots(part)} and not found.get("key"):
        found["key"] = _key_from(found.get("name") or found.get("label") or found.get("about") or "")
    return found


def _key_from(name: str) -> str:
    """A key made from a name: `giai_trien_vong`."""
    words = re.sub(r"[^a-z0-9]+", "_", fold(str(name))).strip("_")[:40].strip("_")
    return words if words[:1].isalpha() else f"m_{words}"[:40] if words else ""


def _line(posted: Posted, spot: Spot, name: str) -> Any:
    text = posted.one(name)
    return text or None


def _choice(posted: Posted, spot: Spot, name: str) -> Any:
    text = posted.one(name)
    is_figure = isinstance(spot.default, int) and text.isdigit()
    return int(text) if is_figure else text or None


def _text(posted: Posted, spot: Spot, name: str) -> Any:
    return posted.text(name) or None


def _fixed(posted: Posted, spot: Spot, name: str) -> Any:
    return None


def _number(posted: Posted, spot: Spot, name: str) -> Any:
    text = posted.one(name)
    return number_of(text) if text else None


def number_of(text: str) -> Any:
    """A number as typed in Vietnamese (87,5; 40.000.000); other text stays, and the reader complains about it."""
    if _GROUPED.fullmatch(text):
        return int(re.sub(r"[. ]", "", text))
    if not _NUMBER.fullmatch(text):
        return text
    value = Decimal(text.replace(",", "."))
    return int(value) if value == value.to_integral_value() else value


def _truth(posted: Posted, spot: Spot, name: str) -> Any:
    return posted.has(name)


def _ticks(posted: Posted, spot: Spot, name: str) -> Any:
    return [each for each in posted.many(name) if each]


def _lines(posted: Posted, spot: Spot, name: str) -> Any:
    return [line.strip() for line in posted.text(name).split("\n") if line.strip()]


def _ladder(posted: Posted, spot: Spot, name: str) -> Any:
    return [each for each in posted.many(name) if each] or None


def _pairs(posted: Posted, spot: Spot, name: str) -> Any:
    said = {key: posted.one(f"{name}.{key}") for key in posted.under(name)}
    is_number = (spot.part, spot.key) not in (("Timeline", "expected"), ("Bodies", "appointed_by"))
    return {key: number_of(text) if is_number else text for key, text in said.items() if text} or None


_READERS = {
    "choice": _choice,
    "fixed": _fixed,
    "text": _text,
    "number": _number,
    "truth": _truth,
    "ticks": _ticks,
    "lines": _lines,
    "ladder": _ladder,
    "pairs": _pairs,
}


def changed_rows(document: Document, order: str) -> Document:
    """The document after a button for rows: `add:rounds`, `drop:rounds.0`, `up:rounds.1`; else as it was."""
    deed, _, name = order.partition(":")
    steps = [int(step) if step.isdigit() else step for step in name.split(".")]
    copy = deepcopy(document)
    try:
        _DEEDS[deed](copy, steps)
    except (KeyError, IndexError, TypeError, AttributeError):
        return document
    return copy


def _at(document: Any, steps: Sequence[str | int]) -> Any:
    for step in steps:
        document = document[step]
    return document


def _add(document: Document, steps: list[Any]) -> None:
    parent = _at(document, steps[:-1])
    if len(parent.setdefault(steps[-1], [])) < _MOST_ROWS:
        parent[steps[-1]].append({})


def _drop(document: Document, steps: list[Any]) -> None:
    del _at(document, steps[:-1])[steps[-1]]


def _up(document: Document, steps: list[Any]) -> None:
    rows, place = _at(document, steps[:-1]), steps[-1]
    if place > 0:
        rows[place - 1], rows[place] = rows[place], rows[place - 1]


_DEEDS = {"add": _add, "drop": _drop, "up": _up}

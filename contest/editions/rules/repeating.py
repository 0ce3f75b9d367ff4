"""The next edition of a series: the last regulation with its number raised, and what still shows the old one.

Regulations are copied from last time, and so are their mistakes: an old number in the title, a deadline gone by.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contest.editions.rules.canonical import canonical, written
from contest.editions.rules.regulation import Regulation
from contest.editions.rules.words.values import Line, lines_of
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import fold

_NUMBER = re.compile(r"\b(?:lan thu|lan)\s+([0-9]{1,3}|[ivxl]{1,7}|[a-z]+(?: [a-z]+)?)\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SPOKEN = {"nhat": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
# Texts in which another edition or an earlier year may rightly be named.
_MAY_LOOK_BACK = frozenset({"decisions", "sources", "notes", "assumptions", "series"})


@dataclass(frozen=True, slots=True)
class Trace:
    """A place that probably still speaks of another edition: the place in words, what stands there, what is odd."""

    place: str
    value: str
    why: str


def next_edition(regulation: Regulation) -> str:
    """The regulation written out anew for the next edition: the number raised, papers of the last one left out."""
    document: dict[str, Any] = canonical(regulation)
    number = regulation.edition.number
    if number is not None:
        document["edition"] = {**document["edition"], "number": number + 1}
    document["decisions"] = [paper for paper in document.get("decisions", []) if paper.get("legal_base")]
    return written(document)


def old_traces(regulation: Regulation, at: datetime) -> list[Trace]:
    """Numbers, years and days that do not fit the edition; to be looked at, not refused."""
    found = _deadline_gone(regulation, at)
    years = {int(year) for year in _YEAR.findall(regulation.edition.years)}
    for line in lines_of(regulation):
        if line.path[0] not in _MAY_LOOK_BACK:
            found += _other_number(regulation, line) + _other_year(line, years)
    return found


def _deadline_gone(regulation: Regulation, at: datetime) -> list[Trace]:
    window = regulation.timeline.submission
    if window.shown_deadline > at:
        return []
    return [Trace("Hạn nộp công bố", day(window.shown_deadline), "đã qua")]


def _other_number(regulation: Regulation, line: Line) -> list[Trace]:
    number = regulation.edition.number
    if number is None or line.path[0] == "nomination":
        return []
    named = {value for match in _NUMBER.finditer(fold(line.value)) if (value := _figure(match.group(1)))}
    if named and number not in named:
        return [Trace(_place(line), line.value, f"ghi lần khác với lần thứ {number}")]
    return []


def _figure(text: str) -> int:
    """ "4", "iv", "tư" as 4; 0 for anything else."""
    if text.isdigit():
        return int(text)
    if set(text) <= set(_ROMAN):
        values = [_ROMAN[letter] for letter in text]
        return sum(-one if one < next_ else one for one, next_ in zip(values, [*values[1:], 0], strict=True))
    words = text.split()
    if words[0] == "muoi" and len(words) == 2:
        return 10 + _SPOKEN.get(words[1], 0)
    return _SPOKEN.get(words[0], 0)


def _other_year(line: Line, years: set[int]) -> list[Trace]:
    if not years or line.path[0] not in ("title", "short_title", "timeline"):
        return []
    named = {int(year) for year in _YEAR.findall(line.value)}
    near = {year + step for year in years for step in (-1, 0, 1)} | set(range(min(years), max(years) + 1))
    if named and not named & (near if line.path[0] == "timeline" else years):
        return [Trace(_place(line), line.value, "ghi năm khác với " + "-".join(str(year) for year in sorted(years)))]
    return []


def _place(line: Line) -> str:
    return " › ".join(line.labels)

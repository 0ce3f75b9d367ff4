"""The next edition of a series: the last regulation with its number raised, and what still shows the old one.

Regulations are copied from last time, and so are their mistakes: an old number in the title, a deadline gone by.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contest.editions.rules.canonical import canonical, written
from contest.editions.rules.leftovers import Before, Era, has_day, oddities, years_in
from contest.editions.rules.regulation import Regulation
from contest.editions.rules.words.values import Line, lines_of
from contest.foundation.vietnamese import date as day

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Texts in which another edition or an earlier year may rightly be named.
_MAY_LOOK_BACK = frozenset({"decisions", "sources", "notes", "assumptions", "series"})


@dataclass(frozen=True, slots=True)
class Trace:
    """A place that probably still speaks of another edition: the place in words, what stands there, what is odd."""

    place: str
    value: str
    why: str
    # The part of the regulation it stands in (timeline, bodies …).
    part: str = ""


def next_edition(regulation: Regulation) -> str:
    """The regulation written out anew for the next edition: the number raised, papers and people left out."""
    document: dict[str, Any] = canonical(regulation)
    number = regulation.edition.number
    if number is not None:
        document["edition"] = {**document["edition"], "number": number + 1}
    bodies = document.get("bodies", {})
    if seats := [seat for seat in bodies.get("committee", []) if "until" not in seat]:
        # Who sits there, since when and by which decision is decided anew; the offices stay.
        offices = [{key: seat[key] for key in ("role", "office") if key in seat} for seat in seats]
        document["bodies"] = {**bodies, "committee": offices}
    document["decisions"] = [paper for paper in document.get("decisions", []) if paper.get("legal_base")]
    return written(document)


def before_of(regulation: Regulation, papers: Iterable[str] = ()) -> Before:
    """What the next edition's texts should speak of no more. papers: how documents of the edition are cited."""
    own = [paper.number for paper in regulation.decisions if paper.number and not paper.legal_base]
    label = regulation.edition
    return Before(label.number, label.years or "", tuple(dict.fromkeys([*own, *papers])))


def old_traces(
    regulation: Regulation, at: datetime, before: Before | None = None, last: Regulation | None = None
) -> list[Trace]:
    """What does not fit the edition, to be looked at and not refused.

    Numbers, years, days gone by, papers of the edition before; and days and years that stand exactly as in `last`, the
    regulation this one was repeated from.
    """
    found = _deadline_gone(regulation, at)
    era = Era(regulation.edition.number, regulation.edition.years or "", at.date(), before)
    kept = {line.path: line.value for line in lines_of(last)} if last else {}
    for line in lines_of(regulation):
        if line.path[0] in _MAY_LOOK_BACK or (found and line.path == _SHOWN_DEADLINE):
            continue
        whys = _whys(line, era)
        if kept.get(line.path) == line.value and (line.path == _YEARS or has_day(line.value)):
            whys.append("giống hệt lần trước")
        if whys:
            found.append(Trace(_place(line), line.value, "; ".join(whys), str(line.path[0])))
    return found


_YEARS = ("edition", "years")
_SHOWN_DEADLINE = ("timeline", "submission", "shown_deadline")


def _whys(line: Line, era: Era) -> list[str]:
    """A contest above has a number of its own."""
    odd = oddities(line.value, era, of_regulation=True)
    if line.path[0] == "nomination":
        odd = [why for why in odd if not why.startswith("ghi lần")]
    return odd or _other_year(line, years_in(era.years))


def _deadline_gone(regulation: Regulation, at: datetime) -> list[Trace]:
    window = regulation.timeline.submission
    if window.shown_deadline > at:
        return []
    return [Trace("Hạn nộp công bố", day(window.shown_deadline), "đã qua", "timeline")]


def _other_year(line: Line, years: set[int]) -> list[str]:
    if not years or line.path[0] not in ("title", "short_title", "timeline"):
        return []
    named = {int(year) for year in _YEAR.findall(line.value)}
    near = {year + step for year in years for step in (-1, 0, 1)} | set(range(min(years), max(years) + 1))
    if named and not named & (near if line.path[0] == "timeline" else years):
        return ["ghi năm khác với " + "-".join(str(year) for year in sorted(years))]
    return []


def _place(line: Line) -> str:
    return " › ".join(line.labels)

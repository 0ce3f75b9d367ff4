"""What in a text still speaks of the edition before: its number, its years, its papers, days that are over.

Texts are copied from last time, and so are their mistakes. What is found is to be looked at by a person, not refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from contest.foundation.vietnamese import date as shown_day
from contest.foundation.vietnamese import fold

_NUMBER = re.compile(r"\b(lan thu|lan)\s+([0-9]{1,3}|[ivxl]{1,7}|[a-z]+(?: [a-z]+)?)\b")
_YEAR = re.compile(r"(?<![\d/.])(?:19|20)\d\d(?![\d/])")
# A school year or the two years of an edition: 2025-2026, 2025 – 2026, 2025/2026 is a document's number.
_PAIR = re.compile(r"(?<!\d)(20\d\d)\s*[-–]\s*(20\d\d)(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(20\d\d)(?!\d)")
_DAY_IN_WORDS = re.compile(r"ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(20\d\d)")
_SPOKEN = {"nhat": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class Before:
    """The edition before: its number, its years as written, how its papers are cited ("12/QĐ-BTC")."""

    number: int | None = None
    years: str = ""
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Era:
    """What a text of an edition may speak of: its number and years, the day it is read, the edition before it."""

    number: int | None
    years: str
    on: date
    before: Before | None = None


def oddities(text: str, era: Era, *, of_regulation: bool = False) -> list[str]:
    """Why a text probably still speaks of another edition, each in words; empty when nothing is odd.

    of_regulation: there "lần 3" is always an edition, elsewhere it may be a third reminder.
    """
    plain = fold(text)
    found = [
        *_numbers(plain, era, of_regulation),
        *_pairs(plain, era),
        *_years(plain, era),
        *_days(plain, era),
        *_papers(text, era),
    ]
    return list(dict.fromkeys(found))


def named_numbers(plain: str, *, only_ordinal: bool = False) -> set[int]:
    """The editions a folded text names, however they are written: 4, iv, tư."""
    matches = [match for match in _NUMBER.finditer(plain) if not only_ordinal or match[1] == "lan thu"]
    return {value for match in matches if (value := figure(match[2]))}


def figure(text: str) -> int:
    """ "4", "iv", "tu" as 4; 0 for anything else."""
    if text.isdigit():
        return int(text)
    if set(text) <= set(_ROMAN):
        values = [_ROMAN[letter] for letter in text]
        return sum(-one if one < next_ else one for one, next_ in zip(values, [*values[1:], 0], strict=True))
    words = text.split()
    if words[0] == "muoi" and len(words) == 2:
        return 10 + _SPOKEN.get(words[1], 0)
    return _SPOKEN.get(words[0], 0)


def has_day(text: str) -> bool:
    """Whether a text names a day."""
    return bool(_DAY.search(text) or _DAY_IN_WORDS.search(fold(text)))


def years_in(text: str) -> set[int]:
    """The years a text names by themselves: not those in the number of a document or in a day."""
    return {int(year) for year in _YEAR.findall(text)}


def _numbers(plain: str, era: Era, of_regulation: bool) -> Iterator[str]:
    if era.number is None:
        return
    named = named_numbers(plain, only_ordinal=not of_regulation)
    if era.before and era.before.number in named_numbers(plain):
        named.add(era.before.number or 0)
    if named and era.number not in named:
        yield f"ghi lần khác với lần thứ {era.number}"


def _pairs(plain: str, era: Era) -> Iterator[str]:
    own = {tuple(map(int, pair)) for pair in _PAIR.findall(era.years)}
    years = years_in(era.years)
    for first, second in _PAIR.findall(plain):
        pair = (int(first), int(second))
        if years and (pair not in own if own else not years & set(pair)):
            yield f"ghi {first}-{second}, khác với {era.years}"


def _years(plain: str, era: Era) -> Iterator[str]:
    """Years of the edition before that are none of this one."""
    if era.before is None or not era.years:
        return
    over = years_in(era.before.years) - years_in(era.years)
    for year in sorted(over & years_in(_PAIR.sub(" ", plain))):
        yield f"ghi năm {year} của lần trước"


def _days(plain: str, era: Era) -> Iterator[str]:
    """Days that are over, from the years of the edition before on: laws and births are older."""
    if era.before is None:
        return
    known = years_in(era.before.years or era.years)
    first = min(known, default=era.on.year)
    for match in (*_DAY.finditer(plain), *_DAY_IN_WORDS.finditer(plain)):
        day_, month, year = map(int, match.groups())
        try:
            meant = date(year, month, day_)
        except ValueError:
            continue
        if meant < era.on and meant.year >= first:
            yield f"ghi ngày {shown_day(meant)} đã qua"


def _papers(text: str, era: Era) -> Iterator[str]:
    for paper in era.before.papers if era.before else ():
        if paper and paper.casefold() in text.casefold():
            yield f"nêu văn bản {paper} của lần trước"

"""Entries of the demo: a title, a school, one to five pupils, a summary, a day."""

from datetime import date, timedelta
from typing import NamedTuple

from contest.demo.rules.dice import Dice, shares
from contest.demo.rules.people import School, firms, make_adult, make_name, make_pupil, schools
from contest.demo.rules.titles import TitleLine, make_titles
from contest.demo.rules.wordlists import grammar

_OPENS, _CLOSES = date(2026, 2, 2), date(2026, 6, 15)
_GROUP_SIZES = {1: 44, 2: 28, 3: 15, 4: 8, 5: 5}


class DemoAuthor(NamedTuple):
    """An invented pupil, or somebody who works (class_name: the office); the school is the author's own unit.

    share: of the work in percent, 0 where nobody asks.
    """

    name: str
    birth_on: date
    gender: str
    class_name: str
    school: str
    share: int = 0


class DemoEntry(NamedTuple):
    """An entry ready to be written into a register."""

    title: str
    field_key: str
    division_key: str
    unit: str
    locality: str
    authors: tuple[DemoAuthor, ...]
    mentor: str
    summary: str
    submitted_on: date


def make_entries(n: int, seed: int, *, adults: bool = False) -> list[DemoEntry]:
    """n entries with distinct titles, in the order of their days of submission; by pupils, or by people at work."""
    make = _technical_entry if adults else _entry
    entries = [make(line, Dice(seed, "entry", index)) for index, line in enumerate(make_titles(n, seed))]
    return sorted(entries, key=lambda entry: entry.submitted_on)


def _entry(line: TitleLine, dice: Dice) -> DemoEntry:
    division = line.division_key or dice.weighed(grammar()["divisions"])
    school = dice.pick(schools(division))
    mentor = make_name(dice, dice.pick(("Nữ", "Nam"))) if dice.chance(80) else ""
    return DemoEntry(
        line.title,
        line.field_key,
        division,
        school.name,
        school.locality,
        _authors(dice, division, school),
        mentor,
        _summary(dice),
        _day(dice),
    )


def _technical_entry(line: TitleLine, dice: Dice) -> DemoEntry:
    """By up to five people of one firm, with their shares of the work."""
    firm, size = dice.pick(firms()), dice.weighed(_GROUP_SIZES)
    authors: list[DemoAuthor] = []
    parts = list(shares(100, {str(place): 3 if place == 0 else 2 for place in range(size)}).values())
    while len(authors) < size:
        name, born, gender, office = make_adult(dice)
        if name not in {author.name for author in authors}:
            authors.append(DemoAuthor(name, born, gender, office, firm.name, parts[len(authors)]))
    own = (line.title, line.field_key, "", firm.name, firm.locality, tuple(authors))
    return DemoEntry(*own, "", _summary(dice), _day(dice))


def _authors(dice: Dice, division: str, school: School) -> tuple[DemoAuthor, ...]:
    """Pupils of one school, now and then of several; names within a group differ."""
    several_schools = dice.chance(6)
    authors: list[DemoAuthor] = []
    size = dice.weighed(_GROUP_SIZES)
    while len(authors) < size:
        name, born, gender, class_name = make_pupil(dice, division)
        own = dice.pick(schools(division)) if several_schools and authors else school
        if name not in {author.name for author in authors}:
            authors.append(DemoAuthor(name, born, gender, class_name, own.name))
    return tuple(authors)


def _summary(dice: Dice) -> str:
    words = grammar()["summary"]
    return f"{dice.pick(words['opens'])}; {dice.pick(words['middles'])}, {dice.pick(words['ends'])}."


def _day(dice: Dice) -> date:
    """A day of the window, most of them near its end: the later of two draws, and half in the last fortnight."""
    days = (_CLOSES - _OPENS).days
    late = days - dice.below(14)
    any_day = max(dice.below(days + 1), dice.below(days + 1))
    return _OPENS + timedelta(days=late if dice.chance(50) else any_day)

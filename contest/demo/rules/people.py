"""Invented people and schools. Nobody here exists."""

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from contest.demo.rules.dice import Dice
from contest.demo.rules.wordlists import people

# The school year in which the entries were made; a pupil of class 1 turns six in the calendar year it begins.
_SCHOOL_YEAR = 2025
_CLASSES = {"primary": range(1, 6), "secondary": range(6, 10), "high": range(10, 13)}
_SCHOOL_WORDS = {"primary": ("Trường Tiểu học", 40), "secondary": ("Trường THCS", 34), "high": ("Trường THPT", 18)}


class School(NamedTuple):
    """An invented school and its ward or commune."""

    name: str
    locality: str


@cache
def schools(division_key: str) -> tuple[School, ...]:
    """The schools of a division; the same for every seed, as a town has its schools."""
    word, count = _SCHOOL_WORDS[division_key]
    dice = Dice("schools", division_key)
    places = [*people()["places"]["wards"], *people()["places"]["communes"]]
    names = dice.shuffled(people()["schools"]["names"])[:count]
    return tuple(School(f"{word} {name}", dice.pick(places)) for name in names)


def make_name(dice: Dice, gender: str) -> str:
    """A full name as its bearer writes it; about four in a hundred are Êđê, Khmer, H'Mông, Thái or Tày."""
    lists = people()
    share: dict[int, int] = {index: group["share"] for index, group in enumerate(lists["people"])}
    share[-1] = 1000 - sum(share.values())
    index = dice.weighed(share)
    if index < 0:
        own = lists["female" if gender == "Nữ" else "male"]
        return f"{dice.weighed(lists['family'])} {dice.pick(own['middle'])} {dice.pick(own['given'])}"
    group = lists["people"][index]
    given = dice.pick(group["female" if gender == "Nữ" else "male"])
    if "after" in group:
        return f"{given} {dice.pick(group['after'])}"
    return f"{dice.pick(group['before'])} {given}"


@cache
def firms() -> tuple[School, ...]:
    """Where adults work: as many as a town of such a contest has."""
    dice, lists = Dice("firms"), people()
    places = [*lists["places"]["wards"], *lists["places"]["communes"]]
    names = dice.shuffled([f"{kind} {name}" for kind in lists["firms"]["kinds"] for name in lists["firms"]["names"]])
    return tuple(School(name, dice.pick(places)) for name in names)


def make_adult(dice: Dice) -> tuple[str, date, str, str]:
    """Name, birth date, gender and office of somebody who works; every fourth is a woman."""
    gender = "Nữ" if dice.chance(25) else "Nam"
    born = date(1964, 1, 1) + timedelta(days=dice.below(38 * 365))
    return make_name(dice, gender), born, gender, dice.pick(people()["firms"]["offices"])


def make_pupil(dice: Dice, division_key: str) -> tuple[str, date, str, str]:
    """Name, birth date, gender and class of a pupil; class and age belong together."""
    gender = dice.pick(("Nữ", "Nam"))
    grade = dice.pick(_CLASSES[division_key])
    born = date(_SCHOOL_YEAR - 5 - grade, 1, 1) + timedelta(days=dice.below(365))
    letter = dice.pick("ABCDE") if division_key == "high" else dice.pick("ABCDEG")
    return make_name(dice, gender), born, gender, f"{grade}{letter}{dice.below(4) + 1 if grade > 5 else ''}"

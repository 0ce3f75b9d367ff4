"""Judges and clerks of the demo, and the two things that always go wrong: one is away, one knows the authors."""

from collections.abc import Sequence
from typing import NamedTuple

from contest.demo.rules.dice import Dice, shares
from contest.demo.rules.entries import DemoEntry
from contest.demo.rules.people import make_name
from contest.demo.rules.wordlists import people
from contest.foundation.vietnamese import fold


class DemoJudge(NamedTuple):
    """An invented judge or clerk and their seat; `role` in the words of the judges' spreadsheet."""

    name: str
    email: str
    unit: str
    council_key: str
    role: str
    expertise: str


class Conflict(NamedTuple):
    """A judge who must not judge an entry of the own council; both by their place in the lists."""

    judge_index: int
    entry_index: int
    reason: str


def make_judges(count: int, seed: int) -> list[DemoJudge]:
    """So many judges over the five councils, each with a chair and a deputy first."""
    seats = [
        (council, _role(place))
        for council, members in shares(count, people()["judges"]["councils"]).items()
        for place in range(members)
    ]
    return _seated(seats, Dice(seed, "judges"), set())


def make_clerks(seed: int, judges: Sequence[DemoJudge] = ()) -> list[DemoJudge]:
    """A clerk for every council, who scores nothing; names differ from the judges'."""
    seats = [(council, "Thư ký") for council in people()["judges"]["councils"]]
    return _seated(seats, Dice(seed, "clerks"), {judge.name for judge in judges})


def absent_judge(judges: Sequence[DemoJudge], seed: int) -> int:
    """The judge who does not come: an ordinary member, by place in the list."""
    members = [index for index, judge in enumerate(judges) if judge.role == "Ủy viên"]
    return Dice(seed, "absent").pick(members or range(len(judges)))


def conflicts(entries: Sequence[DemoEntry], judges: Sequence[DemoJudge], seed: int) -> list[Conflict]:
    """One conflict of interest; never the absent judge's."""
    dice, away = Dice(seed, "conflict"), absent_judge(judges, seed)
    pairs = [
        (place, judge.council_key)
        for place, judge in enumerate(judges)
        if place != away and judge.role == "Ủy viên" and any(entry.field_key == judge.council_key for entry in entries)
    ]
    if not pairs:
        return []
    place, council = dice.pick(pairs)
    entry = dice.pick([index for index, one in enumerate(entries) if one.field_key == council])
    return [Conflict(place, entry, "Giám khảo là người nhà của một tác giả")]


def _role(place: int) -> str:
    return {0: "Chủ tịch", 1: "Phó Chủ tịch"}.get(place, "Ủy viên")


def _seated(seats: Sequence[tuple[str, str]], dice: Dice, taken: set[str]) -> list[DemoJudge]:
    lists = people()["judges"]
    seated: list[DemoJudge] = []
    names, addresses = set(taken), {_address(name) for name in taken}
    for council, role in seats:
        name = make_name(dice, dice.pick(("Nữ", "Nam")))
        while name in names or _address(name) in addresses:
            name = make_name(dice, dice.pick(("Nữ", "Nam")))
        names.add(name)
        addresses.add(_address(name))
        unit, expertise = dice.pick(lists["units"]), dice.pick(lists["expertise"][council])
        seated.append(DemoJudge(name, _address(name), unit, council, role, expertise))
    return seated


def _address(name: str) -> str:
    """An address at a domain that is reserved for examples."""
    words = ["".join(letter for letter in word if letter.isalnum()) for word in fold(name).split()]
    return f"{words[-1]}.{''.join(words[:-1])}@example.org"

"""What a change would alter: places in every round, who goes on, prizes."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from contest.prizes.rules.changes.world import Standing, World
from contest.ranking.rules import Placed

Place = tuple[int | None, str | None, str, bool | None]


class RankLine(NamedTuple):
    """An entry's place before and after: rank, points as written, status, whether it goes on."""

    entry_id: int
    code: str
    before: Place
    after: Place

    @property
    def turns(self) -> bool:
        """Whether it goes on now and did not, or the other way round."""
        return self.before[3] != self.after[3]

    @property
    def figures(self) -> tuple[Decimal | None, Decimal | None]:
        """Its points before and after."""
        before, after = (None if each[1] is None else Decimal(each[1]) for each in (self.before, self.after))
        return before, after


class RoundLines(NamedTuple):
    """A round in which something changes."""

    key: str
    name: str
    lines: tuple[RankLine, ...]


class PrizeLine(NamedTuple):
    """An entry's prize before and after: a tier's key, "" for none, "?" while equals wait for a decision."""

    entry_id: int
    code: str
    before: str
    after: str


class Difference(NamedTuple):
    """Everything that differs; nothing where nobody's place or prize changes."""

    rounds: tuple[RoundLines, ...]
    prizes: tuple[PrizeLine, ...]

    def document(self) -> dict[str, Any]:
        """As it is kept: what an approver saw."""
        return {
            "rounds": [
                {
                    "key": each.key,
                    "name": each.name,
                    "lines": [[line.entry_id, line.code, list(line.before), list(line.after)] for line in each.lines],
                }
                for each in self.rounds
            ],
            "prizes": [list(line) for line in self.prizes],
        }

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> "Difference":
        """From what was kept."""
        return cls(
            tuple(
                RoundLines(
                    each["key"],
                    each["name"],
                    tuple(
                        RankLine(entry_id, code, tuple(before), tuple(after))
                        for entry_id, code, before, after in each["lines"]
                    ),
                )
                for each in document["rounds"]
            ),
            tuple(PrizeLine(*line) for line in document["prizes"]),
        )


def difference(world: World, before: Standing, after: Standing) -> Difference:
    """What differs, the best places first."""
    names = {each.rules.key: each.rules.name for each in world.rounds}
    rounds = [
        RoundLines(key, names.get(key, key), lines)
        for key in before.rounds
        if (lines := _lines(world, before.rounds[key], after.rounds.get(key, {})))
    ]
    prizes = []
    for entry_id in sorted(before.prizes.keys() | after.prizes.keys()):
        line = PrizeLine(
            entry_id, world.code(entry_id), before.prizes.get(entry_id, ""), after.prizes.get(entry_id, "")
        )
        if line.before != line.after:
            prizes.append(line)
    return Difference(tuple(rounds), tuple(prizes))


def _lines(world: World, before: Mapping[int, Placed], after: Mapping[int, Placed]) -> tuple[RankLine, ...]:
    found = []
    for entry_id, placed in before.items():
        line = RankLine(entry_id, world.code(entry_id), _place(placed), _place(after.get(entry_id)))
        if line.before != line.after:
            found.append(line)
    return tuple(sorted(found, key=lambda line: (line.before[0] is None, line.before[0] or 0, line.entry_id)))


def _place(placed: Placed | None) -> Place:
    if placed is None:
        return None, None, "", None
    return placed.rank, _plain(placed.points), placed.status, placed.goes_on


def _plain(points: Decimal | None) -> str | None:
    return None if points is None else format(points.normalize(), "f")

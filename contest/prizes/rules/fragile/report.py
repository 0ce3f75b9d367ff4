"""The whole report on one round: its lines, what could turn it, the entries to look at once more."""

from collections import Counter
from dataclasses import dataclass, replace

from contest.foundation.refusal import Reason
from contest.prizes.rules.changes.world import World, informed, standing, with_bases
from contest.prizes.rules.fragile.causes import Cause, left_out, other_methods, steps
from contest.prizes.rules.fragile.lines import Line, lines_of
from contest.prizes.rules.fragile.looks import SecondLook, second_looks
from contest.prizes.rules.fragile.table import Table


@dataclass(frozen=True, slots=True)
class Fragile:
    """How sure a round's result is. why_not: why severity could not be taken out for comparison."""

    round_key: str
    lines: tuple[Line, ...]
    judges: tuple[Cause, ...]
    steps: tuple[Cause, ...]
    methods: tuple[Cause, ...]
    why_not: tuple[Reason, ...]
    looks: tuple[SecondLook, ...]
    # How many judges were tried.
    tried_judges: int

    def touched(self) -> dict[int, frozenset[str]]:
        """By what each entry's mark would turn: judge, step, method."""
        found: dict[int, set[str]] = {}
        for cause in (*self.judges, *self.steps, *self.methods):
            for turn in cause.turns:
                found.setdefault(turn.entry_id, set()).add(cause.kind)
        return {entry_id: frozenset(kinds) for entry_id, kinds in found.items()}


def has_lines(world: World, round_key: str) -> bool:
    """Whether there is anything to be sure of: a round of points that sends some on, or that prizes follow."""
    given = next((each for each in world.rounds if each.rules.key == round_key), None)
    if given is None or given.rules.kind != "scores":
        return False
    return given.rules.goes_on is not None or (world.plan is not None and round_key == world.prize_round)


def table_of(world: World, round_key: str) -> Table:
    """The round ready to be asked. Raises StopIteration for a round that is not ranked."""
    given = informed(world, round_key)
    if any(tier.quantity.percent is not None for tier in (world.plan.prizes.tiers if world.plan else ())):
        world = with_bases(world, standing(world))
    return Table(replace(world, decided={}), given)


def fragile(world: World, round_key: str) -> Fragile:
    """Work the report out. Raises StopIteration for a round that is not ranked."""
    table = table_of(world, round_key)
    lines = lines_of(table)
    methods, why_not = other_methods(table)
    judges = Counter(sheet.judge_id for each in table.given.contenders for sheet in each.sheets)
    return Fragile(
        round_key=round_key,
        lines=tuple(lines),
        judges=tuple(left_out(table)),
        steps=tuple(steps(table)),
        methods=tuple(methods),
        why_not=tuple(why_not),
        looks=second_looks(table, lines),
        tried_judges=len(judges),
    )

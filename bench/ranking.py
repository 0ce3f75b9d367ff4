"""Ranking, prizes and how sure they are, against a bare numpy ranking of the same arrays measured in the same run.

The bare ranking is the mean of five totals of four criteria in floats and one sort: no rounding as written, no ties, no
reasons. What exact decimals cost is told apart: the same figures as sums of decimals, divided and rounded once.
"""

import random
import resource
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from contest.editions.rules import Criterion, Round
from contest.editions.rules.awards import Prizes
from contest.prizes.rules import Plan
from contest.prizes.rules.allocate import allocate
from contest.prizes.rules.changes import Holder, RoundInput, World
from contest.prizes.rules.changes.world import candidate_of
from contest.prizes.rules.fragile import left_out, other_methods, steps, table_of
from contest.ranking.rules import Contender, Sheet, rank_round
from contest.ranking.rules.rounding import rounded

SIZES = (571, 10_000, 100_000)
_JUDGES, _CRITERIA = 5, 4
_TIMES = 3
_DEEDS = (("every judge left out", left_out), ("every score a step up and down", steps), ("other ways", other_methods))


class _Took(NamedTuple):
    name: str
    seconds: float


def measure(sizes: tuple[int, ...] = SIZES) -> str:
    """A table for each size, as Markdown."""
    return "\n\n".join(_one(size) for size in sizes)


def _one(size: int) -> str:
    points = _points(size)
    bare = _best(lambda: _bare(points))
    world = _world(points)
    given = world.rounds[0]
    decimals = _best(lambda: _decimals(given), 1)
    rank = partial(rank_round, given.rules, given.criteria, given.contenders)
    taken = [_Took("ranking: points, places, ties", _best(rank))]
    ranking, _ = rank()
    started = time.process_time()
    placed = {each.entry_id: each for each in ranking}
    asked = [_Took("a row for every entry", time.process_time() - started)]
    asked.append(_Took("a derivation for every entry", _best(lambda: [dict(each.derivation) for each in ranking], 1)))
    assert world.plan is not None
    candidates = [candidate_of(world, each, placed) for each in given.contenders]
    taken.append(_Took("prizes, with every reason", _best(partial(allocate, world.plan, candidates))))
    table = partial(table_of, world, given.rules.key)
    taken.append(_Took("how sure: order", _best(table)))
    taken += [_Took(f"how sure: {name}", _afresh(deed, table)) for name, deed in _DEEDS]
    whole = sum(each.seconds for each in taken)
    taken = [_Took("exact decimals alone", decimals), *taken, _Took("together", whole), *asked]
    rows = [f"| {each.name} | {each.seconds * 1000:,.1f} | {each.seconds / bare:,.0f} |" for each in taken]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return "\n".join(
        [
            f"{size:,} entries × {_JUDGES} judges × {_CRITERIA} criteria, {_judges(size)} judges; bare numpy ranking "
            f"{bare * 1000:.2f} ms. Together {whole * 1000:,.0f} ms, {whole / bare:,.0f} ×; the goal, ten times that "
            f"and the exact decimals, is {(10 * bare + decimals) * 1000:,.0f} ms. The process held {peak:,.0f} MB at "
            "most. Rows and derivations are made when somebody asks for them.",
            "",
            "| part | CPU ms | × bare |",
            "| --- | ---: | ---: |",
            *rows,
        ]
    )


def _judges(size: int) -> int:
    """Each judge has some seventy entries."""
    return max(8, size * _JUDGES // 71)


def _points(size: int) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Halves of points by entry, judge, criterion: good and bad entries, judges who differ."""
    chance = np.random.default_rng(1)
    quality = chance.normal(17, 3, size)
    found = quality[:, None, None] + chance.normal(0, 1.2, (size, _JUDGES, _CRITERIA))
    return np.clip(np.rint(2 * found), 0, 50).astype(np.int64)


def _bare(points: np.ndarray[Any, np.dtype[np.int64]]) -> Any:
    return np.argsort(-points.sum(axis=2).mean(axis=1), kind="stable")


def _decimals(given: RoundInput) -> list[Decimal]:
    rounding = given.rules.combine.rounding
    found = []
    for contender in given.contenders:
        whole = sum((sheet.total for sheet in contender.sheets if sheet.total is not None), Decimal(0))
        found.append(rounded(Fraction(whole) / len(contender.sheets), rounding))
    return sorted(found, reverse=True)


def _world(points: np.ndarray[Any, np.dtype[np.int64]]) -> World:
    """The arrays as sheets, handed out to judges by lot, with 30 prizes and 60 consolations."""
    criteria = tuple(Criterion(key=f"c{n}", name=f"Tiêu chí {n}", max=Decimal(25)) for n in range(_CRITERIA))
    rules = Round.model_validate({"key": "final", "name": "Chung khảo", "judges_per_entry": _JUDGES})
    names = [each.key for each in criteria]
    figures = [Decimal(n) / 2 for n in range(51)]
    totals = [Decimal(n).scaleb(-1) * 5 for n in range(50 * _CRITERIA + 1)]
    chance, judges = random.Random(1), _judges(len(points))
    contenders = []
    for entry_id, own in enumerate(points.tolist(), 1):
        sheets = tuple(
            Sheet(judge, "submitted", totals[sum(row)], dict(zip(names, (figures[n] for n in row), strict=True)))
            for judge, row in zip(chance.sample(range(1, judges + 1), _JUDGES), own, strict=True)
        )
        contenders.append(Contender(entry_id, sheets))
    quantities = (("special", 1), ("first", 4), ("second", 8), ("third", 17), ("consolation", 60))
    tiers = [{"key": key, "name": key, "quantity": {"exact": number}} for key, number in quantities]
    prizes = Prizes.model_validate({"tiers": tiers})
    holders = {each.entry_id: Holder(f"KT-{each.entry_id:06}") for each in contenders}
    return World((RoundInput(rules, criteria, tuple(contenders)),), Plan(prizes), "final", holders)


def _afresh(deed: Callable[[Any], Any], made: Callable[[], Any]) -> float:
    """The least time of a deed on something newly made, since what it looks into is kept there."""
    taken = []
    for _ in range(_TIMES):
        one = made()
        taken.append(_best(partial(deed, one), 1))
    return min(taken)


def _best(deed: Callable[[], Any], times: int = _TIMES) -> float:
    taken = []
    for _ in range(times):
        started = time.process_time()
        deed()
        taken.append(time.process_time() - started)
    return min(taken)


if __name__ == "__main__":
    sys.stdout.write(measure() + "\n")

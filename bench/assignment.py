"""The assignment of judges: known optima, rules checked by separate code, time and memory.

python -m bench assignment                        # contests made here: 571 x 40, 10,000 x 500
python -m bench assignment --data DIR             # published ones: midl, preflib1, preflib3 (.npz: S, k, load_ub), and
                                                  # contests in sparse form (contest-*.npz: cand_ptr, cand_judge, ...)
python -m bench assignment --large                # 100,000 x 2,000 made here as well

Each instance is solved in a process of its own, which tells its peak memory.
"""

import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from contest.juries.rules.audit import audit
from contest.juries.rules.problem import Assignment, Problem
from contest.juries.rules.solver import solve

# What the worst entry is to have at least, where no more than a thousandth of the highest total may be given up for it.
FLOORS = {571: 2.55, 10_000: 2.9, 100_000: 1.5}
_GIVEN_UP = 0.001

# Highest total, highest worst entry, and the total that goes with it, as proved on the published instances.
KNOWN = {"midl": (201.8849, 0.9448, 201.7687), "preflib1": (124.25, 0.75, 124.25), "preflib3": (454.25, 0.75, 454.25)}
_CLOSE = 6e-5


class Line(NamedTuple):
    """One row of the table."""

    what: str
    total: float
    worst: float
    bound: float
    loads: str
    seconds: float
    cpu: float
    memory: int
    said: str


def published(path: Path) -> Problem:
    """A published instance: every pair with a fit of 0 or more is allowed."""
    data = np.load(path)
    fits = data["S"]
    entry, judge = np.nonzero(fits >= 0)
    entries, judges = fits.shape
    return _problem(
        entries,
        judges,
        int(data["k"]),
        [int(data["load_ub"])] * judges,
        (entry, judge, fits[entry, judge]),
        load_cost=0.0,
    )


def sparse(path: Path) -> Problem:
    """A contest in sparse form: allowed judges and fits entry by entry, and each judge's ceiling."""
    data = np.load(path)
    entries, judges = int(data["P"]), int(data["J"])
    entry = np.repeat(np.arange(entries), np.diff(data["cand_ptr"]))
    fit = np.round(data["cand_fit"].astype(float), 2)
    return _problem(entries, judges, int(data["k"]), data["judge_cap"], (entry, data["cand_judge"], fit))


def contest(entries: int, judges: int, demand: int = 5, candidates: int = 0, seed: int = 1) -> Problem:
    """A contest as they are: fields of very different size, a third of the judges from units that enter, few experts.

    Fit comes from the field (own 1, second 0.75, near 0.45, other 0.1) and a little from words; two judges of a unit
    are kept apart, one expert is asked for, loads aim at a tenth around the fair one. `candidates` limits the judges
    considered for an entry (the best, and some at random), as one does when there are thousands.
    """
    chance = np.random.default_rng(seed)
    fields = 12 if entries < 2_000 else 24 if entries < 20_000 else 40
    weight = 1 / np.arange(1, fields + 1) ** 0.7
    weight /= weight.sum()
    field, own = chance.choice(fields, entries, p=weight), chance.choice(fields, judges, p=weight)
    second = (own + chance.integers(1, fields, judges)) % fields
    units = max(8, entries // 12)
    unit = chance.integers(0, units, entries)
    judge_unit = np.where(chance.random(judges) < 0.35, chance.integers(0, max(6, judges // 3), judges), -1)
    parts = [_rows(at, field, own, second, unit, judge_unit, candidates, chance) for at in _blocks(entries, judges)]
    entry, judge, fit = (np.concatenate([part[place] for part in parts]) for place in range(3))
    share = np.full(judges, entries * demand / judges)
    return _problem(
        entries,
        judges,
        demand,
        np.ceil(share * 1.5).astype(int),
        (entry, judge, fit),
        low=np.floor(share * 0.9).astype(int),
        high=np.ceil(share * 1.1).astype(int),
        share=share,
        group=judge_unit,
        pair_expert=fit >= 0.75,
        expert_need=[1] * entries,
    )


def _blocks(entries: int, judges: int) -> list[np.ndarray[Any, Any]]:
    size = max(1, 4_000_000 // judges)
    return [np.arange(start, min(entries, start + size)) for start in range(0, entries, size)]


def _rows(
    at: Any, field: Any, own: Any, second: Any, unit: Any, judge_unit: Any, candidates: int, chance: Any
) -> tuple[Any, Any, Any]:
    mine = field[at][:, None]
    near = np.where(mine % 4 == own[None, :] % 4, 0.45, 0.1)
    fit = np.where(mine == own[None, :], 1.0, np.where(mine == second[None, :], 0.75, near))
    fit = np.minimum(fit + np.round(chance.random(fit.shape) * 0.05, 2), 1.0)
    allowed = unit[at][:, None] != judge_unit[None, :]
    if candidates:
        order = np.argpartition(-np.where(allowed, fit, -1.0), candidates, axis=1)[:, :candidates]
        kept = np.zeros_like(allowed)
        np.put_along_axis(kept, order, True, axis=1)
        np.put_along_axis(kept, chance.integers(0, fit.shape[1], (len(at), candidates // 5)), True, axis=1)
        allowed &= kept
    entry, judge = np.nonzero(allowed)
    return at[entry], judge, fit[entry, judge]


def _problem(entries: int, judges: int, demand: int, cap: Any, rows: tuple[Any, Any, Any], **more: Any) -> Problem:
    entry, judge, fit = rows
    return Problem(
        entries=range(entries),
        judges=range(judges),
        demand=[demand] * entries,
        cap=cap,
        pair_entry=entry,
        pair_judge=judge,
        pair_fit=fit,
        **more,
    )


def timed(what: str, problem: Problem, way: Callable[[Problem], Assignment]) -> Line:
    """Solve, check with the audit, and say what was found."""
    begun, busy = time.perf_counter(), time.process_time()
    solved = way(problem)
    seconds, cpu = time.perf_counter() - begun, time.process_time() - busy
    found = audit(problem, solved.pairs)
    assert not found.faults, found.faults[:5]
    assert abs(found.total - solved.total) < 1e-6 * max(1.0, solved.total)
    kinds = [shortage.kind for shortage in solved.shortages]
    said = ", ".join(f"{kind} {kinds.count(kind)}" for kind in sorted(set(kinds))) or "every wish met"
    loads = f"{min(solved.loads.values())}–{max(solved.loads.values())}"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Line(what, solved.total, solved.worst, solved.bound, loads, seconds, cpu, memory, said)


def highest_total(problem: Problem) -> Assignment:
    """The flow alone."""
    return solve(problem, aim="total")


def worst_first(problem: Problem) -> Assignment:
    """The worst entry, then the highest total with it."""
    return solve(problem, aim="worst")


def patient(problem: Problem) -> Assignment:
    """Until the worst entry is proved."""
    return solve(problem, aim="worst", patient=True)


def known_answer(path: Path) -> list[Line]:
    """A published instance; raises AssertionError when an optimum is missed."""
    name, problem = path.stem, published(path)
    total, worst, with_worst = KNOWN[name]
    first = timed(f"{name}, highest total", problem, highest_total)
    quick = timed(f"{name}, worst first", problem, worst_first)
    proved = timed(f"{name}, worst first, proved", problem, patient)
    assert abs(first.total - total) < _CLOSE, (name, first)
    assert abs(quick.worst - worst) < _CLOSE, (name, quick)
    assert quick.total > with_worst * (1 - _GIVEN_UP), (name, quick)
    assert abs(proved.worst - worst) < _CLOSE, (name, proved)
    assert abs(proved.total - with_worst) < 2 * _CLOSE, (name, proved)
    return [first, quick, proved, timed(f"{name}, each in turn", problem, solve)]


def three_ways(name: str, problem: Problem) -> list[Line]:
    """The highest total; a floor for a thousandth of it at most; as used. Raises AssertionError when that is missed."""
    floor = FLOORS[len(problem.entries)]
    timed("first use", contest(20, 8, 2), solve)
    highest = timed(f"{name}, highest total", problem, highest_total)
    floored = timed(f"{name}, floor {floor}", problem, lambda given: solve(given, aim="worst", floor=floor))
    assert floored.worst >= floor - _CLOSE, floored
    assert floored.total >= highest.total * (1 - _GIVEN_UP), (highest, floored)
    return [highest, floored, timed(f"{name}, each in turn", problem, solve)]


def made(entries: int, judges: int, candidates: int) -> list[Line]:
    """A contest made here, with experts, units and loads."""
    return three_ways(f"{entries:,} × {judges:,}, all wishes", contest(entries, judges, candidates=candidates))


def given(path: Path) -> list[Line]:
    """A contest from a file, with conflicts and ceilings."""
    problem = sparse(path)
    return three_ways(f"{len(problem.entries):,} × {len(problem.judges):,}, from a file", problem)


def _alone(deed: Callable[..., list[Line]], *arguments: Any) -> list[Line]:
    """In a process of its own, so that its memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(deed, *arguments).result()


def measure(folder: Path | None = None, *, large: bool = False) -> str:
    """The table in Markdown."""
    lines: list[Line] = []
    for name in KNOWN if folder is not None else ():
        lines += _alone(known_answer, folder / f"{name}.npz")
    for path in sorted(folder.glob("contest-*.npz"), key=lambda one: one.stat().st_size) if folder else ():
        lines += _alone(given, path)
    for size in ((571, 40, 0), (10_000, 500, 60), *([(100_000, 2_000, 40)] if large else ())):
        lines += _alone(made, *size)
    rows = [
        "| instance | total | worst entry | at best | loads | s | CPU s | MiB | not met |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
        *(
            f"| {one.what} | {one.total:.4f} | {one.worst:.4f} | {one.bound:.4f} | {one.loads} "
            f"| {one.seconds:.2f} | {one.cpu:.2f} | {one.memory} | {one.said} |"
            for one in lines
        ),
        "",
        "No rule is broken in any of them (checked by code that shares nothing with the solver).",
    ]
    return "\n".join(rows)

"""Who judges what: an exact min-cost flow, the worst-served entry raised, then the next; what stayed short and why."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from contest.juries.rules.problem import Aim, Assignment, Problem
from contest.juries.rules.solver.exact import exact_worst
from contest.juries.rules.solver.exchange import lift, polish
from contest.juries.rules.solver.network import Network, build, flow
from contest.juries.rules.solver.prepared import Prepared, prepare
from contest.juries.rules.solver.shortages import find_shortages, meetings, missing_of
from contest.juries.rules.solver.worst import bound_of, raise_worst, served

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

__all__ = ["reassign", "solve"]

_MOST_REPAIRS = 4


def solve(
    problem: Problem,
    seed: int = 1,
    *,
    aim: Aim = "each",
    floor: float | None = None,
    patient: bool = False,
    seconds: float = 40.0,
) -> Assignment:
    """The assignment: coverage first, then experts, links, few changes, loads in their band, units apart, fit.

    aim: "each" serves the worst entry as well as can be found, then the next, and so on; "worst" only the worst, then
    the highest total; "total" asks for nothing but that. floor: enough for the worst entry, so that no more of the
    total is given up for it than must be. patient: spend up to `seconds` on proving the worst entry exactly where the
    problem is small enough (the only part whose result may depend on the machine).
    """
    given = prepare(problem, seed)
    if not len(given.fit):
        return _result(given, given.fit > 0, 0)
    network = build(given)
    chosen, shun = _apart(network, flow(network))
    rounds = 1
    if aim != "total" and not given.stay.any():
        if floor is not None:
            chosen = lift(given, chosen, patient, floor)
        chosen, more = raise_worst(network, chosen, shun, patient, floor)
        rounds += more
        if aim == "worst" or patient:
            chosen = _fit_best(given, chosen, patient, floor)
        if patient:
            chosen = exact_worst(given, chosen, seconds)
        if aim == "each":
            chosen = lift(given, chosen, patient, None)
    return _result(given, chosen, rounds)


def reassign(problem: Problem, current: Sequence[tuple[int, int]], seed: int = 1) -> Assignment:
    """A new assignment that moves as few of the current pairs of keys as the rules allow."""
    entries = {key: place for place, key in enumerate(problem.entries)}
    judges = {key: place for place, key in enumerate(problem.judges)}
    stay = [(entries[entry], judges[judge]) for entry, judge in current if entry in entries and judge in judges]
    return solve(replace(problem, stay=stay), seed)


def _fit_best(given: Prepared, chosen: "Array", patient: bool, floor: float | None) -> "Array":
    """The worst entry lifted as far as exchanges do, or to the floor, then the total without letting it fall again."""
    chosen = lift(given, chosen, patient, bound_of(given) if floor is None else floor)
    least = served(given, chosen).worst
    return polish(given, chosen, patient, least if floor is None else min(floor, least))


def _apart(network: Network, chosen: "Array") -> "tuple[Array, Array | None]":
    """Where an expert and a non-expert of one unit met (two routes the network cannot join), try to part them.

    Returns the choice and the pairs that are kept out from now on.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    given = network.given
    if not (given.need > 0).any() or not (given.group >= 0).any():
        return chosen, None
    best, kept, fewest = chosen, None, len(meetings(given, chosen))
    shun = np.zeros(len(given.fit), bool)
    for attempt in range(_MOST_REPAIRS):
        if not fewest:
            break
        for entry, judges in meetings(given, chosen).items():
            met = np.nonzero(chosen & (given.pe == entry) & np.isin(given.pj, judges))[0]
            unskilled = met[~given.expert[met]]
            weakest = met[np.argsort(given.fit[met], kind="stable")[:1]]
            shun[unskilled if attempt == 0 and len(unskilled) < len(met) else weakest] = True
        chosen = flow(network, shun=shun)
        count = len(meetings(given, chosen))
        if count < fewest and missing_of(given, chosen).sum() <= missing_of(given, best).sum():
            best, kept, fewest = chosen, shun.copy(), count
    return best, kept


def _result(given: Prepared, chosen: "Array", rounds: int) -> Assignment:
    import numpy as np  # noqa: PLC0415 - heavy

    figures, missing = served(given, chosen), missing_of(given, chosen)
    entries = given.entry_keys[np.concatenate([given.pe[chosen], given.fixed[:, 0]])]
    judges = given.judge_keys[np.concatenate([given.pj[chosen], given.fixed[:, 1]])]
    order = np.lexsort((judges, entries))
    load = given.taken + np.bincount(given.pj[chosen], minlength=given.judges)
    return Assignment(
        pairs=tuple(zip(entries[order].tolist(), judges[order].tolist(), strict=True)),
        total=figures.total,
        worst=figures.worst,
        bound=bound_of(given),
        loads=dict(zip(given.judge_keys.tolist(), load.tolist(), strict=True)),
        shortages=tuple(find_shortages(given, chosen)),
        uncovered={int(given.entry_keys[place]): int(missing[place]) for place in np.nonzero(missing > 0)[0]},
        rounds=rounds,
    )

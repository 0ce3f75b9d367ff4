"""The best possible worst entry, proved: a mixed-integer program around the flow's answer, within a time limit."""

import math
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from contest.juries.rules.solver.prepared import Prepared
from contest.juries.rules.solver.shortages import missing_of
from contest.juries.rules.solver.worst import bound_of, served

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

MOST_PAIRS = 150_000
_CLOSE = 1e-6
# Floors tried: the bound first, then halfway, at last the best one found for its highest total.
_TRIES = 6
_FINE = 0.01


def exact_worst(given: Prepared, chosen: "Array", seconds: float) -> "Array":
    """The highest worst entry, then the highest total with it; `chosen` itself when nothing better is found in time.

    What the flow reached for experts, units and loads is kept: no entry and no judge is worse off in those.
    """
    if len(given.fit) > MOST_PAIRS or missing_of(given, chosen).any():
        return chosen
    best = chosen
    low, high = served(given, chosen).worst, bound_of(given)
    floor, spent = high, 0
    while spent < _TRIES:
        found = _Program(given, chosen).maximise_total(floor - _CLOSE, seconds / _TRIES)
        spent += 1
        if found is not None and served(given, found).better_than(served(given, best)):
            best = found
        low = max(low, served(given, best).worst)
        high = min(high, floor) if found is None else high
        if floor <= low + _CLOSE:
            break
        floor = low if high - low < _FINE or spent >= _TRIES - 1 else (low + high) / 2
    return best


def _mathopt() -> Any:
    from ortools.math_opt.python import mathopt  # noqa: PLC0415 - heavy

    return mathopt


class _Program:
    """The program: one 0/1 variable a pair, coverage, loads, units and experts as constraints."""

    def __init__(self, given: Prepared, chosen: "Array") -> None:
        mathopt = _mathopt()

        self.given, self.model = given, mathopt.Model()
        self.pairs = [self.model.add_binary_variable() for _ in range(len(given.fit))]
        self.by_entry: list[list[int]] = [[] for _ in range(given.entries)]
        self.by_judge: list[list[int]] = [[] for _ in range(given.judges)]
        for place, (entry, judge) in enumerate(zip(given.pe.tolist(), given.pj.tolist(), strict=True)):
            self.by_entry[entry].append(place)
            self.by_judge[judge].append(place)
        self._cover()
        self._load(chosen)
        self._keep_apart(chosen)
        self._keep_experts(chosen)
        self._keep_links(chosen)

    def _row(self, low: float, high: float, places: list[int], values: list[float] | None = None) -> Any:
        row = self.model.add_linear_constraint(lb=low, ub=high)
        for place, value in zip(places, values or [1.0] * len(places), strict=True):
            row.set_coefficient(self.pairs[place], value)
        return row

    def _cover(self) -> None:
        for entry, places in enumerate(self.by_entry):
            wanted = float(self.given.demand[entry])
            self._row(wanted, wanted, places)

    def _load(self, chosen: "Array") -> None:
        """Inside the band, or where the flow left it; with a price on load never more than one from the flow's."""
        import numpy as np  # noqa: PLC0415 - heavy

        given = self.given
        load = np.bincount(given.pj[chosen], minlength=given.judges)
        for judge, places in enumerate(self.by_judge):
            low, high = min(given.low[judge], load[judge]), min(max(given.high[judge], load[judge]), given.cap[judge])
            if given.load_cost:
                low, high = max(low, load[judge] - 1), min(high, load[judge] + 1)
            self._row(float(low), float(high), places)

    def _keep_apart(self, chosen: "Array") -> None:
        given = self.given
        groups: dict[tuple[int, int], list[int]] = {}
        for place, (entry, judge) in enumerate(zip(given.pe.tolist(), given.pj.tolist(), strict=True)):
            if given.group[judge] >= 0:
                groups.setdefault((entry, int(given.group[judge])), []).append(place)
        for places in groups.values():
            if len(places) > 1:
                self._row(0.0, max(1.0, float(chosen[places].sum())), places)

    def _keep_experts(self, chosen: "Array") -> None:
        given = self.given
        for entry, places in enumerate(self.by_entry):
            if given.need[entry] > 0:
                skilled = [place for place in places if given.expert[place]]
                had = float(chosen[skilled].sum())
                self._row(min(float(given.need[entry]), had), math.inf, skilled)

    def _keep_links(self, chosen: "Array") -> None:
        given = self.given
        for places in self.by_entry:
            outside = [place for place in places if given.outside[place]]
            if outside:
                had = float(chosen[outside].sum())
                self._row(had, had, outside)

    def _fits(self, places: list[int]) -> list[float]:
        return [float(self.given.fit[place]) for place in places]

    def maximise_total(self, floor: float, seconds: float) -> "Array | None":
        """The assignment with the highest total in which no entry falls under the floor."""
        for entry, places in enumerate(self.by_entry):
            if self.given.demand_whole[entry] > 0:
                self._row(floor - float(self.given.base[entry]), math.inf, places, self._fits(places))
        self.model.objective.is_maximize = True
        for variable, value in zip(self.pairs, self.given.fit.tolist(), strict=True):
            self.model.objective.set_linear_coefficient(variable, value)
        return self._solved(seconds)

    def _solved(self, seconds: float) -> "Array | None":
        import numpy as np  # noqa: PLC0415 - heavy

        mathopt = _mathopt()

        limits = mathopt.SolveParameters(time_limit=timedelta(seconds=seconds), relative_gap_tolerance=1e-6)
        result = mathopt.solve(self.model, mathopt.SolverType.HIGHS, params=limits)
        if not result.has_primal_feasible_solution():
            return None
        chosen = np.asarray(result.variable_values(self.pairs)) > 0.5
        return None if missing_of(self.given, chosen).any() else chosen

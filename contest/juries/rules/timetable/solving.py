"""The solver of the timetable: every entry that can be placed first, then units on few days and close together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# What counts more than everything below it, in slots away from the turn: a place at all, a school's second journey.
_UNPLACED, _JOURNEY, _SPAN = 100_000, 200, 2


@dataclass(frozen=True, slots=True)
class Choice:
    """Which (cell, room) each entry may have and at what cost; sets of entries of which one cell holds one at most.

    units: entries of one unit each, wanted on one day and close together; days: the day of each cell.
    """

    spots: Mapping[int, Sequence[tuple[int, int]]]
    costs: Mapping[tuple[int, tuple[int, int]], int]
    apart: Sequence[frozenset[int]]
    units: Sequence[Sequence[int]]
    days: Sequence[int]


def improve(choice: Choice, first: Mapping[int, tuple[int, int]], effort: float) -> dict[int, tuple[int, int]]:
    """The best choice found with so much work, never worse than `first`; the same for the same input."""
    if _is_best(choice, first):
        return dict(first)
    from ortools.sat.python import cp_model  # noqa: PLC0415 - heavy

    model: Any = cp_model.CpModel()
    chosen = {
        (entry, spot): model.new_bool_var(f"{entry}:{spot[0]}:{spot[1]}")
        for entry, spots in choice.spots.items()
        for spot in spots
    }
    terms: list[Any] = [choice.costs[key] * var for key, var in chosen.items() if choice.costs[key]]
    _limits(model, choice, chosen, terms)
    for ids in choice.units:
        _together(model, choice, chosen, ids, terms)
    model.minimize(sum(terms))
    for (entry, spot), var in chosen.items():
        model.add_hint(var, first.get(entry) == spot)
    solver: Any = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = effort
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return dict(first)
    found = {entry: spot for (entry, spot), var in chosen.items() if solver.boolean_value(var)}
    return found if len(found) >= len(first) else dict(first)


def _is_best(choice: Choice, first: Mapping[int, tuple[int, int]]) -> bool:
    """Whether nothing can be better: each has a place, none could have a cheaper one, no units are to meet."""
    return not choice.units and all(
        entry in first and choice.costs[entry, first[entry]] == min(choice.costs[entry, spot] for spot in spots)
        for entry, spots in choice.spots.items()
    )


def _limits(model: Any, choice: Choice, chosen: Mapping[Any, Any], terms: list[Any]) -> None:
    """An entry once, a spot once, a person once at a time."""
    by_spot: dict[tuple[int, int], list[Any]] = {}
    by_cell: dict[tuple[int, int], list[Any]] = {}
    for (entry, spot), var in chosen.items():
        by_spot.setdefault(spot, []).append(var)
        by_cell.setdefault((entry, spot[0]), []).append(var)
    for entry, spots in choice.spots.items():
        out = model.new_bool_var(f"out:{entry}")
        model.add_exactly_one([out, *(chosen[entry, spot] for spot in spots)])
        terms.append(_UNPLACED * out)
    for held in by_spot.values():
        model.add_at_most_one(held)
    for ids in choice.apart:
        if len({spot[1] for entry in ids for spot in choice.spots[entry]}) < 2:
            continue  # one room keeps them apart already
        for cell in range(len(choice.days)):
            held = [var for entry in sorted(ids) for var in by_cell.get((entry, cell), ())]
            if len(held) > 1:
                model.add_at_most_one(held)


def _together(model: Any, choice: Choice, chosen: Mapping[Any, Any], ids: Sequence[int], terms: list[Any]) -> None:
    """A unit's days, and how far apart its first and last presentations are."""
    last_cell = len(choice.days) - 1
    if last_cell < 1:
        return
    name = f"unit:{ids[0]}"
    for day in sorted(set(choice.days)):
        comes = model.new_bool_var(f"{name}:day:{day}")
        for entry in ids:
            on = [chosen[entry, spot] for spot in choice.spots[entry] if choice.days[spot[0]] == day]
            if on:
                model.add(sum(on) <= comes)
        terms.append(_JOURNEY * comes)
    first = model.new_int_var(0, last_cell, f"{name}:first")
    last = model.new_int_var(0, last_cell, f"{name}:last")
    model.add(first <= last)
    for entry in ids:
        spots = choice.spots[entry]
        if not spots:
            continue
        placed = sum(chosen[entry, spot] for spot in spots)
        at = sum(spot[0] * chosen[entry, spot] for spot in spots)
        model.add(last >= at)
        model.add(first <= at + last_cell * (1 - placed))
    terms.append(_SPAN * (last - first))

"""Every hard rule checked again on a finished assignment, by code that shares nothing with the solver."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from contest.juries.rules.problem import Problem


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found: broken rules (must be none), wishes not met, and the figures counted anew."""

    faults: tuple[str, ...]
    wishes: tuple[str, ...]
    loads: dict[int, int]
    sums: dict[int, float]

    @property
    def worst(self) -> float:
        """The fit of the worst-served entry."""
        return min(self.sums.values(), default=0.0)

    @property
    def total(self) -> float:
        """The fit of all pairs."""
        return sum(self.sums.values())


def audit(problem: Problem, pairs: Iterable[tuple[int, int]]) -> Audit:
    """Check pairs of keys against the problem: allowed, once, fixed ones kept, demand and ceilings kept."""
    chosen = list(pairs)
    entries, judges = list(problem.entries), list(problem.judges)
    allowed: dict[tuple[int, int], tuple[float, bool]] = {}
    skilled = list(problem.pair_expert) if len(problem.pair_expert) else [False] * len(problem.pair_entry)
    rows = zip(problem.pair_entry, problem.pair_judge, problem.pair_fit, skilled, strict=True)
    for entry, judge, fit, expert in rows:
        allowed[entries[entry], judges[judge]] = (float(fit), bool(expert))
    fixed = {(entries[entry], judges[judge]) for entry, judge in problem.fixed}
    faults = [f"pair twice: {pair}" for pair, count in Counter(chosen).items() if count > 1]
    faults += [f"pair not allowed: {pair}" for pair in chosen if pair not in allowed and pair not in fixed]
    faults += [f"fixed pair gone: {pair}" for pair in sorted(fixed - set(chosen))]
    given, loads = Counter(entry for entry, _ in chosen), Counter(judge for _, judge in chosen)
    pinned = Counter(entry for entry, _ in fixed)
    pinned_to = Counter(judge for _, judge in fixed)
    for place, entry in enumerate(entries):
        if given[entry] > max(int(problem.demand[place]), pinned[entry]):
            faults.append(f"entry {entry} has {given[entry]} judges of {problem.demand[place]}")
    for place, judge in enumerate(judges):
        if loads[judge] > max(int(problem.cap[place]), pinned_to[judge]):
            faults.append(f"judge {judge} has {loads[judge]} entries of {problem.cap[place]}")
    faults += _linked_twice(problem, chosen, fixed)
    sums = dict.fromkeys(entries, 0.0)
    for pair in chosen:
        sums[pair[0]] = sums.get(pair[0], 0.0) + allowed.get(pair, (0.0, False))[0]
    return Audit(
        tuple(faults),
        tuple(_wishes(problem, chosen, allowed, given, loads)),
        {judge: loads[judge] for judge in judges},
        sums,
    )


def _linked_twice(problem: Problem, chosen: list[tuple[int, int]], fixed: set[tuple[int, int]]) -> list[str]:
    """Entries with more than one judge of another council, unless they stand so."""
    outside = _outside(problem)
    count = Counter(entry for entry, judge in chosen if (entry, judge) in outside)
    standing = Counter(entry for entry, judge in fixed if (entry, judge) in outside)
    return [
        f"entry {entry} has {number} judges of other councils"
        for entry, number in count.items()
        if number > max(1, standing[entry])
    ]


def _outside(problem: Problem) -> set[tuple[int, int]]:
    """The pairs of keys that link councils."""
    rows = zip(problem.pair_entry, problem.pair_judge, problem.pair_outside, strict=False)
    return {(problem.entries[entry], problem.judges[judge]) for entry, judge, is_outside in rows if is_outside}


def _wishes(
    problem: Problem,
    chosen: list[tuple[int, int]],
    allowed: dict[tuple[int, int], tuple[float, bool]],
    given: Counter[int],
    loads: Counter[int],
) -> list[str]:
    """What was wished for and not reached."""
    found = []
    group_of = dict(zip(problem.judges, problem.group, strict=True)) if len(problem.group) else {}
    units: Counter[tuple[int, int]] = Counter()
    experts: Counter[int] = Counter()
    outside = _outside(problem)
    linked = {entry for entry, judge in chosen if (entry, judge) in outside}
    found += [f"entry {entry} lacks a link" for entry in sorted({one for one, _ in outside} - linked)]
    for entry, judge in chosen:
        if group_of.get(judge, -1) >= 0:
            units[entry, group_of[judge]] += 1
        experts[entry] += allowed.get((entry, judge), (0.0, False))[1] and (entry, judge) not in outside
    found += [f"entry {entry} has {count} judges of unit {unit}" for (entry, unit), count in units.items() if count > 1]
    for place, entry in enumerate(problem.entries):
        if given[entry] < problem.demand[place]:
            found.append(f"entry {entry} lacks {problem.demand[place] - given[entry]} judges")
        if len(problem.expert_need) and experts[entry] < problem.expert_need[place]:
            found.append(f"entry {entry} lacks {problem.expert_need[place] - experts[entry]} experts")
    for place, judge in enumerate(problem.judges):
        low = problem.low[place] if len(problem.low) else 0
        high = problem.high[place] if len(problem.high) else loads[judge]
        if not low <= loads[judge] <= high:
            found.append(f"judge {judge} has {loads[judge]} entries outside {low} to {high}")
    return found

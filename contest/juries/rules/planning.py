"""From the facts of a round to a Problem for the solver."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from contest.juries.rules.problem import Assignment, Problem, Shortage
from contest.juries.rules.seating import VOTING, is_expert
from contest.juries.rules.workload import Band, fair_bands
from contest.people.rules.units import unit_key

_EXPERT, _UNKNOWN, _OTHER = 1.0, 0.6, 0.3


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """An entry of the round; `label` is its code."""

    id: int
    council_id: int | None
    field_key: str
    field_name: str
    label: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class PlanSeat:
    """A seat of a judge. `fields` is how many fields the council has: in a council of one field all are experts."""

    council_id: int
    role: str
    expertise: tuple[str, ...]
    fields: int


@dataclass(frozen=True, slots=True)
class PlanJudge:
    """A judge with all seats; `most` is the ceiling the judge or the secretariat set."""

    id: int
    name: str
    unit: str
    most: int | None
    seats: tuple[PlanSeat, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """What the round asks for."""

    judges_per_entry: int | Literal["all_of_council"]
    joint: bool
    experts: int
    # How many entries of each council get one judge of another council.
    links: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything an assignment depends on. `kept` are pairs that stand; `current` what is assigned now."""

    entries: tuple[PlanEntry, ...]
    judges: tuple[PlanJudge, ...]
    conflicts: frozenset[tuple[int, int]]
    kept: frozenset[tuple[int, int]]
    current: frozenset[tuple[int, int]]
    demand: Demand
    councils: Mapping[int, str]
    # Pairs of judges that should not always meet, the smaller key first.
    apart: frozenset[tuple[int, int]] = frozenset()


def pool_of(demand: Demand, judges: Sequence[PlanJudge], council_id: int | None) -> list[PlanJudge]:
    """The judges who vote on entries of this council, whatever their conflicts."""
    return [
        judge
        for judge in judges
        if any(seat.role in VOTING and (demand.joint or seat.council_id == council_id) for seat in judge.seats)
    ]


def fit_of(judge: PlanJudge, entry: PlanEntry, joint: bool) -> tuple[float, bool]:
    """How well a judge fits an entry's field, and whether as an expert."""
    seats = [seat for seat in judge.seats if seat.role in VOTING and (joint or seat.council_id == entry.council_id)]
    told = [word for seat in seats for word in seat.expertise]
    if is_expert(told, entry.field_key, entry.field_name):
        return _EXPERT, True
    if any(seat.fields == 1 and not seat.expertise for seat in seats):
        return _EXPERT, True
    return (_OTHER, False) if told else (_UNKNOWN, False)


def bands_of(facts: Facts) -> Mapping[int, Band]:
    """The load aimed at for each judge."""
    counts: dict[int | None, int] = Counter(entry.council_id for entry in facts.entries)
    return bands_for(facts.demand, facts.judges, frozenset(counts.items()))


@lru_cache(maxsize=64)
def bands_for(
    demand: Demand, judges: tuple[PlanJudge, ...], councils: frozenset[tuple[int | None, int]]
) -> Mapping[int, Band]:
    """The load aimed at, from how many entries each council has; the same for the same."""
    counts = dict(sorted(councils, key=lambda item: item[0] or 0))
    wanted, ceiling = demand.judges_per_entry, sum(counts.values())
    sheets: Counter[int] = Counter()
    entries: Counter[int] = Counter()
    pools: dict[int, list[int]] = {}
    for council_id, count in counts.items():
        kind = 0 if demand.joint else council_id or 0
        pools[kind] = [judge.id for judge in pool_of(demand, judges, council_id)]
        entries[kind] += count
        sheets[kind] += count * (wanted if isinstance(wanted, int) else len(pools[kind]))
    if demand.links and isinstance(wanted, int) and not demand.joint and len(pools) > 1:
        everybody = dict.fromkeys(judge for pool in pools.values() for judge in pool)
        for kind in [kind for kind in pools if kind]:
            others = [judge for judge in everybody if judge not in set(pools[kind])]
            linked = min(demand.links, entries[kind]) if others else 0
            sheets[kind] -= linked
            sheets[-kind] = entries[-kind] = linked
            pools[-kind] = others
    cap = {judge.id: ceiling if judge.most is None else judge.most for judge in judges}
    return MappingProxyType(fair_bands(sheets, entries, pools, cap))


def problem_of(
    facts: Facts,
    bands: Mapping[int, Band],
    *,
    keep: bool,
    outside: Mapping[int, Sequence[PlanJudge]] = MappingProxyType({}),
) -> Problem:
    """The arrays for the solver; with `keep`, what is assigned now is moved as little as possible.

    outside: for each entry that links councils, the judges of other councils it may be given one of.
    """
    entry_place = {entry.id: place for place, entry in enumerate(facts.entries)}
    judge_place = {judge.id: place for place, judge in enumerate(facts.judges)}
    pairs = _pairs(facts, judge_place)
    inside = len(pairs)
    pairs += _outside_pairs(facts, judge_place, outside)
    wanted = facts.demand.judges_per_entry
    ceiling = len(facts.entries)
    idle = Band(1.0, 0, ceiling)
    aims = [bands.get(judge.id, idle) for judge in facts.judges]
    return Problem(
        entries=[entry.id for entry in facts.entries],
        judges=[judge.id for judge in facts.judges],
        demand=[wanted if isinstance(wanted, int) else 0] * len(facts.entries),
        cap=[ceiling if judge.most is None else judge.most for judge in facts.judges],
        pair_entry=[pair[0] for pair in pairs],
        pair_judge=[pair[1] for pair in pairs],
        pair_fit=[pair[2] for pair in pairs],
        pair_expert=[pair[3] for pair in pairs],
        pair_outside=[place >= inside for place in range(len(pairs))],
        low=[aim.low for aim in aims],
        high=[aim.high for aim in aims],
        share=[aim.share for aim in aims],
        group=_groups(facts.judges, facts.apart),
        expert_need=[facts.demand.experts] * len(facts.entries),
        fixed=[(entry_place[entry], judge_place[judge]) for entry, judge in sorted(facts.kept)],
        stay=[
            (entry_place[entry], judge_place[judge])
            for entry, judge in sorted(facts.current if keep else ())
            if entry in entry_place and judge in judge_place
        ],
    )


def _pairs(facts: Facts, judge_place: Mapping[int, int]) -> list[tuple[int, int, float, bool]]:
    """Allowed pairs; the fit depends on council and field only, so it is found once for each."""
    fits: dict[tuple[int | None, str], list[tuple[int, int, float, bool]]] = {}
    pairs = []
    for place, entry in enumerate(facts.entries):
        kind = (entry.council_id, entry.field_key)
        if kind not in fits:
            pool = pool_of(facts.demand, facts.judges, entry.council_id)
            fits[kind] = [
                (judge.id, judge_place[judge.id], *fit_of(judge, entry, facts.demand.joint)) for judge in pool
            ]
        pairs += [
            (place, at, fit, expert) for key, at, fit, expert in fits[kind] if (key, entry.id) not in facts.conflicts
        ]
    return pairs


def _outside_pairs(
    facts: Facts, judge_place: Mapping[int, int], outside: Mapping[int, Sequence[PlanJudge]]
) -> list[tuple[int, int, float, bool]]:
    """Pairs with judges of other councils, for the entries that link councils; any of their seats tells the fit."""
    return [
        (place, judge_place[judge.id], fit_of(judge, entry, joint=True)[0], False)
        for place, entry in enumerate(facts.entries)
        for judge in outside.get(entry.id, ())
        if (judge.id, entry.id) not in facts.conflicts
    ]


def _groups(judges: Sequence[PlanJudge], apart: Collection[tuple[int, int]]) -> list[int]:
    """A number for each group of judges to be kept apart, -1 for all others: of one unit, or named as a pair.

    Groups that share a judge are one: whoever is kept apart from the same person is kept apart, too.
    """
    above = {judge.id: judge.id for judge in judges}

    def top(judge: int) -> int:
        while above[judge] != judge:
            above[judge] = above[above[judge]]
            judge = above[judge]
        return judge

    first: dict[str, int] = {}
    for judge in judges:
        if unit_key(judge.unit):
            above[top(judge.id)] = top(first.setdefault(unit_key(judge.unit), judge.id))
    for one, other in sorted(apart):
        if one in above and other in above:
            above[top(one)] = top(other)
    members = Counter(top(judge.id) for judge in judges)
    number = {root: place for place, root in enumerate(sorted(root for root, count in members.items() if count > 1))}
    return [number.get(top(judge.id), -1) for judge in judges]


def whole_councils(facts: Facts) -> Assignment:
    """Every voting member of an entry's council judges it, except in conflict. Nothing to solve."""
    pairs, loads, uncovered = set(facts.kept), {judge.id: 0 for judge in facts.judges}, {}
    pools: dict[int | None, list[PlanJudge]] = {}
    for entry in facts.entries:
        if entry.council_id not in pools:
            pools[entry.council_id] = pool_of(facts.demand, facts.judges, entry.council_id)
        pairs |= {
            (entry.id, judge.id) for judge in pools[entry.council_id] if (judge.id, entry.id) not in facts.conflicts
        }
    judged = {entry for entry, _ in pairs}
    for _, judge_id in pairs:
        loads[judge_id] = loads.get(judge_id, 0) + 1
    uncovered = {entry.id: 1 for entry in facts.entries if entry.id not in judged}
    shortages = tuple(Shortage("judges", (entry,), (), 1, 0) for entry in uncovered)
    return Assignment(tuple(sorted(pairs)), 0.0, 0.0, 0.0, loads, shortages, uncovered)

"""The assignment: promises kept on any problem, and answers known beforehand on small ones."""

import random
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from contest.juries.rules.audit import audit
from contest.juries.rules.problem import Problem
from contest.juries.rules.solver import reassign, solve

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@some.composite
def problems(draw: some.DrawFn, most_entries: int = 9, most_judges: int = 7) -> Problem:
    """A small round with conflicts, ceilings, bands, units, experts."""
    entries = draw(some.integers(1, most_entries))
    judges = draw(some.integers(1, most_judges))
    keys = draw(some.lists(some.integers(1, 10**6), min_size=entries, max_size=entries, unique=True))
    people = draw(some.lists(some.integers(1, 10**6), min_size=judges, max_size=judges, unique=True))
    pairs = [
        (entry, judge, draw(some.sampled_from([0.1, 0.3, 0.45, 0.6, 0.75, 1.0])), draw(some.booleans()))
        for entry in range(entries)
        for judge in range(judges)
        if draw(some.integers(0, 5))
    ]
    demand = draw(some.integers(1, 3))
    fair = entries * demand // judges
    return Problem(
        entries=keys,
        judges=people,
        demand=[demand] * entries,
        cap=draw(some.lists(some.integers(0, entries), min_size=judges, max_size=judges)),
        pair_entry=[pair[0] for pair in pairs],
        pair_judge=[pair[1] for pair in pairs],
        pair_fit=[pair[2] for pair in pairs],
        pair_expert=[pair[3] for pair in pairs],
        low=[max(0, fair - 1)] * judges,
        high=[fair + 1] * judges,
        group=draw(some.lists(some.integers(-1, 2), min_size=judges, max_size=judges)),
        expert_need=[draw(some.integers(0, 1))] * entries,
    )


def _allowed(problem: Problem) -> set[tuple[int, int]]:
    return {
        (problem.entries[entry], problem.judges[judge])
        for entry, judge in zip(problem.pair_entry, problem.pair_judge, strict=True)
    }


def _shuffled(problem: Problem, seed: int) -> Problem:
    """The same problem with all its rows in another order."""
    chance = random.Random(seed)
    entries, judges = list(range(len(problem.entries))), list(range(len(problem.judges)))
    pairs = list(range(len(problem.pair_entry)))
    for rows in (entries, judges, pairs):
        chance.shuffle(rows)
    entry_at = {old: new for new, old in enumerate(entries)}
    judge_at = {old: new for new, old in enumerate(judges)}
    return replace(
        problem,
        entries=[problem.entries[old] for old in entries],
        demand=[problem.demand[old] for old in entries],
        expert_need=[problem.expert_need[old] for old in entries] if problem.expert_need else (),
        judges=[problem.judges[old] for old in judges],
        cap=[problem.cap[old] for old in judges],
        low=[problem.low[old] for old in judges],
        high=[problem.high[old] for old in judges],
        group=[problem.group[old] for old in judges],
        pair_entry=[entry_at[problem.pair_entry[old]] for old in pairs],
        pair_judge=[judge_at[problem.pair_judge[old]] for old in pairs],
        pair_fit=[problem.pair_fit[old] for old in pairs],
        pair_expert=[problem.pair_expert[old] for old in pairs],
    )


@QUICK
@given(problems(), some.integers(1, 5))
def test_no_rule_is_ever_broken(problem: Problem, seed: int) -> None:
    solved = solve(problem, seed)
    found = audit(problem, solved.pairs)
    assert found.faults == ()
    assert set(solved.pairs) <= _allowed(problem)
    assert found.loads == solved.loads
    assert found.total == pytest.approx(solved.total)


@QUICK
@given(problems(), some.integers(1, 5), some.integers(2, 4))
def test_an_entry_has_one_judge_of_another_council_and_never_two(problem: Problem, seed: int, every: int) -> None:
    linked = replace(problem, pair_outside=[place % every == 0 for place in range(len(problem.pair_entry))])
    solved = solve(linked, seed)
    found = audit(linked, solved.pairs)
    assert found.faults == ()
    assert solve(linked, seed).pairs == solved.pairs
    told = {key for shortage in solved.shortages if shortage.kind == "link" for key in shortage.entries}
    lacking = {int(wish.split()[1]) for wish in found.wishes if wish.endswith("lacks a link")}
    assert told == lacking


@QUICK
@given(problems(), some.integers(1, 5))
def test_after_the_worst_the_next_is_served_as_well_as_an_exchange_can(problem: Problem, seed: int) -> None:
    plain = replace(problem, expert_need=(), group=())
    solved = solve(plain, seed)
    sums = audit(plain, solved.pairs).sums
    median = sorted(sums.values())[len(sums) // 2]
    fits = {
        (plain.entries[entry], plain.judges[judge]): fit
        for entry, judge, fit in zip(plain.pair_entry, plain.pair_judge, plain.pair_fit, strict=True)
    }
    chosen = set(solved.pairs)
    for entry, judge in chosen:
        for other, theirs in chosen:
            if (entry, theirs) in chosen or (other, judge) in chosen:
                continue
            if (entry, theirs) not in fits or (other, judge) not in fits or sums[entry] >= median:
                continue
            mine = sums[entry] - fits[entry, judge] + fits[entry, theirs]
            yours = sums[other] - fits[other, theirs] + fits[other, judge]
            assert min(mine, yours) <= sums[entry] + 1e-6


@QUICK
@given(problems(), some.integers(1, 5))
def test_fairness_never_costs_the_worst_entry_and_the_highest_total_is_the_highest(problem: Problem, seed: int) -> None:
    highest, worst, each = (solve(problem, seed, aim=aim) for aim in ("total", "worst", "each"))
    assert len(highest.pairs) == len(worst.pairs) == len(each.pairs)
    if highest.uncovered:  # then which entries lack somebody is another question than how well the others are served
        return
    assert worst.worst >= highest.worst - 1e-9
    assert each.worst >= highest.worst - 1e-9
    floor = solve(problem, seed, aim="worst", floor=highest.worst)
    assert floor.worst >= highest.worst - 1e-9


@QUICK
@given(problems(), some.integers(1, 5))
def test_whatever_is_not_reached_is_said(problem: Problem, seed: int) -> None:
    solved = solve(problem, seed)
    lacking = [wish for wish in audit(problem, solved.pairs).wishes if "lacks" in wish and "expert" not in wish]
    assert bool(lacking) == bool(solved.uncovered)
    told = {key for one in solved.shortages if one.kind in ("judges", "places") for key in one.entries}
    assert told >= set(solved.uncovered)
    for kind, word in (("experts", "experts"), ("same_group", "of unit")):
        said = any(shortage.kind == kind for shortage in solved.shortages)
        assert said == any(word in wish for wish in audit(problem, solved.pairs).wishes)


@QUICK
@given(problems(), some.integers(1, 5), some.integers(0, 99))
def test_the_order_of_rows_changes_nothing(problem: Problem, seed: int, shuffle: int) -> None:
    assert solve(_shuffled(problem, shuffle), seed).pairs == solve(problem, seed).pairs


@QUICK
@given(problems(), some.data())
def test_a_new_conflict_is_never_assigned(problem: Problem, data: some.DataObject) -> None:
    before = solve(problem)
    if not before.pairs:
        return
    entry, judge = data.draw(some.sampled_from(before.pairs))
    kept = [
        place
        for place in range(len(problem.pair_entry))
        if (problem.entries[problem.pair_entry[place]], problem.judges[problem.pair_judge[place]]) != (entry, judge)
    ]
    barred = replace(
        problem,
        pair_entry=[problem.pair_entry[place] for place in kept],
        pair_judge=[problem.pair_judge[place] for place in kept],
        pair_fit=[problem.pair_fit[place] for place in kept],
        pair_expert=[problem.pair_expert[place] for place in kept],
    )
    assert (entry, judge) not in solve(barred).pairs
    assert (entry, judge) not in reassign(barred, before.pairs).pairs


@QUICK
@given(problems(most_entries=6, most_judges=5))
def test_coverage_is_as_much_as_can_be(problem: Problem) -> None:
    solved = solve(problem)
    assert len(solved.pairs) == _most_pairs(problem)


def _most_pairs(problem: Problem) -> int:
    """The most sheets that can be given out, by augmenting paths: another algorithm."""
    reach: dict[int, list[int]] = {}
    for entry, judge in zip(problem.pair_entry, problem.pair_judge, strict=True):
        reach.setdefault(entry, []).append(judge)
    held: dict[int, list[int]] = {judge: [] for judge in range(len(problem.judges))}

    def place(entry: int, seen: set[int]) -> bool:
        for judge in reach.get(entry, []):
            if judge in seen or entry in held[judge]:
                continue
            seen.add(judge)
            if len(held[judge]) < problem.cap[judge]:
                held[judge].append(entry)
                return True
            for other in list(held[judge]):
                if place(other, seen):
                    held[judge].remove(other)
                    held[judge].append(entry)
                    return True
        return False

    count = 0
    for entry in range(len(problem.entries)):
        for _ in range(problem.demand[entry]):
            count += place(entry, set())
    return count


@QUICK
@given(problems(), some.data())
def test_after_a_drop_out_only_what_must_change_changes(problem: Problem, data: some.DataObject) -> None:
    plain = replace(problem, expert_need=(), group=())
    before = solve(plain)
    gone = data.draw(some.sampled_from(plain.judges))
    place = plain.judges.index(gone)
    without = replace(plain, cap=[0 if at == place else cap for at, cap in enumerate(plain.cap)])
    after = reassign(without, before.pairs)
    stayed = {pair for pair in before.pairs if pair[1] != gone}
    fewest = _fewest_moves(without, stayed)
    assert len(stayed - set(after.pairs)) == fewest
    assert audit(without, after.pairs).faults == ()


def _fewest_moves(problem: Problem, stayed: set[tuple[int, int]]) -> int:
    """How many standing pairs must go so that coverage is the largest possible: none, by matroid exchange.

    What stands is a feasible part of an assignment, and coverage can always be raised by augmenting paths that may
    hand entries on; the least number of pairs given up is found by trying ever larger sets.
    """
    best = _most_pairs(problem)
    for count in range(len(stayed) + 1):
        for given_up in combinations(sorted(stayed), count):
            if _most_with(problem, stayed - set(given_up)) == best:
                return count
    return len(stayed)


def _most_with(problem: Problem, standing: set[tuple[int, int]]) -> int:
    """The largest coverage that contains these pairs."""
    entry_at = {key: at for at, key in enumerate(problem.entries)}
    judge_at = {key: at for at, key in enumerate(problem.judges)}
    fixed = {(entry_at[entry], judge_at[judge]) for entry, judge in standing}
    cap, demand = list(problem.cap), list(problem.demand)
    for entry, judge in fixed:
        cap[judge] -= 1
        demand[entry] -= 1
    rest = [
        at for at in range(len(problem.pair_entry)) if (problem.pair_entry[at], problem.pair_judge[at]) not in fixed
    ]
    smaller = replace(
        problem,
        cap=cap,
        demand=demand,
        pair_entry=[problem.pair_entry[at] for at in rest],
        pair_judge=[problem.pair_judge[at] for at in rest],
        pair_fit=[problem.pair_fit[at] for at in rest],
        pair_expert=[],
    )
    return len(fixed) + _most_pairs(smaller)


def _square(fits: list[list[float]], demand: int = 1, cap: int = 1, **more: object) -> Problem:
    rows = [(entry, judge, fit) for entry, row in enumerate(fits) for judge, fit in enumerate(row) if fit >= 0]
    problem = Problem(
        entries=[100 + entry for entry in range(len(fits))],
        judges=[200 + judge for judge in range(len(fits[0]))],
        demand=[demand] * len(fits),
        cap=[cap] * len(fits[0]),
        pair_entry=[row[0] for row in rows],
        pair_judge=[row[1] for row in rows],
        pair_fit=[row[2] for row in rows],
        load_cost=0.0,
    )
    return replace(problem, **more)


def test_the_highest_total_is_found_when_the_floor_does_not_matter() -> None:
    solved = solve(_square([[0.9, 0.8], [0.8, 0.1]]), aim="total")
    assert solved.pairs == ((100, 201), (101, 200))
    assert solved.total == pytest.approx(1.6)


def test_the_worst_served_entry_comes_before_the_total() -> None:
    fits = [[1.0, 0.5], [0.6, 0.0]]
    assert solve(_square(fits), aim="total").worst == pytest.approx(0.5)
    uneven = [[1.0, 0.45], [0.5, 0.2]]
    assert solve(_square(uneven), aim="total").worst == pytest.approx(0.2)
    assert solve(_square(uneven)).worst == pytest.approx(0.45)
    assert solve(_square(uneven), patient=True, seconds=5).worst == pytest.approx(0.45)


def test_the_patient_way_proves_the_best_worst_entry() -> None:
    chance = random.Random(5)
    fits = [[round(chance.random(), 2) for _ in range(6)] for _ in range(8)]
    problem = _square(fits, demand=2, cap=3)
    best = max(
        (solve(problem, seed).worst for seed in range(1, 4)),
    )
    assert solve(problem, patient=True, seconds=10).worst >= best - 1e-9


def test_loads_lie_in_their_band_when_they_can() -> None:
    fits = [[1.0, 0.1, 0.1]] * 9
    solved = solve(_square(fits, cap=9, low=[3, 3, 3], high=[3, 3, 3]))
    assert set(solved.loads.values()) == {3}


def test_a_load_cost_evens_out_what_fit_leaves_open() -> None:
    solved = solve(_square([[0.5, 0.5, 0.5]] * 12, cap=12, load_cost=0.2))
    assert set(solved.loads.values()) == {4}


def test_two_judges_of_one_unit_do_not_meet_while_there_is_another_way() -> None:
    fits = [[1.0, 1.0, 0.1]]
    assert solve(_square(fits, demand=2, group=[0, 0, -1])).pairs in (
        ((100, 200), (100, 202)),
        ((100, 201), (100, 202)),
    )
    only = solve(_square([[1.0, 1.0]], demand=2, group=[0, 0]))
    assert [shortage.kind for shortage in only.shortages] == ["same_group"]
    assert len(only.pairs) == 2


def test_an_expert_and_a_layman_of_one_unit_are_parted_too() -> None:
    fits = [[1.0, 0.9, 0.3]]
    skilled = [True, False, False]
    solved = solve(_square(fits, demand=2, group=[0, 0, -1], pair_expert=skilled, expert_need=[1]))
    assert solved.pairs == ((100, 200), (100, 202))


def test_an_entry_gets_its_expert_even_where_others_fit_better() -> None:
    fits = [[0.9, 0.9, 0.2], [0.9, 0.9, 0.2]]
    skilled = [False, False, True] * 2
    solved = solve(_square(fits, demand=2, cap=2, pair_expert=skilled, expert_need=[1, 1]))
    assert {pair for pair in solved.pairs if pair[1] == 202} == {(100, 202), (101, 202)}


def test_a_missing_expert_is_said_with_the_numbers() -> None:
    fits = [[0.9, 0.9, 0.2], [0.9, 0.9, 0.2]]
    solved = solve(
        _square(fits, demand=2, cap=2, pair_expert=[False, False, True] * 2, expert_need=[1, 1], fixed=[(0, 0), (0, 1)])
    )
    shortage = solved.shortages[0]
    assert (shortage.kind, shortage.entries, shortage.needed, shortage.possible) == ("experts", (100,), 1, 0)


def test_fixed_pairs_stand_and_count() -> None:
    solved = solve(_square([[0.1, 1.0, 1.0]], demand=2, fixed=[(0, 0)]))
    assert (100, 200) in solved.pairs
    assert len(solved.pairs) == 2


def test_too_few_allowed_judges_is_told_apart_from_full_judges() -> None:
    solved = solve(_square([[0.5, 0.5], [0.5, -1.0], [0.5, -1.0]], cap=1))
    assert [(one.kind, one.entries, one.judges, one.needed, one.possible) for one in solved.shortages] == [
        ("places", (101, 102), (200,), 2, 1)
    ]
    none = solve(_square([[-1.0, -1.0], [0.5, 0.5]]))
    assert [(one.kind, one.entries, one.needed, one.possible) for one in none.shortages] == [("judges", (100,), 1, 0)]


def test_the_seed_settles_equals_and_is_the_only_thing_that_does() -> None:
    problem = _square([[0.5] * 6] * 6, load_cost=0.2)
    assert solve(problem, 1).pairs == solve(problem, 1).pairs
    assert len({solve(problem, seed).pairs for seed in range(1, 8)}) > 1


def test_a_round_without_entries_or_judges_is_no_accident() -> None:
    assert solve(Problem([], [], [], [], [], [], [])).pairs == ()
    assert solve(Problem([1], [], [1], [], [], [], [])).uncovered == {1: 1}
    assert solve(Problem([], [1], [], [3], [], [], [])).loads == {1: 0}


def test_the_audit_finds_what_is_wrong() -> None:
    problem = _square([[0.5, 0.5], [-1.0, 0.5]], fixed=[(0, 0)])
    assert audit(problem, [(100, 200), (101, 201)]).faults == ()
    assert len(audit(problem, [(101, 200)]).faults) == 2
    assert "judge 201 has 2 entries of 1" in audit(problem, [(100, 200), (100, 201), (101, 201)]).faults
    assert "pair twice: (100, 200)" in audit(problem, [(100, 200), (100, 200)]).faults


def test_fair_loads_come_before_keeping_judges_of_one_unit_apart() -> None:
    """Nine judges of four units, five sheets an entry: apart at any price would give three of them everything."""
    units = ["a", "a", "a", "b", "b", "b", "c", "d", "e"]
    problem = Problem(
        entries=list(range(130)),
        judges=list(range(9)),
        demand=[5] * 130,
        cap=[130] * 9,
        low=[65] * 9,
        high=[80] * 9,
        pair_entry=[entry for entry in range(130) for _ in range(9)],
        pair_judge=[judge for _ in range(130) for judge in range(9)],
        pair_fit=[0.5] * (130 * 9),
        group=["abcde".index(unit) for unit in units],
    )
    loads = solve(problem).loads
    assert 65 <= min(loads.values()) <= max(loads.values()) <= 80

"""Assignments made by hand: when they are refused, and what they unbalance."""

from collections import Counter

from contest.foundation.refusal import Reason
from contest.juries.rules.planning import Facts, PlanEntry, PlanJudge, bands_of, pool_of
from contest.juries.rules.workload import is_lopsided


def why_not_assign(facts: Facts, entry_id: int, judge_id: int) -> list[Reason]:
    """Every reason for which this judge cannot be put on this entry."""
    entry, judge = _entry(facts, entry_id), _judge(facts, judge_id)
    if entry is None:
        return [Reason("entry_not_in_round")]
    if judge is None:
        return [Reason("not_a_judge_here")]
    who = {"judge": judge.name, "entry": entry.label}
    reasons = []
    if judge not in pool_of(facts.demand, facts.judges, entry.council_id):
        reasons.append(Reason("judge_not_of_council", who))
    if (judge_id, entry_id) in facts.conflicts:
        reasons.append(Reason("pair_in_conflict", who))
    if (entry_id, judge_id) in facts.current:
        reasons.append(Reason("pair_assigned", who))
    load = _loads(facts)[judge_id]
    if judge.most is not None and load >= judge.most:
        reasons.append(Reason("judge_full", {"judge": judge.name, "load": load, "most": judge.most}))
    return reasons


def warnings_of(facts: Facts, entry_id: int, judge_id: int) -> list[Reason]:
    """What would be out of balance once this judge is on this entry."""
    entry, judge = _entry(facts, entry_id), _judge(facts, judge_id)
    if entry is None or judge is None:
        return []
    found = []
    band, load = bands_of(facts).get(judge_id), _loads(facts)[judge_id] + 1
    if band is not None and is_lopsided(load, band) and load > band.high:
        figures = {"judge": judge.name, "load": load, "low": band.low, "high": band.high}
        found.append(Reason("load_lopsided", figures))
    wanted = facts.demand.judges_per_entry
    count = sum(one == entry_id for one, _ in facts.current) + 1
    if isinstance(wanted, int) and count > wanted:
        found.append(Reason("entry_over_demand", {"entry": entry.label, "count": count, "need": wanted}))
    return found


def _entry(facts: Facts, entry_id: int) -> PlanEntry | None:
    return next((one for one in facts.entries if one.id == entry_id), None)


def _judge(facts: Facts, judge_id: int) -> PlanJudge | None:
    return next((one for one in facts.judges if one.id == judge_id), None)


def _loads(facts: Facts) -> Counter[int]:
    return Counter(judge for _, judge in facts.current)

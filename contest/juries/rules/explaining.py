"""Why an entry lacks judges and what would make it possible; which wishes could not be met: sentences with names."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from contest.foundation.refusal import Reason
from contest.juries.rules.linking import groups_of_councils, linked_now
from contest.juries.rules.planning import Facts, PlanEntry, PlanJudge, pool_of
from contest.juries.rules.problem import Assignment, Shortage
from contest.people.rules.units import unit_key

_NAMED = 10


def unassignable(facts: Facts, assignment: Assignment) -> dict[int, Reason]:
    """For each entry that lacks judges, why, and what would make it possible."""
    by_id = {entry.id: entry for entry in facts.entries}
    reasons: dict[int, Reason] = {}
    for entry_id in assignment.uncovered:
        if by_id[entry_id].council_id is None and not facts.demand.joint:
            reasons[entry_id] = Reason("entry_without_council", {"field": by_id[entry_id].field_name})
    for shortage in assignment.shortages:
        if shortage.kind in ("judges", "places"):
            touched = set(shortage.entries) & set(assignment.uncovered)
            if shortage.kind == "places":
                full = _all_full(facts, assignment, by_id, shortage)
                reasons |= dict.fromkeys(touched - set(reasons), full)
            for entry_id in touched - set(reasons):
                reasons[entry_id] = _too_few(facts, by_id[entry_id], shortage)
    return reasons


def _too_few(facts: Facts, entry: PlanEntry, shortage: Shortage) -> Reason:
    """Not enough judges may take this entry: who is in conflict, and how many are to come."""
    pool = pool_of(facts.demand, facts.judges, entry.council_id)
    barred = [judge for judge in pool if (judge.id, entry.id) in facts.conflicts]
    more = shortage.needed - shortage.possible
    params = {
        "have": shortage.possible,
        "need": shortage.needed,
        "more": more,
        "council": facts.councils.get(entry.council_id or 0, "hội đồng"),
        "barred": f" Có xung đột với hồ sơ này: {_names(barred)}." if barred else "",
        "or_else": " hoặc xem lại xung đột nếu khai chưa đúng" if barred else "",
    }
    return Reason("too_few_judges", params)


def _all_full(facts: Facts, assignment: Assignment, by_id: Mapping[int, PlanEntry], shortage: Shortage) -> Reason:
    """All who may take these entries are full: who, with how many, and how many places are missing."""
    entries = [by_id[one] for one in shortage.entries if one in by_id]
    asked = set(shortage.judges)
    judges = [judge for judge in facts.judges if judge.id in asked]
    councils = sorted({facts.councils.get(one.council_id or 0, "") for one in entries} - {""})
    barred = {judge for judge, entry in facts.conflicts if entry in set(shortage.entries) & set(assignment.uncovered)}
    free = [judge for judge in facts.judges if judge.id in barred and judge.id not in asked]
    return Reason(
        "no_places_left",
        {
            "entries": len(entries),
            "fields": "; ".join(sorted({one.field_name for one in entries})),
            "need": shortage.needed,
            "have": shortage.possible,
            "more": shortage.needed - shortage.possible,
            "full": _names(judges, {judge.id: assignment.loads.get(judge.id, 0) for judge in judges}),
            "councils": "; ".join(councils) or "hội đồng",
            "barred": f" Người còn chỗ nhưng có xung đột: {_names(free)}." if free else "",
        },
    )


def _names(judges: Sequence[PlanJudge], loads: Mapping[int, int] | None = None) -> str:
    """The first ten by name, each with the load where one is given."""
    shown = [f"{one.name} ({loads[one.id]}/{loads[one.id]})" if loads else one.name for one in judges[:_NAMED]]
    more = len(judges) - len(shown)
    return ", ".join(shown) + (f" và {more} người khác" if more > 0 else "")


def remarks(facts: Facts, assignment: Assignment, *, links: int = 0) -> list[Reason]:
    """Wishes that could not be met, each once, in words: experts, links, judges kept apart, idle judges."""
    found = [
        *_without_experts(facts, assignment),
        *_without_links(facts, assignment, links),
        *_idle(facts, assignment),
        *_meetings(facts, assignment),
    ]
    return found


def _without_experts(facts: Facts, assignment: Assignment) -> list[Reason]:
    by_id = {entry.id: entry for entry in facts.entries}
    return [
        Reason(
            "too_few_experts",
            {
                "fields": "; ".join(sorted({by_id[one].field_name for one in shortage.entries})),
                "entries": len(shortage.entries),
                "need": shortage.needed,
                "have": shortage.possible,
            },
        )
        for shortage in assignment.shortages
        if shortage.kind == "experts"
    ]


def _without_links(facts: Facts, assignment: Assignment, links: int) -> list[Reason]:
    """Councils with fewer linked entries than asked for; councils that nothing links."""
    if not links:
        return []
    entries = Counter(entry.council_id for entry in facts.entries if entry.council_id is not None)
    linked = linked_now(facts, assignment.pairs)
    have = Counter(entry.council_id for entry in facts.entries if entry.id in linked)
    wanted = [(council, min(links, count)) for council, count in sorted(entries.items())]
    short = [
        f"{facts.councils.get(council, '')} ({have[council]}/{need})"
        for council, need in wanted
        if have[council] < need
    ]
    found = [Reason("links_missing", {"councils": "; ".join(short)})] if short else []
    groups = groups_of_councils(facts, assignment.pairs)
    if len(groups) > 1:
        shown = "; ".join(" – ".join(facts.councils.get(one, "") for one in group) for group in groups)
        found.append(Reason("councils_not_linked", {"groups": shown}))
    return found


def _idle(facts: Facts, assignment: Assignment) -> list[Reason]:
    """Judges under the fair load, all in one sentence, each with what they have and what is fair at least."""
    names = {judge.id: judge.name for judge in facts.judges}
    idle = [shortage for shortage in assignment.shortages if shortage.kind == "idle"]
    shown = ", ".join(f"{names[one.judges[0]]} ({one.possible}/{one.needed})" for one in idle[:_NAMED])
    more = f" và {len(idle) - _NAMED} người khác" if len(idle) > _NAMED else ""
    return [Reason("judges_underused", {"judges": shown + more})] if idle else []


def _meetings(facts: Facts, assignment: Assignment) -> list[Reason]:
    """Judges of one unit, and named pairs, that meet all the same."""
    units = {judge.id: unit_key(judge.unit) for judge in facts.judges}
    names = {judge.id: judge.name for judge in facts.judges}
    entries: list[int] = []
    pairs: Counter[tuple[int, int]] = Counter()
    for shortage in assignment.shortages:
        if shortage.kind == "same_group":
            pairs.update(pair for pair in combinations(sorted(shortage.judges), 2) if pair in facts.apart)
            own = Counter(units.get(judge, "") for judge in shortage.judges)
            if any(count > 1 for unit, count in own.items() if unit):
                entries.append(shortage.entries[0])
    found = [
        Reason("pair_meets", {"first": names[one], "second": names[other], "count": count})
        for (one, other), count in sorted(pairs.items())
    ]
    if entries:
        found.append(Reason("unit_meets_itself", {"count": len(entries), "entries": _labels(facts, entries)}))
    return found


def _labels(facts: Facts, entry_ids: Sequence[int]) -> str:
    """The codes of the first ten entries."""
    labels = {entry.id: entry.label for entry in facts.entries}
    shown = ", ".join(labels[one] for one in entry_ids[:_NAMED])
    return shown + (f" và {len(entry_ids) - _NAMED} hồ sơ khác" if len(entry_ids) > _NAMED else "")

"""Entries that link councils: each gets one judge of another council, so that strictness can be compared between them.

Without them a council that is strict and one that is mild cannot be told apart from one with weak and one with good
entries. An outsider takes one of the entry's places, so nobody scores more for it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256

from contest.juries.rules.planning import Facts, PlanEntry, PlanJudge, pool_of
from contest.juries.rules.seating import VOTING


def linkable(facts: Facts) -> bool:
    """Whether links mean anything here: judges counted by number, and two councils or more with judges."""
    demand = facts.demand
    councils = {entry.council_id for entry in facts.entries if entry.council_id is not None}
    voting = {seat.council_id for judge in facts.judges for seat in judge.seats if seat.role in VOTING}
    return isinstance(demand.judges_per_entry, int) and not demand.joint and len(councils) > 1 and len(voting) > 1


def outsiders_of(facts: Facts, council_id: int | None) -> list[PlanJudge]:
    """The judges of other councils who do not vote in this one."""
    inside = {judge.id for judge in pool_of(facts.demand, facts.judges, council_id)}
    return [
        judge for judge in facts.judges if judge.id not in inside and any(seat.role in VOTING for seat in judge.seats)
    ]


def linked_entries(facts: Facts, links: int, seed: int) -> frozenset[int]:
    """So many entries of each council, fields in turn; those that are linked already first, then by the seed's draw.

    Entries that have all their judges, or that no judge of another council may take, are passed over.
    """
    if links < 1 or not linkable(facts):
        return frozenset()
    now = linked_now(facts, facts.current | facts.kept)
    councils: dict[int, list[PlanEntry]] = defaultdict(list)
    standing = Counter(entry for entry, _ in facts.kept)
    outside = {council: outsiders_of(facts, council) for council in {entry.council_id for entry in facts.entries}}
    for entry in facts.entries:
        has_place = standing[entry.id] < int(facts.demand.judges_per_entry)
        has_judge = any((judge.id, entry.id) not in facts.conflicts for judge in outside[entry.council_id])
        if entry.council_id is not None and (entry.id in now or (has_place and has_judge)):
            councils[entry.council_id].append(entry)
    return frozenset(entry.id for entries in councils.values() for entry in _in_turn(entries, now, seed)[:links])


def linked_now(facts: Facts, pairs: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The entries that have a judge of another council."""
    if not linkable(facts):
        return frozenset()
    council_of = {entry.id: entry.council_id for entry in facts.entries}
    outside = {council: {judge.id for judge in outsiders_of(facts, council)} for council in set(council_of.values())}
    return frozenset(entry for entry, judge in pairs if entry in council_of and judge in outside[council_of[entry]])


def _in_turn(entries: Iterable[PlanEntry], now: Collection[int], seed: int) -> list[PlanEntry]:
    place: Counter[str] = Counter()
    ranked = []
    for entry in sorted(entries, key=lambda one: (one.id not in now, _draw(seed, one.id), one.id)):
        ranked.append((entry.id not in now, place[entry.field_key], _draw(seed, entry.id), entry.id, entry))
        place[entry.field_key] += 1
    return [row[-1] for row in sorted(ranked, key=lambda row: row[:4])]


def _draw(seed: int, entry_id: int) -> str:
    return sha256(f"link:{seed}:{entry_id}".encode()).hexdigest()


def groups_of_councils(facts: Facts, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, ...]]:
    """Which councils can be compared: those that a chain of judges on common entries joins, each group in order.

    A judge joins all councils on whose entries the judge is; one group means that all can be compared.
    """
    council_of = {entry.id: entry.council_id for entry in facts.entries if entry.council_id is not None}
    above: dict[int, int] = {council: council for council in council_of.values()}

    def top(council: int) -> int:
        while above[council] != council:
            above[council] = above[above[council]]
            council = above[council]
        return council

    first: dict[int, int] = {}
    for entry, judge in pairs:
        if entry in council_of:
            council = council_of[entry]
            above[top(council)] = top(first.setdefault(judge, council))
    groups: Mapping[int, list[int]] = defaultdict(list)
    for council in sorted(above):
        groups[top(council)].append(council)
    return sorted(tuple(group) for group in groups.values())

"""Who goes on to the next round: over a threshold, the first so many, a percentage, grades, the council's choice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from contest.editions.rules import GoesOn


class Ranked(NamedTuple):
    """A ranked entry as the cut sees it; `scope` is the field, division or council the cut counts in."""

    entry_id: int
    rank: int
    points: Decimal | None
    grade: str = ""
    scope: str = ""


def cut(rule: GoesOn | None, ranked: Sequence[Ranked], *, is_last: bool) -> dict[int, bool | None]:
    """For every ranked entry whether it goes on; None where the council chooses or no round follows."""
    if is_last:
        return {entry.entry_id: None for entry in ranked}
    if rule is None:
        return {entry.entry_id: True for entry in ranked}
    found: dict[int, bool | None] = {}
    pools: dict[str, list[Ranked]] = {}
    for entry in sorted(ranked, key=lambda entry: (entry.rank, entry.entry_id)):
        pools.setdefault(entry.scope, []).append(entry)
    for pool in pools.values():
        found.update(_cut_pool(rule, pool))
    return found


def _cut_pool(rule: GoesOn, pool: Sequence[Ranked]) -> Mapping[int, bool | None]:
    reach = [entry for entry in pool if reaches(rule, entry)]
    found: dict[int, bool | None] = {entry.entry_id: False for entry in pool}
    if rule.chosen_by == "council":
        return found | {entry.entry_id: None for entry in reach}
    places = places_in(rule, len(pool))
    for _, group in groupby(reach, key=lambda entry: entry.rank):
        equals = list(group)
        verdict = _verdict(rule, len(equals), places)
        found.update((entry.entry_id, verdict) for entry in equals)
        places = None if places is None else max(0, places - len(equals))
    return found


def _verdict(rule: GoesOn, equals: int, places: int | None) -> bool | None:
    if places is None or equals <= places:
        return True
    if places == 0:
        return False
    return {"expand": True, "withhold": False, "to_council": None}[rule.boundary_tie]


def reaches(rule: GoesOn, entry: Ranked) -> bool:
    """Whether the entry is over the threshold and has one of the grades, where the regulation asks for them."""
    if rule.grades and entry.grade not in rule.grades:
        return False
    if rule.threshold is None:
        return True
    return entry.points is not None and rule.threshold.holds(entry.points)


def places_in(rule: GoesOn, size: int) -> int | None:
    """How many go on from a pool of this size, a percentage rounded down; None when only the threshold limits."""
    limits = [rule.top] if rule.top is not None else []
    if rule.percent is not None:
        limits.append(int(size * rule.percent // 100))
    return min(limits, default=None)


@dataclass(frozen=True, slots=True)
class Going:
    """A ranked entry after the cut, and whether its place waits for the council's vote on a tie."""

    entry_id: int
    rank: int
    goes_on: bool | None
    scope: str
    waits: bool


def stands_at_cut(rule: GoesOn | None, entries: Sequence[Going]) -> bool:
    """Whether a vote that is still awaited would decide who goes on: more equals on the last place than it has room."""
    if rule is None or rule.chosen_by == "council":
        return False
    pools: dict[str, list[Going]] = {}
    for entry in entries:
        pools.setdefault(entry.scope, []).append(entry)
    for pool in pools.values():
        room = places_in(rule, len(pool))
        waiting = {entry.rank for entry in pool if entry.waits}
        for rank in waiting:
            before = sum(entry.rank < rank for entry in pool)
            equals = sum(entry.rank == rank for entry in pool)
            if (
                room is not None
                and before < room < before + equals
                and any(entry.rank == rank and entry.goes_on is not False for entry in pool)
            ):
                return True
    return False

"""Who would have to be in two places at once, which room would hold two entries; shares nothing with the builder."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from contest.foundation.clock import local
from contest.foundation.refusal import Reason
from contest.juries.rules.timetable.problem import Placed, Show


class Clash(NamedTuple):
    """Two entries that overlap in time. person: who is needed by both; "" when both are in one room."""

    first: Placed
    second: Placed
    person: str


def clashes(placed: Sequence[Placed], shows: Mapping[int, Show], changeover: int = 0) -> list[Clash]:
    """Everything impossible in a timetable. Who goes from one room to another needs the changeover's minutes."""
    ordered = sorted(placed, key=lambda one: (one.starts, one.room, one.entry_id))
    found: list[Clash] = []
    for place, first in enumerate(ordered):
        for second in ordered[place + 1 :]:
            if second.starts >= first.ends + timedelta(minutes=changeover):
                break
            found += _between(first, second, shows)
    return found


def clashes_with(one: Placed, others: Iterable[Placed], shows: Mapping[int, Show], changeover: int = 0) -> list[Clash]:
    """What putting one entry there would break."""
    rest = [other for other in others if other.entry_id != one.entry_id]
    pause = timedelta(minutes=changeover)
    near = [other for other in rest if other.starts < one.ends + pause and one.starts < other.ends + pause]
    found: list[Clash] = []
    for other in near:
        first, second = sorted((one, other), key=_by_time)
        found += _between(first, second, shows)
    return found


def _by_time(one: Placed) -> tuple[datetime, str, int]:
    return one.starts, one.room, one.entry_id


def _between(first: Placed, second: Placed, shows: Mapping[int, Show]) -> list[Clash]:
    """Within one room only the overlap itself counts: the changeover may shrink when the day is late."""
    if first.room == second.room:
        return [Clash(first, second, "")] if second.starts < first.ends else []
    mine, theirs = shows.get(first.entry_id), shows.get(second.entry_id)
    if mine is None or theirs is None:
        return []
    return [Clash(first, second, mine.people[key]) for key in sorted(mine.people.keys() & theirs.people.keys())]


def said(clash: Clash, shows: Mapping[int, Show]) -> Reason:
    """The clash as a reason, with both entries and the hour."""
    labels = [shows[one.entry_id].label if one.entry_id in shows else "?" for one in clash[:2]]
    at = local(max(clash.first.starts, clash.second.starts))
    facts = {
        "first": labels[0],
        "second": labels[1],
        "at": f"{at:%H:%M}",
        "room": clash.first.room,
        "other": clash.second.room,
        "person": clash.person,
    }
    return Reason("timetable_person_twice" if clash.person else "timetable_room_taken", facts)

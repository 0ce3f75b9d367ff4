"""The order as a timetable, the usual one to begin with, and when it may not be changed."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from contest.foundation.refusal import Reason

LEAST, MOST, USUAL = 4, 40, 12
MOST_MINUTES = 240


class Usual(NamedTuple):
    """A segment of the usual order: its kind and minutes."""

    kind: str
    minutes: int


BEFORE = (
    Usual("opening", 5),
    Usual("introduction", 10),
    Usual("report", 15),
    Usual("decision", 10),
)
AFTER = (Usual("speech", 10), Usual("thanks", 5), Usual("closing", 2))


def usual_minutes(people: int) -> int:
    """How long a group takes: walking up and down, and about a third of a minute for each who is called."""
    return 2 + -(-people // 3)


def clock_times(starts_at: datetime | None, minutes: Iterable[int]) -> list[tuple[datetime | None, int]]:
    """When each segment begins, and after how many minutes."""
    found, after = [], 0
    for each in minutes:
        found.append((starts_at + timedelta(minutes=after) if starts_at else None, after))
        after += each
    return found


def why_not_arrange(*, sealed: bool, faults: Sequence[str]) -> list[Reason]:
    """Why no order can be made: it comes from a sealed result that is right."""
    if not sealed:
        return [Reason("ceremony_unsealed")]
    return [Reason("ceremony_faulty", {"fault": faults[0]})] if faults else []


def why_not_settle(group_size: int) -> list[Reason]:
    """Why the ceremony cannot be as it is typed."""
    if LEAST <= group_size <= MOST:
        return []
    return [Reason("ceremony_size", {"least": LEAST, "most": MOST}, "group_size")]


def why_not_write(kind: str, title: str, minutes: int) -> list[Reason]:
    """Why a segment cannot be as it is typed."""
    reasons = []
    if kind == "other" and not title.strip():
        reasons.append(Reason("segment_title_missing", where="title"))
    if not 0 <= minutes <= MOST_MINUTES:
        reasons.append(Reason("segment_minutes", {"most": MOST_MINUTES}, "minutes"))
    return reasons

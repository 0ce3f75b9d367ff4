"""The day itself: a room that runs late moves its rest of the day, as little as its pauses allow."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from contest.juries.rules.timetable.problem import Placed


def delayed(rest: Sequence[Placed], first: datetime, changeover: int) -> list[Placed]:
    """The rest of a room's day (as planned) when its next one begins at `first`: nobody is called before the plan.

    A rest or the midday pause swallows what it can of the delay, down to the minutes of a changeover; with an earlier
    `first` the room comes back to its plan the same way.
    """
    moved: list[Placed] = []
    earliest = first
    for one in sorted(rest, key=lambda each: (each.starts, each.entry_id)):
        late = one._replace(starts=max(one.starts, earliest))
        moved.append(late)
        earliest = late.ends + timedelta(minutes=changeover)
    return moved

"""When a reminder is due: so many hours before a date, each once, and none for what was begun after that moment."""

import re
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from contest.foundation.refusal import refuse_with
from contest.foundation.vietnamese import fold

MOST_TIMES = 5
_FARTHEST_HOURS = 60 * 24
_TIME = re.compile(r"(\d{1,4})\s*(ngay|gio)")


def due_time(times: Collection[int], deadline: datetime, began: datetime, at: datetime) -> int | None:
    """Which reminder (in hours before the deadline) is due at this moment; the latest one only, None for none.

    A reminder that was missed is not made up once a later one is due. `began`: when what is reminded of began.
    """
    if at >= deadline:
        return None
    passed = [hours for hours in times if began <= deadline - timedelta(hours=hours) <= at]
    return min(passed, default=None)


def left_words(deadline: datetime, at: datetime) -> str:
    """How long it is, as people say it: whole days from two days on, hours below."""
    hours = max(0, int((deadline - at).total_seconds() // 3600))
    if hours >= 48:
        return f"{hours // 24} ngày"
    return f"{hours} giờ" if hours else "chưa đầy một giờ"


def times_words(times: Sequence[int]) -> str:
    """Hours as an organiser writes them: "7 ngày, 24 giờ"."""
    return ", ".join(f"{each // 24} ngày" if each % 24 == 0 and each > 24 else f"{each} giờ" for each in times)


def read_times(typed: str) -> tuple[int, ...]:
    """Hours before the date, the farthest first. Raises Refusal: letters_times_unreadable, _many, _far."""
    found = []
    for part in (part.strip() for part in re.split(r"[,;\n]|\bvà\b", typed)):
        if not part:
            continue
        read = _TIME.fullmatch(fold(part).replace("truoc", "").strip())
        if read is None:
            raise refuse_with("letters_times_unreadable", "times", value=part[:40])
        found.append(int(read[1]) * (24 if read[2] == "ngay" else 1))
    if any(not 1 <= hours <= _FARTHEST_HOURS for hours in found):
        raise refuse_with("letters_times_far", "times")
    if len(set(found)) > MOST_TIMES:
        raise refuse_with("letters_times_many", "times", most=MOST_TIMES)
    return tuple(sorted(set(found), reverse=True))

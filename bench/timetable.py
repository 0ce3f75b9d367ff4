"""The timetable of presentations: how many entries find a place, what is broken (nothing), how long it takes.

python -m bench.timetable                     # 30 to 400 entries, councils of five or seven, people in two places
"""

import random
import sys
import time
from datetime import date, timedelta
from datetime import time as hour
from typing import NamedTuple

from contest.juries.rules.timetable import (
    Called,
    Day,
    Frame,
    Problem,
    Room,
    Show,
    build,
    call_order,
    cells,
    clashes,
)


class Size(NamedTuple):
    """So many entries of so many schools, in councils of so many judges, one room each, on so many days."""

    entries: int
    councils: int
    days: int
    judges: int
    schools: int


SIZES = (Size(30, 2, 1, 5, 12), Size(51, 3, 1, 7, 25), Size(120, 4, 2, 7, 45), Size(400, 6, 4, 7, 120))


def made(size: Size, seed: int = 1) -> Problem:
    """A contest in which one entry in ten needs a judge of another council, one in seven an author of two entries."""
    chance = random.Random(seed)
    first = date(2026, 6, 1)
    days = tuple(
        Day(first + timedelta(days=day), hour(7, 30), hour(17), hour(11, 30), hour(13, 30)) for day in range(size.days)
    )
    rooms = tuple(Room(f"Phòng {council + 1}", (council,)) for council in range(size.councils))
    frame = Frame(days, rooms, minutes=10, questions=5, changeover=5, rest_after=4, rest_minutes=10)
    people, called = {}, []
    for entry in range(1, size.entries + 1):
        council = entry % size.councils
        own = {f"judge:{council}:{judge}": f"Giám khảo {judge}" for judge in range(size.judges)}
        if chance.random() < 0.1:
            own[f"judge:{chance.randrange(size.councils)}:0"] = "Giám khảo hai hội đồng"
        if chance.random() < 0.15:
            own[f"author:{chance.randrange(size.entries // 10 + 1)}"] = "Tác giả hai hồ sơ"
        people[entry] = own
        called.append(Called(entry, f"HS-{entry:04}", f"trường {chance.randrange(size.schools)}"))
    turns = call_order(called, "lot", seed, units_together=True)
    shows = [
        Show(one.entry_id, one.label, one.entry_id % size.councils, one.unit, turns[one.entry_id], people[one.entry_id])
        for one in called
    ]
    return Problem(frame, shows)


def main() -> int:
    """One line a size; 1 when a rule is broken or the same input gave something else."""
    broken = 0
    for size in SIZES:
        problem = made(size)
        begun = time.process_time()
        built = build(problem)
        seconds = time.process_time() - begun
        shows = {show.entry_id: show for show in problem.shows}
        found = len(clashes(built.placed, shows, problem.frame.changeover)) + (build(problem) != built)
        broken += found
        print(
            f"{size.entries} entries, {size.councils} rooms, {len(cells(problem.frame))} slots: "
            f"{len(built.placed)} placed, {len(built.travels)} schools on a second day, {found} broken, "
            f"{seconds:.1f} s of CPU"
        )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())

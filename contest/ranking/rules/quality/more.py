"""Where another score tells most: entries that may as well be among the first as not, and have few scores yet."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple


class Next(NamedTuple):
    """A score worth having."""

    entry_id: int
    judge_id: int


def next_scores(
    chances: Mapping[int, float],
    given: Collection[tuple[int, int]],
    judges: Sequence[int],
    budget: int,
    *,
    barred: Collection[tuple[int, int]] = (),
    most: int | None = None,
) -> list[Next]:
    """So many scores (entry, judge), one after another where p (1 - p) / (n + 1) is greatest, from the least loaded.

    chances: p of every entry to be among the first; given: the (entry, judge) pairs there are; barred: pairs that must
    not be; most: scores a judge may give in all. After a batch the model is fitted anew and asked again.
    """
    scores, loads = dict.fromkeys(chances, 0), dict.fromkeys(judges, 0)
    taken = set(given) | set(barred)
    for entry_id, judge_id in given:
        scores[entry_id] = scores.get(entry_id, 0) + 1
        loads[judge_id] = loads.get(judge_id, 0) + 1
    found: list[Next] = []
    open_ = set(chances)
    while len(found) < budget and open_:
        entry_id = max(open_, key=lambda one: (chances[one] * (1 - chances[one]) / (scores[one] + 1), -one))
        free = [j for j in judges if (entry_id, j) not in taken and (most is None or loads[j] < most)]
        if not free:
            open_.discard(entry_id)
            continue
        judge_id = min(free, key=lambda one: (loads[one], one))
        found.append(Next(entry_id, judge_id))
        taken.add((entry_id, judge_id))
        scores[entry_id] += 1
        loads[judge_id] += 1
    return found

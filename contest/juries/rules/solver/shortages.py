"""Why something could not be given: too few allowed judges, all of them full, experts missing, units meeting."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from contest.juries.rules.problem import Shortage
from contest.juries.rules.solver.prepared import Prepared

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]


def find_shortages(given: Prepared, chosen: "Array") -> list[Shortage]:
    """Every wish that stayed open, the most important kind first."""
    return [
        *_uncovered(given, chosen),
        *_experts(given, chosen),
        *_links(given, chosen),
        *_same_group(given, chosen),
        *_idle(given, chosen),
    ]


def missing_of(given: Prepared, chosen: "Array") -> "Array":
    """How many judges each entry still lacks."""
    import numpy as np  # noqa: PLC0415 - heavy

    return given.demand - np.bincount(given.pe[chosen], minlength=given.entries)


def _uncovered(given: Prepared, chosen: "Array") -> list[Shortage]:
    import numpy as np  # noqa: PLC0415 - heavy

    missing = missing_of(given, chosen)
    if not (missing > 0).any():
        return []
    allowed = np.bincount(given.pe, minlength=given.entries)
    found = []
    short = [int(entry) for entry in np.nonzero(missing > 0)[0]]
    for entry in short:
        if allowed[entry] < given.demand[entry]:
            found.append(_too_few_judges(given, entry))
    rest = [entry for entry in short if allowed[entry] >= given.demand[entry]]
    web = _Web(given, chosen) if rest else None
    while rest and web is not None:
        entries, judges = web.reached_from(rest[0])
        found.append(_all_full(given, entries, judges, int(missing[entries].clip(0).sum())))
        rest = [entry for entry in rest if entry not in set(entries)]
    return found


def _too_few_judges(given: Prepared, entry: int) -> Shortage:
    allowed = given.pj[given.pe == entry]
    fixed = int(given.demand_whole[entry] - given.demand[entry])
    return Shortage(
        "judges",
        (int(given.entry_keys[entry]),),
        tuple(int(key) for key in given.judge_keys[allowed]),
        int(given.demand_whole[entry]),
        len(allowed) + fixed,
    )


def _all_full(given: Prepared, entries: list[int], judges: list[int], missing: int) -> Shortage:
    """A Hall set: these entries can only go to these judges, and those have not places enough."""
    needed = int(given.demand[entries].sum())
    return Shortage(
        "places",
        tuple(int(given.entry_keys[entry]) for entry in entries),
        tuple(int(given.judge_keys[judge]) for judge in judges),
        needed,
        needed - missing,
    )


class _Web:
    """What can be reached by handing entries on: an entry's other judges, and the entries those judges hold."""

    def __init__(self, given: Prepared, chosen: "Array") -> None:
        self.others: dict[int, list[int]] = defaultdict(list)
        self.held: dict[int, list[int]] = defaultdict(list)
        for entry, judge, is_chosen in zip(given.pe.tolist(), given.pj.tolist(), chosen.tolist(), strict=True):
            if is_chosen:
                self.held[judge].append(entry)
            else:
                self.others[entry].append(judge)

    def reached_from(self, entry: int) -> tuple[list[int], list[int]]:
        """The entries and judges reached; all these judges are full, else there would be no shortage."""
        entries, judges, waiting = {entry}, set(), [entry]
        while waiting:
            for judge in self.others[waiting.pop()]:
                if judge not in judges:
                    judges.add(judge)
                    fresh = [one for one in self.held[judge] if one not in entries]
                    entries.update(fresh)
                    waiting.extend(fresh)
        return sorted(entries), sorted(judges)


def _experts(given: Prepared, chosen: "Array") -> list[Shortage]:
    import numpy as np  # noqa: PLC0415 - heavy

    skilled = given.expert_taken + np.bincount(given.pe[chosen & given.expert], minlength=given.entries)
    short = np.nonzero(skilled < given.need_whole)[0]
    pools: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for entry in short:
        pool = given.judge_keys[given.pj[(given.pe == entry) & given.expert]]
        pools[tuple(int(key) for key in pool)].append(int(entry))
    return [
        Shortage(
            "experts",
            tuple(int(given.entry_keys[entry]) for entry in entries),
            pool,
            int(given.need_whole[entries].sum()),
            int(skilled[entries].sum()),
        )
        for pool, entries in sorted(pools.items())
    ]


def _links(given: Prepared, chosen: "Array") -> list[Shortage]:
    """Entries that were to have a judge of another council and have none."""
    import numpy as np  # noqa: PLC0415 - heavy

    linked = np.bincount(given.pe[chosen & given.outside], minlength=given.entries) > 0
    found = []
    for entry in np.nonzero(given.may_link & ~linked)[0]:
        pool = given.judge_keys[given.pj[(given.pe == entry) & given.outside]]
        found.append(Shortage("link", (int(given.entry_keys[entry]),), tuple(int(key) for key in pool), 1, 0))
    return found


def _same_group(given: Prepared, chosen: "Array") -> list[Shortage]:
    found = []
    for entry, judges in sorted(meetings(given, chosen).items()):
        keys = tuple(int(given.judge_keys[judge]) for judge in judges)
        found.append(Shortage("same_group", (int(given.entry_keys[entry]),), keys, 1, len(keys)))
    return found


def meetings(given: Prepared, chosen: "Array") -> dict[int, list[int]]:
    """Entries on which judges of one unit meet, with those judges (places, not keys)."""
    import numpy as np  # noqa: PLC0415 - heavy

    entries = np.concatenate([given.pe[chosen], given.fixed[:, 0]])
    judges = np.concatenate([given.pj[chosen], given.fixed[:, 1]])
    grouped = given.group[judges] >= 0
    entries, judges = entries[grouped], judges[grouped]
    code = entries * (int(given.group.max(initial=0)) + 1) + given.group[judges]
    _, inverse, count = np.unique(code, return_inverse=True, return_counts=True)
    found: dict[int, list[int]] = defaultdict(list)
    for place in np.nonzero(count[inverse] > 1)[0]:
        found[int(entries[place])].append(int(judges[place]))
    return found


def _idle(given: Prepared, chosen: "Array") -> list[Shortage]:
    import numpy as np  # noqa: PLC0415 - heavy

    load = np.bincount(given.pj[chosen], minlength=given.judges)
    found = []
    for judge in np.nonzero(load < given.low)[0]:
        taken = int(given.taken[judge])
        key = (int(given.judge_keys[judge]),)
        found.append(Shortage("idle", (), key, int(given.low[judge]) + taken, int(load[judge]) + taken))
    return found

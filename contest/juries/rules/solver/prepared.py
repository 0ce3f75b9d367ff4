"""A problem in canonical order: whatever the order of its rows, the same arrays; what stands is taken off first."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from contest.juries.rules.problem import Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Whole = NDArray[Any]
    Real = NDArray[Any]

NO_CEILING = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Prepared:
    """Entries and judges by ascending key, pairs by entry and judge. demand, cap, low, high, need: what is left
    after the fixed pairs. `taken` is what they gave each judge, `base` what they gave each entry in fit."""

    entry_keys: "Whole"
    judge_keys: "Whole"
    demand: "Whole"
    cap: "Whole"
    low: "Whole"
    high: "Whole"
    taken: "Whole"
    share: "Real"
    need: "Whole"
    base: "Real"
    pe: "Whole"
    pj: "Whole"
    fit: "Real"
    expert: "Whole"
    outside: "Whole"
    stay: "Whole"
    group: "Whole"
    # The fixed pairs (entry, judge), and the pairs that would put a second judge of a fixed one's unit on an entry.
    fixed: "Whole"
    doubles: "Whole"
    tie: "Whole"
    load_cost: float
    demand_whole: "Whole"
    need_whole: "Whole"
    expert_taken: "Whole"
    # Whether an entry may still be given a judge of another council.
    may_link: "Whole"

    @property
    def entries(self) -> int:
        """How many entries there are."""
        return len(self.entry_keys)

    @property
    def judges(self) -> int:
        """How many judges there are."""
        return len(self.judge_keys)


def prepare(problem: Problem, seed: int) -> Prepared:
    """The canonical arrays of a problem."""
    import numpy as np  # noqa: PLC0415 - heavy

    entry_keys, entry_place = _ordered(problem.entries)
    judge_keys, judge_place = _ordered(problem.judges)
    entries, judges = len(entry_keys), len(judge_keys)
    pairs = _sorted_pairs(problem, entry_place, judge_place)
    fixed = _places(problem.fixed, entry_place, judge_place)
    is_fixed = np.isin(pairs.code, _codes(fixed, judges))
    base, skilled = _standing(pairs, is_fixed, fixed, judges, entries)
    free = ~is_fixed
    pe, pj, code = pairs.pe[free], pairs.pj[free], pairs.code[free]
    taken = np.bincount(fixed[:, 1], minlength=judges).astype(np.int64)
    demand_whole = _placed(problem.demand, entry_place, 0)
    demand = np.maximum(demand_whole - np.bincount(fixed[:, 0], minlength=entries), 0)
    need_whole = np.minimum(_placed(_given(problem.expert_need, [0] * entries), entry_place, 0), demand_whole)
    group = _placed(_given(problem.group, [-1] * judges), judge_place, -1)
    low = _placed(_given(problem.low, [0] * judges), judge_place, 0)
    high = _placed(_given(problem.high, [NO_CEILING] * judges), judge_place, NO_CEILING)
    share = np.empty(judges)
    share[judge_place] = _given(problem.share, [max(1.0, demand_whole.sum() / max(1, judges))] * judges)
    return Prepared(
        entry_keys=entry_keys,
        judge_keys=judge_keys,
        demand=demand,
        cap=np.maximum(_placed(problem.cap, judge_place, 0) - taken, 0),
        low=np.maximum(low - taken, 0),
        high=np.maximum(high - taken, 0),
        taken=taken,
        share=np.maximum(share, 1.0),
        need=np.clip(need_whole - skilled, 0, demand),
        base=base,
        pe=pe,
        pj=pj,
        fit=pairs.fit[free],
        expert=pairs.expert[free],
        outside=pairs.outside[free],
        stay=np.isin(code, _codes(_places(problem.stay, entry_place, judge_place), judges)),
        group=group,
        fixed=fixed,
        doubles=_doubles(fixed, pe, pj, group),
        tie=_hashes(entry_keys[pe], judge_keys[pj], seed),
        load_cost=problem.load_cost,
        demand_whole=demand_whole,
        need_whole=need_whole,
        expert_taken=skilled,
        may_link=_may_link(pairs, free, fixed, entries, judges),
    )


def _may_link(pairs: "_Pairs", free: "Whole", fixed: "Whole", entries: int, judges: int) -> "Whole":
    """Entries that have pairs with judges of other councils, none of which stands already."""
    import numpy as np  # noqa: PLC0415 - heavy

    linkable = np.bincount(pairs.pe[free & pairs.outside], minlength=entries) > 0
    standing = np.isin(pairs.code, _codes(fixed, judges)) & pairs.outside
    linkable &= np.bincount(pairs.pe[standing], minlength=entries) == 0
    result: Whole = linkable
    return result


class _Pairs(NamedTuple):
    """Allowed pairs by entry and judge; `code` is one number for both. Who comes from outside is nobody's expert."""

    pe: "Whole"
    pj: "Whole"
    fit: "Real"
    expert: "Whole"
    outside: "Whole"
    code: "Whole"


def _sorted_pairs(problem: Problem, entry_place: "Whole", judge_place: "Whole") -> _Pairs:
    import numpy as np  # noqa: PLC0415 - heavy

    pe = np.asarray(problem.pair_entry, dtype=np.int64)
    pj = np.asarray(problem.pair_judge, dtype=np.int64)
    if len(pe):
        pe, pj = entry_place[pe], judge_place[pj]
    order = np.lexsort((pj, pe))
    expert = _or_else(problem.pair_expert, len(pe), False, bool)[order]
    outside = _or_else(problem.pair_outside, len(pe), False, bool)[order]
    pe, pj = pe[order], pj[order]
    fit = np.asarray(problem.pair_fit, dtype=np.float64)[order]
    return _Pairs(pe, pj, fit, expert & ~outside, outside, pe * len(judge_place) + pj)


def _standing(pairs: _Pairs, is_fixed: "Whole", fixed: "Whole", judges: int, entries: int) -> "tuple[Real, Whole]":
    """What the fixed pairs already give each entry: fit, and experts. One that is not allowed (any more) gives none."""
    import numpy as np  # noqa: PLC0415 - heavy

    rows = zip(pairs.code[is_fixed], pairs.fit[is_fixed], pairs.expert[is_fixed], strict=True)
    known = {int(one): (float(value), bool(skilled)) for one, value, skilled in rows}
    base, skilled = np.zeros(entries), np.zeros(entries, np.int64)
    for (entry, _), one in zip(fixed, _codes(fixed, judges), strict=True):
        value, is_expert = known.get(int(one), (0.0, False))
        base[entry] += value
        skilled[entry] += is_expert
    return base, skilled


def _ordered(keys: Any) -> "tuple[Whole, Whole]":
    """The keys ascending, and where each old place went."""
    import numpy as np  # noqa: PLC0415 - heavy

    given = np.asarray(keys, dtype=np.int64)
    order = np.argsort(given, kind="stable")
    place = np.empty(len(given), np.int64)
    place[order] = np.arange(len(given))
    return given[order], place


def _placed(values: Any, place: "Whole", empty: int) -> "Whole":
    import numpy as np  # noqa: PLC0415 - heavy

    result = np.full(len(place), empty, np.int64)
    result[place] = np.asarray(values, dtype=np.int64)
    return result


def _given(values: Any, other: Any) -> Any:
    """The values, or what stands for none (an array has no truth of its own)."""
    return values if len(values) else other


def _or_else(values: Any, length: int, other: Any, kind: Any) -> "Whole":
    import numpy as np  # noqa: PLC0415 - heavy

    return np.asarray(values, dtype=kind) if len(values) else np.full(length, other, kind)


def _places(pairs: Any, entry_place: "Whole", judge_place: "Whole") -> "Whole":
    import numpy as np  # noqa: PLC0415 - heavy

    given = np.asarray(sorted(set(map(tuple, pairs))), dtype=np.int64).reshape(-1, 2)
    if not len(given):
        return given
    moved = np.stack([entry_place[given[:, 0]], judge_place[given[:, 1]]], axis=1)
    return moved[np.lexsort((moved[:, 1], moved[:, 0]))]


def _codes(pairs: "Whole", judges: int) -> "Whole":
    return pairs[:, 0] * judges + pairs[:, 1]


def _doubles(fixed: "Whole", pe: "Whole", pj: "Whole", group: "Whole") -> "Whole":
    """Pairs whose judge shares a unit with a judge already fixed on the entry."""
    import numpy as np  # noqa: PLC0415 - heavy

    width = int(group.max(initial=-1)) + 2
    held = fixed[group[fixed[:, 1]] >= 0]
    return np.isin(pe * width + group[pj] + 1, held[:, 0] * width + group[held[:, 1]] + 1)


def _hashes(left: "Whole", right: "Whole", seed: int) -> "Whole":
    """A number for each pair that depends on its two keys and the seed only (splitmix64), for settling equals."""
    import numpy as np  # noqa: PLC0415 - heavy

    mixed = left.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(seed % (1 << 63))
    for _ in range(2):
        mixed ^= mixed >> np.uint64(30)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        mixed ^= mixed >> np.uint64(27)
        mixed *= np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
        mixed += right.astype(np.uint64) * np.uint64(0xD1342543DE82EF95)
    return (mixed >> np.uint64(40)).astype(np.int64)

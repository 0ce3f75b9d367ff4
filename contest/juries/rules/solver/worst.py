"""Raising the worst-served entry: prices on the entries that are short, a few flows, the best one kept."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from contest.juries.rules.solver.network import DEAREST, Network, flow
from contest.juries.rules.solver.prepared import Prepared

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

_CLOSE = 1e-9
# Flows spent on prices, by how many pairs there are: a count and not a time, so that equal inputs end alike.
_ROUNDS = ((3_000, 30), (30_000, 10), (300_000, 4))
# Experts and units make a flow three times as dear.
_FEWER = 3
_PATIENT = ((30_000, 120), (300_000, 60), (10_000_000, 15))
_STEP = 20.0
# Where a floor is enough, prices rise slowly, so that little of the total is given up, over more flows.
_SLOW, _SLOW_ROUNDS = 0.1, 30


@dataclass(frozen=True, slots=True)
class Served:
    """How well entries are served by a choice of pairs; `worst` over the entries that lack nobody."""

    worst: float
    total: float

    def better_than(self, other: "Served") -> bool:
        """A higher worst entry first, then a higher total."""
        if abs(self.worst - other.worst) > _CLOSE:
            return self.worst > other.worst
        return self.total > other.total + _CLOSE


def sums_of(given: Prepared, chosen: "Array") -> "Array":
    """Each entry's fit, fixed judges included."""
    import numpy as np  # noqa: PLC0415 - heavy

    return given.base + np.bincount(given.pe[chosen], given.fit[chosen], minlength=given.entries)


def served(given: Prepared, chosen: "Array") -> Served:
    """The figures of a choice."""
    import numpy as np  # noqa: PLC0415 - heavy

    sums = sums_of(given, chosen)
    covered = np.bincount(given.pe[chosen], minlength=given.entries) >= given.demand
    covered &= given.demand_whole > 0
    return Served(float(sums[covered].min()) if covered.any() else 0.0, float(sums.sum()))


def best_of(given: Prepared) -> "Array":
    """How well each entry would be served by its own best judges, whatever the others get."""
    import numpy as np  # noqa: PLC0415 - heavy

    order = np.lexsort((-given.fit, given.pe))
    pe, fit = given.pe[order], given.fit[order]
    start = np.searchsorted(pe, np.arange(given.entries))
    place = np.arange(len(pe)) - start[pe] if len(pe) else np.zeros(0, np.int64)
    return given.base + np.bincount(pe, np.where(place < given.demand[pe], fit, 0.0), minlength=given.entries)


def bound_of(given: Prepared) -> float:
    """No assignment can serve its worst entry better than this: some entry's own best judges give no more."""
    import numpy as np  # noqa: PLC0415 - heavy

    possible = np.bincount(given.pe, minlength=given.entries) >= given.demand
    possible &= given.demand_whole > 0
    return float(best_of(given)[possible].min()) if possible.any() else 0.0


def raise_worst(
    network: Network, chosen: "Array", shun: "Array | None", patient: bool, floor: float | None = None
) -> "tuple[Array, int]":
    """The choice with the best-served worst entry that a few priced flows find, and how many were tried.

    With a `floor`, the first one that serves every entry so well; the highest total is lost as little as can be.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    given = network.given
    target, best = bound_of(given), served(given, chosen)
    rounds = next((count for size, count in (_PATIENT if patient else _ROUNDS) if len(given.fit) <= size), 0)
    if floor is not None:
        target, rounds = min(floor, target), max(rounds, _SLOW_ROUNDS)
    elif not patient and network.weights.group:
        rounds = -(-rounds // _FEWER)
    price, kept, tried = np.zeros(given.entries), chosen, 0
    current = chosen
    while tried < rounds and target - best.worst > _CLOSE:
        gap = np.clip((target - sums_of(given, current)) / max(target, _CLOSE), 0.0, 1.0)
        step = _STEP * gap / (1 + tried / 8) if floor is None else _SLOW * (gap > _CLOSE)
        price = np.minimum(price + step, DEAREST)
        current = flow(network, price, shun)
        tried += 1
        now = served(given, current)
        if now.better_than(best):
            best, kept = now, current
    return kept, tried

"""The assignment as one min-cost flow: entry → (non-experts) → (outsiders) → (judges of one unit) → judge → sink.

Wishes are penalties, heavier the more they matter: an expert missing weighs more than a link between councils, that
more than a pair moved, that more than a load outside its band, that more than two judges of one unit (no regulation
asks to keep them apart, and a council whose members come from few units would pay for it with threefold loads), and
that more than fit. Coverage comes before all: when not everything can be covered, as much as possible is. Every weight
outweighs what a simple cycle of the residual network can win below it, so up to `_STEPS` judges the order is strict;
beyond, it is a strong preference.
"""

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from contest.juries.rules.solver.prepared import Prepared

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

_STEPS = 48
_BUDGET = 2**59
_PIECES = 64
_STRICT = ((10**6, 1024), (10**6, 64), (10**5, 64), (10**4, 16), (10**4, 4))
_LOOSE = ((10**5, 16), (10**4, 16), (1000, 4))
# Prices on the worst-served entries multiply their fit by at most this.
DEAREST = 4.0


@dataclass(frozen=True, slots=True)
class Weights:
    """Penalties in units of fit; 0 where the wish is not asked for."""

    load: float
    stay: float
    group: float
    expert: float
    link: float


def weights_of(given: Prepared) -> Weights:
    """The weights this problem needs: a wish nobody has costs no digits."""
    steps = min(given.judges, given.entries, _STEPS) + 1
    fit = (float(given.fit.max(initial=1.0)) + given.load_cost) * (1 + DEAREST)
    group = steps * fit if (given.group >= 0).any() else 0.0
    pair = steps * (fit + 2 * group)
    load = pair if (given.low > 0).any() or (given.high < given.cap).any() else 0.0
    stay = pair + 4 * load if given.stay.any() else 0.0
    link = pair + 2 * stay + 4 * load if given.may_link.any() else 0.0
    expert = pair + 2 * steps * stay + 4 * load + 2 * link if (given.need > 0).any() else 0.0
    return Weights(load, stay, group, expert, link)


@dataclass(frozen=True, slots=True)
class Digits:
    """Costs are whole: `resolution` steps make one point of fit, a step is `step`, and the lowest `spread` of it
    settle equals, so that (while 64 bits allow) all ties together weigh less than one step of fit."""

    resolution: int
    step: int
    spread: int

    def whole(self, worth: "Array") -> "Array":
        """A cost in points of fit as a whole number."""
        import numpy as np  # noqa: PLC0415 - heavy

        whole: Array = np.rint(worth * self.resolution).astype(np.int64) * self.step
        return whole


@dataclass(frozen=True, slots=True)
class Network:
    """The arcs of a problem, built once; only the pairs' costs change between solves. The pairs' arcs come first."""

    given: Prepared
    digits: "Digits"
    weights: Weights
    tails: "Array"
    heads: "Array"
    capacities: "Array"
    costs: "Array"
    supplies: "Array"


def build(given: Prepared) -> Network:
    """The network of a problem."""
    import numpy as np  # noqa: PLC0415 - heavy

    entries, judges = given.entries, given.judges
    weights = weights_of(given)
    source, inner, nodes = _inner_arcs(given, entries + judges + 1)
    digits = _digits(given, weights, nodes)
    sink = _sink_arcs(given, weights)
    tails = np.concatenate([source, inner[0], entries + sink[0]])
    heads = np.concatenate([entries + given.pj, inner[1], np.full(len(sink[0]), entries + judges)])
    inner_cost = np.select([inner[3] == 1, inner[3] == 2], [weights.expert, weights.group], 0.0)
    costs = digits.whole(np.concatenate([np.zeros(len(source)), inner_cost, sink[2]]))
    supplies = np.zeros(nodes, np.int64)
    supplies[:entries] = given.demand
    supplies[entries + judges] = -given.demand.sum()
    capacities = np.concatenate([np.ones(len(source), np.int64), inner[2], sink[1]])
    return Network(given, digits, weights, tails, heads, capacities, costs, supplies)


def _digits(given: Prepared, weights: Weights, nodes: int) -> Digits:
    """As many digits as 64 bits allow on this network."""
    heaviest = 2 * (weights.load + weights.stay + weights.group + weights.expert + weights.link)
    heaviest += (float(given.fit.max(initial=1.0)) + given.load_cost) * (1 + DEAREST) + 1
    chosen = max(1, int(given.demand.sum()))
    choices = [
        *((resolution, chosen * spread, spread) for resolution, spread in _STRICT),
        *((resolution, spread, spread) for resolution, spread in _LOOSE),
    ]
    for resolution, step, spread in choices:
        if resolution * step * heaviest * (nodes + 1) < _BUDGET:
            return Digits(resolution, step, spread)
    return Digits(100, 2, 2)


def _inner_arcs(given: Prepared, first: int) -> "tuple[Array, tuple[Array, Array, Array, Array], int]":
    """Where each pair's arc begins, and the arcs to those nodes: tail, head, capacity, kind (1 expert, 2 group)."""
    import numpy as np  # noqa: PLC0415 - heavy

    source = given.pe.copy()
    unskilled = (given.need[given.pe] > 0) & ~given.expert
    parts: list[list[Array]] = [[], [], [], []]
    wanting = np.nonzero(given.need > 0)[0]
    if len(wanting):
        gate = np.zeros(given.entries, np.int64)
        gate[wanting] = first + np.arange(len(wanting))
        source[unskilled] = gate[given.pe[unskilled]]
        spare = given.demand[wanting] - given.need[wanting]
        _add(parts, wanting, gate[wanting], spare, 0)
        _add(parts, wanting, gate[wanting], given.need[wanting], 1)
        first += len(wanting)
    # With their places at once: asked for the values alone, NumPy loads its masked arrays, a twentieth of a second.
    linked, start = np.unique(given.pe[given.outside], return_index=True)
    if len(linked):
        gate = np.zeros(given.entries, np.int64)
        gate[linked] = first + np.arange(len(linked))
        _add(
            parts, source[np.nonzero(given.outside)[0][start]], gate[linked], given.may_link[linked].astype(np.int64), 0
        )
        source[given.outside] = gate[given.pe[given.outside]]
        first += len(linked)
    grouped = np.nonzero(given.group[given.pj] >= 0)[0]
    if len(grouped):
        width = int(given.group.max()) + 1
        way = unskilled[grouped] + 2 * given.outside[grouped]
        code = (given.pe[grouped] * width + given.group[given.pj[grouped]]) * 4 + way
        _, start, inverse, count = np.unique(code, return_index=True, return_inverse=True, return_counts=True)
        many = np.nonzero(count > 1)[0]
        node = np.full(len(count), -1, np.int64)
        node[many] = first + np.arange(len(many))
        parents = source[grouped[start[many]]]
        _add(parts, parents, node[many], np.ones(len(many), np.int64), 0)
        _add(parts, parents, node[many], count[many] - 1, 2)
        inside = node[inverse] >= 0
        source[grouped[inside]] = node[inverse[inside]]
        first += len(many)
    joined = [np.concatenate(part).astype(np.int64) if part else np.zeros(0, np.int64) for part in parts]
    return source, (joined[0], joined[1], joined[2], joined[3]), first


def _add(parts: "list[list[Array]]", tails: "Array", heads: "Array", capacities: "Array", kind: int) -> None:
    import numpy as np  # noqa: PLC0415 - heavy

    for part, values in zip(parts, (tails, heads, capacities, np.full(len(tails), kind)), strict=True):
        part.append(values)


def _sink_arcs(given: Prepared, weights: Weights) -> "tuple[Array, Array, Array]":
    """Judge to sink in pieces of rising cost: under `low`, in the band, over `high`; finer inside for balance."""
    import numpy as np  # noqa: PLC0415 - heavy

    tails: list[int] = []
    sizes: list[int] = []
    costs: list[float] = []
    reach = np.minimum(given.cap, np.bincount(given.pj, minlength=given.judges))
    for judge in range(given.judges):
        cap, low, high = int(reach[judge]), int(given.low[judge]), int(given.high[judge])
        taken, share = int(given.taken[judge]), float(given.share[judge])
        step = max(1, -(-cap // _PIECES)) if given.load_cost else max(1, cap)
        cuts = sorted({0, cap, *range(0, cap, step), *(edge for edge in (low, high) if edge < cap)})
        for begin, end in itertools.pairwise(cuts):
            tails.append(judge)
            sizes.append(end - begin)
            band = weights.load * ((begin >= low) + (begin >= high))
            costs.append(band + given.load_cost * (taken + (begin + 1 + end) / 2) / share)
    return (
        np.asarray(tails, np.int64),
        np.asarray(sizes, np.int64),
        np.asarray(costs, np.float64),
    )


def flow(network: Network, price: "Array | None" = None, shun: "Array | None" = None) -> "Array":
    """Which pairs are chosen. `price` multiplies the worth of an entry's fit, `shun` marks pairs to keep out.

    Raises RuntimeError when the solver itself fails.
    """
    import numpy as np  # noqa: PLC0415 - heavy
    from ortools.graph.python import min_cost_flow  # noqa: PLC0415 - heavy

    given, weights = network.given, network.weights
    fit = given.fit if price is None else given.fit * (1 + price[given.pe])
    penalty = np.where(given.stay, 0.0, weights.stay) + np.where(given.doubles, weights.group, 0.0)
    penalty -= np.where(given.outside, weights.link, 0.0)
    if shun is not None:
        penalty += np.where(shun, weights.group, 0.0)
    top = float(given.fit.max(initial=1.0)) * (1 + DEAREST)
    costs = network.costs.copy()
    costs[: len(fit)] = network.digits.whole(penalty + top - fit) + given.tie % network.digits.spread
    solver: Any = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(network.tails, network.heads, network.capacities, costs)
    solver.set_nodes_supplies(np.arange(len(network.supplies)), network.supplies)
    status = solver.solve()
    if status == solver.INFEASIBLE:
        status = solver.solve_max_flow_with_min_cost()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"the flow could not be solved: {status}")
    return np.asarray(solver.flows(np.arange(len(fit)))) > 0

"""What is known of the entries once severities are guessed: their errors, and rankings that might as well be so."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    Whole = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

# Ranks of every drawn ranking are held at once: no more than so many, so that a large edition stays in memory.
_MOST_RANKS = 20_000_000


class Chances(NamedTuple):
    """Of one entry: how likely it is among the first so many, for each line; its rank in nine of ten rankings."""

    within: tuple[float, ...]
    low: int
    high: int


# Told apart by being another: what it holds is no more compared than changed.
@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """The conditional distribution of P entries' scores given M scores by J judges in G fields.

    t_p = mean_p + kept_p δμ_g - Σ δb_j / weight_p + z_p √(left / weight_p), where (δμ, δb) is normal with the
    covariance `left` × `inverse` ((G + J) × (G + J)); `group` is by entry, `entry` and `judge` by score.
    """

    names: tuple[int, ...]
    means: "Floats"
    group: "Whole"
    entry: "Whole"
    judge: "Whole"
    weight: "Floats"
    kept: "Floats"
    inverse: "Floats"
    left: float

    def errors(self) -> "Floats":
        """The standard deviation of every entry's score."""
        import numpy as np  # noqa: PLC0415 - heavy: only the report of a closed round needs it

        fields = len(self.inverse) - int(self.judge.max()) - 1
        counts = np.bincount(self.entry, minlength=len(self.names))
        order = np.argsort(self.entry, kind="stable")
        starts = np.concatenate(([0], np.cumsum(counts)))
        found = np.empty(len(self.names))
        for n in np.unique(counts):
            at = np.flatnonzero(counts == n)
            judges = self.judge[order][starts[at][:, None] + np.arange(int(n))]
            places = np.concatenate((self.group[at][:, None], fields + judges), axis=1)
            by = np.concatenate(
                (self.kept[at][:, None], np.broadcast_to(-1 / self.weight[at][:, None], judges.shape)), axis=1
            )
            among = self.inverse[places[:, :, None], places[:, None, :]]
            found[at] = np.einsum("pi,pij,pj->p", by, among, by)
        return np.sqrt(self.left * (found + 1 / self.weight))

    def draw(self, count: int, seed: int = 0) -> "Floats":
        """So many sets of scores (count × P), drawn from what is known; the same seed gives the same."""
        import numpy as np  # noqa: PLC0415 - heavy: only the report of a closed round needs it

        chance = np.random.default_rng(seed)
        size, fields = len(self.names), len(self.inverse) - int(self.judge.max()) - 1
        root = np.linalg.cholesky(self.inverse) * np.sqrt(self.left)
        found = np.empty((count, size))
        for number in range(count):
            off = root @ chance.standard_normal(len(root))
            severity = np.bincount(self.entry, weights=off[fields:][self.judge], minlength=size)
            own = chance.standard_normal(size) * np.sqrt(self.left / self.weight)
            found[number] = self.means + self.kept * off[:fields][self.group] - severity / self.weight + own
        return found

    def chances(
        self, lines: Sequence[int] = (), draws: int = 2000, seed: int = 0, among: Collection[int] | None = None
    ) -> Mapping[int, Chances]:
        """For every entry how likely it is above each line, and the span of its rank in 90 % of rankings drawn.

        draws: fewer where P is large (see _MOST_RANKS); among: only these entries are ranked.
        """
        counted = _known_chances if len(self.names) <= _MOST_KEPT else _chances
        return counted(self, tuple(lines), draws, seed, None if among is None else frozenset(among))


def _chances(
    known: Posterior, lines: tuple[int, ...], draws: int, seed: int, among: frozenset[int] | None
) -> Mapping[int, Chances]:
    import numpy as np  # noqa: PLC0415 - heavy: only the report of a closed round needs it

    own = [place for place, name in enumerate(known.names) if among is None or name in among]
    draws = max(100, min(draws, _MOST_RANKS // len(known.names)))
    order = np.argsort(-known.draw(draws, seed)[:, own], axis=1, kind="stable")
    ranks = np.empty(order.shape, dtype=np.int32)
    np.put_along_axis(ranks, order, np.arange(1, len(own) + 1, dtype=np.int32)[None, :], axis=1)
    within = np.stack([(ranks <= line).mean(axis=0) for line in lines], axis=1) if lines else None
    span = np.quantile(ranks, (0.05, 0.95), axis=0, method="inverted_cdf")
    return {
        known.names[name]: Chances(
            () if within is None else tuple(map(float, within[place])), int(span[0, place]), int(span[1, place])
        )
        for place, name in enumerate(own)
    }


# A fit that is kept (see adjusting) is asked the same by a ranking, the lists and prizes: they share the answer.
_MOST_KEPT = 1 << 12
_known_chances = lru_cache(maxsize=4)(_chances)


def expected_wrong(chances: Sequence[float], places: int) -> float:
    """How many of the `places` most likely winners are not among the best, as far as is known."""
    return places - sum(sorted(chances, reverse=True)[:places])

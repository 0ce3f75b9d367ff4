"""The severity of judges: the crossed mixed model y = μ_field + t_entry + b_judge + e, by restricted likelihood.

Entries are eliminated, so that what is factorised is only judges × judges; entries of equal numbers of scores share
one matrix. Equals lme4 on its own data sets (tests/ranking).
"""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from contest.ranking.rules.quality.lowest import lowest
from contest.ranking.rules.quality.posterior import Posterior

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Fit:
    """What the model says: `scores` of entries with severity taken out, `severities` of judges (positive = generous).

    `errors` and `doubts` are the standard errors of scores and severities. Variances: `between` entries, of `judges`,
    and what is `left`. ratios: the logarithms of left / between and left / judges.
    """

    scores: Mapping[int, float]
    severities: Mapping[int, float]
    doubts: Mapping[int, float]
    errors: Mapping[int, float]
    between: float
    judges: float
    left: float
    criterion: float
    ratios: tuple[float, float]
    posterior: Posterior = field(repr=False, compare=False)

    def reliability(self, sheets: int) -> float:
        """Of the mean of so many sheets by judges drawn anew: between / (between + (judges + left) / sheets)."""
        whole = self.between + (self.judges + self.left) / sheets
        return self.between / whole if whole > 0 else 0.0


def mixed(
    entries: Sequence[int],
    judges: Sequence[int],
    values: Sequence[float],
    groups: Mapping[int, Hashable] | None = None,
    *,
    digits: int | None = None,
) -> Fit:
    """Fit the model to scores given as three columns of equal length; `groups` gives each entry's field.

    digits: of the two ratios of variances only so many significant ones are used, so that other arithmetic of other
    machines finds the same effects to some ten digits.

    Raises ValueError with fewer scores than the model has effects to tell apart (at least 2 judges and 2 entries, and
    an entry with two scores).
    """
    model = _Model(entries, judges, values, groups or {})
    if len(model.judge_names) < 2 or len(model.entry_names) < 2 or len(values) <= len(model.entry_names):
        raise ValueError("too few scores to tell judges from entries")
    best = lowest(lambda at: model.solve(*at)[0], (0.0, 0.0))
    if digits is not None:
        best = (_coarse(best[0], digits), _coarse(best[1], digits))
    return model.fit(*best)


def _coarse(logarithm: float, digits: int) -> float:
    return math.log(float(f"{math.exp(logarithm):.{digits - 1}e}"))


class _Model:
    """The sums that every evaluation of the likelihood needs, taken once."""

    def __init__(
        self,
        entries: Sequence[int],
        judges: Sequence[int],
        values: Sequence[float],
        groups: Mapping[int, Hashable],
    ) -> None:
        import numpy as np  # noqa: PLC0415 - heavy: only the report of a closed round needs it

        self.np = np
        self.entry_names, self.entry = np.unique(np.asarray(entries), return_inverse=True)
        self.judge_names, self.judge = np.unique(np.asarray(judges), return_inverse=True)
        self.y = np.asarray(values, dtype=np.float64)
        # Centred, for the sake of the sums of squares; the means get it back.
        self.level = float(self.y.mean())
        self.y = self.y - self.level
        fields = [groups.get(int(name), "") for name in self.entry_names]
        self.group_names = sorted(set(fields), key=repr)
        self.group = np.asarray([self.group_names.index(each) for each in fields])
        size = len(self.entry_names)
        self.n = np.bincount(self.entry, minlength=size).astype(np.float64)
        self.sums = np.bincount(self.entry, weights=self.y, minlength=size)
        self.pairs = self._pairs()
        self.own = np.diag(np.bincount(self.judge, minlength=len(self.judge_names)).astype(np.float64))
        self.cells = self.group[self.entry] * len(self.judge_names) + self.judge
        self.squares = float(self.y @ self.y)

    def _pairs(self) -> "dict[float, Matrix]":
        """For each number of scores, how often two judges met on an entry with that many."""
        np, count = self.np, len(self.judge_names)
        order = np.argsort(self.entry, kind="stable")
        judges, starts = self.judge[order], np.concatenate(([0], np.cumsum(self.n).astype(int)))
        found = {}
        for n in np.unique(self.n):
            at = np.flatnonzero(self.n == n)
            met = judges[starts[at][:, None] + np.arange(int(n))]
            flat = (met[:, :, None] * count + met[:, None, :]).ravel()
            found[float(n)] = np.bincount(flat, minlength=count * count).reshape(count, count).astype(np.float64)
        return found

    def solve(self, entry_ratio: float, judge_ratio: float) -> "tuple[float, Matrix, Matrix, float]":
        """The restricted criterion at log ratios (left / between, left / judges), the effects, their matrix, left."""
        np, a, b = self.np, math.exp(entry_ratio), math.exp(judge_ratio)
        whole = self.n + a
        kept, g, j = a / whole, len(self.group_names), len(self.judge_names)
        middle = np.zeros((g + j, g + j))
        middle[range(g), range(g)] = np.bincount(self.group, weights=self.n * kept, minlength=g)
        across = np.bincount(self.cells, weights=kept[self.entry], minlength=g * j).reshape(g, j)
        middle[:g, g:], middle[g:, :g] = across, across.T
        middle[g:, g:] = self.own - sum(matrix / (n + a) for n, matrix in self.pairs.items())
        middle[range(g, g + j), range(g, g + j)] += b
        right = np.concatenate(
            (
                np.bincount(self.group, weights=self.sums * kept, minlength=g),
                np.bincount(self.judge, weights=self.y - (self.sums / whole)[self.entry], minlength=j),
            )
        )
        effects = np.linalg.solve(middle, right)
        square = float(self.squares - (self.sums**2 / whole).sum() - effects @ right)
        free = len(self.y) - g
        left = max(square, 1e-12) / free
        # log|V| + log|X'V⁻¹X| = Σ log((n + a) / a) - J log b + log|middle|.
        size = float(np.log(whole / a).sum()) - j * judge_ratio + float(np.linalg.slogdet(middle)[1])
        return free * (1 + math.log(2 * math.pi * left)) + size, effects, middle, left

    def fit(self, entry_ratio: float, judge_ratio: float) -> Fit:
        """The effects at the ratios found."""
        np = self.np
        criterion, effects, middle, left = self.solve(entry_ratio, judge_ratio)
        g, a = len(self.group_names), math.exp(entry_ratio)
        means, severity = effects[:g][self.group], effects[g:]
        rest = self.sums - np.bincount(self.entry, weights=severity[self.judge], minlength=len(self.n))
        scores = means + (rest - self.n * means) / (self.n + a) + self.level
        inverse = np.linalg.inv(middle)
        doubts = np.sqrt(np.diag(inverse)[g:] * left)
        names = [int(name) for name in self.judge_names]
        entries = [int(name) for name in self.entry_names]
        posterior = Posterior(
            tuple(entries), scores, self.group, self.entry, self.judge, self.n + a, a / (self.n + a), inverse, left
        )
        return Fit(
            scores=dict(zip(entries, map(float, scores), strict=True)),
            severities=dict(zip(names, map(float, severity), strict=True)),
            doubts=dict(zip(names, map(float, doubts), strict=True)),
            errors=dict(zip(entries, map(float, posterior.errors()), strict=True)),
            between=left / a,
            judges=left / math.exp(judge_ratio),
            left=left,
            criterion=criterion,
            ratios=(entry_ratio, judge_ratio),
            posterior=posterior,
        )

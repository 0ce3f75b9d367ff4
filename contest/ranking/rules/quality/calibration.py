"""Full calibration: judges differ in severity, in how wide a scale they use and in how steady they are.

y = b_j + a_j t_p + e with e Student-t of scale σ_j: b, a, log σ² and t are all drawn towards what is common to judges
and to a field, by as much as the data justify; found by conditional maximisation, a fixed number of rounds.
"""

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contest.ranking.rules.quality.severity import mixed

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    Whole = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

ROUNDS = 40
# Degrees of freedom of the errors that are tried: heavy tails to none.
_TAILS = (3.0, 4.0, 6.0, 10.0, 20.0, 60.0)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Scores of entries; of each judge the shift b (positive = generous), the stretch a (1 = as the others) and the
    scale of the error; of every score given its weight, in their order. level: what shifts and stretches turn about."""

    scores: dict[int, float]
    shifts: dict[int, float]
    stretches: dict[int, float]
    noises: dict[int, float]
    weights: tuple[float, ...]
    level: float


def calibrated(
    entries: Sequence[int], judges: Sequence[int], values: Sequence[float], groups: Mapping[int, Hashable] | None = None
) -> Calibration:
    """Calibrate scores given as three columns of equal length. Raises ValueError as `mixed` does."""
    start = mixed(entries, judges, values, groups)
    state = _State(entries, judges, values, start.posterior.group, start.scores, start.severities, start.left)
    state.between, state.of_judges = max(start.between, 1e-6), max(start.judges, 1e-6)
    for _ in range(ROUNDS):
        state.improve()
    return state.found()


class _State:
    """Everything guessed so far; each round improves one thing after another given the rest."""

    def __init__(
        self,
        entries: Sequence[int],
        judges: Sequence[int],
        values: Sequence[float],
        group: "Whole",
        scores: Mapping[int, float],
        severities: Mapping[int, float],
        left: float,
    ) -> None:
        import numpy as np  # noqa: PLC0415 - heavy: only the report of a closed round needs it

        self.np = np
        self.entry_names, self.entry = np.unique(np.asarray(entries), return_inverse=True)
        self.judge_names, self.judge = np.unique(np.asarray(judges), return_inverse=True)
        y = np.asarray(values, dtype=np.float64)
        self.level = float(y.mean())
        self.y = y - self.level
        self.group = group
        self.worth = np.asarray([scores[int(name)] for name in self.entry_names]) - self.level
        self.shift = np.asarray([severities[int(name)] for name in self.judge_names])
        self.stretch = np.ones(len(self.judge_names))
        self.noise = np.full(len(self.judge_names), max(left, 1e-6))
        self.given = np.bincount(self.judge).astype(np.float64)
        self.weight = np.ones(len(y))
        self.between, self.of_judges, self.of_stretch, self.tails = 1.0, 1.0, 0.02, 20.0

    def _by_judge(self, values: "Floats") -> "Floats":
        return self.np.bincount(self.judge, values, len(self.judge_names)).astype(self.np.float64)

    def _by_entry(self, values: "Floats") -> "Floats":
        return self.np.bincount(self.entry, values, len(self.entry_names)).astype(self.np.float64)

    def improve(self) -> None:
        """One round: how far each score is trusted, then entries, shifts, stretches, noises, tails."""
        np = self.np
        rest = self.y - self.shift[self.judge] - self.stretch[self.judge] * self.worth[self.entry]
        scale = self.noise[self.judge]
        self.tails = self._likeliest_tails(rest**2 / scale)
        self.weight = (self.tails + 1) / (self.tails + rest**2 / scale)
        trust = self.weight / scale
        doubt = self._entries(trust)
        own = self._by_judge(trust) + 1 / self.of_judges
        self.shift = self._by_judge(trust * (self.y - self.stretch[self.judge] * self.worth[self.entry])) / own
        self.shift -= self.shift.mean()
        self.of_judges = max(1e-6, float((self.shift**2 + 1 / own).mean()))
        across = trust * self.worth[self.entry] * (self.y - self.shift[self.judge])
        wide = self._by_judge(trust * (self.worth**2 + doubt)[self.entry]) + 1 / self.of_stretch
        self.stretch = (self._by_judge(across) + 1 / self.of_stretch) / wide
        self.stretch = np.clip(self.stretch / self.stretch.mean(), 0.2, 5.0)
        self.of_stretch = max(1e-5, float(((self.stretch - 1) ** 2 + 1 / wide).mean()))
        rest = self.y - self.shift[self.judge] - self.stretch[self.judge] * self.worth[self.entry]
        self._noises(self._by_judge(self.weight * (rest**2 + self.stretch[self.judge] ** 2 * doubt[self.entry])))

    def _entries(self, trust: "Floats") -> "Floats":
        """Entries given the judges, each drawn towards the mean of its field; returns their variances."""
        np, stretch = self.np, self.stretch[self.judge]
        size = self._by_entry(trust * stretch**2)
        fields = np.bincount(self.group)
        means = np.bincount(self.group, weights=self.worth) / fields
        told = self._by_entry(trust * stretch * (self.y - self.shift[self.judge]))
        doubt = 1 / (size + 1 / self.between)
        self.worth = doubt * (told + means[self.group] / self.between)
        self.worth -= self.worth.mean()
        apart = self.worth - (np.bincount(self.group, weights=self.worth) / fields)[self.group]
        self.between = max(1e-6, float((apart**2 + doubt).sum() / max(1, len(apart) - len(fields))))
        return doubt

    def _noises(self, squares: "Floats") -> None:
        """Each judge's error, drawn towards the common one (Smyth 2004, moderated variances)."""
        np = self.np
        own = np.maximum(squares / self.given, 1e-9)
        freedom = np.maximum(1.0, self.given * (1 - len(self.entry_names) / len(self.y)))
        logs = np.log(own)
        spread = float(logs.var(ddof=1)) - float(np.mean([_trigamma(each / 2) for each in freedom]))
        common = math.exp(float(logs.mean()))
        prior = 2 * _trigamma_at(spread) if spread > 1e-4 else 1e6
        self.noise = np.maximum((prior * common + freedom * own) / (prior + freedom), 1e-6)

    def _likeliest_tails(self, squares: "Floats") -> float:
        """The degrees of freedom under which the standardised rests are likeliest."""

        def told(tails: float) -> float:
            each = math.lgamma((tails + 1) / 2) - math.lgamma(tails / 2) - 0.5 * math.log(tails)
            return float(len(squares) * each - (tails + 1) / 2 * self.np.log1p(squares / tails).sum())

        return max(_TAILS, key=told)

    def found(self) -> Calibration:
        """What was found, by the names given."""
        judges = [int(name) for name in self.judge_names]
        trust = self.weight * self.stretch[self.judge] ** 2 / self.noise[self.judge]
        values = self.worth + self.level
        return Calibration(
            scores={int(name): float(value) for name, value in zip(self.entry_names, values, strict=True)},
            shifts=dict(zip(judges, map(float, self.shift), strict=True)),
            stretches=dict(zip(judges, map(float, self.stretch), strict=True)),
            noises=dict(zip(judges, map(float, self.np.sqrt(self.noise)), strict=True)),
            weights=tuple(map(float, trust / trust.mean())),
            level=self.level,
        )


def _trigamma(x: float) -> float:
    """ψ′(x) by recurrence and its asymptotic series; error below 1e-8 for x > 0."""
    found = 0.0
    while x < 8:
        found += 1 / x**2
        x += 1
    return found + 1 / x + 1 / (2 * x**2) + 1 / (6 * x**3) - 1 / (30 * x**5) + 1 / (42 * x**7)


def _trigamma_at(value: float) -> float:
    """The x with ψ′(x) = value > 0; ψ′ falls, so halving finds it."""
    return _root(lambda x: _trigamma(x) - value, 1e-3, 1e6)


def _root(falling: Callable[[float], float], low: float, high: float) -> float:
    for _ in range(80):
        middle = math.sqrt(low * high)
        low, high = (middle, high) if falling(middle) > 0 else (low, middle)
    return math.sqrt(low * high)

"""Whether a table of means repeats one that another program made: cell by cell, and as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]
_REPEATS = 4000
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Repeat:
    """How far our means lie from the other table's, and how far they would lie if nothing but chance divided them.

    `z`: by cell, the difference over the standard error of a difference. `within`: how many cells lie within one;
    `usual`: how many do in the middle 90 of 100 repeats by chance. `chance`: the share of such repeats that are farther
    from one another (sum of z²) than the two tables are.
    """

    z: Array
    within: int
    usual: tuple[int, int]
    chance: float


def repeat(hits: Array, known: Sequence[float], worlds: int, seed: int = 0) -> Repeat:
    """Compare the means of our worlds (worlds × cells) with `known`, the means of so many worlds of somebody else.

    Cells are not independent: the methods rank the same worlds, the designs share their seeds. So the repeats draw
    whole worlds from ours with replacement, as many as we have and as many as they had, and cells stay as correlated
    as they are. This takes for granted that the others' designs shared their seeds likewise ("worlds paired").
    """
    error = np.std(hits, axis=0, ddof=1) * np.sqrt(1 / len(hits) + 1 / worlds)
    # Two methods may agree in each of a few worlds: nothing can be said of how far they would differ in others.
    error[error < _ROUNDING] = np.inf
    z = (np.mean(hits, axis=0) - np.asarray(known)) / error
    chance = np.random.default_rng(seed)
    ours, theirs = (
        chance.multinomial(count, np.full(len(hits), 1 / len(hits)), _REPEATS) @ hits / count
        for count in (len(hits), worlds)
    )
    repeats = (ours - theirs) / error
    low, high = np.quantile(np.sum(np.abs(repeats) <= 1, axis=1), (0.05, 0.95))
    farther = np.mean(np.sum(repeats**2, axis=1) >= np.sum(z**2))
    return Repeat(z, int(np.sum(np.abs(z) <= 1)), (int(low), int(high)), float(farther))


def told(found: Repeat) -> str:
    """The comparison as a sentence."""
    worst = float(found.z[np.argmax(np.abs(found.z))])
    return (
        f"{found.within} of {len(found.z)} cells lie within one standard error of the difference "
        f"(by chance alone {found.usual[0]} to {found.usual[1]} in nine of ten repeats); the farthest is {worst:+.1f}. "
        f"Two runs of the same program lie farther apart in {found.chance:.0%} of repeats."
    )

"""How true the chances are that a report names: python -m bench.chances

In worlds whose truth is known (bench/worlds.py) the model says of every entry how likely it is among the best thirty
and between which ranks it lies nine times in ten. Both are held against the truth; in brackets what other code found.
"""

import argparse
import sys
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from bench.worlds import DESIGNS, TOP, Array, Design, make_world
from contest.ranking.rules.quality import expected_wrong, mixed

_SHOWN = 60
# ALGORITHMS.md B7, 200 worlds; spans and the number of doubtful entries are told of the base only.
KNOWN = {
    "base": ("8.09", "7.87", "11.0", "49", "87 %", "86"),
    "severity 10": ("8.50", "8.20", "11.4", "–", "–", "–"),
}
HEADS = (
    "wrong of thirty, expected",
    "actual",
    "sum of (p - truth)²",
    "entries with p from 0.1 to 0.9",
    "spans of the true sixty that hold",
    "ranks they are wide",
)


class Told(NamedTuple):
    """Of one world: the chances with whether each came true, and the figures of HEADS."""

    chances: Array
    true: Array
    figures: tuple[float, ...]


def tell(design: Design, seed: int) -> Told:
    """Fit the model to a world and hold what it says against the truth."""
    world = make_world(design, seed)
    fit = mixed(world.entry.tolist(), world.judge.tolist(), world.points.tolist())
    found = fit.posterior.chances((TOP,))
    order = np.argsort(-world.truth)
    rank = np.empty(len(order))
    rank[order] = np.arange(1, len(order) + 1)
    chances = np.asarray([found[entry].within[0] for entry in range(len(order))])
    low, high = np.asarray([(found[entry].low, found[entry].high) for entry in range(len(order))]).T
    true, best = rank <= TOP, rank <= _SHOWN
    won = np.argsort(-chances, kind="stable")[:TOP]
    figures = (
        expected_wrong(chances.tolist(), TOP),
        float(TOP - true[won].sum()),
        float(np.sum((chances - true) ** 2)),
        float(np.sum((chances >= 0.1) & (chances <= 0.9))),
        100 * float(np.mean((low <= rank)[best] & (rank <= high)[best])),
        float(np.mean((high - low)[best])),
    )
    return Told(chances, true, figures)


def measure(designs: Sequence[Design], seeds: Sequence[int]) -> str:
    """Two tables: figures by design, and how often what was said to be so likely came true."""
    lines = ["| design | " + " | ".join(HEADS) + " |", "| --- |" + " ---: |" * len(HEADS)]
    bins = []
    for design in designs:
        told = [tell(design, seed) for seed in seeds]
        figures = np.asarray([each.figures for each in told])
        mean, error = figures.mean(axis=0), figures.std(axis=0, ddof=1) / np.sqrt(len(told))
        cells = [f"{m:.2f} ± {e:.2f} ({k})" for m, e, k in zip(mean, error, KNOWN[design.name], strict=True)]
        lines.append(f"| {design.name} | " + " | ".join(cells) + " |")
        bins.append(f"| {design.name} | " + " | ".join(_bins(told)) + " |")
    heads = [f"{low / 10:.1f} to {(low + 1) / 10:.1f}" for low in range(10)]
    return "\n".join([*lines, "", "| said | " + " | ".join(heads) + " |", "| --- |" + " ---: |" * 10, *bins])


def _bins(told: Sequence[Told]) -> list[str]:
    """By tenths of the chance: the mean of what was said → how often it came true."""
    chances, true = np.concatenate([each.chances for each in told]), np.concatenate([each.true for each in told])
    tenth = np.minimum((chances * 10).astype(int), 9)
    pairs = [(chances[tenth == n], true[tenth == n]) for n in range(10)]
    return [f"{said.mean():.3f} → {came.mean():.3f}" if len(said) else "–" for said, came in pairs]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.chances")
    parser.add_argument("--worlds", type=int, default=200, help="how many")
    given = parser.parse_args()
    designs = [each for each in DESIGNS if each.name in KNOWN]
    sys.stdout.write(measure(designs, range(given.worlds)) + "\n")


if __name__ == "__main__":
    main()

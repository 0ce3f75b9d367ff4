"""Figures of agreement: intraclass correlations, Krippendorff's alpha, Kendall's W."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

Level = Literal["nominal", "ordinal", "interval", "ratio"]


@dataclass(frozen=True, slots=True)
class Intraclass:
    """Shrout and Fleiss's six (1979): (1,1) (2,1) (3,1) for one judge, (1,k) (2,k) (3,k) for the mean of all."""

    one_way: float
    random: float
    fixed: float
    one_way_mean: float
    random_mean: float
    fixed_mean: float


def intraclass(table: Sequence[Sequence[float]]) -> Intraclass:
    """From a complete table, a row for each entry (n ≥ 2) and a column for each judge (k ≥ 2).

    Shrout & Fleiss, Psychological Bulletin 86 (1979) 420–428. Raises ValueError: not a table, or nothing varies.
    """
    n, k = len(table), len(table[0]) if table else 0
    if n < 2 or k < 2 or any(len(row) != k for row in table):
        raise ValueError("intraclass correlations need a complete table of at least 2 × 2")
    mean = sum(map(sum, table)) / (n * k)
    total = sum((cell - mean) ** 2 for row in table for cell in row)
    between = k * sum((sum(row) / k - mean) ** 2 for row in table)
    judges = n * sum((sum(column) / n - mean) ** 2 for column in zip(*table, strict=True))
    bms, wms = between / (n - 1), (total - between) / (n * (k - 1))
    jms, ems = judges / (k - 1), (total - between - judges) / ((n - 1) * (k - 1))
    if bms <= 0:
        raise ValueError("all entries have the same mean")
    return Intraclass(
        one_way=(bms - wms) / (bms + (k - 1) * wms),
        random=(bms - ems) / (bms + (k - 1) * ems + k * (jms - ems) / n),
        fixed=(bms - ems) / (bms + (k - 1) * ems),
        one_way_mean=(bms - wms) / bms,
        random_mean=(bms - ems) / (bms + (jms - ems) / n),
        fixed_mean=(bms - ems) / bms,
    )


def krippendorff(units: Sequence[Sequence[float]], level: Level = "interval") -> float | None:
    """Krippendorff's alpha, 1 - Do/De; each unit holds the values it was given, however many judges gave one.

    Krippendorff, Computing Krippendorff's Alpha-Reliability (2011). None where nothing can be compared: no unit with
    two values, or one value everywhere.
    """
    shared = [Counter(unit) for unit in units if len(unit) >= 2]
    marginal: Counter[float] = Counter()
    for unit in shared:
        marginal.update(unit)
    n = sum(marginal.values())
    if len(marginal) < 2:
        return None
    distance = _distance(level, marginal)
    observed = sum(_disagreement(unit, distance) / (sum(unit.values()) - 1) for unit in shared) / n
    expected = _disagreement(marginal, distance) / (n * (n - 1))
    return 1 - observed / expected


def _disagreement(counts: Counter[float], distance: Callable[[float, float], float]) -> float:
    """The distances of all ordered pairs of values."""
    values = sorted(counts)
    return 2 * sum(
        counts[one] * counts[other] * distance(one, other)
        for place, one in enumerate(values)
        for other in values[place + 1 :]
    )


def _distance(level: Level, marginal: Counter[float]) -> Callable[[float, float], float]:
    """The squared distance of two values, the smaller first."""
    if level == "interval":
        return lambda one, other: (one - other) ** 2
    if level == "ratio":
        return lambda one, other: ((one - other) / (one + other)) ** 2
    if level == "nominal":
        return lambda one, other: 1.0
    below, upto = 0, {}
    for value in sorted(marginal):
        upto[value] = below + marginal[value] / 2
        below += marginal[value]
    return lambda one, other: (upto[other] - upto[one]) ** 2


def kendall_w(table: Sequence[Sequence[float]]) -> float | None:
    """Kendall's concordance, corrected for ties; a row for each entry, a column for each judge.

    W = 12 S / (m²(n³ - n) - m ΣT). None with fewer than two judges or entries, or where every judge ties everything.
    """
    n, m = len(table), len(table[0]) if table else 0
    if n < 2 or m < 2:
        return None
    ranks = [_ranks(column) for column in zip(*table, strict=True)]
    ties = sum(count**3 - count for column in zip(*table, strict=True) for count in Counter(column).values())
    spread = sum((sum(of_entry) - m * (n + 1) / 2) ** 2 for of_entry in zip(*ranks, strict=True))
    most = m * m * (n**3 - n) - m * ties
    return 12 * spread / most if most else None


def _ranks(column: Sequence[float]) -> list[float]:
    """Ranks from 1 for the smallest; equal values share the mean of their places."""
    counts, place, below = Counter(column), {}, 0
    for value in sorted(counts):
        place[value] = below + (counts[value] + 1) / 2
        below += counts[value]
    return [place[value] for value in column]

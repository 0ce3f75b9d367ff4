"""The points of an entry by the shortest exact way, for whoever asks of a hundred thousand at once.

A mean of whole points over so many sheets has few values: each is divided and rounded once as the regulation writes it,
with exact fractions, and found again by its sum and count. Nothing here is nearly right: what is found again is what
`rounded` gave.
"""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from contest.editions.rules import Round, Rounding
from contest.ranking.rules.combine import needed
from contest.ranking.rules.rounding import rounded
from contest.ranking.rules.sheets import LEFT_OUT, SUBMITTED, Contender

_NOUGHT = Decimal(0)


def written(value: Decimal) -> str:
    """A figure as it is kept, without an exponent; the short way wherever it says the same."""
    said = str(value)
    return format(value, "f") if "E" in said else said


class Mean(NamedTuple):
    """A mean as it is kept: the exact fraction in words, rounded as written, and that in words."""

    exact: str
    points: Decimal
    said: str


class Means:
    """The means of a round, each worked out once."""

    __slots__ = ("_known", "_rounding", "rule")

    def __init__(self, rounding: Rounding) -> None:
        """rounding: as the regulation writes it."""
        self._rounding, self._known = rounding, dict[tuple[Decimal, int], Mean]()
        # As every derivation says it: one for all.
        self.rule: dict[str, str | int] = {"places": rounding.places, "rule": rounding.rule}

    def of(self, total: Decimal, count: int) -> Mean:
        """The mean of `count` figures that add up to `total`."""
        known = self._known.get((total, count))
        if known is None:
            exact = Fraction(total) / count
            points = rounded(exact, self._rounding)
            known = self._known[total, count] = Mean(str(exact), points, format(points, "f"))
        return known


def is_plain(round_: Round) -> bool:
    """Whether a figure is nothing but the mean or the median of its sheets, trimmed perhaps, rounded."""
    is_mean = round_.kind == "scores" and round_.combine.method in ("mean", "median")
    return is_mean and not (round_.parts or round_.carry or round_.grade_bands)


def mean_of(totals: list[Decimal], method: str, means: Means) -> Mean:
    """The mean or the median of totals that rise; at least one."""
    if method == "mean":
        return means.of(sum(totals, _NOUGHT), len(totals))
    middle = len(totals) // 2
    if len(totals) % 2:
        return means.of(totals[middle], 1)
    return means.of(totals[middle - 1] + totals[middle], 2)


def plain_points(round_: Round, contender: Contender, means: Means) -> Decimal | None:
    """What a ranking would give the entry in a plain round; None where that has to be looked into (or is nothing)."""
    if contender.status != "eligible":
        return None
    totals, others = [], 0
    for sheet in contender.sheets:
        if sheet.correction is not None:
            return None
        if sheet.state == SUBMITTED and sheet.total is not None:
            totals.append(sheet.total)
        else:
            others += sheet.state == LEFT_OUT
    if not totals or len(totals) + others < needed(round_, contender):
        return None
    combine = round_.combine
    trim = combine.trim
    if trim is None and combine.method == "mean":
        return means.of(sum(totals, _NOUGHT), len(totals)).points
    totals.sort()
    if trim is not None and len(totals) >= trim.when_at_least and len(totals) > trim.drop_low + trim.drop_high:
        totals = totals[trim.drop_low : len(totals) - trim.drop_high]
    return mean_of(totals, combine.method, means).points

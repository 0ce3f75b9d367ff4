"""Figures that come from several sources: the council's points and the public's votes, each scaled to its weight."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from contest.editions.rules import Criterion, Rounding
from contest.editions.rules.judging import ResultPart
from contest.ranking.rules.rounding import rounded


@dataclass(frozen=True, slots=True)
class Ballots:
    """The votes of the round: the highest number an entry got, and all of them."""

    highest: int = 0
    total: int = 0


def full_marks(criteria: tuple[Criterion, ...]) -> Decimal:
    """What the criteria give at most."""
    return sum((criterion.max * criterion.weight for criterion in criteria), Decimal(0))


def part_points(
    part: ResultPart, council: Decimal, full: Decimal, votes: int, ballots: Ballots, rounding: Rounding
) -> tuple[Decimal, dict[str, Any]]:
    """A part's points, rounded by its own rule or the round's, and how they came about."""
    if part.from_ == "criteria":
        numerator, denominator = Fraction(council), Fraction(full)
    else:
        most = ballots.highest if part.scaled_to == "highest" else ballots.total
        numerator, denominator = Fraction(votes), Fraction(most)
    exact = Fraction(part.weight) * numerator / denominator if denominator else Fraction(0)
    rule = part.rounding or rounding
    points = rounded(exact, rule)
    return points, {
        "key": part.key,
        "name": part.name or part.key,
        "from": part.from_,
        "weight": format(part.weight, "f"),
        "value": _plain(numerator),
        "of": _plain(denominator),
        "rounding": {"places": rule.places, "rule": rule.rule},
        "points": format(points, "f"),
    }


def _plain(value: Fraction) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return format(exact, "f")


def ballots_of(votes: Mapping[int, int | None]) -> Ballots:
    """The highest and the sum of all votes cast."""
    known = [count for count in votes.values() if count is not None]
    return Ballots(max(known, default=0), sum(known))

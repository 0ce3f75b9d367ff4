"""Points carried from round to round: each round's own figure by its weight in the final one."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from contest.editions.rules import Round
from contest.ranking.rules.rounding import rounded


def missing_rounds(round_: Round, earlier: Mapping[str, Decimal]) -> list[str]:
    """The rounds that weigh in the final figure and in which the entry has none."""
    return [key for key, weight in round_.carry.items() if weight and key != round_.key and key not in earlier]


def carried(round_: Round, own: Decimal, earlier: Mapping[str, Decimal]) -> tuple[Decimal, list[dict[str, Any]]]:
    """The final figure, and what each round gave to it; the round's own figure where nothing is carried."""
    if not round_.carry:
        return own, []
    lines, total = [], Fraction(0)
    for key, weight in round_.carry.items():
        points = own if key == round_.key else earlier.get(key, Decimal(0))
        total += Fraction(weight) * Fraction(points)
        lines.append({"round": key, "weight": format(weight, "f"), "points": format(points, "f")})
    return rounded(total, round_.combine.rounding), lines

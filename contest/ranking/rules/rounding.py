"""Rounding as the regulation writes it, on exact fractions: binary floats never touch a score."""

from decimal import Decimal
from fractions import Fraction

from contest.editions.rules import Rounding


def rounded(value: Fraction, rounding: Rounding) -> Decimal:
    """The value with so many places: a half away from zero, a half to the even digit, towards zero, away from it."""
    scaled = abs(value) * 10**rounding.places
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    if _rises(whole, rest, scaled.denominator, rounding.rule):
        whole += 1
    digits = Decimal(whole if value >= 0 else -whole)
    return digits.scaleb(-rounding.places)


def _rises(whole: int, rest: int, denominator: int, rule: str) -> bool:
    if rest == 0 or rule == "down":
        return False
    if rule == "up":
        return True
    twice = 2 * rest
    if twice != denominator:
        return twice > denominator
    return rule == "half_up" or whole % 2 == 1

"""Grades instead of points, and bands of points that carry a grade's name."""

from collections.abc import Sequence
from decimal import Decimal

from contest.editions.rules import Round
from contest.ranking.rules.sheets import SUBMITTED, Sheet


def graded(sheets: Sequence[Sheet], grades: Sequence[str]) -> str:
    """The grade several judges give together: the middle one, and of two middle ones the lower; "" without any."""
    places = sorted(grades.index(sheet.grade) for sheet in sheets if sheet.state == SUBMITTED and sheet.grade in grades)
    return grades[places[len(places) // 2]] if places else ""


def band_of(round_: Round, points: Decimal) -> str:
    """The name of the band the points fall in, the bands standing best first; "" when none holds."""
    return next((band.name for band in round_.grade_bands if band.threshold.holds(points)), "")

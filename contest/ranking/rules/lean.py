"""The points of an entry alone, without how they came about: for whoever asks of a hundred thousand at once."""

from decimal import Decimal
from fractions import Fraction

from contest.editions.rules import Round
from contest.ranking.rules.combine import needed
from contest.ranking.rules.rounding import rounded
from contest.ranking.rules.sheets import LEFT_OUT, SUBMITTED, Contender


def is_plain(round_: Round) -> bool:
    """Whether a figure is nothing but the mean of its sheets, rounded."""
    combine = round_.combine
    is_mean = round_.kind == "scores" and combine.method == "mean" and combine.trim is None
    return is_mean and not (round_.parts or round_.carry or round_.grade_bands)


def plain_points(round_: Round, contender: Contender) -> Decimal | None:
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
    return rounded(Fraction(sum(totals, Decimal(0))) / len(totals), round_.combine.rounding)

"""Several sheets to one figure: which sheets count, which are dropped, by what they are weighed."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

from contest.editions.rules import Criterion, Round
from contest.editions.rules.judging import Combine, Trim
from contest.ranking.rules.sheets import SUBMITTED, Contender, Sheet

_ONE = Decimal(1)
_BY_TOTAL, _BY_JUDGE = attrgetter("total", "judge_id"), attrgetter("judge_id")


class Kept(NamedTuple):
    """The handed-in sheets of one entry: counted, dropped as lowest and highest; and those that say nothing."""

    counted: tuple[Sheet, ...]
    low: tuple[Sheet, ...] = ()
    high: tuple[Sheet, ...] = ()
    silent: tuple[Sheet, ...] = ()

    @property
    def handed_in(self) -> tuple[Sheet, ...]:
        """All sheets that were handed in, dropped ones too, from the lowest total."""
        return (*self.low, *self.counted, *self.high)


def keep(sheets: Sequence[Sheet], trim: Trim | None) -> Kept:
    """Only handed-in sheets count; the lowest and highest go once there are enough and one would remain."""
    given = [sheet for sheet in sheets if sheet.state == SUBMITTED and sheet.total is not None]
    given.sort(key=_BY_TOTAL)
    silent: tuple[Sheet, ...] = ()
    if len(given) < len(sheets):
        silent = tuple(sorted((s for s in sheets if s.state != SUBMITTED or s.total is None), key=_BY_JUDGE))
    if trim is None or len(given) < trim.when_at_least or len(given) <= trim.drop_low + trim.drop_high:
        return Kept(tuple(given), silent=silent)
    end = len(given) - trim.drop_high
    return Kept(tuple(given[trim.drop_low : end]), tuple(given[: trim.drop_low]), tuple(given[end:]), silent)


def weight_of(sheet: Sheet, combine: Combine) -> Decimal:
    """How much the sheet counts: by the judge's seat when the regulation weighs seats, as calibrated, else 1."""
    if combine.method == "adjusted" and sheet.correction is not None:
        return sheet.correction.weight
    if combine.method != "weighted":
        return _ONE
    weights: dict[str, Decimal] = {str(seat): weight for seat, weight in combine.weights.items()}
    return weights.get(sheet.seat, _ONE)


def value_of(sheet: Sheet) -> Decimal:
    """What a handed-in sheet counts: its total, or that with the judge's severity taken out."""
    total = sheet.total or Decimal(0)
    return total if sheet.correction is None else sheet.correction.of(total)


def figure(values: Sequence[Decimal], weights: Sequence[Decimal], method: str) -> Fraction:
    """The exact figure of some values: mean, median, weighted mean (of corrected values, too) or sum; at least one."""
    if method == "median":
        return median(values)
    if method in ("weighted", "adjusted"):
        total = sum((Fraction(v) * Fraction(w) for v, w in zip(values, weights, strict=True)), Fraction(0))
        divisor = sum((Fraction(weight) for weight in weights), Fraction(0))
        # Seats that weigh nothing cannot make a figure: all count alike then.
        return total / divisor if divisor else figure(values, weights, "mean")
    summed = Fraction(sum(values, Decimal(0)))
    return summed if method == "sum" else summed / len(values)


def median(values: Sequence[Decimal]) -> Fraction:
    """The middle value; between two, their mean."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return Fraction(ordered[middle])
    return (Fraction(ordered[middle - 1]) + Fraction(ordered[middle])) / 2


def combined(kept: Kept, combine: Combine) -> Fraction:
    """The exact figure of the counted sheets' totals."""
    totals = [value_of(sheet) for sheet in kept.counted if sheet.total is not None]
    return figure(totals, [weight_of(sheet, combine) for sheet in kept.counted], combine.method)


def criterion_figure(kept: Kept, combine: Combine, criterion: Criterion) -> Fraction | None:
    """One criterion's figure, found as the total's is, from the same counted sheets; None when one has no score."""
    points = [criterion_points(sheet, criterion) for sheet in kept.counted]
    known = [value for value in points if value is not None]
    if not known or len(known) < len(points):
        return None
    # Severity is known of totals, not of single criteria: those are compared as they were given.
    method = "mean" if combine.method == "adjusted" else combine.method
    return figure(known, [weight_of(sheet, combine) for sheet in kept.counted], method)


def criterion_points(sheet: Sheet, criterion: Criterion) -> Decimal | None:
    """A criterion's points on a sheet; of one scored in parts, their sum."""
    if criterion.key in sheet.points or not criterion.parts:
        return sheet.points.get(criterion.key)
    parts = [sheet.points.get(f"{criterion.key}.{part.key}") for part in criterion.parts]
    known = [value for value in parts if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(parts) else None


def needed(round_: Round, contender: Contender) -> int:
    """How many handed-in sheets the entry must have: what scoring decided, the quorum, else all that were asked for."""
    if contender.needed is not None:
        return contender.needed
    if round_.quorum is not None:
        return round_.quorum
    if isinstance(round_.judges_per_entry, int):
        return round_.judges_per_entry
    return max(1, sum(sheet.state not in ("recused", "set_aside") for sheet in contender.sheets))

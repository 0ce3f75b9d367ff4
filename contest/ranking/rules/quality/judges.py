"""What can be said of each judge, always against the others on the same entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

# Below this many, a figure says more about chance than about the judge.
FEW = 5


@dataclass(frozen=True, slots=True)
class Given:
    """A total that a judge gave an entry; `position` is its place in the order in which the judge went, from 1."""

    entry_id: int
    judge_id: int
    value: float
    position: int | None = None


@dataclass(frozen=True, slots=True)
class JudgeReport:
    """One judge: how many sheets, their mean and spread, and how they stand to the others' on the same entries.

    `apart` is the mean of (own - mean of the others), `doubt` its standard error; `agreement` the correlation with the
    others' means; `drift` the change of (own - others) over ten entries in the judge's own order, with its t value, and
    `course` that difference in each fifth of the order; `highest` the share of sheets at the maximum. None, or an empty
    course, where there is too little to say it.
    """

    judge_id: int
    sheets: int
    mean: float
    spread: float | None
    shared: int
    apart: float | None
    doubt: float | None
    agreement: float | None
    drift: float | None
    drift_t: float | None
    course: tuple[float, ...]
    highest: float


def judge_reports(given: Sequence[Given], maximum: float) -> list[JudgeReport]:
    """A report for every judge, in order of id; `maximum` is what a sheet can reach."""
    sums: dict[int, float] = {}
    counts: dict[int, int] = {}
    for each in given:
        sums[each.entry_id] = sums.get(each.entry_id, 0.0) + each.value
        counts[each.entry_id] = counts.get(each.entry_id, 0) + 1
    by_judge: dict[int, list[Given]] = {}
    for each in given:
        by_judge.setdefault(each.judge_id, []).append(each)
    reports = []
    for judge_id in sorted(by_judge):
        own = by_judge[judge_id]
        shared = [each for each in own if counts[each.entry_id] > 1]
        others = [(sums[each.entry_id] - each.value) / (counts[each.entry_id] - 1) for each in shared]
        reports.append(_report(judge_id, own, shared, others, maximum))
    return reports


def _report(
    judge_id: int, own: Sequence[Given], shared: Sequence[Given], others: Sequence[float], maximum: float
) -> JudgeReport:
    values = [each.value for each in own]
    gaps = [each.value - other for each, other in zip(shared, others, strict=True)]
    spread = _spread(gaps)
    placed = [(each.position, gap) for each, gap in zip(shared, gaps, strict=True) if each.position is not None]
    placed.sort()
    drift, drift_t = _slope([float(x) for x, _ in placed], [gap for _, gap in placed])
    return JudgeReport(
        judge_id=judge_id,
        sheets=len(own),
        mean=sum(values) / len(values),
        spread=_spread(values),
        shared=len(shared),
        apart=sum(gaps) / len(gaps) if gaps else None,
        doubt=spread / sqrt(len(gaps)) if spread is not None else None,
        agreement=_correlation([each.value for each in shared], others),
        drift=None if drift is None else 10 * drift,
        drift_t=drift_t,
        course=_course([gap for _, gap in placed]),
        highest=sum(value >= maximum for value in values) / len(values),
    )


def _spread(values: Sequence[float]) -> float | None:
    """The standard deviation of a sample."""
    if len(values) < 2:
        return None
    mean = sum(values) / len(values)
    return sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))


def _correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Pearson's r, with at least FEW pairs that vary."""
    if len(one) < FEW:
        return None
    mean_one, mean_other = sum(one) / len(one), sum(other) / len(other)
    square_one = sum((x - mean_one) ** 2 for x in one)
    square_other = sum((y - mean_other) ** 2 for y in other)
    if square_one <= 0 or square_other <= 0:
        return None
    together = sum((x - mean_one) * (y - mean_other) for x, y in zip(one, other, strict=True))
    return together / sqrt(square_one * square_other)


def _slope(places: Sequence[float], gaps: Sequence[float]) -> tuple[float | None, float | None]:
    """The least-squares slope and its t value, with at least twice FEW places."""
    if len(places) < 2 * FEW:
        return None, None
    middle, level = sum(places) / len(places), sum(gaps) / len(gaps)
    width = sum((place - middle) ** 2 for place in places)
    if width <= 0:
        return None, None
    slope = sum((place - middle) * (gap - level) for place, gap in zip(places, gaps, strict=True)) / width
    rest = sum((gap - level - slope * (place - middle)) ** 2 for place, gap in zip(places, gaps, strict=True))
    error = sqrt(rest / (len(places) - 2) / width)
    return slope, slope / error if error > 0 else None


def _course(gaps: Sequence[float]) -> tuple[float, ...]:
    """The mean of each fifth, in order, with at least twice FEW."""
    if len(gaps) < 2 * FEW:
        return ()
    cuts = [round(len(gaps) * fifth / 5) for fifth in range(6)]
    return tuple(sum(gaps[begin:end]) / (end - begin) for begin, end in pairwise(cuts))

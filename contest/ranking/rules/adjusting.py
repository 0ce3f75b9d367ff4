"""Points with the severity of judges taken out: estimates in floats become corrections in decimals, and stay them.

A model says how generous each judge is (positive = generous). That figure is rounded to thousandths of a point and
from then on is a number like any other: what a sheet counts is its total less the correction, the entry's figure the
mean of that, exactly. Who has the corrections needs no model to compute the ranking again (docs/decisions).
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import NamedTuple

from contest.foundation.refusal import Reason
from contest.ranking.rules.quality.calibration import calibrated
from contest.ranking.rules.quality.links import Links, links
from contest.ranking.rules.quality.severity import Fit, mixed
from contest.ranking.rules.sheets import SUBMITTED, Contender, Correction, Sheet

_THOUSANDTHS = Decimal("0.001")
_TEN_THOUSANDTHS = Decimal("0.0001")
# Entries scored by all groups of judges, so to speak: with fewer than one nothing is compared (ALGORITHMS B6).
_FIRM = 1 - 1e-9
# Of the ratios of variances so many digits count, so that no machine's last bits reach a correction.
_DIGITS = 3


# A round is ranked, shown, its prizes weighed and its result sealed on the same scores, whose fit takes most of the
# time of each. Of more scores no fit is kept: a program of many editions must not grow by all of them.
_MOST_KEPT = 1 << 14


class _Column(NamedTuple):
    """The counted scores as three columns, and the field of each entry."""

    entries: tuple[int, ...]
    judges: tuple[int, ...]
    values: tuple[float, ...]
    fields: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Adjustment:
    """The corrections of every counted sheet. fit: the mixed model they stand on or are compared with."""

    model: str
    corrections: Mapping[tuple[int, int], Correction]
    fit: Fit = field(repr=False)

    def of(self, contender: Contender) -> Contender:
        """The entry with its sheets corrected."""
        sheets = tuple(self._corrected(contender.entry_id, sheet) for sheet in contender.sheets)
        return replace(contender, sheets=sheets)

    def _corrected(self, entry_id: int, sheet: Sheet) -> Sheet:
        return sheet._replace(correction=self.corrections.get((entry_id, sheet.judge_id)))


def _column(contenders: Iterable[Contender]) -> _Column:
    """Every handed-in sheet of an eligible entry, in the order of entries and judges."""
    fields, counted = [], []
    for contender in sorted(contenders, key=lambda each: each.entry_id):
        if contender.status != "eligible":
            continue
        fields.append((contender.entry_id, contender.field_key))
        for sheet in sorted(contender.sheets, key=lambda each: each.judge_id):
            if sheet.state == SUBMITTED and sheet.total is not None:
                counted.append((contender.entry_id, sheet.judge_id, float(sheet.total)))
    entries, judges, values = zip(*counted, strict=True) if counted else ((), (), ())
    return _Column(entries, judges, values, tuple(fields))


def judges_joined(contenders: Sequence[Contender]) -> Links | None:
    """How the judges hang together by the entries they share; None without a sheet."""
    column = _column(contenders)
    return links(column.entries, column.judges) if column.entries else None


def why_not_adjust(contenders: Sequence[Contender]) -> list[Reason]:
    """Why nothing can be said of severity: judges who share no entry, too loosely joined, too few scores."""
    column = _column(contenders)
    if len(set(column.judges)) < 2 or len(column.values) <= len(set(column.entries)) or len(set(column.entries)) < 2:
        return [Reason("ranking_adjust_few")]
    joined = links(column.entries, column.judges)
    if not joined.is_one:
        return [Reason("ranking_adjust_apart", {"groups": len(joined.groups)})]
    return [] if joined.firmness >= _FIRM else [Reason("ranking_adjust_loose")]


def adjustment(model: str, contenders: Sequence[Contender]) -> Adjustment:
    """The corrections by the mixed model with a mean for each field, or by full calibration (`full`).

    Raises ValueError where why_not_adjust has reasons.
    """
    reasons = why_not_adjust(contenders)
    if reasons:
        raise ValueError(reasons[0].code)
    column = _column(contenders)
    fit = (_known_fit if len(column.values) <= _MOST_KEPT else _fit)(column)
    pairs = list(zip(column.entries, column.judges, strict=True))
    if model == "full":
        return Adjustment(model, _by_calibration(column, pairs), fit)
    shifts = {judge: Correction(_decimal(value, _THOUSANDTHS)) for judge, value in fit.severities.items()}
    return Adjustment(model, {pair: shifts[pair[1]] for pair in pairs}, fit)


def _fit(column: _Column) -> Fit:
    return mixed(column.entries, column.judges, column.values, dict(column.fields), digits=_DIGITS)


# Whoever asks with the same scores, all of them, has the same fit, which nobody changes.
_known_fit = lru_cache(maxsize=2)(_fit)


def _by_calibration(column: _Column, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Correction]:
    found = calibrated(column.entries, column.judges, column.values, dict(column.fields))
    level = _decimal(found.level, _THOUSANDTHS)
    return {
        pair: Correction(
            _decimal(found.shifts[pair[1]], _THOUSANDTHS),
            _decimal(found.stretches[pair[1]], _TEN_THOUSANDTHS),
            max(_TEN_THOUSANDTHS, _decimal(weight, _TEN_THOUSANDTHS)),
            level,
        )
        for pair, weight in zip(pairs, found.weights, strict=True)
    }


def _decimal(value: float, step: Decimal) -> Decimal:
    """The float's exact value, rounded once to the step; -0 is 0. Raises ValueError: not a number."""
    if not math.isfinite(value):
        raise ValueError("not a number")
    return Decimal(value).quantize(step, ROUND_HALF_EVEN) + 0

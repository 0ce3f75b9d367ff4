"""A plain round of very many entries, read once as columns of whole numbers: everybody's points and order in one go.

Totals become whole numbers of the smallest unit any of them has; a mean or a median is one whole number divided by
another, and what remains decides how it is rounded, just as `rounded` does it with fractions. Nothing is nearly right:
where a number could pass the 63 bits of a column nothing is read, and the long way goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import chain, compress
from math import ceil
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, NamedTuple

from contest.editions.rules import Round
from contest.editions.rules.judging import Combine, Trim
from contest.ranking.rules.combine import needed
from contest.ranking.rules.lean import is_plain
from contest.ranking.rules.sheets import LEFT_OUT, SUBMITTED, Contender, Sheet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Marked = NDArray[np.bool_]

# From so many entries on columns are quicker than one entry after another, and worth loading numpy for.
MANY = 4_000
# Every number in a column, and twice it, stays below this.
_MOST = 2**62
# Figures of so many digits are whole numbers of a column.
_DIGITS = 17
_KEY, _SHEETS, _STATUS, _NEEDED = map(attrgetter, ("entry_id", "sheets", "status", "needed"))
# A sheet is a tuple, and by its place a part of it is read soonest.
_JUDGE, _STATE, _TOTAL, _CORRECTION = (
    itemgetter(Sheet._fields.index(each)) for each in ("judge_id", "state", "total", "correction")
)


@dataclass(frozen=True)
class Columns:
    """The sheets of a plain round.

    keys: of the entries, rising; sheets: all of them, entry after entry; entries: whose each is, as its row; counted:
    which are handed in and count; totals: those of the counted in units of 10 ** -digits; starts: where each entry's
    begin among the counted, and the end; handed_in: how many each entry has handed in;
    ranked: which entries have points.
    """

    # By rising key.
    contenders: Sequence[Contender]
    keys: Whole
    sheets: Sequence[Sheet]
    entries: Whole
    counted: Marked
    totals: Whole
    digits: int
    starts: Whole
    handed_in: Whole
    ranked: Marked

    @cached_property
    def judges(self) -> Whole:
        """Whose each sheet is."""
        import numpy as np  # noqa: PLC0415 - heavy

        return np.fromiter(map(_JUDGE, self.sheets), np.int64, len(self.sheets))

    def of_judge(self, judge_id: int) -> list[Contender]:
        """The entries on which a sheet of the judge counts."""
        mine = self.entries[self.counted & (self.judges == judge_id)]
        return [self.contenders[row] for row in mine.tolist()]

    @cached_property
    def rising(self) -> Whole:
        """The totals, rising within each entry."""
        import numpy as np  # noqa: PLC0415 - heavy

        least, span = _span(self.totals)
        # Entry and total in one number, which is sorted as both.
        first = self.entries[self.counted] * span - least
        # Numbers that nearly rise already, which a stable sort is quick with.
        return np.sort(first + self.totals, kind="stable") - first

    @cached_property
    def row_of(self) -> dict[int, int]:
        """Where each entry stands, by its key."""
        return {key: row for row, key in enumerate(self.keys.tolist())}

    def highest(self) -> Whole:
        """The highest counted total of each entry; 0 where none counts."""
        import numpy as np  # noqa: PLC0415 - heavy

        found = np.zeros(len(self.contenders), np.int64)
        some = self.starts[1:] > self.starts[:-1]
        found[some] = self.rising[self.starts[1:][some] - 1]
        return found

    def units(self, value: Decimal) -> int:
        """The least whole number of a total's units that is not below the value."""
        return ceil(Fraction(value) * Fraction(10) ** self.digits)


class Reached(NamedTuple):
    """points: in units of the rounding's last place, of each entry (0 where it is not ranked); order: the places in
    the columns of those that are ranked, the best first, equals by their key."""

    points: Whole
    order: Whole
    places: int

    def units(self, value: Decimal) -> int:
        """The least whole number of units of points that is not below the value."""
        return ceil(Fraction(value) * Fraction(10) ** self.places)

    def decimals(self, sign: int = 1) -> list[Decimal]:
        """The points of the order, each as `rounded` gives it; sign: -1 for those below nought in their place."""
        import numpy as np  # noqa: PLC0415 - heavy

        units, which = np.unique(self.points[self.order], return_inverse=True)
        figures = [Decimal(sign * unit).scaleb(-self.places) for unit in units.tolist()]
        return [figures[n] for n in which.tolist()]

    def groups(self) -> Iterable[tuple[int, int]]:
        """Where in the order equals begin and end."""
        import numpy as np  # noqa: PLC0415 - heavy

        own = self.points[self.order]
        ends = [*(np.flatnonzero(own[1:] != own[:-1]) + 1).tolist(), len(own)] if len(own) else []
        return zip([0, *ends], ends, strict=False)


def columns_of(round_: Round, contenders: Sequence[Contender]) -> Columns | None:
    """The round as columns; None where it is small, or not plain, or its numbers are too large for columns."""
    if len(contenders) < MANY or not is_plain(round_):
        return None
    import numpy as np  # noqa: PLC0415 - heavy

    keys = np.fromiter(map(_KEY, contenders), np.int64, len(contenders))
    if (keys[1:] <= keys[:-1]).any():
        contenders = sorted(contenders, key=_KEY)
        keys = np.sort(keys)
    own = list(map(_SHEETS, contenders))
    sheets = list(chain.from_iterable(own))
    states, totals = list(map(_STATE, sheets)), list(map(_TOTAL, sheets))
    counts = np.fromiter(map(len, own), np.int64, len(own))
    counted = _are(states, SUBMITTED)
    scaled = _scaled(totals if counted.all() else list(compress(totals, counted)), round_, int(counts.max()))
    if scaled is None or list(map(_CORRECTION, sheets)).count(None) < len(sheets):
        return None
    values, digits = scaled
    entries = np.repeat(np.arange(len(own)), counts)
    if _span(values)[1] * len(own) >= _MOST:
        return None
    is_eligible = _are(list(map(_STATUS, contenders)), "eligible")
    of_entry = np.bincount(entries[counted], minlength=len(own))
    handed_in = of_entry + np.bincount(entries[_are(states, LEFT_OUT)], minlength=len(own))
    return Columns(
        contenders,
        keys,
        sheets,
        entries,
        counted,
        values,
        digits,
        starts=np.concatenate([[0], np.cumsum(of_entry)]),
        handed_in=handed_in,
        ranked=is_eligible & (of_entry > 0) & (handed_in >= _asked(round_, contenders)),
    )


def _are(words: Sequence[str], wanted: str) -> Marked:
    import numpy as np  # noqa: PLC0415 - heavy

    many = words.count(wanted)
    if many in (0, len(words)):
        return np.full(len(words), many > 0)
    return np.fromiter((word == wanted for word in words), np.bool_, len(words))


def _asked(round_: Round, contenders: Sequence[Contender]) -> Whole:
    """How many sheets each entry must have."""
    import numpy as np  # noqa: PLC0415 - heavy

    is_fixed = round_.quorum is not None or isinstance(round_.judges_per_entry, int)
    if is_fixed and list(map(_NEEDED, contenders)).count(None) == len(contenders):
        return np.full(len(contenders), needed(round_, contenders[0]))
    return np.fromiter((needed(round_, each) for each in contenders), np.int64, len(contenders))


def _scaled(totals: Sequence[Decimal | None], round_: Round, most_sheets: int) -> tuple[Whole, int] | None:
    """The totals as whole numbers, and by how many digits they were moved; None where they would not fit."""
    import numpy as np  # noqa: PLC0415 - heavy

    distinct = set(totals)
    figures = [total for total in distinct if total is not None and total.is_finite()]
    digits = max(0, *(-int(total.as_tuple().exponent) for total in figures), 0)
    if len(figures) < len(distinct) or max((total.adjusted() for total in figures), default=0) + digits > _DIGITS:
        return None
    whole: dict[Decimal | None, int] = {total: int(total.scaleb(digits)) for total in figures}
    # The sum of all, an entry's sum in the units of rounding, and what that is divided by.
    largest = max(map(abs, whole.values()), default=1)
    above, below = largest * most_sheets * 10**round_.combine.rounding.places, most_sheets * 10**digits
    if max(largest * len(totals), 2 * above, 2 * below) >= _MOST:
        return None
    return np.fromiter(map(whole.__getitem__, totals), np.int64, len(totals)), digits


def _span(values: Whole) -> tuple[int, int]:
    """The least of the values, and how many whole numbers lie from it to the greatest."""
    return (int(values.min()), int(values.max() - values.min()) + 1) if len(values) else (0, 1)


def reached(columns: Columns, combine: Combine) -> Reached:
    """Everybody's points by a mean or a median of the sheets, trimmed perhaps, and the order they come to."""
    import numpy as np  # noqa: PLC0415 - heavy

    starts, ends = _kept(columns.starts[:-1][columns.ranked], columns.starts[1:][columns.ranked], combine.trim)
    many = ends - starts
    if combine.method == "median":
        summed = columns.rising[starts + (many - 1) // 2] + columns.rising[starts + many // 2]
        many = np.full(len(many), 2)
    else:
        before = np.concatenate([[0], np.cumsum(columns.totals if combine.trim is None else columns.rising)])
        summed = before[ends] - before[starts]
    rounding = combine.rounding
    points = np.zeros(len(columns.contenders), np.int64)
    points[columns.ranked] = _rounded(summed * 10**rounding.places, many * 10**columns.digits, rounding.rule)
    ranked = np.flatnonzero(columns.ranked)
    return Reached(points, ranked[np.argsort(-points[ranked], kind="stable")], rounding.places)


def close_to(
    columns: Columns, combine: Combine, floor: Decimal | None, near: Decimal | None
) -> list[tuple[int, Contender]]:
    """Judge and entry of every counted sheet on an entry that has the points `near`, may come there, or has none.

    Only of judges who have a sheet on an entry that is so close to `floor`. No figure of plain sheets passes the
    highest of them, but by what rounding adds. None as a line: all are close to it.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    points, highest = reached(columns, combine), columns.highest()
    step = Decimal(1).scaleb(-points.places)

    def sheets(line: Decimal | None) -> Whole:
        inside = columns.counted
        if line is not None:
            rows = (points.points >= points.units(line)) | (highest >= columns.units(line - step))
            inside = inside & (rows | ~columns.ranked)[columns.entries]
        return np.flatnonzero(inside)

    close = sheets(near)
    close = close[np.isin(columns.judges[close], columns.judges[sheets(floor)])]
    pairs = zip(columns.judges[close].tolist(), columns.entries[close].tolist(), strict=True)
    return [(judge_id, columns.contenders[row]) for judge_id, row in pairs]


def _kept(starts: Whole, ends: Whole, trim: Trim | None) -> tuple[Whole, Whole]:
    """Where the counted sheets of each entry begin and end once the lowest and highest are gone; see `keep`."""
    if trim is None:
        return starts, ends
    many = ends - starts
    goes = (many >= trim.when_at_least) & (many > trim.drop_low + trim.drop_high)
    return starts + goes * trim.drop_low, ends - goes * trim.drop_high


def _rounded(above: Whole, below: Whole, rule: str) -> Whole:
    """above / below to a whole number: see `rounded`, which does the same with one fraction."""
    import numpy as np  # noqa: PLC0415 - heavy

    whole, rest = np.divmod(np.abs(above), below)
    if rule == "down":
        rises = np.zeros(len(whole), np.bool_)
    elif rule == "up":
        rises = rest > 0
    else:
        half = 2 * rest == below
        rises = (2 * rest > below) | (half & (whole % 2 == 1) if rule == "half_even" else half)
    found: Whole = np.sign(above) * (whole + rises)
    return found

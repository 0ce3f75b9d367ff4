"""How the width of an A4 page is shared among the columns, in points; pure arithmetic."""

from collections.abc import Sequence
from typing import NamedTuple

from contest.foundation.report import Column, Report, Value, places_of, printed, value_of
from contest.foundation.writers.measure import text_width, widest, widest_word

SIZE = 12.0
# One unit of a column's width in a workbook whose normal type is Times New Roman 12: the width of a digit.
UNIT = 6.0
# What a spreadsheet program keeps free beside the text of a cell.
PADDING = 5.0
# A4 less the margins that `page` sets (15 mm left, 12 mm right).
PAGE = {True: 765.0, False: 518.0}
# A code, a name, a prize of so few letters ("Giải Khuyến khích") stands on one line.
_SHORT = 17
_NARROWEST = 30.0
_AIR = 5.0
_WIDEST_WORD = 140.0
_WIDEST_HEADING = 90.0
_WIDEST_TEXT = 330.0
# A row of more lines than this makes the table wider than the page and the print smaller, so far and no further.
_EASY_LINES = 2.5
_EASY_PRINT = 1.2
# A page that would need more lines than this for its typical row is made wider and printed smaller, so far.
_MOST_LINES = 4.0
_SMALLEST_PRINT = 1.7
# What a line loses at its end because words do not break: so much of a long word.
_LOST_AT_LINE_END = 0.55
_SAMPLE = 2_000


class Need(NamedTuple):
    """Points a column asks for: that no word breaks; what 19 of 20 values fill laid end to end; the longest line;
    the longest word of running text."""

    least: float
    typical: float
    longest: float
    word: float = 0.0


def columns_in_points(report: Report) -> list[float]:
    """A width for each column: as its contents need; when the page is too narrow, equally many lines for each.

    Figures, dates and short codes are never broken. A table that would need very tall rows, or cannot fit at
    all, is made wider than the page: the program that prints it scales it down to the paper.
    """
    needs = [_need(report, column) for column in report.columns]
    page = PAGE[report.landscape]
    if sum(need.longest for need in needs) <= page:
        return _stretched(report.columns, [need.longest for need in needs], page)
    easy = min(sum(_in_lines(needs, _EASY_LINES)), page * _EASY_PRINT)
    crowded = min(sum(_in_lines(needs, _MOST_LINES)), page * _SMALLEST_PRINT)
    return _fitted(needs, max(page, easy, crowded))


def _in_lines(needs: Sequence[Need], lines: float) -> list[float]:
    """The widths at which a typical row takes so many lines."""
    return [
        max(need.least, min(need.longest, need.typical / lines + (0 if lines == 1 else need.word * _LOST_AT_LINE_END)))
        for need in needs
    ]


def _fitted(needs: Sequence[Need], page: float) -> list[float]:
    """The fewest lines with which the columns fit; the least widths when nothing helps."""
    few, many = 1.0, 60.0
    for _ in range(40):
        middle = (few + many) / 2
        few, many = (few, middle) if sum(_in_lines(needs, middle)) <= page else (middle, many)
    return _in_lines(needs, many)


def _need(report: Report, column: Column) -> Need:
    if column.width is not None:
        fixed = column.width * UNIT + PADDING
        return Need(fixed, fixed, fixed)
    values = _values(report, column)
    places = places_of(column, values)
    least = max(_NARROWEST, widest_word(column.heading, SIZE, bold=True) * 1.04)
    words: set[str] = set()
    wholes: list[float] = []
    amounts: list[float] = []
    for value in set(values):
        text = value if isinstance(value, str) else printed(value, column.kind, places)
        if "\n" in text:
            lines = [text_width(line, SIZE, bold=column.strong) for line in text.split("\n")]
            # Five authors under each other are as much to print as one long line.
            whole, amount = max(lines), sum(lines)
        else:
            whole = amount = text_width(text, SIZE, bold=column.strong)
        amounts.append(amount * 1.04)
        if column.kind != "text":
            least = max(least, whole * 1.06)
        elif len(text) <= _SHORT:
            least = max(least, whole * 1.04)
        else:
            words.update(text.split())
        wholes.append(whole * 1.04)
    long_word = min(widest(words, SIZE, bold=column.strong) * 1.04, _WIDEST_WORD)
    least = max(least, long_word)
    wholes, amounts = sorted(wholes) or [0.0], sorted(amounts) or [0.0]
    heading = min(text_width(column.heading, SIZE, bold=True), _WIDEST_HEADING)
    longest = max(least, heading, min(wholes[-1], _WIDEST_TEXT))
    typical = max(least, amounts[len(amounts) * 19 // 20])
    least, typical, longest = (points + PADDING + _AIR for points in (least, typical, longest))
    return Need(least, typical, longest, long_word)


def _values(report: Report, column: Column) -> list[Value]:
    """The column's values, totals too; of a very long table only the first rows, for time's sake."""
    values: list[Value] = []
    is_plain = not column.formula and column.kind != "index"
    for group in report.parts():
        rows = group.rows[:_SAMPLE]
        values += (
            [row.get(column.key) for row in rows]
            if is_plain
            else [value_of(column, row, len(group.rows)) for row in rows]
        )
        values += [total.values.get(column.key) for total in group.totals]
        if len(values) > _SAMPLE:
            break
    values += [total.values.get(column.key) for total in report.totals]
    return values


def _stretched(columns: Sequence[Column], widths: list[float], page: float) -> list[float]:
    """Spend what is left of the page on the columns of text, so that the table spans the paper."""
    loose = [place for place, column in enumerate(columns) if column.kind == "text" and column.width is None]
    loose = loose or [place for place, column in enumerate(columns) if column.width is None]
    spare = page - sum(widths)
    share = sum(widths[place] for place in loose)
    return [width + (spare * width / share if share and place in loose else 0.0) for place, width in enumerate(widths)]

"""Rows going down a sheet one after the other: values in spans of columns, tall enough for all their text."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from contest.foundation.clock import local
from contest.foundation.report import Formula, Value
from contest.foundation.writers.measure import wrapped_lines
from contest.foundation.writers.xlsx.styles import Look, OpenSheet, Styles, Words
from contest.foundation.writers.xlsx.widths import PADDING

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_767
_TALLEST_ROW = 409.0
_FORMULA_LIKE = ("=", "+", "-", "@")
# Our measure against that of the program that prints: a little less room than there is.
_CAUTION = 0.98


class Piece(NamedTuple):
    """A value standing in the columns first..last (from 0), merged when they are several."""

    first: int
    last: int
    value: Value | Words
    look: Look


class Lines:
    """The sheet being written; `row` is the number of the next row.

    Rows are held back until `open` is called, because the file says before its first row what is frozen.
    """

    def __init__(self, sheet: OpenSheet, widths: Sequence[float]) -> None:
        from openpyxl.cell import Cell  # noqa: PLC0415 - heavy
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 - heavy

        self.sheet = sheet
        self.widths = widths
        self.row = 1
        self.letters = [get_column_letter(place) for place in range(1, len(widths) + 1)]
        self.computed: dict[str, int | Decimal | str] = {}
        self._styles = Styles(sheet)
        self._cell = partial(Cell, sheet, row=1, column=1)  # the row that takes it gives it its place
        self._held: list[list[Any]] | None = []

    def address(self, column: int, row: int) -> str:
        """The cell's name, "C17", for a column counted from 0."""
        return f"{self.letters[column]}{row}"

    def width(self, first: int, last: int) -> float:
        """The points from the left of the first column to the right of the last."""
        return sum(self.widths[first : last + 1])

    def open(self, freeze: str) -> None:
        """Freeze what lies above and left of a cell, and let the rows through."""
        self.sheet.freeze_panes = freeze
        held, self._held = self._held or [], None
        for cells in held:
            self.sheet.append(cells)

    def put(self, pieces: Sequence[Piece], height: float | None = None, least: float = 0.0) -> int:
        """Write the next row and return its number; without a height it is as tall as its text needs."""
        cells: list[Any] = [None] * len(self.widths)
        lines_height = least
        for first, last, value, look in pieces:
            cells[first] = self._filled(first, value, look)
            if look.boxed or look.stamp:
                for place in range(first + 1, last + 1):
                    cells[place] = self._cell(style_array=self._styles.array(look))
            if last > first:
                self.merge(first, last, self.row, self.row)
            if height is None and value and isinstance(value, str):
                room = self.width(first, last) - PADDING
                lines_height = max(lines_height, height_of(value, room, look.size, bold=look.bold))
        self.sheet.row_dimensions[self.row].height = min(height or lines_height or 16.0, _TALLEST_ROW)
        if self._held is None:
            self.sheet.append(cells)
        else:
            self._held.append(cells)
        self.row += 1
        return self.row - 1

    def merge(self, first: int, last: int, top: int, bottom: int) -> None:
        """Make one cell of a block."""
        self.sheet.merged_cells.add(f"{self.address(first, top)}:{self.address(last, bottom)}")

    def _filled(self, column: int, value: Value | Words, look: Look) -> Any:
        """A cell whose type is the value's own; text is text whatever it begins with."""
        if isinstance(value, str):
            text = _NOT_TEXT.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))[:_LONGEST_CELL]
            if text.startswith(_FORMULA_LIKE):
                look = look.as_quoted()
            cell = self._cell(value=text, style_array=self._styles.array(look))
            cell.data_type = "s"
            return cell
        style = self._styles.array(look)
        if isinstance(value, Words):
            return self._cell(value=self._styles.rich(value), style_array=style)
        if isinstance(value, Formula):
            if value.value is not None:
                self.computed[self.address(column, self.row)] = value.value
            return self._cell(value=value.expression, style_array=style)
        if isinstance(value, datetime):
            return self._cell(value=local(value).replace(tzinfo=None), style_array=style)
        if value is not None and not isinstance(value, (int, Decimal, date)):
            raise TypeError(f"a report holds no {type(value).__name__}: {value!r}")
        return self._cell(value=value, style_array=style)


def height_of(text: str, room: float, size: float, *, bold: bool = False) -> float:
    """The height in points of a row that shows the whole text within `room` points."""
    return wrapped_lines(text, room * _CAUTION, size, bold=bold) * size * 1.31 + 5.0

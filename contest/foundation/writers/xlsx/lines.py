"""Rows going down a sheet one after the other: values in spans of columns, tall enough for all their text."""

from collections.abc import Sequence
from functools import lru_cache
from typing import IO, NamedTuple

from contest.foundation.report import Value
from contest.foundation.writers.measure import wrapped_lines
from contest.foundation.writers.xlsx.cells import empty_cell, rich_cell, row, said, text_cell, value_cell
from contest.foundation.writers.xlsx.styles import Look, OpenSheet, Styles, Words
from contest.foundation.writers.xlsx.widths import PADDING

_TALLEST_ROW = 409.0
_USUAL_ROW = 16.0
# Our measure against that of the program that prints: a little less room than there is.
_CAUTION = 0.98


class Piece(NamedTuple):
    """A value standing in the columns first..last (from 0), merged when they are several."""

    first: int
    last: int
    value: Value | Words
    look: Look


class Lines:
    """The rows being written, as XML; `number` is that of the next row.

    They wait in a file, so that memory stays flat, and reach the workbook when it is packed.
    """

    def __init__(self, sheet: OpenSheet, widths: Sequence[float], written: IO[bytes], styles: Styles) -> None:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415 - heavy

        self.sheet = sheet
        self.widths = widths
        self.number = 1
        # Of the rows written so far, in points.
        self.heights: list[float] = []
        self.letters = [get_column_letter(place) for place in range(1, len(widths) + 1)]
        self._styles = styles
        self._written = written

    def address(self, column: int, row: int) -> str:
        """The cell's name, "C17", for a column counted from 0."""
        return f"{self.letters[column]}{row}"

    def width(self, first: int, last: int) -> float:
        """The points from the left of the first column to the right of the last."""
        return sum(self.widths[first : last + 1])

    def put(self, pieces: Sequence[Piece], height: float | None = None, least: float = 0.0) -> int:
        """Write the next row and return its number; without a height it is as tall as its text needs."""
        cells: list[str] = []
        tallest, number = least, self.number
        for first, last, value, look in pieces:
            cells.append(self._cell(f"{self.letters[first]}{number}", value, look))
            if last > first:
                self.merge(first, last, number, number)
                if look.boxed or look.stamp:
                    style = self._styles.number(look)
                    cells += [empty_cell(self.address(place, number), style) for place in range(first + 1, last + 1)]
            if height is None and value and isinstance(value, str):
                room = self.width(first, last) if last > first else self.widths[first]
                tallest = max(tallest, height_of(value, room - PADDING, look.size, bold=look.bold))
        return self.put_cells(cells, height or tallest or _USUAL_ROW)

    def put_cells(self, cells: Sequence[str], height: float) -> int:
        """Write the next row of cells that are XML already and return its number."""
        number = self.number
        height = min(height, _TALLEST_ROW)
        self.heights.append(height)
        self._written.write(row(number, height, "".join(cells)))
        self.number += 1
        return number

    def style(self, look: Look) -> int:
        """The number of a look's style in the workbook."""
        return self._styles.number(look)

    def merge(self, first: int, last: int, top: int, bottom: int) -> None:
        """Make one cell of a block."""
        self.sheet.merged_cells.add(f"{self.address(first, top)}:{self.address(last, bottom)}")

    def _cell(self, address: str, value: Value | Words, look: Look) -> str:
        """A cell whose type is the value's own; text is text whatever it begins with."""
        if isinstance(value, str):
            text = said(value)
            if text.is_formula_like:
                look = look.as_quoted()
            return text_cell(address, self._styles.number(look), text)
        if isinstance(value, Words):
            return rich_cell(address, self._styles.number(look), self._styles.rich(value))
        return value_cell(address, self._styles.number(look), value)


@lru_cache(maxsize=4096)
def height_of(text: str, room: float, size: float, *, bold: bool = False) -> float:
    """The height in points of a row that shows the whole text within `room` points."""
    return wrapped_lines(text, room * _CAUTION, size, bold=bold) * size * 1.31 + 5.0

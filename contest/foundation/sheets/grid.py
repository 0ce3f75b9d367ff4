"""A sheet as it is, without headings that are known: for files whose columns a person names."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contest.foundation.refusal import Reason, refuse_with
from contest.foundation.sheets.archive import check_archive
from contest.foundation.sheets.reading import DAMAGED, Value, cell_value, lines_of


@dataclass(frozen=True, slots=True)
class GridRow:
    """A line that holds something; `number` is its line in the file, a Reason stands for a cell nobody can read."""

    number: int
    cells: Sequence[Value | Reason]

    def cell(self, column: int) -> Value | Reason:
        """The cell of a column, counted from 0; None beyond the last one."""
        return self.cells[column] if column < len(self.cells) else None


def read_grid(path: Path) -> list[GridRow]:
    """Every line of the first visible sheet that holds something.

    Raises Refusal: what `read_sheet` says of files that are no workbook, too large or empty.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy

    with path.open("rb") as stream:
        check_archive(stream)
        try:
            values = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
            formulas = load_workbook(stream, read_only=True, data_only=False, keep_links=False)
            try:
                place = next((at for at, one in enumerate(values.worksheets) if one.sheet_state == "visible"), 0)
                computed: Any = values.worksheets[place]
                written: Any = formulas.worksheets[place]
                rows = [_row(line.number, line.cells, line.written) for line in lines_of(computed, written)]
            finally:
                values.close()
                formulas.close()
        except DAMAGED as error:
            raise refuse_with("sheet_damaged") from error
    if not rows:
        raise refuse_with("sheet_empty")
    return rows


def _row(number: int, cells: Sequence[Any], written: Sequence[Any]) -> GridRow:
    read = [cell_value(cell, raw) for cell, raw in zip(cells, written, strict=False)]
    while read and read[-1] is None:
        read.pop()
    return GridRow(number, read)

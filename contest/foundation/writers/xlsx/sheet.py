"""One report laid on one sheet, row after row from the letterhead to the signatures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import IO

from contest.foundation.report import Column, Formula, Group, Report, Row, Total, Value, places_of, value_of
from contest.foundation.writers.xlsx.cells import computed_cell, formula_text, said, value_cell
from contest.foundation.writers.xlsx.frame import lay_foot, lay_head
from contest.foundation.writers.xlsx.headings import lay_headings
from contest.foundation.writers.xlsx.lines import Lines, Piece, height_of
from contest.foundation.writers.xlsx.page import keep_foot, set_up
from contest.foundation.writers.xlsx.styles import BAND, Look, OpenSheet, Styles, alignment, number_format
from contest.foundation.writers.xlsx.widths import PADDING, columns_in_points

_LEAST_ROW = 21.0
# So many rows stand above the signatures at least.
_LAST_ROWS = 2
# Room to sign in.
_TALL_ROW = 33.0
# A formula takes at most 255 arguments; beyond that the whole stretch is given.
_MOST_RANGES = 250
# Of a column of very many different texts none comes back that soon.
_MOST_TEXTS = 1 << 12
# Stands for the row's number where a formula is kept for all rows: no text of ours has it.
_ROW = "\0"

Stretch = tuple[int, int]


def lay(sheet: OpenSheet, report: Report, written: IO[bytes], styles: Styles) -> None:
    """Lay the report on an empty sheet, its rows as XML into a file: the archive puts them in."""
    rows = list(report.all_rows())
    places = [places_of(column, [row.get(column.key) for row in rows]) for column in report.columns]
    lines = Lines(sheet, columns_in_points(report), written, styles)
    set_up(sheet, report, lines.widths)
    lay_head(lines, report)
    table = _Table(lines, report, places)
    top, bottom = lay_headings(lines, report.columns)
    frozen = min(report.frozen, len(report.columns) - 1)
    sheet.freeze_panes = lines.address(frozen, bottom + 1)
    last_rows = table.lay_body()
    if lay_foot(lines, report):
        keep_foot(sheet, report, lines, last_rows, sum(lines.heights[top - 1 : bottom]))
    sheet.print_title_rows = f"{top}:{bottom}"
    if not report.groups and report.rows:
        corner = lines.address(len(report.columns) - 1, bottom + len(report.rows))
        sheet.auto_filter.ref = f"{lines.address(0, bottom)}:{corner}"


class _Own:
    """What all cells of a column have in common: its letters, its room in points, the numbers of its styles."""

    def __init__(self, lines: Lines, place: int, column: Column, look: Look) -> None:
        # Words in a column of figures ("VẮNG") stand in its middle.
        self._words = look.centered() if column.is_figure and not column.align else look
        self._lines = lines
        self.column = column
        self.letters = lines.letters[place]
        self.room = lines.widths[place] - PADDING
        self.size, self.bold = look.size, look.bold
        # Its cells hold what the row has under this name, nothing counted or computed.
        self.key = "" if column.formula or column.kind == "index" else column.key
        self.style = lines.style(look)
        self.texts = _Texts(self)

    @cached_property
    def said(self) -> int:
        """The style of words."""
        return self._lines.style(self._words)

    @cached_property
    def quoted(self) -> int:
        """The style of words that a person who edits the cell would make a formula of."""
        return self._lines.style(self._words.as_quoted())


class _Texts(dict[str, tuple[str, float]]):
    """The texts of a column, most of which it has many times: the cell's XML after its address, and its height."""

    def __init__(self, own: _Own) -> None:
        super().__init__()
        self._own = own

    def __missing__(self, value: str) -> tuple[str, float]:
        own, text = self._own, said(value)
        style = own.quoted if text.is_formula_like else own.said
        made = f' s="{style}"{text.xml}', height_of(value, own.room, own.size, bold=own.bold)
        if len(self) < _MOST_TEXTS:
            self[value] = made
        return made


class _InRow(dict[str, str]):
    """The formulas of rows as XML has them, with the columns' letters in; only the number of the row is left open."""

    def __init__(self, letters: Mapping[str, str]) -> None:
        super().__init__()
        self._cells = {key: f"{letter}{_ROW}" for key, letter in letters.items()}

    def __missing__(self, expression: str) -> str:
        made = self[expression] = formula_text(expression.format(**self._cells))
        return made


class _Table:
    """The table itself: headings, groups, rows, totals."""

    def __init__(self, lines: Lines, report: Report, places: Sequence[int]) -> None:
        self._lines = lines
        self._report = report
        self._last = len(report.columns) - 1
        self._least = _TALL_ROW if report.tall else _LEAST_ROW
        self._looks = [
            Look(
                boxed=True,
                bold=column.strong,
                align=alignment(column.kind, column.align),
                number_format=number_format(column.kind, places),
            )
            for column, places in zip(report.columns, places, strict=True)
        ]
        self._columns = [
            _Own(lines, place, column, look)
            for place, (column, look) in enumerate(zip(report.columns, self._looks, strict=True))
        ]
        self._place_of = {column.key: place for place, column in enumerate(report.columns)}
        self._here = _InRow({column.key: lines.letters[place] for place, column in enumerate(report.columns)})

    def lay_body(self) -> int:
        """Groups with their rows and sub-totals, then the totals over all; returns where the last few rows begin."""
        headings, last_rows = set[int](), self._lines.number
        everything: list[Stretch] = []
        place = 1
        for group in self._report.parts():
            if group.heading:
                headings.add(self._lines.number)
                self._lines.put([Piece(0, self._last, group.title, BAND)], least=_LEAST_ROW)
            stretch = self._rows(group, place)
            place += len(group.rows)
            own = [stretch] if group.rows else []
            last_rows = max(stretch[0], stretch[1] - _LAST_ROWS + 1) if group.rows else last_rows
            everything += own
            for total in group.totals:
                self._total(total, own)
        for total in self._report.totals:
            self._total(total, everything)
        return last_rows - 1 if last_rows - 1 in headings else last_rows

    def _rows(self, group: Group, place: int) -> Stretch:
        first = self._lines.number
        for number, row in enumerate(group.rows, place):
            self._row(row, number)
        return first, self._lines.number - 1

    def _row(self, row: Row, number: int) -> None:
        """The XML of one row: there are thousands, so their cells take no turn through pieces and looks."""
        cells, tallest, line = [], self._least, self._lines.number
        for own in self._columns:
            value = row.get(own.key) if own.key else value_of(own.column, row, number)
            if isinstance(value, str):
                inside, height = own.texts[value]
                cells.append(f'<c r="{own.letters}{line}"{inside}')
                if height > tallest:
                    tallest = height
            elif type(value) is Decimal:
                cells.append(f'<c r="{own.letters}{line}" s="{own.style}"><v>{value:f}</v></c>')
            elif isinstance(value, Formula):
                inside = self._here[value.expression].replace(_ROW, str(line))
                cells.append(computed_cell(f"{own.letters}{line}", own.style, inside, value.value))
            else:
                cells.append(value_cell(f"{own.letters}{line}", own.style, value))
        self._lines.put_cells(cells, tallest)

    def _total(self, total: Total, stretches: Sequence[Stretch]) -> None:
        columns = self._report.columns
        first = next((place for place, column in enumerate(columns) if column.key in total.values), self._last + 1)
        pieces = [Piece(0, first - 1, total.label, BAND)] if first else []
        for place in range(first, self._last + 1):
            value: Value = total.values.get(columns[place].key)
            if isinstance(value, Formula):
                value = self._over(value, place, stretches)
            look = replace(self._looks[place], bold=True, fill=BAND.fill)
            pieces.append(Piece(place, place, value, look))
        self._lines.put(pieces, least=_LEAST_ROW)

    def _over(self, formula: Formula, place: int, stretches: Sequence[Stretch]) -> Value:
        """A total's formula over the rows it closes; over no rows only the value is left."""
        if not stretches:
            return formula.value
        address = self._lines.address
        first, last = address(place, stretches[0][0]), address(place, stretches[-1][1])
        ranges = [f"{address(place, top)}:{address(place, bottom)}" for top, bottom in stretches]
        rows = ",".join(ranges) if len(ranges) <= _MOST_RANGES else f"{first}:{last}"
        return self._resolved(formula, self._lines.number, {"first": first, "last": last, "rows": rows})

    def _resolved(self, formula: Formula, row: int, cells: Mapping[str, str]) -> Formula:
        places, letters = self._place_of, self._lines.letters
        own = {key: f"{letters[places[key]]}{row}" for key in formula.names if key in places}
        return Formula(formula.expression.format(**own, **cells), formula.value)

"""Finds the headings of a sheet by their names, and hands out the rows under them."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from contest.foundation.clock import LOCAL
from contest.foundation.refusal import Reason, refuse, refuse_with
from contest.foundation.sheets.archive import check_archive
from contest.foundation.sheets.merged import Merged, merged_ranges
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import fold, nfc

MOST_ROWS = 20_000
# A file may claim that its second line is line 9,999,999,999; the lines between are blank, and each takes time.
_FARTHEST_LINE = 100_000
_MOST_COLUMNS = 200
_HEADINGS_WITHIN = 60
_LONGEST_TEXT = 32_767
_NOISE = re.compile(r"\(.*?\)|[*:.?]+")

# What openpyxl raises on files that are no whole workbook.
DAMAGED = (zipfile.BadZipFile, KeyError, ValueError, OSError, AttributeError, TypeError, SyntaxError)

Value = str | int | Decimal | date | datetime | None


def text_of(value: Value) -> str:
    """A cell's value as text in the house's normal form, line breaks kept; "" for a blank."""
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, date):
        return day(value)
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column that is looked for: its key, and the names it may have (the first is the printed one)."""

    key: str
    names: tuple[str, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row under the headings; `number` is its line in the file."""

    number: int
    cells: Mapping[str, Value]
    columns: Mapping[str, tuple[str, str]]
    # Keys of cells that could not be read: their fault is told already, nothing more is to be said of them.
    broken: frozenset[str] = frozenset()

    def value(self, key: str) -> Value:
        """The typed value: exact figures, dates; None for a blank cell and for a column that is not there."""
        return self.cells.get(key)

    def text(self, key: str) -> str:
        """The value as text in the house's normal form, line breaks kept; "" for a blank."""
        return text_of(self.cells.get(key))

    def place(self, key: str) -> str:
        """Where a reader finds the cell: dòng 12, cột “Tác giả” (ô E12)."""
        if key not in self.columns:
            return f"dòng {self.number}"
        letters, name = self.columns[key]
        return f"dòng {self.number}, cột “{name}” (ô {letters}{self.number})"

    def fault(self, code: str, key: str, **params: Any) -> Reason:
        """A reason about one cell of this row."""
        return Reason(code, params, self.place(key))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows that hold something, and the headings nobody asked for."""

    rows: Sequence[Any]
    unknown: Sequence[str]
    found: frozenset[str]
    faults: Sequence[Reason] = ()


def read_sheet(source: BinaryIO | Path, headings: Sequence[Heading], *, with_faults: bool = False) -> Sheet:
    """The first visible sheet of a workbook. Values of formulas are taken, never the formulas.

    Raises Refusal with every fault of the sheet at once: not a workbook, too large, headings missing or twice,
    merged cells, cells in error, no rows. `with_faults` hands out what is wrong with single cells beside the rows
    instead, so that a caller can tell it together with everything else.
    """
    if isinstance(source, Path):
        with source.open("rb") as stream:
            return read_sheet(stream, headings, with_faults=with_faults)
    check_archive(source)
    try:
        sheet = _read(source, headings)
    except DAMAGED as error:
        raise refuse_with("sheet_damaged") from error
    if not with_faults:
        refuse(sheet.faults)
    if not sheet.rows:
        raise refuse_with("sheet_empty")
    return sheet


def _read(stream: BinaryIO, headings: Sequence[Heading]) -> Sheet:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy

    values = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    formulas = load_workbook(stream, read_only=True, data_only=False, keep_links=False)
    try:
        place = next((at for at, one in enumerate(values.worksheets) if one.sheet_state == "visible"), 0)
        computed: Any = values.worksheets[place]
        written: Any = formulas.worksheets[place]
        lines = lines_of(computed, written)
        head, names, columns = _find_headings(lines, headings)
        merged = _harmful_merges(stream, computed._worksheet_path, head, columns)
        faults = [Reason("sheet_merged", {"range": one.name}, f"ô {one.name}") for one in merged]
        rows = [row for line in lines if (row := _row(line, names, columns, merged, faults)) is not None]
    finally:
        values.close()
        formulas.close()
    known = {column for _, column in columns.items()}
    unknown = [name for column, name in names.items() if column not in known and name]
    return Sheet(rows, unknown, frozenset(columns), faults)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet with both faces of its cells: what was computed, and what was written."""

    number: int
    cells: Sequence[Any]
    written: Sequence[Any]


def lines_of(computed: Any, written: Any) -> Iterator[Line]:
    """The lines that hold something, with both faces of each cell."""
    for sheet in (computed, written):
        sheet.reset_dimensions()  # what a file says of its own size is not to be believed
    count = 0
    pairs = zip(computed.iter_rows(max_col=_MOST_COLUMNS), written.iter_rows(max_col=_MOST_COLUMNS), strict=False)
    for number, (cells, raw) in enumerate(pairs, start=1):
        if number > _FARTHEST_LINE:
            raise refuse_with("sheet_too_far", limit=f"{_FARTHEST_LINE:,}".replace(",", "."))
        if all(cell.value is None for cell in raw):
            continue
        count += 1
        if count > MOST_ROWS:
            raise refuse_with("sheet_too_many_rows", limit=MOST_ROWS)
        yield Line(number, cells, raw)


def _find_headings(lines: Iterator[Line], headings: Sequence[Heading]) -> tuple[int, dict[int, str], dict[str, int]]:
    """The row of the headings, every name in it by column (from 0), and the columns of the keys.

    Raises Refusal: sheet_no_headings (with what the best row lacks), sheet_heading_twice.
    """
    required = [heading for heading in headings if heading.required]
    best: tuple[int, list[str]] = (1, [heading.names[0] for heading in required])
    for line in lines:
        if line.number > _HEADINGS_WITHIN:
            break
        names = {at: _shown(cell.value) for at, cell in enumerate(line.cells) if cell.value is not None}
        columns, twice = _columns(names, headings)
        missing = [heading.names[0] for heading in required if heading.key not in columns]
        if not missing:
            refuse(Reason("sheet_heading_twice", {"heading": name}, f"dòng {line.number}") for name in twice)
            return line.number, names, columns
        if len(missing) < len(best[1]):
            best = (line.number, missing)
    wanted = ", ".join(f"“{heading.names[0]}”" for heading in required)
    missing_words = ", ".join(f"“{name}”" for name in best[1])
    raise refuse_with("sheet_no_headings", wanted=wanted, row=best[0], missing=missing_words)


def _shown(value: Any) -> str:
    return " ".join(nfc(str(value)).split())


def _plain(name: str) -> str:
    return " ".join(_NOISE.sub(" ", fold(name)).split())


def _columns(names: Mapping[int, str], headings: Sequence[Heading]) -> tuple[dict[str, int], list[str]]:
    by_name = {_plain(name): heading.key for heading in headings for name in heading.names}
    exact = {fold(name): heading.key for heading in headings for name in heading.names}
    columns: dict[str, int] = {}
    twice: list[str] = []
    for column, name in names.items():
        key = exact.get(fold(name)) or by_name.get(_plain(name))
        if key is None:
            continue
        if key in columns:
            twice.append(name)
        columns.setdefault(key, column)
    return columns, twice


def _harmful_merges(stream: BinaryIO, member: str, head: int, columns: Mapping[str, int]) -> list[Merged]:
    """Merged cells from the headings down that touch a column we read."""
    ours = {column + 1 for column in columns.values()}

    def harmful(merged: Merged) -> bool:
        touches = any(merged.left <= column <= merged.right for column in ours)
        over_headings = merged.top <= head <= merged.bottom and merged.right > merged.left
        return touches and (merged.bottom > head or over_headings)

    return [one for one in merged_ranges(stream, member.lstrip("/")) if harmful(one)]


def _row(
    line: Line,
    names: Mapping[int, str],
    columns: Mapping[str, int],
    merged: Sequence[Merged],
    faults: list[Reason],
) -> SheetRow | None:
    places = {key: (letters_of(column), names[column]) for key, column in columns.items()}
    cells: dict[str, Value] = {}
    row = SheetRow(line.number, cells, places)
    across = [one for one in merged if one.top <= line.number <= one.bottom]
    broken = {key for key, column in columns.items() if any(one.left <= column + 1 <= one.right for one in across)}
    for key, column in columns.items():
        if column >= len(line.cells):
            continue
        found = cell_value(line.cells[column], line.written[column])
        if isinstance(found, Reason):
            faults.append(row.fault(found.code, key, **found.params))
            broken.add(key)
        elif found is not None:
            cells[key] = found
    if not cells and not broken:
        return None
    return replace(row, broken=frozenset(broken)) if broken else row


def cell_value(cell: Any, written: Any) -> Value | Reason:
    """What a cell holds, or why it cannot be read; `written` is the same cell with its formula."""
    if cell.data_type == "e":
        return Reason("sheet_cell_error", {"value": cell.value})
    if written.data_type == "f" and cell.value is None:
        return Reason("sheet_formula_uncomputed")
    value = _typed(cell.value)
    if isinstance(value, str) and len(value) > _LONGEST_TEXT:
        return Reason("sheet_text_too_long", {"length": len(value), "limit": _LONGEST_TEXT})
    return value


def _typed(value: Any) -> Value:
    """Exact figures: a float of the file is what the program showed, 15 digits of it."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, float):
        exact = Decimal(f"{value:.15g}")
        return int(exact) if exact == exact.to_integral_value() and abs(exact) < 10**15 else exact
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, datetime):
        midnight = value.time() == time.min
        return value.date() if midnight else value.replace(tzinfo=value.tzinfo or LOCAL)
    if value is None or isinstance(value, int | date):
        return value
    return str(value)


def letters_of(column: int) -> str:
    """A column, counted from 0, as the spreadsheet calls it: 0 is A, 27 is AB."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

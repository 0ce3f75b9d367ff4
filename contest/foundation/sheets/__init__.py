"""Spreadsheets that people send in: read within limits, never a formula, every fault at its cell.

`archive` looks at the zip before anything is inflated, `merged` finds merged cells, `reading` finds the headings
and hands out the rows, `grid` a sheet as it is.
"""

from contest.foundation.sheets.grid import GridRow, read_grid
from contest.foundation.sheets.reading import Heading, Sheet, SheetRow, letters_of, read_sheet, text_of
from contest.foundation.sheets.wordlist import WORDS

__all__ = ["WORDS", "GridRow", "Heading", "Sheet", "SheetRow", "letters_of", "read_grid", "read_sheet", "text_of"]

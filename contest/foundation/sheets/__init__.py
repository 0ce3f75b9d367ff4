"""Spreadsheets that people send in: read within limits, never a formula, every fault at its cell.

`archive` looks at the zip before anything is inflated, `merged` finds merged cells, `reading` finds the headings
and hands out the rows.
"""

from contest.foundation.sheets.reading import Heading, Sheet, SheetRow, read_sheet
from contest.foundation.sheets.wordlist import WORDS

__all__ = ["WORDS", "Heading", "Sheet", "SheetRow", "read_sheet"]

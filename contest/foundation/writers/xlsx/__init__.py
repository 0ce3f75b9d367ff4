"""Reports as an xlsx workbook that can be printed and signed as it is, one sheet a report.

`styles` holds the faces, lines and number formats, `widths` shares the page among the columns, `sheet` lays
the rows, `archive` packs the file so that the same reports give the same bytes, `blank` makes sheets to be filled in.
"""

from contest.foundation.writers.xlsx.blank import Blank, BlankColumn, write_blank
from contest.foundation.writers.xlsx.workbook import write

__all__ = ["Blank", "BlankColumn", "write", "write_blank"]

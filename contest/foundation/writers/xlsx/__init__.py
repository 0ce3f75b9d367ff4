"""Reports as an xlsx workbook that can be printed and signed as it is, one sheet a report.

`styles` holds the faces, lines and number formats, `widths` shares the page among the columns, `sheet` lays
the rows, `archive` packs the file so that the same reports give the same bytes.
"""

from contest.foundation.writers.xlsx.workbook import write

__all__ = ["write"]

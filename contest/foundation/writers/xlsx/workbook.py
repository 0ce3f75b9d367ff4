"""One workbook from one or several reports: sheets, names, properties, bytes."""

import re
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from typing import Any

from contest.foundation.report import Report
from contest.foundation.writers.stamping import stamp_now
from contest.foundation.writers.xlsx.archive import Archive
from contest.foundation.writers.xlsx.sheet import lay
from contest.foundation.writers.xlsx.styles import Styles

CREATOR = "Ban Tổ chức hội thi"
_LONGEST_SHEET_NAME = 31
# A workbook says nothing of when and where it was made; the paper carries its own date.
_NO_TIME = datetime(2000, 1, 1)  # noqa: DTZ001 - the file format knows no zones
_IN_MEMORY = 8 << 20


def write(reports: Report | Sequence[Report]) -> bytes:
    """The workbook's bytes, one sheet a report; the same reports give the same bytes.

    Memory stays flat over the rows: each is written to disk as it is laid.
    Raises ValueError without a report.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - heavy
    from openpyxl.styles import Font  # noqa: PLC0415 - heavy
    from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415 - heavy

    given = [reports] if isinstance(reports, Report) else list(reports)
    sheets = [replace(report, stamp=stamp_now(report.stamp)) for report in given]
    if not sheets:
        raise ValueError("a workbook needs a report")
    book: Any = Workbook(write_only=True)  # the stub hides the styles that every cell starts from
    normal = book._named_styles["Normal"]  # its type decides how wide a unit of a column is
    normal.font = Font(name="Times New Roman", size=12, family=1)
    book._fonts[0] = normal.font
    book.properties.creator = book.properties.lastModifiedBy = CREATOR
    book.properties.title = sheets[0].title
    book.properties.language = "vi-VN"
    book.properties.created = book.properties.modified = _NO_TIME
    book.calculation.fullCalcOnLoad = True
    with ExitStack() as opened:
        rows, styles = {}, None
        for place, (report, name) in enumerate(zip(sheets, sheet_names(sheets), strict=True), start=1):
            sheet = book.create_sheet(name)
            written = opened.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY))
            styles = styles or Styles(sheet)
            lay(sheet, report, written, styles)
            rows[f"xl/worksheets/sheet{place}.xml"] = written
        target = opened.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY))
        ExcelWriter(book, Archive(target, rows)).save()
        target.seek(0)
        return target.read()


def sheet_names(reports: Sequence[Report]) -> list[str]:
    """A name for each sheet as the format allows it: at most 31 characters, no []:*?/\\, none twice."""
    names: list[str] = []
    taken: set[str] = set()
    for report in reports:
        wanted = re.sub(r"[\[\]:*?/\\]+", " ", report.sheet or report.title)
        wanted = " ".join(wanted.split()).strip("'")[:_LONGEST_SHEET_NAME].strip(" '") or "Bảng"
        name, count = wanted, 1
        while name.lower() in taken:
            count += 1
            ending = f" ({count})"
            name = wanted[: _LONGEST_SHEET_NAME - len(ending)] + ending
        taken.add(name.lower())
        names.append(name)
    return names

"""The paper: A4, margins, one page wide, page numbers, the stamp on every page."""

from collections.abc import Sequence

from contest.foundation.report import Report
from contest.foundation.writers.xlsx.lines import Lines
from contest.foundation.writers.xlsx.styles import FACE, OpenSheet
from contest.foundation.writers.xlsx.widths import PAGE, UNIT

_INCH = 25.4
_LEFT, _RIGHT, _TOP, _BOTTOM = 15, 12, 15, 18
_A4 = 9
_LONGEST_FOOTER = 90
# Rows of a sheet that says its scale itself, and what is left free.
_LONG, _CAUTION = 300, 0.98
# Of a page, the measure another program may have of it less.
_DOUBT = 0.97
_HEIGHT = {True: 210 - _TOP - _BOTTOM, False: 297 - _TOP - _BOTTOM}


def set_up(sheet: OpenSheet, report: Report, widths: Sequence[float]) -> None:
    """Page, footer and column widths; must come before the first row."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - heavy
    from openpyxl.worksheet.page import PageMargins  # noqa: PLC0415 - heavy
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 - heavy

    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = round(width / UNIT, 2)
    sheet.page_setup.orientation = "landscape" if report.landscape else "portrait"
    sheet.page_setup.paperSize = _A4
    if sum(len(group.rows) for group in report.parts()) > _LONG:
        # LibreOffice measures a sheet that fits itself to the paper anew for each of its pages: a long sheet beside
        # others took it five minutes. Our own scale says the same, with a little less for another program's measure.
        sheet.page_setup.scale = int(100 * min(1.0, PAGE[report.landscape] / sum(widths)) * _CAUTION)
    else:
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins = PageMargins(
        left=_LEFT / _INCH,
        right=_RIGHT / _INCH,
        top=_TOP / _INCH,
        bottom=_BOTTOM / _INCH,
        header=8 / _INCH,
        footer=8 / _INCH,
    )
    sheet.sheet_view.showGridLines = False
    footer = sheet.oddFooter
    footer.left.text = _plain(report.title)
    footer.right.text = "Trang &P/&N"
    for part in (footer.left, footer.right):
        part.font, part.size = f"{FACE},Regular", 10
    if report.stamp:
        header = sheet.oddHeader.center
        header.text, header.font, header.size, header.color = (
            _plain(report.stamp),
            f"{FACE},Bold",
            12,
            "A61E22",
        )


def keep_foot(sheet: OpenSheet, report: Report, lines: Lines, last_rows: int, heading: float) -> None:
    """Begin a page before the last rows of the table, if the page would end between them and the signatures.

    last_rows: the row with which they begin. heading: the height of the rows that are repeated on every page.
    """
    from openpyxl.worksheet.pagebreak import Break  # noqa: PLC0415 - heavy

    scale = min(1.0, PAGE[report.landscape] / sum(lines.widths))
    room = _HEIGHT[report.landscape] / _INCH * 72 / scale
    before, block = lines.heights[: last_rows - 1], sum(lines.heights[last_rows - 1 :])
    used = 0.0
    for height in before:
        used = used + height if used + height <= room else heading + height
    if before and used + block > room * _DOUBT and heading + block <= room:
        sheet.row_breaks.append(Break(id=last_rows - 1))


def _plain(text: str) -> str:
    """One short line in which "&" is only itself."""
    line = " ".join(text.split())
    if len(line) > _LONGEST_FOOTER:
        line = line[:_LONGEST_FOOTER].rsplit(" ", 1)[0] + " …"
    return line.replace("&", "&&")

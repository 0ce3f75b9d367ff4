"""Tables in Word: fixed widths, a head that is repeated on every page, rows that are not torn."""

from collections.abc import Sequence
from typing import Any

from contest.foundation.document import Table
from contest.foundation.writers.docx.parts import add_words, element

# A row of more letters than this may go on over the page; a shorter one is not torn.
_MOST_WHOLE = 1200
# Room between a cell's edge and its words, in twentieths of a point.
_PADDING = "57"


def lay_table(document: Any, table: Table, room_mm: float) -> None:
    """A table across the page."""
    whole = sum(column.width for column in table.columns)
    widths = [room_mm * column.width / whole for column in table.columns]
    made = grid(document, 1 + len(table.rows), widths, boxed=True)
    head = made.rows[0]
    marks = head._tr.get_or_add_trPr()
    marks.append(element("w:cantSplit"))
    marks.append(element("w:tblHeader"))
    # Cells are taken once: each look-up of python-docx walks the whole table.
    for cell, column in zip(head.cells, table.columns, strict=True):
        _write(cell, column.heading, "center", table.size, bold=True)
        cell.paragraphs[0].paragraph_format.keep_with_next = table.whole or None
    rows = list(made.rows)[1:]
    for row, given in zip(rows, table.rows, strict=True):
        if table.height:
            _tall(row, table.height)
        if sum(map(len, given.cells)) < _MOST_WHOLE:
            row._tr.get_or_add_trPr().insert(0, element("w:cantSplit"))
        cells = list(row.cells)
        over = len(cells) - len(given.cells)
        if over:
            cells = [cells[0].merge(cells[over]), *cells[over + 1 :]]
        for place, (cell, words) in enumerate(zip(cells, given.cells, strict=True)):
            side = "left" if over and not place else table.columns[place + over].align
            _write(cell, words, side, table.size, bold=given.bold)
            # The heading of a group goes with the group, each row of a short table with the next.
            # and the sum does not stand alone under a repeated head.
            summed = len(rows) > 1 and row is rows[-2] and table.rows[-1].bold
            kept = (given.bold and bool(over)) or (table.whole and row is not rows[-1]) or summed
            cell.paragraphs[0].paragraph_format.keep_with_next = kept or None


def grid(document: Any, rows: int, widths_mm: Sequence[float], *, boxed: bool) -> Any:
    """A table of so many rows whose columns keep their widths."""
    from docx.enum.table import WD_TABLE_ALIGNMENT  # noqa: PLC0415 - heavy
    from docx.shared import Mm  # noqa: PLC0415 - heavy

    made = document.add_table(rows, len(widths_mm), style="Table Grid" if boxed else None)
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(made._tbl.tblGrid.gridCol_lst, widths_mm, strict=True):
        column.w = Mm(width)
    margins = element("w:tblCellMar")
    for edge in ("left", "right"):
        margins.append(element(f"w:{edge}", w=_PADDING, type="dxa"))
    made._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")
    for row in made._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths_mm, strict=True):
            cell.width = Mm(width)
    return made


def _tall(row: Any, millimetres: float) -> None:
    from docx.shared import Mm  # noqa: PLC0415 - heavy

    row.height = Mm(millimetres)


def _write(cell: Any, words: str, side: str, size: float, *, bold: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - heavy
    from docx.shared import Pt  # noqa: PLC0415 - heavy

    paragraph = cell.paragraphs[0]
    sides = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
    paragraph.alignment = sides.get(side, WD_ALIGN_PARAGRAPH.LEFT)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.line_spacing = 1.0
    add_words(paragraph, words, bold=bold, size=size)

"""An empty sheet to be filled in and taken in again: headings, lists to choose from, an example on a second sheet."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from contest.foundation.writers.xlsx.styles import FACE
from contest.foundation.writers.xlsx.workbook import CREATOR

_ROWS = 500
_HEAD_HEIGHT = 32.0


@dataclass(frozen=True, slots=True)
class BlankColumn:
    """A column to fill in; `width` in characters; `choices`: the list a cell is chosen from."""

    heading: str
    width: float = 20
    required: bool = False
    choices: Sequence[str] = ()
    note: str = ""
    kind: Literal["text", "date"] = "text"


@dataclass(frozen=True, slots=True)
class Blank:
    """The sheet to fill in, and what the second sheet says about it. `example`: cells by heading."""

    sheet: str
    columns: Sequence[BlankColumn]
    title: str
    notes: Sequence[str]
    example: Mapping[str, str]


def write_blank(blank: Blank) -> bytes:
    """The workbook's bytes. The example stands on the second sheet, so that nobody takes it in by mistake."""
    from openpyxl import Workbook  # noqa: PLC0415 - heavy
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 - heavy

    book = Workbook()
    book.properties.creator = book.properties.lastModifiedBy = CREATOR
    book.properties.title, book.properties.language = blank.title, "vi-VN"
    sheet: Any = book.active
    sheet.title = blank.sheet
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    guide: Any = book.create_sheet("Hướng dẫn")
    lists: Any = book.create_sheet("Danh sách")
    _lay_columns(sheet, lists, blank.columns)
    _lay_guide(guide, blank)
    lists.sheet_state = "hidden" if not any(column.choices for column in blank.columns) else "visible"
    out = io.BytesIO()
    book.save(out)
    book.close()
    return out.getvalue()


def _lay_columns(sheet: Any, lists: Any, columns: Sequence[BlankColumn]) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415 - heavy
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - heavy
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - heavy

    side = Side(style="thin", color="FF6B7280")
    listed = 0
    for place, column in enumerate(columns, 1):
        letters = get_column_letter(place)
        head = sheet.cell(1, place, column.heading)
        head.font, head.border = Font(name=FACE, size=12, bold=True), Border(side, side, side, side)
        head.fill = PatternFill("solid", fgColor="FFF6E3E3" if column.required else "FFE6EBF2")
        head.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        # What is typed below takes the looks of its column: no cell has to be there before.
        below = sheet.column_dimensions[letters]
        below.width, below.font = column.width, Font(name=FACE, size=12)
        below.alignment = Alignment(vertical="top", wrap_text=True)
        below.number_format = r"dd\/mm\/yyyy" if column.kind == "date" else "@"
        if column.choices:
            listed += 1
            _lay_list(lists, listed, column)
            name = get_column_letter(listed)
            rule = DataValidation("list", formula1=f"'Danh sách'!${name}$2:${name}${len(column.choices) + 1}")
            rule.error, rule.errorTitle = "Hãy chọn một mục trong danh sách.", column.heading
            rule.showErrorMessage, rule.allow_blank = True, True
            sheet.add_data_validation(rule)
            rule.add(f"{letters}2:{letters}{_ROWS + 1}")
    sheet.row_dimensions[1].height = _HEAD_HEIGHT


def _lay_list(lists: Any, place: int, column: BlankColumn) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 - heavy
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - heavy

    lists.cell(1, place, column.heading).font = Font(name=FACE, size=12, bold=True)
    for row, choice in enumerate(column.choices, 2):
        lists.cell(row, place, choice).font = Font(name=FACE, size=12)
    lists.column_dimensions[get_column_letter(place)].width = 48


def _lay_guide(guide: Any, blank: Blank) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - heavy

    lines: list[tuple[str, str, str]] = [(blank.title, "", "")]
    lines += [(note, "", "") for note in blank.notes]
    lines += [("", "", ""), ("Cột", "Cách ghi", "Ví dụ")]
    head = len(lines)
    for column in blank.columns:
        need = "Bắt buộc. " if column.required else ""
        chosen = "Chọn trong danh sách. " if column.choices else ""
        lines.append((column.heading, f"{need}{chosen}{column.note}".strip(), blank.example.get(column.heading, "")))
    for row, texts in enumerate(lines, 1):
        for place, text in enumerate(texts, 1):
            cell = guide.cell(row, place, text or None)
            cell.data_type = "s" if text else "n"
            cell.font = Font(name=FACE, size=14 if row == 1 else 12, bold=row in (1, head))
            cell.alignment = Alignment(vertical="top", wrap_text=row >= head)
    for letters, width in (("A", 26), ("B", 60), ("C", 60)):
        guide.column_dimensions[letters].width = width

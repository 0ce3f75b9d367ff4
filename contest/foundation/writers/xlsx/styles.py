"""The faces, lines and number formats of a sheet, each made once a workbook and then only pointed at."""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from contest.foundation.report import Align, Kind

# A write-only sheet of openpyxl: the published stubs know too little of it.
OpenSheet = Any

FACE = "Times New Roman"
_INK = "FF1B2433"
_LINE = "FF6B7280"
_HEAD = "FFE6EBF2"
_BAND = "FFF3F5F9"
_STAMP = "FFA61E22"

# 1066 (42A) is Vietnamese: dots for thousands and a decimal comma wherever the program listens to it.
_LOCALE = "[$-42A]"
_DATE = r"dd\/mm\/yyyy"
_MOMENT = r"hh:mm\ dd\/mm\/yyyy"
_CENTERED: tuple[Kind, ...] = ("index", "date", "moment", "points")
_RIGHT: tuple[Kind, ...] = ("number", "money")
# A space as wide as a bracket between the figure and the line at its right.
_AIR = "_)"


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that makes two cells look alike; equal looks share one style of the workbook."""

    size: float = 12
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: Align = "left"
    vertical: str = "center"
    boxed: bool = False
    fill: str = ""
    stamp: bool = False
    number_format: str = ""
    quoted: bool = False
    wrap: bool = True
    indent: int = 0

    def centered(self) -> "Look":
        """The same in the middle of its cell."""
        return replace(self, align="center")

    def as_quoted(self) -> "Look":
        """The same with the mark that keeps a text a text when somebody edits it in Excel."""
        return replace(self, quoted=True)


class Words(NamedTuple):
    """Text in several looks inside one cell."""

    parts: tuple[tuple[str, Look], ...]


HEADING = Look(bold=True, align="center", boxed=True, fill=_HEAD)
BAND = Look(bold=True, boxed=True, fill=_BAND)
STAMP = Look(size=14, bold=True, align="center", stamp=True)
TITLE = Look(size=14, bold=True, align="center")
SUBTITLE = Look(size=13, align="center")
NOTE = Look(size=12, italic=True, vertical="top")
CLOSING = Look(size=12, bold=True, vertical="top")


def number_format(kind: Kind, places: int) -> str:
    """The format code of a column's values."""
    if kind in (*_RIGHT, "points"):
        return f"{_LOCALE}#,##0" + ("." + "0" * places if places else "") + (_AIR if kind in _RIGHT else "")
    return {"date": _DATE, "moment": _MOMENT, "index": "0"}.get(kind, "")


def alignment(kind: Kind, chosen: Align) -> Align:
    """Amounts right, points, dates and running numbers in the middle, text left, unless the column says."""
    if chosen:
        return chosen
    if kind in _RIGHT:
        return "right"
    return "center" if kind in _CENTERED else "left"


class Styles:
    """Looks turned into a workbook's styles, one for all its sheets."""

    def __init__(self, sheet: OpenSheet) -> None:
        self._sheet = sheet
        self._made: dict[Look, int] = {}
        # The looks of a table's columns come back with every row: found by what they are, not by what is in them.
        self._known: dict[int, tuple[Look, int]] = {}

    def number(self, look: Look) -> int:
        """The number of a look's style in the workbook, made when it is first asked for."""
        known = self._known.get(id(look))
        if known is not None:
            return known[1]
        made = self._made.get(look)
        if made is None:
            made = self._made[look] = self._make(look)
        self._known[id(look)] = (look, made)
        return made

    def _make(self, look: Look) -> int:
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - heavy
        from openpyxl.styles import Alignment, Border, PatternFill, Side  # noqa: PLC0415 - heavy

        cell: Any = WriteOnlyCell(self._sheet)
        cell.font = self._font(look)
        cell.alignment = Alignment(
            horizontal=look.align or None, vertical=look.vertical, wrap_text=look.wrap, indent=look.indent
        )
        if look.boxed or look.stamp:
            side = Side(style="medium" if look.stamp else "thin", color=_STAMP if look.stamp else _LINE)
            cell.border = Border(left=side, right=side, top=side, bottom=side)
        if look.fill:
            cell.fill = PatternFill("solid", fgColor=look.fill)
        if look.number_format:
            cell.number_format = look.number_format
        if look.quoted:
            cell.quotePrefix = True
        return int(cell.style_id)

    def rich(self, words: Words) -> Any:
        """The value of a cell whose text has several looks."""
        from openpyxl.cell.rich_text import CellRichText, TextBlock  # noqa: PLC0415 - heavy
        from openpyxl.cell.text import InlineFont  # noqa: PLC0415 - heavy
        from openpyxl.styles.colors import Color  # noqa: PLC0415 - heavy

        ink = Color(rgb=_INK)
        return CellRichText(
            *(
                TextBlock(InlineFont(rFont=FACE, sz=look.size, b=look.bold, i=look.italic, color=ink), text)
                for text, look in words.parts
            )
        )

    def _font(self, look: Look) -> Any:
        from openpyxl.styles import Font  # noqa: PLC0415 - heavy

        return Font(
            name=FACE,
            size=look.size,
            bold=look.bold,
            italic=look.italic,
            underline="single" if look.underline else None,
            color=_STAMP if look.stamp else _INK,
        )

"""Cells and rows as a sheet's XML: openpyxl keeps the book and its styles, the thousands of cells are plain text.

Its own way costs two objects and ten calls into the XML library for each cell, several times what all the rest of
a workbook costs; and it leaves formulas without their values, so that a viewer that does not calculate (a
telephone, our own reader) would show nothing.
"""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from contest.foundation.clock import local
from contest.foundation.report import Formula, Value

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_767
_FORMULA_LIKE = ("=", "+", "-", "@")
_DAY_ZERO = date(1899, 12, 30)
# To a spreadsheet 1900 was a leap year: the 60th day is one that never was.
_NO_SUCH_DAY = 60
_DAY = timedelta(days=1)


def empty_cell(address: str, style: int) -> str:
    """A cell of which only the lines are seen."""
    return f'<c r="{address}" s="{style}"/>'


class Said(NamedTuple):
    """A text as a cell says it; `is_formula_like`: a person who edits the cell would make a formula of it."""

    xml: str
    is_formula_like: bool


@lru_cache(maxsize=4096)
def said(text: str) -> Said:
    """What a cell can hold of a text: no control characters, newlines of one kind, so many characters.

    As text, whatever it begins with; spaces at its ends are kept.
    """
    kept = _NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:_LONGEST_CELL]
    if not kept:
        return Said("/>", is_formula_like=False)
    space = ' xml:space="preserve"' if kept[0].isspace() or kept[-1].isspace() else ""
    inside = f' t="inlineStr"><is><t{space}>{escape(kept)}</t></is></c>'
    return Said(inside, is_formula_like=kept.startswith(_FORMULA_LIKE))


def text_cell(address: str, style: int, text: Said) -> str:
    """A text at its place; nothing to say is an empty cell."""
    return f'<c r="{address}" s="{style}"{text.xml}'


def rich_cell(address: str, style: int, rich: Any) -> str:
    """Text in several looks: a CellRichText of openpyxl's."""
    from openpyxl.xml.functions import tostring  # noqa: PLC0415 - heavy

    return f'<c r="{address}" s="{style}" t="inlineStr">{tostring(rich.to_tree()).decode()}</c>'


def value_cell(address: str, style: int, value: Value) -> str:
    """A figure, a day, a moment (shown in Vietnamese time), a formula with its value, or nothing.

    Raises TypeError for what a report does not hold.
    """
    if value is None:
        return empty_cell(address, style)
    if isinstance(value, Formula):
        return computed_cell(address, style, formula_text(value.expression), value.value)
    return f'<c r="{address}" s="{style}"><v>{_figure(value)}</v></c>'


def formula_text(expression: str) -> str:
    """A formula as XML has it, without its "="."""
    return escape(expression[1:])


def computed_cell(address: str, style: int, formula: str, value: int | Decimal | str | None) -> str:
    """A formula that is `formula_text` already, with its value."""
    kind = ' t="str"' if isinstance(value, str) else ""
    shown = "" if value is None else f"<v>{_shown(value)}</v>"
    return f'<c r="{address}" s="{style}"{kind}><f>{formula}</f>{shown}</c>'


def row(number: int, height: float, cells: str) -> bytes:
    """A row of cells, so many points high."""
    return f'<row r="{number}" ht="{height:.6g}" customHeight="1">{cells}</row>'.encode()


def _shown(value: int | Decimal | str) -> str:
    return escape(value) if isinstance(value, str) else _figure(value)


def _figure(value: object) -> str:
    if type(value) is Decimal:
        return format(value, "f")
    if type(value) is int:
        return str(value)
    if isinstance(value, datetime):
        here = local(value)
        return repr(_days(here.date()) + timedelta(hours=here.hour, minutes=here.minute, seconds=here.second) / _DAY)
    if isinstance(value, date):
        return str(_days(value))
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    raise TypeError(f"a report holds no {type(value).__name__}: {value!r}")


def _days(day: date) -> int:
    """The number a spreadsheet gives a day."""
    days = (day - _DAY_ZERO).days
    return days - 1 if 0 < days <= _NO_SUCH_DAY else days

"""A table ready to become a paper: what stands on it, not how a file format says it.

Rooms build a Report in their `reports` floor; `contest.foundation.writers` turns it into a workbook.
Values keep their types: text is always text, however it begins; only a Formula made by our own code
is a formula.
"""

import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from contest.foundation import vietnamese

Kind = Literal["text", "number", "points", "money", "date", "moment", "index"]
Align = Literal["", "left", "center", "right"]

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
REHEARSAL = "BẢN DIỄN TẬP – KHÔNG CÓ GIÁ TRỊ"
UNDATED = "ngày ...... tháng ...... năm ............"

_FIGURES = ("number", "points", "money")
_RESERVED = frozenset({"first", "last", "rows"})


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula and the value we computed for it: writers without formulas print the value.

    `expression` begins with "=". `{key}` is the cell of that column in the same row; in totals also `{first}`
    and `{last}` (the first and last data cell of the total's own column) and `{rows}` (all of them, leaving
    out headings and sub-totals between groups: "C10:C14,C16:C20").
    """

    expression: str
    value: int | Decimal | str | None

    def __post_init__(self) -> None:
        if not self.expression.startswith("="):
            raise ValueError(f"a formula begins with =: {self.expression}")

    @property
    def names(self) -> frozenset[str]:
        """The placeholders the expression uses."""
        return _names_in(self.expression)


@lru_cache(maxsize=256)
def _names_in(expression: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(expression) if name)


Value = str | int | Decimal | date | datetime | Formula | None
Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `index` counts the rows from 1 by itself unless a row says its own number.

    width: in characters of the table's type; None lets the contents decide.
    places: digits after the comma of figures; None shows as many as the column's values need, at most three.
    over: a heading shared with the neighbouring columns that have the same one (printed above, merged).
    formula: stands in every row that gives a value for this column and no Formula of its own.
    """

    key: str
    heading: str
    kind: Kind = "text"
    width: float | None = None
    places: int | None = None
    over: str = ""
    align: Align = ""
    strong: bool = False
    formula: str = ""

    def __post_init__(self) -> None:
        if not self.key.isidentifier() or self.key in _RESERVED:
            raise ValueError(f"not a key for a column: {self.key!r}")
        if not self.heading.strip():
            raise ValueError(f"column {self.key} has no heading")

    @property
    def is_figure(self) -> bool:
        """Whether the values are amounts (right-aligned, with a number format)."""
        return self.kind in _FIGURES


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading of their own ("I. GIẢI NHẤT", "05 giải"), closed by totals of their own if any."""

    heading: str
    rows: Sequence[Row]
    count: str = ""
    totals: Sequence["Total"] = ()

    @property
    def title(self) -> str:
        """The heading with its count: "I. GIẢI NHẤT (05 giải)"."""
        return f"{self.heading} ({self.count})" if self.count else self.heading


@dataclass(frozen=True, slots=True)
class Total:
    """A line of sums; the label fills the columns before the first value."""

    label: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The two columns over an official paper: who issues it, and the country with its motto.

    bodies: from the highest to the issuing one, which is printed bold ("BAN TỔ CHỨC HỘI THI …").
    number: "Số: 12/QĐ-BTC", or nothing. place and day: "Hà Nội, ngày 05 tháng 3 năm 2026"; without a day
    the line is left to be filled in by hand; without a place there is no line. dated: the whole line as it is.
    """

    bodies: Sequence[str]
    number: str = ""
    place: str = ""
    day: date | None = None
    dated: str = ""

    @property
    def place_and_date(self) -> str:
        """The line under the motto, empty without a place."""
        if self.dated or not self.place:
            return self.dated
        return f"{self.place}, {vietnamese.date_in_words(self.day) if self.day else UNDATED}"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the title (several lines by newlines), a remark under it, the name if it is known."""

    title: str
    name: str = ""
    remark: str = "(Ký, ghi rõ họ tên)"


@dataclass(frozen=True, slots=True)
class Report:
    """One table with everything printed around it.

    Either `rows` or `groups`. subtitle lines in brackets are printed italic. closing: lines right under the
    table ("Bằng chữ: …"). stamp: printed on every page, for copies that are not valid (REHEARSAL).
    frozen: how many columns stay in sight when scrolling sideways.
    tall: rows have room for a signature.
    bare: the headings stand in the first row, for programs that read the table (mail merge): no letterhead, no title.
    Raises ValueError for columns or values that do not fit together: a fault of our code, not of a person.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row] = ()
    groups: Sequence[Group] = ()
    subtitle: Sequence[str] = ()
    letterhead: Letterhead | None = None
    totals: Sequence[Total] = ()
    closing: Sequence[str] = ()
    notes: Sequence[str] = ()
    signatures: Sequence[Signature] = ()
    landscape: bool = True
    sheet: str = ""
    stamp: str = ""
    frozen: int = 0
    bare: bool = False
    tall: bool = False

    def __post_init__(self) -> None:
        keys = {column.key for column in self.columns}
        if not keys or len(keys) != len(self.columns):
            raise ValueError(f"columns of “{self.title}” are missing or named twice")
        if self.rows and self.groups:
            raise ValueError(f"“{self.title}” has rows outside its groups")
        for row in self.all_rows():
            if not row.keys() <= keys:
                raise ValueError(f"“{self.title}” has values without a column: {sorted(row.keys() - keys)}")
        for total in (*self.totals, *(total for group in self.groups for total in group.totals)):
            if not total.values.keys() <= keys:
                raise ValueError(f"“{self.title}” has totals without a column: {total.label}")
        for column in self.columns:
            if column.formula and not Formula(column.formula, None).names <= keys:
                raise ValueError(f"the formula of {column.key} names an unknown column")

    def parts(self) -> Sequence[Group]:
        """The groups; plain rows are one group without a heading."""
        return self.groups or (Group("", self.rows),)

    def all_rows(self) -> Iterator[Row]:
        """Every row, group after group."""
        for group in self.parts():
            yield from group.rows


def value_of(column: Column, row: Row, place: int) -> Value:
    """What stands in a cell; `place` is the row's running number, from 1."""
    value = row.get(column.key)
    if value is None:
        return place if column.kind == "index" else None
    if column.formula and not isinstance(value, (Formula, str, date)):
        return Formula(column.formula, value)
    return value


def plain(value: Value) -> str | int | Decimal | date | datetime | None:
    """The value itself, a formula's computed one."""
    return value.value if isinstance(value, Formula) else value


def places_of(column: Column, values: Sequence[Value]) -> int:
    """Digits after the comma for a column of figures: what it says, else what its values need, at most 3."""
    if column.kind == "money":
        return 0
    if column.places is not None:
        return column.places
    most = 0
    for value in set(values):
        exact = plain(value)
        if isinstance(exact, Decimal) and exact.is_finite():
            _, _, decimals = f"{exact:f}".partition(".")
            most = max(most, len(decimals.rstrip("0")))
    return min(most, 3)


def printed(value: Value, kind: Kind, places: int = 0) -> str:
    """The text a reader of the workbook sees for a typed value."""
    exact = plain(value)
    if exact is None:
        return ""
    if isinstance(exact, str):
        return exact
    if isinstance(exact, datetime):
        return vietnamese.moment(exact) if kind == "moment" else vietnamese.date(exact)
    if isinstance(exact, date):
        return vietnamese.date(exact)
    return vietnamese.number(exact, places if kind in _FIGURES else None)

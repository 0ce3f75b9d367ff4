"""A register laid out by somebody else: which column is which of ours, how authors stand in it, read as rows."""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from contest.editions.rules import Regulation
from contest.entries.rules.values import key_by_name
from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import fold, nfc

# Ours, in the order in which they are asked for. Those of an author stand in columns of their own, or nowhere.
OF_ENTRY = {
    "title": "Tên giải pháp, sản phẩm",
    "field": "Lĩnh vực",
    "division": "Bảng",
    "authors": "Họ tên tác giả",
    "unit": "Đơn vị gửi hồ sơ",
    "locality": "Địa phương",
    "summary": "Tóm tắt",
    "phone": "Điện thoại",
    "email": "Thư điện tử",
    "mentor": "Giáo viên hướng dẫn",
    "consent": "Đồng ý công bố",
    "code": "Mã số",
    "handed_in": "Ngày nộp",
}
OF_AUTHOR = {
    "birth_on": "Ngày sinh",
    "gender": "Giới tính",
    "share": "Tỷ lệ đóng góp",
    "position_title": "Lớp, chức danh",
    "author_unit": "Trường, nơi công tác của tác giả",
}
# As the cell `Tác giả` of the contract has them behind the name.
_BEHIND = ("birth_on", "gender", "share", "position_title", "author_unit")
_FOR_ALL = ("position_title", "author_unit")
SPLITS = {
    "lines": "Mỗi người một dòng, hoặc cách nhau bằng dấu chấm phẩy",
    "commas": "Cách nhau bằng dấu phẩy, dấu chấm phẩy hoặc xuống dòng",
    "dashes": "Mỗi người sau một gạch đầu dòng, dấu cộng hoặc số thứ tự",
}
_PATTERNS = {
    "lines": re.compile(r"[\n;]+"),
    "commas": re.compile(r"[\n;,]+|\s+và\s+"),
    "dashes": re.compile(r"(?:^|[\n;\s])[-–+•]\s*|(?:^|[\n;\s])\d{1,2}\s*[.)]\s*|\n"),
}
MOST_AUTHOR_COLUMNS = 5
CHOSEN = ("field", "division")


class Line(Protocol):
    """A line of a sheet as it is."""

    @property
    def number(self) -> int:
        """Its line in the file."""

    def cell(self, column: int) -> object:
        """The cell of a column, counted from 0; a Reason for one that nobody can read."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column is which of ours.

    head: the line of the headings. columns: by our key, counted from 0; authors may stand in several.
    fixed: field and division that hold for every row. per_row: one author a line; a line without a title belongs
    to the entry above. values: what a register's own words for fields and divisions mean, by key of ours.
    """

    head: int = 1
    columns: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    split: str = "lines"
    per_row: bool = False
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As it is kept and carried."""
        return {
            "head": self.head,
            "columns": {key: list(places) for key, places in self.columns.items()},
            "fixed": dict(self.fixed),
            "split": self.split,
            "per_row": self.per_row,
            "values": {kind: dict(words) for kind, words in self.values.items()},
        }


def layout_of(plain: Mapping[str, Any]) -> Layout:
    """A mapping that was kept or carried; what is strange in it is left out."""
    known = {*OF_ENTRY, *OF_AUTHOR}
    columns = {
        key: tuple(place for place in places if isinstance(place, int) and 0 <= place < 200)
        for key, places in dict(plain.get("columns", {})).items()
        if key in known
    }
    split = plain.get("split")
    return Layout(
        head=int(plain.get("head", 1)),
        columns={key: places for key, places in columns.items() if places},
        fixed={kind: str(key) for kind, key in dict(plain.get("fixed", {})).items() if kind in CHOSEN},
        split=split if split in SPLITS else "lines",
        per_row=bool(plain.get("per_row")),
        values={kind: dict(words) for kind, words in dict(plain.get("values", {})).items() if kind in CHOSEN},
    )


def signature(line: Line, width: int) -> str:
    """The same for registers with the same headings, however they are typed."""
    heads = [fold(shown(line.cell(column))) for column in range(width)]
    return hashlib.sha256("\x1f".join(heads).rstrip("\x1f").encode()).hexdigest()


def shown(value: object) -> str:
    """A cell as text, line breaks kept; "" for a blank and for one nobody can read."""
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, date):
        return day(value)
    if value is None or isinstance(value, Reason):
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


@dataclass(frozen=True, slots=True)
class MappedRow:
    """An entry read from one line or several, as the import reads rows."""

    number: int
    cells: Mapping[str, object]
    places: Mapping[str, str]
    broken: frozenset[str] = frozenset()

    def text(self, key: str) -> str:
        """The cell as clean text."""
        return shown(self.cells.get(key))

    def value(self, key: str) -> object:
        """The cell as it was typed."""
        return self.cells.get(key)

    def place(self, key: str) -> str:
        """Where a reader finds the cell."""
        return self.places.get(key, f"dòng {self.number}")


def mapped_rows(
    mapping: Layout, lines: Iterable[Line], regulation: Regulation, letters: Sequence[str]
) -> tuple[list[MappedRow], list[Reason]]:
    """The register's lines as rows of ours, and the faults of single cells. letters: the columns' names."""
    groups: list[list[Line]] = []
    title = mapping.columns.get("title", ())
    names = mapping.columns.get("authors", ())
    for line in lines:
        if line.number <= mapping.head or not _has_any(line, (*title, *names)):
            continue  # above the headings, a heading between the rows, or a sum under them
        if mapping.per_row and groups and not _has_any(line, title):
            groups[-1].append(line)
        else:
            groups.append([line])
    rows, faults = [], []
    for group in groups:
        row, wrong = _row(mapping, group, regulation, letters)
        rows.append(row)
        faults += wrong
    return rows, faults


def _has_any(line: Line, columns: Collection[int]) -> bool:
    return any(line.cell(column) is not None for column in columns)


def _row(
    mapping: Layout, group: Sequence[Line], regulation: Regulation, letters: Sequence[str]
) -> tuple[MappedRow, list[Reason]]:
    first = group[0]
    cells: dict[str, object] = {}
    places: dict[str, str] = {}
    faults: list[Reason] = []
    broken: set[str] = set()
    for key, columns in mapping.columns.items():
        ours = "authors" if key in OF_AUTHOR else key
        spread = group if ours == "authors" else group[:1]
        if key not in OF_AUTHOR:
            places[key] = _place(first, columns[0], letters)
        for line in spread:
            for column in columns:
                value = line.cell(column)
                if isinstance(value, Reason):
                    faults.append(Reason(value.code, value.params, _place(line, column, letters)))
                    broken.add(ours)
        if ours == key and key != "authors":
            value = first.cell(columns[0])
            cells[key] = None if isinstance(value, Reason) else value
    cells["authors"] = "\n".join(_authors(mapping, line) for line in group)
    for kind in CHOSEN:
        cells[kind] = _meant(kind, shown(cells.get(kind)), mapping, regulation)
    return MappedRow(first.number, cells, places, frozenset(broken)), faults


def _place(line: Line, column: int, letters: Sequence[str]) -> str:
    return f"dòng {line.number}, ô {letters[column]}{line.number}"


def _meant(kind: str, text: str, mapping: Layout, regulation: Regulation) -> str:
    """The regulation's own name for what the register calls a field or a division."""
    key = mapping.fixed.get(kind) or mapping.values.get(kind, {}).get(fold(text), "")
    choices = regulation.fields if kind == "field" else regulation.divisions
    return next((choice.name for choice in choices if choice.key == key), text)


def _authors(mapping: Layout, line: Line) -> str:
    """One cell or several as the contract writes authors: a line each, the parts between bars."""
    pattern = _PATTERNS[mapping.split]
    names: list[str] = []
    for column in mapping.columns.get("authors", ()):
        names += _pieces(pattern, shown(line.cell(column)))
    behind = {key: _beside(mapping, line, key, len(names)) for key in _BEHIND if key in mapping.columns}
    found = []
    for place, name in enumerate(names):
        # A register of ours has the parts behind the name already.
        parts = [behind[key][place] if key in behind else "" for key in _BEHIND]
        found.append(name if "|" in name or not any(parts) else " | ".join((name, *parts)))
    return "\n".join(found)


def _pieces(pattern: re.Pattern[str], text: str) -> list[str]:
    return [piece.strip(" .") for piece in pattern.split(text) if piece and piece.strip(" .")]


def _beside(mapping: Layout, line: Line, key: str, count: int) -> list[str]:
    """What stands beside each name: as many pieces as names, one for all (class, school), or one for the first."""
    text = shown(line.cell(mapping.columns[key][0])).replace("|", "/")
    pieces = [" ".join(piece.split()) for piece in re.split(r"[\n;]+", text) if piece.strip()]
    if len(pieces) == count:
        return pieces
    if key in _FOR_ALL and len(pieces) == 1:
        return pieces * count
    whole = " ".join(text.split())
    return [whole, *[""] * (count - 1)] if count else []


def unknown_words(
    kind: str, mapping: Layout, lines: Iterable[Line], regulation: Regulation, most: int = 30
) -> list[str]:
    """What the register calls fields (or divisions) that the regulation does not know, each once, as it is typed."""
    columns = mapping.columns.get(kind, ())
    if not columns or mapping.fixed.get(kind):
        return []
    found: dict[str, str] = {}
    for line in lines:
        text = " ".join(shown(line.cell(columns[0])).split())
        if line.number > mapping.head and text and not key_by_name(regulation, kind, text):
            found.setdefault(fold(text), text)
    return list(found.values())[:most]

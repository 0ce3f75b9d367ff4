"""Reading a score as it stands on paper: a figure, nothing, VẮNG or KHÔNG CHẤM; four things that stay four."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from contest.foundation.refusal import Reason, Refusal
from contest.foundation.vietnamese import fold, parse_points
from contest.scoring.rules.cells import GRADE, grade_points

ABSENT_WORD = "VẮNG"
ABSTAINED_WORD = "KHÔNG CHẤM"
RECUSED_WORD = "MIỄN"
_WORDS = {
    "vang": "absent",
    "vang mat": "absent",
    "khong cham": "abstained",
    "khong cham diem": "abstained",
    "mien": "recused",
    "mien cham": "recused",
    "xung dot": "recused",
}


@dataclass(frozen=True, slots=True)
class CellRead:
    """What a cell says: one of the contract's cell states, and the points when it is `scored`."""

    state: str
    points: Decimal | None = None


def read_cell(value: object, grades: Sequence[str] = ()) -> CellRead:
    """One cell as typed or as a sheet holds it. Raises Refusal when it says nothing that can be understood."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return _figure(value)
    text = "" if value is None else fold(str(value))
    if not text:
        return CellRead("missing")
    if text in _WORDS:
        return CellRead(_WORDS[text])
    for grade in grades:
        if fold(grade) == text:
            return CellRead("scored", grade_points(grades, grade))
    return CellRead("scored", parse_points(str(value)))


@lru_cache(maxsize=4096)
def _figure(value: int | Decimal) -> CellRead:
    """A figure of a workbook: judges give the same few hundred again and again."""
    return CellRead("scored", parse_points(value))


def read_cells(
    keys: Iterable[str], values: Mapping[str, object], grades: Sequence[str] = ()
) -> tuple[dict[str, CellRead], list[Reason]]:
    """Every cell of one sheet by the cells' keys, and what could not be read, at its cell."""
    read: dict[str, CellRead] = {}
    reasons: list[Reason] = []
    for key in keys:
        try:
            read[key] = read_cell(values.get(key), grades if key == GRADE else ())
        except Refusal as refusal:
            reasons.extend(Reason(reason.code, reason.params, key) for reason in refusal.reasons)
    return read, reasons


def sheet_state_of(read: Mapping[str, CellRead]) -> str:
    """What a sheet's cells make of the sheet: `scored` whole, `draft` with blanks, a mark, or "" for a blank sheet.

    A word in one cell is about the judge and the entry, so it marks the sheet, which then has no total; the figures
    beside it are kept. Raises ValueError when two different words stand on one sheet.
    """
    states = {one.state for one in read.values()}
    marks = states - {"scored", "missing"}
    if len(marks) > 1:
        raise ValueError("two marks")
    if marks:
        return marks.pop()
    if states == {"missing"} or not states:
        return ""
    return "draft" if "missing" in states else "scored"

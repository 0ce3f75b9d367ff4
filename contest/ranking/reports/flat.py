"""Every cell of every sheet of a round, one sheet a line: what the other sheets are made from."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from contest.entries.queries import EntryBrief
from contest.foundation.report import Column, Formula, Letterhead, Report, Row, Value
from contest.ranking.reports import formulas
from contest.scoring.queries import ScoredRound, SheetRow
from contest.scoring.rules import CELL_STATE_WORDS, SHEET_STATE_WORDS, grade_word


def flat_report(
    round_: ScoredRound,
    title: str,
    letterhead: Letterhead,
    sheets: Sequence[SheetRow],
    numbers: Mapping[int, str],
    briefs: Mapping[int, EntryBrief],
    judges: Mapping[int, str],
) -> Report:
    """The raw scores; a sheet's total is a live formula over its cells."""
    names = [f"cell_{place}" for place in range(1, len(round_.cells) + 1)]
    expression = formulas.total(
        round_.criteria, [(cell.criterion_key, name) for cell, name in zip(round_.cells, names, strict=True)]
    )
    rows: list[Row] = []
    for sheet in sheets:
        cells = zip(round_.cells, names, strict=True)
        row: dict[str, Value] = {
            "number": numbers.get(sheet.entry_id, ""),
            "code": briefs[sheet.entry_id].code,
            "judge": judges.get(sheet.judge_id, ""),
            "state": SHEET_STATE_WORDS[sheet.state],
            "comment": "\n".join(words for words in (sheet.reason, sheet.comment) if words),
            **{name: _shown(round_, sheet, cell.key) for cell, name in cells},
        }
        if sheet.total is not None and not round_.grades:
            row["total"] = Formula(expression, sheet.total)
        rows.append(row)
    return Report(
        title="ĐIỂM CỦA TỪNG PHIẾU",
        subtitle=[title, f"Vòng {round_.name}"],
        letterhead=letterhead,
        columns=list(_columns(round_, names)),
        rows=rows,
        closing=[f"Bảng có {len(rows)} phiếu."],
        sheet="Chi tiết từng phiếu",
        frozen=3,
    )


def _shown(round_: ScoredRound, sheet: SheetRow, key: str) -> Value:
    """A figure, a grade, a word; a blank stays a blank."""
    points = sheet.points.get(key)
    if points is None:
        return CELL_STATE_WORDS.get(sheet.cell_states.get(key, ""), "") or None
    return grade_word(round_.grades, points) if round_.grades else Decimal(points)


def _columns(round_: ScoredRound, names: Sequence[str]) -> Iterator[Column]:
    yield Column("place", "TT", "index")
    yield Column("number", "Số", align="center")
    yield Column("code", "Mã số", align="center")
    yield Column("judge", "Giám khảo", width=20)
    kind = "text" if round_.grades else "points"
    for cell, name in zip(round_.cells, names, strict=True):
        over = cell.criterion if cell.name != cell.criterion else ""
        yield Column(name, cell.name, kind, over=over)  # type: ignore[arg-type]  # one of two kinds
    if not round_.grades:
        yield Column("total", "Tổng", "points", strong=True)
    yield Column("state", "Trạng thái")
    yield Column("comment", "Nhận xét", width=30)

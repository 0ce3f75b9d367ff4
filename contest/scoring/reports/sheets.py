"""Score sheets on paper: every cell of every sheet of a round, raw, with live totals."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from contest.editions.queries import edition_by_id
from contest.editions.reports import letterhead
from contest.editions.rules import Criterion
from contest.entries.queries import briefs
from contest.foundation.report import Column, Formula, Kind, Report, Row, Value
from contest.juries.queries import round_entries
from contest.scoring import queries
from contest.scoring.queries import ScoredRound, SheetRow
from contest.scoring.rules import CELL_STATE_WORDS, ON_PAPER, SHEET_STATE_WORDS, SOURCE_WORDS, grade_word


def score_sheets(edition_id: int, round_: ScoredRound, given: Iterable[SheetRow]) -> Report:
    """One sheet of those given a line, by entry and judge."""
    numbers = {row.entry_id: row.number for row in round_entries(round_.id)}
    codes = {entry_id: brief.code for entry_id, brief in briefs(edition_id, list(numbers)).items()}
    sheets = list(given)
    judges = queries.judge_names({sheet.judge_id for sheet in sheets})
    order = {judge_id: place for place, judge_id in enumerate(judges)}
    sheets.sort(key=lambda sheet: (numbers.get(sheet.entry_id, ""), order.get(sheet.judge_id, 0)))
    names = [f"cell_{place}" for place in range(1, len(round_.cells) + 1)]
    whole = _total(round_.criteria, [cell.criterion_key for cell in round_.cells], names)
    rows = []
    for sheet in sheets:
        own: dict[str, Value] = {
            "number": numbers.get(sheet.entry_id, ""),
            "code": codes.get(sheet.entry_id, ""),
            "judge": judges.get(sheet.judge_id, ""),
        }
        rows.append({**own, **_row(round_, sheet, names, whole)})
    return Report(
        title="ĐIỂM CỦA TỪNG PHIẾU",
        subtitle=[edition_by_id(edition_id).title, f"Vòng {round_.name}"],
        letterhead=letterhead(round_.regulation),
        columns=list(_columns(round_, names)),
        rows=rows,
        closing=[f"Bảng có {len(rows)} phiếu."],
        sheet="Chi tiết từng phiếu",
        frozen=3,
    )


def _row(round_: ScoredRound, sheet: SheetRow, names: Sequence[str], whole: str) -> Row:
    cells = zip(round_.cells, names, strict=True)
    row: dict[str, Value] = {name: _shown(round_, sheet, cell.key) for cell, name in cells}
    row["state"] = SHEET_STATE_WORDS[sheet.state]
    row["source"] = _source(sheet)
    row["comment"] = "\n".join(words for words in (sheet.reason, sheet.comment) if words)
    if sheet.total is not None and not round_.grades:
        row["total"] = Formula(whole, sheet.total)
    return row


def _source(sheet: SheetRow) -> str:
    """How its figures came; a mark that the office set came no way at all."""
    has_figures = any(points is not None for points in sheet.points.values())
    return SOURCE_WORDS[sheet.source] if has_figures or sheet.source in ON_PAPER else ""


def _shown(round_: ScoredRound, sheet: SheetRow, key: str) -> Value:
    """A figure, a grade, a word; a blank stays a blank."""
    points = sheet.points.get(key)
    if points is None:
        return CELL_STATE_WORDS.get(sheet.cell_states.get(key, ""), "") or None
    return grade_word(round_.grades, points) if round_.grades else Decimal(points)


def _total(criteria: Sequence[Criterion], keys: Sequence[str], names: Sequence[str]) -> str:
    """Weight × points of each cell; rounded to the thousandth as our own totals are."""
    weights = {criterion.key: criterion.weight for criterion in criteria}
    parts = [
        f"{{{name}}}" if weights[key] == 1 else f"{weights[key].normalize():f}*{{{name}}}"
        for key, name in zip(keys, names, strict=True)
    ]
    return f"=ROUND(ROUND({'+'.join(parts)},9),3)"


def _columns(round_: ScoredRound, names: Sequence[str]) -> Iterator[Column]:
    yield Column("place", "STT", "index")
    yield Column("number", "Số", align="center")
    yield Column("code", "Mã số", align="center")
    yield Column("judge", "Giám khảo", width=20)
    kind: Kind = "text" if round_.grades else "points"
    for cell, name in zip(round_.cells, names, strict=True):
        over = cell.criterion if cell.name != cell.criterion else ""
        yield Column(name, cell.name, kind, over=over)
    if not round_.grades:
        yield Column("total", "Tổng", "points", strong=True)
    yield Column("state", "Trạng thái")
    yield Column("source", "Nguồn", width=17)
    yield Column("comment", "Nhận xét", width=30)

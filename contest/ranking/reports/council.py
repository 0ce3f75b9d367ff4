"""The tabulation of one council: entries down, judges across, live sums and means, places, notes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from contest.editions.rules import Round
from contest.entries.queries import EntryBrief
from contest.foundation.report import Column, Kind, Letterhead, Report, Row, Signature, Value
from contest.foundation.vietnamese import number
from contest.ranking.reports.figures import computed
from contest.ranking.rules import STATUS_WORDS, Other, Placed, Sheet
from contest.scoring.queries import ScoredRound

# So many judges have columns of their own; more share the columns of the first, second … sheet.
_MOST_OWN_COLUMNS = 14
_MOST_SIGNERS = 11
_STATE_WORDS = {"absent": "VẮNG", "abstained": "KHÔNG CHẤM", "recused": "MIỄN", "draft": "chưa nộp", "missing": ""}
_NOT_COUNTED = ("left_out", "set_aside")
_METHOD_WORDS = {"mean": "Điểm TB", "median": "Trung vị", "weighted": "Điểm TB có hệ số", "sum": "Điểm"} | {
    "adjusted": "Điểm TB đã hiệu chỉnh"
}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the council: who it is, its sheets, its place."""

    number: str
    brief: EntryBrief
    sheets: Sequence[Sheet]
    placed: Placed
    notes: Sequence[str] = ()
    other: Other | None = None


@dataclass(frozen=True, slots=True)
class Tabulated:
    """A council with everything that stands on its sheet."""

    round: ScoredRound
    title: str
    name: str
    letterhead: Letterhead
    lines: Sequence[Line]
    judges: Mapping[int, str]
    chair: str
    clerk: str
    offers_points: bool
    units: Mapping[int, str] = field(default_factory=dict)
    # Which other ranking stands beside: "adjusted", "raw", "" for none.
    beside: str = ""

    @property
    def rules(self) -> Round:
        """The round as the regulation has it."""
        return self.round.rules

    @property
    def places(self) -> int:
        """Digits after the comma of the judges' figures: as many as any of them needs."""
        totals = {sheet.total for line in self.lines for sheet in line.sheets if sheet.total is not None}
        return max((len(f"{total.normalize():f}".partition(".")[2]) for total in totals), default=0)

    @property
    def has_own_columns(self) -> bool:
        """Whether every judge has a column."""
        return len(self.judges) <= _MOST_OWN_COLUMNS

    @property
    def sheet_keys(self) -> list[str]:
        """The columns that hold sheets."""
        most = len(self.judges) if self.has_own_columns else max((len(line.sheets) for line in self.lines), default=1)
        return [f"judge_{place}" for place in range(1, max(most, 1) + 1)]


def council_report(council: Tabulated) -> Report:
    """The paper the council signs."""
    names = list(council.judges.values())
    return Report(
        title="BẢNG TỔNG HỢP ĐIỂM",
        subtitle=[council.title, f"Vòng {council.round.name} – {council.name}"],
        letterhead=council.letterhead,
        columns=list(_columns(council)),
        rows=[_row(council, line) for line in council.lines],
        closing=[f"Bảng có {len(council.lines)} hồ sơ, {len(council.judges)} giám khảo."],
        notes=list(_notes(council, names)),
        signatures=_signatures(council, names),
        sheet=council.name,
        frozen=3,
    )


def _columns(council: Tabulated) -> Iterator[Column]:
    yield Column("place", "STT", "index")
    yield Column("number", "Số", align="center")
    yield Column("code", "Mã số", align="center")
    yield Column("title", "Tên " + council.round.regulation.entry_word, width=34)
    yield Column("authors", "Tác giả", width=26)
    yield Column("unit", "Đơn vị", width=18)
    graded = bool(council.round.grades)
    names, places = list(council.judges.values()), council.places
    for place, key in enumerate(council.sheet_keys, 1):
        kind: Kind = "text" if graded else "points"
        heading = f"GK{place}\n{names[place - 1]}" if council.has_own_columns else f"Phiếu {place}"
        yield Column(
            key,
            heading,
            kind,
            places=None if graded else places,
            over="Điểm của giám khảo",
            align="center" if graded else "",
        )
    if not council.has_own_columns:
        yield Column("names", "Người chấm", width=12, align="center")
    if graded:
        yield Column("grade", "Xếp loại", align="center", strong=True)
    elif council.offers_points:
        yield from _figures(council)
    yield Column("rank", "Xếp thứ", "number", places=0, strong=True)
    if council.beside:
        over = {"adjusted": "Hiệu chỉnh, tham khảo", "raw": "Điểm gốc, tham khảo"}[council.beside]
        yield Column("other_points", "Điểm", "points", places=council.rules.combine.rounding.places, over=over)
        yield Column("other_rank", "Thứ", "number", places=0, over=over)
    yield Column("notes", "Ghi chú", width=16)


def _figures(council: Tabulated) -> Iterator[Column]:
    rules = council.rules
    places = rules.combine.rounding.places
    yield Column("count", "Số phiếu tính", "number", places=0)
    if rules.combine.method in ("mean", "sum"):
        yield Column("sum", "Tổng", "points")
    yield Column("mean", _METHOD_WORDS[rules.combine.method], "points", places=places, strong=not _goes_on(rules))
    for part in rules.parts:
        yield Column(f"part_{part.key}", part.name or part.key, "points")
    if rules.parts:
        yield Column("own", "Điểm vòng này", "points", places=places, strong=not rules.carry)
    for key in rules.carry:
        if key != rules.key:
            earlier = council.round.regulation.round_of(key)
            yield Column(f"carry_{key}", f"Điểm {earlier.name if earlier else key}", "points")
    if rules.carry:
        yield Column("points", "Điểm cuối", "points", places=places, strong=True)


def _goes_on(rules: Round) -> bool:
    """Whether the council's figure is only a step to the round's."""
    return bool(rules.parts or rules.carry)


def _row(council: Tabulated, line: Line) -> Row:
    row: dict[str, Value] = {
        "number": line.number,
        "code": line.brief.code,
        "title": line.brief.title,
        "authors": ", ".join(line.brief.authors),
        "unit": line.brief.unit,
        "rank": line.placed.rank,
        "notes": "\n".join(_remarks(line)),
    }
    if line.other is not None:
        row |= {"other_points": line.other.points, "other_rank": line.other.rank}
    placed = _cells(council, line)
    row.update({key: _shown(council, sheet) for key, sheet in placed.items()})
    if not council.has_own_columns:
        order = {judge_id: place for place, judge_id in enumerate(council.judges, 1)}
        row["names"] = ", ".join(f"GK{order[sheet.judge_id]}" for sheet in placed.values())
    if council.round.grades:
        row["grade"] = line.placed.grade
    elif council.offers_points:
        row.update(computed(council.rules, council.sheet_keys, placed, line.placed))
    return row


def _cells(council: Tabulated, line: Line) -> dict[str, Sheet]:
    """Which sheet stands in which column: the judge's own, or the next free one."""
    order = {judge_id: place for place, judge_id in enumerate(council.judges, 1)}
    sheets = sorted(line.sheets, key=lambda sheet: order.get(sheet.judge_id, 0))
    if council.has_own_columns:
        return {f"judge_{order[sheet.judge_id]}": sheet for sheet in sheets}
    return {f"judge_{place}": sheet for place, sheet in enumerate(sheets, 1)}


def _shown(council: Tabulated, sheet: Sheet) -> Value:
    if sheet.state in _NOT_COUNTED and sheet.total is not None and not council.round.grades:
        return f"({number(sheet.total)})"
    if sheet.state != "submitted":
        return _STATE_WORDS.get(sheet.state, "")
    return sheet.grade if council.round.grades else sheet.total


def _remarks(line: Line) -> Iterator[str]:
    if line.placed.tie_state == "shared":
        yield "Đồng hạng"
    elif line.placed.tie_state:
        yield "Bằng điểm, chờ hội đồng biểu quyết"
    if line.placed.rank is None and line.placed.status != "ranked":
        yield STATUS_WORDS[line.placed.status]
    yield from line.notes


def _notes(council: Tabulated, names: Sequence[str]) -> Iterator[str]:
    rules = council.rules
    units = (council.units.get(judge_id, "") for judge_id in council.judges)
    people = zip(names, units, strict=True)
    legend = (f"GK{place} – {name}{f' ({unit})' if unit else ''}" for place, (name, unit) in enumerate(people, 1))
    yield f"Giám khảo: {'; '.join(legend)}."
    yield "VẮNG, KHÔNG CHẤM, MIỄN (tránh xung đột lợi ích): không tính vào điểm; ô trống là không được phân công."
    if any(sheet.state in _NOT_COUNTED for line in council.lines for sheet in line.sheets):
        yield "Điểm trong ngoặc: phiếu không tính theo kết luận về điểm chênh lệch hoặc vì đã thay giám khảo."
    if council.round.grades:
        return
    if not council.offers_points:
        yield (
            "Thể lệ quy định điểm hiệu chỉnh theo độ nghiêm của giám khảo, nhưng các giám khảo chấm chung quá ít hồ sơ "
            "để so: bảng này chỉ có điểm gốc."
        )
        return
    yield from _corrections(council)
    if council.beside == "adjusted":
        yield "Điểm và thứ hiệu chỉnh: trừ phần giám khảo rộng hay chặt tay hơn những người cùng chấm; để tham khảo."
    if rules.combine.trim:
        trim = rules.combine.trim
        dropped = f"Bỏ {trim.drop_low} phiếu thấp nhất và {trim.drop_high} phiếu cao nhất"
        yield f"{dropped} khi có từ {trim.when_at_least} phiếu."
    yield _rounding_words(rules)
    if rules.goes_on and rules.goes_on.threshold:
        threshold = rules.goes_on.threshold
        if threshold.at_least is not None:
            yield f"Ngưỡng vào vòng sau: từ {number(threshold.at_least)} điểm trở lên."
        elif threshold.above is not None:
            yield f"Ngưỡng vào vòng sau: trên {number(threshold.above)} điểm."


def _corrections(council: Tabulated) -> Iterator[str]:
    """By how much each judge's sheets were corrected, where the official figure is the adjusted one."""
    shifts: dict[int, Decimal] = {}
    for line in council.lines:
        for sheet in line.placed.derivation.get("sheets", ()):
            if "shift" in sheet:
                shifts[sheet["judge"]] = Decimal(sheet["shift"])
    order = {judge_id: place for place, judge_id in enumerate(council.judges, 1)}
    said = [f"GK{order[judge]} {number(-shift, 3)}" for judge, shift in shifts.items() if judge in order]
    if said:
        said.sort(key=lambda words: int(words.split()[0][2:]))
        yield f"Hiệu chỉnh độ nghiêm, cộng vào điểm của từng giám khảo: {'; '.join(said)}."


def _rounding_words(rules: Round) -> str:
    words = {
        "half_up": "nửa trở lên làm tròn lên",
        "half_even": "nửa làm tròn về số chẵn",
        "down": "bỏ phần lẻ",
        "up": "làm tròn lên",
    }
    rounding = rules.combine.rounding
    return f"Điểm làm tròn đến {rounding.places} chữ số thập phân, {words[rounding.rule]}."


def _signatures(council: Tabulated, names: Sequence[str]) -> list[Signature]:
    ends = [Signature("THƯ KÝ HỘI ĐỒNG", council.clerk), Signature("CHỦ TỊCH HỘI ĐỒNG", council.chair)]
    if len(names) > _MOST_SIGNERS:
        return ends
    return [*(Signature(f"GIÁM KHẢO {place}", name) for place, name in enumerate(names, 1)), *ends]

"""The tabulation: judges across, words where there are no figures, formulas that give our figures to the last digit."""

import io
import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from contest.editions.rules import Criterion, Round
from contest.entries.queries import EntryBrief
from contest.foundation.report import Letterhead, Report
from contest.foundation.writers import xlsx
from contest.ranking.reports import tabulation
from contest.ranking.reports.council import Line, Tabulated, council_report
from contest.ranking.rules import Contender, Sheet, rank_round
from contest.scoring import actions
from contest.scoring.queries import ScoredRound
from contest.scoring.rules import cells
from tests.editions.makers import regulation, text_of
from tests.office import recalculated
from tests.scoring.makers import FULL, conflict, make_judging, score, score_all

D = Decimal


def values(content: bytes) -> dict[str, dict[str, Any]]:
    """The values the file carries, by sheet and cell."""
    return of_book(load_workbook(io.BytesIO(content), data_only=True))


def of_book(book: Any) -> dict[str, dict[str, Any]]:
    """Every value of a workbook by sheet and cell."""
    return {
        sheet.title: {
            cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None
        }
        for sheet in book.worksheets
    }


def formulas_of(content: bytes) -> Iterator[tuple[str, str]]:
    """Where formulas stand."""
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate


def assert_same_when_recalculated(content: bytes, folder: Path) -> int:
    """LibreOffice computes every formula anew; each must give the value we wrote. Returns how many there were."""
    ours, theirs = values(content), of_book(recalculated(content, folder))
    count = 0
    for sheet, place in formulas_of(content):
        mine, other = ours[sheet].get(place), theirs[sheet].get(place)
        if isinstance(mine, int | float):
            assert isinstance(other, int | float), f"{sheet} {place}: {mine} became {other}"
            assert f"{mine:.12g}" == f"{other:.12g}", f"{sheet} {place}: {mine} became {other}"
        else:
            assert (mine or "") == (other or "")
        count += 1
    return count


# from the database


def column_of(report: Report, heading: str) -> str:
    """The key of the column with this heading."""
    return next(column.key for column in report.columns if column.heading == heading)


def plain(value: Any) -> Any:
    """A formula's value, or the value."""
    return getattr(value, "value", value)


def test_each_judge_has_a_column_and_silence_is_a_word(db: Any) -> None:
    judging = make_judging(entries=3)
    score_all(judging, FULL)
    actions.reopen_sheet(
        judging.office, judging.edition.id, "preliminary", judging.entries[0].id, judging.judges[0].id, "vắng hôm chấm"
    )
    actions.mark_sheet(
        judging.office,
        judging.edition.id,
        "preliminary",
        judging.entries[0].id,
        judging.judges[0].id,
        "abstained",
        "ốm",
    )
    conflict(judging, judging.judges[1], judging.entries[1])
    council, flat = tabulation(judging.edition.id, "preliminary")
    rows = {row["number"]: row for row in council.rows}
    keys = [column.key for column in council.columns if column.key.startswith("judge_")]
    assert [plain(rows["A003"][key]) for key in keys] == [D("77.5")] * 3
    silent = {plain(rows["A001"][key]) for key in keys} - {D("77.5")}
    assert silent == {"KHÔNG CHẤM"}
    assert {plain(rows["A002"][key]) for key in keys} - {D("77.5")} == {"MIỄN"}
    assert [plain(rows["A003"][key]) for key in ("count", "sum", "mean", "rank")] == [3, D("232.5"), D("77.5"), 1]
    assert [plain(rows["A001"][key]) for key in ("count", "sum", "mean")] == [2, D(155), D("77.5")]
    assert "Bằng điểm, chờ hội đồng biểu quyết" in str(rows["A003"]["notes"])
    assert [signature.title for signature in council.signatures][-2:] == ["THƯ KÝ HỘI ĐỒNG", "CHỦ TỊCH HỘI ĐỒNG"]
    assert len(flat.rows) == 9
    assert plain(flat.rows[0].get("total")) in (D("77.5"), None)


def test_an_entry_below_its_quorum_has_no_mean_and_says_why(db: Any) -> None:
    judging = make_judging(entries=1)
    score(judging, 0, 0)
    council, _ = tabulation(judging.edition.id, "preliminary")
    row = council.rows[0]
    assert row.get("mean") is None
    assert row["rank"] is None
    assert "Chưa đủ số phiếu chấm" in str(row["notes"])


def test_nothing_judged_is_no_tabulation(db: Any) -> None:
    judging = make_judging()
    assert tabulation(judging.edition.id, "preliminary") == []


def test_what_somebody_typed_is_never_a_formula(db: Any) -> None:
    judging = make_judging(entries=1)
    judging.entries[0].title = '=HYPERLINK("http://x","y")'
    db.session.commit()
    for judge in range(3):
        actions.hand_in_sheet(
            judging.judge(judge), judging.edition.id, "preliminary", judging.entries[0].id, FULL, "=1+1"
        )
    content = xlsx.write(tabulation(judging.edition.id, "preliminary"))
    texts = [value for sheet in values(content).values() for value in sheet.values()]
    assert '=HYPERLINK("http://x","y")' in texts
    assert "=1+1" in texts
    written = [load_workbook(io.BytesIO(content))[sheet][place].value for sheet, place in formulas_of(content)]
    assert all("HYPERLINK" not in str(formula) and "1+1" not in str(formula) for formula in written)


@pytest.mark.office
def test_libreoffice_finds_our_totals_sums_and_means(db: Any, tmp_path: Path) -> None:
    text = text_of("small_technical").replace(
        "{key: use, name: Khả năng áp dụng, max: 30, step: 0.5}",
        "{key: use, name: Khả năng áp dụng, max: 30, step: 0.25, weight: 1.35}",
    )
    text = text.replace(
        '{key: novelty, name: "Tính mới, tính sáng tạo", max: 40',
        '{key: novelty, name: "Tính mới, tính sáng tạo", weight: 0.7, max: 40',
    )
    judging = make_judging(entries=12, judges=5, text=text)
    draw = random.Random(20261125)
    for judge in range(5):
        for entry in range(12):
            points = {
                "novelty": D(draw.randrange(20, 81)) / 2,
                "use": D(draw.randrange(20, 121)) / 4,
                "effect": D(draw.randrange(10, 61)) / 2,
            }
            score(judging, judge, entry, points)
    content = xlsx.write(tabulation(judging.edition.id, "preliminary"))
    assert assert_same_when_recalculated(content, tmp_path) >= 12 * 3 + 60


# every way of combining, drawn at random


def in_round(**parts: Any) -> ScoredRound:
    """A round scored by one criterion of a hundred."""
    rules = Round.model_validate({"key": "final", "name": "Chung khảo", "judges_per_entry": 1, **parts})
    criteria = (Criterion(key="whole", name="Điểm", max=D(100), step=D(0)),)
    return ScoredRound(1, "final", "closed", None, None, rules, criteria, tuple(cells(criteria)), regulation())


def drawn(draw: random.Random, entries: int, judges: int) -> list[Contender]:
    """Entries with totals that fall on halves more often than chance would have it, and some silence."""
    made = []
    for entry_id in range(1, entries + 1):
        sheets = []
        for judge in range(1, judges + 1):
            state = draw.choices(["submitted", "absent", "abstained", "recused"], [12, 1, 1, 1])[0]
            figure = D(
                draw.choice([draw.randrange(0, 201) * 500, draw.randrange(0, 20001) * 5, draw.randrange(100001)])
            )
            total = figure.scaleb(-3) if state == "submitted" else None
            seat = draw.choice(["chair", "member"])
            sheets.append(Sheet(judge, state, total, {"whole": total}, seat))
        earlier = {"first": D(draw.randrange(100001)).scaleb(-3)}
        made.append(Contender(entry_id, tuple(sheets), earlier=earlier, votes=draw.randrange(2000)))
    return made


def laid(round_: ScoredRound, contenders: list[Contender], name: str) -> Report:
    """The council's sheet of these entries."""
    placed, _ = rank_round(round_.rules, round_.criteria, contenders)
    by_entry = {one.entry_id: one for one in placed}
    judges = {sheet.judge_id: f"Giám khảo {sheet.judge_id}" for one in contenders for sheet in one.sheets}
    lines = [Line(f"A{one.entry_id:03}", brief(one.entry_id), one.sheets, by_entry[one.entry_id]) for one in contenders]
    council = Tabulated(round_, "Hội thi", name, Letterhead(["BAN TỔ CHỨC"]), lines, judges, "Chủ tịch", "Thư ký", True)
    return council_report(council)


def brief(entry_id: int) -> EntryBrief:
    """As much of an entry as is printed."""
    return EntryBrief(
        entry_id, f"KT-{entry_id:03}", "Máy gieo hạt", "Máy", "mech", "", "Xã A", "Huyện B", ("An",), "eligible"
    )


def rounding(places: int, rule: str) -> dict[str, Any]:
    """A rounding rule."""
    return {"places": places, "rule": rule}


TRIM = {"drop_low": 1, "drop_high": 1, "when_at_least": 4}
UNEVEN = {"drop_low": 2, "drop_high": 1, "when_at_least": 5}
WEIGHTS = {"chair": D(2), "member": D("1.5")}
WAYS: list[dict[str, Any]] = [
    {"combine": {"method": "mean", "rounding": rounding(2, "half_up")}},
    {"combine": {"method": "mean", "rounding": rounding(1, "half_even")}},
    {"combine": {"method": "mean", "rounding": rounding(2, "down")}},
    {"combine": {"method": "mean", "rounding": rounding(0, "up")}},
    {"combine": {"method": "mean", "trim": TRIM, "rounding": rounding(3, "half_up")}},
    {"combine": {"method": "mean", "trim": UNEVEN, "rounding": rounding(2, "half_up")}},
    {"combine": {"method": "median", "rounding": rounding(2, "half_up")}},
    {"combine": {"method": "median", "trim": UNEVEN, "rounding": rounding(2, "half_up")}},
    {"combine": {"method": "sum", "trim": TRIM, "rounding": rounding(1, "half_up")}},
    {"combine": {"method": "weighted", "weights": WEIGHTS, "rounding": rounding(2, "half_up")}},
    {"combine": {"method": "weighted", "weights": WEIGHTS, "trim": TRIM, "rounding": rounding(2, "half_even")}},
    {"combine": {"method": "adjusted", "rounding": rounding(2, "half_up")}},
    {"combine": {"method": "adjusted", "model": "full", "rounding": rounding(2, "half_up")}},
    {"combine": {"rounding": rounding(2, "half_up")}, "carry": {"first": D("0.3"), "final": D("0.7")}},
    {
        "combine": {"rounding": rounding(2, "half_up")},
        "parts": [
            {"key": "council", "name": "Hội đồng", "weight": D(80), "from": "criteria"},
            {
                "key": "public",
                "name": "Bình chọn",
                "weight": D(20),
                "from": "votes",
                "scaled_to": "highest",
                "rounding": rounding(1, "half_up"),
            },
        ],
        "carry": {"first": D("0.25"), "final": D("0.75")},
    },
]


@pytest.mark.office
def test_libreoffice_finds_our_figures_for_every_way_of_combining(tmp_path: Path) -> None:
    draw = random.Random(7)
    reports = []
    for place, way in enumerate(WAYS):
        contenders = drawn(draw, 60, 7)
        reports.append(laid(in_round(**way), contenders, f"Cách {place}"))
    # More judges than columns: the first, second … sheet of each entry.
    reports.append(laid(in_round(**WAYS[4]), drawn(draw, 40, 16), "Nhiều giám khảo"))
    assert assert_same_when_recalculated(xlsx.write(reports), tmp_path) > 60 * 2 * len(WAYS)

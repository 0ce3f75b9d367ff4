"""Paper sheets typed into a workbook: the contract's columns, all or nothing, every fault at its cell."""

import io
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import event, func, select
from sqlalchemy.engine import Engine

from contest.foundation.ledger import LedgerEvent, verify
from contest.foundation.refusal import Refusal
from contest.foundation.sheets import read_sheet
from contest.foundation.words import sentence
from contest.scoring import actions, queries
from contest.scoring.actions import ImportOutcome
from contest.scoring.models import Score, ScoreSheet
from contest.scoring.queries.importing import score_headings
from tests.editions.makers import text_of
from tests.scoring.makers import Judging, conflict, make_judging, score

D = Decimal
HEADINGS = (
    "Mã số",
    "Giám khảo",
    "Tính mới, tính sáng tạo",
    "Khả năng áp dụng",
    "Hiệu quả kinh tế - kỹ thuật - xã hội",
    "Nhận xét",
)


def typed(*rows: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS) -> io.BytesIO:
    """A workbook with these rows."""
    book = Workbook()
    sheet = book.active
    sheet.append(headings)
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    return content


def take(judging: Judging, content: io.BytesIO, dry_run: bool = False) -> ImportOutcome:
    """Import as the clerk does."""
    round_ = queries.scored_round(judging.edition.id, "preliminary")
    sheet = read_sheet(content, score_headings(round_))
    return actions.import_scores(judging.the_clerk, judging.edition.id, "preliminary", sheet.rows, dry_run)


def mail(judging: Judging, judge: int = 0) -> str:
    """A judge's address."""
    return str(judging.judges[judge].email)


def count(db: Any, model: Any) -> int:
    """How many rows there are."""
    return int(db.session.scalar(select(func.count()).select_from(model)))


def test_a_blank_a_zero_and_the_words_stay_four_things(db: Any) -> None:
    judging = make_judging(entries=4)
    outcome = take(
        judging,
        typed(
            ("KT-001", mail(judging), 35.5, "20,0", 22, "tốt"),
            ("KT-002", mail(judging), 0, 0, 0, ""),
            ("kt-003", mail(judging).upper(), "VẮNG", None, None, ""),
            ("KT-004", mail(judging), 30, "", "không chấm", ""),
            ("KT-001", mail(judging, 1), 30, "", 20, ""),
            ("KT-002", mail(judging, 1), "", "", "", "chưa chấm"),
        ),
    )
    rows = {(row.entry_id, row.judge_id): row for row in queries.sheets_of(judging.round.id)}
    first, second = judging.judges[0].id, judging.judges[1].id
    one, two, three, four = (entry.id for entry in judging.entries)
    assert (rows[one, first].state, rows[one, first].total) == ("submitted", D("77.5"))
    assert (rows[two, first].state, rows[two, first].total) == ("submitted", D(0))
    assert (rows[three, first].state, set(rows[three, first].cell_states.values())) == ("absent", {"absent"})
    assert rows[four, first].state == "abstained"
    assert rows[four, first].cell_states == {"novelty": "scored", "use": "abstained", "effect": "abstained"}
    assert rows[four, first].total is None
    assert (rows[one, second].state, rows[one, second].cell_states["use"]) == ("draft", "missing")
    assert (two, second) not in rows
    assert (outcome.new, outcome.blank, outcome.marked) == (5, 1, 2)
    assert outcome.incomplete == ["dòng 6, cột “Mã số” (ô A6)"]
    assert outcome.zeros == ["dòng 3, cột “Mã số” (ô A3)"]


def test_every_fault_is_named_at_its_cell_and_nothing_is_taken(db: Any) -> None:
    judging = make_judging()
    conflict(judging, judging.judges[1], judging.entries[0])
    with pytest.raises(Refusal) as refused:
        take(
            judging,
            typed(
                ("KT-001", mail(judging), 35.5, 20, 22, ""),
                ("KT-001", mail(judging), 1, 1, 1, ""),
                ("KT-009", "ai@example.org", 41, 20, 22, ""),
                ("KT-002", mail(judging), "tám", 20.3, "VẮNG", ""),
                ("KT-001", mail(judging, 1), 1, 1, 1, ""),
                ("KT-003", mail(judging), "VẮNG", "KHÔNG CHẤM", "", ""),
            ),
        )
    found = {(reason.code, reason.where.partition("(ô ")[2].rstrip(")")) for reason in refused.value.reasons}
    assert all(sentence(reason) for reason in refused.value.reasons)
    assert found == {
        ("import_twice", "A3"),
        ("import_entry_unknown", "A4"),
        ("import_judge_unknown", "B4"),
        ("score_above_max", "C4"),
        ("points_unreadable", "C5"),
        ("score_off_step", "D5"),
        ("import_in_conflict", "B6"),
        ("import_two_marks", "A7"),
    }
    assert count(db, ScoreSheet) == 0


def test_the_same_file_twice_changes_nothing(db: Any) -> None:
    judging = make_judging()
    row = ("KT-001", mail(judging), 35.5, 20, 22, "tốt")
    take(judging, typed(row))
    outcome = take(judging, typed(row))
    assert (outcome.new, outcome.unchanged) == (0, 1)
    assert count(db, LedgerEvent) == 1


def test_a_dry_run_says_what_would_happen_and_writes_nothing(db: Any) -> None:
    judging = make_judging()
    outcome = take(judging, typed(("KT-001", mail(judging), 35.5, 20, 22, "")), dry_run=True)
    assert (outcome.new, outcome.dry_run, count(db, ScoreSheet)) == (1, True, 0)


def test_what_a_judge_has_handed_in_is_never_overwritten(db: Any) -> None:
    judging = make_judging()
    score(judging, 0, 0)
    with pytest.raises(Refusal) as refused:
        take(judging, typed(("KT-001", mail(judging), 12, 20, 22, "")))
    assert [sentence(reason) for reason in refused.value.reasons] == [
        "Phiếu trên hệ thống đã có điểm khác (35,5); trong tệp là 12. Không ghi đè."
    ]


def test_a_draft_gets_what_the_paper_has_and_it_lacks(db: Any) -> None:
    judging = make_judging()
    actions.save_sheet(
        judging.judge(), judging.edition.id, "preliminary", judging.entries[0].id, {"novelty": D("35.5")}, "của tôi"
    )
    outcome = take(judging, typed(("KT-001", mail(judging), "", 20, 22, "trên giấy")))
    row = queries.sheets_of(judging.round.id)[0]
    assert (outcome.completed, row.state, row.total, row.comment) == (1, "submitted", D("77.5"), "của tôi")


def test_a_mark_is_not_turned_into_scores_behind_its_back(db: Any) -> None:
    judging = make_judging()
    actions.mark_sheet(
        judging.the_clerk,
        judging.edition.id,
        "preliminary",
        judging.entries[0].id,
        judging.judges[0].id,
        "absent",
        "ốm",
    )
    with pytest.raises(Refusal) as refused:
        take(judging, typed(("KT-001", mail(judging), 12, 20, 22, "")))
    assert [reason.code for reason in refused.value.reasons] == ["import_marked"]


def test_who_is_not_assigned_is_told_by_name(db: Any) -> None:
    judging = make_judging()
    other = make_judging(slug="khac")
    with pytest.raises(Refusal) as refused:
        take(judging, typed(("KT-001", mail(other), 12, 20, 22, "")))
    assert [reason.code for reason in refused.value.reasons] == ["import_judge_unknown"]


def test_parts_have_columns_of_their_own(db: Any) -> None:
    parts = "parts: [{key: eco, name: Kinh tế, max: 10}, {key: soc, name: Xã hội, max: 20}]"
    text = text_of("small_technical").replace("hội, max: 30, step: 0.5}", f"hội, max: 30, step: 0.5, {parts}}}")
    judging = make_judging(text=text)
    headings = (*HEADINGS[:4], "Kinh tế", "Hiệu quả kinh tế - kỹ thuật - xã hội – Xã hội")
    take(judging, typed(("KT-001", mail(judging), 30, 20, 9, 11), headings=headings))
    row = queries.sheets_of(judging.round.id, queries.scored_round(judging.edition.id, "preliminary").criteria)[0]
    assert (row.total, row.points["effect.soc"], row.points["effect"]) == (D(70), D(11), D(20))


def test_a_missing_criterion_column_is_refused_by_name(db: Any) -> None:
    judging = make_judging()
    with pytest.raises(Refusal) as refused:
        take(judging, typed(("KT-001", mail(judging), 1, 1), headings=HEADINGS[:4]))
    assert "Hiệu quả kinh tế" in sentence(refused.value.reasons[0])


def test_the_ledger_holds_one_event_a_judge_with_every_cell(db: Any) -> None:
    judging = make_judging()
    take(
        judging,
        typed(
            ("KT-001", mail(judging), 35.5, 20, 22, ""),
            ("KT-002", mail(judging), "VẮNG", "", "", ""),
            ("KT-001", mail(judging, 1), 1, 2, 3, ""),
        ),
    )
    events = list(db.session.scalars(select(LedgerEvent).order_by(LedgerEvent.id)))
    assert [event.kind for event in events] == ["score.imported"] * 2
    assert events[0].payload["sheets"] == [
        ["KT-001", "submitted", "77.500", ["35.5", "20", "22"]],
        ["KT-002", "absent", None, ["absent", "missing", "missing"]],
    ]
    assert verify().broken_id is None


def test_the_number_of_statements_does_not_grow_with_the_rows(db: Any) -> None:
    def statements(entries: int, slug: str) -> int:
        judging = make_judging(entries=entries, slug=slug)
        rows = [(entry.code, mail(judging), 1, 2, 3, "") for entry in judging.entries]
        content, asked = typed(*rows), []

        def listen(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
            asked.append(statement)

        event.listen(Engine, "before_cursor_execute", listen)
        try:
            take(judging, content)
        finally:
            event.remove(Engine, "before_cursor_execute", listen)
        return len(asked)

    assert statements(3, "nho") == statements(60, "lon")
    assert count(db, Score) == 63 * 3

"""The raw sheets on paper: every cell as it is, words where there are no figures, totals alive."""

from decimal import Decimal
from typing import Any

from contest.foundation.report import Formula
from contest.scoring import actions, queries
from contest.scoring.reports import score_sheets
from contest.scoring.rules import CellRead
from tests.scoring.makers import FULL, make_judging, score
from tests.scoring.test_actions_importing import mail, take, typed

D = Decimal


def test_every_sheet_is_a_line_with_blanks_zeros_and_words_apart(db: Any) -> None:
    judging = make_judging(entries=2)
    entry, third = judging.entries[0].id, judging.judges[2].id
    score(judging, 0, 0, FULL | {"effect": D(0)})
    actions.save_sheet(judging.judge(1), judging.edition.id, "preliminary", judging.entries[0].id, {"use": D(3)})
    actions.mark_sheet(judging.the_clerk, judging.edition.id, "preliminary", entry, third, "absent", "ốm")
    round_ = queries.scored_round(judging.edition.id, "preliminary")
    report = score_sheets(judging.edition.id, round_, queries.sheets_of(round_.id))
    lines = {str(row["judge"]): row for row in report.rows}
    whole, draft, absent = (lines[judge.name] for judge in judging.judges)
    assert [whole[f"cell_{place}"] for place in (1, 2, 3)] == [D("35.5"), D(20), D(0)]
    assert whole["total"] == Formula("=ROUND(ROUND({cell_1}+{cell_2}+{cell_3},9),3)", D("55.5"))
    assert [draft[f"cell_{place}"] for place in (1, 2, 3)] == [None, D(3), None]
    assert "total" not in draft
    assert [absent[f"cell_{place}"] for place in (1, 2, 3)] == ["VẮNG"] * 3
    assert (absent["state"], absent["comment"]) == ("Vắng", "ốm")
    assert [line["source"] for line in (whole, draft, absent)] == ["Trực tuyến", "Trực tuyến", ""]


def test_every_sheet_says_how_its_figures_came(db: Any) -> None:
    judging = make_judging(entries=4, judges=1)
    edition_id, whose = judging.edition.id, judging.judges[0]
    ids = [entry.id for entry in judging.entries]
    score(judging, 0, 0)
    actions.hand_in_sheet(judging.judge(0), edition_id, "preliminary", ids[1], FULL, "Tốt.", late=True)
    cells = {key: CellRead("scored", points) for key, points in FULL.items()}
    actions.key_in(judging.the_clerk, edition_id, "preliminary", [actions.PaperSheet(ids[2], whose.id, cells)])
    take(judging, typed(("KT-004", mail(judging), 35.5, "20,0", 22, "tốt")))
    # What is only moved about keeps the way it came.
    actions.reopen_sheet(judging.office, edition_id, "preliminary", ids[2], whose.id, "sai tên")
    round_ = queries.scored_round(edition_id, "preliminary")
    report = score_sheets(edition_id, round_, queries.sheets_of(round_.id))
    told = {str(row["number"]): row["source"] for row in report.rows}
    assert told == {
        "A001": "Trực tuyến",
        "A002": "Ngoại tuyến, gửi sau",
        "A003": "Phiếu giấy",
        "A004": "Nhập từ bảng tính",
    }

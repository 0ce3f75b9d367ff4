"""The workload on paper."""

from typing import Any

from contest.foundation.access import OPERATOR
from contest.foundation.report import Formula, plain
from contest.juries import actions
from contest.juries.reports import workload
from tests.editions.makers import make_edition
from tests.juries.makers import make_entries, make_judges

ROUND = "preliminary"


def test_every_council_has_its_people_their_loads_and_a_sum(db: Any) -> None:
    edition = make_edition(stage="judging")
    councils = actions.ensure_councils(OPERATOR, edition.id)
    make_entries(edition, 9)
    make_judges(edition, councils["c1"], 4, prefix="mot")
    make_judges(edition, councils["c2"], 3, prefix="hai")
    actions.seat_judge(OPERATOR, edition.id, councils["c2"], "Tạ Đình Phong", "phong@example.org", role="clerk")
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    outcome = actions.propose_plan(OPERATOR, edition.id, ROUND)
    actions.apply_plan(OPERATOR, edition.id, outcome.plan_id)
    report = workload(edition.id)
    assert [group.title for group in report.groups] == [
        "I. Hội đồng Công nghệ và Cơ khí (4 người)",
        "II. Hội đồng Nông nghiệp và Môi trường (4 người)",
    ]
    for group, sheets in zip(report.groups, (18, 9), strict=True):
        assert sum(row[f"round_{ROUND}"] or 0 for row in group.rows) == sheets
        assert plain(group.totals[0].values[f"round_{ROUND}"]) == sheets
        assert isinstance(group.totals[0].values[f"round_{ROUND}"], Formula)
    assert plain(report.totals[0].values[f"round_{ROUND}"]) == 27
    clerk = next(row for group in report.groups for row in group.rows if row["role"] == "Thư ký")
    assert clerk[f"round_{ROUND}"] is None
    assert [column.heading for column in report.columns][:5] == ["STT", "Họ và tên", "Vai trò", "Đơn vị", "Chuyên môn"]


def test_before_any_round_the_people_stand_there_without_figures(db: Any) -> None:
    edition = make_edition(stage="screening")
    councils = actions.ensure_councils(OPERATOR, edition.id)
    make_judges(edition, councils["c1"], 2)
    report = workload(edition.id)
    assert len(list(report.all_rows())) == 2
    assert report.totals == ()

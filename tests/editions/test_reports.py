"""Papers that come from the regulation alone: the blank score sheet."""

from contest.editions.reports import blank_score_sheets
from tests.editions.makers import make_edition, text_of


def test_the_most_points_of_a_blank_score_sheet_are_printed_as_points_are(app, db):
    text = text_of("small_technical").replace("max: 40, step: 0.5", "max: 39.5, step: 0.5")
    text = text.replace("name: Khả năng áp dụng, max: 30, step", "name: Khả năng áp dụng, max: 30.5, step")
    sheet = blank_score_sheets(make_edition(text=text).id)[0]
    assert [row["most"] for row in sheet.rows] == ["39,5", "30,5", "30"]

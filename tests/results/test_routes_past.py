"""All editions of a series on one page: those held here, and those that were imported."""

import io

import pytest
from openpyxl import Workbook

from contest.editions.queries import regulation_of
from contest.results import actions, queries
from tests.results.makers import make_decided

CSV = """contest_key,edition,year,n_entries,n_awards,n_special,n_first,n_second,n_third,n_consolation,other_awards
phuyen-tech-08,8,2018-2019,,30,,3,5,10,12,Bằng khen UBND tỉnh
phuyen-tech-09,9,2020-2021,34,,,0,,,,
tiengiang-youth-15,15,2023,1.572,35,1,5,17,13,,
"""


@pytest.fixture
def held(db):
    edition, _, organiser, person = make_decided()
    actions.seal_results(organiser, edition.id)
    actions.publish_results(organiser, edition.id)
    db.session.commit()
    return edition, organiser, person


def sent(content, name="cac-lan.csv", **more):
    return {"file": (io.BytesIO(content), name), **more}


def test_old_editions_stand_before_those_held_here_and_nothing_is_corrected(app, held, client_of):
    edition, _, person = held
    address = f"/{edition.slug}/quan-ly/cac-lan"
    assert client_of(person).post(address, data=sent(CSV.encode())).status_code == 303
    client_of(person).post(address, data=sent(CSV.encode()))
    rows = queries.all_editions(edition.series)
    assert [row.label for row in rows] == ["8", "9", "15", "lần thứ ba"]
    assert rows[1].counts["first"] == 0
    assert rows[1].counts["second"] is None
    assert rows[-1].counts | {"entries": 3, "awards": 3} == rows[-1].counts
    page = app.test_client().get(f"/{edition.slug}/cac-lan").text
    assert "Tổng công bố 35 giải, cộng các hạng giải được 36." in page
    assert page.count("<svg") >= 2
    assert ">1.572</text>" in page, "as in the table"
    assert "style=" not in page


def test_a_tier_that_went_to_nobody_is_a_nought_not_a_figure_nobody_knows(app, client_of):
    edition, _, organiser, _ = make_decided(["84", "80"])
    actions.seal_results(organiser, edition.id)
    actions.publish_results(organiser, edition.id)
    (row,) = queries.all_editions(edition.series)
    tiers = {tier.key for tier in regulation_of(edition.id).prizes.tiers}
    assert {key for key in ("special", "first", "second", "third", "consolation") if key in row.counts} == tiers
    assert row.counts["awards"] == 2
    assert 0 in {row.counts[key] for key in tiers}
    cells = app.test_client().get(f"/{edition.slug}/cac-lan").text
    assert '<td data-label="Ba" class="num">0</td>' in cells or '<td data-label="Nhất" class="num">0</td>' in cells


def test_only_the_lines_of_one_contest_are_taken(held):
    edition, organiser, _ = held
    rows = actions.import_past(organiser, edition.id, actions.read_past(CSV.encode()), "phuyen-tech", dry_run=True)
    assert [row.label for row in rows] == ["8", "9"]
    assert queries.past_rows(edition.series) == []


def test_every_fault_is_shown_and_nothing_is_written(held, client_of):
    edition, _, person = held
    wrong = "Lần;Năm;Hồ sơ nhận\n8;2019;nhiều\n8;2019;5\n;2020;7\n".encode()
    answer = client_of(person).post(f"/{edition.slug}/quan-ly/cac-lan", data=sent(wrong, only="a"))
    assert (answer.status_code, 'value="a"' in answer.text) == (422, True)
    page = client_of(person).post(f"/{edition.slug}/quan-ly/cac-lan", data=sent(wrong)).text
    for words in ("“nhiều” không phải", "có trong hai dòng", "Thiếu lần tổ chức"):
        assert words in page
    assert queries.past_rows(edition.series) == []
    for content in (b"", b"\xff\xfe", b"a,b\n1,2\n"):
        assert client_of(person).post(f"/{edition.slug}/quan-ly/cac-lan", data=sent(content)).status_code == 422


def test_a_workbook_is_read_as_well(held):
    edition, organiser, _ = held
    book, out = Workbook(), io.BytesIO()
    for line in (("Lần", "Năm", "Hồ sơ nhận", "Giải Nhất"), ("VII", "2015", 94, 2)):
        book.active.append(line)
    book.save(out)
    [row] = actions.import_past(organiser, edition.id, actions.read_past(out.getvalue()))
    assert (row.label, row.counts["entries"], row.counts["first"], row.counts["second"]) == ("VII", 94, 2, None)

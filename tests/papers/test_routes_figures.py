"""Figures as charts and tables: the office's page, its papers, and what everybody may see; all invented."""

import io
import re
from datetime import date
from typing import Any

import docx
import pytest
from flask import Flask
from PIL import Image

from contest.entries.models import Entry
from contest.foundation.access import OPERATOR
from contest.foundation.audit import record
from contest.foundation.chart import Chart, Series
from contest.foundation.clock import now
from contest.foundation.database import forget_sums
from contest.foundation.jobs import work_all
from contest.foundation.writers import charts
from contest.juries.actions import prepare_round
from contest.papers.queries.tallies import reconciled
from contest.papers.reports.charts import figures
from contest.papers.reports.charts import picture as png_of
from contest.prizes.models import Award
from contest.results import actions
from contest.results.models import Revocation
from tests.juries.makers import make_entry
from tests.juries.presenting import ROUND, make_final
from tests.results.makers import make_decided
from tests.results.test_routes_past import CSV


@pytest.fixture
def decided(db: Any) -> Any:
    edition, entries, organiser, person = make_decided([str(90 - place) for place in range(9)])
    for entry, unit in zip(entries, ["Trường A", "Trường A", "Trường B", *[""] * 6], strict=True):
        entry.unit, entry.locality = unit, "Xã Bình Minh, tỉnh X"
    actions.import_past(organiser, edition.id, actions.read_past(CSV.encode()), "phuyen-tech")
    actions.seal_results(organiser, edition.id)
    db.session.commit()
    return edition, organiser, person


def test_the_office_sees_every_figure_as_a_picture_and_as_its_table(decided: Any, client_of: Any) -> None:
    edition, _, person = decided
    browser = client_of(person)
    page = browser.get(f"/{edition.slug}/van-ban/so-lieu").text
    for words in ("Hồ sơ theo lĩnh vực", "Hồ sơ theo đơn vị", "Giải theo hạng", "qua các lần tổ chức"):
        assert words in page
    assert 'alt="Biểu đồ: Hồ sơ theo đơn vị. Nhiều nhất: Chưa ghi, hồ sơ nhận 6."' in page
    assert "style=" not in page
    assert "<svg" not in page.split("<main", 1)[1].split("figure-pair", 1)[1].split("</picture>")[0]
    for address in re.findall(r'src(?:set)?="([^"]+(?:rong|hep)\.svg)"', page)[:2]:
        answer = browser.get(address)
        assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
        assert b"<script" not in answer.data
        assert browser.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert browser.get(f"/{edition.slug}/van-ban/so-lieu/hinh/khac/rong.svg").status_code == 404


def test_the_paper_has_the_same_figures_and_its_copy_is_on_record(decided: Any, client_of: Any) -> None:
    edition, _, person = decided
    answer = client_of(person).post(f"/{edition.slug}/van-ban/so-lieu/docx")
    paper = docx.Document(io.BytesIO(answer.data))
    found = figures(edition.id)
    assert len(paper.inline_shapes) == len(found)
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in paper.tables]
    for figure in found:
        printed = [[name, *words] for name, words in figure.printed()]
        assert any(table[1 : len(printed) + 1] == printed for table in tables), figure.title


def test_nothing_is_public_before_the_result_is(app: Flask, decided: Any, db: Any) -> None:
    edition, organiser, _ = decided
    address = f"/{edition.slug}/ket-qua/so-lieu"
    picture = f"{address}/hinh/giai/rong.svg"
    assert [app.test_client().get(each).status_code for each in (address, picture)] == [404, 404]
    actions.publish_results(organiser, edition.id)
    db.session.commit()
    work_all()
    page = app.test_client().get(address).text
    assert "Giải theo hạng" in page
    assert "Tác giả nữ" not in page
    assert app.test_client().get(picture).status_code == 200
    actions.retract_publication(organiser, edition.id, "Xem lại")
    db.session.commit()
    assert app.test_client().get(picture).status_code == 404


def test_its_tables_are_held_against_the_sealed_result(decided: Any) -> None:
    edition, _, _ = decided
    found = reconciled(edition.id)
    tally = next(each for each in found.tallies if each.source == "figures")
    sealed = next(each for each in found.tallies if each.source == "sealed")
    assert (dict(tally.counts), tally.money) == (dict(sealed.counts), sealed.money)
    assert [reason for reason in found.reasons if reason.where == "figures"] == []


def test_a_prize_taken_back_is_counted_no_more(decided: Any, db: Any) -> None:
    edition, _, _ = decided
    before = next(each for each in figures(edition.id) if each.key == "giai").total
    award = db.session.query(Award).filter_by(edition_id=edition.id, award_key="tier").first()
    told = {"edition_id": edition.id, "entry_id": award.entry_id, "award_id": award.id, "award_key": "tier"}
    told |= {"tier_key": award.tier_key, "name": "Giải Nhất"}
    told |= {"decision": "5/QĐ", "decided_on": date(2030, 9, 1), "reason": "Chép bài", "moved": [], "made_at": now()}
    db.session.add(Revocation(**told))
    db.session.commit()
    after = next(each for each in figures(edition.id) if each.key == "giai").total
    assert after == (before[0] - 1,)


def test_who_has_a_conflict_is_told_nothing_of_who_wins(decided: Any) -> None:
    edition, _, _ = decided
    told = figures(edition.id, apart=True)
    assert {figure.key for figure in told} & {"giai", "tien-thuong"} == set()
    assert all("Đạt giải" not in figure.columns for figure in told)
    assert any("Đạt giải" in figure.columns for figure in figures(edition.id))


def test_a_chart_is_drawn_in_black_and_white_at_the_size_it_is_printed(decided: Any) -> None:
    edition, _, _ = decided
    figure = next(each for each in figures(edition.id) if each.key == "linh-vuc")
    drawn = Image.open(io.BytesIO(png_of(figure)))
    assert abs(drawn.width - 160 / 25.4 * 300) < 3
    colours = drawn.convert("RGB").resize((200, 100)).getcolors(20_000) or []
    assert all(max(pixel) - min(pixel) < 6 for _, pixel in colours)
    assert len(colours) > 1


def test_a_long_label_wraps_and_the_chart_keeps_its_width() -> None:
    long = "Các giải pháp kỹ thuật nhằm ứng phó với biến đổi khí hậu, bảo vệ môi trường và phát triển kinh tế " * 3
    series = (Series("Hồ sơ nhận", (3, 0), ("3", "0")), Series("Đạt giải", (None, 2), ("*", "2")))
    heights = []
    for labels in (("Y dược", "Tin học"), (long, "Tin học")):
        drawing = charts.svg(Chart("Hồ sơ", labels, series), charts.NARROW).decode()
        width, height = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing)[0])
        assert abs(width - charts.NARROW / 25.4 * 72) < 1
        heights.append(height)
    assert heights[1] > heights[0] + 100


def test_figures_are_kept_until_an_entry_a_round_or_a_name_changes_and_no_longer(
    db: Any, at: Any, count_queries: Any
) -> None:
    edition = make_final(4)
    moments = iter(f"2027-05-01T{hour:02}:00" for hour in range(8, 20))

    def told() -> list[Any]:
        at(next(moments))
        found = figures(edition.id)
        forget_sums()
        assert found == figures(edition.id)
        return found

    def finalists(found: list[Any]) -> int:
        figure = next(each for each in found if each.key == "don-vi")
        return int(figure.total[figure.columns.index("Vào chung khảo")] or 0)

    seen = told()
    assert finalists(seen) == 4
    at("2027-05-01T08:30")
    db.session.rollback()
    with count_queries() as asked:
        assert figures(edition.id) == seen
    assert not [statement for statement in asked if "entry_author" in statement]
    late = make_entry(edition, "KT-900", field="agri")
    record(OPERATOR, "entries.submit_entry", edition.id)
    db.session.commit()
    assert told() != seen
    prepare_round(OPERATOR, edition.id, ROUND, [entry.id for entry in db.session.query(Entry)])
    assert finalists(told()) == 5
    late.unit = "Trường Đổi Tên"
    record(OPERATOR, "entries.edit_entry", edition.id)
    db.session.commit()
    assert "Trường Đổi Tên" in str(told())
    assert "Trường Đổi Tên" not in str(seen)

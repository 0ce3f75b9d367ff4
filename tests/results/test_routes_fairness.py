"""The fairness sheet: made once when a result is published, the same on the page, in Word and in Excel."""

import io

import docx
from openpyxl import load_workbook
from sqlalchemy import select

from contest.entries.models import Entry
from contest.foundation.clock import now
from contest.foundation.jobs import work_all
from contest.results import actions, queries
from contest.results.models import FairnessSheet
from tests.results.makers import make_decided


def published(db):
    edition, entries, organiser, _ = make_decided([str(90 - place) for place in range(9)])
    out = Entry(edition_id=edition.id, code="KT-900", status="ineligible", title="Máy khác", field_key="ict")
    out.created_at = out.updated_at = now()
    db.session.add(out)
    db.session.commit()
    actions.seal_results(organiser, edition.id)
    actions.publish_results(organiser, edition.id)
    db.session.commit()
    return edition, entries, organiser


def test_nothing_is_told_before_the_result_is_public(app, db):
    edition, *_ = make_decided()
    db.session.commit()
    assert app.test_client().get(f"/{edition.slug}/minh-bach").status_code == 404
    assert app.test_client().get(f"/{edition.slug}/minh-bach.docx").status_code == 404


def test_the_sheet_is_made_by_the_worker_and_says_the_same_everywhere(app, db):
    edition, _, organiser = published(db)
    browser, address = app.test_client(), f"/{edition.slug}/minh-bach"
    assert "Phiếu đang được lập" in browser.get(address).text
    work_all()
    page = browser.get(address).text
    card = queries.fairness_card(edition.id)
    assert card.digest in page
    said = [line for judged in card.document["rounds"] for line in (judged["sheets"], *judged["spread"])]
    paper = docx.Document(io.BytesIO(browser.get(f"{address}.docx").data))
    words = "\n".join(cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    book = load_workbook(io.BytesIO(browser.get(f"{address}.xlsx").data))
    cells = "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    for figure in said:
        assert figure in page
        assert figure in words
        assert figure in cells
    assert card.document["rounds"][0]["sheets"] == "27"
    assert actions.make_fairness_sheet(organiser, edition.id) == 0


def test_one_entry_that_was_not_eligible_is_not_counted_out(db):
    edition, _, organiser = published(db)
    actions.make_fairness_sheet(organiser, edition.id)
    document = queries.fairness_card(edition.id).document
    assert document["table"] is None
    [row] = queries.all_editions(edition.series)
    assert (row.counts["entries"], row.counts["eligible"]) == (10, None)


def test_the_sheet_stays_as_it_was_made(db):
    edition, entries, organiser = published(db)
    actions.make_fairness_sheet(organiser, edition.id)
    before = queries.fairness_card(edition.id).document
    entries[0].status = "withdrawn"
    db.session.commit()
    assert actions.make_fairness_sheet(organiser, edition.id) == 0
    assert queries.fairness_card(edition.id).document == before
    assert len(db.session.scalars(select(FairnessSheet)).all()) == 1

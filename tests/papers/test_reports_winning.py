"""The lists of winners as they are printed, written as workbooks and read back; all invented."""

import io
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from sqlalchemy import select

from contest.entries.models import Entry, EntryAuthor
from contest.foundation.access import Role
from contest.foundation.database import db as database
from contest.foundation.refusal import Refusal
from contest.foundation.report import Formula, Report, plain
from contest.foundation.writers import xlsx
from contest.papers.actions.bundles import hand_out
from contest.papers.actions.places import filled_places, place_entries, set_fees
from contest.papers.models import IssuedDocument
from contest.papers.queries.places import places_of
from contest.papers.queries.winners import Winners, winners
from contest.papers.reports import winning, workbook
from contest.papers.reports.fees import judge_fees
from contest.papers.reports.statistics import statistics, statistics_outside
from contest.results.actions import seal_results
from tests.office import recalculated
from tests.people.makers import actor_of, make_person
from tests.results.makers import make_decided

MONEY = 40_000_000 + 2 * 32_000_000 + 24_000_000


def sealed() -> tuple[Any, list[Any], Any, Winners]:
    """Four winners of three tiers, the first with three authors, one of whom has a name like a formula."""
    edition, entries, organiser, _ = make_decided(["90", "84", "80", "66"])
    entry = EntryAuthor(entry_id=entries[0].id, position=2, name="=Vũ Thị Hà", gender="nu", share=None)
    other = EntryAuthor(entry_id=entries[0].id, position=3, name="Đỗ Ổn", gender="nam", birth_on=date(1980, 5, 1))
    database.session.add_all([entry, other])
    for each in entries:
        each.unit, each.locality = "Nhà máy *Sao* Mai", "Bình Minh"
    database.session.commit()
    seal_results(organiser, edition.id)
    return edition, entries, organiser, winners(edition.id)


def everything(given: Winners) -> list[Report]:
    """Every list that is made of the winners, beside what is counted and paid."""
    make = (
        winning.annexes, winning.receipts, winning.receipts_by_author, winning.packing_lists, winning.seating_list,
        winning.booth_list, winning.invitation_list, winning.name_cards, winning.merge_lists,
    )  # fmt: skip
    lists = [report for one in make for report in one(given)]
    return [*lists, *judge_fees(given.edition_id), *statistics(given.edition_id)]


def test_annexes_and_receipts_count_sum_and_say_in_words_what_was_decided(db: Any) -> None:
    _, entries, _, given = sealed()
    (annex,) = winning.annexes(given)
    assert [group.title for group in annex.groups] == [
        "I. GIẢI NHẤT (01 giải)",
        "II. GIẢI NHÌ (02 giải)",
        "III. GIẢI BA (01 giải)",
    ]
    (receipt,) = winning.receipts(given)
    (shares,) = winning.receipts_by_author(given)
    for report in (annex, receipt, shares):
        assert plain(report.totals[0].values["amount"]) == MONEY
        assert report.closing == ["Bằng chữ: Một trăm hai mươi tám triệu đồng."]
        assert report.subtitle[-1].startswith("(Kèm theo Quyết định số …")
    first = [row["amount"] for row in shares.all_rows() if row["code"] == entries[0].code]
    assert first == [13_333_334, 13_333_333, 13_333_333]


def test_the_decisions_number_stands_on_every_annex_once_it_is_given(db: Any) -> None:
    edition, _, _, _ = sealed()
    kept: dict[str, Any] = {"number": 15, "symbol": "QĐ-LHH", "issued_on": date(2026, 11, 2), "state": "issued"}
    db.session.add(IssuedDocument(edition_id=edition.id, kind="result_decision", body="Liên hiệp Hội", **kept))
    db.session.commit()
    given = winners(edition.id)
    cited = "(Kèm theo Quyết định số 15/QĐ-LHH ngày 02 tháng 11 năm 2026 của Liên hiệp Hội)"
    for report in (*winning.annexes(given), *winning.receipts(given)):
        assert report.subtitle[-1] == cited
    (merged,) = winning.merge_lists(given)
    assert {row["decision"] for row in merged.all_rows()} == {"15/QĐ-LHH"}
    assert cited in words_of(workbook(edition.id, "prize-list")[1])


def words_of(content: bytes) -> list[str]:
    return [str(cell.value) for sheet in load_workbook(io.BytesIO(content)) for row in sheet for cell in row]


def test_a_merge_list_begins_with_its_headings_and_has_a_row_for_each_author(db: Any) -> None:
    edition, _, _, _ = sealed()
    sheet = load_workbook(io.BytesIO(workbook(edition.id, "merge-list")[1])).worksheets[0]
    assert [cell.value for cell in sheet[1]][:4] == ["STT", "Số vào sổ", "Lời chứng nhận", "Họ và tên"]
    names = [row[3].value for row in sheet.iter_rows(min_row=2)]
    assert len(names) == 6
    named = next(row[3] for row in sheet.iter_rows(min_row=2) if row[3].value == "=Vũ Thị Hà")
    assert named.data_type == "s"
    assert named.quotePrefix


@pytest.mark.office
def test_libreoffice_computes_every_figure_as_we_do(db: Any, tmp_path: Path) -> None:
    edition, _, organiser, given = sealed()
    set_fees(organiser, edition.id, {"final": 150_000})
    reports = everything(given)
    book = recalculated(xlsx.write(reports), tmp_path)
    computed = 0
    for report, sheet in zip(reports, book.worksheets, strict=True):
        cells = [cell.value for row in sheet for cell in row if isinstance(cell.value, int | float)]
        for value in formulas(report):
            assert any(abs(cell - float(value)) < 1e-6 for cell in cells), (report.title, value)
            computed += 1
        errors = [cell.value for row in sheet for cell in row if cell.data_type == "e"]
        assert errors == [], report.title
    assert computed > 60


def formulas(report: Report) -> list[Any]:
    """The values of a report's formulas as we say them."""
    totals = [*report.totals, *(total for group in report.parts() for total in group.totals)]
    lines = [*report.all_rows(), *(total.values for total in totals)]
    return [value.value for line in lines for value in line.values() if isinstance(value, Formula)]


def test_seats_and_booths_come_back_sorted_and_coloured_by_their_codes(db: Any) -> None:
    edition, entries, organiser, _ = sealed()
    for kind, heading, wanted in (("seating", "Chỗ ngồi", "A"), ("booths", "Gian trưng bày", "G")):
        book = load_workbook(io.BytesIO(workbook(edition.id, kind)[1]))
        filled = fill_in(book, heading, wanted)
        rows = filled_places(filled)
        assert place_entries(organiser, edition.id, rows) == len(rows)
    placed = places_of(edition.id)
    codes = {each.id: each.code for each in db.session.scalars(select(Entry).where(Entry.edition_id == edition.id))}
    assert {codes[key]: place for key, place in placed.items()} == {
        code: (f"A-{code}", f"G-{code}") for code in codes.values()
    }
    again = workbook(edition.id, "seating")[1]
    assert f"A-{entries[0].code}" in words_of(again)
    assert place_entries(organiser, edition.id, filled_places(io.BytesIO(again))) == 0


def fill_in(book: Workbook, heading: str, wanted: str) -> io.BytesIO:
    """What somebody does in Excel: fills the last column, sorts the lines anew, colours some."""
    sheet = book.worksheets[0]
    top = next(row for row in sheet if heading in [cell.value for cell in row])
    places = {str(cell.value): cell.column for cell in top if cell.value}
    lines = [row for row in sheet.iter_rows(min_row=top[0].row + 1) if row[places["Mã số"] - 1].value]
    values = [[cell.value for cell in row] for row in lines]
    random.Random(5).shuffle(values)
    for row, new in zip(lines, values, strict=True):
        for cell, value in zip(row, new, strict=True):
            cell.value = value
            cell.fill = PatternFill("solid", fgColor="FFEE99")
        row[places[heading] - 1].value = f"{wanted}-{row[places['Mã số'] - 1].value}"
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    return out


def test_what_judges_are_paid_is_for_the_committee_alone(db: Any) -> None:
    edition, _, organiser, _ = sealed()
    assert judge_fees(edition.id) == ()
    set_fees(organiser, edition.id, {"final": 150_000})
    (report,) = judge_fees(edition.id)
    assert [(row["sheets"], row["amount"]) for row in report.all_rows()] == [(4, 600_000)] * 3
    assert report.closing == ["Bằng chữ: Một triệu tám trăm nghìn đồng."]
    secretary = actor_of(make_person("Cúc"), (Role.SECRETARY, edition))
    with pytest.raises(Refusal) as told:
        hand_out(secretary, edition.id, "judge-fees", b"")
    assert told.value.reasons[0].code == "not_permitted"
    with pytest.raises(Refusal):
        set_fees(secretary, edition.id, {"final": 1})


def test_figures_that_leave_the_house_say_no_small_count(db: Any) -> None:
    edition, _, _, _ = sealed()
    inside = next(report for report in statistics(edition.id) if report.sheet == "Theo Đơn vị")
    assert [plain(row["entries"]) for row in inside.all_rows()] == [4]
    shown = {value for report in statistics_outside(edition.id) for row in report.all_rows() for value in row.values()}
    assert not shown & {"1", "2"}

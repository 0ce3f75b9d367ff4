"""How sure a result is: in names and words, drawn, as a sheet; nothing of it for whom a conflict keeps away."""

import io
from typing import Any

import openpyxl
import pytest

from contest.foundation.access import Role
from contest.foundation.clock import now
from contest.foundation.database import db as database
from contest.juries.models import Conflict
from contest.prizes.actions import propose_awards
from contest.ranking.actions import run_ranking
from tests.editions.makers import make_edition, text_of
from tests.people.makers import actor_of, grant, make_person
from tests.prizes.test_actions import one_round
from tests.ranking.makers import make_entries, make_scored_round

PAGE = "/thu-nghiem/giai-thuong/do-chac-chan"
ROWS = [[88, 70, 70], [75, 75, 75], [74, 74, 74], [74, 74, "73.5"], *([60 - n, 60, 60] for n in range(6))]


@pytest.fixture
def office(db: Any, client_of: Any) -> Any:
    edition = make_edition(slug="thu-nghiem", stage="deliberation", text=one_round(text_of("small_technical")))
    entries = make_entries(edition, len(ROWS))
    make_scored_round(edition, entries, ROWS, key="final")
    organiser = actor_of(make_person("Ada"), (Role.ORGANISER, edition))
    run_ranking(organiser, edition.id, "final")
    person = make_person("Người Giám Sát")
    grant(person, edition, Role.OBSERVER)
    return edition, entries, organiser, person, client_of(person)


def test_the_page_names_the_judge_and_the_step_on_which_prizes_hang(office: Any) -> None:
    _, _, _, _, client = office
    page = client.get(PAGE)
    assert page.status_code == 200
    assert "Kết quả đổi nếu bỏ phiếu của một giám khảo" in page.text
    assert "Trần Văn Chấm 1" in page.text
    assert "KT-001</span> Giải Nhì → Giải Ba" in page.text
    assert "bớt 0,5 điểm" in page.text
    assert "<polyline points=" in page.text
    assert "style=" not in page.text


def test_the_same_stands_in_a_workbook(office: Any) -> None:
    edition, _, organiser, _, client = office
    propose_awards(organiser, edition.id)
    answer = client.get(f"{PAGE}/final/bang-tinh")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "KT-001" in cells
    assert "Trần Văn Chấm 1" in cells
    assert any("BỎ PHIẾU CỦA MỘT GIÁM KHẢO" in each for each in cells)


def test_whoever_has_a_conflict_reads_nothing_of_that_entry(office: Any) -> None:
    edition, entries, organiser, person, client = office
    about = {"edition_id": edition.id, "entry_id": entries[0].id, "person_id": person.id}
    database.session.add(Conflict(**about, kind="declared", state="declared", made_at=now()))
    database.session.flush()
    run_ranking(organiser, edition.id, "final")
    assert "KT-001" not in client.get(PAGE).text


def test_before_any_ranking_the_page_says_what_to_wait_for(db: Any, client_of: Any) -> None:
    edition = make_edition(slug="thu-nghiem", stage="judging", text=one_round(text_of("small_technical")))
    person = make_person("Người Giám Sát")
    grant(person, edition, Role.OBSERVER)
    assert "Chưa có gì để xem" in client_of(person).get(PAGE).text

"""The account of one entry: every figure and reason for the organisers, the own ones without judges for the entrant."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from contest.foundation.access import Role
from contest.foundation.clock import now
from contest.juries.models import Conflict
from contest.people.models import Person
from contest.prizes.actions import confirm_awards, move_award, reopen_awards
from contest.ranking.models import Placing, RankingRun
from contest.results import actions
from contest.results.reports import account_of, account_paper
from tests.people.makers import actor_of, grant, make_person
from tests.results.makers import award_id, make_decided
from tests.results.test_actions_revoking import make_public


def test_the_organisers_read_whose_sheets_why_this_prize_and_what_was_decided(db: Any) -> None:
    edition, entries, organiser, _ = make_decided(stage="deliberation")
    reopen_awards(organiser, edition.id, "Có kiến nghị")
    move_award(organiser, edition.id, entries[1].id, "third", "Theo kết luận giám định")
    confirm_awards(organiser, edition.id)
    actions.seal_results(organiser, edition.id)
    first = account_of(edition.id, entries[0].id, full=True)
    assert first is not None
    final = first.rounds[0]
    assert {sheet.label for sheet in final.sheets} == {f"Trần Văn Chấm {n}" for n in (1, 2, 3)}
    assert [(sheet.points, sheet.total, sheet.use) for sheet in final.sheets] == [
        (("40", "30", "20"), "90", "Có tính")
    ] * 3
    assert (final.rank, final.ranked, final.is_rederived) == (1, 3, True)
    award = first.awards[0]
    assert (award.name, award.is_rederived) == ("Giải Nhất", True)
    assert award.reason.startswith("Hạng 1/3")
    moved = account_of(edition.id, entries[1].id, full=True)
    assert moved is not None
    assert moved.awards[0].is_rederived is None
    assert "từ Giải Nhì thành Giải Ba. Theo kết luận giám định" in moved.decisions[0]
    assert first.seal_version == 1


def test_a_reason_or_a_figure_that_does_not_follow_is_said_so(db: Any) -> None:
    edition, entries, *_ = make_decided()
    placing = db.session.scalars(select(Placing).where(Placing.entry_id == entries[0].id)).one()
    placing.points = 91
    db.session.flush()
    found = account_of(edition.id, entries[0].id, full=True)
    assert found is not None
    assert (found.rounds[0].is_rederived, found.awards[0].is_rederived) == (False, False)
    assert "KHÔNG KHỚP" in repr(account_paper(edition.id, found).blocks)


def test_the_entrant_reads_the_own_figures_without_a_judge_a_comment_or_another_s(db: Any) -> None:
    edition, entries, organiser, _ = make_public(moves_up=False)
    found = account_of(edition.id, entries[1].id, full=False)
    assert found is not None
    assert [sheet.label for sheet in found.rounds[0].sheets] == ["Phiếu 1", "Phiếu 2", "Phiếu 3"]
    said = repr(account_paper(edition.id, found).blocks) + repr(found)
    assert ("Trần Văn Chấm" in said, organiser.name in said, entries[2].code in said) == (False, False, False)
    actions.revoke_prize(organiser, edition.id, award_id(entries[1]), "15/QĐ-BTC", date(2026, 1, 5), "Trùng")
    gone = account_of(edition.id, entries[1].id, full=False)
    assert gone is not None
    assert gone.awards == ()
    assert gone.decisions[-1] == "Giải Nhì bị thu hồi theo Quyết định số 15/QĐ-BTC ngày 05/01/2026."


def test_the_entrant_reads_the_version_that_is_public_not_one_that_waits_to_be(db: Any) -> None:
    edition, entries, organiser, _ = make_public(moves_up=False)
    edition.stage = "deliberation"
    reopen_awards(organiser, edition.id, "Có kiến nghị")
    move_award(organiser, edition.id, entries[1].id, "third", "Theo kết luận giám định")
    confirm_awards(organiser, edition.id)
    edition.stage = "decided"
    db.session.flush()
    actions.seal_results(organiser, edition.id)

    def read(*, full: bool) -> tuple[list[str], int, int | None]:
        found = account_of(edition.id, entries[1].id, full=full)
        assert found is not None
        return [one.name for one in found.awards], len(found.decisions), found.seal_version

    assert read(full=False) == (["Giải Nhì"], 0, 1)
    assert read(full=True) == (["Giải Ba"], 1, 2)
    actions.publish_results(organiser, edition.id)
    assert read(full=False) == read(full=True)


def test_a_prize_taken_back_is_told_once_and_the_rule_is_not_called_why_there_is_none(db: Any, client_of: Any) -> None:
    edition, entries, organiser, person = make_public(moves_up=False)
    actions.revoke_prize(organiser, edition.id, award_id(entries[1]), "15/QĐ-BTC", date(2026, 1, 5), "Trùng")
    actions.publish_results(organiser, edition.id)
    for full in (True, False):
        found = account_of(edition.id, entries[1].id, full=full)
        assert found is not None
        assert [line.count("15/QĐ-BTC") for line in found.decisions] == [1]
        assert found.without.startswith("Theo quyết định của Ban Tổ chức, ghi ở dưới. Theo quy tắc: Hạng 2/5")
        assert "Theo quyết định của Ban Tổ chức" in repr(account_paper(edition.id, found).blocks)
    page = client_of(person).get(f"/thu-nghiem/giai-thuong/{entries[1].id}").text
    why = page.split("<h2>Vì sao</h2>")[1].split("<h2>")[0]
    assert "Thu hồi theo Quyết định số 15/QĐ-BTC" in why.split("</p>")[0]


@pytest.fixture
def case(db: Any) -> Any:
    edition, entries, _, person = make_public(moves_up=False)
    entrant = make_person("Lê Thị Dự")
    entries[1].owner_id = entrant.id
    grant(entrant, edition, Role.ENTRANT)
    db.session.commit()
    return edition, entries, person, entrant


def test_the_paper_is_read_by_the_office_without_conflict_and_by_whose_entry_it_is(
    case: Any, client_of: Any, db: Any
) -> None:
    edition, entries, person, entrant = case
    office, own = client_of(person), client_of(entrant)
    address = f"/thu-nghiem/giai-trinh/{entries[1].id}"
    assert "Trần Văn Chấm 1" in office.get(address).text
    assert office.get(f"{address}.docx").status_code == 200
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(office.get(f"{address}.pdf").data)).pages)
    assert ("BẢN GIẢI TRÌNH KẾT QUẢ" in printed, "Trần Văn Chấm 1" in printed) == (True, True)
    mine = f"/thu-nghiem/ho-so/{entries[1].id}/ket-qua"
    page = own.get(mine).text
    assert ("Phiếu 1" in page, "Trần Văn Chấm" in page) == (True, False)
    assert own.get(f"/thu-nghiem/ho-so/{entries[0].id}/ket-qua").status_code == 404
    assert own.get(address).status_code == 403
    apart = make_person("Đỗ Có Liên Quan")
    grant(apart, edition, Role.SECRETARY)
    conflict = Conflict(edition_id=edition.id, person_id=apart.id, entry_id=entries[1].id, kind="declared")
    conflict.state, conflict.made_at = "declared", now()
    db.session.add(conflict)
    db.session.commit()
    assert client_of(apart).get(address).status_code in (403, 409)


def test_the_entrant_reads_nothing_before_the_result_is_public(case: Any, client_of: Any, db: Any) -> None:
    edition, entries, person, entrant = case
    actions.retract_publication(organiser_of(edition, person), edition.id, "Sai sót")
    db.session.commit()
    answer = client_of(entrant).get(f"/thu-nghiem/ho-so/{entries[1].id}/ket-qua")
    assert (answer.status_code, "Kết quả chưa được công bố" in answer.text) == (404, True)


def test_figures_of_a_round_ranked_since_are_the_office_s_until_they_are_published(
    case: Any, client_of: Any, db: Any
) -> None:
    edition, entries, _, entrant = case
    run = db.session.scalars(select(RankingRun)).one()
    run.made_at = now() + timedelta(minutes=1)
    db.session.commit()
    found, whole = (account_of(edition.id, entries[1].id, full=full) for full in (False, True))
    assert found is not None
    assert whole is not None
    assert (found.rounds, len(whole.rounds), whole.held_back) == ((), 1, "")
    waiting = "đang được xem lại; cách tính hiện ở đây khi kết quả mới được công bố."
    assert found.held_back.endswith(waiting)
    assert waiting in repr(account_paper(edition.id, found).blocks)
    assert waiting in client_of(entrant).get(f"/thu-nghiem/ho-so/{entries[1].id}/ket-qua").text


def organiser_of(edition: Any, person: Person) -> Any:
    return actor_of(person, (Role.ORGANISER, edition))

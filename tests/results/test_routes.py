"""The public's page shows what is published, of whom it may, and nothing before; the committee's page leads there."""

import io
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from contest.entries.actions import forget_author
from contest.entries.models import EntryAuthor
from contest.foundation.access import Role
from contest.foundation.clock import now
from contest.foundation.writers import qr
from contest.juries.models import JudgingRound
from contest.juries.queries import seats
from contest.prizes.actions import confirm_awards, move_award, reopen_awards
from contest.prizes.models import Award
from contest.ranking.actions import meeting
from contest.results.actions import publish_results, retract_publication, seal_results
from contest.results.models import Seal
from contest.results.queries import sealed_result
from contest.results.reports import minutes
from contest.scoring.models import DisagreementCase
from tests.people.makers import grant, make_person
from tests.results.makers import born, consent, make_decided, withdraw

PAGE = "/thu-nghiem/ket-qua"


def published(**parts: Any) -> Any:
    edition, entries, organiser, person = make_decided(**parts)
    seal_results(organiser, edition.id)
    publish_results(organiser, edition.id)
    return edition, entries, organiser, person


def test_there_is_no_page_before_the_publication_and_none_after_it_is_taken_down(client: FlaskClient, db: Any) -> None:
    edition, _, organiser, _ = make_decided()
    early = client.get(PAGE)
    assert (early.status_code, "chưa được công bố" in early.text) == (404, True)
    seal_results(organiser, edition.id)
    assert client.get(PAGE).status_code == 404
    publish_results(organiser, edition.id)
    assert client.get(PAGE).status_code == 200
    retract_publication(organiser, edition.id, "Sai sót")
    assert client.get(PAGE).status_code == 404


def test_the_tiers_stand_best_first_with_the_digest(client: FlaskClient, db: Any) -> None:
    published()
    page = client.get(PAGE).text
    assert page.index("Giải Nhất") < page.index("Giải Nhì")
    assert "Lê Thị Thử 1" in page
    assert "Mã niêm phong" in page


def test_only_the_fields_the_regulation_names_are_shown(client: FlaskClient, db: Any) -> None:
    _, entries, _, _ = published(public="title, prize")
    page = client.get(PAGE).text
    assert entries[0].title in page
    assert ("Lê Thị Thử" in page, entries[0].unit in page, "90 điểm" in page) == (False, False, False)


def test_points_and_money_are_shown_where_the_regulation_says_so(client: FlaskClient, db: Any) -> None:
    published(public="title, prize, points, amount")
    page = client.get(PAGE).text
    assert ("90 điểm" in page, "40.000.000 đ" in page) == (True, True)


def test_a_childs_name_is_shown_only_with_both_consents_and_only_while_they_stand(client: FlaskClient, db: Any) -> None:
    _, entries, _, _ = published(name="small_youth", points=["90", "85"])
    first, second = (born(entry, date(2014, 5, 1)) for entry in entries)
    first.name, second.name = "Hoàng Minh Châu", "Đặng Bảo Ngọc"
    consent(first, "guardian", "self")
    consent(second, "guardian")
    db.session.commit()
    page = client.get(PAGE).text
    assert (first.name in page, second.name in page) == (True, False)
    assert "Tác giả (không công bố tên)" in page
    found = client.get(f"{PAGE}?tim={second.name}").text
    assert "Không có giải nào khớp" in found
    withdraw(first)
    db.session.commit()
    assert first.name not in client.get(PAGE).text


def test_the_public_searches_without_accents(client: FlaskClient, db: Any) -> None:
    _, entries, _, _ = published()
    born(entries[1], None).name = "Đỗ Thị Hồng Ánh"
    db.session.commit()
    page = client.get(f"{PAGE}?tim=do hong anh").text
    assert ("Đỗ Thị Hồng Ánh" in page, "Lê Thị Thử 1" in page) == (True, False)
    assert ("Tìm thấy 1 trong 3 giải" in page, "01 giải khớp" in page) == (True, True)
    assert "3 giải, công bố" in client.get(PAGE).text


@pytest.mark.parametrize("page", [PAGE, "/thu-nghiem/cong-bo"])
def test_the_pages_take_the_same_few_queries_however_many_entries(
    client_of: Any, db: Any, count_queries: Any, page: str
) -> None:
    taken = []
    for slug, entries in (("it", 4), ("nhieu", 40)):
        *_, person = published(points=[str(90 - place) for place in range(entries)], slug=slug)
        db.session.commit()
        address = page.replace("/thu-nghiem/", f"/{slug}/")
        # A seal is read once in a process; afterwards it is known.
        browser = client_of(person)
        browser.get(address)
        with count_queries() as asked:
            assert browser.get(address).status_code == 200
        taken.append(asked)
    assert len(taken[0]) == len(taken[1]) <= 8, "\n".join(taken[1])


def test_a_title_that_names_its_author_is_sealed_without_and_may_be_forgotten(client_of: Any, db: Any) -> None:
    edition, entries, organiser, person = make_decided()
    author = db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == entries[0].id)).one()
    author.name, entries[0].title = "Đặng Thuỳ Chi Mai", "Thùng rác của Đặng Thùy Chi Mai"
    db.session.commit()
    seal_results(organiser, edition.id)
    document = db.session.scalars(select(Seal.document)).one()
    assert "Thùng rác của (tác giả)" in [each["title"] for each in document["awards"]]
    assert "Chi Mai" not in str(document)
    forget_author(organiser, edition.id, entries[0].id, author.id, True)
    assert "Kết quả đã thay đổi" not in client_of(person).get("/thu-nghiem/cong-bo").text
    publish_results(organiser, edition.id)


def test_the_page_of_publication_sees_every_change_of_the_result(client_of: Any, db: Any) -> None:
    edition, entries, organiser, person = published(stage="decided")
    browser = client_of(person)
    outdated = "Kết quả đã thay đổi sau lần niêm phong cuối."
    assert outdated not in browser.get("/thu-nghiem/cong-bo").text
    entries[0].title = "Máy tưới tự động, tên đã sửa"
    db.session.commit()
    assert outdated in browser.get("/thu-nghiem/cong-bo").text
    seal_results(organiser, edition.id)
    db.session.commit()
    page = browser.get("/thu-nghiem/cong-bo").text
    assert outdated not in page
    assert ("Đang công bố phiên bản 1" in page, "Phiên bản 2 chưa công bố" in page) == (True, True)
    assert page.count("Mã niêm phong:") == 2
    db.session.scalars(select(Award).where(Award.edition_id == edition.id)).first().amount_vnd = 1
    db.session.commit()
    assert outdated in browser.get("/thu-nghiem/cong-bo").text


def test_the_committee_seals_publishes_and_retracts_on_the_page(client_of: Any, db: Any) -> None:
    _, _, _, person = make_decided()
    browser = client_of(person)
    assert "Chưa có bản niêm phong" in browser.get("/thu-nghiem/cong-bo").text
    assert browser.post("/thu-nghiem/cong-bo").status_code == 409
    assert "phiên bản 1" in browser.post("/thu-nghiem/cong-bo/niem-phong", follow_redirects=True).text
    assert "Đã công bố phiên bản 1" in browser.post("/thu-nghiem/cong-bo", follow_redirects=True).text
    empty = browser.post("/thu-nghiem/cong-bo/rut")
    assert (empty.status_code, "Mục này chưa được điền." in empty.text) == (422, True)
    page = browser.post("/thu-nghiem/cong-bo/rut", data={"reason": "Sai sót"}, follow_redirects=True).text
    assert "Sai sót" in page


@pytest.mark.parametrize(("role", "status"), [(Role.SECRETARY, 403), (Role.JUDGE, 403), (Role.OBSERVER, 403)])
def test_others_do_not_enter_the_page_of_publication(client_of: Any, db: Any, role: Role, status: int) -> None:
    edition, *_ = make_decided()
    person = make_person()
    grant(person, edition, role)
    db.session.commit()
    assert client_of(person).get("/thu-nghiem/cong-bo").status_code == status


def test_each_sealed_version_has_its_minutes_and_its_package(client_of: Any, db: Any) -> None:
    edition, _, organiser, person = make_decided()
    card = seal_results(organiser, edition.id)
    db.session.commit()
    browser = client_of(person)
    page = browser.get("/thu-nghiem/cong-bo").text
    for address in ("goi/1.zip", "bien-ban/1.pdf", "bien-ban/1.docx"):
        assert f"/thu-nghiem/cong-bo/{address}" in page
        answer = browser.get(f"/thu-nghiem/cong-bo/{address}")
        assert (answer.status_code, "attachment" in answer.headers["Content-Disposition"]) == (200, True)
        assert browser.get(f"/thu-nghiem/cong-bo/{address.replace('1', '2', 1)}").status_code == 404
    printed = "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf_of(browser))).pages)
    assert card.digest in printed
    assert ("BIÊNBẢNXÉTGIẢIVÀNIÊMPHONGKẾTQUẢ" in printed, "GiảiNhất1" in printed) == (True, True)


def pdf_of(browser: FlaskClient) -> bytes:
    return browser.get("/thu-nghiem/cong-bo/bien-ban/1.pdf").data


def test_the_minutes_tell_where_the_committee_departed_from_the_rules(db: Any) -> None:
    edition, entries, organiser, _ = make_decided(stage="deliberation")
    reopen_awards(organiser, edition.id, "Có kiến nghị")
    move_award(organiser, edition.id, entries[1].id, "third", "Theo kết luận của tổ giám định")
    confirm_awards(organiser, edition.id)
    seal_results(organiser, edition.id)
    sealed = sealed_result(edition.id)
    assert sealed is not None
    document = minutes(edition.id, sealed)
    said = repr(document.blocks)
    assert "Giải Ba (trước đó: Giải Nhì)" in said
    assert "Theo kết luận của tổ giám định" in said
    assert document.pictures["ma-niem-phong.png"] == qr.png(sealed.digest)


def test_the_minutes_carry_what_the_councils_decided_in_their_meetings(db: Any) -> None:
    edition, entries, organiser, _ = make_decided(stage="deliberation")
    seat = next(one for one in seats(edition.id) if one.role != "clerk")
    made = meeting.call_meeting(organiser, edition.id, "final", seat.council_id)
    item = meeting.add_item(organiser, edition.id, made, entries[0].code or "", "Bàn lại điểm tính mới")
    meeting.mark_presence(organiser, edition.id, made, seat.person_id, present=True)
    meeting.open_meeting(organiser, edition.id, made)
    meeting.put_on_table(organiser, edition.id, made, item)
    meeting.decide_item(organiser, edition.id, made, item, "Giữ nguyên điểm vì đủ căn cứ.")
    meeting.close_meeting(organiser, edition.id, made)
    seal_results(organiser, edition.id)
    sealed = sealed_result(edition.id)
    assert sealed is not None
    said = repr(minutes(edition.id, sealed).blocks)
    assert "IV. HỌP HỘI ĐỒNG" in said
    assert "V. NIÊM PHONG" in said
    assert f"Bàn lại điểm tính mới ({entries[0].code})" in said
    assert "Giữ nguyên điểm vì đủ căn cứ." in said


def test_the_minutes_carry_how_disagreements_were_concluded(db: Any) -> None:
    edition, entries, organiser, _ = make_decided(stage="deliberation")
    round_id = db.session.scalar(select(JudgingRound.id).where(JudgingRound.edition_id == edition.id))
    case = {"opened_at": now(), "closed_at": now(), "step": "closed", "spread": 25, "closing_spread": 25}
    why = "Phiếu thứ hai chấm nhầm phạm vi; hội đồng đã xem mẫu."
    db.session.add(
        DisagreementCase(round_id=round_id, entry_id=entries[0].id, way="closest_two", reason=why, proposed=[], **case)
    )
    db.session.commit()
    confirm_awards(organiser, edition.id)
    seal_results(organiser, edition.id)
    sealed = sealed_result(edition.id)
    assert sealed is not None
    said = repr(minutes(edition.id, sealed).blocks)
    assert why in said
    assert "Lệch 25 điểm: tính hai phiếu gần nhau nhất" in said

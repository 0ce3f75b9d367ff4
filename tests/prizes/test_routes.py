"""The prize table and what is done there."""

import re
from typing import Any

import pytest

from contest.foundation.access import Role
from contest.foundation.jobs import work_all
from contest.prizes.actions import give_extra, move_award, propose_awards
from contest.prizes.queries import awards, latest_proposal, tier_awards
from tests.editions.makers import text_of
from tests.people.makers import grant, make_person
from tests.prizes.test_actions import EXTRAS, make_ranked, one_round
from tests.prizes.test_actions_units import TEXT as WITH_UNITS

TABLE = "/thu-nghiem/giai-thuong"
YOUNGEST = "  - {key: youngest, name: Tác giả trẻ nhất, of: authors_of_winners, by: youngest}\n"


@pytest.fixture
def house(db: Any, client_of: Any) -> Any:
    """Ten ranked entries with a tie at the first prize, and the organiser's browser."""
    text = one_round(text_of("small_technical")).replace("certificates:\n", f"{EXTRAS}{YOUNGEST}certificates:\n")
    edition, entries, organiser = make_ranked(["90", "90", "80", "74", "70", "66", "60", "58", "57", "50"], text=text)
    person = make_person("Ban Tổ chức")
    grant(person, edition, Role.ORGANISER)
    db.session.commit()
    return edition, entries, organiser, client_of(person)


def test_before_the_proposal_the_order_stands_without_lines(house: Any) -> None:
    *_, browser = house
    page = browser.get(TABLE).text
    assert ("KT-001" in page, "tier-line" in page) == (True, False)
    assert f'action="{TABLE}/de-xuat"' in page


def test_the_table_draws_lines_boxes_ties_and_says_what_is_short(house: Any) -> None:
    *_, browser = house
    page = browser.post(f"{TABLE}/de-xuat", follow_redirects=True).text
    assert "Đã đề xuất 7 giải (lần 1)." in page
    assert page.count('class="tier-line') == 4
    assert "tie-waits" in page
    assert "KT-001, KT-002: 2 hồ sơ bằng nhau, còn 1 suất Giải Nhất" in page
    assert "Hạng 3/10 toàn cuộc thi, 80 điểm ≥ 75; Giải Nhì có 2 giải, đã trao 1." in page
    assert "Giải Khuyến khích có 4 giải; toàn cuộc thi chỉ có 3 hồ sơ đạt &gt; 55; 1 suất để trống." in page


def test_a_prize_is_changed_with_a_reason_and_the_warning_is_said(house: Any) -> None:
    edition, entries, organiser, browser = house
    propose_awards(organiser, edition.id)
    url = f"{TABLE}/{entries[3].id}"
    assert "Đổi giải" in browser.get(url).text
    empty = browser.post(url, data={"tier": "second"})
    assert (empty.status_code, "Mục này chưa được điền." in empty.text) == (422, True)
    page = browser.post(url, data={"tier": "second", "reason": "Biểu quyết 7/9"}, follow_redirects=True).text
    assert "Ban Tổ chức quyết định" in page
    assert "chưa đạt mức điểm của Giải Nhì" in page
    assert tier_awards(edition.id)[entries[3].id].tier_key == "second"


def test_the_table_says_in_words_what_hangs_on_one_judge_or_one_step(house: Any) -> None:
    edition, _, organiser, browser = house
    propose_awards(organiser, edition.id)
    assert 'class="meta fragile"' not in browser.get(TABLE).text
    work_all()
    proposal = latest_proposal(edition.id)
    assert proposal is not None
    assert proposal.fragile
    page = browser.get(TABLE).text
    assert page.count('class="meta fragile"') == len(proposal.fragile)
    assert f'<a href="{TABLE}/do-chac-chan">' in page
    assert "Có thể đổi: một" in page


def test_ties_are_decided_and_the_prizes_confirmed_and_reopened_by_two(house: Any, client_of: Any) -> None:
    edition, entries, organiser, browser = house
    person = make_person("Phó Ban")
    grant(person, edition, Role.ORGANISER)
    deputy = client_of(person)
    propose_awards(organiser, edition.id)
    refused = browser.post(f"{TABLE}/xac-nhan")
    assert refused.status_code == 422
    assert "KT-001, KT-002 bằng nhau" in refused.text
    browser.post(f"{TABLE}/{entries[0].id}", data={"tier": "first", "reason": "7/9"})
    browser.post(f"{TABLE}/{entries[1].id}", data={"tier": "second", "reason": "2/9"})
    waits = browser.post(f"{TABLE}/xac-nhan")
    assert "Tác giả trẻ nhất: còn những người bằng nhau" in waits.text
    given = {"award": "youngest", "author": "1", "reason": "Bốc thăm"}
    browser.post(f"{TABLE}/{entries[1].id}/giai-them", data=given)
    for _ in range(2):
        alone = browser.post(f"{TABLE}/xac-nhan", follow_redirects=True).text
        assert "Cần thêm một người của Ban Tổ chức duyệt" in alone
        assert "Chờ duyệt" in alone
    assert {each.state for each in awards(edition.id)} == {"proposed"}
    assert "1 đề nghị cần hai người duyệt đang chờ ông/bà" in deputy.get("/thu-nghiem/ban-lam-viec").text
    assert "cần hai người duyệt đang chờ" not in browser.get("/thu-nghiem/ban-lam-viec").text
    assert "Đã xác nhận các giải." in deputy.post(f"{TABLE}/xac-nhan", follow_redirects=True).text
    assert {each.state for each in awards(edition.id)} == {"confirmed"}
    assert "Đổi giải" not in browser.get(f"{TABLE}/{entries[0].id}").text
    assert browser.post(f"{TABLE}/mo-lai").status_code == 422
    asked = browser.post(f"{TABLE}/mo-lai", data={"reason": "Kiến nghị"})
    assert {each.state for each in awards(edition.id)} == {"confirmed"}
    page = deputy.get(asked.location).text
    assert "Giải trở lại thành dự kiến" in page
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert (
        "Đã duyệt và thực hiện"
        in deputy.post(f"{asked.location}/duyet", data={"seen": seen}, follow_redirects=True).text
    )
    assert {each.state for each in awards(edition.id)} == {"proposed"}


def test_an_extra_award_is_given_and_taken_away(house: Any) -> None:
    edition, entries, organiser, browser = house
    propose_awards(organiser, edition.id)
    url = f"{TABLE}/{entries[2].id}/giai-them"
    page = browser.post(url, data={"award": "green", "reason": "5/5 phiếu"}, follow_redirects=True).text
    assert "Giải chuyên đề Môi trường" in page
    assert "Giải trao thêm" in browser.get(TABLE).text
    assert browser.post(f"{url}/green/bo", data={"reason": ""}).status_code == 409
    assert browser.post(f"{url}/green/bo", data={"reason": "Nhầm"}).status_code == 303
    assert browser.post(f"{url}/green/bo", data={"reason": "Nhầm"}).status_code == 409


def test_the_extra_awards_show_what_stands_and_whom_the_figures_speak_for(house: Any) -> None:
    edition, entries, organiser, browser = house
    propose_awards(organiser, edition.id)
    give_extra(organiser, edition.id, entries[2].id, "green", "5/5 phiếu")
    page = browser.get(f"{TABLE}/giai-them").text
    assert ("5/5 phiếu" in page, "Hội đồng đề nghị; chưa trao." in page) == (True, True)
    assert "Bằng nhau: 7 cho 1 suất" in page


def test_an_award_of_a_unit_is_decided_on_the_page(db: Any, client_of: Any) -> None:
    edition, entries, _ = make_ranked(["90", "84", "80", "74"], text=WITH_UNITS)
    for entry, unit in zip(entries, ("Trường A", "Trường B", "Trường C", "Trường D"), strict=True):
        entry.unit = unit
    person = make_person("Ban Tổ chức")
    grant(person, edition, Role.ORGANISER)
    db.session.commit()
    browser = client_of(person)
    proposed = browser.post(f"{TABLE}/de-xuat", follow_redirects=True).text
    assert "Đã đề xuất 4 giải và 1 giải cho đơn vị (lần 1)." in proposed
    assert 'data-confirm="Xác nhận 5 giải?"' in proposed
    page, address = browser.get(f"{TABLE}/giai-them").text, f"{TABLE}/don-vi/units"
    assert ("Trường A" in page, "Bằng nhau, chờ quyết định" in page) == (True, True)
    assert "Bằng nhau, chờ quyết định" in browser.get(TABLE).text
    empty = browser.post(address, data={"units-unit": "Trường B", "units-decision": "give"})
    assert (empty.status_code, "Mục này chưa được điền." in empty.text) == (422, True)
    assert re.search(r'<option[^>]*selected[^>]*value="Trường B"', empty.text)
    chosen = {"units-unit": "Trường B", "units-decision": "give", "units-reason": "6/9 phiếu"}
    done = browser.post(address, data=chosen, follow_redirects=True).text
    assert ("Đã ghi quyết định." in done, "Ban Tổ chức quyết định: 6/9 phiếu" in done) == (True, True)
    again = browser.post(address, data=chosen)
    assert (again.status_code, "đang đúng như vậy" in again.text) == (422, True)
    table = browser.get(TABLE).text
    assert "trao Giải tập thể" in table
    assert browser.post(f"{TABLE}/don-vi/green", data=chosen).status_code == 404
    observer = make_person()
    grant(observer, edition, Role.OBSERVER)
    db.session.commit()
    assert client_of(observer).post(address, data=chosen).status_code == 403


def test_the_table_is_searched(house: Any) -> None:
    edition, _, organiser, browser = house
    propose_awards(organiser, edition.id)
    page = browser.get(f"{TABLE}?tim=phuong an 3").text
    assert ("KT-003" in page, "KT-001</span>" in page) == (True, False)


def test_an_entry_of_nowhere_is_not_found(house: Any) -> None:
    *_, browser = house
    assert browser.get(f"{TABLE}/999999").status_code == 404
    assert browser.post(f"{TABLE}/999999", data={"tier": "first", "reason": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("role", "reads", "decides"),
    [(Role.SECRETARY, 200, 403), (Role.OBSERVER, 200, 403), (Role.CHAIR, 403, 403), (Role.JUDGE, 403, 403)],
)
def test_who_sees_and_who_decides(house: Any, client_of: Any, db: Any, role: Role, reads: int, decides: int) -> None:
    edition, entries, *_ = house
    person = make_person()
    grant(person, edition, role)
    db.session.commit()
    browser = client_of(person)
    assert browser.get(TABLE).status_code == reads
    assert browser.get(f"{TABLE}/{entries[0].id}").status_code == reads
    for deed in ("de-xuat", "xac-nhan", "mo-lai", str(entries[0].id), f"{entries[0].id}/giai-them"):
        assert browser.post(f"{TABLE}/{deed}").status_code == decides


@pytest.mark.parametrize("page", [TABLE, f"{TABLE}/giai-them"])
def test_the_pages_take_the_same_few_queries_however_many_entries(
    db: Any, client_of: Any, count_queries: Any, page: str
) -> None:
    taken = []
    for slug, entries in (("it", 6), ("nhieu", 70)):
        text = one_round(text_of("small_technical")).replace("certificates:\n", f"{EXTRAS}{YOUNGEST}certificates:\n")
        edition, made, organiser = make_ranked([str(90 - place) for place in range(entries)], text=text, slug=slug)
        propose_awards(organiser, edition.id)
        give_extra(organiser, edition.id, made[2].id, "green", "5/5 phiếu")
        move_award(organiser, edition.id, made[3].id, "second", "7/9 phiếu")
        person = make_person("Ban Tổ chức")
        grant(person, edition, Role.ORGANISER)
        db.session.commit()
        browser = client_of(person)
        with count_queries() as asked:
            assert browser.get(page.replace("/thu-nghiem/", f"/{slug}/")).status_code == 200
        taken.append(asked)
    assert len(taken[0]) == len(taken[1]) <= 8, "\n".join(taken[1])


def test_a_table_drawn_before_has_its_icons_once_and_shows_what_has_changed_since(house: Any) -> None:
    edition, entries, organiser, browser = house
    propose_awards(organiser, edition.id)
    pages = [browser.get(TABLE).text for _ in range(2)]
    move_award(organiser, edition.id, entries[3].id, "second", "Biểu quyết 7/9")
    pages.append(browser.get(TABLE).text)
    for page in pages:
        used, drawn = re.findall(r'href="#(bi-[a-z0-9-]+)"', page), re.findall(r'id="(bi-[a-z0-9-]+)"', page)
        assert set(used) <= set(drawn)
        assert len(drawn) == len(set(drawn))
    assert ("Biểu quyết 7/9" in pages[1], "Biểu quyết 7/9" in pages[2]) == (False, True)


def place_of(entry_id: int, page: str) -> str:
    found = re.search(rf'id="bai-{entry_id}".*?<td class="rank">(\d+)</td>', page, re.DOTALL)
    assert found is not None
    return found[1]


def test_an_entry_that_is_searched_keeps_its_place(house: Any) -> None:
    edition, entries, organiser, browser = house
    propose_awards(organiser, edition.id)
    assert place_of(entries[6].id, browser.get(f"{TABLE}?tim=kt-007").text) == "7"


def test_a_searched_entry_keeps_its_place_in_its_field(db: Any, client_of: Any) -> None:
    text = one_round(text_of("small_technical")).replace("  scope: edition\n", "  scope: field\n")
    assert "scope: field" in text
    edition, entries, organiser = make_ranked(["90", "88", "86", "84"], text=text, fields=["ict", "agri"])
    propose_awards(organiser, edition.id)
    person = make_person("Ban Tổ chức")
    grant(person, edition, Role.ORGANISER)
    db.session.commit()
    browser = client_of(person)
    for page in (browser.get(TABLE).text, browser.get(f"{TABLE}?tim=kt-004").text):
        assert place_of(entries[3].id, page) == "2"

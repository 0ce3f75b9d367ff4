"""The radar's pages: pairs with reasons in words, two works side by side, marks on the desk, lists of old titles."""

import io
import random
import re
from typing import Any

import pytest
from PIL import Image

from contest.foundation.access import OPERATOR, Role
from contest.foundation.jobs import work_all
from contest.screening import actions, queries
from tests.editions.makers import make_edition
from tests.entries.makers import make_entry, workbook
from tests.people.makers import grant, make_person
from tests.screening.radar_photos import photo, resaved
from tests.screening.test_actions_radar import attach

ADDRESS = "/thu-nghiem/tham-dinh/nghi-trung"


@pytest.fixture
def edition(db: Any) -> Any:
    """A contest with two entries that are alike, and one of an earlier contest with the same photograph."""
    made, earlier = make_edition(stage="screening"), make_edition(slug="hoi-thi-cu", stage="published")
    chance = random.Random(8)
    picture = photo(chance)
    first = make_entry(made, "KT-001", title="Máy bóc vỏ đậu phụng tại nhà", authors=("Nguyễn Văn Kín",))
    make_entry(made, "KT-002", title="Thiết bị tách vỏ lạc", authors=("Trần Thị Riêng",))
    make_entry(made, "KT-003", title="Gậy hái xoài")
    old = make_entry(earlier, "CU-009", title="Nhịp sống mới", authors=("Lê Văn Giấu",), unit="Trường Cũ")
    attach(first, picture, "may.jpg", "image/jpeg", "photos", db)
    attach(old, resaved(picture, chance), "cu.jpg", "image/jpeg", "photos", db)
    db.session.commit()
    actions.ask_radar(OPERATOR, made.id)
    work_all()
    return made


@pytest.fixture
def office(edition: Any, client_of: Any) -> Any:
    """The browser of somebody of the secretariat."""
    person = make_person("Phạm Thị Ái")
    grant(person, edition, Role.SECRETARY)
    return client_of(person)


def test_the_list_says_why_in_words_and_names_no_person(office: Any) -> None:
    text = office.get(ADDRESS).text
    assert "cùng 3 trong 3 từ của tên" in text
    assert "ảnh giống nhau" in text
    assert not any(name in text for name in ("Nguyễn Văn Kín", "Trần Thị Riêng", "Lê Văn Giấu"))


def test_the_desk_marks_the_entries_and_the_check_page_leads_to_the_pair(office: Any, edition: Any) -> None:
    assert "Nghi trùng 2 hồ sơ" in office.get("/thu-nghiem/tham-dinh").text
    pair = queries.pair_rows(edition.id, "open", 1, 50).rows[0]
    card = queries.pair_card(edition.id, pair.id)
    assert card is not None
    assert f"{ADDRESS}/{pair.id}" in office.get(f"/thu-nghiem/tham-dinh/{card.first.entry_id}").text


def test_the_pair_page_marks_what_matches_and_takes_the_verdict(office: Any, edition: Any) -> None:
    pair = next(row for row in queries.pair_rows(edition.id, "open", 1, 50).rows if row.other_code == "KT-002")
    text = office.get(f"{ADDRESS}/{pair.id}").text
    assert "<mark>bóc vỏ đậu phụng</mark>" in text
    assert "<mark>tách vỏ lạc</mark>" in text
    bad = office.post(f"{ADDRESS}/{pair.id}", data={"verdict": "other_use", "note": ""})
    assert bad.status_code == 422
    assert "Hãy ghi hai giải pháp khác nhau ở công dụng nào." in bad.text
    good = office.post(f"{ADDRESS}/{pair.id}", data={"verdict": "same", "note": "Một máy, hai tên."})
    assert good.status_code == 303
    assert "Một máy, hai tên." in office.get(f"{ADDRESS}/{pair.id}").text
    judged = office.get(f"{ADDRESS}?nhom=judged").text
    assert "Trùng" in judged
    assert "KT-002" in judged
    assert "Nghi trùng 1 hồ sơ" in office.get("/thu-nghiem/tham-dinh").text


def test_pictures_of_both_sides_are_shown_small_and_no_other_file_is(office: Any, edition: Any) -> None:
    pair = next(row for row in queries.pair_rows(edition.id, "open", 1, 50).rows if row.other_code == "CU-009")
    text = office.get(f"{ADDRESS}/{pair.id}").text
    pictures = re.findall(rf'src="({ADDRESS}/{pair.id}/anh/\d+)"', text)
    assert len(pictures) == 2
    for address in pictures:
        answer = office.get(address)
        assert answer.mimetype == "image/jpeg"
        assert max(Image.open(io.BytesIO(answer.data)).size) <= 640
    other = next(row for row in queries.pair_rows(edition.id, "open", 1, 50).rows if row.other_code == "KT-002")
    strange = pictures[1].replace(f"/{pair.id}/", f"/{other.id}/")
    assert office.get(strange).status_code == 404


def test_a_pair_of_another_edition_is_not_there(office: Any, edition: Any) -> None:
    pair = queries.pair_rows(edition.id, "open", 1, 50).rows[0]
    grant_elsewhere = f"/hoi-thi-cu/tham-dinh/nghi-trung/{pair.id}"
    assert office.get(grant_elsewhere).status_code == 403
    assert office.get(f"{ADDRESS}/99999").status_code == 404


def test_an_observer_sees_neither_pairs_nor_marks(edition: Any, client_of: Any) -> None:
    person = make_person("Người giám sát")
    grant(person, edition, Role.OBSERVER)
    observer = client_of(person)
    assert observer.get(ADDRESS).status_code == 403
    assert "Nghi trùng" not in observer.get("/thu-nghiem/tham-dinh").text


def test_a_list_of_old_titles_comes_in_by_browser_or_says_where_it_is_wrong(office: Any) -> None:
    faulty = workbook(("Năm", "Tên giải pháp"), (2019, None))
    answer = office.post(f"{ADDRESS}/ten-cu", data={"file": (faulty, "cu.xlsx")})
    assert answer.status_code == 422
    assert "Dòng này chưa có tên giải pháp." in answer.text
    good = workbook(("Năm", "Tên giải pháp", "Giải"), (2019, "Cối xay bột đá", "Giải Nhì"))
    assert office.post(f"{ADDRESS}/ten-cu", data={"file": (good, "cu.xlsx")}).status_code == 303
    page = office.get(f"{ADDRESS}/ten-cu").text
    assert "2019: 1 tên" in page
    (back,) = re.findall(r'action="([^"]*/rut-lai)"', page)
    assert "Đã rút lại 1 tên giải pháp cũ." in office.post(back, follow_redirects=True).text
    assert "Danh sách này đã được rút lại rồi." in office.post(back, follow_redirects=True).text


def test_asking_for_a_sweep_says_that_it_runs(office: Any) -> None:
    assert office.post(f"{ADDRESS}/quet").status_code == 303
    assert "Đang đối chiếu." in office.get(ADDRESS).text

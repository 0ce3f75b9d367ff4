"""The pages of things that are handed over, through the real database; all invented."""

import io
import re
from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from openpyxl import load_workbook

from contest.ceremony.queries.items import item_book, items
from contest.people.models import Person
from tests.ceremony.makers import POINTS, make_stage
from tests.results.makers import make_decided

ClientOf = Callable[[Person], FlaskClient]
BOOK = "/thu-nghiem/le-trao-giai/hien-vat"
HANDING = f"{BOOK}/trao"


def stocked(browser: FlaskClient, edition_id: int) -> dict[str, int]:
    """What the regulation gives is listed and came in, exactly as much as is needed; names with their keys."""
    assert browser.post(BOOK, data={"deed": "usual"}).status_code == 303
    for place, balance in enumerate(item_book(edition_id).balances):
        came = {"deed": "stocked", "item": balance.item_id, "count": balance.needed, "key": f"k{place}"}
        assert browser.post(BOOK, data=came).status_code == 303
    return {item.name: item.id for item in items(edition_id)}


def test_winners_get_theirs_the_absent_later_and_the_book_comes_to_zero(db: Any, client_of: ClientOf) -> None:
    stage = make_stage()
    browser = client_of(stage.person)
    edition_id = stage.edition.id
    names = stocked(browser, edition_id)
    assert "Phong bì tiền thưởng" in names
    assert "Khớp:" in browser.get(BOOK).text
    groups = list(dict.fromkeys(award.group for award in item_book(edition_id).awards))
    assert len(groups) == 3
    for group in groups:
        assert browser.post(HANDING, data={"deed": "pack", "group": group, "key": f"p-{group}"}).status_code == 303
    assert "ở bàn trao chưa cất lại" in browser.get(BOOK).text
    absent = item_book(edition_id).awards[0]
    for group in groups:
        handed = {"deed": "hand", "group": group, "absent": [absent.ref], "key": f"h-{group}"}
        assert browser.post(HANDING, data=handed).status_code == 303
        assert browser.post(HANDING, data=handed).status_code == 303
    book = item_book(edition_id)
    assert book.differences == []
    own = len(book.due_of(absent.ref))
    assert sum(each.to_give for each in book.balances) == own
    nobody = browser.post(HANDING, data={"deed": "collect", "award": absent.ref, "key": "c"})
    assert nobody.status_code == 422
    assert "Hãy ghi ai đến nhận" in nobody.text
    came = {"deed": "collect", "award": absent.ref, "note": "Chị Hoa, có giấy giới thiệu", "key": "c"}
    for _ in range(2):
        assert browser.post(HANDING, data=came).status_code == 303
    book = item_book(edition_id)
    assert book.differences == []
    assert [(each.to_give, each.place.store) for each in book.balances] == [(0, 0)] * len(book.balances)
    assert "Chị Hoa, có giấy giới thiệu" in browser.get(BOOK).text


def test_what_is_not_there_is_not_laid_out_and_a_wrong_count_is_told(db: Any, client_of: ClientOf) -> None:
    stage = make_stage()
    browser = client_of(stage.person)
    browser.post(BOOK, data={"deed": "usual"})
    group = item_book(stage.edition.id).awards[0].group
    refused = browser.post(HANDING, data={"deed": "pack", "group": group, "key": "p"})
    assert refused.status_code == 422
    assert "Trong kho chỉ còn 0" in refused.text
    item = items(stage.edition.id)[0]
    assert "Chưa khớp" in browser.get(BOOK).text
    spoilt = browser.post(BOOK, data={"deed": "spoilt", "item": item.id, "count": "1", "key": "s"})
    assert spoilt.status_code == 422
    browser.post(BOOK, data={"deed": "stocked", "item": item.id, "count": "9", "key": "a"})
    browser.post(BOOK, data={"deed": "counted", "item": item.id, "count": "7", "key": "b"})
    assert "kiểm đếm lệch -2" in browser.get(BOOK).text
    assert browser.post(BOOK, data={"deed": "remove", "item": item.id}).status_code == 422


def test_without_things_nothing_is_said_to_be_handed_over(db: Any, client_of: ClientOf) -> None:
    page = client_of(make_stage().person).get(f"{BOOK}/trao").text
    assert "Chưa có hiện vật nào" in page
    assert "Đã trao đủ" not in page


def test_what_each_award_gets_is_said_once_and_is_on_the_packing_list(db: Any, client_of: ClientOf) -> None:
    stage = make_stage()
    browser = client_of(stage.person)
    browser.post(BOOK, data={"deed": "add", "kind": "cup", "name": "Cúp pha lê", "per": "author"})
    page = browser.get(f"{BOOK}/dinh-muc").text
    field = re.findall(r'name="(n-\d+-\d+)"', page)[0]
    assert browser.post(f"{BOOK}/dinh-muc", data={field: "2"}).status_code == 303
    balance = item_book(stage.edition.id).balances[0]
    assert balance.needed == 2
    made = browser.post(f"{BOOK}/danh-sach")
    cells = [cell.value for row in load_workbook(io.BytesIO(made.data)).active.iter_rows() for cell in row]
    assert "Cúp pha lê" in cells
    assert all(entry.code in cells for entry in stage.entries)
    assert len(POINTS) == len(stage.entries)


def test_before_the_seal_nothing_is_needed(db: Any, client_of: ClientOf) -> None:
    edition, _, _, person = make_decided()
    browser = client_of(person)
    browser.post(BOOK, data={"deed": "usual"})
    assert "chưa được niêm phong" in browser.get(BOOK).text
    assert item_book(edition.id).dues == []

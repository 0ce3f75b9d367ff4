"""The gallery shows what the office chose of what is published, and of whom it may today; all invented."""

import io
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from PIL import Image

from contest.entries.models import EntryFile
from contest.foundation.refusal import Refusal
from contest.results import actions
from contest.results.models import Showcase
from contest.results.rules.showcase import LONGEST_SUMMARY, Presented, why_not_present
from tests.editions.makers import text_of
from tests.papers.makers import attach
from tests.prizes.test_actions import one_round
from tests.results.makers import born, consent, make_decided, withdraw

PAGE = "/thu-nghiem/ket-qua/giai-phap"
OFFICE = "/thu-nghiem/cong-bo/giai-phap"
PHOTOGRAPHS = "\nconsents: [publish_name, photographs]\n"


def picture(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (900, 700), colour).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def sealed(db: Any) -> Any:
    """Three prizes; the first solution has two pictures, and its author agreed to photographs."""
    edition, entries, organiser, person = make_decided(text=one_round(text_of("small_technical")) + PHOTOGRAPHS)
    for entry, title in zip(entries, ("Máy gặt lúa cầm tay", "Bếp đun trấu", "Lọc nước giếng"), strict=True):
        entry.title = title
    attach(entries[0], "photos", picture("#a33"), "Mặt trước.jpg", "image/jpeg")
    attach(entries[0], "photos", picture("#3a3"), "Mặt sau.jpg", "image/jpeg")
    author = born(entries[0], date(1980, 1, 1))
    consent(author, "self", purpose="photographs")
    actions.seal_results(organiser, edition.id)
    db.session.commit()
    keys = [each.id for each in db.session.query(EntryFile).order_by(EntryFile.id)]
    return edition, entries, organiser, person, keys, author


def test_nothing_is_shown_before_the_result_is_public(client: FlaskClient, sealed: Any) -> None:
    edition, entries, organiser, _, keys, _ = sealed
    actions.present_entry(organiser, edition.id, entries[0].id, Presented("Gọn nhẹ", tuple(keys)))
    addresses = (PAGE, f"{PAGE}/{entries[0].id}", f"{PAGE}/{entries[0].id}/anh/{keys[0]}-nho.jpg")
    assert [client.get(each).status_code for each in addresses] == [404, 404, 404]
    actions.publish_results(organiser, edition.id)
    assert [client.get(each).status_code for each in addresses] == [200, 200, 200]
    actions.retract_publication(organiser, edition.id, "Sai sót")
    assert [client.get(each).status_code for each in addresses] == [404, 404, 404]


def test_only_chosen_pictures_are_shown_and_they_say_nothing_but_pixels(client: FlaskClient, sealed: Any) -> None:
    edition, entries, organiser, _, keys, _ = sealed
    actions.publish_results(organiser, edition.id)
    address = f"{PAGE}/{entries[0].id}"
    assert "<img" not in client.get(PAGE).text.split("<main")[1]
    actions.present_entry(organiser, edition.id, entries[0].id, Presented(pictures=(keys[1],)))
    assert f"anh/{keys[1]}-nho.jpg" in client.get(PAGE).text
    assert client.get(f"{address}/anh/{keys[0]}-nho.jpg").status_code == 404
    answer = client.get(f"{address}/anh/{keys[1]}-nho.jpg")
    made = Image.open(io.BytesIO(answer.data))
    assert (answer.mimetype, max(made.size), dict(made.getexif())) == ("image/jpeg", 640, {})
    assert "no-cache" in answer.headers["Cache-Control"]


def test_a_consent_taken_back_hides_the_picture_and_the_name_at_once(client: FlaskClient, sealed: Any) -> None:
    edition, entries, organiser, _, keys, author = sealed
    words = f"{author.name} nghĩ ra trong một vụ gặt."
    actions.present_entry(organiser, edition.id, entries[0].id, Presented(words, (keys[0],)))
    actions.publish_results(organiser, edition.id)
    address = f"{PAGE}/{entries[0].id}"
    page = client.get(address).text
    assert author.name in page
    assert f"anh/{keys[0]}" in page
    head = page.split("</head>")[0]
    assert 'property="og:title" content="Máy gặt lúa cầm tay"' in head
    assert author.name not in head
    consent(author, "self")
    withdraw(author)
    page = client.get(address).text
    assert author.name not in page
    assert "nghĩ ra trong một vụ gặt" in page
    assert f"anh/{keys[0]}" not in page
    assert client.get(f"{address}/anh/{keys[0]}-nho.jpg").status_code == 404


def test_the_gallery_is_searched_without_accents_and_narrowed(client: FlaskClient, sealed: Any) -> None:
    edition, entries, organiser, _, _, _ = sealed
    actions.publish_results(organiser, edition.id)
    assert "Máy gặt lúa" in client.get(f"{PAGE}?tim=may+gat").text
    assert "Bếp đun trấu" not in client.get(f"{PAGE}?tim=may+gat").text
    assert "Không có giải pháp nào khớp" in client.get(f"{PAGE}?giai=khong-co").text
    actions.present_entry(organiser, edition.id, entries[1].id, Presented(is_left_out=True))
    assert "Bếp đun trấu" not in client.get(PAGE).text
    assert client.get(f"{PAGE}/{entries[1].id}").status_code == 404
    assert "Bếp đun trấu" in client.get("/thu-nghiem/ket-qua").text


def test_the_office_chooses_on_its_page_and_the_dossier_stays(sealed: Any, client_of: Any, db: Any) -> None:
    _, entries, _, person, keys, _ = sealed
    browser, address = client_of(person), f"{OFFICE}/{entries[0].id}"
    before = entries[0].summary
    assert "Chọn ảnh đầu tiên cho 1 giải pháp" in browser.get(OFFICE).text
    assert browser.post(OFFICE).status_code == 303
    sent = {"version": "1", "anh": [str(key) for key in keys], "dau": str(keys[1]), "place": "2"}
    sent["summary"] = "Gọn, nhẹ."
    assert browser.post(address, data=sent).status_code == 303
    kept = db.session.query(Showcase).one()
    assert (kept.pictures, kept.summary, kept.place, kept.version) == ([keys[1], keys[0]], "Gọn, nhẹ.", 2, 2)
    late = browser.post(address, data=sent)
    assert (late.status_code, "Có người vừa sửa trang này" in late.text, "Gọn, nhẹ." in late.text) == (422, True, True)
    db.session.expire_all()
    assert entries[0].summary == before


def test_a_picture_of_another_dossier_cannot_be_chosen(sealed: Any) -> None:
    edition, entries, organiser, _, keys, _ = sealed
    with pytest.raises(Refusal) as refused:
        actions.present_entry(organiser, edition.id, entries[1].id, Presented(pictures=(keys[0],)))
    assert [reason.code for reason in refused.value.reasons] == ["showcase_picture_gone"]


def test_all_that_is_wrong_is_said_at_once() -> None:
    wanted = Presented("a" * (LONGEST_SUMMARY + 1), tuple(range(7)), place=0)
    assert [(reason.code, reason.where) for reason in why_not_present(wanted, range(3))] == [
        ("showcase_summary_long", "summary"),
        ("showcase_pictures_many", "pictures"),
        ("showcase_picture_gone", "pictures"),
        ("showcase_place", "place"),
    ]

"""Paper and models at the desk: envelopes in seconds, a thing opened from its label, slips to sign."""

import io
import re
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from contest.entries import actions, queries
from contest.entries.models import Entry
from contest.foundation.access import Role
from tests.editions.makers import make_edition
from tests.entries.makers import make_entry, picture
from tests.people.makers import actor_of, grant, make_person

QUICK = "/thu-nghiem/danh-muc/nhan-nhanh"


@pytest.fixture
def edition(db: Any) -> Any:
    """A small technical contest that takes dossiers; paper counts by its postmark."""
    return make_edition()


@pytest.fixture
def ada(edition: Any) -> Any:
    """Somebody of the secretariat."""
    person = make_person("Phạm Thị Ái")
    grant(person, edition, Role.SECRETARY)
    return person


@pytest.fixture
def office(client_of: Any, ada: Any) -> Any:
    """Their browser."""
    return client_of(ada)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


ENVELOPE = {
    "title": "Máy gặt lúa mini",
    "authors": "Nguyễn Văn Bình | 05/03/1990; Trần Thị Hoà",
    "unit": "Hợp tác xã Bình Minh",
    "field_key": "mech",
    "sent_on": "01/06/2026",
}


def test_one_envelope_after_another_and_the_bundle_stays_typed(office: Any, edition: Any, db: Any) -> None:
    answer = office.post(QUICK, data=ENVELOPE | {"parts": ["description"], "models": "1"})
    assert answer.status_code == 303
    page = text_of(office.get(answer.location))
    assert "biên nhận số 1" in page
    assert "KT-001" in page
    assert "Mô hình 1" in page
    assert 'value="Hợp tác xã Bình Minh"' in page
    assert 'value="01/06/2026"' in page
    assert 'name="title" type="text" value=""' in page
    entry = db.session.query(Entry).one()
    facts = queries.held(edition.id)[entry.id].facts
    assert [author.name for author in facts.authors] == ["Nguyễn Văn Bình", "Trần Thị Hoà"]
    assert str(facts.authors[0].birth_on) == "1990-03-05"
    assert facts.authors[0].is_representative


def test_only_what_is_needed_is_marked_and_faults_stand_at_their_fields(office: Any, edition: Any) -> None:
    page = office.get(QUICK).get_data(as_text=True)
    required = {name for name in ("title", "authors", "field_key", "unit", "code", "sent_on") if _needs(page, name)}
    assert required == {"title", "authors", "field_key"}
    answer = office.post(QUICK, data={"title": "", "authors": "Lê Văn A | 31/02/2000", "sent_on": "hôm qua"})
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert 'value="Lê Văn A | 31/02/2000"' in page
    assert 'id="sent_on-error"' in page
    answer = office.post(QUICK, data={"title": "", "authors": "Lê Văn A | 31/02/2000"})
    for place in ("title", "field_key", "authors"):
        assert f'id="{place}-error"' in answer.get_data(as_text=True)
    full = office.get("/thu-nghiem/danh-muc/ho-so-giay").get_data(as_text=True)
    assert {name for name in ("title", "field_key", "summary", "phone", "answer_known") if _needs(full, name)} == {
        "title",
        "field_key",
    }


def _needs(page: str, name: str) -> bool:
    (tag,) = re.findall(rf'<(?:input|select|textarea)[^>]*\bname="{name}"[^>]*>', page)
    return 'aria-required="true"' in tag


def test_a_label_opens_the_thing_on_a_telephone_and_the_next_step_is_one_tap(
    office: Any, client: Any, ada: Any, edition: Any
) -> None:
    checked = actions.check_in(
        actor_of(ada, (Role.SECRETARY, edition)), edition.id, make_entry(edition).id, "model", "1 thùng"
    )
    url = f"/thu-nghiem/hien-vat/{checked.short_code}"
    answer = client.get(url)
    assert (answer.status_code, "next=" in answer.location) == (303, True)
    page = text_of(office.get(url))
    assert "Cất vào chỗ" in page
    assert 'capture="environment"' in page
    answer = office.post(url, data={"state": "stored", "place": "", "seen": "received"})
    assert (answer.status_code, "Hãy ghi để ở đâu" in text_of(answer)) == (422, True)
    photo = {"photo": (io.BytesIO(picture()), "anh.jpg"), "state": "stored", "place": "Kho A", "seen": "received"}
    assert office.post(url, data=photo, content_type="multipart/form-data").status_code == 303
    page = text_of(office.get(url))
    assert "Đã cất giữ: Kho A – Phạm Thị Ái" in page
    (link,) = re.findall(r'href="([^"]+/anh/\d+)"', page)
    with office.get(link) as answer:
        shown = Image.open(io.BytesIO(answer.get_data()))
    assert (shown.format, dict(shown.getexif())) == ("JPEG", {})
    assert office.post(url, data={"state": "shown", "place": "Gian 1", "seen": "received"}).status_code == 422
    assert office.get("/thu-nghiem/hien-vat/ABCDEF").status_code == 404


def test_the_code_is_typed_where_there_is_no_camera_and_the_list_says_what_is_still_here(
    office: Any, ada: Any, edition: Any
) -> None:
    actor = actor_of(ada, (Role.SECRETARY, edition))
    first = actions.check_in(actor, edition.id, make_entry(edition, "KT-001").id, "model", place="Kho A")
    second = actions.check_in(actor, edition.id, make_entry(edition, "KT-002").id, "model", place="Kho A")
    actions.move_thing(actor, edition.id, second.id, "returned", "", "Ông Bình")
    url = "/thu-nghiem/hien-vat"
    typed = f"{first.short_code[:3]}-{first.short_code[3:]}".lower()
    assert office.get(f"{url}?ma={typed}").location.endswith(first.short_code)
    assert "Không có nhãn mã “sai”" in text_of(office.get(f"{url}?ma=sai"))
    page = text_of(office.get(url))
    assert "KT-001" in page
    assert "KT-002" not in page
    assert "KT-002" in text_of(office.get(f"{url}?trang_thai="))
    slip = text_of(office.get(f"{url}/phieu?hv={first.id}"))
    assert "Bên giao" in slip
    assert "KT-001" in slip
    assert "Cộng: 1 hiện vật." in slip


def test_what_is_no_photograph_is_refused_at_its_field_and_the_words_stay(office: Any, edition: Any) -> None:
    url = f"/thu-nghiem/danh-muc/{make_entry(edition).id}/hien-vat"
    typed = {"kind": "model", "words": "mô hình gỗ", "place": "Kho 1", "photo": (io.BytesIO(b"MZ" * 99), "anh.jpg")}
    answer = office.post(url, data=typed)
    assert answer.status_code == 422
    page = text_of(answer)
    assert 'id="photo-error"' in page
    assert "mô hình gỗ" in page


def test_the_entrant_reads_that_the_model_is_there_and_not_where(
    office: Any, client_of: Any, ada: Any, edition: Any
) -> None:
    binh = make_person("Nguyễn Văn Bình")
    entry = make_entry(edition, owner=binh)
    url = f"/thu-nghiem/danh-muc/{entry.id}/hien-vat"
    assert office.post(url, data={"kind": "model", "words": "mô hình gỗ", "place": "Kho bí mật"}).status_code == 303
    page = text_of(client_of(binh).get(f"/thu-nghiem/ho-so/{entry.id}"))
    assert "Ban Thư ký đã nhận" in page
    assert "Kho bí mật" not in page
    record = text_of(office.get(f"/thu-nghiem/danh-muc/{entry.id}"))
    assert "Kho bí mật" in record


def test_the_list_of_things_asks_the_same_number_of_questions_for_few_and_many(
    office: Any, ada: Any, edition: Any, count_queries: Any
) -> None:
    numbers = []
    for start, stop in ((0, 2), (2, 40)):
        for place in range(start, stop):
            entry = make_entry(edition, f"KT-{place:03}")
            actions.check_in(
                actor_of(ada, (Role.SECRETARY, edition)), edition.id, entry.id, "model", place=f"Kho {place % 3}"
            )
        with count_queries() as asked:
            office.get("/thu-nghiem/hien-vat")
        numbers.append(len(asked))
    assert numbers[0] == numbers[1] <= 8


def test_labels_of_things_are_printed_with_the_address_that_opens_them(office: Any, ada: Any, edition: Any) -> None:
    actor = actor_of(ada, (Role.SECRETARY, edition))
    thing = actions.check_in(actor, edition.id, make_entry(edition).id, "model")
    url = "/thu-nghiem/hien-vat/nhan.pdf"
    for address in (f"{url}?hv={thing.id}", url, f"{url}?hv={thing.id}&kho=le"):
        with office.get(address) as answer:
            assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
            words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.get_data())).pages)
        assert "KT-001" in words
        assert f"{thing.short_code[:3]}-{thing.short_code[3:]}" in words
        # A model stands before the judges with its label on.
        assert "Hợp tác xã" not in words
    assert office.get(f"{url}?hv=999999").status_code == 404


def test_a_picture_of_a_model_is_looked_at_small_and_fetched_whole(
    office: Any, edition: Any, ada: Any, db: Any
) -> None:
    make_entry(edition)
    entry_id = db.session.query(Entry.id).scalar()
    form = {"kind": "model", "photo": (io.BytesIO(picture()), "may.jpg")}
    office.post(f"/thu-nghiem/danh-muc/{entry_id}/hien-vat", data=form, content_type="multipart/form-data")
    (thing,) = queries.things_of(entry_id)
    here = f"/thu-nghiem/hien-vat/{thing.short_code}"
    address = re.search(rf'src="({here}/anh/\d+)/nho"', office.get(here).get_data(as_text=True))
    assert address is not None
    for what in ("nho", "vua"):
        with office.get(f"{address[1]}/{what}") as answer:
            assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
            assert not answer.headers.get("Content-Disposition", "inline").startswith("attachment")
    assert office.get(f"{address[1]}/trang-1").status_code == 404
    with office.get(address[1]) as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment")

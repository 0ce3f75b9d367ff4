"""More time for everybody: a numbered decision, shown to all at once, and no part of the regulation's text."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from contest.editions.queries import extensions, regulation_of, regulation_text, regulations
from contest.foundation.access import Role
from contest.foundation.ledger import LedgerEvent
from tests.editions.makers import make_edition
from tests.people.makers import grant, make_person

URL = "/thu-nghiem/quan-ly/gia-han"
WHOLE = {
    "until": "15/07/2030",
    "clock": "",
    "number": "15/TB-BTC",
    "decided_on": "20/06/2026",
    "reason": "Ảnh hưởng của bão",
}


@pytest.fixture
def edition(db: Any) -> Any:
    """A small technical contest that takes dossiers until 30/06/2030."""
    return make_edition()


@pytest.fixture
def organiser(client_of: Any, edition: Any) -> Any:
    """The browser of somebody of the committee."""
    person = make_person("Trần Văn Cả")
    grant(person, edition, Role.ORGANISER)
    return client_of(person)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def test_an_extension_needs_its_decision_and_lies_behind_the_deadline(organiser: Any, edition: Any, at: Any) -> None:
    at("2026-06-25T09:00")
    answer = organiser.post(URL, data=WHOLE | {"until": "30/06/2030", "number": "", "decided_on": "", "reason": ""})
    page = text_of(answer)
    assert answer.status_code == 422
    for words in ("phải sau hạn đang công bố", "số của quyết định", "ngày của quyết định", "lý do gia hạn"):
        assert words in page
    assert extensions(edition.id) == []


def test_everybody_sees_the_new_deadline_and_why_and_the_text_stays_as_it_was(
    organiser: Any, client: Any, edition: Any, at: Any, db: Any
) -> None:
    at("2026-06-25T09:00")
    before = regulation_text(edition.id)
    assert organiser.post(URL, data=WHOLE).status_code == 303
    for address in ("/thu-nghiem/", "/thu-nghiem/the-le"):
        page = text_of(client.get(address))
        assert "15/TB-BTC" in page
        assert "Ảnh hưởng của bão" in page
        assert "17:00 ngày 15/07/2030" in page
    assert regulation_text(edition.id) == before
    window = regulation_of(edition.id).timeline.submission
    assert (window.enforced_deadline - window.shown_deadline).total_seconds() == 6 * 3600 + 59 * 60
    assert regulations([edition.id])[edition.id].timeline.submission == window
    event = db.session.scalars(select(LedgerEvent).where(LedgerEvent.kind == "deadline.extended")).one()
    assert event.payload["number"] == "15/TB-BTC"


def test_the_extension_is_no_change_of_an_amendment(organiser: Any, edition: Any, at: Any) -> None:
    at("2026-06-25T09:00")
    organiser.post(URL, data=WHOLE)
    organiser.get(URL)
    text = regulation_text(edition.id).replace("max: 5, shares", "max: 4, shares")
    page = text_of(organiser.post("/thu-nghiem/quan-ly/the-le-tep", data={"text": text}))
    assert "Xem trước sửa đổi" in page
    assert "15/07/2030" not in page.split("Hồ sơ đổi kết quả đối chiếu")[0]


def test_the_latest_extension_holds_and_none_is_given_after_dossiers_are_closed(
    organiser: Any, edition: Any, at: Any
) -> None:
    at("2026-06-25T09:00")
    organiser.post(URL, data=WHOLE)
    organiser.post(URL, data=WHOLE | {"until": "20/07/2030", "number": "16/TB-BTC"})
    assert [one.number for one in extensions(edition.id)] == ["16/TB-BTC", "15/TB-BTC"]
    assert regulation_of(edition.id).timeline.submission.shown_deadline.day == 20
    edition.stage = "closed"
    answer = organiser.post(URL, data=WHOLE | {"until": "25/07/2030"})
    assert (answer.status_code, "đang nhận hồ sơ" in text_of(answer)) == (422, True)

"""The desk: the queue, the evidence, the decision, and many at once with a preview."""

import re
from typing import Any

import pytest

from contest.entries.models import Entry
from contest.foundation.access import Role
from tests.editions.makers import make_edition
from tests.entries.makers import make_entry, workbook
from tests.people.makers import grant, make_person


@pytest.fixture
def edition(db: Any) -> Any:
    """A small technical contest whose dossiers are being looked at."""
    return make_edition(stage="screening")


@pytest.fixture
def desk(client_of: Any, edition: Any) -> Any:
    """The browser of somebody of the secretariat."""
    ada = make_person("Phạm Thị Ái")
    grant(ada, edition, Role.SECRETARY)
    return client_of(ada)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def test_the_queue_shows_who_waits_and_what_does_not_fit(desk: Any, edition: Any) -> None:
    assert "Không còn hồ sơ nào chờ thẩm định" in text_of(desk.get("/thu-nghiem/tham-dinh"))
    make_entry(edition, "KT-001")
    make_entry(edition, "KT-002", status="eligible")
    page = text_of(desk.get("/thu-nghiem/tham-dinh"))
    assert "Bắt đầu từ KT-001" in page
    assert "không đạt" in page
    assert "KT-002" not in page
    assert "KT-002" in text_of(desk.get("/thu-nghiem/tham-dinh?nhom=eligible"))
    assert desk.get("/thu-nghiem/tham-dinh?nhom=nonsense").status_code == 200


def test_one_goes_through_the_queue_decision_by_decision(desk: Any, edition: Any, db: Any) -> None:
    first, second = make_entry(edition, "KT-001"), make_entry(edition, "KT-002")
    url = f"/thu-nghiem/tham-dinh/{first.id}"
    page = text_of(desk.get(url))
    assert "Có Bản mô tả giải pháp" in page
    assert f"/thu-nghiem/tham-dinh/{second.id}" in page
    answer = desk.post(url, data={"verdict": "ineligible", "reason": ""})
    assert (answer.status_code, "Hãy ghi lý do để tác giả biết." in text_of(answer)) == (422, True)
    answer = desk.post(url, data={"verdict": "needs_supplement", "reason": "Bản mô tả", "supplement_by": "31/02/2099"})
    assert (answer.status_code, "“31/02/2099” không có trong lịch" in text_of(answer)) == (422, True)
    assert "Bản mô tả</textarea>" in text_of(answer)
    answer = desk.post(url, data={"verdict": "eligible"})
    assert (answer.status_code, answer.location) == (303, f"/thu-nghiem/tham-dinh/{second.id}")
    assert db.session.get(Entry, first.id).status == "eligible"
    assert "đang có hiệu lực" in text_of(desk.get(url))
    assert desk.post(url, data={}).status_code == 422


def test_many_are_accepted_only_after_they_were_looked_at(desk: Any, edition: Any, db: Any) -> None:
    first, second = make_entry(edition, "KT-001"), make_entry(edition, "KT-002")
    url = "/thu-nghiem/tham-dinh/chap-nhan"
    assert desk.post(url, data={}).status_code == 303
    page = text_of(desk.post(url, data={"all": "y"}))
    assert "Chấp nhận 2 hồ sơ" in page
    assert db.session.get(Entry, first.id).status == "submitted"
    assert desk.post(url, data={"entry": [str(first.id)], "confirmed": "y"}).status_code == 303
    assert db.session.get(Entry, first.id).status == "eligible"
    assert db.session.get(Entry, second.id).status == "submitted"
    assert desk.post(url, data={"entry": ["x", "-1", "9" * 40]}).status_code in (200, 303)


def test_decisions_come_from_a_file(desk: Any, edition: Any, db: Any) -> None:
    entry = make_entry(edition, "KT-001")
    url = "/thu-nghiem/tham-dinh/nhap"
    assert desk.get(url).status_code == 200
    assert desk.post(url, data={}).status_code == 422
    bad = workbook(("Mã số", "Kết luận"), ("KT-009", "Hợp lệ"))
    answer = desk.post(url, data={"file": (bad, "kl.xlsx")}, content_type="multipart/form-data")
    assert (answer.status_code, "Dòng 2, cột “Mã số” (ô A2):" in text_of(answer)) == (422, True)
    good = workbook(("Mã số", "Kết luận"), ("KT-001", "Hợp lệ"))
    answer = desk.post(url, data={"file": (good, "kl.xlsx")}, content_type="multipart/form-data")
    assert answer.status_code == 303
    assert db.session.get(Entry, entry.id).status == "eligible"


def test_an_observer_looks_and_decides_nothing(client_of: Any, edition: Any) -> None:
    ira = make_person("Bùi Thị Ơn")
    grant(ira, edition, Role.OBSERVER)
    entry = make_entry(edition)
    browser = client_of(ira)
    page = text_of(browser.get("/thu-nghiem/tham-dinh"))
    assert "KT-001" in page
    assert "chấp nhận các hồ sơ" not in page
    assert browser.get(f"/thu-nghiem/tham-dinh/{entry.id}").status_code == 403
    assert browser.post("/thu-nghiem/tham-dinh/chap-nhan", data={"all": "y"}).status_code == 403

"""The pages of deadlines: the office gives time and codes, late ones come in, all are told what still works."""

import re
from typing import Any

import pytest

from contest.entries import queries
from contest.foundation.access import Role
from tests.editions.makers import make_edition
from tests.entries.makers import authors_typed, drafted, solution_typed
from tests.people.makers import actor_of, grant, make_person


@pytest.fixture
def edition(db: Any) -> Any:
    """A small technical contest that takes dossiers."""
    return make_edition()


@pytest.fixture
def office(client_of: Any, edition: Any) -> Any:
    """The browser of somebody of the secretariat."""
    ada = make_person("Phạm Thị Ái")
    grant(ada, edition, Role.SECRETARY)
    return client_of(ada)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


TIME = {"until": "03/07/2030", "clock": "16:30", "reason": "Mất điện"}


def test_the_office_hands_out_a_code_and_the_late_one_comes_in(
    office: Any, client_of: Any, edition: Any, at: Any
) -> None:
    binh = make_person("Nguyễn Văn Bình")
    entry_id = drafted(actor_of(binh), edition, solution_typed(), authors_typed(), "description")
    at("2030-07-01T09:00")
    url = "/thu-nghiem/danh-muc/han-nop"
    page = text_of(office.get(url))
    assert "23:59 ngày 30/06/2030 (chỉ Ban Thư ký biết)" in page
    answer = office.post(f"{url}/ma", data={"code-given_to": "Ông Bình", "code-until": "31/02/2030"})
    assert (answer.status_code, "không có trong lịch" in text_of(answer)) == (422, True)
    assert 'value="Ông Bình"' in text_of(answer)
    answer = office.post(f"{url}/ma", data={"code-given_to": "Ông Bình"} | {f"code-{k}": v for k, v in TIME.items()})
    (code,) = re.findall(r'<b class="code">([A-Z0-9-]+)</b>', answer.get_data(as_text=True))
    assert code not in text_of(office.get(url))
    browser = client_of(binh)
    page = text_of(browser.get(f"/thu-nghiem/ho-so/{entry_id}/nop"))
    assert "Đã hết hạn nộp hồ sơ (17:00 ngày 30/06/2030)" in page or "Sau hạn nộp còn làm được gì" in page
    assert "Hồ sơ giấy gửi bưu điện được tính theo dấu bưu điện" in page
    assert "23:59" not in page
    late = "/thu-nghiem/ho-so/nop-muon"
    assert "Có mã nộp muộn" in text_of(browser.get("/thu-nghiem/ho-so/cua-toi"))
    assert "Máy gặt lúa mini" in text_of(browser.get(late))
    answer = browser.post(late, data={"code": "sai", "entry": str(entry_id)})
    assert (answer.status_code, "Không có mã này" in text_of(answer)) == (422, True)
    answer = browser.post(late, data={"code": code, "entry": str(entry_id)})
    assert (answer.status_code, answer.location) == (303, f"/thu-nghiem/ho-so/{entry_id}/nop")
    assert "16:30 ngày 03/07/2030" in text_of(browser.get(answer.location))
    posted = {"committed": "y", "submission_key": "k"}
    assert browser.post(f"/thu-nghiem/ho-so/{entry_id}/nop", data=posted).status_code == 303
    page = text_of(office.get(url))
    assert "Đã dùng" in page
    assert "Phạm Thị Ái cấp lúc" in page


def test_one_entry_and_one_unit_get_time_from_the_office(office: Any, edition: Any, at: Any) -> None:
    binh = make_person("Nguyễn Văn Bình")
    entry_id = drafted(actor_of(binh), edition, solution_typed(), authors_typed())
    at("2030-07-01T09:00")
    url = f"/thu-nghiem/danh-muc/{entry_id}/gia-han"
    assert office.post(url, data={"until": "", "reason": ""}).status_code == 422
    assert office.post(url, data=TIME).status_code == 303
    assert "16:30 ngày 03/07/2030" in text_of(office.get(f"/thu-nghiem/danh-muc/{entry_id}"))
    unit = {"unit-unit": "Công ty A"} | {f"unit-{key}": value for key, value in TIME.items()}
    assert office.post("/thu-nghiem/danh-muc/han-nop/don-vi", data=unit).status_code == 303
    page = text_of(office.get("/thu-nghiem/danh-muc/han-nop"))
    assert "Công ty A" in page
    for row in queries.extensions(edition.id):
        assert office.post(f"/thu-nghiem/danh-muc/han-nop/{row.id}/thoi").status_code == 303
    office.get("/thu-nghiem/danh-muc/han-nop")
    assert text_of(office.get("/thu-nghiem/danh-muc/han-nop")).count("Đã thôi") == 2


def test_a_form_that_is_open_carries_what_is_said_when_the_deadline_passes(client_of: Any, edition: Any) -> None:
    binh = make_person("Nguyễn Văn Bình")
    entry_id = drafted(actor_of(binh), edition, solution_typed(), authors_typed())
    browser = client_of(binh)
    for step in ("giai-phap", "tac-gia", "tep", "nop"):
        answer = browser.get(f"/thu-nghiem/ho-so/{entry_id}/{step}")
        if answer.status_code == 404:
            continue
        page = text_of(answer)
        assert 'hidden data-when-over="2030-06-30T17:00:00+07:00"' in page, step
        assert "vừa qua trong lúc trang này đang mở" in page
        assert "23:59" not in page

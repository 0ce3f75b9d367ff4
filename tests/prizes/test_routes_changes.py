"""The pages of changes: each kind is proposed on its page, seen, and approved by two."""

from typing import Any

import pytest

from contest.foundation.access import Role
from contest.prizes.actions import propose_awards
from contest.prizes.queries.changing import change_list, prizes_now
from tests.people.makers import grant, make_person
from tests.prizes.test_actions import make_ranked
from tests.prizes.test_actions_changes import POINTS

BASE = "/thu-nghiem/giai-thuong/thay-doi"


@pytest.fixture
def office(db: Any, client_of: Any) -> Any:
    edition, entries, organiser = make_ranked(POINTS)
    propose_awards(organiser, edition.id)
    clients = {}
    for name, role in (("ada", Role.ORGANISER), ("bob", Role.ORGANISER), ("cam", Role.SECRETARY)):
        person = make_person(f"Người {name}")
        grant(person, edition, role)
        clients[name] = client_of(person)
    return edition, entries, clients


def propose(client: Any, path: str, **values: str) -> Any:
    answer = client.post(f"{BASE}/{path}", data={"reason": "Theo biên bản", **values})
    assert answer.status_code == 303, answer.text
    page = client.get(answer.location)
    assert page.status_code == 200
    return answer.location, page


def seen(page: Any) -> str:
    return str(page.text.split('name="seen" value="')[1].split('"')[0])


def test_two_of_the_committee_make_what_the_secretary_proposed(office: Any) -> None:
    edition, entries, clients = office
    url, page = propose(clients["cam"], "ho-so", code="kt-001")
    assert "9 hồ sơ đổi điểm hoặc thứ hạng" not in page.text
    assert "10 hồ sơ đổi điểm hoặc thứ hạng" in page.text
    assert "Chưa có ai duyệt" in page.text
    # The secretary proposes and does not approve.
    assert 'name="seen"' not in page.text
    first = clients["ada"].get(url)
    assert clients["ada"].post(f"{url}/duyet", data={"seen": seen(first)}).status_code == 303
    assert "Bạn đã duyệt bản này" in clients["ada"].get(url).text
    second = clients["bob"].get(url)
    assert "Duyệt và thực hiện" in second.text
    assert clients["bob"].post(f"{url}/duyet", data={"seen": seen(second)}).status_code == 303
    assert "Đã thực hiện" in clients["bob"].get(url).text
    assert entries[0].id not in prizes_now(edition.id)
    assert "Đã thực hiện" in clients["bob"].get(BASE).text


def test_a_sheet_is_put_right_figure_by_figure(office: Any) -> None:
    edition, _, clients = office
    page = clients["cam"].get(f"{BASE}/phieu?vong=final&ma=KT-002")
    link = page.text.split("giam-khao=")[1].split("#")[0].split('"')[0]
    path = f"phieu?vong=final&ma=KT-002&giam-khao={link}"
    form = clients["cam"].get(f"{BASE}/{path}").text
    assert 'value="30"' in form
    wrong = clients["cam"].post(
        f"{BASE}/{path}", data={"c_novelty": "41", "c_use": "x", "c_effect": "14", "reason": "Nhầm"}
    )
    assert wrong.status_code == 422
    assert 'value="41"' in wrong.text
    _, found = propose(clients["cam"], path, c_novelty="30", c_use="30", c_effect="14")
    assert "40 → 30" in found.text
    assert "KT-002" in found.text
    assert [row.kind for row in change_list(edition.id)] == ["score"]


def test_a_judge_and_a_weight_are_chosen_from_what_there_is(office: Any) -> None:
    _, _, clients = office
    form = clients["cam"].get(f"{BASE}/giam-khao").text
    value = form.split('<option value="final:')[1].split('"')[0]
    _, page = propose(clients["cam"], "giam-khao", judge=f"final:{value}")
    assert "Không hồ sơ nào đổi điểm, thứ hạng hay giải." in page.text
    _, page = propose(clients["cam"], "trong-so", weight="criterion:final:effect", value="2,5")
    assert "Sửa đổi trong thể lệ" in page.text
    refused = clients["cam"].post(
        f"{BASE}/trong-so", data={"weight": "criterion:final:effect", "value": "nhiều", "reason": "x"}
    )
    assert refused.status_code == 422
    assert "Cần một số, ví dụ 1,5." in refused.text


def test_an_approval_of_what_is_no_longer_so_offers_to_look_again(office: Any) -> None:
    _, entries, clients = office
    url, _ = propose(clients["cam"], "ho-so", code="KT-001")
    old = seen(clients["ada"].get(url))
    decided = {"tier": "third", "reason": "Ưu tiên vùng khó khăn"}
    assert clients["ada"].post(f"/thu-nghiem/giai-thuong/{entries[9].id}", data=decided).status_code == 303
    refused = clients["ada"].post(f"{url}/duyet", data={"seen": old})
    assert refused.status_code == 422
    assert "Hãy xem trước lại" in refused.text
    assert clients["ada"].post(f"{url}/xem-lai").status_code == 303
    assert "Bản xem trước 2" in clients["ada"].get(url).text
    gone = clients["cam"].post(f"{url}/rut", data={"reason": "Nhầm hồ sơ"})
    assert gone.status_code == 303
    assert "Đã rút" in clients["cam"].get(url).text

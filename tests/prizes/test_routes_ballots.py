"""The committee's votes in the browser: opened, cast from a telephone, hidden until counted, paper with its scan."""

import io
import re
from typing import Any

import pytest
from PIL import Image

from contest.foundation.access import Role
from contest.foundation.clock import now
from contest.foundation.database import db as database
from contest.juries.models import Conflict
from contest.prizes.actions import propose_awards
from contest.prizes.queries.ballots import ballots
from tests.editions.makers import text_of
from tests.people.makers import grant, make_person
from tests.prizes.test_actions import make_ranked, one_round
from tests.prizes.test_actions_ballots import APPROVAL

BASE = "/thu-nghiem/giai-thuong"


@pytest.fixture
def office(db: Any, client_of: Any) -> Any:
    text = one_round(text_of("small_technical")).replace("  boundary_tie: to_council", APPROVAL)
    edition, entries, organiser = make_ranked(["90", "80", "70"], text=text)
    propose_awards(organiser, edition.id)
    people = {}
    for name, role in (("bich", Role.ORGANISER), ("cam", Role.ORGANISER), ("oanh", Role.OBSERVER)):
        people[name] = make_person(f"Người {name}")
        grant(people[name], edition, role)
    return edition, entries, people, {name: client_of(person) for name, person in people.items()}


def opening(people: Any, **parts: Any) -> dict[str, Any]:
    members = {f"m_{people[name].id}": "phone" for name in ("bich", "cam")}
    return {"way": "meeting", "presides": people["bich"].id, "others": "1", **members, **parts}


def test_the_committee_votes_from_telephones_and_confirms_what_it_agreed_to(office: Any) -> None:
    _, _, people, clients = office
    page = clients["bich"].get(BASE)
    assert "Thể lệ yêu cầu ít nhất 2/3 thành viên" in page.text
    refused = clients["bich"].post(f"{BASE}/xac-nhan", data={})
    assert refused.status_code == 422
    assert "hãy biểu quyết danh sách giải trước" in refused.text
    assert "Người oanh" not in clients["bich"].get(f"{BASE}/bieu-quyet").text
    made = clients["cam"].post(f"{BASE}/bieu-quyet", data=opening(people, is_hidden="y"))
    assert made.status_code == 303, made.text
    at = made.location
    shown = clients["cam"].get(at).text
    assert "Danh sách được biểu quyết (3 giải)" in shown
    assert re.search(r", mở [^(<]+ \(Người cam\)", shown)
    assert "Đồng ý" in shown
    assert clients["cam"].post(f"{at}/phieu", data={"choice": "for"}).status_code == 303
    shown = clients["cam"].get(at).text
    assert "Ông/bà đã bỏ phiếu: Đồng ý." in shown
    # Who looks meanwhile learns that she has voted, not what.
    live = clients["oanh"].get(f"{at}/hien-tai")
    assert "Đã bỏ phiếu" in live.text
    assert "Số phiếu theo từng lựa chọn hiện sau khi kiểm phiếu" in live.text
    again = clients["oanh"].get(f"{at}/hien-tai", headers={"If-None-Match": live.headers["ETag"]})
    assert again.status_code == 304
    assert clients["bich"].post(f"{at}/phieu", data={"choice": "for"}).status_code == 303
    assert "chưa ai nhập phiếu giấy" in clients["bich"].get(at).text
    short = clients["cam"].post(f"{at}/phieu-giay", data={"agree": "1", "against": "1", "abstain": "0"})
    assert short.status_code == 422
    picture = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(picture, "JPEG")
    paper = {"agree": "0", "against": "1", "abstain": "0", "scan": (io.BytesIO(picture.getvalue()), "phieu.jpg")}
    assert clients["cam"].post(f"{at}/phieu-giay", data=paper).status_code == 303
    assert clients["oanh"].get(f"{at}/ban-quet").mimetype == "image/jpeg"
    assert clients["bich"].post(f"{at}/kiem-phieu").status_code == 303
    shown = clients["oanh"].get(at).text
    assert "Đủ phiếu đồng ý" in shown
    assert "3/3" in shown
    assert clients["bich"].post(f"{BASE}/xac-nhan", data={}).status_code == 303
    assert "2/3 thành viên đồng ý" in clients["bich"].get(BASE).text
    assert clients["oanh"].post(f"{at}/phieu", data={"choice": "for"}).status_code == 403


def test_what_is_wrong_with_an_opening_is_said_at_its_field_and_everything_stays(office: Any) -> None:
    _, _, people, clients = office
    wrong = clients["cam"].post(
        f"{BASE}/bieu-quyet", data=opening(people, way="circulation", code="KT-999", reason="Vì thế")
    )
    assert wrong.status_code == 422
    assert "Cuộc thi này không có hồ sơ đó" in wrong.text
    assert "Vì thế" in wrong.text
    members = {f"m_{people['bich'].id}": "", "others": "5"}
    wrong = clients["cam"].post(f"{BASE}/bieu-quyet", data=opening(people, way="circulation", **members))
    assert "cần một hạn trả lời" in wrong.text
    assert "Người chủ trì phải là một thành viên" in wrong.text
    wrong = clients["cam"].post(f"{BASE}/bieu-quyet", data=opening(people, presides="0"))
    assert (wrong.status_code, "Mục này chưa được điền." in wrong.text) == (422, True)


def test_a_vote_about_an_entry_is_not_there_for_who_is_in_conflict_with_it(office: Any) -> None:
    edition, entries, people, clients = office
    about = {"edition_id": edition.id, "person_id": people["oanh"].id, "entry_id": entries[2].id}
    database.session.add(Conflict(**about, kind="declared", state="declared", made_at=now()))
    database.session.commit()
    asked = opening(people, code=entries[2].code, tier="second", reason="Ứng dụng rộng", others="")
    made = clients["cam"].post(f"{BASE}/bieu-quyet", data=asked)
    assert made.status_code == 303, made.text
    assert clients["oanh"].get(made.location).status_code == 404
    assert clients["oanh"].get(f"{BASE}/bieu-quyet").text.count("Lần 1") == 0
    assert clients["bich"].get(made.location).status_code == 200
    cancelled = clients["bich"].post(f"{made.location}/huy", data={"reason": "Nhầm hồ sơ"})
    assert cancelled.status_code == 303
    assert [each.state for each in ballots(edition.id)] == ["cancelled"]

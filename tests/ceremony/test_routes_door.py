"""What doors send and are told; all invented."""

from typing import Any

import pytest
from sqlalchemy import select

from contest.ceremony.models import DoorNote
from contest.foundation.access import Role
from contest.papers.actions.certificates import issue_certificates
from contest.papers.actions.guests import change_guest
from contest.papers.queries.certificates import register
from tests.ceremony.makers import make_stage
from tests.people.makers import grant, make_person

PAGE = "/thu-nghiem/le-trao-giai/diem-danh"


def note(key: str, guest: str, state: str = "present", **more: Any) -> dict[str, Any]:
    given = {"key": key * 8, "guest": guest, "state": state, "stand_in": "", "door": "Cửa 1", "after": None, "ago": 0}
    return given | {"follows": ""} | more


def sent(browser, *notes: dict[str, Any]) -> dict[str, Any]:
    answer = browser.post(f"{PAGE}/ghi", json={"notes": list(notes)})
    assert answer.status_code == 200, answer.text
    told = answer.get_json()
    return told | {"by": {guest["key"]: guest for guest in told["guests"]}}


def test_a_door_is_told_who_is_awaited_by_given_name_and_no_prizes(db, client_of):
    stage = make_stage()
    stage.author(0).name, stage.author(1).name = "Vũ Văn Ánh", "Đặng Thị Bình"
    db.session.commit()
    issue_certificates(stage.organiser, stage.edition.id)
    clerk = make_person("Người giữ cửa")
    grant(clerk, stage.edition, Role.CLERK)
    browser = client_of(clerk)
    answer = browser.get(f"{PAGE}/danh-sach")
    everybody = answer.get_json()["guests"]
    guests = [guest for guest in everybody if guest["key"].startswith("a")]
    # Who goes up stands first; then whoever else is invited.
    assert guests == everybody[:6]
    names = [guest["name"] for guest in guests]
    assert len(names) == 6
    assert names.index("Vũ Văn Ánh") < names.index("Đặng Thị Bình")
    assert {guest["state"] for guest in guests} == {"awaited"}
    assert "Giải" not in answer.text
    first = next(line for line in register(stage.edition.id) if line.entry_id == stage.entries[0].id)
    assert guests[names.index("Vũ Văn Ánh")]["codes"] == [stage.entries[0].code, first.code]
    assert browser.get(f"{PAGE}/danh-sach", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert browser.get(PAGE).status_code == 200


def test_a_note_sent_twice_is_kept_once_and_one_that_cannot_be_kept_holds_up_no_other(db, client_of):
    stage = make_stage()
    browser = client_of(stage.person)
    an, binh = (f"a{stage.author(place).id}" for place in (0, 1))
    first = note("a", an, ago=90_000)
    sent(browser, first)
    told = sent(browser, first, note("b", "a999999"), note("c", binh, "stand_in"), note("d", binh))
    assert [bool(one["refused"]) for one in told["taken"]] == [False, True, True, False]
    assert told["taken"][2]["refused"] == ["Hãy ghi họ tên người nhận thay."]
    assert (told["by"][an]["state"], told["by"][binh]["state"]) == ("present", "present")
    rows = db.session.scalars(select(DoorNote).order_by(DoorNote.id)).all()
    assert [row.note_key[0] for row in rows] == ["a", "d"]
    assert 89 <= (rows[0].kept_at - rows[0].noted_at).total_seconds() <= 91


def test_whoever_else_is_on_the_list_of_guests_is_checked_in_by_code_and_who_does_not_come_is_not_awaited(
    db, client_of
):
    stage = make_stage()
    browser = client_of(stage.person)
    sponsor = {"group": "Nhà tài trợ", "name": "Công ty Hoa Sen", "unit": "Giám đốc", "people": "2"}
    change_guest(stage.organiser, stage.edition.id, "", sponsor)
    told = sent(browser, note("a", "gK-001"), note("b", "gK-009"))
    assert [bool(one["refused"]) for one in told["taken"]] == [False, True]
    one = told["by"]["gK-001"]
    assert (one["state"], one["name"], one["unit"]) == ("present", "Công ty Hoa Sen", "Nhà tài trợ. Giám đốc")
    assert one["codes"] == ["K-001"]
    # Without a word of how many, all who are awaited came; else they are counted as they come.
    assert (one["people"], one["came"]) == (2, 2)
    counted = sent(browser, note("c", "gK-001", after=one["last"], people=1))["by"]["gK-001"]
    assert (counted["state"], counted["came"]) == ("present", 1)
    # It calls nobody up.
    assert stage.script.parts
    change_guest(stage.organiser, stage.edition.id, "K-001", {"coming": "Không"})
    assert "gK-001" not in sent(browser)["by"]


def test_two_doors_that_differ_are_shown_to_both_until_one_of_them_settles_it(db, client_of):
    stage = make_stage()
    browser = client_of(stage.person)
    an = f"a{stage.author(0).id}"
    sent(browser, note("a", an, door="Cửa 1", ago=600_000))
    # The other door had no line and knew nothing of it; its own two notes follow each other.
    told = sent(
        browser,
        note("b", an, "stand_in", stand_in="Bà Lan", door="Cửa 2", ago=900_000),
        note("c", an, "left", door="Cửa 2", follows="b" * 8, ago=300_000),
    )
    one = told["by"][an]
    assert (one["state"], one["door"]) == ("left", "Cửa 2")
    assert (one["against"]["state"], one["against"]["door"]) == ("present", "Cửa 1")
    settled = sent(browser, note("d", an, "present", after=one["last"]))["by"][an]
    assert settled["state"] == "present"
    assert "against" not in settled


def test_what_was_noted_in_a_trial_does_not_count(db, client_of):
    stage = make_stage()
    browser = client_of(stage.person)
    an = f"a{stage.author(0).id}"
    sent(browser, note("a", an))
    assert browser.post(f"{PAGE}/dem-lai").status_code == 303
    assert {guest["state"] for guest in browser.get(f"{PAGE}/danh-sach").get_json()["guests"]} == {"awaited"}
    assert sent(browser, note("b", an, "left"))["by"][an]["state"] == "left"


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        {"notes": "x"},
        {"notes": [1]},
        {"notes": [{"key": "a" * 8}]},
        {"notes": [note("a", "a1", "flown")]},
        {"notes": [note("a", "a1", after=True)]},
        {"notes": [note("a", "a1", ago=-1)]},
        {"notes": [note("a", "a1", people=0)]},
        {"notes": [note("a", "a1", ago=float("nan"))]},
        {"notes": [note("a", "a1", door=["x"])]},
        {"notes": [note("a", "a1", stand_in="x" * 201)]},
        {"notes": [note("a", "a1")] * 501},
    ],
)
def test_what_is_no_note_is_refused(db, client_of, wrong):
    stage = make_stage()
    answer = client_of(stage.person).post(f"{PAGE}/ghi", json=wrong)
    assert answer.status_code == 409
    assert db.session.scalar(select(DoorNote.id)) is None

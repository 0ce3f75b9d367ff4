"""A council asks for prizes of its own entries with its reason; the organisers see what differs and follow or not."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from contest.entries.models import EntryAuthor
from contest.foundation.access import OPERATOR, Role
from contest.foundation.audit import record
from contest.foundation.database import db as database
from contest.foundation.database import forget_sums
from contest.foundation.ledger import LedgerEvent, note
from contest.foundation.refusal import Refusal
from contest.juries.models import Conflict, Council, RoundEntry, Seat
from contest.people.models import Person
from contest.prizes import actions
from contest.prizes.queries import changes, tier_awards
from contest.prizes.queries.recommending import wishes
from tests.people.makers import actor_of, grant, make_person
from tests.prizes.test_actions import codes, make_ranked

PAGE = "/thu-nghiem/giai-thuong/de-nghi"


@pytest.fixture
def council(db: Any, client_of: Any) -> Any:
    """Three proposed prizes, the chair of their council and the organiser, each with a browser."""
    edition, entries, organiser = make_ranked(["90", "80", "70"])
    actions.propose_awards(organiser, edition.id)
    chair = db.session.scalars(
        select(Person).join(Seat, Seat.person_id == Person.id).join(Council).where(Seat.role == "chair")
    ).first()
    grant(chair, edition, Role.CHAIR)
    person = make_person("Ban Tổ chức")
    grant(person, edition, Role.ORGANISER)
    db.session.commit()
    return edition, entries, actor_of(chair, (Role.CHAIR, edition)), client_of(chair), client_of(person)


def test_a_council_asks_and_the_organisers_follow_with_its_reason(council: Any, db: Any) -> None:
    edition, entries, _, chair, organiser = council
    page = chair.get(PAGE).text
    assert "Máy tưới tự động" in page
    assert "KT-001" not in page
    empty = chair.post(PAGE, data={f"giai-{entries[1].id}": "first"})
    assert empty.status_code == 422
    assert 'value="first" selected' in empty.text
    chair.post(
        PAGE, data={f"giai-{entries[1].id}": "first", f"giai-{entries[2].id}": "-", "reason": "Thuyết trình 5/5"}
    )
    table = organiser.get(PAGE).text
    assert "Hội đồng đề nghị khác (2)" in table
    assert "Thuyết trình 5/5" in table
    assert tier_awards(edition.id)[entries[1].id].tier_key == "second"
    organiser.post(f"{PAGE}/theo")
    awards = tier_awards(edition.id)
    assert (awards[entries[1].id].tier_key, awards[entries[2].id].state) == ("first", "removed")
    assert {each.reason.partition(":")[2] for each in changes(edition.id)} == {" Thuyết trình 5/5"}
    assert "prizes.recommended" in set(db.session.scalars(select(LedgerEvent.kind)))
    assert organiser.post(f"{PAGE}/theo").status_code == 409


def test_what_was_asked_stays_and_can_be_changed_until_the_prizes_are_confirmed(council: Any) -> None:
    edition, entries, chair, browser, _ = council
    assert actions.recommend(chair, edition.id, {entries[0].id: "second"}, "Còn nghi ngờ số liệu") == 1
    with pytest.raises(Refusal) as refused:
        actions.recommend(chair, edition.id, {entries[0].id: "second"}, "Như cũ")
    assert codes(refused) == ["prize_recommend_nothing"]
    actions.recommend(chair, edition.id, {entries[0].id: "first"}, "Đã đo lại")
    assert [(each.tier_key, each.differs, each.reason) for each in wishes(edition.id)] == [
        ("first", False, "Đã đo lại")
    ]
    actions.confirm_awards(OPERATOR, edition.id)
    database.session.commit()
    assert browser.post(PAGE, data={f"giai-{entries[0].id}": "second", "reason": "Muộn"}).status_code == 422


def test_a_chair_speaks_for_own_entries_only_and_for_none_in_conflict(council: Any, db: Any) -> None:
    edition, entries, chair, browser, _ = council
    db.session.add(
        Conflict(edition_id=edition.id, person_id=chair.id, entry_id=entries[0].id, kind="same_unit", reason="",
                 state="declared", made_at=edition.created_at)
    )  # fmt: skip
    db.session.flush()
    assert browser.get(PAGE).text.count('name="giai-') == 2
    stranger = make_person("Chủ tịch hội đồng khác")
    grant(stranger, edition, Role.CHAIR)
    for who, entry in ((chair, entries[0]), (actor_of(stranger, (Role.CHAIR, edition)), entries[1])):
        with pytest.raises(Refusal) as refused:
            actions.recommend(who, edition.id, {entry.id: "first"}, "Đề nghị")
        assert codes(refused) == ["prize_recommend_not_yours"]
    with pytest.raises(Refusal) as refused:
        actions.recommend(chair, edition.id, {entries[1].id: "gold"}, " ")
    assert codes(refused) == ["prize_tier_unknown", "prize_reason_missing"]


def test_that_no_prize_is_wished_for_can_be_chosen_on_the_page(council: Any) -> None:
    edition, entries, _, chair, _ = council
    offered = re.findall(r'<option value="([^"]*)"[^>]*>Không trao giải', chair.get(PAGE).text)
    assert len(offered) == 3
    asked = {f"giai-{entries[0].id}": offered[0], "reason": "Không đủ điều kiện áp dụng"}
    assert chair.post(PAGE, data=asked).status_code == 303
    assert [(each.entry_id, each.tier_key) for each in wishes(edition.id)] == [(entries[0].id, "")]


def test_a_long_list_is_read_and_asked_for_page_by_page(db: Any, client_of: Any, count_queries: Any) -> None:
    edition, entries, organiser = make_ranked([str(90 - place) for place in range(53)])
    actions.propose_awards(organiser, edition.id)
    person = make_person("Ban Tổ chức")
    grant(person, edition, Role.ORGANISER)
    db.session.add(
        Conflict(edition_id=edition.id, person_id=person.id, entry_id=entries[1].id, kind="same_unit", reason="",
                 state="confirmed", made_at=edition.created_at)
    )  # fmt: skip
    db.session.commit()
    browser = client_of(person)
    browser.get(PAGE)
    with count_queries() as questions:
        first = browser.get(PAGE).text
    second = browser.get(f"{PAGE}?trang=2").text
    assert len(questions) <= 10
    shown = [[int(key) for key in re.findall(r'name="giai-(\d+)"', page)] for page in (first, second)]
    assert [len(page) for page in shown] == [50, 2]
    assert shown[0] + shown[1] == [entry.id for entry in entries if entry.id != entries[1].id]
    last = shown[1][-1]
    answer = browser.post(f"{PAGE}?trang=2", data={f"giai-{last}": "third", "reason": "Thuyết trình tốt"})
    assert (answer.status_code, answer.location) == (303, f"{PAGE}?trang=2")
    assert f'name="giai-{last}"' in browser.get(answer.location).text
    assert [each.entry_id for each in wishes(edition.id)] == [last]
    refused = browser.post(f"{PAGE}?trang=2", data={f"giai-{entries[1].id}": "third", "reason": "Thuyết trình tốt"})
    assert refused.status_code == 422


def test_what_the_page_shows_is_seen_anew_after_each_change_though_its_order_is_kept(
    council: Any, db: Any, at: Any
) -> None:
    edition, entries, _, chair, organiser = council
    moments = iter(f"2027-05-0{day}T{hour}:00" for day in range(1, 4) for hour in ("10", "12", "14", "16"))

    def pages() -> list[str]:
        # A form's token is signed with the second in which it was made.
        found = (re.sub(r'name="csrf_token"[^>]*', "", browser.get(PAGE).text) for browser in (chair, organiser))
        return [" ".join(page.split()) for page in found]

    def look() -> str:
        at(next(moments))
        shown = pages()
        forget_sums()
        assert shown == pages()
        return shown[0]

    def changed(deed: str = "prizes.test") -> None:
        record(OPERATOR, deed, edition.id)
        db.session.commit()

    row = db.session.scalars(select(Council).join(Seat).where(Seat.role == "chair")).first()
    seen = look()
    assert row.name in seen
    row.name = "Hội đồng đổi tên"
    changed()
    assert "Hội đồng đổi tên" in look()
    entries[0].title = "Máy của Trần Thị Nương"
    changed()
    assert "Máy của Trần Thị Nương" in look()
    # Who enters under that name is not told of to a chair who may have judged blind.
    entries[1].updated_at = entries[0].updated_at + timedelta(days=900)
    db.session.add(EntryAuthor(entry_id=entries[1].id, position=9, name="Trần Thị Nương"))
    changed()
    assert "Trần Thị Nương" not in look()
    conflict = Conflict(edition_id=edition.id, person_id=chair_of(db).id, entry_id=entries[0].id, kind="same_unit",
                        reason="", state="declared", made_at=edition.created_at)  # fmt: skip
    db.session.add(conflict)
    changed()
    assert look().count('name="giai-') == 2
    conflict.state = "dismissed"
    changed()
    assert look().count('name="giai-') == 3
    # Another council's entry now: the ledger tells, the audit does not.
    other = Council(edition_id=edition.id, key="other", name="Hội đồng khác", field_keys=[])
    db.session.add(other)
    db.session.flush()
    placed = db.session.scalars(select(RoundEntry).where(RoundEntry.entry_id == entries[2].id)).one()
    placed.council_id = other.id
    note(OPERATOR, edition.id, "round.prepared", "", {})
    changed()
    assert look().count('name="giai-') == 2
    tie = db.session.scalars(select(Seat).where(Seat.person_id == chair_of(db).id, Seat.role == "chair")).one()
    tie.left_at = edition.created_at
    changed()
    assert look().count('name="giai-') == 0


def chair_of(db: Any) -> Person:
    """Who leads the council that scored."""
    asked = select(Person).join(Seat, Seat.person_id == Person.id).where(Seat.role == "chair")
    found: Person = db.session.scalars(asked).first()
    return found

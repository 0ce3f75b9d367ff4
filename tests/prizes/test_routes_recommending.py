"""A council asks for prizes of its own entries with its reason; the organisers see what differs and follow or not."""

from typing import Any

import pytest
from sqlalchemy import select

from contest.foundation.access import OPERATOR, Role
from contest.foundation.database import db as database
from contest.foundation.ledger import LedgerEvent
from contest.foundation.refusal import Refusal
from contest.juries.models import Conflict, Council, Seat
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

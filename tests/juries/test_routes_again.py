"""People of the last edition's councils are asked again one by one, and nobody else comes along; all invented."""

from typing import Any

import pytest

from contest.editions.actions import repeat_edition
from contest.foundation.access import Role
from contest.foundation.clock import now
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.foundation.vietnamese import fold
from contest.juries.actions import ensure_councils, seat_again, seat_judge
from contest.juries.queries import seats
from contest.juries.queries.again import past_seats
from contest.people.models import RoleGrant
from tests.editions.makers import make_edition
from tests.people.makers import actor_of, make_person


@pytest.fixture
def repeated(db: Any) -> Any:
    """The next edition of one whose first council has a chair and two members."""
    last = make_edition("small_technical", slug="lan-3", stage="published")
    admin = make_person("Quản")
    db.session.add(RoleGrant(person_id=admin.id, role=Role.ADMIN, edition_id=None, granted_at=now()))
    db.session.commit()
    actor = actor_of(admin, (Role.ADMIN, None))
    council = next(iter(ensure_councils(actor, last.id).values()))
    for name, role in (("Lê Chủ", "chair"), ("Võ Ủy", "member"), ("Hồ Viên", "member")):
        email = f"{role}.{fold(name).replace(chr(32), chr(46))}@example.org"
        seat_judge(actor, last.id, council, name, email, role=role, expertise=("ict", "robot"))
    card = repeat_edition(actor, last.id)
    db.session.commit()
    return card, actor, admin


def test_only_who_is_ticked_takes_a_seat_with_role_and_expertise(repeated: Any, client_of: Any, db: Any) -> None:
    card, _, admin = repeated
    browser, address = client_of(admin), f"/{card.slug}/hoi-dong/lan-truoc"
    assert "Mời lại người của lần trước" in browser.get(f"/{card.slug}/hoi-dong").text
    page = browser.get(address).text
    for name in ("Lê Chủ, chủ tịch", "Võ Ủy, ủy viên", "Hồ Viên, ủy viên"):
        assert name in page
    assert "checked" not in page
    chosen = [seat for seat in past_seats(card.id) if seat.name != "Võ Ủy"]
    assert browser.post(address, data={"ghe": [str(seat.seat_id) for seat in chosen]}).status_code == 303
    taken = seats(card.id)
    assert sorted((seat.role, seat.expertise) for seat in taken) == [
        ("chair", ("ict", "robot")),
        ("member", ("ict", "robot")),
    ]
    assert [seat.name for seat in past_seats(card.id)] == ["Võ Ủy"]
    assert db.session.query(Letter).filter_by(edition_id=card.id).count() == 0


def test_nobody_ticked_is_said_and_nothing_happens(repeated: Any, client_of: Any) -> None:
    card, _, admin = repeated
    answer = client_of(admin).post(f"/{card.slug}/hoi-dong/lan-truoc")
    assert (answer.status_code, "Hãy đánh dấu ít nhất một người" in answer.text) == (422, True)
    assert seats(card.id) == []


def test_all_or_nobody_and_a_letter_only_if_it_is_wanted(repeated: Any, db: Any) -> None:
    card, actor, _ = repeated
    council = next(iter(ensure_councils(actor, card.id).values()))
    seat_judge(actor, card.id, council, "Chủ Mới", "chu.moi@example.org", role="chair")
    db.session.commit()
    with pytest.raises(Refusal) as refused:
        seat_again(actor, card.id, [seat.seat_id for seat in past_seats(card.id)])
    assert [reason.code for reason in refused.value.reasons] == ["chair_taken"]
    db.session.rollback()
    members = [seat.seat_id for seat in past_seats(card.id) if seat.role == "member"]
    assert seat_again(actor, card.id, members, invites=True) == 2
    assert db.session.query(Letter).filter_by(edition_id=card.id).count() == 2

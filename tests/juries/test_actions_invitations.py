"""The invitations of judges: what they answered stands at their seat; who declines gets nothing to judge."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from contest.foundation.access import OPERATOR
from contest.foundation.jobs import work_all
from contest.foundation.mail import Letter
from contest.juries import actions, queries
from contest.people.jobs import look_at_invitations
from contest.people.models import Invitation, Person
from tests.editions.makers import make_edition
from tests.juries.makers import make_entries, make_secretary

ClientOf = Callable[[Person], FlaskClient]


def seated(invites: bool = True) -> tuple[Any, int, Any]:
    """An edition with one invited member on its first council: edition, seat, secretary."""
    edition = make_edition(stage="judging")
    councils = actions.ensure_councils(OPERATOR, edition.id)
    council_id = next(iter(councils.values()))
    seat_id = actions.seat_judge(
        OPERATOR, edition.id, council_id, "Trần Thị Mới", "moi@example.org", unit="Viện Cơ khí", invites=invites
    )
    return edition, seat_id, make_secretary(edition)


def sitter(edition: Any) -> Any:
    """The only person on the councils."""
    return next(one for part in queries.council_parts(edition.id) for one in part.sitters)


def link_of(db: Any) -> str:
    """The address in the last letter of invitation."""
    text = db.session.scalar(select(Letter.text).where(Letter.event == "people.invitation").order_by(Letter.id.desc()))
    found = re.search(r"/loi-moi/[\w-]+", text or "")
    assert found is not None
    return found[0]


def test_opening_the_link_answers_nothing_and_a_press_declines_with_a_reason(client: FlaskClient, db: Any) -> None:
    edition, _, _ = seated()
    db.session.commit()
    address = link_of(db)
    for ask in (client.get, client.head):
        assert ask(address).status_code == 200
    assert sitter(edition).answer.state == "waiting"
    client.post(f"{address}/tu-choi", data={"reason": "bận đến tháng 9"})
    assert (sitter(edition).answer.state, sitter(edition).answer.reason) == ("declined", "bận đến tháng 9")


def test_who_declined_is_given_nothing_to_judge_until_an_acceptance(client: FlaskClient, db: Any) -> None:
    edition, seat_id, secretary = seated()
    make_entries(edition, 3, ("ict",))
    actions.prepare_round(OPERATOR, edition.id, "preliminary")
    db.session.commit()
    card = queries.round_of(edition.id, "preliminary")
    assert card is not None
    assert len(queries.facts_of(edition.id, card).judges) == 1
    client.post(f"{link_of(db)}/tu-choi", data={"reason": ""})
    assert queries.facts_of(edition.id, card).judges == ()
    part = next(part for part in queries.council_parts(edition.id) if part.sitters)
    assert any(reason.code == "council_too_small" and reason.params["have"] == 0 for reason in part.lacks)
    actions.invite_again(secretary, edition.id, seat_id)
    db.session.commit()
    assert sitter(edition).answer.state == "waiting"
    client.post(f"{link_of(db)}/nhan-loi", data={"name": "Trần Thị Mới", "password": "mat khau rat dai 9"})
    assert sitter(edition).answer.state == "accepted"
    assert len(queries.facts_of(edition.id, card).judges) == 1


def test_somebody_seated_without_a_letter_is_invited_later(db: Any) -> None:
    edition, seat_id, secretary = seated(invites=False)
    assert sitter(edition).answer is None
    assert actions.invite_again(secretary, edition.id, seat_id) == "moi@example.org"
    assert sitter(edition).answer.state == "waiting"
    actions.invite_again(secretary, edition.id, seat_id)
    assert len(list(db.session.scalars(select(Invitation.id)))) == 1
    assert len(list(db.session.scalars(select(Letter.id).where(Letter.event == "people.invitation")))) == 2


def test_the_page_of_councils_shows_the_answer_and_what_to_do(
    client_of: ClientOf, client: FlaskClient, db: Any
) -> None:
    edition, seat_id, secretary = seated()
    db.session.commit()
    browser = client_of(db.session.get(Person, secretary.id))
    page = browser.get(f"/{edition.slug}/hoi-dong").text
    assert "Chờ trả lời" in page
    assert "Nhắc trả lời" in page
    client.post(f"{link_of(db)}/tu-choi", data={"reason": "bận đến tháng 9"})
    page = browser.get(f"/{edition.slug}/hoi-dong").text
    for words in ("Từ chối", "bận đến tháng 9", "Mời lại", "Rời hội đồng"):
        assert words in page
    answer = browser.post(f"/{edition.slug}/hoi-dong/ghe/{seat_id}/moi", follow_redirects=True)
    assert "Đã gửi lời mời Trần Thị Mới đến moi@example.org." in answer.text


def test_who_lets_an_invitation_rest_is_written_to_once_more(db: Any) -> None:
    seated()
    row = db.session.execute(select(Invitation)).scalar_one()
    look_at_invitations()
    work_all()
    assert row.reminded_at is None  # asked only just now
    row.invited_at -= timedelta(days=6)
    db.session.commit()
    for _ in range(2):
        look_at_invitations()
        work_all()
    assert row.reminded_at is not None
    assert len(list(db.session.scalars(select(Letter.id).where(Letter.event == "people.invitation")))) == 2

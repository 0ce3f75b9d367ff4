"""Attempts to get hold of somebody else's account or role, as deeds."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from contest.config import Settings
from contest.foundation.access import ANONYMOUS, OPERATOR, Role
from contest.foundation.audit import AuditLine
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.people import actions, queries
from contest.people.models import Person
from tests.editions.makers import make_edition
from tests.people.makers import actor_of, make_person
from tests.people.test_actions import GOOD, letters, token_in

OWN = "chuối vàng leo núi"


@pytest.fixture(autouse=True)
def in_a_request(app, db):
    """Links in letters are made from the address of a request."""
    with app.test_request_context():
        yield


def squatted(email: str = "giam.khao@example.org") -> Person:
    """An account that a stranger opened with somebody's address; no letter has proved it."""
    return actions.register(ANONYMOUS, "Kẻ Gian", email, None, GOOD)


def test_a_role_given_to_an_address_nobody_proved_ends_the_password_and_the_sessions_of_who_opened_it(db):
    person, edition = squatted(), make_edition()
    session = person.fs_uniquifier
    actions.grant_role(OPERATOR, edition.id, person.id, Role.JUDGE)
    assert queries.credential("giam.khao@example.org") is None
    assert queries.account_by_key(session) is None
    (letter,) = letters("people.reset")
    account = queries.account_to_reset(token_in(letter))
    actions.reset_password(account.actor, OWN)
    assert account.actor.has(Role.JUDGE, edition.id)
    assert queries.credential("giam.khao@example.org") is not None


def test_a_role_leaves_a_proved_account_as_it_is(db):
    person = squatted()
    actions.confirm_address(actor_of(person))
    hashed, session = person.password, person.fs_uniquifier
    actions.grant_role(OPERATOR, make_edition().id, person.id, Role.JUDGE)
    assert (person.password, person.fs_uniquifier) == (hashed, session)


def test_beginning_an_entry_needs_no_proved_address(db):
    person = squatted()
    actions.become_entrant(actor_of(person), make_edition().id)
    assert person.password


def test_an_invitation_to_an_address_nobody_proved_asks_for_a_new_password(db):
    person, edition = squatted(), make_edition()
    stranger, session = person.password, person.fs_uniquifier
    actions.invite(OPERATOR, edition.id, Role.CHAIR, "Nguyễn Thị Ánh", "giam.khao@example.org")
    token = token_in(letters("people.invitation")[-1])
    assert queries.invitation_card(token).needs_password
    with pytest.raises(Refusal):
        actions.accept_invitation(ANONYMOUS, token)
    actions.accept_invitation(ANONYMOUS, token, "", OWN)
    assert person.password != stranger
    assert queries.account_by_key(session) is None
    assert queries.account_by_id(person.id).actor.has(Role.CHAIR, edition.id)
    assert not letters("people.reset")


def test_a_telephone_is_not_written_into_the_audit(db):
    edition = make_edition()
    unit = actor_of(make_person(), (Role.UNIT, edition))
    actions.make_claim_code(unit, edition.id, "Nguyễn Văn Bé", "0912345678")
    lines = db.session.scalars(select(AuditLine)).all()
    assert lines
    assert all("0912345678" not in str(line.changes) for line in lines)


@pytest.mark.parametrize("host", ["ke-gian.example.org", "ke-gian.example.org:443", "127.0.0.1.ke-gian.example.org"])
def test_a_lie_about_the_address_of_the_house_never_gets_into_a_letter_that_is_mailed(app, db, monkeypatch, host):
    make_person(email="anh@example.org")
    db.session.commit()
    told = app.config["CONTEST"]
    monkeypatch.setitem(app.config, "CONTEST", _but(told, mail_url="smtp://mail.example.org"))
    with app.test_request_context(base_url=f"https://{host}"), pytest.raises(Refusal) as refused:
        actions.send_reset(ANONYMOUS, "anh@example.org")
    assert [reason.code for reason in refused.value.reasons] == ["no_public_address"]
    monkeypatch.setitem(
        app.config, "CONTEST", _but(told, mail_url="smtp://mail.example.org", public_url="https://hoithi.vn")
    )
    with app.test_request_context(base_url=f"https://{host}"):
        actions.send_reset(ANONYMOUS, "anh@example.org")
    (letter,) = db.session.scalars(select(Letter).where(Letter.event == "people.reset"))
    assert "https://hoithi.vn/mat-khau-moi/" in letter.text
    assert "ke-gian" not in letter.text


def _but(told: Settings, **changes: str) -> Settings:
    return replace(told, **changes)

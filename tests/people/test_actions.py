"""Deeds about people: what changed, what was sent, and nothing on refusal."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from contest.foundation.access import ANONYMOUS, OPERATOR, Role
from contest.foundation.audit import AuditLine
from contest.foundation.clock import now
from contest.foundation.database import db as database
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.people import actions, queries
from contest.people.models import ClaimCode, Invitation, Person, RoleGrant, Try
from tests.editions.makers import make_edition
from tests.people.makers import actor_of, grant, make_person

GOOD = "mèo xanh nhảy dây"


@pytest.fixture(autouse=True)
def in_a_request(app, db):
    """Links in letters are made from the address of a request."""
    with app.test_request_context():
        yield


def letters(event: str) -> list[Letter]:
    return list(database.session.scalars(select(Letter).where(Letter.event == event).order_by(Letter.id)))


def token_in(letter: Letter) -> str:
    return re.search(r"https?://\S+/([\w.~-]+)", letter.text).group(1)


def codes_of(refused: pytest.ExceptionInfo[Refusal]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_a_new_account_can_sign_in_at_once_but_its_address_is_unproved_until_the_letter_is_answered(db):
    person = actions.register(ANONYMOUS, " Nguyễn  Thị Ánh ", "Anh@Example.org", None, GOOD)
    assert (person.name, person.email) == ("Nguyễn Thị Ánh", "anh@example.org")
    assert person.password.startswith("$argon2id$")
    assert not queries.is_confirmed(person.id)
    (letter,) = letters("people.confirm")
    assert letter.to_address == "anh@example.org"
    account = queries.account_to_confirm(token_in(letter))
    actions.confirm_address(account.actor)
    assert queries.is_confirmed(person.id)


def test_the_password_is_never_written_into_the_audit(db):
    actions.register(ANONYMOUS, "Ánh", "anh@example.org", None, GOOD)
    line = db.session.scalar(select(AuditLine).where(AuditLine.deed == "people.accounts.register"))
    changed = {column: after for _, _, column, _, after in line.changes}
    assert changed["password"] == changed["fs_uniquifier"] == "•"


def test_an_address_has_one_account(db):
    make_person(email="anh@example.org")
    with pytest.raises(Refusal) as refused:
        actions.register(ANONYMOUS, "Ánh", "ANH@example.org", None, GOOD)
    assert codes_of(refused) == ["address_known"]


def test_a_telephone_alone_does_not_open_an_account_without_a_code(db):
    with pytest.raises(Refusal) as refused:
        actions.register(ANONYMOUS, "Ánh", None, "0912345678", GOOD)
    assert codes_of(refused) == ["phone_needs_code"]
    assert db.session.scalar(select(func.count()).select_from(Person)) == 0


def test_a_letter_to_confirm_an_old_address_proves_nothing_after_the_address_changed(db):
    person = make_person(email="cu@example.org")
    person.confirmed_at = None
    actions.send_confirmation(actor_of(person))
    token = token_in(letters("people.confirm")[0])
    person.email = "moi@example.org"
    db.session.flush()
    assert queries.account_to_confirm(token) is None


def test_a_reset_letter_works_once_and_signs_everybody_out(db):
    person = make_person(email="anh@example.org")
    before = person.fs_uniquifier
    actions.send_reset(ANONYMOUS, "anh@example.org")
    actions.send_reset(ANONYMOUS, "anh@example.org")
    first, second = (token_in(letter) for letter in letters("people.reset"))
    account = queries.account_to_reset(first)
    actions.reset_password(account.actor, GOOD)
    assert queries.account_by_key(before) is None
    assert queries.account_to_reset(first) is None
    assert queries.account_to_reset(second) is None
    assert len(letters("people.password_changed")) == 1


def test_a_reset_letter_dies_after_two_hours(db, at):
    make_person(email="anh@example.org")
    at("2026-05-01T10:00")
    actions.send_reset(ANONYMOUS, "anh@example.org")
    token = token_in(letters("people.reset")[0])
    at("2026-05-01T11:59")
    assert queries.account_to_reset(token) is not None
    at("2026-05-01T12:00")
    assert queries.account_to_reset(token) is None


def test_a_letter_of_one_kind_does_not_open_the_door_of_another(db):
    person = make_person(email="anh@example.org")
    person.confirmed_at = None
    actions.send_confirmation(actor_of(person))
    token = token_in(letters("people.confirm")[0])
    assert queries.account_to_reset(token) is None
    assert queries.account_to_move(token) is None
    assert queries.account_to_confirm(token[:-2] + "xx") is None


def test_nobody_gets_a_letter_at_an_address_without_an_account(db):
    actions.send_reset(ANONYMOUS, "khong-ai@example.org")
    assert letters("people.reset") == []


def test_an_address_changes_only_by_the_letter_to_the_new_one_and_the_old_one_is_told(db):
    person = make_person(email="cu@example.org")
    actions.send_new_address(actor_of(person), "Moi@example.org")
    assert [letter.to_address for letter in letters("people.address_leaves")] == ["cu@example.org"]
    (letter,) = letters("people.new_address")
    assert letter.to_address == "moi@example.org"
    account, email = queries.account_to_move(token_in(letter))
    actions.change_address(account.actor, email)
    assert person.email == "moi@example.org"
    assert queries.account_to_move(token_in(letter)) is None


def test_signing_out_everywhere_ends_every_session(db):
    person = make_person()
    before = person.fs_uniquifier
    after = actions.sign_out_everywhere(actor_of(person))
    assert queries.account_by_key(before) is None
    assert queries.account_by_key(after).id == person.id


def test_a_closed_account_is_nobody(db):
    person = make_person(email="anh@example.org")
    person.active = False
    db.session.flush()
    assert queries.account_by_key(person.fs_uniquifier) is None
    with pytest.raises(Refusal) as refused:
        queries.actor_by_email("anh@example.org")
    assert codes_of(refused) == ["no_such_person"]


def test_an_actor_has_every_role_of_every_edition_in_one_query(db):
    edition, person = make_edition(), make_person(email="anh@example.org")
    grant(person, edition, Role.JUDGE)
    grant(person, None, Role.ADMIN)
    actor = queries.actor_by_email("Anh@example.org ")
    assert actor.roles == {(Role.JUDGE, edition.id), (Role.ADMIN, None)}
    assert queries.actor_of(person.id) == actor


def test_a_role_given_twice_is_held_once(db):
    edition, person = make_edition(), make_person()
    actions.grant_role(OPERATOR, edition.id, person.id, Role.JUDGE)
    actions.grant_role(OPERATOR, edition.id, person.id, Role.JUDGE)
    assert queries.holders_of(edition.id, [Role.JUDGE]) == {person.id}
    assert db.session.scalar(select(func.count()).select_from(RoleGrant)) == 1
    actions.revoke_role(OPERATOR, edition.id, person.id, Role.JUDGE)
    assert queries.holders_of(edition.id, [Role.JUDGE]) == set()
    with pytest.raises(Refusal) as refused:
        actions.revoke_role(OPERATOR, edition.id, person.id, Role.JUDGE)
    assert codes_of(refused) == ["role_not_held"]


def test_many_are_made_known_and_given_roles_at_once_as_one_by_one(db):
    edition = make_edition()
    organiser = actor_of(make_person(), (Role.ORGANISER, edition))
    known = make_person("Trần Văn Đã", email="da-co@example.org")
    entrant = make_person("Lê Thị Dự", email="du-thi@example.org")
    actions.become_entrant(actor_of(entrant), edition.id)
    named = [
        actions.Named("Nguyễn Thị Mới", "Moi@example.org", "Trường Đại học A"),
        actions.Named("Tên khác", "da-co@example.org", "Trường Đại học B"),
        actions.Named("Lê Thị Dự", "du-thi@example.org"),
        actions.Named("Nguyễn Thị Mới", "moi@example.org"),
    ]
    keys = actions.ensure_people(organiser, edition.id, named)
    assert set(keys) == {"moi@example.org", "da-co@example.org", "du-thi@example.org"}
    new = database.session.get_one(Person, keys["moi@example.org"])
    assert (new.name, new.unit, new.password) == ("Nguyễn Thị Mới", "Trường Đại học A", None)
    assert (keys["da-co@example.org"], known.name, known.unit) == (known.id, "Trần Văn Đã", "Trường Đại học B")
    wanted = [(new.id, Role.JUDGE), (known.id, Role.CHAIR), (new.id, Role.JUDGE), (entrant.id, Role.JUDGE)]
    against = actions.grant_roles(organiser, edition.id, wanted)
    assert {key: [reason.code for reason in reasons] for key, reasons in against.items()} == {
        entrant.id: ["entrant_not_official"]
    }
    assert queries.holders_of(edition.id, [Role.JUDGE, Role.CHAIR]) == {new.id, known.id}
    assert database.session.scalar(select(func.count()).where(RoleGrant.person_id == new.id)) == 1


def test_among_many_nobody_is_given_what_the_giver_may_not_give(db):
    edition, other = make_edition(), make_person()
    secretary = actor_of(make_person(), (Role.SECRETARY, edition))
    with pytest.raises(Refusal) as refused:
        actions.grant_roles(secretary, edition.id, [(other.id, Role.ORGANISER)])
    assert codes_of(refused) == ["role_above_you"]


def test_among_many_a_closed_account_gets_no_role_and_nobody_else_either(db):
    edition, other, gone = make_edition(), make_person(), make_person()
    secretary = actor_of(make_person(), (Role.SECRETARY, edition))
    gone.active = False
    database.session.flush()
    with pytest.raises(Refusal) as refused:
        actions.grant_roles(secretary, edition.id, [(other.id, Role.JUDGE), (gone.id, Role.JUDGE)])
    assert codes_of(refused) == ["no_such_person"]
    assert queries.holders_of(edition.id, [Role.JUDGE]) == set()


def test_a_secretary_cannot_make_an_organiser_and_a_judge_cannot_make_anybody(db):
    edition, person = make_edition(), make_person()
    secretary = actor_of(make_person(), (Role.SECRETARY, edition))
    with pytest.raises(Refusal) as refused:
        actions.grant_role(secretary, edition.id, person.id, Role.ORGANISER)
    assert codes_of(refused) == ["role_above_you"]
    judge = actor_of(make_person(), (Role.JUDGE, edition))
    with pytest.raises(Refusal) as refused:
        actions.grant_role(judge, edition.id, person.id, Role.JUDGE)
    assert codes_of(refused) == ["not_permitted"]


def test_an_organiser_cannot_make_an_administrator(db):
    edition, person = make_edition(), make_person()
    organiser = actor_of(make_person(), (Role.ORGANISER, edition))
    with pytest.raises(Refusal) as refused:
        actions.grant_role(organiser, edition.id, person.id, Role.ADMIN)
    assert codes_of(refused) == ["admin_is_not_of_edition"]
    with pytest.raises(Refusal) as refused:
        actions.grant_admin(organiser, person.id)
    assert codes_of(refused) == ["not_permitted"]


def test_who_enters_is_not_made_a_judge_and_a_judge_does_not_enter(db):
    edition, entrant, judge = make_edition(), make_person(), make_person()
    actions.become_entrant(actor_of(entrant), edition.id)
    actions.become_entrant(actor_of(entrant), edition.id)
    with pytest.raises(Refusal) as refused:
        actions.grant_role(OPERATOR, edition.id, entrant.id, Role.JUDGE)
    assert codes_of(refused) == ["entrant_not_official"]
    actions.grant_role(OPERATOR, edition.id, judge.id, Role.JUDGE)
    with pytest.raises(Refusal) as refused:
        actions.become_entrant(actor_of(judge), edition.id)
    assert codes_of(refused) == ["official_not_entrant"]
    actions.become_entrant(actor_of(judge), make_edition(slug="khac").id)


def test_the_last_administrator_cannot_be_removed(db):
    made = actions.create_admin(OPERATOR, "quan-tri@example.org", None)
    assert len(made.password) >= 20
    with pytest.raises(Refusal) as refused:
        actions.revoke_admin(OPERATOR, made.person_id)
    assert codes_of(refused) == ["last_admin"]
    second = actions.create_admin(OPERATOR, "thu-hai@example.org", GOOD)
    assert second.password == GOOD
    actions.revoke_admin(OPERATOR, made.person_id)
    assert queries.first_admin() == "thu-hai@example.org"


def test_the_office_makes_somebody_known_without_a_password_and_finds_them_again(db):
    edition = make_edition()
    secretary = actor_of(make_person(), (Role.SECRETARY, edition))
    key = actions.ensure_person(secretary, edition.id, "Trần Bình", "Binh@example.org", "Trường A")
    assert actions.ensure_person(secretary, edition.id, "Người khác", "binh@example.org") == key
    card = queries.people_cards([key])[key]
    assert (card.name, card.unit) == ("Trần Bình", "Trường A")
    assert queries.credential("binh@example.org") is None


def test_an_invitation_is_accepted_by_its_letter_and_the_account_gets_its_password(db):
    edition = make_edition()
    organiser = actor_of(make_person("Lê Chi"), (Role.ORGANISER, edition))
    actions.invite(organiser, edition.id, Role.JUDGE, "Trần Bình", "Binh@example.org")
    (letter,) = letters("people.invitation")
    assert edition.title in letter.text
    assert "Giám khảo" in letter.subject
    token = token_in(letter)
    with pytest.raises(Refusal) as refused:
        actions.accept_invitation(ANONYMOUS, token, "Trần Bình", "ngắn")
    assert codes_of(refused) == ["password_short"]
    key = actions.accept_invitation(ANONYMOUS, token, "Trần Bình", GOOD)
    assert queries.holders_of(edition.id, [Role.JUDGE]) == {key}
    assert queries.is_confirmed(key)
    assert queries.credential("binh@example.org")[0] == key
    with pytest.raises(Refusal) as refused:
        actions.accept_invitation(ANONYMOUS, token, "Trần Bình", GOOD)
    assert codes_of(refused) == ["invitation_answered"]


def test_an_invitation_does_not_change_the_password_of_an_account_that_has_one(db):
    edition = make_edition()
    person = actions.register(ANONYMOUS, "Bình", "binh@example.org", None, GOOD)
    actions.confirm_address(actor_of(person))
    digest = person.password
    actions.invite(OPERATOR, edition.id, Role.JUDGE, "Bình", "binh@example.org")
    actions.accept_invitation(ANONYMOUS, token_in(letters("people.invitation")[0]), "Kẻ khác", "mật mã của kẻ khác 9")
    assert (person.password, person.name) == (digest, "Bình")


def test_an_invitation_is_not_accepted_by_somebody_else_who_is_signed_in(db):
    edition = make_edition()
    actions.invite(OPERATOR, edition.id, Role.JUDGE, "Bình", "binh@example.org")
    token = token_in(letters("people.invitation")[0])
    with pytest.raises(Refusal) as refused:
        actions.accept_invitation(actor_of(make_person()), token, "Bình", GOOD)
    assert codes_of(refused) == ["invitation_for_another"]


def test_a_second_letter_kills_the_link_of_the_first_and_an_old_invitation_dies(db, at):
    edition = make_edition()
    at("2026-05-01T10:00")
    key = actions.invite(OPERATOR, edition.id, Role.JUDGE, "Bình", "binh@example.org")
    actions.resend_invitation(OPERATOR, edition.id, key)
    first, second = (token_in(letter) for letter in letters("people.invitation"))
    assert queries.invitation_card(first) is None
    assert queries.invitation_card(second).why_not == []
    at("2026-05-15T10:00")
    with pytest.raises(Refusal) as refused:
        actions.accept_invitation(ANONYMOUS, second, "Bình", GOOD)
    assert codes_of(refused) == ["invitation_expired"]


def test_inviting_the_same_person_again_leaves_one_invitation(db):
    edition = make_edition()
    actions.invite(OPERATOR, edition.id, Role.JUDGE, "Bình", "binh@example.org")
    actions.invite(OPERATOR, edition.id, Role.JUDGE, "Bình", "binh@example.org")
    assert db.session.scalar(select(func.count()).select_from(Invitation)) == 1


def test_an_invitation_of_another_edition_cannot_be_touched(db):
    one, other = make_edition(), make_edition(slug="khac")
    key = actions.invite(OPERATOR, one.id, Role.JUDGE, "Bình", "binh@example.org")
    organiser = actor_of(make_person(), (Role.ORGANISER, other))
    with pytest.raises(Refusal) as refused:
        actions.withdraw_invitation(organiser, other.id, key)
    assert codes_of(refused) == ["invitation_unknown"]


def test_who_declines_is_not_a_member_and_the_reason_is_kept(db):
    edition = make_edition()
    actions.invite(OPERATOR, edition.id, Role.JUDGE, "Bình", "binh@example.org")
    actions.decline_invitation(ANONYMOUS, token_in(letters("people.invitation")[0]), "Bận công tác")
    (row,) = queries.invitations(edition.id)
    assert row.decline_reason == "Bận công tác"
    assert queries.members(edition.id) == []


def test_a_code_from_paper_opens_the_account_of_a_telephone_once(db):
    edition = make_edition()
    secretary = actor_of(make_person(), (Role.SECRETARY, edition))
    paper = actions.make_claim_code(secretary, edition.id, "Vũ Dung", "+84 912 345 678")
    line = db.session.get_one(ClaimCode, paper.id)
    assert paper.code.replace("-", "") not in line.code_hash
    actions.note_code_try(ANONYMOUS, "0912345678")
    key = actions.claim_account(ANONYMOUS, "0912345678", paper.code.lower(), GOOD)
    assert queries.credential("0912345678")[0] == key
    assert queries.is_confirmed(key)
    with pytest.raises(Refusal) as refused:
        actions.claim_account(ANONYMOUS, "0912345678", paper.code, GOOD)
    assert codes_of(refused) == ["code_used"]


def test_guessing_ends_a_code_and_a_new_code_ends_the_old_one(db):
    edition = make_edition()
    paper = actions.make_claim_code(OPERATOR, edition.id, "Vũ Dung", "0912345678")
    for _ in range(5):
        actions.note_code_try(ANONYMOUS, "0912345678")
        with pytest.raises(Refusal) as refused:
            actions.claim_account(ANONYMOUS, "0912345678", "SAISAISAI2", GOOD)
        assert codes_of(refused) == ["code_wrong"]
    actions.note_code_try(ANONYMOUS, "0912345678")
    with pytest.raises(Refusal) as refused:
        actions.claim_account(ANONYMOUS, "0912345678", paper.code, GOOD)
    assert codes_of(refused) == ["code_locked"]
    again = actions.make_claim_code(OPERATOR, edition.id, "Vũ Dung", "0912345678")
    actions.note_code_try(ANONYMOUS, "0912345678")
    with pytest.raises(Refusal) as refused:
        actions.claim_account(ANONYMOUS, "0912345678", paper.code, GOOD)
    assert codes_of(refused) == ["code_wrong"]
    assert actions.claim_account(ANONYMOUS, "0912345678", again.code, GOOD)


def test_a_unit_hands_out_codes_for_its_own_people_only(db):
    edition = make_edition()
    one = actor_of(make_person("Trường A"), (Role.UNIT, edition))
    other = actor_of(make_person("Trường B"), (Role.UNIT, edition))
    actions.make_claim_code(one, edition.id, "Vũ Dung", "0912345678")
    actions.make_claim_code(one, edition.id, "Vũ Dung", "0912345678")
    with pytest.raises(Refusal) as refused:
        actions.make_claim_code(other, edition.id, "Vũ Dung", "0912345678")
    assert codes_of(refused) == ["code_not_yours"]
    assert len(queries.handed_out(one.id)) == 2
    assert queries.handed_out(other.id) == []


def test_the_office_of_another_edition_gives_no_code_for_an_account_that_was_taken_over(db):
    here, there = make_edition(), make_edition(slug="khac")
    paper = actions.make_claim_code(OPERATOR, here.id, "Vũ Dung", "0912345678")
    stranger = actor_of(make_person(), (Role.SECRETARY, there))
    actions.make_claim_code(stranger, there.id, "Vũ Dung", "0912345678")
    again = actions.make_claim_code(OPERATOR, here.id, "Vũ Dung", "0912345678")
    assert again.code != paper.code
    actions.note_code_try(ANONYMOUS, "0912345678")
    actions.claim_account(ANONYMOUS, "0912345678", again.code, GOOD)
    elsewhere = make_edition(slug="khac-nua")
    with pytest.raises(Refusal) as refused:
        actions.make_claim_code(
            actor_of(make_person(), (Role.SECRETARY, elsewhere)), elsewhere.id, "Vũ Dung", "0912345678"
        )
    assert codes_of(refused) == ["code_not_yours"]
    assert actions.make_claim_code(OPERATOR, here.id, "Vũ Dung", "0912345678")


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "12345", "<b>Ánh</b>", "Ánh, Bình; Chi", "", "   "])
def test_what_is_no_name_of_a_person_is_refused(db, name):
    with pytest.raises(Refusal) as refused:
        actions.register(ANONYMOUS, name, "anh@example.org", None, GOOD)
    assert codes_of(refused)[0] in ("name_strange", "name_missing")
    assert refused.value.reasons[0].where == "name"


def test_a_closed_account_accepts_no_invitation(db):
    edition = make_edition()
    actions.invite(OPERATOR, edition.id, Role.JUDGE, "Bình", "binh@example.org")
    make_person(email="binh@example.org").active = False
    db.session.flush()
    with pytest.raises(Refusal) as refused:
        actions.accept_invitation(ANONYMOUS, token_in(letters("people.invitation")[0]), "Bình", GOOD)
    assert codes_of(refused) == ["invitation_unknown"]


def test_no_code_opens_the_account_of_an_official(db):
    edition, judge = make_edition(), make_person()
    judge.phone, judge.email = "0912345678", None
    grant(judge, edition, Role.JUDGE)
    secretary = actor_of(make_person(), (Role.SECRETARY, edition))
    with pytest.raises(Refusal) as refused:
        actions.make_claim_code(secretary, edition.id, "Kẻ khác", "0912345678")
    assert codes_of(refused) == ["code_not_for_official"]


def test_tries_are_counted_for_the_account_and_for_the_address(db, at):
    at("2026-05-01T10:00")
    for _ in range(10):
        actions.note_try(ANONYMOUS, "sign_in", "anh@example.org", "203.0.113.5")
    with pytest.raises(Refusal) as refused:
        actions.note_try(ANONYMOUS, "sign_in", "anh@example.org", "203.0.113.5")
    assert codes_of(refused) == ["too_many_tries"]
    actions.note_try(ANONYMOUS, "sign_in", "anh@example.org", "203.0.113.6")
    actions.note_try(ANONYMOUS, "sign_in", "binh@example.org", "203.0.113.5")
    at("2026-05-01T10:15")
    actions.note_try(ANONYMOUS, "sign_in", "anh@example.org", "203.0.113.5")


def test_one_address_cannot_try_many_accounts_and_many_addresses_cannot_try_one(db):
    for number in range(200):
        actions.note_try(ANONYMOUS, "sign_in", f"{number}@example.org", "203.0.113.5")
    with pytest.raises(Refusal):
        actions.note_try(ANONYMOUS, "sign_in", "moi@example.org", "203.0.113.5")
    for number in range(50):
        actions.note_try(ANONYMOUS, "sign_in", "anh@example.org", f"203.0.114.{number}")
    with pytest.raises(Refusal):
        actions.note_try(ANONYMOUS, "sign_in", "anh@example.org", "203.0.115.1")


def test_tries_of_yesterday_are_swept_away_and_tell_nobodys_name(db, at):
    at("2026-05-01T10:00")
    actions.note_try(ANONYMOUS, "sign_in", "anh@example.org", "203.0.113.5")
    keys = db.session.scalars(select(Try.key)).all()
    assert all(re.fullmatch(r"[0-9a-f]{64}", key) for key in keys)
    at("2026-05-02T11:00")
    actions.note_try(ANONYMOUS, "sign_in", "binh@example.org", "203.0.113.5")
    assert db.session.scalar(select(func.min(Try.at))) >= now() - timedelta(days=1)

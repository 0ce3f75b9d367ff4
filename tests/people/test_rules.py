"""What decides about people."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.foundation.access import OPERATOR, Actor, Role
from contest.foundation.clock import moment_of
from contest.people.rules import (
    LIMITS,
    OFFICIALS,
    TRIES_OF_A_CODE,
    Limit,
    Ticket,
    giveable,
    login_name,
    own_path,
    plain_password,
    readable_code,
    tidy_code,
    tidy_email,
    why_not_address,
    why_not_answer,
    why_not_claim,
    why_not_enter,
    why_not_give,
    why_not_give_to,
    why_not_hand_out,
    why_not_password,
    why_not_take,
    why_not_try,
)

NOW = moment_of("2026-05-01T10:00")
LATER = NOW + timedelta(days=1)


def holding(role: Role, edition_id: int | None = 7) -> Actor:
    return Actor(1, "Ánh", frozenset({(role, edition_id)}), signed_in=True)


def codes_of(reasons: list) -> list[str]:
    return [reason.code for reason in reasons]


@pytest.mark.parametrize(
    "password",
    [
        "mèo xanh nhảy dây",
        "correct horse battery",
        "Trời-hôm-nay-đẹp",
        "xK9$mQ2&vL",
        "ếếộộừừựựẵẵ",
        "日本語のパスワード十文字",
    ],
)
def test_a_long_password_of_unrelated_words_is_taken(password):
    assert why_not_password(password, ["Nguyễn Thị Ánh", "anh@example.org", "0912345678"]) == []


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "password_short"),
        ("chín ký t", "password_short"),
        ("matkhau123456", "password_common"),
        ("Mật khẩu 2026", "password_common"),
        ("Password12345!", "password_common"),
        ("1234567890", "password_common"),
        ("0987654321", "password_common"),
        ("qwertyuiop", "password_common"),
        ("aaaaaaaaaaaa", "password_common"),
        ("!!!!!!!!!!!!", "password_common"),
        ("vietnam2026!!", "password_common"),
        ("anh.nguyen@example.org", "password_is_address"),
        ("anhnguyen2026", "password_is_address"),
        ("Nguyễn Thị Ánh 1987", "password_is_address"),
        ("0912345678", "password_is_address"),
        ("a" * 201, "password_long"),
    ],
)
def test_a_short_or_guessable_password_is_refused(password, code):
    about = ["Nguyễn Thị Ánh", "anh.nguyen@example.org", "0912345678"]
    assert code in codes_of(why_not_password(password, about))


def test_a_password_typed_with_separate_marks_is_the_same_password():
    assert plain_password("mật khẩu") == plain_password("mật khẩu")


@given(st.text(max_size=60))
def test_any_text_as_a_password_gets_an_answer(text):
    assert all(reason.where == "password" for reason in why_not_password(text, [text, None, "an@vd.vn"]))


@pytest.mark.parametrize(
    "value",
    [
        "https://example.com/", "//example.com", "///example.com", "/\\example.com", "\\\\example.com",
        "javascript:alert(1)", "http:/x", "/ /x", "/\tx", "/x\n", "", None, "ho-so", "/%0d%0a\r\nSet-Cookie:a=b",
        "https:example.com",
    ],
)  # fmt: skip
def test_only_a_path_of_this_house_is_gone_to_after_signing_in(value):
    assert own_path(value) is None


@pytest.mark.parametrize("value", ["/", "/hoi-thi-2026/ho-so/cua-toi?trang=2", "/a//b", "/a?next=https://example.com"])
def test_a_path_of_this_house_is_kept(value):
    assert own_path(value) == value


@given(st.text(alphabet="/\\:.@ab?#%\t\n ", max_size=12))
def test_no_text_leads_out_of_the_house(text):
    found = own_path(text)
    assert found is None or (found.startswith("/") and found[1:2] not in ("/", "\\"))


def test_addresses_are_kept_in_small_letters_without_spaces():
    assert tidy_email("  An.Nguyen@Example.ORG ") == "an.nguyen@example.org"


@pytest.mark.parametrize(
    "value", ["an", "an@", "@vd.vn", "an@vd", "an @vd.vn", "an@vd..vn", "an@vd.vn,x", "a@b.c" * 60]
)
def test_what_cannot_be_an_address_is_refused(value):
    assert codes_of(why_not_address(value)) == ["email_unreadable"]


def test_people_sign_in_with_a_telephone_however_they_write_it():
    assert login_name("+84 912 345 678") == login_name("0912.345.678") == "0912345678"
    assert login_name(" Anh@Example.org") == "anh@example.org"
    assert login_name("không phải số") == "không phải số"


@given(st.text(alphabet="ABCDEFGHJKMNPQRSTUVWXYZ23456789", min_size=10, max_size=10))
def test_a_code_read_from_paper_is_found_however_it_is_typed(code):
    printed = readable_code(code)
    assert tidy_code(printed) == tidy_code(printed.lower()) == tidy_code(f" {printed[:3]} {printed[3:]} ") == code


def test_a_judge_or_organiser_of_an_edition_may_not_enter_it():
    for role in Role:
        assert bool(why_not_enter([role])) == (role in OFFICIALS)
    assert {Role.JUDGE, Role.CHAIR, Role.ORGANISER} <= set(OFFICIALS)


def test_who_enters_may_not_judge_or_run_the_same_edition():
    for role in Role:
        assert bool(why_not_give_to({Role.ENTRANT}, role)) == (role in OFFICIALS)
    assert why_not_give_to({Role.UNIT}, Role.JUDGE) == []


def test_an_organiser_gives_every_role_of_the_edition_but_not_the_administrators():
    giver = holding(Role.ORGANISER)
    refused = {role for role in Role if why_not_give(giver, 7, role)}
    assert refused == {Role.ADMIN, Role.ENTRANT}
    assert codes_of(why_not_give(giver, None, Role.ADMIN)) == ["admin_only_by_admin"]
    assert why_not_give(OPERATOR, None, Role.ADMIN) == []


def test_a_secretary_gives_only_the_roles_of_councils_and_units():
    giver = holding(Role.SECRETARY)
    assert set(giveable(giver, 7)) == {Role.CHAIR, Role.CLERK, Role.JUDGE, Role.UNIT}
    assert codes_of(why_not_give(giver, 7, Role.ORGANISER)) == ["role_above_you"]


def test_a_role_of_one_edition_gives_nothing_in_another():
    assert giveable(holding(Role.ORGANISER, 7), 8) == ()
    assert codes_of(why_not_give(holding(Role.ORGANISER, 7), 8, Role.JUDGE)) == ["role_above_you"]


@pytest.mark.parametrize("role", [Role.CHAIR, Role.CLERK, Role.JUDGE, Role.UNIT, Role.ENTRANT, Role.OBSERVER])
def test_everybody_else_gives_nothing(role):
    assert giveable(holding(role), 7) == ()


def test_a_role_of_an_edition_is_never_held_for_the_whole_installation():
    assert codes_of(why_not_give(OPERATOR, None, Role.JUDGE)) == ["role_needs_edition"]


def test_the_last_administrator_stays():
    assert codes_of(why_not_take(Role.ADMIN, 1)) == ["last_admin"]
    assert why_not_take(Role.ADMIN, 2) == []
    assert why_not_take(Role.JUDGE, 1) == []


def test_an_invitation_is_answered_once_and_in_time():
    assert why_not_answer(Ticket(LATER, used=False), NOW) == []
    assert codes_of(why_not_answer(Ticket(NOW, used=False), NOW)) == ["invitation_expired"]
    assert codes_of(why_not_answer(Ticket(LATER, used=True), NOW)) == ["invitation_answered"]


def test_a_code_works_once_in_time_and_not_after_too_many_guesses():
    assert why_not_claim(Ticket(LATER, used=False, tries=TRIES_OF_A_CODE - 1), NOW) == []
    assert codes_of(why_not_claim(Ticket(LATER, used=False, tries=TRIES_OF_A_CODE), NOW)) == ["code_locked"]
    assert codes_of(why_not_claim(Ticket(NOW, used=False), NOW)) == ["code_expired"]
    assert codes_of(why_not_claim(Ticket(LATER, used=True), NOW)) == ["code_used"]


def test_a_code_never_opens_the_account_of_an_official_or_of_somebody_with_email():
    for role in (Role.ADMIN, *OFFICIALS):
        assert "code_not_for_official" in codes_of(why_not_hand_out([role], None, own=True))
    assert codes_of(why_not_hand_out([], "an@vd.vn", own=True)) == ["code_not_for_email"]
    assert codes_of(why_not_hand_out([], None, own=False)) == ["code_not_yours"]
    assert why_not_hand_out([Role.ENTRANT], None, own=True) == []
    assert why_not_hand_out([], None, own=True) == []


def test_a_limit_is_reached_exactly_at_its_number():
    limit = Limit(3, timedelta(minutes=15))
    assert why_not_try(2, limit) == []
    assert why_not_try(3, limit)[0].params == {"minutes": 15}
    assert all(pair.most <= whence.most for pair, _, whence in LIMITS.values())

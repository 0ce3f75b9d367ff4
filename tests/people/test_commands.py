"""`contest people …`, as an operator types it."""

import json

import pytest
from click.testing import CliRunner

from contest.foundation.access import Role
from contest.people import queries
from contest.people.commands import people
from tests.editions.makers import make_edition
from tests.people.makers import grant, make_person

GOOD = "mèo xanh nhảy dây"


@pytest.fixture
def run(app, db):
    """Type a command; the answer is (exit code, what was said, what was complained)."""

    def typed(*words, given=""):
        result = CliRunner().invoke(people, words, obj=app, input=given, catch_exceptions=False)
        return result.exit_code, result.stdout, result.stderr

    return typed


def test_an_account_is_made_with_a_password_from_stdin(run):
    code, said, _ = run("add", "--name", "Ánh", "--email", "anh@example.org", "--password-stdin", "--json", given=GOOD)
    assert code == 0
    key = json.loads(said)["id"]
    assert queries.credential("anh@example.org")[0] == key
    assert queries.is_confirmed(key)


def test_an_account_made_without_a_password_gets_a_letter(run):
    code, said, _ = run("add", "--name", "Ánh", "--email", "anh@example.org")
    assert (code, "gửi thư đặt mật khẩu" in said) == (0, True)
    assert queries.credential("anh@example.org") is None


def test_a_known_address_is_refused_in_vietnamese(run):
    make_person(email="anh@example.org")
    code, said, complained = run("add", "--name", "Ánh", "--email", "anh@example.org", "--json")
    assert code == 1
    assert json.loads(said)["error"]["code"] == "address_known"
    assert "Địa chỉ này đã có tài khoản" in complained


def test_a_role_is_given_and_taken(run):
    edition, person = make_edition(), make_person("Ánh", "anh@example.org")
    assert run("grant", "anh@example.org", "judge", "--edition", edition.slug)[:2] == (
        0,
        "Ánh giữ vai trò Giám khảo.\n",
    )
    assert queries.holders_of(edition.id, [Role.JUDGE]) == {person.id}
    assert run("grant", "anh@example.org", "judge", "--edition", edition.slug, "--revoke")[0] == 0
    assert queries.holders_of(edition.id, [Role.JUDGE]) == set()


def test_a_role_of_an_edition_needs_the_edition(run):
    make_person(email="anh@example.org")
    code, _, complained = run("grant", "anh@example.org", "judge")
    assert (code, "phải gắn với một hội thi" in complained) == (1, True)
    assert run("grant", "anh@example.org", "judge", "--edition", "khong-co")[0] == 1
    assert run("grant", "anh@example.org", "king")[0] == 2


def test_the_last_administrator_stays(run):
    make_person(email="anh@example.org")
    assert run("grant", "anh@example.org", "admin")[0] == 0
    code, _, complained = run("grant", "anh@example.org", "admin", "--revoke")
    assert (code, "người quản trị cuối cùng" in complained) == (1, True)


def test_the_person_named_with_as_needs_the_permission(run):
    edition = make_edition()
    secretary = make_person(email="thuky@example.org")
    make_person(email="anh@example.org")
    grant(secretary, edition, Role.SECRETARY)
    words = ("grant", "anh@example.org", "organiser", "--edition", edition.slug, "--as", "thuky@example.org")
    code, _, complained = run(*words)
    assert (code, "Bạn không giao được vai trò Ban Tổ chức" in complained) == (1, True)


def test_people_are_listed_in_the_vietnamese_order_of_names(run):
    edition = make_edition()
    for name in ("Trần Bình", "Nguyễn Ánh", "Lê Đức"):
        grant(make_person(name), edition, Role.JUDGE)
    make_person("Phạm An")
    names = [row["name"] for row in json.loads(run("list", "--edition", edition.slug, "--json")[1])]
    assert names == ["Nguyễn Ánh", "Trần Bình", "Lê Đức"]
    assert len(json.loads(run("list", "--json")[1])) == 4
    assert "Trần Bình" in run("list")[1]

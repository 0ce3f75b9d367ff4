"""Every way in is declared, and does what is declared: who may enter, what is refused, what every page carries."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection
from werkzeug.routing import Rule

from contest.editions.models import Edition
from contest.foundation.access import Role
from contest.foundation.database import db as database
from contest.foundation.pages import Entrance
from contest.people.models import Person
from tests.editions.makers import make_edition
from tests.forgetting import forgotten, forgotten_within
from tests.house.doors import DOORS, EVERYBODY, SIGNED_IN
from tests.house.tree import ROOT, Module, imports, modules, none, rooms, write
from tests.people.makers import grant, make_person

ASSETS = frozenset({"static", "bootstrap.static"})
PERSONS = sorted(EVERYBODY)


def rules(app: Flask) -> list[Rule]:
    """Every address of the house but the assets."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in ASSETS]


def access_of(app: Flask, endpoint: str) -> object:
    """What the view declares, or None."""
    return getattr(app.view_functions[endpoint], "__contest_access__", None)


def test_every_view_declares_who_may_enter(app):
    none([f"{rule.endpoint} has no @page(…)" for rule in rules(app) if access_of(app, rule.endpoint) is None])


def test_every_page_has_a_row_and_every_row_a_page(app):
    there = {rule.endpoint for rule in rules(app)}
    missing = [f'tests/house/doors.py lacks a row:  "{name}": …,' for name in sorted(there - set(DOORS))]
    none(missing + [f"tests/house/doors.py has a row for {name}, which is gone" for name in sorted(set(DOORS) - there)])


def test_a_view_without_a_declaration_is_found():
    bare = Flask("bare")
    bare.add_url_rule("/x", "x", lambda: "")
    assert [rule.endpoint for rule in rules(bare) if access_of(bare, rule.endpoint) is None] == ["x"]


class Town(NamedTuple):
    """What all tests of this file find when they begin, and the connection on which it is kept."""

    connection: Connection
    edition: Edition
    people: dict[str, Person | None]


@pytest.fixture(scope="module")
def town(app) -> Iterator[Town]:
    """One edition, one person for each role of it, and the same roles of another edition for everybody."""
    with forgotten(app) as connection:
        edition, other = make_edition(stage="open"), make_edition(slug="hoi-thi-khac", stage="open")
        people: dict[str, Person | None] = {"stranger": None, "somebody": make_person("Không vai trò")}
        for role in Role:
            people[role] = make_person(f"Người {role}")
            grant(people[role], None if role is Role.ADMIN else edition, role)
        for role in (Role.ORGANISER, Role.SECRETARY, Role.CHAIR, Role.JUDGE, Role.UNIT):
            grant(people["somebody"], other, role)
        database.session.commit()
        # They are asked for names and keys alone, which no page changes: hundreds of times, never of the database.
        database.session.expunge_all()
        yield Town(connection, edition, people)


@pytest.fixture
def db(app, town) -> Iterator[Any]:
    """The database as the town was made: whatever a page does to it is undone."""
    with forgotten_within(app, town.connection):
        yield database


@pytest.fixture
def house(app, town, db, monkeypatch):
    """The edition and the people of the town."""
    # A page that breaks is one finding among the others, not the end of the walk.
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    return town.edition, town.people


def _address(rule: Rule) -> str:
    """The rule's address with something in each place: what is not there may be a 404, but only for who may enter."""
    return re.sub(r"<(?:(\w+)(?:\([^>]*\))?:)?(\w+)>", _filled, _first_choice(rule.rule))


def _first_choice(rule: str) -> str:
    return re.sub(r"<any\(\s*['\"]?(\w[\w-]*)[^>]*>", r"\1", rule)


def _filled(found: re.Match[str]) -> str:
    kind, name = found.groups()
    known = {"slug": "thu-nghiem", "round_key": "preliminary", "role": "judge", "kind": "register", "number": "1"}
    return known.get(name, "1" if kind == "int" else "khong-co")


def _gets_in(answer) -> bool:
    """Not shown to the sign-in page and not turned away."""
    to_sign_in = answer.status_code in (302, 303) and answer.location.startswith("/dang-nhap?next=")
    return not to_sign_in and answer.status_code not in (401, 403)


@pytest.mark.parametrize("endpoint", sorted(DOORS))
def test_who_gets_in_is_who_the_table_says(app, house, client_of, endpoint):
    _, people = house
    wrong = []
    for rule in (rule for rule in rules(app) if rule.endpoint == endpoint):
        for method in sorted(rule.methods & {"GET", "POST", "PUT", "PATCH", "DELETE"}):
            for name in PERSONS:
                person = people[name]
                browser: FlaskClient = client_of(person) if person is not None else app.test_client()
                answer = browser.open(_address(rule), method=method)
                allowed = name in DOORS[endpoint]
                if answer.status_code >= 500:
                    wrong.append(f"{method} {rule.rule} breaks for {name}: {answer.status_code}, see the log")
                # A door that only asks for an account may still be refused by the deed behind it.
                inner = allowed and answer.status_code == 403 and isinstance(access_of(app, endpoint), Entrance)
                if _gets_in(answer) != allowed and not inner:
                    words = "is turned away from" if allowed else "gets into"
                    wrong.append(f"{name} {words} {method} {rule.rule} ({answer.status_code})")
    none(wrong)


def test_a_role_of_another_edition_opens_nothing_here(house, client_of):
    edition, people = house
    browser = client_of(people["somebody"])
    assert browser.get(f"/{edition.slug}/thanh-vien").status_code == 403
    assert browser.get("/hoi-thi-khac/thanh-vien").status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_no_change_is_taken_without_the_token_of_the_form(app, house, client_of, monkeypatch, method):
    _, people = house
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    browser = client_of(people["admin"])
    wrong = []
    for rule in (rule for rule in rules(app) if method in rule.methods):
        for sent in ({}, {"csrf_token": "giả"}):
            answer = browser.open(_address(rule), method=method, data=sent)
            if answer.status_code != 400:
                wrong.append(f"{method} {rule.rule} is taken without a token ({answer.status_code})")
    none(wrong)


def test_a_form_with_its_token_is_taken(app, house, client_of, monkeypatch):
    _, people = house
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    browser = client_of(people["somebody"])
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/tai-khoan/ho-so").text).group(1)
    data = {"csrf_token": token, "name": "Tên mới", "unit": ""}
    assert browser.post("/tai-khoan/ho-so", data=data).status_code == 303


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}


def test_every_answer_carries_the_headers_that_keep_it_safe(app, house, client_of):
    _, people = house
    browser, wrong = client_of(people["admin"]), []
    addresses = {_address(rule) for rule in rules(app) if "GET" in rule.methods} | {"/khong-co-trang-nay", "/static/x"}
    for address in sorted(addresses):
        headers = browser.get(address).headers
        policy = headers.get("Content-Security-Policy", "")
        if "default-src 'self'" not in policy or ("unsafe" not in policy.replace("unsafe", "", 0) and not policy):
            wrong.append(f"{address} has no content security policy")
        if "unsafe-inline" in policy or "unsafe-eval" in policy:
            wrong.append(f"{address} allows what is unsafe: {policy}")
        wrong.extend(
            f"{address} lacks {name}: {value}" for name, value in HEADERS.items() if headers.get(name) != value
        )
    none(wrong)


def test_a_page_seen_with_an_account_is_kept_by_no_cache(house, client_of):
    _, people = house
    assert client_of(people["somebody"]).get("/tai-khoan").headers["Cache-Control"] == "no-store"


INLINE = [
    (re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.I), "a script inside the page"),
    (re.compile(r"<style[\s>]", re.I), "a style inside the page"),
    (re.compile(r"<[a-z][^<>]*\sstyle\s*=", re.I), "a style attribute"),
    (re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.I), "a script attribute"),
    (re.compile(r"(?:href|src|action)\s*=\s*[\"']?\s*javascript:", re.I), "a script in an address"),
    (re.compile(r"(?:href|src)\s*=\s*[\"'](?:https?:)?//", re.I), "something fetched from elsewhere"),
    (re.compile(r"\|\s*safe\b"), "text that is not escaped (|safe)"),
]


def inline(root: Path) -> list[str]:
    """Every template that carries a script, a style or foreign things inside."""
    found = []
    for path in sorted((root / "templates").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        for pattern, words in INLINE:
            found.extend(
                f"{path.relative_to(root)}:{text[: match.start()].count(chr(10)) + 1} has {words}"
                for match in pattern.finditer(text)
            )
    return found


def test_no_template_carries_scripts_styles_or_foreign_things():
    none(inline(ROOT))


@pytest.mark.parametrize(
    "planted",
    [
        "<script>alert(1)</script>", "<style>p{}</style>", '<p style="color:red">', '<a onclick="x()">',
        '<a href="javascript:x">', '<img src="https://example.org/x.png">', "{{ text|safe }}",
    ],
)  # fmt: skip
def test_what_is_carried_inside_a_page_is_found(tmp_path, planted):
    assert len(inline(write(tmp_path, {"templates/people/x.html": f"<p>x</p>\n{planted}\n"}))) == 1


def test_scripts_with_an_address_are_not_taken_for_a_fault(tmp_path):
    fine = '<script type="module" src="{{ asset(\'a.js\') }}"></script><a href="/x" data-on="y">'
    assert inline(write(tmp_path, {"templates/people/x.html": fine})) == []


COMMITTING = frozenset({"contest/foundation/action.py"})


def commits(root: Path) -> list[str]:
    """Every commit outside the door for writes."""
    return [
        f"{module.name}:{node.lineno} commits; only the door (foundation/action.py) does"
        for module in modules(root)
        if module.name not in COMMITTING
        for node in module.nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    ]


@pytest.mark.slow
def test_only_the_door_commits():
    none(commits(ROOT))


def test_a_commit_elsewhere_is_found(tmp_path):
    assert len(commits(write(tmp_path, {"contest/people/actions.py": "db.session.commit()\n"}))) == 1


def undeclared_deeds(root: Path) -> list[str]:
    """Every public function of the actions floor that takes an actor and does not stand behind @action."""
    found = []
    for module in rooms(root):
        if module.floor != "actions":
            continue
        for node in module.tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                first = node.args.args[0] if node.args.args else None
                takes_actor = first is not None and ast.unparse(first.annotation or ast.Constant("")) == "Actor"
                behind = any(ast.unparse(each).startswith("action(") for each in node.decorator_list)
                if takes_actor and not behind and _writes(node) and _is_used_outside(root, module, node.name):
                    found.append(f"{module.name}:{node.lineno} {node.name} takes an actor and has no @action(…)")
    return found


def _writes(node: ast.FunctionDef) -> bool:
    """Whether it changes something itself: one that only calls deeds (a preview, say) goes through their doors."""
    return re.search(r"session\.(add|add_all|delete|execute|flush)\b", ast.unparse(node)) is not None


def _is_used_outside(root: Path, module: Module, name: str) -> bool:
    """Whether a page, command or job, or another room's deed, takes the function from the actions floor."""
    home = ".".join(("contest", *module.parts[:2]))
    for other in modules(root):
        if other.place == module.place and other.floor == "actions":
            continue
        named = any(each.module.startswith(home) and name in each.names for each in imports(other))
        if named or (f"actions.{name}(" in other.text and re.search(rf"\bactions\.{name}\(", other.text)):
            return True
    return False


@pytest.mark.slow
def test_every_deed_goes_through_the_door():
    none(undeclared_deeds(ROOT))


def test_a_deed_beside_the_door_is_found(tmp_path):
    deed = "def give(actor: Actor, x):\n    db.session.add(x)\n"
    files = {"contest/people/actions.py": deed, "contest/people/routes.py": "actions.give(1)\n"}
    assert len(undeclared_deeds(write(tmp_path, files))) == 1
    behind = {"contest/people/actions.py": f"@action(Permission.X)\n{deed}"}
    assert undeclared_deeds(write(tmp_path, behind)) == []


def unseen_changes(root: Path) -> list[str]:
    """Every bulk UPDATE, DELETE or INSERT in an action: the audit's listener sees only rows."""
    found, unaudited = [], _unaudited(root)
    for module in rooms(root):
        if module.floor != "actions":
            continue
        for node in module.nodes:
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("update", "delete", "insert")
            ):
                table = ast.unparse(node.args[0]) if node.args else ""
                if table not in unaudited:
                    found.append(f"{module.name}:{node.lineno} changes {table} in bulk, unseen by the audit")
    return found


def _unaudited(root: Path) -> set[str]:
    """Tables that say of themselves that the audit leaves them out."""
    return {
        node.name
        for module in modules(root)
        for node in module.nodes
        if isinstance(node, ast.ClassDef)
        and any(isinstance(each, ast.Assign) and ast.unparse(each) == "__unaudited__ = True" for each in node.body)
    }


def test_no_deed_changes_audited_rows_in_bulk():
    none(unseen_changes(ROOT))


def test_a_bulk_change_is_found_unless_the_table_is_left_out_on_purpose(tmp_path):
    files = {
        "contest/people/models.py": "class Try:\n    __unaudited__ = True\nclass Person: ...\n",
        "contest/people/actions.py": "delete(Try)\nupdate(Person)\n",
    }
    assert [words.split()[2] for words in unseen_changes(write(tmp_path, files))] == ["Person"]


def test_the_table_knows_signed_in_people_and_strangers_apart():
    assert DOORS["people.sign_in"] == EVERYBODY
    assert DOORS["people.account"] == SIGNED_IN

"""Rooms look back, floors look down: who may import whom, and nothing hides."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from contest.life import STAGES
from tests.house.tree import FLOORS, ROOT, WIRING, Import, Module, imports, modules, none, rooms, write

# What each floor may see, of its own room and of earlier ones.
SEES = {
    "rules": {"rules"},
    "models": {"rules", "models"},
    "queries": {"rules", "models", "queries"},
    "actions": {"rules", "models", "queries", "actions"},
    "reports": {"rules", "models", "queries", "reports"},
    "forms": {"rules", "queries", "forms"},
    "jobs": {"rules", "queries", "actions", "reports"},
    "commands": {"rules", "queries", "actions", "reports"},
    "routes": {"rules", "queries", "actions", "reports", "forms"},
}
# Which packages beside the standard library each floor may use.
PACKAGES = {
    "rules": set(),
    "models": {"sqlalchemy"},
    "queries": {"sqlalchemy"},
    "actions": {"sqlalchemy"},
    "reports": {"sqlalchemy"},
    "forms": {"wtforms", "flask_wtf", "markupsafe", "werkzeug"},
    "jobs": set(),
    "commands": {"click"},
    "routes": {"flask", "werkzeug", "markupsafe"},
}
# … and the places that may use more, each for a reason: the regulation's schema, the solvers, the statistics, accounts.
MORE = {
    "editions/rules": {"pydantic", "pydantic_core", "yaml"},
    "juries/rules/solver": {"ortools", "numpy"},
    "juries/rules/timetable": {"ortools"},
    "ranking/rules": {"numpy"},
    "screening/rules/radar": {"numpy"},
    "people/actions": {"flask_security"},
    "people/routes": {"flask_security", "flask_login"},
    "demo/commands": {"flask"},
}
# Of the ground, rules see only what is pure.
PURE = {"refusal", "access", "report", "vietnamese", "clock", "letters"}
# The one listed exception to "no import hides in a function": what is slow to load, or large.
HEAVY = {
    *("openpyxl", "ortools", "numpy", "puremagic", "tqdm", "PIL", "pillow_heif"),
    *(
        "pypdf",
        "pypdfium2",
        "waitress",
        "docx",
        "docxtpl",
        "segno",
        "zxingcpp",
        "icalendar",
        "flask_migrate",
        "fontTools",
    ),
}


def breaches(root: Path, stages: tuple[str, ...] = STAGES) -> list[str]:
    """Everything that is out of place, each as a sentence."""
    found: list[str] = []
    for module in modules(root):
        found.extend(f"{module.name}: {words}" for words in _of_module(module, stages))
    return found


def _of_module(module: Module, stages: tuple[str, ...]) -> Iterator[str]:
    yield from _misplaced(module, stages)
    for each in imports(module):
        yield from _of_import(module, each, stages)


def _misplaced(module: Module, stages: tuple[str, ...]) -> Iterator[str]:
    if module.place in WIRING or module.place == "foundation":
        return
    if module.place not in stages:
        yield f"{module.place} is no room of the life (contest/life.py)"
    elif module.floor and module.floor not in FLOORS:
        yield f"{module.floor} is no floor; floors are {', '.join(FLOORS)}"


def _of_import(module: Module, each: Import, stages: tuple[str, ...]) -> Iterator[str]:
    if each.level:
        yield f"line {each.line} imports by a relative path; say the full one"
    elif each.top == "contest":
        for target in _targets(module, each):
            yield from _inside(module, target, each, stages)
    elif each.is_hidden and each.top not in HEAVY:
        yield f"line {each.line} hides the import of {each.module} in a function"
    elif module.place not in WIRING:
        yield from _outside(module, each)


def _targets(module: Module, each: Import) -> set[tuple[str, ...]]:
    """`from contest.people import actions, queries` are two targets; `from contest.people.rules import X` is one."""
    parts = tuple(each.module.split(".")[1:])
    if len(parts) >= 2 or not each.names:
        return {parts}
    return {(*parts, name) if _is_module(module.root, (*parts, name)) else parts for name in each.names}


def _is_module(root: Path, parts: tuple[str, ...]) -> bool:
    path = root.joinpath("contest", *parts)
    return path.is_dir() or path.with_suffix(".py").exists()


def _inside(module: Module, target: tuple[str, ...], each: Import, stages: tuple[str, ...]) -> Iterator[str]:
    line = f"line {each.line}"
    if each.is_hidden and not each.for_types and module.parts != ("__init__",):
        yield f"{line} hides the import of {each.module} in a function"
    if module.place in WIRING or not target:
        return
    place = target[0]
    if module.place == "foundation":
        if place != "foundation" and target != ("config",):
            yield f"{line}: the foundation knows nothing of {place}"
        return
    if place in WIRING:
        # The demonstration plays a whole installation: it makes one, and serves it.
        if module.place == "demo" and module.floor == "commands":
            return
        yield f"{line}: nobody looks at the wiring ({place})"
    elif place == "foundation":
        yield from _ground(module, target, each)
    elif place not in stages:
        yield f"{line}: there is no room {place}"
    else:
        yield from _up_or_forward(module, target, line, stages)


def _ground(module: Module, target: tuple[str, ...], each: Import) -> Iterator[str]:
    if module.floor != "rules":
        return
    if len(target) > 1 and target[1] not in PURE:
        yield f"line {each.line}: rules see only the pure ground ({', '.join(sorted(PURE))}), not {target[1]}"
    if target[1:] == ("clock",) and "now" in each.names:
        yield f"line {each.line}: a rule is told the time (at=…), it does not ask"


def _up_or_forward(module: Module, target: tuple[str, ...], line: str, stages: tuple[str, ...]) -> Iterator[str]:
    place, floor = target[0], target[1] if len(target) > 1 else ""
    if place != module.place and module.place in stages and stages.index(place) > stages.index(module.place):
        yield f"{line}: {module.place} comes before {place} in a contest's life"
    if not floor or floor not in FLOORS:
        return
    own_floor = place == module.place and floor == module.floor
    if not own_floor and floor not in SEES.get(module.floor, set(FLOORS)):
        yield f"{line}: {module.floor} may not see {floor} (of {place})"


def _outside(module: Module, each: Import) -> Iterator[str]:
    if each.top in sys.stdlib_module_names or module.place == "foundation" or not module.floor:
        return
    allowed = PACKAGES.get(module.floor, set())
    for place, more in MORE.items():
        if "/".join(module.parts).startswith(place):
            allowed = allowed | more
    if each.top not in allowed and not (each.top in HEAVY and module.floor not in ("rules", "models")):
        yield f"line {each.line}: {module.floor} may not use {each.top}"


def test_every_module_stands_on_its_floor_and_looks_only_down_and_back():
    none(breaches(ROOT))


@pytest.mark.parametrize(
    ("name", "source", "sentence"),
    [
        ("contest/people/rules.py", "import flask", "rules may not use flask"),
        ("contest/people/actions.py", "from flask import session", "actions may not use flask"),
        ("contest/entries/routes.py", "from contest.entries.models import Entry", "may not see models (of entries)"),
        ("contest/entries/routes.py", "from contest.people import models", "routes may not see models (of people)"),
        ("contest/entries/queries.py", "from contest.scoring.rules import total", "entries comes before scoring"),
        ("contest/entries/queries.py", "from contest.scoring import rules", "entries comes before scoring"),
        ("contest/entries/queries.py", "from contest.entries import actions", "may not see actions (of entries)"),
        ("contest/entries/utils.py", "", "utils is no floor"),
        ("contest/helpers/rules.py", "", "helpers is no room"),
        ("contest/foundation/pages.py", "from contest.people.rules import x", "the foundation knows nothing of people"),
        ("contest/people/queries.py", "from contest.app import create_app", "nobody looks at the wiring (app)"),
        ("contest/people/queries.py", "from .models import Person", "relative path"),
        ("contest/people/queries.py", "def f():\n    import json", "hides the import of json"),
        ("contest/people/queries.py", "def f():\n    from contest.people.models import P", "hides the import of"),
        ("contest/people/rules.py", "from contest.foundation.database import db", "rules see only the pure ground"),
        ("contest/people/rules.py", "from contest.foundation.clock import now", "a rule is told the time"),
        ("contest/people/rules.py", "import numpy", "rules may not use numpy"),
        ("contest/juries/rules/workload.py", "import ortools", "rules may not use ortools"),
    ],
)  # fmt: skip
def test_a_breach_is_found_and_said(tmp_path, name, source, sentence):
    files = {f"contest/{room}/__init__.py": "" for room in ("people", "entries", "scoring", "juries")}
    files |= {"contest/people/models.py": "", "contest/entries/actions.py": "", "contest/scoring/rules.py": ""}
    found = breaches(write(tmp_path, files | {name: source}))
    assert len(found) == 1, found
    assert sentence in found[0]


def test_what_is_allowed_is_not_taken_for_a_breach(tmp_path):
    files = {
        "contest/people/models.py": "from sqlalchemy import select",
        "contest/entries/queries/__init__.py": "from contest.people.models import Person",
        "contest/entries/routes/pages.py": "from flask import g\nfrom contest.entries.routes.blueprint import routes",
        "contest/entries/reports.py": "def f():\n    import openpyxl",
        "contest/juries/rules/solver/network.py": "import numpy\nfrom ortools.graph.python import min_cost_flow",
        "contest/app.py": "from contest.people.models import Person",
    }
    assert breaches(write(tmp_path, files)) == []


_OPENED = """
import sys
from contest.app import create_app
create_app()
print(*sorted(name for name in NAMES if name in sys.modules))
"""


def test_opening_the_house_loads_nothing_heavy(tmp_path):
    names = sorted(
        (HEAVY | {"typst", "pypdfium2", "pillow_heif", "lxml", "alembic", "mako", "pygments"}) - {"waitress"}
    )
    answer = subprocess.run(
        [sys.executable, "-c", f"NAMES = {names!r}\n{_OPENED}"],
        cwd=ROOT,
        env={**os.environ, "CONTEST_INSTANCE": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.split() == []


_BARE = """
import importlib, sys
class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in BLOCKED:
            raise ImportError(f"{name} is not here")
sys.meta_path.insert(0, Nothing())
for name in NAMES:
    importlib.import_module(name)
"""


def test_rules_run_where_there_is_no_flask_and_no_database():
    names = sorted(".".join(("contest", *module.parts)) for module in rooms() if module.floor == "rules")
    blocked = ["flask", "sqlalchemy", "wtforms", "flask_wtf", "flask_sqlalchemy", "click", "jinja2", "werkzeug"]
    code = f"BLOCKED, NAMES = {blocked!r}, {names!r}\n{_BARE}"
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr[-1500:]

"""Only the clock asks the time, so that a rehearsal, a test and a deadline all look at the same hands."""

import ast
from pathlib import Path

import pytest

from tests.house.tree import ROOT, modules, none, write

ASKING = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
    ("time", "time"), ("time", "time_ns"), ("time", "localtime"), ("time", "gmtime"), ("time", "ctime"),
}  # fmt: skip
HANDS = {name for _, name in ASKING}
DATABASES_OWN = ("func.now", "func.current_timestamp")


def asking_the_time(root: Path) -> list[str]:
    """Every place beside the clock that asks the system for the time."""
    found = []
    for module in modules(root):
        if module.name == "contest/foundation/clock.py":
            continue
        for node in module.nodes:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in HANDS:
                owner = ast.unparse(node.func.value).split(".")[-1]
                if (owner, node.func.attr) in ASKING:
                    found.append(f"{module.name}:{node.lineno} asks {ast.unparse(node.func)}(); ask clock.now()")
            if isinstance(node, ast.Attribute) and ast.unparse(node) in DATABASES_OWN:
                found.append(f"{module.name}:{node.lineno} lets the database tell the time; ask clock.now()")
    return found


def test_only_the_clock_asks_the_time():
    none(asking_the_time(ROOT))


@pytest.mark.parametrize(
    "source",
    ["datetime.now(UTC)", "datetime.datetime.utcnow()", "date.today()", "time.time()", "func.now()", "dt.date.today()"],
)
def test_whoever_asks_is_found(tmp_path, source):
    assert len(asking_the_time(write(tmp_path, {"contest/people/queries.py": f"x = {source}\n"}))) == 1


def test_measuring_a_duration_is_not_asking_the_time(tmp_path):
    assert asking_the_time(write(tmp_path, {"contest/cli.py": "x = time.perf_counter() - time.monotonic()\n"})) == []

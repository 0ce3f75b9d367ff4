"""Small on purpose: a module of 300 lines is two thoughts, a function of 50 is two deeds."""

import ast
from pathlib import Path

from tests.house.tree import ROOT, Module, modules, none, write

MOST_IN_A_MODULE = 300
MOST_IN_A_FUNCTION = 50


def too_long(root: Path) -> list[str]:
    """Every module and function that is too long, with its length."""
    found = []
    read = {module.path: module for module in modules(root)}
    for path in sorted((root / "contest").rglob("*.py")):
        if "versions" in path.parts:
            continue
        module = read.get(path) or Module(path, root)
        lines = len(module.text.splitlines())
        if lines > MOST_IN_A_MODULE:
            found.append(f"{path.relative_to(root)} has {lines} lines; the most is {MOST_IN_A_MODULE}")
        found.extend(f"{path.relative_to(root)}: {words}" for words in _functions(module))
    for path in sorted((root / "static").rglob("*.js")):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > MOST_IN_A_MODULE:
            found.append(f"{path.relative_to(root)} has {lines} lines; the most is {MOST_IN_A_MODULE}")
    return found


def _functions(module: Module) -> list[str]:
    found = []
    for node in module.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            lines = (node.end_lineno or first) - first + 1
            if lines > MOST_IN_A_FUNCTION:
                found.append(f"{node.name} has {lines} lines; the most is {MOST_IN_A_FUNCTION}")
    return found


def test_no_module_and_no_function_is_too_long():
    none(too_long(ROOT))


def test_what_is_too_long_is_found(tmp_path):
    long = "def f():\n" + "    x = 1\n" * 50
    files = {
        "contest/a.py": long,
        "contest/b.py": "x = 1\n" * 301,
        "static/c.js": "x;\n" * 301,
        "contest/d.py": "x = 1\n" * 300,
    }
    assert [words.split(" has")[0] for words in too_long(write(tmp_path, files))] == [
        "contest/a.py: f", "contest/b.py", "static/c.js",
    ]  # fmt: skip

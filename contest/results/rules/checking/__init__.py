"""The programs that check a sealed result on another machine: one of a page, and a thorough one made of parts.

They know nothing of the house, so that they can be read and run alone, and repeat none of its faults. The page follows
the recipe (results/rules/recipe.py) in the package; the thorough one derives the recipe again from the sealed rules.
"""

import ast
from functools import cache
from pathlib import Path

from contest.results.rules.checking.package import PROGRAM, RECIPE, RESULT, SCORES, SEAL, check, sha256

__all__ = [
    "PAGE",
    "PROGRAM",
    "RECIPE",
    "RESULT",
    "SCORES",
    "SEAL",
    "check",
    "page_program",
    "program",
    "programs",
    "sha256",
]

PAGE = "kiem-tra.py"
_PARTS = ("figures", "places", "prizes", "recipe", "package")
_HEAD = '''"""Check a sealed result thoroughly, on any machine: python3 kiem-tra-day-du.py GOI.zip [MÃ TRÊN BIÊN BẢN]

This file travels inside the package and needs nothing but Python 3.11 or newer. From the judges' points and the
regulation it computes totals, figures, ranks and prizes again with exact fractions, without anything of the program
that made them, and compares them with what was sealed. What people decided it takes as data, and says so.
"""'''


def programs() -> dict[str, str]:
    """Both programs, by their names in the package."""
    return {PAGE: page_program(), PROGRAM: program()}


@cache
def page_program() -> str:
    """The text of the program of one page, as it stands here."""
    return (Path(__file__).parent / "page.py").read_text(encoding="utf-8")


@cache
def program() -> str:
    """The text of the thorough program: the parts one after another; what they import, once at the top."""
    texts = [(Path(__file__).parent / f"{part}.py").read_text(encoding="utf-8") for part in _PARTS]
    imports: dict[str, set[str]] = {}
    bodies = []
    for text in texts:
        lines = text.splitlines()
        rest = ast.parse(text).body[1:]
        for node in rest:
            if isinstance(node, ast.Import):
                imports.setdefault(f"import {node.names[0].name}", set())
            elif isinstance(node, ast.ImportFrom) and not (node.module or "").startswith("contest."):
                imports.setdefault(f"from {node.module} import", set()).update(alias.name for alias in node.names)
        last = max(node.end_lineno or 0 for node in rest if isinstance(node, ast.Import | ast.ImportFrom))
        bodies.append(f"# {lines[0].strip(chr(34))}\n\n" + "\n".join(lines[last:]).strip())
    said = [f"{words} {', '.join(sorted(names))}".strip() for words, names in sorted(imports.items(), key=_plain_first)]
    return "\n\n".join([_HEAD, "\n".join(said), *(f"\n{body}" for body in bodies)]) + "\n"


def _plain_first(item: tuple[str, set[str]]) -> tuple[bool, str]:
    return item[0].startswith("from"), item[0]

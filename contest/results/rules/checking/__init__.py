"""The program that checks a sealed result on another machine, in parts; `program` makes one file of them.

It knows nothing of the house, so that it can be read and run alone, and repeats none of its faults.
"""

import ast
from functools import cache
from pathlib import Path

from contest.results.rules.checking.package import PROGRAM, RESULT, SCORES, SEAL, check, sha256

__all__ = ["PROGRAM", "RESULT", "SCORES", "SEAL", "check", "program", "sha256"]

_PARTS = ("figures", "places", "prizes", "package")
_HEAD = '''"""Check a sealed result, on any machine: python3 kiem-tra.py GOI.zip [MÃ TRÊN BIÊN BẢN]

This file travels inside the package and needs nothing but Python 3.11 or newer. From the judges' points and the
regulation it computes totals, figures, ranks and prizes again with exact fractions, without anything of the program
that made them, and compares them with what was sealed. What people decided it takes as data, and says so.
"""'''


@cache
def program() -> str:
    """The text of the program: the parts one after another, and once at the top what they import from outside."""
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

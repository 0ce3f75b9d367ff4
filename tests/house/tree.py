"""The house as a tree of files, read without importing it; so a test can be shown a small house with a fault in it."""

import ast
import gc
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from jinja2 import Environment
from jinja2 import nodes as jinja

from contest.life import STAGES

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("rules", "models", "queries", "actions", "reports", "forms", "jobs", "commands", "routes")
# Wires the house: may see everything; no room looks at it.
WIRING = ("__init__", "__main__", "app", "cli", "config", "life", "rooms", "installation")


@dataclass(frozen=True)
class Module:
    """One Python file below `contest/`: which room (or part of the house) and which floor it belongs to."""

    path: Path
    root: Path

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The dotted name without `contest`: ("people", "actions", "roles")."""
        parts = self.path.relative_to(self.root / "contest").with_suffix("").parts
        return parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts

    @property
    def name(self) -> str:
        """The path as people say it."""
        return str(self.path.relative_to(self.root))

    @property
    def place(self) -> str:
        """The room, `foundation`, or the wiring file."""
        return self.parts[0]

    @property
    def floor(self) -> str:
        """The floor of a room's file; empty for a room's `__init__`."""
        return self.parts[1] if len(self.parts) > 1 else ""

    @cached_property
    def text(self) -> str:
        """The source."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed source."""
        return ast.parse(self.text, self.name)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of the source."""
        return list(ast.walk(self.tree))

    @cached_property
    def imports(self) -> "list[Import]":
        """Every import, and whether it hides in a function."""
        return list(_imports(self.tree, hidden=False, for_types=False))


@cache
def template(path: Path) -> jinja.Template:
    """A parsed template, read once for all tests. Raises TemplateSyntaxError."""
    return Environment(extensions=["jinja2.ext.do"], autoescape=True).parse(path.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name: `from contest.people import actions` is ("contest.people.actions")."""

    module: str
    names: tuple[str, ...]
    line: int
    level: int
    is_hidden: bool
    for_types: bool

    @property
    def top(self) -> str:
        """The distribution's first word."""
        return self.module.split(".")[0]


def modules(root: Path = ROOT) -> list[Module]:
    """Every module below `contest/`, except migrations, which are history."""
    return _own() if root == ROOT else _below(root)


@cache
def _own() -> list[Module]:
    """The house itself is read once in a run, whole, and set aside.

    A million nodes that stay: for the collector to look through them while they are made takes longer than to read.
    """
    found, was_on = _below(ROOT), gc.isenabled()
    gc.disable()
    try:
        for module in found:
            _ = module.nodes, module.imports
        gc.freeze()
    finally:
        if was_on:
            gc.enable()
    return found


def _below(root: Path) -> list[Module]:
    files = sorted((root / "contest").rglob("*.py"))
    return [Module(path, root) for path in files if "migrations" not in path.parts]


def rooms(root: Path = ROOT) -> list[Module]:
    """Modules of rooms only."""
    return [module for module in modules(root) if module.place not in WIRING and module.place != "foundation"]


def imports(module: Module) -> list[Import]:
    """Every import of a module, and whether it hides in a function."""
    return module.imports


def _imports(node: ast.AST, *, hidden: bool, for_types: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(alias.name, (), child.lineno, 0, hidden, for_types)
        elif isinstance(child, ast.ImportFrom):
            names = tuple(alias.name for alias in child.names)
            yield Import(child.module or "", names, child.lineno, child.level, hidden, for_types)
        else:
            inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            types = isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"
            yield from _imports(child, hidden=hidden or inside, for_types=for_types or types)


def stages() -> tuple[str, ...]:
    """The rooms in the order of the life."""
    return STAGES


def write(root: Path, files: dict[str, str]) -> Path:
    """A small house for planting faults in: file name → source."""
    for name, source in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return root


def none(found: list[str]) -> None:
    """Fail with every sentence, one a line."""
    assert not found, "\n" + "\n".join(found)

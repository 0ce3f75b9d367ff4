"""Templates, static files and tests mirror the rooms: each in its folder, none missing, none left over."""

import ast
import re
from pathlib import Path

from jinja2 import nodes

from contest.life import STAGES
from tests.house.tree import FLOORS, ROOT, modules, none, template, write

FOLDERS = {
    "templates": {"_house"},
    "static": {"_house"},
    "tests": {"foundation", "house", "installation", "life", "__pycache__"},
}
# What tests of a room may be called beside test_<floor>.py.
_PAGE = re.compile(r"[a-z_]+/(?:mail/)?[a-z0-9_]+\.(?:html|txt|typ)")


def strange_folders(root: Path) -> list[str]:
    """Folders that are no room."""
    return [
        f"{where}/{path.name} is no room of the life"
        for where, more in FOLDERS.items()
        for path in sorted((root / where).iterdir() if (root / where).is_dir() else [])
        if path.is_dir() and path.name not in more | set(STAGES)
    ]


def named_in_code(root: Path) -> set[str]:
    """Every template that Python names."""
    found = set()
    for module in modules(root):
        for node in module.nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _PAGE.fullmatch(node.value):
                found.add(node.value)
    return found


def named_in_templates(root: Path) -> set[str]:
    """Every template that another one extends, includes or imports."""
    found = set()
    for path in (root / "templates").rglob("*.html"):
        tree = template(path)
        for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            found |= {each.value for each in node.template.find_all(nodes.Const)}
            if isinstance(node.template, nodes.Const):
                found.add(node.template.value)
        for call in tree.find_all(nodes.Call):
            # Parts that are kept are named by the template they stand in.
            if isinstance(call.node, nodes.Name) and call.node.name in ("fragment", "lines"):
                found |= {each.value for each in call.args[:1] if isinstance(each, nodes.Const)}
    for path in (root / "templates").rglob("*.typ"):
        # The house's own are laid beside every template (contest/foundation/writers/pdf).
        found |= {
            f"_house{name}" for name in re.findall(r'#import "(/[a-z_]+\.typ)"', path.read_text(encoding="utf-8"))
        }
    return found


def unmatched_templates(root: Path) -> list[str]:
    """Templates that are named and missing, or there and never named."""
    there = {
        str(path.relative_to(root / "templates"))
        for path in (root / "templates").rglob("*.*")
        if path.is_file() and path.suffix in (".html", ".txt", ".typ")
    }
    named = named_in_code(root) | named_in_templates(root)
    missing = [f"{name} is named and does not exist" for name in sorted(named - there)]
    return missing + [f"templates/{name} lies there unused" for name in sorted(there - named)]


def unused_imports(root: Path) -> list[str]:
    """What a template imports and neither it nor a part it includes says: a leftover, or something was lost."""
    folder, found = root / "templates", []
    for path in sorted(folder.rglob("*.html")):
        tree = template(path)
        said = {name.name for name in tree.find_all(nodes.Name)}
        for part in tree.find_all(nodes.Include):
            if isinstance(part.template, nodes.Const) and (folder / part.template.value).exists():
                said |= {name.name for name in template(folder / part.template.value).find_all(nodes.Name)}
        for each in tree.find_all(nodes.FromImport):
            names = {name if isinstance(name, str) else name[1] for name in each.names}
            found += [f"{path.relative_to(root)}:{each.lineno} does not use {name}" for name in sorted(names - said)]
    return found


def unmatched_static(root: Path) -> list[str]:
    """Static files that no page, style or script asks for, and those asked for that are not there."""
    folder = root / "static"
    there = {str(path.relative_to(folder)) for path in folder.rglob("*.*") if path.is_file()}
    asked = set()
    for path in (root / "templates").rglob("*.html"):
        asked |= set(re.findall(r"asset\(\s*['\"]([^'\"]+)['\"]\s*\)", path.read_text(encoding="utf-8")))
    for path in folder.rglob("*.*"):
        if path.suffix in (".css", ".js"):
            pattern = r"""(?:url\(\s*|from\s+|import\s*\(?\s*)['"]?(\.{1,2}/[^'")\s]+)"""
            for name in re.findall(pattern, path.read_text(encoding="utf-8")):
                asked.add(str((path.parent / name).resolve().relative_to(folder.resolve())))
    for module in modules(root):
        asked |= {name for name in there if f'"{name}"' in module.text}
    missing = [f"static/{name} is asked for and does not exist" for name in sorted(asked - there)]
    return missing + [f"static/{name} lies there unused" for name in sorted(there - asked)]


def strange_tests(root: Path) -> list[str]:
    """Test files of a room whose name is no floor."""
    return [
        f"{path.relative_to(root)}: a test of a room is called test_<floor>[_more].py"
        for room in STAGES
        for path in sorted((root / "tests" / room).rglob("test_*.py"))
        if not re.match(rf"test_({'|'.join(FLOORS)}|golden|browser)(_|$)", path.stem)
    ]


def test_every_folder_is_a_room():
    none(strange_folders(ROOT))


def test_every_template_named_exists_and_none_lies_unused():
    none(unmatched_templates(ROOT))


def test_every_template_uses_what_it_imports():
    none(unused_imports(ROOT))


def test_every_static_file_asked_for_exists_and_none_lies_unused():
    none(unmatched_static(ROOT))


def test_a_test_is_found_where_its_code_is():
    none(strange_tests(ROOT))


def test_what_does_not_mirror_is_found(tmp_path):
    files = {
        "contest/people/routes.py": 'render_template("people/there.html")\nrender_template("people/gone.html")\n',
        "templates/people/there.html": '{% extends "_house/page.html" %}{% include "people/_lost.html" %}'
        '{% from "_house/page.html" import icon, badge as mark, empty %}{{ icon() }}{% include "people/old.html" %}',
        "templates/people/old.html": "{{ asset('people/gone.js') }}{{ empty() }}",
        "templates/people/older.html": "",
        "templates/_house/page.html": "{{ asset('_house/house.js') }}",
        "templates/helpers/x.txt": "",
        "templates/people/old.typ": '#import "/gone.typ": *',
        "static/_house/house.js": 'import { a } from "./part.js";\nimport "./none.js";',
        "static/_house/part.js": "",
        "static/people/unused.css": "",
        "tests/people/test_things.py": "",
        "tests/people/test_rules_ties.py": "",
    }
    root = write(tmp_path, files)
    assert strange_folders(root) == ["templates/helpers is no room of the life"]
    assert unmatched_templates(root) == [
        "_house/gone.typ is named and does not exist",
        "people/_lost.html is named and does not exist",
        "people/gone.html is named and does not exist",
        "templates/helpers/x.txt lies there unused",
        "templates/people/old.typ lies there unused",
        "templates/people/older.html lies there unused",
    ]
    assert unused_imports(root) == ["templates/people/there.html:1 does not use mark"]
    assert unmatched_static(root) == [
        "static/_house/none.js is asked for and does not exist",
        "static/people/gone.js is asked for and does not exist",
        "static/people/unused.css lies there unused",
    ]
    assert len(strange_tests(root)) == 1


_HINTS = re.compile(
    r'{% for module in \(([^)]*)\) %}<link rel="modulepreload" '
    r'href="\{\{ url_for\(\'static\', filename=(?:\'(\w+/)\' ~ )?module ~'
)
_SCRIPT = re.compile(r"""<script type="module" src="\{\{ asset\('([\w/]+\.js)'\)""")
_IMPORT = re.compile(r'^import [^"]*"(\.\.?/[\w./]+)"', re.MULTILINE)


def all_imports(script: Path) -> set[Path]:
    """The modules a script loads, and what those load."""
    found: set[Path] = set()
    waiting = [script]
    while waiting:
        one = waiting.pop()
        for name in _IMPORT.findall(one.read_text(encoding="utf-8")):
            module = (one.parent / name).resolve()
            if module not in found:
                found.add(module)
                waiting.append(module)
    return found


def test_a_page_that_hints_at_modules_names_all_its_script_loads_and_no_others():
    static, hinting = (ROOT / "static").resolve(), {}
    for page in sorted((ROOT / "templates").rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        if "modulepreload" in text:
            names, room = _HINTS.findall(text)[0]
            hinted = {f"{room}{name}.js" for name in re.findall(r'"([\w/]+)"', names)}
            loaded = {each for script in _SCRIPT.findall(text) for each in all_imports(static / script)}
            hinting[page.name] = (hinted, {str(each.relative_to(static)) for each in loaded})
    assert set(hinting) >= {"page.html", "sheet.html", "grid.html", "listening.html", "door.html"}
    assert {page: hinted ^ loaded for page, (hinted, loaded) in hinting.items()} == {page: set() for page in hinting}

"""What forms say: every sentence of the libraries in Vietnamese, whatever was sent."""

import ast
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from wtforms import SelectChoice, SelectField, SelectMultipleField

from contest.foundation.forms import HouseForm, Translations, errors_of
from contest.foundation.refusal import Reason, Refusal
from contest.foundation.shell import complain

# Said to whoever writes a form wrongly, never to whoever fills one in.
_FOR_PROGRAMMERS = {"Choices cannot be None.", "Invalid field name '%s'."}


def _messages(package: str) -> Iterator[tuple[str, int]]:
    """Every text a library gives to be translated, with how many forms it has."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    for path in sorted(Path(spec.origin).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                first = node.args[0]
                if node.func.attr in ("gettext", "ngettext") and isinstance(first, ast.Constant):
                    yield str(first.value), 2 if node.func.attr == "ngettext" else 1


@pytest.mark.parametrize("package", ["wtforms", "flask_wtf"])
def test_whatever_the_library_says_of_a_field_is_said_in_vietnamese(package: str) -> None:
    said = Translations()
    found = {
        text: said.ngettext(text, text, 1) if forms > 1 else said.gettext(text) for text, forms in _messages(package)
    }
    assert found, "the library is read, not assumed"
    assert [text for text, words in found.items() if text == words and text not in _FOR_PROGRAMMERS] == []


class Choosing(HouseForm):
    """Choices that are keys of rows, as most of ours are."""

    one = SelectField("Hội đồng", coerce=int, choices=[SelectChoice(1, "Hội đồng Cơ khí")])
    many = SelectMultipleField("Chuyên môn", choices=[SelectChoice("mech", "Cơ khí")])


def test_a_choice_that_is_not_in_the_list_is_refused_in_vietnamese_at_its_field(app):
    with app.test_request_context("/", method="POST", data={"one": "xyz", "many": "xyz"}):
        form = Choosing()
        assert not form.validate()
        assert errors_of(form) == [
            ("one", "Hội đồng: Hãy chọn một mục trong danh sách."),
            ("many", "Chuyên môn: “xyz” không có trong danh sách."),
        ]


def test_on_the_command_line_a_place_in_a_file_is_named_and_a_field_of_a_page_is_not(capsys):
    reasons = [
        Reason("not_permitted", where="sealed"),
        Reason("not_permitted", where="ô B5"),
        Reason("regulation_empty", {"line": 3}, "title"),
    ]
    with pytest.raises(SystemExit, match="1"):
        complain(Refusal(reasons), as_json=False)
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(": ")[0] for line in lines[1:]] == ["ô B5", "title"]
    assert not lines[0].startswith("sealed")

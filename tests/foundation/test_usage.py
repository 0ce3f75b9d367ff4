"""Wrong usage of the command line is told in Vietnamese, whatever click says of it."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from contest.cli import assemble
from contest.foundation.usage import TOLD, Told, in_vietnamese
from contest.life import STAGES

# What only somebody who writes a command sees, or what stands in help or a question and not in a fault.
NOT_FAULTS = {
    *("Error: {message}", "Try '{command} {option}' for help.", "Aborted!", "deprecated", "Options", "Commands"),
    *("Positional arguments", "env var: {var}", "default: {default}", "(dynamic)", "Choice({choices})"),
    *("Boolean option {decl!r} cannot use the same flag for true/false.", "Name '{name}' defined twice"),
    "Could not determine name for option with declarations {decls!r}",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
}
PARTS = {"file", "directory", "path", "Missing argument", "Missing option", "Missing parameter", "Missing {param_type}"}


def _sentences_of_click() -> Iterator[str]:
    home = Path(str(click.__file__)).parent
    for module in ("exceptions", "types", "core", "parser"):
        for node in ast.walk(ast.parse((home / f"{module}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                yield from (each.value for each in node.args if isinstance(each, ast.Constant))


def test_every_fault_that_click_can_name_is_known() -> None:
    said = {text for text in _sentences_of_click() if isinstance(text, str)}
    assert len(said) > 40
    made = {text for text in said if "DeprecationWarning" in text or "Did you mean to declare" in text}
    assert said - made - NOT_FAULTS - PARTS <= TOLD.keys()


@pytest.mark.parametrize(
    ("words", "told", "code"),
    [
        (["--nhanh"], "Không có tùy chọn '--nhanh'.", 2),
        (["tuor"], "Không có lệnh 'tuor'. (Có phải một trong các tên: 'doctor', 'tour'?)", 2),
        (["edition", "creat"], "Không có lệnh 'creat'. Có phải 'create'?", 2),
        (["tour", "extra"], "Thừa tham số (extra)", 2),
        (["serve", "--port", "abc"], "Giá trị của '--port' không hợp lệ: 'abc' không phải là số nguyên hợp lệ.", 2),
        (["entries", "list"], "Thiếu tham số 'SLUG'.", 2),
    ],
)
def test_wrong_usage_is_told_in_vietnamese(words: list[str], told: str, code: int) -> None:
    answer = CliRunner().invoke(assemble(), words, prog_name="contest")
    assert answer.exit_code == code
    assert f"Lỗi: {told}" in answer.output
    assert "--help' để xem hướng dẫn." in answer.output


def test_what_was_typed_is_quoted_as_it_was() -> None:
    assert in_vietnamese("No such option '--file is a directory'.") == "Không có tùy chọn '--file is a directory'."
    assert in_vietnamese("Missing option '--role'. Choose from:\n\ta,\n\tb") == (
        "Thiếu tùy chọn '--role'. Chọn một trong:\n\ta,\n\tb"
    )
    assert in_vietnamese("Một câu của chương trình.") == "Một câu của chương trình."


def test_a_file_that_cannot_be_opened_keeps_its_exit_code() -> None:
    told = Told(click.FileError("de-an.yaml", "hỏng"))
    assert told.exit_code == 1
    assert told.format_message() == "Không mở được tệp 'de-an.yaml': hỏng"


def _deeds(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for word, inner in command.commands.items():
            yield from _deeds(inner, f"{name} {word}".strip())
    else:
        yield name, command


def test_every_command_that_ends_by_itself_answers_scripts() -> None:
    speechless = {
        name for name, command in _deeds(assemble()) if not any("--json" in option.opts for option in command.params)
    }
    assert speechless == {"demo", "serve"}, "the server; and the demo, whose answer is the file demo.json"


def test_the_tour_and_the_settings_are_one_document_each() -> None:
    told, settings = (
        json.loads(CliRunner().invoke(assemble(), [word, "--json"]).output) for word in ("tour", "config")
    )
    assert [room["room"] for room in told] == list(STAGES)
    assert "CONTEST_INSTANCE" in settings

"""The help of every command is Vietnamese, click's own words too."""

import re

import click
import pytest
from click.testing import CliRunner

from contest.cli import assemble

ENGLISH = re.compile(
    r"\b(Usage|Options|Commands|Arguments|OPTIONS|COMMAND|ARGS|TEXT|INTEGER|Show|exit|required|default)\b"
)


def _all(group: click.Group, *before: str) -> list[tuple[str, ...]]:
    found = [before]
    for name, command in group.commands.items():
        found += _all(command, *before, name) if isinstance(command, click.Group) else [(*before, name)]
    return found


@pytest.mark.parametrize("words", _all(assemble()), ids=" ".join)
def test_the_help_of_a_command_is_vietnamese(words: tuple[str, ...]) -> None:
    answer = CliRunner().invoke(assemble(), [*words, "--help"], prog_name="contest")
    assert answer.exit_code == 0
    assert answer.output.startswith(f"Cách dùng: {' '.join(('contest', *words))}")
    assert ENGLISH.search(answer.output) is None, answer.output

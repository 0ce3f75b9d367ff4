"""What the papers beside the code say is true: settings, commands with their options, files, how to run the tests."""

import re
from pathlib import Path

import click
import pytest

from contest.cli import assemble
from contest.config import VARIABLES
from tests.house.tree import ROOT, none

# Read by the tests, not by the house.
TESTS_ONLY = frozenset({"CONTEST_TEST_DATABASE_URL", "CONTEST_TEST_REQUIRE"})


def papers() -> list[Path]:
    """What people read first."""
    return [ROOT / "README.md", ROOT / "README.vi.md", *sorted((ROOT / "docs").rglob("*.md"))]


def command_lines(text: str) -> list[str]:
    """Every `contest …` of code blocks and code words; `a/b/c` and `a · b` are said one by one."""
    blocks = re.findall(r"```(?:sh|console|bash|text)?\n(.*?)```", text, flags=re.S)
    lines = [line for block in blocks for line in block.splitlines()]
    lines += re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.S))
    found = []
    for line in lines:
        for said in re.findall(r"(?:^|[\s/&$])contest (?!CONTEST_)((?:(?!&&|[|#>]).)+)", f" {line}"):
            found.extend(_one_by_one(said.strip()))
    return found


def _one_by_one(said: str) -> list[str]:
    words = said.split()
    for place, word in enumerate(words):
        if re.fullmatch(r"[a-z]+(/[a-z]+)+", word):
            return [" ".join([*words[:place], each, *words[place + 1 :]]) for each in word.split("/")]
    return [said]


def wrong_command(top: click.Group, said: str) -> str:
    """What is wrong with a command line; empty when the command and its options exist."""
    command: click.Command = top
    words = said.split()
    while words and isinstance(command, click.Group) and not words[0].startswith("-"):
        known = command.commands.get(words[0])
        if known is None:
            return f"contest {said}: there is no command {words[0]}"
        command, words = known, words[1:]
    if isinstance(command, click.Group) and words and words[0] not in ("--help", "--version"):
        return f"contest {said}: {words[0]} is no option of a group"
    options = {name for each in command.params for name in [*each.opts, *each.secondary_opts]} | {"--help", "--version"}
    strange = [word.split("=")[0].strip("[]") for word in words if word.strip("[").startswith("--")]
    return next((f"contest {said}: there is no option {word}" for word in strange if word not in options), "")


def paths(group: click.Group, before: str = "") -> list[str]:
    """Every command of the house, as it is typed."""
    found = []
    for name, command in sorted(group.commands.items()):
        typed = f"{before} {name}".strip()
        found.extend(paths(command, typed) if isinstance(command, click.Group) else [typed])
    return found


@pytest.mark.parametrize("paper", papers(), ids=lambda path: path.name)
def test_every_command_that_is_written_down_exists(paper):
    top = assemble()
    none([words for said in command_lines(paper.read_text(encoding="utf-8")) if (words := wrong_command(top, said))])


def test_every_command_is_in_the_readme():
    said = {" ".join(words.split()[:3]) for words in command_lines((ROOT / "README.md").read_text(encoding="utf-8"))}
    said |= {" ".join(words.split()[:2]) for words in said} | {words.split()[0] for words in said if words}
    none([f"README.md does not name: contest {path}" for path in paths(assemble()) if path not in said])


def test_every_setting_is_in_the_readme():
    named = set(re.findall(r"CONTEST_[A-Z_]+", (ROOT / "README.md").read_text(encoding="utf-8")))
    none([f"README.md does not name {each}" for each in VARIABLES if each not in named])


@pytest.mark.parametrize("paper", papers(), ids=lambda path: path.name)
def test_no_paper_names_a_setting_that_nobody_reads(paper):
    named = set(re.findall(r"CONTEST_[A-Z_]+", paper.read_text(encoding="utf-8")))
    none([f"{paper.name} names {each}, which nobody reads" for each in sorted(named - set(VARIABLES) - TESTS_ONLY)])


def test_every_setting_that_is_read_is_declared():
    read = {
        name
        for path in (ROOT / "contest").rglob("*.py")
        for name in re.findall(r"[\"'](CONTEST_[A-Z_]+)[\"']", path.read_text(encoding="utf-8"))
    }
    none([f"{name} is read and not declared in config.VARIABLES" for name in sorted(read - set(VARIABLES))])


@pytest.mark.parametrize("paper", papers(), ids=lambda path: path.name)
def test_every_file_that_is_linked_exists(paper):
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", paper.read_text(encoding="utf-8"))
    own = [target for target in targets if not re.match(r"[a-z]+:", target)]
    none(
        [
            f"{paper.name} links to {target}, which is not there"
            for target in own
            if not (paper.parent / target).exists()
        ]
    )


def test_ci_runs_the_readmes_command_of_the_tests():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command = re.search(r"python -m (pytest[^\n`]*)", readme)
    assert command, "README.md says how to pass the tests"
    assert command.group(1).strip() in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_a_command_that_does_not_exist_is_found():
    @click.group()
    def top() -> None: ...

    @top.command()
    @click.option("--port")
    def serve(port: str) -> None: ...

    said = command_lines(
        "`contest serve --port 1` · `contest fly`\n```sh\n.venv/bin/contest serve --wing 2  # x\n```\n"
    )
    assert [wrong_command(top, each) for each in sorted(said)] == [
        "contest fly: there is no command fly",
        "",
        "contest serve --wing 2: there is no option --wing",
    ]

"""A worked transcript that is also a test: the commands of docs/transcript.md are run, their answers compared.

`python -m tests.life.transcript` runs the commands and writes their present answers into the page.
In an answer, a line of "…" stands for any lines, and "…" inside a line for anything.
"""

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contest.cli import main
from tests.life.books import write_books

PAGE = Path(__file__).resolve().parents[2] / "docs" / "transcript.md"
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_LONGEST = 14
# What differs from run to run, or from version to version: digests, seconds, moments, sizes, counts of rows.
_CHANGING = re.compile(
    r"\b[0-9a-f]{12,64}\b|\b\d{2}:\d{2} ngày \d{2}/\d{2}/\d{4}\b|(?<=\"seconds\": )[0-9.]+"
    r"|(?<=Python )3\.[0-9.]+|(?<=còn trống )[0-9.]+|\b\d{8}-\d{6}\b|\b[0-9.]+(?= dòng dữ liệu)|\b[0-9]+(?= sự kiện)"
    # What work waits depends on what all rooms have scheduled by then.
    r"|(?<=Đã làm )[0-9]+(?= việc)"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One command line, the code it ends with, and its answer as the page has it."""

    line: str
    answer: tuple[str, ...]


def steps(page: str) -> Iterator[Step]:
    """Every command of the page, in order."""
    for block in _BLOCK.findall(page):
        line, answer = "", []
        for text in block.splitlines():
            if text.startswith("$ "):
                if line:
                    yield Step(line, tuple(answer))
                line, answer = text[2:], []
            else:
                answer.append(text)
        if line:
            yield Step(line, tuple(answer))


def run(line: str, folder: Path) -> tuple[int, str]:
    """Run `contest …` (with `< TEXT`, `> FILE`) in the folder; the code it ends with and all it printed."""
    words, source, target = _split(line)
    if words[0] != "contest":
        raise ValueError(f"only contest is run here: {line}")
    out, before, typed = io.StringIO(), Path.cwd(), sys.stdin
    code = 0
    os.chdir(folder)
    sys.stdin = io.StringIO(f"{source}\n")
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            main(words[1:])
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        sys.stdin = typed
        os.chdir(before)
    if target:
        (folder / target).write_text(out.getvalue(), encoding="utf-8", newline="")
        return code, ""
    return code, out.getvalue()


def _split(line: str) -> tuple[list[str], str, str]:
    words = shlex.split(line)
    source = target = ""
    if "<<<" in words:
        place = words.index("<<<")
        source, words = words[place + 1], words[:place] + words[place + 2 :]
    if ">" in words:
        place = words.index(">")
        target, words = words[place + 1], words[:place]
    return words, source, target


def agrees(wanted: tuple[str, ...], got: str) -> bool:
    """Whether an answer is the one on the page, "…" standing for anything."""
    pattern = "\n".join(wanted).strip()
    expression = re.escape(pattern).replace(re.escape("…"), ".*")
    return re.fullmatch(expression, got.strip(), re.DOTALL) is not None


def shown(code: int, got: str) -> list[str]:
    """An answer as the page prints it: what changes from run to run, and long middles, as "…"."""
    lines = [_CHANGING.sub("…", line.rstrip()) for line in got.strip().splitlines()]
    if len(lines) > _LONGEST:
        lines = [*lines[: _LONGEST - 4], "…", *lines[-2:]]
    return [*lines, f"(exit {code})"] if code else lines


def rewrite() -> None:
    """Run the page's commands in an empty folder and write their answers into it."""
    page = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_books(folder)
        os.environ["CONTEST_INSTANCE"] = str(folder / "instance")
        blocks = []
        for block in _BLOCK.findall(page):
            lines = []
            for text in block.splitlines():
                if text.startswith("$ "):
                    code, got = run(text[2:], folder)
                    lines += [text, *(line.replace(str(folder), "…") for line in shown(code, got))]
            blocks.append("\n".join(lines))
    answers = iter(blocks)
    PAGE.write_text(_BLOCK.sub(lambda match: f"```console\n{next(answers)}\n```", page), encoding="utf-8")


if __name__ == "__main__":
    rewrite()

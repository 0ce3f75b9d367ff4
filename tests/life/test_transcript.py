"""The worked transcript of docs/transcript.md is true, command by command."""

from pathlib import Path

import pytest

from contest.life import STAGES
from tests.life.books import write_books
from tests.life.transcript import PAGE, agrees, run, steps


@pytest.mark.slow
def test_every_command_does_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTEST_INSTANCE", str(tmp_path / "instance"))
    write_books(tmp_path)
    every = list(steps(PAGE.read_text(encoding="utf-8")))
    assert len(every) > 30
    for step in every:
        answer = step.answer
        code = 0
        if answer and answer[-1].startswith("(exit "):
            code, answer = int(answer[-1][6:-1]), answer[:-1]
        ended, got = run(step.line, tmp_path)
        got = got.replace(str(tmp_path), "…")
        assert ended == code, f"{step.line} ended with {ended}: {got}"
        assert agrees(answer, got), f"{step.line} said:\n{got}\ninstead of:\n" + "\n".join(answer)
    assert (tmp_path / "in-lai.yaml").read_bytes() == (tmp_path / "the-le.yaml").read_bytes()


def test_tour_tells_the_life_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTEST_INSTANCE", str(tmp_path / "instance"))
    code, got = run("contest tour", tmp_path)
    assert code == 0
    assert [line.split(":")[0].split()[-1] for line in got.strip().splitlines()] == list(STAGES)


def test_wrong_usage_ends_with_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTEST_INSTANCE", str(tmp_path / "instance"))
    assert run("contest edition create", tmp_path)[0] == 2
    assert run("contest nothing", tmp_path)[0] == 2

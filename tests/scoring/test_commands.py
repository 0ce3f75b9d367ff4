"""contest scores import · contest judging close."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import func, select

from contest.scoring.commands import judging as judging_group
from contest.scoring.commands import scores
from contest.scoring.models import ScoreSheet
from tests.scoring.makers import Judging, make_judging, score_all
from tests.scoring.test_actions_importing import mail, typed


def run(app: Flask, group: Any, *arguments: str) -> Result:
    """A command as the console script runs it, on the tests' house."""
    return CliRunner().invoke(group, list(arguments), obj=app, prog_name="contest")


def workbook(folder: Path, judging: Judging, novelty: Any) -> str:
    """A file with one typed sheet."""
    path = folder / "phieu.xlsx"
    path.write_bytes(typed(("KT-001", mail(judging), novelty, 20, 22, "")).getvalue())
    return str(path)


def test_scores_are_imported_and_told_as_one_document(app: Flask, db: Any, tmp_path: Path) -> None:
    judging = make_judging()
    where = ("import", "thu-nghiem", "--round", "preliminary", workbook(tmp_path, judging, 35.5))
    dry = run(app, scores, *where, "--dry-run", "--json")
    assert (dry.exit_code, json.loads(dry.stdout)["new"]) == (0, 1)
    assert db.session.scalar(select(func.count(ScoreSheet.id))) == 0
    done = run(app, scores, *where, "--json")
    assert json.loads(done.stdout)["dry_run"] is False
    assert db.session.scalar(select(func.count(ScoreSheet.id))) == 1
    again = run(app, scores, *where)
    assert "1 phiếu không đổi" in again.stdout


def test_faults_go_to_stderr_and_nothing_is_changed(app: Flask, db: Any, tmp_path: Path) -> None:
    judging = make_judging()
    refused = run(
        app, scores, "import", "thu-nghiem", "--round", "preliminary", workbook(tmp_path, judging, 41), "--json"
    )
    assert refused.exit_code == 1
    assert json.loads(refused.stdout)["error"]["code"] == "score_above_max"
    assert "(ô C2): 41 vượt mức tối đa 40 điểm." in refused.stderr


def test_an_unknown_round_is_refused(app: Flask, db: Any, tmp_path: Path) -> None:
    judging = make_judging()
    refused = run(app, scores, "import", "thu-nghiem", "--round", "nope", workbook(tmp_path, judging, 1))
    assert (refused.exit_code, "không có vòng chấm “nope”" in refused.stderr) == (1, True)


def test_closing_lists_exactly_what_is_missing_then_closes(app: Flask, db: Any) -> None:
    judging = make_judging(entries=1)
    refused = run(app, judging_group, "close", "thu-nghiem", "--round", "preliminary", "--json")
    assert refused.exit_code == 1
    details = json.loads(refused.stdout)["error"]["details"]
    assert [detail["code"] for detail in details] == ["sheet_missing"] * 3
    score_all(judging)
    closed = run(app, judging_group, "close", "thu-nghiem", "--round", "preliminary", "--json")
    document = json.loads(closed.stdout)
    assert (closed.exit_code, document["sheets"], document["was_closed"]) == (0, 3, False)
    again = run(app, judging_group, "close", "thu-nghiem", "--round", "preliminary")
    assert (again.exit_code, "đã đóng từ trước" in again.stdout) == (0, True)

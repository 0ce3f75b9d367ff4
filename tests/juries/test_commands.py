"""The contract's commands about judges: the documents they print, and that a dry run changes nothing."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from flask import Flask
from openpyxl import Workbook

from contest.foundation.access import OPERATOR
from contest.juries import actions, queries
from contest.juries.commands import judges, judging
from tests.editions.makers import make_edition
from tests.juries.makers import make_entries, make_judges

ROUND = "preliminary"


def _run(app: Flask, group: Any, *arguments: str) -> Result:
    return CliRunner().invoke(group, list(arguments), obj=app, prog_name="contest")


def _ready(entries: int = 9) -> Any:
    edition = make_edition(stage="judging")
    councils = actions.ensure_councils(OPERATOR, edition.id)
    make_entries(edition, entries)
    make_judges(edition, councils["c1"], 4, prefix="mot")
    make_judges(edition, councils["c2"], 4, prefix="hai")
    return edition


def _file(folder: Path, *lines: tuple[str, ...]) -> str:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["họ và tên", "EMAIL", "Đơn vị", "Hội đồng", "Vai trò", "Chuyên môn", "Xung đột", "Ghi chú riêng"])
    for line in lines:
        sheet.append(line)
    path = folder / "giam-khao.xlsx"
    book.save(path)
    return str(path)


def test_a_dry_run_prints_the_contracts_document_and_changes_nothing(app: Flask, db: Any) -> None:
    edition = _ready()
    result = _run(app, judging, "assign", edition.slug, "--round", ROUND, "--dry-run", "--json")
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert list(document) == [
        "round", "entries", "judges", "assignments", "load", "per_entry", "unassignable", "objective", "seconds",
    ]  # fmt: skip
    assert (document["entries"], document["judges"], document["per_entry"]) == (9, 8, {"min": 3, "max": 3})
    assert set(document["assignments"][0]) == {"judge", "entry"}
    assert document["assignments"][0]["judge"].endswith("@example.org")
    assert set(document["load"]) == {"min", "max", "mean"}
    assert queries.round_of(edition.id, ROUND) is None


def test_assigning_prepares_applies_and_opens_the_round(app: Flask, db: Any) -> None:
    edition = _ready()
    first = _run(app, judging, "assign", edition.slug, "--round", ROUND, "--json")
    assert first.exit_code == 0, first.output
    card = queries.round_of(edition.id, ROUND)
    assert card is not None
    assert card.state == "open"
    assert len(queries.assignments(card.id)) == 27
    again = _run(app, judging, "assign", edition.slug, "--round", ROUND, "--json")
    assert again.exit_code == 0, again.output
    assert json.loads(again.stdout)["assignments"] == json.loads(first.stdout)["assignments"]


def test_a_round_can_be_left_closed_and_opened_by_its_own_command(app: Flask, db: Any) -> None:
    edition = _ready()
    result = _run(app, judging, "assign", edition.slug, "--round", ROUND, "--no-open", "--seed", "4")
    assert result.exit_code == 0, result.output
    assert "Mỗi giám khảo" in result.stdout
    assert queries.prepared_round(edition.id, ROUND).state == "preparing"
    assert _run(app, judging, "open", edition.slug, "--round", ROUND).exit_code == 0
    assert queries.prepared_round(edition.id, ROUND).state == "open"


def test_entries_without_enough_judges_are_listed_and_the_round_stays_closed(app: Flask, db: Any) -> None:
    edition = make_edition(stage="judging")
    councils = actions.ensure_councils(OPERATOR, edition.id)
    make_entries(edition, 3)
    make_judges(edition, councils["c1"], 3)
    result = _run(app, judging, "assign", edition.slug, "--round", ROUND, "--json")
    assert result.exit_code == 0, result.output
    assert [one["entry"] for one in json.loads(result.stdout)["unassignable"]] == ["KT-002"]
    assert queries.prepared_round(edition.id, ROUND).state == "preparing"


def test_an_unknown_round_is_refused_with_the_rounds_there_are(app: Flask, db: Any) -> None:
    edition = _ready()
    result = _run(app, judging, "assign", edition.slug, "--round", "vong-9", "--json")
    assert result.exit_code == 1
    error = json.loads(result.stdout)["error"]
    assert error["code"] == "jury_round_unknown"
    assert "preliminary, final" in result.stderr


def test_judges_are_imported_once_however_often_the_file_is_given(app: Flask, db: Any, tmp_path: Path) -> None:
    edition = make_edition(stage="judging")
    make_entries(edition, 3)
    path = _file(
        tmp_path,
        ("Đỗ Hải An", "an@example.org", "Sở", "Hội đồng Công nghệ và Cơ khí", "Chủ tịch", "", "KT-001; KT-003"),
        ("Đỗ Hải An", "an@example.org", "Sở", "Hội đồng Nông nghiệp và Môi trường", "", "", ""),
        ("Lý Minh Bảo", "bao@example.org", "", "HỘI ĐỒNG NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "thư ký", "", ""),
    )
    first = json.loads(_run(app, judges, "import", edition.slug, path, "--json").stdout)
    assert (first["judges"], first["seated"], first["changed"], first["conflicts"]) == (2, 3, 0, 2)
    assert first["unknown_columns"] == ["Ghi chú riêng"]
    again = json.loads(_run(app, judges, "import", edition.slug, path, "--json").stdout)
    assert (again["judges"], again["seated"], again["changed"], again["conflicts"]) == (2, 0, 0, 0)
    assert len(queries.seats(edition.id)) == 3


def test_a_file_with_faults_changes_nothing_and_names_each_cell(app: Flask, db: Any, tmp_path: Path) -> None:
    edition = make_edition(stage="judging")
    path = _file(
        tmp_path,
        ("Đỗ Hải An", "an@example.org", "", "Hội đồng Công nghệ và Cơ khí", "", "", ""),
        ("Lý Minh Bảo", "sai", "", "Hội đồng lạ", "", "", "KT-77"),
    )
    result = _run(app, judges, "import", edition.slug, path)
    assert result.exit_code == 1
    assert result.stderr.count("dòng 3") == 3
    assert queries.seats(edition.id) == []

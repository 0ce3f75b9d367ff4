"""`contest edition …`: exit codes, one JSON document, and the file given back byte for byte."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from contest.editions import queries
from contest.editions.commands import edition
from tests.editions.makers import make_edition

HERE = Path(__file__).parent
FILE = HERE / "small_technical.yaml"


@pytest.fixture
def run(app, db):
    def command(*arguments: str):
        return CliRunner().invoke(edition, list(arguments), obj=app)

    return command


def test_an_edition_is_created_listed_and_its_file_printed_back(run):
    made = run("create", str(FILE), "--json")
    assert made.exit_code == 0
    assert json.loads(made.stdout)["slug"] == "binh-minh-stkt-3"
    listed = json.loads(run("list", "--json").stdout)
    assert {"slug": "binh-minh-stkt-3", "kind": "technical", "stage": "draft"}.items() <= listed[0].items()
    assert run("regulation", "binh-minh-stkt-3").stdout_bytes == FILE.read_bytes()
    again = run("create", str(FILE))
    assert again.exit_code == 1
    assert "đã có cuộc thi khác dùng" in again.stderr


def test_a_file_with_faults_is_refused_with_all_of_them(run, tmp_path):
    bad = tmp_path / "bad.yaml"
    text = FILE.read_text(encoding="utf-8")
    bad.write_text(text.replace("quorum: 2", "quorum: 9").replace("level: province", ""), encoding="utf-8")
    checked = run("check", str(bad), "--json")
    assert checked.exit_code == 1
    details = json.loads(checked.stdout)["error"]["details"]
    assert {detail["where"] for detail in details} == {"level", "rounds[0].quorum"}
    assert "rounds[0].quorum: Dòng 41: " in checked.stderr
    assert run("check", str(FILE)).exit_code == 0
    bad.write_bytes("tiêu đề".encode("utf-16"))
    assert run("check", str(bad)).exit_code == 1
    assert run("check", str(tmp_path / "none.yaml")).exit_code == 2


def test_unknown_editions_presets_and_versions_are_refused(run, db):
    make_edition(slug="a")
    assert run("regulation", "khong-co").exit_code == 1
    assert run("regulation", "a", "--version", "7").exit_code == 1
    assert run("presets", "khong-co").exit_code == 1


def test_presets_are_listed_and_printed_whole_and_each_makes_an_edition(run):
    listed = json.loads(run("presets", "--json").stdout)
    assert [preset["name"] for preset in listed] == [preset.name for preset in queries.presets()]
    for preset in listed:
        assert run("presets", preset["name"]).stdout == queries.preset_text(preset["name"])

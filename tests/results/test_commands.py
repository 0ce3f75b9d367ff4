"""The commands from closed round to published result, as the contract has them."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from contest.cli import assemble
from contest.foundation.access import Role
from contest.foundation.database import db
from tests.editions.makers import make_edition, text_of
from tests.people.makers import grant, make_person
from tests.prizes.test_actions import one_round
from tests.ranking.makers import make_entries, make_scored_round


@pytest.fixture
def run(app: Flask, db: Any) -> Any:
    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(assemble(), list(arguments), obj=lambda: app)

    return invoke


@pytest.fixture
def edition(db: Any) -> Any:
    """Four judged entries, two of them equal at the last first prize, one below every threshold."""
    edition = make_edition(stage="deliberation", text=one_round(text_of("small_technical")))
    entries = make_entries(edition, 5)
    rows = [["90"] * 3, ["84", "85", "85.5"], ["80"] * 3, ["54"] * 3, ["70", "absent", "absent"]]
    make_scored_round(edition, entries, rows, key="final")
    db.session.commit()
    return edition


def document(result: Result) -> Any:
    assert result.exit_code == 0, result.output + result.stderr
    return json.loads(result.stdout)


def confirm_by_two(run: Any, edition: Any) -> Any:
    """Two of the committee confirm the prizes, one after the other; what the second is told."""
    for name, email in (("Lê Thị Hạnh", "hanh@example.org"), ("Vũ Đình Phúc", "phuc@example.org")):
        grant(make_person(name, email=email), edition, Role.ORGANISER)
    db.session.commit()
    confirm = ("results", "confirm", "thu-nghiem", "--json", "--as")
    waits = {"edition": "thu-nghiem", "confirmed": 0, "waits": True}
    assert document(run(*confirm, "hanh@example.org")) == waits
    assert document(run(*confirm, "hanh@example.org")) == waits
    return document(run(*confirm, "phuc@example.org"))


def test_rank_prints_the_contracts_document(run: Any, edition: Any) -> None:
    found = document(run("results", "rank", "thu-nghiem", "--round", "final", "--json"))
    assert {key: found[key] for key in ("edition", "round", "method")} == {
        "edition": "thu-nghiem",
        "round": "final",
        "method": "mean",
    }
    assert found["rows"][1] == {
        "rank": 2,
        "code": "KT-002",
        "title": "Máy tưới tự động cho vườn ươm, phương án 2",
        "field": "ict",
        "division": "",
        "points": "84.83",
        "sheets": 3,
        "status": "ranked",
    }
    assert [(row["rank"], row["points"], row["status"]) for row in found["rows"]][-1] == (None, None, "below_quorum")


def test_rank_speaks_to_people(run: Any, edition: Any) -> None:
    result = run("results", "rank", "thu-nghiem", "--round", "final")
    assert "Lần xếp hạng 1: 4/5 hồ sơ được xếp hạng." in result.stdout
    assert "Chưa đủ số phiếu chấm" in result.stdout


def test_allocate_computes_and_only_apply_keeps(run: Any, edition: Any) -> None:
    run("results", "rank", "thu-nghiem", "--round", "final")
    looked = document(run("results", "allocate", "thu-nghiem", "--json"))
    assert run("results", "confirm", "thu-nghiem").exit_code == 1
    kept = document(run("results", "allocate", "thu-nghiem", "--apply", "--json"))
    assert looked == kept
    assert kept["awards"][0] == {
        "code": "KT-001",
        "title": "Máy tưới tự động cho vườn ươm, phương án 1",
        "field": "ict",
        "division": "",
        "tier": "first",
        "points": "90.00",
        "rank": 1,
        "reason": "Hạng 1/4 toàn cuộc thi, 90 điểm ≥ 85; Giải Nhất có 1 giải, đã trao 0.",
    }
    assert kept["unfilled"] == [
        {
            "tier": "third",
            "count": 3,
            "reason": "Giải Ba có 3 giải; toàn cuộc thi không có hồ sơ nào đạt ≥ 65; 3 suất để trống.",
        },
        {
            "tier": "consolation",
            "count": 4,
            "reason": "Giải Khuyến khích có 4 giải; toàn cuộc thi không có hồ sơ nào đạt > 55; 4 suất để trống.",
        },
    ]
    assert kept["ties"] == []


def test_the_whole_way_to_the_public(run: Any, edition: Any, db: Any) -> None:
    run("results", "rank", "thu-nghiem", "--round", "final")
    run("results", "allocate", "thu-nghiem", "--apply")
    confirmed = confirm_by_two(run, edition)
    assert confirmed == {"edition": "thu-nghiem", "confirmed": 3}
    posted = document(run("results", "post", "thu-nghiem", "--json"))
    assert (posted["number"], len(posted["digest"])) == (1, 64)
    assert run("edition", "advance", "thu-nghiem", "decided").exit_code == 1
    assert run("edition", "advance", "thu-nghiem", "decided", "--reason", "Theo văn bản số 12").exit_code == 0
    sealed = document(run("results", "seal", "thu-nghiem", "--json"))
    assert (sealed["version"], len(sealed["digest"])) == (1, 64)
    published = document(run("results", "publish", "thu-nghiem", "--json"))
    assert (published["digest"], published["path"]) == (sealed["digest"], "/thu-nghiem/ket-qua")
    assert run("edition", "advance", "thu-nghiem", "published").exit_code == 0


def test_nobody_by_name_confirms_prizes_and_a_paper_vote_still_waits_for_one_of_the_committee(
    run: Any, edition: Any
) -> None:
    run("results", "rank", "thu-nghiem", "--round", "final")
    confirm = ("results", "confirm", "thu-nghiem", "--json")
    assert json.loads(run(*confirm).stdout)["error"]["code"] == "prize_none_to_confirm"
    run("results", "allocate", "thu-nghiem", "--apply")
    assert json.loads(run(*confirm).stdout)["error"]["code"] == "prize_confirm_by_name"
    paper = ("--votes-for", "8", "--votes-of", "11", "--reason", "Biên bản số 5, lưu tại Văn phòng")
    assert document(run(*confirm, *paper))["waits"] is True
    refused = run("results", "confirm", "thu-nghiem")
    assert (refused.exit_code, "hai người của Ban Tổ chức" in refused.stderr) == (1, True)
    grant(make_person("Lê Thị Hạnh", email="hanh@example.org"), edition, Role.ORGANISER)
    db.session.commit()
    assert document(run(*confirm, "--as", "hanh@example.org"))["confirmed"] == 3


def test_a_refusal_is_one_document_and_exit_one(run: Any, db: Any) -> None:
    edition = make_edition(stage="judging", text=one_round(text_of("small_technical")))
    make_scored_round(edition, make_entries(edition, 1), [["80"] * 3], key="final", state="open")
    db.session.commit()
    result = run("results", "rank", "thu-nghiem", "--round", "final", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"]["code"] == "ranking_round_open"
    assert "chưa đóng" in result.stderr


def test_who_may_not_decide_is_refused_on_the_command_line_too(run: Any, edition: Any, db: Any) -> None:
    secretary = make_person("Thư ký", email="thuky@example.org")
    grant(secretary, edition, Role.SECRETARY)
    db.session.commit()
    result = run("results", "rank", "thu-nghiem", "--round", "final", "--as", "thuky@example.org")
    assert (result.exit_code, "không có quyền" in result.stderr) == (1, True)


def test_a_sealed_result_is_packed_with_its_check(run: Any, edition: Any, tmp_path: Path) -> None:
    out = tmp_path / "goi.zip"
    early = run("results", "package", "thu-nghiem", "--out", str(out), "--json")
    assert (early.exit_code, json.loads(early.stdout)["error"]["code"]) == (1, "result_not_sealed")
    for deed in (("rank", "--round", "final"), ("allocate", "--apply")):
        document(run("results", deed[0], "thu-nghiem", *deed[1:], "--json"))
    confirm_by_two(run, edition)
    document(run("results", "seal", "thu-nghiem", "--json"))
    found = document(run("results", "package", "thu-nghiem", "--out", str(out), "--json"))
    assert (found["version"], found["file"], len(found["digest"])) == (1, str(out), 64)
    with zipfile.ZipFile(out) as opened:
        names = set(opened.namelist())
    assert names >= {"ket-qua.json", "ma-niem-phong.txt", "diem/final.json", "kiem-tra.py", "doc-truoc.txt"}
    other = run("results", "package", "thu-nghiem", "--version", "2", "--out", str(out), "--json")
    assert json.loads(other.stdout)["error"]["code"] == "result_not_sealed"

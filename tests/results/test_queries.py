"""A sealed result taken away proves itself on another machine, and says so when a single byte is another."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from contest.editions.models import Edition
from contest.ranking.models import Placing
from contest.results.actions import seal_results
from contest.results.queries import package, sealed_result
from contest.results.rules import checking, digest
from tests.results.makers import make_decided


def sealed_package(**parts: Any) -> tuple[Edition, bytes]:
    edition, _, organiser, _ = make_decided(**parts)
    seal_results(organiser, edition.id)
    sealed = sealed_result(edition.id)
    assert sealed is not None
    return edition, package(edition.id, sealed)


def files_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def resealed(files: dict[str, bytes], result: dict[str, Any]) -> dict[str, bytes]:
    """As somebody would forge it: the result changed and the digest written anew."""
    text = json.dumps(result, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return files | {checking.RESULT: text.encode(), checking.SEAL: checking.sha256(text.encode()).encode()}


@pytest.fixture
def files(db: Any) -> dict[str, bytes]:
    return files_of(sealed_package()[1])


def test_the_package_checks_itself_on_a_bare_python_elsewhere(db: Any, tmp_path: Path) -> None:
    edition, content = sealed_package(points=["90", "84", "84", "80.5", "66"])
    (tmp_path / "goi.zip").write_bytes(content)
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        opened.extract("kiem-tra.py", tmp_path)
    sealed = sealed_result(edition.id)
    assert sealed is not None
    command = [sys.executable, "-I", "-S", "kiem-tra.py", "goi.zip"]
    good = subprocess.run([*command, sealed.digest], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (good.returncode, good.stderr) == (0, "")
    assert good.stdout == f"Gói nguyên vẹn, tính lại khớp. Mã niêm phong: {sealed.digest}\n"
    other = subprocess.run([*command, "0" * 64], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (other.returncode, "Mã trên biên bản không phải mã của gói này" in other.stdout) == (1, True)


def test_the_same_version_is_the_same_package_and_names_nobody(db: Any) -> None:
    edition, content = sealed_package()
    sealed = sealed_result(edition.id, 1)
    assert sealed is not None
    assert package(edition.id, sealed) == content
    assert sealed_result(edition.id, 2) is None
    everything = b"".join(files_of(content).values()).decode()
    assert ("Lê Thị Thử" in everything, "Trần Văn Chấm" in everything, '"judge"' in everything) == (False, False, False)


def test_one_byte_of_the_result_or_of_the_scores_is_seen(files: dict[str, bytes]) -> None:
    assert list(checking.check(files)) == []
    for name in (checking.RESULT, f"{checking.SCORES}final.json"):
        content = bytearray(files[name])
        for place in range(0, len(content), 97):
            was = content[place]
            content[place] = was ^ 1
            assert list(checking.check(files | {name: bytes(content)})), (name, place)
            content[place] = was


@pytest.mark.parametrize(
    ("forge", "words"),
    [
        (lambda result: result["rounds"][0]["placings"][1].__setitem__(2, "95"), "tính lại được 84.0"),
        (lambda result: result["rounds"][0]["placings"][1].__setitem__(1, 1), "không theo thứ tự điểm"),
        (lambda result: result["awards"][0].__setitem__("points", "99"), "không khớp bảng xếp hạng"),
        (lambda result: result["rounds"][0].__setitem__("derivations", "0" * 64), "không phải bảng điểm đã niêm phong"),
    ],
)
def test_a_forged_result_with_a_new_digest_does_not_follow_from_its_scores(
    files: dict[str, bytes], forge: Any, words: str
) -> None:
    result = json.loads(files[checking.RESULT])
    forge(result)
    faults = list(checking.check(resealed(files, result)))
    assert any(words in fault for fault in faults), faults


def test_a_package_without_its_files_says_so(files: dict[str, bytes]) -> None:
    del files[checking.SEAL]
    assert list(checking.check(files)) == ["Gói thiếu tệp ket-qua.json hoặc ma-niem-phong.txt."]


def test_carried_and_weighted_figures_are_computed_again_as_the_ranking_did() -> None:
    half = {"places": 2, "rule": "half_up"}
    said = {
        "method": "weighted",
        "rounding": half,
        "sheets": [
            {"use": "low", "total": "10"},
            {"use": "counted", "total": "80", "weight": "2"},
            {"use": "counted", "total": "71", "weight": "1"},
        ],
        "parts": [
            {"weight": "80", "value": "77", "of": "100", "from": "criteria", "rounding": half},
            {"weight": "20", "value": "35", "of": "120", "from": "votes", "rounding": {"places": 1, "rule": "up"}},
        ],
        "carry": [
            {"round": "first", "weight": "0.3", "points": "50"},
            {"round": "last", "weight": "0.7", "points": "0"},
        ],
    }
    # (2 × 80 + 71) / 3 = 77; 80 × 77 / 100 = 61.6; 20 × 35 / 120 = 5.83… ↑ 5.9; 67.5; 0.3 × 50 + 0.7 × 67.5 = 62.25
    own, points = checking.recompute("KT-1", "last", said, {"first": {"KT-1": checking.Fraction(50)}})
    assert (float(own), float(points)) == (67.5, 62.25)


def test_a_changed_score_after_the_seal_is_another_scores_digest(db: Any) -> None:
    edition, _ = sealed_package()
    placing = db.session.query(Placing).order_by(Placing.id).first()
    placing.derivation = placing.derivation | {"needed": 9}
    db.session.flush()
    sealed = sealed_result(edition.id)
    assert sealed is not None
    faults = list(checking.check(files_of(package(edition.id, sealed))))
    assert any("không phải bảng điểm đã niêm phong" in fault for fault in faults)
    assert digest(sealed.document) == sealed.digest

"""`contest documents`: documents of an edition in a folder, or why not; all invented."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from contest.cli import assemble
from contest.foundation.ledger import LedgerEvent
from contest.results.actions import seal_results
from tests.results.makers import make_decided


def test_documents_are_written_and_on_record_and_one_that_cannot_be_says_why(app: Any, db: Any, tmp_path: Path) -> None:
    edition, _, organiser, _ = make_decided()
    seal_results(organiser, edition.id)

    def run(kind: str) -> Result:
        arguments = ["documents", edition.slug, "--out", str(tmp_path), "--only", kind, "--json"]
        return CliRunner().invoke(assemble(), arguments, obj=lambda: app)

    (decided,) = json.loads(run("result_decision").stdout)["documents"]
    (made,) = decided["files"]
    assert Path(made["path"]).stat().st_size == made["bytes"]
    assert Path(made["path"]).name == "quyet-dinh-cong-nhan-ket-qua.docx"
    noted = db.session.query(LedgerEvent).filter(LedgerEvent.kind == "export.made").one()
    assert (noted.subject, noted.payload["sha256"]) == ("document-result_decision", made["sha256"])
    (waiting,) = json.loads(run("committee_decision").stdout)["documents"]
    assert waiting["files"] == []
    assert "thành phần Ban Tổ chức" in waiting["why_not"][0]
    assert run("khong-co").exit_code == 1

"""Pages of Word files are counted by the worker where the regulation limits them; above the limit a person looks."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from sqlalchemy import select

from contest.editions.rules import parse
from contest.entries import actions
from contest.entries.models import EntryFile
from contest.entries.queries import held
from contest.entries.rules import EntryFacts, FileFacts, Standing
from contest.foundation import office, workshop
from contest.foundation.clock import now
from contest.foundation.jobs import work_all
from contest.foundation.kinds import DOCX, PDF, check_kind
from contest.foundation.refusal import Refusal
from contest.people.models import Person
from contest.screening.rules import checks
from tests.editions.makers import make_edition, text_of
from tests.entries.makers import authors_typed, solution_typed, stored
from tests.office import soffice
from tests.people.makers import actor_of, make_person

LIMITED = text_of("small_technical").replace(
    "formats: [pdf, docx], max_mb: 20}", "formats: [pdf, docx], max_mb: 20, max_pages: 2, max_files: 3}"
)


def written(pages: int) -> bytes:
    """A Word file of so many pages."""
    document, out = Document(), io.BytesIO()
    for number in range(1, pages + 1):
        document.add_paragraph(f"Trang {number}: thuyết minh giải pháp")
        if number < pages:
            document.add_page_break()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def draft(db: Any) -> Any:
    """Puts a Word file into a draft's description; returns what is known of its files after the worker has been."""
    edition, actor = make_edition(text=LIMITED), actor_of(make_person("Nguyễn Văn Bình"))
    entry_id = actions.start_entry(actor, edition.id)
    actions.save_draft(actor, edition.id, entry_id, {"solution": solution_typed(), "authors": authors_typed()})

    def put(*sizes: int) -> Any:
        for pages in sizes:
            file = stored(written(pages), f"mo-ta-{pages}.docx", ("docx",))
            actions.attach_file(actor, edition.id, entry_id, "description", file)
        db.session.commit()
        work_all()
        return held(edition.id, [entry_id])[entry_id]

    return put


def page_of(client_of: Any, db: Any) -> str:
    """The entrant's page of files."""
    row = db.session.execute(select(EntryFile.entry_id, EntryFile.uploaded_by_id)).first()
    owner = db.session.get_one(Person, row.uploaded_by_id)
    return str(client_of(owner).get(f"/thu-nghiem/ho-so/{row.entry_id}/tep").text)


@pytest.mark.office
def test_the_worker_counts_pages_of_word_and_a_person_judges_what_is_too_long(
    draft: Any, db: Any, client_of: Any
) -> None:
    soffice()
    files = draft(2, 3).facts.files
    assert [(file.pages, file.is_counted) for file in files] == [(2, True), (3, True)]
    page = page_of(client_of, db)
    assert "2 trang" in page
    assert "máy đếm được 3 trang, thể lệ cho phép nhiều nhất 2" in page
    assert "Nếu Word cho thấy số trang khác" in page


def test_where_nothing_can_count_that_is_said_and_a_person_decides(
    draft: Any, db: Any, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "program", lambda: "")
    (file,) = draft(1).facts.files
    assert (file.pages, file.is_counted) == (None, True)
    assert "không đếm được số trang, Ban Thư ký sẽ xem" in page_of(client_of, db)


COUNTED = {
    "fits": ((DOCX, 2, True), (PDF, 1, True), "pass"),
    "Word is longer by some machine's count": ((DOCX, 3, True), (PDF, 1, True), "unknown"),
    "PDF is longer": ((DOCX, 1, True), (PDF, 3, True), "fail"),
    "nobody could count": ((DOCX, None, True), (PDF, 1, True), "unknown"),
    "not counted yet": ((DOCX, None, False), (PDF, 1, True), "unknown"),
}


@pytest.mark.parametrize("case", COUNTED)
def test_what_was_counted_is_evidence(case: str) -> None:
    *files, verdict = COUNTED[case]
    facts = EntryFacts(
        files=tuple(
            FileFacts(number, "description", f"{number}", "0" * 64, 1, media, now(), pages=pages, is_counted=counted)
            for number, (media, pages, counted) in enumerate(files)
        )
    )
    found = [one for one in checks(facts, Standing("submitted"), parse(LIMITED)) if one.rule == "pages"]
    assert [one.verdict for one in found] == [verdict]
    assert found[0].words == "Bản mô tả giải pháp không quá 2 trang"


def test_the_copy_for_counting_points_at_nothing_outside(tmp_path: Path) -> None:
    given, made = tmp_path / "a.docx", tmp_path / "b.docx"
    rels = (
        '<Relationships><Relationship Id="r1" Target="http://far.example/x.png" TargetMode="External"/></Relationships>'
    )
    with zipfile.ZipFile(given, "w") as archive:
        archive.writestr("word/_rels/document.xml.rels", rels)
        archive.writestr("word/document.xml", "<a/>")
    workshop.ask("pointing_nowhere", path=str(given), out=str(made))
    with zipfile.ZipFile(made) as archive:
        told = archive.read("word/_rels/document.xml.rels").decode()
    assert 'Target="about:blank" TargetMode="External"' in told
    assert "far.example" not in told


def test_an_old_word_file_is_refused_with_what_to_do() -> None:
    with pytest.raises(Refusal) as refusal:
        check_kind("application/msword", ("pdf", "docx"), "mo-ta.doc")
    (reason,) = refusal.value.reasons
    assert (reason.code, reason.params) == ("file_old_word", {"name": "mo-ta.doc", "allowed": "DOCX hoặc PDF"})
    check_kind("application/msword", ("pdf", "doc"), "mo-ta.doc")

"""What judges of a blind round would get is read first: a file whose text says who made the work waits for a person."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from openpyxl import Workbook

from contest.editions.queries import regulation_of
from contest.entries import actions, jobs, queries
from contest.entries.models import EntryFile
from contest.entries.queries import dossier, file_for, unseen_count
from contest.entries.rules import names_of, told_kinds
from contest.foundation.clock import now
from contest.foundation.database import db as database
from contest.foundation.kinds import DOCX
from contest.foundation.vietnamese import fold
from contest.foundation.workshop.papers import text_of
from tests.entries.makers import stored
from tests.juries.blind import AUTHOR, PHONE, UNIT, planted
from tests.papers.makers import signed_docx, signed_pdf


def held_files(edition_id: int, entry_id: int) -> set[int]:
    """Files of a dossier that judges of a blind round do not get."""
    seen = dossier(edition_id, entry_id, blind=True)
    assert seen is not None
    return {one.id for one in seen.files if one.is_held}


NAMES = {
    "people": names_of((AUTHOR,), ()),
    "units": names_of((), (UNIT,)),
    "contacts": names_of((), (), (PHONE,)),
}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Máy gieo hạt tự hành dùng pin.", ""),
        (f"Tác giả: {AUTHOR}.", "people"),
        (f"Nhóm học sinh {fold(UNIT).upper()}; liên hệ {PHONE[:4]} {PHONE[4:7]}.{PHONE[7:]}", "units,contacts"),
        ("Ngô Bảo\nQuýchxoèn trình bày", "people"),
    ],
)
def test_what_a_text_names_is_told_by_kind(text: str, kinds: str) -> None:
    assert told_kinds(text, NAMES) == kinds


def test_a_file_that_names_its_author_waits_until_somebody_has_looked(db: Any, client_of: Any) -> None:
    judging = planted()
    edition, entry = judging.edition, judging.entries[0]
    added = []
    for name, content in (
        ("mo-ta.docx", signed_docx(f"Thuyết minh của {AUTHOR}, {UNIT}")),
        ("mo-ta.pdf", signed_pdf(f"Thuyết minh của nhóm {fold(AUTHOR)}", 1)),
    ):
        file = stored(content, name, ("docx", "pdf"))
        row = {"sha256": file.sha256, "size": file.size, "media_type": file.media_type, "uploaded_at": now()}
        kept = EntryFile(entry_id=entry.id, part_key="description", name=file.name, **row)
        database.session.add(kept)
        database.session.flush()
        added.append(kept.id)
    database.session.commit()
    rules = regulation_of(edition.id)
    before = unseen_count(edition.id, rules)
    jobs.search_names()
    waiting = held_files(edition.id, entry.id)
    assert waiting >= set(added)
    assert file_for(edition.id, entry.id, added[1], blind=True) is None
    assert unseen_count(edition.id, rules) == before + 2
    page = client_of(judging.secretary).get("/thu-nghiem/tep-can-xem").text
    assert "Trong bài có tên người và tên đơn vị" in page
    actions.clear_file(judging.office, edition.id, entry.id, added[1], True)
    assert file_for(edition.id, entry.id, added[1], blind=True) is not None
    assert queries.files_to_search(edition.id, rules, 99) == []


def test_a_file_is_read_again_when_its_dossier_changed_and_waits_when_it_names_more(db: Any) -> None:
    judging = planted()
    edition, entry = judging.edition, judging.entries[0]
    description = next(one for one in dossier(edition.id, entry.id, blind=True).files if one.media_type == DOCX)
    jobs.search_names()
    assert not held_files(edition.id, entry.id) & {description.id}
    entry.mentor, entry.updated_at = "Thuyết Minh Số", now() + timedelta(minutes=1)
    database.session.commit()
    jobs.search_names()
    assert held_files(edition.id, entry.id) >= {description.id}
    actions.clear_file(judging.office, edition.id, entry.id, description.id, True)
    jobs.search_names()
    assert not held_files(edition.id, entry.id) & {description.id}


def workbook_with(*cells: str) -> bytes:
    """A workbook whose hidden second sheet has these cells beside each other."""
    book, out = Workbook(), io.BytesIO()
    book.active.append(["Số liệu đo", 12.5])
    second = book.create_sheet("Phụ lục")
    second.sheet_state = "hidden"
    second["C40"], second["D40"] = cells
    book.save(out)
    return out.getvalue()


def slides_with(words: str) -> bytes:
    """Slides with one text in two runs."""
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    runs = "".join(f"<a:r><a:t>{part}</a:t></a:r>" for part in words.partition(" ") if part)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("ppt/presentation.xml", "<p/>")
        archive.writestr("ppt/slides/slide1.xml", f"<s {space}><a:p>{runs}</a:p></s>")
    return out.getvalue()


def test_workbooks_and_slides_are_read_as_well_to_the_last_hidden_sheet(db: Any) -> None:
    first, _, rest = AUTHOR.partition(" ")
    judging = planted()
    entry, added = judging.entries[0], {}
    for name, content in (
        ("so-lieu.xlsx", workbook_with(first, rest)),
        ("trang-chieu.pptx", slides_with(f"Nhóm {AUTHOR}")),
        ("chi-so.xlsx", workbook_with("Đo", "lần hai")),
    ):
        file = stored(content, name, ("xlsx", "pptx"))
        kept = EntryFile(
            entry_id=entry.id, part_key="description", name=name, sha256=file.sha256, size=file.size,
            media_type=file.media_type, uploaded_at=now(),
        )  # fmt: skip
        database.session.add(kept)
        database.session.flush()
        added[name] = kept.id
    database.session.commit()
    jobs.search_names()
    held = {name for name, key in added.items() if key in held_files(judging.edition.id, entry.id)}
    assert held == {"so-lieu.xlsx", "trang-chieu.pptx"}


def test_a_table_of_endless_empty_lines_is_read_to_its_bound_and_no_further(tmp_path: Any) -> None:
    book = Workbook()
    book.active["A1"], book.active["XFD1048576"] = "đầu", "cuối"
    path = tmp_path / "rong.xlsx"
    book.save(path)
    assert text_of(str(path))["text"].split("\n")[1:] == ["đầu"]

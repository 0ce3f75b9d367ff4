"""What judges of a blind round would get is read first: a file whose text says who made the work waits for a person."""

from datetime import timedelta
from typing import Any

import pytest

from contest.editions.queries import regulation_of
from contest.entries import actions, jobs, queries
from contest.entries.models import EntryFile
from contest.entries.queries import dossier, file_for, unseen_count
from contest.entries.rules import names_of, told_kinds
from contest.foundation.clock import now
from contest.foundation.database import db as database
from contest.foundation.kinds import DOCX
from contest.foundation.vietnamese import fold
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

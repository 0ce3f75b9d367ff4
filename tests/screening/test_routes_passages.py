"""Passages of two works' files side by side: who sees them, what of them, and what is said of files without words."""

import random
import re
from functools import cache
from typing import Any

import pytest
from sqlalchemy import select

from contest.entries.models import EntryFile
from contest.foundation import files as store
from contest.foundation.access import OPERATOR, Role
from contest.foundation.clock import now
from contest.foundation.document import Document as Paper
from contest.foundation.document import Paragraph
from contest.foundation.jobs import work_all
from contest.foundation.workshop import WorkFailed
from contest.foundation.writers import pdf
from contest.screening import actions, queries
from tests.editions.makers import make_edition
from tests.entries.makers import make_entry
from tests.people.makers import grant, make_person
from tests.screening.radar_photos import photo, resaved
from tests.screening.test_actions_radar import PARAGRAPHS, WORD, attach, word_file

RADAR = "/thu-nghiem/tham-dinh/nghi-trung"
PAPER = "application/pdf"
OF_HERE = "Lò của nhóm đã chạy thử ở ba hộ trong một vụ, mỗi mẻ tốn ba mươi ki-lô-gam bã khô."
NAMED = "Tác giả Nguyễn Văn Kín, điện thoại 0912 345 678, đã thử máy này ở ba hộ dân trong xã suốt một vụ ép vừa qua."


@cache
def paper(*paragraphs: str) -> bytes:
    """A PDF file."""
    return pdf.write(Paper("Mô tả", [Paragraph(words) for words in paragraphs]))


@pytest.fixture
def pair(db: Any) -> Any:
    """Two works, one of an earlier contest, whose PDF files share two passages; with a photograph and papers beside."""
    made, earlier = make_edition(stage="screening"), make_edition(slug="hoi-thi-cu", stage="published")
    chance = random.Random(8)
    picture = photo(chance)
    ours = make_entry(made, "KT-001", title="Mắt thần", authors=("Nguyễn Văn Kín",))
    theirs = make_entry(earlier, "CU-009", title="Nhịp sống mới", authors=("Lê Văn Giấu",), unit="Trường Cũ")
    ours.phone = "0912345678"
    attach(ours, paper(OF_HERE, *PARAGRAPHS[:6], NAMED), "mo-ta.pdf", PAPER, "description", db)
    attach(theirs, paper(NAMED, "Một phần khác.", *PARAGRAPHS[:6]), "thuyet-minh.pdf", PAPER, "description", db)
    attach(ours, picture, "may.jpg", "image/jpeg", "photos", db)
    attach(theirs, resaved(picture, chance), "cu.jpg", "image/jpeg", "photos", db)
    actions.ask_radar(OPERATOR, made.id)
    work_all()
    (row,) = queries.pair_rows(made.id, "open", 1, 50).rows
    return made, ours, theirs, row.id


@pytest.fixture
def office(pair: Any, client_of: Any) -> Any:
    """The browser of somebody of the secretariat."""
    person = make_person("Phạm Thị Ái")
    grant(person, pair[0], Role.SECRETARY)
    return client_of(person)


def test_passages_of_two_pdf_files_stand_side_by_side_with_their_words_marked_and_nobodys_name(
    office: Any, pair: Any, count_queries: Any
) -> None:
    leads = office.get(f"{RADAR}/{pair[3]}").text
    assert f'data-passages="{RADAR}/{pair[3]}/tep"' in leads
    # Photographs that are alike stand beside each other, and nowhere else.
    alike = leads[leads.index("Ảnh giống nhau</h2>") : leads.index('id="doan-giong"')]
    assert [name in alike for name in ("may.jpg", "cu.jpg")] == [True, True]
    assert "<h3>Ảnh" not in leads
    with count_queries() as asked:
        text = office.get(f"{RADAR}/{pair[3]}/tep").text
    assert len(asked) <= 10
    marked = re.findall("<mark>([^<]*)</mark>", text)
    assert [words for words in marked if "Cụm thứ 1 gồm trục vít dài 31" in words] == [marked[0], marked[1]]
    assert "mo-ta.pdf, trang 1" in text
    assert "thuyet-minh.pdf, trang 1" in text
    assert text.count("đã thử máy này ở ba hộ dân trong xã suốt một vụ ép vừa qua") == 2
    # Whose name it is stands on both sides: the other work's file names the author of this one.
    assert (
        marked.count(
            "Tác giả [KT-001], điện thoại [KT-001], đã thử máy này ở ba hộ dân trong xã suốt một vụ ép vừa qua"
        )
        == 2
    )
    assert not any(name in text for name in ("Nguyễn Văn Kín", "0912", "Lê Văn Giấu"))
    assert "Một phần khác" not in "".join(marked)


def test_files_that_tell_nothing_are_named_with_why(office: Any, pair: Any, db: Any, monkeypatch: Any) -> None:
    _, ours, theirs, key = pair
    attach(ours, paper(), "ban-quet.pdf", PAPER, "description", db)
    attach(theirs, b"%PDF-1.4 broken", "hong.pdf", PAPER, "description", db)
    gone = attach(theirs, word_file(PARAGRAPHS), "mat.docx", WORD, "description", db)
    store.destroy(gone.sha256)
    text = office.get(f"{RADAR}/{key}/tep").text
    assert "<b>ban-quet.pdf</b> không có chữ máy đọc được, có thể là bản quét." in text
    assert "<b>hong.pdf</b> không mở được, có thể tệp hỏng hoặc đặt mật khẩu." in text
    assert "<b>mat.docx</b> không còn trong kho." in text
    assert "Cụm thứ 1 gồm trục vít" in text

    def late(*_: Any, **__: Any) -> Any:
        raise WorkFailed("memory")

    monkeypatch.setattr("contest.screening.routes.passages.ask", late)
    text = office.get(f"{RADAR}/{key}/tep").text
    assert "<b>mo-ta.pdf</b> quá lớn hoặc quá phức tạp để máy đọc." in text
    assert "Không thấy đoạn nào từ 10 từ trở lên" in text


def test_a_file_taken_out_or_about_persons_is_not_read_and_its_picture_not_shown(
    office: Any, pair: Any, db: Any
) -> None:
    _, _, theirs, key = pair
    file = db.session.scalar(select(EntryFile).where(EntryFile.name == "thuyet-minh.pdf"))
    file.removed_at = now()
    form = attach(theirs, word_file(PARAGRAPHS), "phieu.docx", WORD, "registration", db)
    scan = attach(theirs, photo(random.Random(1)), "giay-khai-sinh.jpg", "image/jpeg", form.part_key, db)
    page = office.get(f"{RADAR}/{key}").text
    assert "phieu.docx" not in page
    assert "giay-khai-sinh.jpg" not in page
    assert office.get(f"{RADAR}/{key}/anh/{scan.id}").status_code == 404
    assert "Cụm thứ 1" not in office.get(f"{RADAR}/{key}/tep").text


def test_a_file_both_have_is_named_and_not_held_against_itself(office: Any, pair: Any, db: Any) -> None:
    _, ours, theirs, key = pair
    for name in ("mo-ta.pdf", "thuyet-minh.pdf"):
        db.session.scalar(select(EntryFile).where(EntryFile.name == name)).removed_at = now()
    attach(ours, paper(*PARAGRAPHS[:2]), "mot.pdf", PAPER, "description", db)
    attach(theirs, paper(*PARAGRAPHS[:2]), "hai.pdf", PAPER, "description", db)
    assert office.get(f"{RADAR}/{key}").text.count("Bên kia có tệp y hệt") == 2
    text = office.get(f"{RADAR}/{key}/tep").text
    assert "Tệp <b>mot.pdf</b> của KT-001 y hệt một tệp của CU-009." in text
    assert "Ngoài tệp y hệt, không thấy đoạn nào" in text


def test_passages_open_for_nobody_who_may_not_see_the_pair(pair: Any, client_of: Any, office: Any) -> None:
    made, _, _, key = pair
    person = make_person("Người giám sát")
    grant(person, made, Role.OBSERVER)
    assert client_of(person).get(f"{RADAR}/{key}/tep").status_code == 403
    assert office.get(f"{RADAR}/99999/tep").status_code == 404
    assert office.get(f"/hoi-thi-cu/tham-dinh/nghi-trung/{key}/tep").status_code == 403

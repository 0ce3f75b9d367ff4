"""The yearbook as it is printed: what the office typed and chose, the consents of the day, its index; all invented."""

import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from contest.editions.queries import regulation_of
from contest.entries.actions import forget_author
from contest.foundation.jobs import work_all
from contest.foundation.refusal import Refusal
from contest.papers.actions.yearbook import order_yearbook, take_yearbook, write_cover
from contest.papers.queries.tallies import reconciled
from contest.papers.queries.yearbook import print_card, print_path, prints
from contest.papers.rules.yearbook import Cover, in_book_order, name_index
from contest.results import actions
from contest.results.queries.showcase import photographs
from contest.results.rules.showcase import Presented
from tests.editions.makers import text_of
from tests.papers.makers import attach
from tests.printed import squeezed
from tests.prizes.test_actions import one_round
from tests.results.makers import born, consent, make_decided, withdraw
from tests.results.test_routes_showcase import PHOTOGRAPHS, picture

PAGE = "/thu-nghiem/van-ban/ky-yeu"
COVER = Cover(foreword="Mỗi giải pháp bắt đầu từ một việc nhỏ.", signatory="Nguyễn Thị Ánh Nguyệt", size="A5")


@pytest.fixture
def sealed(db: Any) -> Any:
    """Three prizes, the first solution with a picture and words; the second has no page of its own."""
    edition, entries, organiser, person = make_decided(text=one_round(text_of("small_technical")) + PHOTOGRAPHS)
    authors = []
    named = zip(entries, ("Máy gặt lúa", "Bếp đun trấu", "Lọc nước"), ("Đỗ Ánh", "Lê Bình", "Võ Ân"), strict=True)
    for entry, title, name in named:
        author = born(entry, date(1980, 1, 1))
        entry.title, author.name = title, name
        authors.append(author)
    attach(entries[0], "photos", picture("#a33"), "Mặt trước.jpg", "image/jpeg")
    consent(authors[0], "self", purpose="photographs")
    actions.seal_results(organiser, edition.id)
    db.session.commit()
    key = photographs([entries[0].id], regulation_of(edition.id))[entries[0].id][0].id
    words = "Đỗ Ánh nghĩ ra trong một vụ gặt."
    actions.present_entry(organiser, edition.id, entries[0].id, Presented(words, (key,)))
    actions.present_entry(organiser, edition.id, entries[1].id, Presented(is_left_out=True))
    write_cover(organiser, edition.id, COVER, 0)
    db.session.commit()
    return edition, entries, organiser, person, authors


def printed(sealed: Any, kind: str = "pdf") -> tuple[int, bytes]:
    edition, _, organiser, _, _ = sealed
    made = order_yearbook(organiser, edition.id, kind)
    work_all()
    card = print_card(made)
    assert card is not None
    return made, print_path(card).read_bytes()


def pages_of(content: bytes) -> list[str]:
    return [squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]


def test_the_book_has_its_parts_and_the_index_says_the_right_pages(sealed: Any, client_of: Any) -> None:
    edition, _, _, person, _ = sealed
    _, content = printed(sealed)
    reader = PdfReader(io.BytesIO(content))
    assert [round(float(side) / 72 * 25.4) for side in reader.pages[0].mediabox[2:]] == [148, 210]
    pages = pages_of(content)
    whole = "".join(pages)
    for words in ("Mỗi giải pháp bắt đầu", "Bản lập số 1", "phiên bản 1", "MỤC LỤC", "vụ gặt", "DANH SÁCH TÁC GIẢ"):
        assert squeezed(words) in whole, words
    assert sum(len(page.images) for page in reader.pages) == 1
    place = next(number for number, page in enumerate(pages, 1) if "vụgặt" in page)
    assert re.findall(r"ĐỗÁnh\.*(\d+)", pages[-1]) == [str(place)]
    assert pages[-1].index("ĐỗÁnh") < pages[-1].index("VõÂn")
    page = client_of(person).get(PAGE).text
    assert "Bản số 1" in page
    assert "Tải về" in page
    given = client_of(person).post(f"{PAGE}/ban-in/{prints(edition.id)[0].id}/tai")
    assert (given.data, given.mimetype) == (content, "application/pdf")
    given.close()


def test_who_has_no_page_of_their_own_stands_in_the_list(sealed: Any) -> None:
    _, content = printed(sealed)
    pages = pages_of(content)
    assert sum(squeezed("Bếp đun trấu") in page for page in pages) == 1
    assert not [page for page in pages if squeezed("Bếp đun trấu") in page and "MỤCLỤC" in page]


def test_a_withdrawn_consent_stops_the_old_print_and_masks_the_new_one(sealed: Any, db: Any, client_of: Any) -> None:
    edition, _, organiser, person, authors = sealed
    made, _ = printed(sealed)
    consent(authors[0], "self")
    withdraw(authors[0])
    db.session.commit()
    with pytest.raises(Refusal) as refused:
        take_yearbook(organiser, edition.id, made)
    assert [reason.code for reason in refused.value.reasons] == ["yearbook_overtaken"]
    assert "Cần lập lại" in client_of(person).get(PAGE).text
    _, content = printed(sealed)
    whole = "".join(pages_of(content))
    assert "ĐỗÁnh" not in whole
    assert "nghĩratrongmộtvụgặt" in whole
    assert not any(page.images for page in PdfReader(io.BytesIO(content)).pages)


def test_the_word_file_can_be_edited_and_counts_its_own_pages(sealed: Any) -> None:
    _, content = printed(sealed, "docx")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        body = packed.read("word/document.xml").decode()
        pictures = [name for name in packed.namelist() if name.startswith("word/media/")]
    assert 'TOC \\o "1-2" \\u' in body
    assert body.count("w:outlineLvl") >= 5
    assert "Máy gặt lúa" in body
    assert len(pictures) == 1


def test_prints_go_when_somebody_is_forgotten(sealed: Any, db: Any) -> None:
    edition, entries, organiser, _, authors = sealed
    made, _ = printed(sealed)
    card = print_card(made)
    assert card is not None
    forget_author(organiser, edition.id, entries[0].id, authors[0].id, True)
    db.session.commit()
    assert prints(edition.id) == []
    assert not print_path(card).exists()


def test_what_was_typed_by_two_is_not_overwritten_and_an_unknown_kind_is_refused(sealed: Any) -> None:
    edition, _, organiser, _, _ = sealed
    with pytest.raises(Refusal) as late:
        write_cover(organiser, edition.id, COVER, 0)
    with pytest.raises(Refusal) as odd:
        order_yearbook(organiser, edition.id, "exe")
    codes = [[reason.code for reason in each.value.reasons] for each in (late, odd)]
    assert codes == [["yearbook_stale"], ["yearbook_kind"]]


def test_its_list_is_held_against_the_sealed_result(sealed: Any) -> None:
    edition, _, _, _, _ = sealed
    tally = next(each for each in reconciled(edition.id).tallies if each.source == "yearbook")
    assert sum(tally.counts.values()) == 3


def test_authors_are_indexed_by_given_name_as_vietnamese_people_look_them_up() -> None:
    named = [("Vũ Ánh", 1), ("Đỗ Ánh", 2), ("Lê Ân", 3), ("", 3), ("Trần Bình", 1), ("Vũ Ánh", 4), ("Vũ Ánh", 1)]
    assert name_index(named) == [("Đỗ Ánh", (2,)), ("Vũ Ánh", (1, 4)), ("Lê Ân", (3,)), ("Trần Bình", (1,))]


def test_solutions_stand_by_prize_then_as_the_office_says_then_by_field() -> None:
    assert in_book_order([(1, 0, None), (0, 2, None), (0, 1, None), (0, 5, 1)]) == [3, 2, 1, 0]

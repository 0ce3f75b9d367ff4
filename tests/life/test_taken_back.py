"""A child of whom everything is shown; then the guardian takes consents back: no public page, no paper for outside and
no screen in the hall has the name, the class or the picture from that moment on."""

from datetime import date
from typing import Any, NamedTuple

import pytest
from sqlalchemy import select

from contest.ceremony.actions import shows
from contest.ceremony.actions.editing import Written, add_segment
from contest.ceremony.actions.order import Settings, open_ceremony
from contest.ceremony.queries.shows import open_show
from contest.ceremony.queries.slides import evening_of
from contest.editions.models import Question
from contest.entries.models import EntryAuthor, EntryFile
from contest.foundation.clock import now
from contest.foundation.jobs import work_all
from contest.papers.actions.yearbook import order_yearbook, write_cover
from contest.papers.queries.certificates import register
from contest.papers.queries.yearbook import print_card, print_path
from contest.papers.rules.yearbook import Cover
from contest.results.actions import post_results, present_entry, publish_results, seal_results
from contest.results.rules.showcase import Presented
from tests.editions.makers import text_of
from tests.papers.makers import attach, photograph
from tests.results.makers import consent, make_decided, withdraw
from tests.results.test_routes_withdrawal import FIELDS, NAME, PURPOSES, crawl, lists, telling, words_of

CLASS = "6A đặc biệt"
HALL = "/thu-nghiem/le-trao-giai"


class Shown(NamedTuple):
    """A published contest, whoever arranges it, the child, and where its work, picture, certificate and slide stand."""

    edition: Any
    organiser: Any
    browser: Any
    author: EntryAuthor
    solution: str
    picture: str
    certificate: str
    slide: str


@pytest.fixture
def shown(db: Any, client_of: Any) -> Shown:
    """The best work's author is a child of whom everybody agreed to everything; the name stands in every free text."""
    text = f"{text_of('small_youth')}\nprivacy: {{public_fields: [{FIELDS}], lists: [received, eligible]}}\n"
    edition, entries, organiser, person = make_decided(name="small_youth", text=text)
    entry, browser = entries[0], client_of(person)
    author = db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == entry.id)).one()
    author.name, author.birth_on, author.position_title = NAME, date(2018, 1, 1), CLASS
    entry.title, entry.summary = f"Thùng rác của {NAME}", f"Em {NAME.upper()} làm thùng rác."
    for purpose in PURPOSES:
        consent(author, "guardian", "self", purpose=purpose)
    attach(entry, "photos", photograph(), "May.jpg", "image/jpeg")
    file_id = db.session.scalars(select(EntryFile.id).where(EntryFile.entry_id == entry.id)).one()
    told = {"text": f"Em {NAME} dự thi được không?", "answer": f"{NAME} đủ tuổi.", "answered_at": now()}
    db.session.add(Question(edition_id=edition.id, asked_at=now(), published_at=now(), **told))
    edition.stage = "deliberation"
    post_results(organiser, edition.id, 10)
    edition.stage = "decided"
    seal_results(organiser, edition.id)
    present_entry(organiser, edition.id, entry.id, Presented(f"{NAME} nghĩ ra.", (file_id,)))
    write_cover(organiser, edition.id, Cover(foreword=f"Có em {NAME}.", signatory="Lê Ưng", size="A5"), 0)
    open_ceremony(organiser, edition.id, Settings(None, "Hội trường", "lowest_first", 12, "authors"))
    written = Written(f"Em {NAME} phát biểu", f"Xin mời em {NAME}, lớp 6A.", 5, "")
    add_segment(organiser, edition.id, 1, "speech", 0, written)
    assert browser.post("/thu-nghiem/van-ban/giay-chung-nhan/cap-so").status_code == 303
    publish_results(organiser, edition.id)
    shows.start_show(organiser, edition.id)
    key = shows.open_own_screen(organiser, edition.id)
    db.session.commit()
    line = next(each for each in register(edition.id) if each.entry_id == entry.id)
    solution = f"/thu-nghiem/ket-qua/giai-phap/{entry.id}"
    return Shown(
        edition, organiser, browser, author, solution, f"{solution}/anh/{file_id}-nho.jpg",
        f"/thu-nghiem/chung-nhan/{line.code}", f"/thu-nghiem/man-hinh/{key}/trang",
    )  # fmt: skip


def step_to_the_child(shown: Shown) -> None:
    """The slide of the child's prize is on the screen."""
    for slide in evening_of(shown.edition.id).slides:
        shows.step_show(shown.organiser, shown.edition.id, version(shown), slide.key, opens=True)
        if any(card.entry_id == shown.author.entry_id for card in slide.cards):
            break


def version(shown: Shown) -> int:
    show = open_show(shown.edition.id)
    assert show is not None
    return show.version


def papers(shown: Shown) -> dict[str, str]:
    """What leaves the house for everybody, in words."""
    made = order_yearbook(shown.organiser, shown.edition.id, "docx")
    work_all()
    card = print_card(made)
    assert card is not None
    book, script = print_path(card).read_bytes(), shown.browser.post(f"{HALL}/kich-ban.docx").data
    return {**lists(shown.edition), "yearbook": words_of(book), "script": words_of(script)}


def pages(shown: Shown) -> list[str]:
    """The addresses that show the child while everybody agrees."""
    results = "/thu-nghiem/ket-qua"
    return [results, f"{results}/giai-phap", "/thu-nghiem/niem-yet", shown.solution, shown.certificate, shown.slide]


def test_name_class_and_picture_leave_every_surface_at_once(shown: Shown, app: Any, db: Any) -> None:
    step_to_the_child(shown)
    stranger = app.test_client()
    before = {address: stranger.get(address).text for address in pages(shown)} | papers(shown)
    assert telling(before, NAME) == set(before)
    assert stranger.get(shown.picture).status_code == 200
    withdraw(shown.author)
    db.session.commit()
    after = {address: stranger.get(address).text for address in pages(shown)} | papers(shown)
    after |= crawl(app, shown.edition)
    assert "Thùng rác của (tác giả)" in after["/thu-nghiem/danh-sach-ho-so"]
    assert telling(after, NAME) == set()
    assert telling(after, CLASS) == set()
    assert stranger.get(shown.picture).status_code == 404

"""After a consent is taken back, no public page and no list for outside has the name, whoever took it back."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple
from unicodedata import normalize

import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument
from sqlalchemy import Connection, select, update

from contest.editions.models import Edition, Question
from contest.entries import actions as entries
from contest.entries.models import Consent, Entry, EntryAuthor
from contest.entries.queries import authors_of
from contest.foundation.access import ANONYMOUS, Role
from contest.foundation.clock import now
from contest.foundation.database import db as database
from contest.foundation.refusal import Refusal
from contest.papers.reports import workbook
from contest.people.models import Person
from contest.results.actions import post_results, publish_results, seal_results
from contest.results.models import Nominee
from tests.forgetting import forgotten, forgotten_within
from tests.house.doors import DOORS
from tests.people.makers import actor_of, grant, make_person
from tests.results.makers import consent, make_decided

NAME = "Đặng Thuỳ Chi Mai"
PURPOSES = ("judging", "publish_name", "photographs", "press")
FIELDS = "title, authors, class, unit, locality, field, summary, prize"


class World(NamedTuple):
    """The connection on which what all tests of this file find is kept, and the keys of it."""

    connection: Connection
    edition: int
    entry: int
    author: int
    owner: int


@pytest.fixture(scope="module")
def world(app) -> Iterator[World]:
    """A published result of a youth contest; the first entry's author is twelve and everybody has agreed to all."""
    with forgotten(app) as connection:
        yield World(connection, *(each.id for each in made()))


@pytest.fixture
def db(app, world) -> Iterator[Any]:
    """The database as the world was made: whatever a test does to it is undone."""
    with forgotten_within(app, world.connection):
        yield database


@pytest.fixture
def published(db, world):
    """The edition, the entry, its author and its owner, read anew for each test."""
    kinds = (Edition, Entry, EntryAuthor, Person)
    return tuple(db.session.get_one(kind, key) for kind, key in zip(kinds, world[1:], strict=True))


def made() -> tuple[Edition, Entry, EntryAuthor, Person]:
    """Make what `world` says."""
    edition, rows, organiser, _ = make_decided(name="small_youth", public=FIELDS, stage="deliberation")
    owner = make_person("Cô Lan")
    entry = rows[0]
    author = database.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == entry.id)).one()
    author.name, author.birth_on, author.position_title = NAME, date(2018, 1, 1), "6A đặc biệt"
    entry.owner_id, entry.title = owner.id, f"Thùng rác của {NAME}"
    entry.summary = f"Em {NAME.upper()} làm thùng rác."
    for purpose in PURPOSES:
        consent(author, "guardian", "self", purpose=purpose)
    # Released before anybody of this name had entered.
    told = {"text": f"Em {NAME} dự thi được không?", "answer": f"{NAME} đủ tuổi.", "answered_at": now()}
    database.session.add(Question(edition_id=edition.id, asked_at=now(), published_at=now(), **told))
    database.session.add(
        Nominee(
            edition_id=edition.id,
            target="Cuộc thi toàn quốc",
            entry_id=entry.id,
            chosen_at=now(),
            outcome="awarded",
            award="Giải Ba toàn quốc",
        )
    )
    database.session.flush()
    post_results(organiser, edition.id, 10)
    edition.stage = "decided"
    seal_results(organiser, edition.id)
    publish_results(organiser, edition.id)
    database.session.commit()
    return edition, entry, author, owner


def addresses(app, edition) -> Iterator[str]:
    """Every page a stranger may get, with something in each place, and searched for the name."""
    filling = {"slug": edition.slug, "number": "1", "word": "lich", "key": "x", "kind": "posted-list"}
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and "stranger" in DOORS.get(rule.endpoint, ()):
            address = re.sub(r"<(?:(\w+)(?:\([^>]*\))?:)?(\w+)>", lambda m: filling.get(m[2], "1"), rule.rule)
            yield address
            yield f"{address}?tim={NAME}&q={NAME}"


def words_of(made: bytes) -> str:
    """What a page or a file says: the texts inside one from Office or a PDF, too."""
    if made.startswith(b"%PDF"):
        return "\n".join(page.get_textpage().get_text_range() for page in PdfDocument(made))
    if not made.startswith(b"PK"):
        return made.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        said = [packed.read(name).decode() for name in packed.namelist() if name.endswith((".xml", ".rels"))]
    return re.sub("<[^>]*>", "", "".join(said))


def plain(words: str) -> str:
    """Without accents, capitals and signs; much faster on whole pages than the house's own folding."""
    return re.sub(r"[^a-z0-9]+", " ", normalize("NFD", words.lower()).encode("ascii", "ignore").decode())


def telling(seen: dict[str, str], word: str) -> set[str]:
    """Where a word stands, accents or not. A search repeats what was typed: only what it found counts."""
    sought = plain(word)
    return {place for place, words in seen.items() if sought in plain(re.sub(r'value="[^"]*"', "", words))}


def crawl(app, edition) -> dict[str, str]:
    """What a stranger finds: every public address, and everything that is linked from there."""
    browser, waiting, found = app.test_client(), list(addresses(app, edition)), {}
    while waiting and len(found) < 500:
        address = waiting.pop()
        if address in found:
            continue
        answer = browser.get(address)
        found[address] = words_of(answer.data)
        if answer.mimetype == "text/html":
            waiting += [link for link in re.findall(r'href="(/[^"#]*)"', found[address]) if "/static/" not in link]
    return found


def lists(edition) -> dict[str, str]:
    """The words of every list for outside."""
    found = {}
    for kind in ("posted-list", "press-list"):
        book = load_workbook(io.BytesIO(workbook(edition.id, kind)[1]))
        found[kind] = "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    return found


def where_named(app, edition) -> set[str]:
    """Where the name is found."""
    return telling({**crawl(app, edition), **lists(edition)}, NAME)


def by_link(given_by):
    def take_back(edition, entry, author, owner):
        token = entries.consent_token(author.id, author.name, given_by)
        entries.answer_consents(ANONYMOUS, token, ["judging"])

    return take_back


def by_entrant(edition, entry, author, owner):
    entries.withdraw_consent(actor_of(owner), edition.id, entry.id, author.id, "publish_name", "guardian")


def by_office(edition, entry, author, owner):
    office = actor_of(make_person("Cúc"), (Role.SECRETARY, edition))
    entries.record_paper(office, edition.id, entry.id, author.id, [("judging", "guardian")], "Giấy ngày 12/05")


def by_units_paper(edition, entry, author, owner):
    entries.record_consents(actor_of(make_person("Cúc"), (Role.SECRETARY, edition)), edition.id, entry.id, False)


def by_forgetting(edition, entry, author, owner):
    committee = actor_of(make_person("Bình"), (Role.ORGANISER, edition))
    entries.forget_author(committee, edition.id, entry.id, author.id, True)


def test_a_crawl_finds_the_name_while_everybody_agrees(app, published):
    edition = published[0]
    found = where_named(app, edition)
    assert {f"/{edition.slug}/ket-qua", f"/{edition.slug}/niem-yet"} <= found
    assert {"posted-list", "press-list"} <= found
    assert "Giải Ba toàn quốc" in app.test_client().get(f"/{edition.slug}/ket-qua").text


@pytest.mark.parametrize(
    "take_back",
    [by_link("guardian"), by_link("self"), by_entrant, by_office, by_units_paper],
    ids=["guardian", "child", "entrant", "office", "unit's paper"],
)
def test_a_crawl_finds_no_name_after_it_was_taken_back(app, db, published, take_back):
    edition = published[0]
    assert NAME in app.test_client().get(f"/{edition.slug}/ket-qua").text
    take_back(*published)
    assert where_named(app, edition) == set()
    assert "6A đặc biệt" not in app.test_client().get(f"/{edition.slug}/ket-qua").text


def test_the_press_alone_is_taken_back_and_the_result_still_names(app, db, published):
    edition, entry, author, owner = published
    entries.withdraw_consent(actor_of(owner), edition.id, entry.id, author.id, "press", "self")
    found = where_named(app, edition)
    assert "press-list" not in found
    assert {f"/{edition.slug}/ket-qua", "posted-list"} <= found


def test_no_store_keeps_a_page_that_names_somebody(app, published):
    answer = app.test_client().get(f"/{published[0].slug}/ket-qua")
    assert answer.headers["Cache-Control"] == "no-store"


def test_who_fills_in_the_form_cannot_give_again_what_the_guardian_took_back(app, db, published):
    edition, entry, author, owner = published
    by_link("guardian")(*published)
    record = entries_record(edition, entry)
    entries.writing.set_authors(entry, record, {}, actor_of(owner))
    db.session.flush()
    assert where_named(app, edition) == set()
    office = actor_of(make_person("Cúc"), (Role.SECRETARY, edition))
    both = [(purpose, by) for purpose in PURPOSES for by in ("guardian", "self")]
    entries.record_paper(office, edition.id, entry.id, author.id, both, "Giấy mới ngày 20/05")
    assert f"/{edition.slug}/ket-qua" in where_named(app, edition)


def entries_record(edition, entry):
    """The authors as a form with every box ticked says them."""
    every = frozenset((purpose, by) for purpose in PURPOSES for by in ("guardian", "self"))
    return [replace(each, consents=every) for each in authors_of([Entry.id == entry.id])[entry.id]]


def test_somebody_who_is_forgotten_is_found_nowhere_and_the_prize_stays(app, db, published):
    edition = published[0]
    by_forgetting(*published)
    assert where_named(app, edition) == set()
    assert "Giải" in app.test_client().get(f"/{edition.slug}/ket-qua").text


def test_an_outsider_takes_nothing_back(db, published, client_of):
    edition, entry, author, _ = published
    grant(somebody := make_person("Người lạ"), edition, Role.OBSERVER)
    address = f"/{edition.slug}/ho-so/{entry.id}/dong-y/{author.id}/rut"
    client_of(somebody).post(address, data={"what": "publish_name/guardian"})
    assert db.session.scalars(select(Consent).where(Consent.withdrawn_at.is_not(None))).all() == []
    page = client_of(somebody).get(f"/{edition.slug}/ho-so/{entry.id}/dong-y").text
    assert "/dong-y/" not in page.replace(f"/ho-so/{entry.id}/dong-y", "")


def test_a_link_dies_when_another_takes_the_authors_place(db, published):
    _, _, author, _ = published
    token = entries.consent_token(author.id, author.name, "guardian")
    assert entries.link_of(token) is not None
    db.session.execute(update(EntryAuthor).where(EntryAuthor.id == author.id).values(name="Bùi An"))
    db.session.expire_all()
    assert entries.link_of(token) is None
    assert entries.link_of("giả") is None


def test_the_photographer_is_told_who_may_be_in_a_picture(db, published):
    edition, entry, author, owner = published

    def told() -> dict[str, str]:
        book = load_workbook(io.BytesIO(workbook(edition.id, "photograph-list")[1]))
        lines = [[str(cell.value or "") for cell in row] for row in book.active.iter_rows()]
        place = next(line for line in lines if "Được chụp" in line)
        row = next(line for line in lines if entry.code in line)
        return {name: row[place.index(name)] for name in ("Được chụp", "Không chụp")}

    assert told() == {"Được chụp": NAME, "Không chụp": ""}
    entries.withdraw_consent(actor_of(owner), edition.id, entry.id, author.id, "photographs", "guardian")
    assert told() == {"Được chụp": "", "Không chụp": NAME}


def test_a_co_author_takes_back_only_what_is_about_themselves(db, published):
    edition, entry, author, _ = published
    friend = make_person("Bạn Bo")
    other = EntryAuthor(entry_id=entry.id, position=2, name="Bạn Bo", person_id=friend.id)
    db.session.add(other)
    db.session.flush()
    consent(other, "self")
    db.session.commit()
    actor = actor_of(friend)
    with pytest.raises(Refusal):
        entries.withdraw_consent(actor, edition.id, entry.id, author.id, "publish_name", "self")
    entries.withdraw_consent(actor, edition.id, entry.id, other.id, "publish_name", "self")
    back = db.session.execute(select(Consent.author_id, Consent.withdrawn_by).where(Consent.withdrawn_at.is_not(None)))
    assert back.all() == [(other.id, "self")]

"""Papers of dossiers: what stands on them is what is in the database, in Word and in PDF, and nothing is cut."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from contest.editions.queries import regulation_of
from contest.entries import actions, queries, reports
from contest.entries.reports import Subject
from contest.entries.rules import EntryFacts, birth_words, commitments, share_words
from contest.foundation.access import Role
from contest.foundation.document import DRAFT, Document
from contest.foundation.report import COUNTRY, MOTTO, REHEARSAL
from contest.foundation.writers import docx, pdf
from tests.editions.makers import make_edition
from tests.entries.makers import authors_typed, drafted, handed_in, make_entry, solution_typed, youth_typed
from tests.entries.papers import large_edition, large_entry, large_facts
from tests.forgetting import forgotten
from tests.people.makers import actor_of, grant, make_person
from tests.printed import all_as_pages, docx_words, off_the_page, pdf_fonts, pdf_pages, pdf_words, squeezed

FORM, DESCRIPTION, COVER, CONSENT = "phieu-dang-ky", "ban-mo-ta", "bia-ho-so", "giay-dong-y"
KINDS, KEYS = ("technical", "youth"), (FORM, DESCRIPTION, COVER, CONSENT, "bien-nhan")
OURS = {f"LiberationSerif{face}" for face in ("", "-Bold", "-Italic", "-BoldItalic")}


@pytest.fixture
def owner(db: Any) -> Any:
    """Who handed the entry in."""
    return make_person("Nguyễn Thị Ngọc Ánh")


def taken(browser: Any, entry_id: int, key: str, ending: str, more: str = "") -> bytes:
    answer = browser.get(f"/thu-nghiem/ho-so/{entry_id}/giay-to/{key}.{ending}{more}")
    assert answer.status_code == 200, answer.status
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["Cache-Control"] == "private, no-store"
    content: bytes = answer.data
    return content


def both(browser: Any, entry_id: int, key: str, more: str = "") -> tuple[str, str]:
    """The words of the PDF and of the Word file, without white space."""
    one = pdf_words(taken(browser, entry_id, key, "pdf", more))
    other = docx_words(taken(browser, entry_id, key, "docx", more))
    return squeezed(one), squeezed(other)


def said(facts: EntryFacts, rules: Any) -> list[str]:
    """What a registration form must say of a dossier."""
    words = [facts.title, facts.short_title, rules.field_name(facts.field_key), facts.summary, facts.phone]
    words += [facts.email, facts.unit, facts.locality, facts.mentor, *commitments(rules)]
    for author in facts.authors:
        words += [author.name, birth_words(author), author.unit, author.position_title, author.guardian]
        words += [share_words(author.share), author.qualification]
    return [squeezed(each) for each in words if each]


@pytest.mark.parametrize("kind", ["technical", "youth"])
def test_the_registration_form_says_everything_that_is_on_record(client_of: Any, owner: Any, kind: str) -> None:
    edition = large_edition(kind)
    entry = large_entry(edition, owner)
    card = queries.entry_card(actor_of(owner), edition.id, entry.id)
    assert card is not None
    rules = regulation_of(edition.id)
    for words in both(client_of(owner), entry.id, FORM):
        assert [each for each in (COUNTRY, MOTTO, rules.title.upper()) if squeezed(each) not in words] == []
        assert [each for each in said(card.facts, rules) if each not in words] == []
        assert squeezed(f"Mã số KT-001 · Dấu nội dung {reports.mark_of(card.facts)}") in words
        assert squeezed(DRAFT) not in words


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", KEYS)
def test_nothing_is_cut_and_every_letter_is_in_our_font(db: Any, kind: str, key: str) -> None:
    rules = regulation_of(large_edition(kind).id)
    document = reports.made(key, Subject(large_facts(rules), "KT-0001"), rules)
    if document is None:
        assert (kind, key) == ("technical", CONSENT)
        return
    made = pdf.write(document)
    assert off_the_page(made) == []
    assert pdf_fonts(made) <= OURS
    assert squeezed(large_facts(rules).title) in squeezed(pdf_words(made))


@pytest.mark.parametrize("key", [FORM, DESCRIPTION, COVER, CONSENT])
def test_blank_forms_are_for_everybody_and_have_dots_to_write_on(client: Any, db: Any, key: str) -> None:
    large_edition("youth")
    page = client.get("/thu-nghiem/bieu-mau").text
    assert f"/thu-nghiem/bieu-mau/trong/{key}.pdf" in page
    answer = client.get(f"/thu-nghiem/bieu-mau/trong/{key}.pdf")
    assert answer.status_code == 200
    assert "....." in pdf_words(answer.data)
    assert off_the_page(answer.data) == []
    assert docx_words(client.get(f"/thu-nghiem/bieu-mau/trong/{key}.docx").data)


def test_blank_forms_of_an_edition_that_is_being_prepared_are_hidden(client: Any, db: Any) -> None:
    make_edition(stage="draft")
    assert client.get("/thu-nghiem/bieu-mau").status_code == 404
    assert client.get(f"/thu-nghiem/bieu-mau/trong/{FORM}.pdf").status_code == 404


def test_a_draft_is_printed_as_it_is_typed_and_marked(client_of: Any, owner: Any) -> None:
    edition = make_edition()
    entry_id = drafted(actor_of(owner), edition, solution_typed(title="Máy gieo hạt đẩy tay"), authors_typed())
    for words in both(client_of(owner), entry_id, FORM):
        assert squeezed("Máy gieo hạt đẩy tay") in words
        assert squeezed("Trần Thị Hoà") in words
        assert squeezed(DRAFT) in words


def test_an_amendment_is_printed_when_asked_for_and_the_record_otherwise(client_of: Any, owner: Any) -> None:
    edition = make_edition()
    actor = actor_of(owner)
    receipt = handed_in(actor, edition, title="Máy gieo hạt đẩy tay")
    (mine,) = queries.my_entries(actor, edition.id)
    actions.save_draft(actor, edition.id, mine.id, {"solution": solution_typed(title="Máy gieo hạt tự hành")})
    browser = client_of(owner)
    record, typed = both(browser, mine.id, FORM)[0], both(browser, mine.id, FORM, "?ban=nhap")[0]
    assert squeezed("Máy gieo hạt đẩy tay") in record
    assert squeezed(DRAFT) not in record
    assert squeezed("Máy gieo hạt tự hành") in typed
    assert squeezed(DRAFT) in typed
    assert receipt.code in record


def test_the_description_names_nobody_where_a_round_is_blind(client_of: Any, owner: Any) -> None:
    edition = large_edition("youth")
    entry = large_entry(edition, owner)
    facts = large_facts(regulation_of(edition.id))
    in_pdf, in_docx = both(client_of(owner), entry.id, DESCRIPTION)
    for words in (in_pdf, in_docx):
        # Judges know a number, so the code is not on it either.
        assert "KT-001" not in words
        hidden = [author.name for author in facts.authors] + [facts.unit, facts.mentor, facts.phone, facts.locality]
        assert [each for each in hidden if squeezed(each) in words] == []
        assert squeezed(facts.answers["idea"])[:200] in words
        assert squeezed(facts.answers["helpers"])[:30] not in words
    assert squeezed(facts.answers["idea"]) in in_docx


def test_the_description_is_signed_where_no_round_is_blind(db: Any) -> None:
    rules = regulation_of(large_edition("technical").id)
    rules = rules.model_copy(
        update={"rounds": tuple(each.model_copy(update={"blind": False}) for each in rules.rounds)}
    )
    document = reports.made(DESCRIPTION, Subject(large_facts(rules), "KT-1"), rules)
    assert document is not None
    words = squeezed(docx_words(docx.write(document)))
    assert squeezed("ĐẠI DIỆN TÁC GIẢ") in words
    assert squeezed("Nguyễn Thị Ngọc Ánh, Kỹ sư") in words


def test_each_child_has_a_page_of_consent_and_no_box_is_crossed(client_of: Any, owner: Any) -> None:
    edition = make_edition("small_youth")
    solution, authors = youth_typed()
    authors["rows"].append(authors["rows"][0] | {"name": "Lê Thị Nụ", "guardian": "Hoàng Thị Mơ (mẹ)"})
    entry_id = drafted(actor_of(owner), edition, solution, authors)
    for words in both(client_of(owner), entry_id, CONSENT):
        assert words.count(squeezed("GIẤY ĐỒNG Ý")) == 2
        assert squeezed("Hoàng Thị Mơ (mẹ)") in words
        assert squeezed("Công bố tên, lớp, trường khi có kết quả") in words
        assert "☒" not in words


def test_the_mark_is_of_what_was_typed_and_not_of_the_files(client_of: Any, owner: Any, db: Any) -> None:
    edition = make_edition()
    entry_id = drafted(actor_of(owner), edition, solution_typed(), authors_typed())
    card = queries.entry_card(actor_of(owner), edition.id, entry_id)
    assert card is not None
    facts = large_facts(regulation_of(edition.id))
    assert reports.mark_of(facts) != reports.mark_of(replace(facts, title=facts.title + " "))
    assert reports.mark_of(facts) == reports.mark_of(replace(facts, files=card.facts.files))


def test_the_receipt_says_the_code_the_files_and_the_digest(client_of: Any, owner: Any) -> None:
    edition = make_edition()
    receipt = handed_in(actor_of(owner), edition)
    (mine,) = queries.my_entries(actor_of(owner), edition.id)
    for words in both(client_of(owner), mine.id, "bien-nhan"):
        assert squeezed("BIÊN NHẬN HỒ SƠ DỰ THI") in words
        assert receipt.code in words
        assert "ban-mo-ta.pdf" in words
        assert receipt.digest in words


def test_a_stranger_and_another_entrant_get_no_paper(client: Any, client_of: Any, owner: Any) -> None:
    edition = make_edition()
    entry = make_entry(edition, owner=owner)
    address = f"/thu-nghiem/ho-so/{entry.id}/giay-to/{FORM}.pdf"
    assert client.get(address).status_code == 303
    assert client_of(make_person("Người khác")).get(address).status_code == 404
    ada = make_person("Phạm Thị Ái")
    grant(ada, edition, Role.SECRETARY)
    assert client_of(ada).get(address).status_code == 200


@pytest.mark.parametrize("name", ["gi-do.pdf", f"{FORM}.exe", "bien-nhan.pdf", f"{CONSENT}.pdf"])
def test_a_paper_there_is_not_is_not_found(client_of: Any, owner: Any, name: str) -> None:
    edition = make_edition()
    entry_id = drafted(actor_of(owner), edition, solution_typed(), authors_typed())
    assert client_of(owner).get(f"/thu-nghiem/ho-so/{entry_id}/giay-to/{name}").status_code == 404


def test_papers_of_a_rehearsal_say_so(client_of: Any, owner: Any, at: Callable[[str], None], app: Any) -> None:
    edition = make_edition()
    entry = make_entry(edition, owner=owner)
    told = app.config["CONTEST"]
    app.config["CONTEST"] = replace(told, rehearsal=True)
    try:
        for words in both(client_of(owner), entry.id, FORM):
            assert squeezed(REHEARSAL) in words
    finally:
        app.config["CONTEST"] = told


def test_the_pages_of_a_dossier_offer_its_papers(client_of: Any, owner: Any) -> None:
    edition = make_edition()
    actor = actor_of(owner)
    entry_id = drafted(actor, edition, solution_typed(), authors_typed())
    browser = client_of(owner)
    files = browser.get(f"/thu-nghiem/ho-so/{entry_id}/tep").text
    assert f"/thu-nghiem/ho-so/{entry_id}/giay-to/{FORM}.docx" in files
    handed_in(actor, edition)
    (mine, _) = queries.my_entries(actor, edition.id)
    assert f"/giay-to/{FORM}.pdf" in browser.get(f"/thu-nghiem/ho-so/{mine.id}").text
    assert "/giay-to/bien-nhan.pdf" in browser.get(f"/thu-nghiem/ho-so/{mine.id}/bien-nhan").text


@pytest.fixture(scope="module")
def printed(app: Flask, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Any, EntryFacts, Document, bytes]]:
    """By kind and key: the rules, the dossier, its paper, and that paper's Word file as LibreOffice prints it."""
    made = {}
    for kind in KINDS:
        with forgotten(app):
            rules = regulation_of(large_edition(kind).id)
            facts = large_facts(rules)
            for key in KEYS:
                document = reports.made(key, Subject(facts, "KT-0001"), rules)
                if document is not None:
                    made[f"{key}-{kind}"] = (rules, facts, document)
    with pytest.MonkeyPatch.context() as monkeypatch:
        contents = {name: docx.write(document) for name, (_, _, document) in made.items()}
        pages = all_as_pages(contents, tmp_path_factory.mktemp("office"), monkeypatch)
    return {name: (*given, pages[name]) for name, given in made.items()}


@pytest.mark.office
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", KEYS)
def test_libreoffice_prints_the_word_file_whole(printed: dict[str, Any], kind: str, key: str) -> None:
    if f"{key}-{kind}" not in printed:
        assert (kind, key) == ("technical", CONSENT)
        return
    rules, facts, document, pages = printed[f"{key}-{kind}"]
    assert off_the_page(pages, margin=10) == []
    # A cover is one page with the list behind it; each of ten children has one page of consent.
    count = {COVER: 2, CONSENT: 10, "bien-nhan": 1}.get(key)
    assert count is None or pdf_pages(pages) == pdf_pages(pdf.write(document)) == count
    words = squeezed(pdf_words(pages))
    wanted = said(facts, rules) if key == FORM else [squeezed(facts.title)]
    assert [each for each in wanted if each not in words] == []

"""Proofs of certificates from the letter to the print, through the real database; all invented."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from contest.entries.models import Entry, EntryAuthor, EntryStep
from contest.foundation.access import OPERATOR
from contest.foundation.clock import now, today
from contest.foundation.forgetting import forget_about_entry
from contest.foundation.ledger import LedgerEvent
from contest.foundation.mail import Letter
from contest.foundation.naming import Names
from contest.foundation.vietnamese import date as shown_date
from contest.letters.actions import remind_of_open_proofs
from contest.papers.models import CertificateCorrection, CertificateProof
from contest.papers.queries.certificates import register
from contest.papers.queries.proofs import proof_lines, proof_of
from contest.people.models import Person
from contest.results.actions import publish_results, seal_results
from tests.people.makers import make_person
from tests.results.makers import born, make_decided

ClientOf = Callable[[Person], FlaskClient]
OFFICE = "/thu-nghiem/van-ban/giay-chung-nhan"
LIST = f"{OFFICE}/xac-nhan"


def asked(client_of: ClientOf, db: Any, name: str = "small_technical") -> tuple[Any, list[Entry], Any, FlaskClient]:
    """A sealed result whose winners were asked; each entry with an address of its own."""
    edition, entries, organiser, person = make_decided(name=name)
    for place, entry in enumerate(entries):
        entry.email = f"nguoi{place}@example.org"
    seal_results(organiser, edition.id)
    db.session.commit()
    browser = client_of(person)
    sent = browser.post(LIST, data={"due_on": shown_date(today() + timedelta(days=5)), "kinds": kinds(browser)})
    assert sent.status_code == 303, sent.text
    return edition, entries, organiser, browser


def kinds(browser: FlaskClient) -> list[str]:
    return re.findall(r'name="kinds" type="checkbox" value="([^"]+)"', browser.get(LIST).text)


def link_in(db: Any, entry: Entry) -> str:
    letter = db.session.scalars(select(Letter).where(Letter.about == f"entry:{entry.id}").order_by(Letter.id)).all()[-1]
    found = re.search(r"(/xac-nhan-giay/\S+)", letter.text)
    assert found is not None
    return found[1]


def state(edition: Any, entry: Entry) -> str:
    return next(line.state for line in proof_lines(edition.id) if line.proof.entry_id == entry.id)


def seen_on(page: str) -> str:
    found = re.search(r'name="seen" value="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


def test_a_stranger_with_the_letters_link_confirms_and_sees_no_prize_before_it_is_public(
    db: Any, client_of: ClientOf, client: FlaskClient
) -> None:
    edition, entries, organiser, _browser = asked(client_of, db)
    here = link_in(db, entries[0])
    page = client.get(here).text
    author = db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == entries[0].id)).one()
    assert author.name in page
    assert entries[0].title in page
    assert "công bố tại lễ trao giải" in page
    assert "Giải Nhất" not in page
    assert "Đã xác nhận đúng" not in page
    assert client.post(here, data={"seen": seen_on(page), "right": "1"}).status_code == 422
    done = client.post(here, data={"seen": seen_on(page), "right": "1", "way": "author"})
    assert done.status_code == 303
    assert state(edition, entries[0]) == "confirmed"
    assert state(edition, entries[1]) == "waiting"
    publish_results(organiser, edition.id)
    assert "Giải Nhất" in client.get(here).text
    assert client.get(here[:-2]).status_code == 404


def test_a_correction_changes_the_dossier_and_is_confirmed_again(
    db: Any, client_of: ClientOf, client: FlaskClient
) -> None:
    edition, entries, _, browser = asked(client_of, db)
    here = link_in(db, entries[0])
    author = db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == entries[0].id)).one()
    first = seen_on(client.get(here).text)
    typed = {"seen": first, "way": "author", f"v-{author.id}-name": "Nguyễn Thị Thuý", f"w-{author.id}-name": ""}
    refused = client.post(here, data=typed)
    assert refused.status_code == 422
    assert "Nguyễn Thị Thuý" in refused.text
    assert client.post(here, data=typed | {f"w-{author.id}-name": "Nhầm dấu"}).status_code == 303
    assert state(edition, entries[0]) == "correcting"
    assert client.post(here, data={"seen": first, "way": "author", "right": "1"}).status_code == 422
    correction = db.session.scalars(select(CertificateCorrection)).one()
    case = f"{LIST}/{entries[0].id}"
    assert "Nhầm dấu" in browser.get(case).text
    assert browser.post(case, data={"correction": str(correction.id), "deed": "refuse"}).status_code == 422
    assert browser.post(case, data={"correction": str(correction.id), "deed": "accept"}).status_code == 303
    db.session.refresh(author)
    assert author.name == "Nguyễn Thị Thuý"
    notes = db.session.scalars(select(EntryStep.note).where(EntryStep.entry_id == entries[0].id)).all()
    assert any("theo đề nghị khi xác nhận giấy" in note for note in notes)
    assert state(edition, entries[0]) == "again"
    again = client.get(here).text
    assert "Nguyễn Thị Thuý" in again
    assert client.post(here, data={"seen": first, "way": "author", "right": "1"}).status_code == 422
    assert client.post(here, data={"seen": seen_on(again), "way": "author", "right": "1"}).status_code == 303
    assert state(edition, entries[0]) == "confirmed"
    author.name = "Nguyễn Thị Thủy"
    db.session.commit()
    assert state(edition, entries[0]) == "changed"
    assert "Nguyễn Thị Thủy" in client.get(here).text


def test_the_guardian_of_a_child_answers_and_the_childs_own_account_does_not(
    db: Any, client_of: ClientOf, client: FlaskClient
) -> None:
    edition, entries, _, _ = asked(client_of, db, "small_youth")
    child = make_person("Bé Chi")
    author = born(entries[0], today() - timedelta(days=365 * 10))
    author.person_id = child.id
    db.session.commit()
    own = client_of(child)
    here = f"/thu-nghiem/ho-so/{entries[0].id}/giay-chung-nhan"
    page = own.get(here).text
    assert "giám hộ xác nhận thay" in page
    seen = proof_seen(edition, entries[0], client, db)
    answer = {"seen": seen, "right": "1", "way": "guardian", "name": "Mẹ Lan"}
    assert own.post(here, data=answer).status_code == 422
    assert client.post(link_in(db, entries[0]), data=answer | {"name": ""}).status_code == 422
    assert client.post(link_in(db, entries[0]), data=answer).status_code == 303
    proof = proof_of(edition.id, entries[0].id)
    assert proof is not None
    assert (proof.answered_as, proof.answered_by) == ("guardian", "Mẹ Lan")
    assert own.get(f"/thu-nghiem/ho-so/{entries[1].id}/giay-chung-nhan").status_code == 404
    forget_about_entry(Names(["Mẹ Lan"], "(đã xóa)"), edition.id, entries[0].id)
    db.session.commit()
    row = db.session.scalars(select(CertificateProof).where(CertificateProof.entry_id == entries[0].id)).one()
    assert (row.answered_by, row.told) == ("", [])


def proof_seen(edition: Any, entry: Entry, client: FlaskClient, db: Any) -> str:
    return seen_on(client.get(link_in(db, entry)).text)


def test_printing_unconfirmed_certificates_needs_a_reason_that_stays(db: Any, client_of: ClientOf) -> None:
    edition, entries, _, browser = asked(client_of, db)
    browser.post(f"{OFFICE}/cap-so")
    kind = register(edition.id)[0].kind_key
    assert "3 hồ sơ chưa xác nhận" in browser.get(OFFICE).text
    assert browser.post(f"{OFFICE}/{kind}/in").status_code == 422
    assert browser.post(f"{OFFICE}/{kind}/in", data={"ly_do": "Nhà in chỉ nhận hôm nay"}).mimetype == "application/pdf"
    kept = db.session.scalars(select(LedgerEvent).where(LedgerEvent.kind == "export.made")).all()[-1]
    assert "Nhà in chỉ nhận hôm nay" in str(kept.payload)
    for entry in entries:
        page = browser.get(f"{LIST}/{entry.id}").text
        said = browser.post(f"{LIST}/{entry.id}", data={"seen": seen_on(page), "name": "Gọi điện sáng nay"})
        assert said.status_code == 303
    assert browser.post(f"{OFFICE}/{kind}/in").mimetype == "application/pdf"


def test_who_has_not_answered_is_reminded_once_for_each_time(
    db: Any, client_of: ClientOf, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition, entries, _, browser = asked(client_of, db)
    here = link_in(db, entries[0])
    client.post(here, data={"seen": seen_on(client.get(here).text), "right": "1", "way": "author"})
    assert remind_of_open_proofs(OPERATOR, edition.id) == 0
    later = now() + timedelta(days=3)
    monkeypatch.setattr("contest.letters.actions.occasions.now", lambda: later)
    assert remind_of_open_proofs(OPERATOR, edition.id) == 2
    assert remind_of_open_proofs(OPERATOR, edition.id) == 0
    assert browser.post(f"{LIST}/nhac").status_code == 303
    reminders = select(Letter).where(Letter.event == "certificate.proof_reminder")
    assert len(db.session.scalars(reminders).all()) == 4


def test_only_who_holds_the_entry_reads_its_proof(db: Any, client_of: ClientOf) -> None:
    _edition, entries, _, _ = asked(client_of, db)
    stranger = client_of(make_person("Người lạ"))
    here = f"/thu-nghiem/ho-so/{entries[0].id}/giay-chung-nhan"
    assert stranger.get(here).status_code == 404
    assert stranger.post(here, data={"right": "1", "way": "author", "seen": "x"}).status_code == 404
    entries[0].owner_id = stranger_id(db)
    db.session.commit()
    assert stranger.get(here).status_code == 200


def stranger_id(db: Any) -> int:
    return int(db.session.scalars(select(Person.id).where(Person.name == "Người lạ")).one())


def test_nobody_is_asked_before_the_seal_or_for_a_day_that_is_over(db: Any, client_of: ClientOf) -> None:
    _edition, _, _, person = make_decided()
    browser = client_of(person)
    sent = browser.post(LIST, data={"due_on": shown_date(today()), "kinds": kinds(browser)})
    assert sent.status_code == 422
    assert "chưa được niêm phong" in sent.text
    assert "Hạn xác nhận phải sau hôm nay" in sent.text


def test_asked_again_only_who_has_not_confirmed_is_written_to_and_the_old_link_is_dead(
    db: Any, client_of: ClientOf, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition, entries, _, browser = asked(client_of, db)
    confirmed, waiting = (link_in(db, entry) for entry in entries[:2])
    client.post(confirmed, data={"seen": seen_on(client.get(confirmed).text), "right": "1", "way": "author"})
    later = now() + timedelta(minutes=5)
    monkeypatch.setattr("contest.papers.actions.proofs.now", lambda: later)
    again = {"due_on": shown_date(today() + timedelta(days=9)), "kinds": kinds(browser)}
    assert browser.post(LIST, data=again).status_code == 303
    assert state(edition, entries[0]) == "confirmed"
    letters = select(Letter.about).where(Letter.event == "certificate.proof")
    counts = [db.session.scalars(letters).all().count(f"entry:{entry.id}") for entry in entries]
    assert counts == [1, 2, 2]
    assert client.get(confirmed).status_code == 200
    assert client.get(waiting).status_code == 404
    assert client.get(link_in(db, entries[1])).status_code == 200

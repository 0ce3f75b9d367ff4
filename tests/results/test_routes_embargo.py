"""Kept back until the ceremony: nobody outside reads who has which prize before it is called out; then all do."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select, update
from werkzeug.routing import Rule

from contest.editions.models import Edition
from contest.editions.queries import regulation_of
from contest.entries.models import Entry
from contest.foundation.access import Actor, Role
from contest.foundation.clock import now, today
from contest.foundation.jobs import Job
from contest.foundation.ledger import LedgerEvent
from contest.foundation.refusal import Refusal
from contest.papers.actions.certificates import issue_certificates
from contest.papers.actions.proofs import ask_proofs
from contest.papers.models import Certificate
from contest.papers.rules.certificates import kinds_of
from contest.prizes.models import Award
from contest.results import queries
from contest.results.actions import (
    begin_reveals,
    hold_results,
    lift_embargo,
    open_at_moment,
    post_results,
    publish_results,
    retract_publication,
    reveal_awards,
    seal_results,
)
from contest.results.models import Embargo, Publication
from contest.results.queries.standing import standing_seal
from contest.results.rules import reference
from tests.house.doors import DOORS, EVERYBODY, SIGNED_IN
from tests.people.makers import grant, make_person
from tests.results.makers import make_decided

PAGE, NOW = "/thu-nghiem/ket-qua", "/thu-nghiem/ket-qua/dang-mo"
ALWAYS = ("results.public", "home.board")
ENDINGS = ("xlsx", "docx", "pdf", "zip")


@dataclass
class Kept:
    """A sealed result that is kept back; its awards by the title they are for."""

    edition: Edition
    entries: list[Entry]
    organiser: Actor
    references: dict[str, str]
    prizes: dict[str, str]


@pytest.fixture
def kept(db: Any) -> Kept:
    edition, entries, organiser, _ = make_decided()
    seal_results(organiser, edition.id)
    hold_results(organiser, edition.id)
    db.session.commit()
    seal = standing_seal(edition.id)
    assert seal is not None
    references = {each["title"]: reference(each) for each in seal.awards}
    return Kept(edition, entries, organiser, references, {each["title"]: each["name"] for each in seal.awards})


def codes(told: Any) -> list[str]:
    return [reason.code for reason in told.value.reasons]


def leaks(app: Flask, kept: Kept, clients: dict[str, FlaskClient]) -> Iterator[str]:
    """Every page or file that tells a title with its prize to somebody outside."""
    for who, client in clients.items():
        for rule in app.url_map.iter_rules():
            # What strangers read is the same for all; what entrants read of their own, a unit and a judge have not.
            doors = DOORS.get(rule.endpoint, frozenset())
            is_seen = (doors == EVERYBODY and who != "stranger") or (doors == SIGNED_IN and who != "entrant")
            if "GET" in (rule.methods or ()) and who in doors and (not is_seen or rule.endpoint in ALWAYS):
                for address in addresses(rule, kept):
                    text = words_of(client.get(address))
                    told = (title for title, prize in kept.prizes.items() if title in text and prize in text)
                    yield from (f"{who} {address}: {title}" for title in told)


def addresses(rule: Rule, kept: Kept) -> Iterator[str]:
    """Where the rule leads, for each entry and each kind of file."""
    for entry in kept.entries if "entry_id" in rule.arguments else kept.entries[:1]:
        for ending in ENDINGS if "ending" in rule.arguments else ENDINGS[:1]:
            known = {"slug": kept.edition.slug, "round_key": "final", "version": 1}
            given = known | {"entry_id": entry.id, "ending": ending}
            if rule.arguments <= given.keys():
                with suppress(ValueError):
                    built = rule.build({key: given[key] for key in rule.arguments})
                    if built is not None:
                        yield built[1]


def words_of(answer: Any) -> str:
    """What can be read of an answer, packed as it may be."""
    content = answer.get_data()
    if content.startswith(b"%PDF"):
        return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return " ".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
    return str(content.decode(errors="replace"))


def test_a_crawl_as_public_entrant_unit_and_judge_finds_no_title_with_its_prize_before_it_is_called_out(
    app: Flask, client: FlaskClient, client_of: Any, kept: Kept, db: Any
) -> None:
    people = {name: make_person(f"Người {name}") for name in ("entrant", "unit", "judge")}
    for name, person in people.items():
        grant(person, kept.edition, Role(name))
    for entry in kept.entries:
        entry.owner_id = people["entrant"].id
    kinds = [kind.key for kind in kinds_of(regulation_of(kept.edition.id))]
    asked, _ = ask_proofs(kept.organiser, kept.edition.id, today() + timedelta(days=9), kinds)
    assert asked == len(kept.references)
    begin_reveals(kept.organiser, kept.edition.id)
    db.session.commit()
    clients = {"stranger": client} | {name: client_of(person) for name, person in people.items()}
    assert list(leaks(app, kept, clients)) == []
    first = next(iter(kept.references))
    reveal_awards(kept.organiser, kept.edition.id, [kept.references[first]])
    for each in clients.values():
        page = each.get(PAGE).text
        assert [title for title, prize in kept.prizes.items() if title in page and prize in page] == [first]


def test_an_award_stands_on_the_page_when_it_is_called_out_and_with_the_last_all_is_published(
    client: FlaskClient, kept: Kept
) -> None:
    early = client.get(PAGE)
    assert (early.status_code, "tại lễ trao giải" in early.text, "Giải Nhất" in early.text) == (200, True, False)
    mark = client.get(NOW).headers["ETag"]
    begin_reveals(kept.organiser, kept.edition.id)
    *some, last = kept.references.items()
    for title, known in some:
        assert title not in client.get(PAGE).text
        assert reveal_awards(kept.organiser, kept.edition.id, [known]) == 1
        assert reveal_awards(kept.organiser, kept.edition.id, [known]) == 0
        answer = client.get(NOW, headers={"If-None-Match": mark})
        assert (answer.status_code, title in answer.text) == (200, True)
        mark = answer.headers["ETag"]
        assert client.get(NOW, headers={"If-None-Match": mark}).status_code == 304
        assert queries.published_at(kept.edition.id) is None
    reveal_awards(kept.organiser, kept.edition.id, [last[1]])
    assert "công bố đầy đủ" in client.get(NOW).text
    whole = client.get(PAGE).text
    assert all(title in whole for title in kept.references)
    assert "Mã niêm phong" in whole


def test_letters_wait_for_the_end_and_the_ledger_tells_each_award(kept: Kept, db: Any) -> None:
    begin_reveals(kept.organiser, kept.edition.id)
    waiting = select(Job.name).where(Job.name == "letters.published")
    *some, last = kept.references.values()
    reveal_awards(kept.organiser, kept.edition.id, some)
    assert db.session.scalars(waiting).all() == []
    reveal_awards(kept.organiser, kept.edition.id, [last])
    assert db.session.scalars(waiting).all() == ["letters.published"]
    kinds = db.session.scalars(select(LedgerEvent.kind).order_by(LedgerEvent.id)).all()
    own = [kind for kind in kinds if kind.startswith("results.")]
    ends = ["results.embargo_ended", "results.published"]
    assert own[1:] == ["results.held", "results.reveals_begun"] + ["results.revealed"] * len(kept.references) + ends


def test_it_is_not_published_past_the_embargo_which_is_lifted_with_a_reason(kept: Kept) -> None:
    with pytest.raises(Refusal) as told:
        publish_results(kept.organiser, kept.edition.id)
    assert codes(told) == ["result_embargoed"]
    assert lift_embargo(kept.organiser, kept.edition.id, "Hủy lễ vì bão") is True
    assert queries.published_at(kept.edition.id) is not None
    with pytest.raises(Refusal) as told:
        hold_results(kept.organiser, kept.edition.id)
    assert codes(told) == ["embargo_public"]
    retract_publication(kept.organiser, kept.edition.id, "Sai sót")
    hold_results(kept.organiser, kept.edition.id)
    assert [card.ended_how for card in queries.embargoes(kept.edition.id)] == ["", "lifted"]


def test_nothing_is_called_out_before_it_begins_or_of_a_result_that_has_changed(kept: Kept, db: Any) -> None:
    known = next(iter(kept.references.values()))
    with pytest.raises(Refusal) as told:
        reveal_awards(kept.organiser, kept.edition.id, [known])
    assert codes(told) == ["embargo_not_begun"]
    begin_reveals(kept.organiser, kept.edition.id)
    db.session.scalars(select(Award).where(Award.entry_id == kept.entries[0].id)).one().amount_vnd = 1
    db.session.commit()
    with pytest.raises(Refusal) as told:
        reveal_awards(kept.organiser, kept.edition.id, [known])
    assert codes(told) == ["result_seal_outdated"]
    with pytest.raises(Refusal) as told:
        reveal_awards(kept.organiser, kept.edition.id, ["x"])
    assert "result_seal_outdated" in codes(told)


def test_at_its_moment_it_is_all_published_and_not_before(kept: Kept, db: Any) -> None:
    hold_results(kept.organiser, kept.edition.id, now() + timedelta(hours=2))
    embargo = db.session.scalars(select(Embargo)).one()
    assert open_at_moment(kept.organiser, kept.edition.id, embargo.id) is False
    db.session.execute(update(Embargo).values(opens_at=now() - timedelta(seconds=1)))
    assert open_at_moment(kept.organiser, kept.edition.id, embargo.id) is True
    assert db.session.scalars(select(Publication.retracted_at)).all() == [None]


def test_a_certificate_is_known_to_its_checker_once_its_award_was_called_out(
    client: FlaskClient, kept: Kept, db: Any
) -> None:
    issue_certificates(kept.organiser, kept.edition.id)
    begin_reveals(kept.organiser, kept.edition.id)
    first, second = kept.entries[:2]
    reveal_awards(kept.organiser, kept.edition.id, [kept.references[first.title]])
    of = {row.entry_id: row.code for row in db.session.execute(select(Certificate.entry_id, Certificate.code))}
    pages = {entry.id: client.get(f"/thu-nghiem/chung-nhan/{of[entry.id]}") for entry in (first, second)}
    assert "Giải Nhất" in pages[first.id].text
    assert "Giải Nhì" not in pages[second.id].text


def test_a_posted_list_says_who_is_proposed_but_not_for_which_prize(client: FlaskClient, db: Any) -> None:
    edition, entries, organiser, _ = make_decided(stage="deliberation")
    post_results(organiser, edition.id, 15)
    assert "Giải Nhất" in client.get("/thu-nghiem/niem-yet").text
    hold_results(organiser, edition.id)
    page = client.get("/thu-nghiem/niem-yet").text
    assert (entries[0].title in page, "Giải Nhất" in page, "công bố tại lễ" in page) == (True, False, True)


def test_the_committee_holds_begins_opens_and_lifts_on_its_page(client_of: Any, db: Any) -> None:
    edition, _, organiser, person = make_decided()
    seal_results(organiser, edition.id)
    office, at = client_of(person), "/thu-nghiem/cong-bo/giu-ket-qua"
    half = office.post(at, data={"opens_at": "2030-01-02", "opens_time": ""})
    assert (half.status_code, "Hãy ghi giờ" in half.text) == (422, True)
    assert office.post(at, data={"opens_at": "", "opens_time": ""}).status_code == 303
    assert "Đang giữ đến lễ trao giải" in office.get("/thu-nghiem/cong-bo").text
    assert office.post(f"{at}/bat-dau").status_code == 303
    seal = standing_seal(edition.id)
    assert seal is not None
    office.post(f"{at}/mo", data={"giai": reference(seal.awards[0])})
    shown = office.get(at).text
    assert "đã mở 1 trong" in shown
    assert re.search(rf"1 giải đã mở; bắt đầu [\d:, /ngày]+, {person.name}<", shown)
    blank = office.post(f"{at}/thoi", data={"reason": ""})
    assert blank.status_code == 422
    assert office.post(f"{at}/thoi", data={"reason": "Hết giờ"}).status_code == 303
    assert "thôi giữ" in office.get(at).text


def test_an_observer_takes_no_file_of_winners_before_the_result_is_public(client_of: Any, kept: Kept) -> None:
    observer = make_person("Giám sát")
    grant(observer, kept.edition, Role.OBSERVER)
    watching = client_of(observer)
    places = ("giai-thuong/do-chac-chan/final/bang-tinh", f"giai-trinh/{kept.entries[0].id}.docx")
    addresses = [f"/thu-nghiem/{place}" for place in places]
    assert [watching.get(address).status_code for address in addresses] == [409, 409]
    lift_embargo(kept.organiser, kept.edition.id, "Hủy lễ vì bão")
    assert [watching.get(address).status_code for address in addresses] == [200, 200]

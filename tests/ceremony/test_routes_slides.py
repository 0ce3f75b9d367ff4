"""The telephone leads, the screen follows; what a slide makes known is public as it is shown; a rehearsal is not."""

from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from contest.ceremony.actions import shows as actions
from contest.ceremony.actions.items import hand_group
from contest.ceremony.actions.order import Settings, open_ceremony
from contest.ceremony.models import Ceremony, DoorNote, Show
from contest.ceremony.queries import shows as queries
from contest.ceremony.queries import slides as module
from contest.ceremony.queries.slides import evening_of
from contest.editions.models import Edition
from contest.entries.models import EntryAuthor, EntryFile
from contest.foundation.access import Actor, Role
from contest.foundation.clock import now
from contest.foundation.ledger import LedgerEvent
from contest.foundation.refusal import Refusal
from contest.papers.queries.tallies import reconciled
from contest.papers.queries.winners import winners
from contest.people.models import Person
from contest.prizes.models import Award
from contest.results.actions import hold_results, present_entry, seal_results
from contest.results.models import Publication, Reveal
from contest.results.rules.showcase import Presented
from tests.editions.makers import text_of
from tests.papers.makers import attach, photograph
from tests.people.makers import grant, make_person
from tests.prizes.test_actions import one_round
from tests.results.makers import born, consent, make_decided, withdraw

AT, PAGE = "/thu-nghiem/le-trao-giai/trinh-chieu", "/thu-nghiem/ket-qua"


@pytest.fixture
def held(db: Any) -> tuple[Edition, Actor, Person]:
    edition, _, organiser, person = make_decided()
    seal_results(organiser, edition.id)
    hold_results(organiser, edition.id)
    db.session.commit()
    return edition, organiser, person


def count(db: Any, table: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


def version(edition: Edition) -> int:
    show = queries.open_show(edition.id)
    assert show is not None
    return show.version


def codes(told: Any) -> list[str]:
    return [reason.code for reason in told.value.reasons]


def test_a_slide_with_a_winner_is_shown_only_by_opening_and_is_public_from_then_on(
    client: FlaskClient, held: Any, db: Any
) -> None:
    edition, organiser, _ = held
    actions.start_show(organiser, edition.id)
    slides = evening_of(edition.id).slides
    first = next(slide for slide in slides if slide.kind == "winner")
    with pytest.raises(Refusal) as told:
        actions.step_show(organiser, edition.id, version(edition), first.key)
    assert codes(told) == ["show_opens_awards"]
    assert first.cards[0].title not in client.get(PAGE).text
    actions.step_show(organiser, edition.id, version(edition), first.key, opens=True)
    assert first.cards[0].title in client.get(PAGE).text
    for slide in slides:
        actions.step_show(organiser, edition.id, version(edition), slide.key, opens=True)
    assert count(db, Publication) == 1
    actions.end_show(organiser, edition.id, version(edition))
    kinds = db.session.scalars(select(LedgerEvent.kind)).all()
    assert [kinds.count(kind) for kind in ("ceremony.slides_began", "ceremony.slides_ended")] == [1, 1]


def test_of_two_telephones_that_press_at_once_one_is_told_and_one_step_is_taken(held: Any, client_of: Any) -> None:
    edition, organiser, person = held
    actions.start_show(organiser, edition.id)
    helper = make_person("Bình")
    grant(helper, edition, Role.SECRETARY)
    one, two = client_of(person), client_of(helper)
    seen, key = version(edition), evening_of(edition.id).slides[1].key
    pressed = {"version": seen, "toi": key}
    took, late = (each.post(f"{AT}/buoc", data=pressed, headers={"X-Part": "1"}) for each in (one, two))
    assert ("Máy khác vừa chuyển trang" in took.text, "Máy khác vừa chuyển trang" in late.text) == (False, True)
    assert version(edition) == seen + 1
    assert "trang 2 trong" in two.get(f"{AT}/hien-tai").text


def test_a_rehearsal_is_stamped_makes_nothing_known_and_leaves_no_trace(
    client: FlaskClient, client_of: Any, held: Any, db: Any
) -> None:
    edition, organiser, person = held
    before, office = count(db, LedgerEvent), client_of(person)
    real = [card.title for slide in evening_of(edition.id).slides for card in slide.cards]
    assert office.post(f"{AT}/tong-duyet", data={"ten": "thu"}).status_code == 303
    assert queries.trial_stamp(edition.id) == "TỔNG DUYỆT"
    key = actions.open_own_screen(organiser, edition.id)
    shell, screen = (client.get(f"/thu-nghiem/man-hinh/{key}{part}").text for part in ("", "/trang"))
    assert ("TỔNG DUYỆT" in screen, any(title in screen for title in real)) == (True, False)
    # What the machine keeps of the page itself has no slide in it.
    assert "data-key" not in shell
    for slide in evening_of(edition.id).slides:
        data = {"version": version(edition), "toi": slide.key, "mo": "1"}
        assert "TỔNG DUYỆT" in office.post(f"{AT}/buoc", data=data, headers={"X-Part": "1"}).text
    assert "TỔNG DUYỆT" in office.get("/thu-nghiem/le-trao-giai").text
    with pytest.raises(Refusal) as told:
        hand_group(organiser, edition.id, "tier:first", (), "k")
    assert codes(told) == ["ceremony_rehearsed"]
    office.post(f"{AT}/ket-thuc", data={"version": version(edition)})
    assert "TỔNG DUYỆT" not in office.get("/thu-nghiem/le-trao-giai").text
    assert [count(db, table) for table in (Reveal, Publication)] == [0, 0]
    assert count(db, LedgerEvent) == before
    assert (queries.open_show(edition.id), queries.trial_stamp(edition.id)) == (None, "")
    assert not any(title in client.get(PAGE).text for title in real)


def test_the_halls_machine_follows_with_a_code_that_opens_one_screen_once(
    client: FlaskClient, held: Any, count_queries: Any
) -> None:
    edition, organiser, _ = held
    actions.start_rehearsal(organiser, edition.id)
    code = actions.give_code(organiser, edition.id)
    wrong = client.post("/thu-nghiem/man-hinh", data={"code": "000 000" if code != "000000" else "111111"})
    assert (wrong.status_code, "Mã không đúng" in wrong.text) == (422, True)
    opened = client.post("/thu-nghiem/man-hinh", data={"code": f"{code[:3]} {code[3:]}"})
    at = opened.headers["Location"]
    assert client.post("/thu-nghiem/man-hinh", data={"code": code}).status_code == 422
    # Asked more often than once a second: who it is for, and where it stands.
    with count_queries() as asked:
        told = client.get(f"{at}/luc-nay").json
    assert len(asked) <= 2
    assert told["key"] == "mo-dau"
    second = evening_of(edition.id).slides[1].key
    actions.step_show(organiser, edition.id, version(edition), second)
    assert client.get(f"{at}/luc-nay").json["key"] == second
    assert client.post(f"{at}/bao", data={"trang": "ket-thuc", "lac": "1"}).status_code == 204
    show = queries.open_show(edition.id)
    assert show is not None
    assert queries.lead_of(edition.id, show).astray is not None
    actions.end_show(organiser, edition.id, version(edition))
    assert client.get(f"{at}/luc-nay").json["over"] is True
    assert client.get(at).status_code == 303
    assert client.get("/thu-nghiem/man-hinh/khong-co/luc-nay").status_code == 404


def test_slides_do_not_open_when_the_result_has_changed_or_nobody_keeps_it_back(db: Any, held: Any) -> None:
    edition, organiser, _ = held
    assert [tally.source for tally in reconciled(edition.id).tallies].count("slides") == 1
    db.session.scalars(select(Award)).first().amount_vnd = 1
    db.session.commit()
    with pytest.raises(Refusal) as told:
        actions.start_rehearsal(organiser, edition.id)
    assert "reconcile_overtaken" in codes(told)
    assert count(db, Show) == 0


def test_a_winner_that_two_slides_show_is_found_by_the_reconciler(held: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    edition, organiser, _ = held
    cards_of = module.cards_of

    def twice(given: Any) -> Any:
        cards = cards_of(given)
        first = next(iter(cards.values()))
        return cards | {"again": first}

    monkeypatch.setattr(module, "cards_of", twice)
    with pytest.raises(Refusal) as told:
        actions.start_show(organiser, edition.id)
    assert "reconcile_twice" in codes(told)


def test_a_name_that_is_written_otherwise_on_a_slide_is_found_by_the_reconciler(
    held: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition, organiser, _ = held
    cards_of = module.cards_of
    wrong = next(iter(cards_of(winners(edition.id)).values()))

    def misspelt(given: Any) -> Any:
        return {
            key: card._replace(names=(*card.names[:-1], "Nguyễn Văn Ăn")) if card.code == wrong.code else card
            for key, card in cards_of(given).items()
        }

    monkeypatch.setattr(module, "cards_of", misspelt)
    with pytest.raises(Refusal) as told:
        actions.start_show(organiser, edition.id)
    said = {(reason.code, reason.params["code"], reason.params["person"]) for reason in told.value.reasons}
    assert said == {
        ("reconcile_person_missing", wrong.code, wrong.names[-1]),
        ("reconcile_person_beyond", wrong.code, "Nguyễn Văn Ăn"),
    }


def test_who_is_left_out_by_consent_is_no_difference(held: Any, db: Any) -> None:
    edition, organiser, _ = held
    shown = next(slide for slide in evening_of(edition.id).slides if slide.kind == "winner").cards[0]
    author = db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == shown.entry_id)).first()
    author.birth_on = date(2017, 1, 1)
    db.session.commit()
    now_shown = next(slide for slide in evening_of(edition.id).slides if slide.kind == "winner").cards[0]
    assert author.name not in now_shown.names
    actions.start_show(organiser, edition.id)


def test_a_photograph_is_on_the_slide_as_long_as_its_author_agrees(client: FlaskClient, db: Any) -> None:
    text = f"{one_round(text_of('small_technical'))}\nconsents: [publish_name, photographs]\n"
    edition, entries, organiser, _ = make_decided(text=text, slug="co-anh")
    attach(entries[0], "photos", photograph(), "May.jpg", "image/jpeg")
    author = born(entries[0], date(1980, 1, 1))
    consent(author, "self", purpose="photographs")
    seal_results(organiser, edition.id)
    file_id = db.session.scalars(select(EntryFile.id).where(EntryFile.entry_id == entries[0].id)).one()
    present_entry(organiser, edition.id, entries[0].id, Presented(pictures=(file_id,)))
    actions.start_rehearsal(organiser, edition.id)
    at = f"/co-anh/man-hinh/{actions.open_own_screen(organiser, edition.id)}"
    picture = f"{at}/anh/{file_id}.jpg"
    assert (picture in client.get(f"{at}/trang").text, client.get(picture).mimetype) == (True, "image/jpeg")
    withdraw(author)
    assert (picture in client.get(f"{at}/trang").text, client.get(picture).status_code) == (False, 404)


def test_who_did_not_come_stands_with_the_group_and_is_called_out_with_it(held: Any, db: Any) -> None:
    edition, organiser, _ = held
    open_ceremony(organiser, edition.id, Settings(None, "", "lowest_first", 12, "authors"))
    group = next(slide for slide in evening_of(edition.id).slides if slide.kind == "list")
    came, missing = group.cards[:2]
    author = db.session.scalars(select(EntryAuthor.id).where(EntryAuthor.entry_id == came.entry_id)).one()
    ceremony = db.session.scalars(select(Ceremony.id)).one()
    note = DoorNote(
        ceremony_id=ceremony, author_id=author, state="present", note_key="k", noted_at=now(), kept_at=now()
    )
    db.session.add(note)
    db.session.commit()
    slides = evening_of(edition.id).slides
    alone = {slide.cards[0].title for slide in slides if slide.kind == "winner"}
    assert (came.title in alone, missing.title in alone) == (True, False)
    actions.start_show(organiser, edition.id)
    actions.step_show(organiser, edition.id, version(edition), group.key, opens=True)
    assert count(db, Reveal) == len(group.cards)

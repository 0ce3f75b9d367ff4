"""Editions are made, amended and moved through the door; what is refused changes nothing."""

import pytest
from sqlalchemy import func, select

from contest.editions import actions, queries
from contest.editions.models import Edition, RegulationVersion, StageChange
from contest.editions.rules import parse
from contest.foundation.access import OPERATOR, Role
from contest.foundation.database import db as database
from contest.foundation.ledger import LedgerEvent
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from tests.editions.makers import make_edition, text_of
from tests.people.makers import actor_of, make_person

TEXT = text_of("small_technical")


def made(**named) -> Edition:
    """An edition that is on disk, so that a refusal does not take it along."""
    edition = make_edition(**named)
    database.session.commit()
    return edition


def refused(deed, *arguments, **named) -> list[str]:
    with pytest.raises(Refusal) as refusal:
        deed(*arguments, **named)
    return [reason.code for reason in refusal.value.reasons]


def test_an_edition_is_a_draft_under_its_series_and_number_and_keeps_the_text(db):
    text = "\ufeff# ghi chú\r\n" + TEXT.replace("\n", "\r\n")
    card = actions.create_edition(OPERATOR, text)
    assert (card.slug, card.stage, card.kind, card.series) == (
        "binh-minh-stkt-3",
        "draft",
        "technical",
        "binh-minh-stkt",
    )
    assert queries.regulation_text(card.id) == text


def test_an_address_is_given_once_and_never_one_of_the_house(db):
    actions.create_edition(OPERATOR, TEXT)
    assert refused(actions.create_edition, OPERATOR, TEXT) == ["slug_taken"]
    assert refused(actions.create_edition, OPERATOR, TEXT, "static") == ["slug_reserved"]
    assert refused(actions.create_edition, OPERATOR, TEXT, "Hải Phòng") == ["slug_form"]
    assert actions.create_edition(OPERATOR, TEXT, "khac").slug == "khac"


def test_a_faulty_text_makes_no_edition(db):
    count = select(func.count()).select_from(Edition)
    before = db.session.scalar(count)
    assert refused(actions.create_edition, OPERATOR, "title: x") != []
    assert db.session.scalar(count) == before


def test_only_the_installation_makes_editions_and_only_organisers_edit_them(db):
    edition = made()
    secretary = actor_of(make_person(), (Role.SECRETARY, edition))
    assert refused(actions.create_edition, secretary, TEXT) == ["not_permitted"]
    assert refused(actions.amend_regulation, secretary, edition.id, TEXT, "x") == ["not_permitted"]


def test_a_draft_is_replaced_freely_and_an_open_edition_only_amended(db):
    draft = made(stage="draft", slug="a")
    changed = TEXT.replace("lần thứ 3 (2025-2026)", "lần thứ 3")
    assert actions.replace_draft_regulation(OPERATOR, draft.id, changed).title.endswith("lần thứ 3")
    assert refused(actions.amend_regulation, OPERATOR, draft.id, TEXT, "x") == ["amendment_of_draft"]
    open_ = made(slug="b")
    assert refused(actions.replace_draft_regulation, OPERATOR, open_.id, changed) == ["regulation_frozen"]


def test_amendments_are_numbered_reasoned_and_in_the_ledger(db):
    edition = made()
    changed = TEXT.replace("quorum: 2", "quorum: 3")
    assert refused(actions.amend_regulation, OPERATOR, edition.id, changed, " ") == ["amendment_without_reason"]
    assert refused(actions.amend_regulation, OPERATOR, edition.id, TEXT, "x") == ["amendment_changes_nothing"]
    card = actions.amend_regulation(OPERATOR, edition.id, changed, "Theo QĐ 15")
    assert card.regulation_number == 2
    assert queries.regulation_of(edition.id).rounds[0].quorum == 3
    assert queries.text_of_version(edition.id, 1) == TEXT
    assert [(row.number, row.reason) for row in queries.versions(edition.id)] == [(2, "Theo QĐ 15"), (1, "")]
    event = db.session.scalars(select(LedgerEvent).where(LedgerEvent.kind == "regulation.amended")).one()
    assert event.payload["number"] == 2


def test_after_the_decision_nothing_is_amended(db):
    edition = made(stage="decided")
    changed = TEXT.replace("quorum: 2", "quorum: 3")
    assert refused(actions.amend_regulation, OPERATOR, edition.id, changed, "x") == ["amendment_too_late"]


@pytest.mark.parametrize(
    ("stage", "there", "instead", "codes"),
    [
        ("open", "  - {key: agri, name", "  - {key: farm, name", ["amendment_removes"]),
        ("open", "  - {key: known, label", "  - {key: before, label", []),
        ("closed", "  - {key: known, label", "  - {key: before, label", ["amendment_removes"]),
        ("screening", "max: 30, step: 0.5}\n      - {key: effect", "max: 20, step: 0.5}\n      - {key: effect", []),
        ("judging", "max: 30, step: 0.5}\n      - {key: effect", "max: 20, step: 0.5}\n      - {key: effect",
         ["amendment_changes_scale", "amendment_changes_scale"]),
        ("judging", "{key: use, name", "{key: usage, name", ["amendment_removes", "amendment_removes"]),
        ("judging", "{key: third, name", "{key: bronze, name", ["amendment_removes"]),
        ("judging", "quorum: 2", "quorum: 3", []),
        ("judging", 'entry_code: "KT-{n:03}"', 'entry_code: "ST-{n:03}"', ["amendment_changes_codes"]),
    ],
)  # fmt: skip
def test_what_people_rely_on_does_not_vanish(db, stage, there, instead, codes):
    edition = made(stage=stage)
    changed = TEXT.replace(there, instead).replace("[agri]}", "[farm]}" if "farm" in instead else "[agri]}")
    assert changed != TEXT
    if codes:
        assert refused(actions.amend_regulation, OPERATOR, edition.id, changed, "x") == codes
        assert db.session.scalar(select(func.count()).select_from(RegulationVersion)) == 1
    else:
        assert actions.amend_regulation(OPERATOR, edition.id, changed, "x").regulation_number == 2


def test_stages_go_one_by_one_and_back_with_a_reason(db):
    edition = made(stage="draft")
    assert refused(actions.change_stage, OPERATOR, edition.id, "judging") == ["stage_skips"]
    assert refused(actions.change_stage, OPERATOR, edition.id, "draft") == ["stage_same"]
    assert refused(actions.change_stage, OPERATOR, edition.id, "somewhere") == ["stage_unknown"]
    assert actions.change_stage(OPERATOR, edition.id, "open").stage == "open"
    assert refused(actions.change_stage, OPERATOR, edition.id, "draft", "x") == ["stage_back_to_draft"]
    actions.change_stage(OPERATOR, edition.id, "closed")
    assert refused(actions.change_stage, OPERATOR, edition.id, "open") == ["stage_without_reason"]
    actions.change_stage(OPERATOR, edition.id, "open", "Gia hạn do bão")
    steps = [(row.from_stage, row.to_stage, row.reason) for row in queries.stage_changes(edition.id)]
    assert steps == [("draft", "open", ""), ("open", "closed", ""), ("closed", "open", "Gia hạn do bão")]
    assert db.session.scalar(select(func.count()).select_from(StageChange)) == 3


def test_somebody_with_many_waiting_questions_waits(db):
    edition = made()
    asker = actor_of(make_person())
    database.session.commit()
    for number in range(5):
        actions.ask_question(asker, edition.id, f"Câu {number}")
    assert refused(actions.ask_question, asker, edition.id, "Câu nữa") == ["question_too_often"]
    assert refused(actions.ask_question, asker, edition.id, "  ") == ["question_empty"]


def test_a_question_of_another_edition_is_unknown(db):
    here, there = made(slug="a"), made(slug="b")
    number = actions.ask_question(actor_of(make_person()), there.id, "Câu hỏi")
    assert refused(actions.answer_question, OPERATOR, here.id, number, "x") == ["question_unknown"]
    assert refused(actions.publish_answer, OPERATOR, there.id, number) == ["answer_empty"]


def test_equal_texts_are_parsed_once(db):
    first, second = made(slug="a"), made(slug="b")
    assert queries.regulation_of(first.id) is queries.regulation_of(second.id)
    assert queries.regulation_of(first.id) == parse(TEXT)


def test_who_asked_gets_the_first_answer_by_letter(db):
    edition = made()
    person = make_person(email="hoi@example.org")
    database.session.commit()
    number = actions.ask_question(actor_of(person), edition.id, "Nộp ở đâu?")
    actions.answer_question(OPERATOR, edition.id, number, "Tại Liên hiệp hội.")
    actions.answer_question(OPERATOR, edition.id, number, "Tại Liên hiệp hội, tầng 2.")
    letters = db.session.scalars(select(Letter).where(Letter.to_address == "hoi@example.org")).all()
    assert [letter.subject for letter in letters] == ["Ban Thư ký đã trả lời câu hỏi của bạn"]
    assert "Tại Liên hiệp hội." in letters[0].text
    assert "/thu-nghiem/hoi-dap" in letters[0].text

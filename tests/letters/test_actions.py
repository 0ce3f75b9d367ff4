"""Nothing leaves unseen unless its rule says so; reminders, amendments and results are written once for each."""

from datetime import date

import pytest
from sqlalchemy import select

from contest.editions.actions import amend_regulation
from contest.entries.models import EntryDraft, EntryExtension
from contest.foundation.access import OPERATOR, Role
from contest.foundation.clock import moment_of, now
from contest.foundation.database import db as database
from contest.foundation.jobs import Job, work_all
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.letters import actions, queries
from contest.letters.jobs import look, look_at_old
from contest.letters.queries import letter_card, texts
from contest.people.models import ClaimCode
from contest.results.actions import publish_results, retract_publication, seal_results
from contest.screening.actions import accept_all
from tests.editions.makers import make_edition, text_of
from tests.entries.makers import make_entry
from tests.letters.makers import make_letter, make_text
from tests.people.makers import actor_of, make_person
from tests.results.makers import make_decided
from tests.scoring.makers import make_judging


@pytest.fixture
def edition(db):
    return make_edition()


def secretary(edition):
    return actor_of(make_person("Cúc"), (Role.SECRETARY, edition))


def organiser(edition):
    return actor_of(make_person("Bình"), (Role.ORGANISER, edition))


def states(event=None):
    database.session.expire_all()
    query = select(Letter.to_address, Letter.state).order_by(Letter.id)
    return database.session.execute(query.where(Letter.event == event) if event else query).all()


def codes(refusal):
    return [reason.code for reason in refusal.value.reasons]


def test_decisions_on_many_entries_wait_until_somebody_has_looked(db, edition):
    edition.stage = "screening"
    for number in range(3):
        make_entry(edition, f"KT-00{number}", email=f"n{number}@example.org")
    actor = secretary(edition)
    accept_all(actor, edition.id)
    assert work_all() == 0
    assert {state for _, state in states()} == {"waiting"}
    ids = database.session.scalars(select(Letter.id).order_by(Letter.id)).all()
    assert actions.change_letters(actor, edition.id, ids[:2], "approve") == 2
    work_all()
    assert [state for _, state in states()] == ["sent", "sent", "waiting"]


def test_what_becomes_of_a_letter_stays_with_who_decided(db, edition):
    letter, actor = make_letter(edition), secretary(edition)
    actions.change_letters(actor, edition.id, [letter.id], "hold")
    assert (letter.state, letter.decided_by) == ("held", "Cúc")
    actions.change_letters(actor, edition.id, [letter.id], "cancel")
    actions.change_letters(actor, edition.id, [letter.id], "again")
    work_all()
    assert states() == [("an@example.org", "sent")]


def test_many_at_once_are_all_or_none(db, edition):
    first, second = make_letter(edition), make_letter(edition, "sent")
    db.session.commit()
    with pytest.raises(Refusal) as refusal:
        actions.change_letters(secretary(edition), edition.id, [first.id, second.id], "approve")
    assert codes(refusal) == ["letters_not_now"]
    assert [state for _, state in states()] == ["waiting", "sent"]


def test_a_letter_of_another_edition_is_out_of_reach(db, edition):
    other = make_edition(slug="khac")
    letter = make_letter(other)
    with pytest.raises(Refusal) as refusal:
        actions.change_letters(secretary(edition), edition.id, [letter.id], "approve")
    assert codes(refusal) == ["letters_none_chosen"]


def test_what_leaves_is_what_was_looked_at(db, edition):
    letter, actor = make_letter(edition), secretary(edition)
    seen = letter_card(edition.id, letter.id).seen
    actions.edit_letter(actor, edition.id, letter.id, "Khác", "Chữ khác", seen)
    for deed in (
        lambda: actions.change_letters(actor, edition.id, [letter.id], "approve", seen),
        lambda: actions.edit_letter(actor, edition.id, letter.id, "Lại khác", "x", seen),
    ):
        with pytest.raises(Refusal) as refusal:
            deed()
        assert codes(refusal) == ["letters_changed"]
    assert (letter.subject, letter.text, letter.edited_by) == ("Khác", "Chữ khác\n", "Cúc")


def test_the_secret_link_of_an_invitation_is_shown_to_nobody(db, edition):
    letter = make_letter(edition, "failed", event="people.invitation", is_secret=True, text="https://x/loi-moi/abc")
    card = letter_card(edition.id, letter.id)
    assert card.text == ""
    with pytest.raises(Refusal) as refusal:
        actions.edit_letter(secretary(edition), edition.id, letter.id, "x", "y", card.seen)
    assert codes(refusal) == ["letters_secret"]


def test_own_words_and_rules_hold_for_letters_from_now_on(db, edition):
    actor, office = organiser(edition), secretary(edition)
    actions.set_rule(actor, edition.id, "screening.eligible", "now")
    actions.set_words(actor, edition.id, "screening.eligible", "Mừng {mã số}", "Tên: {tên hồ sơ}")
    edition.stage = "screening"
    make_entry(edition, email="a@example.org")
    accept_all(office, edition.id)
    letter = database.session.scalars(select(Letter)).one()
    assert (letter.subject, letter.state) == ("Mừng KT-001", "queued")
    actions.reset_words(actor, edition.id, "screening.eligible")
    with pytest.raises(Refusal) as refusal:
        actions.set_words(actor, edition.id, "screening.eligible", "", "{sai}")
    assert codes(refusal) == ["letter_subject_missing", "letter_place_unknown"]
    with pytest.raises(Refusal) as refusal:
        actions.set_rule(office, edition.id, "screening.eligible", "off")
    assert codes(refusal) == ["not_permitted"]


def draft(edition, owner=None, email="", title="Máy gặt", days=200):
    entry = make_entry(edition, None, status="draft", owner=owner, email=email)
    entry.created_at = moment_of("2030-01-01T00:00")
    database.session.add(
        EntryDraft(entry_id=entry.id, content={"solution": {"title": title}}, versions={}, saved_at=now())
    )
    database.session.flush()
    return entry


def test_writers_of_drafts_are_reminded_once_at_each_time(db, edition, at, monkeypatch):
    owner = make_person("Cleo", "cleo@example.org")
    draft(edition, owner)
    make_entry(edition, "KT-001", owner=owner)
    counts = []
    for moment in ("2030-06-20T10:00", "2030-06-23T18:00", "2030-06-24T18:00", "2030-06-29T18:00", "2030-06-30T18:00"):
        at(moment)
        counts.append((actions.remind_of_drafts(OPERATOR, edition.id), actions.remind_of_drafts(OPERATOR, edition.id)))
    assert counts == [(0, 0), (1, 0), (0, 0), (1, 0), (0, 0)]
    letters = database.session.scalars(select(Letter).order_by(Letter.id)).all()
    assert [letter.to_address for letter in letters] == ["cleo@example.org"] * 2
    assert "17:00 ngày 30/06/2030" in letters[0].text
    assert "còn 6 ngày" in letters[0].text
    assert "“Máy gặt”" in letters[0].text


def test_who_wants_silence_gets_it(db, edition, at):
    entry = draft(edition, make_person("Cleo"))
    at("2030-06-29T18:00")
    actions.stop_reminders(actor_of(make_person("Ai")), actions.stop_token(entry.id))
    assert actions.remind_of_drafts(OPERATOR, edition.id) == 0
    with pytest.raises(Refusal) as refusal:
        actions.stop_reminders(actor_of(make_person("Ai")), "giả")
    assert codes(refusal) == ["letters_stop_dead"]


def test_a_deadline_put_off_is_reminded_of_anew(db, edition, at):
    draft(edition, make_person("Cleo"))
    at("2030-06-29T18:00")
    assert actions.remind_of_drafts(OPERATOR, edition.id) == 1
    text = (
        text_of("small_technical")
        .replace("2030-06-30T17:00", "2030-07-10T17:00")
        .replace("2030-06-30T23:59", "2030-07-10T23:59")
    )
    amend_regulation(organiser(edition), edition.id, text, "Mưa lũ")
    assert actions.remind_of_drafts(OPERATOR, edition.id) == 0
    at("2030-07-09T18:00")
    assert actions.remind_of_drafts(OPERATOR, edition.id) == 1


def test_who_was_given_more_time_is_reminded_of_their_own_deadline(db, edition, at):
    entry = draft(edition, make_person("Cleo"))
    draft(edition, make_person("Bo"))
    until, given = moment_of("2030-07-05T17:00"), moment_of("2030-06-30T12:00")
    db.session.add(EntryExtension(edition_id=edition.id, entry_id=entry.id, until=until, reason="Ốm", given_at=given))
    edition.stage = "closed"
    db.session.flush()
    at("2030-07-04T18:00")
    assert actions.remind_of_drafts(OPERATOR, edition.id) == 1
    assert "17:00 ngày 05/07/2030" in database.session.scalars(select(Letter.text)).one()


def test_supplements_are_reminded_of_with_what_is_missing(db, edition, at):
    entry = make_entry(edition, "KT-001", status="needs_supplement", email="a@example.org")
    at("2030-07-01T08:00")
    entry.status_reason, entry.supplement_by, entry.updated_at = "Ảnh mô hình", date(2030, 7, 10), now()
    db.session.flush()
    at("2030-07-09T08:00")
    assert (
        actions.remind_of_supplements(OPERATOR, edition.id),
        actions.remind_of_supplements(OPERATOR, edition.id),
    ) == (1, 0)
    text = database.session.scalars(select(Letter.text)).one()
    assert "Ảnh mô hình" in text
    assert "10/07/2030" in text


def test_an_amendment_is_told_to_everybody_with_an_entry_once(db, edition):
    owner = make_person("Cleo", "cleo@example.org")
    make_entry(edition, "KT-001", owner=owner)
    make_entry(edition, "KT-002", owner=owner)
    make_entry(edition, "KT-003", email="ban@example.org")
    make_entry(edition, "KT-004", status="withdrawn", email="rut@example.org")
    text = text_of("small_technical").replace("2030-06-30T17:00", "2030-06-30T18:00")
    amend_regulation(organiser(edition), edition.id, text, "Gia hạn một giờ")
    work_all()
    assert states("regulation.amended") == [("cleo@example.org", "waiting"), ("ban@example.org", "waiting")]
    letter = database.session.scalars(select(Letter.text)).first()
    assert "Lý do: Gia hạn một giờ" in letter
    assert "18:00" in letter.split("Nội dung sửa đổi:")[1]
    assert actions.announce_amendment(OPERATOR, edition.id, 2) == 0


def test_results_are_told_to_each_once_and_wait_to_be_looked_at(db):
    edition, entries, actor, _ = make_decided(["90", "84", "20"])
    for entry in entries:
        entry.email = f"{entry.code.lower()}@example.org"
        entry.status = "eligible"
    db.session.flush()
    seal_results(actor, edition.id)
    publish_results(actor, edition.id)
    work_all()
    awarded = states("results.awarded")
    assert len(awarded) + len(states("results.not_awarded")) == 3
    assert awarded
    assert {state for _, state in states()} == {"waiting"}
    assert actions.announce_results(OPERATOR, edition.id) == 0
    text = database.session.scalars(select(Letter.text).where(Letter.event == "results.awarded")).first()
    assert "đạt Giải" in text


def test_letters_are_emptied_when_personal_data_has_been_kept_long_enough(db, at):
    edition, _, actor, _ = make_decided()
    seal_results(actor, edition.id)
    at("2031-01-01T08:00")
    publish_results(actor, edition.id)
    letter = make_letter(edition, "sent", to_name="Bùi An")
    lines = []
    for moment in ("2032-12-30T08:00", "2033-01-02T08:00"):
        at(moment)
        look_at_old()
        database.session.expire_all()
        lines.append((letter.to_address, letter.text, letter.state))
    assert lines == [("an@example.org", "Hồ sơ KT-001 đủ điều kiện.\n", "sent"), ("", "", "sent")]


def test_a_result_taken_down_before_anybody_was_told_is_not_told(db):
    edition, entries, actor, _ = make_decided()
    entries[0].email = "a@example.org"
    db.session.flush()
    seal_results(actor, edition.id)
    publish_results(actor, edition.id)
    retract_publication(actor, edition.id, "Nhầm")
    work_all()
    assert states() == []


def test_judges_are_reminded_before_the_last_day_of_their_round_once(db, at, monkeypatch):
    judging = make_judging()
    ends = moment_of("2030-08-20")
    monkeypatch.setattr(queries, "rounds_ending", lambda *_: {judging.round.key: (moment_of("2030-08-01"), ends)})
    at("2030-08-19T12:00")
    for _ in range(2):
        look()
        database.session.flush()
        work_all()
    jobs = database.session.scalars(select(Job.state).where(Job.name == "scoring.remind")).all()
    assert jobs == ["done"]


def test_a_unit_sees_and_ticks_only_texts_of_people_it_gave_codes_to(db, edition):
    teacher = make_person("Cô Lan")
    unit = actor_of(teacher, (Role.UNIT, edition))
    mine, other = make_person("Em An"), make_person("Em Bo")
    moment = now()
    code = {"code_hash": "x", "made_at": moment, "expires_at": moment}
    db.session.add(ClaimCode(person_id=mine.id, edition_id=edition.id, made_by_id=teacher.id, **code))
    db.session.flush()
    first, second = make_text(edition, mine.id), make_text(edition, other.id)
    assert [card.id for card in texts(unit, edition.id, done=False)] == [first.id]
    assert len(texts(secretary(edition), edition.id, done=False)) == 2
    actions.tick_text(unit, edition.id, first.id, True)
    assert (first.state, first.decided_by) == ("copied", "Cô Lan")
    with pytest.raises(Refusal) as refusal:
        actions.tick_text(unit, edition.id, second.id, True)
    assert codes(refusal) == ["not_permitted"]
    actions.tick_text(unit, edition.id, first.id, False)
    assert first.state == "to_copy"

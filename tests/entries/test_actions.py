"""Deeds of entrants: from the first draft to the receipt, and what refuses them."""

from typing import Any

import pytest
from sqlalchemy import func, select

from contest.entries import actions, queries
from contest.entries.models import Consent, Entry, EntryAuthor, EntryDraft, EntryFile, EntryStep
from contest.foundation.access import Role
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from tests.editions.makers import make_edition
from tests.entries.makers import (
    author_typed,
    authors_typed,
    drafted,
    handed_in,
    picture,
    solution_typed,
    stored,
    youth_typed,
)
from tests.people.makers import actor_of, grant, make_person


@pytest.fixture
def cleo(db: Any) -> Any:
    """Somebody who enters."""
    return make_person("Nguyễn Văn Bình")


def codes_of(refusal: pytest.ExceptionInfo[Refusal]) -> set[str]:
    return {reason.code for reason in refusal.value.reasons}


def test_a_draft_keeps_what_cannot_be_read(db: Any, cleo: Any) -> None:
    edition, actor = make_edition(), actor_of(cleo)
    entry_id = actions.start_entry(actor, edition.id)
    typed = solution_typed(title="Q" * 40_000, phone="không nhớ", fact_applied_on="31/02/2024")
    actions.save_draft(actor, edition.id, entry_id, {"solution": typed})
    card = queries.entry_card(actor, edition.id, entry_id)
    assert card is not None
    assert card.draft == {"solution": typed}


def test_the_same_press_begins_one_entry(db: Any, cleo: Any) -> None:
    edition, actor = make_edition(), actor_of(cleo)
    assert actions.start_entry(actor, edition.id, "k1") == actions.start_entry(actor, edition.id, "k1")
    assert actions.start_entry(actor, edition.id, "k2") != actions.start_entry(actor, edition.id, "k1")


def test_a_judge_of_the_edition_cannot_enter_it(db: Any, cleo: Any) -> None:
    edition = make_edition()
    grant(cleo, edition, Role.JUDGE)
    with pytest.raises(Refusal):
        actions.start_entry(actor_of(cleo, (Role.JUDGE, edition)), edition.id)


def test_a_stale_save_overwrites_nothing(db: Any, cleo: Any) -> None:
    edition, actor = make_edition(), actor_of(cleo)
    entry_id = actions.start_entry(actor, edition.id)
    actions.save_draft(actor, edition.id, entry_id, {"solution": solution_typed()}, 0)
    with pytest.raises(Refusal) as refusal:
        actions.save_draft(actor, edition.id, entry_id, {"solution": solution_typed(title="Tên khác")}, 0)
    assert codes_of(refusal) == {"stale_version"}
    card = queries.entry_card(actor, edition.id, entry_id)
    assert card is not None
    assert card.draft is not None
    assert card.draft["solution"]["title"] == solution_typed()["title"]


def test_two_parts_saved_by_two_tabs_do_not_disturb_each_other(db: Any, cleo: Any) -> None:
    edition, actor = make_edition(), actor_of(cleo)
    entry_id = actions.start_entry(actor, edition.id)
    actions.save_draft(actor, edition.id, entry_id, {"solution": solution_typed()}, 0)
    saved = actions.save_draft(actor, edition.id, entry_id, {"authors": authors_typed()}, 0)
    assert saved.versions == {"solution": 1, "authors": 1}


def test_handing_in_gives_a_code_a_receipt_and_a_letter(db: Any, cleo: Any) -> None:
    edition, actor = make_edition(), actor_of(cleo)
    receipt = handed_in(actor, edition)
    entry = db.session.get(Entry, receipt.entry_id)
    assert (receipt.code, entry.status, entry.receipt_digest) == ("KT-001", "submitted", receipt.digest)
    assert entry.submitted_at == receipt.at
    assert db.session.get(EntryDraft, entry.id) is None
    letter = db.session.scalar(select(Letter).where(Letter.event == "entry.submitted"))
    assert letter.to_address == "binh@example.org"
    assert "KT-001" in letter.text
    authors = db.session.execute(select(EntryAuthor.name, EntryAuthor.share, EntryAuthor.person_id)).all()
    assert authors == [("Nguyễn Văn Bình", 6000, cleo.id), ("Trần Thị Hoà", 4000, None)]


def test_codes_run_on_and_pass_over_those_of_a_register(db: Any, cleo: Any) -> None:
    edition, actor = make_edition(), actor_of(cleo)
    first = handed_in(actor, edition)
    db.session.get(Entry, first.entry_id).code = "KT-002"
    db.session.flush()
    assert handed_in(actor, edition).code == "KT-003"


def test_a_second_press_finds_the_first_ones_receipt(db: Any, cleo: Any) -> None:
    edition, actor = make_edition(), actor_of(cleo)
    entry_id = drafted(actor, edition, solution_typed(), authors_typed(), "description")
    first = actions.submit_entry(actor, edition.id, entry_id, "press")
    assert actions.submit_entry(actor, edition.id, entry_id, "press") == first
    assert db.session.scalar(select(func.count()).select_from(EntryStep).where(EntryStep.status == "submitted")) == 1
    assert db.session.scalar(select(func.count()).select_from(Letter)) == 1


def test_everything_missing_is_said_at_once(db: Any, cleo: Any) -> None:
    edition, actor = make_edition(), actor_of(cleo)
    entry_id = actions.start_entry(actor, edition.id)
    with pytest.raises(Refusal) as refusal:
        actions.submit_entry(actor, edition.id, entry_id, "press")
    assert {reason.where for reason in refusal.value.reasons} == {
        "title",
        "field_key",
        "entrant_type",
        "summary",
        "phone",
        "fact_applied_on",
        "fact_applied_in",
        "answer_known",
        "answer_content",
        "rows-0-name",
        "files-description",
    }


def test_after_the_deadline_nothing_is_taken_and_nothing_is_lost(db: Any, cleo: Any, at: Any) -> None:
    edition, actor = make_edition(), actor_of(cleo)
    at("2030-06-30T23:58")
    entry_id = drafted(actor, edition, solution_typed(), authors_typed(), "description")
    at("2030-07-01T00:00")
    with pytest.raises(Refusal) as refusal:
        actions.submit_entry(actor, edition.id, entry_id, "press")
    assert codes_of(refusal) == {"submission_over"}
    actions.save_draft(actor, edition.id, entry_id, {"solution": solution_typed(short_title="Sau hạn")})
    card = queries.entry_card(actor, edition.id, entry_id)
    assert card is not None
    assert card.draft is not None
    assert (card.status, card.draft["solution"]["short_title"]) == ("draft", "Sau hạn")


def test_an_unconfirmed_account_cannot_hand_in(db: Any, cleo: Any) -> None:
    edition, actor = make_edition(), actor_of(cleo)
    entry_id = drafted(actor, edition, solution_typed(), authors_typed(), "description")
    cleo.confirmed_at = None
    db.session.flush()
    with pytest.raises(Refusal) as refusal:
        actions.submit_entry(actor, edition.id, entry_id, "press")
    assert codes_of(refusal) == {"address_not_confirmed"}


def test_an_amendment_counts_only_once_it_is_handed_in(db: Any, cleo: Any) -> None:
    edition, actor = make_edition(), actor_of(cleo)
    receipt = handed_in(actor, edition)
    actions.save_draft(actor, edition.id, receipt.entry_id, {"solution": solution_typed(title="Máy gặt kiểu mới")}, 0)
    assert db.session.get(Entry, receipt.entry_id).title == solution_typed()["title"]
    again = actions.submit_entry(actor, edition.id, receipt.entry_id, "second")
    entry = db.session.get(Entry, receipt.entry_id)
    assert (entry.title, entry.code, entry.status) == ("Máy gặt kiểu mới", receipt.code, "submitted")
    assert again.digest != receipt.digest
    assert [step.status for step in queries.entry_card(actor, edition.id, entry.id).steps] == [
        "draft",
        "submitted",
        "amended",
    ]
    changed = {change.label for line in queries.history(edition.id, entry.id) for change in line.changes}
    assert "Tên" in changed


def test_an_amendment_looked_at_beside_another_record_is_not_taken(db: Any, cleo: Any) -> None:
    edition, actor = make_edition(), actor_of(cleo)
    receipt = handed_in(actor, edition)
    actions.save_draft(actor, edition.id, receipt.entry_id, {"solution": solution_typed(title="Bản sửa")}, 0)
    with pytest.raises(Refusal) as refusal:
        actions.submit_entry(actor, edition.id, receipt.entry_id, "second", "an older digest")
    assert codes_of(refusal) == {"record_changed"}


def test_authors_taken_away_leave_with_their_consents(db: Any, cleo: Any) -> None:
    edition, actor = make_edition("small_youth"), actor_of(cleo)
    solution, authors = youth_typed()
    second = authors["rows"][0] | {"name": "Lê Văn Tí"}
    authors["rows"].append(second)
    entry_id = drafted(actor, edition, solution | {"entrant_type": "group"}, authors, "explanation")
    actions.attach_file(actor, edition.id, entry_id, "photos", stored(picture(), "anh.jpg", ("jpeg",)))
    actions.submit_entry(actor, edition.id, entry_id, "one")
    assert db.session.scalar(select(func.count()).select_from(Consent)) == 6
    values = {"solution": solution, "authors": authors_typed(authors["rows"][1])}
    actions.save_draft(actor, edition.id, entry_id, values)
    actions.submit_entry(actor, edition.id, entry_id, "two")
    names = db.session.scalars(select(EntryAuthor.name)).all()
    assert names == ["Lê Văn Tí"]
    assert db.session.scalar(select(func.count()).select_from(Consent)) == 3


def test_a_consent_taken_back_keeps_its_row_and_the_moment(db: Any, cleo: Any) -> None:
    edition, actor = make_edition("small_youth"), actor_of(cleo)
    solution, authors = youth_typed()
    entry_id = drafted(actor, edition, solution, authors, "explanation")
    actions.attach_file(actor, edition.id, entry_id, "photos", stored(picture(), "anh.jpg", ("jpeg",)))
    actions.submit_entry(actor, edition.id, entry_id, "one")
    del authors["rows"][0]["consent_guardian_publish_name"]
    actions.save_draft(actor, edition.id, entry_id, {"authors": authors})
    actions.submit_entry(actor, edition.id, entry_id, "two")
    rows = db.session.execute(select(Consent.purpose, Consent.withdrawn_at.is_not(None)).order_by(Consent.id)).all()
    assert sorted(rows) == [("judging", False), ("judging", False), ("publish_name", True)]


def test_a_part_for_one_file_takes_the_new_one_in_place_of_the_old(db: Any, cleo: Any) -> None:
    edition, actor = make_edition(), actor_of(cleo)
    receipt = handed_in(actor, edition)
    new = stored(b"%PDF-1.7\nmoi\n%%EOF", "ban-moi.pdf")
    actions.attach_file(actor, edition.id, receipt.entry_id, "description", new)
    rows = db.session.execute(select(EntryFile.name, EntryFile.removed_at.is_(None)).order_by(EntryFile.id)).all()
    assert rows == [("ban-mo-ta.pdf", False), ("ban-moi.pdf", True)]


def test_a_dossier_handed_in_keeps_its_required_part(db: Any, cleo: Any) -> None:
    edition, actor = make_edition(), actor_of(cleo)
    receipt = handed_in(actor, edition)
    file_id = db.session.scalar(select(EntryFile.id))
    with pytest.raises(Refusal) as refusal:
        actions.remove_file(actor, edition.id, receipt.entry_id, file_id)
    assert codes_of(refusal) == {"part_needed"}


def test_withdrawing_needs_a_reason_and_stays_on_record(db: Any, cleo: Any) -> None:
    edition, actor = make_edition(), actor_of(cleo)
    receipt = handed_in(actor, edition)
    with pytest.raises(Refusal):
        actions.withdraw_entry(actor, edition.id, receipt.entry_id, " ")
    actions.withdraw_entry(actor, edition.id, receipt.entry_id, "Nhóm tách ra")
    entry = db.session.get(Entry, receipt.entry_id)
    assert (entry.status, entry.withdrawn_reason, entry.code) == ("withdrawn", "Nhóm tách ra", receipt.code)
    assert queries.register(edition.id, queries.RegisterFilter(status="withdrawn"), 1).total == 1


def test_nobody_touches_an_entry_of_somebody_else(db: Any, cleo: Any) -> None:
    edition, dan = make_edition(), actor_of(make_person("Dương Văn Đan"))
    receipt = handed_in(actor_of(cleo), edition)
    assert queries.entry_card(dan, edition.id, receipt.entry_id) is None
    for deed in (
        lambda: actions.save_draft(dan, edition.id, receipt.entry_id, {"solution": {}}),
        lambda: actions.submit_entry(dan, edition.id, receipt.entry_id, "x"),
        lambda: actions.withdraw_entry(dan, edition.id, receipt.entry_id, "x"),
        lambda: actions.attach_file(dan, edition.id, receipt.entry_id, "description", stored()),
    ):
        with pytest.raises(Refusal) as refusal:
            deed()
        assert codes_of(refusal) == {"entry_not_visible"}


def test_a_linked_author_sees_the_entry(db: Any, cleo: Any) -> None:
    edition, hoa = make_edition(), make_person("Trần Thị Hoà")
    receipt = handed_in(actor_of(cleo), edition)
    row = db.session.scalar(select(EntryAuthor).where(EntryAuthor.name == "Trần Thị Hoà"))
    row.person_id = hoa.id
    db.session.flush()
    assert [entry.id for entry in queries.my_entries(actor_of(hoa), edition.id)] == [receipt.entry_id]


def test_the_secretariat_corrects_with_a_reason(db: Any, cleo: Any) -> None:
    edition = make_edition()
    ada = make_person("Phạm Thị Ái")
    secretary = actor_of(ada, (Role.SECRETARY, edition))
    receipt = handed_in(actor_of(cleo), edition)
    content = {"solution": solution_typed(field_key="agri"), "authors": authors_typed()}
    version = db.session.get(Entry, receipt.entry_id).version
    with pytest.raises(Refusal) as refusal:
        actions.edit_entry(secretary, edition.id, receipt.entry_id, content, "", version)
    assert codes_of(refusal) == {"entry_reason_missing"}
    actions.edit_entry(secretary, edition.id, receipt.entry_id, content, "Sai lĩnh vực", version)
    assert db.session.get(Entry, receipt.entry_id).field_key == "agri"
    with pytest.raises(Refusal) as refusal:
        actions.edit_entry(secretary, edition.id, receipt.entry_id, content, "Lần nữa", version)
    assert codes_of(refusal) == {"entry_changed"}


def test_a_paper_dossier_gets_a_code_at_once(db: Any, cleo: Any) -> None:
    edition = make_edition()
    secretary = actor_of(make_person(), (Role.SECRETARY, edition))
    content = {
        "solution": {"title": "Lò sấy nông sản", "field_key": "agri"},
        "authors": authors_typed(author_typed(share="")),
    }
    entry_id = actions.receive_entry(secretary, edition.id, content, actions.PaperFacts())
    entry = db.session.get(Entry, entry_id)
    assert (entry.code, entry.status, entry.source) == ("KT-001", "received", "paper")
    with pytest.raises(Refusal) as refusal:
        actions.receive_entry(secretary, edition.id, content, actions.PaperFacts(code="KT-001"))
    assert codes_of(refusal) == {"code_taken"}


def test_an_entrant_may_not_do_the_offices_work(db: Any, cleo: Any) -> None:
    edition, actor = make_edition(), actor_of(cleo)
    receipt = handed_in(actor, edition)
    with pytest.raises(Refusal) as refusal:
        actions.edit_entry(actor, edition.id, receipt.entry_id, {}, "x", 1)
    assert codes_of(refusal) == {"not_permitted"}

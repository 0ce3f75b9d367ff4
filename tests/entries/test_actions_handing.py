"""Another representative, and a colleague for a teacher who left: with the reason, on the timeline, in letters."""

import pytest
from sqlalchemy import select

from contest.entries import actions, queries
from contest.entries.models import Entry, EntryAuthor, EntryStep
from contest.foundation.access import Role
from contest.foundation.audit import AuditLine
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.people.queries import roles_in
from tests.editions.makers import make_edition
from tests.entries.makers import make_entry
from tests.people.makers import actor_of, grant, make_person


@pytest.fixture
def edition(db):
    return make_edition()


def office(edition):
    return actor_of(make_person("Cúc"), (Role.SECRETARY, edition))


def codes(refusal):
    return [(reason.code, reason.where) for reason in refusal.value.reasons]


def test_another_author_speaks_for_the_group_with_the_reason_on_the_timeline(db, edition):
    entry = make_entry(edition, authors=("An Văn A", "Bùi Thị B"), status="eligible")
    first, second = db.session.scalars(select(EntryAuthor).order_by(EntryAuthor.position))
    first.is_representative = True
    db.session.commit()
    actor = office(edition)
    actions.change_representative(actor, edition.id, entry.id, second.id, "Theo đơn ngày 12/05")
    assert (first.is_representative, second.is_representative) == (False, True)
    step = db.session.scalars(select(EntryStep).where(EntryStep.status == "represented")).one()
    assert (step.note, step.by_name) == ("Theo đơn ngày 12/05", "Cúc")
    for author_id, reason, code in (
        (second.id, "x", ("representative_same", "author")),
        (first.id, " ", ("entry_reason_missing", "reason")),
        (999, "x", ("author_unknown", "author")),
    ):
        with pytest.raises(Refusal) as refusal:
            actions.change_representative(actor, edition.id, entry.id, author_id, reason)
        assert codes(refusal) == [code]


def left(edition):
    """A teacher with three entries and a draft, who also is the unit's contact; and the colleague who comes."""
    teacher, colleague = make_person("Cô Lan", "lan@truong.vn"), make_person("Thầy Minh", "minh@truong.vn")
    grant(teacher, edition, Role.UNIT)
    entries = [make_entry(edition, f"KT-00{number}", owner=teacher) for number in range(1, 4)]
    entries.append(make_entry(edition, None, status="draft", owner=teacher))
    return teacher, colleague, entries


def test_a_colleague_takes_over_everything_drafts_too(db, edition):
    teacher, colleague, entries = left(edition)
    count = actions.hand_over(
        office(edition),
        edition.id,
        teacher.id,
        [entry.id for entry in entries],
        "minh@truong.vn",
        "Chuyển trường",
        True,
    )
    assert count == 4
    assert {entry.owner_id for entry in entries} == {colleague.id}
    assert queries.my_entries(actor_of(teacher), edition.id) == []
    assert len(queries.my_entries(actor_of(colleague), edition.id)) == 4
    assert roles_in(colleague.id, edition.id) == {Role.ENTRANT, Role.UNIT}
    assert roles_in(teacher.id, edition.id) == set()
    letters = db.session.execute(select(Letter.to_address, Letter.subject).order_by(Letter.id)).all()
    assert [address for address, _ in letters] == ["lan@truong.vn", "minh@truong.vn"]
    assert (
        db.session.scalars(select(EntryStep.note).where(EntryStep.status == "handed_over")).all()
        == ["Chuyển trường"] * 4
    )
    line = db.session.scalars(select(AuditLine).where(AuditLine.deed == "entries.handing.hand_over")).one()
    assert ["entry", entries[0].id, "owner_id", teacher.id, colleague.id] in line.changes


def test_only_what_was_chosen_goes_and_only_the_teachers(db, edition):
    teacher, colleague, entries = left(edition)
    other = make_entry(edition, "KT-009", owner=make_person("Ai khác"))
    chosen = [entries[0].id, other.id]
    assert actions.hand_over(office(edition), edition.id, teacher.id, chosen, "minh@truong.vn", "x", False) == 1
    assert other.owner_id != colleague.id
    assert roles_in(teacher.id, edition.id) == {Role.UNIT}


def test_a_judge_of_the_contest_takes_no_entries(db, edition):
    teacher, colleague, entries = left(edition)
    grant(colleague, edition, Role.JUDGE)
    db.session.commit()
    for email, chosen, reason, code in (
        ("minh@truong.vn", [entries[0].id], "x", ("handing_official", "email")),
        ("lan@truong.vn", [entries[0].id], "x", ("handing_same", "email")),
        ("ai@truong.vn", [entries[0].id], "x", ("no_such_person", "email")),
        ("minh@truong.vn", [entries[0].id], "", ("entry_reason_missing", "reason")),
    ):
        with pytest.raises(Refusal) as refusal:
            actions.hand_over(office(edition), edition.id, teacher.id, chosen, email, reason, False)
        assert codes(refusal) == [code]


def test_the_office_finds_the_teacher_and_hands_over_on_the_page(db, edition, client_of):
    teacher, colleague, entries = left(edition)
    secretary = make_person("Dung")
    grant(secretary, edition, Role.SECRETARY)
    browser = client_of(secretary)
    assert "Cô Lan" in browser.get("/thu-nghiem/nguoi-phu-trach?tim=co lan").text
    assert "Cô Lan" not in browser.get("/thu-nghiem/nguoi-phu-trach?tim=khac").text
    address = f"/thu-nghiem/nguoi-phu-trach/{teacher.id}"
    assert browser.get(address).text.count('name="entry"') == 4
    wrong = browser.post(address, data={"entry": [entries[0].id], "email": "ai@truong.vn", "reason": "Nghỉ"})
    assert (wrong.status_code, wrong.text.count(" checked>")) == (422, 1)
    assert browser.post(address, data={"entry": [], "email": "minh@truong.vn", "reason": "Nghỉ"}).status_code == 422
    assert (
        browser.post(address, data={"entry": [entries[0].id], "email": "minh@truong.vn", "reason": "Nghỉ"}).status_code
        == 303
    )
    db.session.expire_all()
    assert db.session.get(Entry, entries[0].id).owner_id == colleague.id


def test_the_representative_is_changed_on_the_page(db, edition, client_of):
    entry = make_entry(edition, authors=("An Văn A", "Bùi Thị B"))
    secretary = make_person("Dung")
    grant(secretary, edition, Role.SECRETARY)
    second = db.session.scalars(select(EntryAuthor.id).order_by(EntryAuthor.position.desc())).first()
    address = f"/thu-nghiem/danh-muc/{entry.id}/dai-dien"
    assert client_of(secretary).post(address, data={"author": str(second), "reason": ""}).status_code == 422
    assert client_of(secretary).post(address, data={"author": str(second), "reason": "Đơn"}).status_code == 303
    db.session.expire_all()
    assert db.session.get(EntryAuthor, second).is_representative

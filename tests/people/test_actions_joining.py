"""Two accounts of one person become one: all that hangs on one moves, in every room; what must not, is refused."""

import pytest
from sqlalchemy import select

from contest.editions.models import Question
from contest.entries.models import EntryAuthor
from contest.foundation.access import OPERATOR, Role
from contest.foundation.audit import AuditLine
from contest.foundation.clock import now
from contest.foundation.database import Table
from contest.foundation.refusal import Refusal
from contest.juries.models import Council, Seat
from contest.people import actions, queries
from contest.people.actions.persons import hashed
from contest.people.models import Person, RoleGrant
from contest.people.queries.joining import names_a_person
from tests.editions.makers import make_edition
from tests.entries.makers import make_entry
from tests.letters.makers import make_letter
from tests.people.makers import actor_of, grant, make_person
from tests.scoring.makers import make_judging


def codes(refusal):
    return [(reason.code, reason.where) for reason in refusal.value.reasons]


def two(db):
    kept, closed = make_person("Trần Thị Lan", "lan@truong.vn"), make_person("Trần Lan", "lan@gmail.com")
    closed.password = "x"
    db.session.flush()
    return kept, closed


def test_every_column_that_names_a_person_says_what_joining_means_to_it():
    """A new table has to decide: what moves, what binds, and what is only history (its name ends in by_id)."""
    undecided = [
        f"{table.name}.{column.name}"
        for table in Table.metadata.sorted_tables
        for column in table.columns
        if names_a_person(column)
        and not {"joins", "binds"} & set(column.info)
        and not column.name.endswith("by_id")
        and column.name != "joined_into_id"
    ]
    assert undecided == []


def test_everything_that_hangs_on_an_account_moves(db):
    kept, closed = two(db)
    edition, other = make_edition(), make_edition(slug="khac")
    entry = make_entry(edition, owner=closed)
    author = db.session.scalars(select(EntryAuthor).where(EntryAuthor.entry_id == entry.id)).one()
    author.person_id = closed.id
    grant(closed, edition, Role.ENTRANT)
    grant(kept, edition, Role.ENTRANT)
    grant(closed, other, Role.UNIT)
    question = Question(edition_id=edition.id, asked_by_id=closed.id, asked_at=now(), text="Mấy hồ sơ?")
    db.session.add(question)
    letter = make_letter(edition, person_id=closed.id)
    db.session.flush()
    preview = queries.join_preview(kept.id, closed.id)
    assert dict(preview.moves) == {"câu hỏi đã gửi": 1, "hồ sơ có tên": 1, "hồ sơ phụ trách": 1, "vai trò": 2}
    actions.join_accounts(OPERATOR, kept.id, closed.id, True)
    db.session.expire_all()
    assert (entry.owner_id, author.person_id, question.asked_by_id, letter.person_id) == (kept.id,) * 4
    held = db.session.execute(select(RoleGrant.person_id, RoleGrant.edition_id, RoleGrant.role)).all()
    assert sorted(held) == [(kept.id, edition.id, "entrant"), (kept.id, other.id, "unit")]
    assert (closed.active, closed.password, closed.joined_into_id) == (False, None, kept.id)
    assert queries.join_preview(kept.id, closed.id).moves == []
    line = db.session.scalars(select(AuditLine).where(AuditLine.deed == "people.joining.join_accounts")).one()
    assert ["entry", entry.id, "owner_id", closed.id, kept.id] in line.changes


def test_the_old_address_opens_the_account_that_was_kept_with_its_password(db, app):
    kept, closed = two(db)
    kept.password = hashed("mật khẩu giữ lại")
    closed.password = hashed("mật khẩu cũ của tôi")
    third = make_person("Lan", "lan3@example.org")
    db.session.flush()
    actions.join_accounts(OPERATOR, closed.id, third.id, True)
    actions.join_accounts(OPERATOR, kept.id, closed.id, True)
    for address in ("lan@truong.vn", "lan@gmail.com", "lan3@example.org"):
        assert queries.credential(address) == (kept.id, kept.password)


def test_a_session_of_the_closed_account_ends(db):
    kept, closed = two(db)
    key = closed.fs_uniquifier
    assert queries.account_by_key(key) is not None
    actions.join_accounts(OPERATOR, kept.id, closed.id, True)
    assert queries.account_by_key(key) is None


def test_nobody_becomes_judge_and_entrant_of_one_contest_by_joining(db):
    kept, closed = two(db)
    edition = make_edition()
    grant(kept, edition, Role.JUDGE)
    grant(closed, edition, Role.ENTRANT)
    db.session.commit()
    for first, second in ((kept, closed), (closed, kept)):
        with pytest.raises(Refusal) as refusal:
            actions.join_accounts(OPERATOR, first.id, second.id, True)
        assert codes(refusal) == [("join_judge_and_entrant", "closed")]


def test_judge_here_and_entrant_there_may_be_one_person(db):
    kept, closed = two(db)
    grant(kept, make_edition(), Role.JUDGE)
    grant(closed, make_edition(slug="khac"), Role.ENTRANT)
    actions.join_accounts(OPERATOR, kept.id, closed.id, True)
    assert closed.active is False


def test_an_account_that_has_scored_is_kept_and_never_closed(db):
    judging = make_judging()
    judge, other = judging.judges[0], make_person("Giám khảo (máy nhà)")
    db.session.commit()
    with pytest.raises(Refusal) as refusal:
        actions.join_accounts(OPERATOR, other.id, judge.id, True)
    assert ("join_bound", "closed") in codes(refusal)
    actions.join_accounts(OPERATOR, judge.id, other.id, True)
    assert other.joined_into_id == judge.id


def test_one_seat_remains_where_both_sat(db):
    kept, closed = two(db)
    edition = make_edition()
    council = Council(edition_id=edition.id, key="c9", name="Hội đồng 9", field_keys=[])
    db.session.add(council)
    db.session.flush()
    for person in (kept, closed):
        db.session.add(Seat(council_id=council.id, person_id=person.id, role="member", seated_at=now()))
    db.session.flush()
    actions.join_accounts(OPERATOR, kept.id, closed.id, True)
    assert db.session.scalars(select(Seat.person_id)).all() == [kept.id]


def test_what_else_cannot_be_joined_is_said(db):
    kept, closed = two(db)
    admin = make_person("Quản trị")
    grant(admin, None, Role.ADMIN)
    stranger = make_person("Chưa xác nhận")
    stranger.confirmed_at = None
    db.session.commit()
    for first, second, code in (
        (kept, kept, ("join_same", "closed")),
        (kept, admin, ("join_admin", "closed")),
        (stranger, closed, ("join_unconfirmed", "kept")),
    ):
        with pytest.raises(Refusal) as refusal:
            actions.join_accounts(OPERATOR, first.id, second.id, True)
        assert codes(refusal) == [code]
    with pytest.raises(Refusal) as refusal:
        actions.join_accounts(OPERATOR, kept.id, closed.id, False)
    assert codes(refusal) == [("join_not_sure", "sure")]
    with pytest.raises(Refusal) as refusal:
        actions.join_accounts(actor_of(kept), kept.id, closed.id, True)
    assert codes(refusal) == [("not_permitted", "")]


def test_who_knows_both_passwords_joins_without_an_administrator(db, client_of):
    kept, closed = two(db)
    closed.password = hashed("mật khẩu cũ của tôi")
    db.session.flush()
    browser = client_of(kept)
    wrong = browser.post("/tai-khoan/gop", data={"who": "lan@gmail.com", "password": "không phải đâu"})
    assert wrong.status_code == 422
    page = browser.post("/tai-khoan/gop", data={"who": "lan@gmail.com", "password": "mật khẩu cũ của tôi"})
    assert "Không lấy lại được" in page.text
    proof = page.text.split('name="proof" value="')[1].split('"')[0]
    assert browser.post("/tai-khoan/gop", data={"proof": proof}).status_code == 422
    assert (
        client_of(make_person("Kẻ khác")).post("/tai-khoan/gop", data={"proof": proof, "sure": "y"}).status_code == 422
    )
    assert browser.post("/tai-khoan/gop", data={"proof": proof, "sure": "y"}).status_code == 303
    db.session.expire_all()
    assert db.session.get(Person, closed.id).joined_into_id == kept.id


def test_an_administrator_sees_what_moves_before_it_does(db, client_of):
    _, closed = two(db)
    make_entry(make_edition(), owner=closed)
    admin = make_person("Quản trị")
    grant(admin, None, Role.ADMIN)
    browser, given = client_of(admin), {"kept": "lan@truong.vn", "closed": "lan@gmail.com"}
    looked = browser.post("/quan-tri/gop-tai-khoan", data=given | {"go": "look"})
    assert "1 hồ sơ phụ trách" in looked.text
    assert db.session.get(Person, closed.id).active
    unknown = browser.post("/quan-tri/gop-tai-khoan", data=given | {"kept": "ai@example.org", "go": "look"})
    assert (unknown.status_code, "ai@example.org" in unknown.text) == (422, True)
    unsure = browser.post("/quan-tri/gop-tai-khoan", data=given | {"go": "join"})
    assert (unsure.status_code, "đánh dấu vào ô xác nhận" in unsure.text) == (422, True)
    assert browser.post("/quan-tri/gop-tai-khoan", data=given | {"go": "join", "sure": "y"}).status_code == 303
    db.session.expire_all()
    assert not db.session.get(Person, closed.id).active

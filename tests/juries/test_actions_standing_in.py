"""Somebody stands in for a secretary in conflict: taken at once, written down, told, and let in at that entry."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from contest.foundation.access import OPERATOR, Role
from contest.foundation.audit import AuditLine
from contest.foundation.clock import now
from contest.foundation.ledger import LedgerEvent
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.juries import actions
from contest.juries.models import Conflict, Council, Seat, StandIn
from contest.people.actions import grant_role, revoke_role
from contest.people.models import Person
from contest.people.queries import actor_of as loaded
from contest.scoring import actions as scoring
from tests.people.makers import grant, make_person
from tests.scoring.makers import FULL, Judging, make_judging, score
from tests.scoring.test_actions_paper import key, printed, reading

ClientOf = Callable[[Person], FlaskClient]
PAGE = "/thu-nghiem/hoi-dong/nguoi-thay"


def codes(refused: Any) -> list[str]:
    """What a refusal says."""
    return [reason.code for reason in refused.value.reasons]


def helper(judging: Judging, name: str, role: Role) -> Person:
    """One more of the office."""
    person = make_person(name)
    grant(person, judging.edition, role)
    return person


def other_clerk(db: Any, judging: Judging, name: str = "Lý Thị Khác") -> Person:
    """The clerk of another council."""
    council = Council(edition_id=judging.edition.id, key="c2", name="Hội đồng Y dược", field_keys=["agri"])
    person = helper(judging, name, Role.CLERK)
    db.session.add(council)
    db.session.flush()
    db.session.add(Seat(council_id=council.id, person_id=person.id, role="clerk", expertise=[], seated_at=now()))
    db.session.commit()
    return person


def barred(judging: Judging, person: Person) -> None:
    """It is recorded that somebody is in conflict with the first entry."""
    actions.record_conflict(OPERATOR, judging.edition.id, person.id, judging.entries[0].id, "con gái")


def standing(db: Any) -> list[tuple[int, str, str]]:
    """Who stands in now: the entry, the council's name or "", the person's."""
    rows = db.session.execute(
        select(StandIn.entry_id, Council.name, Person.name)
        .join(Person, Person.id == StandIn.person_id)
        .outerjoin(Council, Council.id == StandIn.council_id)
        .where(StandIn.ended_at.is_(None))
        .order_by(StandIn.entry_id, Council.name)
    )
    return [(entry_id, council or "", name) for entry_id, council, name in rows]


def test_a_clerk_in_conflict_is_replaced_at_once_and_the_next_follows_when_that_one_is_too(db: Any) -> None:
    judging = make_judging(entries=2, judges=1)
    one, council = judging.entries[0].id, judging.council.name
    barred(judging, judging.clerk)
    assert standing(db) == [(one, council, "Đỗ Thị Lan")]
    helper(judging, "Hồ Thị Giúp", Role.SECRETARY)
    barred(judging, judging.secretary)
    # The secretariat's own part needs somebody now, too.
    assert sorted(standing(db)) == [(one, "", "Hồ Thị Giúp"), (one, council, "Hồ Thị Giúp")]
    ended = db.session.scalars(select(StandIn).where(StandIn.ended_at.is_not(None))).one()
    assert (ended.ended_why, ended.way, ended.made_by_id) == ("conflict", "secretariat", None)
    letters = db.session.execute(select(Letter.event, Letter.to_name, Letter.text).order_by(Letter.id)).all()
    told = [(event, name) for event, name, _ in letters]
    assert told == [
        ("conflict.stand_in", "Đỗ Thị Lan"),
        ("conflict.stand_in", "Hồ Thị Giúp"),
        ("conflict.stand_in_ended", "Đỗ Thị Lan"),
    ]
    assert f"thư ký {council}" in letters[0].text
    assert "A001" in letters[0].text
    assert not any("Đặng Thị Hoa" in text or "con gái" in text for _, _, text in letters)
    events = db.session.scalars(select(LedgerEvent.payload).where(LedgerEvent.kind == "conflict.stand_in")).all()
    assert [(event["part"], event["why"], event["way"]) for event in events] == [
        ("clerk", "", "secretariat"), ("secretary", "", "secretariat"), ("clerk", "conflict", "secretariat"),
    ]  # fmt: skip


def test_a_second_clerk_comes_before_the_secretariat_and_a_dismissed_conflict_needs_nobody(db: Any) -> None:
    judging = make_judging(entries=2, judges=1)
    second = make_person("Cao Thị Nga", "nga@example.org")
    actions.seat_judge(OPERATOR, judging.edition.id, judging.council.id, second.name, second.email, role="clerk")
    barred(judging, judging.clerk)
    assert [name for _, _, name in standing(db)] == ["Cao Thị Nga"]
    # Who is away cannot stand in: the next is taken at once, and stays when the first is back.
    seat = db.session.scalar(select(Seat.id).where(Seat.person_id == second.id))
    for away, name in ((True, "Đỗ Thị Lan"), (False, "Đỗ Thị Lan")):
        actions.change_seat(OPERATOR, judging.edition.id, seat, role="clerk", away=away)
        assert [one for _, _, one in standing(db)] == [name]
    conflict = db.session.scalar(select(Conflict.id))
    actions.settle_conflict(OPERATOR, judging.edition.id, conflict, "dismissed", "nhầm người")
    assert standing(db) == []
    assert db.session.scalars(select(StandIn.ended_why).order_by(StandIn.id)).all() == ["gone", "settled"]


def test_whoever_loses_the_role_stands_in_no_more_and_who_gets_it_does_where_nobody_did(db: Any) -> None:
    judging = make_judging(entries=1, judges=1)
    barred(judging, judging.secretary)
    assert standing(db) == []
    person = make_person("Hồ Thị Giúp")
    grant_role(OPERATOR, judging.edition.id, person.id, Role.SECRETARY)
    assert [name for _, _, name in standing(db)] == ["Hồ Thị Giúp"]
    revoke_role(OPERATOR, judging.edition.id, person.id, Role.SECRETARY)
    assert standing(db) == []
    # Whoever judges would read colleagues' figures: nobody of them is taken.
    grant_role(OPERATOR, judging.edition.id, judging.judges[0].id, Role.SECRETARY)
    assert standing(db) == []


def test_a_clerk_of_another_council_gets_in_at_that_entry_alone_and_while_they_stand_in(
    db: Any, client_of: ClientOf
) -> None:
    judging = make_judging(entries=2, judges=1)
    other = other_clerk(db, judging)
    mine, free = (entry.id for entry in judging.entries)
    browser, page = client_of(other), "/thu-nghiem/tien-do/preliminary/ho-so"
    assert browser.get(f"{page}/{mine}").status_code == 404
    barred(judging, judging.secretary)
    barred(judging, judging.clerk)
    db.session.commit()
    assert [name for _, council, name in standing(db) if council] == ["Lý Thị Khác"]
    assert [browser.get(f"{page}/{one}").status_code for one in (mine, free)] == [200, 404]
    sheets = printed(judging)
    judge = judging.judges[0].id
    acting, where = loaded(other.id), (judging.edition.id, "preliminary")
    key(acting, judging, sheets[mine, judge], reading(judging))
    db.session.commit()
    assert browser.get(f"/thu-nghiem/phieu-cham/{sheets[mine, judge]}").status_code == 200
    with pytest.raises(Refusal) as refused:
        key(acting, judging, sheets[free, judge], reading(judging))
    assert codes(refused) == ["not_your_council"]
    with pytest.raises(Refusal) as refused:
        scoring.mark_sheet(acting, *where, free, judge, "absent", "ốm")
    assert codes(refused) == ["not_your_council"]
    scoring.mark_sheet(acting, *where, mine, judge, "absent", "ốm")
    # Then somebody nearer is there, and the committee gives the part to them.
    nearer = helper(judging, "Hồ Thị Giúp", Role.SECRETARY)
    organiser = helper(judging, "Trịnh Mai Hà", Role.ORGANISER)
    db.session.commit()
    given = (judging.edition.id, mine, judging.council.id, nearer.id)
    actions.choose_stand_in(loaded(organiser.id), *given, "người nắm việc của hội đồng")
    db.session.commit()
    assert browser.get(f"{page}/{mine}").status_code == 404


def test_all_absent_sheets_at_once_leave_out_what_the_clerk_is_in_conflict_with(db: Any) -> None:
    judging = make_judging(entries=2, judges=1)
    barred(judging, judging.clerk)
    where = (judging.edition.id, "preliminary", judging.judges[0].id)
    assert scoring.mark_judge_absent(judging.the_clerk, *where, "ốm") == 1
    assert scoring.mark_judge_absent(judging.office, *where, "ốm") == 1


def test_the_committee_chooses_another_with_a_reason_and_nobody_chooses_at_their_own_conflict(
    db: Any, client_of: ClientOf
) -> None:
    judging = make_judging(entries=1, judges=1)
    one, council = judging.entries[0].id, judging.council.id
    organiser, apart = (helper(judging, name, Role.ORGANISER) for name in ("Trịnh Mai Hà", "Mai Quốc Khánh"))
    chosen = helper(judging, "Hồ Thị Uyên", Role.SECRETARY)
    barred(judging, judging.clerk)
    barred(judging, apart)
    db.session.commit()
    with pytest.raises(Refusal) as refused:
        actions.choose_stand_in(judging.office, judging.edition.id, one, council, chosen.id, "x")
    assert codes(refused) == ["not_permitted"]
    assert client_of(judging.secretary).post(f"{PAGE}/{one}").status_code == 403
    browser = client_of(organiser)
    given = {"part": council, "person_id": chosen.id, "reason": ""}
    answer = browser.post(f"{PAGE}/{one}", data=given)
    assert answer.status_code == 422
    assert f'value="{chosen.id}" selected' in answer.text or f'selected value="{chosen.id}"' in answer.text
    assert client_of(apart).post(f"{PAGE}/{one}", data=given | {"reason": "x"}).status_code == 409
    answer = browser.post(f"{PAGE}/{one}", data=given | {"reason": "nắm việc hơn"}, follow_redirects=True)
    assert "Trịnh Mai Hà cử. Lý do: nắm việc hơn" in answer.text
    db.session.commit()
    for person_id, code in ((judging.clerk.id, "stand_in_conflict"), (judging.judges[0].id, "stand_in_unable")):
        with pytest.raises(Refusal) as refused:
            actions.choose_stand_in(loaded(organiser.id), judging.edition.id, one, council, person_id, "x")
        assert codes(refused) == [code]
    # It is in the history of the entry, by name, and not in what its entrants read.
    line = db.session.scalars(select(AuditLine).where(AuditLine.deed.endswith("choose_stand_in"))).one()
    assert (line.subject, line.actor_name) == (f"entry:{one}", "Trịnh Mai Hà")
    story = browser.get(f"/thu-nghiem/danh-muc/{one}/toan-canh").text
    assert "Người xử lý thay: trống → Hồ Thị Uyên" in story
    assert "Lý do: trống → nắm việc hơn" in story


def test_who_is_kept_away_and_who_stands_in_both_read_it_where_they_work(db: Any, client_of: ClientOf) -> None:
    judging = make_judging(entries=2, judges=1)
    chosen = helper(judging, "Hồ Thị Giúp", Role.SECRETARY)
    barred(judging, judging.secretary)
    barred(judging, judging.clerk)
    db.session.commit()
    one, two = judging.entries
    for person, address in (
        (judging.secretary, f"danh-muc/{one.id}"),
        (judging.secretary, f"tham-dinh/{one.id}"),
        (judging.clerk, f"tien-do/preliminary/ho-so/{one.id}"),
    ):
        shut = client_of(person).get(f"/thu-nghiem/{address}")
        assert shut.status_code == 409
        assert "Người thay: Hồ Thị Giúp." in shut.text
    for person, label in ((judging.secretary, one.code), (judging.clerk, "A001")):
        desk = client_of(person).get("/thu-nghiem/ban-lam-viec").text
        assert f'<span class="code">{label}</span><span>Người thay: Hồ Thị Giúp</span>' in desk
        assert two.code not in desk
    browser = client_of(chosen)
    # The clerk's part in an open round waits; the entry itself is through screening.
    assert "1 hồ sơ chờ ông/bà xử lý thay" in browser.get("/thu-nghiem/ban-lam-viec").text
    own = browser.get("/thu-nghiem/hoi-dong/toi-thay").text
    assert f"/thu-nghiem/danh-muc/{one.id}" in own
    assert f"/thu-nghiem/tien-do/preliminary/ho-so/{one.id}" in own
    assert "Người thay: Hồ Thị Giúp" in browser.get("/thu-nghiem/hoi-dong/xung-dot").text


def test_a_list_of_disagreements_says_who_does_it_instead_and_no_figure(db: Any, client_of: ClientOf) -> None:
    judging = make_judging(entries=2, judges=2)
    score(judging, 0, 0)
    score(judging, 1, 0, FULL | {"novelty": FULL["novelty"] - 26})
    barred(judging, judging.clerk)
    db.session.commit()
    page = client_of(judging.clerk).get("/thu-nghiem/tien-do/preliminary/chenh-lech").text
    assert "Ông/bà có xung đột lợi ích. Người thay: Đỗ Thị Lan" in page
    assert ">26<" not in page
    assert ">26<" in client_of(judging.secretary).get("/thu-nghiem/tien-do/preliminary/chenh-lech").text


def test_a_chair_in_conflict_reads_who_presides_instead(db: Any, client_of: ClientOf) -> None:
    judging = make_judging(entries=1, judges=1)
    deputy = make_person("Mai Quốc Khánh", "pho@example.org")
    actions.seat_judge(OPERATOR, judging.edition.id, judging.council.id, deputy.name, deputy.email, role="deputy")
    barred(judging, judging.chair)
    db.session.commit()
    shut = client_of(judging.chair).get(f"/thu-nghiem/tien-do/preliminary/ho-so/{judging.entries[0].id}")
    assert shut.status_code == 409
    assert "Người thay: Mai Quốc Khánh." in shut.text


def test_an_entry_nobody_is_left_for_is_named_with_what_would_make_it_possible(db: Any, client_of: ClientOf) -> None:
    judging = make_judging(entries=2, judges=1)
    organiser = helper(judging, "Trịnh Mai Hà", Role.ORGANISER)
    for person in (judging.clerk, judging.secretary, organiser):
        barred(judging, person)
    db.session.commit()
    for page in ("/thu-nghiem/hoi-dong/xung-dot", PAGE):
        told = client_of(organiser).get(page).text
        assert "Chưa có ai thay được" in told
        assert f"Thư ký {judging.council.name}: KT-001." in told
        assert "Ban Thư ký: KT-001." in told
        assert "giao vai trò Ban Thư ký cho thêm một người" in told
    assert "Chưa có người thay" in client_of(judging.clerk).get("/thu-nghiem/ban-lam-viec").text


def test_conflicts_that_are_found_bring_one_letter_to_each_however_many_entries(db: Any) -> None:
    judging = make_judging(entries=3, judges=1)
    judging.clerk.unit = "Trường Trung học Hoa Phượng"
    db.session.commit()
    actions.look_for_conflicts(OPERATOR, judging.edition.id)
    assert len(standing(db)) == 3
    letter = db.session.scalars(select(Letter)).one()
    assert (letter.to_name, letter.about) == ("Đỗ Thị Lan", "")
    assert "A001, A002, A003" in letter.text

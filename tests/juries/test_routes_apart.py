"""Conflicts of interest over their whole life: named by entrants, found, and kept from the office and chairs too."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from contest.entries.models import EntryAuthor
from contest.foundation.access import OPERATOR, Role
from contest.foundation.clock import now
from contest.foundation.refusal import Refusal
from contest.juries import actions
from contest.juries.models import Conflict, JudgingRound, Seat
from contest.juries.queries.conflicts import conflict_pairs
from contest.papers.actions import hand_out
from contest.people.models import Person
from contest.people.queries import actor_of as loaded
from contest.ranking.actions import run_ranking
from contest.scoring import actions as scoring
from contest.scoring.models import DisagreementCase
from tests.editions.makers import make_edition
from tests.juries.makers import make_entry, make_judges
from tests.people.makers import actor_of, grant, make_person
from tests.scoring.makers import FULL, Judging, conflict, make_judging, score, score_all

ClientOf = Callable[[Person], FlaskClient]
SHUT = "xung đột lợi ích với hồ sơ này nên không xem và không xử lý"
LOW = FULL | {"novelty": FULL["novelty"] - 26}


def codes(refused: Any) -> list[str]:
    """What a refusal says."""
    return [reason.code for reason in refused.value.reasons]


# found


def test_who_wrote_an_earlier_entry_together_is_found(db: Any) -> None:
    earlier = make_edition(slug="lan-truoc", stage="archived")
    old = make_entry(earlier, "KT-900", author="Đỗ Hải An", title="Máy cũ")
    db.session.add(EntryAuthor(entry_id=old.id, position=2, name="Trần Văn Tác Giả", unit=""))
    edition = make_edition(stage="judging")
    council = next(iter(actions.ensure_councils(OPERATOR, edition.id).values()))
    (judge,) = make_judges(edition, council, 1)
    entry = make_entry(edition, "KT-001", author="Trần Văn Tác Giả")
    actions.look_for_conflicts(OPERATOR, edition.id)
    rows = db.session.execute(select(Conflict.person_id, Conflict.entry_id, Conflict.kind, Conflict.reason)).all()
    assert [tuple(row) for row in rows] == [(judge, entry.id, "joint_author", "Trần Văn Tác Giả, Máy cũ")]


def entrant_with_entry(db: Any) -> tuple[Any, Any, Person]:
    """An edition that judges soon, an entry, and its author's account."""
    edition = make_edition(stage="judging")
    person = make_person("Trần Văn Tác Giả", "tacgia@example.org")
    grant(person, edition, Role.ENTRANT)
    entry = make_entry(edition, "KT-001", author="Trần Văn Tác Giả", person_id=person.id)
    db.session.commit()
    return edition, entry, person


def test_an_entrant_names_who_should_not_judge_and_the_office_decides(client_of: ClientOf, db: Any) -> None:
    edition, entry, person = entrant_with_entry(db)
    browser = client_of(person)
    page = f"/{edition.slug}/ho-so/{entry.id}/khong-cham"
    assert page in browser.get(f"/{edition.slug}/ho-so/{entry.id}").text
    answer = browser.post(page, data={"name": "An", "reason": ""})
    assert answer.status_code == 422
    assert "Ghi cả họ và tên" in answer.text
    answer = browser.post(
        page, data={"name": "ông Đỗ Hải An, Viện Cơ khí", "reason": "đang tranh chấp"}, follow_redirects=True
    )
    assert "đang tranh chấp" in answer.text
    council = next(iter(actions.ensure_councils(OPERATOR, edition.id).values()))
    (judge,) = make_judges(edition, council, 1)
    actions.look_for_conflicts(OPERATOR, edition.id)
    found = db.session.execute(select(Conflict)).scalar_one()
    assert (found.person_id, found.kind, found.state, found.reason) == (judge, "avoided", "found", "đang tranh chấp")
    actions.settle_conflict(OPERATOR, edition.id, found.id, "dismissed", "không có căn cứ")
    actions.look_for_conflicts(OPERATOR, edition.id)
    assert db.session.scalar(select(Conflict.state)) == "dismissed"


def test_a_wish_is_not_taken_for_an_entry_of_somebody_else_nor_once_judging_began(client_of: ClientOf, db: Any) -> None:
    edition, entry, person = entrant_with_entry(db)
    stranger = make_person("Lê Thị Lạ", "la@example.org")
    page = f"/{edition.slug}/ho-so/{entry.id}/khong-cham"
    assert client_of(stranger).get(page).status_code == 404
    with pytest.raises(Refusal) as refused:
        actions.ask_to_avoid(loaded(stranger.id), edition.id, entry.id, "Đỗ Hải An", "x")
    assert codes(refused) == ["avoid_not_yours"]
    actions.ask_to_avoid(loaded(person.id), edition.id, entry.id, "Đỗ Hải An", "đang tranh chấp")
    with pytest.raises(Refusal) as refused:
        actions.ask_to_avoid(loaded(person.id), edition.id, entry.id, "đỗ hải an", "nữa")
    assert codes(refused) == ["avoid_twice"]
    db.session.add(JudgingRound(edition_id=edition.id, key="preliminary", state="open", made_at=now()))
    db.session.commit()
    with pytest.raises(Refusal) as refused:
        actions.ask_to_avoid(loaded(person.id), edition.id, entry.id, "Lý Minh Bảo", "x")
    assert codes(refused) == ["avoid_too_late"]


def test_a_judge_learns_nothing_of_a_wish(client_of: ClientOf, db: Any) -> None:
    edition, entry, person = entrant_with_entry(db)
    actions.ask_to_avoid(loaded(person.id), edition.id, entry.id, "Đỗ Hải An", "đang tranh chấp")
    council = next(iter(actions.ensure_councils(OPERATOR, edition.id).values()))
    (judge,) = make_judges(edition, council, 1)
    actions.prepare_round(OPERATOR, edition.id, "preliminary", [entry.id])
    db.session.commit()
    browser = client_of(db.session.get(Person, judge))
    for page in ("hoi-dong/khai-bao", "cham-diem", "ban-lam-viec", "tien-do/preliminary"):
        assert "tranh chấp" not in browser.get(f"/{edition.slug}/{page}", follow_redirects=True).text


# the office and the chairs


def apart(role: Role = Role.SECRETARY) -> tuple[Judging, Person]:
    """Somebody of the office who has a conflict with the first of two entries, both scored."""
    judging = make_judging(entries=2, judges=2)
    person = judging.secretary
    if role is not Role.SECRETARY:
        grant(person, judging.edition, role)
    conflict(judging, person, judging.entries[0])
    return judging, person


def test_a_conflict_of_the_office_is_recorded_and_nobody_dismisses_the_own(db: Any) -> None:
    judging = make_judging(entries=1, judges=2)
    other = make_person("Ngô Văn Khác", "khac@example.org")
    grant(other, judging.edition, Role.SECRETARY)
    actions.record_conflict(judging.office, judging.edition.id, judging.secretary.id, judging.entries[0].id, "con gái")
    row = db.session.execute(select(Conflict)).scalar_one()
    with pytest.raises(Refusal) as refused:
        actions.settle_conflict(judging.office, judging.edition.id, row.id, "dismissed", "không sao")
    assert codes(refused) == ["conflict_own"]
    colleague = actor_of(other, (Role.SECRETARY, judging.edition))
    actions.settle_conflict(colleague, judging.edition.id, row.id, "dismissed", "nhầm người")


def test_no_page_about_the_entry_opens_for_who_has_a_conflict(client_of: ClientOf, db: Any) -> None:
    judging, person = apart(Role.ORGANISER)
    score(judging, 0, 0)
    score(judging, 1, 0, LOW)
    mine, free = judging.entries
    browser = client_of(person)
    shut = 0
    for address in (
        "danh-muc/{}", "danh-muc/{}/toan-canh", "tham-dinh/{}", "tien-do/preliminary/ho-so/{}",
        "tien-do/preliminary/chenh-lech/{}", "phan-cong/preliminary/ho-so/{}",
    ):  # fmt: skip
        answer = browser.get(f"/thu-nghiem/{address.format(mine.id)}")
        assert answer.status_code == 409, address
        assert SHUT in answer.text
        shut += browser.get(f"/thu-nghiem/{address.format(free.id)}").status_code == 200
    assert shut >= 4
    given = {"entry_id": mine.id, "judge_id": judging.judges[0].id, "state": "absent", "reason": "x"}
    assert browser.post("/thu-nghiem/tien-do/preliminary/ghi", data=given).status_code == 409


def crawl(browser: FlaskClient, first: str) -> dict[str, str]:
    """Every page that can be reached by reading."""
    seen: dict[str, str] = {}
    waiting = [first]
    while waiting and len(seen) < 250:
        address = waiting.pop().split("#")[0]
        if address in seen or address.startswith(("/static", "/bootstrap", "/dang-xuat")):
            continue
        with browser.get(address) as answer:
            is_page = answer.status_code == 200 and answer.mimetype == "text/html"
            seen[address] = re.sub(r"<svg.*?</svg>", "", answer.text, flags=re.S) if is_page else ""
        links = re.findall(r'href="(/[^"]*)"', seen[address])
        waiting.extend(link.replace("&amp;", "&") for link in links)
    return seen


def test_a_crawl_of_the_office_finds_no_score_of_the_entry(client_of: ClientOf, db: Any) -> None:
    judging, person = apart(Role.ORGANISER)
    score_all(judging)
    one = judging.entries[0].id
    for judge in (0, 1):
        scoring.reopen_sheet(OPERATOR, judging.edition.id, "preliminary", one, judging.judges[judge].id, "sửa")
        score(judging, judge, 0, FULL | {"novelty": FULL["novelty"] - 4 - judge})  # 73,5 and 72,5
    scoring.close_round(OPERATOR, judging.edition.id, "preliminary")
    run_ranking(OPERATOR, judging.edition.id, "preliminary")
    db.session.commit()
    pages = crawl(client_of(person), "/thu-nghiem/ban-lam-viec")
    assert "/thu-nghiem/xep-hang/preliminary" in pages
    assert "77,5" in pages["/thu-nghiem/xep-hang/preliminary"]
    told = {
        address: figure for address, page in pages.items() for figure in ("73,5", "72,5", "73,00") if figure in page
    }
    assert not told
    other = make_person("Ngô Văn Khác", "khac@example.org")
    grant(other, judging.edition, Role.ORGANISER)
    db.session.commit()
    seen = crawl(client_of(other), "/thu-nghiem/ban-lam-viec")
    assert any("73" in page for page in seen.values())


def test_the_table_of_all_scores_is_for_who_has_no_conflict(db: Any) -> None:
    judging, person = apart()
    score_all(judging)
    with pytest.raises(Refusal) as refused:
        hand_out(loaded(person.id), judging.edition.id, "tabulation", b"x")
    assert codes(refused) == ["export_in_conflict"]
    other = make_person("Ngô Văn Khác", "khac@example.org")
    grant(other, judging.edition, Role.SECRETARY)
    db.session.commit()
    assert hand_out(loaded(other.id), judging.edition.id, "tabulation", b"x")


def test_a_chair_in_conflict_concludes_nothing_and_the_deputy_does(client_of: ClientOf, db: Any) -> None:
    judging = make_judging(entries=1, judges=2)
    score(judging, 0, 0)
    score(judging, 1, 0, LOW)
    conflict(judging, judging.chair, judging.entries[0])
    deputy = make_person("Mai Quốc Khánh", "pho@example.org")
    grant(deputy, judging.edition, Role.CHAIR)
    db.session.add(
        Seat(council_id=judging.council.id, person_id=deputy.id, role="deputy", expertise=[], seated_at=now())
    )
    db.session.commit()
    where = (judging.edition.id, "preliminary", judging.entries[0].id)
    for place in (0, 1):
        scoring.answer_case(judging.judge(place), *where, "kept", "đã xem lại")
    acting = actor_of(deputy, (Role.CHAIR, judging.edition))
    with pytest.raises(Refusal) as refused:
        scoring.stop_waiting(judging.the_chair, *where, "không mời thêm")
    assert codes(refused) == ["entry_in_conflict"]
    page = client_of(judging.chair).get("/thu-nghiem/tien-do/preliminary/chenh-lech").text
    assert "25,5" not in page
    assert "26" not in re.sub(r"<[^>]*>", " ", page).split()
    if db.session.scalar(select(DisagreementCase.step)) == "choosing":
        scoring.stop_waiting(acting, *where, "không mời thêm")
    with pytest.raises(Refusal) as refused:
        scoring.conclude_case(judging.the_chair, *where, "all", "x")
    assert codes(refused) == ["entry_in_conflict"]
    scoring.conclude_case(acting, *where, "all", "phó chủ tịch kết luận")
    assert db.session.scalar(select(DisagreementCase.step)) == "closed"


def test_a_deputy_concludes_for_a_chair_who_is_away_and_not_beside_one(client_of: ClientOf, db: Any) -> None:
    judging = make_judging(entries=1, judges=2)
    deputy = make_person("Mai Quốc Khánh", "pho@example.org")
    grant(deputy, judging.edition, Role.CHAIR)
    db.session.add(
        Seat(council_id=judging.council.id, person_id=deputy.id, role="deputy", expertise=[], seated_at=now())
    )
    db.session.commit()
    score(judging, 0, 0)
    score(judging, 1, 0, LOW)
    where = (judging.edition.id, "preliminary", judging.entries[0].id)
    acting = actor_of(deputy, (Role.CHAIR, judging.edition))
    for place in (0, 1):
        scoring.answer_case(judging.judge(place), *where, "kept", "đã xem lại")
    if db.session.scalar(select(DisagreementCase.step)) == "choosing":
        scoring.stop_waiting(acting, *where, "không mời thêm")
    with pytest.raises(Refusal) as refused:
        scoring.conclude_case(acting, *where, "all", "x")
    assert codes(refused) == ["case_chair_leads"]
    page, form = f"/thu-nghiem/tien-do/preliminary/chenh-lech/{where[2]}", "Ghi kết luận"
    assert (form in client_of(deputy).get(page).text, form in client_of(judging.chair).get(page).text) == (False, True)
    seat = db.session.scalar(select(Seat.id).where(Seat.person_id == judging.chair.id))
    office = client_of(judging.secretary)
    away = {"role": "chair", "away": "y"}
    assert office.post(f"/thu-nghiem/hoi-dong/ghe/{seat}", data=away).status_code == 303
    assert "Đang vắng" in office.get("/thu-nghiem/hoi-dong").text
    db.session.commit()
    with pytest.raises(Refusal) as refused:
        scoring.conclude_case(judging.the_chair, *where, "all", "x")
    assert codes(refused) == ["case_chair_leads"]
    assert (form in client_of(deputy).get(page).text, form in client_of(judging.chair).get(page).text) == (True, False)
    scoring.conclude_case(acting, *where, "all", "phó chủ tịch kết luận thay")
    assert db.session.scalar(select(DisagreementCase.step)) == "closed"


def test_an_entry_whose_chair_and_deputies_all_stand_aside_is_named_to_the_office(client_of: ClientOf, db: Any) -> None:
    judging = make_judging(entries=2, judges=1)
    told, page = "đều vắng hoặc có xung đột lợi ích", "/thu-nghiem/hoi-dong/xung-dot"
    office = client_of(judging.secretary)
    assert told not in office.get(page).text
    conflict(judging, judging.chair, judging.entries[0])
    shown = office.get(page).text
    assert told in shown
    assert "KT-001." in shown
    assert "KT-002." not in shown
    deputy = make_person("Mai Quốc Khánh", "pho@example.org")
    seat = Seat(council_id=judging.council.id, person_id=deputy.id, role="deputy", expertise=[], seated_at=now())
    db.session.add(seat)
    db.session.commit()
    assert told not in office.get(page).text
    seat.is_away = True
    db.session.commit()
    assert told in office.get(page).text


def test_every_kind_that_is_found_keeps_apart_until_a_person_dismisses_it_and_stays_dismissed(db: Any) -> None:
    earlier = make_edition(slug="lan-truoc", stage="archived")
    old = make_entry(earlier, "KT-900", author="Khuất Hải An", title="Máy cũ")
    db.session.add(EntryAuthor(entry_id=old.id, position=2, name="Lê Thị Cùng Viết", unit=""))
    edition = make_edition(stage="judging")
    council = next(iter(actions.ensure_councils(OPERATOR, edition.id).values()))
    actions.seat_judge(OPERATOR, edition.id, council, "Khuất Hải An", "an@example.org", unit="THPT Chu Văn An, Cư Jút")
    kinds = {
        "same_unit": {"unit": "Trường THPT Chu Văn An, Cư Jút"},
        "same_name": {"author": "Khuất Hải An"},
        "mentor": {"mentor": "Cô Khuất Hải An"},
        "family": {"author": "Khuất Văn Ba", "locality": "Cư Jút"},
        "joint_author": {"author": "Lê Thị Cùng Viết"},
        "guardian": {"author": "Trần Thị Nhỏ"},
    }
    entries = {kind: make_entry(edition, f"KT-{place}", **given) for place, (kind, given) in enumerate(kinds.items())}
    of_child = select(EntryAuthor).where(EntryAuthor.entry_id == entries["guardian"].id)
    db.session.scalars(of_child).one().guardian = "Khuất Hải An (cha)"
    # A school is an author's, not only the entry's.
    entries["school"] = make_entry(edition, "KT-9", author_unit="trường trung học phổ thông Chu Văn An, Cư Jút")
    db.session.flush()
    actions.look_for_conflicts(OPERATOR, edition.id)
    rows = {row.entry_id: row for row in db.session.scalars(select(Conflict))}
    found = {kind: rows[entry.id].kind for kind, entry in entries.items()}
    assert found == {kind: kind for kind in kinds} | {"school": "same_unit"}
    judge = rows[entries["mentor"].id].person_id
    assert {entry for who, entry in conflict_pairs(edition.id) if who == judge} == {one.id for one in entries.values()}
    for kind, entry in entries.items():
        verdict = "confirmed" if kind == "mentor" else "dismissed"
        actions.settle_conflict(OPERATOR, edition.id, rows[entry.id].id, verdict, "đã xem")
    assert actions.look_for_conflicts(OPERATOR, edition.id) == 0
    assert {entry for _, entry in conflict_pairs(edition.id)} == {entries["mentor"].id}


def test_the_grid_of_paper_leaves_out_what_its_reader_is_in_conflict_with(client_of: ClientOf, db: Any) -> None:
    judging = make_judging(entries=2, judges=2)
    conflict(judging, judging.clerk, judging.entries[0])
    address = f"/thu-nghiem/tien-do/preliminary/nhap-phieu?giam_khao={judging.judges[0].id}"
    page = client_of(judging.clerk).get(address).text
    assert "A002" in page
    assert "A001" not in page
    assert "A001" in client_of(judging.secretary).get(address).text

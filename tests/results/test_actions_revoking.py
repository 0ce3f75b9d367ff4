"""A prize taken back: its place, the lists, the public page, the seal, the letters, and the way back."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from contest.editions.queries import regulation_of
from contest.foundation.access import Role
from contest.foundation.clock import now
from contest.foundation.ledger import LedgerEvent, verify
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.home.queries import public_status_of
from contest.juries.models import Conflict
from contest.letters.actions import announce_results
from contest.prizes.actions import confirm_awards, propose_awards
from contest.prizes.models import Award
from contest.prizes.queries import awards, units_behind
from contest.results import actions, queries
from contest.results.models import Revocation
from contest.results.queries import package, public_results, sealed_result
from contest.results.rules import checking
from contest.results.rules.checking import page
from tests.editions.makers import text_of
from tests.people.makers import grant, make_person
from tests.prizes.test_actions import make_ranked, one_round
from tests.prizes.test_actions_units import TEXT as WITH_UNITS
from tests.results.makers import award_id, make_decided
from tests.results.test_queries import files_of

DAY = date(2026, 1, 5)


def codes(refused: Any) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def make_public(*, moves_up: bool, points: Any = ("92", "91", "90", "89", "60")) -> Any:
    """A published result; five entries: first, two seconds, a third, a consolation."""
    text = one_round(text_of("small_technical"))
    if moves_up:
        text = text.replace("prizes:\n", "prizes:\n  after_revocation: move_up\n", 1)
    edition, entries, organiser, person = make_decided(list(points), text=text)
    for entry in entries:
        entry.email = f"{entry.code.lower()}@example.org"
    actions.seal_results(organiser, edition.id)
    actions.publish_results(organiser, edition.id)
    edition.stage = "published"
    return edition, entries, organiser, person


def held(edition: Any) -> dict[str, str]:
    by_id = {award.entry_id: award.tier_key for award in awards(edition.id)}
    return {str(entry_id): tier for entry_id, tier in by_id.items()}


def revoke(edition: Any, entry: Any, organiser: Any, moving: Any = (), **parts: Any) -> int:
    given = {"decision": "15/QĐ-BTC", "decided_on": DAY, "reason": "Trùng với hồ sơ đã đạt giải năm 2023"} | parts
    return actions.revoke_prize(organiser, edition.id, award_id(entry), moving=moving, **given)


def test_the_place_stays_empty_where_the_regulation_does_not_move_anybody_up(db: Any) -> None:
    edition, entries, organiser, _ = make_public(moves_up=False)
    before = held(edition)
    with pytest.raises(Refusal) as refused:
        revoke(edition, entries[1], organiser, [(entries[2].id, "second")])
    assert codes(refused) == ["revocation_no_move_up"]
    revoke(edition, entries[1], organiser)
    assert held(edition) == {key: tier for key, tier in before.items() if key != str(entries[1].id)}
    assert public_status_of(edition.id, entries[1].id) == "revoked"


def test_those_below_move_up_where_it_says_so_each_with_the_sentence_of_the_rules(db: Any) -> None:
    edition, entries, organiser, _ = make_public(moves_up=True)
    moves = queries.moves_for(edition.id, regulation_of(edition.id), entries[0].id, "tier")
    assert moves
    with pytest.raises(Refusal) as refused:
        revoke(edition, entries[0], organiser)
    assert codes(refused) == ["revocation_changed"]
    revoke(edition, entries[0], organiser, [(move.entry_id, move.to_tier) for move in moves])
    now_held = held(edition)
    assert str(entries[0].id) not in now_held
    for move in moves:
        assert now_held[str(move.entry_id)] == move.to_tier
        reason = next(one.reason for one in awards(edition.id) if one.entry_id == move.entry_id)
        assert reason == f"Chuyển lên sau khi thu hồi giải theo Quyết định số 15/QĐ-BTC. {move.reason}"


def test_the_result_is_sealed_anew_and_the_new_package_computes_again(db: Any) -> None:
    edition, entries, organiser, _ = make_public(moves_up=True)
    moves = queries.moves_for(edition.id, regulation_of(edition.id), entries[0].id, "tier")
    revoke(edition, entries[0], organiser, [(move.entry_id, move.to_tier) for move in moves])
    first, second = sealed_result(edition.id, 1), sealed_result(edition.id)
    assert first is not None
    assert second is not None
    assert (second.version, second.digest != first.digest) == (2, True)
    faults, notes = checking.check(files_of(package(edition.id, second)))
    assert page.check(files_of(package(edition.id, second)))[0] == []
    assert faults == []
    assert any("Thu hồi theo Quyết định số 15/QĐ-BTC ngày 05/01/2026" in note for note in notes)
    assert checking.check(files_of(package(edition.id, first)))[0] == []
    assert verify().broken_id is None
    noted = db.session.scalars(select(LedgerEvent.payload).where(LedgerEvent.kind == "results.revoked")).one()
    assert (noted["decision"], noted["moved"]) == (
        "15/QĐ-BTC", [[move.code, move.from_tier, move.to_tier] for move in moves],
    )  # fmt: skip


def test_the_public_page_says_at_once_that_a_prize_is_gone_and_not_whose(client: Any, db: Any) -> None:
    edition, entries, organiser, _ = make_public(moves_up=False)
    db.session.commit()
    title, author = entries[1].title, "Lê Thị Thử 2"
    assert title in client.get("/thu-nghiem/ket-qua").text
    name = next(one["name"] for one in sealed_result(edition.id).document["awards"] if one["code"] == entries[1].code)
    revoke(edition, entries[1], organiser)
    db.session.commit()
    for _ in range(2):
        page = client.get("/thu-nghiem/ket-qua").text
        assert f"01 {name}, thu hồi theo Quyết định số 15/QĐ-BTC ngày 05/01/2026." in page
        assert (title in page, author in page, "Trùng với hồ sơ" in page) == (False, False, False)
        actions.publish_results(organiser, edition.id)
        db.session.commit()


def test_what_was_taken_back_before_anybody_saw_it_is_not_told(db: Any) -> None:
    edition, entries, organiser, _ = make_decided()
    revoke(edition, entries[1], organiser)
    actions.seal_results(organiser, edition.id)
    actions.publish_results(organiser, edition.id)
    found = public_results(edition.id, regulation_of(edition.id))
    assert found is not None
    assert (found.revoked, found.total) == ((), 2)


def test_the_entrant_is_written_of_it_and_not_that_the_entry_has_won_nothing(db: Any) -> None:
    edition, entries, organiser, _ = make_public(moves_up=False)
    revoke(edition, entries[1], organiser)
    actions.publish_results(organiser, edition.id)
    announce_results(organiser, edition.id)
    mine = db.session.scalars(select(Letter).where(Letter.about == f"entry:{entries[1].id}")).all()
    assert [letter.event for letter in mine] == ["prize.revoked"]
    assert "Quyết định số 15/QĐ-BTC ngày 05/01/2026" in mine[0].text


def test_a_certificate_is_valid_replaced_or_revoked(db: Any) -> None:
    edition, entries, organiser, _ = make_public(moves_up=True)
    moves = queries.moves_for(edition.id, regulation_of(edition.id), entries[0].id, "tier")
    revocation = revoke(edition, entries[0], organiser, [(move.entry_id, move.to_tier) for move in moves])
    worth = queries.award_validity(edition.id)
    assert worth[entries[0].id, "tier", 0] == "revoked"
    replaced = {move.entry_id for move in moves if move.from_tier}
    assert {key for (key, *_), value in worth.items() if value == "replaced"} == replaced
    actions.undo_revocation(organiser, edition.id, revocation, "20/QĐ-BTC", "Đã xác minh lại")
    assert set(queries.award_validity(edition.id).values()) == {"valid"}


def test_an_undone_revocation_gives_everybody_what_they_had(db: Any) -> None:
    edition, entries, organiser, _ = make_public(moves_up=True)
    before = [(one.entry_id, one.tier_key, one.reason, one.amount_vnd) for one in awards(edition.id)]
    moves = queries.moves_for(edition.id, regulation_of(edition.id), entries[0].id, "tier")
    revocation = revoke(edition, entries[0], organiser, [(move.entry_id, move.to_tier) for move in moves])
    with pytest.raises(Refusal) as refused:
        actions.undo_revocation(organiser, edition.id, revocation, " ", "")
    assert codes(refused) == ["revocation_decision_missing", "revocation_reason_missing"]
    actions.undo_revocation(organiser, edition.id, revocation, "20/QĐ-BTC", "Đã xác minh lại")
    assert [(one.entry_id, one.tier_key, one.reason, one.amount_vnd) for one in awards(edition.id)] == before
    newest = sealed_result(edition.id)
    assert newest is not None
    assert newest.version == 3
    assert checking.check(files_of(package(edition.id, newest)))[0] == []
    assert page.check(files_of(package(edition.id, newest)))[0] == []
    with pytest.raises(Refusal) as refused:
        actions.undo_revocation(organiser, edition.id, revocation, "21/QĐ-BTC", "Lần nữa")
    assert codes(refused) == ["revocation_undone"]


def test_it_is_not_undone_over_the_head_of_whom_another_decision_has_reached(db: Any) -> None:
    edition, entries, organiser, _ = make_public(moves_up=True)
    moves = queries.moves_for(edition.id, regulation_of(edition.id), entries[0].id, "tier")
    first = revoke(edition, entries[0], organiser, [(move.entry_id, move.to_tier) for move in moves])
    again = queries.moves_for(edition.id, regulation_of(edition.id), moves[0].entry_id, "tier")
    mover = next(entry for entry in entries if entry.id == moves[0].entry_id)
    revoke(edition, mover, organiser, [(move.entry_id, move.to_tier) for move in again], decision="16/QĐ-BTC")
    with pytest.raises(Refusal) as refused:
        actions.undo_revocation(organiser, edition.id, first, "20/QĐ-BTC", "Đã xác minh lại")
    assert codes(refused) == ["revocation_moved_on"]


def test_without_a_decision_a_day_and_a_reason_nothing_is_taken_back(db: Any) -> None:
    edition, entries, organiser, _ = make_public(moves_up=False)
    with pytest.raises(Refusal) as refused:
        revoke(edition, entries[1], organiser, decision=" ", decided_on=date(2999, 1, 1), reason="")
    assert codes(refused) == ["revocation_decision_missing", "revocation_reason_missing", "revocation_day_later"]
    revoke(edition, entries[1], organiser)
    with pytest.raises(Refusal) as refused:
        revoke(edition, entries[1], organiser)
    assert codes(refused) == ["revocation_no_prize"]
    edition.stage = "deliberation"
    with pytest.raises(Refusal) as refused:
        revoke(edition, entries[0], organiser)
    assert codes(refused) == ["revocation_not_now"]


def test_the_committee_takes_a_prize_back_on_the_page(client_of: Any, db: Any) -> None:
    _, entries, _, person = make_public(moves_up=True)
    db.session.commit()
    browser = client_of(person)
    assert "Chưa thu hồi giải nào" in browser.get("/thu-nghiem/thu-hoi").text
    missing = browser.post("/thu-nghiem/thu-hoi", data={"code": "KT-999"})
    assert (missing.status_code, "KT-999" in missing.text) == (422, True)
    found = browser.post("/thu-nghiem/thu-hoi", data={"code": f" {entries[0].code.lower()}"})
    assert (found.status_code, found.location) == (303, f"/thu-nghiem/thu-hoi/{entries[0].id}/{award_id(entries[0])}")
    page = browser.get(found.location).text
    assert "Hồ sơ được chuyển lên theo thể lệ" in page
    moving = page.split('name="moving"')[1].split('value="')[1].split('"')[0]
    sent = {"decision": "15/QĐ-BTC", "decided_on": "2026-01-05", "reason": "", "moving": moving}
    short = browser.post(found.location, data=sent)
    assert (short.status_code, "15/QĐ-BTC" in short.text) == (422, True)
    done = browser.post(found.location, data=sent | {"reason": "Trùng hồ sơ cũ"}, follow_redirects=True).text
    assert f"hồ sơ {entries[0].code}" in done
    # From the page that was still open, and of the button pressed twice: told, not lost.
    for again in (browser.get(found.location), browser.post(found.location, data=sent | {"reason": "Trùng"})):
        assert (again.status_code, again.location) == (303, "/thu-nghiem/thu-hoi")
    assert "Giải này đã được thu hồi" in browser.get("/thu-nghiem/thu-hoi").text
    assert db.session.scalar(select(func.count()).select_from(Revocation)) == 1
    assert browser.get(f"/thu-nghiem/thu-hoi/{entries[1].id}/999").status_code == 404
    number = db.session.scalars(select(Revocation.id)).one()
    empty = browser.post(f"/thu-nghiem/thu-hoi/{number}/huy-bo", data={f"huy{number}-decision": "20/QĐ-BTC"})
    assert (empty.status_code, "20/QĐ-BTC" in empty.text) == (422, True)
    undo = {f"huy{number}-decision": "20/QĐ-BTC", f"huy{number}-reason": "Đã xác minh"}
    assert (
        "Đã trả lại giải" in browser.post(f"/thu-nghiem/thu-hoi/{number}/huy-bo", data=undo, follow_redirects=True).text
    )


def test_of_two_awards_of_one_entry_that_differ_by_the_author_one_is_taken_back(client_of: Any, db: Any) -> None:
    edition, entries, organiser, person = make_public(moves_up=False)
    for author in (1, 2):
        db.session.add(
            Award(
                edition_id=edition.id, entry_id=entries[1].id, award_key="youngest", tier_key="", author=author,
                reason="Trẻ nhất", state="confirmed",
            )
        )  # fmt: skip
    db.session.commit()
    browser = client_of(person)
    found = browser.post("/thu-nghiem/thu-hoi", data={"code": entries[1].code})
    assert found.status_code == 200
    assert found.text.count(f"/thu-nghiem/thu-hoi/{entries[1].id}/") == 3
    given = {"decision": "15/QĐ-BTC", "decided_on": DAY, "reason": "Không phải tác giả"}
    actions.revoke_prize(organiser, edition.id, award_id(entries[1], "youngest", 2), **given)
    worth = queries.award_validity(edition.id)
    about = entries[1].id
    assert [worth[about, "tier", 0], worth[about, "youngest", 1], worth[about, "youngest", 2]] == [
        "valid", "valid", "revoked",
    ]  # fmt: skip
    # A key of another entry's award opens nothing.
    assert browser.get(f"/thu-nghiem/thu-hoi/{entries[0].id}/{award_id(entries[1])}").status_code == 404


def test_who_has_a_conflict_takes_no_prize_back(db: Any) -> None:
    edition, entries, organiser, _ = make_public(moves_up=False)
    about = {"edition_id": edition.id, "person_id": organiser.id, "entry_id": entries[1].id}
    db.session.add(Conflict(**about, kind="declared", state="declared", made_at=now()))
    db.session.flush()
    with pytest.raises(Refusal) as refused:
        revoke(edition, entries[1], organiser)
    assert codes(refused) == ["revocation_conflict"]


def test_awards_of_units_that_no_longer_follow_are_named_after_a_revocation(client_of: Any, db: Any) -> None:
    edition, entries, organiser = make_ranked(["92", "91", "90", "89"], text=WITH_UNITS)
    for entry, unit in zip(entries, ("Trường A", "Trường B", "Trường B", "Trường C"), strict=True):
        entry.unit = unit
    person = make_person("Bình")
    grant(person, edition, Role.ORGANISER)
    db.session.flush()
    propose_awards(organiser, edition.id)
    confirm_awards(organiser, edition.id)
    edition.stage = "decided"
    db.session.commit()
    rules = regulation_of(edition.id)
    assert units_behind(edition.id, rules) == []
    revoke(edition, entries[0], organiser)
    [behind] = units_behind(edition.id, rules)
    assert behind.name == "Giải tập thể"
    assert (set(behind.given), set(behind.now)) == ({"Trường A", "Trường B"}, {"Trường B", "Trường C"})
    page = client_of(person).get("/thu-nghiem/thu-hoi").text
    assert "Giải tập thể đang trao cho" in page

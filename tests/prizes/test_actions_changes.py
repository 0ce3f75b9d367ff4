"""Changes proposed, approved by two, made through the rooms before, and nothing else than what was seen."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from contest.editions.queries import edition_by_id, regulation_text
from contest.foundation.access import Role
from contest.foundation.clock import now
from contest.foundation.database import db as database
from contest.foundation.ledger import LedgerEvent
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.juries.models import Conflict
from contest.juries.queries import round_of
from contest.people.models import Person
from contest.prizes import actions
from contest.prizes.models import ChangePreview, ProposedChange
from contest.prizes.queries import latest_proposal
from contest.prizes.queries.changing import change_card, change_list, places_now, prizes_now, ranked_rounds
from contest.ranking.actions import run_ranking
from contest.scoring.actions import reopen_round
from contest.scoring.models import ScoreSheet, SheetVersion
from tests.editions.makers import make_edition, text_of
from tests.people.makers import actor_of, grant, make_person
from tests.prizes.test_actions import codes, make_ranked, one_round

POINTS = ["90", "84", "80", "74", "70", "66", "60", "58", "57", "50"]


class Office:
    """An edition with ten ranked entries and proposed prizes, a secretary and two of the committee."""

    def __init__(self) -> None:
        self.edition, self.entries, self.ada = make_ranked(POINTS)
        self.bob = actor_of(make_person("Bình Tổ Chức"), (Role.ORGANISER, self.edition))
        self.cam = actor_of(make_person("Cẩm Thư Ký"), (Role.SECRETARY, self.edition))
        actions.propose_awards(self.ada, self.edition.id)

    def propose(self, kind: str, terms: Any, text: str = "") -> int:
        """The secretary proposes."""
        return actions.propose_change(self.cam, self.edition.id, kind, terms, "Theo biên bản ngày 01/6", text)

    def card(self, change_id: int) -> Any:
        """The change as it stands."""
        found = change_card(self.edition.id, change_id)
        assert found is not None
        return found

    def approve(self, actor: Any, change_id: int) -> bool:
        """Somebody approves what is there to be seen now."""
        return actions.approve_change(actor, self.edition.id, change_id, self.card(change_id).fingerprint)

    def make(self, change_id: int) -> None:
        """Both approve."""
        assert self.approve(self.ada, change_id) is False
        assert self.approve(self.bob, change_id) is True


@pytest.fixture(name="office")
def _office(db: Any) -> Office:
    return Office()


def ledger_kinds() -> list[str]:
    return list(database.session.scalars(select(LedgerEvent.kind).order_by(LedgerEvent.id)))


def changed_terms(office: Office, kind: str) -> tuple[Any, str]:
    first, judge = office.entries[0].id, min(database.session.scalars(select(ScoreSheet.judge_id)))
    text = regulation_text(office.edition.id)
    heavier = text.replace(
        "{key: effect, name: Hiệu quả, max: 30}", "{key: effect, name: Hiệu quả, max: 30, weight: 2}"
    )
    return {
        "score": ({"round": "final", "entry": first, "judge": judge, "points": {"novelty": "10"}}, ""),
        "entry": ({"entry": first}, ""),
        "judge": ({"round": "final", "judge": judge}, ""),
        "regulation": ({}, heavier),
    }[kind]


@pytest.mark.parametrize("kind", ["score", "entry", "judge", "regulation"])
def test_what_was_seen_is_what_two_approvals_make(office: Office, db: Any, kind: str) -> None:
    before = prizes_now(office.edition.id)
    places = places_now(ranked_rounds(office.edition.id))["final"]
    change = office.propose(kind, *changed_terms(office, kind))
    seen = office.card(change).difference
    # Nothing has changed yet, but for what is written of the proposal.
    assert prizes_now(office.edition.id) == before
    office.make(change)
    for line in seen.prizes:
        assert before.pop(line.entry_id, "") == line.before
        before |= {line.entry_id: line.after} if line.after else {}
    assert prizes_now(office.edition.id) == before
    after = places_now(ranked_rounds(office.edition.id))["final"]
    moved = {entry_id for entry_id in places if places[entry_id] != after[entry_id]}
    assert moved == {line.entry_id for each in seen.rounds for line in each.lines}
    assert (kind == "judge") is not bool(moved)
    assert office.card(change).state == "made"
    assert not ranked_rounds(office.edition.id).outdated
    happened = ledger_kinds()
    assert [each for each in happened if each.startswith("change.")] == [
        "change.proposed",
        "change.approved",
        "change.approved",
        "change.made",
    ]


def test_a_corrected_sheet_keeps_what_it_was(office: Office) -> None:
    terms, _ = changed_terms(office, "score")
    office.make(office.propose("score", terms))
    sheet = database.session.scalar(
        select(ScoreSheet).where(ScoreSheet.entry_id == terms["entry"], ScoreSheet.judge_id == terms["judge"])
    )
    assert (sheet.state, sheet.total) == ("submitted", Decimal(60))
    version = database.session.scalar(select(SheetVersion).where(SheetVersion.sheet_id == sheet.id))
    assert (version.total, version.reason) == (Decimal(90), "Theo biên bản ngày 01/6")
    places = places_now(ranked_rounds(office.edition.id))["final"]
    assert places[terms["entry"]][:2] == (2, Decimal(80))


def test_one_person_alone_never_makes_it(office: Office) -> None:
    change = actions.propose_change(office.ada, office.edition.id, "entry", {"entry": office.entries[0].id}, "Trùng")
    assert office.approve(office.ada, change) is False
    with pytest.raises(Refusal) as refused:
        office.approve(office.ada, change)
    assert codes(refused) == ["change_approved_already"]
    with pytest.raises(Refusal) as refused:
        office.approve(office.cam, change)
    assert codes(refused) == ["not_permitted"]
    assert office.card(change).state == "waiting"
    assert office.approve(office.bob, change) is True


def test_what_moved_since_is_looked_at_again_and_approved_anew(office: Office) -> None:
    change = office.propose("entry", {"entry": office.entries[0].id})
    seen = office.card(change).fingerprint
    assert office.approve(office.ada, change) is False
    actions.move_award(office.ada, office.edition.id, office.entries[9].id, "third", "Ưu tiên vùng khó khăn")
    with pytest.raises(Refusal) as refused:
        office.approve(office.bob, change)
    assert codes(refused) == ["change_moved"]
    assert actions.look_again(office.cam, office.edition.id, change) == 2
    with pytest.raises(Refusal) as refused:
        actions.approve_change(office.bob, office.edition.id, change, seen)
    assert codes(refused) == ["change_seen_other"]
    # The first approval was of another preview.
    assert office.approve(office.bob, change) is False
    assert office.approve(office.ada, change) is True
    # What each of them saw is kept.
    assert [each.number for each in office.card(change).approvals] == [1, 2, 2]
    assert len(list(database.session.scalars(select(ChangePreview)))) == 2


def test_confirmed_prizes_are_opened_again_by_the_change(office: Office) -> None:
    actions.confirm_awards(office.ada, office.edition.id)
    change = office.propose("entry", {"entry": office.entries[0].id})
    assert office.card(change).content["reopens"] is True
    proposal = latest_proposal(office.edition.id)
    assert proposal is not None
    assert proposal.confirmed_at is not None
    office.make(change)
    proposal = latest_proposal(office.edition.id)
    assert proposal is not None
    assert proposal.confirmed_at is None


def test_what_people_decided_for_a_disqualified_entry_is_taken_back(office: Office) -> None:
    actions.move_award(office.ada, office.edition.id, office.entries[9].id, "third", "Ưu tiên")
    change = office.propose("entry", {"entry": office.entries[9].id})
    assert [(line.code, line.before, line.after) for line in office.card(change).difference.prizes] == [
        ("KT-010", "third", "")
    ]
    office.make(change)
    assert prizes_now(office.edition.id).get(office.entries[9].id, "") == ""


def test_a_withdrawn_or_late_proposal_is_not_made(office: Office) -> None:
    one = office.propose("entry", {"entry": office.entries[0].id})
    actions.withdraw_change(office.cam, office.edition.id, one, "Nhầm hồ sơ")
    with pytest.raises(Refusal) as refused:
        office.approve(office.ada, one)
    assert codes(refused) == ["change_over"]
    two = office.propose("entry", {"entry": office.entries[1].id})
    database.session.get_one(ProposedChange, two).expires_at = now()
    database.session.flush()
    with pytest.raises(Refusal) as refused:
        office.approve(office.ada, two)
    assert codes(refused) == ["change_expired"]
    assert [(each.state, each.approvals) for each in change_list(office.edition.id)] == [
        ("waiting", 0),
        ("withdrawn", 0),
    ]


def test_who_has_a_conflict_with_the_entry_neither_proposes_nor_approves(office: Office) -> None:
    first = office.entries[0].id
    change = office.propose("entry", {"entry": first})
    about = {"edition_id": office.edition.id, "entry_id": first, "person_id": office.bob.id}
    database.session.add(Conflict(**about, kind="declared", state="declared", made_at=now()))
    database.session.flush()
    run_ranking(office.ada, office.edition.id, "final")
    with pytest.raises(Refusal) as refused:
        office.approve(office.bob, change)
    assert codes(refused) == ["change_conflict"]
    with pytest.raises(Refusal) as refused:
        actions.propose_change(office.bob, office.edition.id, "entry", {"entry": first}, "Lý do")
    assert codes(refused) == ["change_conflict"]


def test_nothing_is_proposed_on_a_ranking_that_no_longer_follows(office: Office) -> None:
    reopen_round(office.ada, office.edition.id, "final", "Xem lại")
    with pytest.raises(Refusal) as refused:
        office.propose("entry", {"entry": office.entries[0].id})
    assert codes(refused) == ["change_outdated"]


def test_a_closed_round_is_opened_again_by_two_only_and_letters_ask_the_others(office: Office) -> None:
    for actor in (office.ada, office.bob):
        grant(database.session.get_one(Person, actor.id), office.edition, Role.ORGANISER)
    asked = (office.edition.id, "round", {"round": "final"}, "Sót một phiếu")
    change, done = actions.ask_for(office.ada, *asked)
    assert done is False
    # Asked for again it is the same, and still one person's.
    assert actions.ask_for(office.ada, *asked) == (change, False)
    assert round_of(office.edition.id, "final").state == "closed"
    written = list(database.session.scalars(select(Letter).where(Letter.event == "prizes.change")))
    assert [letter.person_id for letter in written] == [office.bob.id]
    assert "Mở lại vòng chấm" in written[0].text
    assert actions.ask_for(office.bob, *asked) == (change, True)
    assert round_of(office.edition.id, "final").state == "open"
    assert office.card(change).state == "made"
    with pytest.raises(Refusal) as refused:
        actions.propose_change(office.cam, *asked)
    assert codes(refused) == ["scoring_round_running"]


def test_what_was_asked_on_another_list_is_not_what_is_confirmed(office: Office) -> None:
    change, _ = actions.ask_for(office.ada, office.edition.id, "confirm", {}, "Xác nhận")
    actions.move_award(office.ada, office.edition.id, office.entries[5].id, "second", "Ứng dụng rộng")
    # The second one says yes to another list than the first: that is one approval, not two.
    assert actions.ask_for(office.bob, office.edition.id, "confirm", {}, "Xác nhận") == (change, False)
    assert latest_proposal(office.edition.id).confirmed_at is None
    assert actions.ask_for(office.ada, office.edition.id, "confirm", {}, "Xác nhận") == (change, True)
    assert latest_proposal(office.edition.id).confirmed_at is not None
    reopened, _ = actions.ask_for(office.bob, office.edition.id, "reopen", {}, "Có kiến nghị")
    office.approve(office.ada, reopened)
    assert latest_proposal(office.edition.id).confirmed_at is None


def test_the_regulation_is_amended_by_two_once_judging_has_begun(db: Any) -> None:
    text = one_round(text_of("small_technical"))
    edition = make_edition(stage="judging", text=text)
    ada, bob = (actor_of(make_person(name), (Role.ORGANISER, edition)) for name in ("Ada", "Bình"))
    amended = text.replace("name: Hiệu quả", "name: Hiệu quả kinh tế")
    change, done = actions.ask_for(ada, edition.id, "amendment", {}, "QĐ 15", amended)
    assert (done, edition_by_id(edition.id).regulation_number) == (False, 1)
    assert actions.ask_for(bob, edition.id, "amendment", {}, "QĐ 15", amended) == (change, True)
    assert edition_by_id(edition.id).regulation_number == 2
    with pytest.raises(Refusal) as refused:
        actions.ask_for(ada, edition.id, "amendment", {}, "QĐ 15", amended)
    assert codes(refused) == ["amendment_changes_nothing"]

"""The committee votes on prizes: who may, what stays secret, what a count does, and what it lets be confirmed."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.access import OPERATOR, Actor, Role
from contest.foundation.clock import now
from contest.foundation.database import db as database
from contest.foundation.ledger import LedgerEvent
from contest.foundation.mail import Letter
from contest.foundation.refusal import Refusal
from contest.home.queries.boards import single_figures
from contest.juries.models import Conflict
from contest.prizes import actions
from contest.prizes.models import CommitteeMember, Confirmation
from contest.prizes.queries import latest_proposal, tier_awards
from contest.prizes.queries.ballots import ballot_card, counted_ballots
from tests.editions.makers import text_of
from tests.people.makers import actor_of, grant, make_person
from tests.prizes.test_actions import codes, make_ranked, one_round

APPROVAL = "  boundary_tie: to_council\n  approval: {by: organiser, share: 2/3}"


@dataclass
class Committee:
    """An edition whose regulation asks two thirds, prizes proposed; three of the committee."""

    edition: Edition
    entries: list[Entry]
    people: list[Actor]

    @property
    def ids(self) -> frozenset[int]:
        return frozenset(each.id or 0 for each in self.people)

    def call(self, **parts: Any) -> int:
        asked = {"way": "meeting", "phone": self.ids, "presides": self.people[0].id} | parts
        return actions.open_committee_ballot(self.people[1], self.edition.id, actions.Called(**asked))

    def vote(self, ballot: int, *choices: str) -> None:
        for person, choice in zip(self.people, choices, strict=False):
            actions.cast_committee_vote(person, self.edition.id, ballot, choice)

    def count(self, ballot: int) -> bool:
        return actions.close_committee_ballot(self.people[0], self.edition.id, ballot)

    def card(self, ballot: int) -> Any:
        found = ballot_card(self.edition.id, ballot)
        assert found is not None
        return found


@pytest.fixture
def committee(db: Any) -> Committee:
    text = one_round(text_of("small_technical")).replace("  boundary_tie: to_council", APPROVAL)
    edition, entries, organiser = make_ranked(["90", "80", "70"], text=text)
    people = []
    for name in ("Bích", "Cam", "Dũng"):
        person = make_person(name)
        grant(person, edition, Role.ORGANISER)
        people.append(actor_of(person, (Role.ORGANISER, edition)))
    actions.propose_awards(organiser, edition.id)
    db.session.commit()
    return Committee(edition, entries, people)


def refused(deed: Any, *given: Any) -> list[str]:
    with pytest.raises(Refusal) as why:
        deed(*given)
    return codes(why)


def test_two_thirds_must_agree_before_prizes_are_confirmed_where_the_regulation_asks(committee: Committee) -> None:
    confirm = (actions.confirm_awards, committee.people[0], committee.edition.id)
    assert refused(*confirm) == ["ballot_missing"]
    first = committee.call()
    assert single_figures(committee.edition.id, committee.people[2].id)["ballots_waiting"] == 1
    assert single_figures(committee.edition.id)["ballots_waiting"] == 0
    assert database.session.scalar(select(func.count()).where(Letter.event == "prizes.ballot")) == 3
    committee.vote(first, "for", "against", "abstain")
    assert committee.count(first) is False
    assert refused(*confirm) == ["ballot_short"]
    second = committee.call()
    committee.vote(second, "for", "for")
    assert committee.count(second) is True
    assert actions.confirm_awards(committee.people[0], committee.edition.id) == 3
    card = latest_proposal(committee.edition.id)
    assert card is not None
    assert (card.votes_for, card.votes_of) == (2, 3)
    assert database.session.scalar(select(Confirmation.ballot_id)) == second
    assert [each["result"]["for"] for each in counted_ballots(committee.edition.id)] == [1, 2]


def test_a_vote_is_on_one_list_and_another_list_needs_another_vote(committee: Committee) -> None:
    ballot = committee.call()
    committee.vote(ballot, "for", "for", "for")
    committee.count(ballot)
    actions.move_award(committee.people[0], committee.edition.id, committee.entries[2].id, "second", "Ứng dụng rộng")
    assert refused(actions.confirm_awards, committee.people[0], committee.edition.id) == ["ballot_outdated"]
    again = committee.call()
    actions.move_award(committee.people[0], committee.edition.id, committee.entries[2].id, "third", "Xem lại")
    assert refused(actions.cast_committee_vote, committee.people[0], committee.edition.id, again, "for") == [
        "ballot_moved"
    ]
    actions.cancel_committee_ballot(committee.people[1], committee.edition.id, again, "Danh sách đã đổi")
    assert committee.card(again).state == "cancelled"


def test_each_votes_once_and_a_secret_vote_is_nowhere_beside_the_count(committee: Committee) -> None:
    ballot = committee.call(is_secret=True)
    assert committee.card(ballot).is_hidden
    committee.vote(ballot, "against")
    assert refused(actions.cast_committee_vote, committee.people[0], committee.edition.id, ballot, "for") == [
        "ballot_voted"
    ]
    assert set(database.session.scalars(select(CommitteeMember.choice))) == {""}
    payloads = [str(each.payload) for each in database.session.scalars(select(LedgerEvent)) if "ballot" in each.kind]
    assert payloads
    assert not any("against" in each for each in payloads)
    stranger = actor_of(make_person("Ngoài"), (Role.ORGANISER, committee.edition))
    assert refused(actions.cast_committee_vote, stranger, committee.edition.id, ballot, "for") == ["ballot_not_member"]


def test_who_is_in_conflict_with_an_entry_on_the_list_has_no_vote_and_counts_for_nothing(committee: Committee) -> None:
    conflict = Conflict(
        edition_id=committee.edition.id, person_id=committee.people[2].id, entry_id=committee.entries[1].id,
        kind="declared", state="declared", reason="Người nhà", made_at=now(),
    )  # fmt: skip
    database.session.add(conflict)
    database.session.flush()
    ballot = committee.call()
    assert refused(actions.cast_committee_vote, committee.people[2], committee.edition.id, ballot, "for") == [
        "ballot_conflict"
    ]
    assert committee.card(ballot).count.members == 2
    committee.vote(ballot, "for", "for")
    assert committee.count(ballot) is True


def test_a_vote_on_one_entry_gives_it_the_prize_when_it_carries(committee: Committee) -> None:
    entry = committee.entries[2]
    asked = {"entry_id": entry.id, "tier_key": "second", "reason": "Ứng dụng rộng"}
    with pytest.raises(Refusal) as why:
        committee.call(entry_id=entry.id, tier_key="zz", reason="x")
    assert codes(why) == ["prize_tier_unknown"]
    short = committee.call(**asked)
    committee.vote(short, "for", "against", "against")
    assert committee.count(short) is False
    assert tier_awards(committee.edition.id)[entry.id].tier_key == "third"
    carried = committee.call(**asked)
    committee.vote(carried, "for", "for", "against")
    assert committee.count(carried) is True
    award = tier_awards(committee.edition.id)[entry.id]
    assert (award.tier_key, award.reason) == (
        "second",
        "Ban Tổ chức quyết định: Ứng dụng rộng (Ban Tổ chức biểu quyết lần 2: 2/3 đồng ý)",
    )


def test_paper_votes_come_as_totals_from_another_than_who_counts(committee: Committee) -> None:
    ballot = committee.call(others=3)
    actions.put_on_paper(committee.people[1], committee.edition.id, ballot, committee.people[2].id or 0)
    committee.vote(ballot, "for", "for")
    assert refused(actions.close_committee_ballot, committee.people[0], committee.edition.id, ballot) == [
        "ballot_paper_waits"
    ]
    enter = (actions.enter_paper_votes, committee.people[1], committee.edition.id, ballot)
    assert refused(*enter, {"for": 2}) == ["ballot_paper_nothing"]
    assert refused(*enter, {"for": 5}, "Phiếu ở kho lưu trữ") == ["ballot_paper_many"]
    actions.enter_paper_votes(
        committee.people[1], committee.edition.id, ballot, {"for": 2, "against": 1}, "Phiếu ở kho lưu trữ"
    )
    assert committee.count(ballot) is True
    assert committee.card(ballot).result == {
        "members": 6, "for": 4, "against": 1, "abstain": 0, "needed": 4, "quorum": 0, "carried": True,
    }  # fmt: skip


def test_by_circulation_the_count_waits_for_the_last_answer_or_the_end(committee: Committee) -> None:
    ballot = committee.call(way="circulation", closes_at=now() + timedelta(days=1))
    committee.vote(ballot, "for", "for")
    assert refused(committee.count, ballot) == ["ballot_running"]
    actions.cast_committee_vote(committee.people[2], committee.edition.id, ballot, "abstain")
    assert committee.count(ballot) is True


def test_a_vote_held_on_paper_alone_is_taken_down_by_the_operator(committee: Committee) -> None:
    assert refused(actions.record_paper_vote, committee.people[0], committee.edition.id, 9, 9, "x") == ["not_permitted"]
    assert refused(actions.record_paper_vote, OPERATOR, committee.edition.id, 12, 11, "x") == [
        "ballot_paper_negative",
    ]
    actions.record_paper_vote(OPERATOR, committee.edition.id, 8, 11, "Biên bản số 5, lưu tại Văn phòng")
    assert actions.confirm_awards(OPERATOR, committee.edition.id) == 3

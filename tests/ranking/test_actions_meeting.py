"""A council's meeting as deeds: the agenda, who may vote, secrecy, the chair's vote, and what is on record."""

from decimal import Decimal
from typing import Any

import pytest

from contest.foundation.access import Actor, Role
from contest.foundation.audit import AuditLine
from contest.foundation.clock import now
from contest.foundation.ledger import LedgerEvent, verify
from contest.foundation.refusal import Refusal
from contest.people.models import Person
from contest.ranking.actions import meeting as actions
from contest.ranking.models import BallotVoter
from contest.ranking.queries.meeting import items_of, meeting_card, table_view
from contest.scoring.models import DisagreementCase
from tests.editions.makers import text_of
from tests.people.makers import actor_of
from tests.scoring.makers import Judging, conflict, make_judging

SECRET = text_of("small_technical").replace(
    "    ties: [\"criterion:novelty\", \"criterion:effect\", vote_of_council, share]",
    "    ties: [\"criterion:novelty\", \"criterion:effect\", vote_of_council, share]\n"
    "    vote: {on: disputed, majority: 1/2, secret: true}",
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("db")


class Held:
    """A meeting of a council with a chair, a clerk and judges; everybody is there, it has begun."""

    def __init__(self, judging: Judging, *items: str, begin: bool = True) -> None:
        self.judging, self.edition = judging, judging.edition
        self.id = actions.call_meeting(judging.the_chair, self.edition.id, judging.round.key, judging.council.id)
        self.items = [actions.add_item(judging.the_chair, self.edition.id, self.id, codes) for codes in items]
        for person in (judging.chair, *judging.judges):
            actions.mark_presence(judging.the_chair, self.edition.id, self.id, person.id, present=True)
        if begin:
            actions.open_meeting(judging.the_chair, self.edition.id, self.id)

    def judge(self, person: Person) -> Actor:
        """Somebody who votes."""
        role = Role.CHAIR if person is self.judging.chair else Role.JUDGE
        return actor_of(person, (role, self.edition))

    def table(self, place: int = 0) -> None:
        """Speak of an item."""
        actions.put_on_table(self.judging.the_chair, self.edition.id, self.id, self.items[place])

    def ballot(self, place: int = 0, **more: Any) -> int:
        """Open a vote on an item."""
        return actions.open_ballot(
            self.judging.the_clerk, self.edition.id, self.id, self.items[place], "Đồng ý nâng bậc?", **more
        )

    def vote(self, ballot: int, person: Person, option: int) -> None:
        """Somebody votes."""
        actions.cast_vote(self.judge(person), self.edition.id, self.id, ballot, option)

    def view(self, person: Person) -> Any:
        """The meeting as somebody sees it."""
        card = meeting_card(self.edition.id, self.id)
        assert card is not None
        return table_view(card, person.id)


def _code(refused: Any) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_an_open_vote_is_counted_and_named_and_stands_in_the_ledger(db: Any) -> None:
    held = Held(make_judging(judges=3), "A001")
    held.table()
    ballot = held.ballot()
    for person, option in zip(held.judging.judges, (0, 0, 1), strict=True):
        held.vote(ballot, person, option)
    seen = held.view(held.judging.chair).table.ballots[0]
    assert (seen.is_open, seen.voted, seen.choices) == (True, 3, ())
    held.vote(ballot, held.judging.chair, 0)
    actions.close_ballot(held.judging.the_clerk, held.edition.id, held.id, ballot)
    seen = held.view(held.judging.chair).table.ballots[0]
    assert (seen.chosen, [votes for _, votes, _ in seen.choices]) == ("Đồng ý", [3, 1, 0])
    assert held.judging.judges[2].name in seen.choices[1][2]
    closed = db.session.query(LedgerEvent).filter_by(kind="vote.closed").one()
    assert closed.payload["counts"] == [3, 1, 0]
    assert verify().broken_id is None


def test_nobody_votes_twice_or_for_others_or_on_what_they_are_in_conflict_with(db: Any) -> None:
    judging = make_judging(judges=4)
    conflict(judging, judging.judges[1], judging.entries[0])
    held = Held(judging, "A001")
    held.table()
    ballot = held.ballot()
    held.vote(ballot, judging.judges[0], 0)
    with pytest.raises(Refusal) as twice:
        held.vote(ballot, judging.judges[0], 1)
    assert _code(twice) == ["meeting_vote_twice"]
    with pytest.raises(Refusal) as barred:
        held.vote(ballot, judging.judges[1], 0)
    assert _code(barred) == ["meeting_vote_conflict"]
    actions.mark_presence(judging.the_chair, held.edition.id, held.id, judging.judges[2].id, present=False)
    with pytest.raises(Refusal) as absent:
        held.vote(ballot, judging.judges[2], 0)
    assert _code(absent) == ["meeting_vote_absent"]
    seen = held.view(judging.judges[1])
    assert seen.table.hidden
    assert (seen.table.entries, seen.table.words, seen.table.ballots) == ((), "", ())
    assert held.view(judging.judges[0]).table.out == (judging.judges[1].name,)


def test_a_secret_vote_leaves_no_trace_of_who_chose_what(db: Any) -> None:
    held = Held(make_judging(judges=3, text=SECRET), "A001")
    held.table()
    ballot = held.ballot()
    for person, option in zip((*held.judging.judges, held.judging.chair), (0, 1, 0, 0), strict=True):
        held.vote(ballot, person, option)
    assert {row.choice for row in db.session.query(BallotVoter)} == {None}
    cast = db.session.query(LedgerEvent).filter_by(kind="vote.cast").all()
    assert [event.payload for event in cast] == [{"ballot": ballot}] * 4
    lines = [line for line in db.session.query(AuditLine) if "ballot_count" in repr(vars(line))]
    assert lines == []
    actions.close_ballot(held.judging.the_clerk, held.edition.id, held.id, ballot)
    seen = held.view(held.judging.chair).table.ballots[0]
    assert [(votes, names) for _, votes, names in seen.choices] == [(3, ()), (1, ()), (0, ())]


def test_at_a_tie_the_chair_decides_after_a_secret_count_and_openly(db: Any) -> None:
    held = Held(make_judging(judges=3, text=SECRET), "A001")
    held.table()
    ballot = held.ballot()
    for person, option in zip((*held.judging.judges, held.judging.chair), (0, 1, 0, 1), strict=True):
        held.vote(ballot, person, option)
    actions.close_ballot(held.judging.the_clerk, held.edition.id, held.id, ballot)
    assert [place for place, _ in held.view(held.judging.chair).table.ballots[0].tied] == [0, 1]
    with pytest.raises(Refusal) as other:
        actions.cast_casting_vote(held.judge(held.judging.judges[0]), held.edition.id, held.id, ballot, 0)
    assert _code(other) == ["meeting_not_presiding"]
    actions.cast_casting_vote(held.judging.the_chair, held.edition.id, held.id, ballot, 1)
    seen = held.view(held.judging.chair).table.ballots[0]
    assert (seen.chosen, seen.casting, seen.tied) == ("Không đồng ý", "Không đồng ý", ())
    assert db.session.query(LedgerEvent).filter_by(kind="vote.casting").count() == 1


def test_in_an_open_vote_the_chairs_own_vote_parts_equals() -> None:
    held = Held(make_judging(judges=3), "A001 A002")
    held.table()
    ballot = held.ballot(between=True)
    for person, option in zip((*held.judging.judges, held.judging.chair), (0, 1, 0, 1), strict=True):
        held.vote(ballot, person, option)
    actions.close_ballot(held.judging.the_clerk, held.edition.id, held.id, ballot)
    seen = held.view(held.judging.chair).table.ballots[0]
    assert (seen.options[:2], seen.chosen, seen.casting) == (("A001", "A002"), "A002", "A002")


def test_a_conflicted_chair_neither_runs_nor_presides_over_that_item() -> None:
    judging = make_judging(judges=3)
    conflict(judging, judging.chair, judging.entries[0])
    held = Held(judging, "A001")
    held.table()
    with pytest.raises(Refusal) as nobody:
        held.ballot()
    assert _code(nobody) == ["meeting_nobody_presides"]
    with pytest.raises(Refusal) as own:
        actions.decide_item(judging.the_chair, held.edition.id, held.id, held.items[0], "Giữ nguyên.")
    assert _code(own) == ["meeting_run_conflict"]
    actions.decide_item(judging.the_clerk, held.edition.id, held.id, held.items[0], "Giữ nguyên.")


def test_no_vote_without_a_quorum_of_those_who_may() -> None:
    judging = make_judging(judges=5)
    held = Held(judging, "A001")
    for person in judging.judges[:3]:
        actions.mark_presence(judging.the_chair, held.edition.id, held.id, person.id, present=False)
    held.table()
    with pytest.raises(Refusal) as refused:
        held.ballot()
    assert refused.value.reasons[0].params == {"here": 3, "all": 6, "needed": 4}


def test_the_agenda_is_ordered_so_that_members_leave_as_seldom_as_possible() -> None:
    judging = make_judging(entries=5, judges=3)
    for judge, entry in ((0, 0), (0, 2), (1, 2), (1, 4)):
        conflict(judging, judging.judges[judge], judging.entries[entry])
    held = Held(judging, "A001", "A002", "A003", "A004", "A005", begin=False)
    assert held.view(judging.chair).leaves == 4
    actions.order_agenda(judging.the_clerk, held.edition.id, held.id)
    assert held.view(judging.chair).leaves == 2
    assert len(items_of(held.id)) == 5


def test_what_waits_for_the_council_comes_onto_the_agenda_once(db: Any) -> None:
    judging = make_judging(judges=3)
    for entry, step in zip(judging.entries, ("closing", "again", "closed"), strict=True):
        case = DisagreementCase(round_id=judging.round.id, entry_id=entry.id, step=step, spread=Decimal(25))
        case.opened_at, case.closed_at = now(), now() if step == "closed" else None
        db.session.add(case)
    db.session.flush()
    held = Held(judging, begin=False)
    assert actions.add_disputed(judging.the_chair, held.edition.id, held.id) == 1
    assert [(item.kind, item.entry_ids) for item in items_of(held.id)] == [("case", (judging.entries[0].id,))]
    with pytest.raises(Refusal) as again:
        actions.add_disputed(judging.the_chair, held.edition.id, held.id)
    assert _code(again) == ["meeting_nothing_disputed"]


def test_a_meeting_ends_only_when_everything_is_decided_and_then_stands(db: Any) -> None:
    held = Held(make_judging(judges=3), "A001", "A002")
    with pytest.raises(Refusal) as left:
        actions.close_meeting(held.judging.the_chair, held.edition.id, held.id)
    assert left.value.reasons[0].params == {"count": 2}
    for place in range(2):
        held.table(place)
        actions.decide_item(held.judging.the_clerk, held.edition.id, held.id, held.items[place], "Giữ nguyên điểm.")
    actions.close_meeting(held.judging.the_chair, held.edition.id, held.id, "Không có.")
    with pytest.raises(Refusal) as closed:
        actions.add_item(held.judging.the_chair, held.edition.id, held.id, "A003")
    assert _code(closed) == ["meeting_closed"]
    kinds = [event.kind for event in db.session.query(LedgerEvent) if event.kind.startswith("meeting.")]
    assert kinds == ["meeting.opened", "meeting.decided", "meeting.decided", "meeting.closed"]


def test_who_has_no_seat_in_the_council_has_no_part_in_its_meeting() -> None:
    held = Held(make_judging(judges=3), "A001")
    other = make_judging(judges=1, slug="khac")
    stranger = actor_of(other.judges[0], (Role.CHAIR, held.edition))
    with pytest.raises(Refusal) as refused:
        actions.put_on_table(stranger, held.edition.id, held.id, held.items[0])
    assert _code(refused) == ["meeting_not_yours"]


def test_codes_that_are_not_in_the_round_are_named(db: Any) -> None:
    held = Held(make_judging(judges=3), "A001", begin=False)
    with pytest.raises(Refusal) as unknown:
        actions.add_item(held.judging.the_chair, held.edition.id, held.id, "A002 X999")
    assert unknown.value.reasons[0].params == {"code": "X999"}
    with pytest.raises(Refusal) as blind:
        actions.add_item(held.judging.the_chair, held.edition.id, held.id, "KT-002")
    assert _code(blind) == ["meeting_code_unknown"]

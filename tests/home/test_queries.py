"""Public states derived from all rooms, in as many queries for three entries as for three hundred."""

from typing import Any

import pytest
from sqlalchemy import select

from contest.editions.models import Edition
from contest.editions.queries import edition_by_id
from contest.entries.models import Entry, EntryFile
from contest.foundation.access import Role
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.home.queries import board_facts, listed, office_rounds, public_status, public_status_of
from contest.home.queries.rounds import judges_rounds
from contest.home.rules import RoundFacts, next_deeds
from contest.juries.models import JudgingRound
from contest.people.models import Person
from contest.prizes.models import Award
from contest.ranking.models import Placing, RankingRun
from tests.editions.makers import make_edition, regulation
from tests.home.makers import hand_in, make_council, make_entry, make_round
from tests.people.makers import actor_of, make_person

pytestmark = pytest.mark.usefixtures("db")


def rank(round_: JudgingRound, goes_on: dict[Entry, bool], number: int = 1) -> None:
    """A run of the ranking with who goes on."""
    run = RankingRun(
        round_id=round_.id,
        number=number,
        method="mean",
        regulation_number=1,
        fingerprint=str(number),
        made_at=now(),
        ties=[],
    )
    db.session.add(run)
    db.session.flush()
    for entry, on in goes_on.items():
        db.session.add(Placing(run_id=run.id, entry_id=entry.id, rank=1, sheets=1, status="ranked", goes_on=on))
    db.session.flush()


def award(edition: Edition, entry: Entry, state: str) -> None:
    """A prize in a state."""
    db.session.add(Award(edition_id=edition.id, entry_id=entry.id, tier_key="first", reason="Hạng nhất.", state=state))
    db.session.flush()


def test_the_states_follow_the_entry_through_all_rooms() -> None:
    edition = make_edition(stage="judging")
    draft, out, on, plain = (
        make_entry(edition, number, status=status)
        for number, status in enumerate(("draft", "eligible", "eligible", "eligible"), 1)
    )
    judges = make_council(edition, judges=1)
    preliminary = make_round(edition, [out, on], judges, state="closed")
    rank(preliminary, {out: True, on: True})
    rank(preliminary, {out: False, on: True}, number=2)
    make_round(edition, [on], judges, key="final")
    assert public_status(edition.id) == {
        draft.id: "draft",
        out.id: "stopped",
        on.id: "in_round",
        plain.id: "eligible",
    }
    award(edition, on, "proposed")
    assert public_status_of(edition.id, on.id) == "proposed"
    edition.stage = "decided"
    db.session.flush()
    assert public_status_of(edition.id, out.id) == "not_awarded"


def test_an_entry_of_another_edition_has_no_state_here() -> None:
    edition, other = make_edition(), make_edition("small_youth", slug="khac")
    entry = make_entry(other, 1)
    with pytest.raises(KeyError):
        public_status_of(edition.id, entry.id)


def test_the_list_has_the_contracts_columns_with_drafts_last() -> None:
    edition = make_edition()
    make_entry(edition, 3, status="draft")
    make_entry(edition, 2)
    make_entry(edition, 1, status="withdrawn")
    assert [(row.code, row.status, row.field) for row in listed(edition.id)] == [
        ("KT-001", "withdrawn", "ict"),
        ("KT-002", "eligible", "ict"),
        (None, "draft", "ict"),
    ]


def test_many_entries_cost_no_more_queries_than_few(count_queries: Any) -> None:
    edition = make_edition(stage="judging")
    counts = []
    for first in (1, 100):
        for number in range(first, first + 3 * first):
            make_entry(edition, number)
        db.session.commit()
        with count_queries() as asked:
            public_status(edition.id)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 6


def test_the_board_counts_no_sheets_of_entries_that_left_the_contest() -> None:
    edition = make_edition(stage="judging")
    entries = [make_entry(edition, number) for number in range(1, 5)]
    judges = make_council(edition, judges=2)
    round_ = make_round(edition, entries, judges)
    for judge in judges:
        hand_in(round_, entries[0], judge)
    hand_in(round_, entries[2], judges[0])
    db.session.commit()
    round_of, own = figures_of(edition, judges[0])
    assert (round_of.entries, round_of.sheets, round_of.settled) == (4, 8, 3)
    assert (own.mine, own.mine_settled, own.of_my_council) == (4, 2, 8)
    for entry, status in zip(entries, ("withdrawn", "halted"), strict=False):
        entry.status = status
    db.session.commit()
    round_of, own = figures_of(edition, judges[0])
    assert (round_of.entries, round_of.sheets, round_of.settled) == (2, 4, 1)
    assert (own.mine, own.mine_settled, own.of_my_council) == (2, 1, 4)


def figures_of(edition: Edition, judge: Person) -> tuple[RoundFacts, RoundFacts]:
    """The first round as the office and as one of its judges, who chairs, sees it."""
    rules = regulation()
    return office_rounds(edition.id, rules)[0], judges_rounds(edition.id, rules, judge.id, leads=True)[0]


def test_files_that_may_name_are_counted_until_somebody_has_looked() -> None:
    edition = make_edition()
    office = make_person("Phạm Thị Ái")
    entries = [make_entry(edition, 1, status="submitted"), make_entry(edition, 2, status="withdrawn")]
    for entry, part, media in (
        (entries[0], "description", "application/msword"),
        (entries[0], "description", "application/pdf"),
        (entries[0], "unknown", "application/zip"),
        (entries[1], "description", "application/msword"),
    ):
        file = EntryFile(entry_id=entry.id, part_key=part, name="a", sha256="0" * 64, size=1, media_type=media)
        file.uploaded_at = now()
        db.session.add(file)
    db.session.commit()
    card = edition_by_id(edition.id)
    ada = actor_of(office, (Role.SECRETARY, edition))
    facts = board_facts(ada, card, regulation())
    assert facts.files_unseen == 1
    assert facts.by_status == {"submitted": 1, "withdrawn": 1}
    assert ("entries.unseen_files", 1) in [(deed.endpoint, deed.count) for deed in next_deeds(facts)]
    db.session.flush()
    for row in db.session.scalars(select(EntryFile)):
        row.cleared_at = now()
    db.session.commit()
    assert board_facts(ada, card, regulation()).files_unseen == 0

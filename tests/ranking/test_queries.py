"""A ranking that something has overtaken never looks current, whatever it was; one that nothing has touched does."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Update, select, update

from contest.editions.actions import amend_regulation
from contest.entries.actions import edit_entry
from contest.entries.models import Entry
from contest.foundation.access import Role
from contest.foundation.clock import now
from contest.foundation.database import db
from contest.juries.models import Assignment, Conflict, RoundEntry
from contest.ranking.actions import record_votes, run_ranking, settle_tie
from contest.ranking.models import TieSettlement
from contest.ranking.queries import inputs_of, is_current, latest_run, mark_of, places_of
from contest.scoring.actions import close_round, reopen_round
from contest.scoring.models import Score, ScoreSheet
from contest.screening.actions import decide
from tests.editions.makers import make_edition, text_of
from tests.entries.makers import authors_typed, solution_typed
from tests.people.makers import actor_of, make_person
from tests.ranking.makers import make_entries, make_scored_round

ROUND = "preliminary"


class House:
    """A ranked preliminary round with a tie of the second and third; everybody who may touch it."""

    def __init__(self) -> None:
        self.edition = make_edition(stage="judging")
        self.entries = make_entries(self.edition, 4)
        rows = [["90"] * 3, ["80"] * 3, ["80"] * 3, ["70"] * 3]
        self.round = make_scored_round(self.edition, self.entries, rows, key=ROUND)
        self.organiser = actor_of(make_person("Ada"), (Role.ORGANISER, self.edition), (Role.SECRETARY, self.edition))
        run_ranking(self.organiser, self.edition.id, ROUND)

    @property
    def pair(self) -> list[int]:
        return [self.entries[2].id, self.entries[1].id]


@pytest.fixture
def house(db: Any) -> House:
    return House()


def _rejected(house: House) -> None:
    decide(house.organiser, house.edition.id, house.entries[0].id, "ineligible", "Trùng với giải pháp khác")


def _corrected(house: House) -> None:
    entry = house.entries[0]
    content = {"solution": solution_typed(field_key="agri"), "authors": authors_typed()}
    db.session.refresh(entry)
    edit_entry(house.organiser, house.edition.id, entry.id, content, "Sai lĩnh vực", entry.version)


def _withdrawn(house: House) -> None:
    house.entries[3].status = "withdrawn"
    db.session.flush()


def _voted(house: House) -> None:
    db.session.add(TieSettlement(round_id=house.round.id, entry_ids=house.pair, reason="5/7 phiếu", settled_at=now()))
    db.session.flush()


def _vote_taken_back(house: House) -> None:
    settle_tie(house.organiser, house.edition.id, ROUND, house.pair, "5/7 phiếu")
    for settlement in db.session.query(TieSettlement):
        settlement.revoked_at = now()
    db.session.flush()


def _counted(house: House) -> None:
    record_votes(house.organiser, house.edition.id, ROUND, {house.entries[0].code: 5})


def _reopened_and_closed(house: House) -> None:
    reopen_round(house.organiser, house.edition.id, ROUND, "Sửa phiếu")
    close_round(house.organiser, house.edition.id, ROUND)


def _opened(house: House) -> None:
    house.round.state = "open"
    db.session.flush()


def _amended(house: House) -> None:
    amend_regulation(
        house.organiser,
        house.edition.id,
        text_of("small_technical").replace("Tính mới", "Tính mới, sáng tạo"),
        "Đổi tên",
    )


CHANGES: list[Callable[[House], None]] = [
    _rejected,
    _corrected,
    _withdrawn,
    _voted,
    _vote_taken_back,
    _counted,
    _reopened_and_closed,
    _opened,
    _amended,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_whatever_a_ranking_is_made_from_changes_is_seen(house: House, change: Callable[[House], None]) -> None:
    before = latest_run(house.edition.id, ROUND)
    assert before is not None
    assert (before.is_outdated, is_current(house.edition.id, before)) == (False, True)
    change(house)
    after = latest_run(house.edition.id, ROUND)
    assert after is not None
    assert after.is_outdated


def test_another_editions_changes_are_none_of_its_business(house: House) -> None:
    other = make_edition("small_youth", slug="khac", stage="judging")
    make_scored_round(other, make_entries(other, 1), [["80"] * 5], key="final")
    run = latest_run(house.edition.id, ROUND)
    assert run is not None
    assert not run.is_outdated


def test_a_conflict_found_afterwards_is_seen(house: House) -> None:
    judge = make_person("Giám khảo")
    db.session.add(
        Conflict(
            edition_id=house.edition.id,
            person_id=judge.id,
            entry_id=house.entries[0].id,
            kind="declared",
            state="declared",
            made_at=house.entries[0].created_at + timedelta(hours=1),
        )
    )
    db.session.flush()
    run = latest_run(house.edition.id, ROUND)
    assert run is not None
    assert run.is_outdated


def test_an_earlier_round_ranked_anew_overtakes_the_later_one(house: House) -> None:
    make_scored_round(house.edition, house.entries[:2], [["80"] * 3, ["70"] * 3], key="final")
    run_ranking(house.organiser, house.edition.id, "final")
    final = latest_run(house.edition.id, "final")
    assert final is not None
    assert not final.is_outdated
    decide(house.organiser, house.edition.id, house.entries[3].id, "ineligible", "Trùng với giải pháp khác")
    run_ranking(house.organiser, house.edition.id, ROUND)
    newest, first = latest_run(house.edition.id, "final"), latest_run(house.edition.id, ROUND)
    assert newest is not None
    assert first is not None
    # The later round's ranking does not make the earlier one old.
    assert (newest.is_outdated, first.is_outdated) == (True, False)


def _first_sheet(house: House) -> Any:
    return select(ScoreSheet.id).where(ScoreSheet.entry_id == house.entries[0].id).limit(1).scalar_subquery()


# Past every deed, as somebody might who mends the database by hand.
BY_HAND: list[Callable[[House], Update]] = [
    lambda house: update(Score).where(Score.sheet_id == _first_sheet(house)).values(points=Decimal(1)),
    lambda house: update(ScoreSheet).where(ScoreSheet.id == _first_sheet(house)).values(total=Decimal("89.5")),
    lambda house: update(ScoreSheet).where(ScoreSheet.id == _first_sheet(house)).values(use="set_aside"),
    lambda house: update(Entry).where(Entry.id == house.entries[0].id).values(status="ineligible"),
    lambda house: update(RoundEntry).where(RoundEntry.entry_id == house.entries[0].id).values(council_id=None),
]


@pytest.mark.parametrize("change", BY_HAND)
def test_what_was_worked_out_once_is_not_taken_for_rows_changed_since(
    house: House, change: Callable[[House], Update]
) -> None:
    before = inputs_of(house.edition.id, ROUND)
    assert mark_of(inputs_of(house.edition.id, ROUND)) == mark_of(before)
    db.session.execute(change(house), execution_options={"synchronize_session": False})
    after = inputs_of(house.edition.id, ROUND)
    assert after.contenders != before.contenders
    assert mark_of(after) != mark_of(before)


def test_a_judge_asked_since_is_missed_in_what_was_worked_out_before(house: House) -> None:
    before = inputs_of(house.edition.id, ROUND)
    judge = make_person("Giám khảo nữa")
    db.session.add(
        Assignment(round_id=house.round.id, entry_id=house.entries[0].id, judge_id=judge.id, turn=1, assigned_at=now())
    )
    after = inputs_of(house.edition.id, ROUND)
    assert [sheet.judge_id for sheet in after.contenders[0].sheets if sheet.state == "missing"] == [judge.id]
    assert places_of(after)[0][0].sheets == places_of(before)[0][0].sheets

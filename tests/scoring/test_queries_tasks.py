"""A judge's list, counts and neighbours: asked piece by piece on an index, the same as read off the whole list."""

from typing import Any

import pytest
from sqlalchemy import Select, create_engine

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.database import Table
from contest.juries import actions as juries
from contest.juries.models import Assignment, JudgingRound, RoundEntry
from contest.scoring import actions, queries
from contest.scoring.models import ScoreSheet
from contest.scoring.queries import Neighbours
from contest.scoring.queries.tasks import _COUNTS, _NEIGHBOURS, _PAGE_OF_KIND
from tests.scoring.makers import Judging, make_judging, score

JUDGE = 0


@pytest.fixture
def judging(db: Any) -> Judging:
    """Nine entries, three in each turn; two are scored, one is begun, one was taken away and one is withdrawn."""
    judging = make_judging(entries=9, judges=2)
    for row in db.session.query(Assignment).filter_by(judge_id=judging.judges[JUDGE].id):
        row.turn = 3 - judging.entries.index(next(one for one in judging.entries if one.id == row.entry_id)) % 3
    db.session.commit()
    for scored in (2, 4, 7):
        score(judging, JUDGE, scored)
    blank = {"novelty": None, "use": None, "effect": None}
    begun = judging.entries[8].id
    actions.save_sheet(judging.judge(JUDGE), judging.edition.id, judging.round.key, begun, blank, "", 0, "khoa")
    juries.record_conflict(
        judging.office, judging.edition.id, judging.judges[JUDGE].id, judging.entries[4].id, "Người nhà"
    )
    judging.entries[5].status = "withdrawn"
    db.session.commit()
    return judging


def _list(judging: Judging, kind: str = "") -> list[str]:
    round_ = queries.scored_round(judging.edition.id, judging.round.key)
    work = queries.work_of(judging.judge(JUDGE), round_)
    paging = queries.page_of_tasks(judging.judge(JUDGE), round_, kind, "", 1, work.counts)
    assert paging.total == len(paging.rows)
    return [task.number for task in paging.rows]


def test_the_list_goes_by_turn_and_then_by_number_without_what_left_and_the_filters_share_it(judging: Judging) -> None:
    assert _list(judging) == ["A003", "A009", "A002", "A008", "A001", "A004", "A007"]
    assert {kind: _list(judging, kind) for kind in ("chua", "nhap", "xong")} == {
        "chua": ["A002", "A001", "A004", "A007"],
        "nhap": ["A009"],
        "xong": ["A003", "A008"],
    }


def test_what_was_begun_comes_before_what_is_new(judging: Judging) -> None:
    round_ = queries.scored_round(judging.edition.id, judging.round.key)
    work = queries.work_of(judging.judge(JUDGE), round_)
    assert work.next is not None
    assert work.next.number == "A009"
    score(judging, JUDGE, 8)
    work = queries.work_of(judging.judge(JUDGE), round_)
    assert work.next is not None
    assert work.next.number == "A002"


def test_each_entry_has_the_neighbours_and_the_place_it_has_in_the_list(judging: Judging) -> None:
    round_ = queries.scored_round(judging.edition.id, judging.round.key)
    whole = _list(judging)
    around = [None, *whole, None]
    for place, entry in enumerate(judging.entries, 1):
        number = f"A{place:03}"
        found = queries.neighbours(judging.judge(JUDGE), round_, entry.id)
        if number in whole:
            at = whole.index(number)
            assert found == Neighbours(around[at], around[at + 2], at + 1, len(whole)), number
        else:
            assert found == Neighbours(None, None, 0, 0), number


def test_the_next_one_is_in_a_later_turn_or_from_the_beginning(judging: Judging) -> None:
    round_ = queries.scored_round(judging.edition.id, judging.round.key)
    after = {place: queries.next_after(judging.judge(JUDGE), round_, judging.entries[place].id) for place in (8, 1, 0)}
    assert after == {8: "A002", 1: "A001", 0: "A009"}


def _plan(statement: Select[*tuple[Any, ...]]) -> str:
    """How SQLite would look for it."""
    engine = create_engine("sqlite://")
    tables = (Edition, Entry, JudgingRound, RoundEntry, Assignment, ScoreSheet)
    Table.metadata.create_all(engine, tables=[table.__table__ for table in tables])
    filled = statement.params(round_id=1, judge_id=1, entry_id=1, before=0)
    asked = filled.compile(engine, compile_kwargs={"render_postcompile": True})
    with engine.connect() as connection:
        blank = tuple(None for _ in asked.positiontup or ())
        found = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", blank)
        lines = [str(row[3]) for row in found]
    engine.dispose()
    return "\n".join(lines)


def test_no_page_of_a_judge_sorts_or_looks_up_all_that_is_the_judges() -> None:
    pages, counts, beside = _plan(_PAGE_OF_KIND[""]), _plan(_COUNTS), _plan(_NEIGHBOURS)
    for plan in (pages, counts, beside):
        assert "assignment USING COVERING INDEX ix_assignment_own" in plan
        assert "SCAN assignment" not in plan
        assert "SCAN score_sheet" not in plan
        assert "TEMP B-TREE FOR ORDER BY" not in plan
    assert "score_sheet USING COVERING INDEX ix_score_sheet_own" in counts
    assert "ix_assignment_own (judge_id=? AND round_id=? AND turn<?)" in beside
    assert "ix_assignment_own (judge_id=? AND round_id=? AND turn>?)" in beside

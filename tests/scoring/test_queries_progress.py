"""The board of progress shows each deed at once, though its sums are kept while nothing happens."""

from collections.abc import Callable
from typing import Any

from contest.foundation.database import forget_sums
from contest.juries import actions as juries
from contest.scoring import actions, queries
from contest.scoring.queries.sums import round_progress
from tests.scoring.makers import Judging, make_judging, score


def _seen(judging: Judging) -> list[tuple[Any, ...]]:
    """Who is how far, and how many sheets the entries have."""
    edition_id, key = judging.edition.id, judging.round.key
    judges = queries.judges_progress(edition_id, judging.round.id)
    entries = queries.entries_progress(edition_id, queries.scored_round(edition_id, key), judges, 1)
    inside = queries.judges_progress(edition_id, judging.round.id, frozenset({judging.council.id}))
    assert [one[:7] for one in inside] == [one[:7] for one in judges]
    return [tuple(one) for one in judges] + [tuple(one) for one in entries.rows] + [(entries.total,)]


def _after(judging: Judging, deed: Callable[[], object]) -> list[tuple[Any, ...]]:
    before = _seen(judging)
    deed()
    shown = _seen(judging)
    forget_sums()
    assert shown == _seen(judging)
    assert shown != before
    return shown


def test_every_deed_on_a_sheet_is_seen_at_once(db: Any) -> None:
    judging = make_judging(entries=3, judges=3)
    where = (judging.edition.id, judging.round.key, judging.entries[0].id)
    first, _, third = (judge.id for judge in judging.judges)
    draft = {"novelty": None, "use": None, "effect": None}
    _after(judging, lambda: score(judging, 0, 0))
    _after(judging, lambda: actions.save_sheet(judging.judge(1), *where, draft, "Đang xem", 0, "khoa-1"))
    _after(judging, lambda: actions.mark_sheet(judging.the_chair, *where, third, "absent", "Ốm"))
    _after(judging, lambda: actions.reopen_sheet(judging.office, *where, first, "Ghi nhầm cột"))
    shown = _after(judging, lambda: score(judging, 1, 1))
    assert [one[3:7] for one in shown[:3]] == [(3, 0, 0, 1), (3, 1, 0, 1), (3, 0, 1, 0)]


def test_what_leaves_the_round_leaves_the_board_with_its_sheets(db: Any) -> None:
    judging = make_judging(entries=3, judges=3)
    score(judging, 0, 0)
    score(judging, 1, 0)

    def withdraw() -> None:
        judging.entries[0].status = "withdrawn"
        db.session.commit()

    def take_from_judge() -> None:
        juries.record_conflict(
            judging.office, judging.edition.id, judging.judges[1].id, judging.entries[1].id, "Người nhà"
        )

    _after(judging, take_from_judge)
    shown = _after(judging, withdraw)
    assert [one[3:5] for one in shown[:3]] == [(2, 0), (1, 0), (2, 0)]
    assert shown[-1] == (2,)


def test_the_sheet_of_an_assignment_that_was_taken_away_is_not_counted(db: Any) -> None:
    judging = make_judging(entries=2, judges=2)
    score(judging, 0, 0)
    juries.record_conflict(judging.office, judging.edition.id, judging.judges[0].id, judging.entries[0].id, "Người nhà")
    sums = round_progress(judging.edition.id, judging.round.id)
    assert sums.assigned[judging.judges[0].id] == 1
    assert judging.judges[0].id not in sums.states

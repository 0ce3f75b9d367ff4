"""Sums over a round are kept for as long as nothing happens, and never longer: each deed is looked at from outside."""

from collections.abc import Callable
from typing import Any

from contest.editions.models import Edition
from contest.entries.models import Entry
from contest.foundation.access import OPERATOR
from contest.foundation.database import forget_sums
from contest.juries import actions, queries
from contest.juries.queries.sums import present_loads, round_sums
from tests.editions.makers import make_edition
from tests.juries.makers import make_entries, make_entry, make_judges

ROUND, NEED = "preliminary", 3


def _seen(edition_id: int) -> tuple[Any, ...]:
    """What the pages go by."""
    card = queries.prepared_round(edition_id, ROUND)
    sums = round_sums(edition_id, card.id, NEED)
    return (
        dict(sums.councils),
        dict(sums.loads),
        sums.short_count,
        dict(sums.short),
        sums.barred,
        dict(present_loads(edition_id)),
    )


def _counted_anew(edition_id: int) -> tuple[Any, ...]:
    forget_sums()
    return _seen(edition_id)


def _ready() -> tuple[int, list[Entry], list[int]]:
    edition = make_edition(stage="judging")
    councils = actions.ensure_councils(OPERATOR, edition.id)
    entries = make_entries(edition, 9)
    judges = make_judges(edition, councils["c1"], 5, prefix="mot", expertise=("ict", "mech"))
    make_judges(edition, councils["c2"], 5, prefix="hai")
    actions.prepare_round(OPERATOR, edition.id, ROUND)
    return edition.id, entries, judges


def _after(edition_id: int, deed: Callable[[], object]) -> tuple[Any, ...]:
    """Look, do, look again: what is shown afterwards is what a fresh count says, and something else than before."""
    before = _seen(edition_id)
    deed()
    shown = _seen(edition_id)
    assert shown == _counted_anew(edition_id)
    assert shown != before
    return shown


def test_every_deed_that_changes_an_assignment_is_seen_at_once(db: Any) -> None:
    edition_id, _, judges = _ready()
    outcome = actions.propose_plan(OPERATOR, edition_id, ROUND)
    _after(edition_id, lambda: actions.apply_plan(OPERATOR, edition_id, outcome.plan_id))
    theirs = {judge: [entry for entry, who in outcome.pairs if who == judge] for judge in judges}
    first, second, *_ = judges
    one, two = theirs[first][:2]
    _after(edition_id, lambda: actions.remove_assignment(OPERATOR, edition_id, ROUND, one, first, "Bận"))
    _after(edition_id, lambda: actions.assign_by_hand(OPERATOR, edition_id, ROUND, one, first))
    _after(edition_id, lambda: actions.record_conflict(OPERATOR, edition_id, first, two, "Người nhà"))
    seat = next(row for row in queries.seats(edition_id) if row.person_id == second)
    _after(edition_id, lambda: actions.unseat(OPERATOR, edition_id, seat.seat_id, "Ốm"))
    again = actions.propose_plan(OPERATOR, edition_id, ROUND)
    _after(edition_id, lambda: actions.apply_plan(OPERATOR, edition_id, again.plan_id))


def test_a_conflict_that_is_found_takes_the_entry_away_and_the_sums_know(db: Any) -> None:
    edition_id, _, judges = _ready()
    outcome = actions.propose_plan(OPERATOR, edition_id, ROUND)
    actions.apply_plan(OPERATOR, edition_id, outcome.plan_id)
    entry_id = next(entry for entry, judge in outcome.pairs if judge == judges[0])
    entry = db.session.get(Entry, entry_id)
    entry.unit = "Viện mot0"
    db.session.commit()
    _after(edition_id, lambda: actions.look_for_conflicts(OPERATOR, edition_id))


def test_entries_that_come_or_leave_are_counted_at_once(db: Any) -> None:
    edition_id, entries, _ = _ready()

    def leave() -> None:
        entries[0].status = "withdrawn"
        db.session.commit()

    def come_back() -> None:
        entries[0].status = "eligible"
        db.session.commit()

    def late() -> None:
        make_entry(db.session.get(Edition, edition_id), "KT-900")
        actions.prepare_round(OPERATOR, edition_id, ROUND)

    whole = _seen(edition_id)
    _after(edition_id, leave)
    assert _after(edition_id, come_back) == whole
    _after(edition_id, late)


def test_the_same_is_not_counted_twice_while_nothing_happens(db: Any, count_queries: Any) -> None:
    edition_id, _, _ = _ready()
    _counted_anew(edition_id)
    db.session.rollback()
    with count_queries() as asked:
        _seen(edition_id)
    assert not [statement for statement in asked if "assignment" in statement]

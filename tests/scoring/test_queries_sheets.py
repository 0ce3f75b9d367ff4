"""How many sheets judges have handed in: each deed is seen at once, though counts are kept while nothing happens."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from contest.foundation.database import forget_sums
from contest.juries import actions as juries
from contest.juries.models import Conflict
from contest.scoring import actions
from contest.scoring.models import DisagreementCase
from contest.scoring.queries.sheets import HandedIn, handed_in, sheets_of
from tests.scoring.makers import FULL, Judging, make_judging, off_the_entry, score

_DONE = ("submitted", "left_out", "set_aside")
_WHY = "đã xem lại mẫu và bản mô tả"


def _counted(judging: Judging) -> list[tuple[int, HandedIn]]:
    """The same from the sheets themselves."""
    rows = sheets_of(judging.round.id, cells=False)
    done = Counter(row.judge_id for row in rows if row.state in _DONE)
    counts = Counter(row.judge_id for row in rows if row.state == "submitted")
    return [(judge, HandedIn(number, counts[judge])) for judge, number in done.items()]


def _after(judging: Judging, deed: Callable[[], object]) -> dict[int, HandedIn]:
    before = dict(handed_in(judging.edition.id, judging.round.id))
    deed()
    shown = dict(handed_in(judging.edition.id, judging.round.id))
    assert list(shown.items()) == _counted(judging)
    forget_sums()
    assert shown == handed_in(judging.edition.id, judging.round.id)
    assert shown != before
    return shown


def test_sheets_that_are_handed_in_opened_again_or_in_conflict_are_counted_at_once(db: Any) -> None:
    judging = make_judging(entries=3, judges=3)
    edition_id, key = judging.edition.id, judging.round.key
    first, second, _ = (judge.id for judge in judging.judges)
    entry = judging.entries[0].id
    _after(judging, lambda: score(judging, 1, 0))
    _after(judging, lambda: score(judging, 0, 0))
    _after(judging, lambda: score(judging, 0, 1))
    _after(judging, lambda: actions.reopen_sheet(judging.office, edition_id, key, entry, second, "Ghi nhầm cột"))
    shown = _after(judging, lambda: juries.record_conflict(judging.office, edition_id, first, entry, "Người nhà"))
    assert shown == {first: HandedIn(1, 1)}
    conflict_id = db.session.scalars(select(Conflict.id)).one()
    _after(judging, lambda: juries.settle_conflict(judging.office, edition_id, conflict_id, "dismissed", "Nhầm người"))


def test_a_sheet_that_was_left_out_or_set_aside_was_done_and_does_not_count(db: Any) -> None:
    judging = make_judging(entries=2, judges=4)
    for place in (2, 3):
        for entry in judging.entries:
            off_the_entry(judging, place, entry)
    where = (judging.edition.id, judging.round.key, judging.entries[0].id)
    score(judging, 0, 0)
    score(judging, 1, 0, FULL | {"novelty": 10})
    for place in (0, 1):
        actions.answer_case(judging.judge(place), *where, "kept", _WHY)
    case = db.session.scalars(select(DisagreementCase)).one()
    third = case.proposed[0]
    actions.call_judges(judging.office, *where, [third])
    place = [judge.id for judge in judging.judges].index(third)
    score(judging, place, 0, FULL | {"novelty": 34})
    shown = _after(judging, lambda: actions.conclude_case(judging.the_chair, *where, "closest_two", _WHY))
    assert shown[judging.judges[1].id] == HandedIn(1, 0)

    def replace() -> None:
        old, new = judging.judges[0].id, judging.judges[3].id
        actions.replace_judge(judging.office, *where[:2], old, new, _WHY, keeps=False)

    assert _after(judging, replace)[judging.judges[0].id] == HandedIn(1, 0)


def test_the_same_is_not_counted_twice_while_nothing_happens(db: Any, count_queries: Any) -> None:
    judging = make_judging()
    score(judging, 0, 0)
    handed_in(judging.edition.id, judging.round.id)
    db.session.rollback()
    with count_queries() as asked:
        assert handed_in(judging.edition.id, judging.round.id)
    assert not [statement for statement in asked if "score_sheet" in statement]

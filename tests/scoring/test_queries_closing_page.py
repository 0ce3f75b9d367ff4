"""The page of closing says what the deeds go by, after each deed, though it reads no sheet of what is complete."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from contest.entries.models import Entry
from contest.foundation.access import OPERATOR
from contest.foundation.audit import record
from contest.foundation.database import forget_sums
from contest.foundation.ledger import note
from contest.juries import actions as juries
from contest.juries.models import Council, RoundEntry
from contest.scoring import actions, queries
from contest.scoring.models import DisagreementCase
from contest.scoring.queries.closing_page import ClosingLook, closing_look, look_of
from contest.scoring.rules import CellRead, Reading
from tests.editions.makers import text_of
from tests.scoring.makers import FULL, Judging, conflict, make_judging, off_the_entry, score, score_all

_WHY = "đã xem lại mẫu và bản mô tả"
Looks = Callable[[Judging, Callable[[], object]], ClosingLook]


@pytest.fixture
def after(at: Any) -> Looks:
    """Look, do, look again later: the same as from every sheet, in all councils and in one; and not as before."""
    moments: Iterator[str] = (
        f"2027-05-01T{hour:02}:{minute:02}" for hour in range(8, 20) for minute in range(0, 60, 3)
    )

    def look(judging: Judging) -> ClosingLook:
        at(next(moments))
        round_ = queries.scored_round(judging.edition.id, judging.round.key)
        shown = [closing_look(judging.edition.id, round_, reach) for reach in (None, frozenset({judging.council.id}))]
        told = [look_of(queries.closing_of(round_, reach)) for reach in (None, frozenset({judging.council.id}))]
        assert shown == told
        forget_sums()
        assert shown[0] == closing_look(judging.edition.id, round_)
        return shown[0]

    def done(judging: Judging, deed: Callable[[], object]) -> ClosingLook:
        before = look(judging)
        deed()
        shown = look(judging)
        assert shown != before
        return shown

    return done


def test_each_deed_on_sheets_judges_and_entries_is_seen_at_once(db: Any, after: Looks) -> None:
    judging = make_judging(entries=4, judges=3, text=text_of("small_technical").replace("quorum: 2", "quorum: 3"))
    where = (judging.edition.id, judging.round.key)
    ids = [entry.id for entry in judging.entries]
    first, second, third = (judge.id for judge in judging.judges)
    shown = after(judging, lambda: score_all(judging))
    assert (shown.is_ready, shown.entries, shown.sheets, shown.numbers) == (True, 4, 12, {})
    shown = after(judging, lambda: actions.reopen_sheet(judging.office, *where, ids[0], first, "Ghi nhầm cột"))
    assert [(one.judge_id, one.sheets, one.first[0].state) for one in shown.by_judge] == [(first, 1, "draft")]
    shown = after(judging, lambda: actions.mark_sheet(judging.the_chair, *where, ids[0], first, "abstained", "Ốm"))
    assert [(one.counted, one.needed) for one in shown.short] == [(2, 3)]
    after(judging, lambda: actions.lower_quorum(judging.organiser, *where, 2, "Ốm dài ngày", ids[0]))
    shown = after(judging, lambda: juries.record_conflict(judging.office, where[0], second, ids[1], "Người nhà"))
    assert [one.entry_id for one in shown.short] == [ids[1]]
    after(judging, lambda: actions.lower_quorum(judging.organiser, *where, 2, "Thiếu người"))

    def rename() -> None:
        judging.judges[2].name = "Zô Văn Đổi"
        judging.entries[3].status = "withdrawn"
        record(OPERATOR, "people.change_profile", None)
        db.session.commit()

    after(judging, lambda: actions.reopen_sheet(judging.office, *where, ids[2], third, "Ghi nhầm cột"))
    shown = after(judging, rename)
    assert ([one.name for one in shown.by_judge], shown.entries) == (["Zô Văn Đổi"], 3)


def test_a_judge_who_is_replaced_and_an_entry_of_another_council_are_seen_at_once(db: Any, after: Looks) -> None:
    judging = make_judging(entries=3, judges=4)
    for entry in judging.entries:
        off_the_entry(judging, 3, entry)
    where = (judging.edition.id, judging.round.key)
    old, new = judging.judges[0].id, judging.judges[3].id
    score_all_of(judging, (0, 1, 2))
    shown = after(judging, lambda: actions.replace_judge(judging.office, *where, old, new, _WHY, keeps=False))
    assert [(one.judge_id, one.sheets) for one in shown.by_judge] == [(new, 3)]
    other = Council(edition_id=judging.edition.id, key="c2", name="Hội đồng khác", field_keys=[])
    db.session.add(other)
    db.session.flush()
    moved = db.session.scalars(select(RoundEntry).where(RoundEntry.entry_id == judging.entries[0].id)).one()
    moved.council_id = other.id
    conflict(judging, judging.judges[1], judging.entries[1])
    after(judging, lambda: score(judging, 3, 2))


def score_all_of(judging: Judging, judges: tuple[int, ...]) -> None:
    """Some of the judges hand in every sheet."""
    for judge in judges:
        for entry in range(len(judging.entries)):
            score(judging, judge, entry)


@pytest.mark.parametrize("of", ["total", "criterion"])
def test_a_disagreement_is_seen_from_its_opening_to_its_end(db: Any, after: Looks, of: str) -> None:
    text = text_of("small_technical")
    if of == "criterion":
        text = text.replace("of: total", "of: criterion")
    judging = make_judging(entries=2, judges=4, text=text)
    for place in (2, 3):
        for entry in judging.entries:
            off_the_entry(judging, place, entry)
    where = (judging.edition.id, judging.round.key, judging.entries[0].id)
    score(judging, 0, 0)
    shown = after(judging, lambda: score(judging, 1, 0, FULL | {"novelty": Decimal(10)}))
    assert [one.step for one in shown.cases] == ["again"]
    for place in (0, 1):
        actions.answer_case(judging.judge(place), *where, "kept", _WHY)
    third = db.session.scalars(select(DisagreementCase)).one().proposed[0]
    after(judging, lambda: actions.call_judges(judging.office, *where, [third]))
    place = [judge.id for judge in judging.judges].index(third)
    after(judging, lambda: score(judging, place, 0, FULL | {"novelty": Decimal(34)}))
    shown = after(judging, lambda: actions.conclude_case(judging.the_chair, *where, "closest_two", _WHY))
    assert shown.cases == ()


def test_a_gap_nobody_opened_a_case_of_keeps_the_round_open(db: Any, after: Looks) -> None:
    judging = make_judging(entries=2, judges=2)
    score_all(judging)
    sheet, _ = queries.sheet_with_scores(judging.round.id, judging.entries[1].id, judging.judges[0].id)

    def told() -> None:
        assert sheet is not None
        sheet.total = Decimal(10)
        note(OPERATOR, judging.edition.id, "sheet.changed", "", {})
        db.session.commit()

    shown = after(judging, told)
    assert [(one.entry_id, one.step) for one in shown.cases] == [(judging.entries[1].id, "")]


def test_paper_that_was_read_once_keeps_the_round_open_until_it_is_taken_back(db: Any, after: Looks) -> None:
    judging = make_judging(entries=2, judges=2)
    edition_id, entry, judge = judging.edition.id, judging.entries[0], judging.judges[0]
    pairs = actions.print_paper(judging.office, edition_id, judging.round.key)
    code = {(pair.entry_id, pair.judge_id): pair.code for pair in pairs}[entry.id, judge.id]
    read = Reading(entry.id, judge.id, {key: CellRead("scored", figure) for key, figure in FULL.items()}, None)
    shown = after(judging, lambda: actions.key_paper(judging.the_clerk, edition_id, code, read))
    assert [(one.code, one.state) for one in shown.papers] == [(code, "once")]
    assert shown.judges == {judge.id: judge.name}
    shown = after(judging, lambda: score(judging, 0, 0))
    assert shown.papers == ()
    assert db.session.get(Entry, entry.id) is entry


def test_nothing_is_read_of_the_round_while_nothing_happens(db: Any, at: Any, count_queries: Any) -> None:
    judging = make_judging()
    score(judging, 0, 0)
    at("2099-05-01T10:00")
    round_ = queries.scored_round(judging.edition.id, judging.round.key)
    closing_look(judging.edition.id, round_)
    db.session.rollback()
    with count_queries() as asked:
        assert closing_look(judging.edition.id, round_).missing == 8
    assert not [statement for statement in asked if "score_sheet" in statement or "assignment" in statement]

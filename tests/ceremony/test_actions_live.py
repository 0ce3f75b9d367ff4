"""The ceremony as it runs, through the real database: who is here is called once, whoever leads; all invented."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from contest.ceremony.actions.doors import note_guests
from contest.ceremony.actions.editing import join_groups
from contest.ceremony.actions.live import begin_run, did_not_come_up, end_run, step_back, step_on
from contest.ceremony.actions.order import arrange_anew
from contest.ceremony.models import Called
from contest.ceremony.queries.live import Live, live_of
from contest.ceremony.rules.notes import Given
from contest.foundation.refusal import Refusal
from contest.prizes.models import Award
from tests.ceremony.makers import make_stage


def codes(told) -> list[str]:
    return [reason.code for reason in told.value.reasons]


def at_door(stage, place: int, state: str = "present", stand_in: str = "", after: int | None = None) -> None:
    key = f"{place}:{state}:{after}".ljust(12, "x")
    given = Given(key, f"a{stage.author(place).id}", state, stand_in, "Cửa 1", after, "", timedelta(0))
    note_guests(stage.organiser, stage.edition.id, [given])


def live(stage) -> Live:
    found = live_of(stage.edition.id)
    assert found is not None
    return found


def on(stage) -> list[str]:
    """One step on; the codes of who is called in it."""
    step_on(stage.organiser, stage.edition.id, live(stage).run.version)
    return [line.code for line in live(stage).lines]


def on_to_group(stage) -> list[str]:
    while not (found := on(stage)):
        pass
    return found


def test_each_who_is_here_is_called_once_and_who_comes_late_in_the_next_group_or_a_last_one(db):
    stage = make_stage(size=4)
    # The third prizes are two groups now: one late can be called in the second of them.
    for place in (0, 3, 4):
        at_door(stage, place)
    begin_run(stage.organiser, stage.edition.id, rehearsal=False)
    assert on_to_group(stage) == stage.codes(3, 4)
    at_door(stage, 1, "stand_in", "Bà Lê Lan")
    assert on(stage) == stage.codes(1)
    assert "Người lên nhận thay: Bà Lê Lan." in live(stage).lines[0].words
    at_door(stage, 5)
    at_door(stage, 2)
    assert [line.code for line in live(stage).waiting] == stage.codes(5, 2)
    assert on(stage) == stage.codes(0)
    with pytest.raises(Refusal) as told:
        end_run(stage.organiser, stage.edition.id, live(stage).run.version)
    assert codes(told) == ["ceremony_not_called"]
    assert on(stage) == stage.codes(5, 2)
    assert live(stage).title(live(stage).now) == "Trao bổ sung"
    while live(stage).next is not None:
        assert on(stage) == []
    end_run(stage.organiser, stage.edition.id, live(stage).run.version)
    rows = db.session.scalars(select(Called.call_id)).all()
    assert sorted(rows) == sorted(stage.script.lines)
    # The order itself still has everybody in their own groups.
    assert stage.groups() == [stage.codes(3, 4, 5), stage.codes(1, 2), stage.codes(0)]


def test_two_telephones_take_a_step_once_and_a_slip_is_taken_back(db):
    stage = make_stage()
    at_door(stage, 3)
    begin_run(stage.organiser, stage.edition.id, rehearsal=False)
    on_to_group(stage)
    seen = live(stage).run.version
    step_on(stage.organiser, stage.edition.id, seen)
    with pytest.raises(Refusal) as told:
        step_on(stage.organiser, stage.edition.id, seen)
    assert codes(told) == ["ceremony_step_taken"]
    step_back(stage.organiser, stage.edition.id, live(stage).run.version)
    assert [line.code for line in live(stage).lines] == stage.codes(3)
    step_back(stage.organiser, stage.edition.id, live(stage).run.version)
    assert live(stage).called == []
    assert on(stage) == stage.codes(3)


def test_who_did_not_come_up_is_called_when_the_door_has_them_again(db):
    stage = make_stage()
    for place in (3, 4):
        at_door(stage, place)
    begin_run(stage.organiser, stage.edition.id, rehearsal=False)
    on_to_group(stage)
    missing = live(stage).lines[1].call.id
    did_not_come_up(stage.organiser, stage.edition.id, live(stage).run.version, missing)
    assert live(stage).next is not None
    assert live(stage).waiting == []
    with pytest.raises(Refusal) as told:
        did_not_come_up(stage.organiser, stage.edition.id, live(stage).run.version, missing)
    assert codes(told) == ["ceremony_not_on_stage"]
    at_door(stage, 4, after=999)
    assert [line.code for line in live(stage).waiting] == stage.codes(4)
    assert on(stage) == stage.codes(4)


def test_a_rehearsal_calls_everybody_and_counts_for_nothing(db):
    stage = make_stage()
    begin_run(stage.organiser, stage.edition.id, rehearsal=True)
    assert on_to_group(stage) == stage.codes(3, 4, 5)
    for deed in (
        lambda: begin_run(stage.organiser, stage.edition.id, rehearsal=False),
        lambda: arrange_anew(stage.organiser, stage.edition.id, stage.version),
        lambda: join_groups(stage.organiser, stage.edition.id, stage.version, stage.order.segments[4].id),
    ):
        with pytest.raises(Refusal) as told:
            deed()
        assert codes(told) == ["ceremony_running"]
    end_run(stage.organiser, stage.edition.id, live(stage).run.version)
    with pytest.raises(Refusal) as told:
        step_on(stage.organiser, stage.edition.id, live(stage).run.version)
    assert codes(told) == ["ceremony_not_under_way"]
    begin_run(stage.organiser, stage.edition.id, rehearsal=False)
    assert live(stage).called == []


def test_the_ceremony_does_not_begin_with_a_result_that_has_changed_since(db):
    stage = make_stage()
    db.session.scalars(select(Award).where(Award.entry_id == stage.entries[3].id)).one().amount_vnd = 1
    db.session.commit()
    with pytest.raises(Refusal) as told:
        begin_run(stage.organiser, stage.edition.id, rehearsal=False)
    assert "reconcile_overtaken" in codes(told)

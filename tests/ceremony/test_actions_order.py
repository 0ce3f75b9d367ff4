"""The running order through the real database: made, changed by people, brought up to a new version; all invented."""

import pytest
from sqlalchemy import select

from contest.ceremony.actions import editing
from contest.ceremony.actions.editing import Written
from contest.ceremony.actions.order import Settings, arrange_anew, open_ceremony, settle_ceremony, take_version
from contest.ceremony.models import Call, Segment
from contest.foundation.database import db as database
from contest.foundation.refusal import Refusal
from contest.papers.queries.tallies import reconciled
from contest.prizes.models import Award
from contest.results.actions import seal_results
from contest.results.models import Seal
from tests.ceremony.makers import BEGINS, make_stage
from tests.results.makers import make_decided


def codes(told) -> list[str]:
    return [reason.code for reason in told.value.reasons]


def group_of(stage, place):
    return [part.segment for part in stage.script.parts if part.segment.is_group][place]


def sealed_anew(stage, place: int, tier: str | None) -> int:
    """An entry gets another tier (None: no prize any more), and the result is sealed again; returns the seal's key."""
    row = database.session.scalars(select(Award).where(Award.entry_id == stage.entries[place].id)).one()
    if tier is None:
        row.state, row.is_by_hand = "removed", True
    else:
        row.tier_key = tier
    seal_results(stage.organiser, stage.edition.id)
    # The seal's own checker misses the vote behind the change; it has tests of its own.
    seal = database.session.scalars(select(Seal).order_by(Seal.id.desc()).limit(1)).one()
    seal.faults = []
    database.session.commit()
    return seal.id


def test_the_order_has_the_usual_segments_and_every_sealed_winner_from_the_lowest_prize(db):
    stage = make_stage()
    assert stage.groups() == [stage.codes(3, 4, 5), stage.codes(1, 2), stage.codes(0)]
    kinds = [part.segment.kind for part in stage.script.parts]
    assert kinds == [
        "opening", "introduction", "report", "decision", *["awarding"] * 3, "speech", "thanks", "closing",
    ]  # fmt: skip
    assert [part.hour for part in stage.script.parts][:5] == ["08:00", "08:05", "08:15", "08:30", "08:40"]


def test_nothing_is_arranged_before_the_result_is_sealed(db):
    edition, _, organiser, _ = make_decided()
    with pytest.raises(Refusal) as told:
        open_ceremony(organiser, edition.id, Settings(BEGINS, "", "lowest_first", 12, "authors"))
    assert codes(told) == ["ceremony_unsealed"]
    with pytest.raises(Refusal) as told:
        open_ceremony(organiser, edition.id, Settings(BEGINS, "", "lowest_first", 3, "authors"))
    assert codes(told) == ["ceremony_size"]


def test_two_who_arrange_at_once_do_not_overwrite_each_other(db):
    stage = make_stage()
    seen, first = stage.version, group_of(stage, 0)
    editing.move_segment(stage.organiser, stage.edition.id, seen, first.id, "down")
    with pytest.raises(Refusal) as told:
        editing.move_segment(stage.organiser, stage.edition.id, seen, first.id, "down")
    assert codes(told) == ["ceremony_changed"]
    assert told.value.reasons[0].params["by"] == "Ada"
    assert stage.groups() == [stage.codes(1, 2), stage.codes(3, 4, 5), stage.codes(0)]
    # Words of one segment do not stand in the way of moving another, and are held against their own version.
    written = Written("", "Xin mời", 5, "Ông Trần Bình")
    editing.write_segment(stage.organiser, stage.edition.id, first.id, first.version, written)
    with pytest.raises(Refusal) as told:
        editing.write_segment(stage.organiser, stage.edition.id, first.id, first.version, written)
    assert codes(told) == ["segment_changed"]
    editing.move_segment(stage.organiser, stage.edition.id, stage.version, first.id, "up")
    assert group_of(stage, 0).hands_over == "Ông Trần Bình"


def test_groups_are_split_joined_and_their_lines_moved_and_nobody_is_lost(db):
    stage = make_stage()
    deed, lines = (stage.organiser, stage.edition.id), stage.order.lines_of(group_of(stage, 0).id)
    editing.split_group(*deed, stage.version, lines[1].id)
    assert stage.groups()[:2] == [stage.codes(3), stage.codes(4, 5)]
    editing.move_call(*deed, stage.version, lines[1].id, "up")
    assert stage.groups()[:2] == [stage.codes(3, 4), stage.codes(5)]
    editing.move_call(*deed, stage.version, lines[0].id, "down")
    assert stage.groups()[:2] == [stage.codes(4, 3), stage.codes(5)]
    editing.join_groups(*deed, stage.version, group_of(stage, 0).id)
    assert stage.groups() == [stage.codes(4, 3, 5), stage.codes(1, 2), stage.codes(0)]
    for refused, code in (
        (lambda: editing.split_group(*deed, stage.version, lines[1].id), "group_not_split"),
        (lambda: editing.join_groups(*deed, stage.version, group_of(stage, 0).id), "group_not_merged"),
        (lambda: editing.move_call(*deed, stage.version, lines[1].id, "up"), "call_at_edge"),
        (lambda: editing.remove_segment(*deed, stage.version, group_of(stage, 0).id), "segment_is_group"),
    ):
        with pytest.raises(Refusal) as told:
            refused()
        assert codes(told) == [code]


def test_segments_are_put_in_and_taken_out(db):
    stage = make_stage()
    deed = (stage.organiser, stage.edition.id)
    first = stage.order.segments[0]
    new = editing.add_segment(*deed, stage.version, "performance", first.id, Written("Múa", "", 7, ""))
    assert [each.id for each in stage.order.segments][1] == new
    assert stage.script.parts[2].hour == "08:12"
    editing.remove_segment(*deed, stage.version, new)
    assert new not in [each.id for each in stage.order.segments]
    with pytest.raises(Refusal) as told:
        editing.add_segment(*deed, stage.version, "other", 0, Written(" ", "", 999, ""))
    assert codes(told) == ["segment_title_missing", "segment_minutes"]


def test_a_new_version_is_shown_and_taken_only_when_somebody_says_so_and_keeps_what_was_arranged(db):
    stage = make_stage()
    deed = (stage.organiser, stage.edition.id)
    lines = stage.order.lines_of(group_of(stage, 0).id)
    editing.move_call(*deed, stage.version, lines[2].id, "up")
    editing.write_call(*deed, lines[2].id, "Bà Lê Lan", "")
    sealed_anew(stage, 3, None)
    seal_id = sealed_anew(stage, 4, "second")
    assert [(each.what, each.key.split(":")[1]) for each in stage.script.differences] == [
        ("gone", str(stage.entries[3].id)),
        ("moved", str(stage.entries[4].id)),
    ]
    # Until it is taken, no list of winners is printed: the script is of an older version, and says something else.
    assert {"reconcile_older", "reconcile_award"} <= {reason.code for reason in reconciled(stage.edition.id).reasons}
    with pytest.raises(Refusal) as told:
        take_version(*deed, stage.version, seal_id - 1)
    assert codes(told) == ["ceremony_version_taken"]
    take_version(*deed, stage.version, seal_id)
    assert stage.groups() == [stage.codes(5), stage.codes(1, 2, 4), stage.codes(0)]
    assert stage.order.lines_of(group_of(stage, 0).id)[0].stand_in == "Bà Lê Lan"
    assert stage.script.differences == []
    assert reconciled(stage.edition.id).reasons == ()
    positions = db.session.scalars(select(Segment.position).order_by(Segment.position)).all()
    assert positions == list(range(1, len(positions) + 1))


def test_arranging_anew_follows_the_rule_and_keeps_what_is_written_at_a_line(db):
    stage = make_stage()
    deed = (stage.organiser, stage.edition.id)
    call = stage.order.lines_of(group_of(stage, 0).id)[1]
    editing.write_call(*deed, call.id, "Bà Lê Lan", "")
    settle_ceremony(*deed, stage.version, Settings(BEGINS, "Nhà hát", "highest_first", 4, "authors"))
    arrange_anew(*deed, stage.version)
    assert stage.groups() == [stage.codes(0), stage.codes(1, 2), stage.codes(3, 4, 5)]
    assert db.session.get_one(Call, call.id).stand_in == "Bà Lê Lan"
    assert [part.segment.kind for part in stage.script.parts].index("awarding") == 4

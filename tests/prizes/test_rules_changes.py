"""What a preview says is what comes: a thousand random edits, and the cases somebody would ask about."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from contest.prizes.rules.changes import (
    WAITS,
    Amended,
    Change,
    ChangeStanding,
    Difference,
    Disqualified,
    JudgeLeftOut,
    RoundInput,
    ScoreCorrected,
    World,
    changed,
    difference,
    fingerprint_of,
    standing,
    why_not_approve_change,
    why_not_possible,
    why_not_withdraw_change,
)
from contest.ranking.rules import Contender
from tests.prizes.changing import make_sheet, make_world, plans
from tests.prizes.makers import make_plan, tier
from tests.ranking.makers import CRITERIA, contender, make_round

Raw = dict[str, dict[int, dict[int, dict[str, Decimal]]]]
ENTRIES = 9
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def raw_of(world: World) -> Raw:
    """The bare figures: round, entry, judge, criterion."""
    return {
        given.rules.key: {
            each.entry_id: {sheet.judge_id: dict(sheet.points) for sheet in each.sheets} for each in given.contenders
        }
        for given in world.rounds
    }


def built(world: World, raw: Raw, out: int | None, weights: dict[str, Decimal], plan: Any) -> World:
    """A world made anew from bare figures: the other way to the same state, sharing nothing with `changed`."""
    rounds = []
    for given in world.rounds:
        criteria = tuple(each.model_copy(update={"weight": weights.get(each.key, each.weight)}) for each in CRITERIA)
        contenders = []
        for known in given.contenders:
            sheets = []
            for judge, figures in raw[given.rules.key][known.entry_id].items():
                sheet = make_sheet(judge, figures)
                whole = sum((figures[each.key] * each.weight for each in criteria), Decimal(0))
                sheets.append(sheet._replace(total=whole.quantize(Decimal("0.001"))))
            status = "ineligible" if known.entry_id == out else "eligible"
            contenders.append(Contender(known.entry_id, tuple(sheets), field_key=known.field_key, status=status))
        rounds.append(RoundInput(given.rules, criteria, tuple(contenders)))
    return World(
        tuple(rounds),
        plan,
        world.prize_round,
        world.holders,
        {key: scopes for key, scopes in world.eligible.items() if key != out},
        {key: each for key, each in world.decided.items() if key != out},
    )


def edits(chance: random.Random, world: World) -> Iterator[tuple[Change, World]]:
    """A change of every kind with the state it must lead to."""
    raw = raw_of(world)
    key, entry, judge = chance.choice(("one", "final")), chance.randint(1, ENTRIES), chance.randint(1, 3)
    cell, points = chance.choice(CRITERIA).key, Decimal(chance.randint(30, 48)) / 2
    mended = {r: {e: {j: dict(c) for j, c in own.items()} for e, own in each.items()} for r, each in raw.items()}
    mended[key][entry][judge][cell] = points
    yield ScoreCorrected(key, entry, judge, {cell: points}), built(world, mended, None, {}, world.plan)
    yield Disqualified(entry), built(world, raw, entry, {}, world.plan)
    fewer = {
        r: {e: {j: c for j, c in own.items() if r != key or j != judge} for e, own in each.items()}
        for r, each in raw.items()
    }
    yield JudgeLeftOut(key, judge), built(world, fewer, None, {}, world.plan)
    weights, plan = {cell: Decimal(chance.choice((2, 3))) / 2}, chance.choice(plans())
    after = built(world, raw, None, weights, plan)
    rules = {each.rules.key: (each.rules, each.criteria) for each in after.rounds}
    yield Amended(rules, plan, "x"), after


def test_the_preview_is_the_state_after_the_change_on_a_thousand_random_edits() -> None:
    chance = random.Random(5)
    seen = differing = 0
    while seen < 1000:
        world = make_world(chance, ENTRIES)
        before = standing(world)
        for change, after in edits(chance, world):
            previewed = standing(changed(world, change))
            state = standing(after)
            assert previewed.prizes == state.prizes, change
            for key, places in state.rounds.items():
                assert {e: (p.rank, p.points, p.status, p.goes_on, p.tie_state) for e, p in places.items()} == {
                    e: (p.rank, p.points, p.status, p.goes_on, p.tie_state) for e, p in previewed.rounds[key].items()
                }, change
            found = difference(world, before, previewed)
            assert found == Difference.read(found.document())
            given = dict(before.prizes)
            for line in found.prizes:
                assert given.get(line.entry_id, "") == line.before
                given[line.entry_id] = line.after
            assert {e: t for e, t in given.items() if t} == {e: t for e, t in state.prizes.items() if t}
            differing += bool(found.prizes)
            seen += 1
    assert differing > 200


def one_round(*contenders: Contender, plan: Any = None, **parts: Any) -> World:
    given = RoundInput(make_round(quorum=1, **parts), CRITERIA, contenders)
    holders = make_world(random.Random(1)).holders
    return World((given,), plan or make_plan(tier("first", 1), tier("second", 1)), "final", holders)


def test_a_corrected_score_shows_who_moves_and_whose_prize_changes() -> None:
    low, high = (make_sheet(1, {"novelty": Decimal(n), "use": Decimal(20), "effect": Decimal(20)}) for n in (30, 35))
    world = one_round(Contender(1, (high,)), Contender(2, (low,)), Contender(3, (low,)))
    change = ScoreCorrected("final", 3, 1, {"novelty": Decimal(40)})
    found = difference(world, standing(world), standing(changed(world, change)))
    assert [tuple(line) for line in found.prizes] == [
        (1, "KT-001", "first", "second"),
        (2, "KT-002", WAITS, ""),
        (3, "KT-003", WAITS, "first"),
    ]
    assert [(line.code, line.before[0], line.after[0]) for line in found.rounds[0].lines] == [
        ("KT-001", 1, 2),
        ("KT-002", 2, 3),
        ("KT-003", 2, 1),
    ]


def test_what_people_had_decided_for_a_disqualified_entry_falls_with_it() -> None:
    world = replace(one_round(contender(1, "80"), contender(2, "70")), decided={1: "second"})
    assert standing(changed(world, Disqualified(1))).prizes == {2: "first"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (ScoreCorrected("final", 1, 9, {"novelty": Decimal(1)}), ["change_sheet_unknown"]),
        (ScoreCorrected("final", 9, 1, {"novelty": Decimal(1)}), ["change_sheet_unknown"]),
        (ScoreCorrected("none", 1, 1, {"novelty": Decimal(1)}), ["change_round_unknown"]),
        (ScoreCorrected("final", 1, 1, {"novelty": Decimal(30)}), ["change_nothing"]),
        (ScoreCorrected("final", 1, 1, {"novelty": Decimal(31)}), []),
        (Disqualified(9), ["change_entry_unknown"]),
        (Disqualified(1), []),
        (JudgeLeftOut("final", 9), ["change_judge_unknown"]),
        (JudgeLeftOut("none", 1), ["change_round_unknown"]),
        (JudgeLeftOut("final", 1), ["change_no_sheet_left"]),
        (JudgeLeftOut("final", 2), []),
    ],
)
def test_a_change_of_what_is_not_there_is_refused(change: Change, expected: list[str]) -> None:
    figures = {"novelty": Decimal(30), "use": Decimal(20), "effect": Decimal(20)}
    one, two = make_sheet(1, figures), make_sheet(2, figures)
    world = one_round(Contender(1, (one, two)), Contender(2, (one,)))
    assert [reason.code for reason in why_not_possible(world, change)] == expected


def test_the_fingerprint_tells_every_state_and_every_change_apart() -> None:
    world = one_round(contender(1, "80"), contender(2, "70"))
    change = Disqualified(1)
    marks = [
        fingerprint_of(world, change),
        fingerprint_of(world, Disqualified(2)),
        fingerprint_of(one_round(contender(1, "80"), contender(2, "70.5")), change),
        fingerprint_of(replace(world, decided={2: "first"}), change),
        fingerprint_of(replace(world, plan=make_plan(tier("first", 2))), change),
        fingerprint_of(replace(world, holders={**world.holders, 1: world.holders[2]}), change),
        fingerprint_of(changed(world, change), change),
    ]
    assert len(set(marks)) == len(marks)
    assert fingerprint_of(one_round(contender(2, "70"), contender(1, "80.0")), change) == marks[0]


@pytest.mark.parametrize(
    ("state", "hours", "person", "seen", "now_is", "expected"),
    [
        ("waiting", 1, 8, "a", "a", []),
        ("waiting", 1, 7, "a", "a", ["change_approved_already"]),
        ("waiting", 1, None, "a", "a", ["change_needs_person"]),
        ("waiting", 1, 8, "old", "a", ["change_seen_other"]),
        ("waiting", 1, 8, "a", "b", ["change_moved"]),
        ("waiting", -1, 8, "a", "a", ["change_expired"]),
        ("made", 1, 8, "a", "a", ["change_over"]),
        ("withdrawn", 1, 8, "a", "a", ["change_over"]),
    ],
)
def test_only_a_second_person_who_has_seen_the_same_may_approve_in_time(
    state: str, hours: int, person: int | None, seen: str, now_is: str, expected: list[str]
) -> None:
    change = ChangeStanding(state, NOW + timedelta(hours=hours), "a", frozenset({7}))
    assert change.needed == 1
    found = why_not_approve_change(change, person, NOW, seen, now_is, "mai")
    assert [reason.code for reason in found] == expected


def test_the_proposer_or_the_committee_withdraws_with_a_reason_while_it_waits() -> None:
    waiting = ChangeStanding("waiting", NOW, "a", ())
    assert why_not_withdraw_change(waiting, "Nhầm", may=True) == []
    refused = why_not_withdraw_change(replace(waiting, state="made"), " ", may=False)
    assert [reason.code for reason in refused] == ["change_over", "change_not_yours", "change_reason_missing"]

"""How sure a result is: the report says what trying everything says, and no more is tried than can matter."""

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from contest.prizes.rules.changes import JudgeLeftOut, RoundInput, ScoreCorrected, World, changed, standing
from contest.prizes.rules.fragile import fragile, table_of
from contest.prizes.rules.fragile.table import GOES_ON, LEFT_TO_COUNCIL
from contest.ranking.rules import Contender, Sheet
from contest.scoring.rules import cells
from tests.prizes.changing import make_sheet, make_world, plans
from tests.prizes.makers import make_plan, tier
from tests.ranking.makers import CRITERIA, make_round

ENTRIES, JUDGES = 9, 3
Turned = dict[Any, frozenset[tuple[int, str, str]]]


def marks(world: World, key: str) -> dict[int, str]:
    """What everybody has, found the long way: the whole contest is ranked and given prizes anew."""
    found = standing(world)
    if key == world.prize_round:
        return {entry_id: tier_key for entry_id, tier_key in found.prizes.items() if tier_key}
    words = {True: GOES_ON, None: LEFT_TO_COUNCIL}
    return {e: words[p.goes_on] for e, p in found.rounds[key].items() if p.rank is not None and p.goes_on is not False}


def turned(before: dict[int, str], after: dict[int, str]) -> frozenset[tuple[int, str, str]]:
    return frozenset(
        (e, before.get(e, ""), after.get(e, ""))
        for e in before.keys() | after.keys()
        if before.get(e, "") != after.get(e, "")
    )


def tried(world: World, key: str) -> Iterator[tuple[Any, frozenset[tuple[int, str, str]]]]:
    """Brute force: every judge left out, every cell a step up and down, by the rules of changes."""
    before = marks(world, key)
    given = next(each for each in world.rounds if each.rules.key == key)
    for judge in range(1, JUDGES + 1):
        yield ("judge", judge), turned(before, marks(changed(world, JudgeLeftOut(key, judge)), key))
    for contender in given.contenders:
        for sheet in contender.sheets:
            for cell in cells(CRITERIA):
                for step in (cell.step, -cell.step):
                    value = sheet.points[cell.key]
                    assert value is not None
                    if cell.least <= value + step <= cell.most:
                        what = ScoreCorrected(key, contender.entry_id, sheet.judge_id, {cell.key: value + step})
                        place = ("step", contender.entry_id, sheet.judge_id, cell.key, step)
                        yield place, turned(before, marks(changed(world, what), key))


def reported(world: World, key: str) -> Turned:
    found = fragile(world, key)
    said: Turned = {("judge", each.judge_id): frozenset(each.turns) for each in found.judges}
    return said | {
        ("step", each.entry_id, each.judge_id, each.cell, each.step): frozenset(each.turns) for each in found.steps
    }


@pytest.mark.parametrize("number", range(6))
@pytest.mark.parametrize("key", ["one", "final"])
def test_the_report_equals_trying_everything(number: int, key: str) -> None:
    chance = random.Random(number)
    plan = plans()[number]
    world = replace(make_world(chance, ENTRIES, JUDGES, plan), decided={})
    expected = {place: turns for place, turns in tried(world, key) if turns}
    assert reported(world, key) == expected


@pytest.mark.parametrize("number", [0, 2, 3])
def test_a_round_read_as_columns_has_the_same_report(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(40 + number)
    world = make_world(chance, 70, JUDGES, plans()[number])
    # Each judge has a part of the entries, so that not everybody concerns everybody; some have too few sheets.
    rules = [each.rules.model_copy(update={"carry": {}, "quorum": JUDGES}) for each in world.rounds]
    contenders = [tuple(map(shifted, each.contenders)) for each in world.rounds]
    rounds = (RoundInput(own, CRITERIA, given) for own, given in zip(rules, contenders, strict=True))
    world = replace(world, rounds=tuple(rounds))
    long = [fragile(world, key) for key in ("one", "final")]
    monkeypatch.setattr("contest.ranking.rules.columns.MANY", 1)
    assert all(table_of(world, key).columns is not None for key in ("one", "final"))
    assert [fragile(world, key) for key in ("one", "final")] == long


def shifted(contender: Contender) -> Contender:
    """The entry with other judges than most, some of them away."""
    given = (each._replace(judge_id=each.judge_id + contender.entry_id % 11) for each in contender.sheets)
    if contender.entry_id % 7:
        return replace(contender, sheets=tuple(given))
    return replace(contender, sheets=(*list(given)[:2], Sheet(99, "absent")))


def planted(*rows: tuple[int, int, int], plan: Any = None, **parts: Any) -> World:
    """Entries with a sheet of each of three judges, in halves of novelty's points; use and effect are 20 each."""
    contenders = tuple(
        Contender(
            entry_id,
            tuple(
                make_sheet(judge, {"novelty": Decimal(n) / 2, "use": Decimal(20), "effect": Decimal(20)})
                for judge, n in enumerate(row, 1)
            ),
        )
        for entry_id, row in enumerate(rows, 1)
    )
    given = RoundInput(make_round(quorum=1, **parts), CRITERIA, contenders)
    return World((given,), plan or make_plan(tier("first", 1), tier("third", 2)), "final")


def test_the_judge_without_whom_the_prize_is_anothers_is_named() -> None:
    world = planted((60, 40, 40), (44, 45, 46), (20, 20, 20), (10, 10, 10), (8, 8, 8))
    found = fragile(world, "final")
    assert [(each.judge_id, each.turns) for each in found.judges] == [
        (1, ((1, "first", "third"), (2, "third", "first")))
    ]
    assert found.steps == ()
    assert found.touched()[1] >= {"judge"}


def test_one_step_at_the_line_turns_a_prize_and_one_far_from_it_does_not() -> None:
    world = planted((50, 50, 50), (40, 40, 40), (30, 30, 30), (30, 30, 29), (10, 10, 10), (9, 10, 10))
    found = fragile(world, "final")
    assert {each.entry_id for each in found.steps} == {3, 4}
    assert {turn.entry_id for each in found.steps for turn in each.turns} == {3, 4}
    lower = next(line for line in found.lines if line.below == "")
    assert (lower.above, lower.within, lower.gap) == ("third", 3, Decimal("0.17"))
    assert [near.entry_id for near in lower.near] == [1, 2, 3, 4, 5, 6]


def test_the_median_gives_another_winner_than_the_mean() -> None:
    world = planted((79, 50, 50), (55, 55, 55), (20, 20, 20), (10, 10, 10))
    found = fragile(world, "final")
    assert [each.method for each in found.methods if (1, "first", "third") in each.turns] == ["trimmed", "median"]
    # Everybody was scored by the same three: taking severity out changes nobody's place.
    assert found.why_not == ()


def test_judges_who_share_no_entry_are_not_compared_and_it_says_why() -> None:
    world = planted((60, 40, 40), (44, 45, 46), (20, 20, 20))
    given = world.rounds[0]
    apart = tuple(
        replace(each, sheets=tuple(s._replace(judge_id=10 * each.entry_id + s.judge_id) for s in each.sheets))
        for each in given.contenders
    )
    found = fragile(replace(world, rounds=(replace(given, contenders=apart),)), "final")
    assert [reason.code for reason in found.why_not] == ["ranking_adjust_apart"]
    assert found.looks == ()


def test_only_entries_near_a_line_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    world = planted(*((75 - n, 75 - n, 75 - n) for n in range(60)))
    table = table_of(world, "final")
    assert table.live == 3
    asked: list[int] = []
    whole = type(table).turned
    monkeypatch.setattr(type(table), "turned", lambda self, new: asked.append(1) or whole(self, new))
    found = fragile(world, "final")
    # Three entries have a prize and a few more could come up by a step: nobody else is worked out.
    assert len(asked) < 60
    assert [(line.above, line.below) for line in found.lines] == [("first", "third"), ("third", "")]


def test_the_entries_to_look_at_once_more_are_those_nobody_can_be_sure_of() -> None:
    chance = random.Random(3)
    rows = [tuple(min(80, max(0, 60 - n + chance.randint(-9, 9))) for _ in range(3)) for n in range(40)]
    world = planted(*rows, plan=make_plan(tier("first", 10)))
    looks = fragile(world, "final").looks
    use = [look.chance * (1 - look.chance) / (look.sheets + 1) for look in looks]
    assert use == sorted(use, reverse=True)
    assert all(0.1 < look.chance < 0.9 for look in looks)
    places = {entry_id: place for place, entry_id in enumerate(table_of(world, "final").order, 1)}
    assert looks
    assert all(abs(places[look.entry_id] - 10.5) < 8 for look in looks)

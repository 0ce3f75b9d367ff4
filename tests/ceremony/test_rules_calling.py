"""Each winner who is here is called exactly once, whoever is absent, late, or gone for a while; nobody is lost."""

import random

from hypothesis import given, settings
from hypothesis import strategies as some

from contest.ceremony.rules.calling import Planned, Stage, Step, next_step, steps_left, why_not_end

SIZE = 12


def group(number: int, tier: str, *calls: int) -> Planned:
    return Planned(number, is_group=True, kind=("tier", tier), calls=calls)


def words(number: int) -> Planned:
    return Planned(number, is_group=False)


PLAN = [words(1), group(2, "third", 1, 2), group(3, "third", 3, 4), group(4, "first", 5), words(5)]


def begun(place: int, *called: int, extra: int = 0) -> Stage:
    return Stage(place, extra, frozenset(called), {}, SIZE)


def test_who_is_absent_drops_out_and_an_empty_group_is_passed_over():
    here = {1, 5}
    assert steps_left(PLAN, begun(-1), here) == [
        Step(1, 0, ()),
        Step(2, 0, (1,)),
        Step(4, 0, (5,)),
        Step(5, 0, ()),
    ]


def test_who_comes_late_is_called_in_the_next_group_of_the_prize():
    assert next_step(PLAN, begun(1, 1), {1, 2, 3}) == Step(3, 0, (3, 2))


def test_who_comes_when_no_group_of_the_prize_is_left_is_called_in_a_last_group_before_the_end():
    assert steps_left(PLAN, begun(2, 1, 3), {1, 2, 3, 5}) == [Step(4, 0, (5,)), Step(None, 1, (2,)), Step(5, 0, ())]


def test_who_comes_after_the_last_words_is_called_all_the_same():
    assert next_step(PLAN, begun(4, 1, 5), {1, 5, 4}) == Step(None, 1, (4,))
    assert [reason.params["count"] for reason in why_not_end(PLAN, {1, 5}, {1, 5, 4})] == [1]
    assert why_not_end(PLAN, {1, 5, 4}, {1, 4}) == []


def test_latecomers_join_only_as_far_as_the_stage_has_room():
    plan = [group(1, "third", 1, 2, 3), group(2, "third", 4, 5), group(3, "third", 6)]
    stage = Stage(0, 0, frozenset(), {}, 3)
    assert steps_left(plan, stage, {1, 2, 3, 4, 5, 6}) == [Step(2, 0, (4, 5, 1)), Step(3, 0, (6, 2, 3))]


def test_who_left_before_the_call_is_not_called():
    assert next_step(PLAN, begun(0), {2}) == Step(2, 0, (2,))


def played(plan, people, here, arrivals, leaving, size=SIZE):
    """Every step to the end: (the calls of each step, who was here at the end); arrivals by the number of the step."""
    places = {segment.id: place for place, segment in enumerate(plan)}
    stage, here, steps, moment = Stage(-1, 0, frozenset(), people, size), set(here), [], 0
    while True:
        here |= arrivals.pop(moment, set())
        here -= leaving.pop(moment, set())
        step = next_step(plan, stage, here)
        if step is None:
            if not arrivals:
                return steps, here, stage.called
            moment += 1
            continue
        steps.append(step)
        place = stage.place if step.segment_id is None else places[step.segment_id]
        stage = Stage(place, max(stage.extra, step.extra), stage.called | set(step.calls), people, size)
        moment += 1


def a_plan(count: int, chance: random.Random) -> tuple[list[Planned], dict[int, int]]:
    """So many winners of four prizes in groups of the stage, with words between."""
    tiers = sorted(chance.choice(("consolation", "third", "second", "first")) for _ in range(count))
    people = {call: chance.choice((1, 1, 2, 3)) for call in range(count)}
    plan, number = [words(0)], 1
    for tier in dict.fromkeys(tiers):
        own = [call for call, each in enumerate(tiers) if each == tier]
        for start in range(0, len(own), 6):
            plan.append(group(number, tier, *own[start : start + 6]))
            number += 1
        plan.append(words(number))
        number += 1
    return plan, people


@given(some.randoms(use_true_random=False))
@settings(max_examples=25)
def test_two_hundred_winners_some_absent_some_late_each_present_one_called_exactly_once(chance):
    plan, people = a_plan(200, chance)
    everybody = set(range(200))
    absent = set(chance.sample(sorted(everybody), 30))
    late = chance.sample(sorted(absent), 5)
    arrivals: dict[int, set[int]] = {}
    for call in late:
        arrivals.setdefault(chance.randrange(0, len(plan) + 4), set()).add(call)
    steps, here, _ = played(plan, people, everybody - absent, dict(arrivals), {})
    called = [call for step in steps for call in step.calls]
    assert sorted(called) == sorted(everybody - absent | set(late)) == sorted(here)
    # The lists still have all: the plan never changes by who came.
    assert {call for segment in plan for call in segment.calls} == everybody
    # Every segment that is not a group is on the stage once, in its order.
    assert [step.segment_id for step in steps if not step.calls] == [each.id for each in plan if not each.is_group]
    assert all(sum(people[call] for call in step.calls) <= SIZE or _is_own(plan, step) for step in steps)


def _is_own(plan: list[Planned], step: Step) -> bool:
    return any(segment.id == step.segment_id and set(step.calls) <= set(segment.calls) for segment in plan)


@given(some.randoms(use_true_random=False))
@settings(max_examples=25)
def test_whoever_comes_and_goes_is_called_once_at_most_and_never_lost_while_here(chance):
    plan, people = a_plan(30, chance)
    arrivals: dict[int, set[int]] = {}
    leaving: dict[int, set[int]] = {}
    for call in range(30):
        came = chance.randrange(0, 20)
        arrivals.setdefault(came, set()).add(call)
        if chance.random() < 0.3:
            leaving.setdefault(chance.randrange(came, 24), set()).add(call)
    steps, here, called = played(plan, people, set(), arrivals, leaving)
    named = [call for step in steps for call in step.calls]
    assert len(named) == len(set(named))
    assert here <= called
    assert why_not_end(plan, called, here) == []

"""One press for script and slides: which slides each step has, and what a press does to the script; all invented."""

import random

from hypothesis import given, settings
from hypothesis import strategies as some

from contest.ceremony.rules.calling import Planned, Stage, Step, next_step, steps_left
from contest.ceremony.rules.leading import led, place_for, turn, why_not_go
from contest.ceremony.rules.slides import Card, Part, Slide, deck

SEGMENT = (1, Part("s-1", "Khai mạc", ""))


def card(number: int) -> Card:
    return Card(
        f"{number:020d}{0:044d}", f"TN-{number}", "Giải Ba", f"Máy {number}", ("An",), "", key=f"tier:{number}:0"
    )


CARDS = {number: card(number) for number in range(1, 8)}


def group(segment_id: int, *calls: int) -> tuple[int, Part]:
    return segment_id, Part(f"s-{segment_id}", "Giải Ba", "", tuple(CARDS[call] for call in calls))


def shown(parts: list[Part]) -> list[tuple[int, str, list[str]]]:
    """Step, kind and the codes on it of every slide between the first and the last."""
    slides = deck("Hội thi", "", parts)[1:-1]
    return [(slide.step, slide.kind, [one.code for one in slide.cards]) for slide in slides if slide.kind != "prize"]


def test_who_is_dropped_stands_with_the_group_only_and_who_is_late_alone_where_they_are_called() -> None:
    steps = [Step(1, 0, ()), Step(2, 0, (2,)), Step(3, 0, (3, 1))]
    assert shown(led([SEGMENT, group(2, 1, 2), group(3, 3)], steps, CARDS)) == [
        (1, "segment", []),
        (2, "winner", ["TN-2"]),
        (2, "list", ["TN-1", "TN-2"]),
        (3, "winner", ["TN-3"]),
        (3, "winner", ["TN-1"]),
        (3, "list", ["TN-3", "TN-1"]),
    ]


def test_a_group_nobody_came_for_is_shown_together_before_the_next_step_and_its_latecomer_at_the_end() -> None:
    steps = [Step(1, 0, ()), Step(3, 0, (3,)), Step(None, 1, (1,))]
    parts = led([SEGMENT, group(2, 1), group(3, 3)], steps, CARDS)
    assert shown(parts) == [
        (1, "segment", []),
        (1, "list", ["TN-1"]),
        (2, "winner", ["TN-3"]),
        (3, "winner", ["TN-1"]),
    ]
    assert parts[-1].title == "Trao bổ sung"


def evening() -> list[Slide]:
    steps = [Step(1, 0, ()), Step(2, 0, (1, 2)), Step(3, 0, (3,))]
    return deck("Hội thi", "", led([SEGMENT, group(2, 1, 2), group(3, 3)], steps, CARDS))


def test_a_press_takes_a_step_where_the_slide_is_the_next_steps_and_back_takes_it_back() -> None:
    slides = evening()
    first = {step: next(place for place, slide in enumerate(slides) if slide.step == step) for step in range(4)}
    assert turn(slides, first[2] - 1, first[2], 1) == 1
    assert turn(slides, first[2], first[2] + 1, 2) == 0
    assert turn(slides, first[3], first[3] - 1, 3) == -1
    # Whoever looks up an earlier slide takes nothing back; whoever leaps over a step is told.
    assert turn(slides, first[3], first[2], 3) == 0
    assert [reason.code for reason in why_not_go(slides[first[3]], 1)] == ["show_beyond_step"]
    assert why_not_go(slides[first[3]], 2) == []


def test_slides_follow_a_script_that_moved_by_itself_and_never_to_one_that_was_not_shown() -> None:
    slides = evening()
    keys = [slide.key for slide in slides]
    up = next(place for place, slide in enumerate(slides) if slide.kind == "winner")
    assert place_for(slides, keys[up], up, 2) == up
    assert slides[place_for(slides, keys[up], up, 3)].kind == "prize"
    assert slides[place_for(slides, keys[up], up, 1)].kind == "segment"
    without = [slide for slide in slides if slide.key != keys[up]]
    assert without[place_for(without, keys[up], up, 2)].key == keys[up - 1]


@settings(max_examples=30)
@given(some.integers(0, 10_000))
def test_from_the_first_slide_to_the_last_everybody_who_is_here_stands_alone_once_in_the_step_that_calls_them(
    seed: int,
) -> None:
    chance, size = random.Random(seed), 4
    sizes = [chance.randint(1, 4) for _ in range(3)]
    numbers = iter(range(1, 13))
    plan = [Planned(place, True, ("tier", str(place % 2)), tuple(next(numbers) for _ in range(own)))
            for place, own in enumerate(sizes, 1)]  # fmt: skip
    cards = {call: card(call) for each in plan for call in each.calls}
    parts = [(each.id, Part(f"s-{each.id}", "Giải Ba", "", tuple(cards[call] for call in each.calls))) for each in plan]
    here = {call for call in cards if chance.random() < 0.7}
    stage, taken = Stage(-1, 0, frozenset(), {}, size), list[Step]()
    while True:
        slides = deck("Hội thi", "", led(parts, [*taken, *steps_left(plan, stage, here)], cards))
        assert [slide.step for slide in slides] == sorted(slide.step for slide in slides)
        assert len({slide.key for slide in slides}) == len(slides)
        step = next_step(plan, stage, here)
        if step is None:
            break
        taken.append(step)
        place = stage.place if step.segment_id is None else step.segment_id - 1
        stage = Stage(place, max(stage.extra, step.extra), stage.called | set(step.calls), {}, size)
        here |= {chance.choice(list(cards))}
    alone = [(slide.step, slide.cards[0].code) for slide in slides if slide.kind == "winner"]
    assert alone == [(number, cards[call].code) for number, step in enumerate(taken, 1) for call in step.calls]
    # Everybody is known by the end, whether they came or not.
    assert {one.code for slide in slides for one in slide.cards} == {one.code for one in cards.values()}

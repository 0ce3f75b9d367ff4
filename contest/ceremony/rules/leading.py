"""One press for script and slides: the slides in the steps of the script that runs, and what a press does to both.

Steps are counted from 1; before the first stands the title. A slide belongs to the step during which it is shown, so
going on to a slide of the next step takes that step, and going back from its first slide takes it back.
"""

from collections.abc import Iterator, Mapping, Sequence

from contest.ceremony.rules.calling import Step
from contest.ceremony.rules.slides import Card, Part, Slide
from contest.foundation.refusal import Reason

LATE = "Trao bổ sung"


def led(plan: Sequence[tuple[int, Part]], steps: Sequence[Step], cards: Mapping[int, Card]) -> list[Part]:
    """The parts of the evening as the script goes, or would go as the doors stand.

    plan: the segments by key with their parts, in order; steps: those taken, then those to come; cards: by call.
    Who is not called in the own group stands there with the others only, and alone where they are called late. A group
    that the script passes over is shown together at the end of the step before, so that its awards are known, too.
    """
    parts = dict(plan)
    found: list[Part] = []
    for number, segment_id, step in walk([key for key, _ in plan], steps):
        called = tuple(cards[call] for call in step.calls if call in cards) if step else ()
        if segment_id is not None:
            part = _called(parts[segment_id], called)
            found += [part._replace(step=number)] if step or part.cards else []
        elif step and called:
            found.append(Part(f"bo-sung-{step.extra}", LATE, counted(len(called)), called, number))
    return found


def walk(plan: Sequence[int], steps: Sequence[Step]) -> Iterator[tuple[int, int | None, Step | None]]:
    """The evening in the order it goes: the number of the step, the segment, and the step that is taken with it.

    plan: the segments by key, in order. A segment that the script passes over has no step of its own and belongs to the
    one before; a last group of latecomers has no segment.
    """
    places = {segment_id: place for place, segment_id in enumerate(plan)}
    stepped, seen = {step.segment_id for step in steps}, set[int]()
    reached = -1
    for number, step in enumerate(steps, 1):
        if step.segment_id is None:
            yield number, None, step
            continue
        place = places.get(step.segment_id, -1)
        yield from ((number - 1, each, None) for each in plan[reached + 1 : place] if each not in stepped)
        reached = max(reached, place)
        if place >= 0 and step.segment_id not in seen:
            seen.add(step.segment_id)
            yield number, step.segment_id, step
    yield from ((len(steps), each, None) for each in plan[reached + 1 :] if each not in stepped)


def _called(part: Part, called: Sequence[Card]) -> Part:
    """The group with who is called in it: its own, and those who came after their own group."""
    up, own = {card.key for card in called}, {card.key for card in part.cards}
    here = [card._replace(is_absent=card.key not in up) for card in part.cards]
    return part._replace(cards=(*here, *(card._replace(is_absent=False) for card in called if card.key not in own)))


def counted(number: int) -> str:
    """How many are called, as the house writes it."""
    return f"{number:02d} giải"


def why_not_go(to: Slide, taken: int) -> list[Reason]:
    """Why the slides cannot go there while they go with the script: who is in between would count as called."""
    return [Reason("show_beyond_step")] if to.step > taken + 1 else []


def turn(slides: Sequence[Slide], at: int, to: int, taken: int) -> int:
    """What going from one place to another does to the script: 1 takes its next step, -1 takes the last one back.

    Back only by one place: whoever looks up an earlier group for a photograph takes nothing back.
    """
    if slides[to].step == taken + 1:
        return 1
    is_back = to == at - 1 and slides[at].step == taken > slides[to].step
    return -1 if is_back else 0


def place_for(slides: Sequence[Slide], key: str, last: int, taken: int) -> int:
    """Where the slides stand once the script has moved by itself: where they were, as long as that is in its step.

    Of a slide that is gone (its winner did not come up) the one before, which was shown already.
    """
    places = {slide.key: place for place, slide in enumerate(slides)}
    at = places.get(key, max(0, min(last, len(slides)) - 1))
    if slides[at].step == taken:
        return at
    own = [place for place, slide in enumerate(slides) if slide.step <= taken]
    first = [place for place in own if slides[place].step == taken]
    return first[0] if first else own[-1]

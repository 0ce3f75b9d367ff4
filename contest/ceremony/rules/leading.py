"""One press for script and slides: the slides in the steps of the script that runs, and what a press does to both.

Steps are counted from 1; before the first stands the title. A slide belongs to the step during which it is shown, so
going on to a slide of the next step takes that step, and going back from its first slide takes it back.
"""

from collections.abc import Iterable, Mapping, Sequence

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
    places = {segment_id: place for place, (segment_id, _) in enumerate(plan)}
    stepped, seen = {step.segment_id for step in steps}, set[int]()
    found: list[Part] = []
    reached = -1
    for number, step in enumerate(steps, 1):
        called = tuple(cards[call] for call in step.calls if call in cards)
        if step.segment_id is None:
            found += [Part(f"bo-sung-{step.extra}", LATE, counted(len(called)), called, number)] if called else []
            continue
        place = places.get(step.segment_id, -1)
        found += _passed(plan[reached + 1 : place], stepped, number - 1)
        reached = max(reached, place)
        if place >= 0 and step.segment_id not in seen:
            seen.add(step.segment_id)
            found.append(_called(plan[place][1], called)._replace(step=number))
    return [*found, *_passed(plan[reached + 1 :], stepped, len(steps))]


def _called(part: Part, called: Sequence[Card]) -> Part:
    """The group with who is called in it: its own, and those who came after their own group."""
    up, own = {card.key for card in called}, {card.key for card in part.cards}
    here = [card._replace(is_absent=card.key not in up) for card in part.cards]
    return part._replace(cards=(*here, *(card._replace(is_absent=False) for card in called if card.key not in own)))


def _passed(plan: Iterable[tuple[int, Part]], stepped: Iterable[int | None], step: int) -> list[Part]:
    left = [part for segment_id, part in plan if segment_id not in stepped and part.cards]
    return [_called(part, ())._replace(step=step) for part in left]


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

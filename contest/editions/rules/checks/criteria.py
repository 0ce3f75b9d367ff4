"""Criteria a judge can fill in: maxima, steps, parts and levels that fit."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from contest.editions.rules.faults import Fault, Path
from contest.editions.rules.judging import Criterion
from contest.editions.rules.regulation import Regulation

Placed = Iterator[tuple[Path, Criterion]]


def _criteria(regulation: Regulation) -> Placed:
    for number, round_ in enumerate(regulation.rounds):
        for place, criterion in enumerate(round_.criteria):
            yield ("rounds", number, "criteria", place), criterion


def _divides(step: Decimal, span: Decimal) -> bool:
    return span % step == 0


def maxima_can_be_reached(regulation: Regulation) -> Iterator[Fault]:
    """A criterion has points to give, and its steps reach from the least to the most."""
    for here, criterion in _criteria(regulation):
        if criterion.max == 0:
            yield Fault("regulation_no_points", (*here, "max"), {"name": criterion.name})
        elif criterion.min >= criterion.max:
            params = {"name": criterion.name, "least": criterion.min, "most": criterion.max}
            yield Fault("regulation_points_reversed", (*here, "min"), params, ((*here, "max"),))
        elif criterion.step == 0:
            yield Fault("regulation_no_step", (*here, "step"), {"name": criterion.name})
        elif not _divides(criterion.step, criterion.max - criterion.min):
            params = {"name": criterion.name, "step": criterion.step, "most": criterion.max}
            yield Fault("regulation_step_does_not_fit", (*here, "step"), params, ((*here, "max"), (*here, "min")))
        if criterion.weight <= 0:
            yield Fault("regulation_weight_not_positive", (*here, "weight"), {"name": criterion.name})


def parts_add_up(regulation: Regulation) -> Iterator[Fault]:
    """The parts' maxima make the criterion's, and each part's step fits its own."""
    for here, criterion in _criteria(regulation):
        if not criterion.parts:
            continue
        total = sum((part.max for part in criterion.parts), Decimal(0))
        if total != criterion.max:
            params = {"name": criterion.name, "total": total, "most": criterion.max}
            yield Fault("regulation_parts_do_not_add_up", (*here, "parts"), params, ((*here, "max"),))
        for number, part in enumerate(criterion.parts):
            step = criterion.step if part.step is None else part.step
            if part.max == 0:
                yield Fault("regulation_no_points", (*here, "parts", number, "max"), {"name": part.name})
            elif step == 0 and part.step is not None:
                yield Fault("regulation_no_step", (*here, "parts", number, "step"), {"name": part.name})
            elif step and not _divides(step, part.max):
                params = {"name": part.name, "step": step, "most": part.max}
                path = (*here, "parts", number, "max" if part.step is None else "step")
                yield Fault("regulation_step_does_not_fit", path, params, ((*here, "step"),))


def levels_lie_in_range(regulation: Regulation) -> Iterator[Fault]:
    """Levels begin within the criterion's points, each somewhere else."""
    for here, criterion in _criteria(regulation):
        begins = [band.from_ for band in criterion.levels]
        for number, begin in enumerate(begins):
            path = (*here, "levels", number, "from")
            if not criterion.min <= begin <= criterion.max:
                params = {"name": criterion.name, "value": begin, "least": criterion.min, "most": criterion.max}
                yield Fault("regulation_level_out_of_range", path, params, ((*here, "max"), (*here, "min")))
            if begin in begins[:number]:
                yield Fault("regulation_levels_overlap", path, {"name": criterion.name, "value": begin})
        ways = {sign for sign in (_way(*pair) for pair in pairwise(begins)) if sign}
        if len(ways) > 1:
            yield Fault("regulation_levels_unordered", (*here, "levels"), {"name": criterion.name})


def _way(one: Decimal, next_: Decimal) -> int:
    return (next_ > one) - (next_ < one)


def criteria_come_from_somewhere(regulation: Regulation) -> Iterator[Fault]:
    """A scored round has criteria of its own or another round's, which must exist and have some."""
    for number, round_ in enumerate(regulation.rounds):
        here: Path = ("rounds", number)
        if round_.same_as is not None:
            if round_.criteria:
                yield Fault("regulation_criteria_twice", (*here, "same_as"), {"name": round_.name})
            yield from _follow(regulation, here, round_.key, round_.same_as)
        elif round_.kind == "scores" and not round_.criteria:
            yield Fault("regulation_round_without_criteria", here, {"name": round_.name}, ((*here, "criteria"),))


def _follow(regulation: Regulation, here: Path, key: str, same_as: str) -> Iterator[Fault]:
    seen, target = {key}, same_as
    while True:
        if target in seen:
            yield Fault("regulation_same_as_circle", (*here, "same_as"), {"value": same_as}, (("rounds",),))
            return
        seen.add(target)
        round_ = regulation.round_of(target)
        if round_ is None:
            yield Fault("regulation_unknown_round", (*here, "same_as"), {"value": target}, (("rounds",),))
            return
        if round_.same_as is None:
            if not round_.criteria and round_.kind == "grades":
                params = {"value": target}
                yield Fault("regulation_same_as_without_criteria", (*here, "same_as"), params, (("rounds",),))
            return
        target = round_.same_as


CHECKS = (
    maxima_can_be_reached,
    parts_add_up,
    levels_lie_in_range,
    criteria_come_from_somewhere,
)

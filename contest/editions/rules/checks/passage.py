"""From round to round: who goes on, what is carried, how equals are told apart."""

from collections.abc import Iterator
from decimal import Decimal

from contest.editions.rules.expected import nearest
from contest.editions.rules.faults import Fault, Path
from contest.editions.rules.judging import GoesOn, Round
from contest.editions.rules.regulation import Regulation

TIE_STEPS = (
    "median",
    "highest_sheet",
    "lowest_sheet",
    "earlier_round",
    "earlier_submission",
    "youngest",
    "vote_of_council",
    "share",
)


def every_round_but_the_last_leads_on(regulation: Regulation) -> Iterator[Fault]:
    """Each round says who goes on, except the last, after which there is nowhere to go."""
    last = len(regulation.rounds) - 1
    for number, round_ in enumerate(regulation.rounds):
        here: Path = ("rounds", number)
        if number == last and round_.goes_on is not None:
            yield Fault("regulation_goes_on_from_last", (*here, "goes_on"), {"name": round_.name})
        if number < last and round_.goes_on is None:
            yield Fault("regulation_goes_on_missing", here, {"name": round_.name}, ((*here, "goes_on"),))


def goes_on_says_who(regulation: Regulation) -> Iterator[Fault]:
    """The rule picks somebody: by threshold, number, percentage, grade, or the council's choice."""
    for number, round_ in enumerate(regulation.rounds):
        rule = round_.goes_on
        if rule is None:
            continue
        here: Path = ("rounds", number, "goes_on")
        if rule.top is not None and rule.percent is not None:
            yield Fault("regulation_top_and_percent", here)
        if not _picks(rule):
            yield Fault("regulation_goes_on_empty", here, {"name": round_.name})
        if rule.per == "division" and not regulation.divisions:
            yield Fault("regulation_per_without", (*here, "per"), {"value": "division"}, (("divisions",),))
        if rule.per == "council" and not regulation.councils:
            yield Fault("regulation_per_without", (*here, "per"), {"value": "council"}, (("councils",),))
        yield from _grades_exist(round_, here, rule)


def _picks(rule: GoesOn) -> bool:
    return bool(rule.threshold or rule.top or rule.percent or rule.grades) or rule.chosen_by == "council"


def _grades_exist(round_: Round, here: Path, rule: GoesOn) -> Iterator[Fault]:
    known = set(round_.grades) | {band.name for band in round_.grade_bands}
    hangs = ((*here[:2], "grades"), (*here[:2], "grade_bands"))
    for place, grade in enumerate(rule.grades):
        if grade not in known:
            yield Fault("regulation_unknown_grade", (*here, "grades", place), {"value": grade}, hangs)
    if round_.kind == "grades" and (rule.threshold or rule.top or rule.percent):
        yield Fault("regulation_points_of_graded_round", here, {"name": round_.name})


def carried_weights_add_up(regulation: Regulation) -> Iterator[Fault]:
    """What is carried comes from this round and earlier scored ones, and weighs 1 together."""
    order = [round_.key for round_ in regulation.rounds]
    for number, round_ in enumerate(regulation.rounds):
        here: Path = ("rounds", number, "carry")
        if not round_.carry:
            continue
        for key, weight in round_.carry.items():
            other = regulation.round_of(key)
            if other is None:
                yield Fault("regulation_unknown_round", (*here, key), {"value": key}, (("rounds",),))
            elif order.index(key) > number:
                yield Fault("regulation_carry_from_later", (*here, key), {"value": key})
            elif other.kind == "grades":
                yield Fault("regulation_carry_from_grades", (*here, key), {"value": key})
            if weight <= 0:
                yield Fault("regulation_weight_not_positive", (*here, key), {"name": key})
        total = sum(round_.carry.values(), Decimal(0))
        if total != 1:
            yield Fault("regulation_carry_not_one", here, {"total": total})
        if round_.key not in round_.carry:
            yield Fault("regulation_carry_without_own", here, {"value": round_.key}, (("rounds", number, "key"),))


def ties_climb_a_ladder(regulation: Regulation) -> Iterator[Fault]:
    """Steps are known, stand once, name criteria of the round, and nothing follows what ends the question."""
    for number, round_ in enumerate(regulation.rounds):
        criteria = {criterion.key for criterion in regulation.criteria_of(round_.key)}
        ended = ""
        for place, step in enumerate(round_.ties):
            path: Path = ("rounds", number, "ties", place)
            yield from _step_is_known(path, step, criteria, number)
            if step in round_.ties[:place]:
                yield Fault("regulation_said_twice", path, {"value": step})
            elif ended:
                yield Fault("regulation_tie_after_end", path, {"value": step, "end": ended})
            if step == "share":
                ended = step


def _step_is_known(path: Path, step: str, criteria: set[str], number: int) -> Iterator[Fault]:
    kind, _, key = step.partition(":")
    if kind == "criterion" and key:
        if key not in criteria:
            yield Fault("regulation_unknown_criterion", path, {"value": key}, (("rounds",),))
    elif step not in TIE_STEPS:
        perhaps = nearest(step, TIE_STEPS)
        code = "regulation_unknown_tie_perhaps" if perhaps else "regulation_unknown_tie"
        yield Fault(code, path, {"value": step, "perhaps": perhaps})
    elif step == "earlier_round" and number == 0:
        yield Fault("regulation_tie_in_first_round", path)


CHECKS = (
    every_round_but_the_last_leads_on,
    goes_on_says_who,
    carried_weights_add_up,
    ties_climb_a_ladder,
)

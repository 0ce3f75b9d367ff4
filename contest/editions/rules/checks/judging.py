"""A round that can be judged: enough sheets, figures that combine, limits within the scale."""

from collections.abc import Iterator
from decimal import Decimal

from contest.editions.rules.faults import Fault, Path
from contest.editions.rules.judging import Round, Threshold
from contest.editions.rules.regulation import Regulation


def full_marks(regulation: Regulation, round_: Round) -> Decimal:
    """The most an entry can get in a round; 0 where nothing is scored."""
    if round_.parts:
        return sum((part.weight for part in round_.parts), Decimal(0))
    total = sum((each.max * each.weight for each in regulation.criteria_of(round_.key)), Decimal(0))
    if round_.combine.method == "sum" and isinstance(round_.judges_per_entry, int):
        return total * round_.judges_per_entry
    return total


def bound(threshold: Threshold | None) -> Decimal | None:
    """The figure a threshold names."""
    if threshold is None:
        return None
    return threshold.at_least if threshold.at_least is not None else threshold.above


def thresholds_of(regulation: Regulation) -> Iterator[tuple[Path, Threshold, Decimal]]:
    """Every threshold of the file, its place, and the full marks it is measured by (0: unknown)."""
    for number, round_ in enumerate(regulation.rounds):
        most = full_marks(regulation, round_)
        if round_.goes_on and round_.goes_on.threshold:
            yield ("rounds", number, "goes_on", "threshold"), round_.goes_on.threshold, most
        for place, grade in enumerate(round_.grade_bands):
            yield ("rounds", number, "grade_bands", place, "threshold"), grade.threshold, most
    most = full_marks(regulation, regulation.last_round)
    for place, tier in enumerate(regulation.prizes.tiers):
        if tier.threshold:
            yield ("prizes", "tiers", place, "threshold"), tier.threshold, most


def thresholds_say_one_thing(regulation: Regulation) -> Iterator[Fault]:
    """Either at least or above, and not beyond what can be reached."""
    for path, threshold, most in thresholds_of(regulation):
        figure = bound(threshold)
        if figure is None or (threshold.at_least is not None and threshold.above is not None):
            yield Fault("regulation_threshold_of_one", path)
        elif most and (figure > most or (figure == most and threshold.above is not None)):
            yield Fault("regulation_threshold_unreachable", path, {"value": figure, "most": most}, (("rounds",),))


def enough_judges(regulation: Regulation) -> Iterator[Fault]:
    """The quorum is not above the judges, experts are among them, and trimming leaves a sheet."""
    for number, round_ in enumerate(regulation.rounds):
        judges = round_.judges_per_entry
        if not isinstance(judges, int):
            continue
        here, hangs = ("rounds", number), (("rounds", number, "judges_per_entry"),)
        if round_.quorum and round_.quorum > judges:
            params = {"quorum": round_.quorum, "judges": judges}
            yield Fault("regulation_quorum_above_judges", (*here, "quorum"), params, hangs)
        if round_.experts_per_entry > judges:
            params = {"experts": round_.experts_per_entry, "judges": judges}
            yield Fault("regulation_experts_above_judges", (*here, "experts_per_entry"), params, hangs)
        trim = round_.combine.trim
        if trim and trim.when_at_least > judges:
            params = {"sheets": trim.when_at_least, "judges": judges}
            yield Fault("regulation_trim_never", (*here, "combine", "trim"), params, hangs)


def trimming_leaves_sheets(regulation: Regulation) -> Iterator[Fault]:
    """What is dropped is less than what there is; a median already ignores the ends."""
    for number, round_ in enumerate(regulation.rounds):
        trim, here = round_.combine.trim, ("rounds", number, "combine", "trim")
        if trim is None:
            continue
        dropped = trim.drop_low + trim.drop_high
        if dropped == 0:
            yield Fault("regulation_trim_nothing", here)
        elif dropped >= trim.when_at_least:
            yield Fault("regulation_trim_everything", here, {"dropped": dropped, "sheets": trim.when_at_least})
        if round_.combine.method in ("median", "sum", "adjusted"):
            yield Fault("regulation_trim_not_for", here, {"method": round_.combine.method})


def weights_can_weigh(regulation: Regulation) -> Iterator[Fault]:
    """Weights of seats belong to the weighted mean, and at least one of them counts; a model to an adjusted one."""
    for number, round_ in enumerate(regulation.rounds):
        combine, here = round_.combine, ("rounds", number, "combine", "weights")
        if combine.method == "weighted" and not combine.weights:
            yield Fault("regulation_weights_missing", here, {}, (here,))
        if combine.weights and combine.method != "weighted":
            yield Fault("regulation_weights_unused", here, {}, (("rounds", number, "combine", "method"),))
        for role, weight in combine.weights.items():
            if weight < 0:
                yield Fault("regulation_weight_negative", (*here, role), {"value": weight})
        if combine.model != "mixed" and combine.method != "adjusted":
            path = ("rounds", number, "combine")
            yield Fault("regulation_model_unused", (*path, "model"), {}, ((*path, "method"),))
        if combine.weights and not any(combine.weights.values()):
            yield Fault("regulation_weights_all_zero", here)


def disagreement_is_within_scale(regulation: Regulation) -> Iterator[Fault]:
    """A limit nobody can exceed would never call a third judge."""
    for number, round_ in enumerate(regulation.rounds):
        limit = round_.disagreement
        if limit is None:
            continue
        if limit.of == "total":
            most = sum((each.max * each.weight for each in regulation.criteria_of(round_.key)), Decimal(0))
        else:
            most = max((each.max for each in regulation.criteria_of(round_.key)), default=Decimal(0))
        if most and limit.limit >= most:
            path = ("rounds", number, "disagreement", "limit")
            yield Fault("regulation_limit_beyond_scale", path, {"value": limit.limit, "most": most}, (("rounds",),))


def graded_rounds_have_grades(regulation: Regulation) -> Iterator[Fault]:
    """A graded round names its grades, and has no points; a scored one grades by bands."""
    for number, round_ in enumerate(regulation.rounds):
        here = ("rounds", number)
        if round_.kind == "grades":
            if not round_.grades:
                yield Fault("regulation_round_without_grades", here, {"name": round_.name}, ((*here, "grades"),))
            if round_.criteria or round_.same_as or round_.parts:
                yield Fault("regulation_graded_round_scores", here, {"name": round_.name})
        elif round_.grades:
            yield Fault("regulation_scored_round_grades", (*here, "grades"), {"name": round_.name})
        for place, grade in enumerate(round_.grades):
            if grade in round_.grades[:place]:
                yield Fault("regulation_said_twice", (*here, "grades", place), {"value": grade})


def bands_fall(regulation: Regulation) -> Iterator[Fault]:
    """Bands stand from the best down, each beginning lower than the one before."""
    for number, round_ in enumerate(regulation.rounds):
        here = ("rounds", number, "grade_bands")
        before: Decimal | None = None
        for place, band in enumerate(round_.grade_bands):
            figure = bound(band.threshold)
            if before is not None and figure is not None and figure >= before:
                params = {"name": band.name, "value": figure, "before": before}
                yield Fault("regulation_bands_overlap", (*here, place), params, ((*here, place - 1),))
            before = figure if figure is not None else before
            if band.name in [other.name for other in round_.grade_bands[:place]]:
                yield Fault("regulation_said_twice", (*here, place, "name"), {"value": band.name})


def parts_make_the_whole(regulation: Regulation) -> Iterator[Fault]:
    """The parts of a result weigh 100 together, and one of them is the council's."""
    for number, round_ in enumerate(regulation.rounds):
        here = ("rounds", number, "parts")
        if not round_.parts:
            continue
        total = sum((part.weight for part in round_.parts), Decimal(0))
        if total != 100:
            yield Fault("regulation_weights_of_parts", here, {"total": total})
        if [part.from_ for part in round_.parts].count("criteria") != 1:
            yield Fault("regulation_parts_of_council", here)
        for place, part in enumerate(round_.parts):
            if part.from_ == "criteria" and part.scaled_to != "full":
                yield Fault("regulation_part_scaled_wrongly", (*here, place, "scaled_to"), {"value": part.scaled_to})
            if part.from_ == "votes" and part.scaled_to == "full":
                yield Fault("regulation_votes_unscaled", (*here, place), {}, ((*here, place, "scaled_to"),))
            if (part.opens is None) != (part.closes is None):
                missing = "opens" if part.opens is None else "closes"
                yield Fault("regulation_vote_window_half", (*here, place, missing), {}, ((*here, place),))
            elif part.opens is not None and part.closes is not None and part.closes <= part.opens:
                yield Fault("regulation_vote_window_empty", (*here, place, "closes"), {}, ((*here, place, "opens"),))
            if part.opens is not None and part.from_ != "votes":
                yield Fault("regulation_vote_window_for_votes", (*here, place, "opens"))


def votes_can_carry(regulation: Regulation) -> Iterator[Fault]:
    """A majority, and a quorum, lie between nothing and everybody."""
    for number, round_ in enumerate(regulation.rounds):
        if round_.vote and not 0 < round_.vote.majority <= 1:
            yield Fault("regulation_share_out_of_range", ("rounds", number, "vote", "majority"))
        if round_.vote and not 0 < round_.vote.quorum <= 1:
            yield Fault("regulation_share_out_of_range", ("rounds", number, "vote", "quorum"))
    for name in ("share", "quorum"):
        share = getattr(regulation.prizes.approval, name)
        if share is not None and not 0 < share <= 1:
            yield Fault("regulation_share_out_of_range", ("prizes", "approval", name))


CHECKS = (
    thresholds_say_one_thing,
    enough_judges,
    trimming_leaves_sheets,
    weights_can_weigh,
    disagreement_is_within_scale,
    graded_rounds_have_grades,
    bands_fall,
    parts_make_the_whole,
    votes_can_carry,
)

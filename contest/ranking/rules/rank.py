"""From score sheets to places: the one function every ranking goes through."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any, NamedTuple

from contest.editions.rules import Criterion, Round
from contest.ranking.rules.adjusting import adjustment
from contest.ranking.rules.carry import carried, missing_rounds
from contest.ranking.rules.combine import Kept, combined, keep, needed, value_of, weight_of
from contest.ranking.rules.cut import Ranked, cut
from contest.ranking.rules.grades import band_of, graded
from contest.ranking.rules.lean import Mean, Means, mean_of, written
from contest.ranking.rules.parts import Ballots, ballots_of, full_marks, part_points
from contest.ranking.rules.places import places
from contest.ranking.rules.rounding import rounded
from contest.ranking.rules.sheets import HANDED_IN, LEFT_OUT, RANKED, Contender, Correction, Placed, Sheet, Tie
from contest.ranking.rules.ties import SHARED, Ladder, Scored

ADJUSTED = "adjusted"
OFFERED = ("mean", "median", "weighted", "sum", ADJUSTED)
_USES = ("low", "counted", "high", "silent")


class Figure(NamedTuple):
    """What an entry reached, or why it has no figure. sheets: how many were handed in."""

    scored: Scored
    status: str
    grade: str
    derivation: dict[str, Any]
    sheets: int


def rank_round(
    round_: Round,
    criteria: Sequence[Criterion],
    contenders: Sequence[Contender],
    settlements: Sequence[Sequence[int]] = (),
    *,
    is_last: bool = True,
) -> tuple[list[Placed], list[Tie]]:
    """Every contender with its place (the best first, then those without one), and the ties that were met.

    The same inputs give the same answer in whatever order they come. Raises ValueError for a method not offered,
    and for an adjusted one where judges cannot be compared (why_not_adjust).
    """
    if round_.kind == "scores" and round_.combine.method not in OFFERED:
        raise ValueError(f"not offered: {round_.combine.method}")
    contenders = sorted(contenders, key=lambda contender: contender.entry_id)
    if round_.kind == "scores" and round_.combine.method == ADJUSTED:
        made = adjustment(round_.combine.model, contenders)
        contenders = [made.of(contender) for contender in contenders]
    ballots = ballots_of({contender.entry_id: contender.votes for contender in contenders})
    full, means = full_marks(tuple(criteria)), Means(round_.combine.rounding)
    figures = [figure_of(round_, full, contender, ballots, means) for contender in contenders]
    groups, ties = in_order(round_, criteria, [f for f in figures if f.status == RANKED], settlements)
    ranks = places([[scored.id for scored in group] for group in groups])
    states = {scored.id: SHARED for group in groups if len(group) > 1 for scored in group}
    states |= {i: state for tie in ties for ids, state in tie.standing for i in ids}
    return _placed(round_, figures, ranks, states, ties, is_last=is_last), ties


def figure_of(round_: Round, full: Decimal, contender: Contender, ballots: Ballots, means: Means) -> Figure:
    """The entry's figure with its derivation, or the word that says why there is none. means: of this round."""
    kept = keep(contender.sheets, round_.combine.trim)
    handed_in, asked = _handed_in(round_, contender, kept), needed(round_, contender)
    document = _document(round_, kept, asked, means)
    status = _why_not(round_, contender, kept, handed_in, asked)
    if status:
        document["status"] = status
        return Figure(Scored(contender, kept, None), status, "", document, handed_in)
    if round_.kind == "grades":
        grade = graded(contender.sheets, round_.grades)
        document["grade"] = grade
        return Figure(Scored(contender, kept, None), RANKED, grade, document, handed_in)
    points = _points(round_, full, contender, kept, ballots, document, means)
    document["points"] = document["own"] if not round_.carry else format(points, "f")
    grade = band_of(round_, points) if round_.grade_bands else ""
    if grade:
        document["grade"] = grade
    return Figure(Scored(contender, kept, points), RANKED, grade, document, handed_in)


def _why_not(round_: Round, contender: Contender, kept: Kept, handed_in: int, asked: int) -> str:
    if contender.status != "eligible":
        return contender.status if contender.status in ("withdrawn", "halted") else "ineligible"
    if handed_in == 0 or (round_.kind != "grades" and not (kept.counted or kept.low or kept.high)):
        return "no_sheets"
    if handed_in < asked:
        return "below_quorum"
    if round_.parts and contender.votes is None and any(part.from_ == "votes" for part in round_.parts):
        return "votes_missing"
    return "earlier_round_missing" if round_.carry and missing_rounds(round_, contender.earlier) else ""


def _handed_in(round_: Round, contender: Contender, kept: Kept) -> int:
    if round_.kind == "grades":
        return sum(sheet.state in HANDED_IN and sheet.grade in round_.grades for sheet in contender.sheets)
    handed_in = len(kept.low) + len(kept.counted) + len(kept.high)
    return handed_in + sum(sheet.state == LEFT_OUT for sheet in kept.silent) if kept.silent else handed_in


def _points(
    round_: Round,
    full: Decimal,
    contender: Contender,
    kept: Kept,
    ballots: Ballots,
    document: dict[str, Any],
    means: Means,
) -> Decimal:
    """Sheets to the council's figure, parts to the round's, rounds to the final one; each printed figure is used on."""
    rounding = round_.combine.rounding
    mean = _council(round_, kept, means)
    own = mean.points
    document["exact"], document["combined"] = mean.exact, mean.said
    if not round_.parts and not round_.carry:
        document["own"] = mean.said
        return own
    if round_.parts:
        found = [part_points(p, own, full, contender.votes or 0, ballots, rounding) for p in round_.parts]
        own = rounded(Fraction(sum((points for points, _ in found), Decimal(0))), rounding)
        document["parts"] = [line for _, line in found]
    document["own"] = format(own, "f")
    points, lines = carried(round_, own, contender.earlier)
    if lines:
        document["carry"] = lines
    return points


def _council(round_: Round, kept: Kept, means: Means) -> Mean:
    """The council's figure; of plain sheets by the short way."""
    combine = round_.combine
    if combine.method in ("mean", "median") and all(sheet.correction is None for sheet in kept.counted):
        totals = [sheet.total for sheet in kept.counted if sheet.total is not None]
        return mean_of(totals, combine.method, means)
    exact = combined(kept, combine)
    own = rounded(exact, combine.rounding)
    return Mean(str(exact), own, format(own, "f"))


def _document(round_: Round, kept: Kept, asked: int, means: Means) -> dict[str, Any]:
    """Which sheets there are and what becomes of each, from the lowest total."""
    combine = round_.combine
    simple = combine.method in ("mean", "median")
    lines = []
    for use, sheets in zip(_USES, (kept.low, kept.counted, kept.high, kept.silent), strict=True):
        for sheet in sheets:
            if simple and use != "silent" and sheet.correction is None and not sheet.grade and sheet.total is not None:
                lines.append({"judge": sheet.judge_id, "use": use, "total": written(sheet.total)})
            else:
                lines.append(_line(round_, sheet, use))
    return {
        "method": "grades" if round_.kind == "grades" else combine.method,
        "rounding": means.rule,
        "needed": asked,
        "sheets": lines,
    }


def _line(round_: Round, sheet: Sheet, use: str) -> dict[str, Any]:
    line: dict[str, Any] = {"judge": sheet.judge_id, "use": use}
    if sheet.total is not None and use != "silent":
        line["total"] = format(sheet.total, "f")
    if use == "silent":
        line["state"] = sheet.state
        if sheet.state == LEFT_OUT and sheet.total is not None:
            line["total"] = format(sheet.total, "f")
    if sheet.grade:
        line["grade"] = sheet.grade
    weight = weight_of(sheet, round_.combine)
    if use != "silent" and (round_.combine.method == "weighted" or weight != 1):
        line["weight"] = format(weight, "f")
    if sheet.correction is not None:
        line |= _correction(sheet.correction, value_of(sheet))
    return line


def _correction(correction: Correction, value: Decimal) -> dict[str, Any]:
    """How a sheet was corrected; stretch and level only where the scale was calibrated, too."""
    said = {"shift": format(correction.shift, "f"), "corrected": format(value, "f")}
    if correction.stretch != 1:
        said |= {"stretch": format(correction.stretch, "f"), "level": format(correction.level, "f")}
    return said


def in_order(
    round_: Round, criteria: Sequence[Criterion], figures: Sequence[Figure], settlements: Sequence[Sequence[int]]
) -> tuple[list[list[Scored]], list[Tie]]:
    """Groups of equals from the best, after the ladder; grades are an order of bands and share their place."""
    if round_.kind == "grades":
        band = {f.scored.id: round_.grades.index(f.grade) for f in figures}
        by_grade = sorted((f.scored for f in figures), key=lambda scored: (band[scored.id], scored.id))
        return [list(group) for _, group in groupby(by_grade, key=lambda scored: band[scored.id])], []
    ladder = Ladder(round_, {criterion.key: criterion for criterion in criteria}, settlements)
    ordered = sorted((f.scored for f in figures), key=lambda scored: (-(scored.points or 0), scored.id))
    groups, ties = [], []
    for _, equal in groupby(ordered, key=lambda scored: scored.points):
        group = list(equal)
        if len(group) == 1:
            groups.append(group)
            continue
        split, tie = ladder.climb(group)
        groups.extend(split)
        ties.append(tie)
    return groups, ties


def _placed(
    round_: Round,
    figures: Sequence[Figure],
    ranks: Mapping[int, int],
    states: Mapping[int, str],
    ties: Sequence[Tie],
    *,
    is_last: bool,
) -> list[Placed]:
    going: Mapping[int, bool | None] = {}
    if not is_last:
        scope = round_.goes_on.per if round_.goes_on else "edition"
        ranked = [
            Ranked(f.scored.id, ranks[f.scored.id], f.scored.points, f.grade, f.scored.contender.scope(scope))
            for f in figures
            if f.status == RANKED
        ]
        going = cut(round_.goes_on, ranked, is_last=False)
    met = _ties_by_entry(ties, states)
    otherwise, placed = None if is_last else False, []
    for (contender, _, points), status, grade, derivation, sheets in figures:
        key = contender.entry_id
        if key in met:
            derivation["tie"] = met[key]
        goes_on, state = going.get(key, otherwise), states.get(key, "")
        placed.append(Placed(key, ranks.get(key), points, sheets, status, goes_on, grade, state, derivation))
    return sorted(placed, key=lambda each: (each.rank is None, each.rank or 0, each.entry_id))


def _ties_by_entry(ties: Sequence[Tie], states: Mapping[int, str]) -> dict[int, dict[str, Any]]:
    """For each entry the tie it was in: how many were equal, its values on every step, whether it still stands."""
    found: dict[int, dict[str, Any]] = {}
    for number, tie in enumerate(ties):
        equals = len(tie.entry_ids)
        for entry_id in tie.entry_ids:
            found[entry_id] = {"number": number, "equals": equals, "steps": [], "state": states.get(entry_id, "")}
        for step, values in tie.steps:
            for entry_id, value in values:
                found[entry_id]["steps"].append([step, value])
    # Grades share their places without a ladder.
    found |= {entry_id: {"state": state} for entry_id, state in states.items() if entry_id not in found}
    return found

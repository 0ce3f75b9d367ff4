"""From score sheets to places: the one function every ranking goes through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any

from contest.editions.rules import Criterion, Round
from contest.ranking.rules.adjusting import adjustment
from contest.ranking.rules.carry import carried, missing_rounds
from contest.ranking.rules.combine import Kept, combined, keep, needed, value_of, weight_of
from contest.ranking.rules.cut import Ranked, cut
from contest.ranking.rules.grades import band_of, graded
from contest.ranking.rules.parts import Ballots, ballots_of, full_marks, part_points
from contest.ranking.rules.places import places
from contest.ranking.rules.rounding import rounded
from contest.ranking.rules.sheets import HANDED_IN, LEFT_OUT, RANKED, Contender, Correction, Placed, Sheet, Tie
from contest.ranking.rules.ties import SHARED, Ladder, Scored

ADJUSTED = "adjusted"
OFFERED = ("mean", "median", "weighted", "sum", ADJUSTED)


@dataclass(frozen=True, slots=True)
class Figure:
    """What an entry reached, or why it has no figure."""

    scored: Scored
    status: str
    grade: str
    derivation: dict[str, Any]


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
    full = full_marks(tuple(criteria))
    figures = [figure_of(round_, full, contender, ballots) for contender in contenders]
    groups, ties = in_order(round_, criteria, [f for f in figures if f.status == RANKED], settlements)
    ranks = places([[scored.id for scored in group] for group in groups])
    states = {scored.id: SHARED for group in groups if len(group) > 1 for scored in group}
    states |= {i: state for tie in ties for ids, state in tie.standing for i in ids}
    return _placed(round_, figures, ranks, states, ties, is_last=is_last), ties


def figure_of(round_: Round, full: Decimal, contender: Contender, ballots: Ballots) -> Figure:
    """The entry's figure with its derivation, or the word that says why there is none."""
    kept = keep(contender.sheets, round_.combine.trim)
    document = _document(round_, contender, kept)
    status = _why_not(round_, contender, kept)
    if status:
        return Figure(Scored(contender, kept, None), status, "", document | {"status": status})
    if round_.kind == "grades":
        grade = graded(contender.sheets, round_.grades)
        return Figure(Scored(contender, kept, None), RANKED, grade, document | {"grade": grade})
    points = _points(round_, full, contender, kept, ballots, document)
    grade = band_of(round_, points)
    document |= {"points": format(points, "f")} | ({"grade": grade} if grade else {})
    return Figure(Scored(contender, kept, points), RANKED, grade, document)


def _why_not(round_: Round, contender: Contender, kept: Kept) -> str:
    if contender.status != "eligible":
        return contender.status if contender.status in ("withdrawn", "halted") else "ineligible"
    handed_in = _handed_in(round_, contender, kept)
    if handed_in == 0 or (round_.kind != "grades" and not kept.handed_in):
        return "no_sheets"
    if handed_in < needed(round_, contender):
        return "below_quorum"
    if contender.votes is None and any(part.from_ == "votes" for part in round_.parts):
        return "votes_missing"
    return "earlier_round_missing" if missing_rounds(round_, contender.earlier) else ""


def _handed_in(round_: Round, contender: Contender, kept: Kept) -> int:
    if round_.kind == "grades":
        return sum(sheet.state in HANDED_IN and sheet.grade in round_.grades for sheet in contender.sheets)
    return len(kept.handed_in) + sum(sheet.state == LEFT_OUT for sheet in kept.silent)


def _points(
    round_: Round, full: Decimal, contender: Contender, kept: Kept, ballots: Ballots, document: dict[str, Any]
) -> Decimal:
    """Sheets to the council's figure, parts to the round's, rounds to the final one; each printed figure is used on."""
    rounding = round_.combine.rounding
    exact = combined(kept, round_.combine)
    own = rounded(exact, rounding)
    document |= {"exact": str(exact), "combined": format(own, "f")}
    if round_.parts:
        found = [part_points(p, own, full, contender.votes or 0, ballots, rounding) for p in round_.parts]
        own = rounded(Fraction(sum((points for points, _ in found), Decimal(0))), rounding)
        document["parts"] = [line for _, line in found]
    document["own"] = format(own, "f")
    points, lines = carried(round_, own, contender.earlier)
    if lines:
        document["carry"] = lines
    return points


def _document(round_: Round, contender: Contender, kept: Kept) -> dict[str, Any]:
    """Which sheets there are and what becomes of each, from the lowest total."""
    uses = [("low", kept.low), ("counted", kept.counted), ("high", kept.high), ("silent", kept.silent)]
    rounding = round_.combine.rounding
    return {
        "method": "grades" if round_.kind == "grades" else round_.combine.method,
        "rounding": {"places": rounding.places, "rule": rounding.rule},
        "needed": needed(round_, contender),
        "sheets": [_line(round_, sheet, use) for use, sheets in uses for sheet in sheets],
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
    scope = round_.goes_on.per if round_.goes_on else "edition"
    ranked = [
        Ranked(f.scored.id, ranks[f.scored.id], f.scored.points, f.grade, f.scored.contender.scope(scope))
        for f in figures
        if f.status == RANKED
    ]
    going = cut(round_.goes_on, ranked, is_last=is_last)
    met = _ties_by_entry(ties, states)
    placed = [
        Placed(
            entry_id=f.scored.id,
            rank=ranks.get(f.scored.id),
            points=f.scored.points,
            sheets=_handed_in(round_, f.scored.contender, f.scored.kept),
            status=f.status,
            goes_on=going.get(f.scored.id, None if is_last else False),
            grade=f.grade,
            tie_state=states.get(f.scored.id, ""),
            derivation=f.derivation | ({"tie": met[f.scored.id]} if f.scored.id in met else {}),
        )
        for f in figures
    ]
    return sorted(placed, key=lambda each: (each.rank is None, each.rank or 0, each.entry_id))


def _ties_by_entry(ties: Sequence[Tie], states: Mapping[int, str]) -> dict[int, dict[str, Any]]:
    """For each entry the tie it was in: how many were equal, its values on every step, whether it still stands."""
    found: dict[int, dict[str, Any]] = {entry_id: {"state": state} for entry_id, state in states.items()}
    for number, tie in enumerate(ties):
        for entry_id in tie.entry_ids:
            found[entry_id] = {
                "number": number,
                "equals": len(tie.entry_ids),
                "steps": [],
                "state": states.get(entry_id, ""),
            }
        for step, values in tie.steps:
            for entry_id, value in values:
                found[entry_id]["steps"].append([step, value])
    return found

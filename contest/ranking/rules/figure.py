"""One entry's figure: which sheets count, how they come to points, and the derivation that says so."""

from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from contest.editions.rules import Round
from contest.ranking.rules.carry import carried, missing_rounds
from contest.ranking.rules.combine import Kept, combined, keep, needed, value_of, weight_of
from contest.ranking.rules.grades import band_of, graded
from contest.ranking.rules.lean import Mean, Means, mean_of, written
from contest.ranking.rules.parts import Ballots, part_points
from contest.ranking.rules.rounding import rounded
from contest.ranking.rules.sheets import HANDED_IN, LEFT_OUT, RANKED, Contender, Correction, Sheet
from contest.ranking.rules.ties import Scored

_USES = ("low", "counted", "high", "silent")


class Figure(NamedTuple):
    """What an entry reached, or why it has no figure. sheets: how many were handed in."""

    scored: Scored
    status: str
    grade: str
    derivation: dict[str, Any]
    sheets: int


def figure_of(
    round_: Round, full: Decimal, contender: Contender, ballots: Ballots, means: Means, *, explains: bool = True
) -> Figure:
    """The entry's figure with its derivation, or the word that says why there is none. means: of this round.

    explains: write the derivation; who only asks what would turn needs none.
    """
    kept = keep(contender.sheets, round_.combine.trim)
    handed_in, asked = _handed_in(round_, contender, kept), needed(round_, contender)
    document = _document(round_, kept, asked, means) if explains else {}
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

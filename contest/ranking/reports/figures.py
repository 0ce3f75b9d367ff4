"""The figures of one ranked entry as live formulas over its judges' cells, each with the value the ranking found."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from contest.editions.rules import Round
from contest.foundation.report import Formula, Value
from contest.ranking.reports import formulas
from contest.ranking.rules import Placed, Sheet

Row = dict[str, Value]


def computed(rules: Round, keys: Sequence[str], sheets: Mapping[str, Sheet], placed: Placed) -> Row:
    """From the judges' cells to the final figure; of an entry that is not ranked only what can be counted."""
    found, trim = placed.derivation, rules.combine.trim
    cells = f"{{{keys[0]}}}:{{{keys[-1]}}}" if len(keys) > 1 else f"{{{keys[0]}}}"
    used = [Decimal(sheet["total"]) for sheet in found["sheets"] if sheet["use"] == "counted"]
    row: Row = {"count": Formula(formulas.counted(cells, trim), len(used))}
    if rules.combine.method in ("mean", "sum"):
        row["sum"] = Formula(formulas.summed(cells, trim), sum(used, Decimal(0)))
    if placed.points is None:
        return row
    mean = formulas.rounded(_mean(rules, sheets, found, cells), rules.combine.rounding)
    row["mean"] = Formula(f"={mean}", Decimal(found["combined"]))
    return row | _parts(rules, found) | _carried(rules, found)


def _mean(rules: Round, sheets: Mapping[str, Sheet], found: Mapping[str, Any], cells: str) -> str:
    combine = rules.combine
    if combine.method == "median":
        return formulas.middle(cells, combine.trim)
    if combine.method == "weighted":
        weights = {one["judge"]: Decimal(one["weight"]) for one in found["sheets"] if one["use"] == "counted"}
        used = [(f"{{{key}}}", weights[sheet.judge_id]) for key, sheet in sheets.items() if sheet.judge_id in weights]
        return formulas.weighed(used)
    if combine.method == "adjusted":
        said = {one["judge"]: one for one in found["sheets"] if one["use"] == "counted"}
        corrected = [(key, said[sheet.judge_id]) for key, sheet in sheets.items() if sheet.judge_id in said]
        return formulas.weighed(
            [(formulas.corrected(f"{{{key}}}", one), Decimal(one.get("weight", "1"))) for key, one in corrected]
        )
    return "{sum}" if combine.method == "sum" else "{sum}/{count}"


def _parts(rules: Round, found: Mapping[str, Any]) -> Row:
    """The council's points and the public's votes, each scaled to its weight."""
    row: Row = {}
    for part, line in zip(rules.parts, found.get("parts", ()), strict=False):
        value = "{mean}" if part.from_ == "criteria" else line["value"]
        exact = f"{formulas.plain(part.weight)}*{value}/{line['of']}" if Decimal(line["of"]) else "0"
        rounding = part.rounding or rules.combine.rounding
        row[f"part_{part.key}"] = Formula(f"={formulas.rounded(exact, rounding)}", Decimal(line["points"]))
    if rules.parts:
        summed = "+".join(f"{{part_{part.key}}}" for part in rules.parts)
        row["own"] = Formula(f"={formulas.rounded(summed, rules.combine.rounding)}", Decimal(found["own"]))
    return row


def _carried(rules: Round, found: Mapping[str, Any]) -> Row:
    """What earlier rounds bring in, and the final figure."""
    if not rules.carry:
        return {}
    own = "own" if rules.parts else "mean"
    row: Row = {f"carry_{one['round']}": Decimal(one["points"]) for one in found["carry"] if one["round"] != rules.key}
    names = [
        (own if one["round"] == rules.key else f"carry_{one['round']}", Decimal(one["weight"]))
        for one in found["carry"]
    ]
    row["points"] = Formula(formulas.carried(names, rules.combine.rounding), Decimal(found["points"]))
    return row

"""Figures from the sheets: totals, which sheets count, one figure of several, parts, earlier rounds, rounding."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

METHODS = ("mean", "median", "weighted", "sum", "adjusted")
# What cannot be computed again, in words, each once and in order.
Notes = dict[str, None]


@lru_cache(4096)
def number(written: Any) -> Fraction:
    """A number as it is written; the same few are read thousands of times."""
    return Fraction(written)


# The same where sums and products of what is written with a point are exact in decimals, and there are many.
decimal = lru_cache(4096)(Decimal)
_THOUSANDTH = Decimal("0.001")


def sheets(entry: dict[str, Any], rule: Any, where: str, notes: Notes) -> Iterator[str]:
    """Totals from points, and which sheets count: the lowest and highest go where the regulation says."""
    combine = rule["combine"]
    weights = {1, *map(number, combine["weights"].values())}
    for sheet in entry["sheets"]:
        if "total" in sheet:
            yield from total(sheet, rule["criteria"], where, notes)
        if "shift" in sheet:
            notes[f"{where}độ nghiêm của giám khảo (đã trừ vào từng phiếu) do một mô hình thống kê ước lượng."] = None
        elif "weight" in sheet and number(sheet["weight"]) not in weights:
            yield f"hệ số {sheet['weight']} của một phiếu không có trong thể lệ."
    given = sorted(
        (each for each in entry["sheets"] if each["use"] != "silent"), key=lambda each: number(each["total"])
    )
    trim, low, high = combine["trim"], 0, len(given)
    if trim and len(given) >= max(trim["when_at_least"], trim["drop_low"] + trim["drop_high"] + 1):
        low, high = trim["drop_low"], high - trim["drop_high"]
    entry["all"], entry["counted"] = [number(each["total"]) for each in given], given[low:high]
    entry["given"] = [each["grade"] for each in entry["sheets"] if each.get("state") == "submitted" and "grade" in each]
    # A sheet that a conclusion leaves out was handed in all the same.
    handed = len(entry["given"] or given) + sum(each.get("state") == "left_out" for each in entry["sheets"])
    entry["enough"] = bool(entry["given"] or given) and handed >= entry["needed"]


def total(sheet: Any, criteria: Sequence[Any], where: str, notes: Notes) -> Iterator[str]:
    """Whether the points of a sheet add up to its total."""
    points = [cell(sheet, criterion) for criterion in criteria]
    if None in points:
        notes[f"{where}có phiếu chỉ ghi tổng điểm, không ghi điểm từng tiêu chí."] = None
        return
    pairs = zip(criteria, points, strict=True)
    exact = sum((decimal(criterion["weight"]) * (own or 0) for criterion, own in pairs), Decimal(0))
    if (found := exact.quantize(_THOUSANDTH, ROUND_HALF_UP)) != decimal(sheet["total"]):
        yield f"điểm các tiêu chí cộng thành {plain(found)}, phiếu ghi {sheet['total']}."


def cell(sheet: Any, criterion: Any) -> Decimal | None:
    """A criterion's points on a sheet, of one scored in parts their sum; None where there are none."""
    points, key = sheet.get("points", {}), criterion["key"]
    if key in points or not criterion["parts"]:
        return None if points.get(key) is None else decimal(points[key])
    parts = [points.get(f"{key}.{each['key']}") for each in criterion["parts"]]
    return None if None in parts else sum(map(decimal, parts), Decimal(0))


def figure(
    entry: Any, rule: Any, own: Mapping[str, Mapping[str, Fraction]], votes: Sequence[Fraction]
) -> tuple[Fraction, Fraction]:
    """An entry's figure of the round, and its final points with the rounds that are carried in."""
    rounding, total = rule["combine"]["rounding"], Fraction(0)
    values = [counts(sheet) for sheet in entry["counted"]]
    reached = rounded(combined(values, entry, rule["combine"]["method"]), rounding)
    if rule["parts"]:
        full = sum((Fraction(each["max"]) * Fraction(each["weight"]) for each in rule["criteria"]), Fraction(0))
        for part in rule["parts"]:
            most = full if part["from_"] == "criteria" else max(votes) if part["scaled_to"] == "highest" else sum(votes)
            value = reached if part["from_"] == "criteria" else Fraction(entry["votes"])
            exact = Fraction(part["weight"]) * value / most if most else Fraction(0)
            total += rounded(exact, part["rounding"] or rounding)
        reached = rounded(total, rounding)
    if not rule["carry"]:
        return reached, reached
    rounds = {key: figures.get(entry["code"], Fraction(0)) for key, figures in own.items()} | {rule["key"]: reached}
    carried = sum((Fraction(w) * rounds.get(key, Fraction(0)) for key, w in rule["carry"].items()), Fraction(0))
    return reached, rounded(carried, rounding)


def counts(sheet: Any) -> Fraction:
    """What a sheet counts: its total, or that with the judge's severity taken out, to the thousandth."""
    if "shift" not in sheet:
        return number(sheet["total"])
    level, stretch = Fraction(sheet.get("level", 0)), Fraction(sheet.get("stretch", 1))
    exact = (Fraction(sheet["total"]) - level - Fraction(sheet["shift"])) / stretch + level
    return rounded(exact, {"places": 3, "rule": "half_up"})


def combined(values: Sequence[Fraction], entry: Any, method: str) -> Fraction:
    """One figure of the counted sheets, exactly."""
    if method == "median":
        return middle(values)
    weights = [number(each.get("weight", 1)) for each in entry["counted"] if method in ("weighted", "adjusted")]
    if any(weights):
        return sum((w * v for w, v in zip(weights, values, strict=True)), Fraction(0)) / sum(weights)
    return sum(values, Fraction(0)) / (1 if method == "sum" else len(values))


def middle(values: Sequence[Fraction]) -> Fraction:
    """The median."""
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2


def rounded(value: Fraction, rounding: Any) -> Fraction:
    """Rounded as the regulation writes it."""
    unit, rule, parts = 10 ** rounding["places"], rounding["rule"], value.denominator
    whole, rest = divmod(abs(value.numerator) * unit, parts)
    half = 2 * rest == parts and (rule == "half_up" or (rule == "half_even" and whole % 2 == 1))
    rises = half or (rest > 0 and rule == "up") or (2 * rest > parts and rule.startswith("half"))
    return Fraction((whole + rises) * (1 if value >= 0 else -1), unit)


def plain(points: Fraction | Decimal | None, grade: str = "") -> str:
    """A figure as people write it, and the grade beside it."""
    return f"{'' if points is None else float(points)} {grade}".strip()

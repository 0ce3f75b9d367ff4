"""A derivation in words, and the figure computed from it alone: "why was I fourth?" has an answer in five years."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from contest.editions.rules import Rounding
from contest.foundation.vietnamese import number
from contest.ranking.rules.combine import figure
from contest.ranking.rules.rounding import rounded
from contest.ranking.rules.sheets import STATUS_WORDS, Correction
from contest.ranking.rules.ties import STEP_WORDS

_METHODS = {
    "mean": "Trung bình",
    "median": "Trung vị",
    "weighted": "Trung bình có hệ số",
    "adjusted": "Trung bình đã hiệu chỉnh độ nghiêm",
    "sum": "Tổng",
}
_RULES = {
    "half_up": "nửa trở lên làm tròn lên",
    "half_even": "nửa làm tròn về số chẵn",
    "down": "làm tròn xuống",
    "up": "làm tròn lên",
}
_SILENT = {
    "missing": "phiếu chưa chấm",
    "draft": "phiếu chưa nộp",
    "absent": "giám khảo vắng",
    "abstained": "giám khảo không chấm",
    "recused": "giám khảo tránh xung đột lợi ích",
    "left_out": "phiếu không tính theo kết luận về điểm chênh lệch",
    "set_aside": "phiếu của giám khảo đã được thay",
}


def explain(
    derivation: Mapping[str, Any], *, round_names: Mapping[str, str], criterion_names: Mapping[str, str]
) -> list[str]:
    """The derivation in sentences, from the sheets to the place."""
    lines: list[str] = []
    for part in (_counted, _left_out, _parts):
        lines.extend(part(derivation))
    lines.extend(_carried(derivation, round_names))
    if derivation.get("grade"):
        lines.append(f"Xếp loại: {derivation['grade']}.")
    if derivation.get("status"):
        lines.append(f"Không xếp hạng: {STATUS_WORDS[derivation['status']].lower()}.")
    lines.extend(_tied(derivation, criterion_names))
    return lines


def _n(text: str) -> str:
    return number(Decimal(text))


def _sheets(derivation: Mapping[str, Any], *uses: str) -> list[Mapping[str, Any]]:
    return [sheet for sheet in derivation["sheets"] if sheet["use"] in uses]


def _counted(derivation: Mapping[str, Any]) -> list[str]:
    handed_in = _sheets(derivation, "low", "counted", "high")
    if derivation["method"] == "grades":
        grades = [sheet["grade"] for sheet in derivation["sheets"] if sheet.get("grade")]
        return [f"{len(grades)} phiếu xếp loại: {'; '.join(grades)}."] if grades else []
    if not handed_in:
        return []
    totals = "; ".join(_with_weight(sheet) for sheet in handed_in)
    line = f"{len(handed_in)} phiếu: {totals}."
    if "combined" not in derivation:
        return [line]
    dropped = _dropped(derivation)
    counted = len(_sheets(derivation, "counted"))
    what = f"{_METHODS[derivation['method']]} của {counted} phiếu{' còn lại' if dropped else ''}"
    return [f"{line}{dropped} {what} = {_n(derivation['combined'])}{_how(derivation['rounding'])}."]


def _with_weight(sheet: Mapping[str, Any]) -> str:
    weight = f" (hệ số {_n(sheet['weight'])})" if "weight" in sheet else ""
    corrected = f" → {_n(sheet['corrected'])}" if "corrected" in sheet else ""
    return f"{_n(sheet['total'])}{corrected}{weight}"


def _dropped(derivation: Mapping[str, Any]) -> str:
    high = "; ".join(_n(sheet["total"]) for sheet in _sheets(derivation, "high"))
    low = "; ".join(_n(sheet["total"]) for sheet in _sheets(derivation, "low"))
    said = [f"cao nhất {high}"] if high else []
    said += [f"thấp nhất {low}"] if low else []
    return f" Bỏ phiếu {' và '.join(said)}." if said else ""


def _how(rounding: Mapping[str, Any]) -> str:
    return f" (lấy {rounding['places']} chữ số thập phân, {_RULES[rounding['rule']]})"


def _left_out(derivation: Mapping[str, Any]) -> list[str]:
    if derivation["method"] == "grades":
        return []
    silent = _sheets(derivation, "silent")
    states = [sheet["state"] for sheet in silent]
    counts = []
    for state in sorted(set(states)):
        totals = "; ".join(_n(sheet["total"]) for sheet in silent if sheet["state"] == state and "total" in sheet)
        counts.append(f"{states.count(state)} {_SILENT.get(state, state)}{f' ({totals})' if totals else ''}")
    return [f"Không tính: {', '.join(counts)}."] if counts else []


def _parts(derivation: Mapping[str, Any]) -> list[str]:
    if "parts" not in derivation:
        return []
    said = [
        f"{part['name']}: {_n(part['weight'])} × {_n(part['value'])}/{_n(part['of'])} = {_n(part['points'])}"
        for part in derivation["parts"]
    ]
    return [f"{'; '.join(said)}. Cộng = {_n(derivation['own'])}."]


def _carried(derivation: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    if "carry" not in derivation:
        return []
    said = [
        f"{_n(line['weight'])} × {_n(line['points'])} ({names.get(line['round'], line['round'])})"
        for line in derivation["carry"]
    ]
    return [f"{' + '.join(said)} = {_n(derivation['points'])}."]


def _tied(derivation: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    tie = derivation.get("tie")
    if not tie or "equals" not in tie:
        return []
    steps = [f"{_step(step, names)}: {_value(step, value)}" for step, value in tie["steps"]]
    compared = f" Xét tiếp {'; '.join(steps)}." if steps else ""
    stands = {"shared": " Đồng hạng theo thể lệ.", "needs_vote": " Chờ hội đồng biểu quyết."}.get(tie["state"], "")
    return [f"Bằng điểm với {tie['equals'] - 1} hồ sơ khác.{compared}{stands}"]


def _step(step: str, names: Mapping[str, str]) -> str:
    key = step.removeprefix("criterion:")
    return names.get(key, key) if step.startswith("criterion:") else STEP_WORDS.get(step, step)


def _value(step: str, value: str | None) -> str:
    if value is None:
        return "không có"
    return f"thứ {value}" if step in ("youngest", "earlier_submission", "vote_of_council") else _n(value)


def rederive(derivation: Mapping[str, Any]) -> Decimal | None:
    """The points computed again from the derivation alone; None for an entry without points."""
    if "points" not in derivation:
        return None
    rounding = Rounding(**derivation["rounding"])
    counted = _sheets(derivation, "counted")
    totals = [_counts(sheet) for sheet in counted]
    weights = [Decimal(sheet.get("weight", "1")) for sheet in counted]
    own = rounded(figure(totals, weights, derivation["method"]), rounding)
    if "parts" in derivation:
        own = _rederived_parts(derivation["parts"], own, rounding)
    if "carry" not in derivation:
        return own
    return rounded(
        sum((Fraction(line["weight"]) * Fraction(line["points"]) for line in derivation["carry"]), Fraction(0)),
        rounding,
    )


def _counts(sheet: Mapping[str, Any]) -> Decimal:
    """What a sheet counts: its total, or that with the judge's severity taken out."""
    total = Decimal(sheet["total"])
    if "shift" not in sheet:
        return total
    stretch, level = Decimal(sheet.get("stretch", "1")), Decimal(sheet.get("level", "0"))
    return Correction(Decimal(sheet["shift"]), stretch, level=level).of(total)


def _rederived_parts(parts: list[Mapping[str, Any]], council: Decimal, rounding: Rounding) -> Decimal:
    total = Fraction(0)
    for part in parts:
        of = Fraction(part["of"])
        value = Fraction(council) if part["from"] == "criteria" else Fraction(part["value"])
        exact = Fraction(part["weight"]) * value / of if of else Fraction(0)
        total += Fraction(rounded(exact, Rounding(**part["rounding"])))
    return rounded(total, rounding)

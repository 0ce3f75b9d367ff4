"""The sentence of a prize: the facts from which anybody can derive it again."""

from dataclasses import dataclass
from decimal import Decimal

from contest.editions.rules import Threshold
from contest.editions.rules.awards import Tier
from contest.foundation.vietnamese import number
from contest.prizes.rules.caps import COUNTED_WORDS
from contest.prizes.rules.plan import Candidate, Plan


@dataclass(frozen=True, slots=True)
class Stand:
    """How a tier stands in a pool when somebody's turn comes."""

    tier: Tier
    plan: Plan
    scope: str
    scope_key: str
    size: int
    planned: int | None
    added: int = 0
    taken_away: int = 0
    used: int = 0


@dataclass(frozen=True, slots=True)
class Shared:
    """A place that more have than there are prizes left, and the regulation gives it to all.

    codes: of all of them, the one that is spoken of included. ceiling: "unit" or "author" where a ceiling lets only
    some of them have it; "" where every one gets it.
    """

    codes: tuple[str, ...]
    spare: int
    ceiling: str = ""


def award_reason(candidate: Candidate, place: int, stand: Stand, shared: Shared | None = None) -> str:
    """ "Hạng 3/571 toàn cuộc thi, 91,25 điểm ≥ 85; Giải Nhất có 5 giải, đã trao 2." """
    said = [
        f"{_place(candidate, place, stand)}{_points(candidate.points, stand.tier.threshold)}{_grade(candidate, stand)}"
    ]
    said.append(_quantity(stand))
    if shared:
        others = ", ".join(code for code in shared.codes if code != candidate.code)
        within = f", trong mức của mỗi {COUNTED_WORDS[shared.ceiling]}" if shared.ceiling else ""
        said.append(
            f"đồng hạng với {others}, còn {shared.spare} suất cho {len(shared.codes)} hồ sơ: "
            f"thể lệ trao cho tất cả{within}"
        )
    return "; ".join(said) + "."


def _place(candidate: Candidate, place: int, stand: Stand) -> str:
    words = f"Hạng {place}/{stand.size} {stand.plan.words(stand.scope, stand.scope_key)}"
    return words if stand.scope == "edition" else f"{words} (hạng {candidate.rank} toàn cuộc thi)"


def _points(points: Decimal | None, threshold: Threshold | None) -> str:
    if points is None:
        return ""
    return f", {number(points)} điểm{threshold_words(threshold, ' ')}"


def threshold_words(threshold: Threshold | None, before: str = "") -> str:
    """ "≥ 85" or "> 55"; empty without a threshold."""
    if threshold is None:
        return ""
    if threshold.at_least is not None:
        return f"{before}≥ {number(threshold.at_least)}"
    return "" if threshold.above is None else f"{before}> {number(threshold.above)}"


def _grade(candidate: Candidate, stand: Stand) -> str:
    return f", xếp loại {candidate.grade}" if stand.tier.grades and candidate.grade else ""


def _quantity(stand: Stand) -> str:
    name, quantity = stand.tier.name, stand.tier.quantity
    if stand.planned is None:
        return f"{name} không giới hạn số giải, đã trao {stand.used}"
    words = f"{name} có {stand.planned} giải"
    if quantity.percent is not None and stand.scope_key not in quantity.by_scope:
        base = stand.plan.bases.get((quantity.of, stand.scope, stand.scope_key), 0)
        words += f" ({number(quantity.percent)} % của {base} hồ sơ {BASE_WORDS[quantity.of]})"
    if stand.added:
        words += f", thêm {stand.added} suất từ giải trên chuyển xuống"
    if stand.taken_away:
        words += f", bớt {stand.taken_away} suất do giải trên trao thêm"
    return f"{words}, đã trao {stand.used}"


BASE_WORDS = {"eligible": "hợp lệ", "judged": "được chấm", "finalists": "vào vòng cuối"}


def unfilled_reason(stand: Stand, left: int, reached: int, *, withheld: tuple[str, ...], passed_down: bool) -> str:
    """Why places of a tier stay free: "Giải Nhất có 5 giải, cuộc thi chỉ có 2 hồ sơ đạt ≥ 85; 3 suất để trống." """
    pool = stand.plan.words(stand.scope, stand.scope_key)
    need = threshold_words(stand.tier.threshold, "đạt ")
    if stand.tier.grades:
        need = f"xếp loại {' hoặc '.join(stand.tier.grades)}{', ' + need if need else ''}"
    need = need or "còn lại để xét"
    found = "không có hồ sơ nào" if reached == 0 else f"chỉ có {reached} hồ sơ"
    parts = [f"{stand.tier.name} có {stand.planned} giải"]
    if withheld:
        parts.append(
            f"{pool} có {len(withheld)} hồ sơ đồng hạng ({', '.join(withheld)}) vượt số suất còn lại: không trao"
        )
    else:
        parts.append(f"{pool} {found} {need}")
    parts.append(f"{left} suất {'chuyển xuống giải sau' if passed_down else 'để trống'}")
    return "; ".join(parts) + "."

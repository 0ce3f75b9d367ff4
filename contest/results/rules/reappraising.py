"""New looks because of a complaint: by whom, what they say beside the old figure, and how a decision follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from contest.editions.rules import Rounding
from contest.foundation.refusal import Reason
from contest.ranking.rules.rounding import rounded

WORDS = {
    "anew_nobody": "Hãy chọn ít nhất một giám khảo.",
    "anew_not_judge": "{name} không ngồi trong hội đồng nào của hội thi.",
    "anew_conflict": "{name} có xung đột lợi ích với hồ sơ này.",
    "anew_scored": "{name} đã chấm hồ sơ này; phúc tra do người chưa chấm làm.",
    "anew_asked": "{name} đã được mời phúc tra theo đơn này.",
    "anew_no_round": "Hồ sơ này chưa được chấm điểm ở vòng nào nên không phúc tra được.",
    "anew_word": "Ở đây chỉ ghi điểm. Nếu không phúc tra, hãy dùng phần Không phúc tra.",
    "anew_settled": "Phiếu phúc tra này đã kết thúc.",
    "anew_reason_missing": "Hãy ghi lý do không phúc tra.",
    "anew_comment_missing": "Hãy ghi nhận xét: vì sao cho điểm như vậy.",
    "redress_not_upheld": "Chỉ quyết định về giải theo đơn đã được trả lời là đúng hoặc đúng một phần.",
    "redress_same_person": "Người trả lời đơn không tự quyết định về giải: xin nhờ người khác trong Ban Tổ chức.",
    "redress_not_now": "Giải chưa có quyết định: hãy đổi giải ở trang Xét giải.",
    "redress_tier_unknown": "Hãy chọn giải trong thể lệ.",
    "redress_unchanged": "Hồ sơ đang có đúng giải này.",
}


@dataclass(frozen=True, slots=True)
class Invited:
    """A judge somebody wants to ask, and what speaks against it."""

    name: str
    is_judge: bool
    in_conflict: bool
    has_scored: bool
    is_asked: bool


def why_not_look(invited: Invited) -> list[Reason]:
    """Why a judge must not look at the entry anew; every reason at once."""
    held = (
        ("not_judge", not invited.is_judge),
        ("conflict", invited.in_conflict),
        ("scored", invited.has_scored),
        ("asked", invited.is_asked),
    )
    return [Reason(f"anew_{key}", {"name": invited.name}, "judges") for key, holds in held if holds]


@dataclass(frozen=True, slots=True)
class Compared:
    """The old figure of the round and the mean of the new looks, the difference, and the place it would be.

    rank: among the others as they stand; nothing is changed by it.
    """

    old: Decimal
    old_rank: int | None
    new: Decimal
    difference: Decimal
    rank: int


def compared(
    old: Decimal, old_rank: int | None, looks: Sequence[Decimal], others: Sequence[Decimal], rounding: Rounding
) -> Compared | None:
    """The new looks beside the old figure; None while nobody has looked."""
    if not looks:
        return None
    new = rounded(sum(map(Fraction, looks), Fraction(0)) / len(looks), rounding)
    return Compared(old, old_rank, new, new - old, 1 + sum(other > new for other in others))


def why_not_redress(
    stage: str,
    *,
    outcome: str,
    is_handler: bool,
    tiers: Sequence[str],
    tier_key: str,
    current: str,
    faults_of_decision: Sequence[Reason],
) -> list[Reason]:
    """Why an entry cannot be given another prize because of a complaint."""
    reasons = []
    if outcome not in ("upheld", "partly"):
        reasons.append(Reason("redress_not_upheld"))
    if is_handler:
        reasons.append(Reason("redress_same_person"))
    if stage not in ("decided", "published", "archived"):
        reasons.append(Reason("redress_not_now"))
    if tier_key not in tiers:
        reasons.append(Reason("redress_tier_unknown", where="tier"))
    elif tier_key == current:
        reasons.append(Reason("redress_unchanged", where="tier"))
    return [*reasons, *faults_of_decision]


def by_redress(number: int, decision: str, decided_on: date, reason: str) -> str:
    """How a prize says that it was given because of a complaint."""
    return (
        f"Theo Quyết định số {decision.strip()} ngày {decided_on:%d/%m/%Y}, giải quyết đơn khiếu nại số {number}: "
        f"{reason.strip()}"
    )

"""The result is kept back until the ceremony: nothing of it is shown until it is called out, award by award.

Three states: held (nothing is shown), begun (what is called out is shown at once), over. What was called out stays
shown: only the whole publication can be taken down again, with its reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from contest.foundation.refusal import Reason
from contest.results.rules.sealing import canonical

EMBARGO_WORDS = {
    "result_embargoed": (
        "Kết quả đang được giữ đến lễ trao giải nên không công bố thẳng được. Hãy mở từng giải tại lễ, hoặc thôi giữ "
        "kết quả và ghi lý do ở trang “Giữ kết quả đến lễ trao giải”."
    ),
    "embargo_public": "Kết quả đang được công bố nên không giữ lại được nữa. Muốn ẩn, hãy rút công bố và ghi lý do.",
    "embargo_none": "Kết quả hiện không được giữ đến lễ trao giải.",
    "embargo_past": "Thời điểm này đã qua. Hãy chọn một thời điểm sau bây giờ, hoặc để trống.",
    "embargo_begun": "Việc công bố tại lễ đã bắt đầu nên không đổi thời điểm được nữa.",
    "embargo_not_begun": (
        "Chưa bắt đầu công bố tại lễ nên chưa mở được giải nào. Ban Tổ chức bấm “Bắt đầu công bố” trước."
    ),
    "embargo_unknown_award": "Có giải không nằm trong kết quả đã niêm phong. Xin tải lại trang.",
    "embargo_files": "Kết quả đang được giữ đến lễ trao giải. Tệp này lấy được sau khi kết quả được công bố.",
    "embargo_reason_missing": "Hãy ghi lý do thôi giữ kết quả.",
}


def reference(award: Mapping[str, Any]) -> str:
    """Which award of a sealed document it is, and whose, in 64 characters.

    An entry that has another tier in a later seal has another award, which was not called out yet.
    """
    whose = [
        award.get("entry"),
        award.get("unit", ""),
        award["award"],
        award.get("tier") or "",
        award.get("author", 0),
    ]
    return sha256(canonical(whose).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Held:
    """How an embargo stands. revealed: how many awards were called out."""

    is_begun: bool = False
    revealed: int = 0


def why_not_hold(held: Held | None, *, is_public: bool, opens_at: datetime | None, at: datetime) -> list[Reason]:
    """Why the result cannot be kept back, or not until this moment."""
    reasons = []
    if is_public:
        reasons.append(Reason("embargo_public"))
    if held is not None and held.is_begun:
        reasons.append(Reason("embargo_begun", {}, "opens_at"))
    if opens_at is not None and opens_at <= at:
        reasons.append(Reason("embargo_past", {}, "opens_at"))
    return reasons


def why_not_begin(held: Held | None, publishing: Sequence[Reason]) -> list[Reason]:
    """Why nothing may be called out yet; publishing: what stands against showing the sealed result at all."""
    return [Reason("embargo_none")] if held is None else list(publishing)


def why_not_reveal(held: Held | None, publishing: Sequence[Reason], *, unknown: int) -> list[Reason]:
    """Why awards cannot be called out; unknown: how many of them are not in the sealed result."""
    if held is None:
        return [Reason("embargo_none")]
    reasons = list(publishing)
    if not held.is_begun:
        reasons.append(Reason("embargo_not_begun"))
    if unknown and not reasons:
        reasons.append(Reason("embargo_unknown_award"))
    return reasons


def why_not_lift(held: Held | None, publishing: Sequence[Reason], reason: str) -> list[Reason]:
    """Why the result must be kept back further: once an award was called out, lifting must show all the others."""
    if held is None:
        return [Reason("embargo_none")]
    reasons = list(publishing) if held.revealed else []
    return reasons if reason.strip() else [*reasons, Reason("embargo_reason_missing", {}, "reason")]

"""The proposed result is posted for so many days before the decision, and anybody may say something against it.

The day of posting does not count (Bộ luật Dân sự 2015, Điều 147): posted on the 1st for 15 days, it ends with the 16th.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from contest.foundation.refusal import Reason

SHORTEST_REMARK = 10
MOST_WAITING = 300
POSTING_WORDS = {
    "posting_not_now": "Chỉ niêm yết được khi cuộc thi đang ở giai đoạn “Xét giải”, trước khi có quyết định.",
    "posting_prizes_open": "Giải thưởng chưa được xác nhận nên chưa có danh sách để niêm yết.",
    "posting_no_awards": "Chưa có giải nào để niêm yết.",
    "posting_days_missing": "Thể lệ không nói số ngày niêm yết. Hãy ghi số ngày, từ 1 đến 90.",
    "posting_days_few": "Thể lệ quy định niêm yết {days} ngày. Niêm yết ngắn hơn thì phải sửa thể lệ trước.",
    "posting_same": "Danh sách này đang được niêm yết đến hết ngày {day}.",
    "posting_none": "Hiện không có danh sách nào đang niêm yết.",
    "posting_reason_missing": "Hãy ghi lý do gỡ danh sách niêm yết.",
    "remark_short": "Hãy viết rõ ý kiến, ít nhất {least} ký tự.",
    "remark_over": "Đã hết thời gian nhận ý kiến (đến hết ngày {day}). Xin liên hệ trực tiếp Ban Tổ chức.",
    "remark_too_many": "Đang có quá nhiều ý kiến chờ xem nên chưa nhận thêm được. Xin gửi thẳng đến Ban Tổ chức.",
    "remark_conflict": "Ông/bà có xung đột lợi ích với hồ sơ này; xin nhờ người khác kết luận.",
    "remark_gone": "Không tìm thấy ý kiến này.",
    "remark_answer_missing": "Hãy ghi kết luận: đã xem xét thế nào, có thay đổi gì không.",
    "posting_missing": "Chưa niêm yết kết quả dự kiến {days} ngày theo thể lệ. Quyết định ngay thì phải ghi lý do.",
    "posting_not_over": "Đang niêm yết kết quả dự kiến đến hết ngày {day}. Quyết định sớm hơn thì phải ghi lý do.",
    "posting_outdated": "Giải đã thay đổi sau khi niêm yết: hãy niêm yết lại danh sách mới, hoặc ghi lý do.",
    "posting_remarks_open": "Còn {count} ý kiến của công chúng chưa được kết luận. Quyết định ngay thì phải ghi lý do.",
}


@dataclass(frozen=True, slots=True)
class PostingFacts:
    """What the decision looks at: days the regulation asks for, the last day of what is posted, remarks left open.

    is_current: what is posted is what would be decided.
    """

    days: int = 0
    until: date | None = None
    is_current: bool = False
    remarks_open: int = 0


def last_day(posted_on: date, days: int) -> date:
    """The last day of a posting of so many days."""
    return posted_on + timedelta(days=days)


def why_not_post(stage: str, *, confirmed: bool, awards: int, days: int | None, asked_days: int) -> list[Reason]:
    """Why the list cannot be posted. days: as somebody wrote, None for what the regulation says (`asked_days`)."""
    reasons = []
    if stage != "deliberation":
        reasons.append(Reason("posting_not_now"))
    if not confirmed:
        reasons.append(Reason("posting_prizes_open"))
    elif not awards:
        reasons.append(Reason("posting_no_awards"))
    reasons += _about_days(days, asked_days)
    return reasons


def _about_days(days: int | None, asked_days: int) -> list[Reason]:
    given = asked_days if days is None else days
    if not 1 <= given <= 90:
        return [Reason("posting_days_missing", {}, "days")]
    return [Reason("posting_days_few", {"days": asked_days}, "days")] if given < asked_days else []


def why_not_unpost(reason: str, *, is_standing: bool) -> list[Reason]:
    """Why the posted list cannot be taken down."""
    reasons = [] if is_standing else [Reason("posting_none")]
    return reasons if reason.strip() else [*reasons, Reason("posting_reason_missing", {}, "reason")]


def why_not_remark(text: str, until: date | None, today: date, waiting: int) -> list[Reason]:
    """Why a remark of the public is not taken: too short, too late, too many."""
    if until is None:
        return [Reason("posting_none")]
    reasons = []
    if today > until:
        reasons.append(Reason("remark_over", {"day": until}))
    if waiting >= MOST_WAITING:
        reasons.append(Reason("remark_too_many"))
    if len(text.strip()) < SHORTEST_REMARK:
        reasons.append(Reason("remark_short", {"least": SHORTEST_REMARK}, "text"))
    return reasons


def why_wait(facts: PostingFacts, today: date) -> list[Reason]:
    """What stands against deciding today; each can be overruled with a reason, which goes on record."""
    reasons = []
    if facts.until is None:
        if facts.days:
            reasons.append(Reason("posting_missing", {"days": facts.days}, "reason"))
    elif not facts.is_current:
        reasons.append(Reason("posting_outdated", {}, "reason"))
    elif today <= facts.until:
        reasons.append(Reason("posting_not_over", {"day": facts.until}, "reason"))
    if facts.remarks_open:
        reasons.append(Reason("posting_remarks_open", {"count": facts.remarks_open}, "reason"))
    return reasons

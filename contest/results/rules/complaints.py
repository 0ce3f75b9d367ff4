"""Complaints: until when they are taken, by whom they are handled, when they are answered."""

from dataclasses import dataclass
from datetime import date, timedelta

from contest.editions.rules import Regulation
from contest.foundation.refusal import Reason
from contest.results.rules.reappraising import WORDS as LOOK_WORDS

ABOUT = {
    "score": "Điểm số, cách tính điểm",
    "prize": "Xếp giải",
    "procedure": "Trình tự, quy trình chấm và xét giải",
    "revocation": "Việc thu hồi giải",
}
STATES = {
    "received": "Đã tiếp nhận",
    "assigned": "Đang giải quyết",
    "answered": "Đã trả lời",
    "withdrawn": "Đã rút đơn",
}
STATE_KINDS = {"received": "waiting", "assigned": "attention", "answered": "done", "withdrawn": "neutral"}
OUTCOMES = {
    "upheld": "Khiếu nại đúng",
    "partly": "Khiếu nại đúng một phần",
    "dismissed": "Khiếu nại không có căn cứ",
}
OPEN = ("received", "assigned")
# Luật Khiếu nại 2011, Điều 28: thirty days from the day it was taken up, where the regulation does not say.
ANSWER_DAYS = 30
MOST_FILES = 5
LARGEST_MB = 12
FORMATS = ("pdf", "jpeg", "png", "docx")

WORDS = LOOK_WORDS | {
    "complaint_not_yet": "Kết quả chưa được công bố nên chưa nhận khiếu nại.",
    "complaint_over": "Thể lệ nhận khiếu nại đến hết ngày {last}. Nội dung đã nhập vẫn được giữ; nếu có lý do chính "
    "đáng, xin gửi đơn giấy đến Ban Thư ký.",
    "complaint_late_reason": "Đơn nhận sau ngày {last}: muốn tiếp nhận thì ghi lý do, nếu không thì trả lại đơn.",
    "complaint_late_needless": "Đơn còn trong hạn, không cần ghi lý do nhận muộn.",
    "complaint_not_yours": "Chỉ người nộp hồ sơ, tác giả hoặc đơn vị của hồ sơ gửi được khiếu nại.",
    "complaint_open": "Hồ sơ này đã có đơn số {number} đang được giải quyết. Xin chờ trả lời, hoặc rút đơn đó rồi "
    "gửi đơn mới.",
    "complaint_entry_unknown": "Không có hồ sơ mang mã này trong hội thi.",
    "complaint_from_missing": "Hãy ghi họ tên người ký đơn.",
    "complaint_received_later": "Ngày nhận đơn chưa đến.",
    "complaint_text_missing": "Hãy ghi nội dung khiếu nại: việc gì, vì sao, đề nghị điều gì.",
    "complaint_files_many": "Kèm nhiều nhất {most} tệp.",
    "complaint_settled": "Đơn này đã kết thúc nên không làm tiếp được.",
    "complaint_unassigned": "Đơn chưa được phân công. Hãy phân công người giải quyết trước.",
    "complaint_handler_unknown": "Người này không thuộc Ban Tổ chức hay Ban Thư ký của hội thi.",
    "complaint_handler_conflict": "{name} có xung đột lợi ích với hồ sơ này. Hãy chọn người khác.",
    "complaint_handler_scored": "{name} đã chấm hồ sơ này nên không giải quyết đơn về nó. Hãy chọn người khác.",
    "complaint_handler_complains": "{name} là người gửi đơn. Hãy chọn người khác.",
    "complaint_not_handler": "Chỉ người được phân công mới trả lời đơn này.",
    "complaint_outcome_missing": "Hãy chọn kết luận.",
    "complaint_answer_missing": "Hãy ghi nội dung trả lời: đã xem xét gì, kết luận ra sao, làm gì tiếp.",
    "complaint_looks_open": "Còn {count} người chưa gửi kết quả phúc tra. Hãy chờ, hoặc ghi rằng họ không phúc tra.",
}


def last_day(regulation: Regulation, published_on: date | None) -> date | None:
    """The last day complaints are taken: the later of the regulation's day and its days from the publication.

    None where it sets neither, and while nothing is published.
    """
    if published_on is None:
        return None
    days = [day for day in (regulation.timeline.complaints_until,) if day is not None]
    if regulation.appeals_days:
        days.append(published_on + timedelta(days=regulation.appeals_days))
    return max(days, default=None)


def answer_by(regulation: Regulation, received_on: date) -> date:
    """The day by which a complaint is to be answered."""
    return received_on + timedelta(days=regulation.answer_days or ANSWER_DAYS)


@dataclass(frozen=True, slots=True)
class Taking:
    """What decides whether a complaint is taken: the publication, the last day, one of the entry that is still open."""

    is_published: bool
    last: date | None
    open_number: int | None = None

    def is_late(self, on: date) -> bool:
        """Whether one received on this day is after the last."""
        return self.last is not None and on > self.last


def why_not_file(taking: Taking, today: date, text: str) -> list[Reason]:
    """Why an entrant cannot complain on the page."""
    reasons = _why_not_take(taking)
    if taking.is_published and taking.is_late(today):
        reasons.append(Reason("complaint_over", {"last": taking.last}))
    return [*reasons, *_faults_of_text(text)]


def why_not_record(
    taking: Taking, received_on: date | None, today: date, text: str, from_name: str, late_reason: str
) -> list[Reason]:
    """Why a paper cannot be recorded; a late one is taken only with a reason."""
    reasons = _why_not_take(taking)
    if received_on is None or received_on > today:
        reasons.append(Reason("complaint_received_later", where="received_on"))
    elif taking.is_late(received_on) and not late_reason.strip():
        reasons.append(Reason("complaint_late_reason", {"last": taking.last}, "late_reason"))
    elif late_reason.strip() and not taking.is_late(received_on):
        reasons.append(Reason("complaint_late_needless", where="late_reason"))
    if not from_name.strip():
        reasons.append(Reason("complaint_from_missing", where="from_name"))
    return [*reasons, *_faults_of_text(text)]


def _why_not_take(taking: Taking) -> list[Reason]:
    if not taking.is_published:
        return [Reason("complaint_not_yet")]
    return [] if taking.open_number is None else [Reason("complaint_open", {"number": taking.open_number})]


def _faults_of_text(text: str) -> list[Reason]:
    return [] if text.strip() else [Reason("complaint_text_missing", where="text")]


def why_not_handle(
    name: str, *, in_office: bool, in_conflict: bool, has_scored: bool, complains: bool, where: str = "handler"
) -> list[Reason]:
    """Why somebody must not handle a complaint about an entry; every reason at once."""
    if not in_office:
        return [Reason("complaint_handler_unknown", where=where)]
    held = (("conflict", in_conflict), ("scored", has_scored), ("complains", complains))
    return [Reason(f"complaint_handler_{key}", {"name": name}, where) for key, holds in held if holds]


def why_not_answer(state: str, *, is_handler: bool, outcome: str, answer: str, looks_open: int) -> list[Reason]:
    """Why a complaint cannot be answered now."""
    if state not in OPEN:
        return [Reason("complaint_settled")]
    if state == "received":
        return [Reason("complaint_unassigned")]
    if not is_handler:
        return [Reason("complaint_not_handler")]
    reasons = [Reason("complaint_looks_open", {"count": looks_open})] if looks_open else []
    if outcome not in OUTCOMES:
        reasons.append(Reason("complaint_outcome_missing", where="outcome"))
    return reasons if answer.strip() else [*reasons, Reason("complaint_answer_missing", where="answer")]

"""More time for everybody: the announced deadline moves by a decision, the grace behind it stays as long as it was."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from contest.editions.rules.regulation import Regulation
from contest.foundation.refusal import Reason, Refusal, refuse_with
from contest.foundation.vietnamese import parse_date

WORDS = {
    "extension_stage": "Chỉ gia hạn khi hội thi đang nhận hồ sơ. Nếu đã kết thúc nhận, "
    "hãy đưa hội thi trở lại giai đoạn nhận hồ sơ trước.",
    "extension_day_missing": "Hãy ghi hạn nộp mới.",
    "extension_not_later": "Hạn nộp mới phải sau hạn đang công bố ({deadline}).",
    "extension_past": "Hạn nộp mới đã qua. Hãy chọn một thời điểm còn ở phía trước.",
    "extension_number_missing": "Hãy ghi số của quyết định hoặc thông báo gia hạn.",
    "extension_decided_missing": "Hãy ghi ngày của quyết định.",
    "extension_decided_later": "Ngày của quyết định ở sau ngày hôm nay.",
    "clock_unreadable": "Không đọc được giờ “{value}”. Hãy ghi như 17:00.",
    "extension_reason_missing": "Hãy ghi lý do gia hạn; lý do được công khai.",
}
_LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
_CLOCK = re.compile(r"([01]?\d|2[0-3])\s*(?:[:hg.]\s*([0-5]\d)?)?", re.ASCII | re.IGNORECASE)
_END_OF_OFFICE = time(17, 0)


def moment_typed(day: str, clock: str, where: str = "until", clock_where: str = "clock") -> datetime | None:
    """A moment in Việt Nam from a day and an hour ("17:00", "8h30"; blank is the end of office hours).

    None without a day. Raises Refusal at the field that cannot be read.
    """
    if not day:
        return None
    try:
        on = parse_date(day)
    except Refusal as refusal:
        raise Refusal(Reason(each.code, each.params, where) for each in refusal.reasons) from None
    found = _CLOCK.fullmatch(clock.strip())
    if clock.strip() and found is None:
        raise refuse_with("clock_unreadable", clock_where, value=clock[:20])
    at = time(int(found[1]), int(found[2] or 0)) if found else _END_OF_OFFICE
    return datetime.combine(on, at, _LOCAL)


def extended(regulation: Regulation, until: datetime | None) -> Regulation:
    """The regulation with the announced deadline at `until`, when that is later; ages are counted as before."""
    window = regulation.timeline.submission
    if until is None or until <= window.shown_deadline:
        return regulation
    grace = window.enforced_deadline - window.shown_deadline
    until = until.astimezone(window.shown_deadline.tzinfo)
    moved = window.model_copy(update={"shown_deadline": until, "enforced_deadline": until + grace})
    age = regulation.entrants.age
    if age.on is None:
        age = age.model_copy(update={"on": window.shown_deadline.date()})
    return regulation.but(
        timeline=regulation.timeline.model_copy(update={"submission": moved}),
        entrants=regulation.entrants.model_copy(update={"age": age}),
    )


def why_not_extend(
    regulation: Regulation,
    stage: str,
    until: datetime | None,
    number: str,
    decided_on: date | None,
    reason: str,
    at: datetime,
    today: date,
) -> list[Reason]:
    """Everything against an extension; `where` is the field of the form."""
    reasons = [] if stage == "open" else [Reason("extension_stage")]
    shown = regulation.timeline.submission.shown_deadline
    if until is None:
        reasons.append(Reason("extension_day_missing", {}, "until"))
    elif until <= shown:
        reasons.append(Reason("extension_not_later", {"deadline": shown}, "until"))
    elif until <= at:
        reasons.append(Reason("extension_past", {}, "until"))
    if not number:
        reasons.append(Reason("extension_number_missing", {}, "number"))
    if decided_on is None:
        reasons.append(Reason("extension_decided_missing", {}, "decided_on"))
    elif decided_on > today:
        reasons.append(Reason("extension_decided_later", {}, "decided_on"))
    if not reason:
        reasons.append(Reason("extension_reason_missing", {}, "reason"))
    return reasons

"""When dossiers are taken, by the server's clock: shown and enforced deadline, the stage, and what comes next."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from contest.editions.rules.regulation import Regulation
from contest.editions.rules.stages import has_reached
from contest.foundation.refusal import Reason

WORDS = {
    "submission_not_open": "Chưa đến thời gian nhận hồ sơ. Nhận từ {opens}.",
    "submission_over": "Đã hết hạn nộp hồ sơ ({deadline}). Nội dung đã nhập vẫn được giữ nguyên.",
    "edition_not_taking": "Hội thi hiện không nhận hồ sơ.",
}
_LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def why_not_submit(regulation: Regulation, stage: str, at: datetime) -> list[Reason]:
    """Why no dossier is taken from an entrant at this moment; an empty list is a yes."""
    window = regulation.timeline.submission
    if stage == "draft" or at < window.opens:
        return [Reason("submission_not_open", {"opens": window.opens})]
    if at > window.enforced_deadline:
        return [Reason("submission_over", {"deadline": window.shown_deadline})]
    return [] if stage == "open" else [Reason("edition_not_taking")]


@dataclass(frozen=True, slots=True)
class Countdown:
    """What the public waits for: words, and the moment that is counted down to (None: nothing to count)."""

    words: str
    until: datetime | None


def countdown(regulation: Regulation, stage: str, at: datetime) -> Countdown:
    """The one thing worth counting down to. The enforced deadline stays unsaid: it is there for slow lines."""
    window = regulation.timeline.submission
    if stage in ("draft", "open") and at < window.opens:
        return Countdown("Bắt đầu nhận hồ sơ", window.opens)
    if stage == "open" and at <= window.shown_deadline:
        return Countdown("Hạn nộp hồ sơ", window.shown_deadline)
    if has_reached(stage, "published"):
        return Countdown("Đã công bố kết quả", None)
    return Countdown("Đã hết hạn nộp hồ sơ" if has_reached(stage, "open") else "Sắp nhận hồ sơ", None)


@dataclass(frozen=True, slots=True)
class Phase:
    """A point on the way of the contest: what happens, from when (None: only expected), how it lies to now."""

    words: str
    starts: datetime | date | None
    ends: datetime | date | None
    printed: str
    is_past: bool
    is_now: bool


def phases(regulation: Regulation, at: datetime) -> list[Phase]:
    """The way of the contest in order of its days; what has no day yet stands last, as printed."""
    line, window = regulation.timeline, regulation.timeline.submission
    spans: list[tuple[str, datetime | date | None, datetime | date | None]] = [
        ("Phát động", line.launch, line.launch),
        ("Nhận hồ sơ", window.opens, window.shown_deadline),
        ("Đơn vị bàn giao hồ sơ", None, window.by_unit_until),
        ("Thẩm định hồ sơ", None, line.screening_ends),
        *((f"Vòng {each.name}", each.starts, each.ends) for each in regulation.rounds),
        ("Chấm điểm", None, line.judging_ends),
        ("Nhận khiếu nại", None, line.complaints_until),
        ("Trưng bày", line.exhibition, line.exhibition),
        ("Tổng kết, trao giải", line.ceremony, line.ceremony),
    ]
    known = [span for span in spans if span[1] or span[2]]
    known.sort(key=lambda span: _end(span[2] or span[1]))
    found = [_phase(words, starts, ends, at) for words, starts, ends in known]
    return found + [Phase(_EXPECTED[step], None, None, when, False, False) for step, when in line.expected.items()]


_EXPECTED = {
    "launch": "Phát động",
    "submission": "Nhận hồ sơ",
    "screening": "Thẩm định hồ sơ",
    "judging": "Chấm điểm",
    "scoring_regulation": "Ban hành quy chế chấm",
    "nomination": "Đề cử lên cấp trên",
    "exhibition": "Trưng bày",
    "ceremony": "Tổng kết, trao giải",
}


def _phase(words: str, starts: datetime | date | None, ends: datetime | date | None, at: datetime) -> Phase:
    begin, end = _start(starts or ends), _end(ends or starts)
    is_now = starts is not None and begin <= at <= end
    return Phase(words, starts, ends, "", at > end, is_now)


def _start(value: datetime | date | None) -> datetime:
    """The first moment of a day. Raises ValueError for nothing."""
    if isinstance(value, datetime):
        return value
    if value is None:
        raise ValueError("a phase has a beginning or an end")
    return datetime.combine(value, time.min, _LOCAL)


def _end(value: datetime | date | None) -> datetime:
    """The last moment of a day. Raises ValueError for nothing."""
    if isinstance(value, datetime):
        return value
    if value is None:
        raise ValueError("a phase has a beginning or an end")
    return datetime.combine(value, time.max, _LOCAL)

"""Whether a dossier came in time: on line by the server's clock, on paper by what the regulation counts."""

from contest.editions.rules import Regulation
from contest.entries.rules import Standing, counted_day, deadline_for, last_paper_day
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import moment
from contest.screening.rules.findings import Finding, finding


def on_time(standing: Standing, regulation: Regulation) -> Finding:
    """In time, late, or nobody knows; an extension and a late acceptance are said with the datum."""
    # A unit registers on line, too; what the office takes in or imports came on paper.
    on_line = standing.source in ("web", "unit")
    return _on_line(standing, regulation) if on_line else _on_paper(standing, regulation)


def _on_line(standing: Standing, regulation: Regulation) -> Finding:
    window = regulation.timeline.submission
    words = f"Nộp trước {moment(window.enforced_deadline)}"
    at = standing.submitted_at
    if at is None:
        return finding("on_time", None, "Chưa ghi thời điểm nộp", words)
    datum = f"Nộp lúc {moment(at)}"
    if at <= window.enforced_deadline:
        return finding("on_time", True, datum, words)
    allowed = deadline_for(regulation, standing)
    if at <= allowed:
        return finding("on_time", True, f"{datum}: trong thời gian được gia hạn đến {moment(allowed)}", words)
    return finding("on_time", False, f"{datum}: muộn", words)


def _on_paper(standing: Standing, regulation: Regulation) -> Finding:
    last = last_paper_day(regulation, standing)
    words = f"Gửi hoặc nhận trước hết ngày {day(last)}"
    counted = counted_day(standing, regulation)
    if counted is None:
        missing = {"postmark": "Chưa ghi ngày gửi theo dấu bưu điện", "received": "Chưa ghi ngày nhận"}
        words_of = missing.get(regulation.timeline.submission.paper, "Chưa ghi ngày gửi, ngày nhận")
        if regulation.timeline.submission.paper == "none":
            words_of = "Thể lệ không quy định việc nhận hồ sơ giấy"
        return finding("on_time", None, words_of, words)
    what, on = counted
    if on <= last:
        return finding("on_time", True, f"{what} {day(on)}", words)
    late = f", lý do nhận: {standing.late_reason}" if standing.late_reason else ""
    return finding("on_time", False, f"{what} {day(on)}: muộn{late}", words)

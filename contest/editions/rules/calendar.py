"""When dossiers are taken, by the server's clock: shown and enforced deadline, and the stage."""

from datetime import datetime

from contest.editions.rules.regulation import Regulation
from contest.foundation.refusal import Reason

WORDS = {
    "submission_not_open": "Chưa đến thời gian nhận hồ sơ. Nhận từ {opens}.",
    "submission_over": "Đã hết hạn nộp hồ sơ ({deadline}). Nội dung đã nhập vẫn được giữ nguyên.",
    "edition_not_taking": "Hội thi hiện không nhận hồ sơ.",
}


def why_not_submit(regulation: Regulation, stage: str, at: datetime) -> list[Reason]:
    """Why no dossier is taken from an entrant at this moment; an empty list is a yes."""
    window = regulation.timeline.submission
    if stage == "draft" or at < window.opens:
        return [Reason("submission_not_open", {"opens": window.opens})]
    if at > window.enforced_deadline:
        return [Reason("submission_over", {"deadline": window.shown_deadline})]
    return [] if stage == "open" else [Reason("edition_not_taking")]

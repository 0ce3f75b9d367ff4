"""What the entrant gets in hand: the digest of what was handed in, and the letters."""

import hashlib
import json
from dataclasses import asdict
from datetime import date, datetime

from contest.entries.rules.facts import EntryFacts
from contest.foundation.vietnamese import date as day
from contest.foundation.vietnamese import moment


def content_digest(facts: EntryFacts) -> str:
    """SHA-256 of everything typed and of every file's hash: two dossiers with one digest are one and the same."""
    content = asdict(facts)
    content["files"] = sorted((file.part_key, file.sha256) for file in facts.files)
    for author in content["authors"]:
        author["consents"] = sorted(author["consents"])
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def digest_groups(digest: str) -> str:
    """The digest as it is printed: eight groups that can be read aloud."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def receipt_letter(contest: str, code: str, title: str, at: datetime, digest: str, amended: bool) -> tuple[str, str]:
    """Subject and text of the letter that confirms a submission."""
    what = "bản sửa của hồ sơ" if amended else "hồ sơ"
    subject = f"Đã nhận {what} {code}"
    text = (
        f"Ban Thư ký {contest} đã nhận {what} dự thi.\n\n"
        f"Mã số hồ sơ: {code}\nTên: {title}\nThời điểm nhận: {moment(at)}\n"
        f"Dấu vân tay nội dung (SHA-256):\n{digest_groups(digest)}\n\n"
        "Có thể sửa hoặc rút hồ sơ trên trang của hội thi cho đến hết hạn nộp. "
        "Xin giữ thư này; khi liên hệ, hãy nêu mã số hồ sơ.\n"
    )
    return subject, text


def withdrawal_letter(contest: str, code: str, title: str, reason: str) -> tuple[str, str]:
    """Subject and text of the letter after a withdrawal."""
    text = f"Hồ sơ {code} “{title}” của {contest} đã được rút.\nLý do: {reason}\n"
    return f"Hồ sơ {code} đã rút", text


def decision_letter(contest: str, code: str, title: str, verdict: str, reason: str, by: date | None) -> tuple[str, str]:
    """Subject and text of the letter about eligibility."""
    if verdict == "eligible":
        return f"Hồ sơ {code} hợp lệ", f"Hồ sơ {code} “{title}” đủ điều kiện dự {contest}.\n"
    if verdict == "needs_supplement":
        until = f" trước hết ngày {day(by)}" if by else ""
        return (
            f"Hồ sơ {code} cần bổ sung",
            f"Hồ sơ {code} “{title}” dự {contest} cần bổ sung{until}:\n\n{reason}\n\n"
            "Hãy mở hồ sơ trên trang của hội thi, bổ sung rồi bấm Nộp lại.\n",
        )
    return (
        f"Kết quả thẩm định hồ sơ {code}",
        f"Hồ sơ {code} “{title}” không đủ điều kiện dự {contest}.\nLý do: {reason}\n",
    )

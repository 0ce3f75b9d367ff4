"""What may be done with a letter in which state."""

import hashlib

from contest.foundation.refusal import Reason

STATE_WORDS = {
    "waiting": "Chờ duyệt",
    "held": "Giữ lại",
    "queued": "Chờ gửi",
    "sending": "Đang gửi",
    "sent": "Đã gửi",
    "unsure": "Không rõ đã đi chưa",
    "failed": "Không gửi được",
    "cancelled": "Đã hủy",
    "to_copy": "Cần nhắn",
    "copied": "Đã nhắn",
    "rehearsal": "Diễn tập, không gửi",
}
STATE_KINDS = {
    "waiting": "attention",
    "held": "neutral",
    "queued": "waiting",
    "sending": "waiting",
    "sent": "done",
    "unsure": "attention",
    "failed": "refused",
    "cancelled": "neutral",
    "to_copy": "attention",
    "copied": "done",
    "rehearsal": "neutral",
}
# The tabs of the outbox: words, and the states under each.
GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "cho-duyet": ("Chờ duyệt", ("waiting",)),
    "giu-lai": ("Giữ lại", ("held",)),
    "su-co": ("Không gửi được", ("failed", "unsure")),
    "cho-gui": ("Đang gửi", ("queued", "sending")),
    "da-gui": ("Đã gửi", ("sent", "copied")),
    "can-nhan": ("Cần nhắn", ("to_copy",)),
    "da-huy": ("Đã hủy", ("cancelled", "rehearsal")),
}
# From which states a deed may start, and what it is called in a refusal.
_DEEDS: dict[str, tuple[tuple[str, ...], str]] = {
    "approve": (("waiting", "held"), "duyệt"),
    "hold": (("waiting",), "giữ lại"),
    "cancel": (("waiting", "held", "failed", "unsure", "to_copy"), "hủy"),
    "again": (("failed", "unsure", "cancelled"), "gửi lại"),
    "edit": (("waiting", "held", "failed"), "sửa"),
    "tick": (("to_copy",), "đánh dấu đã nhắn"),
    "untick": (("copied",), "bỏ đánh dấu"),
}


def why_not_change(state: str, deed: str) -> list[Reason]:
    """Why a letter in this state does not take this deed."""
    states, words = _DEEDS[deed]
    return [] if state in states else [Reason("letters_not_now", {"state": STATE_WORDS[state], "deed": words})]


def digest_of(subject: str, text: str) -> str:
    """By which two wordings of a letter are told apart: what was looked at is what leaves."""
    return hashlib.sha256(f"{subject}\n{text}".encode()).hexdigest()[:16]

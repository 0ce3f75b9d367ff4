"""Models and other things the office keeps: where they are, what may happen next, what their entrant is told."""

from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import fold

KINDS = {"model": "Mô hình, sản phẩm", "dossier": "Hồ sơ giấy"}
# received: at the desk; stored: at its place; shown: in the exhibition; returned: back with its owner.
CUSTODY_STATES = ("received", "stored", "shown", "returned")
CUSTODY_WORDS = {
    "received": "Đã nhận",
    "stored": "Đã cất giữ",
    "shown": "Đang trưng bày",
    "returned": "Đã trả",
}
CUSTODY_KINDS = {"received": "waiting", "stored": "done", "shown": "attention", "returned": "neutral"}
CUSTODY_VERBS = {
    "received": "Nhận lại",
    "stored": "Cất vào chỗ",
    "shown": "Đưa ra trưng bày",
    "returned": "Trả cho tác giả",
}
# What its entrant reads: not in which room it lies.
CUSTODY_PUBLIC = {
    "received": "Ban Thư ký đã nhận",
    "stored": "Ban Thư ký đang giữ",
    "shown": "Đang trưng bày",
    "returned": "Đã trả lại",
}
_NEXT = {
    "received": ("stored", "shown", "returned"),
    "stored": ("shown", "returned", "stored"),
    "shown": ("stored", "returned", "shown"),
    "returned": ("received",),
}
_NEEDS_PLACE = ("stored", "shown")


def next_states(state: str) -> tuple[str, ...]:
    """What can be tapped, the likeliest first; the same state again moves the thing to another place."""
    return _NEXT[state]


def needs_place(state: str) -> bool:
    """Whether somebody will look for the thing at a place."""
    return state in _NEEDS_PLACE


def why_not_move(state: str, place: str, wanted: str, new_place: str, note: str) -> list[Reason]:
    """Everything against the next step of a thing; `where` is the form's field."""
    if wanted not in CUSTODY_STATES:
        return [Reason("custody_unreadable")]
    if wanted not in _NEXT[state]:
        return [Reason("custody_not_next", {"state": CUSTODY_WORDS[state].lower()})]
    if wanted in _NEEDS_PLACE and not new_place:
        return [Reason("custody_place_missing", {}, "place")]
    if wanted == state and fold(new_place) == fold(place):
        return [Reason("custody_same_place", {"place": place}, "place")]
    if wanted == "returned" and not note:
        return [Reason("custody_to_missing", {}, "note")]
    return []


def tidy_short(code: str) -> str:
    """A short code as it was made, however it was typed."""
    return "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())


def readable_short(code: str) -> str:
    """A short code in two groups, as it stands on the label."""
    return f"{code[:3]}-{code[3:]}"

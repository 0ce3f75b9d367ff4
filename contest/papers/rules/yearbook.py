"""The yearbook: what stands on its cover, how it is printed, and when a print says no more what is so today."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from contest.foundation.refusal import Reason
from contest.foundation.vietnamese import name_key

# The size of the page: name, width and height in mm.
SIZES = {"A5": ("A5, khổ sách", 148, 210), "A4": ("A4", 210, 297)}
BOOK_KINDS = {"pdf": "Bản in (PDF)", "docx": "Bản để sửa (Word, khổ A4)"}
# A print is fetched soon, or made again: names on it may be withdrawn any day.
KEPT_FOR = timedelta(days=30)

YEARBOOK_WORDS = {
    "yearbook_unsealed": "Kết quả chưa được niêm phong nên chưa lập được kỷ yếu.",
    "yearbook_kind": "Hãy chọn bản in (PDF) hoặc bản để sửa (Word).",
    "yearbook_under_way": "Một bản như vậy đang được lập. Hãy đợi bản đó xong.",
    "yearbook_gone": "Bản kỷ yếu này không còn trên máy chủ. Hãy lập bản mới.",
    "yearbook_overtaken": "Bản này không còn đúng với hồ sơ và các đồng ý hôm nay. Hãy lập bản mới.",
    "yearbook_stale": "Có người vừa sửa bìa và lời nói đầu. Xin xem lại bản mới rồi sửa tiếp.",
}


class Cover(NamedTuple):
    """What the organiser types: title and line below it, foreword with who signs it, the size of the page."""

    title: str = "Kỷ yếu các giải pháp đạt giải"
    subtitle: str = ""
    foreword: str = ""
    signatory_title: str = ""
    signatory: str = ""
    size: str = "A5"


def why_not_order(kind: str, *, sealed: bool, under_way: bool) -> list[Reason]:
    """Why no print can be made now."""
    reasons = [] if kind in BOOK_KINDS else [Reason("yearbook_kind", {}, "kind")]
    if not sealed:
        reasons.append(Reason("yearbook_unsealed"))
    if under_way:
        reasons.append(Reason("yearbook_under_way"))
    return reasons


def digest_of(content: Any) -> str:
    """By which two contents of a book are told apart: any name or picture that is shown, and every word."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def name_index(named: Iterable[tuple[str, int]]) -> list[tuple[str, tuple[int, ...]]]:
    """Names by given name in Vietnamese order, each with the keys of its solutions; hidden ones are not in it."""
    found: dict[str, list[int]] = {}
    for name, key in named:
        if name and key not in found.setdefault(name, []):
            found[name].append(key)
    return [(name, tuple(found[name])) for name in sorted(found, key=name_key)]


def in_book_order(solutions: Sequence[tuple[int, int, int | None]]) -> list[int]:
    """The places of solutions (tier, field, place the office gave) as they stand in the book."""
    behind = 1_000_000
    return sorted(
        range(len(solutions)),
        key=lambda at: (solutions[at][0], solutions[at][2] or behind, solutions[at][1]),
    )

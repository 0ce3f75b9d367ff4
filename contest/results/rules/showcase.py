"""How a solution with a prize is presented: in the gallery and in the yearbook, with which pictures and which words.

A picture may show whoever made the thing: it is shown only where every author may be (consents for photographs), and
what is not chosen by the office is not shown at all.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from contest.editions.rules import Regulation
from contest.entries.rules import AuthorFacts
from contest.foundation.refusal import Reason
from contest.results.rules.showing import may_show

MOST_PICTURES = 6
LONGEST_SUMMARY = 3000
_LAST_PLACE = 999

SHOWCASE_WORDS = {
    "showcase_not_awarded": "Hồ sơ này không có giải trong kết quả đã niêm phong.",
    "showcase_unsealed": "Kết quả chưa được niêm phong nên chưa chọn được ảnh.",
    "showcase_stale": "Có người vừa sửa trang này. Xin xem lại bản mới rồi sửa tiếp.",
    "showcase_summary_long": "Lời giới thiệu dài {length} chữ cái, nhiều nhất {most}. Hãy rút ngắn.",
    "showcase_pictures_many": "Nhiều nhất {most} ảnh cho một giải pháp; đang chọn {count}. Hãy bỏ bớt.",
    "showcase_picture_gone": "Có ảnh không còn trong hồ sơ. Hãy chọn lại ảnh.",
    "showcase_place": "Thứ tự là số từ 1 đến {most}, hoặc để trống.",
}


@dataclass(frozen=True, slots=True)
class Presented:
    """What the office chose for a solution. summary: in place of the dossier's, "" for that one; pictures: file keys.

    place: its place within its tier, None after those that have one. is_left_out: of the gallery and of the book's
    pages; its prize stands in every list all the same. version rises with every save.
    """

    summary: str = ""
    pictures: tuple[int, ...] = ()
    place: int | None = None
    is_left_out: bool = False
    version: int = 0


def may_show_pictures(authors: Sequence[AuthorFacts], regulation: Regulation) -> bool:
    """Whether pictures of this dossier may be shown today; one author who may not be seen is enough to hide them."""
    return all(
        author.forgotten_at is None and may_show(author, regulation, "photographs") for author in authors
    ) and bool(authors)


def why_not_present(wanted: Presented, available: Collection[int]) -> list[Reason]:
    """Why a solution cannot be presented like this. available: the dossier's pictures."""
    reasons = []
    if len(wanted.summary) > LONGEST_SUMMARY:
        figures = {"length": len(wanted.summary), "most": LONGEST_SUMMARY}
        reasons.append(Reason("showcase_summary_long", figures, "summary"))
    if len(wanted.pictures) > MOST_PICTURES:
        figures = {"most": MOST_PICTURES, "count": len(wanted.pictures)}
        reasons.append(Reason("showcase_pictures_many", figures, "pictures"))
    if not set(wanted.pictures) <= set(available):
        reasons.append(Reason("showcase_picture_gone", {}, "pictures"))
    if wanted.place is not None and not 1 <= wanted.place <= _LAST_PLACE:
        reasons.append(Reason("showcase_place", {"most": _LAST_PLACE}, "place"))
    return reasons

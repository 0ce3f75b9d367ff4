"""Which spreadsheets there are, and what each is for."""

from dataclasses import dataclass

from contest.foundation.refusal import Reason

# Stands on every page of what names winners before the result is sealed.
UNSEALED = "DỰ THẢO – CHƯA NIÊM PHONG"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper: its key on the command line, its name, its file's name, what it is for.

    of_winners: it names winners, so the reconciler must agree; before the first seal it is a draft and says so.
    """

    key: str
    name: str
    file_name: str
    words: str
    icon: str
    of_winners: bool = False


KINDS = (
    Kind(
        "prize-list",
        "Danh sách đạt giải",
        "danh-sach-dat-giai.xlsx",
        "Theo thứ tự trao giải, có tiền thưởng và tổng bằng chữ. Dùng cho quyết định và lễ trao giải.",
        "trophy",
        of_winners=True,
    ),
    Kind(
        "posted-list",
        "Danh sách niêm yết",
        "danh-sach-niem-yet.xlsx",
        "Giải và tên những tác giả còn đồng ý công bố, không có mã số và điểm. Dùng để dán bảng, đăng trang tin.",
        "pin-angle",
    ),
    Kind(
        "press-list",
        "Danh sách gửi báo chí",
        "danh-sach-gui-bao-chi.xlsx",
        "Như danh sách niêm yết, chỉ có tên những tác giả đồng ý cung cấp thông tin cho báo chí.",
        "newspaper",
        of_winners=True,
    ),
    Kind(
        "photograph-list",
        "Danh sách chụp ảnh",
        "danh-sach-chup-anh.xlsx",
        "Trong các tác giả đạt giải, ai đồng ý chụp ảnh và ai không. Dùng nội bộ tại lễ trao giải.",
        "camera",
        of_winners=True,
    ),
    Kind(
        "nominations",
        "Danh sách đề cử",
        "danh-sach-de-cu.xlsx",
        "Mỗi nơi đề cử một trang: hồ sơ, lĩnh vực theo tên của cấp trên, lý do chọn. Kèm công văn đề cử.",
        "arrow-up-circle",
    ),
    Kind(
        "tabulation",
        "Bảng tổng hợp điểm",
        "bang-tong-hop-diem.xlsx",
        "Mỗi hội đồng một trang: điểm của từng giám khảo, điểm trung bình tính bằng công thức, chỗ ký.",
        "table",
    ),
    Kind(
        "register",
        "Danh mục hồ sơ",
        "danh-muc-ho-so.xlsx",
        "Mọi hồ sơ đã nhận, theo mã số, kèm đơn vị và tình trạng.",
        "card-list",
    ),
    Kind(
        "workload",
        "Phân công chấm",
        "phan-cong-cham.xlsx",
        "Giám khảo nào chấm bao nhiêu hồ sơ, theo hội đồng.",
        "people",
    ),
    Kind(
        "presentations",
        "Lịch thuyết trình",
        "lich-thuyet-trinh.xlsx",
        "Mỗi vòng có thuyết trình một trang: ngày, phòng, giờ của từng hồ sơ, ai phải ra khỏi phòng.",
        "easel",
    ),
)


# What tells of every entry what is not public, and what tells of those that won.
_OF_ENTRIES = frozenset({"tabulation", "register"})
_OF_WINNERS = frozenset({"prize-list", "posted-list", "press-list", "photograph-list", "nominations"})


def why_not_hand_out(
    key: str, *, judges: bool, scoring: bool, apart: bool = False, is_public: bool = False
) -> list[Reason]:
    """Why somebody may not have a copy now: who judges sees no other judge's score while a round is open.

    apart: the person has a conflict of interest with an entry that stands in papers about entries. What everybody may
    read once the result is public is kept from nobody then.
    """
    if apart and (key in _OF_ENTRIES or (key in _OF_WINNERS and not is_public)):
        return [Reason("export_in_conflict")]
    return [Reason("export_scores_open")] if key == "tabulation" and judges and scoring else []


def kind_of(key: str) -> Kind | None:
    """The kind of this key."""
    return next((kind for kind in KINDS if kind.key == key), None)

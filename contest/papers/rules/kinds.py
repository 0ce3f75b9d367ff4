"""Which spreadsheets there are, and what each is for."""

from dataclasses import dataclass

from contest.foundation.access import Permission
from contest.foundation.refusal import Reason

# Stands on every page of what names winners before the result is sealed.
UNSEALED = "DỰ THẢO – CHƯA NIÊM PHONG"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper: its key on the command line, its name, its file's name, what it is for.

    group: which of GROUPS; needs: the permission beside the one for all papers.
    of_winners: it names winners, so the reconciler must agree; before the first seal it is a draft and says so.
    """

    key: str
    name: str
    file_name: str
    words: str
    icon: str
    group: str
    of_winners: bool = False
    needs: Permission = Permission.EXPORT_MAKE


# What the kinds are for, in the order the desk shows them.
GROUPS = {
    "decision": "Quyết định và công bố",
    "ceremony": "Lễ trao giải và triển lãm",
    "money": "Tiền thưởng và thù lao",
    "judging": "Chấm điểm",
    "entries": "Hồ sơ và số liệu",
}

KINDS = (
    Kind(
        "prize-list",
        "Danh sách đạt giải",
        "danh-sach-dat-giai.xlsx",
        "Theo thứ tự trao giải, có tiền thưởng và tổng bằng chữ. Dùng cho quyết định và lễ trao giải.",
        "trophy",
        "decision",
        of_winners=True,
    ),
    Kind(
        "annexes",
        "Phụ lục quyết định",
        "phu-luc-quyet-dinh.xlsx",
        "Theo bậc giải, giải phụ, giải tập thể: mỗi phụ lục một trang, có số giải, cộng tiền, tổng bằng chữ.",
        "file-earmark-ruled",
        "decision",
        of_winners=True,
    ),
    Kind(
        "posted-list",
        "Danh sách niêm yết",
        "danh-sach-niem-yet.xlsx",
        "Giải và tên những tác giả còn đồng ý công bố, không có mã số và điểm. Dùng để dán bảng, đăng trang tin.",
        "pin-angle",
        "decision",
    ),
    Kind(
        "press-list",
        "Danh sách gửi báo chí",
        "danh-sach-gui-bao-chi.xlsx",
        "Như danh sách niêm yết, chỉ có tên những tác giả đồng ý cung cấp thông tin cho báo chí.",
        "newspaper",
        "decision",
        of_winners=True,
    ),
    Kind(
        "nominations",
        "Danh sách đề cử",
        "danh-sach-de-cu.xlsx",
        "Mỗi nơi đề cử một trang: hồ sơ, lĩnh vực theo tên của cấp trên, lý do chọn. Kèm công văn đề cử.",
        "arrow-up-circle",
        "decision",
    ),
    Kind(
        "merge-list",
        "Danh sách trộn giấy chứng nhận",
        "danh-sach-tron-giay-chung-nhan.xlsx",
        "Mỗi giấy một dòng, tên cột ở dòng đầu để trộn thư trong Word.",
        "envelope-paper",
        "ceremony",
        of_winners=True,
    ),
    Kind(
        "packing",
        "Xếp phong bì, giấy chứng nhận, quà",
        "xep-phong-bi.xlsx",
        "Từng phong bì theo thứ tự xướng tên; trang sau đếm theo giải bằng công thức.",
        "box-seam",
        "ceremony",
        of_winners=True,
    ),
    Kind(
        "guests",
        "Danh sách khách",
        "danh-sach-khach.xlsx",
        "Mọi khách trong một bảng: đạt giải, đơn vị, hội đồng, đại biểu, nhà tài trợ. Điền rồi nhập lại được.",
        "people",
        "ceremony",
        of_winners=True,
    ),
    Kind(
        "seating",
        "Sơ đồ chỗ ngồi",
        "cho-ngoi.xlsx",
        "Mỗi hồ sơ đạt giải và mỗi khách một dòng, số người, chỗ ngồi. Điền rồi nhập lại được.",
        "grid-3x3",
        "ceremony",
        of_winners=True,
    ),
    Kind(
        "booths",
        "Gian trưng bày",
        "gian-trung-bay.xlsx",
        "Hồ sơ đạt giải, nhà tài trợ và gian trưng bày. Điền rồi nhập lại được.",
        "shop",
        "ceremony",
        of_winners=True,
    ),
    Kind(
        "invitations",
        "Danh sách mời",
        "danh-sach-moi.xlsx",
        "Từ danh sách khách: ai được mời, số người, số giấy mời, trả lời; cộng bằng công thức.",
        "envelope-open",
        "ceremony",
        of_winners=True,
    ),
    Kind(
        "name-cards",
        "Thẻ tên",
        "the-ten.xlsx",
        "Mỗi thẻ một dòng, tên cột ở dòng đầu để trộn thư trong Word.",
        "person-badge",
        "ceremony",
        of_winners=True,
    ),
    Kind(
        "photograph-list",
        "Danh sách chụp ảnh",
        "danh-sach-chup-anh.xlsx",
        "Trong các tác giả đạt giải, ai đồng ý chụp ảnh và ai không. Dùng nội bộ tại lễ trao giải.",
        "camera",
        "ceremony",
        of_winners=True,
    ),
    Kind(
        "receipts",
        "Ký nhận tiền thưởng theo giải",
        "ky-nhan-theo-giai.xlsx",
        "Mỗi giải một chữ ký; cộng theo bậc giải, tổng bằng chữ, khớp với quyết định.",
        "cash-stack",
        "money",
        of_winners=True,
    ),
    Kind(
        "receipts-by-author",
        "Ký nhận tiền thưởng theo tác giả",
        "ky-nhan-theo-tac-gia.xlsx",
        "Mỗi tác giả một chữ ký; chia theo tỷ lệ đóng góp đã khai, không khai thì chia đều.",
        "cash-coin",
        "money",
        of_winners=True,
    ),
    Kind(
        "judge-fees",
        "Thù lao chấm điểm",
        "thu-lao-cham-diem.xlsx",
        "Số phiếu đã nộp nhân mức chi của vòng, có cột ký nhận. Đặt mức chi ở trang Thù lao.",
        "wallet2",
        "money",
        needs=Permission.FEE_KEEP,
    ),
    Kind(
        "tabulation",
        "Bảng tổng hợp điểm",
        "bang-tong-hop-diem.xlsx",
        "Mỗi hội đồng một trang: điểm của từng giám khảo, điểm trung bình tính bằng công thức, chỗ ký.",
        "table",
        "judging",
    ),
    Kind(
        "workload",
        "Phân công chấm",
        "phan-cong-cham.xlsx",
        "Giám khảo nào chấm bao nhiêu hồ sơ, theo hội đồng.",
        "people",
        "judging",
    ),
    Kind(
        "presentations",
        "Lịch thuyết trình",
        "lich-thuyet-trinh.xlsx",
        "Mỗi vòng có thuyết trình một trang: ngày, phòng, giờ của từng hồ sơ, ai phải ra khỏi phòng.",
        "easel",
        "judging",
    ),
    Kind(
        "register",
        "Danh mục hồ sơ",
        "danh-muc-ho-so.xlsx",
        "Mọi hồ sơ đã nhận, theo mã số, kèm đơn vị và tình trạng.",
        "card-list",
        "entries",
    ),
    Kind(
        "statistics",
        "Số liệu dùng nội bộ",
        "so-lieu-noi-bo.xlsx",
        "Theo lĩnh vực, bảng, đơn vị, địa phương, hình thức, giới tính; tính bằng công thức từ trang Dữ liệu.",
        "bar-chart",
        "entries",
    ),
    Kind(
        "statistics-outside",
        "Số liệu gửi ra ngoài",
        "so-lieu-gui-ra-ngoai.xlsx",
        "Như trên nhưng không có số nhỏ và không có gì để từ đó suy ra số nhỏ.",
        "bar-chart-line",
        "entries",
    ),
)


# What tells of every entry what is not public, and what tells of those that won.
_OF_ENTRIES = frozenset({"tabulation", "register", "statistics"})
_OF_WINNERS = frozenset({"posted-list", "nominations"}) | {kind.key for kind in KINDS if kind.of_winners}


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

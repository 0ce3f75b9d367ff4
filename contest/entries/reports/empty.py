"""The empty register to be filled in and taken in again."""

from contest.editions.queries import regulation_of
from contest.editions.rules import Regulation
from contest.foundation.writers.xlsx import Blank, BlankColumn


def blank_register(edition_id: int, for_unit: bool) -> Blank:
    """The empty register with the contract's headings, the edition's fields and divisions as lists, and an example.

    A unit's own has no column for codes, for its own name, and for the day of handing in.
    """
    regulation = regulation_of(edition_id)
    left_out = {"Mã số", "Đơn vị", "Địa phương", "Ngày nộp"} if for_unit else set()
    left_out |= set() if regulation.divisions else {"Bảng"}
    left_out |= {"Giáo viên hướng dẫn"} if regulation.authors.mentor == "none" else set()
    left_out |= set() if regulation.consents else {"Đồng ý công bố"}
    return Blank(
        sheet="Hồ sơ",
        columns=[column for column in _blank_columns(regulation) if column.heading not in left_out],
        title=f"Danh sách hồ sơ – {regulation.title}",
        notes=[
            "Điền vào trang “Hồ sơ”, mỗi hồ sơ một dòng, rồi tải tệp lên trang của hội thi.",
            "Không đổi tên các cột, không gộp ô. Mọi lỗi được chỉ ra cùng lúc, theo từng ô, trước khi ghi.",
        ],
        example=_blank_example(regulation),
    )


def _blank_columns(regulation: Regulation) -> list[BlankColumn]:
    pattern = "Họ tên | ngày sinh | giới tính | tỷ lệ % | lớp hoặc chức danh | trường hoặc đơn vị"
    authors = (
        f"Mỗi tác giả một dòng trong ô (Alt + Enter), ghi: {pattern}. Chỉ họ tên là bắt buộc; "
        "phần không có thì để trống giữa hai dấu |."
    )
    divisions = [division.name for division in regulation.divisions]
    return [
        BlankColumn("Mã số", 12, note="Chỉ ghi khi hồ sơ đã có mã."),
        BlankColumn("Tên giải pháp", 44, required=True, note="Tên đầy đủ, như muốn in trên giấy chứng nhận."),
        BlankColumn("Lĩnh vực", 30, required=True, choices=[field.name for field in regulation.fields]),
        BlankColumn("Bảng", 16, required=True, choices=divisions),
        BlankColumn("Tác giả", 60, required=True, note=authors),
        BlankColumn("Đơn vị", 28, note="Đơn vị gửi hồ sơ."),
        BlankColumn("Địa phương", 22, note="Xã, phường và tỉnh, thành phố."),
        BlankColumn("Tóm tắt", 44),
        BlankColumn("Điện thoại", 16),
        BlankColumn("Email", 24),
        BlankColumn("Giáo viên hướng dẫn", 26),
        BlankColumn("Đồng ý công bố", 14, choices=("Có", "Không"), note="Theo giấy đồng ý có chữ ký của phụ huynh."),
        BlankColumn("Ngày nộp", 14, kind="date", note="Ngày/tháng/năm."),
    ]


def _blank_example(regulation: Regulation) -> dict[str, str]:
    """One entry as it would be filled in, all invented."""
    youth = regulation.kind == "youth"
    unit = "Trường THCS Bình Minh" if youth else "Hợp tác xã Bình Minh"
    shares = ("60", "40") if regulation.authors.shares != "none" else ("", "")
    ranks = ("8A", "8B") if youth else ("Kỹ sư", "Nông dân")
    born = ("12/09/2012", "05/03/2012") if youth else ("12/09/1985", "05/03/1990")
    return {
        "Tên giải pháp": "Thùng rác biết phân loại" if youth else "Máy gặt lúa mini cho ruộng bậc thang",
        "Lĩnh vực": regulation.fields[0].name,
        "Bảng": regulation.divisions[0].name if regulation.divisions else "",
        "Tác giả": f"Lê Thị Na | {born[0]} | Nữ | {shares[0]} | {ranks[0]} | {unit}\n"
        f"Trần Văn Bách | {born[1]} | Nam | {shares[1]} | {ranks[1]} | {unit}",
        "Đơn vị": unit,
        "Địa phương": "xã Bình Minh",
        "Tóm tắt": "Vài câu cho người chưa biết gì hiểu được.",
        "Điện thoại": "0912345678",
        "Email": "ten@donvi.vn",
        "Giáo viên hướng dẫn": "Nguyễn Văn Hòa",
        "Đồng ý công bố": "Có",
        "Ngày nộp": "15/06/2026",
    }

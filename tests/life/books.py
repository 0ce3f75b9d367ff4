"""The workbooks of the worked transcript: dossiers, decisions, judges and score sheets of an invented contest."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook

FIELDS = ("Công nghệ thông tin, điện tử, viễn thông", "Cơ khí tự động hóa, xây dựng, giao thông vận tải")
TITLES = (
    "Máy gặt đập liên hợp cỡ nhỏ cho ruộng bậc thang",
    "Hệ thống tưới nhỏ giọt điều khiển bằng điện thoại",
    "Phần mềm quản lý hồ sơ bệnh án tại trạm y tế xã",
    "Thiết bị cảnh báo lũ quét bằng sóng vô tuyến",
    "Cải tiến lò sấy nông sản dùng vỏ trấu",
    "Bộ điều khiển máy bơm tự động theo độ ẩm đất",
    "Ứng dụng tra cứu giống lúa cho nông dân",
    "Khuôn đúc gạch không nung từ tro bay",
    "Xe thu gom rác trong ngõ hẹp",
    "Cổng thông tin giám sát chất lượng nước",
    "Giàn phơi mủ cao su tự động che mưa",
    "Thiết bị rửa rau củ tiết kiệm nước",
)
PEOPLE = (
    "Nguyễn Văn Đức", "Trần Thị Hồng Ánh", "Lê Minh Quân", "Phạm Thu Hà", "H’Lan Niê Kdăm", "Vũ Đình Phúc",
    "Đỗ Thị Yến", "Bùi Quang Huy", "Chau Sóc Thi", "Hoàng Ngọc Bích", "Đinh Công Mạnh", "Ngô Thị Thúy",
)  # fmt: skip
JUDGES = tuple((f"TS. {name}", f"giam-khao-{place}@example.org") for place, name in enumerate(
    ("Phan Văn Ơn", "Lý Thị Quý", "Mai Đức Toàn", "Tạ Kim Oanh", "Dương Văn Ý", "Hồ Thị Uyên"), 1))  # fmt: skip
CRITERIA = (("Tính mới, tính sáng tạo", 40), ("Khả năng áp dụng", 30), ("Hiệu quả kinh tế - kỹ thuật - xã hội", 30))


def write_books(folder: Path) -> None:
    """Write the regulation and the four workbooks into a folder."""
    (folder / "the-le.yaml").write_bytes((Path(__file__).parent / "the-le.yaml").read_bytes())
    _write(folder / "ho-so.xlsx", _entries())
    _write(folder / "tham-dinh.xlsx", [["Mã số", "Kết luận", "Lý do"], *_decisions()])
    _write(folder / "giam-khao.xlsx", _judges())
    _write(folder / "phieu-diem.xlsx", _scores())


def codes() -> list[str]:
    """The entry codes of the dossiers."""
    return [f"KT-{place:03}" for place in range(1, len(TITLES) + 1)]


def _write(path: Path, rows: Sequence[Sequence[Any]]) -> None:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)


def _entries() -> list[list[Any]]:
    heads = [
        "Mã số",
        "Tên giải pháp",
        "Lĩnh vực",
        "Tác giả",
        "Đơn vị",
        "Địa phương",
        "Tóm tắt",
        "Điện thoại",
        "Ngày nộp",
    ]
    rows: list[list[Any]] = [heads]
    for place, (code, title, person) in enumerate(zip(codes(), TITLES, PEOPLE, strict=True)):
        rows.append(
            [code, title, FIELDS[place % 2], f"{person} | 12/03/1985 | Nam | 100 | Kỹ sư | Công ty Bình Minh",
             f"Hội Khoa học và Kỹ thuật huyện {1 + place % 4}", "Xã Tân Lập", "Giải pháp đã áp dụng.", "0912345678",
             "15/06/2026"]
        )  # fmt: skip
    return rows


def _decisions() -> Iterator[list[str]]:
    for code in codes():
        if code == "KT-012":
            yield [code, "Không hợp lệ", "Giải pháp đã đạt giải ở kỳ trước và chưa được cải tiến."]
        else:
            yield [code, "Hợp lệ", ""]


def _judges() -> list[list[str]]:
    rows = [["Họ và tên", "Email", "Đơn vị", "Hội đồng", "Vai trò", "Chuyên môn", "Xung đột"]]
    for place, (name, email) in enumerate(JUDGES):
        role = ("Chủ tịch", "Ủy viên", "Ủy viên", "Ủy viên", "Ủy viên", "Thư ký")[place]
        rows.append([name, email, f"Trường Đại học {place + 1}", "Hội đồng giám khảo", role, FIELDS[place % 2], ""])
    return rows


def _scores() -> list[list[Any]]:
    """Five judges on eleven entries; one judge was absent for one entry."""
    rows: list[list[Any]] = [["Mã số", "Giám khảo", *(name for name, _ in CRITERIA), "Nhận xét"]]
    for place, code in enumerate(codes()[:-1]):
        for judge, (_, email) in enumerate(JUDGES[:5]):
            if (place, judge) == (3, 4):
                rows.append([code, email, "VẮNG", "VẮNG", "VẮNG", ""])
                continue
            level = Decimal(95 - 4 * place - judge) / 100
            points = [(Decimal(2) * most * level).to_integral_value() / 2 for _, most in CRITERIA]
            rows.append([code, email, *(float(point) for point in points), "Giải pháp rõ ràng."])
    return rows

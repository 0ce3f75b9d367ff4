"""What a document can be filled with: every name a template may use, what it means, and a sample of it.

The names are Vietnamese without marks, so that an organiser who opens a template in Word reads them; lists have parts.
A text that has nothing to say is empty, and `{% if … %}` asks for it.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple


class Field(NamedTuple):
    """A name, its meaning for people, and of a list the names of each of its items ("" for a list of texts)."""

    name: str
    meaning: str
    parts: "tuple[Field, ...] | None" = None
    is_list: bool = False


def _list(name: str, meaning: str, **parts: str) -> Field:
    return Field(name, meaning, tuple(Field(key, words) for key, words in parts.items()) or None, True)


def _listed(name: str, meaning: str, *parts: Field) -> Field:
    return Field(name, meaning, parts, True)


_FRAME = (
    Field("co_quan_chu_quan", "Cơ quan chủ quản, dòng trên bên trái; có thể trống"),
    Field("co_quan_ban_hanh", "Cơ quan ban hành văn bản"),
    Field("so_ky_hieu", "Số và ký hiệu, ví dụ 05/QĐ-LHH; chấm để ghi tay khi chưa có số"),
    Field("noi_va_ngay", "Địa danh và ngày tháng năm ở đầu văn bản"),
    Field("trich_yeu", "Trích yếu nội dung"),
    Field("chuc_vu_nguoi_ky", "Chức vụ người ký"),
    Field("nguoi_ky", "Họ tên người ký"),
    Field("tham_quyen", "Dòng thẩm quyền trên các căn cứ, ví dụ CHỦ TỊCH LIÊN HIỆP HỘI"),
    Field("kem_theo", "Dòng “Kèm theo …” của phụ lục, với số và ngày của chính văn bản này"),
    Field("thay_the", "Văn bản mà bản này thay thế, với số và ngày; trống khi không thay thế bản nào"),
    _list("cac_can_cu", "Các căn cứ, mỗi căn cứ một dòng, đã có dấu chấm phẩy hoặc dấu chấm cuối"),
    _list("cac_noi_nhan", "Nơi nhận, mỗi nơi một dòng"),
    Field("ten_cuoc_thi", "Tên đầy đủ của cuộc thi, hội thi"),
    Field("ten_du_thi", "Thể lệ gọi thứ dự thi là gì: giải pháp, đề tài, mô hình, sản phẩm …"),
    Field("ban_to_chuc", "Tên Ban Tổ chức"),
    Field("thuong_truc", "Cơ quan thường trực"),
    Field("le_trao_giai", "Ngày lễ tổng kết và trao giải, theo thể lệ"),
)
_MEMBERS = (
    Field("so_thanh_vien", "Số thành viên"),
    _list(
        "thanh_vien", "Các thành viên", tt="Số thứ tự", ho_ten="Họ và tên", chuc_vu="Chức vụ, đơn vị",
        nhiem_vu="Nhiệm vụ: Trưởng Ban, Phó Trưởng Ban …",
    ),
)  # fmt: skip
_JURY_COUNTS = (
    Field("so_hoi_dong", "Số hội đồng giám khảo"),
    Field("so_giam_khao", "Số người trong các hội đồng, mỗi người tính một lần"),
)
_ENTRY_COUNTS = (
    Field("so_nhan", "Số hồ sơ đã nhận, không kể hồ sơ đã rút"),
    Field("so_hop_le", "Số hồ sơ hợp lệ, đủ điều kiện dự thi"),
)
_LINE = (
    Field("tt", "Số thứ tự"),
    Field("ma_so", "Mã số hồ sơ"),
    Field("ten", "Tên hồ sơ dự thi"),
    Field("tac_gia", "Các tác giả, cách nhau dấu phẩy"),
    Field("don_vi", "Đơn vị"),
    Field("linh_vuc", "Lĩnh vực"),
)
_PRIZE = (
    Field("tt", "Số La Mã"),
    Field("ten", "Tên giải"),
    Field("so_luong", "Số giải, hai chữ số"),
    Field("tien", "Tiền thưởng của cả loại giải, bằng đồng"),
)
_WINNERS = (
    Field("tong_so_giai", "Tổng số giải, kể cả giải của tập thể"),
    Field("tong_tien", "Tổng tiền thưởng, bằng đồng"),
    Field("tong_tien_chu", "Tổng tiền thưởng bằng chữ"),
    Field("nguon_kinh_phi", "Nguồn kinh phí chi thưởng, theo thể lệ"),
    Field("so_giai_ho_so", "Số giải của hồ sơ dự thi"),
    Field("tien_ho_so", "Tiền thưởng của hồ sơ dự thi"),
    Field("tien_ho_so_chu", "Tiền thưởng của hồ sơ dự thi bằng chữ"),
    Field("so_giai_tap_the", "Số giải của tập thể"),
    Field("tien_tap_the", "Tiền thưởng của tập thể"),
    _listed(
        "cac_giai",
        "Các loại giải, từ cao xuống thấp",
        *_PRIZE,
        _listed(
            "cac_dong",
            "Các hồ sơ đạt giải này",
            *_LINE,
            Field("muc_thuong", "Mức thưởng, bằng đồng"),
            Field("ten_cong_bo", "Tên hồ sơ, không có tên người chưa đồng ý công bố"),
            Field("tac_gia_cong_bo", "Các tác giả đã đồng ý công bố tên"),
        ),
    ),
    _listed(
        "giai_tap_the",
        "Các giải của tập thể",
        *_PRIZE,
        _list("cac_dong", "Các đơn vị", tt="Số thứ tự", don_vi="Tên đơn vị", muc_thuong="Mức thưởng, bằng đồng"),
    ),
)
_COUNTED = {"ten": "Tên", "nhan": "Số hồ sơ nhận", "hop_le": "Số hồ sơ hợp lệ", "dat_giai": "Số hồ sơ đạt giải"}

_OF_KIND: dict[str, tuple[Field, ...]] = {
    "committee_decision": _MEMBERS,
    "jury_decision": (
        *_JURY_COUNTS,
        _listed(
            "cac_hoi_dong",
            "Các hội đồng",
            Field("tt", "Số La Mã"),
            Field("ten", "Tên hội đồng"),
            Field("linh_vuc", "Các lĩnh vực"),
            Field("so_nguoi", "Số thành viên"),
            _list(
                "thanh_vien", "Các thành viên", tt="Số thứ tự", ho_ten="Họ và tên", don_vi="Đơn vị công tác",
                vai_tro="Chủ tịch, Phó Chủ tịch, Thư ký, Ủy viên",
            ),
        ),
    ),
    "contest_announcement": (
        Field("doi_tuong", "Đối tượng dự thi, liền một đoạn"),
        _list("cac_doi_tuong", "Đối tượng dự thi, mỗi quy định một dòng"),
        _list("cac_linh_vuc", "Các lĩnh vực"),
        _list("ho_so_gom", "Hồ sơ gồm những gì"),
        _list("cac_moc", "Các mốc thời gian"),
        _list("co_cau_giai", "Cơ cấu giải", ten="Tên giải", so_luong="Số lượng", muc_thuong="Mức thưởng"),
        Field("lien_he", "Nơi nhận hồ sơ, điện thoại, thư điện tử"),
    ),
    "eligible_decision": (
        *_ENTRY_COUNTS,
        _listed(
            "cac_linh_vuc",
            "Các lĩnh vực có hồ sơ hợp lệ",
            Field("tt", "Số La Mã"),
            Field("ten", "Tên lĩnh vực"),
            Field("so_luong", "Số hồ sơ"),
            _listed("cac_dong", "Các hồ sơ", *_LINE),
        ),
    ),
    "council_minutes": (
        Field("ten_hoi_dong", "Tên hội đồng"),
        Field("ten_vong", "Tên vòng chấm"),
        Field("lan_hop", "Cuộc họp lần thứ mấy của vòng"),
        Field("bat_dau", "Giờ và ngày bắt đầu"),
        Field("dia_diem", "Địa điểm họp"),
        Field("so_co_mat", "Số người có mặt"),
        Field("so_thanh_vien", "Số thành viên"),
        Field("so_vang", "Số người vắng; trống khi không ai vắng"),
        _list(
            "thanh_vien", "Các thành viên", tt="Số thứ tự", ho_ten="Họ và tên", vai_tro="Vai trò",
            co_mat="Có mặt hay vắng",
        ),
        _listed(
            "cac_viec",
            "Các việc đã bàn",
            Field("tt", "Số thứ tự"),
            Field("noi_dung", "Nội dung"),
            Field("ho_so", "Các hồ sơ có liên quan"),
            Field("ra_khoi_phong", "Những người có xung đột lợi ích, không dự việc này"),
            Field("thu_ky_thay", "Người ghi biên bản việc này thay thư ký có xung đột lợi ích"),
            _list("bieu_quyet", "Các lần biểu quyết, với số phiếu"),
            Field("ket_luan", "Kết luận và lý do"),
        ),
        _list(
            "chenh_lech", "Kết luận của vòng về điểm chênh lệch", ho_so="Mã hồ sơ", muc_lech="Mức lệch, bằng điểm",
            ket_luan="Kết luận", ly_do="Lý do",
        ),
        Field("y_kien_khac", "Ý kiến khác"),
        Field("ket_thuc", "Câu kết thúc, với giờ và ngày"),
    ),
    "prize_minutes": (
        *_MEMBERS,
        *_WINNERS,
        Field("hop_tai", "Thời gian, địa điểm họp; trống để ghi tay"),
        Field("bieu_quyet", "Số phiếu đồng ý; trống khi chưa ghi"),
        _list("cac_lan_bieu_quyet", "Từng lần biểu quyết của Ban Tổ chức, với số phiếu"),
        Field("chua_trao", "Các giải chưa trao đủ theo thể lệ"),
        _list("thay_doi", "Các quyết định khác đề xuất", ho_so="Hồ sơ, đơn vị", quyet_dinh="Quyết định", ly_do="Lý do"),
    ),
    "submission": (
        *_ENTRY_COUNTS,
        *_JURY_COUNTS,
        *_WINNERS,
        Field("kinh_gui", "Cơ quan được trình"),
        Field("so_de_nghi_khen", "Số hồ sơ đề nghị Ủy ban nhân dân tặng khen; trống khi thể lệ không có"),
    ),
    "result_decision": _WINNERS,
    "result_announcement": (*_ENTRY_COUNTS, *_WINNERS),
    "invitation": (
        Field("dia_diem", "Địa điểm của lễ; trống để ghi tay"),
        _list(
            "cac_khach", "Các khách mời, mỗi người một tờ", ten="Tên khách hoặc đơn vị", don_vi="Chức vụ, đơn vị",
            so="Số giấy mời", cho_ngoi="Chỗ ngồi, ghi ở trang Khách mời",
        ),
    ),
    "closing_report": (
        *_ENTRY_COUNTS,
        *_JURY_COUNTS,
        *_MEMBERS,
        *_WINNERS,
        _list("cac_van_ban", "Các văn bản đã ban hành của cuộc thi, với số và ngày"),
        Field("so_tac_gia", "Số tác giả của các hồ sơ đã nhận"),
        Field("so_don_vi", "Số đơn vị có hồ sơ"),
        Field("so_ca_nhan", "Số hồ sơ của một tác giả"),
        Field("so_nhom", "Số hồ sơ của nhóm tác giả"),
        Field("so_dat_giai", "Số hồ sơ đạt giải, mỗi hồ sơ tính một lần"),
        Field("de_cu", "Câu về đề cử lên cấp trên; trống khi không có"),
        _list("cac_hinh", "Các biểu đồ", ten="Tên biểu đồ", anh="Hình biểu đồ", dien_giai="Câu diễn giải"),
        _list("theo_linh_vuc", "Số liệu theo lĩnh vực", **_COUNTED),
        _list("theo_bang", "Số liệu theo bảng dự thi; trống khi thể lệ không chia bảng", **_COUNTED),
        _list("theo_don_vi", "Mười đơn vị nhiều hồ sơ nhất", **_COUNTED),
        _list(
            "cac_lan_truoc", "Các lần trước", ten="Lần tổ chức", nhan="Số hồ sơ nhận", hop_le="Số hồ sơ hợp lệ",
            giai="Số giải",
        ),
    ),
}  # fmt: skip


def fields_of(kind: str) -> tuple[Field, ...]:
    """Every name a template of this kind may use."""
    return (*_FRAME, *_OF_KIND[kind])


def shape(fields: Iterable[Field]) -> dict[str, Any]:
    """The names as a template is checked with: "" for a text, a list of one for a list."""
    return {field.name: _shape(field) for field in fields}


def _shape(field: Field) -> Any:
    inner: Any = shape(field.parts) if field.parts else ""
    return [inner] if field.is_list else inner


def sample(fields: Iterable[Field]) -> dict[str, Any]:
    """What a template is tried with: each text says what it stands for, each list has two items."""
    return {field.name: _sample(field) for field in fields}


def _sample(field: Field) -> Any:
    inner: Any = sample(field.parts) if field.parts else f"[{field.meaning}]"
    return [inner, inner] if field.is_list else inner


def differs(fields: Iterable[Field], facts: Mapping[str, Any]) -> list[str]:
    """Names that are promised and missing, or given and not promised, as paths: what a test holds to be none."""
    found, known = [], {field.name: field for field in fields}
    found += [f"+{name}" for name in facts if name not in known]
    for name, field in known.items():
        if name not in facts:
            found.append(f"-{name}")
        elif field.is_list:
            for item in facts[name]:
                found += [f"{name}.{each}" for each in differs(field.parts, item)] if field.parts else []
    return found

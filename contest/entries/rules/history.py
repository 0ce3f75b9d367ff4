"""Changes on record as a reader understands them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from contest.entries.rules.supplements import ITEM_WORDS
from contest.entries.rules.values import share_words
from contest.entries.rules.words import PURPOSE_WORDS, STATUS_WORDS

_DEEDS = {
    "start_entry": "Bắt đầu soạn hồ sơ",
    "save_draft": "Lưu bản nháp",
    "attach_file": "Thêm tệp",
    "remove_file": "Bỏ tệp",
    "restore_file": "Lấy lại tệp",
    "finish_upload": "Thêm tệp",
    "submit_entry": "Nộp hồ sơ",
    "withdraw_entry": "Rút hồ sơ",
    "edit_entry": "Ban Thư ký sửa hồ sơ",
    "receive_entry": "Tiếp nhận hồ sơ giấy",
    "record_consents": "Ghi nhận giấy đồng ý công bố",
    "record_paper": "Ghi nhận sự đồng ý trên giấy",
    "withdraw_consent": "Rút sự đồng ý",
    "answer_consents": "Người có quyền đồng ý trả lời qua đường dẫn riêng",
    "forget_author": "Xóa dữ liệu của một tác giả theo yêu cầu",
    "change_representative": "Đổi tác giả đại diện",
    "hand_over": "Chuyển hồ sơ cho người khác phụ trách",
    "erase_papers": "Xóa giấy tờ theo lịch",
    "mark_received": "Xác nhận đã tiếp nhận",
    "decide": "Quyết định thẩm định",
    "answer_item": "Bổ sung một mục",
    "accept_item": "Chấp nhận mục bổ sung",
    "drop_item": "Bỏ yêu cầu một mục",
    "ask_item_again": "Yêu cầu bổ sung lại",
    "ask_supplement": "Yêu cầu bổ sung từng mục",
    "extend_entry": "Gia hạn nộp",
    "use_late_code": "Dùng mã nộp muộn",
    "look": "Ghi nhận người thẩm định đã xem",
}
_COLUMNS = {
    "code": "Mã số",
    "status": "Trạng thái",
    "title": "Tên",
    "short_title": "Tên ngắn",
    "summary": "Tóm tắt",
    "field_key": "Lĩnh vực",
    "division_key": "Bảng",
    "entrant_type": "Loại tác giả",
    "unit": "Đơn vị",
    "locality": "Địa phương",
    "phone": "Điện thoại",
    "email": "Thư điện tử",
    "mentor": "Giáo viên hướng dẫn",
    "facts": "Thông tin về giải pháp",
    "answers": "Nội dung mô tả",
    "status_reason": "Lời nhắn cho tác giả",
    "supplement_by": "Hạn bổ sung",
    "withdrawn_reason": "Lý do rút",
    "late_reason": "Lý do nhận muộn",
    "sent_on": "Ngày gửi",
    "name": "Họ tên",
    "birth_on": "Ngày sinh",
    "birth_year": "Năm sinh",
    "gender": "Giới tính",
    "share": "Tỷ lệ đóng góp",
    "position_title": "Chức danh, lớp",
    "qualification": "Trình độ",
    "guardian": "Người giám hộ",
    "is_representative": "Đại diện nhóm",
    "part_key": "Phần hồ sơ",
    "removed_at": "Đã bỏ tệp",
    "purpose": "Đồng ý cho",
    "withdrawn_at": "Thời điểm rút",
    "note": "Ghi chú",
    "erased_at": "Đã xóa nội dung tệp",
    "verdict": "Kết luận",
    "words": "Nội dung",
    "due_on": "Hạn",
    "state": "Tình trạng",
    "answer": "Trả lời",
    "until": "Đến",
    "reason": "Lý do",
    "row": "Dòng",
}
_TABLES = {
    "entry": "",
    "entry_author": "Tác giả",
    "entry_file": "Tệp",
    "consent": "Sự đồng ý",
    "screening_decision": "",
    "screening_look": "Người xem",
    "supplement_item": "Mục bổ sung",
    "entry_extension": "Gia hạn",
}


class Change(NamedTuple):
    """One value: what it is, what it was, what it became."""

    label: str
    before: str
    after: str


def deed_words(deed: str) -> str:
    """The deed as the office says it."""
    return _DEEDS.get(deed.rsplit(".", 1)[-1], "Cập nhật hồ sơ")


def readable(changes: Sequence[Sequence[Any]]) -> tuple[Change, ...]:
    """The changes a person cares about; keys, versions and search texts are left out."""
    found = []
    for table, _, column, before, after in changes:
        if table not in _TABLES or column not in _COLUMNS or (before in (None, "") and after in (None, "")):
            continue
        prefix = f"{_TABLES[table]} " if _TABLES[table] else ""
        label = f"{prefix}({_COLUMNS[column].lower()})" if prefix else _COLUMNS[column]
        found.append(Change(label, _shown(column, before), _shown(column, after)))
    return tuple(found)


def _shown(column: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if value == "•":
        return "(không hiển thị)"
    if column in ("status", "verdict"):
        return STATUS_WORDS.get(str(value), str(value))
    if column == "state":
        return ITEM_WORDS.get(str(value), str(value))
    if column == "share" and isinstance(value, int):
        return f"{share_words(value)} %"
    if column == "purpose":
        return PURPOSE_WORDS.get(str(value), str(value))
    if isinstance(value, bool):
        return "có" if value else "không"
    return str(value)

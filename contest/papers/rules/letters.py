"""What holders of winning entries are written about the proof of their certificates."""

from contest.entries.rules.letters import OF_ENTRY, TO_ENTRANT
from contest.foundation.letters import NOW, Event, Place

_DUE = Place("hạn xác nhận", "05/11/2026")
_LINK = Place("đường dẫn", "https://hoithi.example.vn/xac-nhan-giay/…", needed=True)
_ASKED = (
    "Trước khi in giấy chứng nhận của {hội thi} cho hồ sơ {mã số} “{tên hồ sơ}”, Ban Thư ký đề nghị ông/bà xem họ tên, "
    "lớp hoặc chức danh, đơn vị và tên giải pháp, sản phẩm có đúng từng chữ, từng dấu không.\n\n"
    "Xem và xác nhận: {đường dẫn}\nXin trả lời trước hết ngày {hạn xác nhận}.\n\n"
    "Nếu tác giả chưa đủ 18 tuổi, xin chuyển đường dẫn này cho cha, mẹ hoặc người giám hộ xác nhận thay."
)

_TO_UNIT = "tài khoản của đơn vị, nếu không có thì địa chỉ trong danh mục đơn vị"
_OF_UNIT = (
    Place("hội thi", "Hội thi Sáng tạo Kỹ thuật lần thứ 12", needed=True),
    Place("đơn vị", "Trường THPT Chuyên Bình Minh", needed=True),
    _DUE,
    _LINK,
)
_UNIT_ASKED = (
    "Trước khi in giấy chứng nhận, bằng khen của {hội thi} cho {đơn vị}, Ban Thư ký đề nghị đơn vị xem tên "
    "ghi trên giấy có đúng từng chữ, từng dấu không.\n\n"
    "Xem và xác nhận: {đường dẫn}\nXin trả lời trước hết ngày {hạn xác nhận}."
)

PROOF_EVENTS = (
    Event(
        "certificate.unit_proof",
        "Mời đơn vị xác nhận bản in giấy khen, bằng khen",
        _TO_UNIT,
        NOW,
        "Xin xác nhận tên đơn vị trên giấy chứng nhận: {đơn vị}",
        _UNIT_ASKED,
        _OF_UNIT,
    ),
    Event(
        "certificate.unit_proof_settled",
        "Trả lời đơn vị đề nghị sửa tên trên giấy",
        _TO_UNIT,
        NOW,
        "Đề nghị sửa tên trên giấy chứng nhận của {đơn vị} đã được trả lời",
        "Về đề nghị sửa tên trên giấy chứng nhận của {đơn vị}, {hội thi}:\n\n{trả lời}\n\n"
        "Xin xem lại bản in và xác nhận: {đường dẫn}",
        (*_OF_UNIT, Place("trả lời", "Đã sửa tên.", many_lines=True)),
    ),
    Event(
        "certificate.proof",
        "Mời xác nhận bản in giấy chứng nhận",
        TO_ENTRANT,
        NOW,
        "Xin xác nhận giấy chứng nhận của hồ sơ {mã số}",
        _ASKED,
        (*OF_ENTRY, _DUE, _LINK),
    ),
    Event(
        "certificate.proof_reminder",
        "Nhắc xác nhận bản in giấy chứng nhận",
        TO_ENTRANT,
        NOW,
        "Nhắc: xác nhận giấy chứng nhận của hồ sơ {mã số} trước hết ngày {hạn xác nhận}",
        _ASKED,
        (*OF_ENTRY, _DUE, _LINK),
        times=(72, 24),
    ),
    Event(
        "certificate.proof_settled",
        "Trả lời đề nghị sửa giấy chứng nhận",
        TO_ENTRANT,
        NOW,
        "Đề nghị sửa giấy chứng nhận của hồ sơ {mã số} đã được trả lời",
        "Về đề nghị sửa giấy chứng nhận của hồ sơ {mã số} “{tên hồ sơ}” dự {hội thi}:\n\n{trả lời}\n\n"
        "Xin xem lại bản in và xác nhận: {đường dẫn}",
        (*OF_ENTRY, Place("trả lời", "Đã sửa họ và tên.", many_lines=True), _LINK),
    ),
)

"""What holders of winning entries are written about the proof of their certificates."""

from contest.entries.rules.letters import OF_ENTRY, TO_ENTRANT
from contest.foundation.letters import NOW, Event, Place

_DUE = Place("hạn xác nhận", "05/11/2026")
_LINK = Place("đường dẫn", "https://hoithi.example.vn/xac-nhan-giay/…", needed=True)
_ASKED = (
    "Trước khi in giấy chứng nhận của {hội thi} cho hồ sơ {mã số} “{tên hồ sơ}”, Ban Thư ký đề nghị ông/bà xem họ tên, "
    "lớp hoặc chức danh, đơn vị và tên giải pháp có đúng từng chữ, từng dấu không.\n\n"
    "Xem và xác nhận: {đường dẫn}\nXin trả lời trước hết ngày {hạn xác nhận}.\n\n"
    "Nếu tác giả chưa đủ 18 tuổi, xin chuyển đường dẫn này cho cha, mẹ hoặc người giám hộ xác nhận thay."
)

PROOF_EVENTS = (
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

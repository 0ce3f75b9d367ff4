"""What winners are written about their prize money."""

from contest.entries.rules.letters import TO_ENTRANT
from contest.foundation.letters import NOW, Event, Place

_PLACES = (
    Place("hội thi", "Hội thi Sáng tạo Kỹ thuật lần thứ 12", needed=True),
    Place("giải", "Giải Nhì, hồ sơ KT-012", needed=True),
    Place("đường dẫn", "https://hoithi.example.vn/nhan-thuong/…", needed=True),
)

EVENTS = (
    Event(
        "payout.payee",
        "Mời khai cách nhận tiền thưởng",
        TO_ENTRANT,
        NOW,
        "Xin cho biết cách nhận tiền thưởng: {giải}",
        "Ban Tổ chức {hội thi} đề nghị ông/bà cho biết cách nhận tiền thưởng của {giải}: tiền mặt hay chuyển khoản, "
        "ai nhận.\n\nKhai tại đây: {đường dẫn}\n\n"
        "Nếu tác giả chưa đủ 18 tuổi, xin chuyển đường dẫn này cho cha, mẹ hoặc người giám hộ. Số tài khoản chỉ người "
        "chi thưởng đọc được và được xóa khi hết hạn giữ dữ liệu. Ban Tổ chức không hỏi mật khẩu hay mã xác thực.",
        _PLACES,
    ),
    Event(
        "payout.payee_back",
        "Thông tin nhận tiền thưởng cần khai lại",
        TO_ENTRANT,
        NOW,
        "Thông tin nhận tiền thưởng cần khai lại: {giải}",
        "Về tiền thưởng của {giải}, {hội thi}:\n\n{lý do}\n\nXin khai lại tại đây: {đường dẫn}",
        (*_PLACES, Place("lý do", "Ngân hàng báo số tài khoản không đúng.", many_lines=True)),
    ),
)

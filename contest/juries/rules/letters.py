"""What judges are written when their round opens, and entrants about their presentation."""

from contest.foundation.letters import ASK, NOW, Event, Place

_SLOT = (
    Place("hội thi", "Hội thi Sáng tạo Kỹ thuật lần thứ 12"),
    Place("họ tên", "Trần Thị Hoà"),
    Place("vòng chấm", "Chung khảo"),
    Place("mã số", "KT-017"),
    Place("tên hồ sơ", "Máy gieo hạt chạy pin mặt trời"),
    Place("ngày", "12/06/2026"),
    Place("giờ", "08:20"),
    Place("phòng", "Phòng 2"),
    Place("số phút", "15"),
    Place("đường dẫn", "https://hoithi.vn/…"),
)
_PARTS = (
    Place("hội thi", "Hội thi Sáng tạo Kỹ thuật lần thứ 12"),
    Place("họ tên", "Trần Thị Hoà"),
    Place("số hồ sơ", "2"),
    Place("hồ sơ", "KT-017, KT-020"),
    Place("phần việc", "thư ký Hội đồng Cơ khí"),
    Place("đường dẫn", "https://hoithi.vn/…"),
)

EVENTS = (
    Event(
        "round.opened",
        "Mời chấm khi vòng chấm mở",
        "giám khảo được phân công",
        ASK,
        "Mời chấm vòng {vòng chấm}",
        "Kính gửi {họ tên},\n\nVòng {vòng chấm} của {hội thi} đã mở. "
        "Ông/Bà được phân công chấm {số hồ sơ} hồ sơ.\n"
        "Xin đăng nhập để xem hồ sơ và chấm điểm: {đường dẫn}\n"
        "Nếu chưa có mật khẩu, xin bấm Quên mật khẩu tại trang đăng nhập để đặt.\n"
        "Nếu có hồ sơ không chấm được vì xung đột lợi ích, xin khai ngay trên trang chấm.\n\nBan Thư ký",
        (
            Place("hội thi", "Hội thi Sáng tạo Kỹ thuật lần thứ 12"),
            Place("họ tên", "Trần Thị Hoà"),
            Place("vòng chấm", "Sơ khảo"),
            Place("số hồ sơ", "24"),
            Place("đường dẫn", "https://hoithi.vn/…", needed=True),
        ),
    ),
    Event(
        "presentation.announced",
        "Báo giờ thuyết trình",
        "người phụ trách hồ sơ",
        ASK,
        "Giờ thuyết trình hồ sơ {mã số}: {giờ} ngày {ngày}, {phòng}",
        "Kính gửi {họ tên},\n\nHồ sơ {mã số} ({tên hồ sơ}) thuyết trình tại vòng {vòng chấm} của {hội thi}:\n"
        "- Ngày: {ngày}\n- Giờ: {giờ}, trong {số phút} phút\n- Nơi: {phòng}\n\n"
        "Xin có mặt trước giờ ít nhất 15 phút. Lịch mới nhất và tệp để thêm vào lịch của điện thoại: {đường dẫn}\n\n"
        "Ban Thư ký",
        _SLOT,
    ),
    Event(
        "presentation.judging",
        "Báo lịch chấm thuyết trình, hoặc lịch ấy đã đổi",
        "giám khảo được phân công",
        ASK,
        "Lịch chấm thuyết trình vòng {vòng chấm}",
        "Kính gửi {họ tên},\n\nLịch thuyết trình vòng {vòng chấm} của {hội thi} đã có hoặc đã đổi. "
        "Ông/Bà chấm {số hồ sơ} lượt, lượt đầu lúc {giờ} ngày {ngày} tại {phòng}.\n"
        "Xin xem giờ, phòng từng lượt và thêm vào lịch của điện thoại tại: {đường dẫn}\n\nBan Thư ký",
        (
            Place("hội thi", "Hội thi Sáng tạo Kỹ thuật lần thứ 12"),
            Place("họ tên", "Trần Thị Hoà"),
            Place("vòng chấm", "Chung khảo"),
            Place("số hồ sơ", "12"),
            Place("ngày", "12/06/2026"),
            Place("giờ", "08:00"),
            Place("phòng", "Phòng 2"),
            Place("đường dẫn", "https://hoithi.vn/…"),
        ),
    ),
    Event(
        "presentation.changed",
        "Báo đổi giờ thuyết trình",
        "người phụ trách hồ sơ",
        ASK,
        "Đổi giờ thuyết trình hồ sơ {mã số}: {giờ} ngày {ngày}, {phòng}",
        "Kính gửi {họ tên},\n\nGiờ thuyết trình của hồ sơ {mã số} ({tên hồ sơ}) đã đổi. Giờ mới:\n"
        "- Ngày: {ngày}\n- Giờ: {giờ}, trong {số phút} phút\n- Nơi: {phòng}\n\n"
        "Xin bỏ giờ đã báo trước đây. Lịch mới nhất: {đường dẫn}\n\nBan Thư ký",
        _SLOT,
    ),
    Event(
        "presentation.cancelled",
        "Báo hủy lượt thuyết trình",
        "người phụ trách hồ sơ",
        ASK,
        "Hồ sơ {mã số} không còn lượt thuyết trình",
        "Kính gửi {họ tên},\n\nHồ sơ {mã số} ({tên hồ sơ}) không còn lượt thuyết trình đã báo "
        "({giờ} ngày {ngày}, {phòng}) tại vòng {vòng chấm} của {hội thi}.\n"
        "Nếu có điều chưa rõ, xin liên hệ Ban Thư ký. Lịch mới nhất: {đường dẫn}\n\nBan Thư ký",
        _SLOT,
    ),
    Event(
        "conflict.stand_in",
        "Cử người xử lý thay khi có xung đột lợi ích",
        "người được cử xử lý thay",
        NOW,
        "Xử lý thay {số hồ sơ} hồ sơ của {hội thi}",
        "Kính gửi {họ tên},\n\nTại {hội thi}, ông/bà được cử làm thay phần việc của {phần việc} với các hồ sơ sau, vì "
        "người phụ trách có xung đột lợi ích: {hồ sơ}.\n\n"
        "Xem các hồ sơ xử lý thay: {đường dẫn}\n"
        "Nếu ông/bà cũng có xung đột lợi ích với hồ sơ nào, xin báo ngay Ban Thư ký để cử người khác.\n\n"
        "Trân trọng,\nBan Thư ký",
        _PARTS,
    ),
    Event(
        "conflict.stand_in_ended",
        "Thôi xử lý thay",
        "người đã được cử xử lý thay",
        NOW,
        "Thôi xử lý thay {số hồ sơ} hồ sơ của {hội thi}",
        "Kính gửi {họ tên},\n\nTại {hội thi}, ông/bà không còn làm thay phần việc của {phần việc} với các hồ sơ sau: "
        "{hồ sơ}.\n\nCác hồ sơ đang xử lý thay, nếu còn: {đường dẫn}\n\nTrân trọng,\nBan Thư ký",
        _PARTS,
    ),
)

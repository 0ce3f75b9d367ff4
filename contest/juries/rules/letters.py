"""What judges are written when their round opens."""

from contest.foundation.letters import ASK, Event, Place

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
)

"""What judges are written while sheets of theirs are missing, and when the sheets of an entry lie too far apart."""

from contest.foundation.letters import NOW, Event, Place

_PLACES = (
    Place("hội thi", "Hội thi Sáng tạo Kỹ thuật lần thứ 12"),
    Place("họ tên", "Trần Thị Hoà"),
    Place("vòng chấm", "Sơ khảo"),
    Place("hồ sơ", "A012", needed=True),
    Place("đường dẫn", "https://hoithi.vn/…/cham-diem"),
)

EVENTS = (
    Event(
        "scoring.remind",
        "Nhắc phiếu chấm chưa nộp",
        "giám khảo còn phiếu chưa nộp",
        NOW,
        "Còn {số phiếu} phiếu chấm vòng {vòng chấm}",
        "Kính gửi {họ tên},\n\n{hội thi}: ông/bà còn {số phiếu} trên {số phiếu được giao} phiếu chấm "
        "vòng {vòng chấm} chưa nộp.\nHạn chấm: ngày {hạn chấm}.\n\n"
        "Mở phiếu chấm: {đường dẫn}\n\nTrân trọng,\nBan Thư ký",
        (
            Place("hội thi", "Hội thi Sáng tạo Kỹ thuật lần thứ 12"),
            Place("họ tên", "Trần Thị Hoà"),
            Place("vòng chấm", "Sơ khảo"),
            Place("số phiếu", "6", needed=True),
            Place("số phiếu được giao", "24"),
            Place("hạn chấm", "20/07/2026"),
            Place("đường dẫn", "https://hoithi.vn/…/cham-diem"),
        ),
        times=(72, 24),
    ),
    Event(
        "case.look_again",
        "Mời xem lại phiếu khi điểm chênh lệch",
        "giám khảo đã chấm hồ sơ",
        NOW,
        "Xin xem lại phiếu chấm hồ sơ {hồ sơ}",
        "Kính gửi {họ tên},\n\n{hội thi}, vòng {vòng chấm}: điểm các giám khảo cho hồ sơ {hồ sơ} lệch nhau quá giới "
        "hạn của thể lệ. Xin ông/bà xem lại phiếu của mình, rồi giữ nguyên hoặc sửa điểm và ghi lý do. Để khách quan, "
        "điểm và tên của giám khảo khác không được cho biết.\n\n"
        "Mở phiếu: {đường dẫn}\n\nTrân trọng,\nBan Thư ký",
        _PLACES,
    ),
    Event(
        "case.called",
        "Mời chấm thêm khi điểm chênh lệch",
        "giám khảo được mời chấm thêm",
        NOW,
        "Mời chấm thêm hồ sơ {hồ sơ}",
        "Kính gửi {họ tên},\n\n{hội thi}, vòng {vòng chấm}: ông/bà được mời chấm thêm hồ sơ {hồ sơ}. Để khách quan, "
        "điểm của các giám khảo khác không được cho biết. Nếu có xung đột lợi ích, xin khai ngay trên trang chấm.\n\n"
        "Mở phiếu: {đường dẫn}\n\nTrân trọng,\nBan Thư ký",
        _PLACES,
    ),
    Event(
        "case.to_conclude",
        "Điểm chênh lệch chờ kết luận",
        "chủ tịch hội đồng",
        NOW,
        "Hồ sơ {hồ sơ} chờ kết luận về điểm chênh lệch",
        "Kính gửi {họ tên},\n\n{hội thi}, vòng {vòng chấm}: việc xem xét điểm chênh lệch của hồ sơ {hồ sơ} đã xong các "
        "bước, đang chờ ông/bà kết luận. Vòng chấm chưa đóng được khi còn việc chưa kết luận.\n\n"
        "Xem và kết luận: {đường dẫn}\n\nTrân trọng,\nBan Thư ký",
        _PLACES,
    ),
)

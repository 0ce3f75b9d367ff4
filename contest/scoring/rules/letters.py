"""What judges are written while sheets of theirs are missing."""

from contest.foundation.letters import NOW, Event, Place

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
)

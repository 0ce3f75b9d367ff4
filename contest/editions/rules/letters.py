"""What is written about the contest itself: an answer to a question, an amendment of the regulation."""

from contest.foundation.letters import ASK, NOW, Event, Place

_CONTEST = Place("hội thi", "Hội thi Sáng tạo Kỹ thuật lần thứ 12")
_LINK = Place("đường dẫn", "https://hoithi.vn/…", needed=True)

EVENTS = (
    Event(
        "question.answered",
        "Trả lời câu hỏi",
        "người đã hỏi",
        NOW,
        "Ban Thư ký đã trả lời câu hỏi của bạn",
        "Kính gửi {họ tên},\n\nBạn đã hỏi về {hội thi}:\n\n{câu hỏi}\n\n"
        "Trả lời của Ban Thư ký:\n\n{trả lời}\n\nXem tại {đường dẫn}\n\nBan Thư ký",
        (
            _CONTEST,
            Place("họ tên", "Nguyễn Văn Bình"),
            Place("câu hỏi", "Một trường được nộp mấy hồ sơ?", many_lines=True),
            Place("trả lời", "Mỗi trường được nộp không quá 10 hồ sơ.", needed=True, many_lines=True),
            _LINK,
        ),
    ),
    Event(
        "regulation.amended",
        "Sửa đổi thể lệ, gia hạn",
        "mọi người có hồ sơ dự thi, kể cả bản nháp",
        ASK,
        "Thể lệ {hội thi} có sửa đổi",
        "Ban Tổ chức {hội thi} đã ban hành sửa đổi lần {lần sửa} của thể lệ.\n\nLý do: {lý do}\n\n"
        "Nội dung sửa đổi:\n{nội dung}\n\nHạn nộp hồ sơ: {hạn nộp}.\n\nXem thể lệ hiện hành: {đường dẫn}\n\n"
        "Bạn nhận thư này vì có hồ sơ dự thi.\n\nBan Tổ chức",
        (
            _CONTEST,
            Place("lần sửa", "2"),
            Place("lý do", "Gia hạn vì mưa lũ", many_lines=True),
            Place("nội dung", "Hạn nộp hồ sơ: từ 17:00 ngày 30/06/2026 thành 17:00 ngày 15/07/2026", many_lines=True),
            Place("hạn nộp", "17:00 ngày 15/07/2026"),
            _LINK,
        ),
    ),
)

"""Which letter may be let go, kept back, changed or sent again; when a reminder is due."""

from contest.letters.rules.deeds import GROUPS, STATE_KINDS, STATE_WORDS, digest_of, why_not_change
from contest.letters.rules.reminders import due_time, left_words, read_times, times_words

WORDS = {
    "letters_none_chosen": "Chưa chọn thư nào.",
    "letters_unknown": "Không có thư này trong hội thi.",
    "letters_not_now": "Thư đang ở trạng thái “{state}” nên không {deed} được. Xin tải lại trang.",
    "letters_changed": "Thư vừa được người khác sửa. Xin đọc lại nội dung mới trước khi duyệt.",
    "letters_secret": "Thư này có đường dẫn riêng của người nhận nên không ai sửa được.",
    "letters_mode_unknown": "Hãy chọn một trong ba cách: gửi ngay, chờ duyệt, không gửi.",
    "letters_event_unknown": "Không có loại thư này.",
    "letters_times_unreadable": "“{value}” không đọc được. Ghi như: 7 ngày, 24 giờ.",
    "letters_times_many": "Tối đa {most} lần nhắc.",
    "letters_times_far": "Mỗi lần nhắc phải trong khoảng từ 1 giờ đến 60 ngày trước hạn.",
    "letters_stop_dead": "Đường dẫn này đã hết hạn hoặc không đúng. Xin mở lại từ thư nhắc mới nhất.",
}

__all__ = [
    "GROUPS",
    "STATE_KINDS",
    "STATE_WORDS",
    "WORDS",
    "digest_of",
    "due_time",
    "left_words",
    "read_times",
    "times_words",
    "why_not_change",
]

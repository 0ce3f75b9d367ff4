"""What is written about prizes: the committee is asked to vote, a change waits for somebody's approval."""

from contest.foundation.letters import NOW, Event, Place

_EDITION = Place("hội thi", "Hội thi Sáng tạo Kỹ thuật lần thứ XI")
_NAME = Place("họ tên", "Trần Thị Hoà")

EVENTS = (
    Event(
        "prizes.ballot",
        "Mời biểu quyết về giải",
        "thành viên Ban Tổ chức bỏ phiếu trên hệ thống",
        NOW,
        "Mời biểu quyết về giải",
        "Kính gửi {họ tên},\n\n{hội thi}: Ban Tổ chức đang biểu quyết về giải{hạn trả lời}. Mỗi người một phiếu, bỏ "
        "phiếu được từ điện thoại.\n\nBỏ phiếu: {đường dẫn}",
        (
            _EDITION,
            _NAME,
            Place("hạn trả lời", ", hạn trả lời 17:00 20/08/2026"),
            Place("đường dẫn", "https://…", True),
        ),
    ),
    Event(
        "prizes.change",
        "Có đề nghị thay đổi chờ duyệt",
        "Ban Tổ chức, người chưa duyệt",
        NOW,
        "Đề nghị chờ duyệt: {việc}",
        "Kính gửi {họ tên},\n\n{hội thi}: {người đề nghị} đề nghị “{việc}”. Việc này chỉ được thực hiện khi hai người "
        "của Ban Tổ chức cùng duyệt, trước {hạn duyệt}.\n\nXem và duyệt: {đường dẫn}",
        (
            _EDITION,
            _NAME,
            Place("việc", "Sửa điểm của một phiếu"),
            Place("người đề nghị", "Lê Văn Nam"),
            Place("hạn duyệt", "17:00 27/08/2026"),
            Place("đường dẫn", "https://…", True),
        ),
    ),
)

"""What is written about complaints: that one was received, who handles it, what was answered; and to judges asked."""

from contest.entries.rules.letters import OF_ENTRY, TO_ENTRANT
from contest.foundation.letters import NOW, Event, Place

_NUMBER = Place("số đơn", "3", needed=True)
_LINK = Place("đường dẫn", "https://hoithi.vn/…/khieu-nai")
_BY = Place("hạn trả lời", "20/09/2026")

EVENTS = (
    Event(
        "complaint.received",
        "Đã nhận đơn khiếu nại",
        TO_ENTRANT,
        NOW,
        "Đã nhận đơn khiếu nại số {số đơn} về hồ sơ {mã số}",
        "Ban Tổ chức {hội thi} đã nhận đơn khiếu nại số {số đơn} về hồ sơ {mã số} “{tên hồ sơ}”, ngày {ngày nhận}.\n"
        "Đơn sẽ được trả lời trước hết ngày {hạn trả lời}.\n\n"
        "Xem đơn: {đường dẫn}\n\nXin giữ thư này làm giấy biên nhận.",
        (*OF_ENTRY, _NUMBER, Place("ngày nhận", "21/08/2026"), _BY, _LINK),
    ),
    Event(
        "complaint.answered",
        "Trả lời đơn khiếu nại",
        TO_ENTRANT,
        NOW,
        "Trả lời đơn khiếu nại số {số đơn} về hồ sơ {mã số}",
        "Ban Tổ chức {hội thi} trả lời đơn khiếu nại số {số đơn} về hồ sơ {mã số} “{tên hồ sơ}”.\n\n"
        "Kết luận: {kết luận}.\n\n{trả lời}\n\nXem đơn: {đường dẫn}",
        (*OF_ENTRY, _NUMBER, Place("kết luận", "Khiếu nại đúng một phần"), Place("trả lời", "…", True, True), _LINK),
    ),
    Event(
        "complaint.assigned",
        "Được phân công giải quyết khiếu nại",
        "người được phân công",
        NOW,
        "Giải quyết đơn khiếu nại số {số đơn}",
        "Kính gửi {họ tên},\n\n{hội thi}: ông/bà được phân công giải quyết đơn khiếu nại số {số đơn} về hồ sơ {mã số}. "
        "Hạn trả lời: hết ngày {hạn trả lời}. Nếu có liên quan đến hồ sơ, xin báo ngay để đổi người.\n\n"
        "Mở đơn: {đường dẫn}",
        (OF_ENTRY[0], OF_ENTRY[1], Place("họ tên", "Trần Thị Hoà"), _NUMBER, _BY, _LINK),
    ),
    Event(
        "complaint.look",
        "Mời phúc tra",
        "giám khảo chưa chấm hồ sơ",
        NOW,
        "Mời phúc tra một hồ sơ",
        "Kính gửi {họ tên},\n\n{hội thi}: ông/bà được mời phúc tra một hồ sơ ở vòng {vòng chấm}. Để khách quan, điểm "
        "cũ và tên giám khảo không được cho biết. Nếu có xung đột lợi ích, xin từ chối ngay trên trang.\n\n"
        "Mở phiếu phúc tra: {đường dẫn}",
        (OF_ENTRY[0], Place("họ tên", "Trần Thị Hoà"), Place("vòng chấm", "Chung khảo"), _LINK),
    ),
)

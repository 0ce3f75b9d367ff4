"""What entrants are written when the result is public."""

from contest.entries.rules.letters import OF_ENTRY, TO_ENTRANT
from contest.foundation.letters import ASK, Event, Place

_DECISION = (
    Place("giải", "Giải Nhì", needed=True),
    Place("số quyết định", "15/QĐ-BTC", needed=True),
    Place("ngày quyết định", "20/09/2026"),
    Place("lý do", "Sản phẩm trùng với hồ sơ đã đạt giải năm 2024."),
)
_LINK = Place("đường dẫn", "https://hoithi.vn/…/ket-qua", needed=True)

EVENTS = (
    Event(
        "results.posted",
        "Niêm yết kết quả dự kiến: hồ sơ có trong danh sách",
        TO_ENTRANT,
        ASK,
        "Niêm yết kết quả dự kiến: hồ sơ {mã số}",
        "Hồ sơ {mã số} “{tên hồ sơ}” có trong danh sách dự kiến đạt giải của {hội thi}: {giải}.\n\n"
        "Danh sách được niêm yết đến hết ngày {hết ngày}: {đường dẫn}\n\n"
        "Đây chưa phải là kết quả chính thức; giải có thể thay đổi theo ý kiến nhận được. Xin kiểm tra tên tác giả, "
        "đơn vị và báo Ban Thư ký nếu có sai sót.",
        (
            *OF_ENTRY,
            Place("giải", "Giải Nhì", needed=True),
            Place("hết ngày", "16/06/2026", needed=True),
            Place("đường dẫn", "https://hoithi.vn/…/niem-yet", needed=True),
        ),
    ),
    Event(
        "results.awarded",
        "Công bố kết quả: hồ sơ đạt giải",
        TO_ENTRANT,
        ASK,
        "Hồ sơ {mã số} đạt giải",
        "Ban Tổ chức {hội thi} trân trọng thông báo: hồ sơ {mã số} “{tên hồ sơ}” đạt {giải}.\n\n"
        "Xem kết quả: {đường dẫn}\n\nBan Tổ chức sẽ thông báo về lễ trao giải.",
        (*OF_ENTRY, Place("giải", "Giải Nhì", needed=True), _LINK),
    ),
    Event(
        "results.not_awarded",
        "Công bố kết quả: hồ sơ không đạt giải",
        TO_ENTRANT,
        ASK,
        "Kết quả {hội thi}",
        "Kết quả {hội thi} đã được công bố. Rất tiếc hồ sơ {mã số} “{tên hồ sơ}” chưa đạt giải.\n\n"
        "Xem kết quả: {đường dẫn}\n\nBan Tổ chức cảm ơn công sức của tác giả và mong gặp lại ở lần sau.",
        (*OF_ENTRY, _LINK),
    ),
    Event(
        "prize.revoked",
        "Thu hồi giải",
        TO_ENTRANT,
        ASK,
        "Thu hồi giải của hồ sơ {mã số}",
        "Ban Tổ chức {hội thi} thông báo: {giải} của hồ sơ {mã số} “{tên hồ sơ}” bị thu hồi theo Quyết định số "
        "{số quyết định} ngày {ngày quyết định}.\nLý do: {lý do}\n\n"
        "Giấy chứng nhận đã cấp không còn giá trị. Nếu không đồng ý, có thể gửi khiếu nại trên trang của hội thi.",
        (*OF_ENTRY, *_DECISION),
    ),
    Event(
        "prize.restored",
        "Hủy bỏ việc thu hồi giải",
        TO_ENTRANT,
        ASK,
        "Trả lại giải cho hồ sơ {mã số}",
        "Ban Tổ chức {hội thi} thông báo: theo Quyết định số {số quyết định}, hồ sơ {mã số} “{tên hồ sơ}” được trả lại "
        "{giải}.\nLý do: {lý do}",
        (*OF_ENTRY, *_DECISION),
    ),
    Event(
        "prize.redressed",
        "Xếp lại giải sau khiếu nại",
        TO_ENTRANT,
        ASK,
        "Xếp lại giải của hồ sơ {mã số}",
        "Ban Tổ chức {hội thi} thông báo: theo Quyết định số {số quyết định} ngày {ngày quyết định}, hồ sơ {mã số} "
        "“{tên hồ sơ}” được trao {giải}.\nLý do: {lý do}",
        (*OF_ENTRY, *_DECISION),
    ),
    Event(
        "nomination.answered",
        "Kết quả ở cuộc thi cấp trên",
        TO_ENTRANT,
        ASK,
        "Kết quả của hồ sơ {mã số} ở cuộc thi cấp trên",
        "Ban Tổ chức {hội thi} thông báo: hồ sơ {mã số} “{tên hồ sơ}” được đề cử lên {cuộc thi cấp trên} có kết quả: "
        "{kết quả}.",
        (
            *OF_ENTRY,
            Place("cuộc thi cấp trên", "Cuộc thi Sáng tạo toàn quốc", needed=True),
            Place("kết quả", "Giải Ba", needed=True),
        ),
    ),
)

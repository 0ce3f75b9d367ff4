"""What entrants are written when the result is public."""

from contest.entries.rules.letters import OF_ENTRY, TO_ENTRANT
from contest.foundation.letters import ASK, Event, Place

_LINK = Place("đường dẫn", "https://hoithi.vn/…/ket-qua", needed=True)

EVENTS = (
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
)

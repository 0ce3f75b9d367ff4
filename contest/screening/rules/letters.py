"""What entrants are written about the decision on their dossier."""

from contest.entries.rules.letters import OF_ENTRY, TO_ENTRANT
from contest.foundation.letters import ASK, Event, Place

EVENTS = (
    Event(
        "screening.eligible",
        "Hồ sơ hợp lệ",
        TO_ENTRANT,
        ASK,
        "Hồ sơ {mã số} hợp lệ",
        "Hồ sơ {mã số} “{tên hồ sơ}” đủ điều kiện dự {hội thi}.",
        OF_ENTRY,
    ),
    Event(
        "screening.needs_supplement",
        "Yêu cầu bổ sung",
        TO_ENTRANT,
        ASK,
        "Hồ sơ {mã số} cần bổ sung",
        "Hồ sơ {mã số} “{tên hồ sơ}” dự {hội thi} cần bổ sung:\n\n{nội dung cần bổ sung}\n\n"
        "Hạn bổ sung: hết ngày {hạn bổ sung}.\n\n"
        "Hãy mở hồ sơ trên trang của hội thi và bổ sung từng mục.",
        (
            *OF_ENTRY,
            Place("nội dung cần bổ sung", "Ảnh chụp mô hình; giấy xác nhận của đơn vị", needed=True, many_lines=True),
            Place("hạn bổ sung", "15/07/2026", needed=True),
        ),
    ),
    Event(
        "screening.ineligible",
        "Hồ sơ không hợp lệ",
        TO_ENTRANT,
        ASK,
        "Kết quả thẩm định hồ sơ {mã số}",
        "Hồ sơ {mã số} “{tên hồ sơ}” không đủ điều kiện dự {hội thi}.\nLý do: {lý do}",
        (*OF_ENTRY, Place("lý do", "Tác giả quá tuổi dự thi ở bảng đã chọn", needed=True, many_lines=True)),
    ),
    Event(
        "screening.undone",
        "Rút lại kết luận",
        TO_ENTRANT,
        ASK,
        "Kết luận về hồ sơ {mã số} được rút lại",
        "Kết luận thẩm định gần nhất về hồ sơ {mã số} “{tên hồ sơ}” dự {hội thi} đã được Ban Thư ký rút lại. "
        "Hồ sơ trở về trạng thái trước đó; Ban Thư ký sẽ báo lại khi có kết luận mới.",
        OF_ENTRY,
    ),
)

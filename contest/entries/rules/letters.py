"""What entrants are written about their dossier: received, amended, withdrawn, a deadline that comes near."""

from contest.foundation.letters import NOW, Event, Place

CONTEST = Place("hội thi", "Hội thi Sáng tạo Kỹ thuật lần thứ 12")
CODE = Place("mã số", "KT-017")
TITLE = Place("tên hồ sơ", "Máy gặt lúa mini cho ruộng bậc thang")
OF_ENTRY = (CONTEST, CODE, TITLE)
_AT = Place("thời điểm", "16:40 ngày 28/06/2026")
_DIGEST = Place("dấu vân tay", "3f9a02c1 77be10d4 …")
TO_ENTRANT = "địa chỉ ghi trong hồ sơ, nếu không có thì tài khoản lập hồ sơ"

_RECEIVED = (
    "Ban Thư ký {hội thi} đã nhận %s dự thi.\n\n"
    "Mã số hồ sơ: {mã số}\nTên: {tên hồ sơ}\nThời điểm nhận: {thời điểm}\n"
    "Dấu vân tay nội dung (SHA-256):\n{dấu vân tay}\n\n"
    "Có thể sửa hoặc rút hồ sơ trên trang của hội thi cho đến hết hạn nộp. "
    "Xin giữ thư này; khi liên hệ, hãy nêu mã số hồ sơ."
)

EVENTS = (
    Event(
        "entry.submitted",
        "Đã nộp hồ sơ",
        TO_ENTRANT,
        NOW,
        "Đã nhận hồ sơ {mã số}",
        _RECEIVED % "hồ sơ",
        (*OF_ENTRY, _AT, _DIGEST),
    ),
    Event(
        "entry.amended",
        "Đã nộp bản sửa của hồ sơ",
        TO_ENTRANT,
        NOW,
        "Đã nhận bản sửa của hồ sơ {mã số}",
        _RECEIVED % "bản sửa của hồ sơ",
        (*OF_ENTRY, _AT, _DIGEST),
    ),
    Event(
        "entry.received",
        "Đã nhận bản giấy",
        TO_ENTRANT,
        NOW,
        "Đã tiếp nhận hồ sơ {mã số}",
        "Ban Thư ký đã tiếp nhận hồ sơ {mã số} “{tên hồ sơ}” dự {hội thi}.",
        OF_ENTRY,
    ),
    Event(
        "entry.extended",
        "Được gia hạn nộp",
        TO_ENTRANT,
        NOW,
        "Hồ sơ “{tên hồ sơ}” được gia hạn nộp",
        "Hồ sơ “{tên hồ sơ}” dự {hội thi} được nộp đến {hạn nộp}.\nLý do: {lý do}",
        (*OF_ENTRY, Place("hạn nộp", "17:00 ngày 05/07/2026", needed=True), Place("lý do", "Mất điện diện rộng")),
    ),
    Event(
        "entry.supplemented",
        "Đã bổ sung đủ",
        TO_ENTRANT,
        NOW,
        "Đã nhận nội dung bổ sung của hồ sơ {mã số}",
        "Ban Thư ký {hội thi} đã nhận đủ các mục bổ sung của hồ sơ {mã số} “{tên hồ sơ}” và sẽ xem lại hồ sơ.",
        OF_ENTRY,
    ),
    Event(
        "entry.thing_received",
        "Đã nhận mô hình, sản phẩm",
        TO_ENTRANT,
        NOW,
        "Đã nhận mô hình, sản phẩm của hồ sơ {mã số}",
        "Ban Thư ký {hội thi} đã nhận mô hình, sản phẩm của hồ sơ {mã số} “{tên hồ sơ}”: {mô tả}.\n"
        "Mã trên nhãn: {mã nhãn}. Xin giữ mã này để nhận lại.",
        (*OF_ENTRY, Place("mô tả", "mô hình gỗ, 2 thùng"), Place("mã nhãn", "K7Q-M2P")),
    ),
    Event(
        "entry.thing_returned",
        "Đã trả mô hình, sản phẩm",
        TO_ENTRANT,
        NOW,
        "Đã trả mô hình, sản phẩm của hồ sơ {mã số}",
        "Mô hình, sản phẩm của hồ sơ {mã số} “{tên hồ sơ}” dự {hội thi} (mã trên nhãn {mã nhãn}) đã được trả lại.",
        (*OF_ENTRY, Place("mã nhãn", "K7Q-M2P")),
    ),
    Event(
        "entry.withdrawn",
        "Hồ sơ đã rút",
        TO_ENTRANT,
        NOW,
        "Hồ sơ {mã số} đã rút",
        "Hồ sơ {mã số} “{tên hồ sơ}” của {hội thi} đã được rút.\nLý do: {lý do}",
        (*OF_ENTRY, Place("lý do", "Nhóm chưa hoàn thành mô hình", many_lines=True)),
    ),
    Event(
        "entry.halted",
        "Tạm dừng chấm vì có người rút đồng ý",
        TO_ENTRANT,
        NOW,
        "Hồ sơ {mã số} tạm dừng chấm",
        "Có người đã rút đồng ý cho dùng hồ sơ {mã số} “{tên hồ sơ}” để chấm thi, nên {hội thi} dừng chấm hồ sơ này "
        "kể từ bây giờ.\n\nNếu đó là nhầm lẫn, xin để chính người đó trả lời lại ở trang Sự đồng ý của hồ sơ, hoặc gửi "
        "giấy có chữ ký cho Ban Thư ký; hồ sơ sẽ được chấm tiếp. Nếu không, hồ sơ sẽ không được xếp hạng.",
        OF_ENTRY,
    ),
    Event(
        "entry.resumed",
        "Chấm tiếp sau khi có lại đồng ý",
        TO_ENTRANT,
        NOW,
        "Hồ sơ {mã số} được chấm tiếp",
        "Mọi người liên quan đã đồng ý cho dùng hồ sơ {mã số} “{tên hồ sơ}” để chấm thi. {hội thi} chấm tiếp hồ sơ.",
        OF_ENTRY,
    ),
    Event(
        "entry.handed_over",
        "Chuyển người phụ trách hồ sơ",
        "người giao và người nhận",
        NOW,
        "Hồ sơ dự thi được chuyển cho {người nhận}",
        "Ban Thư ký {hội thi} đã chuyển {số hồ sơ} hồ sơ do {người giao} phụ trách cho {người nhận}.\n\n"
        "Người nhận xem và làm tiếp tại: {đường dẫn}",
        (
            CONTEST,
            Place("số hồ sơ", "12"),
            Place("người giao", "Trần Thị Lan"),
            Place("người nhận", "Nguyễn Văn Bình", needed=True),
            Place("đường dẫn", "https://hoithi.vn/…/ho-so/cua-toi"),
        ),
    ),
    Event(
        "entry.draft_reminder",
        "Nhắc bản nháp chưa nộp",
        "người đang soạn hồ sơ",
        NOW,
        "Còn {còn lại} để nộp hồ sơ dự thi",
        "Bạn đang soạn hồ sơ “{tên hồ sơ}” dự {hội thi} nhưng chưa nộp.\n"
        "Hạn nộp: {hạn nộp} (còn {còn lại}).\n\n"
        "Mở hồ sơ: {đường dẫn}\n\n"
        "Bạn nhận thư này vì có bản nháp chưa nộp. Nếu không dự thi nữa, hãy rút bản nháp, "
        "hoặc thôi nhận thư nhắc tại: {thôi nhắc}",
        (
            CONTEST,
            TITLE,
            Place("hạn nộp", "17:00 ngày 30/06/2026", needed=True),
            Place("còn lại", "3 ngày"),
            Place("đường dẫn", "https://hoithi.vn/…/ho-so/17"),
            Place("thôi nhắc", "https://hoithi.vn/…/thoi-nhac/…", needed=True),
        ),
        times=(168, 24),
    ),
    Event(
        "entry.supplement_reminder",
        "Nhắc bổ sung hồ sơ",
        TO_ENTRANT,
        NOW,
        "Còn {còn lại} để bổ sung hồ sơ {mã số}",
        "Hồ sơ {mã số} “{tên hồ sơ}” dự {hội thi} cần bổ sung trước hết ngày {hạn bổ sung}:\n\n"
        "{nội dung cần bổ sung}\n\n"
        "Mở hồ sơ và bổ sung từng mục: {đường dẫn}\n\n"
        "Bạn nhận thư này vì hồ sơ chưa được bổ sung; sau hạn trên hồ sơ có thể không được xét.",
        (
            *OF_ENTRY,
            Place("hạn bổ sung", "15/07/2026", needed=True),
            Place("còn lại", "2 ngày"),
            Place("nội dung cần bổ sung", "Ảnh chụp mô hình; giấy xác nhận của đơn vị", needed=True, many_lines=True),
            Place("đường dẫn", "https://hoithi.vn/…/ho-so/17"),
        ),
        times=(48,),
    ),
)

"""Of the door and of the ceremony as it runs."""

WORDS = {
    "door_unknown_guest": "Người này không có trong danh sách được giải.",
    "door_stand_in_missing": "Hãy ghi họ tên người nhận thay.",
    "door_note_unreadable": "Ghi nhận gửi lên không đọc được. Hãy tải lại trang trên điện thoại này.",
    "ceremony_not_called": "Còn {count} lượt có người mà chưa gọi. Hãy gọi hết trước khi kết thúc.",
    "ceremony_not_under_way": "Buổi lễ chưa bắt đầu hoặc đã kết thúc. Hãy tải lại trang.",
    "ceremony_step_taken": "Máy khác vừa chuyển sang phần sau. Trang này đã theo kịp; xin xem lại trước khi bấm tiếp.",
    "ceremony_show_differs": (
        "Trang chiếu đang mở {show} nên kịch bản cũng phải chạy {show}. Hãy kết thúc buổi chiếu ấy trước."
    ),
    "ceremony_nothing_left": "Kịch bản đã hết. Hãy kết thúc buổi lễ.",
    "ceremony_nothing_before": "Chưa có phần nào để quay lại.",
    "ceremony_not_on_stage": "Người này không ở trong đợt đang gọi.",
}

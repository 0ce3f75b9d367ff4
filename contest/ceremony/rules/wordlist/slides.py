"""Of the slides and the screens."""

WORDS = {
    "show_none": "Chưa mở trang chiếu. Hãy bắt đầu tổng duyệt hoặc bắt đầu lễ.",
    "show_open": "Trang chiếu đang mở. Hãy kết thúc buổi chiếu này trước.",
    "show_run_differs": "Kịch bản đang chạy {run} nên trang chiếu cũng phải chạy {run}. Hãy kết thúc kịch bản trước.",
    "show_not_held": (
        "Kết quả chưa công bố mà cũng không được giữ đến lễ. Hãy giữ kết quả ở trang Công bố trước khi bắt đầu lễ."
    ),
    "show_nobody": "Kết quả niêm phong chưa có giải nào để chiếu.",
    "show_step_taken": "Máy khác vừa chuyển trang. Trang này đã theo kịp; xin xem lại trước khi bấm tiếp.",
    "show_slide_gone": "Trang chiếu này không còn trong danh sách. Xin chọn trang khác.",
    "show_beyond_step": (
        "Trang này thuộc một phần sau của kịch bản: chuyển thẳng đến đó thì các lượt ở giữa sẽ bị bỏ qua. Hãy bấm Tiếp"
        " lần lượt, hoặc chọn “Tách riêng” trong phần cách gọi của trang Lễ trao giải."
    ),
    "show_opens_awards": "Trang này có {count} giải chưa mở. Muốn chiếu, hãy bấm “Mở giải”.",
    "ceremony_rehearsed": (
        "Đang tổng duyệt nên chưa trao và chưa ký nhận gì: hãy kết thúc tổng duyệt trước, rồi làm lại."
    ),
    "screen_code_wrong": "Mã không đúng hoặc đã hết hạn. Hãy bấm “Lấy mã mới” trên điện thoại rồi gõ lại.",
    "screen_unknown": "Màn hình này không còn được nhận. Hãy gõ mã mới từ điện thoại.",
}

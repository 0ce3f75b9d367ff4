"""Of the running order and the script."""

WORDS = {
    "ceremony_unsealed": "Kết quả chưa được niêm phong. Hãy niêm phong ở trang Công bố trước.",
    "ceremony_faulty": "Kết quả niêm phong có chỗ sai: {fault} Hãy xem lại và niêm phong phiên bản mới.",
    "ceremony_missing": "Chưa có kịch bản lễ trao giải. Hãy lập kịch bản trước.",
    "ceremony_there": "Kịch bản đã có người lập. Hãy tải lại trang.",
    "ceremony_size": "Mỗi đợt lên sân khấu từ {least} đến {most} người.",
    "ceremony_changed": (
        "Kịch bản vừa được {by} sửa lúc {at}. Trang này đã hiện bản mới; xin xem lại rồi làm lại việc vừa định."
    ),
    "ceremony_running": "Buổi lễ hoặc buổi tổng duyệt đang diễn ra theo kịch bản này. Hãy kết thúc trước rồi xếp lại.",
    "segment_gone": "Phần này không còn trong kịch bản. Hãy tải lại trang.",
    "segment_changed": (
        "Phần này vừa được {by} sửa lúc {at}. Nội dung bạn nhập vẫn ở dưới; bản đang lưu hiện ở bên cạnh."
        " Xin gộp lại rồi lưu."
    ),
    "segment_title_missing": "Hãy ghi tên nội dung này.",
    "segment_minutes": "Thời lượng từ 0 đến {most} phút.",
    "segment_is_group": "Đợt trao giải còn người được gọi nên không bỏ được. Hãy chuyển họ sang đợt khác trước.",
    "group_not_split": "Hãy chọn một dòng từ dòng thứ hai trở đi: đợt mới bắt đầu từ dòng ấy.",
    "group_not_merged": "Không có đợt liền sau của cùng giải để gộp.",
    "call_gone": "Dòng này không còn trong kịch bản. Hãy tải lại trang.",
    "call_at_edge": "Không có đợt nào của cùng giải ở phía ấy để chuyển sang.",
    "ceremony_version_taken": "Kết quả vừa có phiên bản khác. Hãy xem lại các thay đổi trước khi cập nhật.",
    "called_as_unagreed": "Hãy ghi ai trong gia đình đã đồng ý cách gọi này.",
}

"""The sentences about what winners say of how to be paid."""

WORDS = {
    "payee_unchecked": "Người nhận tự khai, chưa ai của Ban Tổ chức kiểm tra. Hãy đối chiếu rồi bấm Đã kiểm tra.",
    "payee_not_yet": "Kết quả chưa công bố nên chưa nhận thông tin nhận tiền. Xin mở lại đường dẫn sau khi công bố.",
    "payee_childs_account": "Tác giả chưa đủ 18 tuổi nên cha, mẹ hoặc người giám hộ khai thay. "
    "Hãy chuyển đường dẫn trong thư cho người ấy.",
    "payee_paid": "Phần thưởng này đã chi nên không đổi người nhận được nữa. "
    "Nếu chưa nhận được tiền, xin báo Ban Thư ký.",
    "payee_paper": "Nhờ người nhận thay thì gửi kèm bản chụp giấy ủy quyền có xác nhận.",
    "payee_account_name": "Hãy ghi tên chủ tài khoản, đúng như ngân hàng ghi.",
    "payee_link": "Đường dẫn này không còn dùng được. Xin xem thư mới nhất, hoặc hỏi Ban Thư ký.",
    "payee_nothing_to_check": "Không có gì chờ kiểm tra. Xin tải lại trang.",
    "payee_send_back": "Hãy ghi vì sao phải khai lại, để người nhận biết sửa chỗ nào.",
    "payee_nobody": "Không còn phần thưởng nào cần hỏi: nơi nào cũng đã có người nhận, hoặc không có địa chỉ để gửi.",
}

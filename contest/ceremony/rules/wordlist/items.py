"""The sentences about things that are handed over."""

WORDS = {
    "item_count": "Hãy ghi số lượng từ 1 trở lên.",
    "item_no_packed": "Trong kho chỉ còn {free}, không xếp ra được {count}.",
    "item_no_unpacked": "Ở bàn trao của giải này chỉ có {free}, không cất lại được {count}.",
    "item_no_handed": "Ở bàn trao của giải này chỉ có {free}, không trao được {count}. Hãy xếp ra trước.",
    "item_no_collected": "Trong kho chỉ còn {free}, không giao được {count}.",
    "item_no_taken_back": "Giải này mới nhận {free}, không thu lại được {count}.",
    "item_no_spoilt": "Trong kho chỉ còn {free}, không ghi hỏng được {count}.",
    "item_too_many": "Giải này được {wanted}, đã xếp hoặc đã nhận {kept}: không thêm được nữa.",
    "item_unknown": "Không có hiện vật này. Xin tải lại trang.",
    "item_award_unknown": "Giải này không còn trong kết quả đã niêm phong. Xin tải lại trang.",
    "item_move_unknown": "Không có thao tác này. Xin tải lại trang.",
    "item_collector_missing": "Hãy ghi ai đến nhận.",
    "item_reason_missing": "Hãy ghi lý do.",
    "item_name_missing": "Hãy ghi tên hiện vật.",
    "item_in_use": "Hiện vật này đã có xuất nhập nên không bỏ được; có thể đặt định mức về 0.",
    "item_unsealed": "Kết quả chưa được niêm phong nên chưa biết cần bao nhiêu hiện vật.",
}

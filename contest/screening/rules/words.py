"""The sentences of the room's reasons, and the words of its verdicts."""

VERDICT_WORDS = {
    "eligible": "Hợp lệ",
    "ineligible": "Không hợp lệ",
    "needs_supplement": "Cần bổ sung",
}
FINDING_WORDS = {"pass": "Đạt", "fail": "Không đạt", "unknown": "Cần người xem"}
FINDING_KINDS = {"pass": "done", "fail": "refused", "unknown": "attention"}

WORDS = {
    "screening_reason_missing": "Hãy ghi lý do để tác giả biết.",
    "screening_what_missing": "Hãy ghi rõ cần bổ sung những gì.",
    "screening_day_missing": "Hãy ghi hạn bổ sung.",
    "screening_day_past": "Hạn bổ sung phải từ ngày hôm nay trở đi.",
    "screening_verdict_unknown": "Kết luận “{value}” không đọc được. Hãy ghi Hợp lệ, Không hợp lệ hoặc Cần bổ sung.",
    "screening_not_submitted": "Hồ sơ chưa nộp hoặc đã rút nên chưa thẩm định được.",
    "disqualify_not_now": "Hồ sơ chỉ bị loại theo cách này khi cuộc thi đang chấm hoặc họp xét giải.",
    "disqualify_not_judged": "Hồ sơ này không ở trong số đang được chấm.",
    "screening_over": "Hội thi đã qua giai đoạn thẩm định hồ sơ.",
    "screening_row_apart": "Ông/bà có xung đột lợi ích với hồ sơ {code}. Hãy bỏ dòng này và nhờ người thay kết luận.",
    "screening_many_apart": "Ông/bà có xung đột lợi ích với hồ sơ {codes}. Hãy bỏ chọn hồ sơ đó và nhờ người thay kết "
    "luận; các hồ sơ còn lại làm được ngay.",
    "screening_undo_apart": "Đợt này có hồ sơ {codes} mà ông/bà có xung đột lợi ích. Xin nhờ người thay rút lại.",
    "screening_pair_apart": "Ông/bà có xung đột lợi ích với hồ sơ {codes} trong cặp này. Xin nhờ người thay kết luận.",
    "screening_code_unknown": "Không có hồ sơ mã số “{code}” trong hội thi này.",
    "screening_code_twice": "Mã số “{code}” đã có ở {other}.",
    "screening_by_hand": "{who} đã kết luận hồ sơ {code} {verdict} bằng tay; tệp ghi {other}. "
    "Hãy xem lại từng hồ sơ, hoặc chọn thay các kết luận đó bằng tệp.",
    "batch_unknown": "Không tìm thấy đợt kết luận này.",
    "batch_undone": "Đợt kết luận này đã được rút lại rồi.",
    "undo_over": "Hội thi đã qua giai đoạn thẩm định nên không rút lại cả đợt được; "
    "hãy ghi kết luận mới cho từng hồ sơ.",
    "look_not_asked": "Mục này máy đã đối chiếu được, không cần người xem. Xin tải lại trang.",
    "look_unreadable": "Hãy chọn Đạt hoặc Không đạt.",
    "look_reason_missing": "Hãy ghi vì sao không đạt mục “{rule}”.",
    "screening_nothing_chosen": "Chưa chọn hồ sơ nào.",
    "radar_pair_gone": "Cặp hồ sơ này không còn trong danh sách nghi trùng. Xin tải lại danh sách.",
    "radar_verdict_missing": "Hãy chọn Trùng, Không trùng hoặc Khác công dụng.",
    "radar_use_missing": "Hãy ghi hai giải pháp khác nhau ở công dụng nào.",
    "radar_note_long": "Ghi chú dài quá {most} chữ cái. Xin rút gọn.",
    "radar_old_title_missing": "Dòng này chưa có tên giải pháp.",
    "radar_list_gone": "Danh sách này đã được rút lại rồi. Xin tải lại trang.",
    "radar_old_year_missing": "Dòng này chưa có năm.",
}

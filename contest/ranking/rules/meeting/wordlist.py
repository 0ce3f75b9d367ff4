"""The sentences of the reasons of a meeting."""

WORDS = {
    "meeting_gone": "Không tìm thấy cuộc họp này.",
    "meeting_not_yours": "Ông/bà không có ghế trong hội đồng của cuộc họp này.",
    "meeting_open_already": "Hội đồng này đang có một cuộc họp chưa kết thúc. Hãy dùng hoặc kết thúc cuộc họp đó.",
    "meeting_not_open": "Cuộc họp chưa bắt đầu hoặc đã kết thúc.",
    "meeting_closed": "Cuộc họp đã kết thúc nên không sửa được nữa.",
    "meeting_empty": "Chưa có nội dung nào. Hãy thêm nội dung vào chương trình trước.",
    "meeting_nobody_here": "Chưa ghi ai có mặt. Hãy ghi thành viên có mặt trước khi bắt đầu.",
    "meeting_codes_missing": "Hãy ghi ít nhất một số hồ sơ.",
    "meeting_codes_many": "Mỗi nội dung có nhiều nhất {most} hồ sơ.",
    "meeting_code_unknown": "Không có hồ sơ “{code}” trong vòng này của hội đồng.",
    "meeting_nothing_disputed": (
        "Không có nhóm bằng điểm hay hồ sơ lệch điểm nào chờ hội đồng mà chưa có trong chương trình."
    ),
    "meeting_item_gone": "Nội dung này không còn trong chương trình.",
    "meeting_item_voting": "Nội dung này đang bỏ phiếu. Hãy kiểm phiếu trước.",
    "meeting_item_done": "Nội dung này đã kết luận.",
    "meeting_item_not_on_table": "Nội dung này chưa được đưa ra bàn.",
    "meeting_table_taken": "Đang bàn nội dung khác và đang bỏ phiếu. Hãy kiểm phiếu trước.",
    "meeting_decision_missing": "Hãy ghi kết luận và lý do; nội dung này sẽ vào biên bản.",
    "meeting_question_missing": "Hãy ghi câu hỏi biểu quyết.",
    "meeting_no_quorum": "Mới có {here} trong {all} người được biểu quyết có mặt, cần {needed}.",
    "meeting_nobody_presides": (
        "Chủ tịch và phó chủ tịch đều vắng hoặc có xung đột với hồ sơ này, nên chưa có người chủ trì."
    ),
    "meeting_run_conflict": (
        "Ông/bà có xung đột lợi ích với hồ sơ này; xin để người khác của hội đồng điều hành nội dung này."
    ),
    "meeting_vote_conflict": "Ông/bà có xung đột lợi ích với hồ sơ này nên không biểu quyết.",
    "meeting_vote_none": "Ông/bà không có quyền biểu quyết trong hội đồng này.",
    "meeting_vote_twice": "Ông/bà đã bỏ phiếu; mỗi người một phiếu.",
    "meeting_vote_absent": "Ông/bà chưa được ghi là có mặt. Hãy bấm Tôi có mặt trước.",
    "meeting_vote_option": "Hãy chọn một trong các phương án.",
    "meeting_ballot_gone": "Lần bỏ phiếu này đã kết thúc.",
    "meeting_ballot_open": "Nội dung này đang bỏ phiếu rồi.",
    "meeting_not_tied": "Phiếu không ngang nhau nên không cần phiếu quyết định của người chủ trì.",
    "meeting_not_presiding": "Chỉ người đang chủ trì nội dung này được cho phiếu quyết định: {name}.",
    "meeting_ballots_open": "Còn lần bỏ phiếu chưa kiểm. Hãy kiểm phiếu trước khi kết thúc cuộc họp.",
    "meeting_items_left": "Còn {count} nội dung chưa kết luận. Hãy kết luận hoặc bỏ khỏi chương trình.",
    "meeting_compare_few": "Hãy chọn từ 2 đến 4 hồ sơ để so sánh.",
    "meeting_compare_conflict": "Ông/bà có xung đột lợi ích với một hồ sơ trong số này nên không xem so sánh được.",
}

"""The sentences of the room's reasons."""

WORDS = {
    "export_unknown": "Không có loại văn bản “{kind}”. Các loại: {kinds}.",
    "export_not_ready": "Chưa lập được “{name}”: {why}.",
    "export_in_conflict": "Trong đó có hồ sơ mà ông/bà có xung đột lợi ích; xin nhờ người khác của Ban Thư ký lấy.",
    "export_scores_open": "Ông/bà chấm điểm trong hội thi này nên chỉ lấy được bảng điểm khi các vòng chấm đã đóng.",
    "bundle_round_unprepared": "Vòng này chưa có danh sách hồ sơ. Hãy lập vòng chấm ở trang phân công trước.",
    "bundle_council_empty": "Hội đồng này không có hồ sơ nào trong vòng đã chọn.",
    "bundle_under_way": "Bộ hồ sơ này đang được lập. Hãy đợi bộ đang lập xong.",
    "bundle_kind_unknown": "Hãy chọn tệp nén (ZIP) hoặc bản in (PDF).",
    "bundle_gone": "Bộ hồ sơ này không còn trên máy chủ. Hãy lập lại.",
    "bundle_overtaken": (
        "Từ khi lập bộ này đã có hồ sơ bị rút, bị loại hoặc tạm dừng chấm. Hãy bỏ bộ này rồi lập lại."
    ),
    # What is not in a bundle.
    "bundle_no_films": "{number}: {part} ({name}) là phim, xem trên mạng.",
    "bundle_film": "{number}: {part} ({name}) là phim nên không in được.",
    "bundle_not_printable": "{number}: {part} ({name}) không phải PDF hay ảnh nên không in được; hãy in từ tệp nén.",
    "bundle_unreadable": "{number}: {part} ({name}) bị hỏng hoặc có mật khẩu nên không mở được.",
    "bundle_lost": "{number}: {part} ({name}) không còn trên máy chủ.",
    "bundle_may_name": "{number}: {part} ({name}) có thể ghi tên người soạn trong tệp mà Ban Thư ký chưa xem.",
}

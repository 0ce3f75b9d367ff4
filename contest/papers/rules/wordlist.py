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
    "certificate_unsealed": "Kết quả chưa được niêm phong. Hãy niêm phong ở trang Công bố kết quả trước.",
    "certificate_faulty": "Kết quả niêm phong có chỗ sai: {fault} Hãy xem lại và niêm phong phiên bản mới.",
    "certificate_overtaken": "Kết quả đã đổi sau lần niêm phong gần nhất. Hãy niêm phong phiên bản mới trước.",
    "certificate_twice": "Hồ sơ {code} đứng hai lần ở {prize}. Hãy xem lại ở trang Xét giải.",
    "certificate_nameless": "Hồ sơ {code} không có tác giả, hoặc có tác giả chưa ghi họ tên. Hãy sửa hồ sơ trước.",
    "certificate_reason_missing": "Hãy ghi lý do: nội dung này vào sổ cấp và sổ nhật ký.",
    "certificate_not_valid": "Giấy này không còn hiệu lực nên không cấp lại được. Hãy tải lại trang.",
    "certificate_kind_unknown": "Thể lệ không có loại giấy này. Hãy chọn trong danh sách.",
    "certificate_none": "Loại giấy này chưa có số nào được cấp. Hãy bấm Cấp số trước.",
    "certificate_too_long": "Nội dung dài quá một trang giấy: {which}. Hãy dùng tên ngắn của hồ sơ.",
    # What is not in a bundle.
    "bundle_no_films": "{number}: {part} ({name}) là phim, xem trên mạng.",
    "bundle_film": "{number}: {part} ({name}) là phim nên không in được.",
    "bundle_not_printable": "{number}: {part} ({name}) không phải PDF hay ảnh nên không in được; hãy in từ tệp nén.",
    "bundle_unreadable": "{number}: {part} ({name}) bị hỏng hoặc có mật khẩu nên không mở được.",
    "bundle_lost": "{number}: {part} ({name}) không còn trên máy chủ.",
    "bundle_may_name": "{number}: {part} ({name}) có thể ghi tên người soạn trong tệp mà Ban Thư ký chưa xem.",
}

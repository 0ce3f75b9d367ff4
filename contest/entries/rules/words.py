"""The words of the room: states, kinds of entrants, consents, and the sentences of its reasons."""

STATUS_WORDS = {
    "draft": "Bản nháp",
    "submitted": "Đã nộp",
    "needs_supplement": "Cần bổ sung",
    "received": "Đã tiếp nhận",
    "eligible": "Hợp lệ",
    "ineligible": "Không hợp lệ",
    "withdrawn": "Đã rút",
    "halted": "Tạm dừng chấm",
}
# The kind of badge of each state (waiting, done, attention, refused, neutral).
STATUS_KINDS = {
    "draft": "neutral",
    "submitted": "waiting",
    "needs_supplement": "attention",
    "received": "waiting",
    "eligible": "done",
    "ineligible": "refused",
    "withdrawn": "neutral",
    "halted": "attention",
}
STEP_WORDS = STATUS_WORDS | {
    "draft": "Bắt đầu soạn hồ sơ",
    "amended": "Nộp bản sửa",
    "changed": "Ban Thư ký sửa hồ sơ",
    "agreed": "Ban Thư ký ghi nhận giấy đồng ý",
    "withdrawn": "Rút hồ sơ",
    "consent": "Thay đổi sự đồng ý",
    "halted": "Tạm dừng chấm: có người rút đồng ý chấm thi",
    "resumed": "Chấm tiếp: đã có lại đồng ý chấm thi",
    "forgotten": "Xóa dữ liệu cá nhân theo yêu cầu",
    "erased": "Xóa giấy tờ theo lịch",
    "wiped": "Xóa bản nháp chưa nộp",
    "represented": "Đổi tác giả đại diện",
    "handed_over": "Chuyển người phụ trách",
    "received": "Ban Thư ký tiếp nhận",
    "eligible": "Thẩm định: hợp lệ",
    "ineligible": "Thẩm định: không hợp lệ",
    "needs_supplement": "Ban Thư ký yêu cầu bổ sung",
    "undone": "Ban Thư ký rút lại kết luận",
    "thing_received": "Ban Thư ký nhận mô hình, sản phẩm",
    "thing_shown": "Mô hình, sản phẩm được trưng bày",
    "thing_returned": "Mô hình, sản phẩm đã trả lại",
    "extended": "Ban Thư ký gia hạn nộp",
    "answered": "Bổ sung một mục",
    "supplemented": "Đã bổ sung đủ các mục được yêu cầu",
    "item_accepted": "Ban Thư ký chấp nhận mục bổ sung",
    "item_dropped": "Ban Thư ký không yêu cầu mục này nữa",
    "asked_again": "Ban Thư ký yêu cầu bổ sung lại",
    "late_code": "Dùng mã nộp muộn",
}
# What happens next, said to the entrant.
_STATUS_NEXT = {
    "draft": "Hồ sơ chưa được nộp. Hãy điền đủ rồi bấm Nộp hồ sơ.",
    "submitted": "Ban Thư ký đã nhận được hồ sơ và sẽ thẩm định sau khi hết hạn nộp.",
    "needs_supplement": "Hãy bổ sung từng mục dưới đây trước thời hạn của mục đó.",
    "received": "Hồ sơ đang chờ thẩm định.",
    "eligible": "Hồ sơ hợp lệ và sẽ được Hội đồng giám khảo chấm.",
    "ineligible": "Hồ sơ không đủ điều kiện dự thi. Lý do ghi bên dưới.",
    "withdrawn": "Hồ sơ đã rút, không tham gia chấm.",
    "halted": (
        "Có người đã rút đồng ý cho dùng hồ sơ để chấm thi, nên hồ sơ tạm dừng chấm. "
        "Hồ sơ được chấm tiếp khi chính người đó đồng ý lại ở trang Sự đồng ý."
    ),
}
# What is next for an entry that takes part, once the judging has begun.
_ELIGIBLE_NEXT = {
    "judging": "Hồ sơ hợp lệ; Hội đồng giám khảo đang chấm.",
    "deliberation": "Hội đồng giám khảo đã chấm xong, Ban Tổ chức đang xét giải.",
    "decided": "Đã có quyết định về giải. Kết quả được xem tại đây sau khi công bố.",
    "published": "Kết quả đã công bố. Bấm “Kết quả và cách tính” để xem điểm, thứ hạng và giải của hồ sơ này.",
}
_ELIGIBLE_NEXT["archived"] = _ELIGIBLE_NEXT["published"]


def next_words(status: str, stage: str) -> str:
    """What happens next with an entry in this state, in this stage of the edition."""
    return (_ELIGIBLE_NEXT.get(stage) if status == "eligible" else None) or _STATUS_NEXT[status]


ENTRANT_WORDS = {"individual": "Cá nhân", "group": "Nhóm tác giả", "organisation": "Tổ chức"}
GENDERS = {"nam": "Nam", "nu": "Nữ"}
PURPOSE_WORDS = {
    "judging": "Sử dụng hồ sơ để chấm thi",
    "publish_name": "Công bố tên, lớp, trường khi có kết quả",
    "photographs": "Chụp và dùng ảnh tại Lễ trao giải",
    "press": "Cung cấp thông tin cho báo chí",
    "nomination": "Gửi hồ sơ dự thi cấp trên",
}
GIVEN_BY = {"guardian": "Người giám hộ", "self": "Bản thân tác giả"}

WORDS = {
    "too_many_words": "Có {count} từ, nhiều nhất là {limit} từ.",
    "legacy_font": "Chữ gõ bằng phông cũ (VNI, TCVN3) nên không đọc được. Hãy gõ lại bằng bảng mã Unicode.",
    "choice_unknown": "Lựa chọn “{value}” không có trong thể lệ.",
    "number_unreadable": "Không đọc được số “{value}”.",
    "month_unreadable": "Không đọc được “{value}”. Hãy ghi tháng/năm, ví dụ 05/2024, hoặc ngày/tháng/năm.",
    "title_missing": "Chưa có tên {entry_word}.",
    "field_missing": "Chưa chọn lĩnh vực dự thi.",
    "division_missing": "Chưa chọn bảng dự thi.",
    "entrant_type_missing": "Chưa chọn loại tác giả dự thi.",
    "summary_missing": "Chưa có phần tóm tắt.",
    "answer_missing": "Chưa trả lời mục “{label}”.",
    "unit_missing": "Chưa ghi đơn vị.",
    "contact_missing": "Chưa có điện thoại liên hệ.",
    "mentor_missing": "Chưa ghi giáo viên hướng dẫn.",
    "organisation_missing": "Chưa ghi tên tổ chức dự thi.",
    "authors_missing": "Chưa có tác giả nào.",
    "authors_too_many": "Có {count} tác giả, thể lệ cho phép nhiều nhất {limit}.",
    "author_alone": "Dự thi theo nhóm cần ít nhất hai tác giả; nếu chỉ có một, hãy chọn loại Cá nhân.",
    "author_not_alone": "Dự thi cá nhân chỉ có một tác giả; nếu có đồng tác giả, hãy chọn loại Nhóm tác giả.",
    "author_name_missing": "Chưa ghi họ tên tác giả.",
    "author_name_strange": "“{value}” không giống họ tên một người. Mỗi dòng chỉ ghi một tác giả.",
    "author_twice": "Tác giả “{name}” được ghi hai lần.",
    "author_birth_missing": "Chưa ghi ngày sinh của tác giả {name}.",
    "author_unit_missing": "Chưa ghi trường hoặc đơn vị của tác giả {name}.",
    "author_class_missing": "Chưa ghi lớp của tác giả {name}.",
    "birth_in_future": "Ngày sinh {birth} ở sau ngày hôm nay.",
    "birth_outside_window": "Ngày sinh {birth} ngoài khoảng thể lệ cho phép: {window}.",
    "share_unreadable": "Không đọc được tỷ lệ “{value}”. Hãy ghi như 60 hoặc 33,34.",
    "share_missing": "Chưa ghi tỷ lệ đóng góp của tác giả {name}.",
    "share_too_small": "Tỷ lệ đóng góp nhỏ nhất theo thể lệ là {least} %.",
    "shares_sum": "Tổng tỷ lệ đóng góp là {sum} %, phải đúng bằng 100 %.",
    "representative_missing": "Chưa chọn tác giả đại diện.",
    "guardian_missing": "Chưa ghi người giám hộ của tác giả {name} (dưới {limit} tuổi).",
    "consent_not_asked": "Thể lệ không hỏi sự đồng ý này, hoặc người này không có quyền đồng ý thay.",
    "consent_note_missing": "Hãy ghi giấy đồng ý ở đâu (số, ngày, nơi lưu).",
    "consent_link_dead": "Đường dẫn này đã hết hạn hoặc không còn đúng. Hãy xin đường dẫn mới ở nơi nộp hồ sơ.",
    "consent_none": "Sự đồng ý này chưa được ghi nhận hoặc đã rút.",
    "author_unknown": "Hồ sơ không có tác giả này.",
    "author_forgotten": "Dữ liệu của tác giả này đã được xóa.",
    "representative_same": "Tác giả này đang là đại diện rồi.",
    "handing_same": "Đây là chính người đang phụ trách. Hãy ghi địa chỉ của người thay.",
    "handing_official": "{name} giữ vai trò {role} của hội thi này nên không phụ trách hồ sơ dự thi được.",
    "handing_none": "Chưa chọn hồ sơ nào để chuyển.",
    "forget_not_sure": "Hãy đánh dấu vào ô xác nhận: việc xóa không lấy lại được.",
    "consent_missing": "Chưa có sự đồng ý của {who} cho tác giả {name}: {purpose}.",
    "part_missing": "Chưa có tệp cho phần “{part}”.",
    "part_too_few": "Phần “{part}” cần ít nhất {least} tệp, mới có {count}.",
    "part_full": "Phần “{part}” nhận nhiều nhất {limit} tệp.",
    "part_unknown": "Thể lệ không có phần hồ sơ này.",
    "part_on_paper": "Phần “{part}” nộp trực tiếp, không tải tệp lên.",
    "part_needed": "Phần “{part}” bắt buộc phải có. Hãy tải tệp thay thế lên trước rồi bỏ tệp cũ.",
    "file_unknown": "Tệp này không còn trong hồ sơ.",
    "picture_unreadable": "Ảnh “{name}” bị hỏng hoặc quá lớn nên không mở được. Hãy chọn ảnh khác.",
    "dossier_full": "Các tệp của hồ sơ (kể cả tệp đã bỏ) đã dùng {used} MB trong {limit} MB. "
    "Xin liên hệ Ban Thư ký nếu cần gửi thêm.",
    "uploads_too_many": "Phần “{part}” còn nhiều tệp gửi dở. Hãy gửi xong hoặc bỏ các tệp đó trước.",
    "upload_gone": "Phần tệp đã gửi không còn trên máy chủ. Hãy chọn lại tệp để gửi từ đầu.",
    "upload_elsewhere": "Tệp này đang được gửi từ một cửa sổ khác. Hãy gửi tiếp ở cửa sổ đó.",
    "upload_differs": "Nội dung máy chủ nhận được khác tệp trên máy của bạn. Tệp sẽ được gửi lại từ đầu.",
    "piece_damaged": "Một đoạn của tệp bị hỏng trên đường truyền. Đoạn này sẽ được gửi lại.",
    "piece_too_long": "Một đoạn của tệp dài hơn phần còn lại. Hãy tải lại trang rồi gửi tiếp.",
    "checksum_unknown": "Trình duyệt gửi mã kiểm tra không đọc được. Hãy tải lại trang rồi gửi tiếp.",
    "file_not_chosen": "Chưa chọn tệp nào.",
    "not_committed": "Hãy đánh dấu vào ô cam đoan trước khi nộp.",
    "unit_submits": "Thể lệ quy định đơn vị đầu mối nộp hồ sơ. Hãy liên hệ nhà trường hoặc đơn vị.",
    "quota_person": "Mỗi người được nộp nhiều nhất {limit} hồ sơ; bạn đã nộp {count}.",
    "quota_unit": "Đơn vị “{unit}” được gửi nhiều nhất {limit} hồ sơ; đã nộp {count}.",
    "entry_settled": "Hồ sơ đang ở trạng thái “{status}” nên không sửa được nữa.",
    "unit_ambiguous": (
        "Danh bạ có {count} đơn vị tên này: {names}. Hãy ghi kèm xã, phường trong ngoặc để biết gia hạn cho đơn vị nào."
    ),
    "entry_withdrawn": "Hồ sơ đã rút.",
    "entry_halted": (
        "Hồ sơ tạm dừng chấm vì có người đã rút đồng ý chấm thi. Hãy hỏi lại người đó ở trang Sự đồng ý; "
        "nếu họ không đồng ý nữa thì rút hồ sơ."
    ),
    "supplement_over": "Thời hạn bổ sung là hết ngày {day}, đã qua.",
    "import_row_apart": (
        "Ông/bà có xung đột lợi ích với hồ sơ {code} nên không sửa hồ sơ này được. Hãy bỏ dòng này; người thay sẽ sửa."
    ),
    "entry_stage_over": "Hội thi đã qua giai đoạn cho phép làm việc này.",
    "entry_reason_missing": "Hãy ghi lý do.",
    "stale_version": "Phần này vừa được lưu từ một cửa sổ hoặc một người khác. Chưa có gì bị ghi đè; "
    "hãy so hai bản bên dưới rồi lưu lại.",
    "stale_field": "Ô này vừa được sửa khác đi ở nơi khác. Hãy chọn một trong hai bản rồi lưu lại.",
    "record_changed": "Hồ sơ vừa được Ban Thư ký thay đổi. Hãy xem lại những chỗ khác nhau bên dưới rồi nộp.",
    "entry_changed": "Hồ sơ vừa được người khác thay đổi. Hãy mở lại trang rồi làm tiếp.",
    "entry_not_visible": "Không tìm thấy hồ sơ này.",
    "label_code_unknown": "Không có hồ sơ nào mang mã số “{code}”.",
    "label_none": "Chưa có hồ sơ nào để in nhãn. Hãy chọn loại hồ sơ khác hoặc ghi mã số.",
    "label_too_many": "Mỗi lần in nhiều nhất {limit} nhãn. Hãy ghi mã số của từng phần.",
    "row_code_twice": "Mã số “{code}” đã có ở {other}.",
    "row_repeats": "Trùng với {other}: cùng đơn vị, tên và tác giả.",
    "row_doubtful": "Giống hồ sơ {code} “{title}” nhưng khác {what}. Nếu là cùng một hồ sơ, hãy ghi mã số {code}; "
    "nếu là hồ sơ mới, hãy chọn nhập các dòng nghi trùng là hồ sơ mới.",
    "register_gone": "Trang xem trước đã mở quá lâu. Hãy chọn lại tệp.",
    "author_has_account": "Tác giả {name} đã có tài khoản gắn với hồ sơ.",
    "column_missing": "Hãy chọn cột “{name}”.",
    "row_same_entry": "Dòng này và dòng {other} cùng là hồ sơ {code}. Hãy bỏ một dòng.",
    "row_code_foreign": "Mã số “{code}” không phải của hồ sơ nào của đơn vị. Hãy để trống khi đăng ký hồ sơ mới.",
    "row_unit_foreign": "“{value}” khác đơn vị của tài khoản ({unit}). Hãy để trống cột này, hoặc ghi đúng tên đơn vị; "
    "trường của từng tác giả thì ghi trong cột Tác giả.",
    "row_over_quota": "Đơn vị được gửi nhiều nhất {limit} hồ sơ, đã có {count}; dòng này là hồ sơ mới thứ {place} "
    "của tệp. Hãy bỏ bớt.",
    "unit_not_given": "Tài khoản chưa gắn với đơn vị nào trong danh bạ. Hãy liên hệ Ban Thư ký.",
    "row_locked": "Hồ sơ {code} đang ở trạng thái “{status}” nên không sửa bằng tệp được.",
    "cell_missing": "Ô này chưa có nội dung.",
    "code_strange": "Mã số “{value}” chỉ được gồm chữ cái không dấu, số và các dấu - _ . /, nhiều nhất 40 ký tự.",
    "code_taken": "Mã số “{code}” đã dùng cho hồ sơ khác.",
    "author_cell_unreadable": "Không hiểu phần “{value}” của tác giả {name}. Mỗi tác giả ghi: Họ tên | ngày sinh | "
    "giới tính | tỷ lệ % | lớp hoặc chức danh | trường hoặc đơn vị.",
    "consent_unreadable": "“{value}” không đọc được; hãy ghi Có hoặc Không, hoặc để trống khi chưa biết.",
    "custody_unknown": "Không tìm thấy hiện vật này.",
    "custody_code_unknown": "Không có nhãn mã “{code}” trong hội thi này. Hãy xem lại từng chữ.",
    "custody_unreadable": "Yêu cầu không đọc được. Xin tải lại trang.",
    "custody_no_entry": "Hồ sơ chưa có mã số hoặc đã rút nên không nhận hiện vật được.",
    "custody_too_many": "Một hồ sơ nhận nhiều nhất {limit} hiện vật mỗi loại.",
    "custody_not_next": "Hiện vật {state} nên không làm bước này được.",
    "custody_place_missing": "Hãy ghi để ở đâu, để người khác tìm được.",
    "custody_same_place": "Hiện vật đang ở “{place}” rồi.",
    "custody_to_missing": "Hãy ghi trả cho ai.",
    "custody_changed": "Vừa có người khác chuyển hiện vật này. Hãy xem trạng thái mới rồi làm tiếp.",
    "supplement_nothing": "Chưa chọn mục nào cần bổ sung.",
    "supplement_too_many": "Một lần yêu cầu nhiều nhất {limit} mục.",
    "supplement_words_missing": "Hãy ghi cần bổ sung những gì.",
    "supplement_due_missing": "Hãy ghi hạn bổ sung cho “{words}”.",
    "supplement_due_past": "Hạn bổ sung {due} đã qua; hãy chọn từ ngày hôm nay trở đi.",
    "supplement_settled": "Mục này không còn chờ bổ sung. Xin tải lại trang.",
    "supplement_item_over": "Hạn bổ sung mục này là hết ngày {day}, đã qua. Cần thêm thời gian thì liên hệ Ban Thư ký.",
    "supplement_answer_missing": "Hãy tải tệp lên hoặc ghi câu trả lời cho mục này.",
    "supplement_no_file": "Mục này trả lời bằng lời; nếu phải gửi tệp, hãy liên hệ Ban Thư ký.",
    "supplement_note_missing": "Hãy ghi vì sao nội dung đã bổ sung chưa đạt, để tác giả biết.",
    "time_stage": "Chỉ gia hạn trước khi bắt đầu chấm điểm.",
    "time_missing": "Hãy ghi hạn nộp mới.",
    "time_past": "Thời điểm này đã qua. Hãy chọn một thời điểm còn ở phía trước.",
    "time_not_later": "Hạn riêng phải sau hạn đang công bố ({deadline}).",
    "late_to_missing": "Hãy ghi mã này giao cho ai.",
    "late_entry_missing": "Hãy chọn mã này dùng cho hồ sơ nào.",
    "late_code_unknown": "Không có mã này. Hãy xem lại từng chữ, hoặc liên hệ Ban Thư ký.",
    "late_code_used": "Mã này đã được dùng. Mỗi mã chỉ dùng một lần, cho một hồ sơ.",
    "late_code_over": "Mã này không còn hiệu lực (đến {until}). Hãy liên hệ Ban Thư ký.",
    "late_code_not_needed": "Hồ sơ này đã nộp, không cần mã nộp muộn.",
    "late_paper": "Hồ sơ giấy này muộn ({counted}; hạn là hết ngày {last}). Nếu vẫn nhận, hãy ghi lý do nhận muộn.",
    "gender_unknown": "Giới tính “{value}” không đọc được; hãy ghi Nam hoặc Nữ.",
}

"""The sentences of this room's reasons."""

WORDS = {
    "council_without_chair": "Chưa có chủ tịch hội đồng.",
    "council_without_clerk": "Chưa có thư ký hội đồng.",
    "council_too_small": "Hội đồng có {have} người chấm, mỗi hồ sơ cần {need}.",
    "team_too_small": "{team}: mới có {have} người chấm, mỗi hồ sơ cần {need}.",
    "team_unknown": "Hội đồng này không có tổ “{team}”. Các tổ: {known}.",
    "seat_team_unknown": "{council} không có tổ này. Hãy chọn lại tổ.",
    "council_without_expert": "Lĩnh vực {field}: mới có {have} người có chuyên môn, mỗi hồ sơ cần {need}.",
    "council_unknown": "Không có hội đồng “{council}” trong thể lệ. Các hội đồng: {known}.",
    "council_needed": "Cuộc thi có nhiều hội đồng, cần ghi rõ hội đồng.",
    "council_gone": "Không tìm thấy hội đồng này.",
    "seat_without_address": "{name} chưa có địa chỉ thư điện tử. Ghi địa chỉ trước, hoặc mời qua điện thoại.",
    "avoid_too_late": "Vòng chấm đã mở nên không ghi thêm được. Nếu có lý do mới, xin báo Ban Thư ký.",
    "avoid_name_missing": "Ghi cả họ và tên của người đó.",
    "avoid_twice": "Người này đã được ghi.",
    "avoid_too_many": "Mỗi hồ sơ ghi nhiều nhất {most} người.",
    "avoid_reason_missing": "Cần ghi lý do, ví dụ: người nhà, đang tranh chấp, cạnh tranh trực tiếp.",
    "avoid_gone": "Tên này đã được rút.",
    "avoid_not_yours": "Không tìm thấy hồ sơ này trong các hồ sơ của ông/bà.",
    "entry_in_conflict": "Ông/bà có xung đột lợi ích với hồ sơ này nên không xem và không xử lý hồ sơ này được. "
    "Việc này do người khác của Ban Thư ký hoặc phó chủ tịch hội đồng làm.",
    "entry_apart_ask": "Ông/bà có xung đột lợi ích với hồ sơ này nên không xem và không xử lý hồ sơ này được. "
    "Xin nhờ {who}.",
    "entry_apart_nobody": "Ông/bà có xung đột lợi ích với hồ sơ này nên không xem và không xử lý hồ sơ này được. "
    "Chưa có ai khác trong Ban Thư ký, Ban Tổ chức xử lý thay được; xin báo Ban Tổ chức giao vai trò thêm một người.",
    "entry_apart_instead": "Ông/bà có xung đột lợi ích với hồ sơ này nên không xem và không xử lý hồ sơ này được. "
    "Người thay: {who}.",
    "stand_in_unneeded": "Phần việc này không cần người thay: không còn ai phụ trách có xung đột lợi ích với hồ sơ.",
    "stand_in_conflict": "{name} cũng có xung đột lợi ích với hồ sơ này. Hãy chọn người khác.",
    "stand_in_unable": "{name} không thay được: người thay phải là thư ký hội đồng, thành viên Ban Thư ký hoặc Ban Tổ "
    "chức đang giữ vai trò và không chấm giải. Hãy chọn người khác.",
    "entries_apart_chosen": "Ông/bà có xung đột lợi ích với hồ sơ {codes}. Hãy bỏ chọn hồ sơ đó và nhờ người khác của "
    "Ban Thư ký xử lý; các hồ sơ còn lại làm được ngay.",
    "letters_apart": "Trong các thư đã chọn có thư về hồ sơ mà ông/bà có xung đột lợi ích. Hãy tải lại trang và "
    "chọn lại.",
    "conflict_own": "Không tự bỏ qua xung đột của chính mình; xin nhờ người khác của Ban Thư ký xem xét.",
    "seat_gone": "Người này không còn trong hội đồng.",
    "seat_role_unknown": "Không hiểu vai trò “{role}”. Hãy ghi: Chủ tịch, Phó Chủ tịch, Thư ký hoặc Ủy viên.",
    "seat_again_none": "Hãy đánh dấu ít nhất một người để mời lại.",
    "seat_again_council": "Thể lệ lần này không có {council}. Hãy bỏ đánh dấu {name}, rồi thêm vào hội đồng khác.",
    "chair_taken": "Hội đồng đã có chủ tịch. Hãy đổi vai trò của người đó trước.",
    "judge_has_entered": "{name} có hồ sơ dự thi trong cuộc thi này nên không được ngồi trong hội đồng chấm.",
    "judge_name_missing": "Chưa ghi họ và tên.",
    "judge_name_odd": "“{value}” không giống họ tên một người.",
    "judge_email_missing": "Chưa ghi địa chỉ thư điện tử; giám khảo cần địa chỉ này để đăng nhập.",
    "judge_email_odd": "“{value}” không phải là một địa chỉ thư điện tử.",
    "judge_twice": "{email} đã có ở dòng {line} với vai trò khác trong cùng hội đồng.",
    "chair_twice": "Hội đồng “{council}” có hai chủ tịch: dòng {line} và dòng này.",
    "conflict_code_unknown": "Không có hồ sơ mã số {entry}.",
    "roster_gone": "Tệp đã xem quá lâu. Hãy chọn lại tệp.",
    "conflict_reason_needed": "Hãy ghi lý do.",
    "conflict_gone": "Không tìm thấy mục xung đột này.",
    "conflict_author_stays": "Tác giả không được chấm hồ sơ của chính mình; mục này không bỏ qua được.",
    "not_a_judge_here": "Người này không ở trong hội đồng nào của cuộc thi.",
    "entry_not_yours_to_judge": "Hồ sơ này không thuộc hội đồng của bạn.",
    "judges_blindly": (
        "Ông/bà đang chấm một vòng ẩn danh, nên các trang có tên tác giả và đơn vị tạm đóng với ông/bà cho đến khi "
        "vòng chấm đóng. Việc này xin nhờ người khác trong Ban Thư ký, Ban Tổ chức làm."
    ),
    "jury_reason_needed": "Hãy ghi lý do.",
    "jury_round_unknown": "Thể lệ không có vòng “{round}”. Các vòng: {known}.",
    "jury_round_unprepared": "Vòng {round} chưa được chuẩn bị.",
    "jury_round_later": ("Vòng {round} chấm các hồ sơ đi tiếp từ vòng trước; hãy xếp hạng vòng trước rồi cho đi tiếp."),
    "jury_round_empty": "Chưa có hồ sơ đủ điều kiện nào để đưa vào vòng {round}.",
    "jury_round_open": "Vòng {round} đã mở rồi.",
    "jury_round_closed": "Vòng {round} đã đóng.",
    "round_entry_has_judges": "Hồ sơ {entry} đã có giám khảo chấm nên không rút khỏi vòng được.",
    "entry_without_council": (
        "Chưa có hội đồng nào chấm lĩnh vực {field}. Hãy thêm lĩnh vực này vào một hội đồng trong thể lệ."
    ),
    "too_few_judges": (
        "Chỉ có {have} giám khảo được phép chấm, cần {need}.{barred} Hãy mời thêm {more} người vào {council}{or_else}."
    ),
    "no_places_left": (
        "{entries} hồ sơ ({fields}) cần {need} lượt chấm, những người được phép chấm chỉ còn nhận được {have}. "
        "Đã nhận đủ số tối đa: {full}.{barred} "
        "Cần thêm {more} chỗ: nâng số tối đa của những người này, hoặc mời thêm người vào {councils}."
    ),
    "too_few_experts": (
        "{fields}: {entries} hồ sơ cần {need} lượt chấm có chuyên môn, chỉ có {have}. "
        "Hãy mời thêm giám khảo có chuyên môn này."
    ),
    "judges_underused": "Nhận ít hồ sơ hơn mức chung, vì xung đột hoặc chuyên môn: {judges}.",
    "pair_of_one": "Hãy chọn hai người khác nhau.",
    "pair_known": "Cặp này đã có trong danh sách.",
    "pair_meets": (
        "{first} và {second} không nên luôn chấm chung nhưng vẫn chấm chung {count} hồ sơ, vì hội đồng ít người "
        "hoặc phải chia đều số hồ sơ."
    ),
    "unit_meets_itself": "{count} hồ sơ có hai giám khảo cùng một đơn vị vì không còn cách khác: {entries}.",
    "links_missing": (
        "Chưa nối được đủ số hồ sơ, vì các hồ sơ khác đã đủ giám khảo và được giữ nguyên, hoặc giám khảo hội đồng khác "
        "đã nhận đủ hồ sơ hay có xung đột: {councils}."
    ),
    "councils_not_linked": (
        "Các hội đồng chưa nối hết với nhau nên chưa so được độ nghiêm giữa các nhóm: {groups}. "
        "Hãy tăng số hồ sơ nối của mỗi hội đồng rồi chạy lại."
    ),
    "plan_gone": "Không tìm thấy phương án này.",
    "plan_applied": "Phương án này đã được áp dụng.",
    "plan_stale": (
        "Từ khi lập phương án, hồ sơ, hội đồng hoặc xung đột đã thay đổi. Hãy chạy lại phân công rồi xem phương án mới."
    ),
    "plan_incomplete": "Còn {count} hồ sơ chưa đủ giám khảo: {entries}. Hãy xử lý trước khi mở vòng.",
    "pair_in_conflict": "{judge} có xung đột lợi ích với hồ sơ {entry}.",
    "pair_assigned": "{judge} đã được phân công chấm hồ sơ {entry}.",
    "pair_not_assigned": "Người này không được phân công chấm hồ sơ này.",
    "judge_not_of_council": "{judge} không có quyền chấm trong hội đồng của hồ sơ {entry}.",
    "judge_full": "{judge} đã nhận {load} hồ sơ, đủ mức tối đa {most}.",
    "entry_not_in_round": "Hồ sơ này không có trong vòng chấm.",
    "load_lopsided": "{judge} sẽ chấm {load} hồ sơ, mức chung là {low} đến {high}.",
    "entry_over_demand": "Hồ sơ {entry} sẽ có {count} giám khảo, thể lệ cần {need}.",
    "jury_stage_not_judging": "Cuộc thi đang ở giai đoạn: {stage}. Vòng chấm chỉ mở được ở giai đoạn chấm điểm.",
    "timetable_not_here": "Theo thể lệ, vòng {round} không có thuyết trình.",
    "timetable_no_frame": "Chưa có khung giờ. Hãy ghi ngày, phòng và thời lượng trước.",
    "timetable_no_days": "Hãy ghi ít nhất một ngày.",
    "timetable_no_rooms": "Hãy ghi ít nhất một phòng.",
    "timetable_no_minutes": "Mỗi lượt trình bày phải có ít nhất một phút.",
    "timetable_day_twice": "Ngày {day} được ghi hai lần.",
    "timetable_day_backwards": "Ngày {day}: giờ kết thúc phải sau giờ bắt đầu.",
    "timetable_pause_outside": "Ngày {day}: giờ nghỉ trưa phải nằm trong giờ làm việc, từ trước đến sau.",
    "timetable_day_half": "Dòng {line}: hãy ghi đủ ngày, giờ bắt đầu và giờ kết thúc.",
    "timetable_pause_half": "Dòng {line}: giờ nghỉ trưa cần cả giờ bắt đầu và giờ kết thúc.",
    "timetable_room_twice": "Phòng “{room}” được ghi hai lần.",
    "timetable_day_short": "Không ngày nào đủ cho một lượt {minutes} phút. Hãy kéo dài ngày hoặc rút ngắn lượt.",
    "timetable_full": (
        "Không còn khung giờ trống: {rooms} có {slots} lượt. Hãy thêm ngày, thêm phòng hoặc rút ngắn mỗi lượt."
    ),
    "timetable_no_room_for": "Chưa phòng nào dành cho hội đồng của hồ sơ này. Hãy thêm hội đồng vào một phòng.",
    "timetable_person_busy": (
        "{person} phải có mặt ở {entries} hồ sơ nên không còn giờ trống. Hãy thêm ngày, hoặc xếp lại giám khảo."
    ),
    "timetable_person_twice": (
        "{person} phải ở hai phòng cùng lúc ({at}): hồ sơ {first} tại {room} và hồ sơ {second} tại {other}."
    ),
    "timetable_room_taken": "{room} đã có hồ sơ khác vào giờ này: {first} và {second} trùng nhau lúc {at}.",
    "timetable_elsewhere": (
        "Giờ nào của hồ sơ {entry} cũng vướng phòng hoặc người của vòng khác trong cùng ngày. Hãy thêm ngày hoặc phòng."
    ),
    "timetable_room_of_others": (
        "{room} dành cho hội đồng khác; {entry} thuộc {council}. Nếu đúng ý, xin đánh dấu “Vẫn chuyển”."
    ),
    "timetable_room_unknown": "Không có phòng “{room}” trong khung giờ.",
    "timetable_code_unknown": "Không có hồ sơ “{code}” trong vòng này, hoặc hồ sơ đã rút.",
    "timetable_choose_entries": (
        "Theo thể lệ, chỉ một số hồ sơ thuyết trình. Hãy ghi mã số các hồ sơ được hội đồng chọn."
    ),
    "timetable_gone": "Phương án này đã được quyết định hoặc đã có phương án mới hơn.",
    "timetable_stale": (
        "Từ khi lập phương án, hồ sơ, giám khảo, khung giờ hoặc lịch đã thay đổi. Hãy lập lại rồi xem phương án mới."
    ),
    "timetable_entry_unknown": "Hồ sơ này không có trong vòng chấm, hoặc đã rút.",
    "timetable_slot_gone": "Lượt thuyết trình này không còn nữa.",
    "timetable_not_yours": "Lượt này thuộc hội đồng khác; thư ký hoặc chủ tịch hội đồng ấy, hoặc Ban Thư ký ghi.",
    "timetable_slot_begun": "Hồ sơ {entry} đã vào phòng hoặc đã thuyết trình xong nên không chuyển được.",
    "timetable_slot_choose": "Hãy chọn giờ và phòng.",
    "timetable_state_unknown": "Không hiểu tình trạng này.",
    "timetable_room_busy": "{room} đang có hồ sơ {entry}. Hãy bấm Đã xong cho hồ sơ đó trước.",
    "timetable_delay_large": "Mỗi lần chỉ lùi hoặc kéo lại từ 1 đến {most} phút.",
    "timetable_empty": "Chưa có lượt thuyết trình nào để báo. Hãy lập lịch và chấp nhận trước.",
}

"""The sentences of the reconciler and of the lists of winners."""

WINNERS_WORDS = {
    # Where two lists of winners differ.
    "reconcile_unsealed": "Kết quả chưa được niêm phong. Hãy niêm phong ở trang Công bố kết quả trước.",
    "reconcile_faulty": "Kết quả niêm phong có chỗ sai: {fault} Hãy xem lại và niêm phong phiên bản mới.",
    "reconcile_overtaken": "Kết quả đã đổi sau lần niêm phong {version}. Hãy niêm phong phiên bản mới rồi in.",
    "reconcile_nameless": "{code} ({award}) không có tác giả, hoặc có tác giả chưa ghi họ tên. Hãy sửa hồ sơ trước.",
    "reconcile_twice": "{source}: {code} đứng {times} lần ở {award}.",
    "reconcile_subcount": "{source}: ghi {said} {award} nhưng có {lines} dòng.",
    "reconcile_sum": "{source}: ghi tổng {said} đồng, cộng các dòng được {lines} đồng, lệch {by} đồng.",
    "reconcile_older": "{source} lập theo lần niêm phong {version}, kết quả nay là lần {newest}. Hãy lập lại.",
    "reconcile_public_older": (
        "{source} đang hiện kết quả niêm phong lần {version}, nay đã có lần {newest}. Hãy công bố phiên bản mới ở "
        "trang Công bố kết quả."
    ),
    "reconcile_count": "{source} có {here} {award}, kết quả niêm phong có {there}, lệch {by}.",
    "reconcile_missing": "{source} thiếu {code} ({award}).",
    "reconcile_beyond": "{source} thừa {code} ({award}): không có trong kết quả niêm phong.",
    "reconcile_award": "{source} ghi {code} là {here}, kết quả niêm phong là {there}.",
    "reconcile_person_missing": "{source} thiếu {person} của {code} ({award}).",
    "reconcile_person_beyond": "{source} có {person} ở {code} ({award}) nhưng hồ sơ không có người này.",
    "reconcile_order": "{source} xếp tên của {code} ({award}) là {here}; trong hồ sơ là {there}.",
    "reconcile_amount": (
        "{source} ghi {code} ({award}) {here} đồng, kết quả niêm phong là {there} đồng, lệch {by} đồng."
    ),
    "reconcile_total": "{source} cộng được {here} đồng, kết quả niêm phong là {there} đồng, lệch {by} đồng.",
    "reconcile_decided_otherwise": (
        "Quyết định số {label} ghi khác về {code} ({award}): họ tên, đơn vị, tên hoặc giải đã sửa sau khi ban hành."
    ),
    "reconcile_decided_without": "Quyết định số {label} không có {code} ({award}).",
    "reconcile_design_replaced": (
        "Mẫu {kind} còn ghi Quyết định số {was}, nay thay bằng số {label}. Hãy bỏ trống số quyết định trong mẫu giấy."
    ),
    "reconcile_decided_how": (
        "Hãy mở Quyết định số {label} ở trang Văn bản, lập văn bản thay thế và ghi số mới; sau đó in được lại."
    ),
    "reconcile_more": "{source} còn {more} chỗ lệch nữa.",
    "package_folder_taken": "Thư mục đã có tệp. Hãy chọn một thư mục mới, để không ghi đè lên bộ hồ sơ đã lập.",
    # Seats, booths, fees.
    "place_code_unknown": "Dòng {row}: không có hồ sơ mã {code}. Hãy sửa mã hoặc bỏ dòng này.",
    "place_code_twice": "Dòng {row}: mã {code} đã có ở dòng {first}. Hãy bỏ một dòng.",
    "place_too_long": "Dòng {row}: chỗ dài quá {most} ký tự. Hãy ghi ngắn hơn.",
    "place_booth_taken": "Dòng {row}: gian {booth} đã xếp cho hồ sơ khác. Hãy chọn gian khác.",
    "place_columns_missing": "Bảng không có cột Chỗ ngồi hay Gian trưng bày. Hãy dùng bảng tải ở trang Văn bản.",
    "fee_round_unknown": "Thể lệ không có vòng này. Hãy tải lại trang.",
    "fee_odd": "Mức chi mỗi phiếu từ 0 đến 10.000.000 đồng.",
}

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
    "reconcile_more": "{source} còn {more} chỗ lệch nữa.",
}

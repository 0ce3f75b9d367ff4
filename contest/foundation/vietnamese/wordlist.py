"""The sentences of the reasons that reading Vietnamese text, numbers and dates can give."""

WORDS: dict[str, str] = {
    "date_unreadable": "Không đọc được ngày “{value}”. Hãy ghi ngày/tháng/năm, ví dụ 05/03/2015.",
    "date_impossible": "Ngày “{value}” không có trong lịch. Hãy ghi ngày/tháng/năm, ví dụ 05/03/2015.",
    "date_short_year": "Năm trong “{value}” phải ghi đủ bốn chữ số, ví dụ 05/03/2015.",
    "points_unreadable": "Không đọc được điểm “{value}”. Hãy ghi số như 87 hoặc 87,5.",
    "points_ambiguous": "Điểm “{value}” có thể hiểu hai cách. Hãy dùng dấu phẩy cho phần lẻ, ví dụ 87,5.",
    "points_too_fine": "Điểm “{value}” có quá nhiều chữ số sau dấu phẩy; chỉ nhận tối đa ba chữ số.",
    "money_unreadable": "Không đọc được số tiền “{value}”. Hãy ghi số đồng như 12.000.000.",
    "phone_unreadable": "“{value}” không phải số điện thoại Việt Nam. Hãy ghi như 0912345678.",
}

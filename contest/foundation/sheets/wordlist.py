"""The sentences of the reasons for which a spreadsheet is not taken."""

WORDS: dict[str, str] = {
    "sheet_not_xlsx": "Tệp không phải bảng tính Excel (.xlsx). Hãy mở bằng Excel, chọn “Lưu thành” dạng .xlsx.",
    "sheet_old_excel": "Tệp là Excel đời cũ (.xls) hoặc có đặt mật khẩu. Hãy bỏ mật khẩu và lưu thành dạng .xlsx.",
    "sheet_macros": "Tệp có chứa macro nên không được nhận. Hãy lưu thành dạng .xlsx không có macro.",
    "sheet_too_large": "Bảng tính giải nén ra quá lớn ({size} MB, tối đa {limit} MB) nên không được mở.",
    "sheet_damaged": "Bảng tính bị hỏng, không đọc được. Hãy mở bằng Excel, lưu lại rồi gửi lại.",
    "sheet_empty": "Bảng tính không có dòng dữ liệu nào dưới dòng tiêu đề.",
    "sheet_no_headings": "Không tìm thấy dòng tiêu đề có đủ các cột: {wanted}. Dòng gần đúng nhất (dòng {row}) thiếu: "
    "{missing}.",
    "sheet_heading_twice": "Cột “{heading}” có hai lần trong dòng tiêu đề. Hãy xóa hoặc đổi tên một cột.",
    "sheet_too_many_rows": "Bảng tính có quá {limit} dòng. Hãy chia thành nhiều tệp.",
    "sheet_too_far": "Bảng tính có ô nằm quá dòng {limit}. Hãy xóa hẳn các dòng trống phía dưới bảng rồi lưu lại.",
    "sheet_merged": "Các ô {range} đang gộp làm một. Hãy bỏ gộp và điền đủ từng ô.",
    "sheet_cell_error": "Ô đang báo lỗi {value}. Hãy sửa trong Excel.",
    "sheet_formula_uncomputed": "Ô chứa công thức chưa tính. Hãy mở bằng Excel rồi lưu lại, hoặc ghi thẳng giá trị.",
    "sheet_text_too_long": "Nội dung dài {length} ký tự, tối đa {limit}.",
}

"""Turn a Report or a Document into the bytes of a file; the only users of openpyxl, python-docx, typst and segno."""

from pathlib import Path

WORDS = {
    "pdf_too_much": "Chưa lập được tệp PDF: việc này quá lớn hoặc máy chủ đang bận. Xin thử lại sau ít phút, hoặc tải "
    "bản Word.",
    "docx_unfilled": "Chưa lập được văn bản từ mẫu Word tự soạn. Hãy tải mẫu lên lại để kiểm tra, hoặc dùng mẫu gốc.",
    "template_unknown": "Không có mục “{what}” trong danh sách mục điền. Ở chỗ: {where}",
    "template_half_tag": "Dấu ngoặc của mục điền chưa đủ đôi; mỗi mục nằm trọn trong một đoạn. Ở chỗ: {where}",
    "template_tag": "Mục điền viết sai: “{what}”. Ở chỗ: {where}",
    "template_deed": "Chỉ có các thẻ for, endfor, if, elif, else, endif; không đọc được “{what}”. Ở chỗ: {where}",
    "template_close": "Thẻ “{what}” không có thẻ mở đi cùng. Ở chỗ: {where}",
    "template_open": "Thẻ “{what}” chưa được đóng (thiếu end{what}). Ở chỗ: {where}",
    "template_part": "Thẻ đóng phải cùng loại với thẻ mở “{what}” (p cho đoạn, tr cho dòng bảng). Ở chỗ: {where}",
    "template_no_list": "“{what}” không phải là danh sách nên không lặp được. Ở chỗ: {where}",
    "template_unfilled": "Mẫu chưa điền được với số liệu thử. Hãy xem lại các thẻ. Ở chỗ: {where}",
    "docx_too_much": "Chưa lập được tệp Word: máy chủ đang bận. Xin thử lại sau ít phút, hoặc tải bản PDF.",
}

# Liberation Serif 2 has the widths of Times New Roman and every Vietnamese letter (version 1 of some systems has not).
FONTS = Path(__file__).resolve().parent / "fonts"

"""Turn a Report or a Document into the bytes of a file; the only users of openpyxl, python-docx, typst and segno."""

from pathlib import Path

WORDS = {
    "pdf_too_much": "Chưa lập được tệp PDF: việc này quá lớn hoặc máy chủ đang bận. Xin thử lại sau ít phút, hoặc tải "
    "bản Word.",
    "docx_too_much": "Chưa lập được tệp Word: máy chủ đang bận. Xin thử lại sau ít phút, hoặc tải bản PDF.",
}

# Liberation Serif 2 has the widths of Times New Roman and every Vietnamese letter (version 1 of some systems has not).
FONTS = Path(__file__).resolve().parent / "fonts"

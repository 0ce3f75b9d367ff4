"""Documents as Word and PDF: the same words in both, every Vietnamese letter, nothing cut, limits that hold."""

import io
import re
import zipfile
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from docx import Document as read_docx
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from contest.foundation.document import (
    DRAFT,
    Choices,
    Contents,
    Document,
    Fill,
    Gap,
    Head,
    Heading,
    NewPage,
    Paragraph,
    Picture,
    Run,
    Signatures,
    Table,
    TableColumn,
    TableRow,
    Title,
)
from contest.foundation.refusal import Refusal
from contest.foundation.report import COUNTRY, MOTTO, UNDATED, Column, Group, Letterhead, Report, Signature, Total
from contest.foundation.writers import FONTS, docx, pdf, qr
from contest.foundation.writers.pdf import typeset
from tests.printed import all_xml, as_pages, docx_words, off_the_page, pdf_fonts, pdf_words, pictures_of, squeezed

_BASES = "aăâeêioôơuưy"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
LOWER = "".join(sorted({base + tone for base, tone in product(_BASES, ("", *_TONES))} | set("bcdđghklmnpqrstvxfjwz")))
TITLE = (
    "Nghiên cứu, thiết kế và chế tạo hệ thống giám sát, cảnh báo sớm sạt lở đất kết hợp cảm biến độ ẩm, độ nghiêng và "
    "truyền tin không dây tiết kiệm năng lượng phục vụ các hộ dân vùng cao tỉnh Đắk Lắk trong mùa mưa bão, tự cấp điện "
    "bằng pin mặt trời và gửi tin nhắn tới điện thoại của trưởng thôn, buôn"
)
LONG_WORD = "https://example.org/" + "duongdanratdai" * 9


def sample(**changes: Any) -> Document:
    """A document with every kind of block."""
    head = Letterhead(["LIÊN HIỆP HỘI TỈNH BÌNH MINH", "BAN TỔ CHỨC HỘI THI"], "Số: 12/QĐ-BTC", "Bình Minh")
    columns = [TableColumn("TT", 10, "center"), TableColumn("Họ và tên", 50), TableColumn("Tỷ lệ (%)", 20, "right")]
    rows = [TableRow((str(place), f"Nguyễn Thị Ngọc Ánh {place}\n{LONG_WORD}", "2,5")) for place in range(1, 41)]
    parts: dict[str, Any] = {
        "name": "Phiếu đăng ký",
        "blocks": [
            Head(head),
            Title("PHIẾU ĐĂNG KÝ DỰ THI", ["Hội thi lần thứ 3", "(Kèm theo Thể lệ)"]),
            Paragraph((Run("Kính gửi: ", bold=True), Run("Ban Tổ chức")), align="center"),
            Heading("I. THÔNG TIN CHUNG"),
            Fill("1. Tên giải pháp", TITLE),
            Fill("2. Tóm tắt", lines=3),
            Choices("3. Dự thi với tư cách", (("Cá nhân", True), ("Nhóm tác giả", False))),
            Table(columns, [*rows, TableRow(("Cộng", "100"), bold=True)]),
            Gap(3),
            Paragraph(f"Tôi cam đoan {LONG_WORD}", indent=True),
            Picture("qr.png", 30, 30, "Mã tra cứu"),
            Signatures(
                (Signature("XÁC NHẬN CỦA ĐƠN VỊ"), Signature("ĐẠI DIỆN NHÓM TÁC GIẢ", "Lê Văn Tám")),
                over=f"Bình Minh, {UNDATED}",
            ),
            NewPage(),
            Head(Letterhead([])),
            Title("GIẤY ĐỒNG Ý"),
            Signatures((Signature("CHA, MẸ HOẶC NGƯỜI GIÁM HỘ"),)),
        ],
        "stamp": DRAFT,
        "foot": "Bản khai 1234-5678",
        "pictures": {"qr.png": qr.png("https://example.org/a")},
    }
    return Document(**parts | changes)


WORDS = (
    *(COUNTRY, MOTTO, "BAN TỔ CHỨC HỘI THI", "Số: 12/QĐ-BTC", f"Bình Minh, {UNDATED}", "PHIẾU ĐĂNG KÝ DỰ THI"),
    *("(Kèm theo Thể lệ)", "Kính gửi: Ban Tổ chức", f"1. Tên giải pháp: {TITLE}", "2. Tóm tắt:", "Cá nhân"),
    *("Nguyễn Thị Ngọc Ánh 1", "Nguyễn Thị Ngọc Ánh 40", f"Tôi cam đoan {LONG_WORD}", "Mã tra cứu"),
    *("(Ký, ghi rõ họ tên)", "Lê Văn Tám", "CHA, MẸ HOẶC NGƯỜI GIÁM HỘ", DRAFT, "Bản khai 1234-5678"),
)  # fmt: skip


def test_every_vietnamese_letter_is_in_our_own_font_in_all_four_faces():
    letters = LOWER + LOWER.upper() + "0123456789₫–—“”‘’…×%/()+•½°"
    faces = [Run(letters, bold=bold, italic=italic) for bold, italic in product((False, True), repeat=2)]
    made = pdf.write(Document("Chữ", [Paragraph((face,), align="left") for face in faces], numbered=False))
    names = {f"LiberationSerif{face}" for face in ("", "-Bold", "-Italic", "-BoldItalic")}
    assert pdf_fonts(made) == names
    assert squeezed(pdf_words(made)) == squeezed(letters) * 4


def test_the_fonts_are_kept_with_their_licence_and_are_small():
    kept = sorted(path.name for path in FONTS.iterdir())
    assert [name for name in kept if name.endswith(".ttf")] == [
        f"LiberationSerif-{face}.ttf" for face in ("Bold", "BoldItalic", "Italic", "Regular")
    ]
    assert "SIL OPEN FONT LICENSE" in (FONTS / "LICENSE.txt").read_text(encoding="utf-8")
    assert all(path.stat().st_size < 1 << 20 for path in FONTS.iterdir())


def test_word_and_pdf_say_the_same():
    in_pdf, in_docx = squeezed(pdf_words(pdf.write(sample()))), squeezed(docx_words(docx.write(sample())))
    for words in WORDS:
        # Words drawn in narrow columns or across the page are broken over lines.
        assert squeezed(words).replace(".", "") in in_pdf.replace(".", ""), words
        assert squeezed(words) in in_docx, words


def test_nothing_is_cut_however_long_a_word_is():
    made = pdf.write(sample(stamp=""))
    assert off_the_page(made, margin=24) == []
    assert pdf_words(made).count("TT Họ và tên Tỷ lệ (%)") >= 3, "the head of a table stands on each of its pages"


def test_the_first_page_has_no_number_and_the_others_have():
    pages = PdfReader(io.BytesIO(pdf.write(sample(stamp="", foot="")))).pages
    first, second = pages[0].extract_text().split(), pages[1].extract_text().split()
    assert second[0] == "2"
    assert first[0] != "1"


def test_a_pdf_says_its_language_and_its_title_and_nothing_of_its_maker():
    reader = PdfReader(io.BytesIO(pdf.write(sample())))
    assert reader.trailer["/Root"]["/Lang"] == "vi"
    assert reader.metadata.title == "Phiếu đăng ký"
    assert reader.metadata.author is None


def test_a_word_file_has_the_margins_the_type_and_the_language_of_the_decree():
    document = read_docx(io.BytesIO(docx.write(sample())))
    section, normal = document.sections[0], document.styles["Normal"]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert 20 <= round(section.top_margin.mm) <= 25
    assert 20 <= round(section.bottom_margin.mm) <= 25
    assert 30 <= round(section.left_margin.mm) <= 35
    assert 15 <= round(section.right_margin.mm) <= 20
    assert (normal.font.name, normal.font.size.pt) == ("Times New Roman", 13)
    assert 'w:val="vi-VN"' in all_xml(docx.write(sample()))
    table = document.tables[1]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert document.core_properties.author == "Ban Tổ chức hội thi"


def test_the_same_document_gives_the_same_word_file():
    assert docx.write(sample()) == docx.write(sample())


def test_no_member_of_a_word_file_says_when_it_was_packed():
    # In the heads of the members and in the list behind them, by programs that read the one or the other.
    made = docx.write(sample())
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert packed.testzip() is None
        assert {member.date_time for member in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        heads = {made[member.header_offset + 10 : member.header_offset + 14] for member in packed.infolist()}
    assert heads == {b"\x00\x00\x21\x00"}


def test_a_report_reads_alike_in_word_and_pdf():
    columns = [Column("n", "STT", "index"), Column("title", "Tên giải pháp"), Column("money", "Tiền", "money")]
    rows = [{"title": TITLE, "money": 40_000_000}, {"title": "=1+1", "money": Decimal(500_000)}]
    report = Report(
        "DANH SÁCH",
        columns,
        groups=[Group("I. GIẢI NHẤT", rows, "02 giải")],
        totals=[Total("Tổng cộng", {"money": 40_500_000})],
        subtitle=["Hội thi lần thứ 3"],
        letterhead=Letterhead(["BAN TỔ CHỨC"], place="Bình Minh"),
        closing=["Bằng chữ: Bốn mươi triệu năm trăm nghìn đồng."],
        notes=["Xếp theo mã số."],
        signatures=[Signature("NGƯỜI LẬP"), Signature("TRƯỞNG BAN", "Phạm Thị Hoà")],
    )
    for words in (pdf_words(pdf.write(report)), docx_words(docx.write(report))):
        for said in ("DANH SÁCH", "I. GIẢI NHẤT (02 giải)", TITLE, "=1+1", "40.000.000", "Tổng cộng 40.500.000",
                     "Bằng chữ: Bốn mươi triệu năm trăm nghìn đồng.", "Xếp theo mã số.", "Phạm Thị Hoà"):  # fmt: skip
            assert squeezed(said) in squeezed(words), said
    assert off_the_page(pdf.write(report)) == []


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
def test_whatever_is_typed_is_text_and_never_markup(words: str):
    document = Document("x", [Fill("Tên", words), Paragraph(words), Table([TableColumn("A", 1)], [TableRow((words,))])])
    read = read_docx(io.BytesIO(docx.write(document)))
    shown = "".join(letter for letter in words if ord(letter) >= 32)
    assert squeezed(shown.replace("\ufffe", "").replace("\uffff", "")) in squeezed(
        "".join(node.text or "" for node in read.element.body.iter(qn("w:t")))
    )


def test_what_the_font_lacks_is_seen_and_said_and_never_left_out_silently():
    words = "Máy tưới \U0001f331\ufe0f thông minh 智能, \u200bệ\u0323"
    paper = Document("Bản mô tả", [Paragraph(words), Table([TableColumn("Tên", 40)], [TableRow(("智",))])])
    told = squeezed(pdf_words(pdf.write(paper)))
    assert squeezed("Máy tưới □ thông minh □□,") in told
    assert (
        squeezed("Dấu □ thay cho ký tự mà phông chữ của văn bản không có (mã Unicode: U+1F331, U+667A, U+80FD).")
        in told
    )
    assert squeezed(words[:20]) in squeezed(docx_words(docx.write(paper)))
    assert "thay cho ký tự" not in pdf_words(pdf.write(Document("Phiếu", [Paragraph("Nguyễn Thị Ánh ☐ Đồng ý")])))


def test_what_looks_like_markup_is_printed_as_it_was_typed():
    words = '#panic("x") $x^2$ *đậm* _nghiêng_ <nhãn> @trích [ngoặc] \\ ~ https://example.org // ghi chú /* */ = Đề mục'
    made = pdf.write(Document("x", [Paragraph(words, align="left"), Fill("Tên", words), Title(words)]))
    assert squeezed(pdf_words(made)).count(squeezed(words)) == 3


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ('#let f(n) = { let i = 0; while true { i += 1; if i > 9000 { break } }; f(n + 1) }\n#f(0)', None),
        ('#read("/../../../../etc/passwd")', None),
        ('#import "@preview/cetz:0.3.0"', None),
        ("#for i in range(100000000) [#i #pagebreak()]", "pdf_too_much"),
        ('#let a = ("x",)\n#for i in range(60) { a = a + a }\n#a.len()', "pdf_too_much"),
    ],
    ids=["no end", "other files", "the network", "endless pages", "memory"],
)  # fmt: skip
def test_a_template_cannot_get_out_or_take_the_server_with_it(
    source: str, code: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "_house").mkdir()
    (tmp_path / "bad.typ").write_text(source, encoding="utf-8")
    monkeypatch.setattr(typeset, "TEMPLATES", tmp_path)
    with pytest.raises(RuntimeError if code is None else Refusal) as caught:
        pdf.render("bad.typ", {}, seconds=4, megabytes=700)
    if code is not None:
        assert [reason.code for reason in caught.value.reasons] == [code]


def test_a_file_of_a_paper_cannot_take_another_ones_place():
    for name in ("../x.png", "main.typ", ".hidden"):
        with pytest.raises(ValueError, match="not a name"):
            pdf.render("_house/document.typ", {}, {name: b""})


def test_a_camera_reads_the_code_as_drawing_and_as_picture():
    address = "https://hoithi.example.org/binh-minh-2026/q/KT-0123"
    (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(qr.png(address))))
    assert read.text == address
    made = pdf.write(Document("x", [Picture("a.svg", 25, 25)], pictures={"a.svg": qr.svg(address)}))
    (page,) = pictures_of(made)
    (drawn,) = zxingcpp.read_barcodes(page)
    assert drawn.text == address


@pytest.mark.office
def test_libreoffice_prints_the_word_file_with_every_word_on_the_page(tmp_path: Path, monkeypatch: Any) -> None:
    pages = as_pages(docx.write(sample()), tmp_path / "office", monkeypatch)
    printed = squeezed(pdf_words(pages)).replace(".", "")
    for words in WORDS:
        assert squeezed(words).replace(".", "") in printed, words
    assert off_the_page(pages) == []
    assert {name for name in pdf_fonts(pages) if "Liberation" not in name} <= {"DejaVuSans", "OpenSymbol"}


def test_contents_name_each_heading_with_its_page() -> None:
    parts = [Contents(), NewPage(), Heading("Phần Ánh"), NewPage(), Heading("Mục Bình", 2)]
    first = squeezed(pdf_words(pdf.write(Document("Sách", parts))).split("PhầnÁnh")[0])
    assert re.search(r"PhầnÁnh\.*2", first)
    assert re.search(r"MụcBình\.*3", first)


def test_each_row_of_a_short_table_goes_with_the_next() -> None:
    rows = [TableRow((name,)) for name in ("Lê Văn Tám", "Võ Thị Sáu")]
    for whole in (False, True):
        made = read_docx(io.BytesIO(docx.write(Document("Sổ", [Table([TableColumn("Tên", 50)], rows, whole=whole)]))))
        kept = [bool(cell.paragraphs[0].paragraph_format.keep_with_next) for cell in made.tables[0].columns[0].cells]
        assert kept == [whole, whole, False]


def test_no_empty_line_stands_between_a_table_and_the_page_that_follows() -> None:
    table = Table([TableColumn("Họ và tên", 50)], [TableRow(("Lê Văn Tám",))])
    made = read_docx(
        io.BytesIO(docx.write(Document("Sổ", [table, NewPage(), Heading("LỜI DẪN"), table, Heading("II")])))
    )
    kinds = [element.tag.rpartition("}")[2] for element in made.element.body]
    assert kinds == ["tbl", "p", "tbl", "p", "p", "sectPr"]
    assert made.paragraphs[0].text == "LỜI DẪN"
    assert made.paragraphs[0].paragraph_format.page_break_before


def test_who_signs_never_stands_alone_on_a_page() -> None:
    signed = Signatures((Signature("CHỦ TRÌ", "Lê Văn Tám"),), over=f"Bình Minh, {UNDATED}")
    lines = [Paragraph(f"Việc thứ {place}", align="left") for place in range(1, 60)]
    for many in range(28, 42):
        pages = PdfReader(io.BytesIO(pdf.write(Document("Biên bản", [*lines[:many], signed])))).pages
        last = pages[-1].extract_text()
        if len(pages) > 1:
            assert f"Việc thứ {many}" in last
            assert "Lê Văn Tám" in last
            break
    else:
        raise AssertionError("no such document goes over the page")
    kept = read_docx(io.BytesIO(docx.write(Document("Biên bản", [*lines[:9], signed])))).paragraphs[8]
    assert kept.text == "Việc thứ 9"
    assert kept.paragraph_format.keep_with_next


def test_options_with_long_names_stand_one_below_the_other() -> None:
    few = Choices("Bảng", (("Tiểu học", False), ("THCS", True)))
    many = Choices("Lĩnh vực", (("Đồ dùng dành cho học tập", False), ("Các dụng cụ sinh hoạt gia đình, đồ chơi", True)))
    lines = [line.text for line in read_docx(io.BytesIO(docx.write(Document("Phiếu", [few, many])))).paragraphs]
    assert lines == [
        "Bảng:  ☐ Tiểu học     ☒ THCS",
        "Lĩnh vực:",
        "☐ Đồ dùng dành cho học tập",
        "☒ Các dụng cụ sinh hoạt gia đình, đồ chơi",
    ]

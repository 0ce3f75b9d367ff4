"""The paper in Word: A4, the margins and type of Nghị định 30/2020/NĐ-CP, page numbers, Vietnamese as its language."""

from datetime import datetime
from typing import Any

from contest.foundation.document import Document
from contest.foundation.writers.docx.parts import FACE, add_field, add_words, element, frame

CREATOR = "Ban Tổ chức hội thi"
# A file says nothing of when it was made; the paper carries its own date.
_NO_TIME = datetime(2000, 1, 1)  # noqa: DTZ001 - the file format knows no zones
# Left, right in mm; within the frame of a cover the words stand in the middle.
_MARGINS = {False: (30.0, 18.0), True: (20.0, 20.0)}
_FRAMED = (24.0, 24.0)
_PAGE = {False: (210.0, 297.0), True: (297.0, 210.0)}


def room(landscape: bool) -> float:
    """The width between the margins, in mm."""
    left, right = _MARGINS[landscape]
    return _PAGE[landscape][0] - left - right


def blank(paper: Document) -> Any:
    """An empty document with its page and its type set."""
    from docx import Document as new  # noqa: PLC0415 - heavy

    made = new()
    _properties(made, paper)
    _type(made, paper)
    _page(made.sections[0], paper)
    return made


def _properties(made: Any, paper: Document) -> None:
    kept = made.core_properties
    kept.title, kept.author, kept.last_modified_by = paper.name[:250], CREATOR, CREATOR
    kept.comments, kept.language = "", "vi-VN"
    kept.created = kept.modified = _NO_TIME


def _type(made: Any, paper: Document) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 - heavy
    from docx.shared import Pt  # noqa: PLC0415 - heavy

    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(paper.size)
    properties = normal.element.get_or_add_rPr()
    for script in ("eastAsia", "cs"):
        properties.rFonts.set(qn(f"w:{script}"), FACE)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("w:lang", val="vi-VN", eastAsia="vi-VN"))
    form = normal.paragraph_format
    # A cover is one page, however many authors stand on it.
    form.space_before, form.space_after = Pt(0), Pt(3 if paper.framed else 6)
    form.line_spacing = 1.0 if paper.framed else 1.05


def _page(section: Any, paper: Document) -> None:
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 - heavy
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - heavy
    from docx.shared import Mm  # noqa: PLC0415 - heavy

    width, height = _PAGE[paper.landscape]
    section.orientation = WD_ORIENT.LANDSCAPE if paper.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    left, right = _FRAMED if paper.framed else _MARGINS[paper.landscape]
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    section.header_distance, section.footer_distance = Mm(10), Mm(10)
    # No number on the first page.
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if paper.numbered:
        add_field(number, "PAGE")
    first = section.first_page_header.paragraphs[0]
    for header in (first, number):
        if paper.stamp:
            add_words(header, f"   {paper.stamp}   " if header is number else paper.stamp, bold=True, size=12)
            header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if paper.corner:
        for header in (first, number):
            add_words(header, f"\t{paper.corner}", bold=True, size=11)
    footers = [section.footer.paragraphs[0]]
    # A cover says what it says within its frame.
    footers += [] if paper.framed else [section.first_page_footer.paragraphs[0]]
    for footer in footers:
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_words(footer, paper.foot, size=9)
    if paper.framed:
        frame(section)

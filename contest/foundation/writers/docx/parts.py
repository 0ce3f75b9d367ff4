"""What python-docx has no words for: elements of Word's format made by hand."""

import io
import re
import struct
import zipfile
from typing import Any

FACE = "Times New Roman"
_BOXES = "☐☒"
_BOXED = re.compile("([☐☒])")
# In the format's order a border of a paragraph stands before all of these.
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")


def element(name: str, **attributes: str) -> Any:
    """An element of the w namespace with attributes of the same: element("w:jc", val="center")."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - heavy
    from docx.oxml.ns import qn  # noqa: PLC0415 - heavy

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def add_words(
    paragraph: Any, words: str, *, bold: bool = False, italic: bool = False, size: float | None = None
) -> None:
    """Words at the end of a paragraph; newlines break the line. Control characters are left out: XML has none.

    Boxes to cross are in a face that has them, on every system that has Word.
    """
    clean = "".join(
        letter for letter in words if letter in "\n\t" or (ord(letter) >= 32 and letter not in "\ufffe\uffff")
    )
    for piece in _BOXED.split(clean):
        if piece:
            run = paragraph.add_run()
            _write(run, piece, bold, italic, size)
            if piece in _BOXES:
                _face(run, "Segoe UI Symbol")


def _write(run: Any, words: str, bold: bool, italic: bool, size: float | None) -> None:
    from docx.shared import Pt  # noqa: PLC0415 - heavy

    for place, line in enumerate(words.split("\n")):
        if place:
            run.add_break()
        run.add_text(line)
    run.bold, run.italic = bold or None, italic or None
    if size is not None:
        run.font.size = Pt(size)


def _face(run: Any, name: str) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 - heavy

    run.font.name = name
    for script in ("eastAsia", "cs"):
        run._r.rPr.rFonts.set(qn(f"w:{script}"), name)


def add_field(paragraph: Any, code: str) -> None:
    """A field that Word computes itself (PAGE)."""
    for kind in ("begin", "", "end"):
        run = paragraph.add_run()._r
        if kind:
            run.append(element("w:fldChar", fldCharType=kind))
        else:
            text = element("w:instrText")
            text.text = code
            run.append(text)


def begin_field(paragraph: Any, code: str) -> None:
    """The beginning of a field whose result goes over several paragraphs; Word computes it anew when it opens."""
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="begin", dirty="true"))
    text = element("w:instrText")
    text.text = code
    paragraph.add_run()._r.append(text)
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="separate"))


def end_field(paragraph: Any) -> None:
    """The end of such a field."""
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))


def dotted_to(paragraph: Any, position: Any) -> None:
    """A tab stop with dots up to it, for what is filled in by hand."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER  # noqa: PLC0415 - heavy

    paragraph.paragraph_format.tab_stops.add_tab_stop(position, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def add_rule(paragraph: Any, room_mm: float, width_mm: float) -> None:
    """Make the empty paragraph a thin line of so many mm in the middle of its room."""
    from docx.shared import Mm, Pt  # noqa: PLC0415 - heavy

    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(max(0.0, (room_mm - width_mm) / 2))
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(3)
    borders = element("w:pBdr")
    borders.append(element("w:bottom", val="single", sz="6", space="0", color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)


def frame(section: Any) -> None:
    """A double border around the first page, as covers have."""
    borders = element("w:pgBorders", offsetFrom="page", display="firstPage")
    for side in ("top", "left", "bottom", "right"):
        borders.append(element(f"w:{side}", val="thinThickSmallGap", sz="24", space="24", color="000000"))
    section._sectPr.insert_element_before(borders, "w:lnNumType", "w:pgNumType", "w:cols", "w:titlePg", "w:docGrid")


# The first moment a ZIP can tell, as its heads write it; and where they do: its members' own, and those of its list.
_NO_TIME, _TIME_OF_OWN, _TIME_OF_LISTED = struct.pack("<HH", 0, 1 << 5 | 1), 10, 12
# A head of the list, and where it says how long name, extra and comment behind it are.
_LISTED, _LENGTHS = 46, 28


def undated(packed: io.BytesIO) -> bytes:
    """The file without the moment each of its members was packed: the same document gives the same bytes.

    Written over where it stands: packing the members anew took a third of a paper's time.
    """
    content = bytearray(packed.getbuffer())
    with zipfile.ZipFile(packed) as given:
        place = given.start_dir
        for member in given.infolist():
            own, listed = member.header_offset + _TIME_OF_OWN, place + _TIME_OF_LISTED
            content[own : own + len(_NO_TIME)] = content[listed : listed + len(_NO_TIME)] = _NO_TIME
            place += _LISTED + sum(struct.unpack_from("<HHH", content, place + _LENGTHS))
    return bytes(content)

"""What a Document consists of, laid in Word one after the other."""

import io
from collections.abc import Sequence
from typing import Any

from contest.foundation.document import (
    Beside,
    Choices,
    Fill,
    Head,
    Heading,
    Paragraph,
    Picture,
    Sent,
    Signatures,
    Title,
)
from contest.foundation.report import COUNTRY, MOTTO, Signature
from contest.foundation.writers.docx.parts import add_rule, add_words, begin_field, dotted_to, element, end_field
from contest.foundation.writers.docx.table import grid
from contest.foundation.writers.measure import POINT, evened, text_width

# The country at 12 points bold, and a little.
_MOTTO_ROOM = 93.0
_LONG_WORD = 24
_BOXES = {True: "☒", False: "☐"}


def side(paragraph: Any, align: str) -> Any:
    """Set the side a paragraph leans to; returns it."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH as SIDES  # noqa: PLC0415 - heavy

    named = {"left": SIDES.LEFT, "center": SIDES.CENTER, "right": SIDES.RIGHT, "justify": SIDES.JUSTIFY}
    paragraph.alignment = named[align]
    return paragraph


def tight(paragraph: Any) -> Any:
    """Without room above and below; returns the paragraph."""
    from docx.shared import Pt  # noqa: PLC0415 - heavy

    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = 1.0
    return paragraph


def lay_paragraph(document: Any, block: Paragraph) -> None:
    """A paragraph of the text."""
    from docx.shared import Mm  # noqa: PLC0415 - heavy

    broken = any("\n" in run.words for run in block.runs)
    made = side(document.add_paragraph(), "left" if broken and block.align == "justify" else block.align)
    if block.indent:
        made.paragraph_format.first_line_indent = Mm(10)
    made.paragraph_format.keep_with_next = block.keep or None
    for run in block.runs:
        add_words(made, run.words, bold=run.bold, italic=run.italic)


def lay_heading(document: Any, block: Heading) -> None:
    """A heading; Word keeps it with what follows."""
    made = document.add_paragraph()
    made.paragraph_format.keep_with_next = True
    # What Word's table of contents and its navigation go by.
    made._p.get_or_add_pPr().insert_element_before(element("w:outlineLvl", val=str(block.level - 1)), "w:rPr")
    add_words(made, block.words, bold=True, italic=block.level == 2)


def lay_contents(document: Any, headings: Sequence[Heading], room: float) -> None:
    """The headings as Word's own table of contents: it fills the pages in when the file is opened or F9 is pressed."""
    from docx.shared import Mm  # noqa: PLC0415 - heavy

    lines = [side(tight(document.add_paragraph()), "left") for _ in range(max(1, len(headings)))]
    for line, heading in zip(lines, headings, strict=False):
        line.paragraph_format.left_indent = Mm(6.0 * (heading.level - 1))
        dotted_to(line, Mm(room))
    begin_field(lines[0], 'TOC \\o "1-2" \\u \\h \\z')
    for line, heading in zip(lines, headings, strict=False):
        add_words(line, f"{heading.words}\t", bold=heading.level == 1)
    end_field(lines[-1])


def lay_fill(document: Any, block: Fill, room: float) -> None:
    """A line of a form: filled, or dotted."""
    from docx.shared import Mm  # noqa: PLC0415 - heavy

    made = side(document.add_paragraph(), "left")
    if block.value:
        # Word would stretch each line that ends before the paragraph does.
        side(made, "left" if "\n" in block.value or _is_stiff(block.value) else "justify")
        add_words(made, f"{block.label}: {block.value}" if block.label else block.value)
        return
    dotted_to(made, Mm(room))
    add_words(made, f"{block.label}: \t" if block.label else "\t")
    for _ in range(1, block.lines):
        more = document.add_paragraph()
        dotted_to(more, Mm(room))
        add_words(more, "\t")


def _is_stiff(words: str) -> bool:
    """Whether a word is so long that a line before it would be stretched."""
    return max(map(len, words.split()), default=0) > _LONG_WORD


def lay_choices(document: Any, block: Choices) -> None:
    """Boxes with their words, one below the other where they are long."""
    from docx.shared import Mm, Pt  # noqa: PLC0415 - heavy

    made = side(document.add_paragraph(), "left")
    shown = [f"{_BOXES[holds]} {words}" for words, holds in block.options]
    if block.label:
        add_words(made, f"{block.label}:" if block.stacked else f"{block.label}:  ")
    if not block.stacked:
        add_words(made, "     ".join(shown))
        return
    for option in shown:
        made.paragraph_format.keep_with_next = True
        made = tight(side(document.add_paragraph(), "left"))
        made.paragraph_format.left_indent, made.paragraph_format.first_line_indent = Mm(13), Mm(-5)
        made.paragraph_format.space_after = Pt(2)
        add_words(made, option)


def lay_title(document: Any, block: Title, size: float, room: float) -> None:
    """The title of a paper, and the lines under it."""
    from docx.shared import Pt  # noqa: PLC0415 - heavy

    made = tight(side(document.add_paragraph(), "center"))
    made.paragraph_format.keep_with_next = True
    made.paragraph_format.space_before = Pt(6)
    add_words(made, block.words, bold=True, size=size + (9 if block.large else 2))
    for line in block.under:
        below = tight(side(document.add_paragraph(), "center"))
        below.paragraph_format.keep_with_next = True
        bracketed = line.startswith("(")
        add_words(below, evened(line, room, size), bold=not bracketed, italic=bracketed)
    if block.is_ruled:
        add_rule(document.add_paragraph(), room, 45)
    tight(document.add_paragraph())


def lay_head(document: Any, block: Head, room: float) -> None:
    """Who issues the paper, and the country with its motto."""
    letterhead = block.letterhead
    if not letterhead.bodies:
        _motto([tight(side(document.add_paragraph(), "center")) for _ in range(3)], room, 13, 14)
        if letterhead.place_and_date:
            add_words(side(document.add_paragraph(), "right"), letterhead.place_and_date, italic=True)
        tight(document.add_paragraph())
        return
    left = room - _MOTTO_ROOM
    made = grid(document, 2, [left, _MOTTO_ROOM], boxed=False)
    bodies, country = made.rows[0].cells
    number, place = made.rows[1].cells
    for at, body in enumerate(letterhead.bodies):
        line = bodies.paragraphs[0] if at == 0 else bodies.add_paragraph()
        add_words(
            tight(side(line, "center")), evened(body, left - 6, 12), bold=at == len(letterhead.bodies) - 1, size=12
        )
    add_rule(bodies.add_paragraph(), left - 4, 22)
    _motto([country.paragraphs[0], country.add_paragraph(), country.add_paragraph()], _MOTTO_ROOM - 4, 12, 13)
    add_words(tight(side(number.paragraphs[0], "center")), letterhead.number, size=13)
    add_words(tight(side(place.paragraphs[0], "center")), letterhead.place_and_date, italic=True, size=13)
    tight(document.add_paragraph())


def _motto(lines: Sequence[Any], room: float, country: float, motto: float) -> None:
    for line, words, size in zip(lines, (COUNTRY, MOTTO), (country, motto), strict=False):
        add_words(tight(side(line, "center")), words, bold=True, size=size)
    add_rule(lines[2], room, text_width(MOTTO, motto, bold=True) * POINT)


def lay_signatures(document: Any, block: Signatures, room: float) -> None:
    """Who signs, two side by side; one alone stands on the right. The place and day stand above the last one."""
    from docx.shared import Pt  # noqa: PLC0415 - heavy

    signed: list[Signature | None] = list(block.signatures)
    if len(signed) % 2:
        signed.insert(len(signed) - 1, None)
    tight(document.add_paragraph()).paragraph_format.keep_with_next = True
    rows = [signed[place : place + 2] for place in range(0, len(signed), 2)]
    made = grid(document, len(rows) + bool(block.over), [room * 0.45, room * 0.55], boxed=False)
    lines = list(made.rows)
    if block.over:
        dated = lines.pop(-2)
        tight(dated.cells[0].paragraphs[0]).paragraph_format.keep_with_next = True
        line = tight(side(dated.cells[1].paragraphs[0], "center"))
        line.paragraph_format.keep_with_next = True
        line.paragraph_format.space_before = Pt(14 if len(rows) > 1 else 0)
        add_words(line, block.over, italic=True)
    for row, pair in zip(lines, rows, strict=True):
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))
        for cell, signature in zip(row.cells, pair, strict=True):
            if signature is not None:
                _sign(cell, signature, block.room)


def lay_sent(document: Any, block: Sent, room: float) -> None:
    """To whom the paper goes, small on the left (Nghị định 30/2020/NĐ-CP), who signs on the right."""
    tight(document.add_paragraph()).paragraph_format.keep_with_next = True
    made = grid(document, 1, [room * 0.45, room * 0.55], boxed=False)
    made.rows[0]._tr.get_or_add_trPr().append(element("w:cantSplit"))
    left, right = made.rows[0].cells
    if block.to:
        add_words(tight(side(left.paragraphs[0], "left")), "Nơi nhận:", bold=True, italic=True, size=12)
    for receiver in block.to:
        add_words(tight(side(left.add_paragraph(), "left")), receiver, size=11)
    _sign(right, block.signature, block.room)


def _sign(cell: Any, signature: Signature, room: float) -> None:
    from docx.shared import Mm  # noqa: PLC0415 - heavy

    line = tight(side(cell.paragraphs[0], "center"))
    line.paragraph_format.keep_with_next = True
    add_words(line, signature.title, bold=True)
    if signature.remark:
        line = tight(side(cell.add_paragraph(), "center"))
        line.paragraph_format.keep_with_next = True
        add_words(line, signature.remark, italic=True)
    name = tight(side(cell.add_paragraph(), "center"))
    name.paragraph_format.space_before = Mm(room)
    add_words(name, signature.name, bold=True)


def lay_picture(document: Any, block: Picture, content: bytes) -> None:
    """A picture of the document in the middle of the page."""
    from docx.shared import Mm  # noqa: PLC0415 - heavy

    made = side(document.add_paragraph(), "center")
    shape = made.add_run().add_picture(io.BytesIO(content), width=Mm(block.width))
    if shape.height > Mm(block.height):
        shape.width, shape.height = int(shape.width * Mm(block.height) / shape.height), Mm(block.height)
    if block.caption:
        add_words(side(document.add_paragraph(), "center"), block.caption, size=11)


def lay_beside(document: Any, block: Beside, content: bytes, room: float) -> None:
    """Paragraphs, and at the right margin a picture with its caption."""
    from docx.shared import Mm  # noqa: PLC0415 - heavy

    wide = block.picture.width + 6
    left, right = grid(document, 1, [room - wide, wide], boxed=False).rows[0].cells
    for at, paragraph in enumerate(block.lines):
        line = left.paragraphs[0] if at == 0 else left.add_paragraph()
        for run in paragraph.runs:
            add_words(side(line, "left"), run.words, bold=run.bold, italic=run.italic)
    drawn = tight(side(right.paragraphs[0], "center"))
    drawn.add_run().add_picture(io.BytesIO(content), width=Mm(block.picture.width))
    add_words(tight(side(right.add_paragraph(), "center")), block.picture.caption, bold=True, size=16)
    tight(document.add_paragraph())


def lay_gap(document: Any, height: float) -> None:
    """Empty room of so many mm."""
    from docx.shared import Mm, Pt  # noqa: PLC0415 - heavy

    made = tight(document.add_paragraph())
    made.paragraph_format.line_spacing = Pt(1)
    made.paragraph_format.space_after = Mm(height)

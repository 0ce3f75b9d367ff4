"""A Document as a Word file: what the workshop does."""

import io
import pickle
from pathlib import Path
from typing import Any

from contest.foundation.document import (
    Beside,
    Block,
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
    Sent,
    Signatures,
    Table,
    Title,
    held,
)
from contest.foundation.writers.docx import blocks, page
from contest.foundation.writers.docx.parts import undated
from contest.foundation.writers.docx.table import lay_table


def word(path: str, out: str) -> dict[str, Any]:
    """In the child: the document that lies pickled at `path`, as a Word file at `out`."""
    with open(path, "rb") as file:
        document = pickle.load(file)
    Path(out).write_bytes(written(document))
    return {}


def written(given: Document) -> bytes:
    """The document as a .docx file; the same document gives the same bytes."""
    made = page.blank(given)
    begins = False
    for block in held(given.blocks):
        if isinstance(block, NewPage):
            begins = True
            continue
        first = len(made.element.body)
        _lay(made, block, given)
        if begins:
            _begin_page(made, first)
        begins = False
    out = io.BytesIO()
    made.save(out)
    return undated(out)


def _begin_page(made: Any, place: int) -> None:
    """What was laid last begins on a new page, without an empty paragraph that could need a page of its own."""
    from docx.shared import Pt  # noqa: PLC0415 - heavy
    from docx.text.paragraph import Paragraph as Line  # noqa: PLC0415 - heavy

    # The properties of the section stand last; what was laid stands before them.
    laid = made.element.body[place - 1]
    if laid.tag.endswith("}p") and not Line(laid, made).text.startswith("{%"):
        Line(laid, made).paragraph_format.page_break_before = True
        # The thin line that follows a table would be all there is on a page, where the table fills the one before.
        thin = laid.getprevious()
        table = thin.getprevious() if thin is not None else None
        if table is not None and table.tag.endswith("}tbl") and thin.tag.endswith("}p") and not Line(thin, made).text:
            thin.getparent().remove(thin)
    else:
        # Nor can a template's tag break the page: its paragraph goes when it is filled.
        broken = blocks.tight(made.add_page_break())
        broken.paragraph_format.line_spacing = Pt(1)
        laid.addprevious(broken._p)


def _lay(made: Any, block: Block, paper: Document) -> None:
    width = page.room(paper.landscape)
    match block:
        case Paragraph():
            blocks.lay_paragraph(made, block)
        case Heading():
            blocks.lay_heading(made, block)
        case Fill():
            blocks.lay_fill(made, block, width)
        case Choices():
            blocks.lay_choices(made, block)
        case Title():
            blocks.lay_title(made, block, paper.size, width)
        case Head():
            blocks.lay_head(made, block, width)
        case Table():
            lay_table(made, block, width)
            blocks.tight(made.add_paragraph())
        case Signatures():
            blocks.lay_signatures(made, block, width)
        case Sent():
            blocks.lay_sent(made, block, width)
        case Picture():
            blocks.lay_picture(made, block, paper.pictures[block.name])
        case Beside():
            blocks.lay_beside(made, block, paper.pictures[block.picture.name], width)
        case Contents():
            blocks.lay_contents(made, [each for each in paper.blocks if isinstance(each, Heading)], width)
        case Gap():
            blocks.lay_gap(made, block.height)

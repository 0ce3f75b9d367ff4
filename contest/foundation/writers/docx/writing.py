"""A Document or a Report as a Word file."""

import io
from typing import Any

from contest.foundation.document import (
    Block,
    Choices,
    Document,
    Fill,
    Gap,
    Head,
    Heading,
    NewPage,
    Paragraph,
    Picture,
    Signatures,
    Table,
    Title,
)
from contest.foundation.report import Report
from contest.foundation.writers.docx import blocks, page
from contest.foundation.writers.docx.table import lay_table
from contest.foundation.writers.tables import document_of


def write(paper: Document | Report) -> bytes:
    """The paper as a .docx file; the same paper gives the same words in the same places."""
    given = document_of(paper) if isinstance(paper, Report) else paper
    made = page.blank(given)
    for block in given.blocks:
        _lay(made, block, given)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


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
            blocks.lay_title(made, block, paper.size)
        case Head():
            blocks.lay_head(made, block, width)
        case Table():
            lay_table(made, block, width)
            blocks.tight(made.add_paragraph())
        case Signatures():
            blocks.lay_signatures(made, block, width)
        case Picture():
            blocks.lay_picture(made, block, paper.pictures[block.name])
        case Gap():
            blocks.lay_gap(made, block.height)
        case NewPage():
            made.add_page_break()

"""A Document or a Report as a PDF."""

from dataclasses import asdict
from typing import Any

from contest.foundation.document import (
    Beside,
    Block,
    Choices,
    Document,
    Gap,
    Head,
    Paragraph,
    Run,
    Signatures,
    Title,
    held,
)
from contest.foundation.report import COUNTRY, MOTTO, Report
from contest.foundation.writers.letters import Letters
from contest.foundation.writers.measure import evened
from contest.foundation.writers.pdf.typeset import render
from contest.foundation.writers.stamping import stamp_now
from contest.foundation.writers.tables import document_of

# Between the margins of paper.typ, in mm: the text; beside the country and its motto, those who issue the paper.
_ROOM = {False: 162.0, True: 257.0}
_MOTTO_ROOM = 95.0


def write(paper: Document | Report) -> bytes:
    """The paper as PDF. Raises Refusal: pdf_too_much."""
    document = document_of(paper) if isinstance(paper, Report) else paper
    data = {
        "name": document.name,
        "stamp": stamp_now(document.stamp),
        "foot": document.foot,
        "corner": document.corner,
        "landscape": document.landscape,
        "framed": document.framed,
        "numbered": document.numbered,
        "size": document.size,
        "country": COUNTRY,
        "motto": MOTTO,
    }
    letters = Letters()
    room = _ROOM[document.landscape]
    blocks = letters.of([_block(block, room, document.size) for block in held(document.blocks)])
    if told := letters.sentence():
        told_by = Paragraph((Run(told, italic=True),), align="left")
        blocks += [_block(Gap(4)), _block(told_by)]
    data["blocks"] = blocks
    return render("_house/document.typ", data, document.pictures)


def _block(block: Block, room: float = _ROOM[False], size: float = 13) -> dict[str, Any]:
    """The block as the template reads it; computed texts are worked out here. room: in mm; size: of the type."""
    given: dict[str, Any] = {"kind": type(block).__name__}
    match block:
        case Head(letterhead):
            given |= {
                "bodies": [evened(body, room - _MOTTO_ROOM - 3, 12) for body in letterhead.bodies],
                "number": letterhead.number,
                "place": letterhead.place_and_date,
            }
        case Paragraph():
            given |= asdict(block) | {"words": [asdict(run) for run in block.runs]}
        case Title():
            given |= asdict(block) | {"under": [evened(line, room, size) for line in block.under]}
        case Beside(lines, picture):
            given |= {"lines": [_block(line) for line in lines], "picture": asdict(picture)}
        case Choices(label, options):
            given |= {"label": label, "options": [list(option) for option in options], "stacked": block.stacked}
        case Signatures():
            given |= asdict(block)
        case _:
            given |= asdict(block)
    return given

"""A paper of words and tables, as it reads from top to bottom, not how a file format says it.

Rooms build a Document in their `reports` floor; `contest.foundation.writers` turns the same one into Word and into PDF,
so that both say the same. Tables alone, with sums and formulas, are a Report (see `report`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from contest.foundation.report import Letterhead, Signature

Align = Literal["left", "center", "right", "justify"]

DRAFT = "BẢN NHÁP"
# Options of more letters than this, one or all together, stand one below the other.
_LONG_OPTION, _LONG_LINE = 30, 80
# A paragraph of more letters is not taken along to the page of what follows.
_SHORT = 600


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one face within a paragraph."""

    words: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; newlines within it break the line. keep: stays on the page of what follows."""

    words: str | Sequence[Run]
    align: Align = "justify"
    indent: bool = False
    keep: bool = False

    @property
    def runs(self) -> Sequence[Run]:
        """The words, face by face."""
        return (Run(self.words),) if isinstance(self.words, str) else self.words

    @property
    def text(self) -> str:
        """The words without their faces."""
        return "".join(run.words for run in self.runs)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text: level 1 "I. THÔNG TIN CHUNG", level 2 "1. Tính mới"; never left alone below a page."""

    words: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Fill:
    """A line of a form: the label and what stands after it; blank, so many dotted lines to write on."""

    label: str
    value: str = ""
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Choices:
    """A line of boxes, those that hold are crossed: ((words, holds), …)."""

    label: str
    options: Sequence[tuple[str, bool]]

    @property
    def stacked(self) -> bool:
        """Whether each option has a line of its own: on one line they would break within a name."""
        lengths = [len(words) for words, _ in self.options]
        return len(lengths) > 1 and (max(lengths) > _LONG_OPTION or sum(lengths) > _LONG_LINE)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table in the text; width is its share of the page beside the others'."""

    heading: str
    width: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row; one with fewer cells than columns begins with a cell over the columns that are left."""

    cells: Sequence[str]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page. size: of the type in points; height: of a row at least, in mm.

    whole: a short one that stays on one page.
    """

    columns: Sequence[TableColumn]
    rows: Sequence[TableRow]
    size: float = 12
    height: float = 0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs, side by side (two in a row at most), with room for the hand and the stamp in mm above the names.

    over: the place and day, printed above the last one.
    """

    signatures: Sequence[Signature]
    over: str = ""
    room: float = 25


@dataclass(frozen=True, slots=True)
class Sent:
    """The end of an official paper: to whom it goes on the left, line by line, who signs on the right."""

    to: Sequence[str]
    signature: Signature
    room: float = 30


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the document, by name; it keeps its shape within width and height in mm."""

    name: str
    width: float
    height: float
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Paragraphs on the left and a picture at the right margin, its caption bold below it: what a code belongs to."""

    lines: Sequence[Paragraph]
    picture: Picture


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: the headings that follow, each with its page; Word computes the pages itself."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty room, in mm."""

    height: float


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a paper within the document, with the lines under it: bold, centred; large on a cover.

    is_ruled: a thin line below, as under what an official paper is about.
    """

    words: str
    under: Sequence[str] = ()
    large: bool = False
    is_ruled: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The two columns over an official paper, or the country and its motto alone when no body issues it."""

    letterhead: Letterhead


Block = (
    Paragraph
    | Heading
    | Fill
    | Choices
    | Table
    | Signatures
    | Sent
    | Picture
    | Beside
    | Contents
    | Gap
    | NewPage
    | Title
    | Head
)


@dataclass(frozen=True, slots=True)
class Document:
    """A paper from its head to its signatures.

    name: the title in the file's properties. stamp: across every page of a copy that is not valid (DRAFT, REHEARSAL).
    foot: a small line at the foot of every page. corner: a number in the upper
    right corner of every page. pictures: JPEG, PNG or SVG by the names that Picture says.
    framed: a border around the first page (a cover). size: of the type in points, 13 or 14 (Nghị định 30/2020).
    """

    name: str
    blocks: Sequence[Block]
    stamp: str = ""
    foot: str = ""
    corner: str = ""
    landscape: bool = False
    framed: bool = False
    numbered: bool = True
    size: float = 13
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def held(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, the words before a signature kept on its page: who signs never stands alone."""
    found = list(blocks)
    for place, (before, after) in enumerate(pairwise(blocks)):
        if isinstance(before, Paragraph) and isinstance(after, Signatures | Sent) and len(before.text) <= _SHORT:
            found[place] = replace(before, keep=True)
    return found

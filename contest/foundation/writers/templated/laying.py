"""Items become a Document: filled, it is the paper; with their tags, it is the template that people change in Word."""

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from contest.foundation.document import (
    Align,
    Block,
    Document,
    Gap,
    Head,
    Heading,
    NewPage,
    Paragraph,
    Picture,
    Run,
    Sent,
    Signatures,
    Table,
    TableColumn,
    TableRow,
    Title,
)
from contest.foundation.report import Letterhead, Signature
from contest.foundation.writers.templated.lines import Item, Kind

_SIZE = 14
_TABLE_SIZE = 12
# Of a picture, in mm.
PICTURE_WIDTH = 155
_SIGNED = "(Ký, ghi rõ họ tên)"
_COLUMN = re.compile(r"(\d+)([cr]?) (.+)")
_SIDES: dict[str, Align] = {"": "left", "c": "center", "r": "right"}
# A tag that steers stands in a paragraph or a row of its own, which Word's template gives up for it.
_TAG = re.compile(r"^\{% ?")


def document_of(
    name: str, items: Sequence[Item], stamp: str = "", pictures: Mapping[str, bytes] | None = None
) -> Document:
    """The document of these items, in the type of official papers (14 points). pictures: PNG, by their names."""
    known = pictures or {}
    shown = [item for item in items if item.kind != "bare"]
    blocks = list(_Laying(shown, known))
    return Document(
        name=name, blocks=blocks, stamp=stamp, size=_SIZE, pictures=known, numbered=len(shown) == len(items)
    )


class _Laying:
    """Goes through the items once, gathering what belongs to a head, a table, an ending."""

    def __init__(self, items: Sequence[Item], pictures: Mapping[str, bytes]) -> None:
        self._items = iter(items)
        self._pictures = pictures
        # The last words of a paper: who signs never stands alone on a page. Minutes end with a set phrase, which takes
        # the paragraph before it along.
        said = [item for item in items if item.kind != "steer"]
        self._last = {id(item) for item, after in pairwise(said) if after.kind in ("sent", "sign")}
        self._last |= {id(item) for item, after in zip(said, said[2:], strict=False) if after.kind == "sign"}
        # What is said of a table stands on its page.
        self._last |= {id(item) for item, after in pairwise(said) if after.kind in ("table", "whole")}

    def __iter__(self) -> Iterator[Block]:
        for item in self._items:
            yield self._block(item)

    def _block(self, item: Item) -> Block:
        match item.kind:
            case "head":
                return self._head()
            case "table" | "whole":
                return self._table(item)
            case "sent":
                return self._sent()
            case "sign":
                return Signatures([Signature(words, remark=_SIGNED) for words in item.parts])
            case "title":
                return Title(item.parts[0], item.parts[1:], is_ruled=True)
            case "picture":
                return self._picture(item.parts[0])
            case "page":
                return NewPage()
            case "gap":
                return Gap(2)
            case "heading" | "smaller":
                return Heading("".join(item.parts), 1 if item.kind == "heading" else 2)
            case "steer":
                return Paragraph(_TAG.sub("{%p ", item.parts[0]), align="left")
        return _paragraph(item, keep=item.kind == "strong" or id(item) in self._last)

    def _picture(self, name: str) -> Block:
        """The picture in its shape; in a template the tag that stands for it."""
        content = self._pictures.get(name)
        if content is None:
            return Paragraph(name, align="center", keep=True)
        across, high = struct.unpack(">II", content[16:24])
        return Picture(name, PICTURE_WIDTH, PICTURE_WIDTH * high / across)

    def _until(self, end: Kind) -> Iterator[Item]:
        for item in self._items:
            if item.kind == end:
                self._end = item
                return
            yield item

    def _head(self) -> Head:
        bodies = [_TAG.sub("{%p ", item.parts[0]) for item in self._until("headend")]
        number, dated = self._end.parts
        return Head(Letterhead(bodies, number=number, dated=dated))

    def _sent(self) -> Sent:
        to = [_TAG.sub("{%p ", item.parts[0]) for item in self._until("sentend")]
        title, remark, name = self._end.parts
        return Sent(to, Signature(title, name, remark))

    def _table(self, item: Item) -> Table:
        columns = [_column(cell) for cell in item.parts]
        rows = [
            TableRow((_TAG.sub("{%tr ", row.parts[0]),))
            if row.kind == "steer"
            else TableRow(row.parts, bold=row.kind == "strongrow")
            for row in self._until("tableend")
        ]
        return Table(columns, rows, size=_TABLE_SIZE, whole=item.kind == "whole")


def _column(cell: str) -> TableColumn:
    found = _COLUMN.fullmatch(cell)
    if found is None:
        raise ValueError(f"not a column: {cell!r}")
    width, side, heading = found.groups()
    return TableColumn(heading, float(width), _SIDES[side])


def _paragraph(item: Item, *, keep: bool) -> Paragraph:
    italic = item.kind in ("base", "aside")
    runs = [
        Run(words, bold=bool(place % 2) or item.kind == "strong", italic=italic)
        for place, words in enumerate(item.parts)
        if words
    ]
    centred = item.kind in ("strong", "aside")
    return Paragraph(runs, align="center" if centred else "justify", indent=not centred, keep=keep)

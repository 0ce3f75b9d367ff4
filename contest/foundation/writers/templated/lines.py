"""The text of a document as it is kept: a line a paragraph, marks at its beginning, Jinja's tags for what is filled in.

# a remark              {% for … %}   a line that only steers, repeated or left out with what it holds
~ a legal base          = centred and bold            > centred and italic
## I. a heading         ### 1. a smaller heading      anything else is a paragraph; **bold** within any line
%head                   who issues the paper, the country and its motto, number, place and day
%title TYPE | about     type and subject, with the line below
%table 10c TT | 60 Tên  columns: share of the width, c or r for the side; then rows "| a | b", "|* a | b" in bold
%whole 10c TT | …       the same for a short table: it stays on one page
%sent … %end            to whom it goes, line by line; who signs
%sign A | B             two who sign side by side
%page, %gap             a new page; a little room, which also ends a table
%picture {{ name }}     a picture of the facts
%bare                   no page has a number
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from contest.foundation.writers.measure import POINT, balanced

Kind = Literal[
    "steer", "paragraph", "base", "strong", "aside", "heading", "smaller", "head", "body", "headend", "title", "table",
    "whole", "row", "strongrow", "tableend", "sent", "to", "sentend", "sign", "page", "gap", "picture", "bare",
]  # fmt: skip
_MARKS: dict[str, Kind] = {"~ ": "base", "= ": "strong", "> ": "aside", "### ": "smaller", "## ": "heading"}
# Marks that are a piece of the document by themselves.
_ALONE: tuple[Kind, ...] = ("title", "table", "whole", "sign", "page", "gap", "picture", "bare")
_GATHERS = {"%table": "table", "%whole": "table", "%sent": "sent"}
_BOLD = re.compile(r"\*\*")
# Between items and between their parts while they are filled; no text has them.
_ITEM, _PART = "\x1e", "\x1f"
_UNSEEN = {code: None for code in range(32) if chr(code) != "\n"}
_HEAD = (
    ("steer", "{% if co_quan_chu_quan %}"),
    ("body", "{{ co_quan_chu_quan|upper|ngat_deu(63, 12) }}"),
    ("steer", "{% endif %}"),
    ("body", "{{ co_quan_ban_hanh|upper|ngat_deu(63, 12) }}"),
)


class Item(NamedTuple):
    """A piece of the document in its order: its kind and its texts (a paragraph's faces in turn: plain, bold, …)."""

    kind: Kind
    parts: tuple[str, ...] = ()


class SourceFault(ValueError):
    """A line of our own text that cannot be read: a fault of ours."""


def parse(text: str) -> list[Item]:
    """The items of a text. Raises SourceFault."""
    return list(_items(text))


def _items(text: str) -> Iterator[Item]:
    within = ""
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or (line.startswith("#") and not line.startswith("##")):
            continue
        if within == "table" and not line.startswith(("|", "{%")):
            within = ""
            yield Item("tableend")
        if line.startswith("{%"):
            yield Item("steer", (line,))
        elif line.startswith("%"):
            word, _, rest = line.partition(" ")
            yield from _directive(word, _cells(rest), number)
            within = _GATHERS.get(word, "")
        elif line.startswith("|"):
            yield Item(
                "strongrow" if line.startswith("|*") else "row", _cells(line.removeprefix("|").removeprefix("*"))
            )
        elif within == "sent":
            yield Item("to", (line,))
        else:
            yield _paragraph(line)
    if within == "table":
        yield Item("tableend")


def _cells(rest: str) -> tuple[str, ...]:
    """Texts between bars; a bar within a tag (a filter) parts nothing."""
    cells, depth, begin = [], 0, 0
    for place, letter in enumerate(rest):
        depth += (letter == "{") - (letter == "}")
        if letter == "|" and not depth:
            cells.append(rest[begin:place].strip())
            begin = place + 1
    cells.append(rest[begin:].strip())
    return tuple(cells)


def _directive(word: str, cells: tuple[str, ...], number: int) -> Iterator[Item]:
    if word == "%head":
        yield Item("head")
        for kind, words in _HEAD:
            yield Item("steer" if kind == "steer" else "body", (words,))
        yield Item("headend", ("{% if so_ky_hieu %}Số: {{ so_ky_hieu }}{% endif %}", "{{ noi_va_ngay }}"))
    elif word == "%sent":
        yield Item("sent")
    elif word == "%end":
        yield Item("sentend", ("{{ chuc_vu_nguoi_ky|upper }}", "", "{{ nguoi_ky }}"))
    else:
        alone = next((each for each in _ALONE if word == f"%{each}"), None)
        if alone is None:
            raise SourceFault(f"line {number}: no such mark as {word}")
        yield Item(alone, cells if cells != ("",) else ())


def _paragraph(line: str) -> Item:
    for mark, kind in _MARKS.items():
        if line.startswith(mark):
            return Item(kind, tuple(_BOLD.split(line[len(mark) :])))
    return Item("paragraph", tuple(_BOLD.split(line)))


def _evenly(words: str, room: float = 158, size: float = 14) -> str:
    """The filter `ngat_deu`: a centred line of bold type that is too long is broken into lines of one length.

    room: between the margins, in mm.
    """
    return balanced(words, room / POINT, size, bold=True)


def sandbox() -> ImmutableSandboxedEnvironment:
    """Jinja for texts that are filled: nothing can be reached but the facts, and one that is missing is a fault."""
    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    for name in ("lipsum", "cycler", "joiner", "namespace", "dict"):
        made.globals.pop(name, None)
    made.filters["ngat_deu"] = _evenly
    return made


def cleaned(facts: Any) -> Any:
    """The facts without characters that no file format takes; lists and mappings all the way down."""
    if isinstance(facts, str):
        return facts.translate(_UNSEEN)
    if isinstance(facts, Mapping):
        return {key: cleaned(value) for key, value in facts.items()}
    if isinstance(facts, list | tuple):
        return [cleaned(value) for value in facts]
    return facts


def fill(items: list[Item], facts: Mapping[str, Any]) -> list[Item]:
    """The items with their tags filled in: repeated, left out, no tag remains. Raises jinja2.TemplateError."""
    written = "".join(
        item.parts[0] if item.kind == "steer" else f"{_ITEM}{place}{''.join(_PART + part for part in item.parts)}"
        for place, item in enumerate(items)
    )
    made = sandbox().from_string(written).render(cleaned(facts))
    filled = []
    for piece in made.split(_ITEM)[1:]:
        place, *parts = piece.split(_PART)
        filled.append(Item(items[int(place)].kind, tuple(parts)))
    return filled

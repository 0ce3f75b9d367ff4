"""How wide text is in the face of official papers (Times New Roman and its metric twins), and how it wraps.

Widths are the face's advance widths in thousandths of the type size; accents do not change them, so every
Vietnamese letter is as wide as its base letter, except ư and ơ with their horns.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from math import ceil

# Printable ASCII, from the space to the tilde.
_REGULAR = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 "
    "500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 "
    "556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 "
    "500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541"
)
_BOLD = (
    "250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 500 500 "
    "500 500 333 333 570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 667 944 722 778 "
    "611 778 722 556 667 722 722 1000 722 722 667 333 278 333 581 500 333 500 556 444 556 444 333 500 "
    "556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722 500 500 444 394 220 394 520"
)
# Of a point, in mm.
POINT = 25.4 / 72
_HORNED = {"ư": "u", "ơ": "o", "Ư": "U", "Ơ": "O", "đ": "d", "Đ": "D"}
_HORN = 60
_DASHES = {"\ue000": 250, "–": 500, "—": 1000, "…": 1000, "“": 500, "”": 500, "‘": 333, "’": 333, "°": 400, "•": 350}
_OTHER = 600
# Words of a contest's name that are one word to a reader; the mark that holds them together is as wide as a space.
_ONE_WORD = re.compile(
    r"(?i)\b(?:thanh thiếu niên|thiếu niên|nhi đồng|sáng tạo|kỹ thuật|khoa học|công nghệ|hội thi|cuộc thi|thành phố|"
    r"ủy ban nhân dân|tổ chức|hội đồng|giám khảo|giải pháp|mô hình|sản phẩm|đạt giải|lần thứ \w+|năm \d+)\b"
)
_HELD = "\ue000"
_SQUARE = 1000
_FIRST_SQUARE = 0x2E80


class _Widths(dict[str, int]):
    """Thousandths of the type size by letter; what is not in the table is worked out once."""

    def __missing__(self, letter: str) -> int:
        parts = unicodedata.normalize("NFD", letter)
        if unicodedata.combining(letter):
            width = 0
        elif (base := _HORNED.get(parts[0], parts[0])) in self:
            width = self[base] + (_HORN if "\u031b" in parts else 0)
        else:
            width = _SQUARE if ord(letter) >= _FIRST_SQUARE else _OTHER
        self[letter] = width
        return width


def _table(widths: str) -> _Widths:
    table = _Widths(_DASHES)
    table.update({chr(code): int(width) for code, width in enumerate(widths.split(), start=32)})
    return table


_TABLES = (_table(_REGULAR), _table(_BOLD))


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width in points of the text on one line."""
    return _width(text, size, bold)


# Without names of parameters, which cost as much again to look a word up.
@lru_cache(maxsize=1 << 14)
def _width(text: str, size: float, bold: bool) -> float:
    return sum(map(_TABLES[bold].__getitem__, text)) * size / 1000


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """The lines the text takes when it wraps between words within `room` points; newlines always break.

    A word that is wider than the room stands on a line of its own and runs over.
    """
    return [" ".join(words) for words, _ in _measured(text, room, size, bold)]


def wrapped_lines(text: str, room: float, size: float, *, bold: bool = False) -> int:
    """How many lines a cell of a spreadsheet needs: as `wrapped`, but words wider than the cell are broken."""
    return sum(
        1 if width <= room or room <= 0 else ceil(width / room) for _, width in _measured(text, room, size, bold)
    )


def balanced(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text broken into lines of about one length: as many as it takes in `room` points, no lone word at the end,
    and no line between two syllables of one word of a contest's name.
    """
    many = len(wrapped(text, room, size, bold=bold))
    held = _ONE_WORD.sub(lambda found: found[0].replace(" ", _HELD), text)
    if widest_word(held, size, bold=bold) > room or len(wrapped(held, room, size, bold=bold)) > many:
        held = text
    narrow, wide = min(widest_word(held, size, bold=bold), room), room
    for _ in range(12):
        middle = (narrow + wide) / 2
        fits = len(wrapped(held, middle, size, bold=bold)) <= many
        narrow, wide = (narrow, middle) if fits else (middle, wide)
    return "\n".join(wrapped(held, wide, size, bold=bold)).replace(_HELD, " ")


def evened(line: str, room_mm: float, size: float) -> str:
    """A centred line of a paper `balanced` between its margins; a template's own tag is left as it is."""
    return line if "{{" in line or "{%" in line else balanced(line, room_mm / POINT, size, bold=True)


def widest_word(text: str, size: float, *, bold: bool = False) -> float:
    """The width in points of the longest word: narrower than this a column breaks words."""
    return widest(text.split(), size, bold=bold)


def widest(words: Iterable[str], size: float, *, bold: bool = False) -> float:
    """The width in points of the longest of these words."""
    return max([_width(word, size, bold) for word in words], default=0.0)


def _measured(text: str, room: float, size: float, bold: bool) -> list[tuple[list[str], float]]:
    """The lines of a text as what stands between their spaces, each with its width in points."""
    return [line for paragraph in text.split("\n") for line in _lines_of(paragraph, room, size, bold)]


def _lines_of(paragraph: str, room: float, size: float, bold: bool) -> list[tuple[list[str], float]]:
    whole = _width(paragraph, size, bold)
    if whole <= room:
        return [([paragraph], whole)]
    space = _width(" ", size, bold)
    lines: list[tuple[list[str], float]] = []
    line, used = list[str](), 0.0
    for word in paragraph.split():
        width = _width(word, size, bold)
        if line and used + space + width <= room:
            line.append(word)
            used = used + space + width
        else:
            if line:
                lines.append((line, used))
            line, used = [word], width
    return [*lines, (line, used)]

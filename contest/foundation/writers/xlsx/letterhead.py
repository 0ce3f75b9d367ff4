"""The two columns over an official paper, whatever columns the table under it has.

The lines are not merged over cells: each stands in the first or in the last column and runs over its empty
neighbours, pushed in by indents until the lines of one side are centred under each other.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from contest.foundation.report import COUNTRY, MOTTO, Letterhead
from contest.foundation.writers.measure import text_width, wrapped
from contest.foundation.writers.xlsx.lines import Lines, Piece
from contest.foundation.writers.xlsx.styles import Look

_PLAIN = Look(vertical="top", wrap=False)
_BOLD = replace(_PLAIN, bold=True)
_MOTTO = replace(_PLAIN, size=13, bold=True, underline=True)
_ITALIC = replace(_PLAIN, size=13, italic=True)
_RULE = "_" * 12
# An indent is three spaces of the workbook's normal type.
_INDENT = 9.0
_GAP = 30.0

Line = tuple[str, Look]


def lay_letterhead(lines: Lines, letterhead: Letterhead) -> None:
    """The issuing bodies left, the country and its motto right; one under the other on a single column."""
    page = lines.width(0, len(lines.widths) - 1)
    right = [(COUNTRY, _BOLD), (MOTTO, _MOTTO)]
    place = [(letterhead.place_and_date, _ITALIC)] if letterhead.place_and_date else []
    room = page - _width(right + place) - _GAP
    left = _bodies(letterhead, room)
    number = [(letterhead.number, replace(_PLAIN, size=13))] if letterhead.number else []
    if len(lines.widths) == 1 or room < _width(left):
        for text, look in [*right, *left, *number, *place]:
            lines.put([Piece(0, len(lines.widths) - 1, text, replace(look, align="center", wrap=True))])
        return
    if place or number:
        longer = max(len(left), len(right))
        left += [("", _PLAIN)] * (longer - len(left)) + number
        right += [("", _PLAIN)] * (longer - len(right)) + place
    # Each in the middle of its half, as far as the two keep their distance.
    half, other_half = _width(right) / 2, _width(left) / 2
    right_middle = max(half, min(page / 4, page - 2 * other_half - _GAP - half))
    left_middle = max(other_half, min(page / 4, (page - right_middle - half - _GAP) / 2))
    last = len(lines.widths) - 1
    for one, other in zip_longest(left, right, fillvalue=("", _PLAIN)):
        lines.put(
            [
                Piece(0, 0, one[0], _pushed(one, left_middle, "left")),
                Piece(last, last, other[0], _pushed(other, right_middle, "right")),
            ],
            height=9.0 if one[0] == _RULE and not other[0] else 17.0,
        )


def _bodies(letterhead: Letterhead, room: float) -> list[Line]:
    *higher, issuing = letterhead.bodies
    found: list[Line] = []
    for body in higher:
        found += [(line, _PLAIN) for line in wrapped(body, room, _PLAIN.size)]
    found += [(line, _BOLD) for line in wrapped(issuing, room, _BOLD.size, bold=True)]
    return [*found, (_RULE, replace(_BOLD, size=6))]


def _width(block: Sequence[Line]) -> float:
    return max(text_width(text, look.size, bold=look.bold) for text, look in block)


def _pushed(line: Line, middle: float, side: str) -> Look:
    """The look of a line whose middle stands so far from its side of the page."""
    text, look = line
    away = middle - text_width(text, look.size, bold=look.bold) / 2
    return replace(look, align="left" if side == "left" else "right", indent=max(0, round(away / _INDENT)))

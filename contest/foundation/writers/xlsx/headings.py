"""The heading rows of a table: one, or two where neighbouring columns share a heading."""

from collections.abc import Sequence

from contest.foundation.report import Column
from contest.foundation.writers.xlsx.lines import Lines, Piece, height_of
from contest.foundation.writers.xlsx.styles import HEADING
from contest.foundation.writers.xlsx.widths import PADDING

_LEAST = 28.0


def lay_headings(lines: Lines, columns: Sequence[Column]) -> tuple[int, int]:
    """Write the headings; returns their first and their last row.

    A heading with nothing over it is one cell that reaches over both rows.
    """
    own = [Piece(place, place, column.heading, HEADING) for place, column in enumerate(columns)]
    if not any(column.over for column in columns):
        top = lines.put(own, least=_LEAST)
        return top, top
    above = _above(columns)
    lower = [piece if columns[piece.first].over else piece._replace(value=None) for piece in own]
    upper_height = _tallest(lines, [piece for piece in above if columns[piece.first].over])
    both = _tallest(lines, [piece for piece in own if not columns[piece.first].over])
    top = lines.put(above, height=upper_height)
    bottom = lines.put(lower, height=max(_tallest(lines, lower), both - upper_height, _LEAST))
    for place, column in enumerate(columns):
        if not column.over:
            lines.merge(place, place, top, bottom)
    return top, bottom


def _above(columns: Sequence[Column]) -> list[Piece]:
    """The upper row: shared headings over their columns, and the headings that stand alone."""
    pieces, start = [], 0
    while start < len(columns):
        shared, stop = columns[start].over, start
        while shared and stop + 1 < len(columns) and columns[stop + 1].over == shared:
            stop += 1
        pieces.append(Piece(start, stop, shared or columns[start].heading, HEADING))
        start = stop + 1
    return pieces


def _tallest(lines: Lines, pieces: Sequence[Piece]) -> float:
    return max(
        (
            height_of(str(piece.value), lines.width(piece.first, piece.last) - PADDING, HEADING.size, bold=True)
            for piece in pieces
            if piece.value
        ),
        default=0.0,
    )

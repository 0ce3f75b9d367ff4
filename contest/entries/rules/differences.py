"""Two texts compared word by word, as a person reads them."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_WORD = re.compile(r"\s+|[^\W_]+|[\W_]")
# Beyond so many words, texts are shown one after the other: comparing takes time with their square.
_MOST_WORDS = 3000


class Piece(NamedTuple):
    """A piece of text that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    words: str


def difference(before: str, after: str) -> tuple[Piece, ...]:
    """What went and what came, in the order of reading: "" before means all is new."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) + len(new) > _MOST_WORDS or not before or not after:
        return tuple(piece for piece in (Piece("gone", before), Piece("new", after)) if piece.words)
    return tuple(_joined(_pieces(old, new)))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(old[a:b]))
        else:
            yield Piece("gone", "".join(old[a:b]))
            yield Piece("new", "".join(new[c:d]))


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """A space alone between two changes is changed with them, so that words do not dissolve into letters."""
    found: list[Piece] = []
    gone, new = "", ""
    for piece in pieces:
        if piece.kind == "same" and (piece.words.strip() or not (gone or new)):
            found += [Piece("gone", gone), Piece("new", new), piece]
            gone, new = "", ""
        elif piece.kind == "same":
            gone, new = gone + piece.words, new + piece.words
        elif piece.kind == "gone":
            gone += piece.words
        else:
            new += piece.words
    found += [Piece("gone", gone), Piece("new", new)]
    return [piece for piece in found if piece.words]

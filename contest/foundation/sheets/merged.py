"""Merged cells: the streaming reader passes over them, yet only their first cell has the value."""

import re
import zipfile
from typing import BinaryIO, NamedTuple

_MERGE = re.compile(rb'<(?:\w+:)?mergeCell [^<>]*ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_CHUNK = 1 << 20
_OVERLAP = 200


class Merged(NamedTuple):
    """A merged range, rows and columns counted from 1, ends in."""

    left: int
    top: int
    right: int
    bottom: int
    name: str


def merged_ranges(stream: BinaryIO, member: str) -> list[Merged]:
    """The merged ranges of one sheet, read in pieces."""
    found: dict[str, Merged] = {}
    with zipfile.ZipFile(stream) as archive, archive.open(member) as source:
        rest = b""
        while piece := source.read(_CHUNK):
            text = rest + piece
            for left, top, right, bottom in _MERGE.findall(text):
                name = f"{left.decode()}{top.decode()}:{right.decode()}{bottom.decode()}"
                found[name] = Merged(_number(left), int(top), _number(right), int(bottom), name)
            rest = text[-_OVERLAP:]
    return list(found.values())


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number

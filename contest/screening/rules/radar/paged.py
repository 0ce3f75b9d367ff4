"""A text with its pages, its words ready to be held against those of another; heads and page numbers left out."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from contest.foundation.vietnamese import nfc
from contest.screening.rules.radar.shingles import hashes
from contest.screening.rules.radar.tokens import groups

# Of a longer text (some seventy pages) only the beginning is compared.
MOST_LETTERS = 200_000
# What stands in the first or last lines of so many pages is no part of the text.
_EDGE, _OF_PAGES = 3, 3
_FIGURES = re.compile(r"\d+")


class Words(NamedTuple):
    """A text made ready: hashes of its words and where in the text each stands; `name` is the file's, "" for what was
    typed; `begins` is where its pages begin, () when it has none; `sha256` is the file's, "" for what was typed."""

    name: str
    text: str
    begins: tuple[int, ...]
    hashes: Any
    starts: Any
    ends: Any
    sha256: str = ""

    def page_of(self, word: int) -> int:
        """The page a word stands on, from 1; 0 for a text without pages."""
        return bisect_right(self.begins, int(self.starts[word]))


def made_ready(name: str, pages: Sequence[str], *, has_pages: bool, sha256: str = "") -> Words:
    """The words of a text given by its pages (one of all, when it has none); the first MOST_LETTERS letters of it."""
    import numpy as np  # noqa: PLC0415 - heavy

    begins, said, length = [], [], 0
    for each in _without_heads(list(map(nfc, pages))):
        begins.append(length)
        said.append(each)
        length += len(each) + 1
        if length > MOST_LETTERS:
            break
    text = "\n".join(said)[:MOST_LETTERS]
    found = [(token.plain, one.start, one.end) for one in groups(text) for token in one.tokens]
    starts, ends = (np.fromiter((row[side] for row in found), np.int32, len(found)) for side in (1, 2))
    words = hashes([row[0] for row in found])
    return Words(name, text, tuple(begins) if has_pages else (), words, starts, ends, sha256)


def _without_heads(pages: list[str]) -> list[str]:
    """The pages without what stands at the edges of most of them, whatever its figures: heads, feet, page numbers."""
    lines = [page.splitlines() for page in pages]
    edges = [{*map(_bare_line, page[:_EDGE]), *map(_bare_line, page[-_EDGE:])} for page in lines]
    on_pages = Counter(line for page in edges for line in page)
    heads = {line for line, many in on_pages.items() if many >= max(_OF_PAGES, len(pages) / 2)}
    if not heads:
        return pages
    return ["\n".join(line for line in page if _bare_line(line) not in heads) for page in lines]


def _bare_line(line: str) -> str:
    return _FIGURES.sub("0", " ".join(line.split()))

"""What the papers' font can print, and what stands in place of a character that it cannot (an emoji, a Chinese word).

typst leaves such a character out and says nothing; a paper to be signed must show that something stood there.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from contest.foundation.writers import FONTS

STAND_IN = "□"
# Seen by nobody: joiners, marks of direction, what chooses the colour of an emoji.
_UNSEEN = frozenset({"Cf", "Cc"})
_SELECTORS = range(0xFE00, 0xFE10)
# The templates draw these.
_DRAWN = frozenset(map(ord, "☐☒"))


@cache
def printable() -> frozenset[int]:
    """The code points that Liberation Serif has a shape for."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - heavy

    with TTFont(FONTS / "LiberationSerif-Regular.ttf", lazy=True) as font:
        return _DRAWN.union(font.getBestCmap())


def not_printable(text: str) -> str:
    """The characters of a text that the papers' font lacks, each once, in their order; "" when there are none."""
    letters = Letters()
    letters.of(text)
    return "".join(letters.missing)


class Letters:
    """Makes texts printable and remembers, in their order, the characters that are not."""

    def __init__(self) -> None:
        """Nothing is missing yet."""
        self.missing: dict[str, None] = {}

    def of(self, value: Any) -> Any:
        """The same as JSON, texts with a stand-in for every character the font lacks; keys are the template's own."""
        if isinstance(value, str):
            return value if value.isascii() else self._of_text(value)
        if isinstance(value, Mapping):
            return {key: self.of(one) for key, one in value.items()}
        if isinstance(value, Sequence) and not isinstance(value, bytes):
            return [self.of(one) for one in value]
        return value

    def _of_text(self, text: str) -> str:
        known = printable()
        return "".join(letter if ord(letter) in known else self._instead(letter) for letter in text)

    def _instead(self, letter: str) -> str:
        if unicodedata.category(letter) in _UNSEEN:
            return letter
        if ord(letter) in _SELECTORS:
            return ""
        self.missing[letter] = None
        return STAND_IN

    def sentence(self) -> str:
        """What a paper says about its stand-ins: empty when everything is printed as it was typed."""
        if not self.missing:
            return ""
        codes = ", ".join(f"U+{ord(letter):04X}" for letter in self.missing)
        return f"Dấu {STAND_IN} thay cho ký tự mà phông chữ của văn bản không có (mã Unicode: {codes})."

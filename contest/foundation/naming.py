"""Names in what people write: found however they are spaced, capitalised or accented, and left out.

Pure. A name is found where its words stand one after another, between spaces, dashes, dots or the like (also in a
file's name), each with the same tone wherever it is set ("Thuỳ", "Thùy"), or all of them without accents.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from contest.foundation.vietnamese import fold

_WORD = re.compile(r"[^\W_]+")
_LONGEST_GAP = 3
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# A name of one word is a word of the language, too: "An", "Hoa".
_FEWEST_WORDS = 2
# Of what texts come back: a title at most, those of a few contests.
_SHORT, _MOST_KNOWN = 500, 4096


class Word(NamedTuple):
    """A word of a text: how it reads with and without accents, and where it stands."""

    full: tuple[str, str]
    bare: str
    start: int
    end: int


def _words(text: str) -> list[Word]:
    return [Word(*_read(found[0]), *found.span()) for found in _WORD.finditer(text)]


# A language's words come back all the time.
@lru_cache(maxsize=4096)
def _read(word: str) -> tuple[tuple[str, str], str]:
    return _full(word), fold(word)


def _full(word: str) -> tuple[str, str]:
    """The letters with their shapes, and the tone by itself: where it is set is a matter of taste."""
    split = unicodedata.normalize("NFD", word.casefold())
    return (
        unicodedata.normalize("NFC", "".join(letter for letter in split if letter not in _TONES)),
        "".join(letter for letter in split if letter in _TONES),
    )


@dataclass(frozen=True)
class Names:
    """Names that are to be left out, and what stands in their place."""

    names: Sequence[str]
    instead: str

    @cached_property
    def _sought(self) -> dict[str, list[list[Word]]]:
        """By their first word; the longest first, lest a part of one is left standing."""
        known = [_words(name) for name in dict.fromkeys(self.names)]
        found: dict[str, list[list[Word]]] = defaultdict(list)
        for words in sorted((words for words in known if len(words) >= _FEWEST_WORDS), key=len, reverse=True):
            found[words[0].bare].append(words)
        return dict(found)

    @cached_property
    def _last_words(self) -> set[str]:
        return {words[-1].bare for known in self._sought.values() for words in known}

    @cached_property
    def _known(self) -> dict[str, str]:
        return {}

    def of_text(self, text: str) -> str:
        """The text without the names; titles are asked about by one deed after another."""
        known = self._known.get(text)
        if known is None:
            known = self._told(text)
            if len(text) <= _SHORT and len(self._known) < _MOST_KNOWN:
                self._known[text] = known
        return known

    def _told(self, text: str) -> str:
        # Most texts name nobody: seen before it is told where each word stands.
        if self._last_words.isdisjoint([_read(word)[1] for word in _WORD.findall(text)]):
            return text
        words = _words(text)
        found: list[str] = []
        at = 0
        for start, end in self._places(words, text):
            found += [text[at:start], self.instead]
            at = end
        return "".join([*found, text[at:]]) if found else text

    def _places(self, words: Sequence[Word], text: str) -> Iterator[tuple[int, int]]:
        place = 0
        while place < len(words):
            begun = self._sought.get(words[place].bare, ())
            length = next((len(sought) for sought in begun if _stands(sought, words, place, text)), 0)
            if length:
                yield words[place].start, words[place + length - 1].end
            place += length or 1

    def tells(self, text: str) -> bool:
        """Whether a name stands in the text."""
        return self.of_text(text) != text

    def of(self, value: Any) -> Any:
        """The same of whatever JSON holds, names of keys left as they are."""
        if isinstance(value, str):
            return self.of_text(value)
        if isinstance(value, dict):
            return {key: self.of(one) for key, one in value.items()}
        return [self.of(one) for one in value] if isinstance(value, list | tuple) else value


def _stands(sought: Sequence[Word], words: Sequence[Word], place: int, text: str) -> bool:
    run = words[place : place + len(sought)]
    if len(run) < len(sought) or run[-1].bare != sought[-1].bare:
        return False
    gaps = (text[before.end : after.start] for before, after in pairwise(run))
    if any(len(gap) > _LONGEST_GAP or "\n\n" in gap or "," in gap or ";" in gap for gap in gaps):
        return False
    is_plain = all(word.full == (word.bare, "") for word in run)
    return all(
        one.full == other.full or (is_plain and one.bare == other.bare) for one, other in zip(sought, run, strict=True)
    )

"""Words torn or run together by scanners and fast fingers, put right by what a Vietnamese syllable can be.

"Máy chiêncam sành" has the words of "Máy chiên cam sành": "chiêncam" is no syllable and falls into two in one way only.
"nă ng" is "năng": "ng" is none, with the word before it is one. What can be read in several ways is left as it is.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from contest.foundation.vietnamese import fold

_ONSET = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])"
_CODA = "(?:ng|nh|ch|[cmnpt])"
# Vowels that may have a consonant behind them, and those that end the syllable.
_CLOSED = "(?:uye|ie|oa|oe|oo|ua|ue|uo|uy|ye|[aeiouy])"
_OPEN = "(?:uyu|uya|uoi|uou|uay|oai|oay|oao|oeo|ieu|yeu|ai|ao|au|ay|eo|eu|ia|iu|oi|ui|uu)"
_SYLLABLE = re.compile(f"{_ONSET}?(?:{_CLOSED}{_CODA}?|{_OPEN})")
_FRAGMENT = re.compile(f"{_ONSET}|{_CODA}")
# Ends of syllables that stand for nothing by themselves; a single letter may be a sign ("nhóm t", "vitamin c").
_TORN_OFF = frozenset(("ng", "nh", "ch"))
_VOWELS = frozenset("aeiouy")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LONGEST_SYLLABLE = 7


class Typed(NamedTuple):
    """A word in lower case and where it stands in the text."""

    word: str
    start: int
    end: int


def mended(words: Sequence[Typed]) -> list[Typed]:
    """The words with those that are torn or run together put right."""
    out: list[Typed] = []
    place = 0
    while place < len(words):
        word, after = words[place], words[place + 1] if place + 1 < len(words) else None
        place += 1
        if is_syllable(word.word):
            out.append(word)
        elif after is not None and _begins(word, after):
            out.append(Typed(word.word + after.word, word.start, after.end))
            place += 1
        elif out and word.word in _TORN_OFF and word.start <= out[-1].end + 1 and _fits(out[-1], word):
            out[-1] = Typed(out[-1].word + word.word, out[-1].start, word.end)
        else:
            out += _split(word)
    return out


def _begins(part: Typed, after: Typed) -> bool:
    """Whether a consonant that was left alone goes to the word after it: that begins with a vowel."""
    if after.start > part.end + 1 or not _FRAGMENT.fullmatch(fold(part.word)) or fold(after.word)[:1] not in _VOWELS:
        return False
    return is_syllable(part.word + after.word)


def _fits(before: Typed, part: Typed) -> bool:
    return len(before.word) > 1 and before.word[-1].isalpha() and is_syllable(before.word + part.word)


def _split(part: Typed) -> list[Typed]:
    at = _seam(part.word)
    if not at:
        return [part]
    return [Typed(part.word[:at], part.start, part.start + at), Typed(part.word[at:], part.start + at, part.end)]


@lru_cache(maxsize=50_000)
def _seam(word: str) -> int:
    """Where a word that is no syllable falls into two; 0 when nowhere, or in several places."""
    if not word.isalpha() or len(word) > 2 * _LONGEST_SYLLABLE or _SYLLABLE.fullmatch(fold(word)):
        return 0
    seams = [at for at in range(2, len(word) - 1) if is_syllable(word[:at]) and is_syllable(word[at:])]
    return seams[0] if len(seams) == 1 else 0


@lru_cache(maxsize=100_000)
def is_syllable(word: str) -> bool:
    """Whether a word in lower case may be a Vietnamese syllable: its letters, and one tone at most."""
    return bool(_SYLLABLE.fullmatch(fold(word))) and tones(word) <= 1


def is_torn(words: Sequence[str]) -> bool:
    """Whether `mended` may put something right in these words in lower case, wherever they stand; quickly."""
    for place, word in enumerate(words):
        if is_whole(word):
            continue
        after = words[place + 1] if place + 1 < len(words) else ""
        if _seam(word) or word in _TORN_OFF or (fold(after)[:1] in _VOWELS and is_syllable(word + after)):
            return True
    return False


@lru_cache(maxsize=100_000)
def is_whole(word: str) -> bool:
    """Whether a word in lower case is a syllable, or nothing that could be part of one."""
    return is_syllable(word) or not (_FRAGMENT.fullmatch(fold(word)) or _seam(word))


def tones(word: str) -> int:
    """How many tone marks a word has."""
    return sum(letter in _TONES for letter in unicodedata.normalize("NFD", word))

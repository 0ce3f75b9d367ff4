"""The keys under which an entry is found, ordered, and known again when it is imported twice."""

import hashlib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from contest.foundation.vietnamese import fold, nfc, sort_key

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# The database cuts no key; PostgreSQL's index takes no longer one.
_LONGEST_KEY = 600


def title_key(title: str) -> bytes:
    """The place of a title in Vietnamese order."""
    return sort_key(title)[:_LONGEST_KEY]


def search_text(texts: Iterable[str]) -> str:
    """Everything searched, three times: without accents, as written, and with each tone at the end of its word."""
    whole = " ".join(nfc(text).replace("\n", " ") for text in texts if text)
    return "\n".join((fold(whole), whole.lower(), " ".join(map(_toned, whole.lower().split()))))


def search_terms(query: str) -> list[tuple[str, str]]:
    """Each word of a search as two texts, one of which must be found: typed accents narrow, missing ones do not.

    "hoà" finds "hòa": where the tone mark stands does not matter.
    """
    terms = []
    for word in nfc(query).lower().split()[:12]:
        plain = fold(word)
        terms.append((plain, plain) if plain == word else (word, _toned(word)))
    return terms


@lru_cache(maxsize=1 << 13)
def _toned(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(letter for letter in letters if letter in _TONES)
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES)) + tones


def fingerprint(unit: str, title: str, names: Iterable[str]) -> str:
    """The same for the same unit, title and authors, however they were typed."""
    parts = [fold(unit), fold(title), *sorted(fold(name) for name in names)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

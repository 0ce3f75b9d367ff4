"""Vietnamese order as bytes that sort alike in Python, SQLite and PostgreSQL.

The order is CLDR's for Vietnamese, three levels compared over the whole text one after the other:
letters (a ă â b c d đ e ê …), then tones (ngang huyền hỏi ngã sắc nặng), then small before capital.
ICU is not everywhere, so the key is made here; where it is installed, the tests hold it beside this one.
"""

import unicodedata
from functools import lru_cache

from contest.foundation.vietnamese.letters import nfc

# The order of CLDR's root for what titles contain, from the space to the digits.
_MARKS = " _-‐‒–—―,;:!?.…·'‹›\"«»()[]{}§¶@*/\\&#%‰†‡•`´˜^¯¨°©®→+±÷×<=>¬|¦~¤¢$£¥₫€"
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_SHAPES = {"\u0302", "\u0306", "\u031b"}
_OWN_SHAPE = {letter for letter in _LETTERS if unicodedata.decomposition(letter)}
_PRIMARY = {symbol: place for place, symbol in enumerate(_MARKS + "0123456789" + _LETTERS, start=2)}
_TONES = {"\u0300": 2, "\u0309": 3, "\u0303": 4, "\u0301": 5, "\u0323": 6}
_OTHER_ACCENT = 7
# Typographic signs stand with their plain sister and differ only when all else is equal.
_SISTERS = {"‑": ("‐", 2), "‘": ("'", 2), "’": ("'", 3), "“": ('"', 2), "”": ('"', 3), "„": ('"', 4)}
_BEYOND = 0xF0

_CACHE_LIMIT = 4096


class _Weights(dict[str, tuple[bytes, bytes, bytes]]):
    """The three weights of each letter, worked out once."""

    def __missing__(self, letter: str) -> tuple[bytes, bytes, bytes]:
        weights = _weigh(letter)
        if len(self) < _CACHE_LIMIT:
            self[letter] = weights
        return weights


_WEIGHTS = _Weights()


def sort_key(text: str) -> bytes:
    """Bytes in Vietnamese dictionary order; equal only for texts that are one and the same after `nfc`."""
    plain = " ".join(nfc(text).split())
    if not plain:
        return b"\0\0"
    first, second, third = map(b"".join, zip(*map(_WEIGHTS.__getitem__, plain), strict=True))
    return first + b"\0" + second.rstrip(b"\1") + b"\0" + third.rstrip(b"\1")


# A country shares a few hundred names.
_part_key = lru_cache(maxsize=4096)(sort_key)


def name_key(name: str, given: str = "") -> bytes:
    """The order of a list of people: given name, then family name, then the names between.

    The given name is the last word; pass `given` for names where it is not ("H'Lan Niê Kdăm", given "H'Lan").
    """
    words = nfc(name).split()
    own = nfc(given).split()
    if own:
        rest = _without(words, own)
    else:
        own, rest = words[-1:], words[:-1]
    parts = (" ".join(own), " ".join(rest[:1]), " ".join(rest[1:]))
    return b"\0".join([_part_key(part) for part in parts])


def _without(words: list[str], own: list[str]) -> list[str]:
    for start in range(len(words) - len(own) + 1):
        if words[start : start + len(own)] == own:
            return words[:start] + words[start + len(own) :]
    return words


def _weigh(letter: str) -> tuple[bytes, bytes, bytes]:
    """The three weights of one composed letter; every byte is above zero, the level separator."""
    sister, place = _SISTERS.get(letter, (letter, 1))
    small = sister.lower() if len(sister.lower()) == 1 else sister
    third = bytes([place if small == sister else 2])
    base, accents = _base(small)
    if base in _PRIMARY:
        return bytes([_PRIMARY[base]]), accents, third
    code = ord(base)
    digits = bytes([_BEYOND, (code >> 14) + 1, (code >> 7 & 0x7F) + 1, (code & 0x7F) + 1])
    return digits, accents, third


def _base(small: str) -> tuple[str, bytes]:
    """The letter of the alphabet and its tone; a stray accent is kept apart from the five tones."""
    if small in _PRIMARY:
        return small, b"\1"
    parts = unicodedata.normalize("NFD", small)
    base, rest = parts[0], parts[1:]
    shape = next((mark for mark in rest if unicodedata.normalize("NFC", base + mark) in _OWN_SHAPE), "")
    if shape:
        base, rest = unicodedata.normalize("NFC", base + shape), rest.replace(shape, "", 1)
    if base not in _PRIMARY:
        return small, b"\1"
    weights = bytes(_TONES.get(mark, _OTHER_ACCENT) for mark in rest)
    return base, weights or b"\1"

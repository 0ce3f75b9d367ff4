"""One normal form for everything typed, and one key under which it is searched.

`nfc` never changes what a reader sees except stray spaces and invisible characters; `fold` keeps only what
decides whether two texts are the same to somebody who types without accents.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_ICELANDIC = re.compile(r"[þÞæÆöÖ]")
_ETH_WORD = re.compile(r"[^\W\d_]*[Ðð][^\W\d_]*")
_TONE_BEFORE_SHAPE = re.compile("([\u0300\u0301\u0303\u0309\u0323])([\u0302\u0306\u031b])")
# Letters that stand in normal form by themselves, whatever stands beside them: what nearly every text is made of.
# Left out: combining marks and their spacing forms, soft hyphen, no-break space, Eth.
_OWN_FORM = "\n\x20-\x7e\u00c0-\u00cf\u00d1-\u00ef\u00f1-\u024f\u1ea0-\u1ef9–—‘’“”…"
_SETTLED, _UNSETTLED = re.compile(f"[{_OWN_FORM}]*"), re.compile(f"[^{_OWN_FORM}]")
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_LINE_ENDS = re.compile(r"\r\n?|\v|\f|\x85|\u2028|\u2029")
# Shown as a space by every program although Unicode does not call it one.
_BLANKS = re.compile("[\u2800\u3164\u115f\u1160\uffa0]")

_TYPOGRAPHY = {
    **dict.fromkeys(map(ord, "‘’‚‛′`´ʼʻˈ＇"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»‹›〝〞＂"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-"),
    **dict.fromkeys(map(ord, "đĐðÐ"), "d"),
    **dict.fromkeys(map(ord, "øØ"), "o"),
    **dict.fromkeys(map(ord, "łŁ"), "l"),
    ord("…"): "...",
    ord("×"): "x",
}
_TYPED = re.compile(f"[{''.join(map(chr, _TYPOGRAPHY))}]")


def nfc(text: str) -> str:
    """The one form in which text is kept: NFC, plain spaces, no invisible characters, Ð as Đ; newlines stay.

    Idempotent. Marks typed in the wrong order (tone before circumflex) are put right, because NFC alone
    leaves them as two letters that look like one.
    """
    return _known_nfc(text) if len(text) <= _SHORT else _nfc(text)


def _nfc(text: str) -> str:
    if _SETTLED.fullmatch(text):
        if "  " in text:
            text = _SPACES.sub(" ", text)
        return (_AROUND_BREAK.sub("\n", text) if "\n" in text else text).strip()
    text = _BLANKS.sub(" ", _LINE_ENDS.sub("\n", text))
    text = _without(text, [letter for letter in _strange(text) if not _visible(letter)])
    text = _compose(text)
    if "Ð" in text or "ð" in text:
        text = _ETH_WORD.sub(_eth_to_d, text)
    return _AROUND_BREAK.sub("\n", _SPACES.sub(" ", text)).strip()


def fold(text: str) -> str:
    """The search key: no accents, đ as d, lower case, plain quotes and dashes, single spaces on one line.

    "Hoà" and "Hòa" fold alike, as do "Cư M’gar" and "Cư M'gar"; "lí" and "lý" do not. Idempotent.
    """
    return _known_fold(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    if text.isascii():
        return " ".join(nfc(text).lower().replace("`", "'").split())
    if _SETTLED.fullmatch(text):
        return " ".join(text.translate(_FOLDED).split())
    once = _fold_once(nfc(text))
    return once if once.isascii() else _fold_until_stable(once)


# Names, units and fields are asked about several times in a row, each; a long text is not worth its memory.
_SHORT = 80
_known_nfc = lru_cache(maxsize=4096)(_nfc)
_known_fold = lru_cache(maxsize=4096)(_fold)


def _fold_once(text: str) -> str:
    bare = _without_marks(_plain(unicodedata.normalize("NFKD", _plain(text))))
    lowered = _plain(unicodedata.normalize("NFKD", bare.casefold()))
    return " ".join(nfc(_without_marks(lowered)).split())


# So many are taken out of a text one after the other, which a text full of rare marks could make very slow.
_FEW_LETTERS = 16


class _Folded(dict[int, str]):
    """The search key of each settled letter, worked out once: beside such letters nothing changes it."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = folded = " " if letter.isspace() else _fold_once(letter)
        return folded


_FOLDED = _Folded()


def _fold_until_stable(text: str) -> str:
    """Foreign scripts may need a second pass (their compatibility forms decompose into cased letters)."""
    for _ in range(3):
        again = _fold_once(text)
        if again == text:
            break
        text = again
    return text


def _visible(letter: str) -> bool:
    """False for control, format, surrogate and non-characters; a tab counts as a space."""
    if letter == "\t":
        return True
    if unicodedata.category(letter) in ("Cc", "Cf", "Cs"):
        return False
    code = ord(letter)
    return (code & 0xFFFE) != 0xFFFE and not 0xFDD0 <= code <= 0xFDEF


def _plain(text: str) -> str:
    """Plain quotes, dashes and d: asked of each letter as `translate` asks, a page takes several times as long."""
    return _TYPED.sub(lambda found: _TYPOGRAPHY[ord(found[0])], text)


def _strange(text: str) -> set[str]:
    """The letters of a text that may be invisible or a mark: few of those there are, and each named once."""
    return set(_UNSETTLED.findall(text))


def _without_marks(text: str) -> str:
    return _without(text, list(filter(unicodedata.combining, _strange(text))))


def _without(text: str, letters: Sequence[str]) -> str:
    if len(letters) > _FEW_LETTERS:
        return text.translate(dict.fromkeys(map(ord, letters)))
    for letter in letters:
        text = text.replace(letter, "")
    return text


def _compose(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    if not any(map(unicodedata.combining, _strange(composed))):
        return composed
    return unicodedata.normalize("NFC", _TONE_BEFORE_SHAPE.sub(r"\2\1", unicodedata.normalize("NFD", composed)))


def _eth_to_d(match: re.Match[str]) -> str:
    """Ð (Eth) for Đ, as old pages print it; before a consonant ð is the Icelandic letter and stays."""
    word = match.group()
    if _ICELANDIC.search(word):
        return word
    mapped = word.replace("Ð", "Đ")
    return "".join(
        "đ"
        if letter == "ð" and (word == "ð" or mapped[place + 1 : place + 2].translate(_FOLDED) in tuple("aeiouy"))
        else letter
        for place, letter in enumerate(mapped)
    )

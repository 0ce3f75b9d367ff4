"""From what was typed to the words that are compared: folded, with their marks, one name for one thing."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypeVar

from contest.foundation.vietnamese import fold, nfc
from contest.screening.rules.radar.wordlist import COMMON, DEVICE, EMPTY, SAME

EMPTY_WEIGHT, DEVICE_WEIGHT, COMMON_WEIGHT = 0.02, 0.15, 0.25

_WORD = re.compile(r"[^\W_]+(?:\.[0-9]+)?")
# A scanner reads l as 1 and o as 0 inside words; figures alone stay figures.
_MIXED = re.compile(r"(?=.*[a-z])(?=.*[01])[a-z01]{2,}")
_READ_AS = str.maketrans("10", "lo")
_LONGEST = 5
T = TypeVar("T")


class Word(NamedTuple):
    """A syllable or figure: `plain` is folded; `marks` are its accents in a settled order, "" for none."""

    plain: str
    marks: str


class Token(NamedTuple):
    """A word of a work with what it tells by its kind: 0 nothing, 1 everything."""

    plain: str
    marks: str
    weight: float


@cache
def _word(typed: str) -> Word:
    plain = fold(typed)
    if _MIXED.fullmatch(plain):
        plain = plain.translate(_READ_AS)
    letters = unicodedata.normalize("NFD", typed.replace("đ", "d\u0335"))
    return Word(plain, "".join(sorted(letter for letter in letters if unicodedata.combining(letter))))


def plain_words(text: str) -> list[Word]:
    """The words in order, as typed but for case, place of the tone and i or y at the end."""
    return [_one_i(_word(typed.lower())) for typed in _WORD.findall(nfc(text))]


def _one_i(word: Word) -> Word:
    """ "kỹ" and "kĩ", "lý" and "lí" are one word; "quy" and "thúy" are not "qui" and "thúi" but meet there."""
    plain = word.plain
    if plain.endswith("y") and (len(plain) < 3 or plain[-2] not in "au"):
        return Word(plain[:-1] + "i", word.marks)
    return word


@cache
def _names() -> dict[str, dict[tuple[Word, ...], tuple[Word, ...]]]:
    """Other names by their first folded word: the words of each, and those of the name that is kept."""
    found: dict[str, dict[tuple[Word, ...], tuple[Word, ...]]] = {}
    for line in SAME.strip().splitlines():
        first, *others = (tuple(plain_words(part)) for part in line.split("|"))
        for other in others:
            found.setdefault(other[0].plain, {})[other] = first
    return found


@cache
def _kinds() -> dict[str, dict[tuple[Word, ...], float]]:
    """Phrases that tell little, by their first folded word, with what they tell."""
    found: dict[str, dict[tuple[Word, ...], float]] = {}
    for words, weight in ((COMMON, COMMON_WEIGHT), (DEVICE, DEVICE_WEIGHT), (EMPTY, EMPTY_WEIGHT)):
        for phrase in words.replace("\n", "|").split("|"):
            if kept := tuple(plain_words(phrase)):
                found.setdefault(kept[0].plain, {})[kept] = weight
    return found


class Group(NamedTuple):
    """A word or a phrase with another name: `start` and `end` in the text's normal form, and what it means."""

    start: int
    end: int
    tokens: tuple[Token, ...]


def tokens(text: str) -> list[Token]:
    """The words that are compared, in order, one name for one thing: "Máy bóc vỏ bắp" has those of "máy tách vỏ ngô".

    A text without any accent is read without: its words may be any that fold alike.
    """
    return [token for group in groups(text) for token in group.tokens]


def groups(text: str) -> list[Group]:
    """The same words with their places in the text."""
    places = [found.span() for found in _WORD.finditer(nfc(text))]
    words = plain_words(text)
    bare = not any(word.marks for word in words)
    named = [(len(here), kept or here) for here, kept in _phrases(words, _names(), bare)]
    flat = [word for _, kept in named for word in kept]
    weights: list[float] = []
    for here, weight in _phrases(flat, _kinds(), bare):
        weights += [1.0 if weight is None else weight] * len(here)
    found: list[Group] = []
    typed = place = 0
    for length, kept in named:
        meant = [Token(word.plain, "" if bare else word.marks, weights[place + n]) for n, word in enumerate(kept)]
        found.append(Group(places[typed][0], places[typed + length - 1][1], tuple(meant)))
        typed, place = typed + length, place + len(kept)
    return found


def _phrases(
    words: Sequence[Word], known: Mapping[str, Mapping[tuple[Word, ...], T]], bare: bool
) -> Iterator[tuple[tuple[Word, ...], T | None]]:
    """The text cut into known phrases, the longest first, each with what is known of it, and single words with None."""
    place = 0
    while place < len(words):
        here, value = _phrase_at(words, place, known.get(words[place].plain, {}), bare)
        yield here, value
        place += len(here)


def _phrase_at(
    words: Sequence[Word], place: int, known: Mapping[tuple[Word, ...], T], bare: bool
) -> tuple[tuple[Word, ...], T | None]:
    for length in range(min(_LONGEST, len(words) - place) if known else 0, 0, -1):
        here = tuple(words[place : place + length])
        if here in known:
            return here, known[here]
        if bare:
            for phrase, value in known.items():
                if len(phrase) == length and all(a.plain == b.plain for a, b in zip(phrase, here, strict=True)):
                    return here, value
    return (words[place],), None

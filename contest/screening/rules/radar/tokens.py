"""From what was typed to the words that are compared: folded, with their marks, one name for one thing."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, TypeVar

from contest.foundation.vietnamese import fold, nfc
from contest.screening.rules.radar.mending import Typed, is_torn, mended, tones
from contest.screening.rules.radar.wordlist import COMMON, DEVICE, EMPTY, SAME

EMPTY_WEIGHT, DEVICE_WEIGHT, COMMON_WEIGHT = 0.02, 0.15, 0.25

_WORD = re.compile(r"[^\W_]+(?:\.[0-9]+)?")
# A scanner reads l as 1 and o as 0 inside words; figures alone stay figures.
_MIXED = re.compile(r"(?=.*[a-z])(?=.*[01])[a-z01]{2,}")
_READ_AS = str.maketrans("10", "lo")
_LONGEST = 5
# A tone before the letter that must bear it: no hand writes "chìên", but a scanner reads it.
_MISPLACED = re.compile("[iu][\u0300\u0301\u0303\u0309\u0323][eoa][\u0302\u031b]")
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


def _word(typed: str) -> Word:
    plain = fold(typed)
    if _MIXED.fullmatch(plain):
        plain = plain.translate(_READ_AS)
    letters = unicodedata.normalize("NFD", typed.replace("đ", "d\u0335"))
    if tones(typed) > 1 or _MISPLACED.search(letters):
        return Word(plain, "")
    return Word(plain, "".join(sorted(letter for letter in letters if unicodedata.combining(letter))))


# Letters of other alphabets that look like ours, and signs that are not seen: text from elsewhere has them by accident,
# and somebody who knows that machines read may put them there.
_OTHERS = "аеорсхуіјѕԁһԛԝАЕОРСХУІЈЅТНКМВαοενιρτυχΑΒΕΗΙΚΜΝΟΡΤΥΧΖｘ"
_OURS = "aeopcxyijsdhqwAEOPCXYIJSTHKMBaoevipTuxABEHIKMNOPTYXZx"
_LOOKS = dict(zip(map(ord, _OTHERS), _OURS, strict=True))
_FOREIGN = re.compile(f"[{_OTHERS}]")


def legible(text: str) -> tuple[str, list[int] | None]:
    """The text as a person sees it, and where each letter stands in `nfc(text)`; None for just there."""
    typed = nfc(text)
    if typed.isascii() or not (_FOREIGN.search(typed) or any(map(_is_unseen, set(typed)))):
        return typed, None
    out: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(typed):
        if _is_unseen(letter):
            continue
        seen = letter.translate(_LOOKS)
        if unicodedata.combining(letter) and out and len(whole := nfc(out[-1] + letter)) == 1:
            out[-1] = whole
        else:
            out.append(seen)
            places.append(place)
    return "".join(out), [*places, len(typed)]


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf"


def _typed(text: str) -> list[Typed]:
    """The words of a text that is legible, in lower case, torn ones mended."""
    found = [Typed(one.group().lower(), *one.span()) for one in _WORD.finditer(text)]
    return mended(found) if is_torn([one.word for one in found]) else found


def plain_words(text: str) -> list[Word]:
    """The words in order, as typed but for case, place of the tone and i or y at the end."""
    return [_known(one.word) for one in _typed(nfc(text))]


@lru_cache(maxsize=100_000)
def _known(typed: str) -> Word:
    return _one_i(_word(typed))


def names(text: str) -> list[str]:
    """The words that are compared, in order, without what they tell: `[token.plain for token in tokens(text)]`."""
    seen = legible(text)[0]
    typed = [word.lower() for word in _WORD.findall(seen)]
    if is_torn(typed):
        typed = [one.word for one in _typed(seen)]
    words = list(map(_known, typed))
    bare = not any(word.marks for word in words)
    known = _names()
    out: list[str] = []
    place = 0
    while place < len(words):
        word = words[place]
        place += 1
        if word.plain not in known:
            out.append(word.plain)
            continue
        here, kept = _phrase_at(words, place - 1, known[word.plain], bare)
        out += [one.plain for one in kept or here]
        place += len(here) - 1
    return out


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
    seen, where = legible(text)
    typed_words = _typed(seen)
    places = [(one.start, one.end) for one in typed_words]
    if where is not None:
        places = [(where[begin], where[end]) for begin, end in places]
    words = [_known(one.word) for one in typed_words]
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

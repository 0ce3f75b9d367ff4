"""Names of people and units in what judges of a blind round read: found however they are written, put out of sight.

Only whole names are looked for. A given name or a word of a unit's name may mean anything else, and a text full of
holes says less of the work than one that names somebody.
"""

import re
from collections.abc import Iterable, Mapping
from unicodedata import normalize

from contest.people.rules.units import NO_UNIT, unit_key, unit_spellings

HIDDEN = "[đã ẩn tên]"
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_SIGNS = re.compile(r"[^a-z0-9]+")
# What stands before a name and is no part of it.
_BEFORE = frozenset(
    ("thay", "co", "ong", "ba", "anh", "chi", "em", "chau", "ts", "ths", "tskh", "ks", "bs", "pgs", "gs", "cn", "gv")
)
_LEAST = 6
# The kinds of names that are looked for in files, in words.
NAMES_FOUND = {"people": "tên người", "units": "tên đơn vị", "contacts": "điện thoại hoặc email"}


def names_of(people: Iterable[str], units: Iterable[str], others: Iterable[str] = ()) -> frozenset[str]:
    """Everything that tells whose an entry is, as it is looked for: without accents, capitals, spaces and signs.

    people: authors, guardians, mentors; units: theirs and the entry's; others: its address and telephone.
    """
    found = {bare(name) for text in people for name in _people_in(text)}
    found |= {bare(form) for unit in units if unit_key(unit) not in NO_UNIT for form in unit_spellings(unit)}
    found |= {each for text in others for each in _as_dialled(bare(text))}
    return frozenset(name for name in found if len(name) >= _LEAST)


def _people_in(text: str) -> Iterable[str]:
    """Names of two words and more in a line that may hold several, with titles, telephones and what they are."""
    for part in re.split(r"[;,()\n/–]| - | và ", text):
        words = _WORD.findall(part)
        while words and bare(words[0]) in _BEFORE:
            words = words[1:]
        if len(words) > 1:
            yield " ".join(words)


def _as_dialled(text: str) -> Iterable[str]:
    """An address as it is; a telephone number as it is dialled here and from abroad."""
    yield text
    if text.isdigit() and text.startswith(("0", "84")):
        yield f"84{text[1:]}" if text.startswith("0") else f"0{text[2:]}"


def bare(text: str) -> str:
    """Letters a to z and figures only."""
    return _SIGNS.sub("", normalize("NFD", text.lower()).replace("đ", "d"))


def masked(text: str, names: frozenset[str], instead: str = HIDDEN) -> str:
    """The text with something else in the place of these names; the same text when none of them is in it."""
    whole = bare(text)
    sought = {name for name in names if name in whole}
    if not sought:
        return text
    longest = max(map(len, sought))
    words = [(found.start(), found.end(), bare(found[0])) for found in _WORD.finditer(text)]
    kept, at, place = [], 0, 0
    while place < len(words):
        last = _ends(words, place, sought, longest)
        if last is not None:
            kept += [text[at : words[place][0]], instead]
            at, place = words[last][1], last
        place += 1
    return "".join((*kept, text[at:]))


def told_kinds(text: str, names: Mapping[str, frozenset[str]]) -> str:
    """Which kinds of names stand in a text, with commas: "people,units"."""
    return ",".join(kind for kind, those in names.items() if masked(text, those) != text)


def _ends(words: list[tuple[int, int, str]], first: int, sought: set[str], longest: int) -> int | None:
    """The last word of the longest name that begins here."""
    said, found = "", None
    for place in range(first, len(words)):
        said += words[place][2]
        if len(said) > longest:
            break
        if said in sought:
            found = place
    return found

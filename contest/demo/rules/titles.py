"""Titles: the real ones first, then plausible ones put together from heads, purposes, means and places."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from contest.demo.rules.dice import Dice, shares
from contest.demo.rules.wordlists import grammar, real_titles
from contest.foundation.vietnamese import fold

# Words that do not tell two titles apart.
_SMALL_WORDS = frozenset(
    fold(
        "bằng bị các cái cho có con của cùng đã đang đến đi do được em giúp hay khi không kèm là làm lên một này nhưng"
        " ở qua ra sang tại theo thì trên trong từ từng và vào về với xuống"
    ).split()
)
_PLAIN_FIRST, _PLAIN_LATER = 30, 8


class TitleLine(NamedTuple):
    """A title and where it belongs; `division_key` is empty where nothing is known, `real` tells it was published."""

    title: str
    field_key: str
    division_key: str = ""
    real: bool = False


def content_words(title: str) -> frozenset[str]:
    """The words that tell a title from another, without accents."""
    words = "".join(letter if letter.isalnum() else " " for letter in fold(title)).split()
    return frozenset(words) - _SMALL_WORDS


class _Shelf:
    """Titles taken so far; says whether another one is too close to any of them.

    Two sets of words closer than two differences share one set that lacks at most one word of each.
    """

    def __init__(self) -> None:
        self._exact: set[str] = set()
        self._marks: set[frozenset[str]] = set()

    def _marks_of(self, title: str) -> set[frozenset[str]]:
        words = content_words(title)
        return {words, *(words - {word} for word in words)}

    def has(self, title: str) -> bool:
        return fold(title) in self._exact

    def is_close(self, title: str) -> bool:
        return not self._marks.isdisjoint(self._marks_of(title))

    def put(self, title: str) -> None:
        self._exact.add(fold(title))
        self._marks |= self._marks_of(title)


def make_titles(n: int, seed: int) -> list[TitleLine]:
    """n distinct titles; real ones as far as they go, spread over the fields as the word list says."""
    shelf = _Shelf()
    lines: list[TitleLine] = []
    for real in Dice(seed, "real titles").shuffled(real_titles()):
        if len(lines) < n and not shelf.has(real.title):
            shelf.put(real.title)
            lines.append(TitleLine(real.title, real.field_key, real.division_key, real=True))
    wanted = shares(n, grammar()["fields"])
    for line in lines:
        wanted[line.field_key] -= 1
    makers = {key: _made_up(key, seed) for key in wanted}
    while len(lines) < n:
        key = max(wanted, key=lambda one: wanted[one])
        title, divisions = next(made for made in makers[key] if not shelf.is_close(made[0]))
        shelf.put(title)
        lines.append(TitleLine(title, key, Dice(seed, "division", title).weighed(divisions)))
        wanted[key] -= 1
    return Dice(seed, "order of titles").shuffled(lines)


def _made_up(field_key: str, seed: int) -> Iterator[tuple[str, dict[str, int]]]:
    """Titles of a field without end, with the divisions they suit: every purpose once, then again with another head."""
    dice = Dice(seed, "titles", field_key)
    families = [family for family in grammar()["family"] if family["field"] == field_key]
    cores = dice.shuffled([(family, purpose) for family in families for purpose in family["does"]])
    first_heads = {purpose: dice.below(len(family["heads"])) for family, purpose in cores}
    turn = 0
    while True:
        for family, purpose in cores:
            heads = family["heads"]
            head = heads[(first_heads[purpose] + turn) % len(heads)]
            suits = family.get("divisions", grammar()["divisions"])
            divisions = {key: weight for key, weight in grammar()["divisions"].items() if key in suits}
            yield _dressed(dice, family, f"{head} {purpose}", _PLAIN_LATER if turn else _PLAIN_FIRST), divisions
        turn += 1


def _dressed(dice: Dice, family: dict[str, Any], core: str, plain: int) -> str:
    """The core as it is, or with a means, a place, both, or a coined name before it."""
    if dice.chance(plain):
        return core
    if dice.chance(8):
        coined = grammar()["coined"]
        return f"{dice.pick(coined['first'])}{dice.pick(coined['second'])} - {core[0].lower()}{core[1:]}"
    means, place = dice.pick(family["means"]), dice.pick(family["places"])
    match dice.weighed({"means": 40, "place": 35, "both": 25}):
        case "means":
            return f"{core} {means}"
        case "place":
            return f"{core} {place}"
    return f"{core} {means} {place}"

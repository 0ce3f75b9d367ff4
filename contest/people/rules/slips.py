"""Slips in the names of units: one letter, offered to be looked at."""

from collections import defaultdict
from collections.abc import Iterable

from contest.people.rules.units import Listed, by_place

# Words so short, and figures, tell schools apart ("số 1", "số 2"; "A", "B"): a letter there is no slip.
_SHORTEST_WORD = 4


def misspelt(units: Iterable[Listed]) -> list[tuple[Listed, ...]]:
    """Units whose names differ by one letter (left out, added, another, two exchanged), in one commune or none known.

    Keys that share what is left after one letter is taken out are looked at more closely: no pair is compared with all.
    """
    by_rest: dict[str, list[Listed]] = defaultdict(list)
    for unit in units:
        for rest in _rests(unit.match_key):
            by_rest[rest].append(unit)
    pairs: dict[tuple[int, int], tuple[Listed, Listed]] = {}
    for near in by_rest.values():
        for place, one in enumerate(near[:_MOST_NEAR]):
            for other in near[place + 1 : _MOST_NEAR]:
                if one.id != other.id and _is_slip(one.match_key, other.match_key):
                    first, second = sorted((one, other), key=lambda unit: unit.id)
                    pairs[first.id, second.id] = (first, second)
    return [pair for _, pair in sorted(pairs.items()) if any(len(group) > 1 for group in by_place(pair))]


# So many units with nearly the same name are no slip of anybody's.
_MOST_NEAR = 40


def _rests(key: str) -> set[str]:
    return {key, *(key[:place] + key[place + 1 :] for place in range(len(key)))}


def _is_slip(one: str, other: str) -> bool:
    """Whether exactly one word differs, by one letter, and it is long enough to be misspelt."""
    words, others = one.split(), other.split()
    if len(words) != len(others):
        return False
    different = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
    if len(different) != 1:
        return False
    word, twin = different[0]
    return min(len(word), len(twin)) >= _SHORTEST_WORD and word.isalpha() and twin.isalpha() and _one_off(word, twin)


def _one_off(word: str, twin: str) -> bool:
    start = next((at for at, (a, b) in enumerate(zip(word, twin, strict=False)) if a != b), min(len(word), len(twin)))
    left, right = word[start:], twin[start:]
    exchanged = len(left) > 1 and left[:2] == right[1::-1] and left[2:] == right[2:]
    return exchanged or left[1:] == right[1:] or left[1:] == right or left == right[1:]

"""Winners in groups for the stage: as few as the stage allows, of even size, an entry's authors together."""

from collections.abc import Sequence
from typing import NamedTuple

from contest.ceremony.rules.awards import Winner


class Group(NamedTuple):
    """Who is called up together: winners of one kind, by their keys in calling order."""

    kind: tuple[str, str]
    keys: tuple[str, ...]


def arranged(winners: Sequence[Winner], order: Sequence[tuple[str, str]], size: int) -> list[Group]:
    """The groups as the rule makes them; kinds that the order does not name come last.

    size: how many people the stage holds. Who is more than that alone is a group of its own.
    """
    kinds = dict.fromkeys([*order, *(winner.kind for winner in winners)])
    groups = []
    for kind in kinds:
        own = [winner for winner in winners if winner.kind == kind]
        groups += [Group(kind, tuple(each.key for each in part)) for part in split(own, size)]
    return groups


def split(winners: Sequence[Winner], size: int) -> list[list[Winner]]:
    """The winners cut into groups in their order: the fewest that the stage holds, and of these the most even.

    The best cut of the first n is found from the best cuts of fewer: (how many groups, sum of the squares of their
    sizes) is as small as it can be.
    """
    best: list[tuple[int, int, int]] = [(0, 0, 0)]
    for end in range(1, len(winners) + 1):
        people, found = 0, None
        for start in range(end - 1, -1, -1):
            people += winners[start].people
            if people > size and start < end - 1:
                break
            groups, squares, _ = best[start]
            tried = groups + 1, squares + people * people, start
            found = tried if found is None else min(found, tried)
        assert found is not None
        best.append(found)
    parts: list[list[Winner]] = []
    end = len(winners)
    while end:
        start = best[end][2]
        parts.append(list(winners[start:end]))
        end = start
    return parts[::-1]

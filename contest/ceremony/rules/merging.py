"""A new sealed version comes into an order people have arranged: what they arranged stays, differences are shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from contest.ceremony.rules.arranging import split
from contest.ceremony.rules.awards import Winner


class Standing(NamedTuple):
    """A group as it stands: its segment, None for one that is to be made; touched when people have written in it."""

    segment_id: int | None
    kind: tuple[str, str]
    keys: tuple[str, ...]
    is_touched: bool = False


class Difference(NamedTuple):
    """What a new version changes: a line that is new, gone, or called for another prize than before."""

    what: Literal["new", "gone", "moved"]
    key: str
    before: tuple[str, str] | None
    after: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Merged:
    """The groups with the new version in them, what changes by it, and the segments that have nobody left."""

    groups: tuple[Standing, ...]
    differences: tuple[Difference, ...]
    emptied: tuple[int, ...]


def differences(groups: Sequence[Standing], winners: Sequence[Winner]) -> list[Difference]:
    """Every line that the sealed result and the order do not agree on, in the result's order."""
    now = {winner.key: winner.kind for winner in winners}
    then = {key: group.kind for group in groups for key in group.keys}
    found = [Difference("gone", key, kind, None) for key, kind in then.items() if key not in now]
    for key, kind in now.items():
        if key not in then:
            found.append(Difference("new", key, None, kind))
        elif then[key] != kind:
            found.append(Difference("moved", key, then[key], kind))
    return found


def merged(
    groups: Sequence[Standing], winners: Sequence[Winner], order: Sequence[tuple[str, str]], size: int
) -> Merged:
    """Nobody who stays is moved; who is new joins the last group of the prize that has room, or makes new groups."""
    found = differences(groups, winners)
    out = {each.key for each in found if each.what != "new"}
    into = {each.key for each in found if each.what != "gone"}
    by_key = {winner.key: winner for winner in winners}
    kept = [group._replace(keys=tuple(key for key in group.keys if key not in out)) for group in groups]
    waiting = [winner for winner in winners if winner.key in into]
    for kind in dict.fromkeys(winner.kind for winner in waiting):
        _seat(kept, [winner for winner in waiting if winner.kind == kind], by_key, order, size)
    emptied = tuple(
        group.segment_id for group in kept if not group.keys and not group.is_touched and group.segment_id is not None
    )
    return Merged(tuple(group for group in kept if group.segment_id not in emptied), tuple(found), emptied)


def _seat(
    groups: list[Standing],
    winners: Sequence[Winner],
    by_key: Mapping[str, Winner],
    order: Sequence[tuple[str, str]],
    size: int,
) -> None:
    kind, left = winners[0].kind, list(winners)
    own = [place for place, group in enumerate(groups) if group.kind == kind]
    for place in reversed(own):
        people = sum(by_key[key].people for key in groups[place].keys)
        while left and people + left[0].people <= size:
            people += left[0].people
            groups[place] = groups[place]._replace(keys=(*groups[place].keys, left.pop(0).key))
    made = [Standing(None, kind, tuple(each.key for each in part)) for part in split(left, size)]
    at = own[-1] + 1 if own else _place_of(groups, kind, order)
    groups[at:at] = made


def _place_of(groups: Sequence[Standing], kind: tuple[str, str], order: Sequence[tuple[str, str]]) -> int:
    """Before the first group that is called later by the order."""
    rank = {each: place for place, each in enumerate(order)}
    own = rank.get(kind, len(order))
    later = (place for place, group in enumerate(groups) if rank.get(group.kind, len(order)) > own)
    return next(later, len(groups))

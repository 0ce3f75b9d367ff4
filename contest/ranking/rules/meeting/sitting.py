"""Who sits in a meeting: who must be out for an item, who presides over it, how many must be there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from contest.juries.rules.seating import VOTING


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a seat; present: in the meeting now, out of the room or not; team: an expert team's name."""

    person_id: int
    name: str
    role: str
    present: bool
    team: str = ""


def entitled(members: Iterable[Member], out: frozenset[int]) -> list[Member]:
    """Who may vote on an item: everybody with a vote who is in no conflict with it, present or not."""
    return [one for one in members if one.role in VOTING and one.person_id not in out]


def presiding(members: Sequence[Member], out: frozenset[int]) -> Member | None:
    """The chair; a deputy while the chair is away or in conflict; nobody when neither is there."""
    here = [one for one in members if one.present and one.person_id not in out]
    return next((one for role in ("chair", "deputy") for one in here if one.role == role), None)


def needed_present(may_vote: int, quorum: Fraction) -> int:
    """How many of those who may vote must be present."""
    return max(1, ceil(may_vote * quorum))

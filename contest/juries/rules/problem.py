"""An assignment as plain arrays: what is asked, and what came out. No database object, no name of a person."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

ShortageKind = Literal["judges", "places", "experts", "link", "same_group", "idle"]
# How far fairness goes: not at all; the worst-served entry first; after it the next, and so on.
Aim = Literal["total", "worst", "each"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Who may judge what, how well they fit, and how much each may be given.

    `entries` and `judges` hold distinct keys; every other array speaks of places in those two. An allowed pair
    stands once in pair_entry, pair_judge, pair_fit (0 to 1); a conflict is simply not there.
    demand: sheets an entry needs. cap: a judge's ceiling, never broken. low, high: the load aimed at (a strong wish).
    group: judges to be kept apart (of one unit, or named), -1 for none; an entry gets at most one of a group as far as
    fair loads permit.
    pair_outside: pairs with a judge of another council. An entry that has such pairs is to be given one of them, and
    never more: so judges of different councils score the same entry, and their strictness can be compared.
    pair_expert, expert_need: which pairs are an expert's, and how many an entry needs.
    fixed: pairs that stand (pinned, or already scored). stay: pairs to keep where possible, so that little changes.
    load_cost: how much a judge's last entry counts against fit when the load is the fair one. share: the fair load.
    """

    entries: Sequence[int]
    judges: Sequence[int]
    demand: Sequence[int]
    cap: Sequence[int]
    pair_entry: Sequence[int]
    pair_judge: Sequence[int]
    pair_fit: Sequence[float]
    low: Sequence[int] = ()
    high: Sequence[int] = ()
    share: Sequence[float] = ()
    group: Sequence[int] = ()
    pair_expert: Sequence[bool] = ()
    expert_need: Sequence[int] = ()
    pair_outside: Sequence[bool] = ()
    fixed: Sequence[tuple[int, int]] = ()
    stay: Sequence[tuple[int, int]] = ()
    load_cost: float = 0.2


@dataclass(frozen=True, slots=True)
class Shortage:
    """What could not be given: the entries it touches, the judges that could have helped, and both counts.

    judges: fewer allowed judges than needed. places: the judges allowed are all full (a Hall set). experts: fewer
    experts than needed. link: no judge of another council was free. same_group: two judges of one group had to meet.
    idle: a judge stays under `low`.
    """

    kind: ShortageKind
    entries: tuple[int, ...]
    judges: tuple[int, ...]
    needed: int
    possible: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """Pairs of keys (entry, judge), fixed ones included, in key order; the figures are about all of them."""

    pairs: tuple[tuple[int, int], ...]
    total: float
    worst: float
    bound: float
    loads: dict[int, int]
    shortages: tuple[Shortage, ...] = ()
    uncovered: dict[int, int] = field(default_factory=dict)
    rounds: int = 1

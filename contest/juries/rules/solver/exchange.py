"""After the worst-served entry the next: judges are exchanged between two entries for as long as the poorer one gains.

An exchange keeps every load and every number of judges. It is made when the entry that is looked at gains and the other
stays better served than that one was: so the sorted list of how well entries are served only ever rises.
"""

import heapq
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from contest.juries.rules.solver.prepared import Prepared
from contest.juries.rules.solver.worst import best_of, sums_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

_CLOSE = 1e-9
# How many entries are looked at, by how many pairs each look has to go through: a count and not a time, so that equal
# inputs end alike on every machine. At 571 entries all that are served worse than most.
_WORK, _FEWEST, _PATIENT = 700_000, 150, 30


@dataclass(frozen=True, slots=True)
class _Swap:
    """Entry `entry` gives its pair at place `own` of the chosen ones away for the other entry's at place `other`."""

    own: int
    other: int


def lift(given: Prepared, chosen: "Array", patient: bool, enough: float | None) -> "Array":
    """The choice after all exchanges that help the worse served of two entries, the worst of all first.

    It goes on to the next until entries are served as well as `enough`; None: as well as half of them are.
    """
    if not chosen.any():
        return chosen
    table = _Table(given, chosen, None)
    table.work_through(patient, enough)
    return table.chosen()


def polish(given: Prepared, chosen: "Array", patient: bool, floor: float) -> "Array":
    """The choice after exchanges that raise the total, none of the two entries falling below the floor."""
    if not chosen.any():
        return chosen
    table = _Table(given, chosen, floor)
    table.work_through(patient, math.inf)
    return table.chosen()


class _Table:
    """What is chosen (entry, judge), how well each entry is served; allowed pairs are found by their sorted codes."""

    def __init__(self, given: Prepared, chosen: "Array", floor: float | None) -> None:
        import numpy as np  # noqa: PLC0415 - heavy

        self.given, self.floor, self.moved = given, floor, False
        self.codes = given.pe * given.judges + given.pj
        self.start = np.searchsorted(given.pe, np.arange(given.entries + 1))
        self.held = chosen.copy()
        self.entry, self.judge = given.pe[chosen].copy(), given.pj[chosen].copy()
        self.sums = sums_of(given, chosen)
        self.best = best_of(given)
        self.skilled = given.expert_taken + np.bincount(given.pe[chosen & given.expert], minlength=given.entries)
        self.groups = np.zeros((given.entries, int(given.group.max(initial=-1)) + 1), np.int16)
        entries = np.concatenate([self.entry, given.fixed[:, 0]])
        groups = given.group[np.concatenate([self.judge, given.fixed[:, 1]])]
        np.add.at(self.groups, (entries[groups >= 0], groups[groups >= 0]), 1)

    def place(self, entry: Any, judge: Any) -> "Array":
        """Where these pairs stand among the allowed ones; -1 for a pair that is not allowed."""
        import numpy as np  # noqa: PLC0415 - heavy

        code = np.asarray(entry * self.given.judges + judge)
        at = np.minimum(np.searchsorted(self.codes, code), len(self.codes) - 1)
        return np.where(self.codes[at] == code, at, -1)

    def row(self, entry: int) -> "Array":
        """Where the pairs of one entry stand, by judge; -1 for a judge who may not take it."""
        import numpy as np  # noqa: PLC0415 - heavy

        places = np.arange(self.start[entry], self.start[entry + 1])
        row = np.full(self.given.judges, -1)
        row[self.given.pj[places]] = places
        return row

    def chosen(self) -> "Array":
        """The pairs as the solver counts them."""
        return self.held

    def work_through(self, patient: bool, enough: float | None) -> None:
        """Exchange until nothing more is gained, or enough entries were looked at."""
        import numpy as np  # noqa: PLC0415 - heavy

        tries = max(_FEWEST, _WORK // len(self.entry)) * (_PATIENT if patient else 1)
        if enough is not None and self.floor is None:
            tries = max(tries, 4 * int((self.sums < enough).sum()))
        self.moved = True
        while self.moved and tries > 0:
            tries = self._pass_over(tries, float(np.median(self.sums)) if enough is None else enough)

    def _pass_over(self, tries: int, enough: float) -> int:
        """Look at every entry once, the worst served first, those touched again; returns what is left of `tries`."""
        waiting = [(float(value), entry) for entry, value in enumerate(self.sums)]
        heapq.heapify(waiting)
        self.moved = False
        while waiting and tries > 0:
            value, entry = heapq.heappop(waiting)
            if abs(value - float(self.sums[entry])) > _CLOSE or value > self.best[entry] - _CLOSE:
                continue
            if value >= enough:
                break
            tries -= 1
            swap = self.best_for(entry)
            if swap is not None:
                self.moved = True
                for touched in self.make(swap):
                    heapq.heappush(waiting, (float(self.sums[touched]), touched))
        return tries

    def best_for(self, entry: int) -> "_Swap | None":
        """The exchange after which the worse served of the two is served best; of equals the one with more fit."""
        import numpy as np  # noqa: PLC0415 - heavy

        floor = self.floor
        best, found = (float(self.sums[entry]) + _CLOSE, -np.inf) if floor is None else (_CLOSE, 0.0), None
        for own in np.nonzero(self.entry == entry)[0]:
            others = self._others(entry, int(self.judge[own]))
            if not len(others):
                continue
            lower, total = self._after(entry, int(self.judge[own]), others)
            if floor is not None:
                lower, total = np.where(lower >= floor - _CLOSE, total, -np.inf), lower
            at = np.lexsort((others, -total, -lower))[0]
            reached = (float(lower[at]), float(total[at]))
            if reached > best:
                best, found = reached, _Swap(int(own), int(others[at]))
        return found

    def _others(self, entry: int, judge: int) -> "Array":
        """Places of chosen pairs that may be exchanged for this one without breaking a rule or a wish reached."""
        import numpy as np  # noqa: PLC0415 - heavy

        given, taking = self.given, self.row(entry)
        gain = (taking >= 0) & ~self.held[taking] & (given.fit[taking] > given.fit[taking[judge]] + _CLOSE)
        gain &= given.outside[taking] == given.outside[taking[judge]]
        places = np.nonzero(gain[self.judge])[0]
        other, theirs = self.entry[places], self.judge[places]
        giving, held = self.place(other, judge), self.place(other, theirs)
        good = (giving >= 0) & ~self.held[giving] & (other != entry)
        good &= given.outside[giving] == given.outside[held]
        good &= self._keeps_experts(entry, taking[judge], taking[theirs])
        good &= self._keeps_experts(other, held, giving)
        good &= self._keeps_apart(entry, judge, theirs) & self._keeps_apart(other, theirs, judge)
        return np.asarray(places[good])

    def _keeps_experts(self, entry: Any, leaving: Any, coming: Any) -> "Array":
        """Whether an entry has as many experts as it needs, or as before."""
        import numpy as np  # noqa: PLC0415 - heavy

        skilled = self.given.expert
        after = self.skilled[entry] - skilled[leaving].astype(np.int64) + skilled[coming]
        kept = np.asarray(after >= np.minimum(self.given.need_whole[entry], self.skilled[entry]))
        return kept

    def _keeps_apart(self, entry: Any, leaving: Any, coming: Any) -> "Array":
        """Whether no judge joins another of the same unit on an entry."""
        import numpy as np  # noqa: PLC0415 - heavy

        group = self.given.group
        theirs = group[coming]
        if not self.groups.shape[1]:
            return np.asarray(theirs < 0)
        met = self.groups[entry, theirs] - (group[leaving] == theirs)
        apart = np.asarray((theirs < 0) | (met <= 0))
        return apart

    def _after(self, entry: int, judge: int, others: "Array") -> "tuple[Array, Array]":
        """For each exchange: how well the worse served of the two would be served, and by how much the total rises."""
        import numpy as np  # noqa: PLC0415 - heavy

        fit: Array = self.given.fit
        other, theirs = self.entry[others], self.judge[others]
        row = self.row(entry)
        gained = fit[row[theirs]] - fit[row[judge]]
        lost = fit[self.place(other, judge)] - fit[self.place(other, theirs)]
        return np.minimum(self.sums[entry] + gained, self.sums[other] + lost), gained + lost

    def make(self, swap: _Swap) -> tuple[int, int]:
        """Exchange the judges; returns the two entries."""
        first, second = int(self.entry[swap.own]), int(self.entry[swap.other])
        mine, theirs = int(self.judge[swap.own]), int(self.judge[swap.other])
        for entry, leaving, coming in ((first, mine, theirs), (second, theirs, mine)):
            gone, come = int(self.place(entry, leaving)), int(self.place(entry, coming))
            self.sums[entry] += self.given.fit[come] - self.given.fit[gone]
            self.skilled[entry] += int(self.given.expert[come]) - int(self.given.expert[gone])
            self.held[gone], self.held[come] = False, True
            for judge, change in ((leaving, -1), (coming, 1)):
                if self.given.group[judge] >= 0:
                    self.groups[entry, self.given.group[judge]] += change
        self.judge[swap.own], self.judge[swap.other] = theirs, mine
        return first, second

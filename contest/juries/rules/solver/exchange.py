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
# How many exchanges are looked at, a look at an entry counting like `_LOOK` of them: a count and not a time, so that
# equal inputs end alike on every machine.
_WORK, _LOOK, _PATIENT = 20_000_000, 1_000, 30


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
        # The chosen pairs by entry: where each stands among the allowed ones, and which are a judge's.
        self.at = np.nonzero(chosen)[0]
        self.entry, self.judge = given.pe[chosen].copy(), given.pj[chosen].copy()
        self.first = np.searchsorted(self.entry, np.arange(given.entries + 1))
        by_judge = np.argsort(self.judge, kind="stable")
        self.holding = np.split(by_judge, np.searchsorted(self.judge[by_judge], np.arange(1, given.judges)))
        self.left = 0
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
        """Exchange until nothing more is gained, or enough exchanges were looked at."""
        self.left = _WORK * (_PATIENT if patient else 1)
        self.moved = True
        while self.moved and self.left > 0:
            self._pass_over(_median(self.sums) if enough is None else enough)

    def _pass_over(self, enough: float) -> None:
        """Look at every entry once, the worst served first, those touched again, as long as there is work left."""
        waiting = [(float(value), entry) for entry, value in enumerate(self.sums)]
        heapq.heapify(waiting)
        self.moved = False
        while waiting and self.left > 0:
            value, entry = heapq.heappop(waiting)
            if abs(value - float(self.sums[entry])) > _CLOSE or value > self.best[entry] - _CLOSE:
                continue
            if value >= enough:
                break
            swap = self.best_for(entry)
            if swap is not None:
                self.moved = True
                for touched in self.make(swap):
                    heapq.heappush(waiting, (float(self.sums[touched]), touched))

    def best_for(self, entry: int) -> "_Swap | None":
        """The exchange after which the worse served of the two is served best; of equals the one with more fit."""
        import numpy as np  # noqa: PLC0415 - heavy

        floor, row = self.floor, self.row(entry)
        own, others = self._exchanges(entry, row)
        if not len(own):
            return None
        lower, total = self._after(entry, row, own, others)
        if floor is not None:
            lower, total = np.where(lower >= floor - _CLOSE, total, -np.inf), lower
        # Only the best of `lower` need to be put in order.
        top = np.nonzero(lower == lower.max())[0]
        at = top[np.lexsort((others[top], own[top], -total[top]))[0]]
        least = (float(self.sums[entry]) + _CLOSE, -np.inf) if floor is None else (_CLOSE, 0.0)
        return _Swap(int(own[at]), int(others[at])) if (float(lower[at]), float(total[at])) > least else None

    def _exchanges(self, entry: int, row: "Array") -> "tuple[Array, Array]":
        """Which pairs of this entry may be exchanged for which chosen pairs of others, breaking no rule and no wish
        reached: places among the chosen ones, one row for each exchange."""
        import numpy as np  # noqa: PLC0415 - heavy

        given = self.given
        self.left -= _LOOK
        mine = np.arange(self.first[entry], self.first[entry + 1])
        had = self.at[mine]
        gain = (row >= 0) & ~self.held[row] & (given.fit[row] > given.fit[had][:, None] + _CLOSE)
        gain &= given.outside[row] == given.outside[had][:, None]
        wanted = np.nonzero(gain.any(axis=0))[0]
        if not len(wanted):
            return wanted, wanted
        places = np.concatenate([self.holding[judge] for judge in wanted])
        own, which = np.nonzero(gain[:, self.judge[places]])
        own, others = mine[own], places[which]
        self.left -= len(own)
        other, judge, theirs = self.entry[others], self.judge[own], self.judge[others]
        giving, held = self.place(other, judge), self.at[others]
        good = (giving >= 0) & ~self.held[giving] & (other != entry)
        good &= given.outside[giving] == given.outside[held]
        good &= self._keeps_experts(entry, self.at[own], row[theirs])
        good &= self._keeps_experts(other, held, giving)
        good &= self._keeps_apart(entry, judge, theirs) & self._keeps_apart(other, theirs, judge)
        return own[good], others[good]

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

    def _after(self, entry: int, row: "Array", own: "Array", others: "Array") -> "tuple[Array, Array]":
        """For each exchange: how well the worse served of the two would be served, and by how much the total rises."""
        import numpy as np  # noqa: PLC0415 - heavy

        fit: Array = self.given.fit
        other = self.entry[others]
        gained = fit[row[self.judge[others]]] - fit[self.at[own]]
        lost = fit[self.place(other, self.judge[own])] - fit[self.at[others]]
        return np.minimum(self.sums[entry] + gained, self.sums[other] + lost), gained + lost

    def make(self, swap: _Swap) -> tuple[int, int]:
        """Exchange the judges; returns the two entries."""
        first, second = int(self.entry[swap.own]), int(self.entry[swap.other])
        mine, theirs = int(self.judge[swap.own]), int(self.judge[swap.other])
        for at, entry, leaving, coming in ((swap.own, first, mine, theirs), (swap.other, second, theirs, mine)):
            gone, come = int(self.at[at]), int(self.place(entry, coming))
            self.sums[entry] += self.given.fit[come] - self.given.fit[gone]
            self.skilled[entry] += int(self.given.expert[come]) - int(self.given.expert[gone])
            self.held[gone], self.held[come] = False, True
            self.judge[at], self.at[at] = coming, come
            for judge, change in ((leaving, -1), (coming, 1)):
                if self.given.group[judge] >= 0:
                    self.groups[entry, self.given.group[judge]] += change
        for judge, gone, come in ((mine, swap.own, swap.other), (theirs, swap.other, swap.own)):
            self.holding[judge][self.holding[judge] == gone] = come
        return first, second


def _median(sums: "Array") -> float:
    """The middle of them. NumPy's own loads its masked arrays first, which takes longer than the exchanges do."""
    import numpy as np  # noqa: PLC0415 - heavy

    low, high = (len(sums) - 1) // 2, len(sums) // 2
    parted = np.partition(sums, (low, high))
    return float(parted[low] + parted[high]) / 2

"""Ceilings on the prizes of one unit or one author, counted from the best tier down."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from contest.editions.rules.awards import Caps
from contest.prizes.rules.plan import Candidate

# What a ceiling counts.
COUNTED_WORDS = {"unit": "đơn vị", "author": "tác giả"}


@dataclass(frozen=True, slots=True)
class Contest:
    """Equals of whom a ceiling allows only some: what it counts ("unit", "author"), who they are, how many may."""

    about: str
    holders: list[Candidate]
    room: int


@dataclass(slots=True)
class Purse:
    """How many prizes each unit and author already has."""

    caps: Caps
    used: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def is_capped(self) -> bool:
        """Whether anything is counted at all."""
        return self.caps.per_unit is not None or self.caps.per_author is not None

    def take(self, candidates: Iterable[Candidate]) -> None:
        """Count a prize for the unit and every author of each."""
        for candidate in candidates:
            self.used.update(key for key, _ in self._limits(candidate))

    def full(self, candidate: Candidate) -> str:
        """Why no further prize is possible for the candidate, in words; "" while there is room."""
        for key, most in self._limits(candidate):
            if self.used[key] >= most:
                return f"{COUNTED_WORDS[key[0]]} đã có {most} giải, bằng mức cao nhất thể lệ cho phép"
        return ""

    def contests(self, equals: Sequence[Candidate]) -> list[Contest]:
        """Those among equals whom ceilings would have to choose from; who is in none is within every ceiling."""
        holding = Counter(key for each in equals for key, _ in self._limits(each))
        most = dict(limit for each in equals for limit in self._limits(each))
        found: list[Contest] = []
        for key in sorted(key for key, number in holding.items() if number > most[key] - self.used[key]):
            members = {each.entry_id for each in equals if key in dict(self._limits(each))}
            # Who wrote with two that are both over their ceiling stands between them: one choice is made of all.
            touching = [each for each in found if not members.isdisjoint(one.entry_id for one in each.holders)]
            members.update(one.entry_id for each in touching for one in each.holders)
            holders = [each for each in equals if each.entry_id in members]
            about = touching[0].about if touching else key[0]
            found = [*(each for each in found if each not in touching), Contest(about, holders, self._fitting(holders))]
        return found

    def _fitting(self, holders: Sequence[Candidate]) -> int:
        """How many can have a prize together: whom the fewest ceilings concern first, then by code."""
        used = Counter[tuple[str, str]]()
        fitting = 0
        for each in sorted(holders, key=lambda one: (len(list(self._limits(one))), one.code)):
            if all(self.used[key] + used[key] < most for key, most in self._limits(each)):
                used.update(key for key, _ in self._limits(each))
                fitting += 1
        return fitting

    def _limits(self, candidate: Candidate) -> Iterator[tuple[tuple[str, str], int]]:
        if self.caps.per_unit is not None and candidate.unit:
            yield ("unit", candidate.unit), self.caps.per_unit
        if self.caps.per_author is not None:
            for author in dict.fromkeys(candidate.authors):
                yield ("author", author), self.caps.per_author

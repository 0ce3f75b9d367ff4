"""Ceilings on the prizes of one unit or one author, counted from the best tier down."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from contest.editions.rules.awards import Caps
from contest.prizes.rules.plan import Candidate

# What a ceiling counts.
COUNTED_WORDS = {"unit": "đơn vị", "author": "tác giả"}


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

    def contested(self, equals: Sequence[Candidate]) -> tuple[str, list[Candidate], int]:
        """Equals that a cap would have to be split among: what the cap counts, who they are, how many fit."""
        for key in sorted({key for each in equals for key, _ in self._limits(each)}):
            holders = [each for each in equals if key in dict(self._limits(each))]
            room = (self.caps.per_unit if key[0] == "unit" else self.caps.per_author) or 0
            if len(holders) > room - self.used[key]:
                return key[0], holders, room - self.used[key]
        return "", [], 0

    def _limits(self, candidate: Candidate) -> Iterator[tuple[tuple[str, str], int]]:
        if self.caps.per_unit is not None and candidate.unit:
            yield ("unit", candidate.unit), self.caps.per_unit
        if self.caps.per_author is not None:
            for author in dict.fromkeys(candidate.authors):
                yield ("author", author), self.caps.per_author

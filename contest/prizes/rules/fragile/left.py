"""What is left over below the top of the order, and who could get it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from contest.editions.rules.awards import Tier
from contest.editions.rules.judging import GoesOn, Threshold
from contest.prizes.rules.changes.world import Holder
from contest.prizes.rules.plan import Candidate
from contest.ranking.rules.cut import Ranked, reaches
from contest.ranking.rules.figure import Figure

_NOUGHT = Decimal(0)
_ANY = Threshold(at_least=_NOUGHT)


@dataclass(slots=True)
class Left:
    """What is left over below the top: whether somebody there could get it, and the thresholds that guard it."""

    below: Callable[[str, str], Iterator[Figure]]
    size: int
    fallen: Sequence[Figure]
    is_enough: bool = True
    open: list[Threshold] = field(default_factory=list)
    tied: set[int] = field(default_factory=set)

    def offered(
        self, scope: str, key: str, is_for: Callable[[Figure], bool], threshold: Threshold | None, by_grade: bool
    ) -> None:
        """Something of this pool is still to be had; more of the order is needed when somebody below would get it."""
        if by_grade:
            self.open.append(_ANY)
        elif threshold is not None:
            self.open.append(threshold)
        below = self.below(scope, key)
        # Points fall along the order, so that the best tells for all; grades need not.
        first = below if by_grade else (each for each in [next(below, None)] if each is not None)
        own = (each for each in self.fallen if each.scored.contender.scope(scope) == key)
        if any(map(is_for, first)) or any(map(is_for, own)):
            self.is_enough = False


def straddling(pool: Sequence[Ranked], room: int | None) -> Iterator[int]:
    """Equals of whom not all have room."""
    before = 0
    for _, group in groupby(sorted(pool, key=lambda each: each.rank), key=lambda each: each.rank):
        equals = [each.entry_id for each in group]
        if room is not None and before < room < before + len(equals):
            yield from equals
        before += len(equals)


def points_of(each: Figure) -> Decimal:
    """The points, nought where there are none."""
    return each.scored.points if each.scored.points is not None else _NOUGHT


def gets(tier: Tier, each: Figure) -> bool:
    """Whether the entry reaches the tier."""
    if tier.grades and each.grade not in tier.grades:
        return False
    return tier.threshold is None or (each.scored.points is not None and tier.threshold.holds(each.scored.points))


def goes(rule: GoesOn, each: Figure) -> bool:
    """Whether the entry is over what the cut asks for."""
    return reaches(rule, Ranked(each.scored.id, 0, each.scored.points, each.grade))


def candidate(each: Figure, rank: int, holders: Mapping[int, Holder]) -> Candidate:
    """A figure with its place as the prizes see it."""
    contender = each.scored.contender
    holder = holders.get(contender.entry_id, Holder(""))
    return Candidate(
        entry_id=contender.entry_id,
        code=holder.code,
        rank=rank,
        points=each.scored.points,
        field_key=contender.field_key,
        division_key=contender.division_key,
        council_key=contender.council_key,
        unit=holder.unit,
        authors=holder.authors,
        grade=each.grade,
    )


class Candidates:
    """Figures as the prizes see them; an entry's own one is made once for each place it comes to."""

    def __init__(self, holders: Mapping[int, Holder]) -> None:
        self._holders, self._known = holders, dict[tuple[int, int], Candidate]()

    def of(self, each: Figure, rank: int, *, own: bool) -> Candidate:
        """The figure on this place. own: it is the entry's own, and not one that is tried."""
        if not own:
            return candidate(each, rank, self._holders)
        key = each.scored.id, rank
        if key not in self._known:
            self._known[key] = candidate(each, rank, self._holders)
        return self._known[key]

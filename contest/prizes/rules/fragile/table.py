"""A ranked round with what follows from it, ready to be asked again and again: and if these entries had other sheets?

Exact, and no more than needed: only the top of the order is ranked and given prizes anew, as far down as anybody can
still get something. Whoever stands below can only get what is left over there, and each time it is looked at whether
something is: if so, more of the order is taken.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial

from contest.editions.rules import Round
from contest.editions.rules.judging import Threshold
from contest.prizes.rules.allocate import allocate
from contest.prizes.rules.changes.world import WAITS, RoundInput, World, given_by
from contest.prizes.rules.fragile.left import Candidates, Left, gets, goes, points_of, straddling
from contest.prizes.rules.fragile.order import Order, order_in, order_of
from contest.prizes.rules.plan import is_left_to_people, places_of
from contest.ranking.rules import RANKED, Contender, adjustment
from contest.ranking.rules.columns import Columns, columns_of
from contest.ranking.rules.cut import Ranked, cut, places_in, reaches
from contest.ranking.rules.figure import Figure, figure_of
from contest.ranking.rules.lean import Means, is_plain, plain_points
from contest.ranking.rules.parts import Ballots, ballots_of, full_marks
from contest.ranking.rules.places import places
from contest.ranking.rules.rank import ADJUSTED, in_order

GOES_ON, LEFT_TO_COUNCIL = "goes_on", "council"
# Entries looked at below the last that gets something, to begin with.
_MARGIN = 12

Marks = Mapping[int, str]


@dataclass(slots=True)
class Table:
    """One round of a world: everybody's points, the order, and the mark of each entry that has one.

    A mark is the tier by rule ("?" in a tie left to people); in an earlier round, that it goes on. live: so many of the
    best have to be looked at for the marks to be those of all; open: thresholds of what is still to be had; tied: who
    stands in a tie on a last place.
    """

    world: World
    given: RoundInput
    # The round's sheets as columns, where it is worth it; other ways of combining look into the same.
    columns: Columns | None = None
    base: Marks = field(init=False)
    live: int = field(init=False)
    open: tuple[Threshold, ...] = field(init=False, default=())
    tied: frozenset[int] = field(init=False, default=frozenset())
    _order: Order = field(init=False)
    # Own figures, once they were asked for; those of the best of the order.
    _known: dict[int, Figure] = field(init=False)
    _best: list[Figure] = field(init=False)
    _seen: Candidates = field(init=False)
    _ballots: Ballots = field(init=False)
    _full: Decimal = field(init=False)
    _is_plain: bool = field(init=False)
    _means: Means = field(init=False)

    def __post_init__(self) -> None:
        given = self.given
        if given.rules.combine.method == ADJUSTED:
            # Severities stay as they were estimated: one sheet says next to nothing of them.
            made = adjustment(given.rules.combine.model, given.contenders)
            self.given = given = replace(given, contenders=tuple(map(made.of, given.contenders)))
        votes = {each.entry_id: each.votes for each in given.contenders} if given.rules.parts else {}
        self._ballots = ballots_of(votes)
        self._full, self._is_plain = full_marks(given.criteria), is_plain(given.rules)
        self._means = Means(given.rules.combine.rounding)
        self._known, self._best, self._seen = {}, [], Candidates(self.world.holders)
        if self.columns is None:
            self.columns = columns_of(given.rules, given.contenders)
        self._order = order_in(self.columns, given.rules) if self.columns else order_of(given.contenders, self._reached)
        # As few as will do: down to the last that has something, where nothing is left over there.
        marks, found = self._settled({}, 1)
        last = max((n for n, entry_id in enumerate(self.order[: found.size]) if entry_id in marks), default=0)
        self.base, found = self._settled({}, last + 1)
        self.live, self.open, self.tied = found.size, tuple(found.open), frozenset(found.tied)

    def points(self, entry_id: int) -> Decimal | None:
        """The points of an entry, None for one that is not ranked; its whole figure is made when asked for."""
        return self._order.points(entry_id)

    @property
    def order(self) -> list[int]:
        """The ranked entries, the best first."""
        return self._order.entries

    @property
    def rules(self) -> Round:
        """The round's rules."""
        return self.given.rules

    @property
    def gives_prizes(self) -> bool:
        """Whether the prizes follow this round."""
        return self.world.plan is not None and self.rules.key == self.world.prize_round

    def figure(self, contender: Contender) -> Figure:
        """The entry's figure with these sheets."""
        return figure_of(self.rules, self._full, contender, self._ballots, self._means, explains=False)

    def at(self, entry_id: int) -> Figure:
        """The entry's own figure."""
        if entry_id not in self._known:
            self._known[entry_id] = self.figure(self._order.contender(entry_id))
        return self._known[entry_id]

    def _reached(self, contender: Contender) -> Decimal | None:
        """The entry's points; by the short way where the round is plain."""
        found = plain_points(self.rules, contender, self._means) if self._is_plain else None
        if found is not None:
            return found
        figure = self._known[contender.entry_id] = self.figure(contender)
        return figure.scored.points if figure.status == RANKED else None

    def floor(self) -> Decimal | None:
        """Whoever stays below these points gets nothing and takes nothing; None where all have to be looked at."""
        if self.live >= len(self.order):
            return None
        lowest = -self._order.falling[self.live - 1]
        wanted = [each.at_least if each.at_least is not None else each.above for each in self.open]
        return min([lowest, *(each for each in wanted if each is not None)])

    def turned(self, others: Iterable[Figure]) -> dict[int, tuple[str, str]]:
        """Whose mark is another with these figures in place of the entries' own: before and after, by entry."""
        new = {each.scored.id: each for each in others}
        if self._turns_nothing(new):
            return {}
        after, _ = self._settled(new, self.live + _MARGIN)
        return self._against(after)

    def turned_near(self, others: Iterable[Figure]) -> dict[int, tuple[str, str]] | None:
        """The same where only those who stand or come near have new figures; None when it took more of the order."""
        new = {each.scored.id: each for each in others}
        if self._turns_nothing(new):
            return {}
        after, left = self._settled(new, self.live + _MARGIN)
        return self._against(after) if left.size <= self.near else None

    @property
    def near(self) -> int:
        """So many of the best count as near: as far down as is looked at once and once more."""
        return self._order.whole(min(len(self.order), 3 * (self.live + _MARGIN)))

    def near_floor(self) -> Decimal | None:
        """The points of the last that counts as near; None where all do."""
        return -self._order.falling[self.near - 1] if self.near < len(self.order) else None

    def _against(self, after: Marks) -> dict[int, tuple[str, str]]:
        return {
            entry_id: (self.base.get(entry_id, ""), after.get(entry_id, ""))
            for entry_id in sorted(self.base.keys() | after.keys())
            if self.base.get(entry_id, "") != after.get(entry_id, "")
        }

    def pools(self, scope: str) -> dict[str, list[int]]:
        """The ranked entries of each pool, the best first."""
        return {key: [self.order[place] for place in stand] for key, stand in self._order.pool(scope).items()}

    def equals(self, points: Decimal | None) -> list[int]:
        """Who has exactly these points now."""
        if points is None:
            return []
        return self._order.between(points, points)

    def _turns_nothing(self, new: Mapping[int, Figure]) -> bool:
        """Whether every figure moved among entries of its own mark, over no threshold: then nothing turns.

        Not told so where a cap counts from the best down, or a tie is treated by itself: those have to be worked out.
        Two that move must not meet either, unless they have the same mark.
        """
        spans: list[tuple[Decimal, Decimal, str]] = []
        for other in new.values():
            own = self.at(other.scored.id)
            if own.status != RANKED or other.status != RANKED or own.grade != other.grade:
                return False
            low, high = sorted((points_of(own), points_of(other)))
            mark = self.base.get(other.scored.id, "")
            if not self._is_among_equals(low, high, mark):
                return False
            spans.append((low, high, mark))
        if self._has_caps and len(spans) > 1:
            return False
        spans.sort()
        reached: dict[str, Decimal] = {}
        for low, high, mark in spans:
            if any(low <= end for other, end in reached.items() if other != mark):
                return False
            reached[mark] = max(high, reached.get(mark, high))
        return True

    def _is_among_equals(self, low: Decimal, high: Decimal, mark: str) -> bool:
        """Whether everybody between these points has the mark, and no threshold lies between."""
        is_below = not mark and 0 < self.live <= len(self.order) and high < -self._order.falling[self.live - 1]
        # Below those that have to be looked at nobody has a mark or is in a tie.
        passed = [] if is_below and not self._has_caps else self._order.between(low, high)
        if len(passed) > 1 and (
            self._has_caps
            or mark == WAITS
            or self.tied.intersection(passed)
            or any(self.base.get(entry_id, "") != mark for entry_id in passed)
        ):
            return False
        return all(each.holds(low) == each.holds(high) for each in self._thresholds())

    @property
    def _has_caps(self) -> bool:
        caps = self.world.plan.prizes.caps if self.world.plan is not None else None
        return caps is not None and (caps.per_unit is not None or caps.per_author is not None)

    def _thresholds(self) -> Iterator[Threshold]:
        rule = self.rules.goes_on
        tiers = self.world.plan.prizes.tiers if self.world.plan is not None and self.gives_prizes else ()
        yield from (tier.threshold for tier in tiers if tier.threshold is not None)
        if not self.gives_prizes and rule is not None and rule.threshold is not None:
            yield rule.threshold

    def _settled(self, new: Mapping[int, Figure], size: int) -> tuple[Marks, Left]:
        """The marks with these figures, and what is left over."""
        while True:
            size = self._order.whole(min(size, len(self.order)))
            top, below = self._parted(new, size)
            groups, _ = in_order(self.rules, self.given.criteria, top, self.given.settlements, records=False)
            ranks = places([[scored.id for scored in group] for group in groups])
            found = Left(partial(self.below, size=size, new=new), size, below)
            marks = self._prizes(top, ranks, found) if self.gives_prizes else self._going(top, ranks, found, new)
            if found.is_enough or size >= len(self.order):
                return marks, found
            size = 2 * size + _MARGIN

    def _parted(self, new: Mapping[int, Figure], size: int) -> tuple[list[Figure], list[Figure]]:
        """The top of the order with the new figures that reach it, and those that stay below."""
        self._best += map(self.at, self.order[len(self._best) : size])
        top = [each for each in self._best[:size] if each.scored.contender.entry_id not in new]
        ranked = [each for each in new.values() if each.status == RANKED]
        if size >= len(self.order) or size == 0:
            return top + ranked, []
        floor = -self._order.falling[size - 1]
        return top + [each for each in ranked if points_of(each) >= floor], [f for f in ranked if points_of(f) < floor]

    def _prizes(self, top: Sequence[Figure], ranks: Mapping[int, int], left: Left) -> Marks:
        plan = self.world.plan
        assert plan is not None
        known = self._known
        candidates = [self._seen.of(f, ranks[f.scored.id], own=known.get(f.scored.id) is f) for f in top]
        allocation = allocate(plan, candidates, explains=False)
        left.tied.update(entry_id for tie in allocation.ties for entry_id in tie.entry_ids)
        free = {(each.tier_key, each.scope_key) for each in allocation.unfilled}
        for tier in plan.prizes.tiers:
            scope = plan.scope_of(tier)
            for key in self._order.pool(scope):
                planned = allocation.planned.get((tier.key, key), places_of(tier.quantity, plan, scope, key))
                unseen = (tier.key, key) not in allocation.planned
                if not is_left_to_people(tier) and (unseen or planned is None or (tier.key, key) in free):
                    left.offered(scope, key, partial(gets, tier), tier.threshold, bool(tier.grades))
        return given_by(allocation)

    def _going(self, top: Sequence[Figure], ranks: Mapping[int, int], left: Left, new: Mapping[int, Figure]) -> Marks:
        rule = self.rules.goes_on
        if rule is None:
            return {}
        pools: dict[str, list[Ranked]] = {key: [] for key in self._order.pool(rule.per)}
        for each in top:
            key = each.scored.contender.scope(rule.per)
            pools.setdefault(key, []).append(
                Ranked(each.scored.id, ranks[each.scored.id], each.scored.points, each.grade, key)
            )
        marks: dict[int, str] = {}
        for key, pool in pools.items():
            room = places_in(rule, self._size(rule.per, key, new))
            fixed = rule.model_copy(update={"top": room, "percent": None})
            verdicts = cut(fixed, pool, is_last=False)
            marks |= {i: GOES_ON if goes else LEFT_TO_COUNCIL for i, goes in verdicts.items() if goes is not False}
            left.tied.update(straddling(pool, room))
            reaching = sum(reaches(rule, each) for each in pool)
            if rule.chosen_by == "council" or room is None or reaching < room:
                left.offered(rule.per, key, partial(goes, rule), rule.threshold, bool(rule.grades))
        return marks

    def _size(self, scope: str, key: str, new: Mapping[int, Figure]) -> int:
        """How many ranked entries the pool has with the new figures."""
        size = len(self._order.pool(scope).get(key, ()))
        for entry_id, other in new.items():
            if self._order.contender(entry_id).scope(scope) == key:
                size += (other.status == RANKED) - (self.points(entry_id) is not None)
        return size

    def below(self, scope: str, key: str, size: int, new: Mapping[int, Figure]) -> Iterator[Figure]:
        """Those of a pool that stand below the top, the best first, but for whom there are new figures."""
        stand = self._order.pool(scope).get(key, [])
        for place in stand[bisect_left(stand, size) :]:
            if self.order[place] not in new:
                yield self.at(self.order[place])

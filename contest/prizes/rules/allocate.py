"""Tiers × order × places × thresholds: who gets which prize by rule, what stays unfilled, which ties stand.

Best tier first; within a tier pool by pool; within a pool from the best place. Equals are never told apart here: the
ranking's ladder has done what it could.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice
from operator import attrgetter

from contest.editions.rules.awards import Tier
from contest.prizes.rules.caps import Purse
from contest.prizes.rules.plan import (
    EDITION,
    Allocation,
    Candidate,
    PassedOver,
    Plan,
    ProposedAward,
    StandingTie,
    Unfilled,
    is_left_to_people,
    places_of,
)
from contest.prizes.rules.reasons import Shared, Stand, award_reason, unfilled_reason

TO_COUNCIL = "to_council"
_RANK, _AMONG_EQUALS = attrgetter("rank"), attrgetter("code", "entry_id")


def allocate(plan: Plan, candidates: Sequence[Candidate], *, explains: bool = True) -> Allocation:
    """The prizes the regulation gives to a ranking. The order in which candidates are given does not matter.

    explains: write the sentence of every prize; who only asks what would turn needs none.
    """
    table = _Table(plan, sorted(candidates, key=_RANK), explains)
    for tier in plan.prizes.tiers:
        table.fill(tier)
    return table.allocation()


@dataclass(slots=True)
class _Pending:
    """A tie left to people: its members, how many of them have no place yet, the tiers it reaches."""

    tie: StandingTie
    members: frozenset[int]
    losers: int
    tiers: list[str]


@dataclass(slots=True)
class _Walk:
    """One tier in one pool while its places are given out."""

    stand: Stand
    free: int | None
    # The place in the pool of the group that is being looked at.
    place: int = 1
    given: int = 0
    reached: int = 0
    overflow: int = 0
    withheld: tuple[str, ...] = ()


@dataclass(slots=True)
class _Table:
    plan: Plan
    candidates: list[Candidate]
    explains: bool = True
    awards: list[ProposedAward] = field(default_factory=list)
    unfilled: list[Unfilled] = field(default_factory=list)
    ties: list[StandingTie] = field(default_factory=list)
    pending: list[_Pending] = field(default_factory=list)
    passed: list[PassedOver] = field(default_factory=list)
    planned: dict[tuple[str, str], int | None] = field(default_factory=dict)
    awarded: set[int] = field(default_factory=set)
    # How many of the best of each pool were seen to have a prize.
    past: dict[tuple[str, str], int] = field(default_factory=dict)
    # Free places handed down, and places a tie took in advance, by (scope, key).
    added: dict[tuple[str, str], int] = field(default_factory=dict)
    debt: dict[tuple[str, str], int] = field(default_factory=dict)
    purse: Purse = field(init=False)

    def __post_init__(self) -> None:
        self.purse = Purse(self.plan.prizes.caps)

    def allocation(self) -> Allocation:
        """What was found, the ties with every tier they reach."""
        reach = {id(each.tie): tuple(each.tiers) for each in self.pending}
        ties = tuple(replace(tie, tiers=reach.get(id(tie), tie.tiers)) for tie in self.ties)
        return Allocation(tuple(self.awards), tuple(self.unfilled), ties, tuple(self.passed), self.planned)

    def fill(self, tier: Tier) -> None:
        """Give out one tier, pool by pool."""
        scope = self.plan.scope_of(tier)
        for key in self.plan.pools(tier, self.candidates):
            pool = self.candidates
            if scope != EDITION:
                pool = [each for each in self.candidates if each.scope_key(scope) == key]
            if is_left_to_people(tier):
                self.planned[tier.key, key] = None
                self._leave_to_people(tier, scope, key)
            else:
                self._fill_pool(tier, scope, key, pool)

    def _leave_to_people(self, tier: Tier, scope: str, key: str) -> None:
        pool = self.plan.words(scope, key)
        words = f"{tier.name}: thể lệ không ấn định số giải và mức điểm cho {pool}; hội đồng đề nghị."
        self.unfilled.append(Unfilled(tier.key, scope, key, 0, words))

    def _fill_pool(self, tier: Tier, scope: str, key: str, pool: Sequence[Candidate]) -> None:
        walk, past = self._begin(tier, scope, key, pool), self._past(scope, key, pool)
        walk.place += past
        for _, group in groupby(islice(pool, past, None), key=_RANK):
            members = list(group)
            if len(members) > 1:
                members.sort(key=_AMONG_EQUALS)
            equals = [each for each in members if each.entry_id not in self.awarded and _reaches(tier, each)]
            if equals:
                if self.pending:
                    self._reserve(walk, equals)
                    waiting = self._waiting()
                    equals = [each for each in equals if each.entry_id not in waiting]
                self._serve(walk, equals)
            if walk.free == 0:
                # Nothing is left to be given, kept or said of whoever follows.
                break
            walk.place += len(members)
        self._end(walk)

    def _past(self, scope: str, key: str, pool: Sequence[Candidate]) -> int:
        """How many of the best of a pool all have a prize already; equals are looked at together."""
        past = self.past.get((scope, key), 0)
        while past < len(pool) and pool[past].entry_id in self.awarded:
            past += 1
        self.past[scope, key] = past
        while 0 < past < len(pool) and pool[past - 1].rank == pool[past].rank:
            past -= 1
        return past

    def _begin(self, tier: Tier, scope: str, key: str, pool: Sequence[Candidate]) -> _Walk:
        planned = places_of(tier.quantity, self.plan, scope, key)
        self.planned[tier.key, key] = planned
        added, debt = self.added.pop((scope, key), 0), self.debt.pop((scope, key), 0)
        taken_away = 0
        if planned is not None:
            taken_away = min(debt, planned + added)
            if debt > taken_away:
                self.debt[scope, key] = debt - taken_away
        stand = Stand(tier, self.plan, scope, key, len(pool), planned, added, taken_away)
        free = None if planned is None else planned + added - taken_away
        return _Walk(stand, free)

    def _waiting(self) -> set[int]:
        return {member for each in self.pending for member in each.members}

    def _reserve(self, walk: _Walk, equals: Sequence[Candidate]) -> None:
        """Keep places for those of a tie further up who will not get the better prize."""
        ids = {each.entry_id for each in equals}
        for waiting in self.pending:
            here = min(waiting.losers, len(waiting.members & ids))
            if here == 0:
                continue
            walk.reached += here
            if walk.free == 0:
                continue
            waiting.tiers.append(walk.stand.tier.key)
            kept = here if walk.free is None else min(here, walk.free)
            waiting.losers -= kept
            walk.given += kept
            walk.free = None if walk.free is None else walk.free - kept

    def _serve(self, walk: _Walk, equals: list[Candidate]) -> None:
        """Give equals their places: to all of them, or as the regulation treats a tie on the last place."""
        if self.purse.is_capped:
            equals = self._within_caps(walk, equals)
        walk.reached += len(equals)
        if not equals or walk.free == 0:
            return
        contests = self.purse.contests(equals) if self.purse.is_capped else []
        contested = {each.entry_id for contest in contests for each in contest.holders}
        certain = [each for each in equals if each.entry_id not in contested]
        demand = len(certain) + sum(contest.room for contest in contests)
        if walk.free is None or demand <= walk.free:
            self._give(walk, certain)
        elif not self._boundary(walk, equals):
            return
        else:
            walk.overflow = demand - walk.free
            self._give(walk, certain, Shared(_codes(equals), walk.free, contests[0].about if contests else ""))
        for contest in contests:
            self._wait(walk, contest.holders, contest.room, contest.about, losers=0)

    def _within_caps(self, walk: _Walk, equals: list[Candidate]) -> list[Candidate]:
        allowed = []
        for each in equals:
            full = self.purse.full(each)
            if not full:
                allowed.append(each)
            elif walk.free != 0:
                tier = walk.stand.tier
                words = f"Không xét {tier.name}: {full}."
                self.passed.append(PassedOver(each.entry_id, each.code, tier.key, words))
        return allowed

    def _boundary(self, walk: _Walk, equals: list[Candidate]) -> bool:
        """Treat more equals than places as the regulation says; whether it gives the tier to all of them."""
        policy, free = self.plan.prizes.boundary_tie, walk.free or 0
        if policy == TO_COUNCIL:
            self._wait(walk, equals, free, "places", losers=len(equals) - free)
            return False
        tie = self._tie(walk, equals, free, policy, "places")
        self.ties.append(tie)
        if policy == "withhold":
            walk.withheld = tie.codes
            walk.free = 0
            self._end_withheld(walk, free)
            return False
        return True

    def _end_withheld(self, walk: _Walk, left: int) -> None:
        self._report(walk, left)

    def _give(self, walk: _Walk, equals: Sequence[Candidate], shared: Shared | None = None) -> None:
        stand, place = walk.stand, walk.place
        tier_key, scope, scope_key = stand.tier.key, stand.scope, stand.scope_key
        for each in equals:
            reason = self._reason(walk, each, shared) if self.explains else ""
            self.awards.append(
                ProposedAward(
                    each.entry_id, each.code, tier_key, scope, scope_key, each.rank, place, each.points, reason
                )
            )
        self.awarded.update(each.entry_id for each in equals)
        if self.purse.is_capped:
            self.purse.take(equals)
        walk.given += len(equals)
        walk.free = None if walk.free is None else max(0, walk.free - len(equals))

    def _reason(self, walk: _Walk, one: Candidate, shared: Shared | None) -> str:
        return award_reason(one, walk.place, replace(walk.stand, used=walk.given), shared)

    def _wait(self, walk: _Walk, equals: Sequence[Candidate], places: int, about: str, losers: int) -> None:
        tie = self._tie(walk, equals, places, TO_COUNCIL, about)
        self.ties.append(tie)
        self.pending.append(_Pending(tie, frozenset(tie.entry_ids), losers, [walk.stand.tier.key]))
        if self.purse.is_capped:
            self.purse.take(equals)
        walk.given += places
        walk.free = None if walk.free is None else max(0, walk.free - places)

    def _tie(self, walk: _Walk, equals: Sequence[Candidate], places: int, policy: str, about: str) -> StandingTie:
        ids, stand = tuple(each.entry_id for each in equals), walk.stand
        return StandingTie(
            stand.tier.key, stand.scope, stand.scope_key, ids, _codes(equals), places, policy, about, (stand.tier.key,)
        )

    def _end(self, walk: _Walk) -> None:
        stand = walk.stand
        if walk.overflow > 0 and self.plan.prizes.boundary_tie == "cumulative":
            key = stand.scope, stand.scope_key
            self.debt[key] = self.debt.get(key, 0) + walk.overflow
        if walk.free:
            self._report(walk, walk.free)

    def _report(self, walk: _Walk, left: int) -> None:
        stand = walk.stand
        down = self.plan.prizes.unfilled == "pass_down" and self._has_next(stand)
        if down:
            self.added[stand.scope, stand.scope_key] = left
        words = unfilled_reason(stand, left, walk.reached, withheld=walk.withheld, passed_down=down)
        self.unfilled.append(Unfilled(stand.tier.key, stand.scope, stand.scope_key, left, words))

    def _has_next(self, stand: Stand) -> bool:
        tiers = self.plan.prizes.tiers
        later = tiers[tiers.index(stand.tier) + 1 :]
        return any(self.plan.scope_of(tier) == stand.scope and not is_left_to_people(tier) for tier in later)


def _codes(candidates: Sequence[Candidate]) -> tuple[str, ...]:
    return tuple(each.code for each in candidates)


def _reaches(tier: Tier, candidate: Candidate) -> bool:
    if tier.grades and candidate.grade not in tier.grades:
        return False
    if tier.threshold is None:
        return True
    return candidate.points is not None and tier.threshold.holds(candidate.points)

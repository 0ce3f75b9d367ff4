"""What the prize rules work on: candidates in their order, the plan of tiers, and what comes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from contest.editions.rules import Regulation, Rounding
from contest.editions.rules.awards import Prizes, Quantity, Tier
from contest.ranking.rules.rounding import rounded

EDITION = "edition"
SCOPE_WORDS = {"edition": "toàn cuộc thi", "field": "lĩnh vực", "division": "bảng", "council": "hội đồng"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A ranked entry; `rank` is its place in the whole edition. unit and authors are keys the caps count by."""

    entry_id: int
    code: str
    rank: int
    points: Decimal | None = None
    field_key: str = ""
    division_key: str = ""
    council_key: str = ""
    unit: str = ""
    authors: tuple[str, ...] = ()
    grade: str = ""

    def scope_key(self, scope: str) -> str:
        """The field, division or council the candidate belongs to; "" for the edition."""
        keys = {"field": self.field_key, "division": self.division_key, "council": self.council_key}
        return keys.get(scope, "")


@dataclass(frozen=True, slots=True)
class Plan:
    """The regulation's prizes with the names and numbers they need.

    keys: the fields, divisions, councils in the regulation's order; names: how (scope, key) is printed;
    bases: how many entries (of, scope, key) a percentage is taken of.
    """

    prizes: Prizes
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    bases: Mapping[tuple[str, str, str], int] = field(default_factory=dict)

    def scope_of(self, tier: Tier) -> str:
        """The scope a tier is given in: its own, else the prizes'."""
        return tier.scope or self.prizes.scope

    def pools(self, tier: Tier, candidates: Sequence[Candidate]) -> list[str]:
        """The keys of the tier's pools: the regulation's, then any a candidate names beside them."""
        scope = self.scope_of(tier)
        if scope == EDITION:
            return [""]
        known = self.keys.get(scope, ())
        others = {candidate.scope_key(scope) for candidate in candidates} - set(known)
        return [*known, *sorted(others)]

    def words(self, scope: str, key: str) -> str:
        """ "toàn cuộc thi", "lĩnh vực Cơ khí", "bảng THCS"."""
        if scope == EDITION:
            return SCOPE_WORDS[scope]
        return f"{SCOPE_WORDS[scope]} {self.names.get((scope, key), key) or 'khác'}"


def plan_of(regulation: Regulation, bases: Mapping[tuple[str, str, str], int] | None = None) -> Plan:
    """The plan of a regulation; `bases` where a tier is a percentage."""
    named: dict[str, list[tuple[str, str]]] = {
        "field": [(field.key, field.name) for field in regulation.fields],
        "division": [(division.key, division.name) for division in regulation.divisions],
        "council": [(council.key, council.name) for council in regulation.councils],
    }
    return Plan(
        prizes=regulation.prizes,
        keys={scope: tuple(key for key, _ in pairs) for scope, pairs in named.items()},
        names={(scope, key): name for scope, pairs in named.items() for key, name in pairs},
        bases=bases or {},
    )


def places_of(quantity: Quantity, plan: Plan, scope: str, key: str) -> int | None:
    """How many prizes the tier has in a pool; None when the regulation leaves the number open."""
    if key and key in quantity.by_scope:
        return quantity.by_scope[key]
    if quantity.percent is not None:
        base = plan.bases.get((quantity.of, scope, key), 0)
        exact = Fraction(quantity.percent) * base / 100
        return int(rounded(exact, Rounding(places=0, rule=quantity.rounding)))
    return quantity.exact if quantity.exact is not None else quantity.at_most


def is_left_to_people(tier: Tier) -> bool:
    """Whether no figure says who gets the tier: no number, no threshold, no grade."""
    quantity = tier.quantity
    return quantity.open and not quantity.by_scope and tier.threshold is None and not tier.grades


class ProposedAward(NamedTuple):
    """A prize by rule, with the sentence that re-derives it. `place` is the rank inside the pool."""

    entry_id: int
    code: str
    tier_key: str
    scope: str
    scope_key: str
    rank: int
    place: int
    points: Decimal | None
    reason: str


@dataclass(frozen=True, slots=True)
class Unfilled:
    """Prizes of a tier that nobody gets by rule, and why. A tier left to people has the count 0."""

    tier_key: str
    scope: str
    scope_key: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class StandingTie:
    """Equals across a tier's last place, and what the regulation does with them.

    about: what there is too little of: `places`, or a cap: `unit`, `author`. Pending entries have no award until
    people decide; `tiers` are those they may end in.
    """

    tier_key: str
    scope: str
    scope_key: str
    entry_ids: tuple[int, ...]
    codes: tuple[str, ...]
    places: int
    policy: str
    about: str = "places"
    tiers: tuple[str, ...] = ()

    @property
    def is_pending(self) -> bool:
        """Whether people still have to decide."""
        return self.policy == "to_council"


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A candidate that would have had the prize but for a cap."""

    entry_id: int
    code: str
    tier_key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Allocation:
    """Everything the rules say about the prizes of one ranking."""

    awards: tuple[ProposedAward, ...]
    unfilled: tuple[Unfilled, ...]
    ties: tuple[StandingTie, ...]
    passed_over: tuple[PassedOver, ...] = ()
    # Places of every tier and pool as planned: (tier, scope key) -> number, None for open.
    planned: Mapping[tuple[str, str], int | None] = field(default_factory=dict)
